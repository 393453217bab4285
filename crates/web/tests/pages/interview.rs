//! Pages of interviews.

use domain::person::Role;
use http::StatusCode;
use jiff::SignedDuration;
use testkit::scene::ROUND;
use testkit::{Browser, TestApp};

const MANAGE: &str = "/nasional/monev-2024/wawancara";
const SHEET: &str = "/wawancara/monev-2024/kabupaten-katingan";

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    test.person("kendali.ri", Role::Controller, "00").await;
    test.person("panelis.satu", Role::Panellist, "00").await;
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

/// The day after tomorrow on the clock of Jakarta, as people write it.
fn day(test: &TestApp) -> String {
    let later = test.app.now() + SignedDuration::from_hours(48);
    jiff::tz::TimeZone::fixed(jiff::tz::offset(7)).to_datetime(later).strftime("%d/%m/%Y").to_string()
}

#[tokio::test]
async fn an_interview_from_the_plan_to_the_score() {
    let (test, browser) = site().await;
    let (mut ri, mut panellist, mut officer) = (browser.clone(), browser.clone(), browser);
    ri.sign_in("kendali.ri").await;
    panellist.sign_in("panelis.satu").await;
    officer.sign_in("petugas.katingan").await;
    assert_eq!(
        officer.get("/saq/monev-2024/kabupaten-katingan/wawancara").await.status,
        StatusCode::NOT_FOUND
    );

    let days = format!("{} 10.15-16.00", day(&test));
    for (days, rooms) in
        [("besok", "1"), (days.as_str(), "0"), ("12/8/2025 10.15", "1"), ("31/2/2025 10.15-11.00", "1")]
    {
        let page = ri.post(MANAGE, &[("days", days), ("rooms", rooms)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{days} {rooms}");
        assert_eq!(page.one("textarea[name=days]"), days, "what was typed is kept");
        let told = page.one(".govuk-error-summary li");
        assert!(told.starts_with("Hari dan jam: ") || told.starts_with("Ruang bersamaan: "), "{told}");
    }
    let page = ri.post(MANAGE, &[("days", &days), ("rooms", "2")]).await;
    assert_eq!(page.location(), Some(MANAGE), "{}", page.text());
    let page = ri.get(MANAGE).await;
    assert!(page.text().contains("Benih undian"));
    let people = page.attributes("input[name=panel]", "value");
    for action in page.attributes("form[action^='/nasional/monev-2024/wawancara/']", "action") {
        if action.ends_with("/nilai") {
            continue;
        }
        let wrong = ri.post(&action, &[("link", "rapat.example"), ("panel", &people[0])]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let field = wrong.attributes(".govuk-error-summary a", "href").remove(0);
        assert_eq!(
            wrong.attributes(&format!("input{field}"), "value"),
            ["rapat.example"],
            "{field} is that room's"
        );
        let right = [("link", "https://rapat.example/<1>"), ("panel", people[0].as_str())];
        assert_eq!(ri.post(&action, &right).await.location(), Some(MANAGE));
    }

    let page = officer.get("/saq/monev-2024/kabupaten-katingan/wawancara").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Meja layanan") && page.text().contains("45 menit"));
    assert!(!page.text().contains("panelis.satu"), "the panel is not named");
    let file = officer.get("/saq/monev-2024/kabupaten-katingan/wawancara.ics").await;
    assert_eq!(file.headers["content-type"], "text/calendar; charset=utf-8");
    assert!(file.text().contains("DTSTART:") && file.text().contains("LOCATION:https://rapat.example/"));

    assert!(panellist.get("/wawancara").await.text().contains("Bawaslu Kabupaten Katingan"));
    let page = panellist.get(SHEET).await;
    assert!(page.text().contains("sejak wawancara dimulai") && page.find("input[name=points-0]").is_empty());
    test.clock.advance(SignedDuration::from_hours(72));
    panellist.sign_in("panelis.satu").await;
    let points = |first: &'static str| {
        [
            ("base", "0"),
            ("points-0", first),
            ("points-1", "20"),
            ("points-2", "15"),
            ("points-3", "20"),
            ("do", "give"),
        ]
    };
    let page = panellist.post(SHEET, &points("31")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("#points-1", "value"), ["20"]);
    let told = page.one(".govuk-error-summary li");
    assert!(told.starts_with("Mutu informasi dan daftar informasi publik: "), "{told}");
    assert_eq!(panellist.post(SHEET, &points("25")).await.location(), Some(SHEET));
    assert!(panellist.get(SHEET).await.text().contains("Nilai lembar ini: 80"));

    ri.sign_in("kendali.ri").await;
    assert_eq!(ri.post(&format!("{MANAGE}/nilai"), &[]).await.location(), Some(MANAGE));
    assert!(ri.get(MANAGE).await.find("td[data-label=Wawancara]").contains(&"80".to_owned()));
}

#[tokio::test]
async fn z01_the_pages_of_interviews_and_who_finds_them() {
    let (test, browser) = site().await;
    let pages = [
        MANAGE,
        "/nasional/monev-2024/aturan-wawancara",
        SHEET,
        "/wawancara/monev-2024/kabupaten-katingan/kalender.ics",
    ];
    for (login, role, body) in [
        ("petugas.dua", Role::Officer, "62.06"),
        ("verifikator", Role::Verifier, "62"),
        ("penguji", Role::Tester, "00"),
        ("admin", Role::Administrator, "00"),
        ("kendali.kalteng", Role::Controller, "62"),
    ] {
        test.person(login, role, body).await;
        let mut other = browser.clone();
        other.sign_in(login).await;
        for page in pages {
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{login} {page}");
        }
        assert_eq!(other.get("/wawancara").await.status, StatusCode::NOT_FOUND, "{login}");
        for page in [
            MANAGE,
            SHEET,
            "/nasional/monev-2024/wawancara/nilai",
            "/wawancara/monev-2024/kabupaten-katingan/tarik",
        ] {
            let fields = [("days", "x"), ("rooms", "1"), ("base", "0")];
            assert_eq!(other.post(page, &fields).await.status, StatusCode::NOT_FOUND, "{login} {page}");
        }
    }
}

#[tokio::test]
async fn the_rules_of_the_interview_are_set_with_a_reason() {
    let (_test, browser) = site().await;
    let mut ri = browser;
    ri.sign_in("kendali.ri").await;
    let address = "/nasional/monev-2024/aturan-wawancara";
    let page = ri.get(address).await;
    let version = page.attributes("input[name=version]", "value").remove(0);
    let form = |minutes: &'static str, criteria: &'static str, reason: &'static str| {
        vec![
            ("version", version.as_str()),
            ("interview.minutes", minutes),
            ("interview.pause", "10"),
            ("interview.room_size", "2"),
            ("interview.criteria", criteria),
            ("interview.tour", "Meja\nPapan"),
            ("reason", reason),
        ]
    };
    for wrong in [
        form("5", "Mutu | 10", "x"),
        form("30", "Mutu", "x"),
        form("30", "Mutu | 10", ""),
        form("y", "Mutu | 10", "x"),
    ] {
        let page = ri.post(address, &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        assert!(!page.find(".govuk-error-summary a").is_empty());
    }
    let page = ri.post(address, &form("30", "Mutu | 10\nPelayanan | 12,5", "Panel lebih singkat")).await;
    assert_eq!(page.location(), Some(MANAGE), "{}", page.text());
    let criteria = ri.get(address).await.one("textarea[id='interview.criteria']");
    assert_eq!(criteria, "Mutu | 10 Pelayanan | 12,5");
    assert!(ri.get(&format!("/nasional/{ROUND}")).await.text().contains("Aturan penilaian diubah"));
}
