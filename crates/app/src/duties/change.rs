//! Changing who judges which office. What was judged stays, with its author.

use std::collections::BTreeMap;

use domain::ids::{DrawId, DutyId, PersonId};
use domain::problem::Problem;
use domain::verification::duty::{self, Given, Office};
use domain::verification::lot::Seed;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::duty::{Draw, DrawKind, Duty};
use store::event::{self, NewEvent};
use store::participation::Concerned;
use store::person::Person;

use super::{Duties, DutyLot, OfficeDuty};
use crate::AppError;
use crate::notices::Message;

/// Kind of the objects whose events tell of duties.
const DUTY: &str = "duty";

impl Duties {
    /// Draws a judge for each office that is in nobody's hands, and publishes the lot. Gives what was drawn.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `draw` where every office is in somebody's hands, or nobody judges here;
    /// [`AppError::Conflict`] where the round is over.
    pub async fn draw(&self) -> Result<Vec<Given>, AppError> {
        let now = self.app.now();
        self.must_run()?;
        let mut tx = self.app.db().write().await?;
        store::round::lock(&mut tx, self.round.id).await?.ok_or(AppError::NotFound)?;
        let offices = self.offices(&mut tx).await?;
        let judges = self.judges(&mut tx, &offices).await?;
        let free = offices.iter().filter(|office| office.duty.is_none());
        let free: Vec<Office> = free
            .map(|office| Office { body: office.placed.body.code.clone(), items: office.items - office.done })
            .collect();
        let why = |why: &str| AppError::field("draw", Problem::NotNow { why: why.to_owned() });
        if free.is_empty() {
            return Err(why("verification-duty-none-free"));
        }
        if judges.is_empty() {
            return Err(why("verification-duty-nobody"));
        }
        let seed = Seed::new(self.app.random());
        let people: BTreeMap<String, Person> =
            judges.iter().map(|(person, candidate)| (candidate.login.clone(), person.clone())).collect();
        let candidates: Vec<_> = judges.into_iter().map(|(_, candidate)| candidate).collect();
        let given = duty::draw(&seed, &free, &candidates);
        let lot = DutyLot { offices: free, candidates, given };
        let inputs = serde_json::to_string(&lot).map_err(|error| AppError::Fault(error.to_string()))?;
        let draw = Draw {
            id: DrawId::new(now, self.app.random()),
            round: self.round.id,
            body: self.province.body.code.clone(),
            seed,
            inputs,
            drawn_by: self.who.person,
            drawn_by_name: self.who.name.clone(),
            drawn_at: now,
        };
        store::duty::insert_draw(&mut tx, DrawKind::Duties, &draw).await?;
        self.log(&mut tx, now, "drawn", json!({ "draw": draw.id, "seed": draw.seed, "lot": lot })).await?;
        for one in &lot.given {
            let office = offices.iter().find(|office| office.placed.body.code == one.body);
            let person = one.login.as_ref().and_then(|login| people.get(login));
            if let (Some(office), Some(person)) = (office, person) {
                self.put(&mut tx, office, person, Some(draw.id), now).await?;
            }
        }
        for person in people.values() {
            let own = lot.given.iter().filter(|one| one.login.as_deref() == Some(person.login.as_str()));
            let codes: Vec<&str> = own.map(|one| one.body.as_str()).collect();
            self.tell(&mut tx, person, &offices, &codes).await?;
        }
        tx.commit().await?;
        Ok(lot.given)
    }

    /// Gives one office to a judge by hand, or to all again where `person` is absent.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an office that is not here; [`AppError::Invalid`] at `person` for somebody who does not
    /// judge here or has a conflict.
    pub async fn give(&self, body: &str, person: Option<PersonId>) -> Result<(), AppError> {
        let now = self.app.now();
        self.must_run()?;
        let mut tx = self.app.db().write().await?;
        store::round::lock(&mut tx, self.round.id).await?.ok_or(AppError::NotFound)?;
        let offices = self.offices(&mut tx).await?;
        let is_it = |office: &&OfficeDuty| {
            office.placed.body.code == *body || office.placed.body.slug.as_str() == body
        };
        let office = offices.iter().find(is_it).ok_or(AppError::NotFound)?;
        if office.duty.as_ref().map(|duty| duty.person) == person {
            return Ok(());
        }
        let code = &office.placed.body.code;
        let receiver = match person {
            None => None,
            Some(id) => {
                let judges = self.judges(&mut tx, &offices).await?;
                let found = judges.into_iter().find(|(judge, _)| judge.id == id);
                let (judge, candidate) =
                    found.ok_or_else(|| AppError::field("person", Problem::UnknownOption))?;
                if candidate.conflicts.contains(code) {
                    let why = "verification-duty-conflict".to_owned();
                    return Err(AppError::field("person", Problem::NotNow { why }));
                }
                Some(judge)
            }
        };
        if let Some(old) = &office.duty {
            store::duty::end(&mut tx, old.id, now).await?;
        }
        let from = office.duty.as_ref().map(|duty| duty.person);
        if let Some(judge) = &receiver {
            self.put(&mut tx, office, judge, None, now).await?;
            self.tell(&mut tx, judge, &offices, &[code.as_str()]).await?;
        }
        self.log(&mut tx, now, "given", json!({ "body": code, "from": from, "to": person })).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Puts everything that one judge has in hand here into the hands of another: an office where the other has a conflict
    /// goes to all. What the first has judged stays judged, and his or hers. How many offices moved.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `from` where nothing is in those hands, at `to` for somebody who does not judge here.
    pub async fn hand_over(&self, from: PersonId, to: PersonId) -> Result<usize, AppError> {
        let now = self.app.now();
        self.must_run()?;
        let mut tx = self.app.db().write().await?;
        store::round::lock(&mut tx, self.round.id).await?.ok_or(AppError::NotFound)?;
        let offices = self.offices(&mut tx).await?;
        let judges = self.judges(&mut tx, &offices).await?;
        let receiver = judges.into_iter().find(|(judge, _)| judge.id == to && from != to);
        let (judge, candidate) = receiver.ok_or_else(|| AppError::field("to", Problem::UnknownOption))?;
        let held: Vec<(&OfficeDuty, &Duty)> = offices
            .iter()
            .filter_map(|office| Some((office, office.duty.as_ref()?)))
            .filter(|(_, duty)| duty.person == from)
            .collect();
        if held.is_empty() {
            return Err(AppError::field("from", Problem::UnknownOption));
        }
        let (mut moved, mut freed) = (Vec::new(), Vec::new());
        for (office, old) in held {
            store::duty::end(&mut tx, old.id, now).await?;
            let code = office.placed.body.code.as_str();
            if candidate.conflicts.contains(code) {
                freed.push(code);
            } else {
                self.put(&mut tx, office, &judge, None, now).await?;
                moved.push(code);
            }
        }
        self.tell(&mut tx, &judge, &offices, &moved).await?;
        let data = json!({ "from": from, "to": to, "moved": moved, "freed": freed });
        self.log(&mut tx, now, "handed_over", data).await?;
        tx.commit().await?;
        Ok(moved.len())
    }

    async fn put(
        &self,
        conn: &mut Conn,
        office: &OfficeDuty,
        person: &Person,
        draw: Option<DrawId>,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let duty = Duty {
            id: DutyId::new(now, self.app.random()),
            round: self.round.id,
            body: office.placed.body.code.clone(),
            person: person.id,
            name: person.name.clone(),
            draw,
            given_by: self.who.person,
            given_at: now,
        };
        store::duty::insert(conn, &duty).await?;
        Ok(())
    }

    /// Tells a judge which offices came into his or her hands.
    async fn tell(
        &self,
        conn: &mut Conn,
        person: &Person,
        offices: &[OfficeDuty],
        codes: &[&str],
    ) -> Result<(), AppError> {
        let named = offices.iter().filter(|office| codes.contains(&office.placed.body.code.as_str()));
        let names: Vec<&str> = named.map(|office| office.placed.body.office_name.as_str()).collect();
        if names.is_empty() || person.id == self.who.person {
            return Ok(());
        }
        let data = json!({ "offices": names, "path": format!("/verifikasi/{}", self.round.slug) });
        let people = [Concerned { person: person.clone(), zone: self.province.body.zone }];
        self.app.notify(conn, &people, &Message::new("duties_given", &self.round, data)).await
    }

    async fn log(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        kind: &'static str,
        data: serde_json::Value,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor: Some(self.who.person),
            body: Some(&self.province.body.code),
            round: Some(self.round.id),
            object_kind: DUTY,
            object_id: format!("{}/{}", self.round.id, self.province.body.code),
            kind,
            data,
        };
        event::append(conn, event).await?;
        Ok(())
    }
}
