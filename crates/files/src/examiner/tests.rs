use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{ExamineError, Examined, Examiner, MakeError};
use crate::examine::{Answer, Bounds, Made, Question};
use crate::{Address, Files};

/// A worker written for the shell: it reads the question, and `script` does the rest in the folder.
fn shell(script: &str, time: Duration) -> Examiner {
    let bounds = Bounds { time, ..Bounds::default() };
    Examiner::process(
        PathBuf::from("/bin/sh"),
        vec!["-c".into(), format!("read question; {script}").into()],
        bounds,
    )
}

async fn store() -> (tempfile::TempDir, Files, Address) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(&format!("file://{}", folder.path().display()).parse().unwrap()).await.unwrap();
    let kept = files.keep(b"a file".as_slice().into()).await.unwrap();
    assert_eq!(kept.size, 6);
    (folder, files, kept.address)
}

async fn look(examiner: &Examiner) -> Result<Examined, ExamineError> {
    let (_folder, files, address) = store().await;
    examiner.examine(&files, &address, "jpg", "foto.jpg").await
}

async fn facts(script: &str) -> Value {
    look(&shell(script, Duration::from_secs(20))).await.unwrap().facts
}

const ANSWER: &str = r#"{"facts":{"a":1},"made":[],"likeness":[7]}"#;

#[tokio::test]
async fn the_last_whole_line_counts() {
    let script = format!("echo '{{\"facts\":{{}},\"made\":[],\"likeness\":[]}}'; echo '{ANSWER}'");
    let found = look(&shell(&script, Duration::from_secs(20))).await.unwrap();
    assert_eq!((found.facts, found.likeness), (json!({"a": 1}), vec![7]));
}

#[tokio::test]
async fn u04_a_worker_that_dies_leaves_what_it_had_told() {
    let died = json!({"a": 1, "oddities": [{"what": "broken"}]});
    assert_eq!(facts(&format!("echo '{ANSWER}'; exit 3")).await, died);
    // An answer that breaks off is none.
    assert_eq!(facts(&format!("echo '{ANSWER}'; printf '{{\"facts\"'; exit 3")).await, died);
    let costly = json!({"a": 1, "oddities": [{"what": "too_costly"}]});
    assert_eq!(facts(&format!("echo '{ANSWER}'; kill -XCPU $$")).await, costly);
    assert_eq!(facts("kill -ABRT $$").await, json!({"oddities": [{"what": "too_costly"}]}));
    assert_eq!(facts("true").await, json!({"oddities": [{"what": "broken"}]}));
    assert_eq!(facts("echo nonsense").await, json!({"oddities": [{"what": "broken"}]}));
}

#[tokio::test]
async fn u04_a_worker_that_hangs_is_killed_with_all_that_it_started() {
    let mark = tempfile::tempdir().unwrap();
    let path = mark.path().join("alive").display().to_string();
    let script = format!("echo '{ANSWER}'; (sleep 4; touch {path}) & sleep 60");
    let started = Instant::now();
    let found = look(&shell(&script, Duration::from_secs(1))).await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(found.facts, json!({"a": 1, "oddities": [{"what": "too_costly"}]}));
    tokio::time::sleep(Duration::from_secs(4)).await;
    assert!(!mark.path().join("alive").exists(), "a program of the worker went on");
}

#[tokio::test]
async fn a_worker_that_does_not_stop_talking_is_not_heard_out() {
    let started = Instant::now();
    let found = look(&shell(&format!("echo '{ANSWER}'; yes"), Duration::from_secs(20))).await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(found.facts["oddities"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_started_and_what_is_gone_are_errors() {
    let nobody = Examiner::process(PathBuf::from("/nowhere/terbuka"), vec![], Bounds::default());
    assert!(matches!(look(&nobody).await, Err(ExamineError::Worker(_))));
    assert!(matches!(look(&shell("exit 1", Duration::from_secs(5))).await, Err(ExamineError::Worker(_))));
    let (_folder, files, _) = store().await;
    let gone = Address::from_bytes([7; 32]);
    let outcome = shell("true", Duration::from_secs(5)).examine(&files, &gone, "jpg", "").await;
    assert!(matches!(outcome, Err(ExamineError::Read(_))), "{outcome:?}");
}

#[tokio::test]
async fn the_worker_sees_one_variable_and_its_folder_goes() {
    let script = r#"n=$(env | grep -vc -E '^(PATH|PWD|SHLVL|_|OLDPWD)='); echo "{\"facts\":{\"n\":$n,\"at\":\"$PWD\"},\"made\":[],\"likeness\":[]}""#;
    let facts = facts(script).await;
    assert_eq!(facts["n"], 0);
    assert!(!PathBuf::from(facts["at"].as_str().unwrap()).exists());
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

fn made(kind: &str, file: &str, position: u32) -> Made {
    Made { kind: kind.into(), position, file: file.into(), media: "png".into(), width: 10, height: 10 }
}

fn sly(question: &Question) -> Answer {
    let write = |name: &str, bytes: &[u8]| std::fs::write(question.folder.join(name), bytes).unwrap();
    write("good.png", PNG);
    write("page.html", b"<script>alert(1)</script>");
    write("large.png", &[PNG, &vec![0; 9 << 20]].concat());
    std::os::unix::fs::symlink(&question.file, question.folder.join("link.png")).unwrap();
    Answer {
        facts: json!({}),
        made: vec![
            made("preview", "good.png", 1),
            made("preview", "good.png", 1),
            made("secret", "good.png", 1),
            made("page", "page.html", 1),
            made("page", "large.png", 2),
            made("page", "link.png", 3),
            made("page", "../good.png", 4),
            made("page", "missing.png", 5),
            made("page", "", 6),
            Made { width: 0, ..made("page", "good.png", 7) },
            Made { media: "jpg".into(), ..made("page", "good.png", 8) },
        ],
        likeness: vec![1; 100],
        text: Some("link.png".into()),
        beside: Some("link.png".into()),
        document: None,
        percent: None,
    }
}

#[tokio::test]
async fn only_plain_small_pictures_are_taken() {
    let found = look(&Examiner::in_process(sly)).await.unwrap();
    assert_eq!(found.pictures.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["preview"]);
    assert_eq!((found.pictures[0].bytes.as_ref(), found.likeness.len()), (PNG, 16));
    assert_eq!((found.text, found.beside), (None, None), "what the texts point to was read");
}

#[tokio::test]
async fn a_panic_in_this_process_is_a_fact_too() {
    let found = look(&Examiner::in_process(|_| panic!("a decoder gave up"))).await.unwrap();
    assert_eq!(found.facts, json!({"oddities": [{"what": "broken"}]}));
}

#[tokio::test]
async fn texts_are_taken_and_documents_only_whole() {
    fn writes(question: &Question) -> Answer {
        std::fs::write(question.folder.join("text.txt"), "satu\u{C}dua").unwrap();
        std::fs::write(question.folder.join("made.pdf"), "%PDF-1.4").unwrap();
        let (text, document) = (Some("text.txt".into()), Some("made.pdf".into()));
        std::fs::write(question.folder.join("beside.txt"), "catatan").unwrap();
        let beside = Some("beside.txt".into());
        Answer { facts: json!({}), made: vec![], likeness: vec![], text, beside, document, percent: None }
    }
    let found = look(&Examiner::in_process(writes)).await.unwrap();
    assert_eq!((found.text.as_deref(), found.beside.as_deref()), (Some("satu\u{C}dua"), Some("catatan")));
    let (_folder, files, address) = store().await;
    let made = Examiner::in_process(writes).redact(&files, &address, vec![]).await.unwrap();
    assert_eq!(made.as_ref(), b"%PDF-1.4");
    // A worker that tells of a document and dies has not finished it.
    let dies = r#"{"facts":{},"made":[],"likeness":[],"document":"made.pdf"}"#;
    for script in [
        format!("printf %PDF-1.4 > made.pdf; echo '{dies}'; exit 3"),
        format!("printf text > made.pdf; echo '{dies}'"),
        format!("ln -s /etc/passwd made.pdf; echo '{dies}'"),
        format!("echo '{ANSWER}'"),
    ] {
        let outcome = shell(&script, Duration::from_secs(5)).redact(&files, &address, vec![]).await;
        assert!(matches!(outcome, Err(MakeError::Nothing(_))), "{script}: {outcome:?}");
    }
}
