//! What an upload keeps through cuts, wrong checksums, other lines and new processes.

use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use tempfile::TempDir;
use tokio::sync::mpsc;

use super::*;
use crate::{FilesUrl, Media, Refusal};

type Sent = Result<Bytes, std::io::Error>;

async fn store(folder: &TempDir) -> Files {
    Files::open(&FilesUrl::Folder(folder.path().to_owned())).await.unwrap()
}

fn key() -> PartKey {
    PartKey::from_bytes([7; 16])
}

fn csv_limits() -> Limits {
    Limits { max_bytes: 1 << 30, accepted: Vec::new(), file_name: "daftar.csv".into() }
}

/// A CSV of this size, no two pieces of it alike.
fn csv(size: usize) -> Vec<u8> {
    let mut text: Vec<u8> =
        (0..).flat_map(|line| format!("{line},informasi\n").into_bytes()).take(size).collect();
    text.truncate(size);
    text
}

/// A line over which these bytes come, in pieces, and which is cut after them if `cut`.
fn line(bytes: &[u8], cut: bool) -> Incoming<impl futures_util::Stream<Item = Sent> + Unpin + use<>> {
    let mut sent: Vec<Sent> = bytes.chunks(1000).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    if cut {
        sent.push(Err(std::io::ErrorKind::ConnectionReset.into()));
    }
    Incoming::new(stream::iter(sent))
}

async fn stored_bytes(files: &Files, stored: &Stored) -> Vec<u8> {
    let pieces: Vec<_> = files.read_verified(&stored.address).await.unwrap().stream.collect().await;
    pieces.into_iter().flat_map(|piece| piece.unwrap().to_vec()).collect()
}

#[tokio::test]
async fn what_came_before_a_cut_stays_and_another_process_goes_on() {
    let folder = TempDir::new().unwrap();
    let whole = csv(300_000);
    let arrived = store(&folder)
        .await
        .part(key())
        .await
        .receive(0, 300_000, &mut line(&whole[..170_500], true), None)
        .await;
    assert_eq!(arrived.unwrap(), Arrived { bytes: 170_500, end: End::Cut });
    // The process was killed: nothing is remembered but what is on the disk.
    let files = store(&folder).await;
    let mut part = files.part(key()).await;
    let rest = part.receive(170_500, 129_500, &mut line(&whole[170_500..], false), None).await.unwrap();
    assert_eq!(rest.bytes, 129_500);
    let stored = part.finish(300_000, &csv_limits()).await.unwrap();
    assert_eq!((stored.size, stored.media), (300_000, Media::Csv));
    assert_eq!(stored.sha256, data_encoding::HEXLOWER.encode(&Sha256::digest(&whole)));
    // Killed before this was written down: the same again.
    let again = store(&folder).await.part(key()).await.finish(300_000, &csv_limits()).await.unwrap();
    assert_eq!(again, stored);
    part.remove().await.unwrap();
    assert_eq!(stored_bytes(&files, &stored).await, whole);
    assert_eq!(
        std::fs::read_dir(folder.path().join("parts")).unwrap().count(),
        0,
        "nothing is left among the parts"
    );
}

#[tokio::test]
async fn u22_a_piece_with_a_wrong_checksum_counts_for_nothing() {
    let folder = TempDir::new().unwrap();
    let files = store(&folder).await;
    let whole = csv(5_000);
    let mut part = files.part(key()).await;
    part.receive(0, 2_000, &mut line(&whole[..2_000], false), None).await.unwrap();
    let wrong = Checksum::Sha256([0; 32]);
    let changed = part.receive(2_000, 3_000, &mut line(&[b'x'; 3_000], false), Some(&wrong)).await;
    assert!(matches!(changed, Err(PieceError::Mismatch)));
    let right = Checksum::Sha256(Sha256::digest(&whole[2_000..]).into());
    let cut = part.receive(2_000, 3_000, &mut line(&whole[2_000..3_000], true), Some(&right)).await.unwrap();
    assert_eq!(cut, Arrived { bytes: 0, end: End::Cut }, "half a piece cannot be checked");
    let arrived = part.receive(2_000, 3_000, &mut line(&whole[2_000..], false), Some(&right)).await.unwrap();
    assert_eq!(arrived, Arrived { bytes: 3_000, end: End::Full });
    let stored = part.finish(5_000, &csv_limits()).await.unwrap();
    assert_eq!(stored_bytes(&files, &stored).await, whole);
}

#[tokio::test]
async fn a_dead_line_hands_over_to_the_next_one_and_keeps_what_came() {
    let folder = TempDir::new().unwrap();
    let files = store(&folder).await;
    let (sender, receiver) = mpsc::channel::<Sent>(4);
    let dead =
        stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|sent| (sent, receiver)) });
    let mut first = files.part(key()).await;
    let waiting = tokio::spawn(async move {
        let mut incoming = Incoming::new(Box::pin(dead));
        first.receive(0, 1 << 20, &mut incoming, None).await.unwrap()
    });
    sender.send(Ok(Bytes::from_static(b"satu,"))).await.unwrap();
    // The line says nothing more, and its end never comes.
    let mut second = tokio::time::timeout(Duration::from_secs(20), files.part(key())).await.unwrap();
    assert_eq!(waiting.await.unwrap(), Arrived { bytes: 5, end: End::Overtaken });
    second.receive(5, 10, &mut line(b"dua\n", false), None).await.unwrap();
    let stored = second.finish(9, &csv_limits()).await.unwrap();
    assert_eq!(stored_bytes(&files, &stored).await, b"satu,dua\n");
    drop(sender);
}

#[tokio::test]
async fn u29_a_slow_line_holds_nothing_in_memory() {
    let folder = TempDir::new().unwrap();
    let files = store(&folder).await;
    let (sender, receiver) = mpsc::channel::<Sent>(4);
    let slow =
        stream::unfold(receiver, |mut receiver| async { receiver.recv().await.map(|sent| (sent, receiver)) });
    let mut part = files.part(key()).await;
    let waiting = tokio::spawn(async move {
        part.receive(0, 1 << 20, &mut Incoming::new(Box::pin(slow)), None).await.unwrap()
    });
    let written =
        || std::fs::metadata(folder.path().join("parts").join(key().to_string())).map(|part| part.len());
    sender.send(Ok(Bytes::from_static(b"satu,"))).await.unwrap();
    let begun = std::time::Instant::now();
    while written().ok() != Some(5) {
        assert!(begun.elapsed() < Duration::from_secs(20), "what came is kept in memory");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    sender.send(Ok(Bytes::from_static(b"dua\n"))).await.unwrap();
    drop(sender);
    assert_eq!(waiting.await.unwrap(), Arrived { bytes: 9, end: End::Over });
}

#[tokio::test]
async fn u23_no_more_is_taken_than_asked_for() {
    let folder = TempDir::new().unwrap();
    let files = store(&folder).await;
    let mut incoming = line(&csv(3_000), false);
    let mut part = files.part(key()).await;
    let arrived = part.receive(0, 2_500, &mut incoming, None).await.unwrap();
    assert_eq!(arrived, Arrived { bytes: 2_500, end: End::Full });
    let rest = part.receive(2_500, 1_000, &mut incoming, None).await.unwrap();
    assert_eq!(rest, Arrived { bytes: 500, end: End::Over }, "what was over waits");
}

#[tokio::test]
async fn a_file_that_is_refused_leaves_nothing_and_one_that_is_short_stays() {
    let folder = TempDir::new().unwrap();
    let files = store(&folder).await;
    let parts = || std::fs::read_dir(folder.path().join("parts")).unwrap().count();
    let mut part = files.part(key()).await;
    part.receive(0, 100, &mut line(b"\x7fELF and more", false), None).await.unwrap();
    let short = part.finish(50, &csv_limits()).await;
    assert!(matches!(short, Err(PutError::Store(_))), "fewer bytes than were promised: {short:?}");
    assert_eq!(parts(), 1);
    let refused = part.finish(13, &csv_limits()).await;
    assert!(matches!(refused, Err(PutError::Refused(Refusal::NotAccepted { .. }))), "{refused:?}");
    part.remove().await.unwrap();
    assert_eq!(parts(), 0);
    files.part(key()).await.remove().await.unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(50))]

    /// U21: whatever the places of the cuts, and whether the process lives on, the bytes are those that were sent.
    #[test]
    fn u21_cuts_at_any_place_change_nothing(
        cuts in proptest::collection::vec((0_usize..40_000, any::<bool>(), any::<bool>()), 0..8),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let folder = TempDir::new().unwrap();
            let whole = csv(100_000);
            let mut files = store(&folder).await;
            let mut at = 0;
            for (length, checked, killed) in cuts {
                let end = (at + length).min(whole.len());
                let checksum = checked.then(|| Checksum::Sha256(Sha256::digest(&whole[at..]).into()));
                let rest = (whole.len() - at) as u64;
                let arrived = files.part(key()).await
                    .receive(at as u64, rest, &mut line(&whole[at..end], true), checksum.as_ref()).await.unwrap();
                // The offset is written down for some of the cuts and lost for others.
                if killed {
                    files = store(&folder).await;
                } else {
                    at += usize::try_from(arrived.bytes).unwrap();
                }
                if at == whole.len() {
                    break;
                }
            }
            let mut part = files.part(key()).await;
            part.receive(at as u64, (whole.len() - at) as u64, &mut line(&whole[at..], false), None).await.unwrap();
            let stored = part.finish(whole.len() as u64, &csv_limits()).await.unwrap();
            assert_eq!(stored_bytes(&files, &stored).await, whole);
        });
    }
}
