//! The access test: what is asked and by whom, the cases, and what an office does to be ready.

pub mod case;
pub mod practice;
pub mod preparation;
pub mod proof;
