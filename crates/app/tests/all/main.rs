//! Use cases, on a whole application.

mod national;
