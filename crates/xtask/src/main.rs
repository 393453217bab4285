//! Tasks of the repository that need more than cargo: `cargo run -p xtask -- --help`.

mod assets;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xtask", about = "Tasks of the repository")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build assets/dist from assets/css and assets/js (needs Node 20 and npm)
    Assets {
        /// Change nothing; fail when assets/dist is not what the sources give
        #[arg(long)]
        check: bool,
        /// Use the packages already in `assets/node_modules`
        #[arg(long)]
        no_install: bool,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().task {
        Task::Assets { check, no_install } => assets::run(check, no_install),
    }
}
