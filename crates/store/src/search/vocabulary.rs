//! Words of titles and summaries, by how many documents have them.

use std::collections::BTreeMap;

use sql::{Conn, SqlError, args, list, sql};

use super::write::Document;

/// Documents that are read at a time to count their words.
const PAGE: i64 = 2_000;
/// Words that are written at a time.
const BATCH: usize = 5_000;

/// The most frequent words that begin like this, without the word itself.
pub async fn completions(conn: &mut Conn, prefix: &str, limit: i64) -> Result<Vec<String>, SqlError> {
    // After every word that begins so: no word has this character.
    let end = format!("{prefix}\u{10ffff}");
    let rows = conn
        .all(
            sql!(
                "SELECT word FROM search_word WHERE word > $1 AND word < $2 ORDER BY documents DESC, word LIMIT $3"
            ),
            args![prefix, end, limit],
        )
        .await?;
    rows.iter().map(|row| row.get("word")).collect()
}

/// The most frequent words that begin with one of these letters.
pub async fn frequent(conn: &mut Conn, initials: &[char], limit: i64) -> Result<Vec<String>, SqlError> {
    let rows = conn
        .all(
            sql!(
                "SELECT word FROM search_word WHERE initial IN (@list($1)) ORDER BY documents DESC, word LIMIT $2"
            ),
            args![list(initials), limit],
        )
        .await?;
    rows.iter().map(|row| row.get("word")).collect()
}

/// Where counting the words has come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordPage {
    /// The last document that was read.
    pub after: i64,
    /// In how many documents each word was so far.
    pub counts: BTreeMap<String, i64>,
}

/// Counts the words of a page of documents. `false` when there was none left.
pub async fn count_words(conn: &mut Conn, page: &mut WordPage) -> Result<bool, SqlError> {
    let rows = conn
        .all(
            sql!("SELECT seq, title, summary FROM search_document WHERE seq > $1 ORDER BY seq LIMIT $2"),
            args![page.after, PAGE],
        )
        .await?;
    for row in &rows {
        page.after = row.get("seq")?;
        for word in Document::vocabulary(&row.get::<String>("title")?, &row.get::<String>("summary")?) {
            *page.counts.entry(word).or_insert(0) += 1;
        }
    }
    Ok(!rows.is_empty())
}

/// Puts these counts in the place of those before. Words of documents that came in meanwhile are lost until the next count.
pub async fn replace_words(conn: &mut Conn, counts: &BTreeMap<String, i64>) -> Result<(), SqlError> {
    conn.run(sql!("DELETE FROM search_word"), args![]).await?;
    let words: Vec<(&String, &i64)> = counts.iter().collect();
    for batch in words.chunks(BATCH) {
        let names = list(batch.iter().map(|(word, _)| word));
        let numbers = list(batch.iter().map(|(_, count)| count));
        conn.run(
            sql! {
                sqlite: "INSERT INTO search_word (word, initial, documents)
                         SELECT w.value, substr(w.value, 1, 1), CAST(n.value AS INTEGER)
                           FROM json_each($1) w JOIN json_each($2) n ON n.key = w.key",
                postgres: "INSERT INTO search_word (word, initial, documents)
                           SELECT w, substr(w, 1, 1), n::bigint
                             FROM ROWS FROM (jsonb_array_elements_text($1::jsonb),
                                             jsonb_array_elements_text($2::jsonb)) AS given (w, n)",
            },
            args![names, numbers],
        )
        .await?;
    }
    Ok(())
}
