//! The worked sum of one office: how its total came about.

use std::sync::Arc;

use domain::body::Body;
use domain::instrument::Instrument;
use domain::policy::Action;
use domain::results_file::Entry;
use domain::scheme::Scheme;
use domain::visibility::{self, Part, Viewer};
use sql::Conn;
use store::body::Placed;
use store::round::Round;

use crate::{Access, App, AppError, Conflict, Principal};

/// The state of an office whose numbers are withheld from those who may have to read one of its answers blind.
pub const READING_WAITS: &str = "reading_waits";

/// How an office's total came about.
#[derive(Debug)]
pub struct WorkedSum {
    /// In which round.
    pub round: Round,
    /// Whose.
    pub body: Body,
    /// The questions with their original weights.
    pub instrument: Arc<Instrument>,
    /// Components, categories and rounding.
    pub scheme: Arc<Scheme>,
    /// The numbers: the published ones after the announcement, the present ones before it.
    pub entry: Entry,
    /// Whether the numbers are published.
    pub is_published: bool,
}

impl Access {
    /// The worked sum of an office: for those who judge it at any time, for the office and everybody else once the results
    /// are announced.
    pub async fn worked_sum(&self, round: &str, body: &str) -> Result<WorkedSum, AppError> {
        self.app.worked_sum(round, body, Some(&self.who)).await
    }
}

impl App {
    pub(crate) async fn worked_sum(
        &self,
        round: &str,
        body: &str,
        who: Option<&Principal>,
    ) -> Result<WorkedSum, AppError> {
        let mut conn = self.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let placed = body_by_key(&mut conn, body).await?;
        let viewer = match who {
            Some(who) if who.may(Action::ViewScores, &placed) => Viewer::Judge,
            Some(who) if who.may(Action::ViewAssessment, &placed) => Viewer::Office,
            _ => Viewer::Anybody,
        };
        if !visibility::may_see(Part::WorkedSum, viewer, round.state) {
            return Err(AppError::NotFound);
        }
        let code = placed.body.code.as_str();
        if who.is_some_and(|who| who.may(Action::ControlReview, &placed)) {
            let waiting = store::reading::waiting(&mut conn, round.id).await?;
            if waiting.iter().any(|(body, _)| body == code) {
                return Err(AppError::Conflict(Conflict::State(READING_WAITS)));
            }
        }
        let published = store::announcement::result_of(&mut conn, round.id, code).await?;
        let is_published = published.is_some();
        let (instrument, scheme, entry) = if let Some(row) = published {
            let instrument = self.instrument(&mut conn, round.instrument).await?;
            let scheme = self.scheme(&mut conn, round.scheme).await?;
            let entry = serde_json::from_str(&row.detail)
                .map_err(|error| AppError::Fault(format!("result of {code}: {error}")))?;
            (instrument, scheme, entry)
        } else {
            let scored = self.score(&mut conn, &round).await?;
            let entry = scored.results.find(code).cloned().ok_or(AppError::NotFound)?;
            (scored.instrument, scored.scheme, entry)
        };
        Ok(WorkedSum { round, body: placed.body, instrument, scheme, entry, is_published })
    }
}

/// The body with this slug or code. The code is the key: two bodies may share a name, never a code or a slug.
pub(crate) async fn body_by_key(conn: &mut Conn, key: &str) -> Result<Placed, AppError> {
    match store::body::by_slug(conn, key).await? {
        Some(placed) => Ok(placed),
        None => store::body::by_code(conn, key).await?.ok_or(AppError::NotFound),
    }
}
