//! What was found at sites, in pages.

use domain::person::Role;
use http::StatusCode;
use jiff::SignedDuration;
use testkit::{Browser, Site, TestApp};

const SITES: &str = "/nasional/monev-2024/situs";
const OWN: &str = "/saq/monev-2024/kabupaten-katingan/situs";

async fn browser(test: &TestApp, login: &str) -> Browser {
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    browser.sign_in(login).await;
    browser
}

#[tokio::test]
async fn a_finding_goes_from_the_walk_over_the_reply_to_the_decision() {
    let site = Site::start().await;
    site.show_page("/", "<html lang=id><title>PPID</title><a href=/dip>Daftar <b>Informasi</b> Publik</a>");
    site.show_page("/dip", "<a href='/mati?<script>'>Lampiran</a>");
    let test = TestApp::sqlite_looking(site.prober()).await;
    test.running_round().await;
    test.person("kendali.ri", Role::Controller, "00").await;
    test.person("ppid", Role::Ppid, "62.06").await;
    let mut ppid = browser(&test, "ppid").await;
    let address = site.url("/");
    // The profile takes addresses of the web alone.
    let page = ppid.post("/badan/kabupaten-katingan/ubah", &[("site", "katingan")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = ppid.post("/badan/kabupaten-katingan/ubah", &[("site", &address)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let mut ri = browser(&test, "kendali.ri").await;
    // Rules: one page a line.
    let path = format!("{SITES}/aturan");
    let version = ri.get(&path).await.attributes("input[name=version]", "value").remove(0);
    let mut fields = vec![
        ("version", version.as_str()),
        ("site.pages", "dip | Daftar informasi publik"),
        ("site.links", "10"),
        ("site.component", ""),
        ("reason", "Daftar baru"),
    ];
    let page = ri.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("#site\\.pages"), "dip | Daftar informasi publik", "everything typed stays");
    fields[1].1 = "dip | Daftar informasi publik | daftar informasi publik\nmaklumat | Maklumat | maklumat";
    assert_eq!(ri.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    // A walk, and another one at another time.
    assert_eq!(ri.post(SITES, &[]).await.status, StatusCode::SEE_OTHER);
    test.app.run_due_jobs().await.expect("the jobs");
    test.clock.advance(SignedDuration::from_hours(6));
    test.app.run_due_jobs().await.expect("the jobs");
    let mut ri = browser(&test, "kendali.ri").await;
    let office = format!("{SITES}/kantor/62.06");
    let page = ri.get(&office).await;
    let text = page.text();
    assert!(text.contains("Halaman wajib tidak ada: Maklumat") && text.contains("Tautan mati"), "{text}");
    assert!(text.contains("SHA-256") && text.contains("Status 404"), "{text}");
    assert!(!text.contains("<script>'"), "{text}");
    // The office replies; an empty reply is told at its field.
    let mut ppid = browser(&test, "ppid").await;
    let page = ppid.get(OWN).await;
    let forms = page.attributes("form[action*='/situs/']", "action");
    let version = page.attributes("form[action*='/situs/'] input[name=version]", "value").remove(0);
    let empty = ppid.post(&forms[0], &[("version", &version), ("reply", " ")]).await;
    assert_eq!(
        (empty.status, empty.find(".govuk-error-message").len()),
        (StatusCode::UNPROCESSABLE_ENTITY, 1)
    );
    let stale = ppid.post(&forms[0], &[("version", "1"), ("reply", "Sudah diperbaiki")]).await;
    assert!(stale.text().contains("Sudah diperbaiki") && stale.status == StatusCode::UNPROCESSABLE_ENTITY);
    let sent = ppid.post(&forms[0], &[("version", &version), ("reply", "Sudah diperbaiki")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    // A person decides, with a reason.
    let page = ri.get(&office).await;
    assert!(page.text().contains("Sudah diperbaiki"));
    let form = page.attributes("form[action*='/kantor/62.06/']", "action").remove(0);
    let version = page.attributes("form[action*='/kantor/62.06/'] input[name=version]", "value").remove(0);
    let page = ri.post(&form, &[("version", &version), ("do", "confirm"), ("reason", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = ri.post(&form, &[("version", &version), ("do", "confirm"), ("reason", "Dua kali")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert!(ri.get(&office).await.text().contains("Dikonfirmasi"));
    // Nobody else.
    for (login, role, body) in
        [("petugas.lain", Role::Officer, "62.71"), ("verifikator", Role::Verifier, "62")]
    {
        test.person(login, role, body).await;
        let mut other = browser(&test, login).await;
        for path in [SITES, &path, &office, OWN] {
            assert_eq!(other.get(path).await.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
        for path in [SITES, &path, &office, &form, &forms[0]] {
            let fields = [("do", "dismiss"), ("reason", "x"), ("version", "1"), ("reply", "x")];
            assert_eq!(other.post(path, &fields).await.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
    }
}
