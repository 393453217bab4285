//! What is wrong with a text, line by line.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::{BYTES_MAX, DEPTH_MAX, address, picture};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// A picture without a text that says what is to be seen, and not marked as decoration.
    NoAlternative,
    /// A picture with a number that the article has not.
    UnknownPicture,
    /// A picture of another address than `gambar:…`.
    ForeignPicture,
    /// A link to an address that links may not have.
    BadLink,
    /// Lists or quotations too deep inside each other.
    TooDeep,
    /// More than is read.
    TooLong,
}

impl Wrong {
    /// Key of its words in a message catalogue.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoAlternative => "content-wrong-no-alternative",
            Self::UnknownPicture => "content-wrong-unknown-picture",
            Self::ForeignPicture => "content-wrong-foreign-picture",
            Self::BadLink => "content-wrong-bad-link",
            Self::TooDeep => "content-wrong-too-deep",
            Self::TooLong => "content-wrong-too-long",
        }
    }
}

/// Something that is wrong, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// What is wrong there.
    pub what: Wrong,
}

/// Everything that is wrong with a text, by line, each thing once in a line. `is_decoration` says of the number of a picture
/// whether it is decoration only; `None` where the article has no such picture.
#[must_use]
pub fn check(text: &str, is_decoration: &dyn Fn(u32) -> Option<bool>) -> Vec<Fault> {
    if text.len() > BYTES_MAX {
        let line = crate::bounded(text).lines().count().max(1);
        return vec![Fault { line, what: Wrong::TooLong }];
    }
    let mut faults = Faults { text, passed: 0, line: 1, found: Vec::new() };
    let mut depth = 0_usize;
    // The place, the address and the words so far of the pictures that are open.
    let mut open: Vec<(usize, String, String)> = Vec::new();
    for (event, range) in crate::parser(text).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::Item) => {
                depth += 1;
                if depth == DEPTH_MAX + 1 {
                    faults.add(range.start, Wrong::TooDeep);
                }
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Link { link_type, dest_url, .. })
                if link_type != LinkType::Email && address::target(&dest_url).is_none() =>
            {
                faults.add(range.start, Wrong::BadLink);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                open.push((range.start, dest_url.to_string(), String::new()));
            }
            Event::End(TagEnd::Image) => {
                if let Some((at, address, words)) = open.pop()
                    && let Some(what) = wrong_picture(&address, &words, is_decoration)
                {
                    faults.add(at, what);
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some((.., alternative)) = open.last_mut() {
                    alternative.push_str(&words);
                }
            }
            _ => {}
        }
    }
    faults.found.sort_by_key(|fault| fault.line);
    faults.found
}

fn wrong_picture(address: &str, words: &str, is_decoration: &dyn Fn(u32) -> Option<bool>) -> Option<Wrong> {
    let Some(number) = picture::number(address) else { return Some(Wrong::ForeignPicture) };
    let Some(is_decoration) = is_decoration(number) else { return Some(Wrong::UnknownPicture) };
    (words.trim().is_empty() && !is_decoration).then_some(Wrong::NoAlternative)
}

/// Counts lines on the way, so that a text of many faults is walked through once.
struct Faults<'t> {
    text: &'t str,
    passed: usize,
    line: usize,
    found: Vec<Fault>,
}

impl Faults<'_> {
    fn add(&mut self, at: usize, what: Wrong) {
        if at < self.passed {
            // A picture is told when it ends; lists inside may have been told since.
            (self.passed, self.line) = (0, 1);
        }
        let between = self.text.get(self.passed..at).unwrap_or_default();
        self.line += between.bytes().filter(|byte| *byte == b'\n').count();
        self.passed = at;
        let fault = Fault { line: self.line, what };
        if self.found.last() != Some(&fault) {
            self.found.push(fault);
        }
    }
}
