//! Telling people what became of a file of an item: who wished something of it, and those who work at the desk.

use domain::ids::PersonId;
use i18n::Texts;
use serde_json::{Value, json};
use sql::Conn;
use store::body::Placed;
use store::catalogue::Item;
use store::participation::Concerned;

use crate::notices::Message;
use crate::{App, AppError};

/// Parts of a file were to be blacked out, and were not.
pub(crate) const REDACTION_FAILED: &str = "redaction_failed";
/// A file may hold something harmful.
pub(crate) const FILE_SHUT_IN: &str = "item_file_shut_in";

impl App {
    /// Tells one person what became of the file with this name.
    pub(crate) async fn tell_of_file(
        &self,
        conn: &mut Conn,
        item: &Item,
        person: PersonId,
        (kind, name): (&'static str, &str),
    ) -> Result<(), AppError> {
        let placed = office(conn, item).await?;
        let Some(person) = store::person::by_id(conn, person).await? else { return Ok(()) };
        let people = [Concerned { person, zone: placed.body.zone }];
        self.notify(conn, &people, &message(&placed, item, kind, name)).await
    }

    /// Tells those who work at the desk of an item what became of the file with this name.
    pub(crate) async fn tell_desk_of_file(
        &self,
        conn: &mut Conn,
        item: &Item,
        (kind, name): (&'static str, &str),
    ) -> Result<(), AppError> {
        use domain::person::Role::{Officer, Ppid};
        let placed = office(conn, item).await?;
        let people = store::participation::holding(conn, item.body.as_str(), &[Officer, Ppid]).await?;
        self.notify(conn, &people, &message(&placed, item, kind, name)).await
    }
}

async fn office(conn: &mut Conn, item: &Item) -> Result<Placed, AppError> {
    store::body::by_code(conn, item.body.as_str()).await?.ok_or(AppError::NotFound)
}

fn message(placed: &Placed, item: &Item, kind: &'static str, name: &str) -> Message<'static> {
    let path = format!("/meja/{}/informasi/{}", placed.body.slug, item.reference);
    Message::apart(kind, json!({ "path": path, "reference": item.reference, "file": name }))
}

/// The heading of a notice about a file, its lines added to `lines`; `None` for another notice.
pub(super) fn words(t: &Texts, kind: &str, data: &Value, lines: &mut Vec<String>) -> Option<String> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    match kind {
        REDACTION_FAILED => {
            lines.push(t.release_notice_redaction_why(text("reference")));
            Some(t.release_notice_redaction(text("file")))
        }
        FILE_SHUT_IN => {
            lines.push(t.release_notice_shut_in_why(text("reference")));
            Some(t.release_notice_shut_in(text("file")))
        }
        _ => None,
    }
}
