//! Rules of public-information openness as pure functions and types: no I/O, no clock, no SQL.

pub mod announcement;
pub mod assessment;
pub mod assessments;
pub mod body;
pub mod clock;
pub mod codes;
pub mod exact;
pub mod facts;
pub mod ids;
pub mod instrument;
pub mod level;
pub mod link;
pub mod person;
pub mod policy;
pub mod problem;
pub mod random;
pub mod reference;
pub mod results;
pub mod results_file;
pub mod review;
pub mod round;
pub mod scheme;
pub mod scoring;
pub mod source;
pub mod upload;
pub mod visibility;
