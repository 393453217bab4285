//! From the provisional result to the decision on an appeal.

use domain::person::Role;
use http::StatusCode;
use jiff::SignedDuration;
use testkit::TestApp;

use super::saq::{PNG, browser};

const PROVISIONAL: &str = "/saq/monev-2024/kabupaten-katingan/hasil-sementara";
const APPEAL: &str = "/saq/monev-2024/kabupaten-katingan/sanggah/A1";
const DECISION: &str = "/sanggah/monev-2024/kabupaten-katingan/A1";
const RULES: &str = "/nasional/monev-2024/aturan-sanggah";

/// Katingan's A1 was judged at 60%; the appeals have been open for an hour.
async fn site() -> TestApp {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    test.person("verifikator.kalteng", Role::Verifier, "62").await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    test.person("ri.satu", Role::Controller, "00").await;
    let mut verifier = browser(&test, "verifikator.kalteng").await;
    let form = [("base", "0"), ("level", "1"), ("reason", "Ruang dipakai <i>bersama</i>")];
    let page = verifier.post("/verifikasi/monev-2024/kabupaten-katingan/A1", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    test.clock.advance(SignedDuration::from_hours(13 * 24));
    test
}

#[tokio::test]
async fn an_office_sees_contests_and_learns_the_decision() {
    let test = site().await;
    test.clock.advance(SignedDuration::from_hours(-26));
    let mut office = browser(&test, "ppid.katingan").await;
    assert_eq!(office.get(PROVISIONAL).await.status, StatusCode::NOT_FOUND, "not before the appeals open");
    assert_eq!(office.get(APPEAL).await.status, StatusCode::NOT_FOUND);
    test.clock.advance(SignedDuration::from_hours(26));
    let mut office = browser(&test, "ppid.katingan").await;
    let page = office.get("/saq/monev-2024/kabupaten-katingan").await;
    assert!(page.text().contains("Sisa waktu: 2 hari 23 jam"), "{}", page.text());
    let page = office.get(PROVISIONAL).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Ruang dipakai &#60;i&#62;bersama"), "the reason, escaped");
    assert!(!page.text().contains("verifikator.kalteng"), "who judged stays with those who judge");
    assert!(page.one("#B4").contains("bernilai penuh"), "{}", page.one("#B4"));
    assert!(page.text().contains("Komponen ini tidak dapat disanggah"));
    let listed = page.attributes("main ul a[href^='#']", "href");
    assert!(listed.contains(&"#A1".to_owned()) && !listed.contains(&"#B4".to_owned()), "{listed:?}");
    let closed = office.get(&APPEAL.replace("A1", "B4")).await;
    assert!(closed.text().contains("bernilai penuh") && !closed.text().contains("Bukti yang disertakan"));

    let page = office.upload(APPEAL, &[("base", "0"), ("do", "file"), ("reasons", " ")], &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#reasons"]);
    let typed = [("base", "0"), ("do", "file"), ("reasons", "Ruang itu khusus"), ("link", "bukan tautan")];
    let page = office.upload(APPEAL, &typed, &[]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.one("textarea"), "Ruang itu khusus", "what was typed is kept");
    assert_eq!(page.attributes("input[name=link]", "value"), ["bukan tautan"]);
    let typed = [("base", "0"), ("do", "file"), ("reasons", "Ruang itu khusus"), ("caption", "Pintu")];
    let files: [(&str, &str, &[u8]); 2] = [("files", "pintu.png", PNG), ("files", "virus.exe", b"MZ\x90\0")];
    let page = office.upload(APPEAL, &typed, &files).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "one of the files is none that is taken");
    assert!(page.one(".govuk-error-summary").contains("virus.exe"));
    assert_eq!(page.attributes("input[name=base]", "value"), ["1"], "the draft is saved");
    assert_eq!(page.find("#bukti-sanggah li").len(), 1, "with the good file");
    let filed = [("base", "1"), ("do", "file"), ("reasons", "Ruang itu khusus")];
    let page = office.upload(APPEAL, &filed, &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let page = office.get(APPEAL).await;
    assert!(page.text().contains("Sanggah diajukan."), "{}", page.text());
    assert_eq!(page.find("button[name=do]"), ["Simpan perubahan"]);
    let file = page.attributes("#bukti-sanggah a", "href").remove(0);

    let mut ri = browser(&test, "ri.satu").await;
    assert_eq!(ri.get(&file).await.status, StatusCode::OK, "those who decide see what is new");
    let page = ri.get(DECISION).await;
    assert!(page.text().contains("Kantor masih dapat mengubahnya"), "{}", page.text());
    assert!(page.find("form[action*=sanggah]").is_empty());
    let form = [("base", "0"), ("level", "0"), ("reason", "Foto membuktikan")];
    assert_eq!(ri.post(DECISION, &form).await.status, StatusCode::FORBIDDEN, "too early");
    test.clock.advance(SignedDuration::from_hours(3 * 24));
    let mut ri = browser(&test, "ri.satu").await;
    let page = ri.get("/sanggah").await;
    assert!(page.text().contains("1 menunggu putusan Anda"), "{}", page.text());
    let page = ri.post(DECISION, &[("base", "0"), ("level", "2"), ("reason", "Turun")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "not below what was contested");
    assert_eq!(page.attributes("input[name=level][checked]", "value"), ["2"]);
    assert_eq!(page.one("textarea"), "Turun");
    let page = ri.post(DECISION, &[("base", "0"), ("level", "0"), ("reason", "")]).await;
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#reason"]);
    assert_eq!(ri.post(DECISION, &form).await.status, StatusCode::SEE_OTHER);
    let page = ri.post(DECISION, &[("base", "0"), ("level", "1"), ("reason", "lain")]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.one("textarea"), "lain");
    let page = ri.get("/nasional/monev-2024/sanggah").await;
    let cells = page.find("tbody tr:last-child td");
    assert_eq!(cells, ["2", "1", "1", "0", "1", "1", "1", "0", "0"]);

    let mut office = browser(&test, "ppid.katingan").await;
    let page = office.get(APPEAL).await;
    assert!(page.text().contains("Foto membuktikan") && page.text().contains("Diterima"));
    assert!(office.get("/pemberitahuan").await.text().contains("Sanggah atas pertanyaan 1 sudah diputus"));
}

#[tokio::test]
async fn w15_late_and_repeated_appeals_are_answered_with_dates() {
    let test = site().await;
    let mut office = browser(&test, "ppid.katingan").await;
    let file = [("base", "0"), ("do", "file"), ("reasons", "Ruang itu khusus")];
    assert_eq!(office.upload(APPEAL, &file, &[]).await.status, StatusCode::SEE_OTHER);
    let again = [("base", "1"), ("do", "file"), ("reasons", "Sekali lagi")];
    let page = office.upload(APPEAL, &again, &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.one(".govuk-warning-text").contains("8 Juli 2024"), "{}", page.one(".govuk-warning-text"));
    assert_eq!(page.one("textarea"), "Sekali lagi");
    let stale = [("base", "0"), ("do", "save"), ("reasons", "Dari layar lama")];
    let page = office.upload(APPEAL, &stale, &[]).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Ruang itu khusus") && page.text().contains("Dari layar lama"));
    test.clock.advance(SignedDuration::from_hours(3 * 24));
    let mut office = browser(&test, "ppid.katingan").await;
    let page = office.upload(APPEAL, &[("base", "1"), ("do", "save"), ("reasons", "Terlambat")], &[]).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("11 Juli 2024"), "{}", page.text());
    assert_eq!(office.post(&format!("{APPEAL}/tarik"), &[]).await.status, StatusCode::FORBIDDEN);
}

/// Roles and where they are held.
type Allowed = &'static [(Role, &'static str)];

/// Method, address, and who gets in at which place.
const ROUTES: &[(&str, &str, Allowed)] = {
    use Role::{Controller, Leader, Officer, Ppid, Superior, Verifier};
    const READ: Allowed = &[(Officer, "own"), (Ppid, "own"), (Superior, "own"), (Leader, "own")];
    const FILE: Allowed = &[(Officer, "own"), (Ppid, "own")];
    const SEE: Allowed =
        &[(Verifier, "above"), (Verifier, "root"), (Controller, "above"), (Controller, "root")];
    const DECIDE: Allowed = &[(Controller, "above"), (Controller, "root")];
    const RUN: Allowed = &[(Controller, "root")];
    &[
        ("GET", PROVISIONAL, READ),
        ("GET", APPEAL, READ),
        ("UPLOAD", APPEAL, FILE),
        ("POST", "/saq/monev-2024/kabupaten-katingan/sanggah/A1/tarik", FILE),
        ("POST", "/saq/monev-2024/kabupaten-katingan/sanggah/A1/keluarkan/x", &[]),
        ("GET", DECISION, SEE),
        ("POST", DECISION, DECIDE),
        ("GET", RULES, RUN),
        ("POST", RULES, RUN),
        ("GET", "/nasional/monev-2024/sanggah", RUN),
    ]
};

#[tokio::test]
async fn z01_every_role_and_address_and_owner() {
    let test = site().await;
    let mut office = browser(&test, "ppid.katingan").await;
    let file = [("base", "0"), ("do", "file"), ("reasons", "Ruang itu khusus")];
    assert_eq!(office.upload(APPEAL, &file, &[]).await.status, StatusCode::SEE_OTHER);
    for (role, body, place) in Role::ALL.into_iter().flat_map(|role| {
        [("62.06", "own"), ("62.71", "neighbour"), ("62", "above"), ("00", "root"), ("63", "elsewhere")]
            .map(|(body, place)| (role, body, place))
    }) {
        let login = format!("{role}.{place}");
        test.person(&login, role, body).await;
        let mut browser = browser(&test, &login).await;
        for (method, path, allowed) in ROUTES {
            // What is sent is wrong, so that nothing changes for those who follow.
            let page = match *method {
                "GET" => browser.get(path).await,
                "UPLOAD" => {
                    browser.upload(path, &[("base", "99"), ("do", "save"), ("reasons", "x")], &[]).await
                }
                _ if path.ends_with("tarik") => {
                    // Taking back works once; it is filed again for the next.
                    let page = browser.post(path, &[]).await;
                    let base = office.get(APPEAL).await.attributes("input[name=base]", "value").remove(0);
                    office.upload(APPEAL, &[("base", &base), ("do", "file"), ("reasons", "x")], &[]).await;
                    page
                }
                _ => browser.post(path, &[("base", "9"), ("level", "77"), ("reason", "x")]).await,
            };
            let status = page.status;
            if allowed.contains(&(role, place)) {
                assert_ne!(status, StatusCode::NOT_FOUND, "{login} {method} {path}");
            } else {
                assert_eq!(status, StatusCode::NOT_FOUND, "{login} {method} {path}");
            }
            assert!(!status.is_server_error(), "{login} {method} {path}: {status}");
        }
    }
}

#[tokio::test]
async fn what_is_not_filed_stays_with_the_office() {
    let test = site().await;
    let mut office = browser(&test, "ppid.katingan").await;
    let draft = [("base", "0"), ("do", "save"), ("reasons", "Masih ditulis")];
    let page = office.upload(APPEAL, &draft, &[("files", "pintu.png", PNG)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let file = office.get(APPEAL).await.attributes("#bukti-sanggah a", "href").remove(0);
    let mut ri = browser(&test, "ri.satu").await;
    assert_eq!(ri.get(DECISION).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ri.get(&file).await.status, StatusCode::NOT_FOUND);
    assert!(!ri.get("/sanggah/monev-2024").await.text().contains("Katingan"));
    let id = file.trim_start_matches("/bukti/");
    let page = office.post(&format!("{APPEAL}/keluarkan/{id}"), &[]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert!(office.get(APPEAL).await.find("#bukti-sanggah li").is_empty());
}

#[tokio::test]
async fn the_rules_of_a_round_are_set_with_a_reason_and_told() {
    let test = site().await;
    let mut ri = browser(&test, "ri.satu").await;
    let page = ri.get(RULES).await;
    let version = page.attributes("input[name=version]", "value").remove(0);
    assert_eq!(page.attributes("input[type=radio][checked]", "value"), ["national"]);
    let form = [("version", version.as_str()), ("appeal.decided_by", "provincial"), ("may_go_down", "1")];
    let page = ri.post(RULES, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "others know the round: a reason is needed");
    assert_eq!(page.attributes("input[type=radio][checked]", "value"), ["provincial"]);
    let wrong = [form[0], ("appeal.decided_by", "appeal"), ("reason", "x")];
    assert_eq!(ri.post(RULES, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = ri.post(RULES, &[form[0], form[1], form[2], ("reason", "Rapat pleno")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = ri.get("/nasional/monev-2024").await;
    assert!(page.text().contains("Verifikator provinsi yang bukan penilai pertama"));
    let mut office = browser(&test, "ppid.katingan").await;
    let page = office.get(APPEAL).await;
    assert!(page.text().contains("menurunkan nilai") && page.text().contains("tidak menerima bukti baru"));
    assert!(page.find("input[type=file]").is_empty());
}
