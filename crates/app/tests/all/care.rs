//! Care for the bytes of files: orphans, what is missing, what has changed.

use app::AppError;
use bytes::Bytes;
use domain::person::Role;
use futures_util::StreamExt as _;
use i18n::{Lang, Texts};
use jiff::SignedDuration;
use testkit::TestApp;

use crate::evidence::{PNG, objects, put, stored};

/// Another picture.
const OTHER: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x02\x08\x06\0\0\0";

/// Runs the jobs of `nights` nights.
async fn nights(test: &TestApp, nights: i64) {
    for _ in 0..nights {
        test.clock.advance(SignedDuration::from_hours(24));
        test.app.run_due_jobs().await.unwrap();
    }
}

/// Plans the work that comes again by itself, as a start of the program does.
async fn planned(test: &TestApp) {
    let (stop, stopping) = tokio::sync::watch::channel(true);
    test.app.run_jobs(stopping).await;
    drop(stop);
}

async fn notices(test: &TestApp, who: &app::Principal) -> Vec<(String, Vec<String>)> {
    let texts = Texts::new(Lang::Id);
    let found = test.app.access(who.clone()).notices(&texts).await.unwrap();
    found.into_iter().map(|line| (line.words.title, line.words.lines)).collect()
}

async fn damaged(test: &TestApp) -> i64 {
    test.app.numbers().await.files_damaged.unwrap()
}

#[tokio::test]
async fn s16_one_flipped_byte_is_seen_on_reading_and_by_the_nightly_comparison_and_told_once() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let keeper = test.person("admin", Role::Administrator, "00").await;
    let who = test.person("petugas", Role::Officer, "62.06").await;
    let access = test.app.access(who);
    let office = access.office("monev-2024", "62.06").await.unwrap();
    let id = put(&office, "A1", PNG).await;
    planned(&test).await;
    nights(&test, 1).await;
    assert_eq!((damaged(&test).await, notices(&test, &keeper).await.len()), (0, 0), "all is well");
    let path = objects(&test.files_folder().join("blobs")).remove(0);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[20] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    // On reading: no wrong byte goes out.
    let file = app::evidence::open(&access, id).await.unwrap();
    assert!(matches!(file.read(None).await, Err(AppError::Damaged(_))));
    assert_eq!(damaged(&test).await, 1);
    // Once it is known, a range is refused too.
    assert!(matches!(file.read(Some(0..4)).await, Err(AppError::Damaged(_))));
    assert!(office.question_sheet("A1").await.unwrap().evidence[0].damaged);
    let told = notices(&test, &keeper).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "1 berkas rusak di penyimpanan");
    assert!(told[0].1[0].contains("A1: ruang.png"), "{told:?}");
    nights(&test, 3).await;
    assert_eq!(notices(&test, &keeper).await.len(), 1, "told once");
    // The same bytes sent again mend it.
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(PNG))]);
    let staged = office.stage("A1", "foto", "ruang.png", stream).await.unwrap();
    assert_eq!(office.attach("A1", "foto", "", vec![staged]).await.unwrap().present, [id]);
    assert_eq!(damaged(&test).await, 0);
    let reading = app::evidence::open(&access, id).await.unwrap().read(None).await.unwrap();
    let read: Vec<u8> = reading.stream.map(|piece| piece.unwrap()).collect::<Vec<_>>().await.concat();
    assert_eq!(read, PNG);
    // By the nightly comparison alone: nobody reads.
    std::fs::write(&path, &bytes).unwrap();
    nights(&test, 1).await;
    assert_eq!((damaged(&test).await, notices(&test, &keeper).await.len()), (1, 2));
}

#[tokio::test]
async fn s16_a_large_file_that_changed_breaks_off_before_its_end_and_is_noted() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let who = test.person("petugas", Role::Officer, "62.06").await;
    let access = test.app.access(who);
    let office = access.office("monev-2024", "62.06").await.unwrap();
    let large = [PNG, &vec![7; 3 * 1024 * 1024]].concat();
    let size = large.len();
    let id = put(&office, "A1", Vec::leak(large)).await;
    let path = objects(&test.files_folder().join("blobs")).remove(0);
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[size / 2] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let file = app::evidence::open(&access, id).await.unwrap();
    let pieces: Vec<_> = file.read(None).await.unwrap().stream.collect().await;
    let came: usize = pieces.iter().flatten().map(Bytes::len).sum();
    assert!(pieces.last().unwrap().is_err() && came < size, "{came} of {size}");
    assert_eq!(damaged(&test).await, 1);
    assert!(matches!(file.read(None).await, Err(AppError::Damaged(_))), "the next one is told at once");
}

#[tokio::test]
async fn s04_an_object_without_a_row_is_collected_and_a_row_without_its_object_is_told() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let keeper = test.person("admin", Role::Administrator, "00").await;
    let who = test.person("petugas", Role::Officer, "62.06").await;
    let office = test.app.access(who.clone()).office("monev-2024", "62.06").await.unwrap();
    put(&office, "A1", PNG).await;
    // The process died between the object and the row.
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(OTHER))]);
    drop(office.stage("A1", "foto", "lain.png", stream).await.unwrap());
    let part = test.files_folder().join("parts").join("upload-lost");
    std::fs::write(&part, b"half").unwrap();
    assert_eq!(stored(&test), 2);
    planned(&test).await;
    nights(&test, 1).await;
    // The file system's clock runs years ahead of the test's: everything is young.
    assert_eq!(stored(&test), 2, "what is young may be on its way");
    test.clock.set("2190-01-01T00:00:00Z".parse().unwrap());
    nights(&test, 1).await;
    assert_eq!(stored(&test), 1, "the orphan is gone, the file with a row stays");
    assert!(!part.exists(), "a part that nobody knows is gone");
    // The object is lost and the row stays.
    std::fs::remove_file(objects(&test.files_folder().join("blobs")).remove(0)).unwrap();
    nights(&test, 1).await;
    assert_eq!(damaged(&test).await, 1);
    assert_eq!(notices(&test, &keeper).await.len(), 1);
    assert!(office.question_sheet("A1").await.unwrap().evidence[0].damaged);
    assert!(notices(&test, &who).await.is_empty(), "those who answer for the machine are told");
}
