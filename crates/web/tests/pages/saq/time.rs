//! The clock: before, at and after the end, in two zones, with more time for one office.

use domain::body::Zone;
use domain::round::PhaseKind;
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use store::round::Extension;
use testkit::TestApp;

use super::{HOME, PNG, at, browser, small_round};

/// The end of the filling in the test scene.
pub(super) async fn closing(test: &TestApp) -> Timestamp {
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
    let schedule = store::round::schedule(&mut conn, round.id).await.unwrap();
    schedule.window(PhaseKind::Filling).unwrap().closes
}

#[tokio::test]
async fn w01_the_last_instant_counts_and_the_next_one_does_not() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let end = closing(&test).await;
    test.clock.set(end - SignedDuration::from_micros(1));
    officer.sign_in("petugas").await;
    let saved = officer.post(&at("B6"), &[("base", "0"), ("text", "tepat waktu")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    test.clock.set(end);
    let late = officer.post(&at("B6"), &[("base", "1"), ("text", "terlambat")]).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    assert!(late.text().contains("24 Juni 2024 pukul 08.00 WIB"), "the closing time");
    assert!(late.find(".tb-compare section")[0].contains("terlambat"), "nothing typed is lost");
    let page = officer.get(&at("B6")).await;
    assert!(page.text().contains("tepat waktu") && page.find("textarea").is_empty(), "read only");
    for step in ["persetujuan", "kirim", "buka-kembali"] {
        let mut ppid = browser(&test, "ppid").await;
        let refused = ppid.post(&format!("{HOME}/{step}"), &[("kekurangan", "ya")]).await;
        assert!([StatusCode::FORBIDDEN, StatusCode::CONFLICT].contains(&refused.status), "{step}");
    }
}

#[tokio::test]
async fn w01_an_upload_that_is_complete_after_the_end_leaves_nothing() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    let end = closing(&test).await;
    test.clock.set(end - SignedDuration::from_secs(1));
    officer.sign_in("petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    // The clock passes the end while the body is on its way.
    let clock = test.clock.clone();
    let head = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.png\"\r\n\r\n";
    let pieces = [head.as_bytes().to_vec(), PNG.to_vec(), b"\r\n--b--\r\n".to_vec()];
    let stream = futures_util::stream::iter(pieces.into_iter().enumerate().map(move |(n, piece)| {
        if n == 2 {
            clock.set(end);
        }
        Ok::<_, std::convert::Infallible>(piece)
    }));
    let request = http::Request::post(format!("{}/bukti/foto", at("A1")))
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin")
        .body(axum::body::Body::from_stream(stream))
        .unwrap();
    let late = officer.send(request).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
    assert!(store::evidence::of_body(&mut conn, round.id, "62.06").await.unwrap().is_empty());
}

#[tokio::test]
async fn w03_both_zones_are_printed() {
    let test = small_round().await;
    let mut tx = test.app.db().write().await.unwrap();
    let mut placed = store::body::by_code(&mut tx, "62.06").await.unwrap().unwrap();
    placed.body.zone = Zone::Wit;
    store::body::put(&mut tx, &placed).await.unwrap();
    tx.commit().await.unwrap();
    let mut officer = browser(&test, "petugas").await;
    let both = "24 Juni 2024 pukul 08.00 WIB (24 Juni 2024 pukul 10.00 WIT)";
    for path in ["/saq", HOME, &at("A1"), &format!("{HOME}/periksa")] {
        assert!(officer.get(path).await.text().contains(both), "{path}");
    }
}

#[tokio::test]
async fn an_extension_moves_the_end_for_its_office_alone() {
    let test = small_round().await;
    let end = closing(&test).await;
    test.person("petugas.tala", domain::person::Role::Officer, "63.01").await;
    let more = end + SignedDuration::from_hours(24);
    let extension = Extension {
        body: "62.06".parse().unwrap(),
        kind: PhaseKind::Filling,
        closes: more,
        reason: "banjir".to_owned(),
        given_by: None,
        given_at: test.app.now(),
    };
    let mut tx = test.app.db().write().await.unwrap();
    let round = store::round::by_slug(&mut tx, "monev-2024").await.unwrap().unwrap();
    store::round::put_extension(&mut tx, round.id, &extension).await.unwrap();
    tx.commit().await.unwrap();
    test.clock.set(end);
    let mut officer = browser(&test, "petugas").await;
    assert!(officer.get(HOME).await.text().contains("25 Juni 2024 pukul 08.00 WIB"));
    let saved = officer.post(&at("B6"), &[("base", "0"), ("text", "masih sempat")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let mut other = browser(&test, "petugas.tala").await;
    let late = other.post("/saq/monev-2024/kabupaten-tanah-laut/B6", &[("base", "0"), ("text", "x")]).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
    test.clock.set(more);
    officer.sign_in("petugas").await;
    let late = officer.post(&at("B6"), &[("base", "1"), ("text", "tidak sempat")]).await;
    assert_eq!(late.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn before_the_filling_opens_questions_can_be_read_and_not_answered() {
    let test = small_round().await;
    test.clock.set(test.app.now() - SignedDuration::from_hours(2));
    let mut officer = browser(&test, "petugas").await;
    let page = officer.get(&at("B6")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Pengisian dibuka 10 Juni 2024 pukul 08.00 WIB"));
    assert!(page.find("textarea").is_empty());
    let early = officer.post(&at("B6"), &[("base", "0"), ("text", "terlalu cepat")]).await;
    assert_eq!(early.status, StatusCode::FORBIDDEN);
    assert!(early.text().contains("terlalu cepat"));
    assert!(officer.get("/saq").await.text().contains("Belum dibuka"), "a look does not open it");
}

#[tokio::test]
async fn the_phase_line_and_the_way_to_reopen_are_there_while_the_filling_is_open() {
    let test = small_round().await;
    let end = closing(&test).await;
    let mut officer = browser(&test, "petugas").await;
    officer.get(HOME).await;
    let mut ppid = browser(&test, "ppid").await;
    let signed = ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER);
    let open = officer.get(HOME).await;
    assert_eq!(open.find(".tb-phase").len(), 1);
    assert!(open.text().contains("Jawaban dikunci. Keadaan SAQ: Disetujui PPID."));
    test.clock.set(end);
    officer.sign_in("petugas").await;
    let closed = officer.get(HOME).await;
    assert!(closed.find(".tb-phase").is_empty(), "nothing is open any more");
    assert!(!closed.text().contains("membukanya kembali"), "nothing can be reopened any more");
}
