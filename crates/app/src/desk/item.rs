//! Writing an item: its drafts and the next edition of what is public.

use domain::catalogue::{Content, ItemAction, ItemState, new_reference};
use domain::ids::{ItemId, PersonId};
use domain::policy::Action;
use domain::problem::FieldProblem;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::catalogue::Item;
use store::event::NewEvent;
use unicode_normalization::UnicodeNormalization as _;

use super::{Desk, ITEM};
use crate::error::check;
use crate::{AppError, Conflict};

/// Times that a new reference is drawn before something must be wrong.
const DRAWS: usize = 8;

/// An item that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// Its name in addresses.
    pub reference: String,
}

/// An item that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its revision now.
    pub revision: i64,
    /// Where it stands now.
    pub state: ItemState,
}

impl Desk {
    /// Begins an item as a draft.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the content.
    pub async fn new_item(&self, content: Content) -> Result<NewItem, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let content = tidied(content);
        check(problems(&content))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let item = self.begin_item(&mut tx, &content, now).await?;
        tx.commit().await?;
        Ok(NewItem { reference: item.reference })
    }

    /// Begins an item in a transaction of the caller.
    pub(super) async fn begin_item(
        &self,
        conn: &mut Conn,
        content: &Content,
        now: Timestamp,
    ) -> Result<Item, AppError> {
        let year = self.placed.body.zone.time_zone().to_datetime(now).year();
        for _ in 0..DRAWS {
            let item = Item {
                id: ItemId::new(now, self.app.random()),
                reference: new_reference(year, self.app.random()),
                body: self.placed.body.code.clone(),
                state: ItemState::Draft,
                revision: 1,
                edition: 1,
                created_at: now,
                changed_at: now,
                checked_by: None,
                withdrawn_at: None,
                withdrawn_reason: String::new(),
            };
            if store::catalogue::insert(conn, &item).await? {
                store::catalogue::put_edition(conn, item.id, 1, content).await?;
                self.log_item(conn, &item, "begun", json!({ "content": content }), now).await?;
                return Ok(item);
            }
        }
        Err(AppError::Fault("no free reference for an item".to_owned()))
    }

    /// Writes the content of an item. What is public stays as it is: the next edition begins.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the content; [`AppError::Conflict`] with what is there now when
    /// somebody else was faster, or with the state of an item that is withdrawn.
    pub async fn save_item(
        &self,
        reference: &str,
        revision: i64,
        content: Content,
    ) -> Result<Written, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let content = tidied(content);
        check(problems(&content))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut item = self.lock_item(&mut tx, reference).await?;
        let before = store::catalogue::edition(&mut tx, item.id, item.edition).await?;
        let before = before.ok_or_else(|| AppError::Fault(format!("{reference}: no edition")))?.content;
        if before == content {
            return Ok(Written { revision: item.revision, state: item.state });
        }
        if item.revision != revision {
            return Err(moved_on(&item, &before));
        }
        self.open_edition(&mut tx, &mut item, now).await?;
        store::catalogue::put_edition(&mut tx, item.id, item.edition, &content).await?;
        self.log_item(&mut tx, &item, "written", json!({ "content": content }), now).await?;
        tx.commit().await?;
        Ok(Written { revision: item.revision, state: item.state })
    }

    /// The item, for a change: locked, and of this office.
    pub(super) async fn lock_item(&self, conn: &mut Conn, reference: &str) -> Result<Item, AppError> {
        let found = self.own_item(conn, reference).await?;
        store::catalogue::lock(conn, found.id).await?.ok_or(AppError::NotFound)
    }

    /// The item with this reference, of this office.
    pub(super) async fn own_item(&self, conn: &mut Conn, reference: &str) -> Result<Item, AppError> {
        let found = store::catalogue::by_reference(conn, reference).await?;
        found.filter(|item| item.body == self.placed.body.code).ok_or(AppError::NotFound)
    }

    /// Has the item be edited: where its newest edition is public, the next one begins with the same content.
    pub(super) async fn open_edition(
        &self,
        conn: &mut Conn,
        item: &mut Item,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let begins = item.state == ItemState::Published;
        step(item, ItemAction::Edit, now)?;
        item.checked_by = None;
        if begins {
            self.next_edition(conn, item).await?;
        }
        store::catalogue::update(conn, item).await?;
        Ok(())
    }

    /// The next edition, with the content of the one before.
    pub(super) async fn next_edition(&self, conn: &mut Conn, item: &mut Item) -> Result<(), AppError> {
        let before = store::catalogue::edition(conn, item.id, item.edition).await?;
        let before = before.ok_or_else(|| AppError::Fault(format!("{}: no edition", item.reference)))?;
        item.edition += 1;
        store::catalogue::put_edition(conn, item.id, item.edition, &before.content).await?;
        Ok(())
    }

    /// Writes down what happened to an item.
    pub(super) async fn log_item(
        &self,
        conn: &mut Conn,
        item: &Item,
        kind: &'static str,
        data: serde_json::Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        note_item(conn, Some(self.who.person), item, kind, data, now).await
    }
}

/// Writes down what somebody did with an item, or what a job found.
pub(crate) async fn note_item(
    conn: &mut Conn,
    who: Option<PersonId>,
    item: &Item,
    kind: &'static str,
    mut data: serde_json::Value,
    now: Timestamp,
) -> Result<(), AppError> {
    if let Some(data) = data.as_object_mut() {
        data.insert("edition".to_owned(), json!(item.edition));
        data.insert("reference".to_owned(), json!(item.reference));
    }
    let event = NewEvent {
        at: now,
        actor: who,
        body: Some(&item.body),
        round: None,
        object_kind: ITEM,
        object_id: item.id.to_string(),
        kind,
        data,
    };
    store::event::append(conn, event).await?;
    Ok(())
}

/// What keeps the content from being saved.
pub(super) fn problems(content: &Content) -> Vec<FieldProblem> {
    let mut problems = content.problems();
    problems.extend(super::duties::problems(content));
    problems
}

/// Moves an item on; a conflict with its state where that cannot happen.
pub(super) fn step(item: &mut Item, action: ItemAction, now: Timestamp) -> Result<(), AppError> {
    let after = item.state.after(action);
    item.state = after.ok_or(AppError::Conflict(Conflict::State(item.state.code())))?;
    item.revision += 1;
    item.changed_at = now;
    Ok(())
}

/// Somebody else was faster.
fn moved_on(item: &Item, content: &Content) -> AppError {
    let value = serde_jcs::to_string(content).unwrap_or_default();
    AppError::Conflict(Conflict::Version { current: item.revision, value })
}

/// The content in one Unicode form, without spaces around, each form and keyword once.
pub(super) fn tidied(mut content: Content) -> Content {
    let Content { title, summary, holder, responsible, place, retention, legal_basis, link, .. } =
        &mut content;
    for text in [title, summary, holder, responsible, place, retention, legal_basis, link] {
        *text = text.replace("\r\n", "\n").trim().nfc().collect();
    }
    content.forms.sort_unstable();
    content.forms.dedup();
    let mut keywords: Vec<String> = Vec::new();
    for word in content.keywords {
        let word: String = word.trim().nfc().collect();
        if !word.is_empty() && !keywords.contains(&word) {
            keywords.push(word);
        }
    }
    content.keywords = keywords;
    content
}
