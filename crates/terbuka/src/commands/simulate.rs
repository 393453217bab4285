//! `terbuka simulate`: a whole round from a seed, and the proof that its results are what anybody computes.

use std::fs;
use std::io::{Write as _, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context as _, bail};
use app::jobs::Lane;
use app::password::Cost;
use clap::Args;
use demo::simulation::{Outcome, Simulation, Stage, simulate};
use sql::Durability;

use super::score::{self, ScoreArgs};
use crate::config::Config;
use crate::system::SystemClock;
use crate::{log, start};

/// What `terbuka simulate` is told.
#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    /// Where everything starts from; the same seed gives the same results
    #[arg(long, value_name = "NUMBER", default_value_t = 2025)]
    seed: u64,
    /// How many offices take part, the first ones by code
    #[arg(long, value_name = "NUMBER", default_value_t = 514, value_parser = clap::value_parser!(u16).range(1..=514))]
    offices: u16,
    /// Where the database, the files and the exported results go; made if absent, and without a database in it
    #[arg(long, value_name = "FOLDER")]
    folder: PathBuf,
    /// Keep the data of the database elsewhere, such as `postgres://user:password@host/database`
    #[arg(long, value_name = "URL")]
    database: Option<sql::Url>,
    /// Print the certificates too
    #[arg(long)]
    print: bool,
}

/// Plays the round, exports it, scores the export again and compares.
pub(crate) async fn run(args: SimulateArgs) -> anyhow::Result<()> {
    let folder = &args.folder;
    fs::create_dir_all(folder).with_context(|| format!("--folder: {} cannot be made", folder.display()))?;
    let mut config = Config::demo(folder, ([127, 0, 0, 1], 8080).into());
    if let Some(database) = args.database {
        config.database = database;
    }
    // Nothing is sent to anybody, nor are links of offices that do not exist visited.
    (config.mail, config.links) = (None, None);
    log::start(&config.log);
    let app = start::open_with(&config, Cost::QUICK, Arc::new(SystemClock), Durability::OnClose).await?;
    say(&format!("seed {}, {} offices", args.seed, args.offices))?;
    let begun = Instant::now();
    let mut last = begun;
    let mut told = |stage: Stage| {
        let took = last.elapsed();
        last = Instant::now();
        // A closed terminal ends nothing.
        let acts: Vec<String> = stage.acts.iter().map(|(what, count)| format!("{count} {what}")).collect();
        let _ = say(&format!("{:<16} {:>6.1} s  {}", stage.name, took.as_secs_f64(), acts.join(", ")));
    };
    let plan = Simulation { seed: args.seed, offices: args.offices.into() };
    let played = simulate(&app, plan, &mut told).await;
    if args.print && played.is_ok() {
        let begun = Instant::now();
        let batches = app.run_due_jobs_of(Lane::Print).await?;
        say(&format!("{:<16} {:>6.1} s  {batches} batches", "printing", begun.elapsed().as_secs_f64()))?;
    }
    app.db().close().await;
    let outcome = played.context("the round cannot be played")?;
    say(&format!("round {} after {:.1} s", outcome.round, begun.elapsed().as_secs_f64()))?;
    for (category, count) in &outcome.categories {
        say(&format!("{count:>6} {category}"))?;
    }
    if !outcome.is_settled {
        bail!("what is public is not what the database gives");
    }
    compare(&folder.join("hasil"), &outcome)?;
    say(&format!(
        "people such as kendali.1 and verifikator1.aceh sign in with the password: {}",
        demo::PASSWORD
    ))
}

/// Writes the exported files, scores them as `terbuka score` does, and compares byte for byte.
fn compare(folder: &Path, outcome: &Outcome) -> anyhow::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in &outcome.files {
        fs::write(folder.join(name), text).with_context(|| format!("{name} cannot be written"))?;
    }
    let again = folder.join("hasil-ulang.json");
    let args = ScoreArgs::of_files(
        folder.join("instrumen.yaml"),
        folder.join("skema.yaml"),
        folder.join("penilaian.json"),
        again.clone(),
    );
    score::score_files(&args)?;
    let (published, computed) = (fs::read(folder.join("hasil.json"))?, fs::read(&again)?);
    if published != computed {
        bail!("hasil.json and hasil-ulang.json in {} differ", folder.display());
    }
    say(&format!(
        "hasil.json and hasil-ulang.json are the same {} bytes ({})",
        computed.len(),
        folder.display()
    ))
}

fn say(line: &str) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}
