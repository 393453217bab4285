//! What a site that is left behind tells of itself: its feed (RSS 2.0, Atom), its site map, or an export of `WordPress` (WXR).
//!
//! All four are XML of many small records, so one reader serves them; what a record means is told by [`feed`], [`sitemap`] and
//! [`wxr`]. A reader for feeds alone knows no site map and no WXR, and would bring a second reader of XML with it.

mod feed;
mod records;
mod sitemap;
mod wxr;

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::probe::{PageFacts, facts, page};

pub use records::HarvestError;
pub use sitemap::SiteMap;

use records::Record;

/// Most characters of a title.
const TITLE_MAX: usize = 250;
/// Most characters of a summary.
const SUMMARY_MAX: usize = 600;
/// Most files of one entry.
const FILES_MAX: usize = 10;
/// Suffixes of the addresses of documents.
const DOCUMENTS: [&str; 8] = [".pdf", ".doc", ".docx", ".xls", ".xlsx", ".csv", ".ods", ".odt"];

/// Something that a site has published.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Where it stands.
    pub url: String,
    /// What it is called; empty where the site does not say.
    pub title: String,
    /// What it is about: plain text.
    pub summary: String,
    /// The day on which it was published, as the site writes it.
    pub day: Option<Date>,
    /// Addresses of the documents that belong to it, each once.
    pub files: Vec<String>,
}

/// Reads a feed.
///
/// # Errors
/// [`HarvestError`] for what is no feed.
pub fn read_feed(bytes: &[u8]) -> Result<Vec<Entry>, HarvestError> {
    feed::read(bytes)
}

/// Reads a site map, or an index of site maps.
///
/// # Errors
/// [`HarvestError`] for what is no site map.
pub fn read_sitemap(bytes: &[u8]) -> Result<SiteMap, HarvestError> {
    sitemap::read(bytes)
}

/// Reads an export of `WordPress`: what is public in it, with its attachments.
///
/// # Errors
/// [`HarvestError`] for what is no such export.
pub fn read_wxr(bytes: &[u8]) -> Result<Vec<Entry>, HarvestError> {
    wxr::read(bytes)
}

/// What a page says of itself, for an address of which nothing else is known.
#[must_use]
pub fn read_page(bytes: &[u8], url: &str) -> Entry {
    let (title, facts) = (page::read(bytes, None).title, facts_of(&page::decode(bytes, None), url));
    let mut files = Vec::new();
    for link in &facts.links {
        keep_file(&mut files, &link.url, None);
    }
    Entry {
        url: url.to_owned(),
        title: line(&title, TITLE_MAX),
        summary: cut(&facts.description, SUMMARY_MAX),
        day: day(&facts.published),
        files,
    }
}

/// Whether an address is that of a document, by its last part.
#[must_use]
pub fn is_document(url: &str) -> bool {
    let name = file_name(url).to_ascii_lowercase();
    DOCUMENTS.iter().any(|suffix| name.len() > suffix.len() && name.ends_with(suffix))
}

/// The last part of the path of an address, as it is written there.
#[must_use]
pub fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// A title for an address that has none: its last part in words.
#[must_use]
pub fn title_of(url: &str) -> String {
    let name = file_name(url);
    let name = if is_document(url) { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
    let decoded = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
    let words: Vec<&str> = decoded.split(|c: char| !c.is_alphanumeric() && c != '.').collect();
    let text = line(&words.join(" "), TITLE_MAX);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text of a piece of mark-up, and the links in it.
fn marked_up(text: &str, url: &str) -> (String, Vec<String>) {
    let links = facts_of(text, url).links.into_iter().map(|link| link.url).collect();
    (page::read(text.as_bytes(), Some("utf-8")).text, links)
}

fn facts_of(html: &str, url: &str) -> PageFacts {
    facts::read(html, url::Url::parse(url).ok().as_ref())
}

/// Text on one line, of so many characters at most.
fn line(text: &str, max: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control()).take(max).collect()
}

/// Plain text, cut at the end of a word where it is longer.
fn cut(text: &str, max: usize) -> String {
    let text = line(text, usize::MAX);
    if text.chars().count() <= max {
        return text;
    }
    let head: String = text.chars().take(max - 1).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head))
}

/// An address of the web without its fragment; `None` for anything else.
fn web(url: &str, base: Option<&str>) -> Option<String> {
    let base = base.and_then(|base| url::Url::parse(base).ok());
    let mut url = url::Url::options().base_url(base.as_ref()).parse(url.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https") || url.as_str().len() > 2_000 {
        return None;
    }
    url.set_fragment(None);
    Some(url.into())
}

/// Adds an address where it is that of a document and there is room.
fn keep_file(files: &mut Vec<String>, url: &str, base: Option<&str>) {
    if let Some(url) = web(url, base)
        && is_document(&url)
        && files.len() < FILES_MAX
        && !files.contains(&url)
    {
        files.push(url);
    }
}

/// The day of a time as RSS (RFC 2822), Atom and site maps (RFC 3339, or a day alone) write it.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    // Some write a day of the week that is not that of the date.
    let parser = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    if let Ok(zoned) = parser.parse_zoned_datetime(text) {
        return Some(zoned.date());
    }
    let head = text.get(..10)?;
    // A day as written, whatever the zone: that is what the site showed its readers.
    let is_time = text.len() == 10 || text.parse::<Timestamp>().is_ok() || text.get(10..11) == Some(" ");
    head.parse().ok().filter(|_| is_time)
}
