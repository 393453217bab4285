//! A whole round from a seed, for the offices of two provinces.

use demo::DemoError;
use demo::simulation::{Outcome, Simulation, Stage, simulate};
use domain::assessments::AssessmentSet;
use domain::instrument::Instrument;
use domain::scheme::Scheme;
use domain::scoring::{Cores, score};
use testkit::TestApp;

/// Aceh and some of Sumatera Utara.
const OFFICES: usize = 30;

async fn played(test: &TestApp, seed: u64, offices: usize) -> (Outcome, Vec<(&'static str, usize)>) {
    let mut stages = Vec::new();
    let mut told = |stage: Stage| stages.extend(stage.acts);
    let outcome = simulate(&test.app, Simulation { seed, offices }, &mut told).await.unwrap();
    (outcome, stages)
}

fn file<'o>(outcome: &'o Outcome, name: &str) -> &'o str {
    outcome.files.iter().find(|(found, _)| *found == name).map(|(_, text)| text.as_str()).unwrap()
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn the_results_are_what_anybody_computes_from_the_export(db: Db) {
        let test = TestApp::with_db(db).await;
    let (outcome, stages) = played(&test, 1, OFFICES).await;
    for (name, acts) in &stages {
        assert!(*acts > 0, "nothing was done at: {name}");
    }
    assert!(outcome.is_settled, "what is public is what the database gives");
    let instrument = Instrument::from_yaml(file(&outcome, "instrumen.yaml").as_bytes()).unwrap();
    let scheme = Scheme::from_yaml(file(&outcome, "skema.yaml").as_bytes()).unwrap();
    let set = file(&outcome, "penilaian.json").as_bytes();
        let set = AssessmentSet::from_json(set, &instrument, &scheme).unwrap();
    assert_eq!(set.bodies.len(), OFFICES);
    let again = score(&instrument, &scheme, &set, Cores::All).unwrap().to_json(Cores::All);
    assert_eq!(again, file(&outcome, "hasil.json"));
    let refused = simulate(&test.app, Simulation { seed: 1, offices: OFFICES }, &mut |_| {}).await;
    assert!(matches!(refused, Err(DemoError::NotEmpty)), "a database with anything in it is left alone");
}
}

#[tokio::test]
async fn the_same_seed_gives_the_same_results_and_another_gives_others() {
    let mut results = Vec::new();
    for seed in [7, 7, 8] {
        let test = TestApp::sqlite().await;
        results.push(file(&played(&test, seed, 6).await.0, "hasil.json").to_owned());
    }
    assert_eq!(results[0], results[1]);
    assert_ne!(results[0], results[2]);
}
