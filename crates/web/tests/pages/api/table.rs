//! Z01: every operation × every caller, on what belongs to one office. The operations come from the OpenAPI document, so
//! none can be without its line.

use std::fmt::Write as _;

use axum::body::Body;
use domain::person::Role;
use http::Method;
use serde_json::{Value, json};
use testkit::TestApp;

use super::super::saq::PNG;
use super::support::{Program, anonymous};

const OFFICE: &str = "/rounds/monev-2024/assessments/62.06";

/// Who calls: name in the table, role, body.
const CALLERS: [(&str, Role, &str); 11] = [
    ("officer", Role::Officer, "62.06"),
    ("ppid", Role::Ppid, "62.06"),
    ("superior", Role::Superior, "62.06"),
    ("leader", Role::Leader, "62.06"),
    ("other-ppid", Role::Ppid, "62.71"),
    ("province-ppid", Role::Ppid, "62"),
    ("verifier", Role::Verifier, "62"),
    ("other-verifier", Role::Verifier, "63"),
    ("controller", Role::Controller, "00"),
    ("tester", Role::Tester, "00"),
    ("administrator", Role::Administrator, "00"),
];

/// An office that has submitted, with one file as evidence.
async fn submitted() -> (TestApp, String) {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let ppid = test.person("satu.ppid", Role::Ppid, "62.06").await;
    let leader = test.person("satu.pimpinan", Role::Leader, "62.06").await;
    let (ppid, leader) = (anonymous(&test).of(&test, &ppid).await, anonymous(&test).of(&test, &leader).await);
    ppid.put(&format!("{OFFICE}/answers/A1"), 0, json!({ "value": { "options": ["a"] } })).await;
    let path = format!("{OFFICE}/answers/A1/evidence?slot=foto&name=a.png");
    let added = ppid.send(Method::POST, &path, &[("content-type", "application/octet-stream")], PNG).await;
    let id = added.json()["id"].as_str().expect("evidence").to_owned();
    ppid.post(&format!("{OFFICE}/sign-off"), json!({ "accept_gaps": true })).await;
    leader.post(&format!("{OFFICE}/endorse"), json!({})).await;
    assert_eq!(ppid.post(&format!("{OFFICE}/submission"), json!({})).await.status, 200);
    (test, id)
}

/// Method, path and body of every operation of the document; the step that undoes others comes last.
fn operations() -> Vec<(Method, String, Option<Value>)> {
    let document: Value = serde_json::from_str(web::api::openapi_json()).expect("JSON");
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let method = method.to_uppercase().parse().expect("a method");
            let body = operation["requestBody"]["content"]["application/json"]["example"].clone();
            found.push((method, path.clone(), (!body.is_null()).then_some(body)));
        }
    }
    found.sort_by_key(|(_, path, _)| path.ends_with("/reopen"));
    found
}

async fn reaches(
    program: &Program,
    method: &Method,
    path: &str,
    evidence: &str,
    body: Option<&Value>,
) -> bool {
    let path = path
        .replace("{round}", "monev-2024")
        .replace("{body}", "62.06")
        .replace("{question}", "A1")
        .replace("{component}", "uji_akses")
        .replace("{evidence}", evidence);
    let is_upload = *method == Method::POST && path.ends_with("/evidence");
    let kind = if is_upload { "application/octet-stream" } else { "application/json" };
    let path = if is_upload { format!("{path}?slot=foto&name=b.png") } else { path };
    let headers = [("content-type", kind), ("if-match", "\"0\"")];
    let body = match body {
        _ if is_upload => Body::from(PNG),
        Some(body) => Body::from(body.to_string()),
        None => Body::empty(),
    };
    let page = program.send(method.clone(), &path, &headers, body).await;
    assert!(page.status.as_u16() < 500, "{method} {path}: {}", page.text());
    !matches!(page.status.as_u16(), 401 | 404)
}

#[tokio::test]
async fn z01_role_operation_owner_table() {
    let operations = operations();
    let mut reached = vec![Vec::new(); operations.len()];
    for (name, role, body) in CALLERS {
        let (test, evidence) = submitted().await;
        let who = test.person(&format!("tabel.{name}"), role, body).await;
        let program = anonymous(&test).of(&test, &who).await;
        for ((method, path, body), reached) in operations.iter().zip(&mut reached) {
            if reaches(&program, method, path, &evidence, body.as_ref()).await {
                reached.push(name);
            }
        }
    }
    let (test, evidence) = submitted().await;
    let nobody = anonymous(&test);
    let mut table = String::new();
    for ((method, path, body), mut reached) in operations.into_iter().zip(reached) {
        if reaches(&nobody, &method, &path, &evidence, body.as_ref()).await {
            assert_eq!(reached.len(), CALLERS.len(), "what needs no token is open to all: {path}");
            reached = vec!["everybody"];
        }
        // Results of a round that is not announced do not exist for anybody; every other operation is somebody's.
        assert!(!reached.is_empty() || path.contains("/results"), "{method} {path}");
        writeln!(table, "{method} {path}: {}", reached.join(", ")).expect("a string takes all");
    }
    insta::assert_snapshot!(table);
}
