//! What is seen from outside: references, the log, metrics, compression, panics, addresses that requests claim.

use std::net::IpAddr;

use tracing::instrument::WithSubscriber as _;
use web::client::Network;
use web::server::Options;

use super::{Lines, Server, header, status};

#[tokio::test]
async fn s18_a_panic_is_a_page_with_a_reference_and_the_process_lives() {
    let server = Server::start(Options::default()).await;
    let answer = server.get("/panik", "Accept-Language: en\r\n").await;
    assert_eq!(status(&answer), 500);
    let reference = header(&answer, "x-request-id").unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    assert!(body.contains(&format!("Reference number: {reference}")), "{body}");
    assert!(!body.contains("rahasia"), "people are told nothing of the inside");
    assert!(header(&answer, "content-security-policy").is_some());
    assert_eq!(status(&server.get("/masuk", "").await), 200);
}

/// The subscriber is of one thread, so the whole test is.
#[tokio::test]
async fn d03_every_request_is_one_line_with_its_reference() {
    let lines = Lines::default();
    let into = lines.clone();
    let log = tracing_subscriber::fmt().json().flatten_event(true).with_writer(move || into.clone()).finish();
    let _guard = tracing::subscriber::set_default(log);
    async {
        let server = Server::start(Options::default()).await;
        let agent = format!("User-Agent: Peramban\tpalsu \u{9b}31m {}\r\n", "x".repeat(100_000));
        let answer = server.get("/masuk%0aINFO%20palsu?kata=sandi", &agent).await;
        let reference = header(&answer, "x-request-id").unwrap().to_owned();
        let text = lines.text();
        let own: Vec<&str> = text.lines().filter(|line| line.contains(&reference)).collect();
        assert_eq!(own.len(), 1, "{text}");
        assert!(own[0].len() < 1500, "{} bytes", own[0].len());
        assert!(!own[0].contains(['\t', '\u{9b}']) && !own[0].contains("kata=sandi"), "{}", own[0]);
        let line: serde_json::Value = serde_json::from_str(own[0]).unwrap();
        assert_eq!((line["message"].as_str(), line["status"].as_u64()), (Some("answered"), Some(404)));
    }
    .with_current_subscriber()
    .await;
}

#[tokio::test]
async fn a13_what_a_request_claims_about_its_host_is_nowhere() {
    let server = Server::start(Options::default()).await;
    let claims = "X-Forwarded-Host: jahat.example\r\nX-Forwarded-Proto: https\r\nX-Original-URL: /jahat\r\n\
                  Forwarded: host=jahat.example\r\n";
    for path in ["/masuk", "/akun", "/tidak-ada", "/"] {
        let answer = server.get(path, claims).await;
        assert!(!answer.contains("jahat"), "{path}: {answer}");
        let evil = format!("GET {path} HTTP/1.1\r\nHost: jahat.example\r\nConnection: close\r\n\r\n");
        let answer = server.raw(evil.as_bytes()).await;
        assert!(!answer.contains("jahat"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn watchers_see_health_readiness_and_metrics() {
    let server = Server::start(Options::default()).await;
    assert!(server.get("/healthz", "").await.ends_with("ok\n"));
    let ready = server.get("/readyz", "").await;
    assert_eq!(status(&ready), 200);
    assert!(ready.contains(r#""database":true,"migrations":true,"files":true"#), "{ready}");
    assert_eq!(status(&server.get("/panjang/17", "").await), 200);
    let metrics = server.get("/metrics", "").await;
    for line in [
        r#"terbuka_http_requests_total{method="GET",route="/panjang/{nomor}",status="200"} 1"#,
        r#"terbuka_http_request_seconds_bucket{method="GET",route="/panjang/{nomor}",le="10"} 1"#,
        "terbuka_db_connections{state=\"open\"}",
        "terbuka_jobs{state=\"waiting\"} 0",
        "terbuka_http_connections ",
    ] {
        assert!(metrics.contains(line), "{line} in\n{metrics}");
    }
}

#[tokio::test]
async fn readiness_tells_of_tables_that_are_not_ours() {
    let server = Server::start(Options::default()).await;
    let db = server.test.app.db();
    assert!(db.is_migrated(store::MIGRATIONS).await.unwrap());
    db.close().await;
    let ready = server.get("/readyz", "").await;
    assert_eq!(status(&ready), 503);
    assert!(ready.contains(r#""database":false,"migrations":false,"files":true"#), "{ready}");
    assert_eq!(status(&server.get("/healthz", "").await), 200);
}

#[tokio::test]
async fn metrics_are_for_named_networks_and_never_through_a_proxy() {
    let server = Server::start(Options::default()).await;
    for through in ["X-Forwarded-For: 127.0.0.1\r\n", "Forwarded: for=127.0.0.1\r\n", "Via: 1.1 proxy\r\n"] {
        assert_eq!(status(&server.get("/metrics", through).await), 404, "{through}");
    }
    let other = Network::one(IpAddr::from([192, 0, 2, 1]));
    let server = Server::start(Options { metrics_from: vec![other], ..Options::default() }).await;
    assert_eq!(status(&server.get("/metrics", "").await), 404);
}

#[tokio::test]
async fn pages_are_compressed_and_assets_stay_as_they_are() {
    let server = Server::start(Options::default()).await;
    let plain = server.get("/panjang/1", "").await;
    assert!(plain.len() > 10_000 && header(&plain, "content-encoding").is_none());
    for (accepted, used) in [("gzip", "gzip"), ("gzip, br", "br"), ("deflate", "")] {
        let answer = server.get("/panjang/1", &format!("Accept-Encoding: {accepted}\r\n")).await;
        assert_eq!(header(&answer, "content-encoding").unwrap_or_default(), used, "{accepted}");
        assert!(used.is_empty() || answer.len() < 2_000, "{accepted}: {}", answer.len());
    }
}
