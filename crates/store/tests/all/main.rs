//! Queries, each on both engines.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod access_test;
mod answers;
mod appeals;
mod bulk;
mod catalogue;
mod contact;
mod content;
mod decree;
mod documents;
mod evidence;
mod examination;
mod exemption;
mod film_treatment;
mod interview;
mod judgements;
mod participation;
mod probe;
mod room;
mod search;
mod service;
mod statements;
mod tree;
mod upload;
mod verification;
mod video;
