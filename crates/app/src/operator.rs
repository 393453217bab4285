//! The operator at the command line: no person, so the events that it writes have no actor.

use crate::App;

/// What can be done on the machine itself. Whoever can start the program with its configuration holds this.
#[derive(Debug, Clone)]
pub struct Operator {
    pub(crate) app: App,
}

impl App {
    /// The handle of the command line. Nothing that answers requests may ask for it.
    #[must_use]
    pub fn operator(&self) -> Operator {
        Operator { app: self.clone() }
    }
}
