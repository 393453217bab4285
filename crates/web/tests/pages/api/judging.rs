//! Programs of those who judge and control, and results for everybody.

use app::Scope;
use domain::person::Role;
use http::header;
use jiff::SignedDuration;
use serde_json::{Value, json};
use testkit::TestApp;

use super::support::{Program, anonymous, pointers, problem};

const OFFICE: &str = "/rounds/monev-2024/assessments/62.06";

async fn site() -> (TestApp, store::round::Round, Program) {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let program = anonymous(&test);
    (test, round, program)
}

#[tokio::test]
async fn an_answer_is_judged_by_the_version_that_the_judgement_started_from() {
    let (test, _, program) = site().await;
    let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let verifier = program.of(&test, &verifier).await;
    let listed = verifier.get("/rounds/monev-2024/reviews").await.json();
    let codes: Vec<&str> =
        listed["items"].as_array().unwrap().iter().filter_map(|row| row["body"].as_str()).collect();
    assert_eq!(codes, ["62.06", "62.71"]);
    let path = format!("{OFFICE}/reviews/A1");
    let item = verifier.get(&path).await;
    assert_eq!(
        (item.headers[header::ETAG].to_str().unwrap(), &item.json()["answer"]),
        ("\"0\"", &json!({ "options": ["a"] }))
    );
    let refused = problem(&verifier.put(&path, 0, json!({ "review": { "level": 1 } })).await, 422);
    assert_eq!(pointers(&refused), ["/reason"]);
    let verdict = json!({ "review": { "level": 1 }, "reason": "Area khusus saja" });
    let saved = verifier.put(&path, 0, verdict.clone()).await;
    assert_eq!((saved.status.as_u16(), &saved.json()["share"]), (200, &json!("3/5")), "{}", saved.text());
    let late = problem(&verifier.put(&path, 0, json!({ "review": { "level": 0 } })).await, 412);
    assert_eq!(late["current"]["value"]["review"], json!({ "level": 1 }));
    // A version of a judgement that nobody made is one more conflict, no fault.
    let path = format!("{OFFICE}/reviews/A2");
    let body = json!({ "review": { "options": ["struktur"] }, "reason": "satu" });
    assert_eq!(problem(&verifier.put(&path, 7, body).await, 412)["current"]["version"], 0);
    let body = json!({ "review": { "share": "1" }, "reason": "x", "score": "1" });
    assert_eq!(pointers(&problem(&verifier.put(&path, 0, body).await, 422)), ["/review/share", "/score"]);
    // A draft is its office's own.
    problem(&verifier.get("/rounds/monev-2024/assessments/62.71/reviews/A1").await, 409);
    problem(&verifier.get("/rounds/monev-2024/assessments/63.01/reviews/A1").await, 404);
}

#[tokio::test]
async fn a_token_can_do_less_than_its_person_and_never_more() {
    let (test, _, program) = site().await;
    let verifier = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    let reads = program.with(&test.token(&verifier, &[Scope::ReadReviews]).await);
    assert_eq!(reads.get(&format!("{OFFICE}/reviews/A1")).await.status, 200);
    let verdict = json!({ "review": { "level": 0 } });
    problem(&reads.put(&format!("{OFFICE}/reviews/A1"), 0, verdict).await, 404);
    let writes = program.with(&test.token(&verifier, &[Scope::WriteReviews]).await);
    problem(&writes.get("/rounds/monev-2024").await, 404);
    let all = program.of(&test, &verifier).await;
    problem(&all.get(OFFICE).await, 404);
    problem(&all.get("/rounds/monev-2024/scores").await, 404);
}

#[tokio::test]
async fn components_are_entered_all_or_none() {
    let (test, _, program) = site().await;
    let controller = test.person("ri.satu", Role::Controller, "00").await;
    let controller = program.of(&test, &controller).await;
    let path = "/rounds/monev-2024/components/uji_akses";
    let row = |body: &str, score: &str, version: i64| json!({ "body": body, "score": score, "reason": "lembar", "version": version });
    let wrong = json!({ "scores": [row("62.06", "80", 0), row("63.01", "101", 0)] });
    assert_eq!(pointers(&problem(&controller.put(path, 0, wrong).await, 422)), ["/scores/1/score"]);
    assert_eq!(controller.get(path).await.json()["scores"][0]["version"], 0, "nothing was entered");
    let page = controller.put(path, 0, json!({ "scores": [row("62.06", "80,5", 0)] })).await;
    assert_eq!(
        page.json()["scores"][0]["score"],
        json!({ "exact": "161/2", "display": "80.50" }),
        "{}",
        page.text()
    );
    let unknown = json!({ "scores": [{ "body": "62.06", "score": "1", "version": 1, "total": "1" }, 7] });
    assert_eq!(
        pointers(&problem(&controller.put(path, 0, unknown).await, 422)),
        ["/scores/0/total", "/scores/1"]
    );
    problem(&controller.get("/rounds/monev-2024/components/saq").await, 404);
    let scores = controller.get("/rounds/monev-2024/scores?limit=1").await;
    assert_eq!(
        (scores.json()["frozen"].clone(), scores.json()["items"].as_array().unwrap().len()),
        (json!(false), 1)
    );
    let sum = controller.get("/rounds/monev-2024/scores/62.06").await.json();
    assert_eq!(sum["questions"].as_object().unwrap().len(), 6, "{sum}");
}

/// Everything of a round that programs without a token can ask for.
async fn seen(program: &Program) -> Vec<(u16, Value)> {
    let mut seen = Vec::new();
    for path in [
        "/rounds",
        "/rounds/monev-2024",
        "/rounds/monev-2024/instrument",
        "/rounds/monev-2024/results",
        "/rounds/monev-2024/results?category=informatif&parent=62",
        "/rounds/monev-2024/results/62.06",
        "/rounds/monev-2024/results/62",
        "/rounds/tidak-ada/results",
    ] {
        let page = program.get(path).await;
        let mut answer = page.json();
        if let Some(answer) = answer.as_object_mut() {
            answer.remove("instance");
        }
        seen.push((page.status.as_u16(), answer));
    }
    seen
}

#[tokio::test]
async fn w17_z08_results_do_not_exist_before_their_minute() {
    let (test, round, program) = site().await;
    let fresh = seen(&program).await;
    assert_eq!(fresh[0], (200, json!({ "items": [], "next": null })));
    for hidden in &fresh[1..] {
        assert_eq!(hidden, &fresh[7], "as if it had never been");
    }
    let officer = test.person("ppid.katingan", Role::Ppid, "62.06").await;
    let officer = program.of(&test, &officer).await;
    for path in
        ["/rounds/monev-2024/results", "/rounds/monev-2024/results/62.06", "/rounds/monev-2024/scores/62.06"]
    {
        problem(&officer.get(path).await, 404);
    }
    let publish_at = test.app.now() + SignedDuration::from_hours(1);
    test.announce(&round).await;
    test.clock.set(publish_at);
    let results = program.get("/rounds/monev-2024/results").await.json();
    assert_eq!(results["items"].as_array().unwrap().len(), 3);
    assert_eq!(results["items"][0]["rank"], 1);
    assert!(results["items"][0]["total"]["exact"].is_string());
    let under = program.get("/rounds/monev-2024/results?parent=63").await.json();
    assert_eq!(under["items"][0]["body"], "63.01");
    let one = program.get("/rounds/monev-2024/results/kabupaten-katingan").await.json();
    assert_eq!((&one["result"]["body"], one["questions"].as_object().unwrap().len()), (&json!("62.06"), 6));
    problem(&program.get("/rounds/monev-2024/results/62").await, 404);
    assert!(program.get("/rounds/monev-2024/instrument").await.text().contains("correct"));
    let (mut ranks, mut next) = (Vec::new(), Some("/rounds/monev-2024/results?limit=1".to_owned()));
    while let Some(path) = next {
        let page = program.get(&path).await.json();
        ranks.push(page["items"][0]["rank"].as_i64());
        next =
            page["next"].as_str().map(|cursor| format!("/rounds/monev-2024/results?limit=1&cursor={cursor}"));
    }
    assert_eq!(ranks, [Some(1), Some(2), None]);
}
