//! What an office sees of its own interview.

use domain::interview::InterviewRules;
use store::interview::{self, Sitting};

use crate::AppError;
use crate::office::Office;

/// The interview of an office.
#[derive(Debug, Clone)]
pub struct OwnInterview {
    /// When and where; the panel is not named before the day.
    pub sitting: Sitting,
    /// In which order it speaks, from 1.
    pub position: usize,
    /// What is judged, and what is shown on the walk.
    pub rules: InterviewRules,
}

impl Office {
    /// The own interview, where the office is invited.
    pub async fn interview(&self) -> Result<Option<OwnInterview>, AppError> {
        let round = self.round();
        let mut conn = self.app.db().read().await?;
        let code = &self.placed().body.code;
        let sittings = interview::of_round(&mut conn, round.id).await?;
        let own = sittings.into_iter().find_map(|sitting| {
            let at = sitting.bodies.iter().position(|body| body == code)?;
            let panel = Vec::new();
            Some(OwnInterview {
                sitting: Sitting { panel, ..sitting },
                position: at + 1,
                rules: round.rules.interview.clone(),
            })
        });
        Ok(own)
    }
}
