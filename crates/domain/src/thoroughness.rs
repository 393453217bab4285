//! How thoroughly a file was looked through before it is published, and what it holds that its readers do not see at once.
//!
//! That nothing was found says something only of what was looked at: whoever publishes answers for the rest.

use crate::document::DocumentText;
use crate::facts::{Facts, Oddity, PdfFacts};

/// How much of a PDF was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pages {
    /// Pages in all.
    pub all: u32,
    /// Pages whose text was read, from the first.
    pub read: u32,
    /// Pages on which an identity card was looked for.
    pub pictured: u32,
}

impl Pages {
    /// Of a PDF whose text was kept as `text`. A look of before pages were counted kept the text of each page that it read, and
    /// looked for cards on the pages of which it made pictures.
    #[must_use]
    pub fn new(pdf: &PdfFacts, text: Option<&DocumentText>) -> Self {
        let kept = text.map_or(0, |text| u32::try_from(text.pages().count()).unwrap_or(u32::MAX));
        Self {
            all: pdf.pages,
            read: pdf.read.unwrap_or(kept).min(pdf.pages),
            pictured: pdf.pictured.unwrap_or(pdf.shown).min(pdf.pages),
        }
    }

    /// Whether text is left that nobody looked through, and that no search finds.
    #[must_use]
    pub const fn has_unread(self) -> bool {
        self.read < self.all
    }

    /// Whether pages are left on which nobody looked for an identity card.
    #[must_use]
    pub const fn has_unseen(self) -> bool {
        self.pictured < self.all
    }
}

/// Something in a file that goes out with it though its readers do not see it at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// So many comments.
    Comments(u32),
    /// Tracked changes, with what was deleted.
    Changes,
    /// So many sheets that programs do not show.
    HiddenSheets(u32),
    /// The place where a film was taken.
    Place,
}

/// What a file holds beside what its readers see at once.
#[must_use]
pub fn beside(facts: &Facts) -> Vec<Beside> {
    let (document, sheet) = (facts.document.as_ref(), facts.sheet.as_ref());
    let comments = document.map_or(0, |document| document.comments) + sheet.map_or(0, |sheet| sheet.comments);
    let hidden = sheet.map_or(0, |sheet| sheet.hidden);
    let found = [
        (comments > 0, Beside::Comments(comments)),
        (document.is_some_and(|document| document.has_changes), Beside::Changes),
        (hidden > 0, Beside::HiddenSheets(hidden)),
        (facts.video.as_ref().is_some_and(|film| film.tells_place), Beside::Place),
    ];
    found.into_iter().filter(|(holds, _)| *holds).map(|(_, what)| what).collect()
}

/// What of a file was not looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The look did not come to its end: the file is locked or broken, or takes too much.
    Inside,
    /// Some pages of a PDF.
    Pages(Pages),
    /// All but the beginning of a long text.
    Rest,
}

/// What was not looked through of a document or table, once the look inside is over; nothing where all was.
#[must_use]
pub fn gap(facts: &Facts, text: Option<&DocumentText>) -> Option<Gap> {
    let has_ended = |oddity: &Oddity| matches!(oddity, Oddity::Broken | Oddity::Locked | Oddity::TooCostly);
    match &facts.pdf {
        Some(pdf) if pdf.pages == 0 => return Some(Gap::Inside),
        Some(pdf) => {
            let pages = Pages::new(pdf, text);
            if pages.has_unread() || pages.has_unseen() {
                return Some(Gap::Pages(pages));
            }
        }
        None if facts.document.is_none() && facts.sheet.is_none() => return None,
        None if facts.oddities.iter().any(has_ended) => return Some(Gap::Inside),
        None => {}
    }
    text.is_some_and(DocumentText::is_cut).then_some(Gap::Rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::MOST_CHARACTERS;
    use crate::facts::{DocumentFacts, SheetFacts, VideoFacts};

    #[test]
    fn what_was_looked_through_of_a_pdf_is_told_by_looks_of_now_and_of_before() {
        let now =
            PdfFacts { pages: 200, shown: 10, read: Some(150), pictured: Some(40), ..PdfFacts::default() };
        let pages = Pages::new(&now, None);
        assert_eq!(
            (pages.read, pages.pictured, pages.has_unread(), pages.has_unseen()),
            (150, 40, true, true)
        );
        let whole = PdfFacts { read: Some(200), pictured: Some(200), ..now.clone() };
        let pages = Pages::new(&whole, None);
        assert!(!pages.has_unread() && !pages.has_unseen());
        let before = PdfFacts { pages: 3, shown: 2, ..PdfFacts::default() };
        let text = |text: &str| DocumentText::new(text);
        assert_eq!(Pages::new(&before, Some(&text("a\u{C}b"))), Pages { all: 3, read: 2, pictured: 2 });
        assert_eq!(
            Pages::new(&before, Some(&text("a\u{C}b\u{C}\u{C}"))).read,
            3,
            "never more than there are"
        );
        assert!(Pages::new(&before, None).has_unread());
    }

    #[test]
    fn what_goes_out_beside_what_is_seen() {
        let document = DocumentFacts { comments: 2, has_changes: true, ..DocumentFacts::default() };
        let sheet = SheetFacts { comments: 1, hidden: 3, ..SheetFacts::default() };
        let film = VideoFacts { tells_place: true, ..VideoFacts::default() };
        let facts = Facts { document: Some(document), ..Facts::default() };
        assert_eq!(beside(&facts), [Beside::Comments(2), Beside::Changes]);
        let facts = Facts { sheet: Some(sheet), ..Facts::default() };
        assert_eq!(beside(&facts), [Beside::Comments(1), Beside::HiddenSheets(3)]);
        assert_eq!(beside(&Facts { video: Some(film), ..Facts::default() }), [Beside::Place]);
        assert_eq!(beside(&Facts::default()), []);
    }

    #[test]
    fn what_was_not_looked_through_is_told() {
        let odd = |facts: Facts| Facts { oddities: vec![Oddity::Broken], ..facts };
        let document = Facts { document: Some(DocumentFacts::default()), ..Facts::default() };
        let pdf = |pages, read| {
            let pdf = PdfFacts { pages, read: Some(read), pictured: Some(pages), ..PdfFacts::default() };
            Facts { pdf: Some(pdf), ..Facts::default() }
        };
        let (short, long) = (DocumentText::new("a"), DocumentText::new(&"a".repeat(MOST_CHARACTERS + 1)));
        assert_eq!(gap(&document, Some(&short)), None);
        assert_eq!(gap(&document, Some(&long)), Some(Gap::Rest));
        assert_eq!(gap(&odd(document), Some(&short)), Some(Gap::Inside));
        assert_eq!(gap(&pdf(0, 0), None), Some(Gap::Inside));
        assert_eq!(gap(&pdf(3, 2), None), Some(Gap::Pages(Pages { all: 3, read: 2, pictured: 3 })));
        assert_eq!(gap(&odd(pdf(3, 3)), None), None, "of a PDF that has pages they tell");
        assert_eq!(gap(&odd(Facts::default()), None), None, "a picture is no text");
    }
}
