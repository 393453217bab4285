//! Pages, each asked for as a browser does.

mod account;
mod results;
mod api;
mod saq;
