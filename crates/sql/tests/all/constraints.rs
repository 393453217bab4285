//! Both engines tell a broken constraint in the same words, and no value.

use sql::{Engine, Migration, SqlError, args, ensure_one, sql};

const SCHEMA: &[Migration] = &[Migration {
    version: 1,
    name: "constraints",
    sqlite:
        "CREATE TABLE office (id INTEGER PRIMARY KEY, code TEXT NOT NULL, year INTEGER NOT NULL, mail TEXT, \
             active INTEGER NOT NULL DEFAULT 1, up INTEGER REFERENCES office (id), \
             CONSTRAINT office_year_check CHECK (year > 2000), UNIQUE (code, year)) STRICT;
             CREATE UNIQUE INDEX office_mail_key ON office (mail) WHERE active = 1;
             CREATE UNIQUE INDEX office_lower_code_key ON office (lower(code), up);
             CREATE TABLE pair (a BLOB NOT NULL, b BLOB NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;",
    postgres:
        "CREATE TABLE office (id BIGINT PRIMARY KEY, code TEXT NOT NULL, year BIGINT NOT NULL, mail TEXT, \
               active BIGINT NOT NULL DEFAULT 1, up BIGINT REFERENCES office (id), \
               CONSTRAINT office_year_check CHECK (year > 2000), UNIQUE (code, year));
               CREATE UNIQUE INDEX office_mail_key ON office (mail) WHERE active = 1;
               CREATE UNIQUE INDEX office_lower_code_key ON office (lower(code), up);
               CREATE TABLE pair (a BYTEA NOT NULL, b BYTEA NOT NULL, PRIMARY KEY (a, b));",
}];

testkit::both_engines! {
    migrations: SCHEMA;

    async fn broken_constraints_have_the_same_names(db: Db) {
        let insert = sql!("INSERT INTO office (id, code, year, mail, up) VALUES ($1, $2, $3, $4, $5)");
        let none = Option::<i64>::None;
        let mut tx = db.write().await.unwrap();
        tx.run(insert, args![1, "RAHASIA", 2025, "rahasia@example", 1]).await.unwrap();
        tx.run(sql!("INSERT INTO pair (a, b) VALUES ($1, $2)"), args![b"1", b"2"]).await.unwrap();
        tx.commit().await.unwrap();

        let unique = |name: &str| SqlError::Unique { constraint: name.into() };
        let key = (db.engine() == Engine::Postgres).then(|| "office_up_fkey".to_owned());
        for (values, expected) in [
            (args![2, "RAHASIA", 2025, "b", none], unique("office_code_year_key")),
            (args![1, "B", 2025, "b", none], unique("office_pkey")),
            (args![2, "B", 2025, "rahasia@example", none], unique("office_mail_key")),
            (args![2, "rahasia", 2025, "b", 1], unique("office_lower_code_key")),
            (args![2, "B", 1999, "b", none], SqlError::Check { constraint: "office_year_check".into() }),
            (args![2, Option::<&str>::None, 2025, "b", none], SqlError::NotNull { column: "office.code".into() }),
            (args![2, "B", 2025, "b", 77], SqlError::ForeignKey { constraint: key }),
        ] {
            let mut tx = db.write().await.unwrap();
            let error = tx.run(insert, values).await.unwrap_err();
            assert_eq!(error, expected);
            let shown = format!("{error} {error:?}").to_lowercase();
            assert!(!shown.contains("rahasia") && !shown.contains("77"), "{shown}");
            assert!(matches!(tx.run(insert, args![3, "C", 2025, "c", none]).await, Err(SqlError::Other(_))));
            assert!(matches!(tx.commit().await, Err(SqlError::Other(_))));
        }
        let mut tx = db.write().await.unwrap();
        let error = tx.run(sql!("INSERT INTO pair (a, b) VALUES ($1, $2)"), args![b"1", b"2"]).await.unwrap_err();
        assert!(error.is_unique("pair_pkey"), "{error:?}");
        drop(tx);
        let rows = db.read().await.unwrap().all(sql!("SELECT id FROM office"), args![]).await.unwrap();
        assert_eq!(rows.len(), 1);
    }

    async fn a_clash_can_be_expected_without_an_error(db: Db) {
        let insert = sql!("INSERT INTO office (id, code, year) VALUES ($1, $2, $3) ON CONFLICT (code, year) DO NOTHING");
        let mut tx = db.write().await.unwrap();
        assert_eq!(ensure_one(tx.run(insert, args![1, "A", 2025]).await.unwrap()), Ok(()));
        assert_eq!(ensure_one(tx.run(insert, args![2, "A", 2025]).await.unwrap()), Err(SqlError::RowMissing));
        tx.run(insert, args![2, "B", 2025]).await.unwrap();
        let touched = tx.run(sql!("UPDATE office SET year = year + $1"), args![1]).await.unwrap();
        assert!(matches!(ensure_one(touched), Err(SqlError::Other(_))));
        tx.commit().await.unwrap();
    }

    async fn a_value_of_the_wrong_kind_is_refused_without_showing_it(db: Db) {
        let mut tx = db.write().await.unwrap();
        let error = tx
            .run(sql!("INSERT INTO office (id, code, year) VALUES ($1, 'A', $2)"), args![1, "rahasia"])
            .await
            .unwrap_err();
        assert!(!format!("{error} {error:?}").contains("rahasia"), "{error:?}");
        drop(tx);
        let mut conn = db.read().await.unwrap();
        let cast = sql!("SELECT CAST($1 AS INTEGER) / (year - year) AS n FROM office");
        if let Err(error) = conn.all(cast, args!["rahasia"]).await {
            assert!(!format!("{error} {error:?}").contains("rahasia"), "{error:?}");
        }
    }

    async fn a_row_with_dependants_stays(db: Db) {
        let mut tx = db.write().await.unwrap();
        let insert = sql!("INSERT INTO office (id, code, year, up) VALUES ($1, $2, 2025, $3)");
        tx.run(insert, args![1, "A", Option::<i64>::None]).await.unwrap();
        tx.run(insert, args![2, "B", 1]).await.unwrap();
        let error = tx.run(sql!("DELETE FROM office WHERE id = 1"), args![]).await.unwrap_err();
        assert!(matches!(error, SqlError::ForeignKey { .. }), "{error:?}");
    }
}
