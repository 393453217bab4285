//! A site of an office on this machine, for links: it shows what the test puts there, and can go down.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use channels::guarded::{Guarded, Options};
use channels::probe::Prober;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Pages = Arc<Mutex<HashMap<String, Vec<u8>>>>;

/// A site on 127.0.0.1. What is not there gets 404.
#[derive(Debug)]
pub struct Site {
    address: SocketAddr,
    pages: Pages,
}

impl Site {
    /// An empty site.
    ///
    /// # Panics
    /// When this machine gives no port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let pages = Pages::default();
        let shown = Arc::clone(&pages);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shown)));
            }
        });
        Self { address, pages }
    }

    /// Shows something at a path: status and headers as in an answer, without length.
    pub fn show(&self, path: &str, status: &str, headers: &[(&str, &str)], body: &str) {
        let mut answer =
            format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            for part in [name, ": ", value, "\r\n"] {
                answer.push_str(part);
            }
        }
        answer.push_str("\r\n");
        answer.push_str(body);
        self.pages().insert(path.to_owned(), answer.into_bytes());
    }

    /// Shows a page at a path.
    pub fn show_page(&self, path: &str, html: &str) {
        self.show(path, "200 OK", &[("Content-Type", "text/html; charset=utf-8")], html);
    }

    /// Takes everything away.
    pub fn clear(&self) {
        self.pages().clear();
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What looks at links and may reach this site, and of the private networks nothing else.
    ///
    /// # Panics
    /// When there is no client.
    #[must_use]
    pub fn prober(&self) -> Prober {
        let options = Options {
            private_networks: vec!["127.0.0.1/32".parse().expect("a network")],
            ports: vec![self.address.port()],
            ..Options::default()
        };
        Prober::new(Guarded::new(&options).expect("a client")).paced(std::time::Duration::ZERO)
    }

    fn pages(&self) -> std::sync::MutexGuard<'_, HashMap<String, Vec<u8>>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn serve(mut stream: TcpStream, pages: Pages) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return,
        }
    }
    let head = String::from_utf8_lossy(&head);
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let answer = pages.lock().unwrap_or_else(PoisonError::into_inner).get(&path).cloned();
    let missing = || b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec();
    // Whoever asked may be gone; the test sees that by itself.
    let _ = stream.write_all(&answer.unwrap_or_else(missing)).await;
}
