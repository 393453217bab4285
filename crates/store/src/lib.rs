//! Queries by aggregate: one SQL text for both engines, no rules, no HTML.
//!
//! Every function takes a connection ([`sql::Conn`]; a [`sql::Tx`] is one too) and says in its name what it reads or
//! writes. Rows become types of `domain` here, and a row that does not fit its type is an error that names the column.

pub mod access_test;
pub mod announcement;
pub mod answer;
pub mod appeal;
pub mod assessment;
pub mod assignment;
pub mod body;
pub mod bulk;
pub mod care;
pub mod catalogue;
pub mod certificate;
pub mod comment;
pub mod contact;
pub mod content;
pub mod decree;
pub mod document_text;
pub mod dropped;
pub mod duty;
pub mod event;
pub mod evidence;
pub mod examination;
pub mod exemption;
pub mod fact;
pub mod film_treatment;
pub mod harvest;
pub mod high_water;
pub mod instrument;
pub mod interview;
pub mod job;
pub mod judgement;
pub mod look;
pub mod notice;
pub mod outage;
pub mod participation;
pub mod person;
pub mod privacy;
pub mod probe;
pub mod reading;
pub mod redaction;
pub mod returned;
pub mod review;
pub mod room;
pub mod round;
pub mod search;
pub mod service;
pub mod session;
pub mod sighting;
pub mod site;
pub mod succession;
pub mod token;
pub mod upload;
pub mod video;
pub mod workbench;

mod convert;
mod migrations;

pub use migrations::MIGRATIONS;
