//! The room that the desks of offices take in the file store: what was let in, what is on its way, and what nothing names any
//! more.

use domain::codes::BodyCode;
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, list, sql};

use crate::convert::parsed;
use crate::evidence::Blob;

/// What the desk of an office takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Bytes that are kept, the same ones once.
    pub kept: i64,
    /// Bytes that uploads which are open have promised.
    pub promised: i64,
    /// How many uploads are open.
    pub open: i64,
}

/// Has whoever lets something in at this desk wait until this transaction ends.
pub async fn lock(conn: &mut Conn, body: &str, now: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO desk_room (body, counted_at) VALUES ($1, $2)
             ON CONFLICT (body) DO UPDATE SET counted_at = excluded.counted_at"
        ),
        args![body, Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// What the desk of an office takes now.
pub async fn taken(conn: &mut Conn, body: &str) -> Result<Taken, SqlError> {
    let row = conn
        .exactly_one(
            sql!(
                "SELECT CAST((SELECT COALESCE(SUM(size), 0) FROM desk_blob WHERE body = $1) AS BIGINT) AS kept,
                        COUNT(*) AS open, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS promised
                   FROM upload WHERE body = $1 AND state = 'open' AND desk IS NOT NULL"
            ),
            args![body],
        )
        .await?;
    Ok(Taken { kept: row.get("kept")?, promised: row.get("promised")?, open: row.get("open")? })
}

/// Notes that the desk of an office keeps these bytes. `false` where it did already.
pub async fn keep(conn: &mut Conn, body: &str, blob: &Blob, now: Timestamp) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO desk_blob (body, blob, size, added_at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (body, blob) DO NOTHING"
            ),
            args![body, &blob.address, blob.size, Micros::from(now)],
        )
        .await?;
    Ok(changed > 0)
}

/// Whether nothing of the office names the bytes of the row `d`: no item or edition, no picture, video or scan, no file that
/// waits, no table that was sent.
macro_rules! unnamed {
    () => {
        "NOT EXISTS (SELECT 1 FROM item_file f JOIN item i ON i.id = f.item WHERE f.blob = d.blob AND i.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM dropped_file f WHERE f.blob = d.blob AND f.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM item_import t WHERE t.blob = d.blob AND t.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM article_picture p JOIN article a ON a.id = p.article
                          WHERE p.blob = d.blob AND a.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM list_decree_scan s JOIN list_decree l ON l.id = s.decree
                          WHERE s.blob = d.blob AND l.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM office_video v WHERE v.film = d.blob AND v.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM office_video v WHERE v.poster = d.blob AND v.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM film_treatment t JOIN office_video v ON v.id = t.video
                          WHERE t.source = d.blob AND v.body = d.body)
         AND NOT EXISTS (SELECT 1 FROM film_treatment t JOIN office_video v ON v.id = t.video
                          WHERE t.made = d.blob AND v.body = d.body)"
    };
}

/// Some bytes that the desk of an office keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Whose desk.
    pub body: BodyCode,
    /// BLAKE3 of the bytes, hexadecimal.
    pub blob: String,
}

/// What desks have kept since before `before` and nothing names any more, in the order of offices and addresses, after `after`: at
/// most `most`.
pub async fn unnamed(
    conn: &mut Conn,
    before: Timestamp,
    after: Option<&Kept>,
    most: i64,
) -> Result<Vec<Kept>, SqlError> {
    let (body, blob) = after.map_or(("", ""), |after| (after.body.as_str(), after.blob.as_str()));
    let rows = conn
        .all(
            sql!(concat!(
                "SELECT d.body, d.blob FROM desk_blob d
                  WHERE d.added_at < $1 AND (d.body > $2 OR (d.body = $2 AND d.blob > $3)) AND ",
                unnamed!(),
                " ORDER BY d.body, d.blob LIMIT $4"
            )),
            args![Micros::from(before), body, blob, most],
        )
        .await?;
    rows.iter().map(|row| Ok(Kept { body: parsed(row, "body")?, blob: row.get("blob")? })).collect()
}

/// Has a desk keep some bytes no longer. `false` where something names them meanwhile.
pub async fn let_go(conn: &mut Conn, kept: &Kept) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(concat!("DELETE FROM desk_blob AS d WHERE d.body = $1 AND d.blob = $2 AND ", unnamed!())),
            args![kept.body.as_str(), &kept.blob],
        )
        .await?;
    Ok(changed > 0)
}

/// Of these addresses those that nothing in the database names: neither a desk nor evidence, a guideline, a proof, a comment.
pub async fn unwanted(conn: &mut Conn, blobs: &[String]) -> Result<Vec<String>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT b.address FROM blob b
                  WHERE b.address IN (@list($1))
                    AND NOT EXISTS (SELECT 1 FROM desk_blob d WHERE d.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM guideline g WHERE g.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM access_proof p WHERE p.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM comment_file c WHERE c.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM item_file f WHERE f.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM dropped_file f WHERE f.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM item_import t WHERE t.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM article_picture p WHERE p.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM list_decree_scan s WHERE s.blob = b.address)
                    AND NOT EXISTS (SELECT 1 FROM office_video v WHERE v.film = b.address)
                    AND NOT EXISTS (SELECT 1 FROM office_video v WHERE v.poster = b.address)
                    AND NOT EXISTS (SELECT 1 FROM film_treatment t WHERE t.source = b.address)
                    AND NOT EXISTS (SELECT 1 FROM film_treatment t WHERE t.made = b.address)
                  ORDER BY b.address"
            ),
            args![list(blobs)],
        )
        .await?;
    rows.iter().map(|row| row.get("address")).collect()
}

/// Forgets a blob and everything that was found in it; its bytes are collected later, as those that no row names. The caller has
/// asked [`unwanted`] in the same transaction; where something came to name it meanwhile, the database refuses.
pub async fn forget(conn: &mut Conn, blob: &str) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM near_copy WHERE blob = $1 OR other = $1"), args![blob]).await?;
    conn.run(sql!("DELETE FROM likeness WHERE blob = $1"), args![blob]).await?;
    conn.run(sql!("DELETE FROM derivative WHERE blob = $1"), args![blob]).await?;
    conn.run(sql!("DELETE FROM blob_text WHERE blob = $1"), args![blob]).await?;
    conn.run(sql!("DELETE FROM examination WHERE blob = $1"), args![blob]).await?;
    conn.run(sql!("DELETE FROM blob WHERE address = $1"), args![blob]).await?;
    Ok(())
}

/// Removes the rows of dropped files that wait no longer since before `dropped`, and of tables that were sent before `sent`. Their
/// events tell of them still. How many there were.
pub async fn forget_leftovers(conn: &mut Conn, dropped: Timestamp, sent: Timestamp) -> Result<u64, SqlError> {
    let files =
        conn.run(sql!("DELETE FROM dropped_file WHERE closed_at < $1"), args![Micros::from(dropped)]).await?;
    let tables =
        conn.run(sql!("DELETE FROM item_import WHERE created_at < $1"), args![Micros::from(sent)]).await?;
    Ok(files + tables)
}

#[cfg(test)]
mod tests {
    use crate::MIGRATIONS;

    /// A table that names blobs has to be asked before one is forgotten: `unwanted` or `forget` above have to know it.
    #[test]
    fn every_table_that_names_blobs_is_asked() {
        let known = include_str!("room.rs");
        let mut tables = Vec::new();
        for migration in MIGRATIONS {
            let mut table = "";
            for line in migration.sqlite.lines() {
                if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
                    table = rest.split_whitespace().next().unwrap_or_default();
                }
                if line.contains("REFERENCES blob (address)") {
                    tables.push(table);
                }
            }
        }
        assert!(tables.len() > 15, "{tables:?}");
        for table in tables {
            assert!(
                known.contains(&format!("FROM {table} ")) || known.contains(&format!("DELETE FROM {table} ")),
                "{table} names blobs, and nobody asks it before one is forgotten"
            );
        }
    }
}
