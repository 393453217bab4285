//! The pages of the service of an office, and the form that they come from.

use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, TestApp};

const TOPICS: [(&str, &str); 9] = [
    ("maklumat", "Maklumat pelayanan"),
    ("standar-layanan", "Standar layanan"),
    ("prosedur", "Prosedur dan waktu"),
    ("biaya", "Biaya"),
    ("jam-layanan", "Jam layanan"),
    ("permohonan", "Minta informasi"),
    ("keberatan", "Ajukan keberatan"),
    ("lacak", "Lacak permohonan"),
    ("survei", "Survei kepuasan"),
];
const SITE: &str = "/kabupaten-katingan";
const FORM: &str = "/meja/kabupaten-katingan/standar";

async fn site() -> (TestApp, Browser) {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    for (login, role, body) in [
        ("ppid.katingan", Role::Ppid, "62.06"),
        ("petugas.palangka", Role::Officer, "62.71"),
        ("ketua.katingan", Role::Leader, "62.06"),
        ("verifikator.kalteng", Role::Verifier, "62"),
    ] {
        test.person(login, role, body).await;
    }
    let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    (test, browser)
}

/// A complete standard, as a browser sends it.
fn complete(version: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("version", version),
        ("legal_bases", "UU 14/2008\nPerKI 1/2021"),
        ("guarantee", "Petugas yang cakap <b>melayani</b>."),
        ("evaluation", "Survei setiap tahun."),
        ("head_name", "Nama Ketua"),
        ("head_title", "Ketua"),
        ("answer", "7"),
        ("extension", "7"),
        ("objection", "30"),
        ("election_answer", "3"),
        ("election_extension", "2"),
        ("election_objection", "3"),
        ("fee", "copies_at_cost"),
        ("fee_lines", "Fotokopi Rp500 per lembar"),
        ("channels", "in_person"),
        ("channels", "letter"),
        ("maklumat_decree", "12/2026"),
        ("maklumat_date", "15-01-2026"),
        ("ramadan_from", "2027-02-08"),
        ("ramadan_to", "2027-03-09"),
        ("ramadan_hours", "senin-kamis 08.00-15.00"),
        ("closed", "24-12-2026 Pindah kantor"),
    ]
}

#[tokio::test]
async fn an_office_without_a_standard_tells_the_law_and_says_that_it_is_that() {
    let (_test, mut browser) = site().await;
    for (topic, title) in TOPICS {
        let page = browser.get(&format!("{SITE}/{topic}")).await;
        assert_eq!((page.status, page.one("h1").as_str()), (StatusCode::OK, title));
        assert_eq!(page.find("nav a[aria-current=page]"), [title], "{topic} stands in the menu");
    }
    assert!(
        browser
            .get("/kabupaten-katingan/prosedur")
            .await
            .text()
            .contains("belum menetapkan standar layanannya")
    );
    let page = browser.get("/kabupaten-katingan/maklumat").await;
    assert!(page.text().contains("belum mengumumkan maklumat") && page.find("blockquote").is_empty());
    let page = browser.get("/kabupaten-katingan/prosedur?bahasa=en").await;
    assert!(page.text().contains("10 working days; information on elections: 3 working days"));
    let page = browser.get("/kabupaten-katingan/permohonan").await;
    assert_eq!(page.attributes("a.govuk-button", "href"), ["/kabupaten-katingan/formulir-permohonan.pdf"]);
    for (topic, _) in TOPICS {
        assert_eq!(
            browser.get(&format!("/tidak-ada/{topic}")).await.status,
            StatusCode::NOT_FOUND,
            "{topic}"
        );
    }
}

#[tokio::test]
async fn the_statutory_forms_are_for_everybody() {
    let (_test, mut browser) = site().await;
    for form in ["formulir-permohonan", "formulir-keberatan"] {
        let sheet = browser.get(&format!("{SITE}/{form}.pdf")).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert_eq!(sheet.headers["content-type"], "application/pdf");
        let name = format!("inline; filename=\"{form}-kabupaten-katingan.pdf\"");
        assert_eq!(sheet.headers["content-disposition"], name.as_str());
    }
    for nothing in ["/tidak-ada/formulir-permohonan.pdf", "/kabupaten-katingan/spanduk.pdf"] {
        assert_eq!(browser.get(nothing).await.status, StatusCode::NOT_FOUND, "{nothing}");
    }
}

#[tokio::test]
async fn what_the_office_saves_stands_on_its_pages() {
    let (_test, mut browser) = site().await;
    browser.sign_in("ppid.katingan").await;
    let page = browser.get(FORM).await;
    assert!(page.text().contains("Isian di bawah adalah saran"));
    assert_eq!(page.attributes("#answer", "value"), ["10"]);
    let page = browser.post(FORM, &complete("0")).await;
    assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, Some(FORM)));
    let page = browser.get(FORM).await;
    assert!(page.text().contains("Standar layanan disimpan.") && page.text().contains("Keenam unsur"));
    assert_eq!(page.attributes("input[name=version]", "value"), ["1"]);

    let page = browser.get("/kabupaten-katingan/maklumat").await;
    let text = page.text();
    assert_eq!(page.find("blockquote").len(), 1);
    for part in ["Nama Ketua, Ketua", "12/2026, 15 Januari 2026", "UU 14/2008", "Survei setiap tahun."] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(text.contains("&#60;b&#62;melayani"), "d08 the office's words come escaped");
    let page = browser.get("/kabupaten-katingan/standar-layanan").await;
    for part in
        ["7 hari kerja", "Fotokopi Rp500 per lembar", "Selama Ramadan, 8 Februari 2027 sampai 9 Maret 2027"]
    {
        assert!(page.text().contains(part), "{part}");
    }
    let page = browser.get("/kabupaten-katingan/jam-layanan").await;
    assert!(page.text().contains("Kamis, 24 Desember 2026") && page.text().contains("Pindah kantor"));
    let page = browser.get("/kabupaten-katingan/maklumat?bahasa=en").await;
    assert!(!page.attributes("[lang=id]", "lang").is_empty(), "Indonesian in an English page says so");
}

#[tokio::test]
async fn mistakes_are_told_at_their_fields_and_everything_typed_is_kept() {
    let (_test, mut browser) = site().await;
    browser.sign_in("ppid.katingan").await;
    let mut wrong = complete("0");
    wrong.retain(|(name, _)| !["answer", "ramadan_to", "fee"].contains(name));
    wrong.extend([("answer", "99"), ("fee", "free"), ("note", "Catatan \"panjang\"")]);
    let page = browser.post(FORM, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = page.attributes(".govuk-error-summary a", "href");
    assert_eq!(links, ["#answer", "#fee_lines", "#ramadan_to"]);
    for id in links {
        assert_eq!(page.attributes(&id, "id").len(), 1, "{id} leads to a field");
    }
    assert_eq!(page.attributes("#answer", "value"), ["99"]);
    assert_eq!(page.attributes("input[name=fee][checked]", "value"), ["free"]);
    assert_eq!(page.attributes("input[name=channels][checked]", "value"), ["in_person", "letter"]);
    assert!(page.text().contains("Catatan &#34;panjang&#34;"));
    let page = browser.get("/kabupaten-katingan/maklumat").await;
    assert!(page.text().contains("belum mengumumkan"), "nothing was saved");
}

#[tokio::test]
async fn two_that_meet_see_what_is_stored_and_keep_what_they_typed() {
    let (_test, mut browser) = site().await;
    browser.sign_in("ppid.katingan").await;
    browser.post(FORM, &complete("0")).await;
    let mut late = complete("0");
    late.push(("note", "Dari layar kedua"));
    let page = browser.post(FORM, &late).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.text().contains("Dari layar kedua") && page.text().contains("Lihat yang tersimpan"));
    assert_eq!(page.attributes("input[name=version]", "value"), ["1"]);
    late[0] = ("version", "1");
    assert_eq!(browser.post(FORM, &late).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn z01_standard_and_kit_are_for_those_who_work_at_the_desk() {
    let (_test, mut browser) = site().await;
    let kit = "/meja/kabupaten-katingan/cetak";
    let banner = "/meja/kabupaten-katingan/cetak/spanduk.pdf";
    for address in [FORM, kit, banner] {
        assert_eq!(browser.get(address).await.status, StatusCode::SEE_OTHER, "signed out: {address}");
    }
    for login in ["petugas.palangka", "ketua.katingan", "verifikator.kalteng"] {
        browser.sign_in(login).await;
        for address in [FORM, kit, banner] {
            assert_eq!(browser.get(address).await.status, StatusCode::NOT_FOUND, "{login}: {address}");
        }
        assert_eq!(browser.post(FORM, &complete("0")).await.status, StatusCode::NOT_FOUND, "{login}");
    }
}

#[tokio::test]
async fn the_kit_is_listed_and_printed() {
    let (_test, mut browser) = site().await;
    browser.sign_in("ppid.katingan").await;
    let page = browser.get("/meja/kabupaten-katingan/cetak").await;
    assert_eq!(page.find("tbody tr").len(), 12);
    let links = page.attributes("tbody a", "href");
    assert_eq!(links.len(), 11, "no pledge before it is complete");
    assert_eq!(browser.get("/meja/kabupaten-katingan/cetak/maklumat.pdf").await.status, StatusCode::CONFLICT);
    browser.post(FORM, &complete("0")).await;
    let links = browser.get("/meja/kabupaten-katingan/cetak").await.attributes("tbody a", "href");
    assert_eq!(links.len(), 12);
    for link in links {
        let sheet = browser.get(&link).await;
        assert_eq!(sheet.status, StatusCode::OK, "{link}");
        assert_eq!(sheet.headers["content-type"], "application/pdf", "{link}");
    }
    assert_eq!(browser.get("/meja/kabupaten-katingan/cetak/poster.pdf").await.status, StatusCode::NOT_FOUND);
}
