//! How far the time has come: the latest moment that any replica has lived through.

use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, sql};

use crate::convert::instant;

/// The latest moment; none before the first was noted.
pub async fn get(conn: &mut Conn) -> Result<Option<Timestamp>, SqlError> {
    let row = conn.one(sql!("SELECT at FROM high_water WHERE id = 1"), args![]).await?;
    row.as_ref().map(|row| instant(row, "at")).transpose()
}

/// Notes a moment, unless a later one is noted already.
pub async fn raise(conn: &mut Conn, at: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO high_water (id, at) VALUES (1, $1)
             ON CONFLICT (id) DO UPDATE SET at = excluded.at WHERE high_water.at < excluded.at"
        ),
        args![Micros::from(at)],
    )
    .await?;
    Ok(())
}
