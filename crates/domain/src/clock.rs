//! Time as an argument.

use jiff::Timestamp;

/// Tells the time. Rules take an instant; use cases ask the clock that they were given.
pub trait Clock: Send + Sync + std::fmt::Debug {
    /// The present instant.
    fn now(&self) -> Timestamp;
}
