use axum::body::Body;
use axum::routing::{any, post};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::*;

/// A site with one route that changes something.
fn site() -> Router {
    protect(
        Router::new()
            .route("/simpan", any(|| async { "changed" }))
            .route("/api/v1/x", post(|| async { "changed" })),
    )
}

async fn send(method: Method, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    send_to(site(), method, path, headers).await
}

async fn send_to(site: Router, method: Method, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let mut request = Request::builder().method(method).uri(path).header("host", "terbuka.example.id");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response =
        site.oneshot(request.body(Body::from("a=1")).expect("a request")).await.expect("an answer");
    let status = response.status();
    let bytes = response.into_body().collect().await.expect("a body").to_bytes();
    (status, String::from_utf8(bytes.to_vec()).expect("text"))
}

const CHANGING: [Method; 4] = [Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

#[tokio::test]
async fn a08_a_cross_site_request_is_refused() {
    for method in CHANGING {
        for site in ["cross-site", "same-site", "Same-Origin", "nonsense"] {
            let (status, body) = send(method.clone(), "/simpan", &[("sec-fetch-site", site)]).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{method} {site}");
            assert!(!body.contains("changed"));
        }
    }
}

#[tokio::test]
async fn a08_old_browsers_are_judged_by_origin() {
    for origin in
        ["https://evil.example", "null", "https://terbuka.example.id.evil.example", "http://localhost"]
    {
        let (status, _) = send(Method::POST, "/simpan", &[("origin", origin)]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin}");
    }
    let (status, body) = send(Method::POST, "/simpan", &[("origin", "https://terbuka.example.id")]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "changed"));
}

#[tokio::test]
async fn a08_text_plain_is_no_way_round() {
    let headers = [("sec-fetch-site", "cross-site"), ("content-type", "text/plain")];
    assert_eq!(send(Method::POST, "/api/v1/x", &headers).await.0, StatusCode::FORBIDDEN);
    let headers = [("content-type", "text/plain")];
    assert_eq!(send(Method::POST, "/api/v1/x", &headers).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a08_missing_fetch_headers_need_a_token() {
    for method in CHANGING {
        assert_eq!(send(method.clone(), "/simpan", &[]).await.0, StatusCode::FORBIDDEN, "{method}");
        let empty = [("sec-fetch-site", ""), ("origin", "")];
        assert_eq!(send(method.clone(), "/simpan", &empty).await.0, StatusCode::FORBIDDEN, "{method} empty");
    }
    let refused = ["", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Bearerx y"];
    for value in refused {
        let (status, _) = send(Method::POST, "/api/v1/x", &[("authorization", value)]).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{value:?}");
    }
    let (status, body) = send(Method::POST, "/api/v1/x", &[("authorization", "bearer tkn")]).await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "changed"));
}

#[tokio::test]
async fn a08_a_token_does_not_excuse_a_cross_site_browser() {
    let headers = [("authorization", "Bearer tkn"), ("sec-fetch-site", "cross-site")];
    assert_eq!(send(Method::POST, "/api/v1/x", &headers).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a08_nothing_primes_an_exemption() {
    assert!(EXEMPT.is_empty(), "an exempt path must prove its sender by itself; then say here how");
    let site = site();
    for headers in [&[][..], &[("sec-fetch-site", "same-origin")], &[("authorization", "Bearer tkn")]] {
        let _ = send_to(site.clone(), Method::POST, "/simpan", headers).await;
        let _ = send_to(site.clone(), Method::GET, "/simpan", headers).await;
        let (status, _) =
            send_to(site.clone(), Method::POST, "/simpan", &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a08_our_own_pages_and_reading_pass() {
    for site in ["same-origin", "none"] {
        assert_eq!(send(Method::POST, "/simpan", &[("sec-fetch-site", site)]).await.0, StatusCode::OK);
    }
    for method in [Method::GET, Method::HEAD] {
        assert_eq!(send(method, "/simpan", &[("sec-fetch-site", "cross-site")]).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn a08_a_refusal_says_what_to_do() {
    let headers = [("sec-fetch-site", "cross-site"), ("accept", "text/html"), ("accept-language", "en")];
    let (_, page) = send(Method::POST, "/simpan", &headers).await;
    assert!(page.contains("<html lang=\"en\"") && page.contains("Nothing has changed"), "{page}");
    let (_, page) = send(Method::POST, "/simpan", &headers[..2]).await;
    assert!(page.contains("<html lang=\"id\"") && page.contains("Tidak ada yang berubah"), "{page}");
    let (_, problem) = send(Method::POST, "/simpan", &headers[..1]).await;
    let problem: serde_json::Value = serde_json::from_str(&problem).expect("JSON");
    assert_eq!(problem["status"], 403);
}
