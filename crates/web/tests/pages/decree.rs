//! Decrees on the list of public information in pages, at the desk and for everybody.

use app::desk::Publication;
use domain::catalogue::{Content, Form, InformationClass};
use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

const DESK: &str = "/meja/kabupaten-katingan/penetapan";
const PUBLIC: &str = "/kabupaten-katingan/penetapan";

const DECREE: [(&str, &str); 5] = [
    ("number", "05/HM/<b>2024</b>"),
    ("day", "2024-06-10"),
    ("place", "Kasongan"),
    ("signer", "Sri Rahayu, S.H."),
    ("signer_title", "Ketua"),
];

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn signed_in(test: &TestApp, login: &str, role: Role, body: &str) -> Browser {
    test.person_once(login, role, &body.parse().expect("a code")).await;
    let mut browser = browser(test);
    browser.sign_in(login).await;
    browser
}

/// Publishes an item of Katingan.
pub(super) async fn publish(test: &TestApp, title: &str) -> String {
    let who = test.person_once("ppid", Role::Ppid, &"62.06".parse().expect("a code")).await;
    let desk = test.app.access(who).desk("62.06").await.expect("a desk");
    let content = Content {
        title: title.into(),
        summary: "=1+1 ringkasan".into(),
        class: InformationClass::Periodic,
        holder: "Subbagian Keuangan".into(),
        responsible: "Kepala Sekretariat".into(),
        made_on: "2024-01-15".parse().ok(),
        place: "Kasongan".into(),
        forms: vec![Form::Online],
        retention: "5 tahun".into(),
        ..Content::default()
    };
    let reference = desk.new_item(content).await.expect("an item").reference;
    let checked = desk.check_item(&reference, 1).await.expect("checked");
    desk.publish_item(&reference, checked.revision, &Publication::default()).await.expect("public");
    reference
}

async fn step(who: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", step), ("revision", revision.as_str())], more].concat();
    who.post(&format!("{path}/langkah"), &fields).await
}

/// A frozen list: its path.
async fn frozen(ppid: &mut Browser, title: &str) -> String {
    let page = ppid.post(DESK, &[("year", "2024"), ("title", title)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    page.location().expect("the draft").to_owned()
}

async fn scene() -> (TestApp, Browser, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    publish(&test, "Laporan keuangan").await;
    let ppid = signed_in(&test, "ppid", Role::Ppid, "62.06").await;
    let leader = signed_in(&test, "pimpinan", Role::Leader, "62.06").await;
    (test, ppid, leader)
}

#[tokio::test]
async fn a_list_goes_from_the_desk_to_everybody() {
    let (test, mut ppid, mut leader) = scene().await;
    let mut everybody = browser(&test);
    assert!(ppid.get("/meja/kabupaten-katingan").await.text().contains(DESK));
    assert!(everybody.get("/kabupaten-katingan/informasi").await.text().contains(PUBLIC));
    assert!(everybody.get(PUBLIC).await.text().contains("Belum ada daftar yang ditetapkan"));
    let wrong = ppid.post(DESK, &[("year", "dua ribu"), ("title", "")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes("#year", "value"), ["dua ribu"], "what was typed stays");
    let path = frozen(&mut ppid, "DIP 2024").await;
    let reference = path.rsplit('/').next().expect("a reference").to_owned();
    // Whoever only decides comes to it from the page of exemptions.
    let way = leader.get("/meja/kabupaten-katingan/dikecualikan").await;
    assert!(way.attributes("a", "href").contains(&DESK.to_owned()), "{}", way.text());
    assert!(leader.get(DESK).await.text().contains("DIP 2024"));
    let missing = step(&mut leader, &path, "decide", &[("number", "5/2024"), ("day", "31/31/2024")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(missing.attributes("#number", "value"), ["5/2024"], "what was typed stays");
    assert_eq!(missing.attributes("#day", "value"), ["31/31/2024"]);
    for suffix in ["pdf", "xlsx", "csv", "json"] {
        let hidden = everybody.get(&format!("{PUBLIC}/{reference}.{suffix}")).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "z08 {suffix}");
        assert_eq!(ppid.get(&format!("{path}/lampiran.{suffix}")).await.status, StatusCode::OK, "{suffix}");
    }
    assert!(!everybody.get(&format!("{PUBLIC}.json")).await.text().contains(&reference), "z08");
    let decided = step(&mut leader, &path, "decide", &DECREE).await;
    assert_eq!(decided.location(), Some(path.as_str()), "{}", decided.text());

    let page = everybody.get(PUBLIC).await;
    let text = page.text();
    for part in [
        "Tahun 2024",
        "05/HM/&#60;b&#62;2024&#60;/b&#62;",
        "10 Juni 2024",
        "Sri Rahayu",
        "1 butir",
        "Berlaku",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let pdf = everybody.get(&format!("{PUBLIC}/{reference}.pdf")).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    let json = everybody.get(&format!("{PUBLIC}.json")).await.text();
    assert!(json.contains(&reference) && json.contains("\"keadaan\":\"decided\""), "{json}");
    let copy = everybody.get(&format!("{PUBLIC}/{reference}.json")).await.text();
    assert!(copy.contains("terbuka/frozen-list@1"), "{copy}");
    let csv = everybody.get(&format!("{PUBLIC}/{reference}.csv")).await.text();
    assert!(csv.contains("\"'=1+1 ringkasan\""), "d01 {csv}");
    for bad in
        ["PEN-24-0000-0000-0.pdf", "x.pdf", "..%2f..%2fetc.pdf", &format!("{reference}.exe"), &reference]
    {
        assert_eq!(everybody.get(&format!("{PUBLIC}/{bad}")).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
    assert_eq!(everybody.get(&format!("{PUBLIC}/{reference}/keputusan")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(everybody.get("/kota-palangka-raya/penetapan").await.status, StatusCode::OK);
    let elsewhere = format!("/kota-palangka-raya/penetapan/{reference}.pdf");
    assert_eq!(everybody.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
    let revoked = step(&mut leader, &path, "revoke", &[("reason", "Cacat prosedur")]).await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER);
    let text = everybody.get(PUBLIC).await.text();
    assert!(text.contains("Dicabut") && text.contains("Cacat prosedur"), "{text}");
}

#[tokio::test]
async fn two_lists_stand_beside_each_other_column_by_column() {
    let (test, mut ppid, mut leader) = scene().await;
    let first = frozen(&mut ppid, "DIP 2024").await;
    step(&mut leader, &first, "decide", &DECREE).await;
    publish(&test, "Laporan kinerja").await;
    let sheet = ppid.get(&first).await.text();
    assert!(sheet.contains("1 ditambah, 0 keluar, 0 berubah"), "{sheet}");
    let second = frozen(&mut ppid, "DIP 2024 perubahan").await;
    let without = step(&mut leader, &second, "decide", &DECREE).await;
    assert_eq!(without.attributes(".govuk-error-summary a", "href"), ["#reason"]);
    let (from, to) =
        (first.rsplit('/').next().unwrap_or_default(), second.rsplit('/').next().unwrap_or_default());
    let page = ppid.get(&format!("{DESK}/banding?dari={from}&ke={to}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(
        text.contains("Ditambah (1)") && text.contains("Laporan kinerja") && text.contains("1 butir sama"),
        "{text}"
    );
    let csv = ppid.get(&format!("{DESK}/banding.csv?dari={from}&ke={to}")).await.text();
    assert!(csv.contains("\"ditambah\"") && csv.contains("\"'=1+1 ringkasan\""), "d01 {csv}");
    let today = ppid.get(&format!("{DESK}/banding?dari={to}&ke=sekarang")).await.text();
    assert!(today.contains("Keduanya sama"), "{today}");
    assert_eq!(
        ppid.get(&format!("{DESK}/banding")).await.status,
        StatusCode::OK,
        "before anything is chosen"
    );
    for bad in ["dari=x&ke=sekarang", "dari=PEN-24-0000-0000-0&ke=sekarang"] {
        assert_eq!(ppid.get(&format!("{DESK}/banding?{bad}")).await.status, StatusCode::NOT_FOUND, "{bad}");
    }
}

#[tokio::test]
async fn two_people_at_once_and_the_own_list() {
    let (test, mut ppid, mut leader) = scene().await;
    let path = frozen(&mut ppid, "DIP 2024").await;
    let old = [&[("do", "decide"), ("revision", "1")], &DECREE[..]].concat();
    step(&mut ppid, &path, "refreeze", &[]).await;
    let stale = leader.post(&format!("{path}/langkah"), &old).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.text().contains("Orang lain lebih dahulu"), "{}", stale.text());
    assert_eq!(stale.attributes("#signer", "value"), ["Sri Rahayu, S.H."], "what was typed stays");
    test.grant("ppid", Role::Leader, "62.06").await;
    let own = ppid.get(&path).await.text();
    assert!(own.contains("orang lain yang menetapkannya"), "{own}");
    let forced = [&[("do", "decide"), ("revision", "2")], &DECREE[..]].concat();
    assert_eq!(ppid.post(&format!("{path}/langkah"), &forced).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unknown = ppid.post(&format!("{path}/langkah"), &[("do", "hapus"), ("revision", "2")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn z01_decrees_at_the_desk_are_hidden_from_all_others() {
    let (test, mut ppid, _) = scene().await;
    let path = frozen(&mut ppid, "DIP 2024").await;
    let pages = [
        DESK.to_owned(),
        path.clone(),
        format!("{path}/lampiran.pdf"),
        format!("{path}/lampiran.json"),
        format!("{path}/pindaian"),
        format!("{DESK}/banding?dari=sekarang&ke=sekarang"),
        format!("{DESK}/banding.csv?dari=sekarang&ke=sekarang"),
    ];
    let mut nobody = browser(&test);
    for page in &pages {
        assert_eq!(nobody.get(page).await.status, StatusCode::SEE_OTHER, "{page}");
    }
    for (login, role, body) in [
        ("admin", Role::Administrator, "62.06"),
        ("verif", Role::Verifier, "62"),
        ("kendali", Role::Controller, "00"),
        ("ppid.pky", Role::Ppid, "62.71"),
        ("pimpinan.kalteng", Role::Leader, "62"),
    ] {
        let mut other = signed_in(&test, login, role, body).await;
        for page in &pages {
            assert_eq!(other.get(page).await.status, StatusCode::NOT_FOUND, "{login} {page}");
        }
        let steps = [&[("do", "decide"), ("revision", "1")], &DECREE[..]].concat();
        assert_eq!(
            other.post(&format!("{path}/langkah"), &steps).await.status,
            StatusCode::NOT_FOUND,
            "{login}"
        );
        assert_eq!(other.post(DESK, &[("year", "2024"), ("title", "x")]).await.status, StatusCode::NOT_FOUND);
    }
    let mut officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    let seen = officer.get(&path).await;
    assert_eq!(seen.status, StatusCode::OK, "who writes the list reads it");
    assert!(seen.find("#steps form").is_empty(), "and takes no step");
    assert_eq!(officer.post(DESK, &[("year", "2024"), ("title", "x")]).await.status, StatusCode::NOT_FOUND);
}
