//! Signing in and out.

use http::StatusCode;
use testkit::{Browser, PASSWORD, TestApp};

use domain::person::Role;

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

#[tokio::test]
async fn a_person_signs_in_and_out() {
    let (_test, mut browser) = site().await;
    let page = browser.get("/masuk?next=/akun").await;
    assert_eq!(page.one("h1"), "Masuk");
    let fields = [("login", "ppid.katingan"), ("password", PASSWORD), ("next", "/akun")];
    let page = browser.post("/masuk", &fields).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some("/akun")));
    let page = browser.get("/tidak-ada").await;
    assert!(page.text().contains("ppid.katingan"), "the header names who is signed in");
    let page = browser.post("/keluar", &[]).await;
    assert_eq!(page.location(), Some("/"));
    assert_eq!(browser.cookie("s"), None);
}

#[tokio::test]
async fn a01_a_planted_session_is_worth_nothing() {
    let (_test, mut browser) = site().await;
    browser.set_cookie("s", "ditanam-penyerang");
    browser.sign_in("ppid.katingan").await;
    let mine = browser.cookie("s").map(str::to_owned);
    assert_ne!(mine.as_deref(), Some("ditanam-penyerang"));
    browser.set_cookie("s", "ditanam-penyerang");
    let page = browser.get("/masuk").await;
    assert_eq!(page.one("h1"), "Masuk", "the planted secret signs nobody in");
}

#[tokio::test]
async fn a05_a_wrong_name_and_a_wrong_password_look_the_same() {
    let (_test, mut browser) = site().await;
    let mut answers = Vec::new();
    for login in ["ppid.katingan", "tidak.ada.orang"] {
        let page = browser.post("/masuk", &[("login", login), ("password", "bukan ini kata sandinya")]).await;
        answers.push((page.status, page.text().replace(login, "X")));
    }
    assert_eq!(answers[0].0, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(answers[0], answers[1]);
    assert!(answers[0].1.contains("Kesalahan: Masuk"), "the title says that there is a mistake");
}

async fn signed_in() -> (TestApp, Browser) {
    let (test, mut browser) = site().await;
    browser.sign_in("ppid.katingan").await;
    (test, browser)
}

#[tokio::test]
async fn a05_a_forgotten_password_is_answered_alike_for_everybody() {
    let (test, mut browser) = site().await;
    let mut answers = Vec::new();
    for login in ["ppid.katingan", "tidak.ada.orang"] {
        let page = browser.post("/lupa", &[("login", login)]).await;
        answers.push((page.status, page.text()));
    }
    assert_eq!(answers[0].0, StatusCode::OK);
    assert_eq!(answers[0], answers[1]);
    assert!(test.mail.lock().expect("the mail").is_empty());
    let page = browser.post("/lupa", &[("login", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..9 {
        assert_eq!(browser.post("/lupa", &[("login", "tidak.ada.orang")]).await.status, StatusCode::OK);
    }
    let page = browser.post("/lupa", &[("login", "tidak.ada.orang")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.headers["retry-after"], "90");
}

#[tokio::test]
async fn a03_too_many_tries_say_when_to_come_back() {
    let (test, mut browser) = site().await;
    let wrong = [("login", "ppid.katingan"), ("password", "bukan ini kata sandinya")];
    for _ in 0..10 {
        assert_eq!(browser.post("/masuk", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = browser.post("/masuk", &wrong).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.headers["retry-after"], "90");
    test.clock.advance(jiff::SignedDuration::from_secs(90));
    browser.sign_in("ppid.katingan").await;
}

#[tokio::test]
async fn a08_another_site_cannot_sign_in_out_or_change() {
    let (_test, mut browser) = signed_in().await;
    for path in
        ["/masuk", "/keluar", "/akun", "/akun/sandi", "/akun/token", "/akun/keluar-semua", "/pengguna/undang"]
    {
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("x-nothing", "x")]
        {
            let request = http::Request::post(path)
                .header(http::header::CONTENT_TYPE, "text/plain")
                .header(http::header::HOST, "localhost:8080")
                .header(name, value);
            let page = browser.send(request.body(axum::body::Body::from("a=b")).expect("a request")).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {name}");
        }
    }
    assert_eq!(browser.get("/akun").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn a10_cookies_have_their_flags() {
    let (test, mut browser) = site().await;
    let fields = [("login", "ppid.katingan"), ("password", PASSWORD)];
    let page = browser.post("/masuk", &fields).await;
    let cookie = page.headers[http::header::SET_COOKIE].to_str().expect("text").to_owned();
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(flag), "{flag} in {cookie}");
    }
    assert!(!cookie.contains("Domain") && !cookie.contains("Max-Age"), "{cookie}");
    // On https: `headers::tests::cookies_are_bound_to_the_host_on_https`. A second value from a sibling host:
    let mine = browser.cookie("s").expect("a session").to_owned();
    let request = http::Request::get("/akun").header(http::header::COOKIE, format!("s=lain; s={mine}"));
    let mut fresh = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    let page = fresh.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "a tossed cookie signs nobody in");
}

#[tokio::test]
async fn a12_nothing_is_left_in_the_browser() {
    let (_test, mut browser) = signed_in().await;
    for path in ["/akun", "/akun/sandi", "/akun/token", "/badan/kabupaten-katingan/ubah", "/masuk"] {
        let page = browser.get(path).await;
        assert_eq!(page.headers[http::header::CACHE_CONTROL], "no-store", "{path}");
    }
    let page = browser.post("/keluar", &[]).await;
    assert_eq!(page.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert_eq!(browser.get("/akun").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a15_a_person_ends_sessions() {
    let (test, mut browser) = signed_in().await;
    let mut second = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    second.sign_in("ppid.katingan").await;
    let page = browser.get("/akun").await;
    assert!(page.text().contains("perangkat ini"));
    let end = page.attributes("form[action^='/akun/sesi/']", "action");
    assert_eq!(end.len(), 1, "the own one is ended by signing out");
    assert_eq!(browser.post(&end[0], &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(second.get("/akun").await.status, StatusCode::SEE_OTHER);
    second.sign_in("ppid.katingan").await;
    let page = browser.post("/akun/keluar-semua", &[]).await;
    assert_eq!(page.headers["clear-site-data"], "\"cache\", \"storage\"");
    for browser in [&mut browser, &mut second] {
        assert_eq!(browser.get("/akun").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_person_changes_profile_and_password_and_makes_a_token() {
    let (test, mut browser) = signed_in().await;
    let page = browser.post("/akun", &[("name", " "), ("email", "bukan"), ("language", "xx")]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#name", "#email", "#language"]);
    assert_eq!(page.attributes("#email", "value"), ["bukan"]);
    let page = browser.post("/akun", &[("name", "Siti"), ("email", ""), ("language", "en")]).await;
    assert_eq!(page.location(), Some("/akun"));
    let page = browser.get("/akun").await;
    assert!(page.text().contains("Signed in as Siti") && page.text().contains("Profile saved."));
    browser.post("/akun", &[("name", "Siti"), ("email", ""), ("language", "id")]).await;
    let new = "sungai Katingan meluap lagi";
    let page = browser.post("/akun/sandi", &[("old", "salah"), ("password", new), ("repeated", new)]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#old"]);
    let page = browser.post("/akun/sandi", &[("old", PASSWORD), ("password", new), ("repeated", new)]).await;
    assert_eq!(page.location(), Some("/akun"));
    let page = browser.post("/akun/token", &[("name", ""), ("days", "400")]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#name", "#scopes", "#days"]);
    let page = browser.post("/akun/token", &[("name", "Sinkron"), ("scopes", "read"), ("days", "30")]).await;
    let token = page.attributes("#value", "value").remove(0);
    assert!(test.app.authenticate_token(&token.clone().into()).await.expect("a query").is_some());
    let page = browser.get("/akun/token").await;
    assert!(page.text().contains("Sinkron") && !page.text().contains(&token), "shown once");
    let revoke = page.attributes("form[action^='/akun/token/']", "action").remove(0);
    browser.post(&revoke, &[]).await;
    assert!(test.app.authenticate_token(&token.into()).await.expect("a query").is_none());
}

#[tokio::test]
async fn a18_a_megabyte_of_password_is_refused_like_any_other() {
    let (_test, mut browser) = site().await;
    let long = "x".repeat(1_000_000);
    for password in [long.as_str(), "kuda 😀 betul", "nol\0nol"] {
        let page = browser.post("/masuk", &[("login", "ppid.katingan"), ("password", password)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("Nama pengguna atau kata sandi salah."));
    }
}
