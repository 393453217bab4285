//! Rules of public-information openness as pure functions and types: no I/O, no clock, no SQL.

pub mod assessments;
pub mod codes;
pub mod exact;
pub mod instrument;
pub mod scheme;
