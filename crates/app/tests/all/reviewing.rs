//! Judging what offices submitted.

use app::reviewer::{Order, Reviewer, Verdict};
use app::{AppError, Conflict};
use domain::assessment::AssessmentState;
use domain::person::Role;
use domain::problem::Problem;
use domain::scoring::{Found, SelfShare};
use jiff::SignedDuration;
use testkit::TestApp;
use testkit::scene::ROUND;

fn verdict(base: i64, review: serde_json::Value, reason: &str) -> Verdict {
    let review = serde_json::from_value(review).expect("a review");
    Verdict { base, review, reason: reason.to_owned(), doubtful: false, note: None }
}

async fn verifier(test: &TestApp) -> Reviewer {
    let who = test.person("verifikator.kalteng", Role::Verifier, "62").await;
    test.app.access(who).reviewer(ROUND).await.expect("a reviewer")
}

#[tokio::test]
async fn a_verifier_works_through_the_offices_of_the_own_province() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let reviewer = verifier(&test).await;
    let queue = reviewer.queue().await.unwrap();
    let names: Vec<&str> = queue.offices.iter().map(|office| office.name.as_str()).collect();
    assert_eq!(names, ["Bawaslu Kabupaten Katingan", "Bawaslu Kota Palangka Raya"]);
    assert_eq!((queue.done, queue.total), (2, 6), "the system has scored two of the six");
    assert_eq!(queue.offices[1].state, AssessmentState::InProgress);

    let item = reviewer.item("62.06", "A2", Order::Office).await.unwrap();
    assert_eq!(item.found, Found::Unreviewed);
    assert!(matches!(&item.claimed, SelfShare::Share(share) if share.to_string() == "2/3"));
    assert_eq!(item.around.next.as_ref().map(|(_, code)| code.as_str()), Some("A3"));

    let refused =
        reviewer.save("62.06", "A2", &verdict(0, serde_json::json!({ "options": ["struktur"] }), "")).await;
    assert!(
        matches!(refused, Err(AppError::Invalid(problems)) if problems[0].field == "reason" && problems[0].problem == Problem::Required)
    );
    let less = verdict(0, serde_json::json!({ "options": ["struktur"] }), "Alur tidak terpampang");
    assert_eq!(reviewer.save("62.06", "A2", &less).await.unwrap(), 1);
    assert_eq!(reviewer.save("62.06", "A2", &less).await.unwrap(), 1, "sent twice, judged once");

    let item = reviewer.item("kabupaten-katingan", "A2", Order::Question).await.unwrap();
    assert!(matches!(&item.found, Found::Share(share) if share.to_string() == "1/3"));
    assert_eq!(item.history.len(), 1);
    assert!(item.history[0].data.contains("Alur tidak terpampang"));
    assert_eq!(item.around.next_open.as_ref().map(|(_, code)| code.as_str()), Some("A3"));
    assert_eq!(reviewer.queue().await.unwrap().done, 3);
}

#[tokio::test]
async fn w08_two_reviewers_meet_and_nothing_is_lost() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let first = verifier(&test).await;
    let second = test.person("verifikator.dua", Role::Verifier, "62").await;
    let second = test.app.access(second).reviewer(ROUND).await.unwrap();
    first.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await.unwrap();
    let met = second.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 2 }), "kosong")).await;
    let Err(AppError::Conflict(Conflict::Version { current, value })) = met else { panic!("{met:?}") };
    assert_eq!(current, 1);
    assert!(value.contains(r#""review":{"level":0}"#), "{value}");
    assert_eq!(
        second.save("62.06", "A1", &verdict(1, serde_json::json!({ "level": 2 }), "kosong")).await.unwrap(),
        2
    );
    let item = first.item("62.06", "A1", Order::Office).await.unwrap();
    assert_eq!(item.history.len(), 2, "both judgements are in the history");
}

#[tokio::test]
async fn z02_other_provinces_do_not_exist() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let reviewer = verifier(&test).await;
    for key in ["63.01", "kabupaten-tanah-laut", "63", "00", "tidak-ada"] {
        assert!(matches!(reviewer.item(key, "A1", Order::Office).await, Err(AppError::NotFound)), "{key}");
        let judged = reviewer.save(key, "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
        assert!(matches!(judged, Err(AppError::NotFound)), "{key}");
    }
    let officer = test.person("petugas.dua", Role::Officer, "62.06").await;
    assert!(matches!(test.app.access(officer).reviewer(ROUND).await, Err(AppError::NotFound)));
    let foreign = test.person("verifikator.kalsel", Role::Verifier, "63").await;
    let foreign = test.app.access(foreign);
    assert!(matches!(foreign.worked_sum(ROUND, "62.06").await, Err(AppError::NotFound)));
    assert!(foreign.worked_sum(ROUND, "63.01").await.is_ok());
}

#[tokio::test]
async fn z04_nobody_judges_the_own_office() {
    let test = TestApp::sqlite().await;
    test.submitted_round().await;
    let mut who = test.person("verifikator.rangkap", Role::Verifier, "62").await;
    who.grants.push(domain::person::Grant { role: Role::Officer, body: "62.06".parse().unwrap() });
    let reviewer = test.app.access(who).reviewer(ROUND).await.unwrap();
    assert!(!reviewer.queue().await.unwrap().offices[0].may_review);
    let judged = reviewer.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(matches!(judged, Err(AppError::NotFound)));
}

#[tokio::test]
async fn z05_judgements_have_their_time_and_their_state() {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let reviewer = verifier(&test).await;
    let full = verdict(0, serde_json::json!({ "level": 0 }), "");
    let draft = reviewer.save("62.71", "A1", &full).await;
    assert!(matches!(draft, Err(AppError::Conflict(Conflict::State("in_progress")))), "{draft:?}");
    assert!(matches!(
        reviewer.item("62.71", "A1", Order::Office).await,
        Err(AppError::Conflict(Conflict::State("in_progress")))
    ));
    let system = reviewer.save("62.06", "B4", &verdict(0, serde_json::json!({}), "x")).await;
    assert!(matches!(system, Err(AppError::Invalid(_))));
    test.clock.advance(SignedDuration::from_hours(-3 * 24));
    assert!(matches!(
        reviewer.save("62.06", "A1", &full).await,
        Err(AppError::Closed { opens: Some(_), .. })
    ));
    test.clock.advance(SignedDuration::from_hours(20 * 24));
    assert!(matches!(
        reviewer.save("62.06", "A1", &full).await,
        Err(AppError::Closed { closed: Some(_), .. })
    ));
    let longer = store::round::Extension {
        body: "62.06".parse().unwrap(),
        kind: domain::round::PhaseKind::Verification,
        closes: test.app.now() + SignedDuration::from_hours(1),
        reason: "banjir".into(),
        given_by: None,
        given_at: test.app.now(),
    };
    let mut tx = test.app.db().write().await.unwrap();
    store::round::put_extension(&mut tx, round.id, &longer).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(reviewer.save("62.06", "A1", &full).await.unwrap(), 1, "the office has more time");
}

#[tokio::test]
async fn w12_a_reopened_questionnaire_is_not_judged() {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let reviewer = verifier(&test).await;
    let by = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
    test.stand(&round, "62.06", AssessmentState::InProgress, by).await;
    let judged = reviewer.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(matches!(judged, Err(AppError::Conflict(Conflict::State("in_progress")))), "{judged:?}");
    test.stand(&round, "62.06", AssessmentState::Submitted, by).await;
    reviewer.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await.unwrap();
    test.clock.advance(SignedDuration::from_mins(1));
    test.answer(&round, "62.06", "A1", r#"{"options":["c"]}"#, by).await;
    let item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
    assert!(item.is_outdated, "an answer that was saved again is to be looked at again");
    assert_eq!(reviewer.queue().await.unwrap().offices[0].outdated, 1);
}
