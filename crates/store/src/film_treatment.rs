//! Films of drafts that are made fit to be shown.

use domain::ids::VideoId;
use domain::video::{Treatment, TreatmentFault, TreatmentState};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{inconsistent, instant, parsed};

/// The treatment of one film of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilmTreatment {
    /// Of which video.
    pub video: VideoId,
    /// Address of the film as it was sent.
    pub source: String,
    /// What it was called.
    pub name: String,
    /// What is done to it.
    pub treatment: Treatment,
    /// Where it stands.
    pub state: TreatmentState,
    /// Why nothing came of it.
    pub fault: Option<TreatmentFault>,
    /// How often it was begun.
    pub tries: u8,
    /// Hundredths that are done, where that is known.
    pub percent: Option<u8>,
    /// Address of the film that took its place.
    pub made: Option<String>,
    /// Since when it is wanted.
    pub asked_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
}

fn from_row(row: &Row) -> Result<FilmTreatment, SqlError> {
    let small = |column: &str, number: i64| u8::try_from(number).map_err(|error| inconsistent(column, error));
    let fault: String = row.get("fault")?;
    let fault = if fault.is_empty() { None } else { Some(parsed(row, "fault")?) };
    let percent: Option<i64> = row.get("percent")?;
    Ok(FilmTreatment {
        video: VideoId(row.get("video")?),
        source: row.get("source")?,
        name: row.get("name")?,
        treatment: parsed(row, "treatment")?,
        state: parsed(row, "state")?,
        fault,
        tries: small("tries", row.get("tries")?)?,
        percent: percent.map(|percent| small("percent", percent)).transpose()?,
        made: row.get("made")?,
        asked_at: instant(row, "asked_at")?,
        changed_at: instant(row, "changed_at")?,
    })
}

/// Writes where a treatment stands, whether it was known or not.
pub async fn put(conn: &mut Conn, one: &FilmTreatment) -> Result<(), SqlError> {
    conn.run(
        sql!(
            "INSERT INTO film_treatment (video, source, name, treatment, state, fault, tries, percent, made, asked_at,
                                         changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (video, source) DO UPDATE
                SET name = excluded.name, treatment = excluded.treatment, state = excluded.state,
                    fault = excluded.fault, tries = excluded.tries, percent = excluded.percent,
                    made = excluded.made, asked_at = excluded.asked_at, changed_at = excluded.changed_at"
        ),
        args![
            one.video.0,
            &one.source,
            &one.name,
            one.treatment.code(),
            one.state.code(),
            one.fault.map_or("", TreatmentFault::code),
            i64::from(one.tries),
            one.percent.map(i64::from),
            one.made.as_deref(),
            Micros::from(one.asked_at),
            Micros::from(one.changed_at)
        ],
    )
    .await?;
    Ok(())
}

/// The treatment of a film of a video, locked until the transaction ends.
pub async fn lock(conn: &mut Conn, video: VideoId, source: &str) -> Result<Option<FilmTreatment>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM film_treatment WHERE video = $1 AND source = $2 @for_update"),
            args![video.0, source],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The treatment by which a film of a video is what it is: that of the film itself, else that which made it.
pub async fn of_film(conn: &mut Conn, video: VideoId, film: &str) -> Result<Option<FilmTreatment>, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT * FROM film_treatment WHERE video = $1 AND (source = $2 OR made = $2)
                  ORDER BY CASE WHEN source = $2 THEN 0 ELSE 1 END, changed_at DESC, source LIMIT 1"
            ),
            args![video.0, film],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// Notes how much is done. `false` where nobody is at it any more.
pub async fn advance(
    conn: &mut Conn,
    video: VideoId,
    source: &str,
    percent: Option<u8>,
    now: Timestamp,
) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE film_treatment SET percent = $3, changed_at = $4
                  WHERE video = $1 AND source = $2 AND state = 'running'"
            ),
            args![video.0, source, percent.map(i64::from), Micros::from(now)],
        )
        .await?;
    Ok(changed > 0)
}
