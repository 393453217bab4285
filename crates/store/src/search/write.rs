//! Bringing documents in, and taking them out.

use std::collections::BTreeSet;

use domain::codes::BodyCode;
use jiff::Timestamp;
use search::{Filter, Tokens, fts5_row, is_stop_word, tsvector, words};
use sql::{Conn, Engine, Micros, Row, SqlError, args, list, sql};
use uuid::Uuid;

use crate::convert::{instant, parsed};

/// Something that everybody may find, as it is shown among what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id where it comes from.
    pub id: Uuid,
    /// What it is: `item`, `news`, `page`, `regulation`, …
    pub kind: String,
    /// The office that holds it.
    pub body: BodyCode,
    /// Its address below that of the office, without a slash before it: `informasi/7K3Q94M2X`.
    pub path: String,
    /// The class of the information, where it has one.
    pub class: Option<String>,
    /// The year it is of.
    pub year: Option<i64>,
    /// The forms it can be had in: `pdf`, `xlsx`, `paper`, …; letters and digits.
    pub forms: Vec<String>,
    /// Its title.
    pub title: String,
    /// What it is about, in a few sentences.
    pub summary: String,
    /// What it is found by as well: keywords, names of files.
    pub other: String,
    /// When it became public.
    pub published_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Document {
    /// Its tokens without those of files, and how many words its title has.
    fn tokens(&self) -> (Tokens, i64) {
        let mut tokens = Tokens::default();
        let title_words = i64::try_from(tokens.title(&self.title)).unwrap_or(i64::MAX);
        tokens.text(&self.summary);
        tokens.text(&self.other);
        tokens.filter(Filter::Kind, &self.kind);
        tokens.filter(Filter::Body, self.body.as_str());
        if let Some(class) = &self.class {
            tokens.filter(Filter::Class, class);
        }
        if let Some(year) = self.year {
            tokens.filter(Filter::Year, &year.to_string());
        }
        for form in &self.forms {
            tokens.filter(Filter::Form, form);
        }
        (tokens, title_words)
    }

    /// The words of title and summary that may complete or correct what somebody types.
    pub(super) fn vocabulary<'a>(title: &'a str, summary: &'a str) -> BTreeSet<String> {
        let telling = |word: &str| {
            word.chars().count() >= 3 && !is_stop_word(word) && !word.chars().all(|c| c.is_ascii_digit())
        };
        words(title).chain(words(summary)).map(|word| word.text).filter(|word| telling(word)).collect()
    }
}

pub(super) fn document(row: &Row) -> Result<Document, SqlError> {
    Ok(Document {
        id: row.get("id")?,
        kind: row.get("kind")?,
        body: parsed(row, "body")?,
        path: row.get("path")?,
        class: row.get("class")?,
        year: row.get("year")?,
        forms: forms(row)?,
        title: row.get("title")?,
        summary: row.get("summary")?,
        other: row.get("other")?,
        published_at: instant(row, "published_at")?,
        updated_at: instant(row, "updated_at")?,
    })
}

pub(super) fn forms(row: &Row) -> Result<Vec<String>, SqlError> {
    Ok(row.get::<String>("forms")?.split_whitespace().map(str::to_owned).collect())
}

/// Brings a document in, or what has changed of it. Whoever calls this answers for its being public now.
pub async fn put(conn: &mut Conn, document: &Document) -> Result<(), SqlError> {
    let row = conn
        .exactly_one(
            sql!(
                "INSERT INTO search_document (id, kind, body, path, class, year, forms, title, summary, other,
                                              published_at, updated_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                 ON CONFLICT (id) DO UPDATE SET
                     kind = excluded.kind, body = excluded.body, path = excluded.path, class = excluded.class,
                     year = excluded.year, forms = excluded.forms, title = excluded.title,
                     summary = excluded.summary, other = excluded.other,
                     published_at = excluded.published_at, updated_at = excluded.updated_at
                 RETURNING seq"
            ),
            args![
                document.id,
                &document.kind,
                document.body.as_str(),
                &document.path,
                &document.class,
                document.year,
                document.forms.join(" "),
                &document.title,
                &document.summary,
                &document.other,
                Micros::from(document.published_at),
                Micros::from(document.updated_at),
            ],
        )
        .await?;
    index(conn, row.get("seq")?, document).await?;
    let new = Document::vocabulary(&document.title, &document.summary);
    conn.run(
        sql! {
            sqlite: "INSERT INTO search_word (word, initial, documents)
                     SELECT value, substr(value, 1, 1), 1 FROM json_each($1) WHERE TRUE
                     ON CONFLICT (word) DO NOTHING",
            postgres: "INSERT INTO search_word (word, initial, documents)
                       SELECT word, substr(word, 1, 1), 1 FROM jsonb_array_elements_text($1::jsonb) AS word
                       ORDER BY word ON CONFLICT (word) DO NOTHING",
        },
        args![list(new)],
    )
    .await?;
    Ok(())
}

/// Makes these the texts of a document's files, by part, in place of all that it had. Nothing happens if the document is not
/// there.
pub async fn set_texts(conn: &mut Conn, id: Uuid, texts: &[(String, &str)]) -> Result<(), SqlError> {
    let parts = list(texts.iter().map(|(part, _)| part));
    let mut changed = conn
        .run(
            sql!("DELETE FROM search_text WHERE document = $1 AND part NOT IN (@list($2))"),
            args![id, parts],
        )
        .await?;
    for (part, text) in texts {
        changed += conn
            .run(
                sql!(
                    "INSERT INTO search_text (document, part, text)
                     SELECT d.id, $2, $3 FROM search_document d WHERE d.id = $1
                     ON CONFLICT (document, part) DO UPDATE SET text = excluded.text
                      WHERE search_text.text <> excluded.text"
                ),
                args![id, part, *text],
            )
            .await?;
    }
    if changed == 0 { Ok(()) } else { index_again(conn, id).await }
}

/// Takes a document out with all its texts. Nothing happens if it is not there.
pub async fn remove(conn: &mut Conn, id: Uuid) -> Result<(), SqlError> {
    let found = conn.one(sql!("DELETE FROM search_document WHERE id = $1 RETURNING seq"), args![id]).await?;
    let Some(row) = found else { return Ok(()) };
    let seq: i64 = row.get("seq")?;
    conn.run(sql!("DELETE FROM search_place WHERE seq = $1"), args![seq]).await?;
    conn.run(sql!("DELETE FROM search_text WHERE document = $1"), args![id]).await?;
    if conn.engine() == Engine::Sqlite {
        forget(conn, seq).await?;
    }
    Ok(())
}

async fn index_again(conn: &mut Conn, id: Uuid) -> Result<(), SqlError> {
    let found = conn.one(sql!("SELECT * FROM search_document WHERE id = $1"), args![id]).await?;
    let Some(row) = found else { return Ok(()) };
    index(conn, row.get("seq")?, &document(&row)?).await
}

/// Writes place and tokens anew.
async fn index(conn: &mut Conn, seq: i64, document: &Document) -> Result<(), SqlError> {
    let (mut tokens, title_words) = document.tokens();
    let texts = conn
        .all(sql!("SELECT text FROM search_text WHERE document = $1 ORDER BY part"), args![document.id])
        .await?;
    for row in &texts {
        tokens.text(&row.get::<String>("text")?);
    }
    let written = match conn.engine() {
        Engine::Sqlite => fts5_row(&tokens),
        Engine::Postgres => tsvector(&tokens, seq),
    };
    conn.run(
        sql! {
            sqlite: "INSERT INTO search_place (seq, body, class, year, forms, published_at, title_words)
                     SELECT $1, $2, $3, $4, $5, $6, $7 WHERE $8 IS NOT NULL
                     ON CONFLICT (seq) DO UPDATE SET
                         body = excluded.body, class = excluded.class, year = excluded.year, forms = excluded.forms,
                         published_at = excluded.published_at, title_words = excluded.title_words",
            postgres: "INSERT INTO search_place (seq, body, class, year, forms, published_at, title_words, tokens)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, CAST($8 AS TEXT)::tsvector)
                       ON CONFLICT (seq) DO UPDATE SET
                           body = excluded.body, class = excluded.class, year = excluded.year, forms = excluded.forms,
                           published_at = excluded.published_at, title_words = excluded.title_words,
                           tokens = excluded.tokens",
        },
        args![
            seq,
            document.body.as_str(),
            &document.class,
            document.year,
            document.forms.join(" "),
            Micros::from(document.published_at),
            title_words,
            &written,
        ],
    )
    .await?;
    if conn.engine() == Engine::Sqlite {
        forget(conn, seq).await?;
        conn.run(
            sql! {
                sqlite: "INSERT INTO search_token (rowid, tokens) VALUES ($1, $2)",
                postgres: "SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT)",
            },
            args![seq, written],
        )
        .await?;
    }
    Ok(())
}

/// Takes the tokens of a document out of SQLite's index. PostgreSQL has them in the row of the place.
async fn forget(conn: &mut Conn, seq: i64) -> Result<(), SqlError> {
    conn.run(
        sql! {
            sqlite: "DELETE FROM search_token WHERE rowid = $1",
            postgres: "SELECT CAST($1 AS BIGINT)",
        },
        args![seq],
    )
    .await?;
    Ok(())
}
