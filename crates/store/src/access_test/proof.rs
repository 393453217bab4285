//! Files that prove what is on the sheet of a case: screenshots, recordings of letters.

use domain::ids::{AccessCaseId, AccessProofId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::instant;
use crate::evidence::Blob;

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Which.
    pub id: AccessProofId,
    /// Of which case.
    pub case: AccessCaseId,
    /// Its bytes.
    pub blob: Blob,
    /// The name that its sender gave.
    pub file_name: String,
    /// What it shows.
    pub caption: String,
    /// Who sent it.
    pub added_by: PersonId,
    /// When.
    pub added_at: Timestamp,
}

fn from_row(row: &Row) -> Result<Proof, SqlError> {
    Ok(Proof {
        id: AccessProofId(row.get("id")?),
        case: AccessCaseId(row.get("access_case")?),
        blob: Blob {
            address: row.get("address")?,
            sha256: row.get("sha256")?,
            size: row.get("size")?,
            media: row.get("media")?,
        },
        file_name: row.get("file_name")?,
        caption: row.get("caption")?,
        added_by: PersonId(row.get("added_by")?),
        added_at: instant(row, "added_at")?,
    })
}

/// Adds a file whose blob is written already.
pub async fn insert(conn: &mut Conn, proof: &Proof) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_proof (id, access_case, blob, file_name, caption, added_by, added_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            proof.id.0,
            proof.case.0,
            &proof.blob.address,
            &proof.file_name,
            &proof.caption,
            proof.added_by.0,
            Micros::from(proof.added_at)
        ],
    )
    .await?;
    Ok(())
}

/// Takes a file out. Returns whether it was in.
pub async fn remove(conn: &mut Conn, id: AccessProofId, at: Timestamp) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE access_proof SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL"),
            args![id.0, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}

/// A file that was not taken out.
pub async fn by_id(conn: &mut Conn, id: AccessProofId) -> Result<Option<Proof>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT f.*, b.address, b.sha256, b.size, b.media
                   FROM access_proof f JOIN blob b ON b.address = f.blob WHERE f.id = $1 AND f.removed_at IS NULL"
            ),
            args![id.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The files of a case that were not taken out, oldest first.
pub async fn of_case(conn: &mut Conn, case: AccessCaseId) -> Result<Vec<Proof>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT f.*, b.address, b.sha256, b.size, b.media
                   FROM access_proof f JOIN blob b ON b.address = f.blob
                  WHERE f.access_case = $1 AND f.removed_at IS NULL ORDER BY f.added_at, f.id"
            ),
            args![case.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}
