//! Questionnaires of the taking part bodies: state and signatures. Answers are in [`crate::answer`].

use domain::assessment::AssessmentState;
use domain::codes::BodyCode;
use domain::ids::{PersonId, RoundId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant_or_none, parsed, parsed_or_none};

/// A signature: who and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Who.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What a submission left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Who and when: the server's receipt of the complete request.
    pub signature: Signature,
    /// Number of the receipt.
    pub receipt: String,
    /// SHA-256 of the canonical JSON of what was submitted, hexadecimal.
    pub hash: String,
}

/// One office's questionnaire in one round.
#[derive(Debug, Clone)]
pub struct Assessment {
    /// Which round.
    pub round: RoundId,
    /// Which office.
    pub body: BodyCode,
    /// Where it stands.
    pub state: AssessmentState,
    /// When the office first opened it.
    pub opened_at: Option<Timestamp>,
    /// The PPID's signature.
    pub signed_off: Option<Signature>,
    /// The leader's signature.
    pub endorsed: Option<Signature>,
    /// The submission.
    pub submitted: Option<Submission>,
}

fn signature(row: &Row, by: &str, at: &str) -> Result<Option<Signature>, SqlError> {
    Ok(match (row.get::<Option<_>>(by)?, instant_or_none(row, at)?) {
        (Some(by), Some(at)) => Some(Signature { by: PersonId(by), at }),
        _ => None,
    })
}

fn from_row(row: &Row) -> Result<Assessment, SqlError> {
    let submitted = signature(row, "submitted_by", "submitted_at")?;
    let receipt: Option<String> = row.get("receipt")?;
    let hash: Option<String> = row.get("submitted_hash")?;
    Ok(Assessment {
        round: RoundId(row.get("round")?),
        body: parsed(row, "body")?,
        state: parsed(row, "state")?,
        opened_at: instant_or_none(row, "opened_at")?,
        signed_off: signature(row, "signed_off_by", "signed_off_at")?,
        endorsed: signature(row, "endorsed_by", "endorsed_at")?,
        submitted: submitted.zip(receipt.zip(hash)).map(|(signature, (receipt, hash))| Submission {
            signature,
            receipt,
            hash,
        }),
    })
}

/// Invites a body to a round; nothing changes where it is invited.
pub async fn invite(conn: &mut Conn, round: RoundId, body: &str) -> Result<u64, SqlError> {
    conn.run(
        sql!(
            "INSERT INTO assessment (round, body, state) VALUES ($1, $2, $3) ON CONFLICT (round, body) DO NOTHING"
        ),
        args![round.0, body, AssessmentState::Invited.code()],
    )
    .await
}

/// Takes back the invitation of a body that has not opened its questionnaire.
pub async fn uninvite(conn: &mut Conn, round: RoundId, body: &str) -> Result<u64, SqlError> {
    conn.run(
        sql!("DELETE FROM assessment WHERE round = $1 AND body = $2 AND state = $3"),
        args![round.0, body, AssessmentState::Invited.code()],
    )
    .await
}

/// The questionnaire of a body.
pub async fn get(conn: &mut Conn, round: RoundId, body: &str) -> Result<Option<Assessment>, SqlError> {
    let row = conn
        .one(sql!("SELECT * FROM assessment WHERE round = $1 AND body = $2"), args![round.0, body])
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// As [`get`], locked for the rest of the transaction: every change to answers, evidence, signatures and reviews of
/// a questionnaire takes this lock first.
pub async fn lock(conn: &mut Conn, round: RoundId, body: &str) -> Result<Option<Assessment>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM assessment WHERE round = $1 AND body = $2 @for_update"),
            args![round.0, body],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Locks every questionnaire of a round for the rest of the transaction: what is being written to one of them is finished
/// then.
pub async fn lock_round(conn: &mut Conn, round: RoundId) -> Result<(), SqlError> {
    conn.all(sql!("SELECT body FROM assessment WHERE round = $1 ORDER BY body @for_update"), args![round.0])
        .await?;
    Ok(())
}

/// All questionnaires of a round, by body.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Assessment>, SqlError> {
    let rows =
        conn.all(sql!("SELECT * FROM assessment WHERE round = $1 ORDER BY body"), args![round.0]).await?;
    rows.iter().map(from_row).collect()
}

/// The questionnaires of a round whose bodies are right under one, by body.
pub async fn under(conn: &mut Conn, round: RoundId, parent: &str) -> Result<Vec<Assessment>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT a.* FROM assessment a JOIN body b ON b.code = a.body
                  WHERE a.round = $1 AND b.parent = $2 ORDER BY a.body"
            ),
            args![round.0, parent],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The questionnaire with this receipt number.
pub async fn by_receipt(conn: &mut Conn, receipt: &str) -> Result<Option<Assessment>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM assessment WHERE receipt = $1"), args![receipt]).await?;
    row.as_ref().map(from_row).transpose()
}

/// Writes state and signatures. The caller holds the lock.
pub async fn update(conn: &mut Conn, assessment: &Assessment) -> Result<(), SqlError> {
    let submitted = assessment.submitted.as_ref();
    let changed = conn
        .run(
            sql!(
                "UPDATE assessment SET state = $3, opened_at = $4, signed_off_by = $5, signed_off_at = $6,
                                       endorsed_by = $7, endorsed_at = $8, submitted_by = $9, submitted_at = $10,
                                       receipt = $11, submitted_hash = $12
                  WHERE round = $1 AND body = $2"
            ),
            args![
                assessment.round.0,
                assessment.body.as_str(),
                assessment.state.code(),
                assessment.opened_at.map(Micros::from),
                assessment.signed_off.map(|signature| signature.by.0),
                assessment.signed_off.map(|signature| Micros::from(signature.at)),
                assessment.endorsed.map(|signature| signature.by.0),
                assessment.endorsed.map(|signature| Micros::from(signature.at)),
                submitted.map(|submission| submission.signature.by.0),
                submitted.map(|submission| Micros::from(submission.signature.at)),
                submitted.map(|submission| submission.receipt.as_str()),
                submitted.map(|submission| submission.hash.as_str())
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// The state of a body in a round, where it takes part.
pub async fn state(conn: &mut Conn, round: RoundId, body: &str) -> Result<Option<AssessmentState>, SqlError> {
    let row = conn
        .one(sql!("SELECT state FROM assessment WHERE round = $1 AND body = $2"), args![round.0, body])
        .await?;
    match row {
        Some(row) => parsed_or_none(&row, "state"),
        None => Ok(None),
    }
}
