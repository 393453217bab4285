//! Serves a small round on loopback for tools that try the API from outside (`tools/schemathesis.sh`).
//!
//! Prints one line of JSON: the address, and a token for each role. Ends when its standard input does, so that it cannot
//! outlive who started it.

use std::collections::BTreeMap;
use std::io::Read as _;

use app::{Scope, Settings};
use domain::person::Role;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use testkit::TestApp;

/// Who gets a token: role, body, name.
const PEOPLE: [(Role, &str, &str); 4] = [
    (Role::Ppid, "62.06", "ppid"),
    (Role::Leader, "62.06", "leader"),
    (Role::Verifier, "62", "verifier"),
    (Role::Controller, "00", "controller"),
];

#[tokio::main]
async fn main() {
    // A tool calls as fast as it can.
    let settings = Settings { api_calls_at_once: 1_000_000, ..Settings::default() };
    let test = TestApp::sqlite_with(settings).await;
    test.running_round().await;
    let mut tokens = BTreeMap::new();
    for (role, body, name) in PEOPLE {
        let who = test.person(&format!("{name}.uji"), role, body).await;
        tokens.insert(name, test.token(&who, &Scope::ALL).await);
    }
    let router = web::router(web::Web { app: test.app.clone() }).expect("a router");
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    println!("{}", serde_json::json!({ "address": format!("http://{address}"), "tokens": tokens }));
    let ended = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    tokio::pin!(ended);
    loop {
        tokio::select! {
            _ = &mut ended => break,
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                let service = TowerToHyperService::new(router.clone());
                tokio::spawn(async move {
                    // A connection that breaks off is the tool's way of trying.
                    let _ = Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
                });
            }
        }
    }
}
