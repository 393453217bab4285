//! Notes, sentences, returns, duties, posts and second readings.

use domain::assessments::Review;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{DrawId, DutyId, FormerPostId, PhraseId, ReturnId};
use domain::person::{Grant, Role};
use domain::verification::lot::Seed;
use domain::verification::reading::ReadingState;
use domain::verification::returned::ReturnState;
use jiff::SignedDuration;
use store::answer::Place;
use store::duty::{self, Draw, DrawKind, Duty, FormerPost};
use store::reading::{self, Reading, Second};
use store::returned::{self, Returned};
use store::review::NewReview;
use store::workbench::{self, Phrase};
use testkit::TestApp;

fn place() -> (BodyCode, QuestionCode) {
    ("62.06".parse().unwrap(), "A1".parse().unwrap())
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn notes_and_sentences_are_kept_by_question(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let one = test.person("verifikator.satu", Role::Verifier, "62").await.person;
        let two = test.person("verifikator.dua", Role::Verifier, "62").await.person;
        let (body, question) = place();
        let (at, now) = (Place { round, body: &body, question: &question }, test.app.now());
        let random = domain::random::Seeded::new(1);
        let mut tx = db.write().await.unwrap();
        assert!(workbench::put_note(&mut tx, at, one, "cek foto", now).await.unwrap());
        assert!(!workbench::put_note(&mut tx, at, one, "cek foto", now).await.unwrap(), "it is there already");
        assert!(workbench::put_note(&mut tx, at, two, "setuju", now).await.unwrap());
        assert!(workbench::put_note(&mut tx, at, two, "", now).await.unwrap());
        let phrase = Phrase { id: PhraseId::new(now, &random), question: question.clone(), text: "Foto kabur".into() };
        workbench::add_phrase(&mut tx, round, &phrase, one, now).await.unwrap();
        for (office, reason) in [("62.06", "sama"), ("62.71", "sama"), ("63.01", "lain")] {
            let office: BodyCode = office.parse().unwrap();
            let place = Place { round, body: &office, question: &question };
            let (value, share) = (Review { level: Some(2), ..Review::default() }, "0".parse().unwrap());
            let new = NewReview { value: &value, share: &share, reason, doubtful: false, by: one, at: now };
            store::review::save(&mut tx, place, 0, &new).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let notes = workbench::notes(&mut conn, at).await.unwrap();
        assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["cek foto"]);
        assert_eq!(workbench::phrases_of(&mut conn, round, "A1").await.unwrap(), std::slice::from_ref(&phrase));
        let offices: Vec<BodyCode> = ["62.06", "62.71", "63.01"].map(|code| code.parse().unwrap()).to_vec();
        let reasons = workbench::given_reasons(&mut conn, round, "A1", &offices, 8).await.unwrap();
        assert_eq!(reasons, ["sama", "lain"], "most frequent first");
        assert_eq!(workbench::given_reasons(&mut conn, round, "A1", &offices[..0], 8).await.unwrap(), [""; 0]);
        drop(conn);
        let mut tx = db.write().await.unwrap();
        assert_eq!(workbench::remove_phrase(&mut tx, round, phrase.id, now).await.unwrap(), Some(phrase.clone()));
        assert_eq!(workbench::remove_phrase(&mut tx, round, phrase.id, now).await.unwrap(), None);
        assert_eq!(workbench::phrases(&mut tx, round).await.unwrap(), []);
    }

    async fn w12_a_question_goes_back_once(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("verifikator.satu", Role::Verifier, "62").await;
        let ((body, question), now) = (place(), test.app.now());
        let random = domain::random::Seeded::new(1);
        let mut back = Returned {
            id: ReturnId::new(now, &random), round, body, question, state: ReturnState::Open,
            reason: "Foto kabur".into(), opened_by: by.person, opened_by_name: by.name, opened_at: now,
            due_at: now + SignedDuration::from_hours(48), closed_by: None, closed_at: None, receipt: None, hash: None,
        };
        let mut tx = db.write().await.unwrap();
        assert!(returned::insert(&mut tx, &back).await.unwrap());
        let again = Returned { id: ReturnId::new(now, &random), ..back.clone() };
        assert!(!returned::insert(&mut tx, &again).await.unwrap());
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert_eq!(returned::open(&mut tx, round, now).await.unwrap().len(), 1);
        assert_eq!(returned::open(&mut tx, round, back.due_at).await.unwrap(), [], "its time is over");
        back.state = ReturnState::Resubmitted;
        (back.closed_by, back.closed_at) = (Some(by.person), Some(now));
        (back.receipt, back.hash) = (Some("PB-24-1".into()), Some("00".into()));
        returned::update(&mut tx, &back).await.unwrap();
        assert_eq!(returned::of_question(&mut tx, round, "62.06", "A1").await.unwrap(), Some(back.clone()));
        assert_eq!(returned::of_body(&mut tx, round, "62.06").await.unwrap(), [back]);
        assert_eq!(returned::open(&mut tx, round, now).await.unwrap(), []);
    }

    async fn z04_duties_and_where_people_served(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let who = test.person("verifikator.satu", Role::Verifier, "62").await;
        let other = test.person("verifikator.dua", Role::Verifier, "62").await.person;
        let ((body, _), now) = (place(), test.app.now());
        let random = domain::random::Seeded::new(1);
        let draw = Draw {
            id: DrawId::new(now, &random), round, body: "62".parse().unwrap(), seed: Seed::new(&random),
            inputs: "{}".into(), drawn_by: other, drawn_by_name: String::new(), drawn_at: now,
        };
        let duty_of = |person, draw| Duty {
            id: DutyId::new(now, &random), round, body: body.clone(), person, name: String::new(), draw,
            given_by: other, given_at: now,
        };
        let mut tx = db.write().await.unwrap();
        duty::insert_draw(&mut tx, DrawKind::Duties, &draw).await.unwrap();
        let first = duty_of(who.person, Some(draw.id));
        duty::insert(&mut tx, &first).await.unwrap();
        assert_eq!(duty::of_body(&mut tx, round, "62.06").await.unwrap().unwrap().name, who.name);
        duty::end(&mut tx, first.id, now).await.unwrap();
        assert!(duty::end(&mut tx, first.id, now).await.is_err(), "it is over");
        duty::insert(&mut tx, &duty_of(other, None)).await.unwrap();
        assert_eq!(duty::of_round(&mut tx, round).await.unwrap()[&body].person, other);
        assert_eq!(duty::draws(&mut tx, round, DrawKind::Duties).await.unwrap()[0].seed, draw.seed);
        assert!(duty::draws(&mut tx, round, DrawKind::Sample).await.unwrap().is_empty());

        let post = FormerPost {
            id: FormerPostId::new(now, &random), person: who.person, body: body.clone(),
            office_name: String::new(), post: "staf".into(), entered_at: now,
        };
        duty::add_post(&mut tx, &post, other).await.unwrap();
        let event = store::event::NewEvent {
            at: now, actor: None, body: Some(&"63.01".parse().unwrap()), round: None, object_kind: "person",
            object_id: who.person.to_string(), kind: "role_taken",
            data: serde_json::json!(Grant { role: Role::Officer, body: "63.01".parse().unwrap() }),
        };
        store::event::append(&mut tx, event).await.unwrap();
        let served: Vec<String> =
            duty::served(&mut tx, who.person).await.unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(served, ["62.06", "63.01"]);
        assert!(duty::remove_post(&mut tx, who.person, post.id, now).await.unwrap());
        assert!(!duty::remove_post(&mut tx, who.person, post.id, now).await.unwrap());
        assert_eq!(duty::posts(&mut tx, who.person).await.unwrap(), []);
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        assert!(duty::insert(&mut tx, &duty_of(who.person, None)).await.is_err(), "one holder at a time");
    }

    async fn a_reading_waits_is_read_and_is_settled(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let one = test.person("kendali.satu", Role::Controller, "00").await;
        let two = test.person("kendali.dua", Role::Controller, "00").await;
        let ((body, question), now) = (place(), test.app.now());
        let random = domain::random::Seeded::new(1);
        let draw = Draw {
            id: DrawId::new(now, &random), round, body: "62".parse().unwrap(), seed: Seed::new(&random),
            inputs: "{}".into(), drawn_by: one.person, drawn_by_name: String::new(), drawn_at: now,
        };
        let mut found = Reading {
            round, body, question, draw: draw.id, province: "62".parse().unwrap(), reader: one.person,
            reader_name: one.name, state: ReadingState::Waiting, second: None,
        };
        let mut tx = db.write().await.unwrap();
        duty::insert_draw(&mut tx, DrawKind::Sample, &draw).await.unwrap();
        reading::insert(&mut tx, &found).await.unwrap();
        assert_eq!(reading::waiting(&mut tx, round).await.unwrap().len(), 1);
        assert_eq!(reading::hand_over(&mut tx, round, "62.06", one.person, two.person).await.unwrap(), 1);
        (found.reader, found.reader_name, found.state) = (two.person, two.name, ReadingState::Differs);
        let second = Second {
            value: Review { level: Some(0), ..Review::default() }, share: "1".parse().unwrap(), reason: "jelas".into(),
            first_share: "3/5".parse().unwrap(), by: two.person, at: now,
        };
        reading::put_second(&mut tx, &found, &second).await.unwrap();
        found.second = Some(second);
        assert_eq!(reading::get(&mut tx, round, "62.06", "A1").await.unwrap(), Some(found.clone()));
        assert_eq!(reading::hand_over(&mut tx, round, "62.06", two.person, one.person).await.unwrap(), 0, "it is read");
        found.state = ReadingState::Changed;
        reading::settle(&mut tx, &found, one.person, now).await.unwrap();
        assert_eq!(reading::of_round(&mut tx, round).await.unwrap(), [found]);
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        let again = Draw { id: DrawId::new(now, &random), ..draw };
        assert!(duty::insert_draw(&mut tx, DrawKind::Sample, &again).await.is_err(), "a sample is drawn once");
    }
}
