//! A program of an office: answers, evidence, signatures, submission.

use axum::body::Body;
use domain::person::Role;
use domain::round::PhaseKind;
use http::{Method, header};
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::TestApp;

use super::super::saq::PNG;
use super::support::{Program, anonymous, pointers, problem};

const OFFICE: &str = "/rounds/monev-2024/assessments/62.06";

fn png() -> Vec<u8> {
    PNG.to_vec()
}

async fn office() -> (TestApp, Program) {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let ppid = test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let program = anonymous(&test).of(&test, &ppid).await;
    (test, program)
}

async fn upload(program: &Program, slot: &str, name: &str, bytes: Vec<u8>) -> testkit::Page {
    let path = format!("{OFFICE}/answers/A1/evidence?slot={slot}&name={name}&caption=Ruang");
    program.send(Method::POST, &path, &[("content-type", "application/octet-stream")], bytes).await
}

#[tokio::test]
async fn an_answer_is_saved_by_the_version_that_it_started_from() {
    let (_test, program) = office().await;
    let path = format!("{OFFICE}/answers/A1");
    let page = program.get(&path).await;
    assert_eq!(page.headers[header::ETAG], "\"0\"");
    assert_eq!(page.json()["value"], json!({}));
    let page = program.put(&path, 0, json!({ "value": { "options": ["a"] } })).await;
    assert_eq!(
        (page.status.as_u16(), page.headers[header::ETAG].to_str().unwrap()),
        (200, "\"1\""),
        "{}",
        page.text()
    );
    assert_eq!(page.json()["value"], json!({ "options": ["a"] }));
    assert_eq!(program.get(&path).await.json()["saved_by"], "ppid.katingan (ppid)");
    let page = program.put(&path, 1, json!({ "value": {} })).await;
    assert_eq!(page.json()["value"], json!({}), "{}", page.text());
}

#[tokio::test]
async fn w08_who_comes_second_is_told_what_is_there_now() {
    let (_test, program) = office().await;
    let path = format!("{OFFICE}/answers/A2");
    program.put(&path, 0, json!({ "value": { "options": ["struktur"] } })).await;
    let late = program.put(&path, 0, json!({ "value": { "options": ["keberatan"] } })).await;
    let refused = problem(&late, 412);
    assert_eq!(refused["current"], json!({ "version": 1, "value": { "options": ["struktur"] } }));
    // The same once more is no conflict: a program that got no answer can send it again.
    assert_eq!(program.put(&path, 0, json!({ "value": { "options": ["struktur"] } })).await.status, 200);
    for tag in ["*", "W/\"1\"", "\"1\", \"2\"", "\"x\"", "1", "\"18446744073709551616\"", "\"-1\""] {
        let headers = [("content-type", "application/json"), ("if-match", tag)];
        let body = json!({ "value": { "options": ["permohonan"] } }).to_string();
        let page = program.send(Method::PUT, &path, &headers, body).await;
        assert_eq!(problem(&page, 412)["current"]["version"], 1, "{tag}");
    }
    let headers = [("content-type", "application/json")];
    problem(&program.send(Method::PUT, &path, &headers, "{\"value\":{}}").await, 428);
}

#[tokio::test]
async fn z06_fields_that_are_not_the_offices_are_refused_by_name() {
    let (_test, program) = office().await;
    let path = format!("{OFFICE}/answers/A1");
    let body = json!({ "value": { "options": ["a"], "score": "1" }, "verified": true, "share": "1" });
    let refused = problem(&program.put(&path, 0, body).await, 422);
    assert_eq!(pointers(&refused), ["/value/score", "/share", "/verified"]);
    assert_eq!(refused["errors"][0]["code"], "unknown_field");
    assert_eq!(program.get(&path).await.json()["version"], 0, "nothing of it was saved");
}

#[tokio::test]
async fn what_breaks_the_rules_of_a_question_is_named_with_its_place() {
    let (_test, program) = office().await;
    for (question, value, place, code) in [
        ("A1", json!({ "options": ["z"] }), "/options", "unknown_option"),
        ("A1", json!({ "options": ["a", "b"] }), "/options", "one_option_only"),
        ("A3", json!({ "fields": { "permohonan": "-1" } }), "/value/fields/permohonan", "wrong_type"),
        ("A3", json!({ "fields": { "permohonan": 12 } }), "/value/fields/permohonan", "wrong_type"),
        ("A3", json!({ "fields": { "lain": "1" } }), "/fields/lain", "unknown"),
        ("A3", json!({ "fields": { "a b": "1" } }), "/value/fields/a b", "not_a_code"),
        ("B6", json!({ "text": "x".repeat(601) }), "/text", "too_long"),
        ("B6", json!({ "text": "nul \u{0} di sini" }), "/value/text", "bad_characters"),
        ("B6", json!({ "text": "balik \u{202e} arah" }), "/text", "bad_characters"),
        ("B6", json!({ "text": ["x"] }), "/value/text", "wrong_type"),
    ] {
        let body = json!({ "value": value });
        let refused =
            problem(&program.put(&format!("{OFFICE}/answers/{question}"), 0, body.clone()).await, 422);
        assert_eq!(refused["errors"][0]["code"], code, "{body}: {refused}");
        // Places of the use case are inside the value.
        let place = if place.starts_with("/value") { place.to_owned() } else { format!("/value{place}") };
        assert_eq!(pointers(&refused), [place], "{body}");
    }
}

#[tokio::test]
async fn d05_d12_a_body_that_cannot_be_read_is_no_fault() {
    let (_test, program) = office().await;
    let path = format!("{OFFICE}/answers/A1");
    let send = |kind: &'static str, body: Vec<u8>| {
        let (program, path) = (program.clone(), path.clone());
        async move {
            let headers = [("content-type", kind), ("if-match", "\"0\"")];
            program.send(Method::PUT, &path, &headers, body).await
        }
    };
    let deep = [vec![b'['; 100_000], vec![b']'; 100_000]].concat();
    for body in [
        b"".to_vec(),
        b"{".to_vec(),
        b"{\"value\":{\"text\":\"\\ud800\"}}".to_vec(),
        b"{\"value\":{},\"value\":{}}".to_vec(),
        b"{\"value\":{\"text\":\"\xff\"}}".to_vec(),
        b"{\"value\":{}} x".to_vec(),
        deep,
    ] {
        problem(&send("application/json", body).await, 400);
    }
    for body in
        [b"[]".to_vec(), b"null".to_vec(), b"\"x\"".to_vec(), b"{}".to_vec(), b"{\"value\":[]}".to_vec()]
    {
        problem(&send("application/json", body).await, 422);
    }
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/merge-patch+json", ""] {
        problem(&send(kind, b"{\"value\":{}}".to_vec()).await, 415);
    }
    assert_eq!(send("application/JSON; charset=utf-8", b"{\"value\":{}}".to_vec()).await.status, 200);
}

#[tokio::test]
async fn d04_a_body_that_is_too_large_is_refused() {
    let (_test, program) = office().await;
    let body = json!({ "value": { "text": "x".repeat(10 * 1024 * 1024) } });
    problem(&program.put(&format!("{OFFICE}/answers/B6"), 0, body).await, 413);
    let word = json!({ "value": { "text": "x".repeat(900_000) } });
    problem(&program.put(&format!("{OFFICE}/answers/B6"), 0, word).await, 422);
}

#[tokio::test]
async fn evidence_comes_and_goes_and_its_bytes_stay_the_same() {
    let (_test, program) = office().await;
    let list = format!("{OFFICE}/answers/A1/evidence");
    let page = upload(&program, "foto", "ruang.png", png()).await;
    assert_eq!(page.status, 201, "{}", page.text());
    let added = page.json();
    assert_eq!(
        (&added["slot"], &added["caption"], &added["file"]["media"]),
        (&json!("foto"), &json!("Ruang"), &json!("png"))
    );
    // W07: the same file once more is the same evidence.
    let again = upload(&program, "foto", "ruang.png", png()).await;
    assert_eq!((again.status.as_u16(), again.json()["id"].clone()), (200, added["id"].clone()));
    let file = program.get(added["file"]["href"].as_str().unwrap()).await;
    assert_eq!((file.status.as_u16(), file.body.to_vec()), (200, png()));
    assert_eq!(file.headers[header::CONTENT_TYPE], "image/png");
    assert!(file.headers["content-security-policy"].to_str().unwrap().starts_with("sandbox"));
    assert!(added["receipt"].as_str().unwrap().starts_with("BK-24-"), "{added}");
    assert_eq!((&added["late"], &added["replaces"]), (&json!(false), &json!(null)));
    let href = added["file"]["href"].as_str().unwrap();
    for (range, status, bytes) in [("bytes=0-7", 206, &png()[..8]), ("bytes=9999-", 416, &[])] {
        let part = program.send(Method::GET, href, &[("range", range)], Body::empty()).await;
        assert_eq!(part.status.as_u16(), status, "{range}");
        if status == 206 {
            assert_eq!(&part.body[..], bytes);
        } else {
            problem(&part, 416);
            assert_eq!(part.headers["content-range"], format!("bytes */{}", png().len()));
        }
    }
    let piece = format!("{list}/{}", added["id"].as_str().unwrap());
    let headers = [("content-type", "application/json")];
    let page = program.send(Method::PATCH, &piece, &headers, r#"{"caption":"Ruang PPID"}"#).await;
    assert_eq!(page.json()["caption"], "Ruang PPID", "{}", page.text());
    let long = json!({ "caption": "x".repeat(301) }).to_string();
    problem(&program.send(Method::PATCH, &piece, &headers, long).await, 422);
    assert_eq!(program.get(&list).await.json()["items"].as_array().unwrap().len(), 1);
    let page = program.send(Method::DELETE, &piece, &[], Body::empty()).await;
    assert_eq!((page.status.as_u16(), page.body.len()), (204, 0));
    assert_eq!(program.get(&list).await.json()["items"], json!([]));
    // Sent twice, it is away once.
    assert_eq!(program.send(Method::DELETE, &piece, &[], Body::empty()).await.status, 204);
    problem(&program.get(added["file"]["href"].as_str().unwrap()).await, 404);
}

#[tokio::test]
async fn evidence_that_does_not_fit_its_slot_is_refused() {
    let (test, program) = office().await;
    let refused = problem(&upload(&program, "foto", "ruang.png", b"bukan gambar".to_vec()).await, 422);
    assert_eq!(refused["errors"][0]["code"], "file_kind");
    problem(&upload(&program, "foto", "ruang.png", Vec::new()).await, 422);
    problem(&upload(&program, "lain", "ruang.png", png()).await, 404);
    let large = usize::try_from(test.app.settings().max_file_bytes).unwrap() + 1;
    let mut bytes = png();
    bytes.resize(large, 0);
    problem(&upload(&program, "foto", "ruang.png", bytes).await, 413);
    let list = format!("{OFFICE}/answers/A1/evidence");
    let refused = problem(
        &program.send(Method::POST, &list, &[("content-type", "application/octet-stream")], png()).await,
        400,
    );
    assert_eq!(pointers(&refused), ["slot"]);
    problem(&program.send(Method::POST, &list, &[("content-type", "image/png")], png()).await, 415);
    problem(&program.send(Method::POST, &list, &[], png()).await, 415);
    problem(&program.post(&list, json!({ "slot": "foto", "link": "https://ppid.example.go.id" })).await, 404);
    for id in ["-1", "0", "18446744073709551616", "019012d4-6b00-7000-8000-0000000000a1", "%00"] {
        problem(&program.get(&format!("/evidence/{id}")).await, 404);
        problem(&program.send(Method::DELETE, &format!("{list}/{id}"), &[], Body::empty()).await, 404);
    }
}

#[tokio::test]
async fn w07_a_submission_that_is_sent_twice_has_one_receipt() {
    let (test, ppid) = office().await;
    let leader = test.person("pimpinan.katingan", Role::Leader, "62.06").await;
    let leader = anonymous(&test).of(&test, &leader).await;
    ppid.put(&format!("{OFFICE}/answers/A1"), 0, json!({ "value": { "options": ["c"] } })).await;
    // Out of order.
    assert_eq!(
        problem(&ppid.post(&format!("{OFFICE}/submission"), json!({})).await, 409)["state"],
        "in_progress"
    );
    problem(&leader.post(&format!("{OFFICE}/endorse"), json!({})).await, 409);
    problem(&ppid.get(&format!("{OFFICE}/submission")).await, 404);
    let gaps = problem(&ppid.post(&format!("{OFFICE}/sign-off"), json!({})).await, 422);
    assert_eq!(pointers(&gaps), ["A2", "A3", "B4", "B5", "B6"]);
    let page = ppid.post(&format!("{OFFICE}/sign-off"), json!({ "accept_gaps": true })).await;
    assert_eq!(page.status, 204, "{}", page.text());
    problem(&ppid.put(&format!("{OFFICE}/answers/A1"), 1, json!({ "value": {} })).await, 409);
    // Who signed off has no right to endorse.
    problem(&ppid.post(&format!("{OFFICE}/endorse"), json!({})).await, 404);
    assert_eq!(leader.post(&format!("{OFFICE}/endorse"), json!({})).await.status, 204);
    let first = ppid.post(&format!("{OFFICE}/submission"), json!({})).await;
    let second = ppid.post(&format!("{OFFICE}/submission"), json!({})).await;
    assert_eq!((first.status.as_u16(), first.json()), (200, second.json()));
    assert_eq!(ppid.get(&format!("{OFFICE}/submission")).await.json(), first.json());
    assert_eq!(first.json()["document"]["answers"]["A1"], json!({ "options": ["c"] }));
    let whole = leader.get(OFFICE).await.json();
    assert_eq!((&whole["state"], &whole["receipt"]), (&json!("submitted"), &first.json()["number"]));
    assert_eq!(whole["signed_off"]["by"], "ppid.katingan (ppid)");
    assert_eq!(whole["questions"].as_array().unwrap().len(), 6);
    assert_eq!(ppid.post(&format!("{OFFICE}/reopen"), json!({})).await.status, 204);
    assert_eq!(leader.get(OFFICE).await.json()["receipt"], Value::Null);
}

#[tokio::test]
async fn w01_nothing_is_saved_after_the_end() {
    let (test, program) = office().await;
    let closes = testkit::scene::schedule(test.app.now()).window(PhaseKind::Filling).expect("a phase").closes;
    test.clock.set(closes);
    let refused = problem(
        &program.put(&format!("{OFFICE}/answers/A1"), 0, json!({ "value": { "options": ["a"] } })).await,
        401,
    );
    assert!(refused["title"].is_string(), "the token has ended before the round");
    let who = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let program = anonymous(&test).of(&test, &who).await;
    let refused = problem(
        &program.put(&format!("{OFFICE}/answers/A1"), 0, json!({ "value": { "options": ["a"] } })).await,
        403,
    );
    let closed: jiff::Timestamp = refused["closed"].as_str().unwrap().parse().unwrap();
    assert!(closed <= closes && closes.duration_since(closed) <= SignedDuration::from_hours(1));
    problem(&upload(&program, "foto", "ruang.png", png()).await, 403);
}
