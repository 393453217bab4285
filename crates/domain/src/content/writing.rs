//! What is written in an edition of an article.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Kind;
use crate::assessment::{check_link, is_forbidden};
use crate::catalogue::{self, UnknownCode, coded};
use crate::problem::{FieldProblem, Problem};

/// Most characters of a title or a question.
pub const TITLE_MAX: usize = 250;
/// Most characters of the lines under a title.
pub const LEAD_MAX: usize = 400;
/// Most characters of a text or an answer.
pub const BODY_MAX: usize = 60_000;
/// Most characters of the other fields.
const FIELD_MAX: usize = 300;
/// Years that a rule can be of: from the first statute of the republic on.
const YEARS: std::ops::RangeInclusive<i16> = 1945..=2199;

coded! {
    /// What a rule is, the highest first (UU 12/2011 Art. 7 and what stands below it).
    Rule {
        /// *Undang-Undang*.
        Statute = "uu",
        /// *Peraturan Pemerintah*.
        Government = "pp",
        /// *Peraturan Presiden*.
        President = "perpres",
        /// *Peraturan Komisi Informasi*.
        Commission = "perki",
        /// *Peraturan Badan Pengawas Pemilihan Umum*.
        Supervisor = "perbawaslu",
        /// *Peraturan Daerah*.
        Region = "perda",
        /// *Keputusan*.
        Decree = "keputusan",
        /// *Surat edaran*.
        Circular = "edaran",
        /// Any other.
        Other = "lain",
    }
}

coded! {
    /// Whether a rule is in force.
    Standing {
        /// *Berlaku*.
        InForce = "berlaku",
        /// *Berlaku sebagaimana telah diubah*.
        Amended = "diubah",
        /// *Dicabut*.
        Revoked = "dicabut",
    }
}

/// What is written. Fields of other kinds stay empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Writing {
    /// What it is called; of a question the question, of a rule what it is about.
    pub title: String,
    /// What stands under the title of news and pages, and in lists.
    pub lead: String,
    /// The text in Markdown; of a question the answer.
    pub body: String,
    /// Language of the text: a code of ISO 639, `id` unless told.
    pub language: String,
    /// Of a version in another language: the edition of the original that it stands on; 0 for everything else.
    pub basis: i64,
    /// Of a question: what it is about.
    pub topic: String,
    /// Of a question: its place among those of its topic, the smallest first.
    pub order: u16,
    /// Of a rule: what it is.
    pub rule: Option<Rule>,
    /// Of a rule: its number.
    pub number: String,
    /// Of a rule: its year.
    pub year: Option<i16>,
    /// Of a rule: whether it is in force.
    pub standing: Standing,
    /// Of a rule: by which other it was changed or revoked.
    pub standing_note: String,
    /// Of a rule: where its text stands on another site.
    pub link: String,
    /// Of a rule: reference of the item of public information that has its text.
    pub item: String,
}

impl Default for Writing {
    fn default() -> Self {
        Self {
            title: String::new(),
            lead: String::new(),
            body: String::new(),
            language: "id".to_owned(),
            basis: 0,
            topic: String::new(),
            order: 0,
            rule: None,
            number: String::new(),
            year: None,
            standing: Standing::InForce,
            standing_note: String::new(),
            link: String::new(),
            item: String::new(),
        }
    }
}

impl Writing {
    /// What keeps this from being saved even as a draft: no title, too long, characters that cannot be shown. What is wrong with
    /// the Markdown is found by its reader.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut problems = Vec::new();
        if self.title.is_empty() {
            problems.push(FieldProblem::new("title", Problem::Required));
        }
        let texts = [
            ("title", &self.title, TITLE_MAX),
            ("lead", &self.lead, LEAD_MAX),
            ("body", &self.body, BODY_MAX),
            ("topic", &self.topic, FIELD_MAX),
            ("number", &self.number, FIELD_MAX),
            ("standing_note", &self.standing_note, FIELD_MAX),
        ];
        for (field, text, max) in texts {
            if text.chars().count() > max {
                problems.push(FieldProblem::new(field, Problem::TooLong { max }));
            }
            let bad = |c: char| is_forbidden(c) || (c == '\n' && field != "body");
            if text.chars().any(bad) {
                problems.push(FieldProblem::new(field, Problem::BadCharacters));
            }
        }
        if self.year.is_some_and(|year| !YEARS.contains(&year)) {
            let (min, max) = (Some(YEARS.start().to_string()), Some(YEARS.end().to_string()));
            problems.push(FieldProblem::new("year", Problem::OutOfRange { min, max }));
        }
        if !self.link.is_empty()
            && let Err(problem) = check_link(&self.link)
        {
            problems.push(FieldProblem::new("link", problem));
        }
        if !self.item.is_empty() && catalogue::parse_reference(&self.item).is_none() {
            problems.push(FieldProblem::new("item", Problem::NotACode));
        }
        let is_language =
            (2..=3).contains(&self.language.len()) && self.language.bytes().all(|b| b.is_ascii_lowercase());
        if !is_language {
            problems.push(FieldProblem::new("language", Problem::NotACode));
        }
        problems
    }

    /// What is missing before it can be published.
    #[must_use]
    pub fn gaps(&self, kind: Kind) -> Vec<FieldProblem> {
        let is_rule = kind == Kind::Regulation;
        let missing = [
            ("title", self.title.is_empty()),
            ("body", !is_rule && self.body.is_empty()),
            ("rule", is_rule && self.rule.is_none()),
            ("number", is_rule && self.number.is_empty()),
            ("year", is_rule && self.year.is_none()),
        ];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        missing.map(|(field, _)| FieldProblem::new(field, Problem::Required)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(problems: &[FieldProblem]) -> Vec<&str> {
        problems.iter().map(|found| found.field.as_str()).collect()
    }

    #[test]
    fn what_each_kind_needs_before_it_is_published() {
        let titled = Writing { title: "Judul".into(), ..Writing::default() };
        assert_eq!(titled.problems(), []);
        for kind in [Kind::Page, Kind::News, Kind::Question] {
            assert_eq!(fields(&titled.gaps(kind)), ["body"], "{kind:?}");
        }
        assert_eq!(fields(&titled.gaps(Kind::Regulation)), ["rule", "number", "year"]);
        let rule =
            Writing { rule: Some(Rule::Statute), number: "14".into(), year: Some(2008), ..titled.clone() };
        assert_eq!(rule.gaps(Kind::Regulation), []);
    }

    #[test]
    fn what_cannot_be_kept_is_told_at_its_field() {
        let wrong = Writing {
            title: String::new(),
            lead: "a".repeat(LEAD_MAX + 1),
            body: "teks\u{0}".into(),
            topic: "dua\nbaris".into(),
            year: Some(1009),
            link: "javascript:alert(1)".into(),
            item: "INF-1".into(),
            language: "Indonesia".into(),
            ..Writing::default()
        };
        assert_eq!(
            fields(&wrong.problems()),
            ["title", "lead", "body", "topic", "year", "link", "item", "language"]
        );
        let long =
            Writing {
                title: "é".repeat(TITLE_MAX), body: "é\n".repeat(BODY_MAX / 2), ..Writing::default()
            };
        assert_eq!(long.problems(), [], "characters are counted, not bytes");
    }
}
