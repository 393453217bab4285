//! Frozen lists and decrees as rows, and facts that were taken.

use domain::decree::{Decision, State};
use domain::fact::Fact;
use domain::ids::{DecreeScanId, FactSnapshotId, ListDecreeId, PersonId};
use domain::person::Role;
use domain::random::Seeded;
use jiff::Timestamp;
use sql::SqlError;
use store::answer::Place;
use store::decree::{ListDecree, Scan};
use store::evidence::Blob;
use store::fact::TakenFact;
use testkit::TestApp;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_718_000_000 + second).unwrap()
}

fn frozen(seed: u64, year: i16, by: PersonId) -> ListDecree {
    ListDecree {
        id: ListDecreeId::new(at(0), &Seeded::new(seed)),
        reference: format!("PEN-24-0000-000{seed}-X"),
        body: "62.06".parse().unwrap(),
        year,
        state: State::Draft,
        revision: 1,
        title: "Daftar Informasi Publik".into(),
        sha256: "ab".repeat(32),
        row_count: 3,
        frozen_at: at(0),
        frozen_by: by,
        changed_at: at(0),
        decision: Decision::default(),
        decided_at: None,
        decided_by: None,
        ended_at: None,
        ended_reason: String::new(),
        superseded_by: None,
    }
}

fn decided(mut decree: ListDecree) -> ListDecree {
    decree.state = State::Decided;
    decree.revision += 1;
    decree.decision = Decision {
        number: "5/2024".into(),
        day: "2024-06-11".parse().ok(),
        place: "Kasongan".into(),
        signer: "Sri".into(),
        signer_title: "Ketua".into(),
    };
    decree.decided_at = Some(at(60));
    decree.decided_by = Some(decree.frozen_by);
    decree
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_decree_comes_back_as_it_was_written_and_never_changes(db: Db) {
        let app = TestApp::with_db(db).await;
        app.small_tree().await;
        let who = app.person("ppid", Role::Ppid, "62.06").await.person;
        let mut tx = app.app.db().write().await.unwrap();
        let mut decree = frozen(1, 2024, who);
        assert!(store::decree::insert(&mut tx, &decree, "[1]").await.unwrap());
        let same = ListDecree { id: ListDecreeId::new(at(1), &Seeded::new(9)), ..decree.clone() };
        assert!(!store::decree::insert(&mut tx, &same, "[1]").await.unwrap(), "its reference is taken");
        (decree.revision, decree.row_count) = (2, 4);
        store::decree::refreeze(&mut tx, &decree, "[2]").await.unwrap();
        assert_eq!(store::decree::by_reference(&mut tx, &decree.reference).await.unwrap().as_ref(), Some(&decree));
        assert_eq!(store::decree::document(&mut tx, decree.id).await.unwrap(), "[2]");
        assert_eq!(store::decree::in_force(&mut tx, "62.06", 2024).await.unwrap(), None);
        let decree = decided(decree);
        store::decree::decide(&mut tx, &decree).await.unwrap();
        assert_eq!(store::decree::in_force(&mut tx, "62.06", 2024).await.unwrap().as_ref(), Some(&decree));
        assert_eq!(store::decree::lock(&mut tx, decree.id).await.unwrap().as_ref(), Some(&decree));
        assert!(matches!(store::decree::refreeze(&mut tx, &decree, "[3]").await, Err(SqlError::RowMissing)));
        assert!(matches!(store::decree::decide(&mut tx, &decree).await, Err(SqlError::RowMissing)));
        let over = ListDecree {
            state: State::Revoked,
            ended_at: Some(at(90)),
            ended_reason: "Keliru".into(),
            ..decree.clone()
        };
        store::decree::end(&mut tx, &over).await.unwrap();
        assert!(matches!(store::decree::end(&mut tx, &over).await, Err(SqlError::RowMissing)));
        assert_eq!(store::decree::document(&mut tx, decree.id).await.unwrap(), "[2]");
        assert_eq!(store::decree::in_force(&mut tx, "62.06", 2024).await.unwrap(), None);
        assert_eq!(store::decree::of_body(&mut tx, "62.06").await.unwrap(), [over]);
        assert_eq!(store::decree::of_body(&mut tx, "62.71").await.unwrap(), []);
        tx.commit().await.unwrap();
    }

    async fn one_decree_of_a_year_is_in_force(db: Db) {
        let app = TestApp::with_db(db).await;
        app.small_tree().await;
        let who = app.person("ppid", Role::Ppid, "62.06").await.person;
        let mut tx = app.app.db().write().await.unwrap();
        for (seed, year) in [(1, 2024), (2, 2023), (3, 2024)] {
            assert!(store::decree::insert(&mut tx, &frozen(seed, year, who), "[]").await.unwrap());
        }
        let order: Vec<String> =
            store::decree::of_body(&mut tx, "62.06").await.unwrap().into_iter().map(|one| one.reference).collect();
        assert!(order[2].ends_with("0002-X"), "the latest year first: {order:?}");
        store::decree::decide(&mut tx, &decided(frozen(1, 2024, who))).await.unwrap();
        store::decree::decide(&mut tx, &decided(frozen(2, 2023, who))).await.unwrap();
        let second = store::decree::decide(&mut tx, &decided(frozen(3, 2024, who))).await;
        assert!(matches!(second, Err(SqlError::Unique { .. })), "{second:?}");
    }

    async fn the_newest_scan_is_shown_and_its_bytes_are_known(db: Db) {
        let app = TestApp::with_db(db).await;
        app.small_tree().await;
        let who = app.person("ppid", Role::Ppid, "62.06").await.person;
        let mut tx = app.app.db().write().await.unwrap();
        let decree = frozen(1, 2024, who);
        assert!(store::decree::insert(&mut tx, &decree, "[]").await.unwrap());
        let mut last = None;
        for seed in [1_u64, 2] {
            let blob = Blob { address: format!("{seed}").repeat(64), sha256: "cd".repeat(32), size: 7, media: "pdf".into() };
            store::evidence::put_blob(&mut tx, &blob, at(0)).await.unwrap();
            let scan = Scan {
                id: DecreeScanId::new(at(0), &Seeded::new(seed)),
                decree: decree.id,
                blob,
                name: "sk.pdf".into(),
                added_by: who,
                added_at: at(i64::try_from(seed).unwrap()),
            };
            store::decree::insert_scan(&mut tx, &scan).await.unwrap();
            last = Some(scan);
        }
        let last = last.unwrap();
        assert_eq!(store::decree::scans(&mut tx, "62.06").await.unwrap(), std::slice::from_ref(&last));
        store::decree::remove_scan(&mut tx, last.id, at(9)).await.unwrap();
        assert_eq!(store::decree::scans(&mut tx, "62.06").await.unwrap(), []);
        tx.commit().await.unwrap();
    }

    async fn a_fact_that_is_taken_again_stays_in_its_row(db: Db) {
        let app = TestApp::with_db(db).await;
        let round = app.running_round().await;
        let who = app.person("petugas", Role::Officer, "62.06").await;
        let mut tx = app.app.db().write().await.unwrap();
        let (body, question) = ("62.06".parse().unwrap(), "A1".parse().unwrap());
        let place = Place { round: round.id, body: &body, question: &question };
        let taken = |seed: u64, second: i64| TakenFact {
            id: FactSnapshotId::new(at(second), &Seeded::new(seed)),
            round: round.id,
            body: body.clone(),
            question: question.clone(),
            fact: Fact::ItemsAlways,
            document: format!("{{\"n\":{seed}}}"),
            sha256: "ef".repeat(32),
            taken_by: who.person,
            taken_by_name: who.name.clone(),
            taken_at: at(second),
            is_removed: false,
        };
        let (first, second) = (taken(1, 10), taken(2, 20));
        store::fact::insert(&mut tx, &first).await.unwrap();
        assert!(store::fact::remove(&mut tx, first.id, who.person, at(20)).await.unwrap());
        assert!(!store::fact::remove(&mut tx, first.id, who.person, at(21)).await.unwrap(), "once");
        store::fact::insert(&mut tx, &second).await.unwrap();
        assert_eq!(store::fact::of_question(&mut tx, place).await.unwrap(), std::slice::from_ref(&second));
        assert_eq!(store::fact::of_body(&mut tx, round.id, "62.06").await.unwrap(), std::slice::from_ref(&second));
        let gone = TakenFact { is_removed: true, ..first };
        assert_eq!(store::fact::by_id(&mut tx, gone.id).await.unwrap().as_ref(), Some(&gone), "kept");
        assert_eq!(store::fact::of_question_at(&mut tx, place, at(15)).await.unwrap(), std::slice::from_ref(&gone));
        assert_eq!(store::fact::of_question_at(&mut tx, place, at(20)).await.unwrap(), std::slice::from_ref(&second));
        let twice = store::fact::insert(&mut tx, &taken(3, 30)).await;
        assert!(matches!(twice, Err(SqlError::Unique { .. })), "one snapshot of a fact counts: {twice:?}");
    }
}
