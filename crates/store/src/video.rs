//! Videos of the commitment of an office's leaders.

use domain::codes::BodyCode;
use domain::ids::VideoId;
use domain::video::{Content, VideoState};
use jiff::Timestamp;
use sql::{Conn, Micros, Row, SqlError, args, sql};

use crate::convert::{instant, instant_or_none, json, parsed, to_json};

/// A video.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Video {
    /// Which.
    pub id: VideoId,
    /// Its name in addresses.
    pub reference: String,
    /// Whose it is.
    pub body: BodyCode,
    /// Where it stands.
    pub state: VideoState,
    /// Counts the changes.
    pub revision: i64,
    /// What is written about it.
    pub content: Content,
    /// Address of the film as it was sent.
    pub film: Option<String>,
    /// The name of the film as shown to people.
    pub film_name: String,
    /// `WebVTT`; empty where there is none.
    pub captions: String,
    /// Address of the picture that stands for it.
    pub poster: Option<String>,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// When it became public.
    pub published_at: Option<Timestamp>,
    /// When another took its place, it was withdrawn or given up.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub ended_reason: String,
    /// The video whose mistakes it mends.
    pub mends: Option<VideoId>,
}

fn from_row(row: &Row) -> Result<Video, SqlError> {
    let mends: Option<_> = row.get("mends")?;
    Ok(Video {
        id: VideoId(row.get("id")?),
        reference: row.get("reference")?,
        body: parsed(row, "body")?,
        state: parsed(row, "state")?,
        revision: row.get("revision")?,
        content: json(row, "content")?,
        film: row.get("film")?,
        film_name: row.get("film_name")?,
        captions: row.get("captions")?,
        poster: row.get("poster")?,
        created_at: instant(row, "created_at")?,
        changed_at: instant(row, "changed_at")?,
        published_at: instant_or_none(row, "published_at")?,
        ended_at: instant_or_none(row, "ended_at")?,
        ended_reason: row.get("ended_reason")?,
        mends: mends.map(VideoId),
    })
}

/// Begins a video. `false` when the reference is taken.
pub async fn insert(conn: &mut Conn, video: &Video) -> Result<bool, SqlError> {
    let changed = conn
        .run(
            sql!(
                "INSERT INTO office_video (id, reference, body, state, revision, content, film, film_name, captions, poster,
                                           created_at, changed_at, mends)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (reference) DO NOTHING"
            ),
            args![
                video.id.0,
                &video.reference,
                video.body.as_str(),
                video.state.code(),
                video.revision,
                to_json(&video.content)?,
                video.film.as_deref(),
                &video.film_name,
                &video.captions,
                video.poster.as_deref(),
                Micros::from(video.created_at),
                Micros::from(video.changed_at),
                video.mends.map(|mends| mends.0)
            ],
        )
        .await?;
    Ok(changed > 0)
}

/// Writes where a video stands now, and all that is known of it.
pub async fn update(conn: &mut Conn, video: &Video) -> Result<(), SqlError> {
    let changed = conn
        .run(
            sql!(
                "UPDATE office_video SET state = $2, revision = $3, content = $4, film = $5, film_name = $6,
                                         captions = $7, poster = $8, changed_at = $9, published_at = $10,
                                         ended_at = $11, ended_reason = $12
                  WHERE id = $1"
            ),
            args![
                video.id.0,
                video.state.code(),
                video.revision,
                to_json(&video.content)?,
                video.film.as_deref(),
                &video.film_name,
                &video.captions,
                video.poster.as_deref(),
                Micros::from(video.changed_at),
                video.published_at.map(Micros::from),
                video.ended_at.map(Micros::from),
                &video.ended_reason
            ],
        )
        .await?;
    sql::ensure_one(changed)
}

/// The video with this reference.
pub async fn by_reference(conn: &mut Conn, reference: &str) -> Result<Option<Video>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM office_video WHERE reference = $1"), args![reference]).await?;
    row.as_ref().map(from_row).transpose()
}

/// The video, locked until the transaction ends.
pub async fn lock(conn: &mut Conn, reference: &str) -> Result<Option<Video>, SqlError> {
    let row = conn
        .one(sql!("SELECT * FROM office_video WHERE reference = $1 @for_update"), args![reference])
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The videos of an office, those that were given up as drafts left out, the newest first.
pub async fn of_office(conn: &mut Conn, body: &str) -> Result<Vec<Video>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT * FROM office_video WHERE body = $1 AND state <> 'dropped' ORDER BY created_at DESC, id DESC"
            ),
            args![body],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The video of an office that everybody sees.
pub async fn published(conn: &mut Conn, body: &str) -> Result<Option<Video>, SqlError> {
    let row = conn
        .one(sql!("SELECT * FROM office_video WHERE body = $1 AND state = 'published'"), args![body])
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// As [`published`], locked until the transaction ends.
pub async fn lock_published(conn: &mut Conn, body: &str) -> Result<Option<Video>, SqlError> {
    let row = conn
        .one(
            sql!("SELECT * FROM office_video WHERE body = $1 AND state = 'published' @for_update"),
            args![body],
        )
        .await?;
    row.as_ref().map(from_row).transpose()
}

/// The videos of an office that were public before the present one and were not mended or withdrawn since, at most `most`, the
/// latest first. Those whose film was shut in since are seen by nobody.
pub async fn earlier(conn: &mut Conn, body: &str, most: i64) -> Result<Vec<Video>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT v.* FROM office_video v LEFT JOIN examination x ON x.blob = v.film
                  WHERE v.body = $1 AND v.state = 'replaced' AND x.quarantine IS NULL
                  ORDER BY v.published_at DESC, v.id DESC LIMIT $2"
            ),
            args![body, most],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The drafts with this film, of whichever office.
pub async fn drafts_with(conn: &mut Conn, film: &str) -> Result<Vec<Video>, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT * FROM office_video WHERE film = $1 AND state = 'draft' ORDER BY created_at, id"),
            args![film],
        )
        .await?;
    rows.iter().map(from_row).collect()
}

/// The video with this id, locked until the transaction ends.
pub async fn lock_by_id(conn: &mut Conn, id: VideoId) -> Result<Option<Video>, SqlError> {
    let row = conn.one(sql!("SELECT * FROM office_video WHERE id = $1 @for_update"), args![id.0]).await?;
    row.as_ref().map(from_row).transpose()
}

/// Whether an office has a video that everybody sees, the present one or an earlier one, by the office's name in addresses. One
/// whose film was shut in since is seen by nobody.
pub async fn is_published(conn: &mut Conn, slug: &str) -> Result<bool, SqlError> {
    let row = conn
        .one(
            sql!(
                "SELECT v.reference FROM office_video v JOIN body b ON b.code = v.body
                   LEFT JOIN examination x ON x.blob = v.film
                  WHERE b.slug = $1 AND v.state IN ('published', 'replaced') AND x.quarantine IS NULL LIMIT 1"
            ),
            args![slug],
        )
        .await?;
    Ok(row.is_some())
}
