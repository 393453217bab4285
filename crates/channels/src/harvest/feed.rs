//! Feeds: RSS 2.0 (and the RDF of RSS 1.0, whose items look alike), Atom (RFC 4287).

use super::{
    Entry, HarvestError, Record, SUMMARY_MAX, TITLE_MAX, cut, day, keep_file, line, marked_up, records, web,
};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, HarvestError> {
    let document = records::read(bytes, &["item", "entry"])?;
    if !matches!(document.root.as_str(), "rss" | "feed" | "rdf:rdf") {
        return Err(HarvestError::OtherKind);
    }
    Ok(document.records.iter().filter_map(entry).collect())
}

/// An item of RSS or an entry of Atom. One without an address is of no use.
pub(super) fn entry(record: &Record) -> Option<Entry> {
    let url = web(&link(record), None)?;
    // What was written as a summary goes before the beginning of the text.
    let names = ["description", "summary", "content:encoded", "content"];
    let texts = names.map(|name| marked_up(record.text(name), &url));
    let short = texts.iter().map(|(text, _)| text.as_str()).find(|text| !text.is_empty());
    let mut files = Vec::new();
    for field in record.all("enclosure") {
        keep_file(&mut files, field.attribute("url"), Some(&url));
    }
    for field in record.all("link").filter(|field| field.attribute("rel") == "enclosure") {
        keep_file(&mut files, field.attribute("href"), Some(&url));
    }
    for file in texts.iter().flat_map(|(_, links)| links) {
        keep_file(&mut files, file, Some(&url));
    }
    let mut when = ["pubdate", "published", "dc:date", "updated"].into_iter();
    Some(Entry {
        title: line(&marked_up(record.text("title"), &url).0, TITLE_MAX),
        summary: cut(short.unwrap_or_default(), SUMMARY_MAX),
        day: when.find_map(|name| day(record.text(name))),
        files,
        url,
    })
}

/// The text of an element of RSS, the attribute of one of Atom.
fn link(record: &Record) -> String {
    let text = record.text("link");
    if !text.is_empty() {
        return text.to_owned();
    }
    let atom = record.all("link").find(|field| matches!(field.attribute("rel"), "" | "alternate"));
    let guid = record.all("guid").find(|field| field.attribute("ispermalink") != "false");
    atom.map(|field| field.attribute("href").to_owned())
        .or_else(|| guid.map(|field| field.text.trim().to_owned()))
        .unwrap_or_default()
}
