//! The whole way of one office, with the real questionnaire.

use http::StatusCode;
use sha2::{Digest as _, Sha256};

use super::{HOME, PDF, PNG, at, base, browser, real_round, small_round};

#[tokio::test]
async fn an_office_fills_signs_endorses_submits_and_gets_a_receipt() {
    let test = real_round().await;
    let mut officer = browser(&test, "petugas").await;
    let page = officer.get("/saq").await;
    assert!(page.text().contains("Bawaslu Kabupaten Katingan") && page.text().contains("Pengisian SAQ"));
    assert_eq!(page.attributes("main h2 a", "href"), [HOME]);

    let page = officer.get(HOME).await;
    assert_eq!(page.find(".govuk-task-list__item").len(), 39);
    assert_eq!(page.find(".govuk-task-list__status").iter().filter(|status| *status == "Belum").count(), 39);
    assert!(page.text().contains("0 dari 39 pertanyaan selesai"));
    assert!(page.text().contains("24 Juni 2024 pukul 08.00 WIB"), "the deadline");
    assert!(officer.get("/saq").await.text().contains("Sedang diisi"), "the first visit counts");

    // The slots of A03 depend on the answer: without scripts they appear when it is saved.
    let page = officer.get(&at("A03")).await;
    assert_eq!(page.find("section.tb-box").len(), 0);
    let saved = officer.post(&at("A03"), &[("base", &base(&page)), ("options", "a"), ("do", "stay")]).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, Some(at("A03").as_str())));
    let page = officer.get(&at("A03")).await;
    assert_eq!(page.find("section.tb-box h3"), ["Foto papan nama atau penunjuk arah"]);
    assert!(page.text().contains("Memuat tanda air kantor"), "rules in words");
    assert!(page.one("#tersimpan").starts_with("Tersimpan 10 Juni 2024 pukul 09.00 WIB oleh petugas"));
    let upload = officer
        .upload(
            &format!("{}/bukti/foto", at("A03")),
            &[("caption", "Dari pintu masuk")],
            &[("slot.foto", "papan nama.png", PNG)],
        )
        .await;
    assert_eq!(upload.status, StatusCode::SEE_OTHER, "{}", upload.text());
    let page = officer.get(&at("A03")).await;
    assert!(page.text().contains("papan nama.png") && page.text().contains("Dari pintu masuk"));
    assert!(officer.get(HOME).await.text().contains("1 dari 39 pertanyaan selesai"));

    // Save and continue leads to the next question, and from the last one to the check.
    let questions = officer.get(HOME).await.attributes(".govuk-task-list__link", "href");
    let next = officer.post(&questions[0], &[("base", "0"), ("do", "next")]).await;
    assert_eq!(next.location(), Some(questions[1].as_str()));
    let last = officer.post(&questions[38], &[("base", "0"), ("do", "next")]).await;
    assert_eq!(last.location(), Some(format!("{HOME}/periksa").as_str()));

    let mut ppid = browser(&test, "ppid").await;
    let signed = ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text());

    let mut leader = browser(&test, "pimpinan").await;
    let endorsed = leader.post(&format!("{HOME}/pengesahan"), &[]).await;
    assert_eq!(endorsed.status, StatusCode::SEE_OTHER, "{}", endorsed.text());
    let submitted = officer.post(&format!("{HOME}/kirim"), &[]).await;
    assert_eq!(submitted.location(), Some(format!("{HOME}/tanda-terima").as_str()), "{}", submitted.text());

    let receipt = officer.get(&format!("{HOME}/tanda-terima")).await;
    let number = receipt.one(".govuk-panel strong");
    assert!(number.starts_with("SAQ-24-"), "{number}");
    assert!(domain::reference::parse_reference("SAQ", &number).is_some());
    assert!(receipt.text().contains("10 Juni 2024 pukul 09.00 WIB"));
    let document = officer.get(&format!("{HOME}/tanda-terima.json")).await;
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&document.body));
    assert!(receipt.text().contains(&hash), "the hash can be recomputed from the download");
    let json = document.json();
    assert_eq!(json["receipt"], number.as_str());
    assert_eq!(json["answers"]["A03"]["options"][0], "a");
    assert_eq!(json["evidence"]["A03"]["foto"][0]["caption"], "Dari pintu masuk");

    // W07: sent twice, one submission and one receipt.
    officer.post(&format!("{HOME}/kirim"), &[]).await;
    assert_eq!(officer.get(&format!("{HOME}/tanda-terima")).await.one(".govuk-panel strong"), number);
}

#[tokio::test]
async fn every_question_of_the_real_instrument_shows_saves_and_shows_again() {
    let test = real_round().await;
    let mut officer = browser(&test, "petugas").await;
    let tasks = officer.get(HOME).await.attributes(".govuk-task-list__link", "href");
    assert_eq!(tasks.len(), 39);
    for path in &tasks {
        let page = officer.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let mut fields: Vec<(String, String)> =
            vec![("base".into(), base(&page)), ("do".into(), "stay".into())];
        // The first choice of each radio group and of each set of boxes.
        for kind in ["radio", "checkbox"] {
            let names = page.attributes(&format!("#jawaban input[type={kind}]"), "name");
            let values = page.attributes(&format!("#jawaban input[type={kind}]"), "value");
            for (name, value) in names.into_iter().zip(values) {
                if !fields.iter().any(|(known, _)| *known == name) {
                    fields.push((name, value));
                }
            }
        }
        for name in page.attributes("#jawaban input[type=url]", "name") {
            fields.push((name, "https://katingan.bawaslu.go.id/ppid".into()));
        }
        for name in page.attributes("#jawaban input[type=date]", "name") {
            fields.push((name, "2024-01-31".into()));
        }
        for name in page.attributes("#jawaban input[inputmode=decimal]", "name") {
            fields.push((name, "12".into()));
        }
        let texts = page.attributes("#jawaban input[type=text]:not([inputmode]), #jawaban textarea", "name");
        for name in texts {
            fields.push((name, "Sudah ada".into()));
        }
        let borrowed: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = officer.post(path, &borrowed).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{path} {fields:?}\n{}", saved.text());
        let again = officer.get(path).await;
        for (name, value) in fields.iter().filter(|(name, _)| name != "base" && name != "do") {
            let checked = again.attributes(&format!("#jawaban [name=\"{name}\"][checked]"), "value");
            let typed = again.attributes(&format!("#jawaban [name=\"{name}\"]"), "value");
            let text = again.find(&format!("#jawaban textarea[name=\"{name}\"]"));
            assert!([checked, typed, text].concat().contains(value), "{path} {name} lost {value}");
        }
        // Every place for files that is asked for takes one.
        for action in again.attributes("form[enctype]", "action") {
            let accept =
                again.attributes(&format!("form[action=\"{action}\"] input[type=file]"), "accept").remove(0);
            let (name, bytes) = if accept.contains("png") { ("bukti.png", PNG) } else { ("bukti.pdf", PDF) };
            if accept.contains("png") || accept.contains("pdf") {
                let sent = officer.upload(&action, &[], &[("slot", name, bytes)]).await;
                assert_eq!(sent.status, StatusCode::SEE_OTHER, "{action}\n{}", sent.text());
            }
        }
    }
    let page = officer.get(HOME).await;
    let open = page.find(".govuk-task-list__status").into_iter().filter(|status| status == "Belum").count();
    assert_eq!(open, 0, "every question is under way");
    let check = officer.get(&format!("{HOME}/periksa")).await;
    assert!(check.find(".govuk-summary-list__value").iter().any(|value| value.contains("31 Januari 2024")));
}

#[tokio::test]
async fn the_leader_who_signed_off_cannot_endorse() {
    let test = small_round().await;
    test.grant("ppid", domain::person::Role::Leader, "62.06").await;
    let mut ppid = browser(&test, "ppid").await;
    ppid.get(HOME).await;
    ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
    let refused = ppid.post(&format!("{HOME}/pengesahan"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.one(".govuk-error-summary").contains("orang lain"));
    assert_eq!(refused.find("#endorse").len(), 1, "the summary leads to the button");
}

#[tokio::test]
async fn w11_what_is_missing_is_listed_with_a_way_to_each() {
    let test = real_round().await;
    let mut ppid = browser(&test, "ppid").await;
    ppid.get(HOME).await;
    let gap = format!("{HOME}/A01#options");
    let page = ppid.get(&format!("{HOME}/periksa")).await;
    assert!(page.attributes("main a", "href").contains(&gap));
    let refused = ppid.post(&format!("{HOME}/persetujuan"), &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "the PPID must say that the gaps are known");
    let links = refused.attributes(".govuk-error-summary a", "href");
    assert!(links.contains(&gap), "{links:?}");
    let questions: std::collections::BTreeSet<&str> =
        links.iter().filter_map(|link| link.split_once('#')).map(|(question, _)| question).collect();
    let questions = questions.into_iter().filter(|question| !question.is_empty()).count();
    assert_eq!(questions, 39, "every question has a gap: {links:?}");
    for link in links.iter().take(3) {
        let (path, field) = link.split_once('#').expect("a field");
        let page = ppid.get(path).await;
        assert_eq!(page.find(&format!("[id=\"{field}\"]")).len(), 1, "{link} leads to a field");
    }
}

#[tokio::test]
async fn w16_a_withdrawn_submission_can_be_sent_again_and_the_last_counts() {
    let test = small_round().await;
    let mut ppid = browser(&test, "ppid").await;
    let mut leader = browser(&test, "pimpinan").await;
    ppid.get(HOME).await;
    let mut numbers = Vec::new();
    for answer in ["a", "c"] {
        let page = ppid.get(&at("A1")).await;
        let saved = ppid.post(&at("A1"), &[("base", &base(&page)), ("options", answer)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        ppid.post(&format!("{HOME}/persetujuan"), &[("kekurangan", "ya")]).await;
        leader.post(&format!("{HOME}/pengesahan"), &[]).await;
        ppid.post(&format!("{HOME}/kirim"), &[]).await;
        numbers.push(ppid.get(&format!("{HOME}/tanda-terima")).await.one(".govuk-panel strong"));
        let json = ppid.get(&format!("{HOME}/tanda-terima.json")).await.json();
        assert_eq!(json["answers"]["A1"]["options"][0], answer);
        if answer == "a" {
            let reopened = ppid.post(&format!("{HOME}/buka-kembali"), &[]).await;
            assert_eq!(reopened.status, StatusCode::SEE_OTHER);
            let gone = ppid.get(&format!("{HOME}/tanda-terima")).await;
            assert_eq!(gone.status, StatusCode::NOT_FOUND, "a withdrawn submission has no receipt");
        }
    }
    assert_ne!(numbers[0], numbers[1]);
}
