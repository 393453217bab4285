//! What a look inside a file found, the pictures that were made of it, and hashes to find its near copies. All of it belongs
//! to the bytes, whoever sent them.

use std::collections::BTreeMap;

use domain::facts::{EDITION, Facts, Progress};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, list, sql};

use crate::convert::{inconsistent, instant, json, parsed, to_json};

/// How far the look inside a file has come.
#[derive(Debug, Clone)]
pub struct Examination {
    /// BLAKE3 of the bytes, hexadecimal.
    pub blob: String,
    /// How far it has come.
    pub progress: Progress,
    /// What was found; nothing before it is done.
    pub facts: Facts,
    /// Why the file may not be given out.
    pub quarantine: Option<String>,
}

fn from_row(row: &Row) -> Result<Examination, SqlError> {
    Ok(Examination {
        blob: row.get("blob")?,
        progress: parsed(row, "state")?,
        facts: json(row, "facts")?,
        quarantine: row.get("quarantine")?,
    })
}

/// Notes that the file is to be looked at. Returns whether somebody has to: not when that was done already by this edition
/// of the examination.
pub async fn begin(conn: &mut Conn, blob: &str, now: Timestamp) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO examination (blob, state, edition, changed_at) VALUES ($1, 'waiting', $2, $3)
                 ON CONFLICT (blob) DO UPDATE SET state = 'waiting', edition = excluded.edition,
                                                  changed_at = excluded.changed_at
                  WHERE examination.edition < excluded.edition"
            ),
            args![blob, i64::from(EDITION), Micros::from(now)],
        )
        .await?;
    Ok(changed > 0)
}

/// Notes what was found.
pub async fn done(
    conn: &mut Conn,
    blob: &str,
    facts: &Facts,
    quarantine: Option<&str>,
    now: Timestamp,
) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE examination SET state = $2, edition = $3, facts = $4, quarantine = $5, changed_at = $6
                  WHERE blob = $1"
            ),
            args![
                blob,
                Progress::Done.code(),
                i64::from(EDITION),
                to_json(facts)?,
                quarantine,
                Micros::from(now)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// Notes that the look was given up. What a look before it found stays, above all that the file is shut in.
pub async fn failed(conn: &mut Conn, blob: &str, now: Timestamp) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!("UPDATE examination SET state = $2, edition = $3, changed_at = $4 WHERE blob = $1"),
            args![blob, Progress::Failed.code(), i64::from(EDITION), Micros::from(now)],
        )
        .await?;
    sql::ensure_one(changed)
}

/// What is known of these blobs, by their address.
pub async fn of_blobs(conn: &mut Conn, blobs: &[&str]) -> Result<BTreeMap<String, Examination>, SqlError> {
    let rows =
        conn.all(sql!("SELECT * FROM examination WHERE blob IN (@list($1))"), args![list(blobs)]).await?;
    rows.iter().map(|row| from_row(row).map(|found| (found.blob.clone(), found))).collect()
}

/// A picture that was made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivative {
    /// `preview`, `thumbnail`, `page`, `poster`.
    pub kind: String,
    /// From 1: the page of a document.
    pub position: u32,
    /// Its own address in the file store.
    pub address: String,
    /// SHA-256 of its bytes, hexadecimal; empty for one of before this was kept.
    pub sha256: String,
    /// Code of its type.
    pub media: String,
    /// Bytes.
    pub size: i64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

fn derivative_from(row: &Row) -> Result<Derivative, SqlError> {
    let count = |column: &str| -> Result<u32, SqlError> {
        u32::try_from(row.get::<i64>(column)?).map_err(|error| inconsistent(column, error))
    };
    Ok(Derivative {
        kind: row.get("kind")?,
        position: count("position")?,
        address: row.get("address")?,
        sha256: row.get("sha256")?,
        media: row.get("media")?,
        size: row.get("size")?,
        width: count("width")?,
        height: count("height")?,
    })
}

/// Writes the pictures of a file in place of those that it had.
pub async fn put_derivatives(conn: &mut Conn, blob: &str, made: &[Derivative]) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM derivative WHERE blob = $1"), args![blob]).await?;
    for one in made {
        add_derivative(conn, blob, one).await?;
    }
    Ok(())
}

/// Writes one more picture of a file, unless it has one of this kind and position.
pub async fn add_derivative(conn: &mut Conn, blob: &str, one: &Derivative) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO derivative (blob, kind, position, address, media, size, width, height, sha256)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (blob, kind, position) DO NOTHING"
        ),
        args![
            blob,
            &one.kind,
            i64::from(one.position),
            &one.address,
            &one.media,
            one.size,
            i64::from(one.width),
            i64::from(one.height),
            &one.sha256
        ],
    )
    .await?;
    Ok(())
}

/// The pictures of these blobs, by address, kind and position.
pub async fn derivatives(
    conn: &mut Conn,
    blobs: &[&str],
) -> Result<BTreeMap<String, Vec<Derivative>>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM derivative WHERE blob IN (@list($1)) ORDER BY blob, kind, position"),
            args![list(blobs)],
        )
        .await?;
    let mut found: BTreeMap<String, Vec<Derivative>> = BTreeMap::new();
    for row in &rows {
        found.entry(row.get("blob")?).or_default().push(derivative_from(row)?);
    }
    Ok(found)
}

/// Perceptual hashes of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// BLAKE3 of the bytes, hexadecimal.
    pub blob: String,
    /// That of the whole picture first.
    pub hashes: Vec<u64>,
    /// When they were written.
    pub added_at: Timestamp,
}

/// Writes the hashes of a picture.
pub async fn put_likeness(conn: &mut Conn, likeness: &Likeness) -> Result<(), SqlError> {
    let hashes: String = likeness.hashes.iter().map(|hash| format!("{hash:016x}")).collect();
    conn.run(
        sql!(
            "INSERT INTO likeness (blob, hashes, added_at) VALUES ($1, $2, $3)
             ON CONFLICT (blob) DO UPDATE SET hashes = excluded.hashes, added_at = excluded.added_at"
        ),
        args![&likeness.blob, hashes, Micros::from(likeness.added_at)],
    )
    .await?;
    Ok(())
}

/// Hashes that were written at `since` or later, at most `limit`, the oldest first.
pub async fn likenesses(conn: &mut Conn, since: Timestamp, limit: i64) -> Result<Vec<Likeness>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT blob, hashes, added_at FROM likeness WHERE added_at >= $1 ORDER BY added_at, blob LIMIT $2"
            ),
            args![Micros::from(since), limit],
        )
        .await?;
    rows.iter().map(likeness_from).collect()
}

/// Pictures that look like one, with the bits in which they differ: written both ways round.
pub async fn put_near(conn: &mut Conn, blob: &str, near: &[(&str, u32)]) -> Result<(), SqlError> {
    for (other, bits) in near {
        for (one, two) in [(blob, *other), (*other, blob)] {
            conn.run(
                sql!(
                    "INSERT INTO near_copy (blob, other, bits)
                     SELECT one.address, two.address, CAST($3 AS BIGINT) FROM blob one JOIN blob two ON two.address = $2
                      WHERE one.address = $1
                     ON CONFLICT (blob, other) DO UPDATE SET bits = excluded.bits"
                ),
                args![one, two, i64::from(*bits)],
            )
            .await?;
        }
    }
    Ok(())
}

/// The pictures that look like one of these, each with the one that it looks like: `(one of these, the other)`.
pub async fn near(conn: &mut Conn, blobs: &[&str]) -> Result<Vec<(String, String)>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT blob, other FROM near_copy WHERE blob IN (@list($1)) ORDER BY blob, bits, other"),
            args![list(blobs)],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get("blob")?, row.get("other")?))).collect()
}

fn likeness_from(row: &Row) -> Result<Likeness, SqlError> {
    let text: String = row.get("hashes")?;
    let (digits, rest) = text.as_bytes().as_chunks::<16>();
    let hashes = digits.iter().map(|digits| {
        let digits = std::str::from_utf8(digits).map_err(|error| inconsistent("hashes", error))?;
        u64::from_str_radix(digits, 16).map_err(|error| inconsistent("hashes", error))
    });
    if !rest.is_empty() {
        return Err(inconsistent("hashes", "not 16 digits for each"));
    }
    Ok(Likeness {
        blob: row.get("blob")?,
        hashes: hashes.collect::<Result<_, _>>()?,
        added_at: instant(row, "added_at")?,
    })
}
