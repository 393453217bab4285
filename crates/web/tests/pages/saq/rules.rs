//! What a round decides about files holds for its offices: size, room, time of grace.

use axum::body::Body;
use domain::file_rules::OwnFileRules;
use http::{Method, StatusCode};
use jiff::SignedDuration;
use testkit::TestApp;

use super::time::closing;
use super::tus::{begin, patch, request};
use super::{HOME, PNG, another_png, at, browser, small_round};

async fn set(test: &TestApp, rules: OwnFileRules) {
    let mut tx = test.app.db().write().await.unwrap();
    let mut round = store::round::lock_by_slug(&mut tx, "monev-2024").await.unwrap().unwrap();
    round.files = rules;
    assert!(store::round::update(&mut tx, &round).await.unwrap());
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn u27_size_and_room_are_those_of_the_round_for_forms_and_for_pieces() {
    let test = small_round().await;
    // A picture has 70 bytes, another one 71.
    set(&test, OwnFileRules { max_file: Some(71), max_office: Some(145), grace_seconds: None }).await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let page = officer.get(&at("A1")).await;
    assert!(page.text().contains("Tiap berkas paling besar 71 B."), "{}", page.text());
    assert!(page.text().contains("Ruang berkas kantor: 0 B dari 145 B terpakai (0%)"));
    let slot = format!("{}/unggah/foto", at("A1"));
    let can = officer.request(Method::OPTIONS, &slot).await;
    assert_eq!(can.headers["tus-max-size"], "71");
    let big = request(Method::POST, &slot)
        .header("upload-length", 72)
        .header("upload-metadata", "filename YS5wbmc=");
    let big = officer.send(big.body(Body::empty()).unwrap()).await;
    assert_eq!(big.status, StatusCode::PAYLOAD_TOO_LARGE);
    let form = format!("{}/bukti/foto", at("A1"));
    let big = officer.upload(&form, &[], &[("f", "a.png", &[PNG, b"12"].concat())]).await;
    assert_eq!(big.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(big.text().contains("Paling besar 71 B"));
    assert_eq!(officer.upload(&form, &[], &[("f", "a.png", PNG)]).await.status, StatusCode::SEE_OTHER);
    // 70 of 145 are used, 71 more are promised: a third finds no room on either way.
    let path = begin(&mut officer, "b.png", 71).await;
    for page in [
        officer.upload(&form, &[("caption", "ketiga")], &[("f", "c.png", &another_png(3))]).await,
        officer
            .send(
                request(Method::POST, &slot)
                    .header("upload-length", 71)
                    .header("upload-metadata", "filename YS5wbmc=")
                    .body(Body::empty())
                    .unwrap(),
            )
            .await,
    ] {
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("sudah penuh"), "{}", page.text());
    }
    let check = officer.get(&format!("{HOME}/periksa")).await.text();
    assert!(check.contains("Ruang berkas kantor: 141 B dari 145 B terpakai (97%)"), "{check}");
    assert!(check.contains("1: unggahan b.png baru 0%"), "{check}");
    // What was let in may arrive though the round has become stricter.
    set(&test, OwnFileRules { max_file: Some(10), max_office: Some(10), grace_seconds: None }).await;
    assert_eq!(patch(&mut officer, &path, 0, &another_png(1)).await.status, StatusCode::NO_CONTENT);
    let page = officer.get(&at("A1")).await;
    assert_eq!(page.find(".tb-files li").len(), 2);
    assert!(page.text().contains("(100%)"));
}

#[tokio::test]
async fn w02_the_time_of_grace_is_that_of_the_round_and_stands_on_the_pages() {
    let test = small_round().await;
    set(&test, OwnFileRules { grace_seconds: Some(600), ..OwnFileRules::default() }).await;
    let (mut ppid, mut leader) = (browser(&test, "ppid").await, browser(&test, "pimpinan").await);
    let end = closing(&test).await;
    test.clock.set(end - SignedDuration::from_mins(5));
    ppid.sign_in("ppid").await;
    leader.sign_in("pimpinan").await;
    ppid.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let rule = "boleh selesai sampai 24 Juni 2024 pukul 08.10 WIB";
    for path in [HOME.to_owned(), at("A1"), format!("{HOME}/periksa")] {
        assert!(ppid.get(&path).await.text().contains(rule), "{path}");
    }
    let path = begin(&mut ppid, "ruang.png", PNG.len()).await;
    let slow = begin(&mut ppid, "lain.png", PNG.len() + 1).await;
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    ppid.post(&format!("{HOME}/kirim"), &[]).await;
    test.clock.set(end + SignedDuration::from_secs(599));
    assert_eq!(patch(&mut ppid, &path, 0, PNG).await.status, StatusCode::NO_CONTENT);
    let told = ppid.get(&path).await.json();
    assert_eq!(told["late"], true);
    let receipt = format!("/bukti/{}/tanda-terima", told["evidence"].as_str().unwrap());
    assert!(ppid.get(&receipt).await.text().contains("Terlambat unggah: tiba setelah jawaban disetujui"));
    let check = ppid.get(&format!("{HOME}/periksa")).await.text();
    assert!(check.contains("1: ruang.png ditandai terlambat unggah"), "{check}");
    test.clock.set(end + SignedDuration::from_secs(600));
    assert_eq!(patch(&mut ppid, &slow, 0, &another_png(1)).await.status, StatusCode::FORBIDDEN);
    // Those who judge see the mark too.
    test.person("verifikator", domain::person::Role::Verifier, "62").await;
    let mut verifier = browser(&test, "verifikator").await;
    let item = verifier.get("/verifikasi/monev-2024/kabupaten-katingan/A1").await;
    assert!(item.one(".tb-review__evidence").contains("terlambat unggah"), "{}", item.text());
}
