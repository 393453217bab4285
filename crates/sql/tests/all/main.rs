//! Everything that needs a database, on both engines.

mod values;
