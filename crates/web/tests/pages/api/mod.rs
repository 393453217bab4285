//! The API for programs.

mod frame;
mod judging;
mod office;
mod support;
mod table;
