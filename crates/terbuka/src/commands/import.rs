//! `terbuka import`: bodies, and which of them took the place of others, from a file.

use std::fmt::Display;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use app::App;
use app::body::{BAWASLU, ImportError, ImportReport, SuccessionError, When};
use clap::{Args, Subcommand};
use domain::body::import::Change;

use super::InputWrong;

/// Largest file that is read.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What `terbuka import` is told.
#[derive(Debug, Subcommand)]
pub(crate) enum ImportCommand {
    /// Import a tree of bodies from a CSV file, whole or not at all; once more changes nothing
    Bodies(BodiesArgs),
    /// Import which offices stand in the place of others since when, whole or not at all; once more changes nothing
    Succession(SuccessionArgs),
}

/// What `terbuka import bodies` is told.
#[derive(Debug, Args)]
pub(crate) struct BodiesArgs {
    /// Columns `code,name,level,parent,zone` and if wanted `slug,address,hours,whatsapp,email,category,office_name,position`
    #[arg(value_name = "FILE.csv", required_unless_present = "bawaslu", conflicts_with = "bawaslu")]
    file: Option<PathBuf>,
    /// The tree that the program brings: Bawaslu RI, 38 provinces, 514 regencies and cities
    #[arg(long)]
    bawaslu: bool,
    /// Only say what would change
    #[arg(long)]
    check: bool,
    /// Report each row, also those that do not change
    #[arg(long)]
    rows: bool,
}

/// What `terbuka import succession` is told.
#[derive(Debug, Args)]
pub(crate) struct SuccessionArgs {
    /// Columns `body,successor,since,ground`; an office with several successors has several rows
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// Only say what would change
    #[arg(long)]
    check: bool,
}

/// # Errors
/// [`InputWrong`] with a line for each defect; nothing is written then.
pub(crate) async fn run(app: &App, command: &ImportCommand) -> anyhow::Result<()> {
    match command {
        ImportCommand::Bodies(args) => bodies(app, args).await,
        ImportCommand::Succession(args) => succession(app, args).await,
    }
}

async fn bodies(app: &App, args: &BodiesArgs) -> anyhow::Result<()> {
    let (name, file) = match &args.file {
        Some(path) => (path.display().to_string(), read(path)?),
        None => ("bodies-bawaslu.csv".to_owned(), BAWASLU.to_vec()),
    };
    match app.operator().import_bodies(&file, when(args.check)).await {
        Ok(found) => Ok(report(&found, args, &mut stdout().lock())?),
        Err(ImportError::Defects(defects)) => Err(wrong(&name, &defects)),
        Err(ImportError::App(error)) => Err(error.into()),
    }
}

async fn succession(app: &App, args: &SuccessionArgs) -> anyhow::Result<()> {
    let file = read(&args.file)?;
    match app.operator().import_successions(&file, when(args.check)).await {
        Ok(changed) => {
            let mut out = stdout().lock();
            for one in &changed {
                let successors: Vec<&str> = one.successors.iter().map(AsRef::as_ref).collect();
                writeln!(out, "{}\t{}\t{}", one.body, one.since, successors.join(" "))?;
            }
            Ok(writeln!(out, "changed {}{}", changed.len(), only(args.check))?)
        }
        Err(SuccessionError::Defects(defects)) => Err(wrong(&args.file.display().to_string(), &defects)),
        Err(SuccessionError::App(error)) => Err(error.into()),
    }
}

const fn when(check: bool) -> When {
    if check { When::Never } else { When::Now }
}

/// What is said behind the counts.
const fn only(check: bool) -> &'static str {
    if check { " (checked only, nothing written)" } else { "" }
}

fn wrong(name: &str, defects: &[impl Display]) -> anyhow::Error {
    let lines = defects.iter().map(|defect| format!("{name}:{defect}"));
    InputWrong(lines.collect::<Vec<_>>().join("\n")).into()
}

fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let about = || format!("cannot read {}", path.display());
    let found = std::fs::metadata(path).with_context(about)?;
    if found.len() > MAX_BYTES {
        return Err(InputWrong(format!("{}:1: -: expected at most {MAX_BYTES} bytes", path.display())).into());
    }
    std::fs::read(path).with_context(about)
}

fn report(found: &ImportReport, args: &BodiesArgs, out: &mut impl Write) -> std::io::Result<()> {
    for row in &found.rows {
        if row.change == Change::Unchanged && !args.rows {
            continue;
        }
        let line = row.line.map_or_else(|| "-".to_owned(), |line| line.to_string());
        writeln!(out, "{line}\t{}\t{}\t{}", word(row.change), row.code, row.office_name)?;
    }
    let [added, changed, unchanged] =
        [Change::Added, Change::Changed, Change::Unchanged].map(|change| found.count(change));
    writeln!(out, "added {added}, changed {changed}, unchanged {unchanged}{}", only(args.check))
}

const fn word(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Changed => "changed",
        Change::Unchanged => "unchanged",
    }
}
