//! Terbuka in one binary: this is where commands are named and wired, nothing else.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::score::ScoreArgs;

/// Public-information openness, from the questionnaire to the ranking.
#[derive(Debug, Parser)]
#[command(name = "terbuka", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Score an assessment set by an instrument and a scheme
    Score(ScoreArgs),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked) => {
            // Help and version are printed as errors of clap; 2 is kept for inputs that are wrong.
            let _ = asked.print();
            return if asked.use_stderr() { ExitCode::FAILURE } else { ExitCode::SUCCESS };
        }
    };
    match cli.command {
        Command::Score(args) => commands::score::run(&args),
    }
}
