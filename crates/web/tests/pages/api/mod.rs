//! The API for programs.

mod frame;
mod office;
mod support;
