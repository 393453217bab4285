//! Every kind of value goes in and comes back; every registered statement is taken by both engines.

use sql::{Engine, Micros, Migration, SqlError, Text, Value, args, list, sql};
use uuid::Uuid;

pub(crate) const SCHEMA: &[Migration] = &[Migration {
    version: 1,
    name: "one column for each kind",
    sqlite: "CREATE TABLE kinds (id BLOB PRIMARY KEY, i INTEGER, t TEXT, b BLOB, u BLOB, f INTEGER, m INTEGER) STRICT;",
    postgres: "CREATE TABLE kinds (id UUID PRIMARY KEY, i BIGINT, t TEXT, b BYTEA, u UUID, f BOOLEAN, m BIGINT);",
}];

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

testkit::both_engines! {
    migrations: SCHEMA;

    async fn every_kind_comes_back(db: Db) {
        let insert = sql!("INSERT INTO kinds (id, i, t, b, u, f, m) VALUES ($1, $2, $3, $4, $5, $6, $7)");
        let micros = Micros::from("2026-11-23T07:15:00.123456Z".parse::<jiff::Timestamp>().unwrap());
        let text = "Bawaslu \u{1F5F3} '\" \\ \u{e9}";
        let mut tx = db.write().await.unwrap();
        assert_eq!(tx.run(insert, args![id(1), i64::MIN, text, vec![0_u8, 255], id(7), true, micros]).await.unwrap(), 1);
        let none = args![
            id(2), Option::<i64>::None, Option::<&str>::None, Option::<Vec<u8>>::None, Option::<Uuid>::None,
            Option::<bool>::None, Option::<Micros>::None
        ];
        tx.run(insert, none).await.unwrap();
        tx.run(insert, args![id(3), u32::MAX, "", "".as_bytes(), Uuid::max(), false, jiff::Timestamp::UNIX_EPOCH]).await.unwrap();
        tx.commit().await.unwrap();

        let mut conn = db.read().await.unwrap();
        let select = sql!("SELECT id, i, t, b, u, f, m FROM kinds WHERE id = $1");
        let row = conn.exactly_one(select, args![id(1)]).await.unwrap();
        assert_eq!(row.get::<Uuid>("id").unwrap(), id(1));
        assert_eq!(row.get::<i64>("i").unwrap(), i64::MIN);
        assert_eq!(row.get::<String>("t").unwrap(), text);
        assert_eq!(row.get::<Option<String>>("t").unwrap().as_deref(), Some(text));
        assert_eq!(row.get::<Vec<u8>>("b").unwrap(), [0, 255]);
        assert_eq!(row.get::<[u8; 2]>("b").unwrap(), [0, 255]);
        assert_eq!(row.get::<Option<Uuid>>("u").unwrap(), Some(id(7)));
        assert!(row.get::<bool>("f").unwrap());
        assert_eq!(row.get::<Micros>("m").unwrap(), micros);

        let row = conn.exactly_one(select, args![id(2)]).await.unwrap();
        assert_eq!(row.get::<Option<i64>>("i").unwrap(), None);
        assert_eq!(row.get::<Option<String>>("t").unwrap(), None);
        assert_eq!(row.get::<Option<Vec<u8>>>("b").unwrap(), None);
        assert_eq!(row.get::<Option<Uuid>>("u").unwrap(), None);
        assert_eq!(row.get::<Option<bool>>("f").unwrap(), None);
        assert_eq!(row.get::<Option<Micros>>("m").unwrap(), None);

        let row = conn.exactly_one(select, args![id(3)]).await.unwrap();
        assert_eq!(row.get::<u32>("i").unwrap(), u32::MAX);
        assert_eq!(row.get::<String>("t").unwrap(), "");
        assert_eq!(row.get::<Vec<u8>>("b").unwrap(), Vec::<u8>::new());
        assert_eq!(row.get::<Uuid>("u").unwrap(), Uuid::max());
        assert!(!row.get::<bool>("f").unwrap());
        assert!(conn.one(select, args![id(4)]).await.unwrap().is_none());
        assert_eq!(conn.exactly_one(select, args![id(4)]).await.err(), Some(SqlError::RowMissing));
    }

    async fn what_does_not_fit_names_column_and_kinds_but_no_value(db: Db) {
        let mut tx = db.write().await.unwrap();
        tx.run(
            sql!("INSERT INTO kinds (id, i, t, m) VALUES ($1, $2, $3, $4)"),
            args![id(1), 5_000_000_000_i64, "Rahasia", i64::MAX],
        ).await.unwrap();
        let row = tx.exactly_one(sql!("SELECT i, t, b, m, COUNT(*) OVER () AS n FROM kinds"), args![]).await.unwrap();
        assert_eq!(row.get::<i64>("n").unwrap(), 1);
        let why = |error: SqlError| match error {
            SqlError::Inconsistent { column, why } => {
                assert!(!why.contains("Rahasia") && why.contains("values.rs:"), "{why}");
                format!("{column}: {}", why.split(" (").next().unwrap())
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(why(row.get::<i32>("i").unwrap_err()), "i: integer out of the range of i32");
        assert_eq!(why(row.get::<i64>("t").unwrap_err()), "t: expected an integer, found text");
        assert_eq!(why(row.get::<Vec<u8>>("b").unwrap_err()), "b: expected bytes, found NULL");
        assert_eq!(why(row.get::<Micros>("m").unwrap_err()), "m: time out of range");
        assert_eq!(why(row.parse::<u8>("t").unwrap_err()), "t: text that is no valid u8");
        assert_eq!(why(row.get::<i64>("x").unwrap_err()), "x: the statement gives no such column");
        let refused = row.convert("t", |text: String| text.parse::<i16>());
        assert_eq!(why(refused.unwrap_err()), "t: no valid i16");
        assert_eq!(row.parse_opt::<String>("t").unwrap().as_deref(), Some("Rahasia"));
    }

    async fn lists_of_texts_ids_and_integers(db: Db) {
        let mut tx = db.write().await.unwrap();
        for n in 1..=5_u8 {
            tx.run(
                sql!("INSERT INTO kinds (id, i, t) VALUES ($1, $2, $3)"),
                args![id(n.into()), n, Text(format!("k'{n}\"é"))],
            ).await.unwrap();
        }
        let count = |rows: Vec<sql::Row>| rows.len();
        let texts = list(["k'1\"é", "k'5\"é", "none"]);
        assert_eq!(count(tx.all(sql!("SELECT i FROM kinds WHERE t IN (@list($1)) AND i > $2"), args![texts, 0]).await.unwrap()), 2);
        assert_eq!(count(tx.all(sql!("SELECT i FROM kinds WHERE id IN (@id_list($1))"), args![list([id(2), id(9)])]).await.unwrap()), 1);
        assert_eq!(count(tx.all(sql!("SELECT i FROM kinds WHERE i IN (@int_list($1)) ORDER BY i @for_update"), args![list([1, 2, 3])]).await.unwrap()), 3);
        assert_eq!(count(tx.all(sql!("SELECT i FROM kinds WHERE t IN (@list($1))"), args![list(Vec::<String>::new())]).await.unwrap()), 0);
        assert_eq!(count(tx.all(sql!("SELECT i FROM kinds ORDER BY i LIMIT $1 @for_update_skip_locked"), args![2]).await.unwrap()), 2);
        assert_eq!(tx.run(sql!("DELETE FROM kinds WHERE i <= $1"), args![4]).await.unwrap(), 4);
    }

    async fn a_connection_for_reading_does_not_write(db: Db) {
        let mut conn = db.read().await.unwrap();
        let refused = conn.run(sql!("DELETE FROM kinds"), args![]).await.unwrap_err();
        assert!(matches!(&refused, SqlError::Other(why) if why.contains("for reading")), "{refused:?}");
        // A free connection goes on after an error.
        assert_eq!(conn.all(sql!("SELECT id FROM kinds"), args![]).await.unwrap().len(), 0);
    }

    async fn the_number_of_values_must_fit(db: Db) {
        let mut conn = db.read().await.unwrap();
        let statement = sql!("SELECT id FROM kinds WHERE i = $1 AND t = $2");
        for values in [args![], args![1], args![1, "a", 3]] {
            let error = conn.all(statement, values).await.err();
            assert!(matches!(&error, Some(SqlError::Other(why)) if why.contains("takes 2 values")), "{error:?}");
        }
    }

    async fn every_statement_of_these_tests_is_taken_save_the_broken_ones(db: Db) {
        let broken = [
            sql!("SELECT nothing FROM nowhere"),
            sql!("SELECT t FROM kinds WHERE m < NOW()"),
            sql!("COMMIT"),
            sql!("SELECT t FROM kinds WHERE i = @lists($1)"),
            sql!("SELECT t FROM kinds WHERE i = ?"),
        ];
        let failures = sql::check_all(&db).await.unwrap();
        for statement in broken {
            assert!(failures.iter().any(|failure| failure.place == statement.place()), "{}", statement.place());
        }
        let here = |failure: &&sql::CheckFailure| {
            failure.place.contains("values.rs") && !broken.iter().any(|statement| statement.place() == failure.place)
        };
        assert_eq!(failures.iter().filter(here).collect::<Vec<_>>(), Vec::<&sql::CheckFailure>::new());
    }

    async fn it_answers_and_closes(db: Db) {
        db.ping().await.unwrap();
        let before = db.gauges();
        assert!(before.open >= 1 && before.most == 8, "{before:?}");
        db.close().await;
        assert!(matches!(db.ping().await, Err(SqlError::Unavailable(_))));
        assert!(matches!(db.write().await.err(), Some(SqlError::Unavailable(_))));
    }

    async fn each_engine_may_have_its_own_text(db: Db) {
        let statement = sql! { sqlite: "SELECT 1 AS n WHERE $1", postgres: "SELECT 2 AS n WHERE $1" };
        let row = db.read().await.unwrap().exactly_one(statement, vec![Value::Bool(Some(true))]).await.unwrap();
        assert_eq!(row.get::<u8>("n").unwrap(), if db.engine() == Engine::Sqlite { 1 } else { 2 });
    }
}
