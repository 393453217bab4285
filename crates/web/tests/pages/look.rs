//! The look of an office's site, reading aids, and its own host name.

use axum::body::Body;
use domain::person::Role;
use http::{Request, StatusCode};
use testkit::{Browser, Page, TestApp};

const FORM: &str = "/meja/kabupaten-katingan/tampilan";
const SITE: &str = "/kabupaten-katingan";
const HOST: &str = "ppid.katingan.bawaslu.go.id";

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    for (login, role, body) in [
        ("ppid.katingan", Role::Ppid, "62.06"),
        ("petugas.palangka", Role::Officer, "62.71"),
        ("admin.kalteng", Role::Administrator, "62"),
        ("admin.ri", Role::Administrator, "00"),
    ] {
        test.person(login, role, body).await;
    }
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

const LOOK: [(&str, &str); 5] = [
    ("version", "0"),
    ("header", "#7a1f2b"),
    ("accent", "#1d4e89"),
    ("footer", "Jalan <b>Cristopel</b> Mihing"),
    ("links", "https://www.instagram.com/bawaslu_katingan"),
];

#[tokio::test]
async fn colours_logo_and_foot_stand_on_every_page_of_the_office_and_no_other() {
    let (_test, mut browser) = site().await;
    let mut anybody = browser.clone();
    browser.sign_in("ppid.katingan").await;
    let page = browser.upload(FORM, &LOOK, &[("logo", "logo.png", super::saq::PNG)]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some(FORM)), "{}", page.text());
    for address in [SITE, "/kabupaten-katingan/informasi", "/kabupaten-katingan/maklumat"] {
        let page = anybody.get(address).await;
        let styles = page.attributes("link[href*='/tampilan/']", "href");
        assert_eq!(styles.len(), 1, "{address}");
        let sheet = anybody.get(&styles[0]).await;
        assert_eq!(sheet.headers["content-type"], "text/css; charset=utf-8");
        assert!(sheet.headers["cache-control"].to_str().unwrap_or("").contains("immutable"));
        assert!(sheet.text().starts_with(":root{--tb-header:#7a1f2b;--tb-brand:#1d4e89"), "{}", sheet.text());
        let logo = page.attributes("header img", "src").remove(0);
        let logo = anybody.get(&logo).await;
        assert_eq!(
            (logo.status, &logo.headers["content-type"]),
            (StatusCode::OK, &"image/jpeg".parse().unwrap())
        );
        assert!(page.text().contains("Jalan &#60;b&#62;Cristopel"), "z08 {address}");
        assert_eq!(page.find("footer .tb-foot a[rel=noreferrer]"), ["Instagram"]);
        assert_eq!(page.attributes("meta[property='og:title']", "content"), ["Bawaslu Kabupaten Katingan"]);
        let picture = page.attributes("meta[property='og:image']", "content").remove(0);
        let path = picture.strip_prefix("http://localhost:8080").expect("the platform's address").to_owned();
        let drawn = anybody.get(&path).await;
        assert_eq!(
            (drawn.status, &drawn.headers["content-type"]),
            (StatusCode::OK, &"image/png".parse().unwrap())
        );
        let forged = path.replace(".png", "0.png");
        assert_eq!(anybody.get(&forged).await.status, StatusCode::NOT_FOUND, "nothing else is drawn");
    }
    for address in ["/", "/kota-palangka-raya", FORM] {
        let page = browser.get(address).await;
        assert_eq!(page.attributes("link[href*='/tampilan/']", "href"), Vec::<String>::new(), "{address}");
    }
    let old = "/kabupaten-katingan/tampilan/000000000000.css";
    let page = anybody.get(old).await;
    assert_eq!(page.status, StatusCode::TEMPORARY_REDIRECT, "a page that a browser has kept");
    for nothing in ["logo-000000000000.jpg", "logo-.jpg", "x.css.map", "situs-id-0.png", "x"] {
        let page = anybody.get(&format!("/kabupaten-katingan/tampilan/{nothing}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn a_colour_that_cannot_be_read_is_refused_with_one_that_can() {
    let (_test, mut browser) = site().await;
    browser.sign_in("ppid.katingan").await;
    let mut sent = LOOK;
    sent[1].1 = "#ff8800";
    sent[4].1 = "http://example.id";
    let page = browser.upload(FORM, &sent, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#header", "#links"]);
    let message = page.one("#header-error");
    assert!(message.contains("2,39 : 1"), "{message}");
    let nearest = message.rsplit('#').next().map(|rest| format!("#{}", &rest[..6])).expect("a colour");
    assert_eq!(page.attributes("#header", "value"), ["#ff8800"]);
    assert!(page.find("#footer")[0].contains("<b>Cristopel</b>"), "everything typed is kept");
    sent[1].1 = &nearest;
    sent[4].1 = "";
    assert_eq!(browser.upload(FORM, &sent, &[]).await.status, StatusCode::SEE_OTHER, "{nearest}");
    let page = browser.upload(FORM, &LOOK, &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "made on sight of nothing");
    assert_eq!(page.attributes("#header", "value"), ["#7a1f2b"]);
    assert_eq!(page.attributes("input[name=version]", "value"), ["1"]);
    let svg: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let mut sent = LOOK;
    sent[0].1 = "1";
    let page = browser.upload(FORM, &sent, &[("logo", "logo.svg", svg)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#logo"]);
    let page = browser.post(FORM, &LOOK).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "no form with files");
    browser.sign_in("petugas.palangka").await;
    assert_eq!(browser.get(FORM).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.upload(FORM, &LOOK, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn reading_aids_work_by_a_plain_form_and_hold_on_every_page() {
    let (test, mut browser) = site().await;
    let page = browser.get(SITE).await;
    assert_eq!(page.attributes("html", "class"), ["govuk-template"]);
    assert_eq!(page.attributes(".tb-aids select", "name"), ["ukuran", "kontras", "jarak"]);
    let back = page.attributes(".tb-aids input[name=kembali]", "value");
    assert_eq!(back, [SITE]);
    let sent = [("ukuran", "2"), ("kontras", "1"), ("jarak", "0"), ("kembali", SITE)];
    let page = browser.post("/baca", &sent).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some(SITE)));
    for address in [SITE, "/", "/masuk", "/hasil", "/tidak-ada"] {
        let page = browser.get(address).await;
        assert_eq!(page.attributes("html", "class"), ["govuk-template tb-size-2 tb-contrast"], "{address}");
        assert_eq!(page.attributes(".tb-aids option[selected]", "value"), ["2", "1", "0"], "{address}");
    }
    let mut other = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    assert_eq!(other.get("/").await.attributes("html", "class"), ["govuk-template"], "nobody else's page");
    for away in ["https://evil.id", "//evil.id", "/\\evil.id", ""] {
        let page = browser
            .post("/baca", &[("ukuran", "0"), ("kontras", "0"), ("jarak", "0"), ("kembali", away)])
            .await;
        assert_eq!(page.location(), Some("/"), "z14 {away}");
    }
    assert_eq!(browser.get("/").await.attributes("html", "class"), ["govuk-template"], "undone");
    browser.set_cookie("baca", "9\"><script>");
    assert_eq!(browser.get("/").await.attributes("html", "class"), ["govuk-template"]);
}

async fn at(browser: &mut Browser, host: &str, path: &str) -> Page {
    let request = Request::get(path).header("host", host).header("accept-encoding", "gzip, br");
    browser.send(request.body(Body::empty()).expect("a request")).await
}

async fn plainly(browser: &mut Browser, host: &str, path: &str) -> Page {
    browser.send(Request::get(path).header("host", host).body(Body::empty()).expect("a request")).await
}

async fn with_host(browser: &mut Browser) {
    browser.sign_in("admin.ri").await;
    let page = browser.post("/badan/kabupaten-katingan/host", &[("host", HOST)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
}

#[tokio::test]
async fn under_its_host_an_office_has_its_site_and_nothing_else() {
    let (_test, mut browser) = site().await;
    let mut anybody = browser.clone();
    with_host(&mut browser).await;
    let page = plainly(&mut anybody, HOST, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.one("h1").contains("Katingan"));
    assert_eq!(page.attributes("link[rel=canonical]", "href"), [format!("http://{HOST}")]);
    let links = page.attributes("a[href]", "href");
    assert!(links.iter().all(|link| !link.contains("kabupaten-katingan")), "{links:?}");
    assert!(links.contains(&"/informasi".to_owned()) && links.contains(&"/maklumat".to_owned()), "{links:?}");
    assert!(page.find(".tb-header__tools > a").is_empty(), "nobody signs in here");
    for path in ["/informasi", "/maklumat", "/permohonan", "/informasi.json", "/sitemap.xml", "/robots.txt"] {
        assert_eq!(plainly(&mut anybody, HOST, path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(plainly(&mut anybody, HOST, "/cari?q=laporan").await.status, StatusCode::OK);
    assert_eq!(
        plainly(&mut anybody, &format!("{}:443", HOST.to_uppercase()), "/maklumat").await.status,
        StatusCode::OK
    );
    let page = plainly(&mut anybody, HOST, "/kabupaten-katingan/informasi?kelas=berkala").await;
    assert_eq!(
        (page.status, page.location()),
        (StatusCode::PERMANENT_REDIRECT, Some("/informasi?kelas=berkala"))
    );
    for (path, to) in [
        ("/masuk", "http://localhost:8080/masuk"),
        ("/meja/kabupaten-katingan", "http://localhost:8080/meja/kabupaten-katingan"),
        ("/hasil?x=1", "http://localhost:8080/hasil?x=1"),
        ("/kota-palangka-raya", "http://localhost:8080/kota-palangka-raya"),
        ("/api/v1/bodies", "http://localhost:8080/api/v1/bodies"),
    ] {
        let page = plainly(&mut anybody, HOST, path).await;
        assert_eq!((page.status, page.location()), (StatusCode::TEMPORARY_REDIRECT, Some(to)), "{path}");
    }
    assert_eq!(plainly(&mut anybody, HOST, "/tidak-ada").await.status, StatusCode::NOT_FOUND);
    let packed = at(&mut anybody, HOST, "/maklumat").await;
    assert!(packed.headers.contains_key("content-encoding"), "packed all the same");
}

#[tokio::test]
async fn z14_a_host_that_nobody_set_is_the_platform_and_a_session_counts_on_the_platform_alone() {
    let (_test, mut browser) = site().await;
    with_host(&mut browser).await;
    // The administrator's own cookie, sent to the host of the office.
    let page = plainly(&mut browser, HOST, "/").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("admin.ri"), "nobody is signed in under this host");
    let request = Request::post("/masuk").header("host", HOST).header("sec-fetch-site", "same-origin");
    let page = browser.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND, "no sign-in");
    for host in ["evil.example.id", "localhost:8080", "", "ppid.katingan.bawaslu.go.id.evil.id", "a b"] {
        let page = plainly(&mut browser, host, SITE).await;
        assert_eq!(page.status, StatusCode::OK, "{host}");
        assert_eq!(
            page.attributes("link[rel=canonical]", "href"),
            ["http://localhost:8080/kabupaten-katingan"],
            "{host}"
        );
        assert!(!page.text().contains("evil"), "{host}");
    }
    let request = Request::get(SITE).header("host", "localhost:8080").header("x-forwarded-host", HOST);
    let page = browser.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(page.attributes("link[rel=canonical]", "href"), ["http://localhost:8080/kabupaten-katingan"]);
    browser.sign_in("admin.kalteng").await;
    assert_eq!(browser.get("/badan/kabupaten-katingan/host").await.status, StatusCode::NOT_FOUND);
    let page = browser.post("/badan/kabupaten-katingan/host", &[("host", "evil.example.org")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    browser.sign_in("admin.ri").await;
    let page = browser.post("/badan/kota-palangka-raya/host", &[("host", HOST)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#host", "value"), [HOST]);
    assert!(page.one("#host-error").contains("Sudah dipakai"));
}
