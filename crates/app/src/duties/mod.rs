//! Who judges which office of a province: drawn by a published lot, given by hand, handed over.

mod change;
mod posts;

pub use posts::FormerPosts;

use std::collections::{BTreeMap, BTreeSet};

use domain::assessment::AssessmentState;
use domain::codes::BodyCode;
use domain::ids::PersonId;
use domain::person::Role;
use domain::policy::{Action, Target, allows};
use domain::round::RoundState;
use domain::verification::duty::{Candidate, Given, Office};
use serde::{Deserialize, Serialize};
use sql::Conn;
use store::body::Placed;
use store::duty::{Draw, DrawKind, Duty};
use store::person::Person;
use store::round::Round;

use crate::{Access, App, AppError, Conflict, Principal};

/// Gives the offices under one body to those who judge them.
#[derive(Debug, Clone)]
pub struct Duties {
    pub(crate) app: App,
    pub(crate) who: Principal,
    pub(crate) round: Round,
    pub(crate) province: Placed,
}

/// An office, and in whose hands it is.
#[derive(Debug, Clone)]
pub struct OfficeDuty {
    /// The office.
    pub placed: Placed,
    /// Where its questionnaire stands.
    pub state: AssessmentState,
    /// In whose hands it is; in those of all where nobody has it.
    pub duty: Option<Duty>,
    /// Items that are to be judged, and how many of them are.
    pub items: u32,
    /// Judged.
    pub done: u32,
}

/// Somebody who may judge offices here.
#[derive(Debug, Clone)]
pub struct Judge {
    /// Who.
    pub person: Person,
    /// How many offices are in these hands.
    pub offices: usize,
    /// Items still to be judged there.
    pub load: u32,
    /// Names of offices here that the person cannot judge, because of a post held now or before.
    pub conflicts: Vec<String>,
}

/// Everything about the duties under one body.
#[derive(Debug, Clone)]
pub struct DutyView {
    /// The round.
    pub round: Round,
    /// The body above.
    pub province: Placed,
    /// By code.
    pub offices: Vec<OfficeDuty>,
    /// By name.
    pub judges: Vec<Judge>,
    /// What was drawn, latest first.
    pub draws: Vec<(Draw, DutyLot)>,
}

/// What the duties were drawn from, and what came of it: enough to draw them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyLot {
    /// The offices that were in nobody's hands.
    pub offices: Vec<Office>,
    /// Those who could judge.
    pub candidates: Vec<Candidate>,
    /// Who got which.
    pub given: Vec<Given>,
}

impl Access {
    /// The rounds in which this person gives offices to reviewers, latest first.
    pub async fn duty_rounds(&self) -> Result<Vec<Round>, AppError> {
        let rounds = store::round::all(&mut self.app.db().read().await?).await?;
        let mut own = Vec::new();
        for round in rounds {
            match self.duty_provinces(&round.slug).await {
                Ok((round, _)) => own.push(round),
                Err(AppError::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(own)
    }

    /// The bodies whose offices of a round this person may give to reviewers, by code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none.
    pub async fn duty_provinces(&self, round: &str) -> Result<(Round, Vec<Placed>), AppError> {
        let mut conn = self.app.db().read().await?;
        let round = visible_round(&mut conn, round).await?;
        let parents: BTreeSet<BodyCode> = store::participation::bodies(&mut conn, round.id)
            .await?
            .into_iter()
            .filter_map(|placed| placed.body.parent)
            .collect();
        let all = store::body::all(&mut conn).await?;
        let own = all.into_iter().filter(|placed| {
            parents.contains(&placed.body.code) && self.who.may(Action::AssignReviewers, placed)
        });
        let provinces: Vec<Placed> = own.collect();
        if provinces.is_empty() { Err(AppError::NotFound) } else { Ok((round, provinces)) }
    }

    /// The duties under one body, for somebody who may give them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, and where no office of the round is under that body.
    pub async fn duties(&self, round: &str, province: &str) -> Result<Duties, AppError> {
        let (round, provinces) = self.duty_provinces(round).await?;
        let is_it =
            |placed: &Placed| placed.body.slug.as_str() == province || placed.body.code.as_str() == province;
        let province = provinces.into_iter().find(is_it).ok_or(AppError::NotFound)?;
        Ok(Duties { app: self.app.clone(), who: self.who.clone(), round, province })
    }
}

async fn visible_round(conn: &mut Conn, slug: &str) -> Result<Round, AppError> {
    let round = store::round::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    if round.state.is_visible_to_participants() { Ok(round) } else { Err(AppError::NotFound) }
}

impl Duties {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// Offices, reviewers and draws.
    pub async fn view(&self) -> Result<DutyView, AppError> {
        let mut conn = self.app.db().read().await?;
        let offices = self.offices(&mut conn).await?;
        let judges = self.judges(&mut conn, &offices).await?;
        let named = |code: &BodyCode| {
            let office = offices.iter().find(|office| office.placed.body.code == *code);
            office.map(|office| office.placed.body.office_name.clone())
        };
        let judges = judges.into_iter().map(|(person, candidate)| Judge {
            offices: offices
                .iter()
                .filter(|office| office.duty.as_ref().is_some_and(|duty| duty.person == person.id))
                .count(),
            load: candidate.load,
            conflicts: candidate.conflicts.iter().filter_map(named).collect(),
            person,
        });
        let judges = judges.collect();
        let draws = store::duty::draws(&mut conn, self.round.id, DrawKind::Duties).await?;
        let draws = draws.into_iter().filter(|draw| draw.body == self.province.body.code);
        let draws = draws.map(|draw| {
            let lot = serde_json::from_str(&draw.inputs);
            Ok((draw, lot.map_err(|error| AppError::Fault(format!("a draw of duties: {error}")))?))
        });
        let draws = draws.collect::<Result<_, AppError>>()?;
        Ok(DutyView { round: self.round.clone(), province: self.province.clone(), judges, offices, draws })
    }

    /// The offices of the round under this body, by code.
    async fn offices(&self, conn: &mut Conn) -> Result<Vec<OfficeDuty>, AppError> {
        let instrument = self.app.instrument(conn, self.round.instrument).await?;
        let judged = instrument.questions().filter(|question| !question.rubric.is_system_scored()).count();
        let items = u32::try_from(judged).unwrap_or(u32::MAX);
        let mut duties = store::duty::of_round(conn, self.round.id).await?;
        let parent = self.province.body.code.as_str();
        let mut placed: BTreeMap<BodyCode, Placed> = store::participation::bodies(conn, self.round.id)
            .await?
            .into_iter()
            .map(|placed| (placed.body.code.clone(), placed))
            .collect();
        let mut done: BTreeMap<BodyCode, u32> = BTreeMap::new();
        for (body, _) in store::review::progress_under(conn, self.round.id, parent).await?.into_keys() {
            *done.entry(body).or_default() += 1;
        }
        let under = store::assessment::under(conn, self.round.id, parent).await?;
        let offices = under.into_iter().filter_map(|assessment| {
            let placed = placed.remove(&assessment.body)?;
            Some(OfficeDuty {
                state: assessment.state,
                duty: duties.remove(&assessment.body),
                items,
                done: done.remove(&assessment.body).unwrap_or(0).min(items),
                placed,
            })
        });
        Ok(offices.collect())
    }

    /// Those who may judge offices here, with what they have in hand, by name.
    async fn judges(
        &self,
        conn: &mut Conn,
        offices: &[OfficeDuty],
    ) -> Result<Vec<(Person, Candidate)>, AppError> {
        let mut people: BTreeMap<PersonId, Person> = BTreeMap::new();
        for member in store::person::at_body(conn, self.province.body.code.as_str()).await? {
            if member.grant.role == Role::Verifier && member.person.disabled_at.is_none() {
                people.insert(member.person.id, member.person);
            }
        }
        let before = match self.round.previous {
            Some(previous) => store::duty::judges(conn, previous).await?,
            None => BTreeSet::new(),
        };
        let mut judges = Vec::with_capacity(people.len());
        for person in people.into_values() {
            let conflicts = conflicts(conn, person.id, offices, Action::Review).await?;
            let own = offices
                .iter()
                .filter(|office| office.duty.as_ref().is_some_and(|duty| duty.person == person.id));
            let of_before = before.iter().filter(|(judge, _)| *judge == person.id);
            let candidate = Candidate {
                login: person.login.to_string(),
                load: own.map(|office| office.items - office.done).sum(),
                conflicts,
                before: of_before.map(|(_, body)| body.clone()).collect(),
            };
            judges.push((person, candidate));
        }
        judges.sort_by(|a, b| (&a.0.name, a.0.id).cmp(&(&b.0.name, b.0.id)));
        Ok(judges)
    }

    /// Refuses where nothing can be judged any more.
    fn must_run(&self) -> Result<(), AppError> {
        match self.round.state {
            RoundState::Scheduled | RoundState::Running => Ok(()),
            over => Err(AppError::Conflict(Conflict::State(over.code()))),
        }
    }
}

/// Those of these offices that a person cannot judge: where he or she serves or served, or where the roles do not reach.
async fn conflicts(
    conn: &mut Conn,
    person: PersonId,
    offices: &[OfficeDuty],
    action: Action,
) -> Result<BTreeSet<BodyCode>, AppError> {
    let served = store::duty::served(conn, person).await?;
    let grants = store::person::grants(conn, person).await?;
    let barred = offices.iter().filter(|office| {
        let target = Target { body: &office.placed.body.code, above: &office.placed.above };
        served.contains(&office.placed.body.code) || !allows(&grants, action, target)
    });
    Ok(barred.map(|office| office.placed.body.code.clone()).collect())
}
