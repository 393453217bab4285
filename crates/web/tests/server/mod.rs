//! The server as it meets the network: real connections, good and bad.

mod bounds;
mod stop;
mod watch;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::routing::get;
use testkit::TestApp;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use web::Web;
use web::server::Options;

/// A server with a few addresses of its own for tests.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<()>,
    test: TestApp,
}

impl Server {
    async fn start(options: Options) -> Self {
        let test = TestApp::sqlite().await;
        let web = Web { app: test.app.clone() };
        let areas = web::account::routes()
            .route("/panik", get(panics))
            .route("/lambat", get(slow))
            .route("/tak-selesai", get(std::future::pending::<()>))
            .route("/panjang/{nomor}", get(long));
        let router = web::service(&test.app, web::frame(web, areas).unwrap(), &options);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(async move {
            web::server::serve(listener, router, &options, async { drop(stopped.await) }).await;
        });
        Self { address, stop: Some(stop), running, test }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends bytes on a fresh connection and reads until the other end closes.
    async fn raw(&self, request: &[u8]) -> String {
        let mut stream = self.connect().await;
        // The server may answer and close before it has read everything.
        let _ = stream.write_all(request).await;
        read_to_end(&mut stream).await
    }

    /// A `GET` with more lines of the head, each with its line end.
    async fn get(&self, path: &str, head: &str) -> String {
        self.raw(
            format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{head}\r\n").as_bytes(),
        )
        .await
    }
}

async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the server closes: {:?}", String::from_utf8_lossy(&answer));
    String::from_utf8_lossy(&answer).into_owned()
}

/// `HTTP/1.1 200 OK` → 200.
fn status(answer: &str) -> u16 {
    answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines()
        .filter_map(|line| line.split_once(": "))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

async fn panics() -> &'static str {
    panic!("rahasia di dalam panik")
}

async fn slow() -> &'static str {
    tokio::time::sleep(Duration::from_millis(600)).await;
    "selesai"
}

async fn long() -> axum::response::Html<String> {
    axum::response::Html("Kabupaten Katingan. ".repeat(500))
}

/// Lines of the log, kept for a test.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}
