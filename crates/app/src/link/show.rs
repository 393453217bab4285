//! What is known of links, for the office and for those who judge it.

use std::collections::BTreeMap;

use channels::probe::{Cause, Kind, Outcome};
use domain::codes::QuestionCode;
use domain::ids::ProbeId;
use domain::link::{Finding, Look, Occasion, Standing, standing};
use jiff::Timestamp;
use store::probe::Probe;

use super::links_of;
use crate::{AppError, Office};

/// A link and what is known of it.
#[derive(Debug, Clone)]
pub struct LinkProof {
    /// The link as the office gave it.
    pub url: String,
    /// The looks at it, oldest first.
    pub looks: Vec<Seen>,
    /// What they mean.
    pub standing: Standing,
}

/// One look at a link.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Which.
    pub id: ProbeId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub occasion: Occasion,
    /// What was found.
    pub outcome: Outcome,
    /// Whether its text was kept.
    pub has_snapshot: bool,
}

impl LinkProof {
    /// The last look.
    #[must_use]
    pub fn latest(&self) -> Option<&Seen> {
        self.looks.last()
    }

    /// The look that got what was linked and counts: the last one, or the one before it died.
    #[must_use]
    pub fn proof(&self) -> Option<&Seen> {
        let at = match self.standing {
            Standing::Reachable { at } | Standing::DiedAfterClosing { proof: at, .. } => Some(at),
            Standing::NotYet { alive, .. }
            | Standing::Dead { alive, .. }
            | Standing::DeadAtClosing { alive, .. }
            | Standing::NeedsSignIn { alive, .. } => alive,
            Standing::Never
            | Standing::Unsure { .. }
            | Standing::Private { .. }
            | Standing::NotWeb { .. } => None,
        };
        self.looks.iter().rev().find(|seen| Some(seen.at) == at && seen.outcome.is_reachable())
    }
}

/// What a look decides. A server that refuses a program, and one whose certificate the program does not trust, may show
/// people what they ask for.
pub(super) const fn finding(kind: &Kind) -> Finding {
    match kind {
        Kind::Page | Kind::File => Finding::Reachable,
        Kind::SignIn => Finding::SignIn,
        Kind::Refused | Kind::Unreachable { cause: Cause::Tls } => Finding::Unsure,
        Kind::NotFound | Kind::ServerError | Kind::Unreachable { .. } | Kind::TooManyRedirects => {
            Finding::Dead
        }
        Kind::PrivateAddress => Finding::Private,
        Kind::NotWeb => Finding::NotWeb,
    }
}

fn seen(probe: &Probe) -> Result<Seen, AppError> {
    let outcome = serde_json::from_str(&probe.outcome);
    Ok(Seen {
        id: probe.id,
        at: probe.at,
        occasion: probe.occasion,
        outcome: outcome.map_err(|error| AppError::Fault(format!("probe {}: {error}", probe.id)))?,
        has_snapshot: probe.snapshot.is_some(),
    })
}

/// What is known of these links of one question. `probes` are those of the question, oldest first.
pub(crate) fn proofs<'a>(
    links: Vec<String>,
    probes: impl Iterator<Item = &'a Probe> + Clone,
    closing: Option<Timestamp>,
    now: Timestamp,
) -> Result<Vec<LinkProof>, AppError> {
    let proof = |url: String| {
        let looks: Vec<Seen> =
            probes.clone().filter(|probe| probe.url == url).map(seen).collect::<Result<_, _>>()?;
        let decided = looks.iter().map(|seen| Look {
            at: seen.at,
            occasion: seen.occasion,
            finding: finding(&seen.outcome.kind),
        });
        let standing = standing(&decided.collect::<Vec<_>>(), closing, now);
        Ok(LinkProof { url, looks, standing })
    };
    links.into_iter().map(proof).collect()
}

impl Office {
    /// What is known of the links of the whole questionnaire, by question; a question without links is not there.
    pub async fn link_proofs(&self) -> Result<BTreeMap<QuestionCode, Vec<LinkProof>>, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, body) = (self.round().id, self.placed().body.code.as_str());
        let answers = store::answer::of_body(&mut conn, round, body).await?;
        let evidence = store::evidence::of_body(&mut conn, round, body).await?;
        let probes = store::probe::of_body(&mut conn, round, body).await?;
        let closing = self.filling().map(|window| window.closes);
        let mut found = BTreeMap::new();
        for question in self.instrument().questions() {
            let code = &question.code;
            let answer = answers.get(code).map(|saved| &saved.value);
            let links = links_of(answer, evidence.iter().filter(|piece| piece.question == *code));
            let probes = probes.iter().filter(|probe| probe.question == *code);
            let proofs = proofs(links, probes, closing, self.app.now())?;
            if !proofs.is_empty() {
                found.insert(code.clone(), proofs);
            }
        }
        Ok(found)
    }

    /// Whether links are looked at.
    #[must_use]
    pub fn looks_at_links(&self) -> bool {
        self.app.looks_at_links()
    }
}
