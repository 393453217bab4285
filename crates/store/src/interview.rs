//! Interviews: rooms at times, who sits in them, and the sheets of the panel.

use std::collections::BTreeMap;

use domain::codes::BodyCode;
use domain::exact::Exact;
use domain::ids::{PersonId, RoundId, SittingId};
use domain::interview::SheetState;
use domain::round::Window;
use domain::verification::lot::Seed;
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, json, parsed, to_json};

/// A room at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Which.
    pub id: SittingId,
    /// In which round.
    pub round: RoundId,
    /// Number of the room, from 1.
    pub room: i64,
    /// From when to when.
    pub window: Window,
    /// Where the room is met on the net; empty where it is not known yet.
    pub link: String,
    /// What the plan was drawn from.
    pub seed: Seed,
    /// Who sits in it, in the order in which they speak.
    pub bodies: Vec<BodyCode>,
    /// Who judges them, with their names.
    pub panel: Vec<(PersonId, String)>,
}

fn from_row(row: &Row) -> Result<Sitting, SqlError> {
    Ok(Sitting {
        id: SittingId(row.get("id")?),
        round: RoundId(row.get("round")?),
        room: row.get("room")?,
        window: Window { opens: instant(row, "opens")?, closes: instant(row, "closes")? },
        link: row.get("link")?,
        seed: parsed(row, "seed")?,
        bodies: Vec::new(),
        panel: Vec::new(),
    })
}

/// Adds a sitting with its seats.
pub async fn insert(conn: &mut Conn, sitting: &Sitting, by: PersonId, at: Timestamp) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO sitting (id, round, room, opens, closes, link, seed, planned_by, planned_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
        ),
        args![
            sitting.id.0,
            sitting.round.0,
            sitting.room,
            Micros::from(sitting.window.opens),
            Micros::from(sitting.window.closes),
            &sitting.link,
            sitting.seed.as_str(),
            by.0,
            Micros::from(at)
        ],
    )
    .await?;
    for (position, body) in (1_i64..).zip(&sitting.bodies) {
        conn.run(
            sql!("INSERT INTO seat (round, body, sitting, position) VALUES ($1, $2, $3, $4)"),
            args![sitting.round.0, body.as_str(), sitting.id.0, position],
        )
        .await?;
    }
    Ok(())
}

/// Takes the whole plan of a round away, for another one. Sheets must not exist yet.
pub async fn clear(conn: &mut Conn, round: RoundId) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM seat WHERE round = $1"), args![round.0]).await?;
    conn.run(
        sql!("DELETE FROM sitting_panel WHERE sitting IN (SELECT id FROM sitting WHERE round = $1)"),
        args![round.0],
    )
    .await?;
    conn.run(sql!("DELETE FROM sitting WHERE round = $1"), args![round.0]).await?;
    Ok(())
}

/// The sittings of a round, by time and room.
pub async fn of_round(conn: &mut Conn, round: RoundId) -> Result<Vec<Sitting>, SqlError> {
    let rows =
        conn.all(sql!("SELECT * FROM sitting WHERE round = $1 ORDER BY opens, room"), args![round.0]).await?;
    let mut found: Vec<Sitting> = rows.iter().map(from_row).collect::<Result<_, _>>()?;
    let seats = conn
        .all(sql!("SELECT sitting, body FROM seat WHERE round = $1 ORDER BY position"), args![round.0])
        .await?;
    let panel = conn
        .all(
            sql!(
                "SELECT sp.sitting, sp.person, p.name FROM sitting_panel sp
                   JOIN sitting s ON s.id = sp.sitting JOIN person p ON p.id = sp.person
                  WHERE s.round = $1 ORDER BY p.name, sp.person"
            ),
            args![round.0],
        )
        .await?;
    let mut bodies: BTreeMap<SittingId, Vec<BodyCode>> = BTreeMap::new();
    for row in &seats {
        bodies.entry(SittingId(row.get("sitting")?)).or_default().push(parsed(row, "body")?);
    }
    let mut people: BTreeMap<SittingId, Vec<(PersonId, String)>> = BTreeMap::new();
    for row in &panel {
        let sitting = SittingId(row.get("sitting")?);
        people.entry(sitting).or_default().push((PersonId(row.get("person")?), row.get("name")?));
    }
    for sitting in &mut found {
        sitting.bodies = bodies.remove(&sitting.id).unwrap_or_default();
        sitting.panel = people.remove(&sitting.id).unwrap_or_default();
    }
    Ok(found)
}

/// Sets where a room is met and who judges in it.
pub async fn arrange(conn: &mut Conn, id: SittingId, link: &str, panel: &[PersonId]) -> Result<(), SqlError> {
    let changed = conn.run(sql!("UPDATE sitting SET link = $2 WHERE id = $1"), args![id.0, link]).await?;
    sql::ensure_one(changed)?;
    conn.run(sql!("DELETE FROM sitting_panel WHERE sitting = $1"), args![id.0]).await?;
    for person in panel {
        conn.run(sql!("INSERT INTO sitting_panel (sitting, person) VALUES ($1, $2)"), args![id.0, person.0])
            .await?;
    }
    Ok(())
}

/// The sheet of a panellist for an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Of which office.
    pub body: BodyCode,
    /// Whose.
    pub person: PersonId,
    /// Name of the panellist.
    pub name: String,
    /// 1, 2, …; an edit names the version that it started from.
    pub version: i64,
    /// Where it stands.
    pub state: SheetState,
    /// Points by criterion, in the order of the rules.
    pub points: Vec<Option<Exact>>,
    /// What of the walk through the office was shown.
    pub tour: Vec<String>,
    /// What the panellist notes.
    pub note: String,
    /// When it was saved.
    pub saved_at: Timestamp,
}

fn sheet_from(row: &Row) -> Result<Sheet, SqlError> {
    Ok(Sheet {
        body: parsed(row, "body")?,
        person: PersonId(row.get("person")?),
        name: row.get("name")?,
        version: row.get("version")?,
        state: parsed(row, "state")?,
        points: json(row, "points")?,
        tour: json(row, "tour")?,
        note: row.get("note")?,
        saved_at: instant(row, "saved_at")?,
    })
}

/// Writes a sheet if its present version is `sheet.version - 1` (0 for none). Returns whether it was.
pub async fn put_sheet(conn: &mut Conn, round: RoundId, sheet: &Sheet) -> Result<bool, SqlError> {
    let values = args![
        round.0,
        sheet.body.as_str(),
        sheet.person.0,
        sheet.version,
        sheet.state.code(),
        to_json(&sheet.points)?,
        to_json(&sheet.tour)?,
        &sheet.note,
        Micros::from(sheet.saved_at)
    ];
    let changed = if sheet.version == 1 {
        conn.run(
            sql!(
                "INSERT INTO panel_sheet (round, body, person, version, state, points, tour, note, saved_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                 ON CONFLICT (round, body, person) DO NOTHING"
            ),
            values,
        )
        .await?
    } else {
        conn.run(
            sql!(
                "UPDATE panel_sheet SET version = $4, state = $5, points = $6, tour = $7, note = $8, saved_at = $9
                  WHERE round = $1 AND body = $2 AND person = $3 AND version = $4 - 1"
            ),
            values,
        )
        .await?
    };
    Ok(changed == 1)
}

/// The sheets of a round, by office and name.
pub async fn sheets(conn: &mut Conn, round: RoundId) -> Result<Vec<Sheet>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT s.*, p.name FROM panel_sheet s JOIN person p ON p.id = s.person
                  WHERE s.round = $1 ORDER BY s.body, p.name, s.person"
            ),
            args![round.0],
        )
        .await?;
    rows.iter().map(sheet_from).collect()
}

/// The people who may sit on a panel of a round's owner: those with the role of panellist at it or above.
pub async fn panellists(conn: &mut Conn, at: &[&str]) -> Result<Vec<(PersonId, String)>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT DISTINCT p.id, p.name FROM role_grant g JOIN person p ON p.id = g.person
                  WHERE g.role = 'panellist' AND g.body IN (@list($1)) AND p.disabled_at IS NULL
                  ORDER BY p.name, p.id"
            ),
            args![sql::list(at)],
        )
        .await?;
    rows.iter().map(|row| Ok((PersonId(row.get("id")?), row.get("name")?))).collect()
}
