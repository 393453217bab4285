//! Pages, each asked for as a browser does.

mod access;
mod account;
mod acting;
mod api;
mod appeal;
mod bodies;
mod catalogue;
mod certificates;
mod comment;
mod desk;
mod fairness;
mod interview;
mod national;
mod people;
mod redaction;
mod results;
mod saq;
mod search;
mod service;
mod site;
mod succession;
mod verification;
mod video;
