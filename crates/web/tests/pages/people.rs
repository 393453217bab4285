//! Inviting people, setting a password, managing roles.

use axum::body::Body;
use domain::person::Role;
use http::{Request, StatusCode, header};
use testkit::{Browser, PASSWORD, Page, TestApp};

const NEW_PASSWORD: &str = "sungai Katingan meluap lagi";

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.person("admin.kalteng", Role::Administrator, "62").await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    test.person("ppid.tala", Role::Ppid, "63.01").await;
    let mut browser = new_browser(&test);
    browser.sign_in("admin.kalteng").await;
    (test, browser)
}

fn new_browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

/// The path of the page of a person in the list.
async fn path_of(browser: &mut Browser, words: &str) -> String {
    let list = browser.get(&format!("/pengguna?cari={words}")).await;
    list.attributes("tbody a", "href").remove(0)
}

fn local(link: &str) -> &str {
    link.strip_prefix("http://localhost:8080").expect("a13: the address of the configuration")
}

async fn invite(browser: &mut Browser, login: &str) -> Page {
    let fields =
        [("name", "Siti Aminah"), ("login", login), ("email", ""), ("role", "officer"), ("body", "62.06")];
    browser.post("/pengguna/undang", &fields).await
}

#[tokio::test]
async fn a_person_is_invited_and_comes_in() {
    let (test, mut admin) = site().await;
    let form = admin.get("/pengguna/undang").await;
    assert_eq!(form.attributes("select[name=body] option", "value"), ["62", "62.06", "62.71"]);
    let page = invite(&mut admin, "siti").await;
    assert_eq!(page.one("h1"), "Undangan untuk Siti Aminah sudah dibuat");
    let link = page.attributes("#link", "value").remove(0);
    let path = local(&link);

    let mut siti = new_browser(&test);
    let page = siti.get(path).await;
    assert_eq!((page.status, page.one("h1").as_str()), (StatusCode::OK, "Buat kata sandi Anda"));
    assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer", "a06");
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(page.attributes("input[name=password]", "autocomplete"), ["new-password"]);
    let page = siti.post(path, &[("password", "pendek"), ("repeated", "pendek")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Paling sedikit 15 karakter."));
    assert!(!page.text().contains("value=\"pendek\""), "a password is never sent back");
    let page = siti.post(path, &[("password", NEW_PASSWORD), ("repeated", "lain")]).await;
    assert!(page.text().contains("Kedua kata sandi tidak sama."));
    let page = siti.post(path, &[("password", NEW_PASSWORD), ("repeated", NEW_PASSWORD)]).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some("/masuk")));
    assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer");
    let page = siti.get("/masuk").await;
    assert!(page.text().contains("Kata sandi sudah dibuat."), "the message is shown");
    assert!(!siti.get("/masuk").await.text().contains("Kata sandi sudah dibuat."), "once");
    // a06, a14: a second time, by whomever.
    for mut browser in [siti.clone(), new_browser(&test)] {
        let page = browser.get(path).await;
        assert_eq!(
            (page.status, page.one("h1").as_str()),
            (StatusCode::NOT_FOUND, "Tautan ini sudah tidak berlaku")
        );
        assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer");
        let page = browser.post(path, &[("password", NEW_PASSWORD), ("repeated", NEW_PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let page = siti.post("/masuk", &[("login", "siti"), ("password", NEW_PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(siti.get("/akun").await.text().contains("Petugas, Bawaslu Kabupaten Katingan"));
}

#[tokio::test]
async fn a13_a_forged_host_does_not_get_into_a_link() {
    let (_test, mut admin) = site().await;
    let fields = "name=Siti&login=siti&email=&role=officer&body=62.06";
    let request = Request::post("/pengguna/undang")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::HOST, "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(fields))
        .expect("a request");
    let page = admin.send(request).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("evil.example"));
    assert!(page.attributes("#link", "value")[0].starts_with("http://localhost:8080/undangan/"));
}

#[tokio::test]
async fn a17_mistakes_keep_what_was_typed() {
    let (_test, mut admin) = site().await;
    assert_eq!(invite(&mut admin, "rnita").await.status, StatusCode::OK);
    let page = invite(&mut admin, "mita").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Terlalu mirip dengan nama yang sudah ada."));
    assert_eq!(page.attributes("#name", "value"), ["Siti Aminah"]);
    assert_eq!(page.attributes("#login", "value"), ["mita"]);
    assert_eq!(page.attributes("option[selected]", "value"), ["62.06"]);
    assert_eq!(page.attributes("input[type=radio][checked]", "value"), ["officer"]);
    let page = admin.post("/pengguna/undang", &[("name", ""), ("login", "")]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#name", "#login", "#role", "#body"]);
    let messages = page.find(".govuk-error-summary a");
    assert_eq!(
        messages[..2],
        ["Nama: Isian ini wajib diisi.", "Nama pengguna: Isian ini wajib diisi."],
        "each says which field"
    );
    assert!(
        page.one("#name-error").contains("Isian ini wajib diisi.")
            && !page.one("#name-error").contains("Nama")
    );
}

#[tokio::test]
async fn a02_a_role_taken_or_a_person_shut_out_counts_at_the_next_request() {
    let (test, mut admin) = site().await;
    let mut ppid = new_browser(&test);
    ppid.sign_in("ppid.katingan").await;
    assert_eq!(ppid.get("/badan/kabupaten-katingan/ubah").await.status, StatusCode::OK);
    let person = path_of(&mut admin, "ppid.katingan").await;
    let page = admin.post(&format!("{person}/peran"), &[("role", "officer"), ("body", "62.06")]).await;
    assert_eq!(page.location(), Some(person.as_str()));
    let page = admin.post(&format!("{person}/cabut"), &[("role", "ppid"), ("body", "62.06")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(ppid.get("/badan/kabupaten-katingan/ubah").await.status, StatusCode::NOT_FOUND);
    assert_eq!(ppid.get("/akun").await.status, StatusCode::OK);
    admin.post(&format!("{person}/nonaktif"), &[]).await;
    let page = ppid.get("/akun").await;
    assert_eq!(page.location(), Some("/masuk?next=%2Fakun"));
    let page = admin.get(&person).await;
    assert!(page.text().contains("Dinonaktifkan") && page.text().contains("Aktifkan kembali"));
}

#[tokio::test]
async fn z02_people_out_of_reach_do_not_exist() {
    let (test, mut admin) = site().await;
    let list = admin.get("/pengguna").await;
    assert!(list.text().contains("ppid.katingan") && !list.text().contains("ppid.tala"));
    let mut ri = new_browser(&test);
    test.person("admin.ri", Role::Administrator, "00").await;
    ri.sign_in("admin.ri").await;
    let tala = path_of(&mut ri, "ppid.tala").await;
    for path in ["", "/peran", "/cabut", "/nonaktif", "/aktif", "/tautan", "/keluarkan"] {
        let address = format!("{tala}{path}");
        let page = if path.is_empty() { admin.get(&address).await } else { admin.post(&address, &[]).await };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
    for address in [
        "/pengguna?badan=63",
        "/pengguna/undang?badan=63",
        "/pengguna?badan=00",
        "/pengguna/0",
        "/pengguna/-1",
    ] {
        assert_eq!(admin.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let mut ppid = new_browser(&test);
    ppid.sign_in("ppid.katingan").await;
    for address in ["/pengguna", "/pengguna/undang", tala.as_str()] {
        assert_eq!(ppid.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
        let mut nobody = new_browser(&test);
        assert_eq!(nobody.get(address).await.status, StatusCode::SEE_OTHER, "{address}");
    }
}

#[tokio::test]
async fn a15_an_administrator_ends_all_sessions_of_a_person() {
    let (test, mut admin) = site().await;
    let mut ppid = new_browser(&test);
    ppid.sign_in("ppid.katingan").await;
    let person = path_of(&mut admin, "ppid.katingan").await;
    assert!(admin.get(&person).await.text().contains("1 perangkat sedang masuk."));
    admin.post(&format!("{person}/keluarkan"), &[]).await;
    assert_eq!(ppid.get("/akun").await.status, StatusCode::SEE_OTHER);
    let page = admin.get(&person).await;
    assert!(page.text().contains("Tidak ada perangkat yang sedang masuk."));
    assert!(
        page.find(".tb-timeline__title").contains(&"Keluar dari semua perangkat".to_owned()),
        "it is logged"
    );
    let page = admin.post(&format!("{person}/tautan"), &[]).await;
    assert!(page.attributes("#link", "value")[0].contains("/sandi/"));
    let page = ppid.post("/masuk", &[("login", "ppid.katingan"), ("password", PASSWORD)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "the old password works until the link is used");
}
