//! What goes out of the desk: minutes, who may tell at once, warnings and their answers, files that are shut in.

use app::desk::{Desk, Publication};
use app::jobs::Lane;
use app::public::Asked;
use app::{Acting, AppError, Principal, Via};
use bytes::Bytes;
use domain::catalogue::{Content, InformationClass, ItemState};
use domain::content::{Kind, Writing};
use domain::facts::Progress;
use domain::ids::SessionId;
use domain::person::Role;
use domain::random::Seeded;
use domain::redaction::Area;
use futures_util::stream;
use i18n::{Lang, Texts};
use jiff::{SignedDuration, Timestamp};
use store::catalogue::{DeskFilter, PublicFilter};
use testkit::TestApp;

use super::believing::scanner;
use super::catalogue::{OFFICE, desk, file, here, is_hidden, listed, published, report};
use super::documents::{NIK, Scene, pdf, why};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn from(minute: Timestamp, reason: &str) -> Publication {
    Publication { visible_from: Some(minute), reason: reason.to_owned() }
}

fn at_once(reason: &str) -> Publication {
    Publication { visible_from: None, reason: reason.to_owned() }
}

/// Writes the next edition of an item and looks it over: its revision.
async fn next(desk: &Desk, reference: &str, content: Content) -> i64 {
    let revision = desk.item(reference).await.unwrap().item.revision;
    let written = desk.save_item(reference, revision, content).await.unwrap();
    desk.check_item(reference, written.revision).await.unwrap().revision
}

/// Titles that are found.
async fn found(test: &TestApp, text: &str) -> Vec<String> {
    while test.app.run_one_job(Lane::Prompt).await.unwrap() {}
    let asked = Asked { text: text.to_owned(), ..Asked::default() };
    let found = test.app.public().search(&asked).await.unwrap();
    found.results.into_iter().map(|one| one.shown.document.title).collect()
}

async fn notices(test: &TestApp, who: &Principal) -> Vec<String> {
    let notices = test.app.access(who.clone()).notices(&Texts::new(Lang::Id)).await.unwrap();
    notices.into_iter().map(|notice| notice.words.title).collect()
}

/// The field at which something is refused.
fn field<T: std::fmt::Debug>(outcome: Result<T, AppError>) -> String {
    match outcome {
        Err(AppError::Invalid(found)) => found[0].field.clone(),
        other => panic!("{other:?}"),
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn z08_an_embargo_is_moved_to_a_later_minute_and_nothing_is_seen_before(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        let (first, second) = (test.app.now() + HOUR, test.app.now() + HOUR * 2);
        let reference = ppid.new_item(report("Hibah satu")).await.unwrap().reference;
        ppid.check_item(&reference, 1).await.unwrap();
        ppid.publish_item(&reference, 2, &from(first, "")).await.unwrap();
        let revision = next(&ppid, &reference, report("Hibah dua")).await;
        ppid.publish_item(&reference, revision, &from(second, "Ditunda")).await.unwrap();

        test.clock.set(second - SignedDuration::from_secs(1));
        assert!(is_hidden(&test, &reference).await, "its first minute has come, and counts no longer");
        assert!(listed(&test).await.is_empty());
        assert_eq!(found(&test, "hibah").await, [""; 0], "page and index agree");
        test.clock.set(second);
        let item = here(&test, &reference).await;
        assert_eq!((item.edition.number, item.since, item.editions.len()), (2, second, 1), "one was seen");
        assert_eq!(found(&test, "hibah").await, ["Hibah dua"]);

        // Replaced before its minute by one that comes at once: the public never saw it.
        let revision = next(&ppid, &reference, report("Hibah tiga")).await;
        ppid.publish_item(&reference, revision, &from(second + HOUR, "Ditunda lagi")).await.unwrap();
        let revision = next(&ppid, &reference, report("Hibah empat")).await;
        ppid.publish_item(&reference, revision, &at_once("Sekarang")).await.unwrap();
        test.clock.set(second + HOUR * 2);
        let numbers: Vec<i64> = here(&test, &reference).await.editions.iter().map(|one| one.number).collect();
        assert_eq!(numbers, [4, 2]);
    }

    async fn z08_what_was_withdrawn_before_its_minute_may_wait_for_another_one(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        let (first, second) = (test.app.now() + HOUR, test.app.now() + HOUR * 3);
        let reference = ppid.new_item(report("Hibah")).await.unwrap().reference;
        ppid.check_item(&reference, 1).await.unwrap();
        let put_off = ppid.publish_item(&reference, 2, &from(first, "")).await.unwrap();
        let gone = ppid.withdraw_item(&reference, put_off.revision, "Batal").await.unwrap();
        test.clock.set(first + HOUR);
        assert!(is_hidden(&test, &reference).await, "its minute does not come");
        let resumed = ppid.resume_item(&reference, gone.revision).await.unwrap();
        let checked = ppid.check_item(&reference, resumed.revision).await.unwrap();
        ppid.publish_item(&reference, checked.revision, &from(second, "Jadi")).await.unwrap();
        assert!(is_hidden(&test, &reference).await);
        assert_eq!(found(&test, "hibah").await, [""; 0]);
        test.clock.set(second);
        let item = here(&test, &reference).await;
        assert_eq!((item.since, item.editions.len()), (second, 1));
        assert_eq!(found(&test, "hibah").await, ["Hibah"]);
    }

    async fn z08_the_same_holds_for_what_the_office_writes(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer).await;
        let public = test.app.public();
        let (first, second) = (test.app.now() + HOUR, test.app.now() + HOUR * 2);
        let writing = |title: &str| Writing { title: title.into(), body: "Isi.".into(), ..Writing::default() };
        let begun = officer.new_article(Kind::News, "", writing("Kabar satu")).await.unwrap();
        let one = officer.publish_article(&begun.reference, 1, &from(first, "")).await.unwrap();
        let two = officer.save_article(&begun.reference, one.revision, writing("Kabar dua")).await.unwrap();
        let two = officer.publish_article(&begun.reference, two.revision, &from(second, "")).await.unwrap();
        test.clock.set(second - SignedDuration::from_secs(1));
        assert!(public.article(OFFICE, Kind::News, &begun.reference).await.is_err());
        assert_eq!(found(&test, "kabar").await, [""; 0]);
        let gone = officer.withdraw_article(&begun.reference, two.revision, "Batal").await.unwrap();
        test.clock.set(second);
        assert!(public.article(OFFICE, Kind::News, &begun.reference).await.is_err());
        let resumed = officer.resume_article(&begun.reference, gone.revision).await.unwrap();
        let later = from(second + HOUR, "");
        officer.publish_article(&begun.reference, resumed.revision, &later).await.unwrap();
        assert!(public.article(OFFICE, Kind::News, &begun.reference).await.is_err());
        test.clock.set(second + HOUR);
        assert!(public.article(OFFICE, Kind::News, &begun.reference).await.is_ok());
        assert_eq!(found(&test, "kabar").await, ["Kabar dua"]);
    }

    async fn z01_z11_nobody_ends_an_embargo_or_replaces_what_is_public_by_telling_at_once(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let (officer, ppid) = (desk(&test, "petugas", Role::Officer).await, desk(&test, "ppid", Role::Ppid).await);
        let urgent = |title: &str| Content { class: InformationClass::Immediate, ..report(title) };
        let denied = |outcome: Result<_, AppError>| assert!(matches!(outcome, Err(AppError::NotFound)));

        // A report that the PPID published, and one under embargo.
        let open = published(&test, &ppid, report("Laporan")).await;
        let coming = ppid.new_item(report("Rencana")).await.unwrap().reference;
        ppid.check_item(&coming, 1).await.unwrap();
        ppid.publish_item(&coming, 2, &from(test.app.now() + HOUR, "")).await.unwrap();
        for reference in [&open, &coming] {
            let revision = officer.item(reference).await.unwrap().item.revision;
            let changed = officer.save_item(reference, revision, urgent("Gawat")).await.unwrap();
            assert!(!officer.may_tell_at_once(&officer.item(reference).await.unwrap()));
            denied(officer.publish_at_once(reference, changed.revision).await);
        }
        assert_eq!(listed(&test).await, ["Laporan"]);
        let sheet = ppid.item(&open).await.unwrap();
        assert!(ppid.may_tell_at_once(&sheet));
        ppid.publish_at_once(&open, sheet.item.revision).await.unwrap();
        assert_eq!(listed(&test).await, ["Gawat"], "who publishes may");

        // What is told at once already is told on by whoever writes, until the PPID withdraws it.
        let flood = officer.new_item(urgent("Banjir")).await.unwrap().reference;
        officer.publish_at_once(&flood, 1).await.unwrap();
        let changed = officer.save_item(&flood, 2, urgent("Banjir surut")).await.unwrap();
        let told = officer.publish_at_once(&flood, changed.revision).await.unwrap();
        let gone = ppid.withdraw_item(&flood, told.revision, "Keliru").await.unwrap();
        let resumed = ppid.resume_item(&flood, gone.revision).await.unwrap();
        denied(officer.publish_at_once(&flood, resumed.revision).await);

        // Who acts for an officer writes, and tells nothing.
        let help = officer.new_item(urgent("Gempa")).await.unwrap().reference;
        let now = test.app.now();
        let admin = test.person("admin", Role::Administrator, "62").await;
        let mut who = test.person("dibantu", Role::Officer, "62.06").await;
        who.via = Via::Acting(Acting {
            session: SessionId::new(now, &Seeded::new(9)),
            by: admin.person,
            by_name: admin.name,
            until: now + HOUR,
        });
        let acting = test.app.access(who).desk(OFFICE).await.unwrap();
        assert!(!acting.may_tell_at_once(&acting.item(&help).await.unwrap()));
        denied(acting.publish_at_once(&help, 1).await);
        officer.publish_at_once(&help, 1).await.unwrap();
    }

    async fn d19_reasons_for_the_public_are_looked_through_too(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = desk(&test, "ppid", Role::Ppid).await;
        let reference = published(&test, &ppid, report("Laporan")).await;
        let revision = next(&ppid, &reference, report("Laporan kedua")).await;
        let reason = format!(" Permintaan Budi, NIK {NIK} ");
        let asked = ppid.publish_item(&reference, revision, &at_once(&reason)).await;
        assert_eq!(field(asked), "reason_privacy");
        let warnings = ppid.reason_privacy(&reason).unwrap();
        let other = ppid.reason_privacy(&reason.replace("Budi", "Siti")).unwrap().digest;
        let wrong = ppid.publish_item_with(&reference, revision, &at_once(&reason), &other).await;
        assert_eq!(field(wrong), "reason_privacy", "an answer to another reason is none");
        let done =
            ppid.publish_item_with(&reference, revision, &at_once(&reason), &warnings.digest).await.unwrap();
        let event = ppid.item(&reference).await.unwrap().history.remove(0);
        assert!(event.kind == "published" && event.data.contains("\"nik\":1"), "{}", event.data);

        let reason = format!("Memuat NIK {NIK}");
        assert_eq!(field(ppid.withdraw_item(&reference, done.revision, &reason).await), "reason_privacy");
        assert_eq!(listed(&test).await, ["Laporan kedua"]);
        let digest = ppid.reason_privacy(&reason).unwrap().digest;
        ppid.withdraw_item_with(&reference, done.revision, &reason, &digest).await.unwrap();
        assert!(ppid.reason_privacy("Salah dokumen").is_none());
    }

    async fn d01_a_table_that_was_exported_here_comes_back_as_it_was(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer).await;
        let titles = ["=1+1", "+62 satu", "-2+3", "'=kutip", "'biasa'", "Laporan"];
        let rows = titles.iter().map(|title| vec![*title, "Isi", "berkala"]);
        let header = ["judul", "ringkasan_isi_informasi", "klasifikasi"];
        let bytes = print::csv::table(&header, rows, print::csv::Options::SPREADSHEET).unwrap();
        let stream = stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes))]);
        let staged = officer.stage_table("dip.csv", stream).await.unwrap();
        let id = officer.begin_import(staged, None).await.unwrap();
        // One of them comes into the list meanwhile.
        officer.new_item(Content { title: "LAPORAN".into(), ..Content::default() }).await.unwrap();
        assert_eq!(officer.table(id).await.unwrap().present.len(), 1);
        assert_eq!(officer.take_table(id).await.unwrap(), 5);
        let found = officer.items(DeskFilter::default(), 1).await.unwrap();
        let mut found: Vec<String> = found.lines.into_iter().map(|line| line.title).collect();
        found.sort();
        let mut expected = titles.map(str::to_owned);
        expected[5] = "LAPORAN".to_owned();
        expected.sort();
        assert_eq!(found, expected);
    }
}

#[tokio::test]
async fn d19_an_answer_covers_the_words_that_were_answered_for_and_no_others() {
    let scene = Scene::new("Hubungi Budi, 0812-3456-7890").await;
    scene.answer().await;
    let change = async |summary: &str| {
        let content = super::documents::content(summary);
        scene.desk.save_item(&scene.reference, scene.revision().await, content).await.unwrap();
    };
    change("Hubungi Siti, 0812-3456-7999").await;
    assert_eq!(why(scene.check().await), "privacy-unanswered", "as many numbers, and another one");
    scene.answer().await;
    scene.check().await.unwrap();
    // What was found to be harmless is not asked for again.
    change("tanpa data").await;
    scene.check().await.unwrap();
}

#[tokio::test]
async fn d19_names_and_captions_of_files_are_looked_through_too() {
    let scene = Scene::new("tanpa data").await;
    scene.add(&format!("KTP {NIK}.csv"), b"a;b\n1;2\n".to_vec()).await;
    scene.work().await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    assert!(privacy.files[0].findings.is_empty() && !privacy.files[0].label.is_empty());
    assert_eq!(why(scene.check().await), "privacy-unanswered");
    scene.answer().await;
    scene.check().await.unwrap();
    let stream = stream::iter([Ok::<_, std::io::Error>(Bytes::from("c;d\n1;2\n"))]);
    let staged = scene.desk.stage_file("dua.csv", stream).await.unwrap();
    scene.desk.add_files(&scene.reference, "Milik siti@example.com", vec![staged]).await.unwrap();
    scene.work().await;
    assert_eq!(why(scene.check().await), "privacy-unanswered");
}

#[tokio::test]
async fn u14_a_document_that_could_not_be_blacked_out_is_answered_for_and_told() {
    let scene = Scene::new("Keputusan").await;
    let id = scene.add("keputusan.pdf", pdf(&["halaman"], "")).await;
    scene.work().await;
    let area = Area { page: 1, left: 500, top: 1400, right: 9500, bottom: 1800 };
    scene.desk.redact(&scene.reference, id, vec![area]).await.unwrap();
    // The bytes are gone: every try fails, until the job is given up.
    let blobs = scene.test.files_folder().join("blobs");
    let away = scene.test.files_folder().join("away");
    std::fs::rename(&blobs, &away).unwrap();
    for _ in 0..12 {
        assert_eq!(why(scene.check().await), "redaction-waiting");
        scene.work().await;
        scene.test.clock.advance(HOUR);
    }
    std::fs::rename(&away, &blobs).unwrap();
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    assert!(!privacy.is_redacting && privacy.files[0].failed.is_some() && privacy.asks());
    assert_eq!(why(scene.check().await), "privacy-unanswered", "the original does not go out unseen");
    assert_eq!(scene.kinds().await, ["begun", "file_added", "redaction_asked", "redaction_failed"]);
    assert_eq!(notices(&scene.test, &scene.who).await, ["Penghitaman \"keputusan.pdf\" tidak berhasil"]);
    scene.answer().await;
    scene.check().await.unwrap();
    // Another wish, and what becomes of it, counts instead.
    scene.desk.redact(&scene.reference, id, vec![area]).await.unwrap();
    scene.work().await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    let files = scene.desk.item(&scene.reference).await.unwrap().files;
    assert!(files[0].redacted && !privacy.is_found());
}

#[tokio::test]
async fn u19_a_file_that_is_shut_in_holds_its_item_up_and_the_desk_is_told() {
    let test = TestApp::sqlite_scanned(scanner().await.parse().unwrap()).await;
    test.small_tree().await;
    let who = test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let ppid = test.app.access(who.clone()).desk(OFFICE).await.unwrap();
    let reference = ppid.new_item(report("Laporan")).await.unwrap().reference;
    file(&test, &ppid, &reference, "beracun.csv", "a;b\nEVILBIT;2\n").await;
    let refused = async || {
        let revision = ppid.item(&reference).await.unwrap().item.revision;
        why(ppid.check_item(&reference, revision).await.map(drop))
    };
    assert_eq!(refused().await, "release-shut-in");
    let privacy = ppid.privacy(&reference).await.unwrap();
    assert!(privacy.files[0].is_shut_in && privacy.files[0].progress == Some(Progress::Done));
    ppid.answer_privacy(&reference, &privacy.digest).await.unwrap();
    assert_eq!(refused().await, "release-shut-in", "nobody can answer for it");
    assert_eq!(notices(&test, &who).await, ["Berkas \"beracun.csv\" dikarantina"]);
    let sheet = ppid.item(&reference).await.unwrap();
    assert!(
        sheet.history.iter().any(|event| event.kind == "file_shut_in" && event.data.contains("Uji.Virus"))
    );
    ppid.remove_file(&reference, sheet.files[0].id).await.unwrap();
    let revision = ppid.item(&reference).await.unwrap().item.revision;
    ppid.check_item(&reference, revision).await.unwrap();

    // Published on somebody's word before it was looked at: it goes out of the page, the catalogue and the index.
    let reference = ppid.new_item(report("Rekap")).await.unwrap().reference;
    let bytes = stream::iter([Ok::<_, std::io::Error>(Bytes::from("x;y\nEVILBIT;3\n"))]);
    let staged = ppid.stage_file("terselubung.csv", bytes).await.unwrap();
    ppid.add_files(&reference, "", vec![staged]).await.unwrap();
    let digest = ppid.privacy(&reference).await.unwrap().digest;
    ppid.answer_privacy(&reference, &digest).await.unwrap();
    ppid.check_item(&reference, 2).await.unwrap();
    ppid.publish_item(&reference, 3, &Publication::default()).await.unwrap();
    assert_eq!(found(&test, "terselubung").await, ["Rekap"]);
    test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
    assert_eq!(found(&test, "terselubung").await, [""; 0]);
    assert_eq!(ppid.item(&reference).await.unwrap().item.state, ItemState::Published);
    assert!(here(&test, &reference).await.files.is_empty());
    let mut listing = test.app.public().listing(OFFICE, PublicFilter::default()).await.unwrap();
    let lines = listing.next().await.unwrap();
    assert_eq!((listing.total, lines.len()), (1, 1));
    assert!(listing.files(&lines).await.unwrap().is_empty(), "z08 neither name nor hash");
    assert!(listing.next().await.unwrap().is_empty());
    assert_eq!(notices(&test, &who).await.len(), 2);
}
