//! Stopping: nobody is cut off who has begun.

use std::time::Duration;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use web::server::Options;

use super::{Server, read_to_end, status};

#[tokio::test]
async fn requests_that_have_begun_are_finished_and_no_new_ones_taken() {
    let mut server = Server::start(Options::default()).await;
    let mut begun = server.connect().await;
    begun.write_all(b"GET /lambat HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    let idle = server.connect().await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(server.stop.take());
    let answer = read_to_end(&mut begun).await;
    assert!(status(&answer) == 200 && answer.ends_with("selesai"), "{answer}");
    // An idle connection holds nothing up.
    (&mut server.running).await.unwrap();
    drop(idle);
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn stopping_ends_even_if_a_request_does_not() {
    let mut server =
        Server::start(Options { stop_timeout: Duration::from_millis(100), ..Options::default() }).await;
    let mut begun = server.connect().await;
    begun.write_all(b"GET /tak-selesai HTTP/1.1\r\nHost: localhost\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    drop(server.stop.take());
    // It would wait for ever otherwise.
    (&mut server.running).await.unwrap();
}
