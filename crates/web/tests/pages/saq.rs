//! An office fills its questionnaire: from the list of rounds to the receipt.

mod attacks;
mod device;
mod evidence;
mod handover;
mod journey;
mod links;
mod race;
mod receipts;
mod rules;
mod time;
mod tus;

use domain::person::Role;
use testkit::{Browser, Page, TestApp};

/// The questionnaire of Katingan in the round of the test scene.
pub(super) const HOME: &str = "/saq/monev-2024/kabupaten-katingan";
/// The real questionnaire of 39 questions.
const INSTRUMENT: &str = include_str!("../../../../data/instrument-saq-2024.yaml");
const SCHEME: &str = include_str!("../../../../data/scheme-bawaslu-2024.yaml");

/// A picture of one pixel.
pub(super) const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0,
    0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63,
    0xf8, 0xcf, 0xc0, 0xf0, 0x1f, 0, 5, 0, 1, 0xff, 0x89, 0x99, 0x3d, 0x1d, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

/// A PDF without pages.
pub(super) const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Another picture than [`PNG`].
pub(super) fn another_png(n: u8) -> Vec<u8> {
    [PNG, &[n]].concat()
}

/// A round with the real questionnaire, and the people of Katingan.
pub(super) async fn real_round() -> TestApp {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    test.round("monev-2024", INSTRUMENT, SCHEME, &["62.06", "62.71", "63.01"]).await;
    people(&test).await;
    test
}

/// A round with six questions, one of each rubric, and the people of Katingan.
pub(super) async fn small_round() -> TestApp {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    people(&test).await;
    test
}

async fn people(test: &TestApp) {
    for (login, role) in [
        ("petugas", Role::Officer),
        ("petugas.dua", Role::Officer),
        ("ppid", Role::Ppid),
        ("atasan", Role::Superior),
        ("pimpinan", Role::Leader),
    ] {
        test.person(login, role, "62.06").await;
    }
}

/// A browser in which this person is signed in.
pub(super) async fn browser(test: &TestApp, login: &str) -> Browser {
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    browser.sign_in(login).await;
    browser
}

/// The version from which the form on a page starts.
pub(super) fn base(page: &Page) -> String {
    page.attributes("form#jawaban input[name=base]", "value").remove(0)
}

/// The address of a question.
pub(super) fn at(question: &str) -> String {
    format!("{HOME}/{question}")
}
