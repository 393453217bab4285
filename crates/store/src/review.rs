//! Judgements of answers, and scores of components that do not come from the questionnaire. Earlier ones are in the
//! events.

use std::collections::BTreeMap;

use domain::assessments::Review;
use domain::codes::{BodyCode, ComponentCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::{PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::answer::Place;
use crate::convert::{instant, json, parsed, to_json};

/// A judgement with its version.
#[derive(Debug, Clone)]
pub struct Saved {
    /// 1, 2, …; an edit names the version that it started from.
    pub version: i64,
    /// The judgement.
    pub value: Review,
    /// What it gives, 0 to 1.
    pub share: Exact,
    /// Why; never empty below full share.
    pub reason: String,
    /// The reviewer wants to look at it again.
    pub doubtful: bool,
    /// Who judged.
    pub reviewed_by: PersonId,
    /// Name of who judged.
    pub reviewed_by_name: String,
    /// When.
    pub reviewed_at: Timestamp,
}

fn from_row(row: &Row) -> Result<Saved, SqlError> {
    Ok(Saved {
        version: row.get("version")?,
        value: json(row, "value")?,
        share: parsed(row, "share")?,
        reason: row.get("reason")?,
        doubtful: row.get("doubtful")?,
        reviewed_by: PersonId(row.get("reviewed_by")?),
        reviewed_by_name: row.get("reviewed_by_name")?,
        reviewed_at: instant(row, "reviewed_at")?,
    })
}

/// A judgement to be written.
#[derive(Debug, Clone)]
pub struct NewReview<'a> {
    /// The judgement.
    pub value: &'a Review,
    /// What it gives.
    pub share: &'a Exact,
    /// Why.
    pub reason: &'a str,
    /// To be looked at again.
    pub doubtful: bool,
    /// Who judges.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Writes a judgement if the present version is `base` (0 for none). Returns the new version, or `None` when somebody
/// else was faster.
pub async fn save(
    conn: &mut Conn,
    place: Place<'_>,
    base: i64,
    review: &NewReview<'_>,
) -> Result<Option<i64>, SqlError> {
    let value = to_json(review.value)?;
    let (round, body, question) = (place.round.0, place.body.as_str(), place.question.as_str());
    let changed = if base == 0 {
        conn.run(
            sql!(
                "INSERT INTO review (round, body, question, version, value, share, reason, doubtful, reviewed_by,
                                     reviewed_at)
                 VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8, $9)
                 ON CONFLICT (round, body, question) DO NOTHING"
            ),
            args![
                round,
                body,
                question,
                value,
                review.share.to_string(),
                review.reason,
                review.doubtful,
                review.by.0,
                Micros::from(review.at)
            ],
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE review SET version = version + 1, value = $5, share = $6, reason = $7, doubtful = $8,
                                   reviewed_by = $9, reviewed_at = $10
                  WHERE round = $1 AND body = $2 AND question = $3 AND version = $4"
            ),
            args![
                round,
                body,
                question,
                base,
                value,
                review.share.to_string(),
                review.reason,
                review.doubtful,
                review.by.0,
                Micros::from(review.at)
            ],
        )
        .await?
    };
    Ok((changed == 1).then_some(base + 1))
}

/// The judgement of one answer.
pub async fn get(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Option<Saved>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT r.*, p.name AS reviewed_by_name FROM review r JOIN person p ON p.id = r.reviewed_by
                  WHERE r.round = $1 AND r.body = $2 AND r.question = $3"
            ),
            args![round.0, body, question],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// All judgements of a body, by question.
pub async fn of_body(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<BTreeMap<QuestionCode, Saved>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.*, p.name AS reviewed_by_name FROM review r JOIN person p ON p.id = r.reviewed_by
                  WHERE r.round = $1 AND r.body = $2"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "question")?, from_row(row)?))).collect()
}

/// All judgements of a round, by body and question; for scoring.
pub async fn of_round(
    conn: &mut Conn,
    round: RoundId,
) -> Result<BTreeMap<BodyCode, BTreeMap<QuestionCode, Review>>, SqlError> {
    let rows =
        conn.all(sql!("SELECT body, question, value FROM review WHERE round = $1"), args![round.0]).await?;
    let mut reviews: BTreeMap<BodyCode, BTreeMap<QuestionCode, Review>> = BTreeMap::new();
    for row in &rows {
        let of_body = reviews.entry(parsed(row, "body")?).or_default();
        of_body.insert(parsed(row, "question")?, json(row, "value")?);
    }
    Ok(reviews)
}

/// Which questions of which bodies under one are judged, and whether they are marked as doubtful; for progress.
pub async fn progress_under(
    conn: &mut Conn,
    round: RoundId,
    parent: &str,
) -> Result<BTreeMap<(BodyCode, QuestionCode), bool>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.body, r.question, r.doubtful FROM review r JOIN body b ON b.code = r.body
                  WHERE r.round = $1 AND b.parent = $2"
            ),
            args![round.0, parent],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(((parsed(row, "body")?, parsed(row, "question")?), row.get("doubtful")?)))
        .collect()
}

/// A judgement without its value, for progress.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Of which office.
    pub body: BodyCode,
    /// Of which question.
    pub question: QuestionCode,
    /// The reviewer wants to look at it again.
    pub doubtful: bool,
    /// The answer was saved again after it.
    pub outdated: bool,
}

/// The judgements of these bodies, without their values.
pub async fn progress(
    conn: &mut Conn,
    round: RoundId,
    bodies: impl IntoIterator<Item = &BodyCode>,
) -> Result<Vec<Progress>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.body, r.question, r.doubtful,
                        CASE WHEN a.saved_at > r.reviewed_at THEN 1 ELSE 0 END AS outdated
                   FROM review r
                   LEFT JOIN answer a ON a.round = r.round AND a.body = r.body AND a.question = r.question
                  WHERE r.round = $1 AND r.body IN (@list($2))"
            ),
            args![round.0, sql::list(bodies)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Progress {
                body: parsed(row, "body")?,
                question: parsed(row, "question")?,
                doubtful: row.get("doubtful")?,
                outdated: row.get::<i64>("outdated")? != 0,
            })
        })
        .collect()
}

/// The score of a component that does not come from the questionnaire.
#[derive(Debug, Clone)]
pub struct ComponentScore {
    /// 1, 2, …
    pub version: i64,
    /// 0 to 100.
    pub score: Exact,
    /// Why, or where it comes from.
    pub reason: String,
    /// When it was entered.
    pub entered_at: Timestamp,
}

/// Enters the score of a component, or replaces it. The version counts up.
pub async fn put_component(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    component: &str,
    score: &ComponentScore,
    by: PersonId,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO component_score (round, body, component, version, score, reason, entered_by, entered_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (round, body, component) DO UPDATE SET
                 version = excluded.version, score = excluded.score, reason = excluded.reason,
                 entered_by = excluded.entered_by, entered_at = excluded.entered_at"
        ),
        args![
            round.0,
            body,
            component,
            score.version,
            score.score.to_string(),
            &score.reason,
            by.0,
            Micros::from(score.entered_at)
        ],
    )
    .await?;
    Ok(())
}

/// All component scores of a round, by body and component.
pub async fn components(
    conn: &mut Conn,
    round: RoundId,
) -> Result<BTreeMap<BodyCode, BTreeMap<ComponentCode, ComponentScore>>, SqlError> {
    let rows = conn.all(sql!("SELECT * FROM component_score WHERE round = $1"), args![round.0]).await?;
    let mut scores: BTreeMap<BodyCode, BTreeMap<ComponentCode, ComponentScore>> = BTreeMap::new();
    for row in &rows {
        let of_body = scores.entry(parsed(row, "body")?).or_default();
        of_body.insert(parsed(row, "component")?, component_score(row)?);
    }
    Ok(scores)
}

/// The component scores of one body.
pub async fn components_of(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<BTreeMap<ComponentCode, ComponentScore>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM component_score WHERE round = $1 AND body = $2"), args![round.0, body])
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "component")?, component_score(row)?))).collect()
}

fn component_score(row: &Row) -> Result<ComponentScore, SqlError> {
    Ok(ComponentScore {
        version: row.get("version")?,
        score: parsed(row, "score")?,
        reason: row.get("reason")?,
        entered_at: instant(row, "entered_at")?,
    })
}
