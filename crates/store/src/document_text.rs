//! Texts of documents and tables, by the address of their bytes.

use std::collections::BTreeMap;

use domain::document::DocumentText;
use sql::{Conn, Row, SqlError, args, list, sql};

/// Writes the text of a file, in place of the one that it had.
pub async fn put(conn: &mut Conn, blob: &str, text: &DocumentText) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO blob_text (blob, text, is_cut, beside) VALUES ($1, $2, $3, $4)
             ON CONFLICT (blob) DO UPDATE SET text = excluded.text, is_cut = excluded.is_cut,
                                              beside = excluded.beside"
        ),
        args![blob, text.as_str(), text.is_cut(), text.beside()],
    )
    .await?;
    Ok(())
}

/// The texts of these files, by address; nothing for those that have none.
pub async fn of_blobs(conn: &mut Conn, blobs: &[&str]) -> Result<BTreeMap<String, DocumentText>, SqlError> {
    let rows =
        conn.all(sql!("SELECT * FROM blob_text WHERE blob IN (@list($1))"), args![list(blobs)]).await?;
    rows.iter().map(from_row).collect()
}

fn from_row(row: &Row) -> Result<(String, DocumentText), SqlError> {
    let text = DocumentText::of_parts(row.get("text")?, row.get("beside")?, row.get("is_cut")?);
    Ok((row.get("blob")?, text))
}
