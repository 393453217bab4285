//! Lists in pages: each page ends with a cursor that says after which key the next one begins (keyset, not offset, so
//! that rows which come and go meanwhile neither repeat nor vanish).
//!
//! ```
//! use sql::paging::{Limit, Page, decode};
//! // Statement: … WHERE ($1 IS NULL OR code > $1) ORDER BY code LIMIT $2, with $2 = limit.rows().
//! let limit = Limit::new(Some(2), 50, 200);
//! let rows = vec!["11", "12", "13"]; // one more than the page
//! let page = Page::new(rows, limit, |code| *code);
//! assert_eq!(page.items, ["11", "12"]);
//! let after: String = decode(&page.next.unwrap()).unwrap();
//! assert_eq!(after, "12");
//! ```

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Longest cursor that is read, in characters.
const LONGEST: usize = 1024;

/// A cursor that did not come from [`encode`], or from another list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the cursor is not one of this list")]
pub struct BadCursor;

/// A key as an opaque text for addresses. The key is readable by whoever has it: no secrets.
pub fn encode<K: Serialize>(key: &K) -> Result<String, BadCursor> {
    let text = BASE64URL_NOPAD.encode(&serde_json::to_vec(key).map_err(|_| BadCursor)?);
    if text.len() > LONGEST { Err(BadCursor) } else { Ok(text) }
}

/// The key of a cursor that somebody sent.
pub fn decode<K: DeserializeOwned>(cursor: &str) -> Result<K, BadCursor> {
    if cursor.len() > LONGEST {
        return Err(BadCursor);
    }
    let json = BASE64URL_NOPAD.decode(cursor.as_bytes()).map_err(|_| BadCursor)?;
    serde_json::from_slice(&json).map_err(|_| BadCursor)
}

/// How many items a page has: what was asked for, at least 1 and at most a cap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u32);

impl Limit {
    /// `asked` or `default`, held between 1 and `most`.
    pub fn new(asked: Option<u32>, default: u32, most: u32) -> Self {
        Self(asked.unwrap_or(default).min(most).max(1))
    }

    /// Items of a page.
    pub fn get(self) -> u32 {
        self.0
    }

    /// What to ask the database for: one more, which tells whether there is a next page.
    pub fn rows(self) -> i64 {
        i64::from(self.0) + 1
    }
}

/// A page and where the next one begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page; none on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// From up to [`Limit::rows`] rows in order; `key` is what the order goes by, ending in something unique.
    pub fn new<K: Serialize>(mut items: Vec<T>, limit: Limit, key: impl FnOnce(&T) -> K) -> Self {
        let size = usize::try_from(limit.0).unwrap_or(usize::MAX);
        let more = items.len() > size;
        items.truncate(size);
        // A key that cannot be encoded (too long) ends the list rather than the request.
        let next = items.last().filter(|_| more).and_then(|last| encode(&key(last)).ok());
        Self { items, next }
    }

    /// The same page of something else.
    pub fn map<U>(self, into: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(into).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_and_strangers_are_refused() {
        let key = (1_795_418_100_123_456_i64, "11.01".to_owned());
        let cursor = encode(&key).unwrap();
        assert!(cursor.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        assert_eq!(decode::<(i64, String)>(&cursor), Ok(key));
        let long = "A".repeat(LONGEST + 1);
        for bad in ["", "%", "abc=", long.as_str(), &encode(&"a text").unwrap()] {
            assert_eq!(decode::<(i64, String)>(bad), Err(BadCursor), "{bad}");
        }
    }

    #[test]
    fn a_limit_is_held_in_its_bounds() {
        for (asked, got) in [(None, 50), (Some(0), 1), (Some(7), 7), (Some(u32::MAX), 200)] {
            assert_eq!(Limit::new(asked, 50, 200).get(), got);
        }
        assert_eq!(Limit::new(None, 50, 200).rows(), 51);
    }

    #[test]
    fn the_last_page_has_no_next() {
        let limit = Limit::new(Some(3), 3, 3);
        assert_eq!(Page::new(vec![1, 2, 3], limit, |i| *i).next, None);
        assert!(Page::new(vec![1, 2, 3, 4], limit, |i| *i).next.is_some());
        assert_eq!(Page::new(Vec::<i32>::new(), limit, |i| *i).next, None);
    }
}
