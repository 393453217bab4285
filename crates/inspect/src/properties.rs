//! What documents that are ZIP files say of themselves: `docProps/core.xml` (ECMA-376, part 2) and `meta.xml` (`OpenDocument`
//! 1.3, part 3).

use jiff::civil::Date;

use crate::archive::{self, Archive};
use crate::xml::{self, Piece};

/// Most characters of a value.
const VALUE: usize = 400;

/// A title and the day on which the document was made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Properties {
    pub(crate) title: Option<String>,
    pub(crate) created: Option<Date>,
}

/// Reads them. A document whose properties make no sense has none: its text is what matters.
pub(crate) fn read(file: &mut Archive) -> Properties {
    let names = archive::names(file);
    let name = ["docProps/core.xml", "meta.xml"].into_iter().find(|name| names.iter().any(|one| one == name));
    let source = name.and_then(|name| archive::entry(file, name).ok());
    source.map(of).unwrap_or_default()
}

fn of(source: impl std::io::BufRead) -> Properties {
    let (mut title, mut created) = (String::new(), String::new());
    let mut within = String::new();
    let read = xml::read(source, |piece| {
        match piece {
            Piece::Start(start) => start.local_name().as_ref().clone_into(&mut within),
            Piece::End(_) => within.clear(),
            Piece::Text(text) => {
                let value = match within.as_str() {
                    "title" => &mut title,
                    "created" | "creation-date" => &mut created,
                    _ => return Ok(()),
                };
                value.extend(text.chars().take(VALUE.saturating_sub(value.len())));
            }
        }
        Ok(())
    });
    if read.is_err() {
        return Properties::default();
    }
    // `2024-06-12T08:30:00Z`, with or without a zone: the day as its author's program wrote it.
    let day = created.trim().get(..10).and_then(|day| day.parse().ok());
    Properties { title: Some(title).filter(|title| !title.trim().is_empty()), created: day }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn titles_and_days_of_both_families() {
        let word = r"<cp:coreProperties><dc:title>Laporan &amp; Rencana</dc:title><dcterms:created>2024-06-12T08:30:00Z</dcterms:created></cp:coreProperties>";
        let found = of(word.as_bytes());
        assert_eq!(found.title.as_deref(), Some("Laporan & Rencana"));
        assert_eq!(found.created.unwrap().to_string(), "2024-06-12");
        let open = "<office:meta><meta:creation-date>2023-01-02T00:00:00.1</meta:creation-date><dc:title/></office:meta>";
        let found = of(open.as_bytes());
        assert_eq!((found.title, found.created.unwrap().to_string().as_str()), (None, "2023-01-02"));
        for none in [
            "<a><b></a>",
            "<!DOCTYPE x><title>a</title>",
            "<created>kemarin</created>",
            "<created>é</created>",
        ] {
            assert_eq!(of(none.as_bytes()), super::Properties::default(), "{none}");
        }
    }
}
