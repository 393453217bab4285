//! `terbuka serve`, `demo`, `migrate` and `config check` as they are called.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn terbuka(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terbuka"));
    // Nothing of the machine's own configuration.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TERBUKA_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    terbuka(folder, arguments).output().expect("the program runs")
}

/// A program that serves, ended with the test.
struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
}

impl Running {
    fn start(mut command: Command) -> Self {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        let err = BufReader::new(child.stderr.take().expect("its log"));
        Self { child, out, err }
    }

    /// Reads lines until one holds `mark`, and gives that one.
    fn line_with(from: &mut impl std::io::BufRead, mark: &str) -> String {
        let mut all = String::new();
        for line in from.lines() {
            let line = line.expect("a line");
            if line.contains(mark) {
                return line;
            }
            all.push_str(&line);
            all.push('\n');
        }
        panic!("no line with {mark:?} in\n{all}");
    }

    fn terminate(&self) {
        let done = Command::new("kill").arg("-TERM").arg(self.child.id().to_string()).status();
        assert!(done.expect("kill").success());
    }

    fn wait(&mut self) -> Option<i32> {
        let before = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.code();
            }
            assert!(before.elapsed() < Duration::from_secs(20), "it does not stop");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(address: SocketAddr, path: &str) -> String {
    send(address, &format!("GET {path}"), "", "")
}

/// Sends a form from a page of this site, with a cookie that may be empty.
fn post(address: SocketAddr, path: &str, cookie: &str, form: &str) -> String {
    let headers = format!(
        "Cookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n",
        form.len()
    );
    send(address, &format!("POST {path}"), &headers, form)
}

fn send(address: SocketAddr, what: &str, headers: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a connection");
    write!(stream, "{what} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n{body}")
        .expect("a request");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn address_in(line: &str) -> SocketAddr {
    let place = line.find("127.0.0.1:").expect("an address");
    let text: String =
        line[place..].chars().take_while(|c| c.is_ascii_digit() || ".:".contains(*c)).collect();
    text.parse().expect("an address")
}

#[test]
fn s19_a_wrong_configuration_ends_the_start_with_one_clear_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("terbuka.toml");
    for (text, says) in [
        (
            "[server]\nlisten = \"nowhere\"\n",
            "terbuka.toml: server.listen: \"nowhere\" is wrong; expected an address",
        ),
        ("[server]\nport = 80\n", "terbuka.toml: server.port: there is no such key"),
        ("[server\n", "terbuka.toml: not TOML: at line 1"),
        (
            "[database]\nurl = \"mysql://u:rahasia@h/d\"\n",
            "terbuka.toml: database.url: this value is wrong; expected sqlite://",
        ),
        ("[limits]\nrequest_timeout = \"2 days\"\n", "limits.request_timeout"),
    ] {
        fs::write(&file, text).expect("a file");
        for command in [&["serve"][..], &["migrate"], &["config", "check"]] {
            let output = run(folder.path(), command);
            let told = String::from_utf8(output.stderr).expect("text");
            assert_eq!(output.status.code(), Some(2), "{command:?}: {told}");
            assert!(told.contains(says) && told.lines().count() == 1, "{command:?}: {told}");
            assert!(!told.contains("rahasia"));
        }
    }
    assert_eq!(fs::read_dir(folder.path()).expect("the folder").count(), 1, "nothing was made");
}

#[test]
fn s19_a_file_that_is_named_must_be_there_and_a_variable_is_named_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &["--config", "other.toml", "serve"]);
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(output.status.code() == Some(2) && told.contains("other.toml: cannot be read"), "{told}");
    let output =
        terbuka(folder.path(), &["serve"]).env("TERBUKA_LOG__FORMAT", "xml").output().expect("a run");
    let told = String::from_utf8(output.stderr).expect("text");
    let says =
        "environment variable TERBUKA_LOG__FORMAT: log.format: \"xml\" is wrong; expected text or json";
    assert!(told.contains(says), "{told}");
    let output = run(folder.path(), &["config", "check"]);
    assert!(output.status.success());
}

#[test]
fn s19_a_database_or_port_that_cannot_be_had_is_one_clear_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = taken.local_addr().expect("its address").to_string();
    fs::write(folder.path().join("a-file"), "").expect("a file");
    for (name, value, says) in [
        ("TERBUKA_SERVER__LISTEN", listen.as_str(), "server.listen: cannot listen on"),
        (
            "TERBUKA_DATABASE__URL",
            "postgres://u:rahasia@127.0.0.1:1/d",
            "database.url: postgres://127.0.0.1:1/d cannot be opened",
        ),
        (
            "TERBUKA_DATABASE__URL",
            "sqlite://a-file/x/y.db",
            "database.url: the folder a-file/x cannot be made",
        ),
    ] {
        let output =
            terbuka(folder.path(), &["serve"]).env(name, value).env("TERBUKA_LOG__FILTER", "off").output();
        let output = output.expect("a run");
        let told = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(says) && told.lines().count() == 1 && !told.contains("rahasia"), "{told}");
    }
}

#[test]
fn migrate_makes_the_tables_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let steps = || String::from_utf8(run(folder.path(), &["migrate"]).stdout).expect("text");
    assert!(!steps().contains(": 0 steps"));
    assert!(steps().contains(": 0 steps"));
    assert!(folder.path().join("data/terbuka.db").exists());
}

#[test]
fn serve_starts_logs_json_answers_and_stops_when_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = terbuka(folder.path(), &["serve"]);
    command.env("TERBUKA_SERVER__LISTEN", "127.0.0.1:0").env("TERBUKA_LOG__FORMAT", "json");
    let mut running = Running::start(command);
    let address = address_in(&Running::line_with(&mut running.err, "\"serving\""));
    assert!(get(address, "/readyz").starts_with("HTTP/1.1 200"));
    let line = Running::line_with(&mut running.err, "\"answered\"");
    let line: serde_json::Value = serde_json::from_str(&line).expect("a line of JSON");
    assert!(line["span"]["id"].as_str().is_some_and(|id| id.starts_with("R-")), "{line}");
    running.terminate();
    assert_eq!(running.wait(), Some(0));
    let log = folder.path().join("data/terbuka.db-wal");
    assert!(!log.exists() || fs::metadata(log).expect("its size").len() == 0, "the database was closed");
}

#[test]
fn a_demo_keeps_what_was_done_in_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..2 {
        let mut running =
            Running::start(terbuka(folder.path(), &["demo", "--folder", "contoh", "--port", "0"]));
        let address = address_in(&Running::line_with(&mut running.out, "http://"));
        let people = Running::line_with(&mut running.out, "Stop with");
        assert!(!people.is_empty());
        assert!(get(address, "/masuk").starts_with("HTTP/1.1 200"));
        running.terminate();
        assert_eq!(running.wait(), Some(0));
    }
    assert!(folder.path().join("contoh/terbuka.db").exists());
}

#[test]
fn a_demo_starts_at_another_time_and_its_links_name_its_port() {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, shown, login, until) in [
        ("2024-06-25T09:00+07:00", "Time: 25 June 2024 at 09:00 WIB", "siti", "9 Juli 2024"),
        ("2026-01-01T00:30:00Z", "Time: 1 January 2026 at 07:30 WIB", "rahma", "15 Januari 2026"),
    ] {
        let arguments = ["demo", "--folder", "contoh", "--port", "0", "--at", at];
        let mut running = Running::start(terbuka(folder.path(), &arguments));
        let address = address_in(&Running::line_with(&mut running.out, "http://"));
        let time = Running::line_with(&mut running.out, "Time:");
        assert!(time.contains(shown), "{time}");
        Running::line_with(&mut running.out, "Stop with");
        let signed_in = post(address, "/masuk", "", "login=admin&password=keterbukaan+untuk+semua");
        let cookie = signed_in.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next());
        let form = format!("name=Siti&login={login}&email=&body=62.06&role=officer");
        let page = post(address, "/pengguna/undang?badan=00", cookie.expect("a session"), &form);
        assert!(page.contains(&format!("http://{address}/undangan/")), "{page}");
        assert!(page.contains(until), "{page}");
        running.terminate();
        assert_eq!(running.wait(), Some(0));
    }
    let output = run(folder.path(), &["demo", "--at", "besok"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("--at"));
}
