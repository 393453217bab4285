//! What everybody may see, signed in or not.

mod catalogue;
mod content;
mod decree;
mod exemption;
mod face;
mod file;
mod listing;
mod office;
mod register;
mod results;
mod search;
mod service;
mod video;

pub use catalogue::{Catalogue, ITEMS, ItemPlace, PublicItem};
pub use content::{FEED, Figures, MONTHS, NEWS, News, PictureAt, SiteAddress, SiteArticle, SitePage};
pub use decree::{PublicDecree, PublicDecrees};
pub use exemption::{ExemptEntry, ExemptList};
pub(crate) use file::access as file_access;
pub use file::{Access as FileAccess, FilePicture, Withheld};
pub use listing::Listing;
pub use office::{OfficeResult, Past, Place};
pub use register::{Register, RegisterLine};
pub(crate) use results::announced_with;
pub use results::{
    AnnouncedRound, Before, CategoryCount, GroupLine, PublicRow, RoundResults, Tally, difference,
};
pub use service::ServicePage;
pub use video::{PublicVideo, PublicVideos};

pub use search::{Asked, Facet, Facets, Found, FoundOne, Order, Suggestions};

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
