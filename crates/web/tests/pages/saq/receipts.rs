//! Receipts of files, newer versions, and one file in several places.

use axum::body::Body;
use data_encoding::{BASE64, HEXLOWER};
use domain::person::Role;
use http::{Method, StatusCode};
use sha2::{Digest as _, Sha256};
use testkit::{Browser, TestApp};

use super::time::closing;
use super::tus::{patch, request};
use super::{HOME, PNG, another_png, at, browser, real_round, small_round};

/// Puts a file into a slot and gives its address.
async fn add(browser: &mut Browser, question: &str, slot: &str, name: &str, bytes: &[u8]) -> String {
    let path = format!("{}/bukti/{slot}", at(question));
    let sent = browser.upload(&path, &[("caption", "ruang layanan")], &[("f", name, bytes)]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    browser.get(&at(question)).await.attributes(".tb-files li div > a:first-child", "href").pop().unwrap()
}

async fn sign_and_submit(test: &TestApp) {
    let (mut ppid, mut leader) = (browser(test, "ppid").await, browser(test, "pimpinan").await);
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    assert_eq!(ppid.post(&format!("{HOME}/kirim"), &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_file_has_a_receipt_for_those_who_may_read_it() {
    let test = small_round().await;
    test.person("verifikator", Role::Verifier, "62").await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let href = add(&mut officer, "A1", "foto", "ruang.png", PNG).await;
    let page = officer.get(&at("A1")).await;
    assert!(page.text().contains("Tanda terima BK-24-"), "{}", page.text());
    let receipt = officer.get(&format!("{href}/tanda-terima")).await;
    assert_eq!(receipt.status, StatusCode::OK);
    let hash = HEXLOWER.encode(&Sha256::digest(PNG));
    let text = receipt.text();
    for words in [
        "Berkas sudah diterima",
        "BK-24-",
        "ruang.png",
        "70 B (70 byte)",
        hash.as_str(),
        "10 Juni 2024 pukul 09.00 WIB",
        "Pertanyaan 1: Apakah ada ruang",
        "ruang layanan",
        "Tiba sebelum jawaban disetujui",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let json = officer.get(&format!("{href}/tanda-terima.json")).await;
    assert_eq!(json.headers["content-type"], "application/json");
    let json = json.json();
    assert_eq!((&json["sha256"], &json["late"]), (&hash.into(), &false.into()));
    let number = json["receipt"].as_str().unwrap();
    assert_eq!(domain::reference::parse_reference("BK", number).as_deref(), Some(number));
    // Who judges sees it once the office has submitted, with the way back to where it is judged.
    let mut verifier = browser(&test, "verifikator").await;
    assert_eq!(verifier.get(&format!("{href}/tanda-terima")).await.status, StatusCode::NOT_FOUND);
    sign_and_submit(&test).await;
    let seen = verifier.get(&format!("{href}/tanda-terima")).await;
    assert_eq!(seen.attributes(".govuk-back-link", "href"), ["/verifikasi/monev-2024/kabupaten-katingan/A1"]);
    // Files of before there were receipts have none.
    let mut tx = test.app.db().write().await.unwrap();
    let id = href.trim_start_matches("/bukti/").parse().unwrap();
    let mut old = store::evidence::by_id(&mut tx, id).await.unwrap().unwrap();
    (old.id, old.receipt) =
        (domain::ids::EvidenceId::new(test.app.now(), &domain::random::Seeded::new(9)), None);
    store::evidence::insert(&mut tx, &old).await.unwrap();
    tx.commit().await.unwrap();
    for path in ["tanda-terima", "tanda-terima.json"] {
        assert_eq!(officer.get(&format!("/bukti/{}/{path}", old.id)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn u30_a_file_is_replaced_until_the_answers_are_signed_and_both_versions_stay() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let old = add(&mut officer, "A1", "foto", "lama.png", PNG).await;
    let replace = |href: &str| format!("{}/ganti/{}", at("A1"), href.trim_start_matches("/bukti/"));
    let nothing = officer.upload(&replace(&old), &[], &[("f", "", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.one(".govuk-error-summary").contains("Pilih berkas"));
    let wrong = officer.upload(&replace(&old), &[], &[("f", "baru.png", b"x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.find("details[open]").len(), 1, "the form with the mistake is open");
    let same = officer.upload(&replace(&old), &[], &[("f", "lama.png", PNG)]).await;
    assert_eq!(same.status, StatusCode::SEE_OTHER, "the same bytes change nothing");
    let sent =
        officer.upload(&replace(&old), &[("caption", "")], &[("f", "baru.png", &another_png(1))]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let page = officer.get(&at("A1")).await;
    assert_eq!(page.find(".tb-files li").len(), 1);
    let row = page.one(".tb-files li");
    for words in ["baru.png", "ruang layanan", "Menggantikan versi sebelumnya"] {
        assert!(row.contains(words), "{words}: {row}");
    }
    let new = page.attributes(".tb-files li div > a:first-child", "href").remove(0);
    assert!(page.find("#riwayat li")[0].contains("Bukti diganti: lama.png menjadi baru.png"));
    assert_eq!(page.attributes("#riwayat li a", "href"), [old.as_str()], "the way to the old version");
    assert_eq!(officer.get(&old).await.body.as_ref(), PNG, "it is kept");
    let mut conn = test.app.db().read().await.unwrap();
    let round = store::round::by_slug(&mut conn, "monev-2024").await.unwrap().unwrap();
    let object = format!("{}/62.06/A1", round.id);
    let event =
        store::event::latest(&mut conn, "answer", &object, "evidence_replaced").await.unwrap().unwrap();
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap();
    let hash = |bytes: &[u8]| serde_json::json!(HEXLOWER.encode(&Sha256::digest(bytes)));
    assert_eq!((&data["sha256"], &data["replaces"]["sha256"]), (&hash(&another_png(1)), &hash(PNG)));
    assert!(data["receipt"] != data["replaces"]["receipt"] && data["replaces"]["receipt"].is_string());
    drop(conn);
    // Others of the office's superiors see what counts, not what was replaced.
    test.person("verifikator", Role::Verifier, "62").await;
    sign_and_submit(&test).await;
    let mut verifier = browser(&test, "verifikator").await;
    assert_eq!(verifier.get(&new).await.status, StatusCode::OK);
    assert_eq!(verifier.get(&old).await.status, StatusCode::NOT_FOUND);
    let after = officer.upload(&replace(&new), &[], &[("f", "akhir.png", &another_png(2))]).await;
    assert_eq!(after.status, StatusCode::CONFLICT, "submitted: {}", after.text());
    let mut ppid = browser(&test, "ppid").await;
    ppid.post(&format!("{HOME}/buka-kembali"), &[]).await;
    let after = officer.upload(&replace(&new), &[], &[("f", "akhir.png", &another_png(2))]).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "reopened");
    assert_eq!(officer.get(&new).await.body.as_ref(), another_png(1));
}

#[tokio::test]
async fn u30_a_replacement_that_arrives_after_the_signatures_changes_nothing() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    test.clock.set(closing(&test).await - jiff::SignedDuration::from_hours(1));
    officer.sign_in("petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let old = add(&mut officer, "A1", "foto", "lama.png", PNG).await;
    let bytes = another_png(1);
    let begin = |replaces: &str| {
        let named = [("filename", "baru.png"), ("replaces", replaces)];
        let named = named.map(|(key, value)| format!("{key} {}", BASE64.encode(value.as_bytes()))).join(",");
        let request = request(Method::POST, &format!("{}/unggah/foto", at("A1")));
        request
            .header("upload-length", bytes.len())
            .header("upload-metadata", named)
            .body(Body::empty())
            .unwrap()
    };
    let unknown = officer.send(begin("019012d4-6b00-7000-8000-0000000000a1")).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_eq!(officer.send(begin("x")).await.status, StatusCode::NOT_FOUND);
    let id = old.trim_start_matches("/bukti/");
    let created = officer.send(begin(id)).await;
    assert_eq!(created.status, StatusCode::CREATED, "{}", created.text());
    let path = created.headers["location"].to_str().unwrap().to_owned();
    sign_and_submit(&test).await;
    let late = patch(&mut officer, &path, 0, &bytes).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text().contains("Versi lama tetap berlaku"), "{}", late.text());
    let page = officer.get(&at("A1")).await;
    assert!(page.one(".tb-files").contains("lama.png"));
    assert!(page.find("#riwayat li")[0].contains("Unggahan ditolak: baru.png"), "{}", page.one("#riwayat"));
    // In time it takes the place, and its answer names the receipt.
    let mut ppid = browser(&test, "ppid").await;
    ppid.post(&format!("{HOME}/buka-kembali"), &[]).await;
    let created = officer.send(begin(id)).await;
    let path = created.headers["location"].to_str().unwrap().to_owned();
    assert_eq!(patch(&mut officer, &path, 0, &bytes).await.status, StatusCode::NO_CONTENT);
    let told = officer.get(&path).await.json();
    assert!(told["receipt"].as_str().unwrap().starts_with("BK-24-") && told["late"] == false, "{told}");
    let row = officer.get(&at("A1")).await.one(".tb-files");
    assert!(row.contains("baru.png") && row.contains("ruang layanan") && !row.contains("lama.png"), "{row}");
}

#[tokio::test]
async fn what_our_camera_recorded_is_shown_and_what_is_no_record_is_ignored() {
    let test = small_round().await;
    let mut officer = browser(&test, "petugas").await;
    officer.post(&at("A1"), &[("base", "0"), ("options", "a")]).await;
    let record =
        r#"{"at":"2024-06-10T08:32:00+07:00","latitude":-1880000,"longitude":113390000,"accuracy":9.5}"#;
    for (name, capture, bytes) in
        [("satu.png", record, another_png(1)), ("dua.png", "{bukan", another_png(2))]
    {
        let named = [("filename", name), ("capture", capture)];
        let named = named.map(|(key, value)| format!("{key} {}", BASE64.encode(value.as_bytes()))).join(",");
        let request = request(Method::POST, &format!("{}/unggah/foto", at("A1")));
        let request = request.header("upload-length", bytes.len()).header("upload-metadata", named);
        let created = officer.send(request.body(Body::empty()).unwrap()).await;
        let path = created.headers["location"].to_str().unwrap().to_owned();
        assert_eq!(patch(&mut officer, &path, 0, &bytes).await.status, StatusCode::NO_CONTENT);
    }
    let rows = officer.get(&at("A1")).await.find(".tb-files > li");
    let words = "Diambil dengan kamera halaman ini 10 Juni 2024 pukul 08.32 WIB; jam dan tempat dicap";
    assert!(rows[0].contains(words) && !rows[1].contains("kamera"), "{rows:?}");
}

#[tokio::test]
async fn one_file_serves_several_questions_each_with_its_caption_and_receipt() {
    let test = real_round().await;
    let mut officer = browser(&test, "petugas").await;
    // Two questions whose places take photos.
    let instrument = domain::instrument::Instrument::from_yaml(super::INSTRUMENT.as_bytes()).unwrap();
    let takes_photos =
        |slot: &&domain::instrument::Slot| slot.kinds.contains(&domain::instrument::EvidenceKind::Photo);
    let places: Vec<(String, String, u32)> = instrument
        .questions()
        .filter_map(|question| {
            let slot = question.evidence.iter().find(takes_photos).filter(|slot| slot.when.is_none())?;
            Some((question.code.to_string(), slot.code.to_string(), question.number))
        })
        .collect();
    let [(first, slot, number), (second, other_slot, other_number), ..] = &places[..] else {
        panic!("two places for photos: {places:?}");
    };
    let href = add(&mut officer, first, slot, "ruang.png", PNG).await;
    let id = href.trim_start_matches("/bukti/");
    let path = format!("{}/pakai/{other_slot}", at(second));
    let none = officer.post(&path, &[("evidence", ""), ("caption", "")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.one(".govuk-error-summary").contains("Pilih satu berkas."));
    let offered = none.find(&format!("select[id='pakai.{other_slot}'] option"));
    assert!(
        offered[1].contains(&format!("ruang.png (70 B, pertanyaan {number}. ruang layanan)")),
        "{offered:?}"
    );
    for wrong in ["x", "019012d4-6b00-7000-8000-0000000000a1"] {
        assert_eq!(officer.post(&path, &[("evidence", wrong)]).await.status, StatusCode::NOT_FOUND);
    }
    let used = officer.post(&path, &[("evidence", id), ("caption", "")]).await;
    assert_eq!(used.status, StatusCode::SEE_OTHER, "{}", used.text());
    let row = officer.get(&at(second)).await.one(".tb-files");
    for words in ["ruang.png", "ruang layanan", &format!("Juga dipakai di pertanyaan {number}"), "BK-24-"] {
        assert!(row.contains(words), "{words}: {row}");
    }
    let row = officer.get(&at(first)).await.one(".tb-files");
    assert!(row.contains(&format!("Juga dipakai di pertanyaan {other_number}")), "{row}");
    // Another office cannot name it.
    test.person("lain", Role::Officer, "62.71").await;
    let mut other = browser(&test, "lain").await;
    let elsewhere = path.replace("kabupaten-katingan", "62.71");
    assert_eq!(other.post(&elsewhere, &[("evidence", id)]).await.status, StatusCode::NOT_FOUND);
}
