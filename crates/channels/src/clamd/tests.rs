use std::convert::Infallible;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{Clamd, ClamdError, Verdict};

/// Reads a file as `clamd` does, up to so many bytes; more than these are not waited for.
async fn receive(line: &mut TcpStream, most: usize) -> Vec<u8> {
    let mut command = [0; 10];
    line.read_exact(&mut command).await.unwrap();
    assert_eq!(&command, b"zINSTREAM\0");
    let mut all = Vec::new();
    loop {
        let length = usize::try_from(line.read_u32().await.unwrap()).unwrap();
        if length == 0 || all.len() + length > most {
            return all;
        }
        let at = all.len();
        all.resize(at + length, 0);
        line.read_exact(&mut all[at..]).await.unwrap();
    }
}

/// A scanner that takes `most` bytes and answers `answer` to a file with `mark` in it, else that it is clean.
async fn scanner(most: usize, mark: &'static str, answer: &'static str) -> Clamd {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (mut line, _) = listener.accept().await.unwrap();
            let file = receive(&mut line, most).await;
            let is_marked = file.windows(mark.len()).any(|part| part == mark.as_bytes());
            let answer = if is_marked { answer } else { "stream: OK\0" };
            line.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    format!("tcp://{at}").parse().unwrap()
}

async fn scan(clamd: &Clamd, pieces: &[&str]) -> Result<Verdict, ClamdError> {
    let pieces: Vec<_> =
        pieces.iter().map(|piece| Ok::<_, Infallible>(Bytes::copy_from_slice(piece.as_bytes()))).collect();
    clamd.scan(stream::iter(pieces)).await
}

#[tokio::test]
async fn u19_what_the_scanner_knows_is_named() {
    let clamd = scanner(1 << 20, "VIRUS", "stream: Uji.Coba-1 FOUND\0").await;
    assert_eq!(scan(&clamd, &["a VI", "", "RUS b"]).await.unwrap(), Verdict::Found("Uji.Coba-1".to_owned()));
    assert_eq!(scan(&clamd, &["nothing", " here"]).await.unwrap(), Verdict::Clean);
    assert_eq!(scan(&clamd, &[]).await.unwrap(), Verdict::Clean);
    let long = "x".repeat(3 << 20);
    let large = scanner(8 << 20, "no such mark", "").await;
    assert_eq!(scan(&large, &[&long, &long[..17]]).await.unwrap(), Verdict::Clean);
}

#[tokio::test]
async fn other_answers_are_no_verdicts() {
    let clamd = scanner(1 << 20, "a", "INSTREAM size limit exceeded. ERROR\0").await;
    assert!(matches!(scan(&clamd, &["a"]).await, Err(ClamdError::TooLarge)));
    let clamd = scanner(1 << 20, "a", "stream: Can't allocate memory ERROR\0").await;
    assert!(matches!(scan(&clamd, &["a"]).await, Err(ClamdError::Answer(_))));
    // It hangs up without a word.
    let clamd = scanner(1 << 20, "a", "").await;
    assert!(matches!(scan(&clamd, &["a"]).await, Err(ClamdError::Answer(_))));
    let name = scanner(1 << 20, "a", "stream: a\u{1b}[31m\u{202e}b FOUND\0").await;
    assert_eq!(scan(&name, &["a"]).await.unwrap(), Verdict::Found("a[31mb".to_owned()));
}

#[tokio::test]
async fn an_answer_before_all_is_sent_is_heard() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("clamd.ctl");
    let listener = tokio::net::UnixListener::bind(&path).unwrap();
    tokio::spawn(async move {
        let (mut line, _) = listener.accept().await.unwrap();
        line.read_exact(&mut [0; 100]).await.unwrap();
        line.write_all(b"INSTREAM size limit exceeded. ERROR\0").await.unwrap();
        // It hangs up with most of the file unread.
    });
    let clamd: Clamd = format!("unix://{}", path.display()).parse().unwrap();
    let large = "x".repeat(8 << 20);
    assert!(matches!(scan(&clamd, &[&large]).await, Err(ClamdError::TooLarge)));
}

#[tokio::test]
async fn a_scanner_that_is_silent_or_away() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let at = listener.local_addr().unwrap();
    let mut silent: Clamd = format!("tcp://{at}").parse().unwrap();
    silent.judgement = Duration::from_millis(100);
    assert!(matches!(scan(&silent, &["a"]).await, Err(ClamdError::TooLong)));
    drop(listener);
    assert!(matches!(scan(&silent, &["a"]).await, Err(ClamdError::Unreachable { .. })));
    let nowhere: Clamd = "unix:///nowhere/clamd.ctl".parse().unwrap();
    assert!(matches!(nowhere.ping().await, Err(ClamdError::Unreachable { .. })));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_has_no_verdict() {
    let clamd = scanner(1 << 20, "a", "").await;
    let broken = stream::iter([Ok(Bytes::from_static(b"b")), Err("the disk is gone")]);
    assert!(matches!(clamd.scan(broken).await, Err(ClamdError::Source(_))));
}

#[test]
fn addresses() {
    for right in
        ["tcp://127.0.0.1:3310", "tcp://[::1]:3310", "tcp://clamav:3310", "unix:///run/clamav/clamd.ctl"]
    {
        assert_eq!(right.parse::<Clamd>().unwrap().to_string(), right);
    }
    for wrong in [
        "",
        "clamd",
        "tcp://host",
        "tcp://:3310",
        "tcp://h:0",
        "tcp://h:x",
        "tcp://u@h:1",
        "unix://run/x",
        "unix:///",
    ] {
        assert!(wrong.parse::<Clamd>().is_err(), "{wrong}");
    }
}
