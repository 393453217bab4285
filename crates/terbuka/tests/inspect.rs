//! Looks inside files by a process of the program itself, within its bounds.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use bytes::Bytes;
use files::Files;
use files::examine::{Area, Bounds};
use files::examiner::{Examined, Examiner, FilmTask, MakeError};
use futures_util::TryStreamExt as _;
use serde_json::json;

async fn look(bytes: Vec<u8>, media: &str, bounds: Bounds) -> Examined {
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("file://{}", folder.path().display()).parse().expect("an address");
    let files = Files::open(&url).await.expect("a store");
    let kept = files.keep(bytes.into()).await.expect("the file is kept");
    let program = PathBuf::from(env!("CARGO_BIN_EXE_terbuka"));
    let examiner = Examiner::process(program, vec!["inspect-file".into()], bounds);
    examiner.examine(&files, &kept.address, media, "berkas").await.expect("a look")
}

/// A PDF of one page with this content, packed with these filters.
fn pdf(content: &[u8], filters: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [4 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
        4 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
        /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n"
        .to_vec();
    bytes.extend(
        format!("5 0 obj\n<< /Length {} /Filter [{filters}] >>\nstream\n", content.len()).into_bytes(),
    );
    bytes.extend(content);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    bytes
}

#[tokio::test]
async fn a_look_by_the_program_itself() {
    let text =
        b"BT /F1 18 Tf 50 700 Td (Keputusan Ketua Bawaslu Kabupaten Katingan Nomor 12 Tahun 2024) Tj ET";
    let found = look(pdf(text, ""), "pdf", Bounds::default()).await;
    assert_eq!(
        found.facts,
        json!({
            "pdf": {"pages": 1, "shown": 1, "read": 1, "pictured": 1, "has_text": true, "is_signed": false, "years": [2024]},
            "guess": {
                "title": "Keputusan Ketua Bawaslu Kabupaten Katingan Nomor 12 Tahun 2024", "title_from": "text"
            },
        })
    );
    assert_eq!(found.text.as_deref(), Some("Keputusan Ketua Bawaslu Kabupaten Katingan Nomor 12 Tahun 2024"));
    let page = &found.pictures[0];
    assert_eq!((page.kind.as_str(), page.position, page.height), ("page", 1, 1200));
}

/// Within the bounds of a look, on a page of the size of a plan.
#[tokio::test]
async fn u14_a_redaction_by_the_program_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = Files::open(&format!("file://{}", folder.path().display()).parse().unwrap()).await.unwrap();
    let text = b"BT /F1 18 Tf 50 700 Td (NIK 6206011205850001) Tj ET";
    let plan = String::from_utf8(pdf(text, "")).unwrap().replace("595 842", "1684 2384");
    let program = PathBuf::from(env!("CARGO_BIN_EXE_terbuka"));
    let examiner = Examiner::process(program, vec!["inspect-file".into()], Bounds::default());
    let whole = Area { page: 1, left: 0, top: 0, right: 10_000, bottom: 10_000 };
    for original in [pdf(text, ""), plan.into_bytes()] {
        let kept = files.keep(original.into()).await.unwrap();
        let made = examiner.redact(&files, &kept.address, vec![whole]).await.unwrap();
        assert!(made.starts_with(b"%PDF-1.4") && !made.windows(10).any(|part| part == b"6206011205"));
        let page = examiner.page(&files, &kept.address, 1).await.unwrap();
        assert_eq!((page.kind.as_str(), page.height), ("page", 1200));
        assert!(matches!(examiner.page(&files, &kept.address, 2).await, Err(MakeError::Nothing(_))));
    }
}

/// Within its bounds: the memory, the walls around files and network.
#[tokio::test]
async fn u16_a_film_is_converted_by_the_program_itself() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.avi");
    let pictures = "testsrc=duration=4:size=1920x1080:rate=25";
    let made = Command::new("ffmpeg")
        .args(["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", pictures])
        .args(["-f", "lavfi", "-i", "sine=duration=4", "-c:v", "mpeg4", "-c:a", "mp2"])
        .arg(&path)
        .status();
    if made.is_err() {
        assert!(std::env::var_os("CI").is_none(), "ffmpeg is missing");
        return;
    }
    let files = Files::open(&format!("file://{}", folder.path().display()).parse().unwrap()).await.unwrap();
    let kept = files.keep(std::fs::read(path).unwrap().into()).await.unwrap();
    let program = PathBuf::from(env!("CARGO_BIN_EXE_terbuka"));
    let bounds = Bounds { memory: 1 << 30, processors: 2, time: Duration::from_mins(5), ..Bounds::default() };
    let examiner =
        Examiner::process(program, vec!["inspect-file".into()], Bounds::default()).with_conversion(bounds);
    let (percent, _heard) = tokio::sync::watch::channel(0);
    let task = FilmTask::Convert { longest: Duration::from_mins(10) };
    let film = examiner.film(&files, &kept.address, "avi", task, 8 << 20, &percent).await.unwrap();
    let bytes: Vec<Bytes> = film.stream().try_collect().await.unwrap();
    let made = files.keep(bytes.concat().into()).await.unwrap();
    let found = examiner.examine(&files, &made.address, "mp4", "a.mp4").await.unwrap().facts;
    assert_eq!(found["video"]["plays"], true, "{found}");
    assert_eq!((&found["video"]["width"], &found["video"]["height"]), (&json!(1280), &json!(720)));
    // Not a byte more than it may write.
    let small = examiner.film(&files, &kept.address, "avi", task, 4096, &percent).await;
    let Err(MakeError::Nothing(facts)) = small else { panic!("{small:?}") };
    assert_eq!(facts["oddities"], json!([{"what": "too_costly"}]));
}

/// 512 KiB that unpack to 2 GiB: each filter repeats what it gets 64 times over.
fn costly() -> Vec<u8> {
    pdf(&vec![0x81; 512 << 10], "/RunLengthDecode /RunLengthDecode")
}

#[tokio::test]
async fn u16_what_takes_too_much_memory_costs_the_worker_alone() {
    let found = look(costly(), "pdf", Bounds::default()).await;
    assert!(
        found.facts["oddities"].as_array().unwrap().contains(&json!({"what": "too_costly"})),
        "{}",
        found.facts
    );
    // What was known before stays.
    assert_eq!(found.facts["pdf"]["pages"], 1);
}

#[test]
fn the_worker_reads_no_configuration_and_is_not_in_the_help() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("terbuka.toml"), "this is no configuration").unwrap();
    let file = folder.path().join("tabel.csv");
    std::fs::write(&file, "kode;nama\n62;Kalimantan Tengah\n").unwrap();
    let made = folder.path().join("made");
    std::fs::create_dir(&made).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_terbuka"))
        .args(["inspect-file", "20", "536870912"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let question = json!({"file": file, "media": "csv", "name": "tabel.csv", "folder": made});
    serde_json::to_writer(child.stdin.take().unwrap(), &question).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let lines = String::from_utf8(output.stdout).unwrap();
    let answer: serde_json::Value = serde_json::from_str(lines.lines().last().unwrap()).unwrap();
    assert_eq!(answer["facts"]["sheet"]["rows"], 2);
    let help = Command::new(env!("CARGO_BIN_EXE_terbuka")).arg("--help").output().unwrap();
    assert!(!String::from_utf8(help.stdout).unwrap().contains("inspect-file"));
}
