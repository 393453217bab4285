//! Uploads in pieces: the count of bytes moves from where it stood alone, and an end is an end.

use domain::problem::Problem;
use domain::upload::UploadState;
use jiff::SignedDuration;
use store::upload::{Load, Outcome, Upload, UploadPlace};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn u27_an_upload_moves_on_takes_room_and_ends_once(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let person = test.person("petugas", domain::person::Role::Officer, "62.06").await.person;
        let now = test.app.now();
        let later = now + SignedDuration::from_hours(1);
        let upload = |id: &str, size| Upload {
            id: id.repeat(32),
            body: "62.06".parse().unwrap(),
            place: UploadPlace::Slot {
                round,
                question: "A1".parse().unwrap(),
                slot: "foto".parse().unwrap(),
            },
            person,
            file_name: "ruang.png".into(),
            caption: String::new(),
            size,
            received: 0,
            state: UploadState::Open,
            problem: None,
            evidence: None,
            created_at: now,
            expires_at: now,
            capture: None,
            replaces: None,
        };
        let (first, second) = (upload("a", 100), upload("b", 30));
        let mut tx = db.write().await.unwrap();
        store::upload::insert(&mut tx, &first).await.unwrap();
        store::upload::insert(&mut tx, &second).await.unwrap();
        assert_eq!(store::upload::oldest_open(&mut tx).await.unwrap(), Some(now));
        assert_eq!(store::upload::open(&mut tx, round, "62.06").await.unwrap().len(), 2);
        let load = store::upload::load(&mut tx, round, "62.06").await.unwrap();
        assert_eq!(load, Load { open: 2, bytes: 130 });
        assert_eq!(store::upload::load(&mut tx, round, "62.71").await.unwrap(), Load { open: 0, bytes: 0 });
        for ((from, to), moved) in [((0, 60), true), ((0, 60), false), ((60, 100), true)] {
            let got = store::upload::advance(&mut tx, &first.id, from, to, later).await.unwrap();
            assert_eq!(got, moved, "from {from} to {to}");
        }
        let expired = store::upload::expired(&mut tx, now, 10).await.unwrap();
        assert_eq!(expired.iter().map(|upload| &upload.id).collect::<Vec<_>>(), [&second.id]);
        let refused = Outcome::Refused(Problem::FileLocked);
        assert!(store::upload::close(&mut tx, &first.id, &refused, now).await.unwrap());
        assert!(!store::upload::close(&mut tx, &first.id, &Outcome::Ended, now).await.unwrap());
        assert!(!store::upload::advance(&mut tx, &first.id, 100, 100, later).await.unwrap());
        let kept = store::upload::by_id(&mut tx, &first.id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.problem, kept.received), (UploadState::Refused, Some(Problem::FileLocked), 100));
        assert_eq!(store::upload::load(&mut tx, round, "62.06").await.unwrap(), Load { open: 1, bytes: 30 });
        tx.commit().await.unwrap();
    }
}
