//! Walks through the sites of offices, and what they found amiss.

use domain::codes::BodyCode;
use domain::ids::{PersonId, RoundId, SiteFindingId, SiteVisitId};
use domain::site::{FindingState, Report};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, to_json};

/// One walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Which.
    pub id: SiteVisitId,
    /// In which round.
    pub round: RoundId,
    /// Whose site.
    pub body: BodyCode,
    /// Its address.
    pub site: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Everything that was looked at.
    pub report: Report,
}

fn visit(row: &Row) -> Result<Visit, SqlError> {
    Ok(Visit {
        id: SiteVisitId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        site: row.get("site")?,
        begun_at: instant(row, "begun_at")?,
        ended_at: instant(row, "ended_at")?,
        report: json(row, "report")?,
    })
}

/// Notes a walk.
pub async fn insert_visit(conn: &mut Conn, visit: &Visit) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO site_visit (id, round, body, site, begun_at, ended_at, report)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            visit.id.0,
            visit.round.0,
            visit.body.as_str(),
            &visit.site,
            Micros::from(visit.begun_at),
            Micros::from(visit.ended_at),
            to_json(&visit.report)?
        ],
    )
    .await?;
    Ok(())
}

/// The latest walk through the site of an office.
pub async fn latest_visit(conn: &mut Conn, round: RoundId, body: &str) -> Result<Option<Visit>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT * FROM site_visit WHERE round = $1 AND body = $2 ORDER BY begun_at DESC, id DESC LIMIT 1"
            ),
            args![round.0, body],
        )
        .await?;
    row.as_ref().map(visit).transpose()
}

/// When the site of each office was walked through last, by office.
pub async fn visited(conn: &mut Conn, round: RoundId) -> Result<Vec<(BodyCode, Timestamp)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT body, MAX(begun_at) AS latest FROM site_visit WHERE round = $1 GROUP BY body ORDER BY body"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, instant(row, "latest")?))).collect()
}

/// Something amiss at a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub id: SiteFindingId,
    /// In which round.
    pub round: RoundId,
    /// Whose site.
    pub body: BodyCode,
    /// What is amiss.
    pub code: String,
    /// Where.
    pub url: String,
    /// Where it is in its life.
    pub state: FindingState,
    /// Counts the changes.
    pub version: i64,
    /// When it was found first.
    pub first_at: Timestamp,
    /// When a walk last had something to say of it.
    pub last_at: Timestamp,
    /// What the first walk saw there, JSON.
    pub first_seen: String,
    /// What the latest walk saw there, JSON.
    pub last_seen: String,
    /// What the office says.
    pub reply: String,
    /// Who replied.
    pub replied_by: Option<PersonId>,
    /// When.
    pub replied_at: Option<Timestamp>,
    /// Why it was decided so.
    pub reason: String,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

fn finding(row: &Row) -> Result<Finding, SqlError> {
    Ok(Finding {
        id: SiteFindingId(row.get("id")?),
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        code: row.get("code")?,
        url: row.get("url")?,
        state: parsed(row, "state")?,
        version: row.get("version")?,
        first_at: instant(row, "first_at")?,
        last_at: instant(row, "last_at")?,
        first_seen: row.get("first_seen")?,
        last_seen: row.get("last_seen")?,
        reply: row.get("reply")?,
        replied_by: row.get::<Option<_>>("replied_by")?.map(PersonId),
        replied_at: instant_or_none(row, "replied_at")?,
        reason: row.get("reason")?,
        decided_by: row.get::<Option<_>>("decided_by")?.map(PersonId),
        decided_at: instant_or_none(row, "decided_at")?,
    })
}

/// Notes something amiss that was not known.
pub async fn insert_finding(conn: &mut Conn, new: &Finding) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO site_finding (id, round, body, code, url, state, version, first_at, last_at, first_seen,
                                       last_seen)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            new.id.0,
            new.round.0,
            new.body.as_str(),
            &new.code,
            &new.url,
            new.state.code(),
            new.version,
            Micros::from(new.first_at),
            Micros::from(new.last_at),
            &new.first_seen,
            &new.last_seen
        ],
    )
    .await?;
    Ok(())
}

/// Writes what can change of a finding if its version is still `new.version`, and counts the change. Returns whether it was.
pub async fn update_finding(conn: &mut Conn, new: &Finding) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE site_finding SET state = $3, first_at = $4, last_at = $5, first_seen = $6, last_seen = $7,
                                         reply = $8, replied_by = $9, replied_at = $10, reason = $11,
                                         decided_by = $12, decided_at = $13, version = version + 1
                  WHERE id = $1 AND version = $2"
            ),
            args![
                new.id.0,
                new.version,
                new.state.code(),
                Micros::from(new.first_at),
                Micros::from(new.last_at),
                &new.first_seen,
                &new.last_seen,
                &new.reply,
                new.replied_by.map(|id| id.0),
                new.replied_at.map(Micros::from),
                &new.reason,
                new.decided_by.map(|id| id.0),
                new.decided_at.map(Micros::from)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// One finding, locked for the rest of the transaction.
pub async fn lock_finding(conn: &mut Conn, id: SiteFindingId) -> Result<Option<Finding>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM site_finding WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(finding).transpose()
}

/// What was found at the site of an office, by what and where.
pub async fn findings_of(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Finding>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM site_finding WHERE round = $1 AND body = $2 ORDER BY code, url"),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(finding).collect()
}

/// How many findings of each state the offices of a round have.
pub async fn counts(conn: &mut Conn, round: RoundId) -> Result<Vec<(BodyCode, FindingState, i64)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT body, state, COUNT(*) AS n FROM site_finding WHERE round = $1 GROUP BY body, state
                  ORDER BY body, state"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, parsed(row, "state")?, row.get("n")?))).collect()
}
