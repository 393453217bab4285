//! Tests of the pages from outside, in one binary.

mod components;
mod pages;
mod server;
