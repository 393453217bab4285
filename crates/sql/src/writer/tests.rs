//! What happens to those who share a commit when it fails or the common transaction is lost. From inside the crate,
//! because statements that do such things cannot be written outside.

use std::time::Duration;

use crate::{Db, Durability, Options, SqlError, Tx, Url};

/// A database with a table whose foreign keys are checked at the commit only.
async fn fragile(options: &Options) -> (tempfile::TempDir, Db) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&Url::sqlite(folder.path().join("a.db")), options).await.unwrap();
    let mut tx = db.write().await.unwrap();
    tx.script(
        "CREATE TABLE n (id INTEGER PRIMARY KEY, up INTEGER REFERENCES n (id) DEFERRABLE INITIALLY DEFERRED) STRICT",
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    (folder, db)
}

/// Time enough for a spawned task to reach the place where it waits.
async fn settle() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

/// Runs `first`, `second` and `third` so that they share one commit: each is queued before the one before it ends.
async fn share(db: &Db, texts: [&'static str; 3]) -> Vec<Result<(), SqlError>> {
    let mut before: Option<Tx> = Some(db.write().await.unwrap());
    let tasks: Vec<_> = (0_u32..)
        .zip(texts)
        .map(|(place, text)| {
            let (db, own) = (db.clone(), before.take());
            tokio::spawn(async move {
                let mut tx = if let Some(tx) = own {
                    tx
                } else {
                    tokio::time::sleep(place * Duration::from_millis(20)).await;
                    db.write().await?
                };
                // The first holds its turn until the others stand in line.
                if place == 0 {
                    settle().await;
                    settle().await;
                }
                let result = tx.script(text).await;
                let committed = tx.commit().await;
                result.and(committed)
            })
        })
        .collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

async fn ids(db: &Db) -> i64 {
    static COUNT: crate::Statement =
        crate::Statement::shared("SELECT COUNT(*) AS n FROM n", file!(), line!());
    db.read().await.unwrap().exactly_one(&COUNT, vec![]).await.unwrap().get("n").unwrap()
}

fn patient() -> Options {
    Options { shared_commit_window: Duration::from_mins(1), ..Options::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_in_line_share_one_commit() {
    let (_folder, db) = fragile(&patient()).await;
    let before = db.gauges();
    let results = share(
        &db,
        [
            "INSERT INTO n VALUES (1, NULL)",
            "INSERT INTO n VALUES (2, NULL)",
            "INSERT INTO n VALUES (3, NULL)",
        ],
    )
    .await;
    assert_eq!(results, [Ok(()), Ok(()), Ok(())]);
    let after = db.gauges();
    assert_eq!((after.transactions - before.transactions, after.commits - before.commits), (3, 1));
    assert_eq!(ids(&db).await, 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_limit_of_one_nobody_shares() {
    let (_folder, db) = fragile(&Options { shared_commit_max: 1, ..patient() }).await;
    let before = db.gauges().commits;
    let results = share(
        &db,
        ["INSERT INTO n VALUES (1, NULL)", "INSERT INTO n VALUES (2, 77)", "INSERT INTO n VALUES (3, NULL)"],
    )
    .await;
    assert!(results[0].is_ok() && results[1].is_err() && results[2].is_ok(), "{results:?}");
    assert_eq!((db.gauges().commits - before, ids(&db).await), (2, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_fails_for_all_and_keeps_nothing() {
    let (_folder, db) = fragile(&patient()).await;
    // The second refers to a row that is not there, which is found at the COMMIT.
    let results = share(
        &db,
        ["INSERT INTO n VALUES (1, NULL)", "INSERT INTO n VALUES (2, 77)", "INSERT INTO n VALUES (3, NULL)"],
    )
    .await;
    assert_eq!(results, vec![Err(SqlError::ForeignKey { constraint: None }); 3]);
    assert_eq!(ids(&db).await, 0);
    let results =
        share(&db, ["INSERT INTO n VALUES (1, NULL)", "SELECT 1", "INSERT INTO n VALUES (3, NULL)"]).await;
    assert_eq!((results, ids(&db).await), (vec![Ok(()); 3], 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lost_common_transaction_is_told_to_those_before_and_does_not_touch_those_after() {
    let (_folder, db) = fragile(&patient()).await;
    // As a full disk does: the statement makes SQLite roll back everything. What follows in it would stand alone.
    let lost = "INSERT INTO n VALUES (5, NULL); INSERT OR ROLLBACK INTO n VALUES (5, NULL)";
    let results =
        share(&db, ["INSERT INTO n VALUES (1, NULL)", lost, "INSERT INTO n VALUES (3, NULL)"]).await;
    assert!(results[0].as_ref().is_err_and(SqlError::may_retry), "{results:?}");
    assert!(matches!(results[1], Err(SqlError::Unique { .. })) && results[2].is_ok(), "{results:?}");
    assert_eq!(ids(&db).await, 1);

    let mut tx = db.write().await.unwrap();
    tx.script(lost).await.unwrap_err();
    assert!(matches!(tx.script("INSERT INTO n VALUES (9, NULL)").await, Err(SqlError::Other(_))));
    assert!(tx.commit().await.is_err());
    assert_eq!(ids(&db).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_waiter_that_goes_away_is_committed_all_the_same() {
    let (_folder, db) = fragile(&patient()).await;
    let mut first = db.write().await.unwrap();
    first.script("INSERT INTO n VALUES (1, NULL)").await.unwrap();
    let queued = tokio::spawn({
        let db = db.clone();
        async move { db.write().await.unwrap() }
    });
    settle().await;
    let waiter = tokio::spawn(first.commit());
    let mut second = queued.await.unwrap();
    settle().await;
    assert!(!waiter.is_finished(), "the first waits for the common commit");
    waiter.abort();
    second.script("INSERT INTO n VALUES (2, NULL)").await.unwrap();
    second.rollback().await.unwrap();
    // Whose commit returns after the other one did.
    db.write().await.unwrap().commit().await.unwrap();
    assert_eq!(ids(&db).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waits_too_long_for_a_turn_is_told_that_it_is_busy() {
    let (_folder, db) = fragile(&Options { acquire_timeout: Duration::from_millis(100), ..patient() }).await;
    let held = db.write().await.unwrap();
    assert!(matches!(db.write().await.err(), Some(SqlError::Busy(_))));
    drop(held);
    db.write().await.unwrap().rollback().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_commit_is_synced_to_the_disk_unless_closing_shall_be_enough() {
    static PRAGMAS: crate::Statement = crate::Statement::shared(
        "SELECT s.synchronous, f.foreign_keys, j.journal_mode \
         FROM pragma_synchronous s, pragma_foreign_keys f, pragma_journal_mode j",
        file!(),
        line!(),
    );
    // 2 is FULL, 1 is NORMAL: https://www.sqlite.org/pragma.html#pragma_synchronous
    for (durability, synchronous) in [(Durability::OnCommit, 2), (Durability::OnClose, 1)] {
        let (_folder, db) = fragile(&Options { durability, ..patient() }).await;
        let mut tx = db.write().await.unwrap();
        let row = tx.exactly_one(&PRAGMAS, vec![]).await.unwrap();
        assert_eq!(row.get::<i64>("synchronous").unwrap(), synchronous);
        assert_eq!(row.get::<i64>("foreign_keys").unwrap(), 1);
        assert_eq!(row.get::<String>("journal_mode").unwrap(), "wal");
    }
}
