//! `terbuka config check`: whether the configuration can be used.

use std::io::{Write as _, stdout};
use std::path::Path;

use clap::Subcommand;

use crate::config::Config;

/// What to do with the configuration.
#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Read it as `serve` does and say what is wrong, or where the service would be
    Check,
}

/// Nothing is opened and nothing is changed.
pub(crate) fn run(command: &ConfigCommand, file: Option<&Path>) -> anyhow::Result<()> {
    match command {
        ConfigCommand::Check => {
            let config = Config::load(file)?;
            writeln!(
                stdout(),
                "The configuration is right. The service would listen on {}, be found at {} and keep its data in {}.",
                config.listen,
                config.settings.base_url,
                config.database
            )?;
            Ok(())
        }
    }
}
