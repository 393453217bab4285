//! Answers, the names of their files, evidence that is taken away, and the latest event of a kind.

use std::collections::BTreeMap;

use domain::assessments::Answer;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{EvidenceId, PersonId, RoundId};
use domain::random::Seeded;

use sql::Db;
use store::answer::Place;
use store::event::NewEvent;
use store::evidence::{Content, Evidence};
use testkit::TestApp;

struct Scene {
    test: TestApp,
    round: RoundId,
    person: PersonId,
    body: BodyCode,
    question: QuestionCode,
}

impl Scene {
    async fn new(db: Db) -> Self {
        let test = TestApp::with_db(db).await;
        let round = test.running_round().await.id;
        let person = test.person("petugas", domain::person::Role::Officer, "62.06").await.person;
        let (body, question) = ("62.06".parse().unwrap(), "A1".parse().unwrap());
        Self { test, round, person, body, question }
    }

    fn place(&self) -> Place<'_> {
        Place { round: self.round, body: &self.body, question: &self.question }
    }
}

fn text(text: &str) -> Answer {
    Answer { text: Some(text.to_owned()), ..Answer::default() }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn w08_of_two_saves_from_one_version_the_first_counts(db: Db) {
        let scene = Scene::new(db.clone()).await;
        let now = scene.test.app.now();
        let mut tx = db.write().await.unwrap();
        let (place, person) = (scene.place(), scene.person);
        let save = |base, value| (base, text(value));
        for ((base, value), expected) in [
            (save(0, "satu"), Some(1)),
            (save(0, "dua"), None),
            (save(2, "tiga"), None),
            (save(1, "empat"), Some(2)),
            (save(1, "lima"), None),
        ] {
            let saved = store::answer::save(&mut tx, place, base, &value, person, now).await.unwrap();
            assert_eq!(saved, expected, "{value:?}");
        }
        let saved = store::answer::get(&mut tx, scene.round, "62.06", "A1").await.unwrap().unwrap();
        assert_eq!((saved.version, saved.value), (2, text("empat")));
        tx.commit().await.unwrap();
    }

    async fn names_of_files_alone_do_not_count_as_an_edit(db: Db) {
        let scene = Scene::new(db.clone()).await;
        let now = scene.test.app.now();
        let mut tx = db.write().await.unwrap();
        let (place, person) = (scene.place(), scene.person);
        let named = |value: Answer| Answer { files: vec!["sk.pdf".to_owned()], ..value };
        store::answer::put_files(&mut tx, place, &named(Answer::default()), person, now).await.unwrap();
        let saved = store::answer::get(&mut tx, scene.round, "62.06", "A1").await.unwrap().unwrap();
        assert_eq!((saved.version, saved.value), (0, named(Answer::default())));
        // An edit that began before the file came still fits.
        let first = store::answer::save(&mut tx, place, 0, &named(text("x")), person, now).await.unwrap();
        assert_eq!(first, Some(1));
        store::answer::put_files(&mut tx, place, &text("x"), person, now).await.unwrap();
        let saved = store::answer::get(&mut tx, scene.round, "62.06", "A1").await.unwrap().unwrap();
        assert_eq!((saved.version, saved.value), (1, text("x")));
        tx.commit().await.unwrap();
    }

    async fn evidence_that_was_taken_away_is_known_to_have_been_there(db: Db) {
        let scene = Scene::new(db.clone()).await;
        let now = scene.test.app.now();
        let mut tx = db.write().await.unwrap();
        let id = EvidenceId::new(now, &Seeded::new(1));
        let evidence = Evidence {
            id,
            round: scene.round,
            body: scene.body.clone(),
            question: scene.question.clone(),
            slot: "foto".parse().unwrap(),
            content: Content::Link("https://x.id/".to_owned()),
            caption: String::new(),
            added_by: scene.person,
            added_at: now,
            late: false,
            receipt: None,
            capture: None,
            replaces: None,
            appeal: false,
            damaged: false,
        };
        store::evidence::insert(&mut tx, &evidence).await.unwrap();
        let mut seen = Vec::new();
        for question in ["A1", "A2"] {
            seen.push(store::evidence::was_removed(&mut tx, scene.round, "62.06", question, id).await.unwrap());
        }
        assert_eq!(store::evidence::remove(&mut tx, id, scene.person, now).await.unwrap(), 1);
        for question in ["A1", "A2"] {
            seen.push(store::evidence::was_removed(&mut tx, scene.round, "62.06", question, id).await.unwrap());
        }
        assert_eq!(seen, [false, false, true, false]);
        tx.commit().await.unwrap();
    }

    async fn the_latest_event_of_a_kind_is_found(db: Db) {
        let scene = Scene::new(db.clone()).await;
        let mut tx = db.write().await.unwrap();
        for (kind, n) in [("submitted", 1), ("reopened", 2), ("submitted", 3), ("reopened", 4)] {
            let event = NewEvent {
                at: scene.test.app.now(),
                actor: Some(scene.person),
                body: Some(&scene.body),
                round: Some(scene.round),
                object_kind: "assessment",
                object_id: "x".to_owned(),
                kind,
                data: BTreeMap::from([("n", n)]),
            };
            store::event::append(&mut tx, event).await.unwrap();
        }
        let found = store::event::latest(&mut tx, "assessment", "x", "submitted").await.unwrap().unwrap();
        assert_eq!(found.data, "{\"n\":3}");
        assert!(store::event::latest(&mut tx, "assessment", "y", "submitted").await.unwrap().is_none());
        tx.commit().await.unwrap();
    }
}
