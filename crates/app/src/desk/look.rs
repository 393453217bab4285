//! The look of the office's site.

use std::error::Error;

use bytes::Bytes;
use domain::look::{LOGO_MAX, LOGO_TYPES, Typed};
use domain::policy::Action;
use domain::problem::Problem;
use files::{Address, EvidenceKind, Limits};
use futures_util::Stream;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::event::{Event, NewEvent};
use store::evidence::Content;
use store::look::{Logo, Painted, Saved};

use super::Desk;
use crate::office::{Staged, staged_content};
use crate::{AppError, Conflict};

/// Kind of the object whose events are the history of a look.
const LOOK: &str = "office_look";
/// The picture of a logo that pages show: at most 320 pixels and 30 KiB, painted anew.
const PICTURE: &str = "thumbnail";
/// The one that is printed: at most 1,600 pixels, painted anew.
const PRINT: &str = "preview";
/// Most changes that are shown.
const HISTORY: i64 = 20;

/// The look of an office at its desk.
#[derive(Debug, Clone)]
pub struct LookSheet {
    /// What is saved; version 0 and the usual look where nothing is.
    pub saved: Saved,
    /// Who changed it, the latest first.
    pub history: Vec<Event>,
}

/// What shall become of the logo.
#[derive(Debug)]
pub enum LogoWish {
    /// It stays.
    Stays,
    /// It goes.
    Goes,
    /// This file takes its place.
    Comes(Staged),
}

impl Desk {
    /// The look of the office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office.
    pub async fn look(&self) -> Result<LookSheet, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let code = &self.placed.body.code;
        let mut conn = self.app.db().read().await?;
        let saved = store::look::of_body(&mut conn, code).await?;
        let usual = || Saved { version: 0, look: domain::look::Look::default(), logo: None };
        let history = store::event::of_object(&mut conn, LOOK, code.as_str(), HISTORY).await?;
        Ok(LookSheet { saved: saved.unwrap_or_else(usual), history })
    }

    /// Keeps the bytes of a logo while they come in. Nothing refers to them before [`Self::save_look`], and nothing after it
    /// either: what is kept is a picture that was painted of it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `logo` with what is wrong with the file.
    pub async fn stage_logo<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::EditSite, &self.placed)?;
        let limits = Limits {
            max_bytes: LOGO_MAX,
            accepted: vec![EvidenceKind::Photo],
            file_name: file_name.to_owned(),
        };
        Staged::keep(&self.app, stream, &limits, "logo").await
    }

    /// Saves the look over the version `base` (0 for none). What is saved already is saved, whatever version that was.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with each wrong field, [`AppError::Conflict`] where somebody else was faster.
    pub async fn save_look(&self, base: i64, typed: &Typed, wish: LogoWish) -> Result<i64, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let look = typed.read().map_err(AppError::Invalid)?;
        let logo = self.logo(wish).await?;
        let now = self.app.now();
        let code = &self.placed.body.code;
        let mut tx = self.app.db().write().await?;
        let present = store::look::of_body(&mut tx, code).await?;
        let is_same = |saved: &&Saved| {
            let logo_stays = match &logo {
                Logo::Stays => true,
                Logo::Goes => saved.logo.is_none(),
                Logo::Comes(new) => saved.logo.as_ref() == Some(&new.hash),
            };
            logo_stays && saved.look == look
        };
        if let Some(present) = present.as_ref().filter(is_same) {
            return Ok(present.version);
        }
        let saved = store::look::save(&mut tx, code, base, (&look, &logo), self.who.person, now).await?;
        let Some(version) = saved else {
            let current = present.as_ref().map_or(0, |present| present.version);
            let value = present.map(|present| present.look).unwrap_or_default();
            let value = serde_json::to_string(&value).map_err(|error| AppError::Fault(error.to_string()))?;
            return Err(AppError::Conflict(Conflict::Version { current, value }));
        };
        let logo = match &logo {
            Logo::Stays => "stays",
            Logo::Goes => "goes",
            Logo::Comes(new) => &new.hash,
        };
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: None,
            object_kind: LOOK,
            object_id: code.to_string(),
            kind: "saved",
            data: json!({ "version": version, "look": look, "logo": logo }),
        };
        store::event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(version)
    }

    /// What becomes of the logo: a file is looked at by the worker, and the pictures that it paints are kept.
    async fn logo(&self, wish: LogoWish) -> Result<Logo, AppError> {
        let staged = match wish {
            LogoWish::Stays => return Ok(Logo::Stays),
            LogoWish::Goes => return Ok(Logo::Goes),
            LogoWish::Comes(staged) => staged,
        };
        let refused = |problem| AppError::field("logo", problem);
        let Content::File { blob, name } = staged_content(staged) else {
            return Err(refused(Problem::NoFile));
        };
        if !LOGO_TYPES.contains(&blob.media.as_str()) {
            let accepted = LOGO_TYPES.map(str::to_uppercase).to_vec();
            return Err(refused(Problem::FileKind { found: blob.media, accepted }));
        }
        let address: Address =
            blob.address.parse().map_err(|_| AppError::Fault(format!("blob {}: address", blob.address)))?;
        let parts = self.app.parts();
        let unreadable = || refused(Problem::NotNow { why: "look-logo-unreadable".to_owned() });
        if self.app.virus_in(&address).await?.is_some() {
            return Err(unreadable());
        }
        let looked = parts.examiner.examine(&parts.files, &address, &blob.media, &name).await;
        let looked = looked.map_err(|error| AppError::Unavailable(error.to_string()))?;
        let painted = |kind: &str| {
            let picture = looked.pictures.iter().find(|picture| picture.kind == kind);
            Ok::<_, AppError>(picture.ok_or_else(unreadable)?.bytes.to_vec())
        };
        let (screen, print) = (painted(PICTURE)?, painted(PRINT)?);
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&screen))[..12].to_owned();
        Ok(Logo::Comes(Painted { screen, print, hash }))
    }
}
