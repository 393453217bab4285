//! The service standard of offices: kept by their officers, said in pages and on printed sheets.

mod describe;
mod suggest;

pub use describe::{Clock, Contact, Described, HourLines, Procedure, Required, Step, clock_face};
pub use suggest::suggestion;
