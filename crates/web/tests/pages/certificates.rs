//! Certificates, corrections, and the files of the recap.

use http::StatusCode;
use testkit::scene::ROUND;
use testkit::{Browser, TestApp};

use domain::person::Role;

async fn site() -> (TestApp, Browser, store::round::Round) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser, round)
}

async fn reference(test: &TestApp, body: &str) -> String {
    let mut conn = test.app.db().read().await.expect("a connection");
    let round = store::round::by_slug(&mut conn, ROUND).await.expect("a query").expect("the round");
    let all = store::certificate::of_body(&mut conn, round.id, body).await.expect("a query");
    all.into_iter().next().expect("a certificate").reference
}

const CONTROL: [&str; 5] = ["koreksi", "sertifikat", "rekap/perubahan", "rekap.xlsx", "rekap.csv"];

#[tokio::test]
async fn z08_pages_of_control_do_not_exist_for_others() {
    let (test, browser, round) = site().await;
    test.announce(&round).await;
    for (login, role, body) in [
        ("petugas.dua", Role::Officer, "62.06"),
        ("verifikator.kalteng", Role::Verifier, "62"),
        ("admin.ri", Role::Administrator, "00"),
        ("kendali.kalteng", Role::Controller, "62"),
    ] {
        test.person(login, role, body).await;
        let mut reader = browser.clone();
        reader.sign_in(login).await;
        for page in CONTROL {
            let address = format!("/nasional/{ROUND}/{page}");
            assert_eq!(reader.get(&address).await.status, StatusCode::NOT_FOUND, "{login} {page}");
        }
        let posted = reader.post(&format!("/nasional/{ROUND}/koreksi"), &[("share", "1")]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{login}");
    }
    let mut ri = browser.clone();
    ri.sign_in("ri.usul").await;
    for page in CONTROL {
        assert_eq!(ri.get(&format!("/nasional/{ROUND}/{page}")).await.status, StatusCode::OK, "{page}");
    }
}

#[tokio::test]
async fn w17_nothing_is_printed_or_checked_before_the_minute() {
    let (test, mut anybody, round) = site().await;
    for address in
        ["/s/S-24-0000-0000-0", "/s/x", "/s?nomor=S-24-0000-0000-0", "/hasil/monev-2024/lembar-pers.pdf"]
    {
        assert_eq!(anybody.get(address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    let page = anybody.get("/s?nomor=S-24-0000-0000-0").await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#nomor"], "it is read out");
    test.announce(&round).await;
    let own = reference(&test, "62.06").await;
    let page = anybody.get(&format!("/s?nomor={}", own.to_lowercase())).await;
    assert_eq!(page.location(), Some(format!("/s/{own}").as_str()));
    let page = anybody.get(&format!("/s/{own}")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Asli dan berlaku") && page.text().contains("Bawaslu Kabupaten Katingan"));
    assert_eq!(page.attributes("a[href$='sertifikat.pdf']", "href"), [format!("/s/{own}/sertifikat.pdf")]);
    for address in [format!("/s/{own}/sertifikat.pdf"), "/hasil/monev-2024/lembar-pers.pdf".to_owned()] {
        let page = anybody.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        assert_eq!(page.headers["content-type"], "application/pdf");
    }
    let letter = anybody.get(&format!("/s/{own}/rekomendasi.pdf")).await;
    assert_eq!(letter.status, StatusCode::SEE_OTHER, "whoever is not signed in is asked to");
    let page = anybody.get("/hasil/monev-2024/kabupaten-katingan").await;
    assert_eq!(page.attributes("a[href^='/s/']", "href"), [format!("/s/{own}")]);
    assert!(page.text().contains("Rekomendasi"));
}

#[tokio::test]
async fn w19_a_correction_from_the_form_to_the_old_certificate() {
    let (test, browser, round) = site().await;
    test.announce(&round).await;
    let old = reference(&test, "62.06").await;
    let (mut one, mut two, mut anybody) = (browser.clone(), browser.clone(), browser);
    one.sign_in("ri.usul").await;
    two.sign_in("ri.setuju").await;
    let address = format!("/nasional/{ROUND}/koreksi");
    let wrong = [("body", "62.06"), ("question", "A1"), ("share", "150%"), ("reason", "Foto <b>kedua</b>")];
    let page = one.post(&address, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("textarea[name=reason]"), "Foto <b>kedua</b>", "what was typed is kept");
    assert_eq!(page.attributes("select[name=body] option[selected]", "value"), ["62.06"]);
    let right = [("body", "62.06"), ("question", "A1"), ("share", "1/2"), ("reason", "Foto kedua terlewat")];
    assert_eq!(one.post(&address, &right).await.location(), Some(address.as_str()));
    assert!(one.get(&address).await.text().contains("Foto kedua terlewat"));

    let recap = format!("/nasional/{ROUND}/rekap");
    let page = one.get(&recap).await;
    assert!(page.text().contains("berbeda dari yang sudah diumumkan"), "{}", page.text());
    assert!(!page.text().contains("bergerak bersama verifikasi"), "the verification is long over");
    let later = test.app.now() + jiff::SignedDuration::from_hours(48);
    let local = jiff::tz::TimeZone::fixed(jiff::tz::offset(7)).to_datetime(later);
    let (date, time) = (local.date().to_string(), local.strftime("%H.%M").to_string());
    let mut form = vec![("publish_at", date.as_str()), ("publish_at.time", &time), ("decree", "13/KEP")];
    let page = one.post(&recap, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a correction says why");
    assert!(page.one(".govuk-error-summary li").starts_with("Alasan koreksi: "));
    form.push(("correction", "Foto kedua terlewat <i>"));
    assert_eq!(one.post(&recap, &form).await.location(), Some(recap.as_str()));
    let approve = two.get(&recap).await.attributes("form[action$=setuju]", "action").remove(0);
    let page = two.post(&approve, &[("password", testkit::PASSWORD)]).await;
    assert_eq!(page.location(), Some(recap.as_str()));
    test.clock.set(later + jiff::SignedDuration::from_mins(1));
    test.app.run_due_jobs().await.expect("the jobs");

    let page = anybody.get(&format!("/s/{old}")).await;
    assert!(page.text().contains("Tidak berlaku lagi") && page.text().contains("terlewat &#60;i&#62;"));
    let newer = page.attributes("main a[href^='/s/S-']", "href");
    assert_ne!(newer[0], format!("/s/{old}"), "{newer:?}");
    assert_eq!(anybody.get(&newer[0]).await.status, StatusCode::OK);
    for address in ["/hasil/monev-2024", "/hasil/monev-2024/kabupaten-katingan"] {
        let page = anybody.get(address).await;
        assert!(page.text().contains("koreksi ke-1"), "{address}: {}", page.text());
    }
}

#[tokio::test]
async fn which_categories_get_certificates_is_set_on_a_page() {
    let (test, browser, _) = site().await;
    let address = "/nasional/monev-2024/aturan-sertifikat";
    for (login, role, body) in
        [("ppid.katingan", Role::Ppid, "62.06"), ("verifikator.kalteng", Role::Verifier, "62")]
    {
        test.person(login, role, body).await;
        let mut other = browser.clone();
        other.sign_in(login).await;
        assert_eq!(other.get(address).await.status, StatusCode::NOT_FOUND, "{login}");
        let sent = other.post(address, &[("version", "1"), ("certificate.lowest", "")]).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login}");
    }
    test.person("ri.satu", Role::Controller, "00").await;
    let mut ri = browser.clone();
    ri.sign_in("ri.satu").await;
    let page = ri.get(address).await;
    assert_eq!(page.status, StatusCode::OK);
    let offered = page.attributes("select option", "value");
    assert!(offered.len() > 2, "{offered:?}");
    let version = page.attributes("input[name=version]", "value").remove(0);
    let wrong =
        [("version", version.as_str()), ("certificate.lowest", "tidak-ada"), ("reason", "Sesuai keputusan")];
    let page = ri.post(address, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("textarea", "name"), ["reason"]);
    assert_eq!(page.find("textarea"), ["Sesuai keputusan"], "what was typed is kept");
    let right =
        [("version", version.as_str()), ("certificate.lowest", offered[1].as_str()), ("reason", "Keputusan")];
    let page = ri.post(address, &right).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some("/nasional/monev-2024")));
    let page = ri.get(address).await;
    assert_eq!(page.attributes("option[selected]", "value"), [offered[1].as_str()]);
}
