//! Tokens with which a person's programs sign in. Only the hash of the secret is kept.

use domain::ids::{PersonId, TokenId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, to_json};

/// A token without its secret.
#[derive(Debug, Clone)]
pub struct ApiToken {
    /// Which.
    pub id: TokenId,
    /// Whose; it can do no more than this person.
    pub person: PersonId,
    /// What the person calls it.
    pub name: String,
    /// Codes of the scopes; it can do no more than these.
    pub scopes: Vec<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// From when on it is dead.
    pub expires_at: Timestamp,
    /// When it was taken back.
    pub revoked_at: Option<Timestamp>,
}

fn from_row(row: &Row) -> Result<ApiToken, SqlError> {
    Ok(ApiToken {
        id: TokenId(row.get("id")?),
        person: PersonId(row.get("person")?),
        name: row.get("name")?,
        scopes: json(row, "scopes")?,
        created_at: instant(row, "created_at")?,
        expires_at: instant(row, "expires_at")?,
        revoked_at: instant_or_none(row, "revoked_at")?,
    })
}

/// Adds a token.
pub async fn insert(conn: &mut Conn, token: &ApiToken, token_hash: &[u8]) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO api_token (id, token_hash, person, name, scopes, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            token.id.0,
            token_hash,
            token.person.0,
            &token.name,
            to_json(&token.scopes)?,
            Micros::from(token.created_at),
            Micros::from(token.expires_at)
        ],
    )
    .await?;
    Ok(())
}

/// The living token with this hash, of a person who is not shut out.
pub async fn by_hash(
    conn: &mut Conn,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<Option<ApiToken>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT t.* FROM api_token t JOIN person p ON p.id = t.person
                  WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2
                    AND p.disabled_at IS NULL"
            ),
            args![token_hash, Micros::from(now)],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The tokens of a person, latest first.
pub async fn of_person(conn: &mut Conn, person: PersonId) -> Result<Vec<ApiToken>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM api_token WHERE person = $1 ORDER BY created_at DESC, id"), args![person.0])
        .await?;
    rows.iter().map(from_row).collect()
}

/// Takes a token of a person back.
pub async fn revoke(conn: &mut Conn, person: PersonId, id: TokenId, now: Timestamp) -> Result<u64, SqlError> {
    conn.run(
        sql!("UPDATE api_token SET revoked_at = $3 WHERE person = $1 AND id = $2 AND revoked_at IS NULL"),
        args![person.0, id.0, Micros::from(now)],
    )
    .await
}

/// Takes all tokens of a person back.
pub async fn revoke_all(conn: &mut Conn, person: PersonId, now: Timestamp) -> Result<u64, SqlError> {
    conn.run(
        sql!("UPDATE api_token SET revoked_at = $2 WHERE person = $1 AND revoked_at IS NULL"),
        args![person.0, Micros::from(now)],
    )
    .await
}
