//! Two programs on one database: the server and a command.

use std::time::Duration;

use sql::{Migration, Options, SqlError, Url, args, sql};

use crate::{on_each_empty, open};

const SCHEMA: &[Migration] = &[Migration {
    version: 1,
    name: "counter",
    sqlite: "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER NOT NULL) STRICT; INSERT INTO counter VALUES (1, 0);",
    postgres: "CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL); INSERT INTO counter VALUES (1, 0);",
}];

async fn add_one(db: &sql::Db) -> Result<(), SqlError> {
    let mut tx = db.write().await?;
    // Read, then write what follows from it: the lock must hold in between.
    let row = tx.exactly_one(sql!("SELECT n FROM counter WHERE id = 1 @for_update"), args![]).await?;
    tx.run(sql!("UPDATE counter SET n = $1 WHERE id = 1"), args![row.get::<i64>("n")? + 1]).await?;
    tx.commit().await
}

#[test]
fn two_handles_lose_no_update() {
    on_each_empty(|url| async move {
        let handles = [open(&url).await, open(&url).await];
        handles[0].migrate(SCHEMA).await.unwrap();
        let mut tasks = Vec::new();
        for db in &handles {
            for _ in 0..8 {
                let db = db.clone();
                tasks.push(tokio::spawn(async move {
                    for _ in 0..25 {
                        add_one(&db).await.unwrap();
                    }
                }));
            }
        }
        for task in tasks {
            task.await.unwrap();
        }
        for db in &handles {
            let row =
                db.read().await.unwrap().exactly_one(sql!("SELECT n FROM counter"), args![]).await.unwrap();
            assert_eq!(row.get::<i64>("n").unwrap(), 400);
            db.close().await;
        }
    });
}

#[test]
fn a_second_program_that_holds_the_file_is_waited_for_and_then_told() {
    testkit::db::run(async {
        let folder = tempfile::tempdir().unwrap();
        let url = Url::sqlite(folder.path().join("a.db"));
        let (server, command) = (open(&url).await, open(&url).await);
        server.migrate(SCHEMA).await.unwrap();
        let mut held = command.write().await.unwrap();
        held.run(sql!("UPDATE counter SET n = 7"), args![]).await.unwrap();
        // Readers do not wait, and see what was committed.
        let row =
            server.read().await.unwrap().exactly_one(sql!("SELECT n FROM counter"), args![]).await.unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 0);
        let waiting = tokio::spawn({
            let server = server.clone();
            async move { add_one(&server).await }
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!waiting.is_finished());
        held.commit().await.unwrap();
        waiting.await.unwrap().unwrap();

        let hasty = Options { acquire_timeout: Duration::from_millis(200), ..Options::default() };
        let hasty = sql::Db::open(&url, &hasty).await.unwrap();
        let held = command.write().await.unwrap();
        let error = hasty.write().await.err();
        assert!(error.as_ref().is_some_and(SqlError::may_retry), "{error:?}");
        held.rollback().await.unwrap();
        add_one(&hasty).await.unwrap();
        let row =
            server.read().await.unwrap().exactly_one(sql!("SELECT n FROM counter"), args![]).await.unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 9);
        for db in [server, command, hasty] {
            db.close().await;
        }
    });
}
