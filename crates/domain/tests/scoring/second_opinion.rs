//! Another program, in another language, comes to the same bytes.

use std::{fs, path::Path, process::Command};

use domain::scoring::{Cores, score};

use crate::{
    generator::Generator,
    support::{instrument, random_instrument, random_scheme, scheme, set},
};

const SETS: u64 = 200;
const BODIES: u32 = 24;

#[test]
fn t08_a_second_implementation_agrees_byte_for_byte() {
    if Command::new("python3").arg("--version").output().is_err() {
        let in_ci = std::env::var_os("CI").is_some_and(|value| value == "true");
        assert!(!in_ci, "python3 is missing: install it, so that the second implementation can be run");
        eprintln!("python3 is missing: the second implementation was not run");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder for the files");
    let place = |seed: u64, name: &str| folder.path().join(format!("{seed}-{name}.json"));
    let mut arguments = Vec::new();
    let mut expected = Vec::new();
    for seed in 0..SETS {
        let mut random = Generator::new(seed);
        let instrument_text = format!("{:#}", random_instrument(&mut random));
        let scheme_text = format!("{:#}", random_scheme(&mut random));
        let (instrument, scheme) = (instrument(&instrument_text), scheme(&scheme_text));
        let bodies = random.set(&instrument, &scheme, BODIES);
        let set_text = bodies.to_json();
        assert_eq!(set(&set_text, &instrument, &scheme), bodies, "seed {seed}: what is written is read back");
        for (name, text) in [("i", &instrument_text), ("s", &scheme_text), ("a", &set_text)] {
            fs::write(place(seed, name), text).expect("a file");
            arguments.push(place(seed, name));
        }
        arguments.push(place(seed, "r"));
        let results = score(&instrument, &scheme, &bodies, Cores::All).unwrap();
        let alone = score(&instrument, &scheme, &bodies, Cores::One).unwrap();
        expected.push(results.to_json(Cores::All));
        assert_eq!(alone.to_json(Cores::One), expected[expected.len() - 1], "seed {seed}: one core or all");
    }
    let script = Path::new("../../tests/second_opinion/score.py");
    let run = Command::new("python3").arg(script).args(&arguments).output().expect("python3 runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for (seed, expected) in (0..).zip(expected) {
        let other = fs::read_to_string(place(seed, "r")).expect("results");
        let difference = expected.lines().zip(other.lines()).position(|(a, b)| a != b);
        assert!(expected == other, "seed {seed}: the two differ at line {difference:?}");
    }
}
