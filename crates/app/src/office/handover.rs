//! Sections and questions go into the hands of colleagues by name, with a time and a note, and come back.

use std::collections::BTreeMap;

use domain::assignment::{Scope, problems};
use domain::ids::{AssignmentId, PersonId};
use domain::instrument::Instrument;
use domain::policy::{Action, Target, allows};
use domain::problem::{FieldProblem, Problem};
use domain::round::Standing;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sql::Conn;
use store::assignment::Assignment;
use store::body::Placed;
use store::event::NewEvent;
use store::participation::Concerned;
use store::person::Person;
use store::round::Round;

use super::{ANSWER, ASSESSMENT, Office, filling_window, standing};
use crate::error::check;
use crate::jobs::Work;
use crate::notices::Message;
use crate::{App, AppError};

/// Kind of the objects whose events tell of reminders.
const ASSIGNMENT: &str = "assignment";
/// So long before its time somebody is reminded.
const REMINDED: SignedDuration = SignedDuration::from_hours(24);

/// Somebody to whom parts of the questionnaire can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
}

/// What is given, and to whom.
#[derive(Debug, Clone)]
pub struct HandOver<'a> {
    /// A section or a question.
    pub scope: Scope,
    /// Its code.
    pub code: &'a str,
    /// To whom.
    pub person: PersonId,
    /// Until when.
    pub due: Option<Timestamp>,
    /// What the giver says about it.
    pub note: &'a str,
}

impl Office {
    /// Those who may fill this questionnaire, by name.
    pub async fn colleagues(&self) -> Result<Vec<Colleague>, AppError> {
        let people = self.people_who_fill(&mut self.app.db().read().await?).await?;
        let mut colleagues: Vec<Colleague> =
            people.into_values().map(|person| Colleague { id: person.id, name: person.name }).collect();
        colleagues.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(colleagues)
    }

    async fn people_who_fill(&self, conn: &mut Conn) -> Result<BTreeMap<PersonId, Person>, AppError> {
        let members = store::person::at_body(conn, self.placed.body.code.as_str()).await?;
        let target = Target { body: &self.placed.body.code, above: &self.placed.above };
        let fit = members.into_iter().filter(|member| {
            let may_fill = allows(std::slice::from_ref(&member.grant), Action::FillAnswer, target);
            may_fill && member.person.disabled_at.is_none()
        });
        Ok(fit.map(|member| (member.person.id, member.person)).collect())
    }

    /// What is in whose hands now.
    pub async fn assignments(&self) -> Result<Vec<Assignment>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::assignment::live(&mut conn, self.round.id, self.placed.body.code.as_str()).await?)
    }

    /// Gives a section or question to a colleague. What was in other hands is taken from there.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `what` (no such section or question), `person` (nobody who may fill here), `due` and
    /// `note`; [`AppError::Closed`] when the filling is over.
    pub async fn hand_over(&self, new: &HandOver<'_>) -> Result<AssignmentId, AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        self.lock(&mut tx).await?;
        self.not_over(&mut tx, now).await?;
        let note = new.note.trim();
        let mut wrong = problems(new.due, note, now);
        if named(&self.instrument, new.scope, new.code).is_none() {
            wrong.push(FieldProblem::new("what", Problem::UnknownOption));
        }
        let people = self.people_who_fill(&mut tx).await?;
        let receiver = people.get(&new.person);
        if receiver.is_none() {
            wrong.push(FieldProblem::new("person", Problem::UnknownOption));
        }
        check(wrong)?;
        let live = store::assignment::live(&mut tx, self.round.id, self.placed.body.code.as_str()).await?;
        if let Some(old) = live.iter().find(|old| old.scope == new.scope && old.code == new.code) {
            self.end(&mut tx, old, now).await?;
            if old.person != new.person {
                self.tell(&mut tx, old.person, "handover_taken_back", old).await?;
            }
        }
        let assignment = Assignment {
            id: AssignmentId::new(now, self.app.random()),
            round: self.round.id,
            body: self.placed.body.code.clone(),
            scope: new.scope,
            code: new.code.to_owned(),
            person: new.person,
            person_name: receiver.map(|person| person.name.clone()).unwrap_or_default(),
            due_at: new.due,
            note: note.to_owned(),
            given_by: self.who.person,
            giver_name: self.who.name.clone(),
            given_at: now,
            ended_at: None,
        };
        store::assignment::insert(&mut tx, &assignment).await?;
        self.log_assignment(&mut tx, &assignment, "handed_over", now).await?;
        self.tell(&mut tx, assignment.person, "handed_over", &assignment).await?;
        if let Some(at) = new.due.map(|due| due - REMINDED).filter(|at| *at > now) {
            self.app.put_off(&mut tx, &Work::Remind { assignment: assignment.id }, at).await?;
        }
        tx.commit().await?;
        Ok(assignment.id)
    }

    /// Takes back what was given; whoever may fill may do so. What is over already stays over.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is none of this questionnaire.
    pub async fn take_back(&self, id: AssignmentId) -> Result<(), AppError> {
        self.close_assignment(id, "taken_back").await
    }

    /// The one who has it says that it is done; the giver is told.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is none of this questionnaire, or in the hands of somebody else.
    pub async fn done(&self, id: AssignmentId) -> Result<(), AppError> {
        self.close_assignment(id, "done").await
    }

    async fn close_assignment(&self, id: AssignmentId, how: &'static str) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        self.lock(&mut tx).await?;
        let found = store::assignment::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let is_done = how == "done";
        let own = found.round == self.round.id && found.body == self.placed.body.code;
        if !own || is_done && found.person != self.who.person {
            return Err(AppError::NotFound);
        }
        if self.end(&mut tx, &found, now).await? {
            self.log_assignment(&mut tx, &found, how, now).await?;
            let (to, kind) = if is_done {
                (found.given_by, "handover_done")
            } else {
                (found.person, "handover_taken_back")
            };
            self.tell(&mut tx, to, kind, &found).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    async fn end(&self, conn: &mut Conn, old: &Assignment, now: Timestamp) -> Result<bool, AppError> {
        Work::Remind { assignment: old.id }.call_off(conn).await?;
        Ok(store::assignment::end(conn, old.id, now).await?)
    }

    async fn not_over(&self, conn: &mut Conn, now: Timestamp) -> Result<(), AppError> {
        let round = store::round::by_id(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        let filling = filling_window(conn, &round, &self.placed.body.code).await?;
        match standing(&round, filling, now) {
            Standing::Before | Standing::Open => Ok(()),
            Standing::After => {
                Err(AppError::Closed { opens: None, closed: filling.map(|window| window.closes) })
            }
        }
    }

    /// Tells somebody else of an assignment. Nobody is told of what he or she did.
    async fn tell(
        &self,
        conn: &mut Conn,
        to: PersonId,
        kind: &'static str,
        about: &Assignment,
    ) -> Result<(), AppError> {
        if to == self.who.person {
            return Ok(());
        }
        let mut data = notice_data(&self.round, &self.placed, &self.instrument, about);
        data["by"] = json!(self.who.name);
        self.app.tell_colleague(conn, to, &self.placed, &Message::new(kind, &self.round, data)).await
    }

    async fn log_assignment(
        &self,
        conn: &mut Conn,
        about: &Assignment,
        kind: &'static str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let data = json!({
            "id": about.id, "scope": about.scope, "code": about.code, "person": about.person,
            "name": about.person_name, "due": about.due_at, "note": about.note,
        });
        match (about.scope, about.code.parse()) {
            (Scope::Question, Ok(code)) => {
                self.log(conn, now, ANSWER, self.question_object(&code), kind, data).await
            }
            _ => self.log(conn, now, ASSESSMENT, self.object(), kind, data).await,
        }
    }
}

impl App {
    /// The job of [`Work::Remind`]: tells a colleague, once, that something is due soon. What has ended meanwhile, or
    /// cannot be done any more, needs no reminder.
    pub(crate) async fn remind(&self, id: AssignmentId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(about) = store::assignment::by_id(&mut tx, id).await? else { return Ok(()) };
        let told = store::event::latest(&mut tx, ASSIGNMENT, &id.to_string(), "reminded").await?;
        if about.ended_at.is_some() || about.due_at.is_none() || told.is_some() {
            return Ok(());
        }
        let round = store::round::by_id(&mut tx, about.round).await?;
        let placed = store::body::by_code(&mut tx, about.body.as_str()).await?;
        let (Some(round), Some(placed)) = (round, placed) else { return Ok(()) };
        let filling = filling_window(&mut tx, &round, &about.body).await?;
        if standing(&round, filling, now) == Standing::After {
            return Ok(());
        }
        let instrument = self.instrument(&mut tx, round.instrument).await?;
        let data = notice_data(&round, &placed, &instrument, &about);
        let message = Message::new("handover_reminder", &round, data);
        self.tell_colleague(&mut tx, about.person, &placed, &message).await?;
        let event = NewEvent {
            at: now,
            actor: None,
            body: Some(&about.body),
            round: Some(about.round),
            object_kind: ASSIGNMENT,
            object_id: id.to_string(),
            kind: "reminded",
            data: json!({ "person": about.person, "due": about.due_at }),
        };
        store::event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn tell_colleague(
        &self,
        conn: &mut Conn,
        to: PersonId,
        placed: &Placed,
        message: &Message<'_>,
    ) -> Result<(), AppError> {
        let person = store::person::by_id(conn, to).await?.filter(|person| person.disabled_at.is_none());
        let Some(person) = person else { return Ok(()) };
        self.notify(conn, &[Concerned { person, zone: placed.body.zone }], message).await
    }
}

/// What a section or question is called in both languages, and the number of a question.
fn named(instrument: &Instrument, scope: Scope, code: &str) -> Option<(Value, Option<u32>)> {
    let both = |text: &domain::instrument::Text| json!({ "id": text.get("id"), "en": text.get("en") });
    match scope {
        Scope::Section => {
            let section = instrument.sections.iter().find(|section| section.code == *code)?;
            Some((both(&section.title), None))
        }
        Scope::Question => {
            let question = instrument.question(code)?;
            Some((both(&question.text), Some(question.number)))
        }
    }
}

/// What a notice about an assignment needs to be worded.
fn notice_data(round: &Round, placed: &Placed, instrument: &Instrument, about: &Assignment) -> Value {
    let (what, number) = named(instrument, about.scope, &about.code).unwrap_or_default();
    let home = format!("/saq/{}/{}", round.slug, placed.body.slug);
    let path = match about.scope {
        Scope::Section => format!("{home}?milik=saya"),
        Scope::Question => format!("{home}/{}", about.code),
    };
    json!({
        "office": placed.body.office_name, "what": what, "number": number, "due": about.due_at,
        "note": about.note, "path": path,
    })
}
