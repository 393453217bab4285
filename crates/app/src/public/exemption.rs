//! The list of exempt information (DIK) of an office, as everybody may see it: what is closed, on which ground, until when, by
//! which decision, and nothing of the information itself.

use domain::exemption::{Ground, State, Term};
use jiff::Timestamp;
use store::body::Placed;
use store::exemption::{Decision, Exemption};

use super::Public;
use crate::AppError;

/// An entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExemptEntry {
    /// Its number.
    pub reference: String,
    /// Where it stands now.
    pub state: State,
    /// The information, described.
    pub information: String,
    /// The unit that holds it.
    pub unit: String,
    /// The ground.
    pub ground: Option<Ground>,
    /// The other statute.
    pub statute: String,
    /// Only a part is closed.
    pub partial: bool,
    /// How long.
    pub term: Option<Term>,
    /// The decision that closed it.
    pub decision: Decision,
    /// Since when it is open or another test stands in its place.
    pub ended_at: Option<Timestamp>,
    /// The decision that opened or changed it.
    pub ended_number: String,
}

/// The list of an office.
#[derive(Debug, Clone)]
pub struct ExemptList {
    /// Whose.
    pub placed: Placed,
    /// What is exempt now.
    pub valid: Vec<ExemptEntry>,
    /// What was, and is open or tested anew.
    pub past: Vec<ExemptEntry>,
}

impl Public {
    /// The list of exempt information of an office, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn exempt(&self, slug: &str) -> Result<ExemptList, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let tests = store::exemption::listed(&mut conn, placed.body.code.as_str()).await?;
        let entries = tests.into_iter().filter(|test| test.state.is_listed()).map(|test| entry(test, now));
        let (valid, past) = entries.partition(|entry| entry.state == State::Approved);
        Ok(ExemptList { placed, valid, past })
    }
}

fn entry(test: Exemption, now: Timestamp) -> ExemptEntry {
    let state = test.state.at(test.ends_at, now);
    let ended_at = if state == State::Expired { test.ends_at } else { test.ended_at };
    ExemptEntry {
        reference: test.reference,
        state,
        information: test.content.information,
        unit: test.content.unit,
        ground: test.content.ground,
        statute: test.content.statute,
        partial: test.content.partial,
        term: test.content.term,
        decision: test.decision,
        ended_at,
        ended_number: test.ended_number,
    }
}
