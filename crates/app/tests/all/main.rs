//! Use cases, on a whole application.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod access_test;
mod account;
mod announcing;
mod appealing;
mod believing;
mod bodies;
mod care;
mod catalogue;
mod correcting;
mod documents;
mod duties;
mod evidence;
mod exemption;
mod handover;
mod interviewing;
mod links;
mod national;
mod office;
mod people;
mod reviewing;
mod searching;
mod service;
mod sites;
mod succession;
mod time;
mod verification;
mod video;
