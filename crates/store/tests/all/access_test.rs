//! The access test in the database.

use domain::access_test::record::Record;
use domain::access_test::{CaseState, Channel};
use domain::ids::{AccessCaseId, ScenarioId};
use domain::person::Role;
use domain::random::Seeded;
use store::access_test::case::{self, Case};
use store::access_test::preparation::{self, Draw, Scenario, SheetVersion};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn one_living_case_of_an_office_and_channel_and_changes_are_counted(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("penguji", Role::Tester, "00").await.person;
        let now = test.app.now();
        let random = Seeded::new(5);
        let mut tx = db.write().await.unwrap();
        let sheet = SheetVersion {
            version: 1,
            title: "Lembar".into(),
            source: "x".into(),
            sha256: "y".into(),
            reason: String::new(),
            created_by: by,
            created_at: now,
        };
        preparation::insert_sheet(&mut tx, round, &sheet).await.unwrap();
        assert_eq!(preparation::sheets(&mut tx, round).await.unwrap(), [sheet]);
        let draw = Draw {
            number: 1,
            seed: "benih".into(),
            reason: String::new(),
            record: "{}".into(),
            drawn_by: by,
            drawn_at: now,
        };
        preparation::insert_draw(&mut tx, round, &draw).await.unwrap();
        let mut drawn = Case {
            id: AccessCaseId::new(now, &random),
            round,
            body: "62.06".parse().unwrap(),
            channel: Channel::Whatsapp,
            tester: by,
            draw: 1,
            sheet: 1,
            scenario: "s".into(),
            question: "Apa?".into(),
            right_answer: "Itu.".into(),
            due_at: now,
            state: CaseState::Drawn,
            version: 1,
            sent_at: None,
            sent_to: String::new(),
            record: Record::default(),
            score: None,
            submitted_at: None,
            told_at: None,
        };
        case::insert(&mut tx, &drawn).await.unwrap();
        drawn.state = CaseState::Sent;
        drawn.sent_at = Some(now);
        drawn.record.note = "catatan".into();
        drawn.record.answers.insert("A1".parse().unwrap(), "formulir".parse().unwrap());
        drawn.score = Some("200/3".parse().unwrap());
        assert!(case::update(&mut tx, &drawn).await.unwrap());
        assert!(!case::update(&mut tx, &drawn).await.unwrap(), "the version has moved on");
        drawn.version = 2;
        assert_eq!(case::by_id(&mut tx, drawn.id).await.unwrap().as_ref(), Some(&drawn));
        assert_eq!(case::of_tester(&mut tx, by).await.unwrap(), [drawn.clone()]);
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        let second = Case { id: AccessCaseId::new(now, &random), ..drawn.clone() };
        assert!(case::insert(&mut tx, &second).await.is_err(), "two living cases of one office and channel");
        drop(tx);
        let mut tx = db.write().await.unwrap();
        drawn.state = CaseState::CalledOff;
        assert!(case::update(&mut tx, &drawn).await.unwrap());
        case::insert(&mut tx, &second).await.unwrap();
        assert_eq!(case::of_body(&mut tx, round, "62.06").await.unwrap().len(), 1);
        assert_eq!(case::of_round(&mut tx, round).await.unwrap().len(), 2);
    }

    async fn the_bank_keeps_codes_apart_and_the_pool_its_ties(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("penguji", Role::Tester, "00").await.person;
        test.grant("penguji", Role::Officer, "62.71").await;
        let now = test.app.now();
        let owner = "00".parse().unwrap();
        let mut tx = db.write().await.unwrap();
        let mut scenario = Scenario {
            id: ScenarioId::new(now, &Seeded::new(3)),
            code: "dip".into(),
            channels: vec![Channel::Email],
            question: "Di mana DIP?".into(),
            right_answer: "Tautan".into(),
            version: 1,
            retired_at: None,
            created_at: now,
        };
        assert!(preparation::insert_scenario(&mut tx, &owner, &scenario).await.unwrap());
        let other = Scenario { id: ScenarioId::new(now, &Seeded::new(4)), ..scenario.clone() };
        assert!(!preparation::insert_scenario(&mut tx, &owner, &other).await.unwrap());
        scenario.retired_at = Some(now);
        assert!(preparation::update_scenario(&mut tx, &scenario).await.unwrap());
        scenario.version = 2;
        assert_eq!(preparation::scenarios(&mut tx, "00").await.unwrap(), [scenario]);
        assert_eq!(preparation::candidates(&mut tx, "00").await.unwrap().len(), 1);
        let ties: [domain::codes::BodyCode; 1] = ["62".parse().unwrap()];
        preparation::put_tester(&mut tx, round, by, "Kampus", &[], None).await.unwrap();
        preparation::put_tester(&mut tx, round, by, "LSM", &ties, Some(now)).await.unwrap();
        let pool = preparation::testers(&mut tx, round).await.unwrap();
        assert_eq!((pool.len(), pool[0].institution.as_str(), pool[0].ties.as_slice()), (1, "LSM", &ties[..]));
        assert_eq!(preparation::offices_of(&mut tx, by).await.unwrap(), ["62.71"]);
    }
}
