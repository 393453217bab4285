//! The words of a document: those that its readers see, and those that go out with it beside them.

use crate::fault::Fault;
use crate::text::Gathered;
use crate::xml::{self, Piece};

/// What the words of a part are to readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// They see them, but for what was deleted or noted in the margin.
    Seen,
    /// They see none of them at once.
    Beside,
}

/// Words as they are heard, part after part.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// How many readers see.
    pub(super) count: u32,
    /// What readers see.
    pub(super) seen: Gathered,
    /// What was deleted, moved away or noted.
    pub(crate) beside: Gathered,
    /// How many notes there are in the margin.
    pub(crate) comments: u32,
    /// Whether changes are tracked.
    pub(super) has_changes: bool,
    /// Whether a field asks another program for its value.
    pub(super) has_field_of_another_program: bool,
    in_word: bool,
}

/// Where in a part the reading is.
struct Depth {
    field: bool,
    skipped: u32,
    beside: u32,
}

impl Words {
    /// Hears a part: text runs in `w:t` of DOCX, everything in the body of ODT; paragraphs, tabs and breaks part words.
    pub(super) fn hear(&mut self, source: impl std::io::BufRead, part: Part) -> Result<(), Fault> {
        let mut depth = Depth { field: false, skipped: 0, beside: u32::from(part == Part::Beside) };
        self.end_line();
        let heard = xml::read(source, |piece| {
            match piece {
                Piece::Start(start) => self.begin(&mut depth, start.local_name().as_ref()),
                Piece::End(name) => self.end(&mut depth, name),
                Piece::Text(part) if depth.field => {
                    self.has_field_of_another_program |= part.contains("DDE");
                }
                Piece::Text(_) if depth.skipped > 0 => {}
                Piece::Text(part) if depth.beside > 0 => self.beside.add(part),
                Piece::Text(part) => self.add(part),
            }
            Ok(())
        });
        self.end_line();
        heard
    }

    fn begin(&mut self, depth: &mut Depth, name: &str) {
        match name {
            "instrText" => depth.field = true,
            "automatic-styles" | "styles" => depth.skipped += 1,
            "comment" | "annotation" => self.comments = self.comments.saturating_add(1),
            "ins" | "del" | "moveFrom" | "moveTo" | "changed-region" => self.has_changes = true,
            "br" | "cr" | "line-break" if depth.beside > 0 => self.beside.line(),
            "br" | "cr" | "line-break" => self.end_seen_line(),
            "tab" | "s" if depth.beside > 0 => self.beside.add(" "),
            "tab" | "s" => self.add(" "),
            _ => {}
        }
        depth.beside += u32::from(is_beside(name));
    }

    fn end(&mut self, depth: &mut Depth, name: &str) {
        match name {
            "instrText" => depth.field = false,
            "automatic-styles" | "styles" => depth.skipped = depth.skipped.saturating_sub(1),
            // Runs of one deleted number lie side by side; what is deleted ends with the paragraph around it.
            "p" | "h" if depth.beside == 0 => self.end_line(),
            "p" | "h" | "comment" | "threadedComment" | "creator" | "date" => self.beside.line(),
            _ => {}
        }
        depth.beside = depth.beside.saturating_sub(u32::from(is_beside(name)));
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            let is_word = c.is_alphanumeric();
            if is_word && !self.in_word {
                self.count = self.count.saturating_add(1);
            }
            // A hyphen or an apostrophe within a word does not end it.
            self.in_word = is_word || (self.in_word && !c.is_whitespace());
        }
        self.seen.add(text);
    }

    fn end_seen_line(&mut self) {
        self.in_word = false;
        self.seen.line();
    }

    fn end_line(&mut self) {
        self.end_seen_line();
        self.beside.line();
    }
}

/// Whether what an element holds is no text of the document: deleted, moved away, noted about changes or in the margin.
fn is_beside(name: &str) -> bool {
    matches!(name, "delText" | "moveFrom" | "tracked-changes" | "annotation")
}
