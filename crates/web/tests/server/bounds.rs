//! What is too much, too slow or not HTTP.

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;
use web::server::Options;

use super::{Server, header, read_to_end, status};

#[tokio::test]
async fn s21_absurd_requests_are_refused_and_the_next_one_is_answered() {
    let server = Server::start(Options::default()).await;
    let long = |bytes: usize| format!("/{}", "a".repeat(bytes));
    assert_eq!(status(&server.get(&long(9_000), "").await), 414);
    assert_eq!(status(&server.get(&long(64 * 1024), "").await), 414);
    assert_eq!(status(&server.get("/masuk", &format!("x: {}\r\n", "a".repeat(200_000))).await), 431);
    let thousand: String = (0..1000).map(|n| format!("x-{n}: 1\r\n")).collect();
    assert_eq!(status(&server.get("/masuk", &thousand).await), 431);
    for wrong in [
        "GET /masuk HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "POST /masuk HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET /masuk HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
        "GET /ma\0suk HTTP/1.1\r\n\r\n",
        "\r\nhello there\r\n\r\n",
    ] {
        let answer = server.raw(wrong.as_bytes()).await;
        assert!((400..500).contains(&status(&answer)), "{wrong:?}: {answer}");
    }
    assert_eq!(status(&server.get("/masuk", "").await), 200);
}

#[tokio::test]
async fn s21_a_request_smuggled_behind_another_is_not_answered() {
    let server = Server::start(Options::default()).await;
    // Both lengths: RFC 9112 section 6.1 lets the chunks win and wants the connection closed after them.
    let two = "POST /masuk HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n\
               0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let answer = server.raw(two.as_bytes()).await;
    assert_eq!(answer.matches("HTTP/1.1 ").count(), 1, "{answer}");
}

#[tokio::test]
async fn who_sends_nothing_or_too_slowly_is_let_go() {
    let options = Options {
        header_timeout: Duration::from_millis(300),
        idle_timeout: Duration::from_millis(500),
        ..Options::default()
    };
    let server = Server::start(options).await;
    for begun in ["", "P", "PRI * HTTP/2.0\r\n\r", "GET /masuk HTTP/1.1\r\nHost: localh"] {
        let before = Instant::now();
        let mut stream = server.connect().await;
        stream.write_all(begun.as_bytes()).await.unwrap();
        read_to_end(&mut stream).await;
        assert!(before.elapsed() < Duration::from_secs(5), "{begun:?}");
    }
    // An idle connection after an answer too.
    let before = Instant::now();
    let mut stream = server.connect().await;
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    assert_eq!(status(&read_to_end(&mut stream).await), 200);
    assert!(before.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_request_that_gets_no_turn_is_told_to_come_again() {
    let server = Server::start(Options { requests_at_once: 1, ..Options::default() }).await;
    let mut waiting = Vec::new();
    for _ in 0..8 {
        let mut stream = server.connect().await;
        stream
            .write_all(b"GET /lambat HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            .await
            .unwrap();
        waiting.push(stream);
    }
    let mut answers = Vec::new();
    for stream in &mut waiting {
        let answer = read_to_end(stream).await;
        if status(&answer) == 503 {
            assert_eq!(header(&answer, "retry-after"), Some("5"));
        }
        answers.push(status(&answer));
    }
    // One at a time, 0.6 s each; who has waited for 2 s is sent away.
    assert!(answers.iter().filter(|status| **status == 200).count() >= 3, "{answers:?}");
    assert!(answers.contains(&503), "{answers:?}");
}

#[tokio::test]
async fn u29_those_who_bring_files_slowly_keep_no_reader_waiting() {
    let server = Server::start(Options { requests_at_once: 1, ..Options::default() }).await;
    let mut bringing = Vec::new();
    for kind in ["application/offset+octet-stream", "multipart/form-data; boundary=x"].repeat(4) {
        let mut stream = server.connect().await;
        let head = format!("GET /lambat HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        bringing.push(stream);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    // Were there one turn for all, this one would be sent away after 2 s.
    assert_eq!(status(&server.get("/masuk", "").await), 200);
}

#[tokio::test]
async fn connections_over_the_bound_wait_for_their_turn() {
    let server = Server::start(Options { connections: 1, ..Options::default() }).await;
    let mut first = server.connect().await;
    first.write_all(b"GET /lambat HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await.unwrap();
    let second = server.get("/healthz", "").await;
    assert_eq!(status(&second), 200);
    assert_eq!(status(&read_to_end(&mut first).await), 200);
}
