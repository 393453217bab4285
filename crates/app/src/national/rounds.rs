//! Making a round, showing it to those who take part, giving it up.

use domain::file_rules::OwnFileRules;
use domain::ids::RoundId;
use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, RoundAction, RoundState, Standing};
use domain::rules::RoundRules;
use serde_json::json;
use sql::{Conn, SqlError};
use store::round::Round;

use super::{Locked, National, RoundPlan, check_reason, out_of_order, participants, write};
use crate::AppError;
use crate::error::check;
use crate::jobs::Work;
use crate::notices::Message;

impl National {
    /// Makes a round. It is a draft: nobody but those who manage rounds sees it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`RoundPlan::problems`] and `previous`, `participants`.
    pub async fn create_round(&self, plan: &RoundPlan) -> Result<Round, AppError> {
        check(plan.problems())?;
        let (Some(slug), Some(year), Some(instrument), Some(scheme)) =
            (plan.slug(), plan.year, plan.instrument, plan.scheme)
        else {
            return Err(AppError::field("title", Problem::Required));
        };
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut round = Round {
            id: RoundId::new(now, self.app.random()),
            slug: slug.as_str().to_owned(),
            title: plan.title.trim().to_owned(),
            year,
            owner: self.owner.body.code.clone(),
            instrument,
            scheme,
            previous: plan.previous,
            zone: plan.zone,
            state: RoundState::Draft,
            version: 1,
            files: OwnFileRules::default(),
            rules: RoundRules::default(),
        };
        check(self.unknown_parts(&mut tx, &round).await?)?;
        let today = round.zone.time_zone().to_datetime(now).date();
        let invited = participants::known(&mut tx, &self.owner, &plan.participants, today, &[]).await?;
        match store::round::insert(&mut tx, &round, Some(self.who.person), now).await {
            Err(SqlError::Unique { .. }) => return Err(AppError::field("title", Problem::Taken)),
            other => other?,
        }
        round.version = 1;
        store::round::put_schedule(&mut tx, round.id, &plan.schedule).await?;
        for body in &invited {
            store::assessment::invite(&mut tx, round.id, body.as_str()).await?;
        }
        let data = json!({
            "title": round.title, "slug": round.slug, "year": round.year, "instrument": round.instrument,
            "scheme": round.scheme, "previous": round.previous, "zone": round.zone, "phases": plan.schedule,
            "participants": invited,
        });
        self.log(&mut tx, now, &round, None, "created", data).await?;
        tx.commit().await?;
        Ok(round)
    }

    /// What the round refers to and is not there: `instrument`, `scheme`, `previous`, or a `title` that is taken.
    pub(super) async fn unknown_parts(
        &self,
        conn: &mut Conn,
        round: &Round,
    ) -> Result<Vec<FieldProblem>, AppError> {
        let mut problems = Vec::new();
        if store::round::by_slug(conn, &round.slug).await?.is_some_and(|other| other.id != round.id) {
            problems.push(FieldProblem::new("title", Problem::Taken));
        }
        if store::instrument::instrument_by_id(conn, round.instrument).await?.is_none() {
            problems.push(FieldProblem::new("instrument", Problem::UnknownOption));
        }
        if store::instrument::scheme_by_id(conn, round.scheme).await?.is_none() {
            problems.push(FieldProblem::new("scheme", Problem::UnknownOption));
        }
        if let Some(previous) = round.previous {
            let found = store::round::by_id(conn, previous).await?;
            if previous == round.id || found.is_none_or(|found| found.owner != round.owner) {
                problems.push(FieldProblem::new("previous", Problem::UnknownOption));
            }
        }
        Ok(problems)
    }

    /// Shows a round to those who take part and tells them. Gives its new version.
    ///
    /// # Errors
    /// [`AppError::Conflict`] where it is no draft; [`AppError::Invalid`] with `participants` where nobody takes part and
    /// `filling.closes` where the filling is over already.
    pub async fn schedule_round(&self, slug: &str, version: i64) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, schedule } = self.lock(&mut tx, slug, version, now).await?;
        let state = round.state.transition(RoundAction::Schedule).ok_or(out_of_order(round.state))?;
        let mut problems = schedule.problems();
        if store::participation::bodies(&mut tx, round.id).await?.is_empty() {
            problems.push(FieldProblem::new("participants", Problem::Required));
        }
        let filling = schedule.window(PhaseKind::Filling);
        if filling.is_some_and(|window| window.at(now) == Standing::After) {
            problems.push(FieldProblem::new("filling.closes", Problem::InThePast));
        }
        check(problems)?;
        round.state = state;
        write(&mut tx, &mut round).await?;
        if let Some(filling) = filling {
            self.app.put_off(&mut tx, &Work::StartRound { round: round.id }, filling.opens).await?;
            self.app.put_off(&mut tx, &Work::ProbeRound { round: round.id }, filling.closes).await?;
        }
        self.app.plan_appeals(&mut tx, round.id, &schedule, now).await?;
        self.log(&mut tx, now, &round, None, "scheduled", json!({ "phases": schedule })).await?;
        let people = store::participation::concerned(&mut tx, round.id).await?;
        let message = Message::new("round_scheduled", &round, json!({ "phases": schedule }));
        self.app.notify(&mut tx, &people, &message).await?;
        tx.commit().await?;
        Ok(round.version)
    }

    /// Gives a round up. What was filled stays where it is. Gives its new version.
    pub async fn cancel_round(&self, slug: &str, version: i64, reason: &str) -> Result<i64, AppError> {
        let mut problems = Vec::new();
        check_reason(reason, &mut problems);
        check(problems)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let Locked { mut round, .. } = self.lock(&mut tx, slug, version, now).await?;
        let was_seen = round.state.is_visible_to_participants();
        round.state = round.state.transition(RoundAction::Cancel).ok_or(out_of_order(round.state))?;
        write(&mut tx, &mut round).await?;
        Work::StartRound { round: round.id }.call_off(&mut tx).await?;
        Work::ProbeRound { round: round.id }.call_off(&mut tx).await?;
        Work::OpenAppeals { round: round.id }.call_off(&mut tx).await?;
        Work::RemindAppeals { round: round.id, body: None }.call_off(&mut tx).await?;
        let reason = reason.trim();
        self.log(&mut tx, now, &round, None, "cancelled", json!({ "reason": reason })).await?;
        if was_seen {
            let people = store::participation::concerned(&mut tx, round.id).await?;
            let message = Message::new("round_cancelled", &round, json!({ "reason": reason }));
            self.app.notify(&mut tx, &people, &message).await?;
        }
        tx.commit().await?;
        Ok(round.version)
    }
}
