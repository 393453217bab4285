//! Frozen lists of public information and the decrees that come of them.

use domain::codes::BodyCode;
use domain::decree::{Decision, State};
use domain::ids::{DecreeScanId, ListDecreeId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none, parsed, parsed_or_none};
use crate::evidence::Blob;

/// A frozen list, without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListDecree {
    /// Which.
    pub id: ListDecreeId,
    /// Its name in addresses.
    pub reference: String,
    /// Whose it is.
    pub body: BodyCode,
    /// The year for which it is decided.
    pub year: i16,
    /// Where it stands.
    pub state: State,
    /// Counts the changes.
    pub revision: i64,
    /// What the list is called on the annex.
    pub title: String,
    /// SHA-256 of the frozen rows, hexadecimal.
    pub sha256: String,
    /// How many rows.
    pub row_count: i64,
    /// The moment at which exactly this was public.
    pub frozen_at: Timestamp,
    /// Who froze it.
    pub frozen_by: PersonId,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// Number, day, place and who signed; empty while it is a draft.
    pub decision: Decision,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// Who decided it.
    pub decided_by: Option<PersonId>,
    /// When it was superseded, revoked or given up.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub ended_reason: String,
    /// The decree in its place.
    pub superseded_by: Option<ListDecreeId>,
}

fn from_row(row: &Row) -> Result<ListDecree, SqlError> {
    let year: i64 = row.get("year")?;
    Ok(ListDecree {
        id: ListDecreeId(row.get("id")?),
        reference: row.get("reference")?,
        body: parsed(row, "body")?,
        year: i16::try_from(year).map_err(|error| inconsistent("year", error))?,
        state: parsed(row, "state")?,
        revision: row.get("revision")?,
        title: row.get("title")?,
        sha256: row.get("sha256")?,
        row_count: row.get("row_count")?,
        frozen_at: instant(row, "frozen_at")?,
        frozen_by: PersonId(row.get("frozen_by")?),
        changed_at: instant(row, "changed_at")?,
        decision: Decision {
            number: row.get("number")?,
            day: parsed_or_none(row, "day")?,
            place: row.get("place")?,
            signer: row.get("signer")?,
            signer_title: row.get("signer_title")?,
        },
        decided_at: instant_or_none(row, "decided_at")?,
        decided_by: row.get::<Option<_>>("decided_by")?.map(PersonId),
        ended_at: instant_or_none(row, "ended_at")?,
        ended_reason: row.get("ended_reason")?,
        superseded_by: row.get::<Option<_>>("superseded_by")?.map(ListDecreeId),
    })
}

/// Freezes a list. `document` is the canonical JSON of its rows. `false` when the reference is taken.
pub async fn insert(conn: &mut Conn, decree: &ListDecree, document: &str) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO list_decree (id, reference, body, year, state, revision, title, document, sha256, row_count,
                                          frozen_at, frozen_by, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (reference) DO NOTHING"
            ),
            args![
                decree.id.0,
                &decree.reference,
                decree.body.as_str(),
                i64::from(decree.year),
                decree.state.code(),
                decree.revision,
                &decree.title,
                document,
                &decree.sha256,
                decree.row_count,
                Micros::from(decree.frozen_at),
                decree.frozen_by.0,
                Micros::from(decree.changed_at)
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// The frozen list with this reference.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<ListDecree>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT id, reference, body, year, state, revision, title, sha256, row_count, frozen_at, frozen_by,
                        changed_at, number, day, place, signer, signer_title, decided_at, decided_by, ended_at,
                        ended_reason, superseded_by
                   FROM list_decree WHERE reference = $1"
            ),
            args![reference],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The frozen list, locked until the transaction ends.
pub async fn lock(conn: &mut Conn, id: ListDecreeId) -> Result<Option<ListDecree>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT id, reference, body, year, state, revision, title, sha256, row_count, frozen_at, frozen_by,
                        changed_at, number, day, place, signer, signer_title, decided_at, decided_by, ended_at,
                        ended_reason, superseded_by
                   FROM list_decree WHERE id = $1 @for_update"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Every frozen list of an office, the latest year first, then what was frozen last.
pub async fn of_body(conn: &mut Conn, body: &str) -> Result<Vec<ListDecree>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT id, reference, body, year, state, revision, title, sha256, row_count, frozen_at, frozen_by,
                        changed_at, number, day, place, signer, signer_title, decided_at, decided_by, ended_at,
                        ended_reason, superseded_by
                   FROM list_decree WHERE body = $1 ORDER BY year DESC, frozen_at DESC, id DESC"
            ),
            args![body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The decree of an office that is in force for a year.
pub async fn in_force(conn: &mut Conn, body: &str, year: i16) -> Result<Option<ListDecree>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT id, reference, body, year, state, revision, title, sha256, row_count, frozen_at, frozen_by,
                        changed_at, number, day, place, signer, signer_title, decided_at, decided_by, ended_at,
                        ended_reason, superseded_by
                   FROM list_decree WHERE body = $1 AND year = $2 AND state = 'decided'"
            ),
            args![body, i64::from(year)],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The canonical JSON of the rows of a frozen list.
pub async fn document(conn: &mut Conn, id: ListDecreeId) -> Result<String, SqlError> {
    let row = conn.exactly_one(sql!("SELECT document FROM list_decree WHERE id = $1"), args![id.0]).await?;
    row.get("document")
}

/// Freezes a draft anew, with other rows. A list that was decided cannot be reached by this.
pub async fn refreeze(conn: &mut Conn, decree: &ListDecree, document: &str) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE list_decree SET revision = $2, title = $3, document = $4, sha256 = $5, row_count = $6,
                        frozen_at = $7, frozen_by = $8, changed_at = $9
                  WHERE id = $1 AND state = 'draft'"
            ),
            args![
                decree.id.0,
                decree.revision,
                &decree.title,
                document,
                &decree.sha256,
                decree.row_count,
                Micros::from(decree.frozen_at),
                decree.frozen_by.0,
                Micros::from(decree.changed_at)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Decides a draft.
pub async fn decide(conn: &mut Conn, decree: &ListDecree) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE list_decree SET state = $2, revision = $3, changed_at = $4, number = $5, day = $6, place = $7,
                        signer = $8, signer_title = $9, decided_at = $10, decided_by = $11
                  WHERE id = $1 AND state = 'draft'"
            ),
            args![
                decree.id.0,
                decree.state.code(),
                decree.revision,
                Micros::from(decree.changed_at),
                &decree.decision.number,
                decree.decision.day.map(|day| day.to_string()),
                &decree.decision.place,
                &decree.decision.signer,
                &decree.decision.signer_title,
                decree.decided_at.map(Micros::from),
                decree.decided_by.map(|id| id.0)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Ends a frozen list: superseded, revoked or given up. Nothing else of it changes.
pub async fn end(conn: &mut Conn, decree: &ListDecree) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE list_decree SET state = $2, revision = $3, changed_at = $4, ended_at = $5, ended_reason = $6,
                        superseded_by = $7
                  WHERE id = $1 AND state IN ('draft', 'decided')"
            ),
            args![
                decree.id.0,
                decree.state.code(),
                decree.revision,
                Micros::from(decree.changed_at),
                decree.ended_at.map(Micros::from),
                &decree.ended_reason,
                decree.superseded_by.map(|id| id.0)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// A scan of the signed paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Which.
    pub id: DecreeScanId,
    /// Of which decree.
    pub decree: ListDecreeId,
    /// The bytes.
    pub blob: Blob,
    /// Its name as shown to people.
    pub name: String,
    /// Who added it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Timestamp,
}

/// Adds a scan; those of before stay and are shown no longer.
pub async fn insert_scan(conn: &mut Conn, scan: &Scan) -> Result<(), SqlError> {
    conn.run(
        sql!("UPDATE list_decree_scan SET removed_at = $2 WHERE decree = $1 AND removed_at IS NULL"),
        args![scan.decree.0, Micros::from(scan.added_at)],
    )
    .await?;
    conn.run(
        sql!(
            "INSERT INTO list_decree_scan (id, decree, blob, name, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![
            scan.id.0,
            scan.decree.0,
            &scan.blob.address,
            &scan.name,
            scan.added_by.0,
            Micros::from(scan.added_at)
        ],
    )
    .await?;
    Ok(())
}

/// Takes the scan of a decree away; its row and its bytes stay.
pub async fn remove_scan(conn: &mut Conn, id: DecreeScanId, at: Timestamp) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE list_decree_scan SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL"),
            args![id.0, Micros::from(at)],
        )
        .await?;
    sql::ensure_one(changed)
}

/// The scans that are shown of the decrees of an office.
pub async fn scans(conn: &mut Conn, body: &str) -> Result<Vec<Scan>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT s.id, s.decree, s.name, s.added_by, s.added_at, b.address, b.sha256, b.size, b.media
                   FROM list_decree_scan s JOIN list_decree d ON d.id = s.decree JOIN blob b ON b.address = s.blob
                  WHERE d.body = $1 AND s.removed_at IS NULL ORDER BY s.added_at DESC, s.id DESC"
            ),
            args![body],
        )
        .await?;
    let scan = |row: &Row| {
        Ok(Scan {
            id: DecreeScanId(row.get("id")?),
            decree: ListDecreeId(row.get("decree")?),
            blob: Blob {
                address: row.get("address")?,
                sha256: row.get("sha256")?,
                size: row.get("size")?,
                media: row.get("media")?,
            },
            name: row.get("name")?,
            added_by: PersonId(row.get("added_by")?),
            added_at: instant(row, "added_at")?,
        })
    };
    rows.iter().map(scan).collect()
}
