//! Uploads that come in pieces: what has arrived of each, and what became of it.

use domain::capture::Capture;
use domain::codes::{BodyCode, QuestionCode, SlotCode};
use domain::ids::{EvidenceId, PersonId, RoundId};
use domain::problem::Problem;
use domain::upload::{DeskPlace, UploadState};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, instant_or_none, parsed, parsed_or_none, to_json};
use crate::evidence::capture_from;

/// Where the file of an upload goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadPlace {
    /// To a slot of an office's questionnaire.
    Slot {
        /// In which round.
        round: RoundId,
        /// Of which question.
        question: QuestionCode,
        /// Which slot of it.
        slot: SlotCode,
    },
    /// To the desk of an office.
    Desk(DeskPlace),
}

/// An upload.
#[derive(Debug, Clone)]
pub struct Upload {
    /// 32 hexadecimal digits.
    pub id: String,
    /// Which office.
    pub body: BodyCode,
    /// Where its file goes.
    pub place: UploadPlace,
    /// Who began it.
    pub person: PersonId,
    /// The name that the sender gave.
    pub file_name: String,
    /// What the office says that the file shows.
    pub caption: String,
    /// Bytes that are to come in all.
    pub size: i64,
    /// Bytes that have come.
    pub received: i64,
    /// What has become of it.
    pub state: UploadState,
    /// What was wrong with the file.
    pub problem: Option<Problem>,
    /// What it has become.
    pub evidence: Option<EvidenceId>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it is given up if nothing more comes.
    pub expires_at: Timestamp,
    /// What the camera of our page recorded.
    pub capture: Option<Capture>,
    /// The evidence whose place the file is to take.
    pub replaces: Option<EvidenceId>,
}

fn from_row(row: &Row) -> Result<Upload, SqlError> {
    let problem: Option<String> = row.get("problem")?;
    let problem = problem.map(|text| serde_json::from_str(&text)).transpose();
    Ok(Upload {
        id: row.get("id")?,
        body: parsed(row, "body")?,
        place: match parsed_or_none(row, "desk")? {
            Some(place) => UploadPlace::Desk(place),
            None => UploadPlace::Slot {
                round: RoundId(row.get("round")?),
                question: parsed(row, "question")?,
                slot: parsed(row, "slot")?,
            },
        },
        person: PersonId(row.get("person")?),
        file_name: row.get("file_name")?,
        caption: row.get("caption")?,
        size: row.get("size")?,
        received: row.get("received")?,
        state: parsed(row, "state")?,
        problem: problem.map_err(|error| inconsistent("problem", error))?,
        evidence: row.get::<Option<_>>("evidence")?.map(EvidenceId),
        created_at: instant(row, "created_at")?,
        expires_at: instant(row, "expires_at")?,
        capture: capture_from(row)?,
        replaces: row.get::<Option<_>>("replaces")?.map(EvidenceId),
    })
}

/// Notes a new upload.
pub async fn insert(conn: &mut Conn, upload: &Upload) -> Result<(), SqlError> {
    let capture = upload.capture.as_ref().map(to_json).transpose()?;
    let (round, question, slot, desk) = match &upload.place {
        UploadPlace::Slot { round, question, slot } => {
            (Some(round.0), Some(question.as_str()), Some(slot.as_str()), None)
        }
        UploadPlace::Desk(place) => (None, None, None, Some(place.to_string())),
    };
    conn.run(
        sql!(
            "INSERT INTO upload (id, round, body, question, slot, person, file_name, caption, size, received, state,
                                 created_at, expires_at, capture, replaces, desk)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
        ),
        args![
            &upload.id,
            round,
            upload.body.as_str(),
            question,
            slot,
            upload.person.0,
            &upload.file_name,
            &upload.caption,
            upload.size,
            upload.received,
            upload.state.code(),
            Micros::from(upload.created_at),
            Micros::from(upload.expires_at),
            capture,
            upload.replaces.map(|id| id.0),
            desk
        ],
    )
    .await?;
    Ok(())
}

/// One upload.
pub async fn by_id(conn: &mut Conn, id: &str) -> Result<Option<Upload>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM upload WHERE id = $1"), args![id]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The uploads of an office in a round that are open, oldest first.
pub async fn open(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Upload>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM upload WHERE round = $1 AND body = $2 AND state = 'open' ORDER BY created_at, id"
            ),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// When the oldest upload that is open anywhere was begun.
pub async fn oldest_open(conn: &mut Conn) -> Result<Option<Timestamp>, SqlError> {
    let row = conn
        .exactly_one(sql!("SELECT MIN(created_at) AS begun FROM upload WHERE state = 'open'"), args![])
        .await?;
    instant_or_none(&row, "begun")
}

/// What an office has under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    /// Uploads that are open.
    pub open: i64,
    /// Bytes of its evidence in the round, and of what is promised by open uploads.
    pub bytes: i64,
}

/// How much room an office takes in a round.
pub async fn load(conn: &mut Conn, round: RoundId, body: &str) -> Result<Load, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT (SELECT COUNT(*) FROM upload WHERE round = $1 AND body = $2 AND state = 'open') AS open,
                        CAST((SELECT COALESCE(SUM(size), 0) FROM upload
                               WHERE round = $1 AND body = $2 AND state = 'open') AS BIGINT) AS promised,
                        CAST((SELECT COALESCE(SUM(b.size), 0) FROM blob b
                               WHERE b.address IN (SELECT e.blob FROM evidence e
                                                    WHERE e.round = $1 AND e.body = $2 AND e.removed_at IS NULL))
                             AS BIGINT) AS kept"
            ),
            args![round.0, body],
        )
        .await?
        .ok_or(SqlError::RowMissing)?;
    let (promised, kept): (i64, i64) = (row.get("promised")?, row.get("kept")?);
    Ok(Load { open: row.get("open")?, bytes: promised.saturating_add(kept) })
}

/// Moves the count of bytes on from `from`. `false` when it stands elsewhere or the upload is over: then nothing has
/// changed.
pub async fn advance(
    conn: &mut Conn,
    id: &str,
    from: i64,
    to: i64,
    expires_at: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE upload SET received = $3, expires_at = $4 WHERE id = $1 AND received = $2 AND state = 'open'"
            ),
            args![id, from, to, Micros::from(expires_at)],
        )
        .await?;
    Ok(changed == 1)
}

/// How an upload came to its end.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It is this evidence; none at a desk.
    Attached(Option<EvidenceId>),
    /// It was refused for this.
    Refused(Problem),
    /// It was given up.
    Ended,
}

/// Closes an open upload. `false` when it was over already.
pub async fn close(conn: &mut Conn, id: &str, outcome: &Outcome, at: Timestamp) -> Result<bool, SqlError> {
    let (state, evidence, problem) = match outcome {
        Outcome::Attached(evidence) => (UploadState::Attached, evidence.map(|id| id.0), None),
        Outcome::Refused(problem) => (UploadState::Refused, None, Some(to_json(problem)?)),
        Outcome::Ended => (UploadState::Ended, None, None),
    };
    let changed = conn
        .run(
            sql!(
                "UPDATE upload SET state = $2, evidence = $3, problem = $4, closed_at = $5
                  WHERE id = $1 AND state = 'open'"
            ),
            args![id, state.code(), evidence, problem, Micros::from(at)],
        )
        .await?;
    Ok(changed == 1)
}

/// Open uploads that have expired, at most `most`.
pub async fn expired(conn: &mut Conn, now: Timestamp, most: i64) -> Result<Vec<Upload>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM upload WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2"
            ),
            args![Micros::from(now), most],
        )
        .await?;
    rows.iter().map(from_row).collect()
}
