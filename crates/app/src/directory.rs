//! What can be looked up without being part of anything: the tree of bodies, and the rounds with their questions.
//!
//! A round exists here for everybody once its results are announced, before that for those alone who take part in it or
//! manage it.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::body::Body;
use domain::codes::BodyCode;
use domain::instrument::Instrument;
use domain::policy::Action;
use domain::round::{RoundState, Schedule};
use sql::Conn;
use sql::paging::{Limit, Page};
use store::body::{Filter, Placed};
use store::round::Round;

use crate::{App, AppError, Principal};

/// Looks things up for a reader, signed in or not.
#[derive(Debug, Clone)]
pub struct Directory {
    app: App,
    who: Option<Principal>,
}

/// Which document a round uses, for people and programs that want to fetch or compare it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// Its code.
    pub code: String,
    /// Its edition; empty for schemes.
    pub edition: String,
    /// 1, 2, …: a correction is a new version.
    pub version: i64,
    /// SHA-256 of its source, hexadecimal.
    pub sha256: String,
}

/// A round as its readers see it.
#[derive(Debug, Clone)]
pub struct ListedRound {
    /// The round.
    pub round: Round,
    /// Its phases.
    pub schedule: Schedule,
    /// The questions.
    pub instrument: DocumentName,
    /// How they become a score.
    pub scheme: DocumentName,
}

/// The questions of a round.
#[derive(Debug, Clone)]
pub struct RoundInstrument {
    /// The round.
    pub round: Round,
    /// The questions.
    pub instrument: Arc<Instrument>,
    /// Whether this reader may see the right answers of the questions that the system scores.
    pub with_keys: bool,
}

/// What a reader is to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    with_keys: bool,
}

impl App {
    /// The directory as this reader sees it.
    #[must_use]
    pub fn directory(&self, who: Option<Principal>) -> Directory {
        Directory { app: self.clone(), who }
    }
}

impl Directory {
    /// The bodies after a code, by code.
    pub async fn bodies(
        &self,
        filter: &Filter,
        after: Option<&str>,
        limit: Limit,
    ) -> Result<Page<Body>, AppError> {
        let mut conn = self.app.db().read().await?;
        let rows = store::body::filtered(&mut conn, filter, after.unwrap_or_default(), limit.rows()).await?;
        Ok(Page::new(rows, limit, |placed| placed.body.code.to_string()).map(|placed| placed.body))
    }

    /// The body with this code or slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none.
    pub async fn body(&self, key: &str) -> Result<Placed, AppError> {
        let mut conn = self.app.db().read().await?;
        match store::body::by_code(&mut conn, key).await? {
            Some(placed) => Ok(placed),
            None => store::body::by_slug(&mut conn, key).await?.ok_or(AppError::NotFound),
        }
    }

    /// The rounds that this reader may see, latest year first.
    pub async fn rounds(&self) -> Result<Vec<ListedRound>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for round in store::round::all(&mut conn).await? {
            if self.seen(&mut conn, &round).await?.is_some() {
                found.push(self.listed(&mut conn, round).await?);
            }
        }
        Ok(found)
    }

    /// One round.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or this reader may not see it.
    pub async fn round(&self, slug: &str) -> Result<ListedRound, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, _) = self.visible(&mut conn, slug).await?;
        self.listed(&mut conn, round).await
    }

    /// The questions of a round.
    ///
    /// # Errors
    /// As [`Self::round`].
    pub async fn instrument(&self, slug: &str) -> Result<RoundInstrument, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, seen) = self.visible(&mut conn, slug).await?;
        let instrument = self.app.instrument(&mut conn, round.instrument).await?;
        Ok(RoundInstrument { round, instrument, with_keys: seen.with_keys })
    }

    async fn listed(&self, conn: &mut Conn, mut round: Round) -> Result<ListedRound, AppError> {
        let instrument = store::instrument::instrument_by_id(conn, round.instrument).await?;
        let scheme = store::instrument::scheme_by_id(conn, round.scheme).await?;
        let (Some(instrument), Some(scheme)) = (instrument, scheme) else {
            return Err(AppError::Fault(format!("round {}: its documents are gone", round.slug)));
        };
        let schedule = store::round::schedule(conn, round.id).await?;
        round.state = round.state.at(&schedule, self.app.now());
        Ok(ListedRound { schedule, instrument: name(instrument), scheme: name(scheme), round })
    }

    async fn visible(&self, conn: &mut Conn, slug: &str) -> Result<(Round, Seen), AppError> {
        let round = store::round::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
        let seen = self.seen(conn, &round).await?.ok_or(AppError::NotFound)?;
        Ok((round, seen))
    }

    async fn seen(&self, conn: &mut Conn, round: &Round) -> Result<Option<Seen>, AppError> {
        if round.state == RoundState::Announced {
            return Ok(Some(Seen { with_keys: true }));
        }
        let Some(who) = &self.who else { return Ok(None) };
        let owner = store::body::by_code(conn, round.owner.as_str()).await?;
        if owner.is_some_and(|owner| who.may(Action::ManageRounds, &owner)) {
            return Ok(Some(Seen { with_keys: true }));
        }
        if !round.state.is_visible_to_participants() {
            return Ok(None);
        }
        let mut seen = None;
        for placed in participants(conn, round).await? {
            if who.may(Action::ViewScores, &placed) {
                return Ok(Some(Seen { with_keys: true }));
            }
            if who.may(Action::ViewRound, &placed) {
                seen = Some(Seen { with_keys: false });
            }
        }
        Ok(seen)
    }
}

/// The bodies that take part in a round.
async fn participants(conn: &mut Conn, round: &Round) -> Result<Vec<Placed>, AppError> {
    let invited: BTreeSet<BodyCode> =
        store::assessment::of_round(conn, round.id).await?.into_iter().map(|found| found.body).collect();
    let mut bodies = store::body::all(conn).await?;
    bodies.retain(|placed| invited.contains(&placed.body.code));
    Ok(bodies)
}

fn name<Id>(document: store::instrument::Document<Id>) -> DocumentName {
    DocumentName {
        code: document.code,
        edition: document.edition,
        version: document.version,
        sha256: document.sha256,
    }
}
