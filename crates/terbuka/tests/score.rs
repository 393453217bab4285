//! `terbuka score` as it is called: exit status, what is written and what is not.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn example(name: &str) -> PathBuf {
    Path::new("../domain/tests/scoring-example").join(name)
}

fn score(instrument: &Path, scheme: &Path, assessments: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_terbuka"))
        .arg("score")
        .arg("--instrument")
        .arg(instrument)
        .arg("--scheme")
        .arg(scheme)
        .arg("--assessments")
        .arg(assessments)
        .args(more)
        .output()
        .expect("the program runs")
}

#[test]
fn the_worked_example_is_written_to_standard_output_or_a_file() {
    let expected = fs::read(example("results.json")).expect("the example");
    let run = |more: &[&str]| {
        score(&example("instrument.yaml"), &example("scheme.yaml"), &example("assessments.json"), more)
    };
    let shown = run(&[]);
    assert_eq!((shown.status.code(), shown.stdout == expected, shown.stderr.len()), (Some(0), true, 0));

    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("hasil.json");
    fs::write(&out, "old").expect("a file");
    let written = run(&["--out", out.to_str().expect("a plain path")]);
    assert_eq!((written.status.code(), written.stdout.len()), (Some(0), 0));
    assert_eq!(fs::read(&out).expect("the results"), expected);
    assert_eq!(
        fs::read_dir(folder.path()).expect("the folder").count(),
        1,
        "nothing is left beside the results"
    );
}

#[test]
fn a_wrong_input_is_status_2_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let broken = |name: &str, from: &str, to: &str| {
        let path = folder.path().join(name);
        let text = fs::read_to_string(example(name)).expect("the example");
        assert!(text.contains(from));
        fs::write(&path, text.replace(from, to)).expect("a file");
        path
    };
    let instrument = broken("instrument.yaml", "points: \"40\"", "points: \"41\"");
    let scheme = broken("scheme.yaml", "digits: 2", "digits: 9");
    let assessments = broken("assessments.json", "not_registered", "absent");
    let out = folder.path().join("hasil.json");
    let out_text = out.to_str().expect("a plain path");

    let both = score(&instrument, &scheme, &assessments, &["--out", out_text]);
    let lines = String::from_utf8(both.stderr).expect("text");
    let begins = [
        format!("{}:6: points: ", instrument.display()),
        format!("{}:18: display.digits: ", scheme.display()),
    ];
    assert_eq!((both.status.code(), lines.lines().count()), (Some(2), 2), "{lines}");
    for (line, begin) in lines.lines().zip(&begins) {
        assert!(line.starts_with(begin), "{line} should begin with {begin}");
    }
    let set = score(&example("instrument.yaml"), &example("scheme.yaml"), &assessments, &["--out", out_text]);
    let lines = String::from_utf8(set.stderr).expect("text");
    assert_eq!((set.status.code(), set.stdout.len(), lines.lines().count()), (Some(2), 0, 1), "{lines}");
    assert!(lines.contains(": bodies[4].state: "), "{lines}");
    assert!(!out.exists());
}

#[test]
fn anything_else_is_status_1() {
    let nowhere = Path::new("/nowhere/at/all.yaml");
    let missing = score(nowhere, &example("scheme.yaml"), &example("assessments.json"), &[]);
    assert_eq!((missing.status.code(), missing.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("/nowhere/at/all.yaml"));
    let usage = score(
        &example("instrument.yaml"),
        &example("scheme.yaml"),
        &example("assessments.json"),
        &["--nope"],
    );
    assert_eq!(usage.status.code(), Some(1));
    let into_a_file = example("scheme.yaml").join("hasil.json");
    let run = score(
        &example("instrument.yaml"),
        &example("scheme.yaml"),
        &example("assessments.json"),
        &["--out", into_a_file.to_str().expect("a plain path")],
    );
    assert_eq!((run.status.code(), run.stdout.len()), (Some(1), 0));
}
