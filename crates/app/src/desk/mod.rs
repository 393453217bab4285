//! *Meja layanan*: what the PPID's office does every day for the public.
//!
//! [`Access::desk`] hands out a [`Desk`] for one body to those who may work on its public site or its list of public
//! information. What changes something asks once more for the right to do exactly that.

mod attach;
mod content;
mod duties;
mod exemption;
mod file;
mod harvest;
mod import;
mod item;
mod life;
mod look;
mod print;
mod privacy;
mod redact;
mod sheet;
mod standard;
mod telling;
mod tray;
mod upload;
mod video;

use domain::person::Role;
use domain::policy::{self, Action};
use i18n::Texts;
use serde_json::Value;
use store::body::Placed;

use crate::access::{Access, Principal};
use crate::office::Room;
use crate::{App, AppError};

pub use attach::{CHOICES, ItemChoice};
pub use content::{
    ARTICLES, ArticleList, ArticleMoved, ArticleSheet, NewPicture, OfferedSheet, OriginalSheet, PictureSheet,
    VersionLine,
};
pub use duties::{DutyLine, DutySheet};
pub(crate) use duties::{next_morning, sheet as duty_sheet};
pub use exemption::{
    Approval, Exemptions, Moved, Opening, TestRecord, ground_name, term_words, trigger_name,
};
pub use file::FILES_MAX;
pub(crate) use file::{ACCEPTED, attach};
pub use harvest::{FINDS_PAGE, HarvestLine, HarvestSheet, failure_key};
pub use import::TableSheet;
pub(crate) use item::note_item;
pub use item::{NewItem, Written};
pub use life::Publication;
pub use look::{LogoWish, LookSheet};
pub use privacy::{FilePrivacy, Privacy, ReasonPrivacy};
pub use redact::RedactionSheet;
pub use sheet::{ItemSheet, PAGE, SheetList};
pub use standard::StandardSheet;
pub(crate) use telling::{FILE_SHUT_IN, REDACTION_FAILED};
pub use tray::{Confirmed, DROPPED_LIFE, TRAY_MAX, TrayFile, TrayRow};
pub(crate) use video::VIDEO;
pub use video::{Captioned, FilmSheet, VideoSheet, Worded};

/// The heading of a notice of the desk, its lines added to `lines`; `None` where it is none of them.
pub(crate) fn words(t: &Texts, kind: &str, data: &Value, lines: &mut Vec<String>) -> Option<String> {
    duties::words(t, kind, data, lines)
        .or_else(|| exemption::notice(t, kind, data, lines))
        .or_else(|| telling::words(t, kind, data, lines))
}

/// Kind of the objects whose events are the history of uploads to a desk, and of the files that wait there.
pub(crate) const UPLOAD: &str = "desk_upload";
/// Kind of the objects whose events are the history of an item.
pub(crate) const ITEM: &str = "item";

/// The desk of one office, in the hands of somebody who works at it.
#[derive(Debug, Clone)]
pub struct Desk {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) placed: Placed,
}

impl Access {
    /// The desk of a body, by slug or code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such body, or this person does not work at its desk.
    pub async fn desk(&self, body: &str) -> Result<Desk, AppError> {
        let placed = self.app.placed(body).await?;
        if self.works_at(&placed) {
            Ok(Desk { app: self.app.clone(), who: self.who.clone(), placed })
        } else {
            Err(AppError::NotFound)
        }
    }

    /// The desks at which this person has a role of the office, in the order of the roles. Administrators write the site of
    /// their own body.
    pub async fn desks(&self) -> Result<Vec<Placed>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut desks = Vec::new();
        for code in policy::bodies_of(&self.who.grants, &[Role::Officer, Role::Ppid, Role::Administrator]) {
            let placed = store::body::by_code(&mut conn, code.as_str()).await?;
            desks.extend(placed.filter(|placed| self.works_at(placed)));
        }
        Ok(desks)
    }

    /// Whether this person works at the desk of a body.
    #[must_use]
    pub fn works_at(&self, placed: &Placed) -> bool {
        self.who.may(Action::EditCatalogue, placed) || self.who.may(Action::EditSite, placed)
    }
}

impl Desk {
    /// The body and those above it.
    #[must_use]
    pub fn placed(&self) -> &Placed {
        &self.placed
    }

    /// How much room the desk takes in the file store, and how much it may take.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn room(&self) -> Result<Room, AppError> {
        let mut conn = self.app.db().read().await?;
        self.app.desk_room(&mut conn, &self.placed.body.code).await
    }

    /// Whether this person writes the list of public information.
    #[must_use]
    pub fn may_edit_catalogue(&self) -> bool {
        self.who.may(Action::EditCatalogue, &self.placed)
    }

    /// Whether this person publishes items of the list.
    #[must_use]
    pub fn may_publish(&self) -> bool {
        self.who.may(Action::PublishCatalogue, &self.placed)
    }
}
