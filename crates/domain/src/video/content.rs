//! What is written about a video.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::is_forbidden;
use crate::problem::{FieldProblem, Problem};

/// Most characters of a title, a name or a post.
const LINE_MAX: usize = 200;
/// Most characters of a transcript.
pub const TRANSCRIPT_MAX: usize = 20_000;
/// Most characters of a reason.
pub const REASON_MAX: usize = 500;

/// What is written about a video.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// Who speaks.
    pub speaker: String,
    /// The post of whoever speaks: *Ketua Bawaslu Kabupaten Katingan*.
    pub post: String,
    /// When it was recorded.
    pub recorded_on: Option<Date>,
    /// The language that is spoken: a code of ISO 639.
    pub language: String,
    /// What is said, as text.
    pub transcript: String,
    /// Why there is no text of what is said; empty where there is one.
    pub no_transcript: String,
}

impl Default for Content {
    fn default() -> Self {
        Self {
            title: String::new(),
            speaker: String::new(),
            post: String::new(),
            recorded_on: None,
            language: "id".to_owned(),
            transcript: String::new(),
            no_transcript: String::new(),
        }
    }
}

impl Content {
    /// What keeps this from being saved even as a draft.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.title.is_empty() {
            problems.push(FieldProblem::new("title", Problem::Required));
        }
        for (field, text, max, is_long) in [
            ("title", &self.title, LINE_MAX, false),
            ("speaker", &self.speaker, LINE_MAX, false),
            ("post", &self.post, LINE_MAX, false),
            ("transcript", &self.transcript, TRANSCRIPT_MAX, true),
            ("no_transcript", &self.no_transcript, REASON_MAX, true),
        ] {
            if text.chars().count() > max {
                problems.push(FieldProblem::new(field, Problem::TooLong { max }));
            }
            if text.chars().any(|c| is_forbidden(c) || (c == '\n' && !is_long)) {
                problems.push(FieldProblem::new(field, Problem::BadCharacters));
            }
        }
        let is_language =
            (2..=3).contains(&self.language.len()) && self.language.bytes().all(|b| b.is_ascii_lowercase());
        if !is_language {
            problems.push(FieldProblem::new("language", Problem::NotACode));
        }
        problems
    }

    /// What is missing before it can be published: who speaks, when, and what is said, or why that is not written down.
    #[must_use]
    pub fn gaps(&self) -> Vec<FieldProblem> {
        let missing = [
            ("title", self.title.is_empty()),
            ("speaker", self.speaker.is_empty()),
            ("post", self.post.is_empty()),
            ("recorded_on", self.recorded_on.is_none()),
            ("transcript", self.transcript.is_empty() && self.no_transcript.is_empty()),
        ];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        missing.map(|(field, _)| FieldProblem::new(field, Problem::Required)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(problems: &[FieldProblem]) -> Vec<&str> {
        problems.iter().map(|problem| problem.field.as_str()).collect()
    }

    #[test]
    fn a_draft_needs_a_title_and_the_public_what_is_said() {
        let mut content = Content::default();
        assert_eq!(fields(&content.problems()), ["title"]);
        content.title = "Komitmen keterbukaan".into();
        assert!(content.problems().is_empty());
        assert_eq!(fields(&content.gaps()), ["speaker", "post", "recorded_on", "transcript"]);
        content.no_transcript = "Pernyataan hanya berupa musik dan gambar.".into();
        assert_eq!(fields(&content.gaps()), ["speaker", "post", "recorded_on"]);
    }

    #[test]
    fn bad_input_is_named_by_its_field() {
        let content = Content {
            title: "dua\nbaris".into(),
            speaker: "a".repeat(LINE_MAX + 1),
            transcript: "dua\nbaris".into(),
            no_transcript: "\u{0}".into(),
            language: "ID".into(),
            ..Content::default()
        };
        assert_eq!(fields(&content.problems()), ["title", "speaker", "no_transcript", "language"]);
    }
}
