//! Judgements of the tiers above the province: what the second reading, the appeal and the correction of an answer came to. The province's
//! are in [`crate::review`]; earlier versions of both are in the events.

use std::collections::BTreeMap;

use domain::assessments::Review;
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::{PersonId, RoundId};
use domain::tier::{Tier, Tiers};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::answer::Place;
use crate::convert::{instant, json, parsed, to_json};

/// A judgement with its version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// 1, 2, …; an edit names the version that it started from.
    pub version: i64,
    /// The judgement.
    pub value: Review,
    /// What it gives, 0 to 1.
    pub share: Exact,
    /// Why.
    pub reason: String,
    /// Who judged.
    pub judged_by: PersonId,
    /// Name of who judged.
    pub judged_by_name: String,
    /// When.
    pub judged_at: Timestamp,
}

fn from_row(row: &Row) -> Result<(Tier, Judgement), SqlError> {
    let judgement = Judgement {
        version: row.get("version")?,
        value: json(row, "value")?,
        share: parsed(row, "share")?,
        reason: row.get("reason")?,
        judged_by: PersonId(row.get("judged_by")?),
        judged_by_name: row.get("judged_by_name")?,
        judged_at: instant(row, "judged_at")?,
    };
    Ok((parsed(row, "tier")?, judgement))
}

/// A judgement to be written.
#[derive(Debug, Clone)]
pub struct NewJudgement<'a> {
    /// Of which tier; never [`Tier::Provincial`].
    pub tier: Tier,
    /// The judgement.
    pub value: &'a Review,
    /// What it gives.
    pub share: &'a Exact,
    /// Why.
    pub reason: &'a str,
    /// Who judges.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Writes a judgement if the present version is `base` (0 for none). Returns the new version, or `None` when somebody else
/// was faster.
pub async fn save(
    conn: &mut Conn,
    place: Place<'_>,
    base: i64,
    new: &NewJudgement<'_>,
) -> Result<Option<i64>, SqlError> {
    let value = to_json(new.value)?;
    let values = args![
        place.round.0,
        place.body.as_str(),
        place.question.as_str(),
        new.tier.code(),
        base,
        value,
        new.share.to_string(),
        new.reason,
        new.by.0,
        Micros::from(new.at)
    ];
    let changed = if base == 0 {
        conn.run(
            sql!(
                "INSERT INTO judgement (round, body, question, tier, version, value, share, reason, judged_by, judged_at)
                 VALUES ($1, $2, $3, $4, $5 + 1, $6, $7, $8, $9, $10)
                 ON CONFLICT (round, body, question, tier) DO NOTHING"
            ),
            values,
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE judgement SET version = version + 1, value = $6, share = $7, reason = $8, judged_by = $9,
                                      judged_at = $10
                  WHERE round = $1 AND body = $2 AND question = $3 AND tier = $4 AND version = $5"
            ),
            values,
        )
        .await?
    };
    Ok((changed == 1).then_some(base + 1))
}

/// What the tiers above the province said of one answer.
pub async fn of_question(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
    question: &str,
) -> Result<Tiers<Judgement>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT j.*, p.name AS judged_by_name FROM judgement j JOIN person p ON p.id = j.judged_by
                  WHERE j.round = $1 AND j.body = $2 AND j.question = $3"
            ),
            args![round.0, body, question],
        )
        .await?;
    let mut tiers = Tiers::default();
    for row in &rows {
        let (tier, judgement) = from_row(row)?;
        tiers.set(tier, judgement);
    }
    Ok(tiers)
}

/// What the tiers above the province said of the answers of one body.
pub async fn of_body(
    conn: &mut Conn,
    round: RoundId,
    body: &str,
) -> Result<BTreeMap<QuestionCode, Tiers<Judgement>>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT j.*, p.name AS judged_by_name FROM judgement j JOIN person p ON p.id = j.judged_by
                  WHERE j.round = $1 AND j.body = $2"
            ),
            args![round.0, body],
        )
        .await?;
    let mut found: BTreeMap<QuestionCode, Tiers<Judgement>> = BTreeMap::new();
    for row in &rows {
        let (tier, judgement) = from_row(row)?;
        found.entry(parsed(row, "question")?).or_default().set(tier, judgement);
    }
    Ok(found)
}

/// For every answer of a round that a tier above the province judged, what counts of it; for scoring.
pub async fn effective(
    conn: &mut Conn,
    round: RoundId,
) -> Result<BTreeMap<BodyCode, BTreeMap<QuestionCode, Review>>, SqlError> {
    let rows = conn
        .all(sql!("SELECT body, question, tier, value FROM judgement WHERE round = $1"), args![round.0])
        .await?;
    let mut found: BTreeMap<BodyCode, BTreeMap<QuestionCode, (Tier, Review)>> = BTreeMap::new();
    for row in &rows {
        let tier: Tier = parsed(row, "tier")?;
        let of_body = found.entry(parsed(row, "body")?).or_default();
        let question = parsed(row, "question")?;
        if of_body.get(&question).is_none_or(|(earlier, _)| *earlier < tier) {
            of_body.insert(question, (tier, json(row, "value")?));
        }
    }
    let without_tier = |of_body: BTreeMap<QuestionCode, (Tier, Review)>| {
        of_body.into_iter().map(|(question, (_, review))| (question, review)).collect()
    };
    Ok(found.into_iter().map(|(body, of_body)| (body, without_tier(of_body))).collect())
}

/// What one tier said in a round, by body and question.
pub async fn of_tier(
    conn: &mut Conn,
    round: RoundId,
    tier: Tier,
) -> Result<Vec<(BodyCode, QuestionCode, Judgement)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT j.*, p.name AS judged_by_name FROM judgement j JOIN person p ON p.id = j.judged_by
                  WHERE j.round = $1 AND j.tier = $2 ORDER BY j.body, j.question"
            ),
            args![round.0, tier.code()],
        )
        .await?;
    rows.iter().map(|row| Ok((parsed(row, "body")?, parsed(row, "question")?, from_row(row)?.1))).collect()
}
