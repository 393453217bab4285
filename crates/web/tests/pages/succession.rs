//! Saying who stands in the place of an office, and how its pages tell of it (W20).

use domain::person::Role;
use http::StatusCode;
use testkit::scene::ROUND;
use testkit::{Browser, TestApp};

const FORM: &str = "/badan/kabupaten-katingan/penerus";

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    test.body("62.15", "Kabupaten Katingan Hulu", Some("62")).await;
    test.body("62.16", "Kabupaten Katingan Hilir", Some("62")).await;
    test.announce(&round).await;
    test.person("admin.ri", Role::Administrator, "00").await;
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

#[tokio::test]
async fn w20_the_old_page_leads_to_the_successors_and_theirs_to_the_old_results() {
    let (_test, mut browser) = site().await;
    browser.sign_in("admin.ri").await;
    let page = browser.get("/kabupaten-katingan").await;
    assert!(page.text().contains(FORM), "the way to the form is for those who may");
    let wrong = [
        ("version", "0"),
        ("successors", "62.15\n99.99 <b>"),
        ("since", "31 2 2024"),
        ("ground", "UU <i>9</i>"),
    ];
    let page = browser.post(FORM, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#successors", "#since"]);
    assert!(page.text().contains("99.99 &#60;b&#62;"), "what was typed stays, escaped");
    assert_eq!(page.attributes("#since", "value"), ["31 2 2024"]);
    let right = [
        ("version", "0"),
        ("successors", "62.15\n62.16"),
        ("since", "1 7 2024"),
        ("ground", "UU Nomor 9 Tahun 2024"),
    ];
    let page = browser.post(FORM, &right).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some("/kabupaten-katingan")));
    let page = browser.post(FORM, &right).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "somebody else was faster: {}", page.text());

    let mut public = browser.clone();
    for path in ["/kabupaten-katingan".to_owned(), format!("/hasil/{ROUND}/kabupaten-katingan")] {
        let page = public.get(&path).await;
        let text = page.text();
        assert!(text.contains("Mulai 1 Juli 2024 kantor ini digantikan oleh:"), "{path}: {text}");
        assert!(text.contains("Dasar: UU Nomor 9 Tahun 2024"), "{path}");
        assert_eq!(
            page.attributes(".govuk-inset-text a", "href"),
            ["/kabupaten-katingan-hulu", "/kabupaten-katingan-hilir"],
            "{path}"
        );
    }
    let page = public.get("/kabupaten-katingan-hilir").await;
    assert!(page.find("h2").contains(&"Kantor sebelumnya".to_owned()));
    let links = page.attributes("main a", "href");
    for link in ["/kabupaten-katingan".to_owned(), format!("/hasil/{ROUND}/kabupaten-katingan")] {
        assert!(links.contains(&link), "{link} in {links:?}");
        assert_eq!(public.get(&link).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn w20_the_form_does_not_exist_for_others() {
    let (test, browser) = site().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    test.person("verifikator.kalteng", Role::Verifier, "62").await;
    test.person("ri.kendali", Role::Controller, "00").await;
    test.person("admin.kalsel", Role::Administrator, "63").await;
    for login in ["ppid.katingan", "verifikator.kalteng", "ri.kendali", "admin.kalsel"] {
        let mut browser = browser.clone();
        browser.sign_in(login).await;
        assert_eq!(browser.get(FORM).await.status, StatusCode::NOT_FOUND, "{login}");
        assert!(!browser.get("/kabupaten-katingan").await.text().contains("penerus"), "{login}");
        let sent = browser.post(FORM, &[("version", "0"), ("successors", "62.15")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login}");
    }
    let mut nobody = browser.clone();
    assert_eq!(nobody.get(FORM).await.status, StatusCode::SEE_OTHER);
}
