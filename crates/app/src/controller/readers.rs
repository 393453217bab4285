//! Those who read a second time: who they are, what they have in hand, where they have a conflict.

use std::collections::{BTreeMap, BTreeSet};

use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::person::Role;
use domain::policy::{Action, Target, allows};
use domain::problem::Problem;
use domain::verification::reading::ReadingState;
use domain::verification::sampling::Reader;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::event::{self, NewEvent};
use store::person::Person;
use store::reading::Reading;

use super::Controller;
use super::sampling::SAMPLE;
use crate::AppError;

impl Controller {
    /// Puts the readings of a person that wait into the hands of another. How many.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `to` for somebody who does not read here, or has a conflict at one of the offices.
    pub async fn hand_readings_over(&self, from: PersonId, to: PersonId) -> Result<u64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let round = self.lock_unpublished(&mut tx).await?;
        let readings = store::reading::of_round(&mut tx, round.id).await?;
        let waiting = readings
            .into_iter()
            .filter(|reading| reading.reader == from && reading.state == ReadingState::Waiting);
        let bodies: BTreeSet<BodyCode> = waiting.map(|reading| reading.body).collect();
        let reader = self.people_who_read(&mut tx).await?.remove(&to);
        let reader = reader.filter(|_| from != to);
        let reader = reader.ok_or_else(|| AppError::field("to", Problem::UnknownOption))?;
        let mut moved = 0;
        for body in &bodies {
            let placed = store::body::by_code(&mut tx, body.as_str()).await?.ok_or(AppError::NotFound)?;
            if self.is_barred(&mut tx, to, &placed).await? {
                let why = "verification-duty-conflict".to_owned();
                return Err(AppError::field("to", Problem::NotNow { why }));
            }
            moved += store::reading::hand_over(&mut tx, round.id, body.as_str(), from, to).await?;
        }
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(&self.owner.body.code),
            round: Some(round.id),
            object_kind: SAMPLE,
            object_id: round.id.to_string(),
            kind: "handed_over",
            data: json!({ "from": from, "to": reader.id, "bodies": bodies, "count": moved }),
        };
        event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(moved)
    }

    /// Those who can read a second time, by name.
    pub async fn all_readers(&self) -> Result<Vec<Person>, AppError> {
        let people = self.people_who_read(&mut self.app.db().read().await?).await?;
        let mut people: Vec<Person> = people.into_values().collect();
        people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        Ok(people)
    }

    async fn people_who_read(&self, conn: &mut Conn) -> Result<BTreeMap<PersonId, Person>, AppError> {
        let members = store::person::at_body(conn, self.owner.body.code.as_str()).await?;
        let readers = members
            .into_iter()
            .filter(|member| member.grant.role == Role::Controller && member.person.disabled_at.is_none());
        Ok(readers.map(|member| (member.person.id, member.person)).collect())
    }

    /// Whether a person cannot read at an office.
    async fn is_barred(&self, conn: &mut Conn, person: PersonId, placed: &Placed) -> Result<bool, AppError> {
        let served = store::duty::served(conn, person).await?;
        let grants = store::person::grants(conn, person).await?;
        let target = Target { body: &placed.body.code, above: &placed.above };
        Ok(served.contains(&placed.body.code) || !allows(&grants, Action::ControlReview, target))
    }

    /// Those who can read a second time, with what they have in hand and where they have a conflict.
    pub(super) async fn readers(
        &self,
        conn: &mut Conn,
        offices: &[Placed],
    ) -> Result<(BTreeMap<String, Person>, Vec<Reader>), AppError> {
        let waiting: Vec<Reading> = store::reading::of_round(conn, self.round.id)
            .await?
            .into_iter()
            .filter(|reading| reading.state == ReadingState::Waiting)
            .collect();
        let (mut people, mut readers) = (BTreeMap::new(), Vec::new());
        for person in self.people_who_read(conn).await?.into_values() {
            let mut conflicts = BTreeSet::new();
            for placed in offices {
                if self.is_barred(conn, person.id, placed).await? {
                    conflicts.insert(placed.body.code.clone());
                }
            }
            let load = waiting.iter().filter(|reading| reading.reader == person.id).count();
            let login = person.login.to_string();
            readers.push(Reader {
                login: login.clone(),
                load: u32::try_from(load).unwrap_or(u32::MAX),
                conflicts,
            });
            people.insert(login, person);
        }
        readers.sort_by(|a, b| a.login.cmp(&b.login));
        Ok((people, readers))
    }
}
