//! Prints how long the steps of scoring take: `time_scoring I.yaml S.yaml A.json`.

use std::{env, error::Error, fs, io, time::Instant};

use domain::{
    assessments::AssessmentSet,
    instrument::Instrument,
    scheme::Scheme,
    scoring::{Cores, score},
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [instrument, scheme, set] = arguments.as_slice() else {
        return Err("usage: time_scoring I.yaml S.yaml A.json".into());
    };
    let instrument = Instrument::from_yaml(&fs::read(instrument)?).map_err(|_| "the instrument is wrong")?;
    let scheme = Scheme::from_yaml(&fs::read(scheme)?).map_err(|_| "the scheme is wrong")?;
    let text = fs::read(set)?;
    let start = Instant::now();
    let set = AssessmentSet::from_json(&text, &instrument, &scheme).map_err(|_| "the set is wrong")?;
    println!("read {} bodies, {} bytes: {:?}", set.bodies.len(), text.len(), start.elapsed());
    for cores in [Cores::One, Cores::All] {
        let start = Instant::now();
        let results = score(&instrument, &scheme, &set, cores)?;
        println!("score, {cores:?}: {:?}", start.elapsed());
        let start = Instant::now();
        results.write_json(&mut io::sink(), cores)?;
        println!("render, {cores:?}: {:?}", start.elapsed());
    }
    Ok(())
}
