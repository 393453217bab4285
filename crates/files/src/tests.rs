//! The store: what is kept, what is not, and what comes back.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use object_store::memory::InMemory;
use tempfile::TempDir;

use crate::store::Place;
use crate::{Address, EvidenceKind, Files, FilesUrl, Limits, Media, PutError, ReadError, Refusal, Stored};

async fn folder() -> (TempDir, Files) {
    let folder = TempDir::new().expect("a scratch folder");
    let files = Files::open(&FilesUrl::Folder(folder.path().to_owned())).await.expect("a new store opens");
    (folder, files)
}

/// A store whose blobs are not in a folder, as with S3.
fn remote() -> (TempDir, Files) {
    let parts = TempDir::new().expect("a scratch folder");
    let files = Files::with(Arc::new(InMemory::new()), parts.path().to_owned(), Place::Remote);
    (parts, files)
}

fn limits(name: &str) -> Limits {
    Limits { max_bytes: 1 << 30, accepted: Vec::new(), file_name: name.to_owned() }
}

fn pieces(bytes: &[u8], size: usize) -> impl Stream<Item = Result<Bytes, std::io::Error>> + use<> {
    stream::iter(bytes.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>())
}

async fn put(files: &Files, bytes: &[u8], name: &str) -> Result<Stored, PutError> {
    files.put(pieces(bytes, 1000), &limits(name)).await
}

fn refusal(result: Result<Stored, PutError>) -> Refusal {
    match result {
        Err(PutError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

async fn whole(files: &Files, address: &Address) -> Result<Vec<u8>, ReadError> {
    let reading = files.read_verified(address).await?;
    let pieces: Vec<Bytes> = reading.stream.try_collect().await?;
    Ok(pieces.concat())
}

/// Every file below a folder.
fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        if entry.path().is_dir() { found.extend(tree(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

fn csv(rows: usize) -> Vec<u8> {
    "kode;nama\n".bytes().chain("11;Aceh\n".bytes().cycle().take(rows * 8)).collect()
}

#[tokio::test]
async fn what_is_put_comes_back_under_its_hash() {
    for (scratch, files) in [folder().await, remote()] {
        let bytes = csv(20_000);
        let stored = put(&files, &bytes, "a.csv").await.unwrap();
        assert_eq!(stored.address.as_bytes(), blake3::hash(&bytes).as_bytes());
        assert_eq!(stored.size, bytes.len() as u64);
        assert_eq!(stored.media, Media::Csv);
        assert_eq!(whole(&files, &stored.address).await.unwrap(), bytes);
        assert_eq!(files.verify(&stored.address).await.unwrap(), stored.size);
        let listed: Vec<_> = files.list().try_collect().await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].address, listed[0].size), (stored.address, stored.size));
        assert_eq!(
            tree(scratch.path()).iter().filter(|path| path.to_string_lossy().contains("upload-")).count(),
            0
        );
    }
}

#[tokio::test]
async fn sha256_is_the_one_that_everybody_computes() {
    let (_scratch, files) = folder().await;
    let stored = put(&files, b"abc", "a.csv").await.unwrap();
    // FIPS 180-2, appendix B.1.
    assert_eq!(stored.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[tokio::test]
async fn a_file_of_many_parts_reaches_an_object_store_whole() {
    let (_scratch, files) = remote();
    let bytes = csv(3 << 20);
    assert!(bytes.len() > 3 * (8 << 20) - 100);
    let stored = files.put(pieces(&bytes, 1 << 20), &limits("a.csv")).await.unwrap();
    assert_eq!(whole(&files, &stored.address).await.unwrap(), bytes);
}

#[tokio::test]
async fn the_same_bytes_are_kept_once_and_heal_a_damaged_object() {
    let (scratch, files) = folder().await;
    let first = put(&files, b"a,b\n", "a.csv").await.unwrap();
    let second = put(&files, b"a,b\n", "lain.csv").await.unwrap();
    assert_eq!(first, second);
    let kept = tree(scratch.path());
    assert_eq!(kept.len(), 1);
    let hex = first.address.to_string();
    assert!(kept[0].ends_with(format!("blobs/{}/{}/{hex}", &hex[..2], &hex[2..4])));
    std::fs::write(&kept[0], b"a;b\n").unwrap();
    assert!(files.verify(&first.address).await.is_err());
    put(&files, b"a,b\n", "a.csv").await.unwrap();
    assert_eq!(files.verify(&first.address).await.unwrap(), 4);
}

#[tokio::test]
async fn u10_the_name_is_no_part_of_the_key() {
    let (scratch, files) = folder().await;
    for name in ["../../etc/passwd.csv", "..\\x.csv", "C:\\a.csv", "a\r\nb.csv", "CON.csv", "-rf.csv", ""] {
        let bytes = b"%PDF-1.4\n";
        let stored = put(&files, bytes, &name.replace(".csv", ".pdf")).await.unwrap();
        assert_eq!(stored.address.as_bytes(), blake3::hash(bytes).as_bytes());
    }
    assert_eq!(tree(scratch.path()).len(), 1);
}

#[tokio::test]
async fn too_large_is_refused_before_the_rest_is_read_and_nothing_is_kept() {
    let (scratch, files) = folder().await;
    let mut limits = limits("a.csv");
    limits.max_bytes = 10_000;
    let endless = stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[b'a'; 1000])));
    assert_eq!(refusal(files.put(endless, &limits).await), Refusal::TooLarge { limit: 10_000 });
    assert_eq!(tree(scratch.path()), Vec::<PathBuf>::new());
    assert!(files.put(pieces(&[b'a'; 10_000], 999), &limits).await.is_ok());
}

#[tokio::test]
async fn u12_u20_refused_files_leave_nothing() {
    let (scratch, files) = folder().await;
    assert_eq!(refusal(put(&files, b"", "a.pdf").await), Refusal::Empty);
    assert_eq!(
        refusal(put(&files, b"\x01", "a.pdf").await),
        Refusal::NotAccepted { found: "application/octet-stream".to_owned() }
    );
    assert_eq!(
        refusal(put(&files, b"<html><script>", "foto.jpg").await),
        Refusal::NotAccepted { found: "text/html".to_owned() }
    );
    let slot = Limits { accepted: vec![EvidenceKind::Photo], ..limits("a.pdf") };
    assert_eq!(
        refusal(files.put(pieces(b"%PDF-1.4\n", 4), &slot).await),
        Refusal::WrongKind { found: Media::Pdf, accepted: vec![EvidenceKind::Photo] }
    );
    assert_eq!(tree(scratch.path()), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn a_put_that_is_dropped_or_breaks_off_leaves_nothing() {
    let (scratch, files) = folder().await;
    let some = pieces(&csv(10_000), 1000);
    let broken = some.chain(stream::once(async { Err(std::io::Error::other("line cut")) }));
    assert!(matches!(files.put(broken, &limits("a.csv")).await, Err(PutError::Source(_))));
    assert_eq!(tree(scratch.path()), Vec::<PathBuf>::new());

    // The line stays open and sends no more; then the request is dropped.
    let (reached, at_wait) = tokio::sync::oneshot::channel();
    let hanging = pieces(&csv(10_000), 1000).chain(stream::once(async move {
        reached.send(()).expect("the test waits");
        std::future::pending().await
    }));
    let task = tokio::spawn({
        let files = files.clone();
        async move { files.put(hanging, &limits("a.csv")).await }
    });
    at_wait.await.unwrap();
    assert_eq!(tree(&scratch.path().join("blobs")), Vec::<PathBuf>::new());
    assert_eq!(tree(&scratch.path().join("parts")).len(), 1);
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(tree(scratch.path()), Vec::<PathBuf>::new());
    assert!(files.list().next().await.is_none());
}

#[tokio::test]
async fn ranges() {
    for (_scratch, files) in [folder().await, remote()] {
        let bytes = csv(1000);
        let address = put(&files, &bytes, "a.csv").await.unwrap().address;
        let size = bytes.len() as u64;
        for range in [0..1, 10..4000, 0..size, size - 1..size, 5..u64::MAX] {
            let reading = files.read(&address, Some(range.clone())).await.unwrap();
            let end = range.end.min(size);
            assert_eq!((reading.size, reading.range.clone()), (size, range.start..end));
            let got = reading.stream.try_collect::<Vec<Bytes>>().await.unwrap().concat();
            let (from, to) = (usize::try_from(range.start).unwrap(), usize::try_from(end).unwrap());
            assert_eq!(got, bytes[from..to]);
        }
        #[expect(clippy::reversed_empty_ranges, reason = "that is the bad input")]
        for range in [size..size + 1, 5..5, 9..3] {
            let result = files.read(&address, Some(range)).await;
            assert!(matches!(result, Err(ReadError::Range { size: told }) if told == size), "{result:?}");
        }
    }
}

#[tokio::test]
async fn missing_and_changed_files_are_told() {
    let (scratch, files) = folder().await;
    let never = Address::from_bytes([7; 32]);
    assert!(matches!(files.read(&never, None).await, Err(ReadError::Damaged { what: "missing", .. })));
    assert!(matches!(files.read(&never, Some(0..5)).await, Err(ReadError::Damaged { what: "missing", .. })));
    assert!(matches!(files.verify(&never).await, Err(ReadError::Damaged { what: "missing", .. })));

    let bytes = csv(50_000);
    let address = put(&files, &bytes, "a.csv").await.unwrap().address;
    let path = tree(scratch.path()).remove(0);
    let mut changed = bytes.clone();
    changed[bytes.len() / 2] ^= 1;
    let longer: Vec<u8> = bytes.iter().copied().chain([b'\n']).collect();
    for bad in [changed.as_slice(), &bytes[..bytes.len() - 1], &longer, b""] {
        std::fs::write(&path, bad).unwrap();
        let mut got = 0;
        let mut reading = files.read_verified(&address).await.unwrap();
        let error = loop {
            match reading.stream.next().await {
                Some(Ok(piece)) => got += piece.len(),
                Some(Err(error)) => break error,
                None => panic!("a changed file came through"),
            }
        };
        assert!(matches!(error, ReadError::Damaged { what: "changed", .. }), "{error:?}");
        assert!(bad.is_empty() || got < bad.len(), "the last piece is held back");
    }
}

#[tokio::test]
async fn the_sweep_takes_what_is_old_only() {
    let (scratch, files) = folder().await;
    let address = put(&files, b"a,b\n", "a.csv").await.unwrap().address;
    let path = tree(scratch.path()).remove(0);
    let stored = std::fs::metadata(&path).unwrap().modified().unwrap();
    let day = Duration::from_hours(24);
    assert!(!files.delete_if_older(&address, stored - day).await.unwrap());
    age(&path, stored - 2 * day);
    // Put again, it is young again.
    put(&files, b"a,b\n", "a.csv").await.unwrap();
    assert!(!files.delete_if_older(&address, stored - day).await.unwrap());
    age(&path, stored - 2 * day);
    assert!(files.delete_if_older(&address, stored - day).await.unwrap());
    assert!(!files.delete_if_older(&address, stored - day).await.unwrap());
    assert!(files.list().next().await.is_none());

    let parts = scratch.path().join("parts");
    for name in ["upload-old", "upload-new"] {
        std::fs::write(parts.join(name), b"x").unwrap();
    }
    age(&parts.join("upload-old"), stored - 2 * day);
    assert_eq!(files.sweep_parts(stored - day).await.unwrap(), 1);
    assert_eq!(tree(&parts), [parts.join("upload-new")]);
}

fn age(path: &Path, modified: SystemTime) {
    let file = std::fs::File::options().write(true).open(path).expect("the file is there");
    file.set_modified(modified).expect("its time can be set");
}

#[tokio::test]
async fn strange_objects_are_not_listed() {
    let (scratch, files) = folder().await;
    std::fs::create_dir_all(scratch.path().join("blobs/zz")).unwrap();
    std::fs::write(scratch.path().join("blobs/zz/catatan.txt"), b"x").unwrap();
    std::fs::write(scratch.path().join("blobs/zz").join("0".repeat(64)), b"x").unwrap();
    assert!(files.list().next().await.is_none());
}

#[tokio::test]
async fn parallel_puts_of_the_same_and_of_different_files() {
    let (scratch, files) = folder().await;
    let tasks: Vec<_> = (0..32_usize)
        .map(|number| {
            let files = files.clone();
            tokio::spawn(async move { put(&files, &csv(number / 2 + 1), "a.csv").await.unwrap().address })
        })
        .collect();
    let mut addresses = Vec::new();
    for task in tasks {
        addresses.push(task.await.unwrap());
    }
    addresses.sort();
    addresses.dedup();
    assert_eq!(addresses.len(), 16);
    assert_eq!(tree(scratch.path()).len(), 16);
}

#[tokio::test]
async fn a_store_that_cannot_be_opened_says_where() {
    let scratch = TempDir::new().unwrap();
    let taken = scratch.path().join("berkas");
    std::fs::write(&taken, b"x").unwrap();
    let error = Files::open(&FilesUrl::Folder(taken.clone())).await.unwrap_err();
    assert!(error.to_string().contains(&taken.display().to_string()), "{error}");
    let bucket = FilesUrl::S3 { bucket: "bukti".into(), prefix: String::new() };
    assert!(Files::open(&bucket).await.unwrap_err().to_string().contains("s3://bukti"));
}
