//! Thousands of write transactions at once, with every way of ending badly. Each writes two rows: afterwards both of
//! what was acknowledged are there, none of what was given up, and never one without the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use sql::{Db, Migration, Options, SqlError, Url, args, sql};

const SCHEMA: &[Migration] = &[Migration {
    version: 1,
    name: "halves",
    sqlite: "CREATE TABLE half (id INTEGER PRIMARY KEY, whole INTEGER NOT NULL) STRICT;",
    postgres: "CREATE TABLE half (id BIGINT PRIMARY KEY, whole BIGINT NOT NULL);",
}];

/// How a transaction ends.
#[derive(Debug, Clone, Copy)]
enum Way {
    Commit,
    Rollback,
    Drop,
    Panic,
    /// A statement fails, and the commit after it is refused.
    Error,
    /// The second statement is given up after so many microseconds, and the commit after it is refused.
    GiveUp(u64),
    /// The whole task is aborted after so many microseconds, wherever it is.
    Abort(u64),
}

#[derive(Default)]
struct Outcome {
    kept: BTreeSet<i64>,
    gone: BTreeSet<i64>,
}

async fn half(tx: &mut sql::Tx, whole: i64, part: i64) -> Result<u64, SqlError> {
    tx.run(sql!("INSERT INTO half (id, whole) VALUES ($1, $2)"), args![whole * 2 + part, whole]).await
}

async fn transaction(db: Db, whole: i64, way: Way, outcome: Arc<Mutex<Outcome>>) {
    let mut tx = db.write().await.unwrap();
    half(&mut tx, whole, 0).await.unwrap();
    let gone = || outcome.lock().unwrap().gone.insert(whole);
    match way {
        Way::Error => {
            assert!(half(&mut tx, whole, 0).await.is_err());
            gone();
            assert!(tx.commit().await.is_err());
            return;
        }
        Way::GiveUp(micros) => {
            let given_up = Duration::from_micros(micros);
            if let Ok(result) = tokio::time::timeout(given_up, half(&mut tx, whole, 1)).await {
                assert_eq!(result, Ok(1));
            } else {
                gone();
                assert!(tx.commit().await.is_err());
                return;
            }
        }
        _ => assert_eq!(half(&mut tx, whole, 1).await, Ok(1)),
    }
    match way {
        Way::Rollback => {
            gone();
            tx.rollback().await.unwrap();
        }
        Way::Drop => {
            gone();
            drop(tx);
        }
        Way::Panic => {
            gone();
            std::panic::panic_any("on purpose");
        }
        _ => {
            tx.commit().await.unwrap();
            outcome.lock().unwrap().kept.insert(whole);
        }
    }
}

/// Runs all at once and checks what is left.
async fn all_at_once(db: &Db, ways: &[Way]) {
    let outcome = Arc::<Mutex<Outcome>>::default();
    let tasks: Vec<_> = (0_i64..)
        .zip(ways)
        .map(|(whole, way)| {
            let task = tokio::spawn(transaction(db.clone(), whole, *way, Arc::clone(&outcome)));
            if let Way::Abort(micros) = *way {
                let handle = task.abort_handle();
                tokio::spawn(async move {
                    tokio::time::sleep(Duration::from_micros(micros)).await;
                    handle.abort();
                });
            }
            (*way, task)
        })
        .collect();
    for (way, task) in tasks {
        match (way, task.await) {
            (Way::Panic, Err(error)) => assert!(error.is_panic()),
            (Way::Abort(_), Err(error)) => assert!(error.is_cancelled(), "{error}"),
            (Way::Panic, Ok(())) => panic!("no panic"),
            (_, result) => result.unwrap(),
        }
    }
    // Whoever comes next gets a turn, and by then every roll-back has been done.
    tokio::time::timeout(Duration::from_secs(20), async {
        db.write().await.unwrap().commit().await.unwrap();
    })
    .await
    .expect("nobody is left hanging");

    let rows = db.read().await.unwrap().all(sql!("SELECT whole FROM half"), args![]).await.unwrap();
    let mut halves = BTreeMap::<i64, u32>::new();
    for row in rows {
        *halves.entry(row.get("whole").unwrap()).or_default() += 1;
    }
    let outcome = outcome.lock().unwrap();
    assert!(halves.values().all(|count| *count == 2), "half written: {halves:?}");
    for whole in &outcome.kept {
        assert!(halves.contains_key(whole), "{whole} was acknowledged and is lost");
    }
    for whole in &outcome.gone {
        assert!(!halves.contains_key(whole), "{whole} was given up and is there");
    }
    for (whole, way) in (0_i64..).zip(ways) {
        let known = outcome.kept.contains(&whole) || outcome.gone.contains(&whole);
        assert!(known || matches!(way, Way::Abort(_)), "{whole} {way:?} has no outcome");
    }
}

fn some_ways(seed: u64, count: usize) -> Vec<Way> {
    let mut rng = StdRng::seed_from_u64(seed);
    (0..count)
        .map(|_| match rng.random_range(0..16) {
            0 => Way::Rollback,
            1 => Way::Drop,
            2 => Way::Panic,
            3 => Way::Error,
            4 => Way::GiveUp(rng.random_range(0..300)),
            5..8 => Way::Abort(rng.random_range(0..1_500_000)),
            8 => Way::Abort(rng.random_range(0..2_000)),
            _ => Way::Commit,
        })
        .collect()
}

fn patient() -> Options {
    Options { acquire_timeout: Duration::from_mins(2), connections: 12, ..Options::default() }
}

/// Panics on purpose would fill the output.
fn quiet() {
    let shown = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if info.payload().downcast_ref::<&str>() != Some(&"on purpose") {
            shown(info);
        }
    }));
}

async fn on_file(options: Options, ways: &[Way]) -> sql::Gauges {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&Url::sqlite(folder.path().join("a.db")), &options).await.unwrap();
    db.migrate(SCHEMA).await.unwrap();
    all_at_once(&db, ways).await;
    let sound = sql! { sqlite: "SELECT integrity_check AS said FROM pragma_integrity_check", postgres: "SELECT 'ok' AS said" };
    let row = db.read().await.unwrap().exactly_one(sound, args![]).await.unwrap();
    assert_eq!(row.get::<String>("said").unwrap(), "ok");
    let gauges = db.gauges();
    db.close().await;
    gauges
}

#[test]
fn five_thousand_at_once_on_sqlite() {
    quiet();
    testkit::db::run(async {
        let gauges = on_file(patient(), &some_ways(1, 5_000)).await;
        eprintln!("{} transactions in {} commits", gauges.transactions, gauges.commits);
        assert!(gauges.commits * 4 < gauges.transactions, "they share commits: {gauges:?}");
    });
}

#[test]
fn on_one_thread_as_well() {
    quiet();
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        on_file(patient(), &some_ways(2, 1_000)).await;
    });
}

#[test]
fn a_thousand_at_once_on_postgres() {
    quiet();
    testkit::db::run(async {
        let Some(server) = testkit::db::server() else { return };
        let scratch = testkit::db::Scratch::create(&server, SCHEMA).await;
        let db = Db::open(&scratch.url, &patient()).await.unwrap();
        all_at_once(&db, &some_ways(3, 1_000)).await;
        db.close().await;
        scratch.drop_it().await;
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_mixture_under_any_rules(
        ways in prop::collection::vec(
            prop_oneof![
                4 => Just(Way::Commit),
                1 => Just(Way::Rollback),
                1 => Just(Way::Drop),
                1 => Just(Way::Panic),
                1 => Just(Way::Error),
                1 => (0_u64..200).prop_map(Way::GiveUp),
                3 => (0_u64..20_000).prop_map(Way::Abort),
            ],
            1..60,
        ),
        share in 1_usize..20,
        window in 0_u64..10,
    ) {
        quiet();
        let rules = Options {
            shared_commit_max: share,
            shared_commit_window: Duration::from_millis(window),
            ..patient()
        };
        testkit::db::run(async { on_file(rules, &ways).await; });
    }
}
