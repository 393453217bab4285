//! What goes out of the desk, in pages: reasons, conflicts that lose nothing, old information, what programs and caches are given.

use app::jobs::Lane;
use axum::body::Body;
use domain::person::Role;
use http::{Request, StatusCode, header};
use jiff::Timestamp;
use testkit::{Browser, Page};

use super::catalogue::{DESK, REPORT, SITE, add, site, step};
use super::content::png;
use super::desk::{DECREE, SHEET, TESTS, office, proposed, signed_in};

const NIK: &str = "6206011205850001";

/// The report, published: its path at the desk.
async fn published(ppid: &mut Browser) -> String {
    let path = add(ppid).await;
    for name in ["check", "publish"] {
        assert_eq!(step(ppid, &path, name, &[]).await.location(), Some(path.as_str()), "{name}");
    }
    path
}

/// Sends the form of an item with another title, as of a revision.
async fn save(ppid: &mut Browser, path: &str, title: &str, revision: &str) -> Page {
    let fields = REPORT.iter().map(|(name, value)| (*name, if *name == "title" { title } else { *value }));
    let fields: Vec<(&str, &str)> = fields.chain([("revision", revision)]).collect();
    ppid.post(&format!("{path}/ubah"), &fields).await
}

#[tokio::test]
async fn d19_a_reason_with_personal_data_is_answered_in_the_form_of_its_step() {
    let (_test, mut ppid, mut everybody) = site().await;
    let path = published(&mut ppid).await;
    let reason = format!("Memuat NIK {NIK}");
    let page = step(&mut ppid, &path, "withdraw", &[("reason", &reason)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#reason_privacy"]);
    assert_eq!(page.attributes("#reason-withdraw", "value"), [reason.as_str()], "everything typed stays");
    let digest = page.attributes("#reason_privacy", "value");
    assert_eq!(digest.len(), 1, "in the form of this step alone");
    assert!(page.text().contains("NIK: 1") && page.text().contains("6206••••••••••01"), "{}", page.text());
    // The answer is to these words: others are asked for again.
    let other = format!("Memuat NIK {NIK} juga");
    let again =
        step(&mut ppid, &path, "withdraw", &[("reason", &other), ("reason_privacy", &digest[0])]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.attributes("#reason_privacy[checked]", "value").is_empty());
    let done =
        step(&mut ppid, &path, "withdraw", &[("reason", &reason), ("reason_privacy", &digest[0])]).await;
    assert_eq!(done.location(), Some(path.as_str()));
    assert_eq!(everybody.get(&path.replace("/meja", "")).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn what_was_typed_stays_when_the_item_was_withdrawn_meanwhile() {
    let (_test, mut ppid, _) = site().await;
    let path = published(&mut ppid).await;
    let revision =
        ppid.get(&format!("{path}/ubah")).await.attributes("input[name=revision]", "value").remove(0);
    step(&mut ppid, &path, "withdraw", &[("reason", "Salah dokumen")]).await;
    let first = save(&mut ppid, &path, "Laporan baru", &revision).await;
    assert_eq!(
        (first.status, first.attributes("#title", "value")),
        (StatusCode::CONFLICT, vec!["Laporan baru".into()])
    );
    let revision = first.attributes("input[name=revision]", "value").remove(0);
    let second = save(&mut ppid, &path, "Laporan baru", &revision).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert_eq!(second.attributes("#title", "value"), ["Laporan baru"]);
    assert!(
        second.text().contains("sudah ditarik") && second.text().contains("Susun lagi"),
        "{}",
        second.text()
    );
    assert_eq!(ppid.get(&format!("{path}/ubah")).await.status, StatusCode::CONFLICT, "nobody types in vain");
    // As it says: written on elsewhere, then saved here.
    step(&mut ppid, &path, "resume", &[]).await;
    let revision = ppid.get(&path).await.attributes("input[name=revision]", "value").remove(0);
    assert_eq!(save(&mut ppid, &path, "Laporan baru", &revision).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_was_typed_into_a_test_stays_when_its_state_changed() {
    let (test, mut ppid) = office().await;
    let mut leader = signed_in(&test, "pimpinan", Role::Leader, "62.06").await;
    let path = proposed(&mut ppid).await;
    let revision = ppid.get(&path).await.attributes("input[name=revision]", "value").remove(0);
    let fields = [("document", "Berkas 13"), ("information", "Identitas saksi"), ("revision", &revision)];
    let page = ppid.post(&format!("{path}/ubah"), &fields).await;
    assert_eq!((page.status, page.one("#information").as_str()), (StatusCode::CONFLICT, "Identitas saksi"));
    assert_eq!(page.attributes("#document", "value"), ["Berkas 13"]);
    assert!(page.text().contains("sudah diusulkan atau diputuskan"), "{}", page.text());
    assert_eq!(ppid.get(&format!("{path}/ubah")).await.status, StatusCode::CONFLICT);

    // A test in whose place another one is written, opened before that is saved.
    let reference = path.rsplit('/').next().expect("a reference").to_owned();
    let new = format!("{TESTS}/baru?ganti={reference}");
    assert_eq!(ppid.get(&new).await.status, StatusCode::CONFLICT, "it is not in force yet");
    let approve = [&[("do", "approve"), ("revision", revision.as_str())], &DECREE[..]].concat();
    leader.post(&format!("{path}/langkah"), &approve).await;
    assert_eq!(ppid.get(&new).await.attributes("input[name=replaces]", "value"), [reference.as_str()]);
    super::desk::step(&mut ppid, &path, "open", &[("number", "09/SK/2024"), ("reason", "Sudah diputus")])
        .await;
    let fields = [&SHEET[..], &[("replaces", reference.as_str())]].concat();
    let page = ppid.post(&format!("{TESTS}/baru"), &fields).await;
    assert_eq!((page.status, page.one("#information").as_str()), (StatusCode::CONFLICT, SHEET[0].1));
    assert!(page.text().contains("tidak berlaku lagi"), "{}", page.text());
    assert_eq!(page.attributes("input[name=replaces]", "value"), [""]);
    assert_eq!(ppid.post(&format!("{TESTS}/baru"), &SHEET).await.status, StatusCode::SEE_OTHER, "as it says");
}

#[tokio::test]
async fn information_made_before_this_program_is_saved() {
    let (_test, mut ppid, _) = site().await;
    let mut fields = REPORT;
    fields[5].1 = "1998-05-21";
    let page = ppid.post(&format!("{DESK}/baru"), &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let item = page.location().expect("the item").to_owned();
    assert!(ppid.get(&item).await.text().contains("21 Mei 1998"));
    fields[5].1 = "1944-05-21";
    let wrong = ppid.post(&format!("{DESK}/baru"), &fields).await;
    assert_eq!(wrong.attributes(".govuk-error-summary a", "href"), ["#made_on"]);
}

#[tokio::test]
async fn z01_telling_at_once_is_offered_to_those_who_may() {
    let (test, mut ppid, _) = site().await;
    let mut officer = signed_in(&test, "petugas", Role::Officer, "62.06").await;
    let path = published(&mut ppid).await;
    let fields: Vec<(&str, &str)> = REPORT
        .iter()
        .map(|(name, value)| (*name, if *name == "class" { "serta_merta" } else { *value }))
        .chain([("revision", "3")])
        .collect();
    assert_eq!(officer.post(&format!("{path}/ubah"), &fields).await.location(), Some(path.as_str()));
    let at_once = "button[value=at_once]";
    assert!(officer.get(&path).await.find(at_once).is_empty());
    let denied = officer.post(&format!("{path}/langkah"), &[("do", "at_once"), ("revision", "4")]).await;
    assert_eq!(denied.status, StatusCode::NOT_FOUND);
    assert_eq!(ppid.get(&path).await.find(at_once).len(), 1);
}

#[tokio::test]
async fn z08_the_catalogue_for_programs_tells_of_files_what_the_page_tells() {
    let (test, mut ppid, mut everybody) = site().await;
    let path = add(&mut ppid).await;
    let photo = png();
    ppid.upload(&format!("{path}/berkas"), &[], &[("f", "ruang.png", &photo)]).await;
    test.app.run_due_jobs_of(Lane::Examine).await.expect("a look");
    for name in ["check", "publish"] {
        step(&mut ppid, &path, name, &[]).await;
    }
    let item = everybody.get(&format!("{}.json", path.replace("/meja", ""))).await.json();
    let dcat = everybody.get(&format!("{SITE}.jsonld")).await.json();
    let told = &dcat["dcat:dataset"][0]["dcat:distribution"][0];
    let (file, distribution) = (&item["berkas"][0], told);
    assert_eq!(distribution["dct:title"]["@value"], "ruang.jpg", "the copy that was painted of it");
    assert_eq!(distribution["spdx:checksum"]["spdx:checksumValue"]["@value"], file["sha256"]);
    assert_ne!(distribution["dcat:byteSize"]["@value"], photo.len().to_string());
    assert!(dcat["dct:issued"]["@value"].is_string() && dcat["dct:title"]["@value"].is_string());
    // An empty list is a document too.
    for form in ["json", "jsonld"] {
        let empty = everybody.get(&format!("/kota-palangka-raya/informasi.{form}")).await.json();
        let items = empty.get("informasi").or(empty.get("dcat:dataset")).expect("a list");
        assert_eq!(items, &serde_json::json!([]));
        let nothing = everybody.get(&format!("/tidak-ada/informasi.{form}")).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_picture_of_an_item_is_asked_for_anew_and_goes_with_it() {
    let (test, mut ppid, mut everybody) = site().await;
    // A quarter past one on New Year's Day in Katingan.
    test.clock.set("2024-12-31T18:15:00Z".parse::<Timestamp>().unwrap());
    ppid.sign_in("ppid.katingan").await;
    let path = published(&mut ppid).await;
    let page = everybody.get(&path.replace("/meja", "")).await;
    assert!(page.text().contains("(2025)"), "the year on the office's clock: {}", page.text());
    let picture = page.attributes("meta[property='og:image']", "content").remove(0);
    let picture =
        picture.split_once("/kabupaten-katingan").map(|(_, rest)| format!("/kabupaten-katingan{rest}"));
    let picture = picture.expect("an address of the office");
    let shown = everybody.get(&picture).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert_eq!(shown.headers[header::CACHE_CONTROL], "no-cache");
    let tag = shown.headers[header::ETAG].clone();
    let ask = || Request::get(&picture).header(header::IF_NONE_MATCH, &tag).body(Body::empty()).unwrap();
    assert_eq!(everybody.send(ask()).await.status, StatusCode::NOT_MODIFIED);
    step(&mut ppid, &path, "withdraw", &[("reason", "Salah dokumen")]).await;
    assert_eq!(everybody.send(ask()).await.status, StatusCode::NOT_FOUND);
}
