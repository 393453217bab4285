//! `terbuka score`: the results of three files (scoring contract, section 4).

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::Context as _;
use clap::Args;
use domain::{
    assessments::read_bodies,
    instrument::Instrument,
    scheme::Scheme,
    scoring::{Cores, Engine, Results},
    source::Defect,
};

/// An input is wrong.
const INPUT_WRONG: u8 = 2;

/// What `terbuka score` is told.
#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// The questions (YAML, terbuka/instrument/1)
    #[arg(long, value_name = "I.yaml")]
    instrument: PathBuf,
    /// How components become a total, a category and a rank (YAML, terbuka/scheme/1)
    #[arg(long, value_name = "S.yaml")]
    scheme: PathBuf,
    /// What was found at each body (JSON, terbuka/assessments/1)
    #[arg(long, value_name = "A.json")]
    assessments: PathBuf,
    /// Where to write the results (JSON, terbuka/results/1); standard output if absent
    #[arg(long, value_name = "R.json")]
    out: Option<PathBuf>,
}

impl ScoreArgs {
    /// Files that are scored into another one.
    pub(crate) const fn of_files(
        instrument: PathBuf,
        scheme: PathBuf,
        assessments: PathBuf,
        out: PathBuf,
    ) -> Self {
        Self { instrument, scheme, assessments, out: Some(out) }
    }
}

/// Exit status 0: done; 2: an input is wrong, all its defects are on standard error and nothing is written; 1: anything else.
pub(crate) fn run(args: &ScoreArgs) -> ExitCode {
    match score(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Input(lines)) => {
            // Where even standard error is closed, the exit status still tells.
            let _ = io::stderr().lock().write_all(lines.as_bytes());
            ExitCode::from(INPUT_WRONG)
        }
        Err(Failure::Other(error)) => {
            let _ = writeln!(io::stderr(), "terbuka score: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Scores files, for another command.
///
/// # Errors
/// Everything that is wrong with them, and what kept the results from being written.
pub(crate) fn score_files(args: &ScoreArgs) -> anyhow::Result<()> {
    score(args).map_err(|failure| match failure {
        Failure::Input(lines) => anyhow::anyhow!(lines),
        Failure::Other(error) => error,
    })
}

enum Failure {
    /// Lines for standard error, one for each defect.
    Input(String),
    Other(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

fn score(args: &ScoreArgs) -> Result<(), Failure> {
    let instrument_text = read(&args.instrument)?;
    let scheme_text = read(&args.scheme)?;
    let instrument = Instrument::from_yaml(&instrument_text).map_err(|found| lines(&args.instrument, &found));
    let scheme = Scheme::from_yaml(&scheme_text).map_err(|found| lines(&args.scheme, &found));
    // The set can only be checked against an instrument and a scheme that are right.
    let (instrument, scheme) = match (instrument, scheme) {
        (Ok(instrument), Ok(scheme)) => (instrument, scheme),
        (instrument, scheme) => {
            let lines = [instrument.err(), scheme.err()].into_iter().flatten().collect();
            return Err(Failure::Input(lines));
        }
    };
    let engine = Engine::new(&instrument, &scheme);
    let bodies = assess(&args.assessments, &instrument, &scheme, &engine)?;
    write(&engine.finish(bodies, Cores::All), args.out.as_deref())?;
    Ok(())
}

/// Reads the set body by body and keeps of each only what the ranking needs.
fn assess(
    file: &Path,
    instrument: &Instrument,
    scheme: &Scheme,
    engine: &Engine<'_>,
) -> Result<Vec<domain::scoring::Assessed>, Failure> {
    let text = read(file)?;
    let mut bodies = Vec::new();
    let mut wrong = None;
    let read = read_bodies(&text, instrument, scheme, |body| match engine.assess(&body) {
        Ok(assessed) => bodies.push(assessed),
        Err(error) => wrong = wrong.take().or(Some(error)),
    });
    read.map_err(|found| Failure::Input(lines(file, &found)))?;
    match wrong {
        None => Ok(bodies),
        Some(error) => Err(anyhow::Error::new(error).into()),
    }
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

fn lines(file: &Path, defects: &[Defect]) -> String {
    let file = file.display().to_string();
    let mut lines = String::new();
    for defect in defects {
        lines.push_str(&defect.in_file(&file).to_string());
        lines.push('\n');
    }
    lines
}

fn write(results: &Results<'_>, out: Option<&Path>) -> anyhow::Result<()> {
    let Some(out) = out else {
        let mut stdout = BufWriter::new(io::stdout().lock());
        results
            .write_json(&mut stdout, Cores::All)
            .and_then(|()| stdout.flush())
            .context("cannot write the results")?;
        return Ok(());
    };
    // A device or pipe is written to; what stands behind a link is replaced, not the link.
    if fs::metadata(out).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        let mut file = BufWriter::new(File::options().write(true).open(out)?);
        return results.write_json(&mut file, Cores::All).and_then(|()| file.flush()).map_err(Into::into);
    }
    let out = &fs::canonicalize(out).unwrap_or_else(|_| out.to_owned());
    replace(out, |file| results.write_json(file, Cores::All))
        .with_context(|| format!("cannot write {}", out.display()))
}

/// Writes a file so that it is there whole or not at all: beside its place first, then moved there.
fn replace(out: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let name = out.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::IsADirectory))?;
    let mut beside = std::ffi::OsString::from(".");
    beside.push(name);
    beside.push(format!(".{}.part", std::process::id()));
    let beside = out.with_file_name(beside);
    let written = File::create_new(&beside).and_then(|file| {
        let mut file = BufWriter::new(file);
        write(&mut file)?;
        let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        fs::rename(&beside, out)
    });
    if written.is_err() {
        // What is left of a failed attempt is of no use; the first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    written
}
