//! A question goes back to its office, once, and comes again.

use app::office::SaveAnswer;
use app::reviewer::{Order, Reviewer};
use app::{AppError, Conflict, Office};
use domain::person::Role;
use domain::problem::Problem;
use domain::verification::returned::ReturnState;
use jiff::SignedDuration;
use testkit::TestApp;
use testkit::scene::ROUND;

use super::{verdict, verifier};

async fn office(test: &TestApp, login: &str, role: Role) -> Office {
    let who = test.person(login, role, "62.06").await;
    test.app.access(who).office(ROUND, "62.06").await.unwrap()
}

fn answer(question: &str, base: i64, json: &str) -> SaveAnswer {
    SaveAnswer {
        question: question.parse().unwrap(),
        base,
        value: serde_json::from_str(json).expect("an answer"),
    }
}

async fn given_back(test: &TestApp) -> Reviewer {
    test.submitted_round().await;
    let reviewer = verifier(test, "verifikator.kalteng").await;
    let due = reviewer.give_back("62.06", "A1", "Foto tidak terbaca").await.unwrap();
    assert_eq!(due, test.app.now() + SignedDuration::from_hours(48));
    reviewer
}

fn kinds(events: &[store::event::Event]) -> Vec<&str> {
    events.iter().map(|event| event.kind.as_str()).collect()
}

#[tokio::test]
async fn only_the_returned_question_can_be_mended_and_it_gets_a_receipt_of_its_own() {
    let test = TestApp::sqlite().await;
    let reviewer = given_back(&test).await;
    let ppid = office(&test, "ppid.katingan", Role::Ppid).await;
    let before = ppid.returned().await.unwrap();
    assert_eq!((before.len(), before[0].reason.as_str()), (1, "Foto tidak terbaca"));

    let other = ppid.save_answer(answer("A2", 1, r#"{"options":["struktur"]}"#)).await;
    assert!(matches!(other, Err(AppError::Closed { closed: Some(_), .. })), "{other:?}");
    test.clock.advance(SignedDuration::from_hours(1));
    ppid.save_answer(answer("A1", 1, r#"{"options":["b"]}"#)).await.unwrap();
    let receipt = ppid.send_again("A1").await.unwrap();
    assert!(receipt.number.starts_with("PB-24-"), "{}", receipt.number);
    assert!(receipt.document.contains(r#""options":["b"]"#), "{}", receipt.document);
    assert_eq!(ppid.send_again("A1").await.unwrap(), receipt, "sent twice, one receipt");
    assert_eq!(ppid.mended_receipt("A1").await.unwrap(), receipt);
    let late = ppid.save_answer(answer("A1", 2, r#"{"options":["a"]}"#)).await;
    assert!(matches!(late, Err(AppError::Closed { .. })), "{late:?}");

    let item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
    assert!(!item.is_at_office);
    assert_eq!(item.returned.unwrap().state, ReturnState::Resubmitted);
    let history = ppid.history(&"A1".parse().unwrap()).await.unwrap();
    assert_eq!(kinds(&history), ["resubmitted", "saved", "returned"]);
}

#[tokio::test]
async fn w12_what_the_office_mends_is_not_judged_meanwhile() {
    let test = TestApp::sqlite().await;
    let reviewer = given_back(&test).await;
    let full = verdict(0, serde_json::json!({ "level": 0 }), "");
    let judged = reviewer.save("62.06", "A1", &full).await;
    assert!(matches!(judged, Err(AppError::Conflict(Conflict::State("returned")))), "{judged:?}");
    assert!(reviewer.item("62.06", "A1", Order::Office).await.unwrap().is_at_office);
    reviewer.save("62.06", "A2", &verdict(0, serde_json::json!({ "options": [] }), "kosong")).await.unwrap();
    assert_eq!(
        reviewer.queue().await.unwrap().offices[0].next.as_ref().unwrap().as_str(),
        "A3",
        "the queue passes it over"
    );
    let again = reviewer.give_back("62.06", "A1", "sekali lagi").await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("returned")))), "{again:?}");

    let ppid = office(&test, "ppid.katingan", Role::Ppid).await;
    ppid.send_again("A1").await.unwrap();
    reviewer.save("62.06", "A1", &full).await.unwrap();
    let again = reviewer.give_back("62.06", "A1", "sekali lagi").await;
    assert!(matches!(again, Err(AppError::Conflict(Conflict::State("returned_before")))), "{again:?}");
}

#[tokio::test]
async fn w12_the_minute_of_expiry_gives_the_question_to_the_reviewer() {
    let test = TestApp::sqlite().await;
    let reviewer = given_back(&test).await;
    let ppid = office(&test, "ppid.katingan", Role::Ppid).await;
    test.clock.advance(SignedDuration::from_hours(24));
    test.app.run_due_jobs().await.unwrap();
    let told = |kind: &'static str| {
        let (app, who) = (test.app.clone(), ppid.person());
        async move {
            let mut conn = app.db().read().await.unwrap();
            let notices = store::notice::of_person(&mut conn, who, 20).await.unwrap();
            notices.iter().filter(|notice| notice.kind == kind).count()
        }
    };
    assert_eq!(told("return_reminder").await, 1);
    ppid.save_answer(answer("A1", 1, r#"{"options":["c"]}"#)).await.unwrap();
    test.clock.advance(SignedDuration::from_hours(24));
    // The clock has not come by yet, and the time is over all the same.
    let late = ppid.save_answer(answer("A1", 2, r#"{"options":["a"]}"#)).await;
    assert!(matches!(late, Err(AppError::Closed { .. })), "{late:?}");
    assert!(matches!(ppid.send_again("A1").await, Err(AppError::Closed { .. })));
    reviewer.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 2 }), "tidak ada")).await.unwrap();
    test.app.run_due_jobs().await.unwrap();
    test.app.run_due_jobs().await.unwrap();
    assert_eq!(told("return_expired").await, 1, "told once");
    assert_eq!(ppid.returned().await.unwrap()[0].state, ReturnState::Expired);
    let history = ppid.history(&"A1".parse().unwrap()).await.unwrap();
    assert_eq!(kinds(&history), ["return_expired", "saved", "return_reminded", "returned"]);
    assert!(history[0].data.contains(r#""options":["c"]"#), "what was saved until then counts");
}

#[tokio::test]
async fn a_return_has_a_reason_a_rule_and_an_end() {
    let test = TestApp::sqlite().await;
    let mut round = test.submitted_round().await;
    let reviewer = verifier(&test, "verifikator.kalteng").await;
    let empty = reviewer.give_back("62.06", "A1", " ").await;
    assert!(
        matches!(&empty, Err(AppError::Invalid(found)) if found[0].field == "return_reason" && found[0].problem == Problem::Required)
    );
    let by_system = reviewer.give_back("62.06", "B4", "ubah jawaban").await;
    assert!(matches!(by_system, Err(AppError::Invalid(_))), "nobody judges it: {by_system:?}");
    reviewer.give_back("62.06", "A1", "Foto tidak terbaca").await.unwrap();
    reviewer.take_back("62.06", "A1").await.unwrap();
    assert!(matches!(reviewer.take_back("62.06", "A1").await, Err(AppError::Conflict(_))));
    let ppid = office(&test, "ppid.katingan", Role::Ppid).await;
    assert!(matches!(ppid.send_again("A1").await, Err(AppError::Conflict(Conflict::State("withdrawn")))));

    round.rules.verification.returns = false;
    let mut tx = test.app.db().write().await.unwrap();
    assert!(store::round::update(&mut tx, &round).await.unwrap());
    tx.commit().await.unwrap();
    let who = test.person("verifikator.dua", Role::Verifier, "62").await;
    let reviewer = test.app.access(who).reviewer(ROUND).await.unwrap();
    let refused = reviewer.give_back("62.06", "A2", "Foto tidak terbaca").await;
    assert!(matches!(&refused, Err(AppError::Invalid(found)) if found[0].field == "return_reason"));
}

#[tokio::test]
async fn z02_only_the_own_province_gives_back_and_only_the_own_office_mends() {
    let test = TestApp::sqlite().await;
    let reviewer = given_back(&test).await;
    assert!(matches!(reviewer.give_back("63.01", "A1", "x").await, Err(AppError::NotFound)));
    let controller = test.person("kendali.ri", Role::Controller, "00").await;
    let controller = test.app.access(controller).reviewer(ROUND).await.unwrap();
    assert!(matches!(controller.give_back("62.06", "A2", "x").await, Err(AppError::NotFound)));
    assert!(matches!(controller.take_back("62.06", "A1").await, Err(AppError::NotFound)));
    let leader = office(&test, "ketua.katingan", Role::Leader).await;
    assert!(matches!(leader.send_again("A1").await, Err(AppError::NotFound)));
    assert!(!leader.is_mendable(leader.returned().await.unwrap().first()));
}

#[tokio::test]
async fn w12_reviewers_see_what_was_submitted_until_it_is_sent_again() {
    let test = TestApp::sqlite().await;
    let reviewer = given_back(&test).await;
    let ppid = office(&test, "ppid.katingan", Role::Ppid).await;
    test.clock.advance(SignedDuration::from_hours(1));
    ppid.save_answer(answer("A1", 1, r#"{"options":["b"]}"#)).await.unwrap();
    let chosen = |item: &app::reviewer::Item| {
        let options = item.answer.as_ref().and_then(|saved| saved.value.options.clone()).unwrap_or_default();
        options.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
    assert!(item.is_at_office && !item.is_outdated);
    assert_eq!((chosen(&item), item.answer.as_ref().unwrap().version), (vec!["a".to_owned()], 1));
    let claimed = item.claimed.clone();
    assert_eq!(item.values.unwrap().claimed, claimed, "the claim is that of the shown answer");
    let queue = reviewer.office_queue("62.06").await.unwrap();
    assert_eq!(queue.sections[0].1[0].values.as_ref().unwrap().claimed, claimed, "in the table too");
    let judged = reviewer.save("62.06", "A1", &verdict(0, serde_json::json!({ "level": 0 }), "")).await;
    assert!(matches!(judged, Err(AppError::Conflict(Conflict::State("returned")))), "{judged:?}");
    ppid.send_again("A1").await.unwrap();
    let item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
    assert_eq!(chosen(&item), ["b"], "what was sent again is there to be judged");
}
