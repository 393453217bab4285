//! Rounds with their phases, participants, extensions, guidelines and tutorials.

use std::collections::BTreeMap;

use domain::body::Zone;
use domain::codes::{BodyCode, QuestionCode};
use domain::file_rules::OwnFileRules;
use domain::ids::{GuidelineId, InstrumentId, PersonId, RoundId, SchemeId};
use domain::round::{PhaseKind, RoundState, Schedule, Window};
use domain::rules::RoundRules;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, json, parsed, to_json};

/// A round without its parts.
#[derive(Debug, Clone)]
pub struct Round {
    /// Which.
    pub id: RoundId,
    /// In addresses.
    pub slug: String,
    /// What people call it.
    pub title: String,
    /// The year that it assesses.
    pub year: i64,
    /// The body that runs it: the root of the participants.
    pub owner: BodyCode,
    /// The questions.
    pub instrument: InstrumentId,
    /// How they become a score.
    pub scheme: SchemeId,
    /// The round whose results stand beside this one's.
    pub previous: Option<RoundId>,
    /// The zone in which deadlines are set and printed first.
    pub zone: Zone,
    /// Where it is in its life.
    pub state: RoundState,
    /// Counts the changes, for edits that meet.
    pub version: i64,
    /// What it decides about files.
    pub files: OwnFileRules,
    /// What else it decides for itself.
    pub rules: RoundRules,
}

fn from_row(row: &Row) -> Result<Round, SqlError> {
    Ok(Round {
        id: RoundId(row.get("id")?),
        slug: row.get("slug")?,
        title: row.get("title")?,
        year: row.get("year")?,
        owner: parsed(row, "owner")?,
        instrument: InstrumentId(row.get("instrument")?),
        scheme: SchemeId(row.get("scheme")?),
        previous: row.get::<Option<_>>("previous")?.map(RoundId),
        zone: parsed(row, "zone")?,
        state: parsed(row, "state")?,
        version: row.get("version")?,
        files: OwnFileRules {
            max_file: bytes_or_none(row, "max_file_size")?,
            max_office: bytes_or_none(row, "max_office_size")?,
            grace_seconds: row.get("upload_grace")?,
        },
        rules: json(row, "rules")?,
    })
}

fn bytes_or_none(row: &Row, column: &str) -> Result<Option<u64>, SqlError> {
    let bytes: Option<i64> = row.get(column)?;
    bytes.map(|bytes| u64::try_from(bytes).map_err(|error| inconsistent(column, error))).transpose()
}

/// A count of bytes for a column. The rules of a round bound it far below the largest.
fn column(bytes: Option<u64>) -> Option<i64> {
    bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX))
}

/// When a round was made.
pub async fn created_at(conn: &mut Conn, id: RoundId) -> Result<Timestamp, SqlError> {
    let row = conn.exactly_one(sql!("SELECT created_at FROM round WHERE id = $1"), args![id.0]).await?;
    instant(&row, "created_at")
}

/// Adds a round.
pub async fn insert(
    conn: &mut Conn,
    round: &Round,
    created_by: Option<PersonId>,
    now: Timestamp,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO round (id, slug, title, year, owner, instrument, scheme, previous, zone, state, version,
                                created_by, created_at, max_file_size, max_office_size, upload_grace, rules)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
        ),
        args![
            round.id.0,
            &round.slug,
            &round.title,
            round.year,
            round.owner.as_str(),
            round.instrument.0,
            round.scheme.0,
            round.previous.map(|id| id.0),
            round.zone.code(),
            round.state.code(),
            round.version,
            created_by.map(|id| id.0),
            Micros::from(now),
            column(round.files.max_file),
            column(round.files.max_office),
            round.files.grace_seconds,
            to_json(&round.rules)?
        ],
    )
    .await?;
    Ok(())
}

/// Writes everything of a round but its id, slug and owner, and counts the change, if its version is still
/// `round.version`. Returns whether it was.
pub async fn update(conn: &mut Conn, round: &Round) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE round SET title = $3, year = $4, instrument = $5, scheme = $6, previous = $7, zone = $8,
                                  state = $9, version = version + 1, max_file_size = $10, max_office_size = $11,
                                  upload_grace = $12, rules = $13
                  WHERE id = $1 AND version = $2"
            ),
            args![
                round.id.0,
                round.version,
                &round.title,
                round.year,
                round.instrument.0,
                round.scheme.0,
                round.previous.map(|id| id.0),
                round.zone.code(),
                round.state.code(),
                column(round.files.max_file),
                column(round.files.max_office),
                round.files.grace_seconds,
                to_json(&round.rules)?
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// The round with this id.
pub async fn by_id(conn: &mut Conn, id: RoundId) -> Result<Option<Round>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM round WHERE id = $1"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The round with this slug.
pub async fn by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Round>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM round WHERE slug = $1"), args![slug]).await?;
    row.as_ref().map(from_row).transpose()
}

/// As [`by_slug`], locked for the rest of the transaction.
pub async fn lock_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Round>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM round WHERE slug = $1 @for_update"), args![slug]).await?;
    row.as_ref().map(from_row).transpose()
}

/// As [`by_id`], locked for the rest of the transaction.
pub async fn lock(conn: &mut Conn, id: RoundId) -> Result<Option<Round>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM round WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// All rounds, latest year first.
pub async fn all(conn: &mut Conn) -> Result<Vec<Round>, SqlError> {
    let rows = conn.all(sql!("SELECT * FROM round ORDER BY year DESC, created_at DESC, id"), args![]).await?;
    rows.iter().map(from_row).collect()
}

/// The rounds in which a body takes part, latest year first.
pub async fn of_body(conn: &mut Conn, body: &str) -> Result<Vec<Round>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT r.* FROM round r JOIN assessment a ON a.round = r.id
                  WHERE a.body = $1 ORDER BY r.year DESC, r.created_at DESC, r.id"
            ),
            args![body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The phases of a round.
pub async fn schedule(conn: &mut Conn, round: RoundId) -> Result<Schedule, SqlError> {
    let rows =
        conn.all(sql!("SELECT kind, opens, closes FROM phase WHERE round = $1"), args![round.0]).await?;
    let phases = rows
        .iter()
        .map(|row| {
            let window = Window { opens: instant(row, "opens")?, closes: instant(row, "closes")? };
            Ok((parsed::<PhaseKind>(row, "kind")?, window))
        })
        .collect::<Result<BTreeMap<_, _>, SqlError>>()?;
    Ok(Schedule(phases))
}

/// Replaces the phases of a round.
pub async fn put_schedule(conn: &mut Conn, round: RoundId, schedule: &Schedule) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM phase WHERE round = $1"), args![round.0]).await?;
    for (kind, window) in &schedule.0 {
        conn.run(
            sql!("INSERT INTO phase (round, kind, opens, closes) VALUES ($1, $2, $3, $4)"),
            args![round.0, kind.code(), Micros::from(window.opens), Micros::from(window.closes)],
        )
        .await?;
    }
    Ok(())
}

/// More time for one body in one phase.
#[derive(Debug, Clone)]
pub struct Extension {
    /// For whom.
    pub body: BodyCode,
    /// In which phase.
    pub kind: PhaseKind,
    /// The new end.
    pub closes: Timestamp,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub given_by: Option<PersonId>,
    /// When.
    pub given_at: Timestamp,
}

/// Gives more time, or changes what was given.
pub async fn put_extension(conn: &mut Conn, round: RoundId, extension: &Extension) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO extension (round, body, kind, closes, reason, given_by, given_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (round, body, kind) DO UPDATE SET
                 closes = excluded.closes, reason = excluded.reason, given_by = excluded.given_by,
                 given_at = excluded.given_at"
        ),
        args![
            round.0,
            extension.body.as_str(),
            extension.kind.code(),
            Micros::from(extension.closes),
            &extension.reason,
            extension.given_by.map(|id| id.0),
            Micros::from(extension.given_at)
        ],
    )
    .await?;
    Ok(())
}

fn extension(row: &Row) -> Result<Extension, SqlError> {
    Ok(Extension {
        body: parsed(row, "body")?,
        kind: parsed(row, "kind")?,
        closes: instant(row, "closes")?,
        reason: row.get("reason")?,
        given_by: row.get::<Option<_>>("given_by")?.map(PersonId),
        given_at: instant(row, "given_at")?,
    })
}

/// All extensions of a round, by body.
pub async fn extensions(conn: &mut Conn, round: RoundId) -> Result<Vec<Extension>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM extension WHERE round = $1 ORDER BY body, kind"), args![round.0])
        .await?;
    rows.iter().map(extension).collect()
}

/// The extensions of one body.
pub async fn extensions_of(conn: &mut Conn, round: RoundId, body: &str) -> Result<Vec<Extension>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM extension WHERE round = $1 AND body = $2 ORDER BY kind"),
            args![round.0, body],
        )
        .await?;
    rows.iter().map(extension).collect()
}

/// A file that participants may read.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// Which.
    pub id: GuidelineId,
    /// What people read as its name.
    pub title: String,
    /// Name of the file for downloads.
    pub file_name: String,
    /// Where the bytes are.
    pub blob: String,
    /// When it was added.
    pub added_at: Timestamp,
}

/// Adds a guideline.
pub async fn insert_guideline(
    conn: &mut Conn,
    round: RoundId,
    guideline: &Guideline,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO guideline (id, round, title, file_name, blob, added_at) VALUES ($1, $2, $3, $4, $5, $6)"
        ),
        args![
            guideline.id.0,
            round.0,
            &guideline.title,
            &guideline.file_name,
            &guideline.blob,
            Micros::from(guideline.added_at)
        ],
    )
    .await?;
    Ok(())
}

fn guideline_from(row: &Row) -> Result<Guideline, SqlError> {
    Ok(Guideline {
        id: GuidelineId(row.get("id")?),
        title: row.get("title")?,
        file_name: row.get("file_name")?,
        blob: row.get("blob")?,
        added_at: instant(row, "added_at")?,
    })
}

/// The guidelines of a round that have not been removed, oldest first.
pub async fn guidelines(conn: &mut Conn, round: RoundId) -> Result<Vec<Guideline>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM guideline WHERE round = $1 AND removed_at IS NULL ORDER BY added_at, id"),
            args![round.0],
        )
        .await?;
    rows.iter().map(guideline_from).collect()
}

/// One guideline of a round, unless it has been removed.
pub async fn guideline(
    conn: &mut Conn,
    round: RoundId,
    id: GuidelineId,
) -> Result<Option<Guideline>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM guideline WHERE round = $1 AND id = $2 AND removed_at IS NULL"),
            args![round.0, id.0],
        )
        .await?;
    row.as_ref().map(guideline_from).transpose()
}

/// Takes a guideline away; its row stays.
pub async fn remove_guideline(
    conn: &mut Conn,
    round: RoundId,
    id: GuidelineId,
    now: Timestamp,
) -> Result<u64, SqlError> {
    conn.run(
        sql!("UPDATE guideline SET removed_at = $3 WHERE round = $1 AND id = $2 AND removed_at IS NULL"),
        args![round.0, id.0, Micros::from(now)],
    )
    .await
}

/// Tutorial links by question, for those that the round sets itself.
pub async fn tutorials(conn: &mut Conn, round: RoundId) -> Result<BTreeMap<QuestionCode, String>, SqlError> {
    let rows = conn.all(sql!("SELECT question, url FROM tutorial WHERE round = $1"), args![round.0]).await?;
    rows.iter().map(|row| Ok((parsed(row, "question")?, row.get("url")?))).collect()
}

/// Sets the tutorial link of a question; `None` takes it away.
pub async fn put_tutorial(
    conn: &mut Conn,
    round: RoundId,
    question: &str,
    url: Option<&str>,
) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM tutorial WHERE round = $1 AND question = $2"), args![round.0, question])
        .await?;
    if let Some(url) = url {
        conn.run(
            sql!("INSERT INTO tutorial (round, question, url) VALUES ($1, $2, $3)"),
            args![round.0, question, url],
        )
        .await?;
    }
    Ok(())
}
