//! What everybody may find: comes with the decision that publishes, goes with the one that withdraws.

use app::desk::Publication;
use app::public::{Asked, Order};
use domain::catalogue::{Content, Form, InformationClass};
use domain::person::Role;
use jiff::SignedDuration;
use testkit::TestApp;

async fn place() -> (TestApp, app::desk::Desk) {
    let test = TestApp::sqlite().await;
    let desk = desk(&test).await;
    (test, desk)
}

async fn desk(test: &TestApp) -> app::desk::Desk {
    test.small_tree().await;
    let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
    test.app.access(ppid).desk("kabupaten-katingan").await.unwrap()
}

fn content(title: &str, summary: &str) -> Content {
    Content {
        title: title.into(),
        summary: summary.into(),
        class: InformationClass::Periodic,
        holder: "Subbagian Umum".into(),
        responsible: "Kepala Sekretariat".into(),
        made_on: Some(jiff::civil::date(2023, 5, 4)),
        place: "Kasongan".into(),
        forms: vec![Form::Online],
        retention: "5 tahun".into(),
        ..Content::default()
    }
}

/// The revision of an item that was begun.
async fn first(desk: &app::desk::Desk, reference: &str) -> i64 {
    desk.item(reference).await.unwrap().item.revision
}

/// A published item; its reference and revision.
async fn published(desk: &app::desk::Desk, content: Content, publication: &Publication) -> (String, i64) {
    let item = desk.new_item(content).await.unwrap();
    let revision =
        desk.check_item(&item.reference, first(desk, &item.reference).await).await.unwrap().revision;
    let revision = desk.publish_item(&item.reference, revision, publication).await.unwrap().revision;
    (item.reference, revision)
}

async fn titles(test: &TestApp, text: &str) -> Vec<String> {
    let found = test.app.public().search(&Asked { text: text.into(), ..Asked::default() }).await.unwrap();
    assert_eq!(found.total, found.results.len(), "counts are of what is shown");
    found.results.into_iter().map(|one| one.shown.document.title).collect()
}

#[tokio::test]
async fn z08_an_item_is_found_while_it_is_public_and_not_before_or_after() {
    let (test, desk) = place().await;
    let item = desk.new_item(content("Laporan Hibah", "Dana hibah")).await.unwrap();
    assert_eq!(titles(&test, "hibah").await, [""; 0], "a draft");
    let revision =
        desk.check_item(&item.reference, first(&desk, &item.reference).await).await.unwrap().revision;
    assert_eq!(titles(&test, "hibah").await, [""; 0], "looked over");
    let now = Publication::default();
    let revision = desk.publish_item(&item.reference, revision, &now).await.unwrap().revision;
    assert_eq!(titles(&test, "hibah").await, ["Laporan Hibah"]);

    let next = content("Laporan Hibah Kedua", "Dana bantuan");
    let revision = desk.save_item(&item.reference, revision, next).await.unwrap().revision;
    assert_eq!(titles(&test, "kedua").await, [""; 0], "the next edition is being written");
    let revision = desk.check_item(&item.reference, revision).await.unwrap().revision;
    let reason = Publication { reason: "angka diperbaiki".into(), ..Publication::default() };
    let revision = desk.publish_item(&item.reference, revision, &reason).await.unwrap().revision;
    assert_eq!(titles(&test, "bantuan").await, ["Laporan Hibah Kedua"]);

    desk.withdraw_item(&item.reference, revision, "keliru").await.unwrap();
    for word in ["hibah", "kedua", "", "lap", "laporn"] {
        assert_eq!(titles(&test, word).await, [""; 0], "{word}");
    }
}

#[tokio::test]
async fn z14_nothing_of_what_is_hidden_shows_in_counts_completions_or_corrections() {
    let (test, desk) = place().await;
    let (reference, revision) =
        published(&desk, content("Kelurahan Bersengketa", "Peta"), &Publication::default()).await;
    desk.withdraw_item(&reference, revision, "keliru").await.unwrap();
    let later = Publication {
        visible_from: Some(test.app.now() + SignedDuration::from_hours(2)),
        ..Publication::default()
    };
    published(&desk, content("Kelompok Rahasia", "Peta"), &later).await;
    published(&desk, content("Kegiatan Umum", "Denah"), &Publication::default()).await;
    let public = test.app.public();
    let ask = |text: &str| Asked { text: text.into(), ..Asked::default() };
    for text in ["kel", "kelurahn", "kelompk", "peta", "pet", "kelompok"] {
        let found = public.search(&ask(text)).await.unwrap();
        assert_eq!((found.total, found.correction), (0, None), "{text}");
        assert!(found.facets.classes.is_empty() && found.facets.bodies.is_empty(), "{text}");
        let suggested = public.suggest(&ask(text)).await.unwrap();
        assert!(
            suggested.questions.is_empty() && suggested.results.is_empty(),
            "{text}: {:?}",
            suggested.questions
        );
    }
    let suggested = public.suggest(&ask("ke")).await.unwrap();
    assert_eq!(suggested.questions, ["kegiatan"]);

    test.clock.advance(SignedDuration::from_hours(2));
    while test.app.run_one_job(app::jobs::Lane::Prompt).await.unwrap() {}
    assert_eq!(titles(&test, "kelompok").await, ["Kelompok Rahasia"], "its minute has come");
}

#[tokio::test]
async fn a_title_that_says_just_that_comes_first_unless_the_newest_are_wanted() {
    let (test, desk) = place().await;
    for (title, summary) in [
        ("Laporan Keuangan", "Neraca"),
        ("Laporan Keuangan Kabupaten Katingan", "Neraca"),
        ("Neraca", "Bagian dari laporan keuangan"),
    ] {
        published(&desk, content(title, summary), &Publication::default()).await;
        test.clock.advance(SignedDuration::from_hours(1));
    }
    let best = ["Laporan Keuangan", "Laporan Keuangan Kabupaten Katingan", "Neraca"];
    assert_eq!(titles(&test, "laporan keuangan").await, best);
    let newest = Asked { text: "laporan keuangan".into(), order: Order::Newest, ..Asked::default() };
    let found = test.app.public().search(&newest).await.unwrap();
    let titles: Vec<&str> = found.results.iter().map(|one| one.shown.document.title.as_str()).collect();
    assert_eq!(titles, ["Neraca", "Laporan Keuangan Kabupaten Katingan", "Laporan Keuangan"]);
    assert!(found.results[0].summary.iter().any(|piece| piece.is_hit && piece.text == "laporan"));
}

#[tokio::test]
async fn a_search_is_narrowed_completed_and_corrected() {
    let (test, desk) = place().await;
    for number in 0..45 {
        published(
            &desk,
            content(&format!("Pengumuman {number}"), "Rekrutmen petugas"),
            &Publication::default(),
        )
        .await;
    }
    let public = test.app.public();
    let ask = |text: &str| Asked { text: text.into(), ..Asked::default() };
    let found = public.search(&Asked { page: 9, ..ask("lowongan") }).await.unwrap();
    assert_eq!(
        (found.total, found.page, found.pages, found.results.len()),
        (45, 3, 3, 5),
        "a synonym, the last page"
    );
    assert_eq!(found.facets.years[0].value, "2023");
    assert_eq!((found.facets.bodies[0].count, found.facets.bodies[0].value.as_str()), (45, "62.06"));
    for (asked, expected) in [
        (Asked { class: Some("berkala".into()), ..ask("petugas") }, 45),
        (Asked { class: Some("serta_merta".into()), ..ask("petugas") }, 0),
        (
            Asked {
                year: Some(2023),
                form: Some("daring".into()),
                body: Some("62.06".into()),
                ..ask("petugas")
            },
            45,
        ),
        (Asked { year: Some(2022), ..ask("petugas") }, 0),
        (Asked { body: Some("62".into()), ..ask("petugas") }, 0),
        (Asked { body: Some("\" OR *".into()), ..ask("petugas") }, 0),
    ] {
        assert_eq!(public.search(&asked).await.unwrap().total, expected, "{asked:?}");
    }
    let found = public.search(&ask("rekru")).await.unwrap();
    assert!(found.is_completed && found.total == 45);
    let found = public.search(&ask("pengumumam petgas")).await.unwrap();
    assert_eq!((found.total, found.correction.as_deref()), (0, Some("pengumuman petugas")));
    let suggested = public.suggest(&ask("pengumuman pet")).await.unwrap();
    assert_eq!(suggested.questions, ["pengumuman petugas"]);
    assert_eq!(suggested.results.len(), 6);
}

#[tokio::test]
async fn what_stands_in_a_file_is_found_while_the_file_is_public() {
    let (test, desk) = place().await;
    let item = desk.new_item(content("Rekapitulasi", "Tabel")).await.unwrap();
    let bytes = futures_util::stream::iter([Ok::<_, std::io::Error>(bytes::Bytes::from(
        "desa,temuan\nTumbang Samba,7\n",
    ))]);
    let staged = desk.stage_file("temuan.csv", bytes).await.unwrap();
    desk.add_files(&item.reference, "", vec![staged]).await.unwrap();
    test.app.run_due_jobs().await.unwrap();
    assert_eq!(titles(&test, "tumbang samba").await, [""; 0], "not before it is published");
    let revision =
        desk.check_item(&item.reference, first(&desk, &item.reference).await).await.unwrap().revision;
    let revision =
        desk.publish_item(&item.reference, revision, &Publication::default()).await.unwrap().revision;
    assert_eq!(titles(&test, "tumbang samba").await, ["Rekapitulasi"]);

    // The next edition has the file no longer.
    let file = desk.item(&item.reference).await.unwrap().files[0].id;
    desk.remove_file(&item.reference, file).await.unwrap();
    assert_eq!(titles(&test, "samba").await, ["Rekapitulasi"], "the public edition has it still");
    let now = first(&desk, &item.reference).await;
    assert!(now > revision);
    let checked = desk.check_item(&item.reference, now).await.unwrap().revision;
    let reason = Publication { reason: "tanpa tabel".into(), ..Publication::default() };
    desk.publish_item(&item.reference, checked, &reason).await.unwrap();
    assert_eq!(titles(&test, "samba").await, [""; 0]);
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn an_index_that_went_wrong_is_written_anew(db: Db) {
        let test = TestApp::with_db(db).await;
        let desk = desk(&test).await;
        let draft = desk.new_item(content("Naskah Rahasia", "Belum terbit")).await.unwrap();
        published(&desk, content("Laporan Hibah", "Dana hibah"), &Publication::default()).await;
        let (second, _) = published(&desk, content("Laporan Aset", "Barang"), &Publication::default()).await;
        let mut tx = test.app.db().write().await.unwrap();
        let lost = store::catalogue::by_reference(&mut tx, &second).await.unwrap().unwrap();
        store::search::remove(&mut tx, lost.id.0).await.unwrap();
        let hidden = store::catalogue::by_reference(&mut tx, &draft.reference).await.unwrap().unwrap();
        let stray = store::search::Document {
            id: hidden.id.0,
            kind: "item".into(),
            body: hidden.body,
            path: format!("informasi/{}", draft.reference),
            class: None,
            year: None,
            forms: Vec::new(),
            title: "Naskah Rahasia".into(),
            summary: String::new(),
            other: String::new(),
            published_at: test.app.now(),
            updated_at: test.app.now(),
        };
        store::search::put(&mut tx, &stray).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(titles(&test, "laporan").await, ["Laporan Hibah"]);
        assert_eq!(titles(&test, "rahasia").await, ["Naskah Rahasia"]);

        for _ in 0..2 {
            let done = test.app.operator().reindex().await.unwrap();
            assert_eq!((done.items, done.articles), (3, 0));
            assert_eq!(titles(&test, "laporan").await, ["Laporan Aset", "Laporan Hibah"]);
            assert_eq!(titles(&test, "rahasia").await, [""; 0]);
        }
    }
}
