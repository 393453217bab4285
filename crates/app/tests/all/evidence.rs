//! One file in many places.

use std::fmt::Write as _;

use app::Office;
use bytes::Bytes;
use domain::ids::EvidenceId;
use domain::person::Role;
use testkit::TestApp;
use testkit::scene::SCHEME;

/// A picture of one pixel, as far as its header goes.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

/// Puts a picture into a slot.
pub(crate) async fn put(office: &Office, question: &str, bytes: &'static [u8]) -> EvidenceId {
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(bytes))]);
    let staged = office.stage(question, "foto", "ruang.png", stream).await.unwrap();
    office.attach(question, "foto", "ruang layanan", vec![staged]).await.unwrap().added[0]
}

/// Thirty-nine questions, each with a place for a photo.
fn instrument() -> String {
    let mut text = String::from(
        "format: terbuka/instrument/1\ncode: panjang\nedition: \"1\"\ntitle: { id: Panjang }\npoints: \"39\"\n\
         sections:\n  - code: A\n    title: { id: Layanan }\n    questions:\n",
    );
    for number in 1..=39 {
        write!(
            text,
            "      - code: Q{number}\n        number: {number}\n        weight: \"1\"\n        text: {{ id: Apa? }}\n        \
             answer:\n          kind: single_choice\n          options:\n            - {{ code: a, label: {{ id: Ada }} }}\n            \
             - {{ code: b, label: {{ id: Tidak }} }}\n        evidence:\n          - {{ code: foto, kind: photo, \
             label: {{ id: Foto }}, min: 1, max: 2 }}\n        rubric:\n          kind: levels\n          levels:\n            \
             - {{ share: \"1\", text: {{ id: Ada }} }}\n            - {{ share: \"0\", text: {{ id: Tidak }} }}\n          \
             claim: {{ a: \"1\", b: \"0\" }}\n"
        )
        .unwrap();
    }
    text
}

#[tokio::test]
async fn u28_one_file_on_39_questions_then_removed_from_one_is_one_object_with_38_links() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.round("monev-2024", &instrument(), SCHEME, &["62.06"]).await;
    let who = test.person("petugas", Role::Officer, "62.06").await;
    let office = test.app.access(who).office("monev-2024", "62.06").await.unwrap();
    let first = put(&office, "Q1", PNG).await;
    for number in 2..=39 {
        let used = office.reuse(&format!("Q{number}"), "foto", first, "").await.unwrap();
        assert_eq!(used.added.len(), 1, "{number}");
    }
    assert_eq!(office.files().await.unwrap().len(), 39);
    office.remove_evidence("Q1", first).await.unwrap();
    let files = office.files().await.unwrap();
    assert_eq!(files.len(), 38);
    assert!(files.iter().all(|file| file.caption == "ruang layanan"), "the caption went with it");
    let mut receipts: Vec<_> = files.iter().filter_map(|file| file.receipt.clone()).collect();
    receipts.sort_unstable();
    receipts.dedup();
    assert_eq!(receipts.len(), 38, "each place has its own receipt");
    let mut conn = test.app.db().read().await.unwrap();
    assert_eq!(store::care::counts(&mut conn).await.unwrap(), (1, 0));
    assert_eq!(stored(&test), 1);
    assert_eq!(office.room().await.unwrap().used, PNG.len() as u64, "the same bytes count once");
}

/// How many objects lie in the file store.
pub(crate) fn stored(test: &TestApp) -> usize {
    objects(&test.files_folder().join("blobs")).len()
}

/// Every file under a folder.
pub(crate) fn objects(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(objects(&path)) } else { found.push(path) }
    }
    found
}
