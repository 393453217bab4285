//! From draft to public, to the next edition, and away from the public.

use domain::catalogue::{Content, InformationClass, ItemAction};
use domain::policy::Action;
use domain::problem::Problem;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::catalogue::Item;

use super::Desk;
use super::item::{Written, problems, step, tidied};
use crate::error::check;
use crate::{AppError, Conflict};

/// Most characters of a reason.
pub(super) const REASON_MAX: usize = 1_000;

/// How something becomes public.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    /// From when; at once where nothing is said.
    pub visible_from: Option<Timestamp>,
    /// Why it is revised; not asked for the first edition.
    pub reason: String,
}

impl Desk {
    /// Says that somebody looked the item over: it has the seven columns of the list.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the columns that are missing; [`AppError::Conflict`] with another state or revision.
    pub async fn check_item(&self, reference: &str, revision: i64) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        self.must_be_answered(reference, false).await?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, content) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Check, now)?;
        check(content.gaps())?;
        item.checked_by = Some(self.who.person);
        self.write(&mut tx, &item, "checked", json!({}), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Sends an item that was looked over back to be written, with a reason.
    ///
    /// # Errors
    /// As [`Self::check_item`]; [`AppError::Invalid`] without a reason.
    pub async fn return_item(
        &self,
        reference: &str,
        revision: i64,
        reason: &str,
    ) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let reason = reason_of(reason)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, _) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Return, now)?;
        item.checked_by = None;
        self.write(&mut tx, &item, "returned", json!({ "reason": reason }), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Publishes an item, or its next edition, now or from a later minute on.
    ///
    /// # Errors
    /// As [`Self::check_item`]; [`AppError::Invalid`] for a minute that has passed, and without a reason for a revision.
    pub async fn publish_item(
        &self,
        reference: &str,
        revision: i64,
        publication: &Publication,
    ) -> Result<Written, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        self.must_be_answered(reference, true).await?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, content) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Publish, now)?;
        check(content.gaps())?;
        let visible_from = minute_of(publication, item.withdrawn_at, now)?;
        let reason = if item.edition > 1 { reason_of(&publication.reason)? } else { String::new() };
        self.make_public(&mut tx, &mut item, visible_from, &reason, now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Publishes *serta-merta* information in one step (UU 14/2008 Art. 10: without delay). Whoever writes may do it.
    ///
    /// # Errors
    /// As [`Self::publish_item`]; [`AppError::Invalid`] at `class` for information of another class.
    pub async fn publish_at_once(&self, reference: &str, revision: i64) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        self.must_be_answered(reference, true).await?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, content) = self.locked_at(&mut tx, reference, revision).await?;
        if content.class != InformationClass::Immediate {
            let why = "catalogue-not-immediate".to_owned();
            return Err(AppError::field("class", Problem::NotNow { why }));
        }
        step(&mut item, ItemAction::PublishAtOnce, now)?;
        check(content.gaps())?;
        self.make_public(&mut tx, &mut item, now, "", now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Gives the next edition up; the public one stays.
    ///
    /// # Errors
    /// As [`Self::check_item`].
    pub async fn discard_edition(&self, reference: &str, revision: i64) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, content) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Discard, now)?;
        let given_up = item.edition;
        store::catalogue::delete_edition(&mut tx, item.id, given_up).await?;
        store::catalogue::forget_files_of(&mut tx, item.id, given_up).await?;
        item.edition -= 1;
        item.checked_by = None;
        self.write(&mut tx, &item, "discarded", json!({ "content": content }), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Takes an item from the public. Its page says since when and why.
    ///
    /// # Errors
    /// As [`Self::return_item`].
    pub async fn withdraw_item(
        &self,
        reference: &str,
        revision: i64,
        reason: &str,
    ) -> Result<Written, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let reason = reason_of(reason)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, _) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Withdraw, now)?;
        item.withdrawn_at = Some(now);
        item.withdrawn_reason.clone_from(&reason);
        self.write(&mut tx, &item, "withdrawn", json!({ "reason": reason }), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Writes on with an item that was withdrawn: its next edition begins as a draft.
    ///
    /// # Errors
    /// As [`Self::check_item`].
    pub async fn resume_item(&self, reference: &str, revision: i64) -> Result<Written, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, _) = self.locked_at(&mut tx, reference, revision).await?;
        self.bring_back(&mut tx, &mut item, now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Writes on with an item that was withdrawn, and saves content that somebody was writing when that happened.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the content; as [`Self::check_item`].
    pub async fn rewrite_item(
        &self,
        reference: &str,
        revision: i64,
        content: Content,
    ) -> Result<Written, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let content = tidied(content);
        check(problems(&content))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, _) = self.locked_at(&mut tx, reference, revision).await?;
        self.bring_back(&mut tx, &mut item, now).await?;
        store::catalogue::put_edition(&mut tx, item.id, item.edition, &content).await?;
        self.log_item(&mut tx, &item, "written", json!({ "content": content }), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    async fn bring_back(&self, conn: &mut Conn, item: &mut Item, now: Timestamp) -> Result<(), AppError> {
        step(item, ItemAction::Resume, now)?;
        let newest = store::catalogue::edition(conn, item.id, item.edition).await?;
        if newest.is_some_and(|newest| newest.published_at.is_some()) {
            self.next_edition(conn, item).await?;
        }
        self.write(conn, item, "resumed", json!({}), now).await
    }

    async fn make_public(
        &self,
        conn: &mut Conn,
        item: &mut Item,
        visible_from: Timestamp,
        reason: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        item.withdrawn_at = None;
        item.withdrawn_reason.clear();
        let by = (now, self.who.person);
        store::catalogue::publish(conn, item.id, item.edition, by, visible_from, reason).await?;
        let data = json!({ "reason": reason, "visible_from": visible_from.to_string() });
        self.write(conn, item, "published", data, now).await
    }

    async fn write(
        &self,
        conn: &mut Conn,
        item: &Item,
        kind: &'static str,
        data: serde_json::Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        store::catalogue::update(conn, item).await?;
        self.log_item(conn, item, kind, data, now).await?;
        self.app.index_item(conn, item, now).await
    }

    /// The item and its newest content, locked, as the reader saw it.
    pub(super) async fn locked_at(
        &self,
        conn: &mut Conn,
        reference: &str,
        revision: i64,
    ) -> Result<(Item, Content), AppError> {
        let item = self.lock_item(conn, reference).await?;
        if item.revision != revision {
            let value = String::new();
            return Err(AppError::Conflict(Conflict::Version { current: item.revision, value }));
        }
        let edition = store::catalogue::edition(conn, item.id, item.edition).await?;
        let edition = edition.ok_or_else(|| AppError::Fault(format!("{reference}: no edition")))?;
        Ok((item, edition.content))
    }
}

fn written(item: &Item) -> Written {
    Written { revision: item.revision, state: item.state }
}

/// The minute from which the public sees what is published. What was withdrawn comes back at once or not at all: until a later
/// minute the public would see again what was taken from it.
pub(super) fn minute_of(
    publication: &Publication,
    withdrawn_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Timestamp, AppError> {
    let minute = publication.visible_from.unwrap_or(now);
    if minute < now {
        return Err(AppError::field("visible_from", Problem::InThePast));
    }
    if minute > now && withdrawn_at.is_some() {
        let why = "desk-withdrawn-not-later".to_owned();
        return Err(AppError::field("visible_from", Problem::NotNow { why }));
    }
    Ok(minute)
}

/// A reason that was typed.
pub(super) fn reason_of(typed: &str) -> Result<String, AppError> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(AppError::field("reason", Problem::Required));
    }
    if reason.chars().count() > REASON_MAX {
        return Err(AppError::field("reason", Problem::TooLong { max: REASON_MAX }));
    }
    Ok(reason.to_owned())
}
