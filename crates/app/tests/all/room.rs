//! The room of a desk: what comes in is counted before it is kept, and what nothing names any more goes out at night.

use app::AppError;
use app::desk::{Desk, TrayRow};
use app::jobs::Lane;
use app::uploading::Piece;
use app::{Settings, office::Room};
use bytes::Bytes;
use domain::catalogue::{Content, InformationClass};
use domain::person::Role;
use domain::problem::Problem;
use domain::upload::DeskPlace;
use futures_util::stream;
use jiff::SignedDuration;
use testkit::TestApp;

/// A table that reads as a list.
const LIST: &[u8] = b"judul,klasifikasi,retensi\nLaporan,setiap saat,5 tahun\n";

/// A table of this many bytes, another one for each letter.
fn table(letter: char, size: usize) -> Vec<u8> {
    let mut text = format!("uraian,jumlah\n{letter}");
    while text.len() < size - 3 {
        text.push('x');
    }
    text.push_str(",5\n");
    assert_eq!(text.len(), size);
    text.into_bytes()
}

fn bytes(of: &[u8]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + Unpin + use<> {
    stream::iter([Ok(Bytes::copy_from_slice(of))])
}

async fn desk(test: &TestApp, login: &str, role: Role, body: &str) -> Desk {
    let who = test.person(login, role, body).await;
    test.app.access(who).desk(body).await.unwrap()
}

async fn drop_one(desk: &Desk, of: &[u8]) -> Result<Vec<String>, AppError> {
    let staged = desk.stage_file("belanja.csv", bytes(of)).await?;
    desk.drop_files(vec![staged]).await
}

fn small() -> Settings {
    Settings { max_desk_bytes: 300, ..Settings::default() }
}

fn full<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, u64, u64) {
    match result {
        Err(AppError::Invalid(found)) => match &found[..] {
            [one] => match one.problem {
                Problem::DeskFull { used, size, max } => {
                    assert_eq!(max, 300);
                    (one.field.clone(), used, size)
                }
                ref other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

async fn used(desk: &Desk) -> u64 {
    desk.room().await.unwrap().used
}

/// Runs the jobs of `nights` nights.
async fn nights(test: &TestApp, nights: i64) {
    for _ in 0..nights {
        test.clock.advance(SignedDuration::from_hours(24));
        test.app.run_due_jobs().await.unwrap();
    }
}

async fn planned(test: &TestApp) {
    let (stop, stopping) = tokio::sync::watch::channel(true);
    test.app.run_jobs(stopping).await;
    drop(stop);
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_desk_takes_so_much_and_no_more_by_every_way(db: Db) {
        let test = TestApp::with_db_set(db, small()).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let other = desk(&test, "ppid.pky", Role::Ppid, "62.71").await;
        assert_eq!(officer.room().await.unwrap(), Room { used: 0, most: 300 });
        drop_one(&officer, &table('a', 200)).await.unwrap();
        assert_eq!(full(drop_one(&officer, &table('b', 101)).await), ("files".into(), 200, 101));
        assert_eq!(officer.tray().await.unwrap().len(), 1, "nothing of it is kept");
        assert_eq!(used(&officer).await, 200);
        assert_eq!(drop_one(&officer, &table('a', 200)).await.unwrap(), ["belanja.csv"], "the same bytes");
        drop_one(&other, &table('b', 101)).await.unwrap();
        assert_eq!((used(&officer).await, used(&other).await), (200, 101), "each office has its own");
        // An upload keeps its room from its beginning on.
        assert_eq!(full(officer.begin_upload(DeskPlace::Tray, "c.csv", 101).await), ("files".into(), 200, 101));
        let mut upload = officer.begin_upload(DeskPlace::Tray, "c.csv", 60).await.unwrap();
        assert_eq!(used(&officer).await, 260);
        assert_eq!(full(drop_one(&officer, &table('d', 41)).await), ("files".into(), 260, 41));
        let whole = table('c', 60);
        let piece = Piece { offset: 0, length: None, checksum: None, stream: bytes(&whole) };
        upload.receive(piece).await.unwrap();
        assert_eq!(used(&officer).await, 260, "what was promised has come");
        // The other ways in.
        let staged = officer.stage_table("tabel.csv", bytes(LIST)).await.unwrap();
        assert_eq!(full(officer.begin_import(staged, None).await), ("table".into(), 260, u64::try_from(LIST.len()).unwrap()));
        let item = officer.new_item(Content { title: "Laporan".into(), ..Content::default() }).await.unwrap();
        let staged = officer.stage_file("e.csv", bytes(&table('e', 41))).await.unwrap();
        assert_eq!(full(officer.add_files(&item.reference, "", vec![staged]).await), ("files".into(), 260, 41));
        let sheet = officer.item(&item.reference).await.unwrap();
        assert_eq!((sheet.files.len(), sheet.item.revision), (0, 1));
        // What waits becomes an item without more room.
        let waiting = officer.tray().await.unwrap();
        let content = Content { title: "Belanja".into(), class: InformationClass::Always, ..Content::default() };
        officer.confirm_tray(vec![TrayRow { id: waiting[0].file.id, content }]).await.unwrap();
        assert_eq!(used(&officer).await, 260);
        drop_one(&officer, &table('f', 40)).await.unwrap();
        assert_eq!(officer.room().await.unwrap().left(), 0, "to the last byte");
    }

    async fn of_two_that_come_at_once_one_has_room(db: Db) {
        let test = TestApp::with_db_set(db, small()).await;
        test.small_tree().await;
        let one = desk(&test, "petugas", Role::Officer, "62.06").await;
        let two = desk(&test, "ppid", Role::Ppid, "62.06").await;
        for letters in ["ab", "cd", "ef"] {
            let mut letters = letters.chars();
            let (first, second) = (letters.next().unwrap(), letters.next().unwrap());
            let (left, right) = (table(first, 160), table(second, 160));
            let (left, right) = tokio::join!(drop_one(&one, &left), drop_one(&two, &right));
            assert!(left.is_ok() != right.is_ok(), "{left:?} {right:?}");
            assert_eq!(used(&one).await, 160);
            let (left, right) = tokio::join!(
                one.begin_upload(DeskPlace::Tray, "g.csv", 140),
                two.begin_upload(DeskPlace::Tray, "h.csv", 140)
            );
            assert!(left.is_ok() != right.is_ok());
            left.or(right).unwrap().give_up().await.unwrap();
            one.discard_dropped(one.tray().await.unwrap()[0].file.id).await.unwrap();
            planned(&test).await;
            nights(&test, 3).await;
            assert_eq!(used(&one).await, 0, "what was discarded has gone");
        }
    }

    async fn what_nobody_names_goes_at_night_and_nothing_else(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let other = desk(&test, "ppid.pky", Role::Ppid, "62.71").await;
        let (dropped, shared, kept) = (table('a', 50), table('b', 60), table('c', 70));
        drop_one(&officer, &dropped).await.unwrap();
        drop_one(&officer, &shared).await.unwrap();
        drop_one(&officer, &kept).await.unwrap();
        drop_one(&other, &shared).await.unwrap();
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        let tray = officer.tray().await.unwrap();
        let of_size = |size: i64| &tray.iter().find(|one| one.file.blob.size == size).unwrap().file;
        let addresses = [50, 60, 70].map(|size| of_size(size).blob.address.clone());
        let content = Content { title: "Belanja".into(), class: InformationClass::Always, ..Content::default() };
        officer.confirm_tray(vec![TrayRow { id: of_size(70).id, content }]).await.unwrap();
        officer.discard_dropped(of_size(60).id).await.unwrap();
        let staged = officer.stage_table("tabel.csv", bytes(LIST)).await.unwrap();
        let import = officer.begin_import(staged, Some(InformationClass::Always)).await.unwrap();
        let sent = u64::try_from(LIST.len()).unwrap();
        assert_eq!(used(&officer).await, 180 + sent);

        let is_known = async |address: &str| {
            let mut conn = test.app.db().read().await.unwrap();
            store::evidence::blob(&mut conn, address).await.unwrap().is_some()
        };
        planned(&test).await;
        nights(&test, 3).await;
        assert_eq!(used(&officer).await, 120 + sent, "b was discarded, a waits still");
        assert!(is_known(&addresses[1]).await, "another desk has it");
        nights(&test, 7).await;
        assert!(officer.tray().await.unwrap().is_empty(), "nobody confirmed it");
        assert_eq!(used(&officer).await, 70 + sent);
        assert!(!is_known(&addresses[0]).await);
        assert!(is_known(&addresses[2]).await, "an item has it");
        assert!(officer.table(import).await.is_ok());
        nights(&test, 23).await;
        assert!(matches!(officer.table(import).await, Err(AppError::NotFound)), "tables go after 30 days");
        assert_eq!(used(&officer).await, 70);
        assert!(!is_known(&addresses[1]).await, "the other desk's waited too long as well");
        let references = officer.find_items("belanja").await.unwrap();
        let sheet = officer.item(&references[0].reference).await.unwrap();
        assert!(officer.file(&references[0].reference, sheet.files[0].id).await.unwrap().read(None).await.is_ok());
        // The same bytes may come again.
        drop_one(&officer, &dropped).await.unwrap();
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        assert_eq!(used(&officer).await, 120);
    }

    async fn files_that_wait_go_into_an_item_that_is_there(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let officer = desk(&test, "petugas", Role::Officer, "62.06").await;
        let item = officer.new_item(Content { title: "Laporan kinerja 2023".into(), ..Content::default() }).await.unwrap();
        officer.new_item(Content { title: "Rencana kerja".into(), ..Content::default() }).await.unwrap();
        let found = officer.find_items(" KINERJA laporan").await.unwrap();
        assert_eq!(found.iter().map(|one| one.reference.as_str()).collect::<Vec<_>>(), [item.reference.as_str()]);
        assert_eq!(officer.find_items(&item.reference.to_lowercase()).await.unwrap().len(), 1, "by its number");
        assert_eq!((officer.find_items("").await.unwrap().len(), officer.find_items("tidak ada").await.unwrap().len()), (2, 0));
        drop_one(&officer, &table('a', 50)).await.unwrap();
        drop_one(&officer, &table('b', 60)).await.unwrap();
        test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
        let tray = officer.tray().await.unwrap();
        let none = officer.attach_waiting(&item.reference, &[], "").await;
        assert!(matches!(none, Err(AppError::Invalid(found)) if found[0].field == "files"));
        let done = officer.attach_waiting(&item.reference, &[tray[0].file.id], "Lampiran").await.unwrap();
        assert_eq!(done.revision, 2);
        let sheet = officer.item(&item.reference).await.unwrap();
        assert_eq!((sheet.files.len(), sheet.files[0].caption.as_str()), (1, "Lampiran"));
        assert_eq!(officer.waiting_files().await.unwrap(), 1);
        let gone = officer.attach_waiting(&item.reference, &[tray[0].file.id, tray[1].file.id], "").await;
        assert!(matches!(gone, Err(AppError::Invalid(found)) if found[0].field == format!("file.{}", tray[0].file.id)));
        assert_eq!(officer.waiting_files().await.unwrap(), 1, "all or none");
        // The same bytes once more: the file waits no longer, and the item has it once.
        drop_one(&officer, &table('a', 50)).await.unwrap();
        let again = officer.tray().await.unwrap().into_iter().find(|one| one.file.blob.size == 50).unwrap();
        officer.attach_waiting(&item.reference, &[again.file.id], "").await.unwrap();
        assert_eq!((officer.item(&item.reference).await.unwrap().files.len(), officer.waiting_files().await.unwrap()), (1, 1));
        // Another office has neither the item nor the file.
        let other = desk(&test, "ppid.pky", Role::Ppid, "62.71").await;
        let theirs = other.attach_waiting(&item.reference, &[tray[1].file.id], "").await;
        assert!(matches!(theirs, Err(AppError::Invalid(_))));
        assert_eq!(other.find_items("kinerja").await.unwrap(), []);
    }
}
