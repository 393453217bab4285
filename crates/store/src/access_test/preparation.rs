//! Sheets, the bank of questions, the pool of testers, draws.

use domain::access_test::Channel;
use domain::codes::BodyCode;
use domain::ids::{PersonId, RoundId, ScenarioId};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, to_json};

/// One version of the sheet of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetVersion {
    /// 1, 2, …
    pub version: i64,
    /// Its title in Indonesian.
    pub title: String,
    /// The file, UTF-8.
    pub source: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Why this version.
    pub reason: String,
    /// Who brought it.
    pub created_by: PersonId,
    /// When.
    pub created_at: Timestamp,
}

fn sheet(row: &Row) -> Result<SheetVersion, SqlError> {
    Ok(SheetVersion {
        version: row.get("version")?,
        title: row.get("title")?,
        source: row.get("source")?,
        sha256: row.get("sha256")?,
        reason: row.get("reason")?,
        created_by: PersonId(row.get("created_by")?),
        created_at: instant(row, "created_at")?,
    })
}

/// The sheets of a round, latest first.
pub async fn sheets(conn: &mut Conn, round: RoundId) -> Result<Vec<SheetVersion>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM access_sheet WHERE round = $1 ORDER BY version DESC"), args![round.0])
        .await?;
    rows.iter().map(sheet).collect()
}

/// One version of the sheet of a round.
pub async fn sheet_version(
    conn: &mut Conn,
    round: RoundId,
    version: i64,
) -> Result<Option<SheetVersion>, SqlError> {
    let row = conn
        .one(sql!("SELECT * FROM access_sheet WHERE round = $1 AND version = $2"), args![round.0, version])
        .await?;
    row.as_ref().map(sheet).transpose()
}

/// Adds a version of the sheet.
pub async fn insert_sheet(conn: &mut Conn, round: RoundId, new: &SheetVersion) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_sheet (round, version, title, source, sha256, reason, created_by, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        ),
        args![
            round.0,
            new.version,
            &new.title,
            &new.source,
            &new.sha256,
            &new.reason,
            new.created_by.0,
            Micros::from(new.created_at)
        ],
    )
    .await?;
    Ok(())
}

/// A question of the bank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scenario {
    /// Which.
    pub id: ScenarioId,
    /// Its code, unique in the bank.
    pub code: String,
    /// For which channels; empty for all.
    pub channels: Vec<Channel>,
    /// What is asked.
    pub question: String,
    /// What a right answer holds.
    pub right_answer: String,
    /// Counts the changes.
    pub version: i64,
    /// When it was taken out of use.
    pub retired_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
}

fn scenario(row: &Row) -> Result<Scenario, SqlError> {
    Ok(Scenario {
        id: ScenarioId(row.get("id")?),
        code: row.get("code")?,
        channels: json(row, "channels")?,
        question: row.get("question")?,
        right_answer: row.get("right_answer")?,
        version: row.get("version")?,
        retired_at: instant_or_none(row, "retired_at")?,
        created_at: instant(row, "created_at")?,
    })
}

/// The bank of the body that runs rounds, by code; those out of use are in it.
pub async fn scenarios(conn: &mut Conn, owner: &str) -> Result<Vec<Scenario>, SqlError> {
    let rows =
        conn.all(sql!("SELECT * FROM access_scenario WHERE owner = $1 ORDER BY code"), args![owner]).await?;
    rows.iter().map(scenario).collect()
}

/// Adds a question to the bank. `false` where its code is taken.
pub async fn insert_scenario(conn: &mut Conn, owner: &BodyCode, new: &Scenario) -> Result<bool, SqlError> {
    let added = conn
        .run(
            sql!(
                "INSERT INTO access_scenario (id, owner, code, channels, question, right_answer, version, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (owner, code) DO NOTHING"
            ),
            args![
                new.id.0,
                owner.as_str(),
                &new.code,
                to_json(&new.channels)?,
                &new.question,
                &new.right_answer,
                new.version,
                Micros::from(new.created_at)
            ],
        )
        .await?;
    Ok(added == 1)
}

/// Writes a question of the bank if its version is still `new.version`, and counts the change. Returns whether it was.
pub async fn update_scenario(conn: &mut Conn, new: &Scenario) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE access_scenario SET channels = $3, question = $4, right_answer = $5, retired_at = $6,
                                            version = version + 1
                  WHERE id = $1 AND version = $2"
            ),
            args![
                new.id.0,
                new.version,
                to_json(&new.channels)?,
                &new.question,
                &new.right_answer,
                new.retired_at.map(Micros::from)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// Somebody in the pool of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tester {
    /// Who.
    pub person: PersonId,
    /// The name for signing in.
    pub login: String,
    /// The name that people read.
    pub name: String,
    /// From where the person comes.
    pub institution: String,
    /// Bodies to which the person has a tie.
    pub ties: Vec<BodyCode>,
    /// When the person left the pool.
    pub left_at: Option<Timestamp>,
    /// Whether the person was shut out of the service.
    pub is_disabled: bool,
}

/// The pool of a round, by name for signing in; those who left are in it.
pub async fn testers(conn: &mut Conn, round: RoundId) -> Result<Vec<Tester>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT t.*, p.login, p.name, p.disabled_at
                   FROM access_tester t JOIN person p ON p.id = t.person WHERE t.round = $1 ORDER BY p.login"
            ),
            args![round.0],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Tester {
                person: PersonId(row.get("person")?),
                login: row.get("login")?,
                name: row.get("name")?,
                institution: row.get("institution")?,
                ties: json(row, "ties")?,
                left_at: instant_or_none(row, "left_at")?,
                is_disabled: instant_or_none(row, "disabled_at")?.is_some(),
            })
        })
        .collect()
}

/// Puts somebody into the pool, or writes anew what is said of a person in it.
pub async fn put_tester(
    conn: &mut Conn,
    round: RoundId,
    person: PersonId,
    institution: &str,
    ties: &[BodyCode],
    left_at: Option<Timestamp>,
) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_tester (round, person, institution, ties, left_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (round, person) DO UPDATE SET
                 institution = excluded.institution, ties = excluded.ties, left_at = excluded.left_at"
        ),
        args![round.0, person.0, institution, to_json(&ties)?, left_at.map(Micros::from)],
    )
    .await?;
    Ok(())
}

/// A role of somebody who tests access, with everybody's other roles, for whoever fills the pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// The name for signing in.
    pub login: String,
    /// The name that people read.
    pub name: String,
}

/// Those who hold the role of tester at a body, and can sign in; by name for signing in.
pub async fn candidates(conn: &mut Conn, body: &str) -> Result<Vec<Candidate>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT p.id, p.login, p.name FROM role_grant g JOIN person p ON p.id = g.person
                  WHERE g.body = $1 AND g.role = 'tester' AND p.disabled_at IS NULL ORDER BY p.login"
            ),
            args![body],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Candidate {
                person: PersonId(row.get("id")?),
                login: row.get("login")?,
                name: row.get("name")?,
            })
        })
        .collect()
}

/// The bodies at which somebody holds a role other than that of a tester.
pub async fn offices_of(conn: &mut Conn, person: PersonId) -> Result<Vec<BodyCode>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT DISTINCT body FROM role_grant WHERE person = $1 AND role <> 'tester' ORDER BY body"),
            args![person.0],
        )
        .await?;
    rows.iter().map(|row| parsed(row, "body")).collect()
}

/// A draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draw {
    /// 1, 2, … in the round.
    pub number: i64,
    /// The published seed.
    pub seed: String,
    /// Why there was a further one.
    pub reason: String,
    /// What it rested on and what came of it, JSON.
    pub record: String,
    /// Who drew.
    pub drawn_by: PersonId,
    /// When.
    pub drawn_at: Timestamp,
}

/// The draws of a round, latest first.
pub async fn draws(conn: &mut Conn, round: RoundId) -> Result<Vec<Draw>, SqlError> {
    let rows = conn
        .all(sql!("SELECT * FROM access_draw WHERE round = $1 ORDER BY number DESC"), args![round.0])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Draw {
                number: row.get("number")?,
                seed: row.get("seed")?,
                reason: row.get("reason")?,
                record: row.get("record")?,
                drawn_by: PersonId(row.get("drawn_by")?),
                drawn_at: instant(row, "drawn_at")?,
            })
        })
        .collect()
}

/// Writes a draw down.
pub async fn insert_draw(conn: &mut Conn, round: RoundId, draw: &Draw) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO access_draw (round, number, seed, reason, record, drawn_by, drawn_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)"
        ),
        args![
            round.0,
            draw.number,
            &draw.seed,
            &draw.reason,
            &draw.record,
            draw.drawn_by.0,
            Micros::from(draw.drawn_at)
        ],
    )
    .await?;
    Ok(())
}
