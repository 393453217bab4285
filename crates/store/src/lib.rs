//! Queries by aggregate: one SQL text for both engines, no rules, no HTML.
//!
//! Every function takes a connection ([`sql::Conn`]; a [`sql::Tx`] is one too) and says in its name what it reads or
//! writes. Rows become types of `domain` here, and a row that does not fit its type is an error that names the column.

pub mod announcement;
pub mod answer;
pub mod assessment;
pub mod assignment;
pub mod body;
pub mod bulk;
pub mod care;
pub mod event;
pub mod evidence;
pub mod examination;
pub mod instrument;
pub mod job;
pub mod notice;
pub mod participation;
pub mod person;
pub mod probe;
pub mod review;
pub mod round;
pub mod session;
pub mod sighting;
pub mod token;
pub mod upload;

mod convert;
mod migrations;

pub use migrations::MIGRATIONS;
