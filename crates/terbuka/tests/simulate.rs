//! `terbuka simulate` as it is called: a round of twelve offices, and its export scored by another process.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn terbuka(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terbuka"));
    command.args(arguments).current_dir(folder).output().expect("the program runs")
}

#[test]
fn the_final_table_is_what_score_gives_for_the_export_byte_for_byte() {
    let folder = tempfile::tempdir().expect("a folder");
    let simulate = ["simulate", "--seed", "3", "--offices", "12", "--folder", "ronde"];
    let played = terbuka(&simulate, folder.path());
    let told = String::from_utf8_lossy(&played.stdout).into_owned();
    assert!(played.status.success(), "{told}{}", String::from_utf8_lossy(&played.stderr));
    assert!(told.contains("hasil.json and hasil-ulang.json are the same"), "{told}");

    let results = folder.path().join("ronde/hasil");
    let files =
        ["--instrument", "instrumen.yaml", "--scheme", "skema.yaml", "--assessments", "penilaian.json"];
    let scored = terbuka(&[&["score"], files.as_slice()].concat(), &results);
    assert!(scored.status.success());
    assert!(scored.stdout == fs::read(results.join("hasil.json")).expect("the final table"));

    let again = terbuka(&simulate, folder.path());
    assert!(!again.status.success(), "a folder with a round in it is left as it is");
    let why = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(why.contains("choose another folder"), "{why}");
}
