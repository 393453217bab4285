//! Appeals of offices. What was decided of them is in [`crate::judgement`]; earlier versions are in the events.

use std::collections::BTreeMap;

use domain::appeal::AppealState;
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::{PersonId, RoundId};
use domain::review::Judged;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::answer::Place;
use crate::convert::{inconsistent, instant, instant_or_none, parsed};

/// How a question that dropped out stands in the column of what is contested.
const NOT_APPLICABLE: &str = "not_applicable";

/// An appeal as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeal {
    /// Of which office.
    pub body: BodyCode,
    /// Against the judgement of which question.
    pub question: QuestionCode,
    /// 1, 2, …; an edit names the version that it started from.
    pub version: i64,
    /// Where it stands.
    pub state: AppealState,
    /// Why the office thinks that it is right.
    pub reasons: String,
    /// What was contested; none before it was filed.
    pub contested: Option<Judged>,
    /// Who changed it last.
    pub saved_by: PersonId,
    /// When that was.
    pub saved_at: Timestamp,
    /// Who filed it.
    pub filed_by: Option<PersonId>,
    /// When it was filed.
    pub filed_at: Option<Timestamp>,
    /// When it was last decided.
    pub decided_at: Option<Timestamp>,
}

fn from_row(row: &Row) -> Result<Appeal, SqlError> {
    let contested = match row.get::<Option<String>>("contested")?.as_deref() {
        None => None,
        Some(NOT_APPLICABLE) => Some(Judged::NotApplicable),
        Some(share) => {
            let share: Exact = share.parse().map_err(|error| inconsistent("appeal.contested", error))?;
            Some(Judged::Share(share))
        }
    };
    Ok(Appeal {
        body: parsed(row, "body")?,
        question: parsed(row, "question")?,
        version: row.get("version")?,
        state: parsed(row, "state")?,
        reasons: row.get("reasons")?,
        contested,
        saved_by: PersonId(row.get("saved_by")?),
        saved_at: instant(row, "saved_at")?,
        filed_by: row.get::<Option<_>>("filed_by")?.map(PersonId),
        filed_at: instant_or_none(row, "filed_at")?,
        decided_at: instant_or_none(row, "decided_at")?,
    })
}

fn contested_column(contested: Option<&Judged>) -> Option<String> {
    contested.map(|judged| match judged {
        Judged::Share(share) => share.to_string(),
        Judged::NotApplicable => NOT_APPLICABLE.to_owned(),
    })
}

/// Writes an appeal whose version is `appeal.version` (0: there is none yet), and counts the change. The caller holds the
/// lock of the questionnaire.
pub async fn save(conn: &mut Conn, round: RoundId, appeal: &Appeal) -> Result<(), SqlError> {
    let values = args![
        round.0,
        appeal.body.as_str(),
        appeal.question.as_str(),
        appeal.version,
        appeal.state.code(),
        &appeal.reasons,
        contested_column(appeal.contested.as_ref()),
        appeal.saved_by.0,
        Micros::from(appeal.saved_at),
        appeal.filed_by.map(|id| id.0),
        appeal.filed_at.map(Micros::from),
        appeal.decided_at.map(Micros::from)
    ];
    let changed = conn
        .run(
            sql!(
                "INSERT INTO appeal (round, body, question, version, state, reasons, contested, saved_by, saved_at,
                                     filed_by, filed_at, decided_at)
                 VALUES ($1, $2, $3, $4 + 1, $5, $6, $7, $8, $9, $10, $11, $12)
                 ON CONFLICT (round, body, question) DO UPDATE SET
                     version = excluded.version, state = excluded.state, reasons = excluded.reasons,
                     contested = excluded.contested, saved_by = excluded.saved_by, saved_at = excluded.saved_at,
                     filed_by = excluded.filed_by, filed_at = excluded.filed_at, decided_at = excluded.decided_at
                  WHERE appeal.version = excluded.version - 1"
            ),
            values,
        )
        .await?;
    sql::ensure_one(changed)
}

/// The appeal against the judgement of one answer.
pub async fn get(conn: &mut Conn, place: Place<'_>) -> Result<Option<Appeal>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM appeal WHERE round = $1 AND body = $2 AND question = $3"),
            args![place.round.0, place.body.as_str(), place.question.as_str()],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The appeals of an office, by question.
pub async fn of_body(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<BTreeMap<QuestionCode, Appeal>, SqlError> {
    let rows =
        conn.all(sql!("SELECT * FROM appeal WHERE round = $1 AND body = $2"), args![round.0, body]).await?;
    rows.iter().map(|row| from_row(row).map(|appeal| (appeal.question.clone(), appeal))).collect()
}

/// All appeals of a round, drafts included, by office and question.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Appeal>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM appeal WHERE round = $1 ORDER BY body, question"), args![round.0])
        .await?;
    rows.iter().map(from_row).collect()
}

/// How many appeals of a round are filed and not decided.
pub async fn undecided(conn: &mut Conn, round: RoundId) -> Result<i64, SqlError> {
    let row = conn
        .exactly_one(
            sql!("SELECT COUNT(*) AS n FROM appeal WHERE round = $1 AND state = $2"),
            args![round.0, AppealState::Filed.code()],
        )
        .await?;
    row.get("n")
}

/// Notes that an office has seen its provisional result. Returns whether this was the first time.
pub async fn seen(conn: &mut Conn, round: RoundId, body: &str, at: Timestamp) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE assessment SET provisional_seen_at = $3
                  WHERE round = $1 AND body = $2 AND provisional_seen_at IS NULL"
            ),
            args![round.0, body, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}

/// Whether an office has seen its provisional result.
pub async fn has_seen(conn: &mut Conn, round: RoundId, body: &str) -> Result<bool, SqlError> {
    let row = conn
        .one(
            sql!("SELECT provisional_seen_at FROM assessment WHERE round = $1 AND body = $2"),
            args![round.0, body],
        )
        .await?;
    Ok(match row {
        Some(row) => instant_or_none(&row, "provisional_seen_at")?.is_some(),
        None => false,
    })
}

/// The offices of a round that have seen their provisional result.
pub async fn seen_by(conn: &mut Conn, round: RoundId) -> Result<Vec<BodyCode>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT body FROM assessment WHERE round = $1 AND provisional_seen_at IS NOT NULL ORDER BY body"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(|row| parsed(row, "body")).collect()
}

/// Whether somebody judged an answer at any tier: whose name is at a present or at an earlier version.
pub async fn has_judged(conn: &mut Conn, place: Place<'_>, who: PersonId) -> Result<bool, SqlError> {
    let object = format!("{}/{}/{}", place.round, place.body, place.question);
    let row = conn
        .exactly_one(
            sql!(
                "SELECT (SELECT COUNT(*) FROM review
                          WHERE round = $1 AND body = $2 AND question = $3 AND reviewed_by = $4)
                      + (SELECT COUNT(*) FROM judgement
                          WHERE round = $1 AND body = $2 AND question = $3 AND judged_by = $4 AND tier <> 'appeal')
                      + (SELECT COUNT(*) FROM event
                          WHERE object_kind = 'review' AND object_id = $5 AND kind = 'saved' AND actor = $4) AS n"
            ),
            args![place.round.0, place.body.as_str(), place.question.as_str(), who.0, object],
        )
        .await?;
    Ok(row.get::<i64>("n")? > 0)
}
