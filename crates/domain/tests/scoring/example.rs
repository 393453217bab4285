//! The worked example of the contract, and the real files.

use domain::{
    assessments::AssessmentSet,
    instrument::Instrument,
    scheme::Scheme,
    scoring::{Cores, score},
};

const INSTRUMENT: &[u8] = include_bytes!("../scoring-example/instrument.yaml");
const SCHEME: &[u8] = include_bytes!("../scoring-example/scheme.yaml");
const ASSESSMENTS: &[u8] = include_bytes!("../scoring-example/assessments.json");
const RESULTS: &str = include_str!("../scoring-example/results.json");

#[test]
fn the_worked_example_comes_out_byte_for_byte() {
    let instrument = Instrument::from_yaml(INSTRUMENT).unwrap();
    let scheme = Scheme::from_yaml(SCHEME).unwrap();
    let set = AssessmentSet::from_json(ASSESSMENTS, &instrument, &scheme).unwrap();
    for cores in [Cores::One, Cores::All] {
        let results = score(&instrument, &scheme, &set, cores).unwrap();
        assert_eq!(results.to_json(cores), RESULTS, "{cores:?}");
    }
}

#[test]
fn the_files_of_this_repository_are_right() {
    let instrument =
        Instrument::from_yaml(include_bytes!("../../../../data/instrument-saq-2024.yaml")).unwrap();
    assert_eq!(instrument.questions().count(), 39);
    assert_eq!(instrument.reference(), "saq-kabkota/2024");
    for (scheme, components) in [
        (&include_bytes!("../../../../data/scheme-bawaslu-2024.yaml")[..], 1),
        (&include_bytes!("../../../../data/scheme-bawaslu-2025.yaml")[..], 3),
        (&include_bytes!("../../../../data/scheme-ki-pusat.yaml")[..], 2),
    ] {
        assert_eq!(Scheme::from_yaml(scheme).unwrap().components.len(), components);
    }
}
