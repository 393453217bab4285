//! The list of bodies, the page of an office, its profile.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, TestApp};

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

#[tokio::test]
async fn everybody_finds_an_office() {
    let (_test, mut browser) = site().await;
    let page = browser.get("/badan").await;
    assert_eq!(page.find("h2")[0], "6 kantor");
    let page = browser.get("/badan?cari=katingan").await;
    assert_eq!(page.attributes("tbody a", "href"), ["/kabupaten-katingan"]);
    let page = browser.get("/badan?induk=kalimantan-tengah&tingkat=regency").await;
    assert_eq!(page.attributes("tbody a", "href"), ["/kabupaten-katingan", "/kota-palangka-raya"]);
    assert_eq!(page.attributes("main option[selected]", "value"), ["kalimantan-tengah", "regency"]);
    let page = browser.get("/badan?cari=%25&induk=tidak-ada").await;
    assert!(page.text().contains("Tidak ada kantor yang cocok."));
    let page = browser.get("/kabupaten-katingan").await;
    assert_eq!((page.status, page.one("h1").as_str()), (StatusCode::OK, "PPID Bawaslu Kabupaten Katingan"));
    assert!(!page.text().contains("/ubah"), "the way to the form is for those who may");
    assert!(browser.get("/kalimantan-tengah").await.text().contains("2 kantor di bawahnya"));
    for nothing in ["/tidak-ada", "/62.06", "/badan?sesudah=xyz", "/%2e%2e", "/.env"] {
        assert_eq!(browser.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
    let page = browser.get("/badan?bahasa=en").await;
    assert!(page.text().contains("Public bodies") && page.text().contains("6 offices"));
}

#[tokio::test]
async fn an_office_keeps_its_profile() {
    let (_test, mut browser) = site().await;
    assert_eq!(browser.get("/badan/kabupaten-katingan/ubah").await.status, StatusCode::SEE_OTHER);
    browser.sign_in("ppid.katingan").await;
    assert_eq!(browser.get("/badan/kota-palangka-raya/ubah").await.status, StatusCode::NOT_FOUND);
    let wrong = [("address", "Jl. \"A\" <b>"), ("hours", "pagi"), ("whatsapp", "12"), ("email", "x")];
    let page = browser.post("/badan/kabupaten-katingan/ubah", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#hours", "#whatsapp", "#email"]);
    assert_eq!(page.attributes("#hours", "value"), ["pagi"]);
    assert!(page.text().contains("Jl. &#34;A&#34; &#60;b&#62;"), "d08 typed text comes back escaped");
    let right = [
        ("address", "Jl. Tjilik Riwut 5\nKasongan"),
        ("hours", "senin-kamis 08.00-16.00; jumat 08.00-16.30"),
        ("whatsapp", "0812-3456-7890"),
        ("email", "ppid@katingan.example.id"),
    ];
    let page = browser.post("/badan/kabupaten-katingan/ubah", &right).await;
    assert_eq!(page.location(), Some("/kabupaten-katingan"));
    let page = browser.get("/kabupaten-katingan").await;
    let text = page.text();
    for part in [
        "Jl. Tjilik Riwut 5<br>Kasongan",
        "Senin–Kamis: 08.00–16.00 WIB<br>Jumat: 08.00–16.30 WIB",
        "https://wa.me/6281234567890",
        "+62 812-3456-7890",
        "mailto:ppid@katingan.example.id",
        "Profil tersimpan.",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[tokio::test]
async fn the_foot_of_every_page_leads_somewhere() {
    let (_test, mut browser) = site().await;
    for path in browser.get("/").await.attributes("footer a", "href") {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let english = browser.get(&format!("{path}?bahasa=en")).await;
        assert_ne!(page.one("h1"), english.one("h1"), "{path} has words of its own in each language");
        browser.get("/?bahasa=id").await;
    }
    assert!(browser.get("/privasi").await.text().contains("Pelindungan Data Pribadi"));
}
