//! A round as those see it who take part in it: phases, guidelines, questions.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::body::Zone;
use domain::codes::{BodyCode, QuestionCode};
use domain::ids::GuidelineId;
use domain::instrument::Instrument;
use domain::policy::Action;
use domain::round::Schedule;
use sql::Conn;
use store::body::Placed;
use store::round::{Extension, Guideline, Round};

use crate::national::GuidelineFile;
use crate::{Access, AppError};

/// A round for its readers.
#[derive(Debug, Clone)]
pub struct RoundForReaders {
    /// The round, its state that of this moment.
    pub round: Round,
    /// Its phases.
    pub schedule: Schedule,
    /// The questions.
    pub instrument: Arc<Instrument>,
    /// The round's own tutorial links.
    pub tutorials: BTreeMap<QuestionCode, String>,
    /// Files to read.
    pub guidelines: Vec<Guideline>,
    /// The taking part bodies of which the reader sees the round because of a role there or above.
    pub bodies: Vec<Placed>,
    /// More time for those bodies at which the reader has a role.
    pub extensions: Vec<Extension>,
    /// The zone of the reader's office.
    pub zone: Zone,
    /// Whether the reader manages it.
    pub manages: bool,
}

impl Access {
    /// A round, for those who take part in it and, from the draft on, for those who manage it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn round(&self, slug: &str) -> Result<RoundForReaders, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let (mut round, bodies, manages) = self.visible(&mut conn, slug).await?;
        let schedule = store::round::schedule(&mut conn, round.id).await?;
        round.state = round.state.at(&schedule, now);
        let own = |code: &BodyCode| self.who.grants.iter().any(|grant| grant.body == *code);
        let extensions = store::round::extensions(&mut conn, round.id).await?;
        let zone = self.who.zone(&mut conn, round.zone).await?;
        Ok(RoundForReaders {
            instrument: self.app.instrument(&mut conn, round.instrument).await?,
            tutorials: store::round::tutorials(&mut conn, round.id).await?,
            guidelines: store::round::guidelines(&mut conn, round.id).await?,
            extensions: extensions.into_iter().filter(|extension| own(&extension.body)).collect(),
            zone,
            round,
            schedule,
            bodies,
            manages,
        })
    }

    /// A guideline of a round, for the same readers.
    pub async fn guideline(&self, slug: &str, id: GuidelineId) -> Result<GuidelineFile, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, ..) = self.visible(&mut conn, slug).await?;
        let found = store::round::guideline(&mut conn, round.id, id).await?.ok_or(AppError::NotFound)?;
        let blob = store::evidence::blob(&mut conn, &found.blob).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        self.app.open_guideline(found, &blob).await
    }

    /// The round, the taking part bodies whose round this person may see, and whether the person manages it.
    async fn visible(&self, conn: &mut Conn, slug: &str) -> Result<(Round, Vec<Placed>, bool), AppError> {
        let round = store::round::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
        let owner = store::body::by_code(conn, round.owner.as_str()).await?.ok_or(AppError::NotFound)?;
        let manages = self.who.may(Action::ManageRounds, &owner);
        let mut bodies = store::participation::bodies(conn, round.id).await?;
        bodies.retain(|placed| self.who.may(Action::ViewRound, placed));
        let takes_part = round.state.is_visible_to_participants() && !bodies.is_empty();
        if manages || takes_part { Ok((round, bodies, manages)) } else { Err(AppError::NotFound) }
    }
}
