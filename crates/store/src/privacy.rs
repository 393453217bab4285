//! Who answered the warnings on personal data of an edition of an item or an article.

use domain::ids::{ArticleId, ItemId, PersonId};
use jiff::Timestamp;
use sql::{Conn, Micros, SqlError, args, sql};

/// Notes that somebody looked at the warnings, as they were then.
pub async fn answer(
    conn: &mut Conn,
    (item, edition): (ItemId, i64),
    digest: &str,
    by: PersonId,
    now: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO privacy_answer (item, edition, digest, answered_by, answered_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (item, edition) DO UPDATE SET digest = excluded.digest, answered_by = excluded.answered_by,
                                                       answered_at = excluded.answered_at"
        ),
        args![item.0, edition, digest, by.0, Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// The digest of the warnings that were answered last for this edition.
pub async fn answered(conn: &mut Conn, item: ItemId, edition: i64) -> Result<Option<String>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT digest FROM privacy_answer WHERE item = $1 AND edition = $2"),
            args![item.0, edition],
        )
        .await?;
    row.map(|row| row.get("digest")).transpose()
}

/// As [`answer`], for an edition of an article.
pub async fn answer_article(
    conn: &mut Conn,
    (article, edition): (ArticleId, i64),
    digest: &str,
    by: PersonId,
    now: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO article_privacy_answer (article, edition, digest, answered_by, answered_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (article, edition) DO UPDATE SET digest = excluded.digest, answered_by = excluded.answered_by,
                                                          answered_at = excluded.answered_at"
        ),
        args![article.0, edition, digest, by.0, Micros::from(now)],
    )
    .await?;
    Ok(())
}

/// As [`answered`], for an edition of an article.
pub async fn article_answered(
    conn: &mut Conn,
    article: ArticleId,
    edition: i64,
) -> Result<Option<String>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT digest FROM article_privacy_answer WHERE article = $1 AND edition = $2"),
            args![article.0, edition],
        )
        .await?;
    row.map(|row| row.get("digest")).transpose()
}
