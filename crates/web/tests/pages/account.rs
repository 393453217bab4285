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
