//! What a round decides about files: how large one may be, how much an office may send, how long the last may take.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::problem::{FieldProblem, Problem};

/// Fewest bytes that a limit can be.
const LEAST: u64 = 1024;
/// Most bytes that one file can be allowed.
const FILE_MOST: u64 = 1024 * 1024 * 1024;
/// Most bytes that an office can be allowed: a tebibyte, which no office of a round comes near.
const OFFICE_MOST: u64 = 1024 * FILE_MOST;
/// The longest time of grace.
const GRACE_MOST: SignedDuration = SignedDuration::from_hours(24);

/// The rules that hold in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileRules {
    /// Most bytes of one file.
    pub max_file: u64,
    /// Most bytes of all files of an office in the round, those on their way included.
    pub max_office: u64,
    /// How long after the closing the files of a submitted questionnaire may still arrive.
    pub grace: SignedDuration,
}

/// What a round sets itself; the rest is as the operator set it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFileRules {
    /// Most bytes of one file.
    pub max_file: Option<u64>,
    /// Most bytes of all files of an office.
    pub max_office: Option<u64>,
    /// Seconds of grace.
    pub grace_seconds: Option<i64>,
}

impl OwnFileRules {
    /// The rules of the round where `usual` are those of the operator.
    #[must_use]
    pub fn over(self, usual: FileRules) -> FileRules {
        FileRules {
            max_file: self.max_file.unwrap_or(usual.max_file),
            max_office: self.max_office.unwrap_or(usual.max_office),
            grace: self.grace_seconds.map_or(usual.grace, SignedDuration::from_secs),
        }
    }

    /// What is wrong with them: a file of less than 1 KiB or more than 1 GiB, an office that may send less than one
    /// file or more than 1 TiB, a time of grace of more than 24 hours. The fields are `max_file`, `max_office` and `grace`,
    /// the last one in minutes.
    #[must_use]
    pub fn problems(self, usual: FileRules) -> Vec<FieldProblem> {
        let wrong =
            |field: &str, why: &str| FieldProblem::new(field, Problem::NotNow { why: why.to_owned() });
        let mut found = Vec::new();
        if self.max_file.is_some_and(|bytes| !(LEAST..=FILE_MOST).contains(&bytes)) {
            found.push(wrong("max_file", "evidence-rules-file-bounds"));
        }
        let rules = self.over(usual);
        if self.max_office.is_some_and(|bytes| !(LEAST..=OFFICE_MOST).contains(&bytes)) {
            found.push(wrong("max_office", "evidence-rules-office-bounds"));
        } else if found.is_empty() && rules.max_office < rules.max_file {
            found.push(wrong("max_office", "evidence-rules-office-below-file"));
        }
        if self.grace_seconds.is_some_and(|seconds| !(0..=GRACE_MOST.as_secs()).contains(&seconds)) {
            let (min, max) = (Some("0".to_owned()), Some((GRACE_MOST.as_secs() / 60).to_string()));
            found.push(FieldProblem::new("grace", Problem::OutOfRange { min, max }));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: FileRules =
        FileRules { max_file: 20 << 20, max_office: 4 << 30, grace: SignedDuration::from_mins(30) };

    #[test]
    fn u27_a_round_sets_what_it_wants_and_the_operator_the_rest() {
        assert_eq!(OwnFileRules::default().over(USUAL), USUAL);
        let own = OwnFileRules { max_file: Some(5 << 20), max_office: None, grace_seconds: Some(0) };
        let rules = FileRules { max_file: 5 << 20, max_office: 4 << 30, grace: SignedDuration::ZERO };
        assert_eq!(own.over(USUAL), rules);
    }

    #[test]
    fn rules_have_bounds() {
        let fields = |max_file, max_office, grace_seconds| -> Vec<String> {
            let own = OwnFileRules { max_file, max_office, grace_seconds };
            own.problems(USUAL).into_iter().map(|found| found.field).collect()
        };
        assert!(fields(None, None, None).is_empty());
        assert!(fields(Some(1024), Some(1024), Some(24 * 3600)).is_empty());
        assert!(fields(Some(1 << 30), Some(1 << 40), Some(0)).is_empty());
        assert_eq!(fields(Some(1023), None, None), ["max_file"]);
        assert_eq!(fields(Some((1 << 30) + 1), Some(1), Some(-1)), ["max_file", "max_office", "grace"]);
        assert_eq!(
            fields(None, Some(10 << 20), Some(24 * 3600 + 1)),
            ["max_office", "grace"],
            "less than one file"
        );
    }
}
