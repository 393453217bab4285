//! One answer or judgement for many offices at once.

use domain::assessment::AssessmentState;
use domain::assessments::{Answer, Review};
use domain::codes::BodyCode;
use domain::exact::Exact;
use domain::person::Role;
use jiff::SignedDuration;
use store::bulk::{Judgement, Many};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn many_offices_get_an_answer_and_a_judgement(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await;
        let sender = test.person("petugas", Role::Officer, "62.06").await.person;
        let verifier = test.person("verifikator.satu", Role::Verifier, "62").await.person;
        test.clock.advance(SignedDuration::from_hours(1));
        test.person("verifikator.dua", Role::Verifier, "62").await;
        for body in ["62.06", "62.71"] {
            test.stand(&round, body, AssessmentState::Submitted, sender).await;
        }
        let bodies: Vec<BodyCode> = ["62.06", "62.71"].map(|code| code.parse().unwrap()).to_vec();
        let question = "A1".parse().unwrap();
        let after = SignedDuration::from_mins(90);
        let many = Many { round: round.id, question: &question, bodies: &bodies, after };
        let value: Answer = serde_json::from_str(r#"{"options":["b"]}"#).unwrap();
        let review: Review = serde_json::from_str(r#"{"level":1}"#).unwrap();
        let share: Exact = "3/5".parse().unwrap();
        let judgement = Judgement { value: &review, share: &share, reason: "ruang bersama" };
        let mut tx = db.write().await.unwrap();
        assert_eq!(store::bulk::answer(&mut tx, many, &value).await.unwrap(), 2);
        assert_eq!(store::bulk::review(&mut tx, many, judgement).await.unwrap(), 2);
        tx.commit().await.unwrap();
        let at = test.app.now() + after;
        let mut conn = db.read().await.unwrap();
        for body in ["62.06", "62.71"] {
            let saved = store::answer::get(&mut conn, round.id, body, "A1").await.unwrap().unwrap();
            assert_eq!((saved.version, saved.value, saved.saved_by, saved.saved_at), (1, value.clone(), sender, at));
            let found = store::review::get(&mut conn, round.id, body, "A1").await.unwrap().unwrap();
            assert_eq!((found.version, &found.value, &found.share), (1, &review, &share));
            assert_eq!((found.reviewed_by, found.reviewed_at), (verifier, at), "who has been there longest");
            assert_eq!((found.reason.as_str(), found.doubtful), ("ruang bersama", false));
        }
        let other = store::answer::get(&mut conn, round.id, "63.01", "A1").await.unwrap();
        assert!(other.is_none());
    }

    async fn an_office_without_a_submission_or_a_verifier_is_refused(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await;
        let sender = test.person("petugas", Role::Officer, "62.06").await.person;
        test.stand(&round, "62.06", AssessmentState::Submitted, sender).await;
        let question = "A1".parse().unwrap();
        let bodies = ["62.06", "62.71"].map(|code| [code.parse::<BodyCode>().unwrap()]);
        let many = |at: usize| Many { round: round.id, question: &question, bodies: &bodies[at], after: SignedDuration::ZERO };
        let mut tx = db.write().await.unwrap();
        assert!(store::bulk::answer(&mut tx, many(1), &Answer::default()).await.is_err(), "nobody sent it");
        drop(tx);
        let judgement = Judgement { value: &Review::default(), share: &Exact::ONE, reason: "" };
        let mut tx = db.write().await.unwrap();
        assert!(store::bulk::review(&mut tx, many(0), judgement).await.is_err(), "nobody judges it");
    }
}
