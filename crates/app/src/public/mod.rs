//! What everybody may see, signed in or not.

mod results;

pub(crate) use results::announced_with;
pub use results::{
    AnnouncedRound, Before, CategoryCount, GroupLine, OfficeResult, Place, PublicRow, RoundResults, Tally,
    difference,
};

use crate::App;

/// What everybody may see.
#[derive(Debug, Clone)]
pub struct Public {
    pub(crate) app: App,
}

impl App {
    /// The handle that everybody holds.
    #[must_use]
    pub fn public(&self) -> Public {
        Public { app: self.clone() }
    }
}
