//! `terbuka import`: bodies from a file.

use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use app::App;
use app::body::{BAWASLU, ImportError, ImportReport, When};
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

/// # Errors
/// [`InputWrong`] with a line for each defect; nothing is written then.
pub(crate) async fn run(app: &App, command: &ImportCommand) -> anyhow::Result<()> {
    let ImportCommand::Bodies(args) = command;
    let (name, file) = match &args.file {
        Some(path) => (path.display().to_string(), read(path)?),
        None => ("bodies-bawaslu.csv".to_owned(), BAWASLU.to_vec()),
    };
    let when = if args.check { When::Never } else { When::Now };
    match app.operator().import_bodies(&file, when).await {
        Ok(found) => Ok(report(&found, args, &mut stdout().lock())?),
        Err(ImportError::Defects(defects)) => {
            let lines = defects.iter().map(|defect| format!("{name}:{defect}"));
            Err(InputWrong(lines.collect::<Vec<_>>().join("\n")).into())
        }
        Err(ImportError::App(error)) => Err(error.into()),
    }
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
    let only = if args.check { " (checked only, nothing written)" } else { "" };
    writeln!(out, "added {added}, changed {changed}, unchanged {unchanged}{only}")
}

const fn word(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Changed => "changed",
        Change::Unchanged => "unchanged",
    }
}
