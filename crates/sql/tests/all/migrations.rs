//! The schema is brought up to date once, by whoever comes first, and never on top of something unknown.

use sql::{MigrateError, Migration, SqlError, args, sql};

use crate::{on_each_empty, open};

const FIRST: Migration = Migration {
    version: 1,
    name: "first",
    sqlite: "CREATE TABLE step (n INTEGER NOT NULL) STRICT; INSERT INTO step VALUES (1);",
    postgres: "CREATE TABLE step (n BIGINT NOT NULL); INSERT INTO step VALUES (1);",
};
const THIRD: Migration = Migration {
    version: 3,
    name: "third",
    sqlite: "INSERT INTO step VALUES (3);",
    postgres: "INSERT INTO step VALUES (3);",
};

async fn steps(db: &sql::Db) -> Vec<i64> {
    let rows = db.read().await.unwrap().all(sql!("SELECT n FROM step ORDER BY n"), args![]).await.unwrap();
    rows.iter().map(|row| row.get("n").unwrap()).collect()
}

#[test]
fn steps_run_once_and_in_order() {
    on_each_empty(|url| async move {
        let db = open(&url).await;
        assert_eq!(db.migrate(&[]).await, Ok(0));
        assert_eq!(db.migrate(&[FIRST]).await, Ok(1));
        assert_eq!(db.migrate(&[FIRST, THIRD]).await, Ok(1));
        assert_eq!(db.migrate(&[FIRST, THIRD]).await, Ok(0));
        assert_eq!(steps(&db).await, [1, 3]);
        db.close().await;
    });
}

#[test]
fn another_history_is_refused_and_nothing_is_done() {
    on_each_empty(|url| async move {
        let db = open(&url).await;
        db.migrate(&[FIRST, THIRD]).await.unwrap();
        let changed = Migration { sqlite: "SELECT 1;", postgres: "SELECT 1;", ..FIRST };
        let second = Migration { version: 2, name: "second", ..THIRD };
        let fourth = Migration { version: 4, name: "fourth", ..THIRD };
        let late = Migration { sqlite: "x DEFERRABLE", ..fourth };
        let named = |error: MigrateError| error.to_string();
        let refused = db.migrate(&[changed, THIRD, fourth]).await.unwrap_err();
        assert_eq!(refused, MigrateError::Changed { version: 1, name: "first".into() });
        assert!(named(refused).contains("migration 1 (first) was changed"));
        let refused = db.migrate(&[FIRST]).await.unwrap_err();
        assert_eq!(refused, MigrateError::Newer { version: 3, name: "third".into() });
        let refused = db.migrate(&[FIRST, second, THIRD, fourth]).await.unwrap_err();
        assert_eq!(refused, MigrateError::OutOfOrder { version: 2, name: "second".into() });
        let refused = db.migrate(&[THIRD, FIRST]).await.unwrap_err();
        assert_eq!(refused, MigrateError::Unordered { version: 1 });
        assert!(matches!(
            db.migrate(&[FIRST, THIRD, late]).await,
            Err(MigrateError::Deferrable { version: 4, .. })
        ));
        assert_eq!(steps(&db).await, [1, 3]);
        db.close().await;
    });
}

#[test]
fn line_ends_do_not_change_a_step() {
    on_each_empty(|url| async move {
        let db = open(&url).await;
        db.migrate(&[Migration {
            sqlite: "SELECT 1;\nSELECT 2;",
            postgres: "SELECT 1;\nSELECT 2;",
            ..FIRST
        }])
        .await
        .unwrap();
        let windows =
            Migration { sqlite: "SELECT 1;\r\nSELECT 2;", postgres: "SELECT 1;\r\nSELECT 2;", ..FIRST };
        assert_eq!(db.migrate(&[windows]).await, Ok(0));
        db.close().await;
    });
}

#[test]
fn a_step_that_fails_in_the_middle_leaves_nothing() {
    on_each_empty(|url| async move {
        let db = open(&url).await;
        let text =
            "INSERT INTO step VALUES (9); CREATE TABLE half (n INTEGER); INSERT INTO nowhere VALUES (1);";
        let broken = Migration { version: 2, name: "broken", sqlite: text, postgres: text };
        let error = db.migrate(&[FIRST, broken]).await.unwrap_err();
        match &error {
            MigrateError::Failed { version: 2, source: SqlError::Other(why), .. } => {
                assert!(why.contains("nowhere"), "{why}");
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(steps(&db).await, [1]);
        let mended = Migration {
            sqlite: "CREATE TABLE half (n INTEGER)",
            postgres: "CREATE TABLE half (n INTEGER)",
            ..broken
        };
        assert_eq!(db.migrate(&[FIRST, mended]).await, Ok(1));
        db.close().await;
    });
}

#[test]
fn replicas_that_start_at_once_run_each_step_once() {
    on_each_empty(|url| async move {
        let replicas: Vec<_> = (0..6)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move {
                    let db = open(&url).await;
                    let run = db.migrate(&[FIRST, THIRD]).await;
                    db.close().await;
                    run
                })
            })
            .collect();
        let mut run = 0;
        for replica in replicas {
            run += replica.await.unwrap().unwrap();
        }
        assert_eq!(run, 2);
        let db = open(&url).await;
        assert_eq!(steps(&db).await, [1, 3]);
        db.close().await;
    });
}
