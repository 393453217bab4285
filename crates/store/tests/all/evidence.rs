//! Evidence with its versions, care for its bytes, and assignments.

use domain::assignment::Scope;
use domain::capture::Capture;
use domain::ids::{AssignmentId, EvidenceId};
use domain::person::Role;
use domain::random::Seeded;
use jiff::SignedDuration;
use store::assignment::Assignment;
use store::evidence::{Blob, Content, Evidence};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn u30_a_version_that_was_replaced_is_found_and_one_that_was_removed_is_not(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let person = test.person("petugas", Role::Officer, "62.06").await.person;
        let (now, random) = (test.app.now(), Seeded::new(1));
        let blob = Blob { address: "a".repeat(64), sha256: "b".repeat(64), size: 70, media: "png".into() };
        let capture = Capture::read(r#"{"at":"2024-06-10T01:00:00Z","latitude":-1,"longitude":2}"#);
        assert!(capture.is_some());
        let new = |receipt: &str, replaces: Option<EvidenceId>| Evidence {
            id: EvidenceId::new(now, &random),
            round,
            body: "62.06".parse().unwrap(),
            question: "A1".parse().unwrap(),
            slot: "foto".parse().unwrap(),
            content: Content::File { blob: blob.clone(), name: "a.png".into() },
            caption: String::new(),
            added_by: person,
            added_at: now,
            late: false,
            receipt: Some(receipt.into()),
            capture,
            replaces,
            appeal: false,
            damaged: false,
        };
        let mut tx = db.write().await.unwrap();
        store::evidence::put_blob(&mut tx, &blob, now).await.unwrap();
        let old = new("BK-1", None);
        let newer = new("BK-2", Some(old.id));
        store::evidence::insert(&mut tx, &old).await.unwrap();
        assert!(!store::evidence::is_free(&mut tx, "BK-1").await.unwrap());
        assert!(store::evidence::is_free(&mut tx, "BK-2").await.unwrap());
        store::evidence::remove(&mut tx, old.id, person, now).await.unwrap();
        assert!(store::evidence::replaced(&mut tx, old.id).await.unwrap().is_none(), "removed, not replaced");
        store::evidence::insert(&mut tx, &newer).await.unwrap();
        let kept = store::evidence::replaced(&mut tx, old.id).await.unwrap().unwrap();
        assert_eq!((kept.receipt.as_deref(), kept.capture), (Some("BK-1"), capture));
        let live = store::evidence::by_id(&mut tx, newer.id).await.unwrap().unwrap();
        assert_eq!((live.replaces, live.damaged), (Some(old.id), false));
        assert!(store::evidence::replaced(&mut tx, newer.id).await.unwrap().is_none(), "it is live");
        tx.commit().await.unwrap();
    }

    async fn s16_what_a_comparison_found_is_news_once_and_mended_by_the_bytes(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let now = test.app.now();
        let blob = |letter: &str| Blob {
            address: letter.repeat(64), sha256: letter.repeat(64), size: 1, media: "png".into(),
        };
        let addresses = ["a", "b", "c"].map(|letter| letter.repeat(64));
        let mut tx = db.write().await.unwrap();
        for letter in ["a", "b"] {
            store::evidence::put_blob(&mut tx, &blob(letter), now).await.unwrap();
        }
        assert_eq!(store::care::known(&mut tx, &addresses).await.unwrap().len(), 2);
        assert!(store::care::known(&mut tx, &[]).await.unwrap().is_empty());
        let later = now + SignedDuration::from_secs(1);
        assert!(!store::care::note(&mut tx, &addresses[0], None, now).await.unwrap());
        let due = store::care::unchecked(&mut tx, later, 9).await.unwrap();
        let due: Vec<&str> = due.iter().map(|file| file.address.as_str()).collect();
        assert_eq!(due, [&addresses[1], &addresses[0]], "what was never compared comes first");
        assert_eq!(store::care::unchecked(&mut tx, now, 9).await.unwrap().len(), 1);
        for news in [true, false] {
            assert_eq!(store::care::note(&mut tx, &addresses[1], Some("missing"), now).await.unwrap(), news);
        }
        assert_eq!(store::care::counts(&mut tx).await.unwrap(), (2, 1));
        assert_eq!(store::care::damage(&mut tx, &addresses[1]).await.unwrap().as_deref(), Some("missing"));
        store::evidence::put_blob(&mut tx, &blob("b"), now).await.unwrap();
        assert_eq!(store::care::counts(&mut tx).await.unwrap(), (2, 0));
        assert_eq!(store::care::damage(&mut tx, &addresses[2]).await.unwrap(), None);
        assert!(store::care::keepers(&mut tx).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }

    async fn a_section_is_in_the_hands_of_one_and_ends_once(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let person = test.person("petugas", Role::Officer, "62.06").await.person;
        test.person("admin", Role::Administrator, "00").await;
        let (now, random) = (test.app.now(), Seeded::new(1));
        let new = || Assignment {
            id: AssignmentId::new(now, &random),
            round,
            body: "62.06".parse().unwrap(),
            scope: Scope::Section,
            code: "A".into(),
            person,
            person_name: String::new(),
            due_at: Some(now),
            note: "catatan".into(),
            given_by: person,
            giver_name: String::new(),
            given_at: now,
            ended_at: None,
        };
        let mut tx = db.write().await.unwrap();
        let first = new();
        store::assignment::insert(&mut tx, &first).await.unwrap();
        let live = store::assignment::live(&mut tx, round, "62.06").await.unwrap();
        assert_eq!((live.len(), live[0].person_name.as_str(), live[0].due_at), (1, "petugas (officer)", Some(now)));
        assert!(store::assignment::live(&mut tx, round, "62.71").await.unwrap().is_empty());
        for ended in [true, false] {
            assert_eq!(store::assignment::end(&mut tx, first.id, now).await.unwrap(), ended);
        }
        store::assignment::insert(&mut tx, &new()).await.unwrap();
        let over = store::assignment::by_id(&mut tx, first.id).await.unwrap().unwrap();
        assert_eq!((over.scope, over.ended_at), (Scope::Section, Some(now)));
        assert_eq!(store::care::keepers(&mut tx).await.unwrap().len(), 1);
        tx.commit().await.unwrap();
        let mut tx = db.write().await.unwrap();
        let twice = store::assignment::insert(&mut tx, &new()).await;
        assert!(matches!(twice, Err(sql::SqlError::Unique { .. })), "{twice:?}");
    }
}
