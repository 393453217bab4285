//! A program that is killed loses nothing that it acknowledged.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use sql::{Url, args, sql};

use crate::open;

/// `examples/acknowledge.rs`, which Cargo builds with the tests, beside the folder of this program.
fn acknowledge() -> PathBuf {
    let own = std::env::current_exe().expect("where this program is");
    let path = own
        .parent()
        .and_then(|deps| deps.parent())
        .expect("the folder of the build")
        .join("examples/acknowledge");
    assert!(path.exists(), "build the examples first: cargo build -p sql --examples");
    path
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    for round in 0..5_usize {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.db");
        let mut child = Command::new(acknowledge()).arg(&file).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = BTreeSet::<i64>::new();
        for line in lines.by_ref().take(300 + round * 137) {
            acknowledged.insert(line.unwrap().trim_end_matches('.').parse().unwrap());
        }
        // SIGKILL on Unix.
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said before it died counts too, save a line cut in the middle.
        acknowledged.extend(
            lines.map_while(Result::ok).filter_map(|line| line.strip_suffix('.')?.parse::<i64>().ok()),
        );
        testkit::db::run(async {
            let db = open(&Url::sqlite(&file)).await;
            let rows = db.read().await.unwrap().all(sql!("SELECT id FROM done"), args![]).await.unwrap();
            let there: BTreeSet<i64> = rows.iter().map(|row| row.get("id").unwrap()).collect();
            let lost: Vec<_> = acknowledged.difference(&there).collect();
            assert!(acknowledged.len() >= 300 && lost.is_empty(), "{lost:?}");
            db.close().await;
        });
    }
}
