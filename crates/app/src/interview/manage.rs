//! Inviting to interviews, and setting rooms, times and panels.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::body::Body;
use domain::codes::BodyCode;
use domain::exact::Exact;
use domain::ids::{PersonId, SittingId};
use domain::interview::{Invited, NoPlan, plan};
use domain::policy::{self, Action, Target};
use domain::problem::{FieldProblem, Problem};
use domain::round::{RoundState, Window};
use domain::scheme::{Component, Scheme};
use domain::verification::lot::Seed;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::interview::{self, Sheet, Sitting};
use store::participation::Concerned;
use store::round::Round;

use super::{component, log};
use crate::error::check;
use crate::frozen::not_announced;
use crate::notices::Message;
use crate::{Access, App, AppError, Conflict, Principal};

/// Most characters of a link to a room.
const LINK_MAX: usize = 500;
/// Most rooms at the same time.
const ROOMS_MAX: u32 = 50;

/// Manages the interviews of one round.
#[derive(Debug, Clone)]
pub struct Interviews {
    pub(super) app: App,
    pub(super) who: Principal,
    pub(super) round: Round,
    owner: Placed,
    scheme: Arc<Scheme>,
}

/// An office that passed the gate.
#[derive(Debug, Clone)]
pub struct Shortlisted {
    /// The office.
    pub body: Body,
    /// Name of the region above it.
    pub parent: String,
    /// Its total without the interview, as shown.
    pub total: String,
    /// The present score of its interview.
    pub score: Option<Exact>,
}

/// A seat with what is known of it.
#[derive(Debug, Clone)]
pub struct Seated {
    /// The office.
    pub body: Body,
    /// Sheets that were given, of those who sit on the panel.
    pub given: usize,
}

/// The interviews of a round.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The round.
    pub round: Round,
    /// The component that they score.
    pub component: Component,
    /// Who passed the gate as things stand, by code.
    pub shortlist: Vec<Shortlisted>,
    /// The sittings with their seats, by time and room.
    pub sittings: Vec<(Sitting, Vec<Seated>)>,
    /// Offices that passed the gate and have no seat.
    pub unseated: Vec<Body>,
    /// Offices with a seat that do not pass the gate any more.
    pub fallen: Vec<Body>,
    /// The sheets so far.
    pub sheets: Vec<Sheet>,
    /// Who may sit on a panel.
    pub panellists: Vec<(PersonId, String)>,
    /// The seed of the plan.
    pub seed: Option<Seed>,
}

/// What a plan is made of.
#[derive(Debug, Clone, Default)]
pub struct InterviewPlan {
    /// The hours of each day.
    pub days: Vec<Window>,
    /// Rooms at the same time.
    pub rooms: u32,
}

/// Where a room is met and who judges in it.
#[derive(Debug, Clone, Default)]
pub struct Arrangement {
    /// Address of the room on the net; may be empty.
    pub link: String,
    /// Who sits on the panel.
    pub panel: Vec<PersonId>,
}

impl Access {
    /// The handle for the interviews of a round, for somebody who may manage them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for others, and where the scheme of the round has no interview.
    pub async fn interviews(&self, round: &str) -> Result<Interviews, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let owner = store::body::by_code(&mut conn, round.owner.as_str()).await?.ok_or(AppError::NotFound)?;
        self.who.must(Action::ManageInterviews, &owner)?;
        let scheme = self.app.scheme(&mut conn, round.scheme).await?;
        component(&scheme).ok_or(AppError::NotFound)?;
        Ok(Interviews { app: self.app.clone(), who: self.who.clone(), round, owner, scheme })
    }
}

impl Interviews {
    /// The round.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    pub(super) fn component(&self) -> Result<&Component, AppError> {
        component(&self.scheme).ok_or(AppError::NotFound)
    }

    /// Everything about the interviews.
    pub async fn overview(&self) -> Result<Overview, AppError> {
        let mut conn = self.app.db().read().await?;
        let component = self.component()?.clone();
        let placed = store::body::all(&mut conn).await?;
        let bodies: BTreeMap<BodyCode, Body> =
            placed.into_iter().map(|placed| (placed.body.code.clone(), placed.body)).collect();
        let passed = self.passed(&mut conn).await?;
        let scores = store::review::components(&mut conn, self.round.id).await?;
        let shortlist = passed.iter().filter_map(|(invited, total)| {
            let body = bodies.get(&invited.body)?.clone();
            let parent = invited.parent.as_ref().and_then(|code| bodies.get(code));
            let score = scores.get(&invited.body).and_then(|of_body| of_body.get(&component.code));
            Some(Shortlisted {
                parent: parent.map(|parent| parent.name.clone()).unwrap_or_default(),
                total: total.clone(),
                score: score.map(|entered| entered.score.clone()),
                body,
            })
        });
        let shortlist: Vec<Shortlisted> = shortlist.collect();
        let sheets = interview::sheets(&mut conn, self.round.id).await?;
        let sittings = interview::of_round(&mut conn, self.round.id).await?;
        let seated: BTreeSet<BodyCode> =
            sittings.iter().flat_map(|sitting| sitting.bodies.iter().cloned()).collect();
        let invited: BTreeSet<BodyCode> = passed.into_iter().map(|(invited, _)| invited.body).collect();
        let named =
            |codes: Vec<&BodyCode>| codes.into_iter().filter_map(|code| bodies.get(code).cloned()).collect();
        let at: Vec<&str> = std::iter::once(self.owner.body.code.as_str())
            .chain(self.owner.above.iter().map(BodyCode::as_str))
            .collect();
        let panellists = interview::panellists(&mut conn, &at).await?;
        Ok(Overview {
            round: self.round.clone(),
            component,
            shortlist,
            unseated: if sittings.is_empty() {
                Vec::new()
            } else {
                named(invited.difference(&seated).collect())
            },
            fallen: named(seated.difference(&invited).collect()),
            seed: sittings.first().map(|sitting| sitting.seed.clone()),
            sittings: sittings.into_iter().map(|sitting| seats(sitting, &bodies, &sheets)).collect(),
            sheets,
            panellists,
        })
    }

    /// Who passed the gate as things stand, with the total as shown, by code.
    async fn passed(&self, conn: &mut Conn) -> Result<Vec<(Invited, String)>, AppError> {
        let component = self.component()?.code.clone();
        let scored = self.app.score(conn, &self.round).await?;
        let passed = scored.results.results.into_iter().filter(|entry| entry.passed.contains(&component));
        let passed = passed.map(|entry| {
            let total = entry.total.map(|total| total.display).unwrap_or_default();
            (Invited { body: entry.code, parent: entry.parent }, total)
        });
        Ok(passed.collect())
    }

    /// Spreads those who passed the gate over rooms and slots, from a new seed. Another plan takes the place of the first as
    /// long as no panellist has begun a sheet. Tells the offices.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `days` or `rooms`; [`AppError::Conflict`] where sheets exist, the round does not run, or its
    /// numbers are frozen.
    pub async fn plan(&self, new: &InterviewPlan) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        self.must_move(&mut tx).await?;
        if !interview::sheets(&mut tx, self.round.id).await?.is_empty() {
            return Err(AppError::field("days", Problem::NotNow { why: "interview-has-begun".to_owned() }));
        }
        check(problems(new, now))?;
        let invited: Vec<Invited> =
            self.passed(&mut tx).await?.into_iter().map(|(invited, _)| invited).collect();
        let seed = Seed::new(self.app.random());
        let planned = plan(&self.round.rules.interview, &invited, &new.days, new.rooms, &seed);
        let planned = planned.map_err(|error| {
            let why = match error {
                NoPlan::Nobody => "interview-nobody",
                NoPlan::TooFewHours { .. } => "interview-too-few-hours",
            };
            AppError::field("days", Problem::NotNow { why: why.to_owned() })
        })?;
        interview::clear(&mut tx, self.round.id).await?;
        for sitting in planned {
            let sitting = Sitting {
                id: SittingId::new(now, self.app.random()),
                round: self.round.id,
                room: i64::from(sitting.room),
                window: sitting.window,
                link: String::new(),
                seed: seed.clone(),
                bodies: sitting.bodies,
                panel: Vec::new(),
            };
            interview::insert(&mut tx, &sitting, self.who.person, now).await?;
            self.tell_offices(&mut tx, &sitting, "interview_planned").await?;
        }
        let data = json!({ "seed": seed, "rooms": new.rooms, "days": new.days, "offices": invited.len() });
        log(&mut tx, now, &self.who, (&self.round, None), "planned", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Sets where a room is met and who judges in it, and tells offices and panel.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `link`, or at `panel` where somebody is no panellist or holds a role at an office of the
    /// room.
    pub async fn arrange(&self, id: SittingId, new: &Arrangement) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        self.must_move(&mut tx).await?;
        let sittings = interview::of_round(&mut tx, self.round.id).await?;
        let mut sitting = sittings.into_iter().find(|sitting| sitting.id == id).ok_or(AppError::NotFound)?;
        let link = new.link.trim();
        let mut found = Vec::new();
        if link.chars().count() > LINK_MAX {
            found.push(FieldProblem::new("link", Problem::TooLong { max: LINK_MAX }));
        } else if !link.is_empty() && !link.starts_with("https://") {
            found.push(FieldProblem::new("link", Problem::NotNow { why: "interview-link-https".to_owned() }));
        }
        for person in &new.panel {
            if !self.may_judge(&mut tx, *person, &sitting.bodies).await? {
                let why = "interview-panel-conflict".to_owned();
                found.push(FieldProblem::new("panel", Problem::NotNow { why }));
                break;
            }
        }
        check(found)?;
        interview::arrange(&mut tx, id, link, &new.panel).await?;
        let moved = sitting.link != link;
        link.clone_into(&mut sitting.link);
        if moved {
            self.tell_offices(&mut tx, &sitting, "interview_arranged").await?;
        }
        let known: BTreeSet<PersonId> = sitting.panel.iter().map(|(person, _)| *person).collect();
        let added: Vec<PersonId> =
            new.panel.iter().filter(|person| !known.contains(person)).copied().collect();
        self.tell_panel(&mut tx, &sitting, &added).await?;
        let data = json!({ "sitting": id, "link": link, "panel": new.panel });
        log(&mut tx, now, &self.who, (&self.round, None), "arranged", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The interview moves while its round runs and nothing is frozen.
    pub(super) async fn must_move(&self, conn: &mut Conn) -> Result<(), AppError> {
        let round = store::round::lock(conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        if round.state != RoundState::Running {
            return Err(AppError::Conflict(Conflict::State(round.state.code())));
        }
        not_announced(conn, round.id).await
    }

    /// Whether somebody may judge all of these offices.
    async fn may_judge(
        &self,
        conn: &mut Conn,
        person: PersonId,
        bodies: &[BodyCode],
    ) -> Result<bool, AppError> {
        let grants = store::person::grants(conn, person).await?;
        for code in bodies {
            let placed = store::body::by_code(conn, code.as_str()).await?.ok_or(AppError::NotFound)?;
            let target = Target { body: &placed.body.code, above: &placed.above };
            if !policy::allows(&grants, Action::SitOnPanel, target) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn tell_offices(
        &self,
        conn: &mut Conn,
        sitting: &Sitting,
        kind: &'static str,
    ) -> Result<(), AppError> {
        for body in &sitting.bodies {
            let placed = store::body::by_code(conn, body.as_str()).await?.ok_or(AppError::NotFound)?;
            let people = store::participation::of_office(conn, body.as_str()).await?;
            let data = json!({
                "office": placed.body.office_name,
                "opens": sitting.window.opens.to_string(),
                "room": sitting.room,
                "link": sitting.link,
                "path": format!("/saq/{}/{}/wawancara", self.round.slug, placed.body.slug),
            });
            self.app.notify(conn, &people, &Message::new(kind, &self.round, data)).await?;
        }
        Ok(())
    }

    async fn tell_panel(
        &self,
        conn: &mut Conn,
        sitting: &Sitting,
        added: &[PersonId],
    ) -> Result<(), AppError> {
        let mut people = Vec::new();
        for person in added {
            if let Some(person) = store::person::by_id(conn, *person).await? {
                people.push(Concerned { person, zone: self.round.zone });
            }
        }
        let data = json!({
            "opens": sitting.window.opens.to_string(),
            "room": sitting.room,
            "link": sitting.link,
            "path": "/wawancara",
        });
        self.app.notify(conn, &people, &Message::new("interview_panel", &self.round, data)).await
    }
}

fn problems(new: &InterviewPlan, now: jiff::Timestamp) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    if new.days.is_empty() {
        found.push(FieldProblem::new("days", Problem::Required));
    } else if new.days.iter().any(|day| day.closes <= day.opens) {
        found.push(FieldProblem::new("days", Problem::EndBeforeStart));
    } else if new.days.iter().any(|day| day.opens <= now) {
        found.push(FieldProblem::new("days", Problem::InThePast));
    }
    if !(1..=ROOMS_MAX).contains(&new.rooms) {
        let problem = Problem::OutOfRange { min: Some("1".to_owned()), max: Some(ROOMS_MAX.to_string()) };
        found.push(FieldProblem::new("rooms", problem));
    }
    found
}

fn seats(sitting: Sitting, bodies: &BTreeMap<BodyCode, Body>, sheets: &[Sheet]) -> (Sitting, Vec<Seated>) {
    let given = |body: &BodyCode| {
        let of_panel = |sheet: &&Sheet| {
            sheet.body == *body
                && sheet.state == domain::interview::SheetState::Submitted
                && sitting.panel.iter().any(|(person, _)| *person == sheet.person)
        };
        sheets.iter().filter(of_panel).count()
    };
    let seats = sitting
        .bodies
        .iter()
        .filter_map(|code| Some(Seated { body: bodies.get(code)?.clone(), given: given(code) }));
    let seats = seats.collect();
    (sitting, seats)
}
