//! Duties and consequence tests in pages.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, Page, TestApp};

const DESK: &str = "/meja/kabupaten-katingan";
pub(crate) const TESTS: &str = "/meja/kabupaten-katingan/dikecualikan";
const PUBLIC: &str = "/kabupaten-katingan/informasi-dikecualikan";

pub(crate) const SHEET: [(&str, &str); 12] = [
    ("information", "Identitas <b>pelapor</b> dan saksi"),
    ("document", "Berkas laporan 012/LP/2024"),
    ("unit", "Divisi Penanganan Pelanggaran"),
    ("trigger", "request"),
    ("occasion", "Permohonan 3/2024"),
    ("ground", "a2"),
    ("statute", "UU 7/2017 Pasal 454"),
    ("if_opened", "Pelapor terancam."),
    ("if_closed", "Orang berani melapor."),
    ("weighing", "Keselamatan lebih berat."),
    ("term", "until"),
    ("term_until", "2030-12-31"),
];

pub(crate) const DECREE: [(&str, &str); 3] =
    [("number", "07/SK/2024"), ("day", "2024-06-10"), ("place", "Kasongan")];

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

pub(crate) async fn signed_in(test: &TestApp, login: &str, role: Role, body: &str) -> Browser {
    test.person(login, role, body).await;
    let mut browser = browser(test);
    browser.sign_in(login).await;
    browser
}

pub(crate) async fn office() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let ppid = signed_in(&test, "ppid", Role::Ppid, "62.06").await;
    (test, ppid)
}

pub(crate) async fn step(who: &mut Browser, path: &str, step: &str, more: &[(&str, &str)]) -> Page {
    let revision = who.get(path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [&[("do", step), ("revision", revision.as_str())], more].concat();
    who.post(&format!("{path}/langkah"), &fields).await
}

/// A test that waits for approval: its path.
pub(crate) async fn proposed(ppid: &mut Browser) -> String {
    let page = ppid.post(&format!("{TESTS}/baru"), &SHEET).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let path = page.location().expect("the test").to_owned();
    for name in ["consider", "propose"] {
        let taken = step(ppid, &path, name, &[]).await;
        assert_eq!(taken.location(), Some(path.as_str()), "{name} {}", taken.text());
    }
    path
}

#[tokio::test]
async fn a_test_goes_from_the_form_to_the_public_list_and_to_its_opening() {
    let (test, mut ppid) = office().await;
    let mut leader = signed_in(&test, "pimpinan", Role::Leader, "62.06").await;
    let mut everybody = browser(&test);
    assert!(ppid.get(DESK).await.text().contains(TESTS));
    assert!(ppid.get(TESTS).await.text().contains("Belum ada uji konsekuensi"));
    let path = proposed(&mut ppid).await;
    let reference = path.rsplit('/').next().expect("a reference").to_owned();
    assert!(everybody.get(PUBLIC).await.text().contains("Tidak ada informasi yang dikecualikan"));
    // Whoever only approves comes to the tests by the menu, and has no other part in the desk.
    assert_eq!(leader.get("/meja").await.location(), Some(TESTS));
    assert!(leader.get("/").await.text().contains("href=\"/meja\""));
    let list = leader.get(TESTS).await;
    assert!(list.text().contains(&reference) && !list.text().contains("/baru"), "{}", list.text());
    for hidden in [DESK, "/meja/kabupaten-katingan/informasi", "/meja/kabupaten-katingan/kewajiban"] {
        assert_eq!(leader.get(hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
    let wrong = step(&mut leader, &path, "approve", &[("number", "07/SK/2024"), ("day", "31/31/2024")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes("#number", "value"), ["07/SK/2024"], "everything typed stays");
    assert_eq!(wrong.attributes("#day", "value"), ["31/31/2024"]);
    let approved = step(&mut leader, &path, "approve", &DECREE).await;
    assert_eq!(approved.location(), Some(path.as_str()), "{}", approved.text());
    let sheet = ppid.get(&path).await.text();
    for part in ["Berlaku", "Dapat dipakai untuk menolak", "Keputusan membuka paling lambat", "ppid (ppid)"] {
        assert!(sheet.contains(part), "{part} in\n{sheet}");
    }

    let pdf = leader.get(&format!("{path}/lembar.pdf")).await;
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    for part in
        ["consequence-test", "Berkas laporan 012/LP/2024", "Kasongan, 10 Juni 2024", "pimpinan (leader)"]
    {
        assert!(pdf.text().contains(part), "{part} in\n{}", pdf.text());
    }

    let page = everybody.get(PUBLIC).await;
    let text = page.text();
    for part in [
        "Identitas &#60;b&#62;pelapor&#60;/b&#62; dan saksi",
        "Pasal 17 huruf a angka 2: mengungkapkan identitas informan",
        "UU 7/2017 Pasal 454",
        "sampai 31 Desember 2030",
        "Nomor 07/SK/2024, 10 Juni 2024, Kasongan",
        &reference,
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    let csv = everybody.get(&format!("{PUBLIC}.csv")).await.text();
    assert!(csv.contains(&reference) && csv.contains("2030-12-31") && csv.contains("approved"), "{csv}");
    for secret in ["012/LP/2024", "Pelapor terancam", "Orang berani", "Keselamatan", "Permohonan 3"] {
        assert!(!text.contains(secret) && !csv.contains(secret), "{secret} is not for the public");
    }

    let empty = step(&mut ppid, &path, "open", &[("number", " "), ("reason", "Sudah diputus")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().contains("Sudah diputus"));
    step(&mut ppid, &path, "open", &[("number", "09/SK/2024"), ("reason", "Sudah diputus")]).await;
    let text = everybody.get(PUBLIC).await.text();
    assert!(text.contains("Dibuka oleh PPID sejak 10 Juni 2024") && text.contains("09/SK/2024"), "{text}");
}

#[tokio::test]
async fn what_was_typed_outlives_a_test_that_was_proposed_meanwhile() {
    let (_test, mut ppid) = office().await;
    let path = proposed(&mut ppid).await;
    let typed = SHEET.map(|(name, value)| (name, if name == "weighing" { "Ketikan baru." } else { value }));
    for revision in ["1", "3"] {
        let late = [&typed[..], &[("revision", revision)]].concat();
        let met = ppid.post(&format!("{path}/ubah"), &late).await;
        assert_eq!((met.status, met.one("#weighing").as_str()), (StatusCode::CONFLICT, "Ketikan baru."));
        assert!(met.one(".govuk-inset-text").contains("sudah diajukan"), "{}", met.text());
        assert!(met.one(".govuk-details[open]").contains("Keselamatan lebih berat."), "what is there now");
        assert!(met.find("main form button").is_empty(), "it cannot be saved any more");
    }
    // What was to be replaced is not in force: the words begin a test of its own.
    let reference = path.rsplit('/').next().expect("a reference");
    let typed = [&typed[..], &[("replaces", reference)]].concat();
    let met = ppid.post(&format!("{TESTS}/baru"), &typed).await;
    assert_eq!((met.status, met.one("#weighing").as_str()), (StatusCode::CONFLICT, "Ketikan baru."));
    assert_eq!(met.attributes("input[name=replaces]", "value"), [""]);
}

#[tokio::test]
async fn bad_input_of_a_test_is_told_at_its_field_and_nothing_typed_is_lost() {
    let (_test, mut ppid) = office().await;
    let wrong = [
        ("document", "Berkas 12"),
        ("ground", "z9"),
        ("trigger", "mimpi"),
        ("if_opened", "Akibatnya"),
        ("term", "until"),
        ("term_until", "30/30/2030"),
        ("review_on", "besok"),
    ];
    let page = ppid.post(&format!("{TESTS}/baru"), &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = page.attributes(".govuk-error-summary a", "href");
    assert_eq!(links, ["#trigger", "#ground", "#term_until", "#review_on", "#information"]);
    assert_eq!(page.attributes("#document", "value"), ["Berkas 12"]);
    assert_eq!(page.attributes("#term_until", "value"), ["30/30/2030"]);
    assert_eq!(page.one("#if_opened"), "Akibatnya");
    let begun = ppid.post(&format!("{TESTS}/baru"), &[("information", "Identitas saksi")]).await;
    let path = begun.location().expect("a draft").to_owned();
    assert_eq!(ppid.get(&format!("{path}/lembar.pdf")).await.status, StatusCode::CONFLICT, "not of a draft");
    let gaps = step(&mut ppid, &path, "consider", &[]).await;
    assert_eq!(gaps.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(gaps.text().contains("Dokumen atau berkas"));
    // Another browser was faster: what was typed stays, beside what is stored.
    let form = |information: &'static str| [("information", information), ("revision", "1")];
    assert_eq!(ppid.post(&format!("{path}/ubah"), &form("Satu")).await.status, StatusCode::SEE_OTHER);
    let page = ppid.post(&format!("{path}/ubah"), &form("Dua")).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.one("#information"), "Dua");
    assert!(page.text().contains("Satu"));
    assert_eq!(page.attributes("input[name=revision]", "value"), ["2"]);
    assert_eq!(ppid.get(&format!("{TESTS}/DIK-24-0000-0000-1")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn z01_tests_are_hidden_from_all_but_the_ppid_and_those_who_approve() {
    let (test, mut ppid) = office().await;
    let path = proposed(&mut ppid).await;
    let mut nobody = browser(&test);
    let pages = [
        TESTS.to_owned(),
        format!("{TESTS}/baru"),
        path.clone(),
        format!("{path}/ubah"),
        format!("{path}/lembar.pdf"),
    ];
    for page in &pages {
        assert_eq!(nobody.get(page).await.status, StatusCode::SEE_OTHER, "{page}");
    }
    for (login, role, body) in [
        ("petugas", Role::Officer, "62.06"),
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
        for (to, fields) in [
            (format!("{TESTS}/baru"), SHEET.to_vec()),
            (format!("{path}/ubah"), SHEET.to_vec()),
            (format!("{path}/langkah"), [&[("do", "approve"), ("revision", "3")], &DECREE[..]].concat()),
        ] {
            assert_eq!(other.post(&to, &fields).await.status, StatusCode::NOT_FOUND, "{login} {to}");
        }
    }
    // By the address of another office the test is not there either.
    let mut other = signed_in(&test, "ppid.tala", Role::Ppid, "63.01").await;
    let moved = path.replace("kabupaten-katingan", "kabupaten-tanah-laut");
    assert_eq!(other.get(&moved).await.status, StatusCode::NOT_FOUND);
    // Whoever approves writes nothing, and the PPID approves nothing.
    let mut leader = signed_in(&test, "pimpinan", Role::Leader, "62.06").await;
    for page in [format!("{TESTS}/baru"), format!("{path}/ubah")] {
        assert_eq!(leader.get(&page).await.status, StatusCode::NOT_FOUND, "{page}");
        assert_eq!(leader.post(&page, &SHEET).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let own = ppid.post(&format!("{path}/langkah"), &[("do", "approve"), ("revision", "3")]).await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_duties_of_an_office_lead_to_the_form_and_back() {
    let (test, mut ppid) = office().await;
    let page = ppid.get(&format!("{DESK}/kewajiban")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(text.contains("0 dari 37 kewajiban mutakhir") && text.contains("0,0 %"), "{text}");
    assert!(text.contains("setiap tahun, paling lambat 31 Maret"));
    let add = format!("{DESK}/informasi/baru?kewajiban=profil");
    assert!(page.attributes("td a", "href").contains(&add), "{text}");
    let form = ppid.get(&add).await;
    assert_eq!(form.attributes("input[name=class][checked]", "value"), ["berkala"]);
    assert_eq!(form.attributes("#duty option[selected]", "value"), ["profil"]);
    assert_eq!(form.attributes("#duty option", "value").len(), 19, "those of the class, and none");
    // A duty of another class is refused at its field, and both choices stay.
    let fields = [("title", "Profil"), ("summary", "Isi"), ("class", "setiap_saat"), ("duty", "profil")];
    let wrong = ppid.post(&format!("{DESK}/informasi/baru"), &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.attributes(".govuk-error-summary a", "href"), ["#duty"]);
    assert_eq!(wrong.attributes("#duty option[selected]", "value"), ["profil"]);
    let fields = [("title", "Profil kami"), ("summary", "Isi"), ("class", "berkala"), ("duty", "profil")];
    let saved = ppid.post(&format!("{DESK}/informasi/baru"), &fields).await;
    let item = saved.location().expect("the item").to_owned();
    let list = ppid.get(&format!("{DESK}/kewajiban")).await.text();
    assert!(list.contains(&item) && list.contains("Profil kami") && list.contains("belum terbit"), "{list}");
    let mut officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    assert_eq!(officer.get(&format!("{DESK}/kewajiban")).await.status, StatusCode::OK);
    for (login, role, body) in [("verif", Role::Verifier, "62"), ("ppid.pky", Role::Ppid, "62.71")] {
        let mut other = signed_in(&test, login, role, body).await;
        assert_eq!(other.get(&format!("{DESK}/kewajiban")).await.status, StatusCode::NOT_FOUND, "{login}");
    }
}
