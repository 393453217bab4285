//! Tests of the pages from outside, in one binary.

#![expect(clippy::unwrap_used, reason = "a test fails where something is not there")]

mod components;
mod pages;
mod server;
