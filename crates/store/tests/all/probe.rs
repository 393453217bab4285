//! Looks at links: each is a row, and they come back oldest first.

use domain::ids::ProbeId;
use domain::link::Occasion;
use domain::random::Seeded;
use jiff::SignedDuration;
use store::probe::Probe;
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn looks_at_links_are_kept_in_order(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let now = test.app.now();
        let random = Seeded::new(5);
        let look = |question: &str, minutes, occasion, reachable| Probe {
            id: ProbeId::new(now, &random),
            round,
            body: "62.06".parse().unwrap(),
            question: question.parse().unwrap(),
            url: "https://ppid.example/dip?a=1".into(),
            occasion,
            at: now + SignedDuration::from_mins(minutes),
            outcome: r#"{"kind":"page","url":"https://ppid.example/","milliseconds":12}"#.into(),
            reachable,
            snapshot: reachable.then(|| "ab".repeat(32)),
            sha256: reachable.then(|| "cd".repeat(32)),
        };
        let looks = [
            look("A2", 0, Occasion::Saved, true),
            look("A1", 30, Occasion::Closing, false),
            look("A1", 10, Occasion::Submission, true),
        ];
        let mut tx = db.write().await.unwrap();
        for look in &looks {
            store::probe::insert(&mut tx, look).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let [first, last, before] = looks;
        assert_eq!(store::probe::by_id(&mut conn, last.id).await.unwrap().as_ref(), Some(&last));
        assert_eq!(store::probe::by_id(&mut conn, ProbeId::new(now, &random)).await.unwrap(), None);
        let of_question = store::probe::of_question(&mut conn, round, "62.06", "A1").await.unwrap();
        assert_eq!(of_question, [before.clone(), last.clone()]);
        let of_body = store::probe::of_body(&mut conn, round, "62.06").await.unwrap();
        assert_eq!(of_body, [before, last, first]);
        assert_eq!(store::probe::of_body(&mut conn, round, "62.71").await.unwrap(), []);
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn jobs_are_taken_by_their_kinds(db: Db) {
        use domain::ids::JobId;
        use store::job::{self, Kinds, NewJob};
        const SLOW: &[&str] = &["probe_link", "examine"];
        let test = TestApp::with_db(db.clone()).await;
        let now = test.app.now();
        let random = Seeded::new(6);
        let mut tx = db.write().await.unwrap();
        for (kind, seconds) in [("probe_link", 0), ("publish", 1), ("sweep", 2)] {
            let run_at = now + SignedDuration::from_secs(seconds);
            let id = JobId::new(now, &random);
            let job = NewJob { id, kind, unique_key: kind.into(), payload: "{}".into(), run_at };
            job::enqueue(&mut tx, &job, now).await.unwrap();
        }
        assert_eq!(job::next_due(&mut tx, Kinds::Only(SLOW)).await.unwrap(), Some(now));
        let later = now + SignedDuration::from_secs(1);
        assert_eq!(job::next_due(&mut tx, Kinds::Except(SLOW)).await.unwrap(), Some(later));
        let until = later + SignedDuration::from_mins(5);
        let mut taken = Vec::new();
        for kinds in [Kinds::Except(SLOW), Kinds::Except(SLOW), Kinds::Only(SLOW), Kinds::Only(SLOW)] {
            let job = job::reserve(&mut tx, kinds, later, until).await.unwrap();
            taken.push(job.map(|job| job.kind));
        }
        let kind = |name: &str| Some(name.to_owned());
        assert_eq!(taken, [kind("publish"), None, kind("probe_link"), None]);
        tx.commit().await.unwrap();
    }
}
