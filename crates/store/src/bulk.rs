//! One answer or one judgement for many offices of a round at once: for rounds that come in whole and not through screens,
//! where a statement for each office would take too long.
//!
//! No event row is written here. Whoever brings a round in writes one for all answers of an office (its submission) and one
//! for all judgements, in the same transaction.
//!
//! Who writes and when follows from the questionnaires, which must have been submitted: answers are those of whoever
//! submitted, judgements those of the verifier above who holds that role longest.

use domain::assessments::{Answer, Review};
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::ids::RoundId;
use jiff::SignedDuration;
use sql::{Conn, SqlError, args, list, sql};

use crate::convert::{inconsistent, to_json};

/// The question of a round, and the offices that one answer or judgement is for.
#[derive(Debug, Clone, Copy)]
pub struct Many<'a> {
    /// Which round.
    pub round: RoundId,
    /// Which question.
    pub question: &'a QuestionCode,
    /// Which offices.
    pub bodies: &'a [BodyCode],
    /// How long after the office opened (an answer) or submitted (a judgement) its questionnaire this happens.
    pub after: SignedDuration,
}

impl Many<'_> {
    fn after(&self) -> Result<i64, SqlError> {
        i64::try_from(self.after.as_micros()).map_err(|error| inconsistent("after", error))
    }
}

/// Writes the first version of one answer for these offices. Returns for how many.
pub async fn answer(conn: &mut Conn, many: Many<'_>, value: &Answer) -> Result<u64, SqlError> {
    let (question, after, bodies) = (many.question.as_str(), many.after()?, list(many.bodies));
    conn.run(
        sql!(
            "INSERT INTO answer (round, body, question, version, value, saved_by, saved_at)
             SELECT a.round, a.body, $2, 1, $3, a.submitted_by, a.opened_at + $4
               FROM assessment a
              WHERE a.round = $1 AND a.body IN (@list($5))"
        ),
        args![many.round.0, question, to_json(value)?, after, bodies],
    )
    .await
}

/// A judgement that many offices get.
#[derive(Debug, Clone, Copy)]
pub struct Judgement<'a> {
    /// The judgement.
    pub value: &'a Review,
    /// What it gives.
    pub share: &'a Exact,
    /// Why; never empty below full share.
    pub reason: &'a str,
}

/// Writes the first version of one judgement for these offices. Returns for how many.
pub async fn review(
    conn: &mut Conn,
    many: Many<'_>,
    Judgement { value, share, reason }: Judgement<'_>,
) -> Result<u64, SqlError> {
    let (question, after, bodies) = (many.question.as_str(), many.after()?, list(many.bodies));
    conn.run(
        sql!(
            "INSERT INTO review (round, body, question, version, value, share, reason, doubtful, reviewed_by,
                                 reviewed_at)
             SELECT a.round, a.body, $2, 1, $3, $4, $5, FALSE,
                    (SELECT g.person FROM role_grant g JOIN body b ON b.parent = g.body
                      WHERE b.code = a.body AND g.role = 'verifier'
                      ORDER BY g.granted_at, g.person LIMIT 1),
                    a.submitted_at + $6
               FROM assessment a
              WHERE a.round = $1 AND a.body IN (@list($7))"
        ),
        args![many.round.0, question, to_json(value)?, share.to_string(), reason, after, bodies],
    )
    .await
}
