//! Warnings on personal data, and blacking out, in pages.

use std::fmt::Write as _;

use app::jobs::Lane;
use domain::person::Role;
use http::StatusCode;
use testkit::{Browser, TestApp};

const DESK: &str = "/meja/kabupaten-katingan/informasi";
const NIK: &str = "6206011205850001";

const REPORT: [(&str, &str); 9] = [
    ("title", "Keputusan penerima"),
    ("summary", "Daftar penerima bantuan"),
    ("class", "berkala"),
    ("holder", "Subbagian Keuangan"),
    ("responsible", "Kepala Sekretariat"),
    ("made_on", "2025-12-31"),
    ("place", "Kasongan"),
    ("forms", "daring"),
    ("retention", "5 tahun"),
];

/// A PDF with a line on each page.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n"
        .to_owned();
    let mut kids = String::new();
    for (number, line) in lines.iter().enumerate() {
        let (page, content) = (4 + number * 2, format!("BT /F1 18 Tf 50 700 Td ({line}) Tj ET"));
        write!(kids, "{page} 0 R ").unwrap();
        write!(
            text,
            "{page} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n\
             {} 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            page + 1,
            page + 1,
            content.len()
        )
        .unwrap();
    }
    write!(
        text,
        "2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {} >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        lines.len()
    )
    .unwrap();
    text.into_bytes()
}

struct Scene {
    test: TestApp,
    ppid: Browser,
    /// The item at the desk, and the page on which its file is blacked out.
    item: String,
    redact: String,
}

fn browser(test: &TestApp) -> Browser {
    Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"))
}

async fn work(test: &TestApp) {
    test.app.run_due_jobs_of(Lane::Examine).await.unwrap();
}

async fn scene() -> Scene {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let mut ppid = browser(&test);
    ppid.sign_in("ppid.katingan").await;
    let item = ppid.post(&format!("{DESK}/baru"), &REPORT).await.location().unwrap().to_owned();
    let bytes = pdf(&[&format!("Budi <b>, NIK {NIK}"), "halaman dua"]);
    ppid.upload(&format!("{item}/berkas"), &[("caption", "")], &[("f", "daftar.pdf", &bytes)]).await;
    work(&test).await;
    let page = ppid.get(&item).await;
    let redact = page.attributes("#privacy a", "href").remove(0);
    Scene { test, ppid, item, redact }
}

async fn step(scene: &mut Scene, what: &str) -> (StatusCode, String) {
    let revision = scene.ppid.get(&scene.item).await.attributes("input[name=revision]", "value").remove(0);
    let path = format!("{}/langkah", scene.item);
    let page = scene.ppid.post(&path, &[("do", what), ("revision", &revision)]).await;
    (page.status, page.text())
}

#[tokio::test]
async fn d19_warnings_are_shown_masked_and_answered_before_the_next_step() {
    let mut scene = scene().await;
    let page = scene.ppid.get(&scene.item).await;
    let text = page.one("#privacy");
    assert!(
        text.contains("NIK: 1") && text.contains("Halaman 1, baris 1: Budi <b>, NIK 6206••••••••••01"),
        "{text}"
    );
    assert!(
        !page.text().contains(NIK) && !page.text().contains("Budi <b>"),
        "it is escaped, and never whole"
    );
    let (status, text) = step(&mut scene, "check").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Jawab dahulu peringatan data pribadi."), "{text}");
    let answer = format!("{}/data-pribadi", scene.item);
    let stale = scene.ppid.post(&answer, &[("digest", "lama")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.one("#privacy").contains("Peringatan berubah"), "{}", stale.text());
    let digest = stale.attributes("input[name=digest]", "value").remove(0);
    let answered = scene.ppid.post(&answer, &[("digest", &digest)]).await;
    assert_eq!(answered.location(), Some(scene.item.as_str()));
    assert!(scene.ppid.get(&scene.item).await.one("#privacy").contains("Peringatan sudah dijawab"));
    assert_eq!(step(&mut scene, "check").await.0, StatusCode::SEE_OTHER);
}

const BOX: [(&str, &str); 7] = [
    ("page", "1"),
    ("rows", "5"),
    ("page-1", "1"),
    ("left-1", "5"),
    ("top-1", "14"),
    ("right-1", "95,5"),
    ("bottom-1", "18"),
];

#[tokio::test]
async fn a_pdf_is_blacked_out_without_scripts() {
    let mut scene = scene().await;
    let page = scene.ppid.get(&scene.redact).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(
        page.text().contains("Halaman 1 dari 2") && page.text().contains("6206••••••••••01"),
        "{}",
        page.text()
    );
    let picture = page.attributes(".tb-redact img", "src").remove(0);
    let picture = scene.ppid.get(&picture).await;
    assert_eq!(picture.status, StatusCode::OK);
    // The boxes are shown on their page, and stay while one looks at another.
    let path = scene.redact.clone();
    let shown = scene.ppid.post(&path, &[&BOX[..], &[("do", "show")]].concat()).await;
    assert_eq!(shown.attributes("rect.tb-redact__box", "width"), ["90.50"]);
    let other = scene.ppid.post(&path, &[&BOX[..], &[("do", "page-2")]].concat()).await;
    assert!(other.text().contains("Halaman 2 dari 2") && other.attributes("rect", "width").is_empty());
    assert_eq!(other.attributes("#right-1", "value"), ["95,5"]);
    let more = scene.ppid.post(&path, &[&BOX[..], &[("do", "more")]].concat()).await;
    assert_eq!((more.status, more.attributes("#left-10", "value").len()), (StatusCode::OK, 0));
    assert!(more.text().contains("left-10"));
    let sent = scene.ppid.post(&path, &[&BOX[..], &[("do", "send")]].concat()).await;
    assert_eq!(sent.location(), Some(scene.item.as_str()), "{}", sent.text());
    assert!(scene.ppid.get(&path).await.text().contains("Penghitaman sedang dikerjakan (1 kotak)"));
    let (status, text) = step(&mut scene, "check").await;
    assert!(status == StatusCode::UNPROCESSABLE_ENTITY && text.contains("masih dikerjakan"), "{text}");
    work(&scene.test).await;
    let page = scene.ppid.get(&scene.item).await;
    assert!(page.text().contains("daftar (dihitamkan).pdf"), "{}", page.text());
    assert!(page.one("#privacy").contains("Tidak ditemukan pola data pribadi."));
    // The first file is no longer there to be blacked out.
    assert_eq!(scene.ppid.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(step(&mut scene, "check").await.0, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn boxes_that_are_wrong_come_back_with_their_field() {
    let mut scene = scene().await;
    let path = scene.redact.clone();
    for (change, field) in [
        (("left-1", ""), "left-1"),
        (("right-1", "banyak"), "right-1"),
        (("page-1", "3"), "left-1"),
        (("page-1", ""), "page-1"),
        (("bottom-1", "14"), "left-1"),
        (("right-1", "101"), "left-1"),
        (("top-1", "-1"), "top-1"),
    ] {
        let mut fields: Vec<(&str, &str)> =
            BOX.iter().copied().filter(|(name, _)| *name != change.0).collect();
        fields.extend([change, ("do", "send")]);
        let page = scene.ppid.post(&path, &fields).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{change:?}");
        assert_eq!(page.attributes(".govuk-error-summary a", "href"), [format!("#{field}")], "{change:?}");
        assert_eq!(
            page.attributes("#top-1", "value").concat(),
            fields.iter().find(|(name, _)| *name == "top-1").unwrap().1
        );
    }
    let none = scene.ppid.post(&path, &[("do", "send")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.text().contains("paling sedikit satu kotak"), "{}", none.text());
    for page in ["0", "3", "x", "99999999999"] {
        assert_eq!(scene.ppid.get(&format!("{path}/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    assert_eq!(scene.ppid.get(&format!("{path}?hal=99")).await.status, StatusCode::OK, "the last page");
}

#[tokio::test]
async fn z01_nobody_else_reaches_the_pages_of_a_redaction() {
    let scene = scene().await;
    for (login, role, body) in [
        ("ppid.lain", Role::Ppid, "63.01"),
        ("admin", Role::Administrator, "62"),
        ("verifikator", Role::Verifier, "62"),
        ("pimpinan", Role::Leader, "62.06"),
    ] {
        scene.test.person(login, role, body).await;
        let mut other = browser(&scene.test);
        other.sign_in(login).await;
        for path in [scene.redact.clone(), format!("{}/1", scene.redact)] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
        let sent = other.post(&scene.redact, &[&BOX[..], &[("do", "send")]].concat()).await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND, "{login}");
        let answer = other.post(&format!("{}/data-pribadi", scene.item), &[("digest", "x")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{login}");
    }
    let mut nobody = browser(&scene.test);
    assert_ne!(nobody.get(&format!("{}/1", scene.redact)).await.status, StatusCode::OK);
}
