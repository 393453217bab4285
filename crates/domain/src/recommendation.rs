//! *Rekomendasi*: where an office lost points, the most first.

use crate::codes::QuestionCode;
use crate::exact::Exact;
use crate::results_file::Entry;

/// A question that did not bring all its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// Which.
    pub question: QuestionCode,
    /// What it brought.
    pub points: Exact,
    /// What it could have brought: its redistributed weight.
    pub weight: Exact,
}

impl Recommendation {
    /// What was lost.
    #[must_use]
    pub fn lost(&self) -> Exact {
        &self.weight - &self.points
    }
}

/// The questions that did not bring all their points, those that lost the most first, then by code.
#[must_use]
pub fn of(entry: &Entry) -> Vec<Recommendation> {
    let mut found: Vec<Recommendation> = entry
        .questions
        .iter()
        .filter(|(_, question)| question.points < question.weight)
        .map(|(code, question)| Recommendation {
            question: code.clone(),
            points: question.points.clone(),
            weight: question.weight.clone(),
        })
        .collect();
    found.sort_by(|a, b| b.lost().cmp(&a.lost()).then_with(|| a.question.cmp(&b.question)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results_file::ResultsFile;

    #[test]
    fn the_most_points_lost_come_first() {
        let results = include_str!("../tests/scoring-example/results.json");
        let results = ResultsFile::read(results).expect("the example");
        let mut lost_any = false;
        for entry in &results.results {
            let found = of(entry);
            assert!(found.windows(2).all(|two| two[0].lost() >= two[1].lost()), "{}", entry.code);
            assert!(found.iter().all(|one| one.lost() > Exact::ZERO), "{}", entry.code);
            lost_any |= !found.is_empty();
        }
        assert!(lost_any, "the example has offices that lost points");
    }
}
