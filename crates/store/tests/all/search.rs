//! The index of what everybody may find: the same on both engines.

use jiff::Timestamp;
use search::{Filter, Place, Query};
use sql::{Conn, Db};
use store::search::{self as index, Document, WordPage};
use testkit::TestApp;
use uuid::Uuid;

fn document(number: u128, title: &str, summary: &str) -> Document {
    let at = Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap();
    Document {
        id: Uuid::from_u128(number),
        kind: "item".into(),
        body: "62.06".parse().unwrap(),
        path: format!("informasi/{number}"),
        class: Some(if number.is_multiple_of(2) { "berkala" } else { "setiap_saat" }.into()),
        year: Some(2020 + i64::try_from(number % 5).unwrap()),
        forms: vec!["pdf".into()],
        title: title.into(),
        summary: summary.into(),
        other: String::new(),
        published_at: at,
        updated_at: at,
    }
}

/// Titles that were found, newest first.
async fn found(conn: &mut Conn, typed: &str, place: Place) -> Vec<String> {
    let hits = index::hits(conn, &Query::parse(typed).wanted(), place, 100).await.unwrap();
    let seqs: Vec<i64> = hits.iter().map(|hit| hit.seq).collect();
    index::shown(conn, &seqs).await.unwrap().into_iter().map(|shown| shown.document.title).collect()
}

async fn filled(db: &Db) {
    TestApp::with_db(db.clone()).await.small_tree().await;
    let mut tx = db.write().await.unwrap();
    for (number, title, summary) in [
        (1, "Laporan Keuangan 2023", "Neraca dan realisasi anggaran"),
        (2, "Peraturan Bawaslu tentang Pelayanan Informasi", "Naskah lengkap"),
        (3, "Laporan Layanan Informasi Publik", "Jumlah permohonan yang dilaporkan"),
        (4, "Hasil Pengawasan Pemilihan Umum", "Laporan akhir"),
        (5, "Daftar Informasi Publik", "Keputusan PPID"),
        (6, "Pengadaan Barang", "Rencana umum; barang dan jasa, lalu hasil"),
    ] {
        index::put(&mut tx, &document(number, title, summary)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn words_phrases_synonyms_and_filters_find_the_same(db: Db) {
        filled(&db).await;
        let mut conn = db.read().await.unwrap();
        for (typed, expected) in [
            ("laporan", &["Hasil Pengawasan Pemilihan Umum", "Laporan Layanan Informasi Publik", "Laporan Keuangan 2023"][..]),
            ("MELAPORKAN keuangan", &["Laporan Keuangan 2023"]),
            ("pemilu", &["Hasil Pengawasan Pemilihan Umum"]),
            ("dip", &["Daftar Informasi Publik"]),
            ("perbawaslu", &["Peraturan Bawaslu tentang Pelayanan Informasi"]),
            ("\"informasi publik\"", &["Daftar Informasi Publik", "Laporan Layanan Informasi Publik"]),
            ("\"barang jasa\"", &["Pengadaan Barang"]),
            ("\"jasa barang\"", &[]),
            ("laporan -keuangan", &["Hasil Pengawasan Pemilihan Umum", "Laporan Layanan Informasi Publik"]),
            ("informasi -\"informasi publik\"", &["Peraturan Bawaslu tentang Pelayanan Informasi"]),
            ("-laporan -bawaslu -dip -daftar", &["Pengadaan Barang"]),
            ("2023", &["Laporan Keuangan 2023"]),
            ("katingan", &[]),
        ] {
            assert_eq!(found(&mut conn, typed, Place::Anywhere).await, expected, "{typed}");
        }
        assert_eq!(found(&mut conn, "laporan", Place::Title).await.len(), 2);
        assert_eq!(found(&mut conn, "", Place::Anywhere).await.len(), 6);
        let only = |filter, value| Query::parse("laporan").wanted().only(filter, value);
        for (wanted, expected) in [
            (only(Filter::Class, "berkala"), 1),
            (only(Filter::Class, "setiap_saat"), 2),
            (only(Filter::Year, "2023"), 1),
            (only(Filter::Body, "62.06"), 3),
            (only(Filter::Body, "62"), 0),
            (only(Filter::Form, "pdf").only(Filter::Kind, "item"), 3),
        ] {
            assert_eq!(index::hits(&mut conn, &wanted, Place::Anywhere, 100).await.unwrap().len(), expected, "{wanted:?}");
        }
    }

    async fn d07_operators_are_text(db: Db) {
        filled(&db).await;
        let mut conn = db.read().await.unwrap();
        for typed in [
            "\" * NEAR ( : ^ - OR", "laporan OR", "NEAR(laporan keuangan, 2)", "^laporan", "title:laporan", "laporan*", "!a & b",
            "'; DROP TABLE search_word; --", "\\", "'", "''", "a\0b", "((((", "{a b}: c", "+ +", "-", "--", "\"\"", "<->",
            "lapor\u{301}an", "🏛", ":all", "_", ".lapor", "%", "a_b",
        ] {
            for place in [Place::Title, Place::Anywhere] {
                let wanted = Query::parse(typed).wanted().only(Filter::Body, typed).only(Filter::Year, typed);
                index::hits(&mut conn, &wanted, place, 10).await.unwrap();
                index::hits(&mut conn, &Query::parse(typed).wanted(), place, 10).await.unwrap();
            }
        }
    }

    async fn what_changes_and_goes_is_found_no_more(db: Db) {
        filled(&db).await;
        let mut tx = db.write().await.unwrap();
        index::put(&mut tx, &document(1, "Neraca 2023", "Ringkas")).await.unwrap();
        let text = |part: &str, text: &'static str| [(part.to_owned(), text)];
        let texts = text("neraca.pdf", "Catatan aset bersejarah");
        index::set_texts(&mut tx, Uuid::from_u128(1), &texts).await.unwrap();
        index::set_texts(&mut tx, Uuid::from_u128(99), &text("x.pdf", "Catatan aset")).await.unwrap();
        index::remove(&mut tx, Uuid::from_u128(5)).await.unwrap();
        index::remove(&mut tx, Uuid::from_u128(98)).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert_eq!(found(&mut conn, "keuangan", Place::Anywhere).await, [""; 0]);
        assert_eq!(found(&mut conn, "neraca", Place::Title).await, ["Neraca 2023"]);
        assert_eq!(found(&mut conn, "aset", Place::Anywhere).await, ["Neraca 2023"]);
        assert_eq!(found(&mut conn, "dip", Place::Anywhere).await, [""; 0]);
        assert_eq!(index::texts(&mut conn, &[Uuid::from_u128(1)]).await.unwrap()[0].text, "Catatan aset bersejarah");
        drop(conn);
        let mut tx = db.write().await.unwrap();
        // The text of a file stays when the title changes, and goes with the file.
        index::put(&mut tx, &document(1, "Neraca", "Ringkas")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found(&mut db.read().await.unwrap(), "aset", Place::Anywhere).await, ["Neraca"]);
        let mut tx = db.write().await.unwrap();
        index::set_texts(&mut tx, Uuid::from_u128(1), &[]).await.unwrap();
        index::set_texts(&mut tx, Uuid::from_u128(6), &text("a.pdf", "Lampiran")).await.unwrap();
        index::remove(&mut tx, Uuid::from_u128(6)).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert_eq!(found(&mut conn, "aset", Place::Anywhere).await, [""; 0]);
        assert_eq!(index::texts(&mut conn, &[Uuid::from_u128(6)]).await.unwrap(), []);
    }

    async fn a_limit_takes_the_newest(db: Db) {
        filled(&db).await;
        let mut conn = db.read().await.unwrap();
        let hits = index::hits(&mut conn, &Query::parse("laporan").wanted(), Place::Anywhere, 2).await.unwrap();
        assert_eq!(hits.iter().map(|hit| (hit.seq, hit.title_words)).collect::<Vec<_>>(), [(4, 4), (3, 4)]);
        assert_eq!(index::newest(&mut conn).await.unwrap(), 6);
    }

    async fn titles_and_the_rest_are_the_same_however_they_are_looked_for(db: Db) {
        filled(&db).await;
        let mut conn = db.read().await.unwrap();
        let seqs = |hits: &[index::Hit]| hits.iter().map(|hit| hit.seq).collect::<Vec<_>>();
        let laporan = || Query::parse("laporan").wanted();
        for (wanted, limit, titles, anywhere) in [
            (laporan(), 10, &[3, 1][..], &[4, 3, 1][..]),
            (laporan(), 3, &[3, 1], &[4, 3, 1]),
            (laporan(), 2, &[3, 1], &[]),
            (laporan(), 1, &[3], &[]),
            (Query::parse("laporan akhir").wanted(), 10, &[], &[4]),
            (Query::parse("").wanted(), 2, &[], &[6, 5]),
            // Documents 1 and 6 are of 2021, 3 of 2023.
            (Query::parse("").wanted().only(Filter::Year, "2021"), 10, &[], &[6, 1]),
            (laporan().only(Filter::Year, "2021"), 10, &[1], &[1]),
            (laporan().only(Filter::Year, "2021").only(Filter::Body, "62.06"), 10, &[1], &[1]),
            (laporan().only(Filter::Year, "2021").only(Filter::Body, "62.07"), 10, &[], &[]),
            (laporan().only(Filter::Year, "2021").only(Filter::Year, "2023"), 10, &[], &[]),
            (laporan().only(Filter::Year, "1821"), 10, &[], &[]),
            // Its token is that of another value, and the token decides.
            (laporan().only(Filter::Body, "62.0-6"), 10, &[3, 1], &[4, 3, 1]),
            (laporan().only(Filter::Year, "MMXXI"), 10, &[], &[]),
        ] {
            let found = index::hits_by_place(&mut conn, &wanted, limit).await.unwrap();
            assert_eq!((seqs(&found.titles), seqs(&found.anywhere)), (titles.to_vec(), anywhere.to_vec()), "{wanted:?}");
        }
    }

    async fn words_complete_and_correct(db: Db) {
        filled(&db).await;
        let mut page = WordPage::default();
        let mut conn = db.read().await.unwrap();
        assert!(index::completions(&mut conn, "lap", 5).await.unwrap().contains(&"laporan".to_owned()), "at once");
        while index::count_words(&mut conn, &mut page).await.unwrap() {}
        drop(conn);
        let mut tx = db.write().await.unwrap();
        index::replace_words(&mut tx, &page.counts).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert_eq!(index::completions(&mut conn, "la", 5).await.unwrap(), ["laporan", "lalu", "layanan"]);
        assert_eq!(index::completions(&mut conn, "laporan", 5).await.unwrap(), [""; 0]);
        let words = index::frequent(&mut conn, &['i', 'p'], 3).await.unwrap();
        assert_eq!(words, ["informasi", "publik", "pelayanan"]);
    }
}
