//! Links as proof: an anonymous visitor looks at them when they are saved, when the questionnaire is submitted and when
//! the filling closes, and what it found is kept.

mod closing;
mod look;
mod show;
mod snapshot;

pub use channels::probe::{Cause, Hop, Kind, Outcome, Prober};
pub use closing::LINK_CHECKS;
pub use show::{LinkProof, Seen};
pub use snapshot::{Snapshot, open};

pub(crate) use look::{Hosts, host};
pub(crate) use show::proofs;

use domain::assessments::Answer;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::RoundId;
use domain::link::Occasion;
use jiff::{SignedDuration, Timestamp};
use sql::Conn;
use store::evidence::{Content, Evidence};

use crate::jobs::Work;
use crate::{App, AppError};

/// An answer is saved while somebody types: its link is looked at a little later, when it is whole.
const TYPING: SignedDuration = SignedDuration::from_secs(15);

/// Where links stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) round: RoundId,
    pub(crate) body: &'a BodyCode,
    pub(crate) question: &'a QuestionCode,
}

/// The links of one question, as they were given, each once: in the answer, then in its evidence.
pub(crate) fn links_of<'a>(
    answer: Option<&Answer>,
    evidence: impl IntoIterator<Item = &'a Evidence>,
) -> Vec<String> {
    let mut found: Vec<String> = answer.map(answer_links).unwrap_or_default();
    for evidence in evidence {
        if let Content::Link(link) = &evidence.content {
            found.push(link.trim().to_owned());
        }
    }
    let mut once = Vec::new();
    for link in found {
        if !once.contains(&link) {
            once.push(link);
        }
    }
    once
}

/// The links in an answer, as they were given.
#[must_use]
pub fn answer_links(answer: &Answer) -> Vec<String> {
    let also = answer.also.values().filter_map(|also| also.url.as_deref());
    let all = answer.url.as_deref().into_iter().chain(also).map(str::trim);
    all.filter(|link| !link.is_empty()).map(str::to_owned).collect()
}

impl App {
    /// Whether links are looked at.
    #[must_use]
    pub fn looks_at_links(&self) -> bool {
        self.parts().prober.is_on()
    }

    /// Has these links looked at, in the caller's transaction.
    pub(crate) async fn look_at(
        &self,
        conn: &mut Conn,
        at: At<'_>,
        links: &[String],
        occasion: Occasion,
        run_at: Timestamp,
    ) -> Result<(), AppError> {
        if !self.looks_at_links() {
            return Ok(());
        }
        for link in links {
            let work = Work::ProbeLink {
                round: at.round,
                body: at.body.clone(),
                question: at.question.clone(),
                url: link.clone(),
                occasion,
                second: false,
            };
            self.put_off(conn, &work, run_at).await?;
        }
        Ok(())
    }

    /// Has the links looked at that an answer has and had not before.
    pub(crate) async fn look_at_new(
        &self,
        conn: &mut Conn,
        at: At<'_>,
        before: Option<&Answer>,
        after: &Answer,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let before = before.map(answer_links).unwrap_or_default();
        let mut new = answer_links(after);
        new.retain(|link| !before.contains(link));
        self.look_at(conn, at, &new, Occasion::Saved, now + TYPING).await
    }
}
