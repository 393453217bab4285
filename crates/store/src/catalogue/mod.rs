//! The list of public information: items, their editions and files.

mod duty;
mod edition;
mod file;
mod import;
mod list;

use domain::catalogue::ItemState;
use domain::codes::BodyCode;
use domain::ids::{ItemId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed};

pub use duty::{Answering, Told, answering, desks, note_told};
pub use edition::{
    Edition, delete_edition, edition, editions, forget_coming, public_edition, publish, put_edition,
};
pub use file::{
    ItemFile, file, files, forget_files_of, insert_file, items_with, public_files, remove_file, set_file,
};
pub use import::{ItemImport, close_import, import, insert_import, known_items};
pub use list::{
    Counted, DeskFilter, Line, PublicFilter, PublicLine, Titled, desk_list, public_counts, public_list,
    public_offices, public_page, titles,
};

/// An item, without what is written about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Its name in addresses.
    pub reference: String,
    /// Whose it is.
    pub body: BodyCode,
    /// Where it stands.
    pub state: ItemState,
    /// Counts the changes.
    pub revision: i64,
    /// Number of the newest edition.
    pub edition: i64,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Who looked the newest edition over.
    pub checked_by: Option<PersonId>,
    /// When it was taken from the public.
    pub withdrawn_at: Option<Timestamp>,
    /// Why.
    pub withdrawn_reason: String,
}

fn from_row(row: &Row) -> Result<Item, SqlError> {
    Ok(Item {
        id: ItemId(row.get("id")?),
        reference: row.get("reference")?,
        body: parsed(row, "body")?,
        state: parsed(row, "state")?,
        revision: row.get("revision")?,
        edition: row.get("edition")?,
        created_at: instant(row, "created_at")?,
        changed_at: instant(row, "changed_at")?,
        checked_by: row.get::<Option<_>>("checked_by")?.map(PersonId),
        withdrawn_at: instant_or_none(row, "withdrawn_at")?,
        withdrawn_reason: row.get("withdrawn_reason")?,
    })
}

/// Begins an item. `false` when the reference is taken.
pub async fn insert(conn: &mut Conn, item: &Item) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO item (id, reference, body, state, revision, edition, created_at, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (reference) DO NOTHING"
            ),
            args![
                item.id.0,
                &item.reference,
                item.body.as_str(),
                item.state.code(),
                item.revision,
                item.edition,
                Micros::from(item.created_at),
                Micros::from(item.changed_at)
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// The item with this reference.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<Item>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM item WHERE reference = $1"), args![reference]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The item, locked until the transaction ends.
pub async fn lock(conn: &mut Conn, id: ItemId) -> Result<Option<Item>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM item WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// Writes where an item stands now.
pub async fn update(conn: &mut Conn, item: &Item) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE item SET state = $2, revision = $3, edition = $4, changed_at = $5, checked_by = $6,
                                 withdrawn_at = $7, withdrawn_reason = $8
                  WHERE id = $1"
            ),
            args![
                item.id.0,
                item.state.code(),
                item.revision,
                item.edition,
                Micros::from(item.changed_at),
                item.checked_by.map(|id| id.0),
                item.withdrawn_at.map(Micros::from),
                &item.withdrawn_reason
            ],
        )
        .await?;
    sql::ensure_one(changed)
}
