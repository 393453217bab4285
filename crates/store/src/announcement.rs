//! Proposals of results, and the results that are public.

use std::collections::BTreeMap;

use domain::announcement::AnnouncementState;
use domain::codes::{BodyCode, CategoryCode};
use domain::ids::{AnnouncementId, PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, parsed, parsed_or_none};

/// A proposal with its frozen numbers.
#[derive(Debug, Clone)]
pub struct Announcement {
    /// Which.
    pub id: AnnouncementId,
    /// Of which round.
    pub round: RoundId,
    /// Where it stands.
    pub state: AnnouncementState,
    /// The results file of the scoring contract (`terbuka/results/1`).
    pub results: String,
    /// SHA-256 of it, hexadecimal.
    pub results_hash: String,
    /// The minute at which it becomes public.
    pub publish_at: Timestamp,
    /// Number of the decree; empty where there is none.
    pub decree: String,
    /// What the proposer tells the approver.
    pub note: String,
    /// 1 for the first results of the round, 2 for their first correction, …
    pub edition: i64,
    /// The published one that it corrects.
    pub corrects: Option<AnnouncementId>,
    /// Why it corrects it; public.
    pub reason: String,
    /// Who signs what is printed; empty where nobody is named.
    pub signer: String,
    /// What the signer is.
    pub signer_title: String,
    /// Where it is signed.
    pub place: String,
    /// Address of the press sheet in the file store, once printed.
    pub press_sheet: Option<String>,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// When.
    pub proposed_at: Timestamp,
    /// Who approved it.
    pub approved_by: Option<PersonId>,
    /// When.
    pub approved_at: Option<Timestamp>,
    /// When it became public.
    pub published_at: Option<Timestamp>,
    /// Who took it back or refused it.
    pub withdrawn_by: Option<PersonId>,
    /// When.
    pub withdrawn_at: Option<Timestamp>,
}

fn from_row(row: &Row) -> Result<Announcement, SqlError> {
    Ok(Announcement {
        id: AnnouncementId(row.get("id")?),
        round: RoundId(row.get("round")?),
        state: parsed(row, "state")?,
        results: row.get("results")?,
        results_hash: row.get("results_hash")?,
        publish_at: instant(row, "publish_at")?,
        decree: row.get("decree")?,
        note: row.get("note")?,
        edition: row.get("edition")?,
        corrects: row.get::<Option<_>>("corrects")?.map(AnnouncementId),
        reason: row.get("reason")?,
        signer: row.get("signer")?,
        signer_title: row.get("signer_title")?,
        place: row.get("place")?,
        press_sheet: row.get("press_sheet")?,
        proposed_by: PersonId(row.get("proposed_by")?),
        proposed_at: instant(row, "proposed_at")?,
        approved_by: row.get::<Option<_>>("approved_by")?.map(PersonId),
        approved_at: instant_or_none(row, "approved_at")?,
        published_at: instant_or_none(row, "published_at")?,
        withdrawn_by: row.get::<Option<_>>("withdrawn_by")?.map(PersonId),
        withdrawn_at: instant_or_none(row, "withdrawn_at")?,
    })
}

/// Adds a proposal. A second one of a round that is on its way is [`SqlError::Unique`] with `announcement_pending_key`.
pub async fn insert(conn: &mut Conn, announcement: &Announcement) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO announcement (id, round, state, results, results_hash, publish_at, decree, note, proposed_by,
                                       proposed_at, edition, corrects, reason, signer, signer_title, place)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
        ),
        args![
            announcement.id.0,
            announcement.round.0,
            announcement.state.code(),
            &announcement.results,
            &announcement.results_hash,
            Micros::from(announcement.publish_at),
            &announcement.decree,
            &announcement.note,
            announcement.proposed_by.0,
            Micros::from(announcement.proposed_at),
            announcement.edition,
            announcement.corrects.map(|id| id.0),
            &announcement.reason,
            &announcement.signer,
            &announcement.signer_title,
            &announcement.place
        ],
    )
    .await?;
    Ok(())
}

/// The proposal of a round that is on its way: proposed or approved. While there is one, numbers are frozen.
pub async fn pending(conn: &mut Conn, round: RoundId) -> Result<Option<Announcement>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM announcement WHERE round = $1 AND state IN ('proposed', 'approved')"),
            args![round.0],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The announcement of a round that is public.
pub async fn published(conn: &mut Conn, round: RoundId) -> Result<Option<Announcement>, SqlError> {
    let row = conn
        .one(sql!("SELECT * FROM announcement WHERE round = $1 AND state = 'published'"), args![round.0])
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The proposal with this id.
pub async fn by_id(conn: &mut Conn, id: AnnouncementId) -> Result<Option<Announcement>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM announcement WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The proposal with this id, locked for the rest of the transaction.
pub async fn lock(conn: &mut Conn, id: AnnouncementId) -> Result<Option<Announcement>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM announcement WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// All proposals of a round, latest first.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Announcement>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM announcement WHERE round = $1 ORDER BY proposed_at DESC, id DESC"),
            args![round.0],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// Notes where its press sheet is.
pub async fn press_sheet_printed(conn: &mut Conn, id: AnnouncementId, address: &str) -> Result<(), SqlError> {
    let changed = conn
        .run(sql!("UPDATE announcement SET press_sheet = $2 WHERE id = $1"), args![id.0, address])
        .await?;
    sql::ensure_one(changed)
}

/// Writes state, approval, publication and withdrawal. The caller holds the lock.
pub async fn update(conn: &mut Conn, announcement: &Announcement) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE announcement SET state = $2, approved_by = $3, approved_at = $4, published_at = $5,
                                         withdrawn_by = $6, withdrawn_at = $7, publish_at = $8
                  WHERE id = $1"
            ),
            args![
                announcement.id.0,
                announcement.state.code(),
                announcement.approved_by.map(|id| id.0),
                announcement.approved_at.map(Micros::from),
                announcement.published_at.map(Micros::from),
                announcement.withdrawn_by.map(|id| id.0),
                announcement.withdrawn_at.map(Micros::from),
                Micros::from(announcement.publish_at)
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// An office as it was when its result first became public. The tree goes on, the result stays what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Then {
    /// Name of the region.
    pub name: String,
    /// Name of the office.
    pub office_name: String,
    /// The office above.
    pub parent: Option<BodyCode>,
}

fn then_from(row: &Row) -> Result<Then, SqlError> {
    Ok(Then {
        name: row.get("name")?,
        office_name: row.get("office_name")?,
        parent: parsed_or_none(row, "parent")?,
    })
}

/// A public result, one a body.
#[derive(Debug, Clone)]
pub struct ResultRow {
    /// Which office.
    pub body: BodyCode,
    /// What it was called, and where it stood, when its result first became public.
    pub then: Then,
    /// `scored`, `not_registered`, `not_submitted` or `not_assessed`.
    pub outcome: String,
    /// The exact total.
    pub total: Option<String>,
    /// The total as people read it.
    pub total_display: Option<String>,
    /// The category.
    pub category: Option<CategoryCode>,
    /// Rank among all.
    pub rank: Option<i64>,
    /// Rank among the bodies of the same parent.
    pub rank_in_parent: Option<i64>,
    /// The body's entry of the results file, JSON.
    pub detail: String,
}

fn result_from(row: &Row) -> Result<ResultRow, SqlError> {
    Ok(ResultRow {
        body: parsed(row, "body")?,
        then: then_from(row)?,
        outcome: row.get("outcome")?,
        total: row.get("total")?,
        total_display: row.get("total_display")?,
        category: parsed_or_none(row, "category")?,
        rank: row.get("rank")?,
        rank_in_parent: row.get("rank_in_parent")?,
        detail: row.get("detail")?,
    })
}

/// Takes the public results of a round away: a correction puts its own in their place, in the same transaction.
pub async fn remove_results(conn: &mut Conn, round: RoundId) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM result WHERE round = $1"), args![round.0]).await?;
    Ok(())
}

/// Adds a public result. Only the publication does this, in its transaction.
pub async fn insert_result(conn: &mut Conn, round: RoundId, result: &ResultRow) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO result (round, body, outcome, total, total_display, category, rank, rank_in_parent, detail,
                                 name, office_name, parent)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        ),
        args![
            round.0,
            result.body.as_str(),
            &result.outcome,
            &result.total,
            &result.total_display,
            result.category.as_ref().map(CategoryCode::as_str),
            result.rank,
            result.rank_in_parent,
            &result.detail,
            &result.then.name,
            &result.then.office_name,
            result.then.parent.as_ref().map(BodyCode::as_str)
        ],
    )
    .await?;
    Ok(())
}

/// The public results of a round: ranked first, then by code.
pub async fn results(conn: &mut Conn, round: RoundId) -> Result<Vec<ResultRow>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM result WHERE round = $1
                  ORDER BY CASE WHEN rank IS NULL THEN 1 ELSE 0 END, rank, body"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(result_from).collect()
}

/// The public result of one body.
pub async fn result_of(conn: &mut Conn, round: RoundId, body: &str) -> Result<Option<ResultRow>, SqlError> {
    let row =
        conn.one(sql!("SELECT * FROM result WHERE round = $1 AND body = $2"), args![round.0, body]).await?;
    row.as_ref().map(result_from).transpose()
}

/// Whether a round has a public result of this body, or of one right under it.
pub async fn concerns(conn: &mut Conn, round: RoundId, body: &str) -> Result<bool, SqlError> {
    let row = conn
        .one(
            sql!("SELECT body FROM result WHERE round = $1 AND (body = $2 OR parent = $2) LIMIT 1"),
            args![round.0, body],
        )
        .await?;
    Ok(row.is_some())
}

/// How many results have been published so far. It only ever grows, so whatever was made of public results is right as
/// long as it stays the same.
pub async fn published_count(conn: &mut Conn) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!("SELECT COUNT(*) AS published FROM announcement WHERE published_at IS NOT NULL"),
            args![],
        )
        .await?;
    row.get("published")
}

/// A public result with the office that it belongs to.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Which office.
    pub code: BodyCode,
    /// Name of the region when the result became public.
    pub name: String,
    /// Name of the office then.
    pub office_name: String,
    /// In addresses; that of today, because an address has to lead somewhere.
    pub slug: String,
    /// The office above, as it was then.
    pub parent: Option<BodyCode>,
    /// The result, without its detail.
    pub outcome: String,
    /// The exact total.
    pub total: Option<String>,
    /// The total as people read it.
    pub total_display: Option<String>,
    /// The category.
    pub category: Option<CategoryCode>,
    /// Rank among all.
    pub rank: Option<i64>,
    /// Rank among the bodies of the same parent.
    pub rank_in_parent: Option<i64>,
}

/// The offices of a round's public results as they were then.
pub async fn then(conn: &mut Conn, round: RoundId) -> Result<BTreeMap<BodyCode, Then>, SqlError> {
    let rows = conn
        .all(sql!("SELECT body, name, office_name, parent FROM result WHERE round = $1"), args![round.0])
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, then_from(row)?))).collect()
}

/// The public results of a round with their offices: ranked first, then by code.
pub async fn listed(conn: &mut Conn, round: RoundId) -> Result<Vec<Listed>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.outcome, r.total, r.total_display, r.category, r.rank, r.rank_in_parent,
                        r.name, r.office_name, r.parent, b.code, b.slug
                   FROM result r JOIN body b ON b.code = r.body
                  WHERE r.round = $1
                  ORDER BY CASE WHEN r.rank IS NULL THEN 1 ELSE 0 END, r.rank, b.code"
            ),
            args![round.0],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                code: parsed(row, "code")?,
                name: row.get("name")?,
                office_name: row.get("office_name")?,
                slug: row.get("slug")?,
                parent: parsed_or_none(row, "parent")?,
                outcome: row.get("outcome")?,
                total: row.get("total")?,
                total_display: row.get("total_display")?,
                category: parsed_or_none(row, "category")?,
                rank: row.get("rank")?,
                rank_in_parent: row.get("rank_in_parent")?,
            })
        })
        .collect()
}
