//! Care for the bytes of files: which are known, which were compared with their address, which are damaged.

use domain::person::Role;
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, list, sql};

use crate::convert::parsed;
use crate::participation::Concerned;

/// Of these addresses in the file store those that something refers to: a file, a picture made of one, what an anonymous
/// visitor found at a link, a printed certificate or letter.
pub async fn known(conn: &mut Conn, addresses: &[String]) -> Result<Vec<String>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT address FROM blob WHERE address IN (@list($1))
                 UNION SELECT address FROM derivative WHERE address IN (@list($1))
                 UNION SELECT snapshot AS address FROM probe WHERE snapshot IN (@list($1))
                 UNION SELECT pdf AS address FROM certificate WHERE pdf IN (@list($1))
                 UNION SELECT letter AS address FROM certificate WHERE letter IN (@list($1))
                 UNION SELECT press_sheet AS address FROM announcement WHERE press_sheet IN (@list($1))"
            ),
            args![list(addresses)],
        )
        .await?;
    rows.iter().map(|row| row.get("address")).collect()
}

/// How many files there are, and how many of them are damaged.
pub async fn counts(conn: &mut Conn) -> Result<(i64, i64), SqlError> {
    let row = conn
        .exactly_one(
            sql!(
                "SELECT COUNT(*) AS blobs, (SELECT COUNT(*) FROM blob WHERE damage IS NOT NULL) AS damaged FROM blob"
            ),
            args![],
        )
        .await?;
    Ok((row.get("blobs")?, row.get("damaged")?))
}

/// A file that is to be compared with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// BLAKE3 of the bytes, hexadecimal.
    pub address: String,
    /// What was wrong with it when it was last looked at.
    pub damage: Option<String>,
}

/// The files that have not been compared since `before`, those first that never were, then the longest ago.
pub async fn unchecked(conn: &mut Conn, before: Timestamp, most: i64) -> Result<Vec<Unchecked>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT address, damage FROM blob WHERE checked_at IS NULL OR checked_at < $1
                  ORDER BY checked_at NULLS FIRST, address LIMIT $2"
            ),
            args![Micros::from(before), most],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(Unchecked { address: row.get("address")?, damage: row.get("damage")? }))
        .collect()
}

/// Writes down what a comparison found. `true` when this is news: whole before, damaged now.
pub async fn note(
    conn: &mut Conn,
    address: &str,
    damage: Option<&str>,
    at: Timestamp,
) -> Result<bool, SqlError> {
    let news = match damage {
        None => 0,
        Some(damage) => {
            conn.run(
                sql!("UPDATE blob SET damage = $2 WHERE address = $1 AND damage IS NULL"),
                args![address, damage],
            )
            .await?
        }
    };
    conn.run(
        sql!("UPDATE blob SET checked_at = $2, damage = $3 WHERE address = $1"),
        args![address, Micros::from(at), damage],
    )
    .await?;
    Ok(news > 0)
}

/// What is wrong with a file, as far as is known: `missing` or `changed`.
pub async fn damage(conn: &mut Conn, address: &str) -> Result<Option<String>, SqlError> {
    let row = conn.one(sql!("SELECT damage FROM blob WHERE address = $1"), args![address]).await?;
    row.map_or(Ok(None), |row| row.get("damage"))
}

/// The names that a file has in live evidence, with the office and question where it stands, at most `most`.
pub async fn places(
    conn: &mut Conn,
    address: &str,
    most: i64,
) -> Result<Vec<(String, String, String)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT e.file_name, e.question, b.office_name
                   FROM evidence e JOIN body b ON b.code = e.body
                  WHERE e.blob = $1 AND e.removed_at IS NULL ORDER BY e.added_at, e.id LIMIT $2"
            ),
            args![address, most],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.get("file_name")?, row.get("office_name")?, row.get("question")?)))
        .collect()
}

/// The administrators at the root of the tree, who answer for the machine.
pub async fn keepers(conn: &mut Conn) -> Result<Vec<Concerned>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT DISTINCT p.*, b.zone AS office_zone
                   FROM role_grant g JOIN person p ON p.id = g.person JOIN body b ON b.code = g.body
                  WHERE g.role = $1 AND b.parent IS NULL AND p.disabled_at IS NULL ORDER BY p.id"
            ),
            args![Role::Administrator.code()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(Concerned { person: crate::person::from_row(row)?, zone: parsed(row, "office_zone")? }))
        .collect()
}
