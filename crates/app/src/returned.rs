//! Questions that were given back to their office: what everybody is told of them, what is seen of them meanwhile, and what
//! the clock does.

use std::collections::BTreeMap;

use domain::ids::{PersonId, ReturnId};
use domain::instrument::Question;
use domain::person::Role;
use domain::verification::returned::ReturnAction;
use jiff::Timestamp;
use serde_json::{Map, Value, json};
use sql::Conn;
use store::answer::Saved;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::participation::Concerned;
use store::returned::Returned;
use store::round::Round;

use crate::notices::Message;
use crate::office::ANSWER;
use crate::{App, AppError};

/// The answer to a question that is at its office, as it was submitted; `present` is what the office makes of it meanwhile.
pub(crate) async fn as_submitted(
    conn: &mut Conn,
    returned: &Returned,
    present: Option<Saved>,
) -> Result<Option<Saved>, AppError> {
    let Some(event) = event::latest(conn, ANSWER, &object_of(returned), "returned").await? else {
        return Ok(present);
    };
    let fault = |error: serde_json::Error| AppError::Fault(format!("event {}: {error}", event.seq));
    let mut told: Map<String, Value> = serde_json::from_str(&event.data).map_err(fault)?;
    // Events of before the answer was kept in them have none; one that was not given is `null`.
    let Some(answer) = told.remove("answer") else { return Ok(present) };
    serde_json::from_value(answer).map_err(fault)
}

/// Name of a question among the objects of events.
fn object_of(returned: &Returned) -> String {
    format!("{}/{}/{}", returned.round, returned.body, returned.question)
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Those of the office who answer, sign and lead.
    Office,
    /// Whoever gave it back, and whoever judges the office now.
    Reviewers,
}

/// A question given back, with everything that is needed to tell of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) round: &'a Round,
    pub(crate) placed: &'a Placed,
    pub(crate) question: &'a Question,
    pub(crate) returned: &'a Returned,
}

impl About<'_> {
    /// Writes down what happened, in the history of the question.
    pub(crate) async fn log(
        &self,
        conn: &mut Conn,
        actor: Option<PersonId>,
        kind: &'static str,
        at: Timestamp,
        data: Value,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor,
            body: Some(&self.returned.body),
            round: Some(self.returned.round),
            object_kind: ANSWER,
            object_id: object_of(self.returned),
            kind,
            data,
        };
        event::append(conn, event).await?;
        Ok(())
    }

    /// Tells people of it.
    pub(crate) async fn tell(
        &self,
        app: &App,
        conn: &mut Conn,
        audience: Audience,
        kind: &'static str,
    ) -> Result<(), AppError> {
        let people = match audience {
            Audience::Office => self.office_people(conn).await?,
            Audience::Reviewers => self.reviewers(conn).await?,
        };
        let area = match audience {
            Audience::Office => "saq",
            Audience::Reviewers => "verifikasi",
        };
        let data = json!({
            "office": self.placed.body.office_name,
            "number": self.question.number,
            "due": self.returned.due_at,
            "note": self.returned.reason,
            "path": format!(
                "/{area}/{}/{}/{}", self.round.slug, self.placed.body.slug, self.returned.question
            ),
        });
        app.notify(conn, &people, &Message::new(kind, self.round, data)).await
    }

    async fn office_people(&self, conn: &mut Conn) -> Result<Vec<Concerned>, AppError> {
        let members = store::person::at_body(conn, self.placed.body.code.as_str()).await?;
        let zone = self.placed.body.zone;
        let mut people = BTreeMap::new();
        for member in members {
            let is_of_office = matches!(member.grant.role, Role::Officer | Role::Ppid | Role::Leader);
            if is_of_office && member.person.disabled_at.is_none() {
                people.insert(member.person.id, Concerned { person: member.person, zone });
            }
        }
        Ok(people.into_values().collect())
    }

    async fn reviewers(&self, conn: &mut Conn) -> Result<Vec<Concerned>, AppError> {
        let holder = store::duty::of_body(conn, self.round.id, self.placed.body.code.as_str()).await?;
        let mut ids = vec![self.returned.opened_by];
        ids.extend(holder.map(|duty| duty.person).filter(|person| *person != self.returned.opened_by));
        let zone = self.placed.body.zone;
        let mut people = Vec::new();
        for id in ids {
            let person = store::person::by_id(conn, id).await?;
            let person = person.filter(|person| person.disabled_at.is_none());
            people.extend(person.map(|person| Concerned { person, zone }));
        }
        Ok(people)
    }
}

/// A return with what belongs to it, for the clock.
struct Found {
    returned: Returned,
    round: Round,
    placed: Placed,
    question: Question,
}

impl Found {
    const fn about(&self) -> About<'_> {
        About { round: &self.round, placed: &self.placed, question: &self.question, returned: &self.returned }
    }
}

impl App {
    /// A return whose questionnaire is locked in this transaction; `None` where it is over.
    async fn open_return(&self, conn: &mut Conn, id: ReturnId) -> Result<Option<Found>, AppError> {
        let Some(found) = store::returned::by_id(conn, id).await? else { return Ok(None) };
        store::assessment::lock(conn, found.round, found.body.as_str()).await?;
        let Some(returned) = store::returned::by_id(conn, id).await? else { return Ok(None) };
        if returned.state.transition(ReturnAction::Expire).is_none() {
            return Ok(None);
        }
        let round = store::round::by_id(conn, returned.round).await?;
        let placed = store::body::by_code(conn, returned.body.as_str()).await?;
        let (Some(round), Some(placed)) = (round, placed) else { return Ok(None) };
        let instrument = self.instrument(conn, round.instrument).await?;
        let Some(question) = instrument.question(returned.question.as_str()).cloned() else {
            return Ok(None);
        };
        Ok(Some(Found { returned, round, placed, question }))
    }

    /// The job of [`crate::jobs::Work::RemindReturn`]: tells the office, once, that its time for a question ends soon.
    pub(crate) async fn remind_return(&self, id: ReturnId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(found) = self.open_return(&mut tx, id).await? else { return Ok(()) };
        let about = found.about();
        let told =
            store::event::latest(&mut tx, ANSWER, &object_of(&found.returned), "return_reminded").await?;
        if told.is_some() || !found.returned.is_at_office(now) {
            return Ok(());
        }
        about.tell(self, &mut tx, Audience::Office, "return_reminder").await?;
        about
            .log(&mut tx, None, "return_reminded", now, json!({ "due": found.returned.due_at.to_string() }))
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// The job of [`crate::jobs::Work::ExpireReturn`]: the time of a question is over. What the office had saved until then
    /// is what is judged; both sides are told.
    pub(crate) async fn expire_return(&self, id: ReturnId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(mut found) = self.open_return(&mut tx, id).await? else { return Ok(()) };
        if found.returned.is_at_office(now) {
            return Ok(());
        }
        let Some(state) = found.returned.state.transition(ReturnAction::Expire) else { return Ok(()) };
        found.returned.state = state;
        found.returned.closed_at = Some(found.returned.due_at);
        store::returned::update(&mut tx, &found.returned).await?;
        let about = found.about();
        let document = crate::office::mended_document(&mut tx, about, None).await?;
        about.log(&mut tx, None, "return_expired", now, document).await?;
        about.tell(self, &mut tx, Audience::Office, "return_expired").await?;
        about.tell(self, &mut tx, Audience::Reviewers, "return_expired").await?;
        tx.commit().await?;
        Ok(())
    }
}
