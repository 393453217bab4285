//! What is the same for every operation: tokens, problem documents, lists, odd requests.

use app::{Scope, Settings};
use axum::body::Body;
use domain::person::Role;
use http::{Method, header};
use jiff::SignedDuration;
use serde_json::json;
use testkit::{Browser, TestApp};

use super::support::{anonymous, pointers, problem};

#[tokio::test]
async fn bodies_come_in_pages_that_neither_repeat_nor_lose_one() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let program = anonymous(&test);
    let (mut codes, mut next) = (Vec::new(), "/bodies?limit=2".to_owned());
    loop {
        let page = program.get(&next).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let answer = page.json();
        codes.extend(
            answer["items"].as_array().unwrap().iter().map(|body| body["code"].as_str().unwrap().to_owned()),
        );
        let link = page.headers.get(header::LINK).map(|link| link.to_str().unwrap().to_owned());
        let Some(cursor) = answer["next"].as_str() else {
            assert_eq!(link, None);
            break;
        };
        next = format!("/api/v1/bodies?limit=2&cursor={cursor}");
        assert_eq!(link, Some(format!("<{next}>; rel=\"next\"")));
    }
    assert_eq!(codes, ["00", "62", "62.06", "62.71", "63", "63.01"]);
    let under = program.get("/bodies?parent=62&level=regency").await.json();
    assert_eq!(under["items"].as_array().unwrap().len(), 2);
    assert_eq!(program.get("/bodies/kabupaten-katingan").await.json()["code"], "62.06");
}

#[tokio::test]
async fn d20_a_page_is_capped_and_a_cursor_is_ours_or_refused() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let program = anonymous(&test);
    for limit in ["1000000000", "18446744073709551616", "200"] {
        assert_eq!(program.get(&format!("/bodies?limit={limit}")).await.status, 200, "{limit}");
    }
    for wrong in
        ["limit=-1", "limit=0", "limit=x", "limit=", "limit=1&limit=2", "cursor=x", "cursor=%00", "level=%20"]
    {
        let refused = problem(&program.get(&format!("/bodies?{wrong}")).await, 400);
        assert_eq!(pointers(&refused), [wrong.split('=').next().unwrap()], "{wrong}");
    }
}

#[tokio::test]
async fn d17_ids_of_wrong_form_are_the_ids_of_nothing() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let program = anonymous(&test).of(&test, &officer).await;
    let ids = [
        "-1",
        "0",
        "18446744073709551616",
        "00000000-0000-0000-0000-00000000000",
        "%00",
        "%ff",
        "..%2f",
        "'",
    ];
    for id in ids {
        for path in ["/bodies/X", "/rounds/X", "/rounds/X/instrument"] {
            problem(&program.get(&path.replace('X', id)).await, 404);
        }
    }
    // A name with brackets is the name of no parameter.
    assert_eq!(program.get("/bodies?id[]=1&parent[]=62").await.json()["items"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn a_token_that_is_not_valid_is_refused_everywhere() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let program = anonymous(&test);
    for header in
        ["Bearer tidak-ada", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "tidak-ada", "Bearer \u{80}"]
    {
        for path in ["/bodies", "/rounds", "/tidak-ada", "/api/openapi.json"] {
            let page = program.send(Method::GET, path, &[("authorization", header)], Body::empty()).await;
            problem(&page, 401);
            let challenge = page.headers[header::WWW_AUTHENTICATE].to_str().unwrap();
            assert_eq!(challenge, "Bearer realm=\"api\", error=\"invalid_token\"");
        }
    }
    let token = test.token(&officer, &[Scope::Read]).await;
    assert_eq!(program.with(&token).get("/rounds/monev-2024").await.status, 200);
    test.clock.advance(SignedDuration::from_hours(25));
    problem(&program.with(&token).get("/rounds/monev-2024").await, 401);
}

#[tokio::test]
async fn a_cookie_is_no_token() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    test.person("petugas.katingan", Role::Officer, "62.06").await;
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    browser.sign_in("petugas.katingan").await;
    assert_eq!(browser.get("/api/v1/rounds").await.json()["items"], json!([]));
    problem(&browser.get("/api/v1/rounds/monev-2024").await, 404);
}

#[tokio::test]
async fn z07_a_round_exists_for_those_who_take_part_until_it_is_announced() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let program = anonymous(&test);
    for (role, body, seen) in [
        (Role::Officer, "62.06", true),
        (Role::Verifier, "62", true),
        (Role::Controller, "00", true),
        (Role::Officer, "62", false),
        (Role::Administrator, "00", false),
    ] {
        let who = test.person(&format!("{role}.{}", body.replace('.', "-")), role, body).await;
        let program = program.of(&test, &who).await;
        for path in ["/rounds/monev-2024", "/rounds/monev-2024/instrument"] {
            let status = program.get(path).await.status;
            assert_eq!(status, if seen { 200 } else { 404 }, "{role} at {body}: {path}");
        }
        let listed = program.get("/rounds").await.json()["items"].as_array().unwrap().len();
        assert_eq!(listed, usize::from(seen), "{role} at {body}");
        let narrow = program.with(&test.token(&who, &[Scope::WriteAnswers]).await);
        problem(&narrow.get("/rounds/monev-2024").await, 404);
    }
    problem(&program.get("/rounds/monev-2024").await, 404);
}

#[tokio::test]
async fn right_answers_stay_with_those_who_judge() {
    let test = TestApp::sqlite().await;
    test.running_round().await;
    let program = anonymous(&test);
    for (role, body, with_keys) in [
        (Role::Ppid, "62.06", false),
        (Role::Tester, "62", false),
        (Role::Verifier, "62", true),
        (Role::Controller, "00", true),
    ] {
        let who = test.person(&format!("kunci.{role}"), role, body).await;
        let text = program.of(&test, &who).await.get("/rounds/monev-2024/instrument").await.text();
        assert_eq!(text.contains("correct"), with_keys, "{role}");
        assert_eq!(text.contains("divisor"), with_keys, "{role}");
    }
}

#[tokio::test]
async fn what_does_not_exist_is_a_problem_document_too() {
    let test = TestApp::sqlite().await;
    let program = anonymous(&test);
    for path in ["/tidak-ada", "/api/v2/bodies", "/api/v1", "/api/x", "/bodies/x/y/z"] {
        problem(&program.get(path).await, 404);
    }
    let page = program.send(Method::DELETE, "/bodies", &[], Body::empty()).await;
    problem(&page, 405);
    assert_eq!(page.headers[header::ALLOW], "GET,HEAD");
    for method in [Method::TRACE, Method::OPTIONS, Method::POST, Method::from_bytes(b"QUERY").unwrap()] {
        problem(&program.send(method, "/rounds", &[], Body::empty()).await, 405);
    }
}

#[tokio::test]
async fn problems_are_worded_in_the_language_that_is_accepted() {
    let test = TestApp::sqlite().await;
    let program = anonymous(&test);
    for (accepted, language, title) in [
        ("en", "en", "Not found"),
        ("id-ID,en;q=0.5", "id", "Tidak ditemukan"),
        ("fr", "id", "Tidak ditemukan"),
    ] {
        let page =
            program.send(Method::GET, "/bodies/99", &[("accept-language", accepted)], Body::empty()).await;
        let document = problem(&page, 404);
        assert_eq!(document["title"], title);
        assert_eq!(page.headers[header::CONTENT_LANGUAGE], language);
        assert_eq!(document["instance"], "/api/v1/bodies/99");
        assert_eq!(document["type"], "http://localhost:8080/api#not-found");
    }
}

#[tokio::test]
async fn d14_odd_headers_and_jsonp_change_nothing() {
    let test = TestApp::sqlite().await;
    test.small_tree().await;
    let program = anonymous(&test);
    let plain = program.get("/bodies").await;
    for header in [
        ("x-http-method-override", "DELETE"),
        ("x-method-override", "PUT"),
        ("accept", "text/html"),
        ("accept", "application/xml;q=1, */*;q=0"),
        ("accept", "\u{e9}"),
        ("content-type", "text/plain"),
    ] {
        let page = program.send(Method::GET, "/bodies", &[header], Body::empty()).await;
        assert_eq!((page.status, &page.body), (plain.status, &plain.body), "{header:?}");
        assert_eq!(page.headers[header::CONTENT_TYPE], "application/json");
    }
    let jsonp = program.get("/bodies?callback=alert&jsonp=alert&_method=DELETE").await;
    assert_eq!(jsonp.body, plain.body);
    assert_eq!(jsonp.headers["x-content-type-options"], "nosniff");
    assert!(jsonp.headers.get("access-control-allow-origin").is_none());
}

#[tokio::test]
async fn who_comes_too_often_is_told_how_long_to_wait() {
    let settings = Settings { api_calls_at_once: 20, api_calls_a_second: 1, ..Settings::default() };
    let test = TestApp::sqlite_with(settings).await;
    test.small_tree().await;
    let officer = test.person("petugas.katingan", Role::Officer, "62.06").await;
    let program = anonymous(&test);
    let mut refused = None;
    for _ in 0..100 {
        let page = program.get("/tidak-ada").await;
        if page.status == 429 {
            refused = Some(page);
            break;
        }
    }
    let refused = refused.expect("more than 20 calls at once are too many");
    problem(&refused, 429);
    assert!(refused.headers[header::RETRY_AFTER].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    // Another caller is not kept out by the first.
    assert_eq!(program.of(&test, &officer).await.get("/bodies").await.status, 200);
}

#[tokio::test]
async fn the_page_for_people_tells_of_every_kind_of_problem() {
    let test = TestApp::sqlite().await;
    let mut browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
    let page = browser.get("/api").await;
    assert_eq!(page.one("h1"), "Data untuk program (API)");
    let kinds = page.attributes(".govuk-summary-list__row", "id");
    assert!(kinds.contains(&"not-found".to_owned()) && kinds.len() == 17, "{kinds:?}");
    assert_eq!(page.attributes("main a.govuk-link", "href"), ["/api/openapi.json"]);
}

#[tokio::test]
async fn the_committed_document_is_the_one_that_is_served() {
    let test = TestApp::sqlite().await;
    let served = anonymous(&test).get("/api/openapi.json").await;
    assert_eq!(served.headers[header::CONTENT_TYPE], "application/json");
    assert_eq!(served.text(), web::api::openapi_json());
    let committed = include_str!("../../../../../docs/api/openapi.json");
    assert!(
        committed == web::api::openapi_json(),
        "docs/api/openapi.json is old: cargo run -p web --example openapi > docs/api/openapi.json"
    );
    let document = served.json();
    assert_eq!(document["openapi"], "3.1.0");
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            let mut needed = vec!["401", "429", "500", "503"];
            if path.contains('{') {
                needed.push("404");
            }
            if operation.get("requestBody").is_some() {
                needed.extend(["400", "413", "415", "422"]);
            }
            for status in needed {
                assert!(responses.contains_key(status), "{method} {path}: {status}");
            }
            assert!(operation["summary"].is_string() && operation["security"].is_array(), "{method} {path}");
        }
    }
}
