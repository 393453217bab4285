use axum::body::Body;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse as _;
use axum::routing::get;
use tower::ServiceExt as _;

use super::*;

async fn answer(https: bool, files: Option<&str>, response: fn() -> Response) -> Response {
    let policy = HeaderPolicy::new(https, files).expect("a policy");
    let router: Router = Router::new()
        .route("/", get(move || async move { response() }))
        .layer(from_fn_with_state(policy, secure));
    router.oneshot(Request::get("/").body(Body::empty()).expect("a request")).await.expect("an answer")
}

fn plain() -> Response {
    "page".into_response()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().expect("text"))
}

#[tokio::test]
async fn a_page_carries_every_header() {
    let response = answer(true, None, plain).await;
    let csp = header(&response, "content-security-policy");
    assert!(csp.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{csp}");
    for part in ["form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"] {
        assert!(csp.contains(part), "{csp}");
    }
    assert!(!csp.contains("unsafe"), "{csp}");
    assert_eq!(header(&response, "strict-transport-security"), "max-age=63072000; includeSubDomains");
    assert_eq!(header(&response, "x-content-type-options"), "nosniff");
    assert_eq!(header(&response, "referrer-policy"), "same-origin");
    assert_eq!(header(&response, "cross-origin-opener-policy"), "same-origin");
    assert_eq!(header(&response, "cross-origin-resource-policy"), "same-origin");
    assert!(header(&response, "permissions-policy").starts_with("camera=(), microphone=(), geolocation=()"));
    assert_eq!(header(&response, "cache-control"), "no-store");
    assert_eq!(header(&response, "reporting-endpoints"), "csp=\"/csp-report\"");
}

#[tokio::test]
async fn only_a_page_that_says_so_may_ask_for_camera_and_place() {
    let response = answer(true, None, || {
        let mut response = plain();
        response.extensions_mut().insert(Exposure::PageWithCamera);
        response
    })
    .await;
    let allowed = header(&response, "permissions-policy");
    assert!(allowed.starts_with("camera=(self), microphone=(), geolocation=(self), payment=()"), "{allowed}");
    let page = answer(true, None, plain).await;
    let same = "content-security-policy";
    assert_eq!(header(&response, same), header(&page, same), "and nothing else more than any page");
}

#[tokio::test]
async fn plain_http_is_not_told_to_use_https() {
    let response = answer(false, None, plain).await;
    assert_eq!(header(&response, "strict-transport-security"), "");
}

#[tokio::test]
async fn a_public_page_keeps_its_own_caching() {
    let response =
        answer(true, None, || ([("cache-control", "public, max-age=60")], "page").into_response()).await;
    assert_eq!(header(&response, "cache-control"), "public, max-age=60");
}

#[tokio::test]
async fn evidence_runs_nothing_and_is_stored_nowhere() {
    let response = answer(true, Some("https://files.example.id"), || {
        let mut response = ([("cache-control", "public")], "file").into_response();
        response.extensions_mut().insert(Exposure::Evidence);
        response
    })
    .await;
    let csp = header(&response, "content-security-policy");
    assert_eq!(csp, "sandbox; default-src 'none'; frame-ancestors 'self'");
    assert_eq!(header(&response, "cross-origin-resource-policy"), "same-site");
    assert_eq!(header(&response, "cache-control"), "private, no-store");
}

#[tokio::test]
async fn a09_no_page_is_shown_in_a_frame_and_none_holds_any() {
    let page = answer(true, Some("https://files.example.id"), plain).await;
    let csp = header(&page, "content-security-policy");
    assert!(csp.contains("frame-ancestors 'none'"), "{csp}");
    assert!(csp.contains("img-src 'self' https://files.example.id;") && !csp.contains("frame-src"), "{csp}");
}

#[test]
fn an_origin_cannot_add_to_the_policy() {
    for bad in
        ["https://a b", "https://a; script-src *", "files.example.id", "https://", "https://a/path", "data:"]
    {
        let error = HeaderPolicy::new(true, Some(bad)).expect_err(bad);
        assert_eq!(error, HeaderPolicyError::FilesOrigin(bad.to_owned()));
    }
}

#[tokio::test]
async fn reports_are_taken_up_to_a_size() {
    let send = |size: usize| {
        let request = Request::post(REPORT_PATH).body(Body::from(vec![b'x'; size])).expect("a request");
        report_routes::<()>().oneshot(request)
    };
    assert_eq!(send(100).await.expect("an answer").status(), StatusCode::NO_CONTENT);
    assert_eq!(send(20_000).await.expect("an answer").status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn cookies_are_bound_to_the_host_on_https() {
    let cookie = Cookies::new(true).make("s", "v").to_string();
    assert_eq!(cookie, "__Host-s=v; HttpOnly; SameSite=Lax; Secure; Path=/");
    let cookie = Cookies::new(false).make("s", "v").to_string();
    assert_eq!(cookie, "s=v; HttpOnly; SameSite=Lax; Path=/");
    assert!(Cookies::new(true).forget("s").to_string().contains("Max-Age=0"));
}

#[test]
fn a_cookie_that_was_planted_beside_ours_is_not_believed() {
    let read = |value: &'static str| {
        let mut headers = http::HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static(value));
        Cookies::new(true).read(&headers, "s").map(str::to_owned)
    };
    assert_eq!(read("a=1; __Host-s=v; b=2"), Some("v".to_owned()));
    assert_eq!(read("s=v"), None);
    assert_eq!(read("__Host-s=v; __Host-s=w"), None);
    assert_eq!(read("__Host-s=v; __Host-s=v"), Some("v".to_owned()));
}
