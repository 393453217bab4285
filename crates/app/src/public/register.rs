//! The register of extensions: who got more time, why, by which office, until when. Published with the results.

use domain::body::Body;
use domain::round::{PhaseKind, Window};
use domain::visibility::{Part, Viewer, may_see};
use jiff::Timestamp;
use serde::Deserialize;
use store::round::Round;

use super::Public;
use crate::AppError;

/// More time for one office, as it was given.
#[derive(Debug, Clone)]
pub struct RegisterLine {
    /// Code of the office.
    pub code: String,
    /// The office.
    pub office: String,
    /// In which phase.
    pub phase: PhaseKind,
    /// The end before.
    pub old: Option<Timestamp>,
    /// The end after.
    pub new: Timestamp,
    /// Why.
    pub reason: String,
    /// Whether an outage of the platform was the cause.
    pub by_outage: bool,
    /// When it was given.
    pub given_at: Timestamp,
}

/// The register of a round.
#[derive(Debug, Clone)]
pub struct Register {
    /// The round.
    pub round: Round,
    /// The body whose controllers gave the time. People are not named.
    pub by: Body,
    /// In the order in which the time was given.
    pub lines: Vec<RegisterLine>,
    /// Outages: from when to when, how many offices they hit, what happened.
    pub outages: Vec<(Window, usize, String)>,
}

/// What an event tells of an extension.
#[derive(Debug, Deserialize)]
struct Told {
    phase: PhaseKind,
    #[serde(default)]
    old: Option<Timestamp>,
    new: Timestamp,
    reason: String,
    body: String,
    #[serde(default)]
    office: Option<String>,
    #[serde(default)]
    cause: Option<String>,
}

impl Public {
    /// The register of extensions of a round.
    ///
    /// # Errors
    /// [`AppError::NotFound`] until its results are announced.
    pub async fn register(&self, slug: &str) -> Result<Register, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        if !may_see(Part::Results, Viewer::Anybody, round.state) {
            return Err(AppError::NotFound);
        }
        let by = store::body::by_code(&mut conn, round.owner.as_str()).await?.ok_or(AppError::NotFound)?;
        let id = round.id.to_string();
        let events = store::event::of_kind(&mut conn, "round", &id, "extended").await?;
        let mut lines = Vec::with_capacity(events.len());
        for event in events {
            let told: Told = serde_json::from_str(&event.data)
                .map_err(|error| AppError::Fault(format!("event {}: {error}", event.seq)))?;
            lines.push(RegisterLine {
                office: told.office.unwrap_or_else(|| told.body.clone()),
                code: told.body,
                phase: told.phase,
                old: told.old,
                new: told.new,
                reason: told.reason,
                by_outage: told.cause.as_deref() == Some("outage"),
                given_at: event.at,
            });
        }
        let outages = store::outage::of_round(&mut conn, round.id).await?;
        let outages = outages.into_iter().map(|outage| (outage.window, outage.bodies.len(), outage.reason));
        Ok(Register { round, by: by.body, lines, outages: outages.collect() })
    }
}
