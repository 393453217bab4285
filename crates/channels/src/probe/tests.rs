//! Looks at a server of the test.

use std::collections::HashMap;
use std::io::Write as _;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;
use crate::guarded::{Lookup, Names, Options};

type Answer = Arc<dyn Fn(&str) -> Vec<u8> + Send + Sync>;

/// A server that answers each path with bytes, and counts.
#[derive(Debug)]
struct Server {
    address: SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Server {
    async fn on(address: &str, answer: Answer) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                count.fetch_add(1, Ordering::SeqCst);
                let answer = Arc::clone(&answer);
                tokio::spawn(async move {
                    let mut head = Vec::new();
                    while !head.ends_with(b"\r\n\r\n") {
                        let mut byte = [0; 1];
                        if stream.read(&mut byte).await.unwrap_or(0) == 0 {
                            return;
                        }
                        head.push(byte[0]);
                        if head == [0x16] {
                            // A TLS handshake at a server that knows none.
                            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
                            return;
                        }
                    }
                    let head = String::from_utf8(head).unwrap();
                    assert!(head.to_lowercase().contains("user-agent: terbuka"), "{head}");
                    assert!(!head.to_lowercase().contains("\r\ncookie:"), "{head}");
                    assert!(!head.to_lowercase().contains("\r\nauthorization:"), "{head}");
                    let path = head.split(' ').nth(1).unwrap().to_owned();
                    let bytes = answer(&path);
                    if bytes.is_empty() {
                        tokio::time::sleep(Duration::from_mins(1)).await;
                    }
                    let _ = stream.write_all(&bytes).await;
                });
            }
        });
        Self { address, asked }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n", body.len()).into_bytes();
    if !headers.is_empty() {
        bytes.extend_from_slice(headers.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

fn html(body: &str) -> Vec<u8> {
    reply("200 OK", "Content-Type: text/html; charset=utf-8", body.as_bytes())
}

/// Names that a test gives; several lists for a name are given one after the other.
#[derive(Debug, Default)]
struct Book(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

impl Book {
    fn with(name: &str, lists: &[&[&str]]) -> Arc<Self> {
        let lists = lists.iter().map(|list| list.iter().map(|ip| ip.parse().unwrap()).collect());
        Arc::new(Self(Mutex::new(HashMap::from([(name.to_owned(), lists.collect())]))))
    }
}

impl Names for Book {
    fn addresses(&self, name: &str) -> Lookup {
        let mut book = self.0.lock().unwrap();
        let found = book.get_mut(name).map(|lists| {
            if lists.len() > 1 { lists.remove(0) } else { lists.first().cloned().unwrap_or_default() }
        });
        Box::pin(async move { found.ok_or_else(|| std::io::Error::other("no such name")) })
    }
}

/// A prober that may reach `opened`, at the ports of these servers.
fn prober(opened: &str, servers: &[&Server], names: Arc<dyn Names>) -> Prober {
    let options = Options {
        private_networks: vec![opened.parse().unwrap()],
        ports: servers.iter().map(|server| server.address.port()).collect(),
        user_agent: "Terbuka/0.1 (+https://ppid.example.go.id)".into(),
        ..Options::default()
    };
    Prober::new(Guarded::with_names(&options, names).unwrap())
}

fn names() -> Arc<dyn Names> {
    Arc::new(Book::default())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn site(path: &str) -> Vec<u8> {
    match path {
        "/dip" => html("<title>DIP 2025</title><p>Daftar informasi publik</p>"),
        "/sk.pdf" => reply("200 OK", "Content-Type: application/pdf", b"%PDF-1.7\n..."),
        "/unduh" => reply("200 OK", "Content-Type: application/octet-stream", b"%PDF-1.7\n..."),
        "/catatan.txt" => reply("200 OK", "Content-Type: text/plain", b"isi\x1b[31m\ncatatan"),
        "/salah-jenis" => {
            reply("200 OK", "Content-Type: application/pdf", b"\n<!DOCTYPE html><title>x</title>")
        }
        "/hilang" => reply("404 Not Found", "Content-Type: text/html", b"<p>tidak ada"),
        "/dicabut" => reply("410 Gone", "", b""),
        "/tolak" => reply("403 Forbidden", "Content-Type: text/html", b"<p>Access denied"),
        "/tolak-masuk" => reply("403 Forbidden", "Content-Type: text/html", b"<input type=password name=p>"),
        "/sandi" => reply("401 Unauthorized", "WWW-Authenticate: Basic", b""),
        "/terlalu-sering" => reply("429 Too Many Requests", "", b""),
        "/rusak" => reply("503 Service Unavailable", "", b""),
        "/formulir" => html("<title>Portal</title><form>Nama <input name=n> Sandi <input type=password>"),
        "/pindah" => reply("302 Found", "Location: /dip", b""),
        "/keluar" => reply("302 Found", "Location: /akun/login?next=/dip", b""),
        "/akun/login?next=/dip" => html("<p>Silakan"),
        "/putar" => reply("301 Moved", "Location: /putar", b""),
        "/ke-berkas" => reply("302 Found", "Location: file:///etc/passwd", b""),
        "/ke-dalam" => reply("302 Found", "Location: http://169.254.169.254/latest/meta-data", b""),
        "/ke-desimal" => reply("302 Found", "Location: http://2852039166/", b""),
        "/bom" => {
            let bomb = gzip(&vec![b'a'; 64 * 1024 * 1024]);
            reply("200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip", &bomb)
        }
        "/besar" => reply("200 OK", "Content-Type: application/zip", &vec![7; 21 * 1024 * 1024]),
        "/diam" => Vec::new(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn each_kind_of_answer_by_its_name() {
    let server = Server::on("127.0.0.1:0", Arc::new(site)).await;
    let prober = prober("127.0.0.1/32", &[&server], names());
    let unreachable = |cause| Kind::Unreachable { cause };
    for (path, kind, status) in [
        ("/dip", Kind::Page, Some(200)),
        ("/sk.pdf", Kind::File, Some(200)),
        ("/unduh", Kind::File, Some(200)),
        ("/catatan.txt", Kind::File, Some(200)),
        ("/salah-jenis", Kind::Page, Some(200)),
        ("/hilang", Kind::NotFound, Some(404)),
        ("/dicabut", Kind::NotFound, Some(410)),
        ("/tolak", Kind::Refused, Some(403)),
        ("/tolak-masuk", Kind::SignIn, Some(403)),
        ("/sandi", Kind::SignIn, Some(401)),
        ("/terlalu-sering", Kind::Refused, Some(429)),
        ("/rusak", Kind::ServerError, Some(503)),
        ("/formulir", Kind::SignIn, Some(200)),
        ("/pindah", Kind::Page, Some(200)),
        ("/keluar", Kind::SignIn, Some(200)),
        ("/putar", Kind::TooManyRedirects, Some(301)),
        ("/ke-berkas", Kind::NotWeb, None),
        ("/ke-dalam", Kind::PrivateAddress, None),
        ("/ke-desimal", Kind::PrivateAddress, None),
    ] {
        let probed = prober.look(&format!("http://{}{path}", server.address)).await.unwrap();
        assert_eq!((probed.outcome.kind, probed.outcome.status), (kind, status), "{path}");
        assert_eq!(
            probed.snapshot.is_some(),
            matches!(path, "/dip" | "/pindah" | "/catatan.txt" | "/salah-jenis"),
            "{path}"
        );
    }
    let look = async |link: &str| prober.look(link).await.unwrap().outcome.kind;
    assert_eq!(look("https://tidak-ada.example/").await, Kind::NotWeb, "its port is not open here");
    let nobody = format!("http://tidak-ada.example:{}/", server.address.port());
    assert_eq!(look(&nobody).await, unreachable(Cause::Dns));
    assert_eq!(look(&format!("https://{}/dip", server.address)).await, unreachable(Cause::Tls));
    assert_eq!(look("ftp://127.0.0.1/").await, Kind::NotWeb);
    assert_eq!(look("http://").await, Kind::NotWeb);
    assert_eq!(Prober::off().look("http://127.0.0.1/").await, None);
}

#[tokio::test]
async fn what_is_kept_of_pages_and_files() {
    let server = Server::on("127.0.0.1:0", Arc::new(site)).await;
    let prober = prober("127.0.0.1/32", &[&server], names());
    let home = format!("http://{}", server.address);
    let probed =
        prober.look(&format!("{}/pindah#bagian", home.replace("//", "//nama:sandi@"))).await.unwrap();
    assert_eq!(probed.snapshot.as_deref(), Some("Daftar informasi publik"));
    let outcome = probed.outcome;
    assert_eq!(outcome.title, "DIP 2025");
    assert_eq!(outcome.url, format!("{home}/dip"));
    assert_eq!(outcome.hops, [Hop { url: format!("{home}/pindah#bagian"), status: 302 }]);
    assert_eq!(outcome.media.as_deref(), Some("text/html"));
    let json = serde_json::to_string(&outcome).unwrap();
    assert!(json.starts_with(r#"{"kind":"page","#), "{json}");
    assert_eq!(serde_json::from_str::<Outcome>(&json).unwrap(), outcome);

    let file = prober.look(&format!("{home}/unduh")).await.unwrap().outcome;
    assert_eq!(file.found.as_deref(), Some("application/pdf"), "by its bytes");
    assert_eq!(file.media.as_deref(), Some("application/octet-stream"), "as the server says");
    assert_eq!(file.size, Some(12));
    assert_eq!(file.sha256.unwrap(), HEXLOWER.encode(&Sha256::digest(b"%PDF-1.7\n...")));
    let text = prober.look(&format!("{home}/catatan.txt")).await.unwrap();
    assert_eq!(text.snapshot.as_deref(), Some("isi[31m\ncatatan"), "without control characters");
    let failed = Outcome { kind: Kind::Unreachable { cause: Cause::Timeout }, ..outcome };
    let json = serde_json::to_string(&failed).unwrap();
    assert!(json.starts_with(r#"{"kind":"unreachable","cause":"timeout","#), "{json}");
}

#[tokio::test]
async fn d11_bodies_without_end_are_cut() {
    let server = Server::on("127.0.0.1:0", Arc::new(site)).await;
    let prober = prober("127.0.0.1/32", &[&server], names());
    let bomb = prober.look(&format!("http://{}/bom", server.address)).await.unwrap();
    assert_eq!(bomb.outcome.kind, Kind::Page);
    assert_eq!(bomb.outcome.sha256, None, "not all of it was read");
    assert!(bomb.snapshot.unwrap().len() <= page::TEXT_MAX);
    let large = prober.look(&format!("http://{}/besar", server.address)).await.unwrap().outcome;
    assert_eq!((large.kind, large.size, large.sha256), (Kind::File, Some(21 * 1024 * 1024), None));
}

#[tokio::test(start_paused = true)]
async fn a_server_that_says_nothing_costs_fifteen_seconds() {
    // The clock stands still until nothing else is to be done, so the wait itself takes no time.
    let server = Server::on("127.0.0.1:0", Arc::new(site)).await;
    let prober = prober("127.0.0.1/32", &[&server], names());
    let begun = tokio::time::Instant::now();
    let outcome = prober.look(&format!("http://{}/diam", server.address)).await.unwrap().outcome;
    assert_eq!(outcome.kind, Kind::Unreachable { cause: Cause::Timeout });
    assert!(begun.elapsed() <= Duration::from_secs(16), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn d11_names_and_numbers_of_closed_networks_are_never_connected_to() {
    let server = Server::on("127.0.0.1:0", Arc::new(site)).await;
    let port = server.address.port();
    let book = Book::with("dalam.example", &[&["127.0.0.1", "::1", "10.0.0.1"]]);
    let prober = prober("10.99.0.0/16", &[&server], book);
    for host in [
        "dalam.example",
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "169.254.169.254",
    ] {
        let outcome = prober.look(&format!("http://{host}:{port}/dip")).await.unwrap().outcome;
        assert_eq!(outcome.kind, Kind::PrivateAddress, "{host}");
    }
    assert_eq!(server.asked(), 0);
    let opened = super::tests::prober("127.0.0.1/32", &[&server], names());
    let elsewhere = opened.look("http://127.0.0.1:22/").await.unwrap().outcome;
    assert_eq!(elsewhere.kind, Kind::NotWeb, "a port that is not open");
}

#[tokio::test]
async fn d11_redirects_to_closed_networks_are_not_followed() {
    let inside = Server::on("127.0.0.1:0", Arc::new(site)).await;
    let target = format!("Location: http://dalam.example:{}/dip", inside.address.port());
    let outside = Server::on("127.0.0.2:0", Arc::new(move |_: &str| reply("302 Found", &target, b""))).await;
    let book = Book::with("dalam.example", &[&["127.0.0.1"]]);
    let prober = prober("127.0.0.2/32", &[&inside, &outside], book);
    let outcome = prober.look(&format!("http://{}/", outside.address)).await.unwrap().outcome;
    assert_eq!(outcome.kind, Kind::PrivateAddress);
    assert_eq!(outcome.hops.len(), 1);
    assert_eq!((outside.asked(), inside.asked()), (1, 0));
}

#[tokio::test]
async fn d11_a_name_that_changes_its_address_reaches_nothing_closed() {
    // One port on two addresses: the open one sends its visitor to the same name once more.
    let outside =
        Server::on("127.0.0.2:0", Arc::new(|_: &str| reply("302 Found", "Location: /lagi", b""))).await;
    let port = outside.address.port();
    let inside = Server::on(&format!("127.0.0.1:{port}"), Arc::new(site)).await;
    // First the open address, from then on the closed one.
    let book = Book::with("ganti.example", &[&["127.0.0.2"], &["127.0.0.1"]]);
    let prober = prober("127.0.0.2/32", &[&outside], book);
    let outcome = prober.look(&format!("http://ganti.example:{port}/")).await.unwrap().outcome;
    assert_eq!(outcome.kind, Kind::PrivateAddress);
    assert_eq!((outside.asked(), inside.asked()), (1, 0));
    // A name with an open and a closed address is reached at the open one alone.
    let book = Book::with("dua.example", &[&["127.0.0.1", "127.0.0.2"]]);
    let prober = super::tests::prober("127.0.0.2/32", &[&outside], book);
    let outcome = prober.look(&format!("http://dua.example:{port}/")).await.unwrap().outcome;
    assert_eq!(outcome.kind, Kind::TooManyRedirects);
    assert_eq!(inside.asked(), 0);
}
