//! Text documents: DOCX (ECMA-376) and ODT (`OpenDocument` 1.3), and what is active in any document that is a ZIP file.

use domain::facts::DocumentFacts;
use files::Media;
use quick_xml::events::BytesStart;

use crate::archive::{self, Archive};
use crate::fault::Fault;
use crate::look::Look;
use crate::properties;
use crate::text::Gathered;
use crate::xml::{self, Piece};

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
    let text = text(archive::entry(&mut file, main)?)?;
    if text.has_field_of_another_program {
        look.active("external_link");
    }
    look.facts.document = Some(DocumentFacts {
        words: text.words,
        beginning: beginning(&text),
        pictures: u32::try_from(pictures).unwrap_or(u32::MAX),
    });
    let own = properties::read(&mut file);
    look.write_text(&text.gathered, own.title.as_deref(), own.created)
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

#[derive(Default)]
struct Text {
    words: u32,
    gathered: Gathered,
    has_field_of_another_program: bool,
    in_word: bool,
}

impl Text {
    fn hear(&mut self, text: &str) {
        for c in text.chars() {
            let is_word = c.is_alphanumeric();
            if is_word && !self.in_word {
                self.words = self.words.saturating_add(1);
            }
            // A hyphen or an apostrophe within a word does not end it.
            self.in_word = is_word || (self.in_word && !c.is_whitespace());
        }
        self.gathered.add(text);
    }

    fn part(&mut self) {
        self.hear(" ");
    }

    fn line(&mut self) {
        self.in_word = false;
        self.gathered.line();
    }
}

/// Text runs in `w:t` of DOCX, anywhere in the body of ODT; paragraphs, tabs and breaks part words.
fn text(source: impl std::io::BufRead) -> Result<Text, Fault> {
    let mut text = Text::default();
    let (mut field, mut skipped) = (false, 0_u32);
    xml::read(source, |piece| {
        match piece {
            Piece::Start(start) => match start.local_name().as_ref() {
                "instrText" => field = true,
                // What was deleted, or noted about changes, is not text of the document.
                "delText" | "tracked-changes" | "automatic-styles" => skipped += 1,
                "br" | "cr" | "line-break" => text.line(),
                "tab" | "s" => text.part(),
                _ => {}
            },
            Piece::End(name) => match name {
                "instrText" => field = false,
                "delText" | "tracked-changes" | "automatic-styles" => skipped = skipped.saturating_sub(1),
                "p" | "h" => text.line(),
                _ => {}
            },
            Piece::Text(part) if field => text.has_field_of_another_program |= part.contains("DDE"),
            Piece::Text(part) if skipped == 0 => text.hear(part),
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(text)
}

fn beginning(text: &Text) -> String {
    crate::clean::line(text.gathered.as_str(), BEGINNING).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::fault::Fault;

    #[test]
    fn words_of_both_families() {
        let docx = r"<w:document><w:p><w:r><w:t>Surat</w:t></w:r><w:r><w:tab/><w:t>Kepu</w:t><w:t>tusan</w:t></w:r></w:p>
            <w:p><w:r><w:t>PPID &amp; anak-anak</w:t><w:delText>bukan</w:delText></w:r></w:p></w:document>";
        let found = text(docx.as_bytes()).unwrap();
        assert_eq!(super::beginning(&found), "Surat Keputusan PPID & anak-anak");
        assert_eq!(found.words, 4);
    }

    #[test]
    fn d12_documents_with_a_type_definition_are_refused() {
        let laughs = r#"<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document><w:t>&b;</w:t></w:document>"#;
        assert_eq!(text(laughs.as_bytes()).err(), Some(Fault::Broken));
        assert_eq!(text(&b"<a>&unknown;</a>"[..]).err(), Some(Fault::Broken));
        assert_eq!(text(&b"<a><b></a>"[..]).err(), Some(Fault::Broken));
    }
}
