//! Appeals, comments of the public, outages, and how far the time has come.

use domain::appeal::AppealState;
use domain::codes::{BodyCode, QuestionCode};
use domain::comment::CommentState;
use domain::ids::{CommentId, OutageId};
use domain::person::Role;
use domain::random::Seeded;
use domain::review::Judged;
use domain::round::Window;
use jiff::SignedDuration;
use store::answer::Place;
use store::appeal::{self, Appeal};
use store::comment::{self, Comment};
use store::{high_water, outage};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn an_appeal_is_written_in_versions(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("ppid", Role::Ppid, "62.06").await.person;
        let (body, question): (BodyCode, QuestionCode) = ("62.06".parse().unwrap(), "A1".parse().unwrap());
        let place = Place { round, body: &body, question: &question };
        let mut written = Appeal {
            body: body.clone(),
            question: question.clone(),
            version: 0,
            state: AppealState::Draft,
            reasons: "ruang itu khusus".into(),
            contested: None,
            saved_by: by,
            saved_at: test.app.now(),
            filed_by: None,
            filed_at: None,
            decided_at: None,
        };
        let mut tx = db.write().await.unwrap();
        appeal::save(&mut tx, round, &written).await.unwrap();
        for contested in [Judged::NotApplicable, Judged::Share("1/3".parse().unwrap())] {
            written.version += 1;
            written.state = AppealState::Filed;
            written.contested = Some(contested);
            (written.filed_by, written.filed_at) = (Some(by), Some(test.app.now()));
            appeal::save(&mut tx, round, &written).await.unwrap();
            let found = appeal::get(&mut tx, place).await.unwrap().unwrap();
            assert_eq!(found, Appeal { version: written.version + 1, ..written.clone() });
        }
        assert!(appeal::save(&mut tx, round, &written).await.is_err(), "an old version");
        assert_eq!(appeal::undecided(&mut tx, round).await.unwrap(), 1);
        assert!(!appeal::has_judged(&mut tx, place, by).await.unwrap());
        assert!(appeal::seen(&mut tx, round, "62.06", test.app.now()).await.unwrap());
        assert!(!appeal::seen(&mut tx, round, "62.06", test.app.now()).await.unwrap(), "once");
        assert_eq!(appeal::seen_by(&mut tx, round).await.unwrap(), [body]);
    }

    async fn a_comment_is_handled_from_the_version_that_was_seen(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("verifikator", Role::Verifier, "62").await.person;
        let now = test.app.now();
        let body: BodyCode = "62.06".parse().unwrap();
        let sent = Comment {
            id: CommentId::new(now, &Seeded::new(5)),
            round,
            body: body.clone(),
            question: "A1".parse().unwrap(),
            receipt: "MP-24-0000-0000-0".into(),
            name: String::new(),
            contact: String::new(),
            text: "gudang".into(),
            state: CommentState::New,
            version: 1,
            sent_at: now,
            handled_by_name: None,
            handled_at: None,
            reason: String::new(),
        };
        let mut tx = db.write().await.unwrap();
        comment::insert(&mut tx, &sent).await.unwrap();
        assert!(!comment::is_free(&mut tx, &sent.receipt).await.unwrap());
        let used = (CommentState::Used, "cocok");
        assert!(!comment::handle(&mut tx, sent.id, 2, used, by, now).await.unwrap());
        assert!(comment::handle(&mut tx, sent.id, 1, used, by, now).await.unwrap());
        let found = comment::of_bodies(&mut tx, round, [&body]).await.unwrap().remove(0);
        assert_eq!((found.state, found.version, found.reason.as_str()), (CommentState::Used, 2, "cocok"));
        assert!(found.handled_by_name.is_some());
        assert_eq!(comment::of_question(&mut tx, round, "62.06", "A1").await.unwrap().len(), 1);
    }

    async fn outages_know_whom_they_hit_and_the_time_only_rises(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("ri.satu", Role::Controller, "00").await.person;
        let now = test.app.now();
        let hour = SignedDuration::from_hours(1);
        let recorded = outage::Outage {
            id: OutageId::new(now, &Seeded::new(6)),
            window: Window { opens: now - hour, closes: now },
            reason: "listrik".into(),
            recorded_by: by,
            recorded_at: now,
            bodies: vec!["62.06".parse().unwrap(), "62.71".parse().unwrap()],
        };
        let mut tx = db.write().await.unwrap();
        outage::insert(&mut tx, round, &recorded).await.unwrap();
        let found = outage::of_round(&mut tx, round).await.unwrap().remove(0);
        assert_eq!((found.window, found.bodies), (recorded.window, recorded.bodies));
        assert_eq!(high_water::get(&mut tx).await.unwrap(), None);
        for (at, expected) in [(now, now), (now - hour, now), (now + hour, now + hour)] {
            high_water::raise(&mut tx, at).await.unwrap();
            assert_eq!(high_water::get(&mut tx).await.unwrap(), Some(expected));
        }
    }
}
