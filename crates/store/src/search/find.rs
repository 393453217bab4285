//! Finding.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use domain::codes::BodyCode;
use jiff::Timestamp;
use search::{Filter, Place, Wanted, Window, fts5, tsquery};
use sql::{Conn, Engine, Row, SqlError, args, list, sql};
use uuid::Uuid;

use super::write::{Document, document, forms};
use crate::convert::{instant, parsed};

/// Hits that are read at most, and one more, by which it is known that there are others.
pub const HITS_MAX: usize = 500;
/// Characters of the text of a file that are read to show a part of it.
const TEXT_SHOWN: i64 = 40_000;

/// What is known of a hit before it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its number in the index.
    pub seq: i64,
    /// The office that holds it.
    pub body: BodyCode,
    /// Its class.
    pub class: Option<String>,
    /// Its year.
    pub year: Option<i64>,
    /// Its forms.
    pub forms: Vec<String>,
    /// When it became public.
    pub published_at: Timestamp,
    /// Words of its title that say something.
    pub title_words: i64,
}

fn hit(row: &Row) -> Result<Hit, SqlError> {
    Ok(Hit {
        seq: row.get("seq")?,
        body: parsed(row, "body")?,
        class: row.get("class")?,
        year: row.get("year")?,
        forms: forms(row)?,
        published_at: instant(row, "published_at")?,
        title_words: row.get("title_words")?,
    })
}

/// Hits by where they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByPlace {
    /// Those whose title has all that is wanted; none where only filters are wanted.
    pub titles: Vec<Hit>,
    /// Those that have it anywhere, in their titles too. Empty where `titles` reach the limit: no other would be shown.
    pub anywhere: Vec<Hit>,
}

/// The newest hits in titles and the newest anywhere, of each at most `limit`, newest first.
///
/// SQLite stops at the limit wherever it looks. PostgreSQL goes through the whole index where hits are few, so it does that
/// once: which of a few hits have it in their titles, their rows tell.
pub async fn hits_by_place(conn: &mut Conn, wanted: &Wanted, limit: usize) -> Result<ByPlace, SqlError> {
    if !wanted.has_words() {
        return Ok(ByPlace {
            titles: Vec::new(),
            anywhere: hits(conn, wanted, Place::Anywhere, limit).await?,
        });
    }
    if conn.engine() == Engine::Postgres {
        let anywhere = hits(conn, wanted, Place::Anywhere, limit).await?;
        let titles = if anywhere.len() < limit {
            with_title(conn, wanted, &anywhere).await?
        } else {
            hits(conn, wanted, Place::Title, limit).await?
        };
        return Ok(if titles.len() < limit {
            ByPlace { titles, anywhere }
        } else {
            ByPlace { titles, ..ByPlace::default() }
        });
    }
    let titles = hits(conn, wanted, Place::Title, limit).await?;
    let anywhere =
        if titles.len() < limit { hits(conn, wanted, Place::Anywhere, limit).await? } else { Vec::new() };
    Ok(ByPlace { titles, anywhere })
}

/// Those of the hits whose title has all that is wanted.
async fn with_title(conn: &mut Conn, wanted: &Wanted, hits: &[Hit]) -> Result<Vec<Hit>, SqlError> {
    let seqs = list(hits.iter().map(|hit| hit.seq));
    let expression = match conn.engine() {
        Engine::Sqlite => fts5(wanted, Place::Title),
        Engine::Postgres => tsquery(wanted, Place::Title, None),
    };
    let rows = conn
        .all(
            sql! {
                sqlite: "SELECT p.seq FROM search_token t JOIN search_place p ON p.seq = t.rowid
                          WHERE t.search_token MATCH $1 AND p.seq IN (@int_list($2))",
                // As a value it does not lead the planner to the tokens' index.
                postgres: "SELECT seq FROM search_place
                            WHERE seq IN (@int_list($2)) AND (tokens @@ CAST($1 AS TEXT)::tsquery) IS TRUE",
            },
            args![expression, seqs],
        )
        .await?;
    let seqs = rows.iter().map(|row| row.get("seq")).collect::<Result<HashSet<i64>, _>>()?;
    Ok(hits.iter().filter(|hit| seqs.contains(&hit.seq)).cloned().collect())
}

/// The newest hits, at most `limit`, newest first.
///
/// SQLite reads its lists of documents from the newest back and stops at the limit by itself. PostgreSQL would fetch all hits
/// and sort them, so it is asked window by window, between the numbers that an office or a year can have.
pub async fn hits(
    conn: &mut Conn,
    wanted: &Wanted,
    place: Place,
    limit: usize,
) -> Result<Vec<Hit>, SqlError> {
    if conn.engine() == Engine::Sqlite {
        return part(conn, &fts5(wanted, place), i64::MAX, limit).await;
    }
    let Some(bounds) = bounds(conn, wanted).await? else { return Ok(Vec::new()) };
    let mut found: Vec<Hit> = Vec::new();
    for window in Window::all(*bounds.end()).take_while(|window| window.to >= *bounds.start()) {
        let expression = tsquery(wanted, place, Some(&window));
        found.extend(part(conn, &expression, window.to, limit - found.len()).await?);
        if found.len() >= limit {
            break;
        }
    }
    Ok(found)
}

/// The lowest and the highest number that a hit can have. `None` when there can be none.
async fn bounds(conn: &mut Conn, wanted: &Wanted) -> Result<Option<RangeInclusive<i64>>, SqlError> {
    let (mut from, mut to) = (0, newest(conn).await?);
    let of_year = match wanted.value_of(Filter::Year).and_then(|year| year.parse::<i64>().ok()) {
        Some(year) => {
            let ends = sql!("SELECT MIN(seq) AS first, MAX(seq) AS last FROM search_place WHERE year = $1");
            Some(conn.exactly_one(ends, args![year]).await?)
        }
        None => None,
    };
    // PostgreSQL takes no text with this character, and no body has it.
    let of_body = match wanted.value_of(Filter::Body).filter(|body| !body.contains('\0')) {
        Some(body) => {
            let ends = sql!("SELECT MIN(seq) AS first, MAX(seq) AS last FROM search_place WHERE body = $1");
            Some(conn.exactly_one(ends, args![body]).await?)
        }
        None => None,
    };
    for row in of_year.iter().chain(&of_body) {
        // Of a value that stands nowhere as it was given, the tokens decide, as on SQLite.
        if let (Some(first), Some(last)) = (row.get("first")?, row.get("last")?) {
            (from, to) = (from.max(first), to.min(last));
        }
    }
    Ok((from <= to).then_some(from..=to))
}

async fn part(conn: &mut Conn, expression: &str, to: i64, limit: usize) -> Result<Vec<Hit>, SqlError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = conn
        .all(
            sql! {
                sqlite: "SELECT p.* FROM search_token t JOIN search_place p ON p.seq = t.rowid
                          WHERE t.search_token MATCH $1 AND t.rowid <= $2 ORDER BY t.rowid DESC LIMIT $3",
                // The sum keeps the planner from walking through the places instead of the tokens.
                postgres: "SELECT seq, body, class, year, forms, published_at, title_words FROM search_place
                            WHERE tokens @@ CAST($1 AS TEXT)::tsquery AND seq + 0 <= $2
                            ORDER BY seq + 0 DESC LIMIT $3",
            },
            args![expression, to, limit],
        )
        .await?;
    rows.iter().map(hit).collect()
}

/// The number of the newest document, 0 if there is none.
pub async fn newest(conn: &mut Conn) -> Result<i64, SqlError> {
    let row = conn.one(sql!("SELECT seq FROM search_place ORDER BY seq DESC LIMIT 1"), args![]).await?;
    row.map_or(Ok(0), |row| row.get("seq"))
}

/// A document with what is shown of its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its number in the index.
    pub seq: i64,
    /// The document.
    pub document: Document,
    /// The name of its office.
    pub office: String,
    /// The address of its office.
    pub slug: String,
}

/// These documents, in the order asked for; those that are gone are left out.
pub async fn shown(conn: &mut Conn, seqs: &[i64]) -> Result<Vec<Shown>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT d.*, b.office_name, b.slug FROM search_document d JOIN body b ON b.code = d.body
                  WHERE d.seq IN (@int_list($1))"
            ),
            args![list(seqs)],
        )
        .await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in &rows {
        let seq = row.get("seq")?;
        let shown =
            Shown { seq, document: document(row)?, office: row.get("office_name")?, slug: row.get("slug")? };
        found.insert(seq, shown);
    }
    Ok(seqs.iter().filter_map(|seq| found.remove(seq)).collect())
}

/// The names of offices, by code.
pub async fn office_names(conn: &mut Conn, codes: &[&str]) -> Result<Vec<(String, String)>, SqlError> {
    let rows = conn
        .all(sql!("SELECT code, office_name FROM body WHERE code IN (@list($1))"), args![list(codes)])
        .await?;
    rows.iter().map(|row| Ok((row.get("code")?, row.get("office_name")?))).collect()
}

/// The text of a file of a document, from its beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOf {
    /// The document.
    pub document: Uuid,
    /// At most some ten pages.
    pub text: String,
}

/// The texts of the files of these documents.
pub async fn texts(conn: &mut Conn, documents: &[Uuid]) -> Result<Vec<TextOf>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT document, substr(text, 1, CAST($2 AS INTEGER)) AS text FROM search_text
                  WHERE document IN (@id_list($1)) ORDER BY document, part"
            ),
            args![list(documents), TEXT_SHOWN],
        )
        .await?;
    rows.iter().map(|row| Ok(TextOf { document: row.get("document")?, text: row.get("text")? })).collect()
}
