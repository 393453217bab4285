//! Pages, each asked for as a browser does.

mod account;
mod api;
mod bodies;
mod national;
mod people;
mod results;
mod saq;
