//! Text documents: DOCX (ECMA-376) and ODT (`OpenDocument` 1.3), and what is active in any document that is a ZIP file.

mod words;

use domain::facts::DocumentFacts;
use files::Media;
use quick_xml::events::BytesStart;

use crate::archive::{self, Archive};
use crate::fault::Fault;
use crate::look::Look;
use crate::properties;
use crate::xml::{self, Piece};

use words::Part;
pub(crate) use words::Words;

/// Characters of the beginning.
const BEGINNING: usize = 1200;

pub(crate) fn look(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    look.facts.document = Some(DocumentFacts::default());
    let mut file = archive::open(look.open()?)?;
    active_parts(look, &mut file)?;
    let names = archive::names(&file);
    let pictures = if media == Media::Docx { "word/media/" } else { "Pictures/" };
    let pictures = names.iter().filter(|name| name.starts_with(pictures) && !name.ends_with('/')).count();
    let main = if media == Media::Docx {
        let is_main =
            |name: &&String| name.starts_with("word/document") && archive::has_suffix(name, &["xml"]);
        names.iter().find(is_main).map_or("word/document.xml", String::as_str)
    } else {
        "content.xml"
    };
    let mut text = Words::default();
    text.hear(archive::entry(&mut file, main)?, Part::Seen)?;
    let (words, beginning) = (text.count, beginning(&text));
    let ended = hear_parts(&mut file, media, &names, &mut text);
    if text.has_field_of_another_program {
        look.active("external_link");
    }
    look.facts.document = Some(DocumentFacts {
        words,
        beginning,
        pictures: u32::try_from(pictures).unwrap_or(u32::MAX),
        comments: text.comments,
        has_changes: text.has_changes,
    });
    let own = properties::read(&mut file);
    look.write_text(&text.seen, own.title.as_deref(), own.created)?;
    look.write_beside(&text.beside)?;
    ended
}

/// Hears what stands around the body: headers, footers and notes, then comments. What makes no sense is told in the end and
/// keeps nothing else from being heard.
fn hear_parts(file: &mut Archive, media: Media, names: &[String], text: &mut Words) -> Result<(), Fault> {
    let mut ended = Ok(());
    for name in names {
        let Some(part) = part_of(media, name) else { continue };
        let heard = archive::entry(file, name).and_then(|source| text.hear(source, part));
        ended = ended.and(heard);
    }
    ended
}

/// What a part of the ZIP file is to readers, beside the body; nothing for one without words.
fn part_of(media: Media, name: &str) -> Option<Part> {
    let is_one = |stem: &str| name.starts_with(stem) && archive::has_suffix(name, &["xml"]);
    match media {
        Media::Docx if is_one("word/comments") => Some(Part::Beside),
        Media::Docx => ["word/header", "word/footer", "word/footnotes", "word/endnotes"]
            .into_iter()
            .any(is_one)
            .then_some(Part::Seen),
        // Of the styles the pages alone have words: their headers and footers.
        Media::Odt => (name == "styles.xml").then_some(Part::Seen),
        Media::Xlsx if is_one("xl/comments") || is_one("xl/threadedComments/") => Some(Part::Beside),
        // Comments stand in the cells, and cells are read elsewhere.
        Media::Ods => (name == "content.xml").then_some(Part::Seen),
        _ => None,
    }
}

/// What stands beside the cells of a workbook: its comments, and what was changed where that is tracked.
pub(crate) fn beside_cells(file: &mut Archive, media: Media) -> (Words, Result<(), Fault>) {
    let (names, mut text) = (archive::names(file), Words::default());
    let ended = hear_parts(file, media, &names, &mut text);
    (text, ended)
}

/// Notes macros, embedded files and links to other places of a document that is a ZIP file.
pub(crate) fn active_parts(look: &mut Look<'_>, file: &mut Archive) -> Result<(), Fault> {
    let names = archive::names(file);
    let is_macro = |name: &String| {
        name.ends_with("vbaProject.bin") || name.starts_with("Basic/") || name.starts_with("Scripts/")
    };
    if names.iter().any(is_macro) {
        look.active("macro");
    }
    // The table behind a chart is a document of the same family and lies beside it; programs are something else.
    let is_embedded = |name: &String| name.contains("/embeddings/") && !archive::has_suffix(name, &["xlsx"]);
    if names
        .iter()
        .any(|name| is_embedded(name) || name.starts_with("Object ") && archive::has_suffix(name, &["bin"]))
    {
        look.active("embedded_file");
    }
    if names.iter().any(|name| name.starts_with("xl/externalLinks/")) {
        look.active("external_link");
    }
    for name in names.iter().filter(|name| archive::has_suffix(name, &["rels"])) {
        let mut is_linked = false;
        xml::read(archive::entry(file, name)?, |piece| {
            if let Piece::Start(start) = piece {
                is_linked |= fetches(start);
            }
            Ok(())
        })?;
        if is_linked {
            look.active("external_link");
        }
    }
    Ok(())
}

/// Whether a relationship makes the reader's program fetch something from elsewhere. A hyperlink waits for a click.
fn fetches(start: &BytesStart<'_>) -> bool {
    let value =
        |name: &str| start.attributes().flatten().find(|one| one.key.as_ref() == name).map(|one| one.value);
    let is_external = value("TargetMode").is_some_and(|mode| mode.as_ref() == "External");
    is_external && value("Type").is_none_or(|kind| !kind.ends_with("/hyperlink"))
}

fn beginning(text: &Words) -> String {
    crate::clean::line(text.seen.as_str(), BEGINNING).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Part, Words};
    use crate::fault::Fault;

    fn heard(source: &[u8]) -> Result<Words, Fault> {
        let mut text = Words::default();
        text.hear(source, Part::Seen).map(|()| text)
    }

    #[test]
    fn words_of_both_families() {
        let docx = r"<w:document><w:p><w:r><w:t>Surat</w:t></w:r><w:r><w:tab/><w:t>Kepu</w:t><w:t>tusan</w:t></w:r></w:p>
            <w:p><w:r><w:t>PPID &amp; anak-anak</w:t><w:delText>bukan</w:delText></w:r></w:p></w:document>";
        let found = heard(docx.as_bytes()).unwrap();
        assert_eq!(super::beginning(&found), "Surat Keputusan PPID & anak-anak");
        assert_eq!((found.count, found.beside.as_str()), (4, "bukan\n"));
        let odt = "<o:d><o:automatic-styles/><t:p>Satu<o:annotation><d:creator>Siti</d:creator><t:p>dua</t:p></o:annotation> tiga</t:p></o:d>";
        let found = heard(odt.as_bytes()).unwrap();
        assert_eq!((found.seen.as_str(), found.beside.as_str()), ("Satu tiga\n", "Siti\ndua\n"));
    }

    #[test]
    fn d12_documents_with_a_type_definition_are_refused() {
        let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document><w:t>&b;</w:t></w:document>"#;
        assert_eq!(heard(laughs.as_bytes()).err(), Some(Fault::Broken));
        assert_eq!(heard(b"<a>&unknown;</a>").err(), Some(Fault::Broken));
        assert_eq!(heard(b"<a><b></a>").err(), Some(Fault::Broken));
    }
}
