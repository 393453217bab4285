//! Use cases, on a whole application.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod account;
mod announcing;
mod believing;
mod bodies;
mod care;
mod evidence;
mod handover;
mod links;
mod national;
mod office;
mod people;
mod reviewing;
