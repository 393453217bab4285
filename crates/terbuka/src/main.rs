//! Terbuka in one binary: this is where commands are named and wired, nothing else.

mod commands;
mod config;
mod log;
mod start;
mod system;

use std::io::{Write as _, stderr};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use app::App;
use clap::{Parser, Subcommand};
use files::examine::Bounds;

use commands::InputWrong;
use commands::config::ConfigCommand;
use commands::demo::DemoArgs;
use commands::import::ImportCommand;
use commands::score::ScoreArgs;
use commands::simulate::SimulateArgs;
use commands::user::UserCommand;
use config::{Config, ConfigError};

/// Public-information openness, from the questionnaire to the ranking.
#[derive(Debug, Parser)]
#[command(name = "terbuka", version)]
struct Cli {
    /// The configuration; without it `terbuka.toml` of the present folder, if it is there
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the service
    Serve,
    /// Run the service with made-up offices and people, to look at it
    Demo(DemoArgs),
    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Bring the database's tables up to date
    Migrate,
    /// Write the search index anew; the service may run meanwhile
    Reindex,
    /// People and their roles
    #[command(subcommand)]
    User(UserCommand),
    /// Read data into the database
    #[command(subcommand)]
    Import(ImportCommand),
    /// Look inside one file, as a process of its own that the service starts
    #[command(name = INSPECT_FILE, hide = true)]
    InspectFile {
        /// Time that it may take, in seconds
        seconds: u64,
        /// Memory that it may take, in bytes
        memory: u64,
        /// Largest file that it may write, in bytes
        #[arg(default_value_t = Bounds::default().output)]
        output: u64,
        /// Processors that it may keep busy
        #[arg(default_value_t = Bounds::default().processors)]
        processors: u32,
    },
    /// Score an assessment set by an instrument and a scheme
    Score(ScoreArgs),
    /// Play a whole round from a seed and compare its results with their recomputation
    Simulate(SimulateArgs),
}

/// A page is many small pieces of memory: handing them out by the C library's allocator was a quarter of what a public page
/// costs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Name of the command that the service calls itself by.
const INSPECT_FILE: &str = "inspect-file";
/// The configuration or another input is wrong.
const INPUT_WRONG: u8 = 2;

/// Threads that wait for the disk, at most; further work waits for one of them. With the 512 of the run time two hundred
/// uploads at the same time made five hundred threads, each with a stack and with what the allocator keeps for it.
const BLOCKING_THREADS: usize = 32;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => {
            // Help and version are printed as errors of clap; 2 is kept for inputs that are wrong.
            let _ = asked.print();
            return if asked.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    let done = match cli.command {
        Command::InspectFile { seconds, memory, output, processors } => {
            let time = Duration::from_secs(seconds);
            return inspect::run(Bounds { time, memory, output, processors });
        }
        Command::Score(args) => return commands::score::run(&args),
        Command::Config(command) => commands::config::run(&command, cli.config.as_deref()),
        Command::Demo(args) => in_runtime(commands::demo::run(args)),
        Command::Simulate(args) => in_runtime(commands::simulate::run(args)),
        Command::Serve => with_config(cli.config, commands::serve::run),
        Command::Migrate => with_config(cli.config, commands::migrate::run),
        Command::Reindex => with_app(cli.config, |app| async move { commands::reindex::run(&app).await }),
        Command::User(command) => {
            with_app(cli.config, |app| async move { commands::user::run(&app, &command).await })
        }
        Command::Import(command) => {
            with_app(cli.config, |app| async move { commands::import::run(&app, &command).await })
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even standard error is closed, the exit status still tells.
            if let Some(wrong) = error.downcast_ref::<InputWrong>() {
                let _ = writeln!(stderr(), "{wrong}");
                return ExitCode::from(INPUT_WRONG);
            }
            let _ = writeln!(stderr(), "terbuka: {error:#}");
            let wrong_input = error.downcast_ref::<ConfigError>().is_some();
            if wrong_input { ExitCode::from(INPUT_WRONG) } else { ExitCode::FAILURE }
        }
    }
}

/// Runs a command that needs the configuration.
fn with_config<F: Future<Output = anyhow::Result<()>>>(
    file: Option<PathBuf>,
    command: impl FnOnce(Config) -> F,
) -> anyhow::Result<()> {
    let config = Config::load(file.as_deref())?;
    in_runtime(command(config))
}

/// Runs a command on the configured database, with the application but without serving.
fn with_app<F: Future<Output = anyhow::Result<()>>>(
    file: Option<PathBuf>,
    command: impl FnOnce(App) -> F,
) -> anyhow::Result<()> {
    with_config(file, |config| async move {
        log::start(&config.log);
        let app = start::open(&config).await?;
        let done = command(app.clone()).await;
        app.db().close().await;
        done
    })
}

fn in_runtime(command: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    runtime.enable_all().max_blocking_threads(BLOCKING_THREADS).build()?.block_on(command)
}
