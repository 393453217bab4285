//! Two people at one answer, saving while typing, and sending twice.

use axum::body::Body;
use http::{Request, StatusCode, header};
use testkit::{Browser, Page};

use super::{HOME, at, base, browser, small_round};

/// Saves as htmx does while somebody types.
async fn autosave(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("hx-request", "true")
        .body(Body::from(serde_urlencoded::to_string(fields).expect("fields")));
    browser.send(request.expect("a request")).await
}

#[tokio::test]
async fn w08_the_second_of_two_officers_sees_both_texts_and_chooses() {
    let test = small_round().await;
    let (mut one, mut two) = (browser(&test, "petugas").await, browser(&test, "petugas.dua").await);
    let (first, second) = (one.get(&at("B6")).await, two.get(&at("B6")).await);
    one.post(&at("B6"), &[("base", &base(&first)), ("text", "Kotak saran <digital>")]).await;
    let mine = "Layanan jemput bola\r\nke desa";
    let conflict = two.post(&at("B6"), &[("base", &base(&second)), ("text", mine)]).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    let texts = conflict.find(".tb-compare section");
    assert!(texts[0].contains("Layanan jemput bola") && texts[0].contains("belum tersimpan"));
    assert!(texts[1].contains("Kotak saran <digital>") && texts[1].contains("petugas (officer)"));
    assert!(texts[1].contains("10 Juni 2024 pukul 09.00 WIB"), "who and when: {}", texts[1]);
    // The form below holds what was typed and starts from what is saved now.
    assert!(conflict.one("textarea").contains("jemput bola"));
    let now = conflict.attributes("form input[name=base]", "value").remove(0);
    let merged = two.post(&at("B6"), &[("base", &now), ("text", "Kotak saran dan jemput bola")]).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER);
    assert_eq!(one.get(&at("B6")).await.one("textarea"), "Kotak saran dan jemput bola");
    let history = one.get(&at("B6")).await.find("#riwayat li");
    assert_eq!(history.len(), 2, "{history:?}");
    assert!(history[0].contains("versi 2") && history[0].contains("petugas.dua"));
}

#[tokio::test]
async fn w09_an_old_draft_meets_the_newer_answer_on_a_page_to_merge() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    for (version, text) in [("0", "satu"), ("1", "dua"), ("2", "tiga")] {
        officer.post(&at("B6"), &[("base", version), ("text", text)]).await;
    }
    for stale in ["0", "1", "2", "99", "-1", "bukan angka", ""] {
        let page = officer.post(&at("B6"), &[("base", stale), ("text", "draf luring")]).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{stale}");
        assert_eq!(page.one("textarea"), "draf luring");
        assert!(page.find(".tb-compare section")[1].contains("tiga"));
    }
    assert_eq!(officer.get(&at("B6")).await.one("textarea"), "tiga");
}

#[tokio::test]
async fn w08_saving_while_typing_says_when_and_gives_the_next_version() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.get(HOME).await;
    let saved = autosave(&mut officer, &at("B6"), &[("base", "0"), ("text", "satu")]).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert_eq!(saved.one("span.tb-save--ok"), "Tersimpan 09.00 WIB");
    assert_eq!(saved.attributes("input[name=base]", "value"), ["1"]);
    assert!(!saved.text().contains("<html"), "the line alone");
    assert_eq!(saved.attributes("#status", "hx-swap-oob"), ["true"]);
    assert_eq!(saved.one("#status"), "Selesai", "the line above the question is right too");
    // The same once more, as after a lost answer: nothing new, no conflict.
    let again = autosave(&mut officer, &at("B6"), &[("base", "0"), ("text", "satu")]).await;
    assert_eq!(
        (again.status, again.attributes("input[name=base]", "value")),
        (StatusCode::OK, vec!["1".into()])
    );
    let late = autosave(&mut officer, &at("B6"), &[("base", "0"), ("text", "lain")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.one("span").contains("lebih dahulu menyimpan"));
    assert_eq!(late.attributes("button", "form"), ["jawaban"], "the button that compares sends the form");
    let wrong = autosave(&mut officer, &at("A3"), &[("base", "0"), ("fields.permohonan", "banyak")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.one("span.tb-save--failed").contains("Tulis angka"));
    // An answer that asks for evidence brings its place along.
    let chosen = autosave(&mut officer, &at("A1"), &[("base", "0"), ("options", "a")]).await;
    assert_eq!(chosen.attributes("#bukti", "hx-swap-oob"), ["true"]);
    assert_eq!(chosen.find("h3"), ["Foto ruang"]);
    let same = autosave(&mut officer, &at("A1"), &[("base", "1"), ("options", "b")]).await;
    assert!(same.find("h3").is_empty(), "the places stay, with the files chosen in them");
}

#[tokio::test]
async fn w10_a_save_that_comes_after_submission_changes_nothing() {
    let test = small_round().await;
    let (mut ppid, mut leader) = (browser(&test, "ppid").await, browser(&test, "pimpinan").await);
    ppid.post(&at("B6"), &[("base", "0"), ("text", "satu")]).await;
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    ppid.post(&format!("{HOME}/kirim"), &[]).await;
    let before = ppid.get(&format!("{HOME}/tanda-terima.json")).await.body;
    let late = autosave(&mut ppid, &at("B6"), &[("base", "1"), ("text", "dua")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.one("span.tb-save--failed").contains("Sudah dikirim"));
    let late = ppid.post(&at("B6"), &[("base", "1"), ("text", "dua <b>")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.find(".tb-compare section")[0].contains("dua <b>"), "what was typed can be copied");
    assert_eq!(ppid.get(&format!("{HOME}/tanda-terima.json")).await.body, before);
    let page = ppid.get(&at("B6")).await;
    assert!(page.find("#jawaban input, textarea").is_empty() && page.text().contains("satu"));
}
