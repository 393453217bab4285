//! One file for each command.

pub(crate) mod config;
pub(crate) mod demo;
pub(crate) mod migrate;
pub(crate) mod score;
pub(crate) mod serve;
