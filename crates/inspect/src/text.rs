//! The text of a document while it is gathered: bounded, and written beside the pictures.

use domain::document::{MOST_CHARACTERS, PAGE_BREAK};

/// Text that grows up to its bound and one character more, which tells that there was more.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    text: String,
    characters: usize,
}

impl Gathered {
    /// Adds text, as far as there is room. A break of pages within it would part what is one page.
    pub(crate) fn add(&mut self, text: &str) {
        for c in text.chars() {
            if self.is_full() {
                return;
            }
            self.text.push(if c == PAGE_BREAK { '\n' } else { c });
            self.characters += 1;
        }
    }

    /// Ends a line.
    pub(crate) fn line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(['\n', PAGE_BREAK]) {
            self.add("\n");
        }
    }

    /// Ends a page.
    pub(crate) fn page(&mut self) {
        if !self.is_full() {
            self.text.push(PAGE_BREAK);
            self.characters += 1;
        }
    }

    /// Whether nothing more is kept.
    pub(crate) fn is_full(&self) -> bool {
        self.characters > MOST_CHARACTERS
    }

    /// What there is.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Gathered;
    use domain::document::{DocumentText, MOST_CHARACTERS};

    #[test]
    fn it_is_bounded_and_tells_that_there_was_more() {
        let mut text = Gathered::default();
        text.line();
        text.add("satu\u{C}dua");
        text.line();
        text.line();
        text.page();
        text.add("tiga");
        assert_eq!(text.as_str(), "satu\ndua\n\u{C}tiga");
        text.add(&"é".repeat(MOST_CHARACTERS));
        text.page();
        assert!(text.is_full() && DocumentText::new(text.as_str()).is_cut());
    }
}
