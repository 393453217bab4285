//! Writes a random assessment set to standard output: `generate_assessments I.yaml S.yaml COUNT SEED`.

mod generator;

use std::{env, error::Error, fs, io::Write, process::ExitCode};

use domain::{instrument::Instrument, scheme::Scheme, source::Defect};

fn main() -> ExitCode {
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [instrument, scheme, count, seed] = arguments.as_slice() else {
        return Err("usage: generate_assessments I.yaml S.yaml COUNT SEED".into());
    };
    let instrument =
        Instrument::from_yaml(&fs::read(instrument)?).map_err(|found| first(instrument, &found))?;
    let scheme = Scheme::from_yaml(&fs::read(scheme)?).map_err(|found| first(scheme, &found))?;
    let set = generator::Generator::new(seed.parse()?).set(&instrument, &scheme, count.parse()?);
    std::io::stdout().write_all(set.to_json().as_bytes())?;
    Ok(())
}

fn first(file: &str, defects: &[Defect]) -> String {
    defects.iter().map(|defect| defect.in_file(file).to_string()).collect::<Vec<_>>().join("\n")
}
