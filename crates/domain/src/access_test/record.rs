//! What a tester records of a case, and what it gives.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::sheet::{Event, Question, Sheet, Unit};
use crate::calendar::ServiceTime;
use crate::codes::{OptionCode, QuestionCode};
use crate::exact::Exact;
use crate::problem::{FieldProblem, Problem};

/// Most characters of a note.
pub const NOTE_MAX: usize = 4_000;

/// What is on the sheet of a case beside the moment of sending.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// When somebody at the office gave the first sign of having read the question.
    #[serde(default)]
    pub acknowledged_at: Option<Timestamp>,
    /// When the answer came, a refusal included.
    #[serde(default)]
    pub answered_at: Option<Timestamp>,
    /// The option that the tester chose, question by question; those that the stopwatch picks are not in it.
    #[serde(default)]
    pub answers: BTreeMap<QuestionCode, OptionCode>,
    /// In the tester's words.
    #[serde(default)]
    pub note: String,
}

/// The stopwatch of a case.
#[derive(Debug, Clone, Copy)]
pub struct Clocks<'a> {
    /// When the tested office serves.
    pub service: &'a ServiceTime<'a>,
    /// When the question was sent.
    pub sent_at: Timestamp,
    /// When the first sign came.
    pub acknowledged_at: Option<Timestamp>,
    /// When the answer came.
    pub answered_at: Option<Timestamp>,
}

impl<'a> Clocks<'a> {
    /// The clocks of a record.
    #[must_use]
    pub const fn new(service: &'a ServiceTime<'a>, sent_at: Timestamp, record: &Record) -> Self {
        Self { service, sent_at, acknowledged_at: record.acknowledged_at, answered_at: record.answered_at }
    }

    /// When an event came. An answer without an earlier sign is a sign too.
    #[must_use]
    pub fn event(&self, event: Event) -> Option<Timestamp> {
        match event {
            Event::Answer => self.answered_at,
            Event::Acknowledgement => self.acknowledged_at.or(self.answered_at),
        }
    }

    /// How much of a unit had passed at an instant since the question was sent; `None` for what is no number of this
    /// century.
    #[must_use]
    pub fn until(&self, unit: Unit, at: Timestamp) -> Option<Exact> {
        // An event in the minute of the sending came at once.
        let hours = |seconds: i64| Exact::fraction(u32::try_from(seconds.max(0)).ok()?, 3_600);
        match unit {
            Unit::Hours => hours(at.duration_since(self.sent_at).as_secs()),
            Unit::ServiceHours => hours(self.service.between(self.sent_at, at).as_secs()),
            Unit::WorkingDays => Some(Exact::whole(self.service.working_days(self.sent_at, at))),
        }
    }
}

/// What one question of a sheet gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which question.
    pub question: QuestionCode,
    /// The option that was chosen or that the stopwatch picked; none yet.
    pub option: Option<OptionCode>,
    /// What it gives.
    pub points: Exact,
    /// What the best option gives.
    pub most: Exact,
    /// Whether the stopwatch picked it.
    pub is_measured: bool,
}

/// What a sheet gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Question by question, in the order of the sheet.
    pub lines: Vec<Line>,
    /// The sum of the points.
    pub points: Exact,
    /// The sum as a share of the sheet's points, 0 to 100, exact.
    pub score: Exact,
}

impl Record {
    /// What the sheet gives as far as it is filled.
    #[must_use]
    pub fn score(&self, sheet: &Sheet, clocks: &Clocks<'_>) -> Scored {
        let lines: Vec<Line> = sheet.questions().map(|question| self.line(question, clocks)).collect();
        let points: Exact = lines.iter().map(|line| &line.points).sum();
        // A sheet has points above zero, so this divides.
        let score = (&points * &Exact::HUNDRED).checked_div(&sheet.points).unwrap_or(Exact::ZERO);
        Scored { lines, points, score }
    }

    fn line(&self, question: &Question, clocks: &Clocks<'_>) -> Line {
        let option = match &question.time {
            Some(rule) => Some(rule.pick(clocks)),
            None => self.answers.get(&question.code),
        };
        let choice = option.and_then(|option| question.choice(option.as_str()));
        Line {
            question: question.code.clone(),
            option: choice.map(|choice| choice.code.clone()),
            points: choice.map_or(Exact::ZERO, |choice| choice.points.clone()),
            most: question.most(),
            is_measured: question.time.is_some(),
        }
    }

    /// What is wrong with a draft, moments counting by their minute, as people type them: moments before the sending, after `now` or out of order; options that are not offered; a
    /// note that is too long. Fields: `acknowledged`, `answered`, `q-<code>`, `note`.
    #[must_use]
    pub fn problems(&self, sheet: &Sheet, sent_at: Timestamp, now: Timestamp) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let sent_at = minute(sent_at);
        for (field, at) in [("acknowledged", self.acknowledged_at), ("answered", self.answered_at)] {
            let Some(at) = at else { continue };
            if at < sent_at {
                found.push(not_now(field, "access-before-sending"));
            } else if at > now {
                found.push(not_now(field, "access-in-the-future"));
            }
        }
        if let (Some(acknowledged), Some(answered)) = (self.acknowledged_at, self.answered_at)
            && answered < acknowledged
        {
            found.push(not_now("answered", "access-answer-before-acknowledgement"));
        }
        for (code, option) in &self.answers {
            let question = sheet.question(code.as_str()).filter(|question| question.time.is_none());
            if question.is_none_or(|question| question.choice(option.as_str()).is_none()) {
                found.push(FieldProblem::new(format!("q-{code}"), Problem::UnknownOption));
            }
        }
        if self.note.chars().count() > NOTE_MAX {
            found.push(FieldProblem::new("note", Problem::TooLong { max: NOTE_MAX }));
        }
        found
    }

    /// What still stands against handing a sheet in, beside what is wrong with the draft: questions without an option; no
    /// answer while one may still come. `is_over` says that the phase of the access test has closed.
    #[must_use]
    pub fn missing(&self, sheet: &Sheet, is_over: bool) -> Vec<FieldProblem> {
        let open = sheet
            .questions()
            .filter(|question| question.time.is_none() && !self.answers.contains_key(&question.code));
        let mut found: Vec<FieldProblem> = open
            .map(|question| FieldProblem::new(format!("q-{}", question.code), Problem::Required))
            .collect();
        if self.answered_at.is_none() && !is_over {
            found.push(not_now("answered", "access-answer-may-come"));
        }
        found
    }
}

/// The start of the minute in which an instant lies.
#[must_use]
pub fn minute(at: Timestamp) -> Timestamp {
    let second = at.as_second();
    Timestamp::from_second(second - second.rem_euclid(60)).unwrap_or(at)
}

fn not_now(field: &str, why: &str) -> FieldProblem {
    FieldProblem::new(field, Problem::NotNow { why: why.to_owned() })
}

/// The score of an office from its submitted cases: their plain average, exact. Every channel of the round weighs the same,
/// and a case that was not submitted has no part in it. `None` where there is none.
#[must_use]
pub fn average(scores: &[Exact]) -> Option<Exact> {
    scores.iter().sum::<Exact>().checked_div(&Exact::from_count(scores.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::access_test::sheet::DEFAULT;
    use crate::body::{ServiceHours, Zone};
    use crate::calendar::Calendar;

    fn sheet() -> Sheet {
        Sheet::from_yaml(DEFAULT.as_bytes()).unwrap()
    }

    fn record(answers: &[(&str, &str)], acknowledged: Option<&str>, answered: Option<&str>) -> Record {
        let at = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        Record {
            acknowledged_at: at(acknowledged),
            answered_at: at(answered),
            answers: answers
                .iter()
                .map(|(question, option)| (question.parse().unwrap(), option.parse().unwrap()))
                .collect(),
            note: String::new(),
        }
    }

    const BEST: [(&str, &str); 5] =
        [("A1", "formulir"), ("A2", "tidak_ada"), ("C1", "lengkap"), ("D1", "ya"), ("D2", "terbit")];
    const SENT: &str = "2024-06-14T14:50:00+07:00";

    fn scored(record: &Record) -> Scored {
        let calendar = Calendar::indonesia();
        let service = ServiceTime::new(&calendar, &ServiceHours::default(), Zone::Wib);
        record.score(&sheet(), &Clocks::new(&service, SENT.parse().unwrap(), record))
    }

    #[test]
    fn the_best_sheet_gives_100_and_an_empty_one_nothing() {
        let best = record(&BEST, Some("2024-06-14T15:00:00+07:00"), Some("2024-06-19T09:00:00+07:00"));
        assert_eq!(scored(&best).score, Exact::HUNDRED);
        assert_eq!(scored(&Record::default()).score, Exact::ZERO);
    }

    #[test]
    fn the_stopwatch_counts_working_days_of_the_office() {
        // Sent on Friday; Monday 17 June is a holiday and Tuesday collective leave, so Wednesday is day 1.
        for (acknowledged, points) in [
            ("2024-06-14T14:51:00+07:00", "7"),
            ("2024-06-19T23:59:00+07:00", "7"),
            ("2024-06-20T00:00:00+07:00", "5"),
            ("2024-06-21T12:00:00+07:00", "3"),
            ("2024-06-24T12:00:00+07:00", "2"),
            ("2024-06-25T12:00:00+07:00", "1"),
        ] {
            let lines = scored(&record(&[], Some(acknowledged), None)).lines;
            assert_eq!(lines[2].points.to_string(), points, "{acknowledged}");
            assert!(lines[2].is_measured);
        }
        // Ten working days end on Tuesday 2 July, seventeen on Thursday 11 July.
        for (answered, points) in [
            ("2024-07-02T23:00:00+07:00", "20"),
            ("2024-07-03T08:00:00+07:00", "10"),
            ("2024-07-11T08:00:00+07:00", "10"),
            ("2024-07-12T08:00:00+07:00", "0"),
        ] {
            let lines = scored(&record(&[], None, Some(answered))).lines;
            assert_eq!(lines[3].points.to_string(), points, "{answered}");
        }
        let answered_at_once = scored(&record(&[], None, Some("2024-06-14T15:00:00+07:00")));
        assert_eq!(answered_at_once.lines[2].points.to_string(), "7", "an answer is a sign too");
    }

    #[test]
    fn what_cannot_be_is_named_at_its_field() {
        let now: Timestamp = "2024-06-20T10:00:00+07:00".parse().unwrap();
        let fields = |record: &Record| -> Vec<String> {
            record
                .problems(&sheet(), SENT.parse().unwrap(), now)
                .into_iter()
                .map(|found| found.field)
                .collect()
        };
        let early = record(&[], Some("2024-06-14T14:49:59+07:00"), Some("2024-06-20T10:00:01+07:00"));
        assert_eq!(fields(&early), ["acknowledged", "answered"]);
        let late = SENT.parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_secs(59);
        let same_minute = record(&[], Some(SENT), None);
        assert_eq!(same_minute.problems(&sheet(), late, now), [], "people type minutes");
        let crossed = record(&[], Some("2024-06-19T10:00:00+07:00"), Some("2024-06-19T09:00:00+07:00"));
        assert_eq!(fields(&crossed), ["answered"]);
        let odd = record(&[("A1", "emas"), ("B1", "hari_1"), ("Z9", "ya")], None, None);
        assert_eq!(fields(&odd), ["q-A1", "q-B1", "q-Z9"], "nobody chooses what the stopwatch picks");
        assert_eq!(fields(&Record { note: "x".repeat(NOTE_MAX + 1), ..Record::default() }), ["note"]);
        let open: Vec<String> =
            record(&BEST[..3], None, None).missing(&sheet(), false).into_iter().map(|m| m.field).collect();
        assert_eq!(open, ["q-D1", "q-D2", "answered"]);
        assert!(
            record(&BEST, None, None).missing(&sheet(), true).is_empty(),
            "nobody answered, and it is over"
        );
    }

    #[test]
    fn several_cases_weigh_the_same() {
        let exact = |text: &str| text.parse::<Exact>().unwrap();
        assert_eq!(average(&[]), None);
        assert_eq!(average(&[exact("100"), exact("50"), exact("0")]), Some(exact("50")));
        assert_eq!(average(&[exact("100"), exact("0"), exact("0")]).unwrap().to_string(), "100/3");
    }

    proptest! {
        /// Whatever is chosen, a score lies between 0 and 100 and is the sum of its lines.
        #[test]
        fn a_score_is_the_sum_of_its_lines(picks in proptest::collection::vec(0_usize..10, 7), wait in 0_i64..4_000_000) {
            let sheet = sheet();
            let sent: Timestamp = SENT.parse().unwrap();
            let answers = sheet.questions().zip(picks).filter(|(question, _)| question.time.is_none());
            let answers = answers
                .map(|(question, pick)| (question.code.clone(), question.options[pick % question.options.len()].code.clone()))
                .collect();
            let answered_at = sent.checked_add(jiff::SignedDuration::from_secs(wait)).ok();
            let record = Record { answered_at, answers, ..Record::default() };
            let calendar = Calendar::indonesia();
            let service = ServiceTime::new(&calendar, &ServiceHours::default(), Zone::Wit);
            let scored = record.score(&sheet, &Clocks::new(&service, sent, &record));
            let sum: Exact = scored.lines.iter().map(|line| &line.points).sum();
            prop_assert_eq!(&sum, &scored.points);
            prop_assert!(scored.score <= Exact::HUNDRED);
            prop_assert_eq!(scored.score, sum, "the sheet has 100 points");
        }
    }
}
