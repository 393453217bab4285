//! The list of public information, from draft to public and away again.

use app::desk::{Desk, Publication};
use app::jobs::Lane;
use app::public::{ItemPlace, PublicItem};
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::catalogue::{Content, Form, InformationClass, ItemState};
use domain::person::Role;
use futures_util::stream;
use jiff::SignedDuration;
use store::catalogue::{DeskFilter, PublicFilter};
use testkit::TestApp;

pub(crate) const OFFICE: &str = "kabupaten-katingan";

pub(crate) fn report(title: &str) -> Content {
    Content {
        title: title.into(),
        summary: "Laporan realisasi anggaran.".into(),
        class: InformationClass::Periodic,
        holder: "Subbagian Keuangan".into(),
        responsible: "Kepala Sekretariat".into(),
        made_on: Some("2024-01-15".parse().unwrap()),
        place: "Kasongan".into(),
        forms: vec![Form::Online, Form::Printed, Form::Online],
        retention: "5 tahun".into(),
        ..Content::default()
    }
}

pub(crate) async fn desk(test: &TestApp, login: &str, role: Role) -> Desk {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    test.app.access(who).desk(OFFICE).await.unwrap()
}

pub(crate) async fn here(test: &TestApp, reference: &str) -> PublicItem {
    match test.app.public().item(OFFICE, reference).await.unwrap() {
        ItemPlace::Here(item) => *item,
        ItemPlace::Withdrawn { .. } => panic!("withdrawn"),
    }
}

pub(crate) async fn is_hidden(test: &TestApp, reference: &str) -> bool {
    matches!(test.app.public().item(OFFICE, reference).await, Err(AppError::NotFound))
}

pub(crate) async fn listed(test: &TestApp) -> Vec<String> {
    let found = test.app.public().catalogue(OFFICE, PublicFilter::default(), 1).await.unwrap();
    assert_eq!(found.total, i64::try_from(found.lines.len()).unwrap(), "z14 only what is shown is counted");
    let counted: i64 = found.counts.iter().map(|(.., count)| count).sum();
    assert_eq!(counted, found.total, "z14");
    found.lines.into_iter().map(|line| line.edition.content.title).collect()
}

pub(crate) async fn file(test: &TestApp, desk: &Desk, reference: &str, name: &str, text: &str) {
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from(text.to_owned()))]);
    let staged = desk.stage_file(name, bytes).await.unwrap();
    desk.add_files(reference, "", vec![staged]).await.unwrap();
    // Nothing goes out that was not looked at.
    test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
}

/// A published item with one file: its reference.
pub(crate) async fn published(test: &TestApp, desk: &Desk, content: Content) -> String {
    let reference = desk.new_item(content).await.unwrap().reference;
    file(test, desk, &reference, "anggaran.csv", "uraian,jumlah\nbelanja,5\n").await;
    let checked = desk.check_item(&reference, 2).await.unwrap();
    desk.publish_item(&reference, checked.revision, &Publication::default()).await.unwrap();
    reference
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn an_item_is_written_checked_published_revised_and_withdrawn(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let (officer, ppid) = (desk(&test, "petugas", Role::Officer).await, desk(&test, "ppid", Role::Ppid).await);
        let reference = officer.new_item(report(" Laporan keuangan 2023 ")).await.unwrap().reference;
        assert!(is_hidden(&test, &reference).await && listed(&test).await.is_empty());
        file(&test, &officer, &reference, "anggaran.csv", "uraian,jumlah\nbelanja,5\n").await;
        file(&test, &officer, &reference, "sama.csv", "uraian,jumlah\nbelanja,5\n").await;
        let sheet = officer.item(&reference).await.unwrap();
        assert_eq!((sheet.files.len(), sheet.item.revision), (1, 3), "the same bytes are there once");
        let denied = officer.publish_item(&reference, 3, &Publication::default()).await;
        assert!(matches!(denied, Err(AppError::NotFound)), "an officer does not publish");
        assert_eq!(officer.check_item(&reference, 3).await.unwrap().state, ItemState::Checked);
        assert!(is_hidden(&test, &reference).await);
        let public = ppid.publish_item(&reference, 4, &Publication::default()).await.unwrap();
        assert_eq!(listed(&test).await, ["Laporan keuangan 2023"]);
        let first = here(&test, &reference).await;
        assert_eq!((first.edition.number, first.files.len()), (1, 1));
        assert_eq!(first.edition.content.forms, [Form::Printed, Form::Online], "each once");

        // The next edition: the public one stays until it is published.
        test.clock.advance(SignedDuration::from_hours(24));
        let changed = officer.save_item(&reference, public.revision, report("Laporan keuangan 2023 (audit)")).await.unwrap();
        assert_eq!(changed.state, ItemState::Revised);
        let old = sheet.files[0].id;
        officer.remove_file(&reference, old).await.unwrap();
        file(&test, &officer, &reference, "audit.csv", "uraian,jumlah\nbelanja,6\n").await;
        let now = here(&test, &reference).await;
        assert_eq!((now.edition.content.title.as_str(), now.files[0].name.as_str()), ("Laporan keuangan 2023", "anggaran.csv"));
        let revision = officer.item(&reference).await.unwrap().item.revision;
        let checked = officer.check_item(&reference, revision).await.unwrap();
        let without = ppid.publish_item(&reference, checked.revision, &Publication::default()).await;
        assert!(matches!(without, Err(AppError::Invalid(_))), "a revision says why");
        let why = Publication { reason: "Sudah diaudit".into(), visible_from: None };
        let second = ppid.publish_item(&reference, checked.revision, &why).await.unwrap();
        let now = here(&test, &reference).await;
        assert_eq!((now.edition.number, now.files[0].name.as_str(), now.editions.len()), (2, "audit.csv", 2));
        assert!(now.since < now.edition.visible_from.unwrap());
        assert!(matches!(test.app.public().item_file(OFFICE, &reference, old).await, Err(AppError::NotFound)));

        let gone = ppid.withdraw_item(&reference, second.revision, "Salah dokumen").await.unwrap();
        assert!(listed(&test).await.is_empty());
        let place = test.app.public().item(OFFICE, &reference).await.unwrap();
        assert!(matches!(place, ItemPlace::Withdrawn { reason, .. } if reason == "Salah dokumen"));
        let id = now.files[0].id;
        assert!(matches!(test.app.public().item_file(OFFICE, &reference, id).await, Err(AppError::NotFound)), "z08");
        let resumed = ppid.resume_item(&reference, gone.revision).await.unwrap();
        assert_eq!(resumed.state, ItemState::Draft);
        let sheet = ppid.item(&reference).await.unwrap();
        assert_eq!((sheet.item.edition, sheet.files.len()), (3, 1), "it goes on where it was");
        let kinds: Vec<&str> = sheet.history.iter().rev().map(|event| event.kind.as_str()).collect();
        assert_eq!(
            kinds,
            ["begun", "file_added", "checked", "published", "written", "file_removed", "file_added", "checked",
             "published", "withdrawn", "resumed"]
        );

        // z08 Until a later minute the public would see again what was withdrawn: it comes back at once or not at all.
        let checked = ppid.check_item(&reference, resumed.revision).await.unwrap();
        let later = Publication { reason: "Diperbaiki".into(), visible_from: Some(test.app.now() + SignedDuration::from_hours(1)) };
        let refused = ppid.publish_item(&reference, checked.revision, &later).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "visible_from"));
        assert!(listed(&test).await.is_empty());
        let at_once = Publication { visible_from: None, ..later.clone() };
        let back = ppid.publish_item(&reference, checked.revision, &at_once).await.unwrap();
        assert_eq!(here(&test, &reference).await.edition.number, 3);
        let next = ppid.save_item(&reference, back.revision, report("Laporan keuangan 2023 (akhir)")).await.unwrap();
        let checked = ppid.check_item(&reference, next.revision).await.unwrap();
        ppid.publish_item(&reference, checked.revision, &later).await.unwrap();
        assert_eq!(here(&test, &reference).await.edition.number, 3, "a next edition may wait");
    }

    async fn z08_z14_what_is_under_embargo_is_not_there_until_its_minute(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        let open = published(&test, &ppid, report("Terbuka")).await;
        let reference = ppid.new_item(report("Tertunda")).await.unwrap().reference;
        file(&test, &ppid, &reference, "a.csv", "a,b\n1,2\n").await;
        let from = test.app.now() + SignedDuration::from_hours(2);
        let past = Publication { visible_from: Some(test.app.now() - SignedDuration::from_secs(60)), reason: String::new() };
        ppid.check_item(&reference, 2).await.unwrap();
        assert!(matches!(ppid.publish_item(&reference, 3, &past).await, Err(AppError::Invalid(_))));
        let later = Publication { visible_from: Some(from), reason: String::new() };
        ppid.publish_item(&reference, 3, &later).await.unwrap();
        let id = ppid.item(&reference).await.unwrap().files[0].id;
        assert_eq!(listed(&test).await, ["Terbuka"]);
        assert!(is_hidden(&test, &reference).await);
        assert!(matches!(test.app.public().item_file(OFFICE, &reference, id).await, Err(AppError::NotFound)));
        test.clock.advance(SignedDuration::from_hours(2));
        assert_eq!(listed(&test).await, ["Terbuka", "Tertunda"]);
        assert!(test.app.public().item_file(OFFICE, &reference, id).await.is_ok());

        // A revision under embargo leaves the edition before it public.
        let revision = ppid.item(&open).await.unwrap().item.revision;
        let changed = ppid.save_item(&open, revision, report("Terbuka lagi")).await.unwrap();
        let checked = ppid.check_item(&open, changed.revision).await.unwrap();
        let later = Publication { visible_from: Some(test.app.now() + SignedDuration::from_hours(1)), reason: "x".into() };
        let done = ppid.publish_item(&open, checked.revision, &later).await.unwrap();
        assert_eq!(here(&test, &open).await.edition.content.title, "Terbuka");
        assert_eq!(here(&test, &open).await.editions.len(), 1, "what comes is not announced");
        test.clock.advance(SignedDuration::from_hours(1));
        assert_eq!(here(&test, &open).await.edition.content.title, "Terbuka lagi");

        // What was withdrawn before its minute was never there.
        let hidden = ppid.new_item(report("Tak pernah")).await.unwrap().reference;
        ppid.check_item(&hidden, 1).await.unwrap();
        let later = Publication { visible_from: Some(test.app.now() + SignedDuration::from_hours(9)), reason: String::new() };
        let put_off = ppid.publish_item(&hidden, 2, &later).await.unwrap();
        ppid.withdraw_item(&hidden, put_off.revision, "Batal").await.unwrap();
        assert!(is_hidden(&test, &hidden).await);
        assert!(done.state == ItemState::Published);
    }

    async fn what_must_be_told_at_once_needs_one_step_of_an_officer(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer).await;
        let content = Content {
            title: "Pemungutan suara ulang di TPS 4".into(),
            summary: "Besok pukul 07.00.".into(),
            class: InformationClass::Immediate,
            ..Content::default()
        };
        let reference = officer.new_item(content).await.unwrap().reference;
        assert_eq!(officer.publish_at_once(&reference, 1).await.unwrap().state, ItemState::Published);
        assert_eq!(listed(&test).await, ["Pemungutan suara ulang di TPS 4"]);
        let other = officer.new_item(report("Laporan")).await.unwrap().reference;
        let refused = officer.publish_at_once(&other, 1).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "class"));
    }

    async fn an_edition_is_given_up_with_its_files(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        let reference = published(&test, &ppid, report("Laporan")).await;
        let sheet = ppid.item(&reference).await.unwrap();
        ppid.remove_file(&reference, sheet.files[0].id).await.unwrap();
        file(&test, &ppid, &reference, "lain.csv", "x,y\n1,2\n").await;
        let revision = ppid.item(&reference).await.unwrap().item.revision;
        ppid.discard_edition(&reference, revision).await.unwrap();
        let sheet = ppid.item(&reference).await.unwrap();
        assert_eq!((sheet.item.state, sheet.item.edition, sheet.editions.len()), (ItemState::Published, 1, 1));
        assert_eq!(sheet.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["anggaran.csv"]);
        // The next edition has the same number, and nothing of the one that was given up.
        let again = ppid.save_item(&reference, sheet.item.revision, report("Laporan lain")).await.unwrap();
        assert_eq!(again.state, ItemState::Revised);
        assert_eq!(ppid.item(&reference).await.unwrap().files.len(), 1);
    }

    async fn two_people_do_not_write_over_each_other(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer).await;
        let reference = officer.new_item(report("Laporan")).await.unwrap().reference;
        officer.save_item(&reference, 1, report("Laporan satu")).await.unwrap();
        let late = officer.save_item(&reference, 1, report("Laporan dua")).await;
        let Err(AppError::Conflict(Conflict::Version { current: 2, value })) = late else { panic!("{late:?}") };
        assert!(value.contains("Laporan satu"));
        let same = officer.save_item(&reference, 1, report("Laporan satu")).await.unwrap();
        assert_eq!(same.revision, 2, "sent twice does no harm");
        assert!(matches!(officer.check_item(&reference, 1).await, Err(AppError::Conflict(_))));
        let early = officer.publish_at_once(&reference, 2).await;
        assert!(matches!(early, Err(AppError::Invalid(_))));
    }

    async fn the_seven_columns_are_asked_before_an_item_is_checked(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer).await;
        let thin = Content { title: "Laporan".into(), ..Content::default() };
        let reference = officer.new_item(thin).await.unwrap().reference;
        let Err(AppError::Invalid(missing)) = officer.check_item(&reference, 1).await else { panic!("checked") };
        assert_eq!(missing.len(), 7);
        assert_eq!(officer.item(&reference).await.unwrap().item.state, ItemState::Draft);
        let listed = officer.items(DeskFilter { state: Some(ItemState::Draft), class: None }, 1).await.unwrap();
        assert_eq!((listed.total, listed.lines[0].title.as_str()), (1, "Laporan"));
    }

    async fn z08_another_office_neither_sees_nor_serves_the_item(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        let reference = published(&test, &ppid, report("Laporan")).await;
        let other = test.app.public().item("kota-palangka-raya", &reference).await;
        assert!(matches!(other, Err(AppError::NotFound)));
        let who = test.person("ppid.pky", Role::Ppid, "62.71").await;
        let access = test.app.access(who);
        assert!(matches!(access.desk(OFFICE).await, Err(AppError::NotFound)));
        let own = access.desk("kota-palangka-raya").await.unwrap();
        assert!(matches!(own.item(&reference).await, Err(AppError::NotFound)));
        assert!(matches!(own.save_item(&reference, 1, report("Lain")).await, Err(AppError::NotFound)));
        assert!(matches!(own.withdraw_item(&reference, 1, "x").await, Err(AppError::NotFound)));
        for (login, role) in [("verif", Role::Verifier), ("pimpinan", Role::Leader), ("uji", Role::Tester)] {
            let body = if role == Role::Leader { "62.06" } else { "62" };
            let who = test.person(login, role, body).await;
            assert!(matches!(test.app.access(who).desk(OFFICE).await, Err(AppError::NotFound)), "{role}");
        }
    }
}

/// A table of 500 rows with 20 faults of all kinds, at known rows.
fn table_with_faults() -> (String, Vec<usize>) {
    use std::fmt::Write as _;
    let mut text = String::from(
        "DAFTAR INFORMASI PUBLIK;;;;;;;\nNo;Ringkasan isi informasi;Pejabat yang menguasai informasi;Penanggung jawab \
         pembuatan;Waktu dan tempat pembuatan;Bentuk informasi;Jangka waktu penyimpanan;Klasifikasi\n",
    );
    let mut faulty = Vec::new();
    for number in 1..=500_usize {
        let mut summary = format!("Laporan kegiatan nomor {number}. Isi laporan.");
        let mut made = format!("Kasongan, {} Juni 2024", number % 28 + 1);
        let (mut form, mut class) = ("Softcopy", "Berkala");
        if number % 25 == 0 {
            faulty.push(number + 2);
            match number / 25 % 5 {
                0 => summary.clear(),
                1 => "tahun 2024".clone_into(&mut made),
                2 => form = "lisan",
                3 => class = "rahasia",
                _ => {
                    // The same as the row before.
                    summary = format!("Laporan kegiatan nomor {}. Isi laporan.", number - 1);
                    made = format!("Kasongan, {} Juni 2024", (number - 1) % 28 + 1);
                }
            }
        }
        writeln!(text, "{number};{summary};Subbag Umum;Kasek;{made};{form};5 tahun;{class}").unwrap();
    }
    (text, faulty)
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_table_of_500_rows_with_20_faults_gives_480_drafts_once(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer).await;
        let (text, planted) = table_with_faults();
        let send = async || {
            let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from(text.clone()))]);
            let staged = officer.stage_table("dip.csv", bytes).await.unwrap();
            officer.begin_import(staged, None).await.unwrap()
        };
        let id = send().await;
        let sheet = officer.table(id).await.unwrap();
        let found: Vec<usize> = sheet.faulty().map(|row| row.number).collect();
        assert_eq!(found, planted, "every planted fault, and nothing else");
        assert_eq!((found.len(), sheet.good().count()), (20, 480));
        assert_eq!(officer.items(DeskFilter::default(), 1).await.unwrap().total, 0, "looking changes nothing");
        assert_eq!(officer.take_table(id).await.unwrap(), 480);
        assert!(matches!(officer.take_table(id).await, Err(AppError::Conflict(_))), "once");
        assert_eq!(officer.items(DeskFilter::default(), 1).await.unwrap().total, 480);
        // The same table again adds nothing.
        let again = officer.table(send().await).await.unwrap();
        assert_eq!((again.present.len(), again.good().count()), (480, 0));

        let other = desk_of(&test, "ppid.pky", "62.71").await;
        assert!(matches!(other.table(id).await, Err(AppError::NotFound)));
        assert!(matches!(other.take_table(id).await, Err(AppError::NotFound)));
        let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from("a,b\n1,2\n"))]);
        let staged = other.stage_table("lain.csv", bytes).await.unwrap();
        let refused = other.begin_import(staged, None).await;
        assert!(matches!(refused, Err(AppError::Invalid(found)) if found[0].field == "table"));
    }
}

async fn desk_of(test: &TestApp, login: &str, body: &str) -> Desk {
    let who = test.person_once(login, Role::Ppid, &body.parse().unwrap()).await;
    test.app.access(who).desk(body).await.unwrap()
}
