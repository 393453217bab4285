//! Facts of the records as evidence: offered, taken, frozen, seen by who judges.

use app::office::SaveAnswer;
use app::reviewer::Order;
use app::{AppError, Conflict, Office};
use domain::fact::{Fact, Suggestion, Value};
use domain::ids::FactSnapshotId;
use domain::person::Role;
use domain::random::Seeded;
use jiff::SignedDuration;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use testkit::TestApp;
use testkit::scene::ROUND;

use crate::decree::{content, decision, decrees, desk, publish};

async fn office(test: &TestApp, login: &str, role: Role) -> Office {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    test.app.access(who).office(ROUND, "62.06").await.unwrap()
}

/// The list of the year, frozen and decided.
async fn decide(test: &TestApp) {
    let (ppid, leader) =
        (decrees(test, "ppid", Role::Ppid).await, decrees(test, "pimpinan", Role::Leader).await);
    let frozen = ppid.freeze(2024, "DIP").await.unwrap();
    leader.decide(&frozen.reference, frozen.revision, decision("5/2024", "2024-06-10"), "").await.unwrap();
}

async fn asked(test: &TestApp) {
    let round = test.running_round().await;
    test.ask_for_facts(&round).await;
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_question_is_offered_what_the_records_say_and_an_honest_zero(db: Db) {
        let test = TestApp::with_db(db).await;
        asked(&test).await;
        let officer = office(&test, "petugas", Role::Officer).await;
        assert!(officer.fact_offers("A2").await.unwrap().is_empty(), "it asks for nothing");
        let offers = officer.fact_offers("A1").await.unwrap();
        let facts: Vec<Fact> = offers.iter().map(|offer| offer.fact).collect();
        assert_eq!(facts, [Fact::Decree, Fact::Items], "of the site nothing is known");
        assert_eq!(offers[0].reading.as_ref().unwrap().value, Value::Answer { yes: false });
        assert_eq!(offers[0].suggestion, Some(Suggestion::Options(vec!["c".parse().unwrap()])));
        assert_eq!(offers[1].reading.as_ref().unwrap().value, Value::count(0));

        let reference = publish(&desk(&test).await, content("Laporan keuangan")).await;
        decide(&test).await;
        let offers = officer.fact_offers("A1").await.unwrap();
        let decree = offers[0].reading.as_ref().unwrap();
        assert_eq!((decree.year, &decree.value), (2024, &Value::Answer { yes: true }));
        assert_eq!(decree.counted[0].label, "5/2024, DIP");
        assert_eq!(offers[0].suggestion, Some(Suggestion::Options(vec!["a".parse().unwrap()])));
        let items = offers[1].reading.as_ref().unwrap();
        assert_eq!((items.counted.len(), items.counted[0].reference.as_str()), (1, reference.as_str()));
        let field = officer.fact_offers("A3").await.unwrap();
        assert!(matches!(&field[0].suggestion, Some(Suggestion::Field(code, _)) if *code == "permohonan"));
    }

    async fn what_is_taken_is_frozen_and_what_is_taken_again_is_kept(db: Db) {
        let test = TestApp::with_db(db).await;
        asked(&test).await;
        let officer = office(&test, "petugas", Role::Officer).await;
        let leader = office(&test, "pimpinan", Role::Leader).await;
        let desk = desk(&test).await;
        publish(&desk, content("Laporan keuangan")).await;
        assert!(matches!(leader.take_fact("A1", Fact::Items).await, Err(AppError::NotFound)), "a leader fills nothing");
        assert!(matches!(officer.take_fact("A1", Fact::Whatsapp).await, Err(AppError::NotFound)), "not asked for");
        assert!(matches!(officer.take_fact("A1", Fact::Site).await, Err(AppError::NotFound)), "nothing is known");
        let first = officer.take_fact("A1", Fact::Items).await.unwrap();
        publish(&desk, content("Laporan kinerja")).await;
        let offer = officer.fact_offers("A1").await.unwrap().remove(1);
        let taken = offer.taken.unwrap();
        assert_eq!(taken.snapshot.reading.value, Value::count(1), "frozen");
        assert!(taken.snapshot.reading.differs(&offer.reading.unwrap()), "the records have moved on");
        assert!(!taken.snapshot.how["id"].is_empty());
        assert_eq!(taken.row.sha256, data_encoding::HEXLOWER.encode(&Sha256::digest(&taken.row.document)));
        let again = officer.take_fact("A1", Fact::Items).await.unwrap();
        assert_ne!(first, again);
        let now = officer.fact_offers("A1").await.unwrap().remove(1).taken.unwrap();
        assert_eq!((now.row.id, now.snapshot.reading.value), (again, Value::count(2)));
        let who = test.person_once("petugas", Role::Officer, &"62.06".parse().unwrap()).await;
        let old = app::fact::open(&test.app.access(who), first).await.unwrap();
        assert_eq!(old.snapshot.reading.value, Value::count(1), "the old one stays in the history");
        officer.give_fact_back("A1", again).await.unwrap();
        officer.give_fact_back("A1", again).await.unwrap();
        assert!(officer.fact_offers("A1").await.unwrap().remove(1).taken.is_none());
        let history = officer.history(&"A1".parse().unwrap()).await.unwrap();
        let kinds: Vec<&str> = history.iter().rev().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["fact_taken", "fact_taken", "fact_given_back"]);
        assert!(matches!(officer.give_fact_back("A2", again).await, Err(AppError::NotFound)), "of another question");
        let nobody = officer.give_fact_back("A1", FactSnapshotId::new(test.app.now(), &Seeded::new(5))).await;
        assert!(matches!(nobody, Err(AppError::NotFound)));
    }

    async fn a_submission_holds_its_facts_and_who_judges_sees_them_beside_today(db: Db) {
        let test = TestApp::with_db(db).await;
        asked(&test).await;
        let officer = office(&test, "petugas", Role::Officer).await;
        let desk = desk(&test).await;
        publish(&desk, content("Laporan keuangan")).await;
        let plain = officer.take_fact("A1", Fact::Items).await.unwrap();
        let answer = SaveAnswer { question: "A1".parse().unwrap(), base: 0, value: serde_json::from_str(r#"{"options":["a"]}"#).unwrap() };
        officer.save_answer(answer).await.unwrap();
        let judge = test.person("verifikator", Role::Verifier, "62").await;
        let early = app::fact::open(&test.app.access(judge.clone()), plain).await;
        assert!(matches!(early, Err(AppError::NotFound)), "z08 nothing before it is submitted");
        office(&test, "ppid", Role::Ppid).await.sign_off(true).await.unwrap();
        let locked = officer.take_fact("A1", Fact::Items).await;
        assert!(matches!(locked, Err(AppError::Conflict(Conflict::State(_)))), "{locked:?}");
        office(&test, "pimpinan", Role::Leader).await.endorse().await.unwrap();
        let receipt = officer.submit().await.unwrap();
        let sha256 = officer.fact_offers("A1").await.unwrap().remove(1).taken.unwrap().row.sha256;
        assert!(receipt.document.contains(&format!("\"sha256\":\"{sha256}\"")), "{}", receipt.document);

        publish(&desk, content("Laporan kinerja")).await;
        test.clock.advance(SignedDuration::from_hours(24 * 15));
        for result in [officer.take_fact("A1", Fact::Items).await.map(drop), officer.give_fact_back("A1", plain).await] {
            assert!(matches!(result, Err(AppError::Closed { .. } | AppError::Conflict(_))), "w: {result:?}");
        }
        let reviewer = test.app.access(judge.clone()).reviewer(ROUND).await.unwrap();
        let item = reviewer.item("62.06", "A1", Order::Office).await.unwrap();
        let [seen] = &item.facts[..] else { panic!("{:?}", item.facts) };
        assert_eq!(seen.taken.snapshot.reading.value, Value::count(1));
        assert!(seen.has_changed());
        assert_eq!(seen.now.as_ref().unwrap().value, Value::count(2));
        assert_eq!(app::fact::open(&test.app.access(judge), plain).await.unwrap().row.sha256, sha256);
        let elsewhere = test.person("verifikator.kalsel", Role::Verifier, "63").await;
        let hidden = app::fact::open(&test.app.access(elsewhere), plain).await;
        assert!(matches!(hidden, Err(AppError::NotFound)), "z02 another province");
    }
}

proptest! {
    /// A snapshot is read back as it was written, and hashes to the same again.
    #[test]
    fn a_snapshot_is_stable(count in 0_u32.., label in "\\PC{0,20}", counts: bool, day in proptest::option::of(0_i32..40_000)) {
        let day = day.map(|days| jiff::civil::date(2000, 1, 1) + jiff::Span::new().days(days));
        let reading = domain::fact::Reading {
            fact: Fact::Items,
            year: 2024,
            value: Value::Count { count },
            read_at: jiff::Timestamp::UNIX_EPOCH,
            counted: vec![domain::fact::Counted { reference: "INF-24".into(), label, day, counts }],
        };
        let snapshot = domain::fact::Snapshot {
            format: domain::fact::FORMAT.into(),
            round: ROUND.into(),
            body: "62.06".into(),
            office: "Bawaslu Katingan".into(),
            question: "A1".parse().unwrap(),
            unit: Fact::Items.unit().into(),
            how: [("id".to_owned(), "Banyaknya.".to_owned())].into(),
            reading,
        };
        let written = serde_jcs::to_string(&snapshot).unwrap();
        let read: domain::fact::Snapshot = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&read, &snapshot);
        let again = serde_jcs::to_string(&read).unwrap();
        prop_assert_eq!(Sha256::digest(&written), Sha256::digest(&again));
        prop_assert_eq!(written, again);
    }
}
