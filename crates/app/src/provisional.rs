//! The score of one office as it stands, without the others: what an office sees before the results are.

use std::sync::Arc;

use domain::assessments::BodyAssessment;
use domain::body::Body;
use domain::exact::Exact;
use domain::results_file::{Entry, ResultsFile};
use domain::scheme::{GateOf, Pass, Scheme};
use domain::scoring::{Cores, Engine};
use sql::Conn;
use store::round::Round;

use crate::scoring::one_body;
use crate::{App, AppError};

impl App {
    /// Scores one office by itself, as if nobody had passed a gate: who passes is known only when all are scored. Ranks are
    /// left out, for the same reason.
    pub(crate) async fn score_alone(
        &self,
        conn: &mut Conn,
        round: &Round,
        body: &Body,
    ) -> Result<(Arc<Scheme>, Entry, BodyAssessment), AppError> {
        let instrument = self.instrument(conn, round.instrument).await?;
        let scheme = self.scheme(conn, round.scheme).await?;
        let assessed = one_body(conn, round, body).await?;
        let fault = |error: &dyn std::fmt::Display| AppError::Fault(format!("{} alone: {error}", body.code));
        let closed = with_closed_gates(&scheme);
        let engine = Engine::new(&instrument, &closed);
        let one = engine.assess(&assessed).map_err(|error| fault(&error))?;
        let json = engine.finish(vec![one], Cores::One).to_json(Cores::One);
        let results = ResultsFile::read(&json).map_err(|error| fault(&error))?;
        let mut entry = results.find(body.code.as_str()).cloned().ok_or(AppError::NotFound)?;
        (entry.rank, entry.rank_in_parent) = (None, None);
        entry.warnings.retain(|warning| !warning.starts_with("not_expected:"));
        Ok((scheme, entry, assessed))
    }
}

/// The scheme with gates that nobody passes: no score is above 100.
fn with_closed_gates(scheme: &Scheme) -> Scheme {
    let mut closed = scheme.clone();
    for gate in &mut closed.gates {
        gate.pass = Pass::AtLeast(&Exact::HUNDRED + &Exact::ONE);
        gate.of = GateOf::Total;
    }
    closed
}
