//! From draft to public, to the next edition, and away from the public.

use domain::catalogue::{Content, InformationClass, ItemAction, asks_publisher, is_public};
use domain::policy::Action;
use domain::problem::Problem;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::catalogue::{Edition, Item};

use super::item::{Written, problems, step, tidied};
use super::{Desk, ItemSheet};
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
    /// As [`Self::check_item`]; [`AppError::Invalid`] for a minute that has passed, and without a reason for a revision, or at
    /// `reason_privacy` for one with what looks like personal data.
    pub async fn publish_item(
        &self,
        reference: &str,
        revision: i64,
        publication: &Publication,
    ) -> Result<Written, AppError> {
        self.publish_item_with(reference, revision, publication, "").await
    }

    /// As [`Self::publish_item`]; `answered` is the digest of the warnings about the reason that were answered.
    ///
    /// # Errors
    /// As [`Self::publish_item`].
    pub async fn publish_item_with(
        &self,
        reference: &str,
        revision: i64,
        publication: &Publication,
        answered: &str,
    ) -> Result<Written, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        self.must_be_answered(reference, true).await?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, content) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Publish, now)?;
        check(content.gaps())?;
        let was_seen = match item.withdrawn_at {
            Some(at) => store::catalogue::public_edition(&mut tx, item.id, at).await?.is_some(),
            None => false,
        };
        let visible_from = minute_of(publication, was_seen, now)?;
        let reason = if item.edition > 1 { reason_of(&publication.reason)? } else { String::new() };
        let found = self.reason_answered(&reason, answered)?;
        self.make_public(&mut tx, &mut item, visible_from, (&reason, found), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Publishes *serta-merta* information in one step (UU 14/2008 Art. 10: without delay). Whoever writes may do it in person,
    /// unless it would replace, or end the embargo of, what somebody decided to publish: that is for those who publish.
    ///
    /// # Errors
    /// As [`Self::publish_item`]; [`AppError::NotFound`] for those who may not, [`AppError::Invalid`] at `class` for information
    /// of another class.
    pub async fn publish_at_once(&self, reference: &str, revision: i64) -> Result<Written, AppError> {
        self.who.must(Action::TellAtOnce, &self.placed)?;
        self.must_be_answered(reference, true).await?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, content) = self.locked_at(&mut tx, reference, revision).await?;
        if content.class != InformationClass::Immediate {
            let why = "catalogue-not-immediate".to_owned();
            return Err(AppError::field("class", Problem::NotNow { why }));
        }
        let editions = store::catalogue::editions(&mut tx, item.id).await?;
        if asks_publisher(last_published(&item, &editions, now)) {
            self.who.must(Action::PublishCatalogue, &self.placed)?;
        }
        step(&mut item, ItemAction::PublishAtOnce, now)?;
        check(content.gaps())?;
        self.make_public(&mut tx, &mut item, now, ("", json!({})), now).await?;
        tx.commit().await?;
        Ok(written(&item))
    }

    /// Whether this person may publish the newest edition of an item in one step, if it is *serta-merta* information.
    #[must_use]
    pub fn may_tell_at_once(&self, sheet: &ItemSheet) -> bool {
        let last = last_published(&sheet.item, &sheet.editions, self.app.now());
        self.who.may(Action::TellAtOnce, &self.placed) && (!asks_publisher(last) || self.may_publish())
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
    /// As [`Self::return_item`]; [`AppError::Invalid`] at `reason_privacy` for a reason with what looks like personal data.
    pub async fn withdraw_item(
        &self,
        reference: &str,
        revision: i64,
        reason: &str,
    ) -> Result<Written, AppError> {
        self.withdraw_item_with(reference, revision, reason, "").await
    }

    /// As [`Self::withdraw_item`]; `answered` is the digest of the warnings about the reason that were answered.
    ///
    /// # Errors
    /// As [`Self::withdraw_item`].
    pub async fn withdraw_item_with(
        &self,
        reference: &str,
        revision: i64,
        reason: &str,
        answered: &str,
    ) -> Result<Written, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let reason = reason_of(reason)?;
        let found = self.reason_answered(&reason, answered)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (mut item, _) = self.locked_at(&mut tx, reference, revision).await?;
        step(&mut item, ItemAction::Withdraw, now)?;
        item.withdrawn_at = Some(now);
        item.withdrawn_reason.clone_from(&reason);
        store::catalogue::forget_coming(&mut tx, item.id, now).await?;
        let data = json!({ "reason": reason, "found": found });
        self.write(&mut tx, &item, "withdrawn", data, now).await?;
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
        (reason, found): (&str, serde_json::Value),
        now: Timestamp,
    ) -> Result<(), AppError> {
        item.withdrawn_at = None;
        item.withdrawn_reason.clear();
        // Editions that wait for their minute would be seen until that of this one.
        store::catalogue::forget_coming(conn, item.id, now).await?;
        let by = (now, self.who.person);
        store::catalogue::publish(conn, item.id, item.edition, by, visible_from, reason).await?;
        let data = json!({ "reason": reason, "visible_from": visible_from.to_string(), "found": found });
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

/// The class of what was published last, and whether the public sees it now.
fn last_published(item: &Item, editions: &[Edition], now: Timestamp) -> Option<(InformationClass, bool)> {
    let last = editions.iter().find(|edition| edition.published_at.is_some())?;
    Some((last.content.class, is_public(item.state, last.visible_from, now)))
}

/// The minute from which the public sees what is published. What was taken from the public comes back at once or not at all:
/// until a later minute it would see that again. What was withdrawn before its minute may wait for another one.
pub(super) fn minute_of(
    publication: &Publication,
    was_seen: bool,
    now: Timestamp,
) -> Result<Timestamp, AppError> {
    let minute = publication.visible_from.unwrap_or(now);
    if minute < now {
        return Err(AppError::field("visible_from", Problem::InThePast));
    }
    if minute > now && was_seen {
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
