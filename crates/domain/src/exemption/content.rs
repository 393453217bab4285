//! The sheet of a consequence test: the steps of PerKI 1/2021 Art. 49 (2).

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ground::{Ground, Letter};
use super::term::{Counted, Term};
use crate::assessment::is_forbidden;
use crate::catalogue::UnknownCode;
use crate::problem::{FieldProblem, Problem};

/// Most characters of the name of a document, a unit, a statute.
pub const DESCRIPTION_MAX: usize = 500;
/// Most characters of what is weighed.
pub const TEXT_MAX: usize = 8_000;

/// Why a test is made (Art. 49 (1)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Before anybody asked.
    #[default]
    Beforehand,
    /// Because somebody asked.
    Request,
    /// By order of the commissioners in a dispute.
    Order,
}

impl Trigger {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Beforehand, Self::Request, Self::Order];

    /// The code in forms.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Beforehand => "beforehand",
            Self::Request => "request",
            Self::Order => "order",
        }
    }
}

impl FromStr for Trigger {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|trigger| trigger.code() == text).ok_or(UnknownCode)
    }
}

/// What is written in a test.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Content {
    /// The information, described so that the public knows what is closed and learns nothing of it. Public once approved.
    pub information: String,
    /// The document or file it stands in: step one. Never public.
    pub document: String,
    /// The unit that holds it.
    pub unit: String,
    /// Why the test is made.
    pub trigger: Trigger,
    /// The request or the order, where one caused the test.
    pub occasion: String,
    /// The ground of Art. 17: step three.
    pub ground: Option<Ground>,
    /// The statute beside UU 14/2008, with its article; needed for letter j.
    pub statute: String,
    /// What follows if the information is opened.
    pub if_opened: String,
    /// What follows if it stays closed, and what the public gains by that.
    pub if_closed: String,
    /// Propriety, decency and the public interest, weighed: step four.
    pub weighing: String,
    /// What the advisory board (*tim pertimbangan*) says, where one was asked.
    pub opinion: String,
    /// Only a part is closed; the rest is given with that part blacked out.
    pub partial: bool,
    /// How long.
    pub term: Option<Term>,
    /// When it is to be looked at again.
    pub review_on: Option<Date>,
}

impl Content {
    /// What keeps this from being saved even as a draft.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let condition = match &self.term {
            Some(Term::Condition { text }) => text.as_str(),
            _ => "",
        };
        let texts = [
            ("information", self.information.as_str(), TEXT_MAX),
            ("document", &self.document, DESCRIPTION_MAX),
            ("unit", &self.unit, DESCRIPTION_MAX),
            ("occasion", &self.occasion, DESCRIPTION_MAX),
            ("statute", &self.statute, DESCRIPTION_MAX),
            ("if_opened", &self.if_opened, TEXT_MAX),
            ("if_closed", &self.if_closed, TEXT_MAX),
            ("weighing", &self.weighing, TEXT_MAX),
            ("opinion", &self.opinion, TEXT_MAX),
            ("term_condition", condition, DESCRIPTION_MAX),
        ];
        let mut problems = Vec::new();
        if self.information.is_empty() {
            problems.push(FieldProblem::new("information", Problem::Required));
        }
        for (field, text, max) in texts {
            if text.chars().count() > max {
                problems.push(FieldProblem::new(field, Problem::TooLong { max }));
            }
            if text.chars().any(|c| is_forbidden(c) || (c == '\n' && max == DESCRIPTION_MAX)) {
                problems.push(FieldProblem::new(field, Problem::BadCharacters));
            }
        }
        problems
    }

    /// What is missing of the steps of the test, and what is wrong with its term.
    #[must_use]
    pub fn gaps(&self, counted: Counted) -> Vec<FieldProblem> {
        let is_other_statute = self.ground.is_some_and(|ground| ground.letter() == Letter::J);
        let is_caused = self.trigger != Trigger::Beforehand;
        let missing = [
            ("information", self.information.is_empty()),
            ("document", self.document.is_empty()),
            ("unit", self.unit.is_empty()),
            ("occasion", is_caused && self.occasion.is_empty()),
            ("ground", self.ground.is_none()),
            ("statute", is_other_statute && self.statute.is_empty()),
            ("if_opened", self.if_opened.is_empty()),
            ("if_closed", self.if_closed.is_empty()),
            ("weighing", self.weighing.is_empty()),
            ("term", self.term.is_none()),
        ];
        let missing = missing.into_iter().filter(|(_, is_missing)| *is_missing);
        let mut gaps: Vec<_> =
            missing.map(|(field, _)| FieldProblem::new(field, Problem::Required)).collect();
        if let (Some(term), Some(ground)) = (&self.term, self.ground) {
            gaps.extend(term.problems(ground.letter(), counted));
        }
        gaps
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(problems: &[FieldProblem]) -> Vec<&str> {
        problems.iter().map(|problem| problem.field.as_str()).collect()
    }

    #[test]
    fn a_draft_needs_the_information_and_the_test_all_its_steps() {
        let from = Counted::from_today("2026-11-25".parse().expect("a day"));
        let mut content = Content::default();
        assert_eq!(fields(&content.problems()), ["information"]);
        content.information = "Identitas pelapor dan saksi".to_owned();
        assert!(content.problems().is_empty());
        assert_eq!(
            fields(&content.gaps(from)),
            ["document", "unit", "ground", "if_opened", "if_closed", "weighing", "term"]
        );
        content.ground = "j".parse().ok();
        content.trigger = Trigger::Request;
        content.term = Some(Term::Until { day: "2026-11-24".parse().expect("a day") });
        let found = content.gaps(from);
        assert_eq!(
            fields(&found),
            ["document", "unit", "occasion", "statute", "if_opened", "if_closed", "weighing", "term_until"]
        );
    }

    #[test]
    fn bad_input_is_named_by_its_field() {
        let content = Content {
            information: "a".repeat(TEXT_MAX + 1),
            unit: "dua\nbaris".to_owned(),
            weighing: "dua\nbaris\u{202e}".to_owned(),
            term: Some(Term::Condition { text: "b".repeat(DESCRIPTION_MAX + 1) }),
            ..Content::default()
        };
        assert_eq!(fields(&content.problems()), ["information", "unit", "weighing", "term_condition"]);
    }

    #[test]
    fn what_is_stored_is_read_again() {
        let content = Content {
            ground: "a2".parse().ok(),
            term: Some(Term::Until { day: "2030-01-01".parse().expect("a day") }),
            ..Content::default()
        };
        let text = serde_json::to_string(&content).expect("JSON");
        assert_eq!(serde_json::from_str::<Content>(&text).expect("the same"), content);
        assert!(text.contains(r#""ground":"a2""#), "{text}");
    }
}
