//! Outages give their hours back, and every extension stands in a register after the announcement.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, TestApp};

use super::saq::browser;

const OUTAGE: &str = "/nasional/monev-2024/gangguan";
const REGISTER: &str = "/hasil/monev-2024/perpanjangan";

async fn version(ri: &mut Browser) -> String {
    ri.get(OUTAGE).await.attributes("input[name=version]", "value").remove(0)
}

/// `began` and `ended`: hours of 10 June 2024, the first day of the filling, which opened at 8.
async fn record(ri: &mut Browser, began: &str, ended: &str, bodies: &str, reason: &str) -> testkit::Page {
    let version = version(ri).await;
    let form = [
        ("version", version.as_str()),
        ("began", "2024-06-10"),
        ("began.time", began),
        ("ended", "2024-06-10"),
        ("ended.time", ended),
        ("bodies", bodies),
        ("reason", reason),
    ];
    ri.post(OUTAGE, &form).await
}

async fn closes(test: &TestApp, body: &str) -> Option<String> {
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
    let extensions = store::round::extensions_of(&mut conn, round.id, body).await.unwrap();
    extensions.first().map(|extension| extension.closes.to_string())
}

#[tokio::test]
async fn an_outage_gives_its_hours_back_once_to_those_it_hit() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    test.person("ri.satu", Role::Controller, "00").await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    test.clock.set("2024-06-10T20:00:00+07:00".parse().unwrap());
    let mut ri = browser(&test, "ri.satu").await;
    let page = record(&mut ri, "10:00", "21:00", "", "Listrik pusat data").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not over");
    assert_eq!(page.one("textarea[name=reason]"), "Listrik pusat data", "what was typed is kept");
    assert_eq!(record(&mut ri, "12:00", "10:00", "", "x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(record(&mut ri, "10:00", "12:00", "99", "x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(record(&mut ri, "10:00", "12:00", "", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(closes(&test, "62.06").await, None, "nothing of that was given");

    let page = record(&mut ri, "10:00", "12:00", "62", "Listrik pusat data").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert_eq!(closes(&test, "62.06").await.as_deref(), Some("2024-06-24T03:00:00Z"), "two hours more");
    assert_eq!(closes(&test, "62.71").await.as_deref(), Some("2024-06-24T03:00:00Z"));
    assert_eq!(closes(&test, "63.01").await, None, "another province was not hit");
    record(&mut ri, "10:00", "12:00", "62.06", "Listrik pusat data").await;
    assert_eq!(closes(&test, "62.06").await.as_deref(), Some("2024-06-24T03:00:00Z"), "not twice");
    record(&mut ri, "11:00", "13:00", "", "Listrik pusat data").await;
    assert_eq!(closes(&test, "62.06").await.as_deref(), Some("2024-06-24T04:00:00Z"), "one hour is new");
    assert_eq!(closes(&test, "63.01").await.as_deref(), Some("2024-06-24T03:00:00Z"), "both are new here");
    let mut office = browser(&test, "ppid.katingan").await;
    let notices = office.get("/pemberitahuan").await;
    assert!(notices.text().contains("Listrik pusat data"), "{}", notices.text());
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Controller) {
        let login = format!("{role}.ri");
        test.person(&login, role, "00").await;
        let mut other = browser(&test, &login).await;
        assert_eq!(other.get(OUTAGE).await.status, StatusCode::NOT_FOUND, "{role}");
        assert_eq!(other.post(OUTAGE, &[]).await.status, StatusCode::NOT_FOUND, "{role}");
    }
}

#[tokio::test]
async fn the_register_of_extensions_is_published_with_the_results() {
    let test = TestApp::sqlite().await;
    let round = test.running_round().await;
    test.person("ri.satu", Role::Controller, "00").await;
    test.clock.set("2024-06-10T20:00:00+07:00".parse().unwrap());
    let mut ri = browser(&test, "ri.satu").await;
    record(&mut ri, "10:00", "12:00", "62.06", "Listrik pusat data").await;
    let version = ri.get("/nasional/monev-2024/perpanjangan").await;
    let version = version.attributes("input[name=version]", "value").remove(0);
    let form = [
        ("version", version.as_str()),
        ("phase", "filling"),
        ("bodies", "63.01"),
        ("closes", "2024-06-26"),
        ("closes.time", "12:00"),
        ("reason", "Banjir; =1+1"),
    ];
    assert_eq!(ri.post("/nasional/monev-2024/perpanjangan", &form).await.status, StatusCode::SEE_OTHER);
    let mut anybody = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    for path in [REGISTER.to_owned(), format!("{REGISTER}.csv")] {
        assert_eq!(anybody.get(&path).await.status, StatusCode::NOT_FOUND, "w17: {path} before the minute");
    }
    test.announce(&round).await;
    let page = anybody.get(REGISTER).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.find("tbody th"), ["Bawaslu Kabupaten Katingan", "Bawaslu Kabupaten Tanah Laut"]);
    let text = page.text();
    assert!(text.contains("Gangguan platform") && text.contains("Banjir"), "{text}");
    assert!(!text.contains("ri.satu"), "by which office, not by whom");
    let table = anybody.get(&format!("{REGISTER}.csv")).await;
    assert!(table.text().contains("\"62.06\",\"Bawaslu Kabupaten Katingan\""), "{}", table.text());
    assert!(table.text().contains("gangguan") && !table.text().contains("ri.satu"));
    let page = anybody.get("/hasil/monev-2024").await;
    assert_eq!(page.attributes("a[href$=perpanjangan]", "href"), [REGISTER]);
}
