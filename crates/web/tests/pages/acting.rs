//! An administrator acts for somebody, to help.

use domain::person::Role;
use http::StatusCode;
use jiff::SignedDuration;
use testkit::{Browser, TestApp};

use super::saq::{HOME, at, base, browser};

/// A round that is being filled; an administrator of the province and the officer who needs help.
async fn scene() -> (TestApp, Browser, String) {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    test.person("admin.kalteng", Role::Administrator, "62").await;
    let officer = test.person("petugas", Role::Officer, "62.06").await;
    let browser = browser(&test, "admin.kalteng").await;
    let act = format!("/pengguna/{}/bertindak", officer.person);
    (test, browser, act)
}

#[tokio::test]
async fn z11_acting_has_a_banner_a_reason_a_time_limit_and_a_log_with_both_names() {
    let (test, mut admin, act) = scene().await;
    let page = admin.post(&act, &[("acting_reason", " ")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is needed");
    assert!(page.one(".govuk-error-summary li").starts_with("Alasan membantu: "), "{}", page.text());
    assert_eq!(admin.get(HOME).await.status, StatusCode::NOT_FOUND, "an administrator fills nothing");
    assert_eq!(admin.post(&act, &[("acting_reason", "Tiket 17")]).await.status, StatusCode::SEE_OTHER);
    for path in ["/saq", HOME, &at("A1"), "/hasil", "/badan", "/akun", "/tidak-ada"] {
        let page = admin.get(path).await;
        assert!(page.find("#bertindak").len() == 1, "{path} has no banner");
        assert!(page.one("#bertindak").contains("admin.kalteng"), "{path}");
    }
    let page = admin.get(&at("A1")).await;
    let saved = admin.post(&at("A1"), &[("base", &base(&page)), ("options", "a"), ("do", "stay")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let page = admin.get(&at("A1")).await;
    let history = page.one("#riwayat");
    assert!(history.contains("petugas (officer) (admin.kalteng (administrator))"), "both names: {history}");

    test.clock.advance(SignedDuration::from_mins(30));
    assert_eq!(admin.get(HOME).await.status, StatusCode::NOT_FOUND, "half an hour is over");
    assert!(admin.get("/pengguna").await.find("#bertindak").is_empty());
    let page = admin.get(act.trim_end_matches("/bertindak")).await;
    assert!(page.text().contains("Administrator mulai bertindak"), "{}", page.text());
    assert!(page.text().contains("Administrator selesai bertindak"));

    admin.post(&act, &[("acting_reason", "Tiket 18")]).await;
    assert_eq!(admin.post("/bertindak/selesai", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.get(HOME).await.status, StatusCode::NOT_FOUND, "it ends at once");
    assert_eq!(admin.post("/bertindak/selesai", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn z11_nothing_is_judged_signed_sent_or_taken_over_by_acting() {
    let (test, mut admin, act) = scene().await;
    let officer = act.clone();
    let ppid = test.person("ppid", Role::Ppid, "62.06").await.person;
    let leader = test.person("pimpinan", Role::Leader, "62.06").await.person;
    for (person, steps) in
        [(ppid, &["/persetujuan", "/kirim", "/buka-kembali"][..]), (leader, &["/pengesahan"][..])]
    {
        let page = admin.post(&format!("/pengguna/{person}/bertindak"), &[("acting_reason", "bantu")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        for step in steps {
            let page = admin.post(&format!("{HOME}{step}"), &[("kekurangan", "ya")]).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{step}");
        }
        for (path, fields) in [
            (
                "/akun/sandi",
                &[
                    ("old", testkit::app::PASSWORD),
                    ("password", "sungai rawa gambut luas"),
                    ("repeated", "sungai rawa gambut luas"),
                ][..],
            ),
            ("/akun/token", &[("name", "x"), ("scopes", "read"), ("days", "1")][..]),
            ("/akun", &[("name", "Orang lain"), ("email", "")][..]),
            (officer.as_str(), &[("acting_reason", "berantai")][..]),
        ] {
            let page = admin.post(path, fields).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(admin.post("/bertindak/selesai", &[]).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn z11_a_verifier_who_is_helped_judges_nothing() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    test.person("admin.kalteng", Role::Administrator, "62").await;
    let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let mut admin = browser(&test, "admin.kalteng").await;
    let act = format!("/pengguna/{}/bertindak", verifier.person);
    let page = admin.post(&act, &[("acting_reason", "bantu")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let item = "/verifikasi/monev-2024/kabupaten-katingan/A1";
    let page = admin.get(item).await;
    assert_eq!(page.status, StatusCode::OK, "looking is helping");
    assert!(page.find("form[action*=verifikasi]").is_empty());
    let judged = admin.post(item, &[("base", "0"), ("level", "0"), ("reason", "")]).await;
    assert_eq!(judged.status, StatusCode::NOT_FOUND);
    assert_eq!(admin.get("/penilaian/monev-2024/kabupaten-katingan").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn z11_nobody_acts_for_somebody_with_more_power_or_out_of_reach() {
    let (test, mut admin, act) = scene().await;
    let mut refused = Vec::new();
    for (login, role, body) in [
        ("admin.dua", Role::Administrator, "62"),
        ("kendali", Role::Controller, "62"),
        ("admin.ri", Role::Administrator, "00"),
        ("petugas.kalsel", Role::Officer, "63.01"),
    ] {
        refused.push((login, test.person(login, role, body).await.person));
    }
    let both = test.person("petugas.dua.kantor", Role::Officer, "62.71").await.person;
    test.grant("petugas.dua.kantor", Role::Officer, "63.01").await;
    refused.push(("petugas.dua.kantor", both));
    for (login, person) in refused {
        let page = admin.post(&format!("/pengguna/{person}/bertindak"), &[("acting_reason", "bantu")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{login}");
    }
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
        let login = format!("{role}.di.kalteng");
        test.person(&login, role, "62").await;
        let mut browser = browser(&test, &login).await;
        let page = browser.post(&act, &[("acting_reason", "bantu")]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{role}");
    }
    // Who gets more power while being helped is helped no more.
    admin.post(&act, &[("acting_reason", "bantu")]).await;
    assert_eq!(admin.get(HOME).await.status, StatusCode::OK);
    test.grant("petugas", Role::Controller, "00").await;
    assert_eq!(admin.get(HOME).await.status, StatusCode::NOT_FOUND);
}
