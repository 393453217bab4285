//! Consequence tests as rows, and what people were told of duties.

use domain::exemption::{Content, State, Term};
use domain::ids::ExemptionId;
use domain::person::Role;
use domain::random::Seeded;
use jiff::Timestamp;
use store::catalogue::Told;
use store::exemption::{Decision, Exemption};
use testkit::TestApp;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn test_of(body: &str, seed: u64, state: State) -> Exemption {
    Exemption {
        id: ExemptionId::new(at(1_718_000_000), &Seeded::new(seed)),
        reference: format!("DIK-24-0000-000{seed}-X"),
        body: body.parse().unwrap(),
        state,
        revision: 1,
        content: Content {
            information: "Identitas saksi".into(),
            ground: "a2".parse().ok(),
            term: Some(Term::Until { day: "2030-12-31".parse().unwrap() }),
            ..Content::default()
        },
        replaces: None,
        created_at: at(1_718_000_000),
        changed_at: at(1_718_000_000),
        proposed_by: None,
        proposed_at: None,
        approved_by: None,
        approved_at: None,
        decision: Decision::default(),
        ends_at: None,
        ended_at: None,
        ended_number: String::new(),
        ended_reason: String::new(),
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_test_comes_back_as_it_was_written(db: Db) {
        let app = TestApp::with_db(db).await;
        app.small_tree().await;
        let who = app.person("ppid", Role::Ppid, "62.06").await;
        let mut tx = app.app.db().write().await.unwrap();
        let mut test = test_of("62.06", 1, State::Draft);
        assert!(store::exemption::insert(&mut tx, &test).await.unwrap());
        assert!(!store::exemption::insert(&mut tx, &Exemption { id: ExemptionId::new(at(1), &Seeded::new(9)), ..test.clone() }).await.unwrap());
        assert_eq!(store::exemption::by_reference(&mut tx, &test.reference).await.unwrap().as_ref(), Some(&test));
        test.state = State::Approved;
        test.revision = 4;
        test.proposed_by = Some(who.person);
        test.proposed_at = Some(at(1_718_000_100));
        test.approved_by = Some(who.person);
        test.approved_at = Some(at(1_718_000_200));
        test.decision = Decision { number: "7".into(), day: "2024-06-10".parse().ok(), place: "Kasongan".into() };
        test.ends_at = Some(at(1_924_966_800));
        test.ended_at = Some(at(1_719_000_000));
        test.ended_number = "9".into();
        test.ended_reason = "x".into();
        store::exemption::update(&mut tx, &test).await.unwrap();
        assert_eq!(store::exemption::lock(&mut tx, test.id).await.unwrap(), Some(test.clone()));
        assert_eq!(store::exemption::by_id(&mut tx, test.id).await.unwrap(), Some(test));
    }

    async fn z14_the_public_query_knows_the_states_that_the_rule_lists(db: Db) {
        let app = TestApp::with_db(db).await;
        app.small_tree().await;
        let mut tx = app.app.db().write().await.unwrap();
        let mut expected = Vec::new();
        for (seed, state) in (1..).zip(State::ALL) {
            let test = test_of("62.06", seed, state);
            store::exemption::insert(&mut tx, &test).await.unwrap();
            expected.extend(state.is_listed().then_some(test.state));
        }
        store::exemption::insert(&mut tx, &test_of("62.71", 9, State::Approved)).await.unwrap();
        let listed = store::exemption::listed(&mut tx, "62.06").await.unwrap();
        let mut found: Vec<State> = listed.into_iter().map(|test| test.state).collect();
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
        assert_eq!(store::exemption::of_body(&mut tx, "62.06").await.unwrap().len(), State::ALL.len());
    }

    async fn people_are_told_the_same_of_a_duty_once(db: Db) {
        let app = TestApp::with_db(db).await;
        app.small_tree().await;
        for (login, role, body) in
            [("a", Role::Officer, "62.06"), ("b", Role::Ppid, "62.06"), ("c", Role::Ppid, "62.71"), ("d", Role::Leader, "63.01")]
        {
            app.person(&format!("orang.{login}"), role, body).await;
        }
        let mut tx = app.app.db().write().await.unwrap();
        let desks = store::catalogue::desks(&mut tx, "", 10).await.unwrap();
        assert_eq!(desks.iter().map(domain::codes::BodyCode::as_str).collect::<Vec<_>>(), ["62.06", "62.71"]);
        assert_eq!(store::catalogue::desks(&mut tx, "62.06", 10).await.unwrap().len(), 1);
        let told = Told { duty: "profil", due: "2024-12-10".parse().unwrap(), state: "due_soon" };
        assert!(store::catalogue::note_told(&mut tx, "62.06", told, at(1)).await.unwrap());
        assert!(!store::catalogue::note_told(&mut tx, "62.06", told, at(2)).await.unwrap());
        assert!(store::catalogue::note_told(&mut tx, "62.71", told, at(2)).await.unwrap());
        assert!(store::catalogue::note_told(&mut tx, "62.06", Told { state: "late", ..told }, at(3)).await.unwrap());
        let people = store::participation::holding(&mut tx, "62.06", &[Role::Officer, Role::Ppid]).await.unwrap();
        assert_eq!(people.len(), 2);
        assert!(store::participation::holding(&mut tx, "62.06", &[Role::Leader]).await.unwrap().is_empty());
    }
}
