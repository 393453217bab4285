//! What a panellist does: the own rooms, and a sheet for each office in them.

use std::collections::BTreeMap;

use domain::body::Body;
use domain::codes::BodyCode;
use domain::exact::Exact;
use domain::interview::{InterviewRules, SheetAction, SheetState};
use domain::person::Role;
use domain::policy::{Action, bodies_of};
use domain::problem::{FieldProblem, Problem};
use domain::round::RoundState;
use serde_json::json;
use sql::Conn;
use store::interview::{self, Sheet, Sitting};
use store::round::Round;

use super::log;
use crate::error::check;
use crate::frozen::not_announced;
use crate::{Access, AppError, Conflict};

/// Most characters of a panellist's note.
const NOTE_MAX: usize = 2_000;

/// A room of a panellist.
#[derive(Debug, Clone)]
pub struct PanelRoom {
    /// In which round.
    pub round: Round,
    /// When and where.
    pub sitting: Sitting,
    /// The offices in it, with where the own sheet stands.
    pub offices: Vec<(Body, Option<SheetState>)>,
}

/// A sheet in the hand of its panellist.
#[derive(Debug, Clone)]
pub struct PanelItem {
    /// In which round.
    pub round: Round,
    /// When and where.
    pub sitting: Sitting,
    /// Which office.
    pub body: Body,
    /// What is judged.
    pub rules: InterviewRules,
    /// The sheet so far.
    pub sheet: Option<Sheet>,
    /// Its score, where every criterion has points.
    pub score: Option<Exact>,
    /// Whether the interview has begun, so that it can be filled.
    pub is_open: bool,
}

/// A sheet as it is sent.
#[derive(Debug, Clone, Default)]
pub struct PanelEdit {
    /// The version that it started from; 0 for none.
    pub base: i64,
    /// Points by criterion, as typed; empty for none yet.
    pub points: Vec<String>,
    /// What of the walk was shown, by its place in the rules.
    pub tour: Vec<usize>,
    /// What the panellist notes.
    pub note: String,
}

impl Access {
    /// The own rooms in running rounds, by time.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever has none and is no panellist.
    pub async fn panel_rooms(&self) -> Result<Vec<PanelRoom>, AppError> {
        let mut conn = self.app.db().read().await?;
        let bodies: BTreeMap<_, _> = store::body::all(&mut conn)
            .await?
            .into_iter()
            .map(|placed| (placed.body.code.clone(), placed))
            .collect();
        let mut found = Vec::new();
        for round in store::round::all(&mut conn).await? {
            if round.state != RoundState::Running {
                continue;
            }
            let sheets = interview::sheets(&mut conn, round.id).await?;
            for sitting in interview::of_round(&mut conn, round.id).await? {
                if !sitting.panel.iter().any(|(person, _)| *person == self.who.person) {
                    continue;
                }
                let own = |code: &BodyCode| {
                    sheets.iter().find(|sheet| sheet.body == *code && sheet.person == self.who.person)
                };
                let offices = sitting.bodies.iter().filter_map(|code| {
                    let placed =
                        bodies.get(code).filter(|placed| self.who.may(Action::SitOnPanel, placed))?;
                    Some((placed.body.clone(), own(code).map(|sheet| sheet.state)))
                });
                let offices = offices.collect();
                found.push(PanelRoom { round: round.clone(), sitting, offices });
            }
        }
        if found.is_empty() && bodies_of(&self.who.grants, &[Role::Panellist]).is_empty() {
            return Err(AppError::NotFound);
        }
        found.sort_by_key(|room| (room.sitting.window.opens, room.sitting.room));
        Ok(found)
    }

    /// The own sheet for an office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever is not on the panel of its room.
    pub async fn panel_item(&self, round: &str, body: &str) -> Result<PanelItem, AppError> {
        let mut conn = self.app.db().read().await?;
        self.item(&mut conn, round, body).await
    }

    async fn item(&self, conn: &mut Conn, round: &str, body: &str) -> Result<PanelItem, AppError> {
        let round = store::round::by_slug(conn, round).await?.ok_or(AppError::NotFound)?;
        let placed = crate::worked::body_by_key(conn, body).await?;
        self.who.must(Action::SitOnPanel, &placed)?;
        let sittings = interview::of_round(conn, round.id).await?;
        let sitting = sittings.into_iter().find(|sitting| {
            let is_own = sitting.panel.iter().any(|(person, _)| *person == self.who.person);
            is_own && sitting.bodies.contains(&placed.body.code)
        });
        let sitting = sitting.ok_or(AppError::NotFound)?;
        let sheets = interview::sheets(conn, round.id).await?;
        let sheet = sheets
            .into_iter()
            .find(|sheet| sheet.body == placed.body.code && sheet.person == self.who.person);
        let rules = round.rules.interview.clone();
        Ok(PanelItem {
            score: sheet.as_ref().and_then(|sheet| rules.score(&sheet.points)),
            is_open: self.app.now() >= sitting.window.opens,
            rules,
            round,
            sitting,
            body: placed.body,
            sheet,
        })
    }

    /// Saves the own sheet, gives it, or takes it back. Returns the new version.
    ///
    /// # Errors
    /// [`AppError::Closed`] before the interview begins; [`AppError::Conflict`] where the sheet was saved elsewhere, the step
    /// is out of order, or numbers are frozen; [`AppError::Invalid`] at `points-<n>`, `note`.
    pub async fn save_panel_sheet(
        &self,
        round: &str,
        body: &str,
        action: SheetAction,
        edit: &PanelEdit,
    ) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let item = self.item(&mut tx, round, body).await?;
        if item.round.state != RoundState::Running {
            return Err(AppError::Conflict(Conflict::State(item.round.state.code())));
        }
        not_announced(&mut tx, item.round.id).await?;
        if !item.is_open {
            return Err(AppError::Closed { opens: Some(item.sitting.window.opens), closed: None });
        }
        let state = item.sheet.as_ref().map_or(SheetState::Draft, |sheet| sheet.state);
        let next = state.transition(action).ok_or(AppError::Conflict(Conflict::State(state.code())))?;
        let base = item.sheet.as_ref().map_or(0, |sheet| sheet.version);
        let sheet = match (action, &item.sheet) {
            (SheetAction::Reopen, Some(sheet)) => {
                Sheet { version: base + 1, state: next, saved_at: now, ..sheet.clone() }
            }
            _ => Sheet {
                body: item.body.code.clone(),
                person: self.who.person,
                name: self.who.name.clone(),
                version: edit.base + 1,
                state: next,
                points: points(&item.rules, edit, action)?,
                tour: edit.tour.iter().filter_map(|at| item.rules.tour.get(*at).cloned()).collect(),
                note: edit.note.trim().to_owned(),
                saved_at: now,
            },
        };
        if !interview::put_sheet(&mut tx, item.round.id, &sheet).await? {
            let value = json!({ "version": base }).to_string();
            return Err(AppError::Conflict(Conflict::Version { current: base, value }));
        }
        let kind = match action {
            SheetAction::Save => "sheet_saved",
            SheetAction::Submit => "sheet_given",
            SheetAction::Reopen => "sheet_taken_back",
        };
        let data = json!({
            "version": sheet.version, "points": sheet.points, "tour": sheet.tour, "note": sheet.note,
        });
        log(&mut tx, now, &self.who, (&item.round, Some(&item.body.code)), kind, data).await?;
        tx.commit().await?;
        Ok(sheet.version)
    }
}

/// The typed points of each criterion. A sheet that is given has all of them.
fn points(
    rules: &InterviewRules,
    edit: &PanelEdit,
    action: SheetAction,
) -> Result<Vec<Option<Exact>>, AppError> {
    let mut found = Vec::new();
    let points = rules.criteria.iter().enumerate().map(|(at, criterion)| {
        let typed = edit.points.get(at).map(|typed| typed.trim()).unwrap_or_default();
        let mut wrong = |problem| found.push(FieldProblem::new(format!("points-{at}"), problem));
        if typed.is_empty() {
            if action == SheetAction::Submit {
                wrong(Problem::Required);
            }
            return None;
        }
        match Exact::parse_typed(typed) {
            Err(_) => wrong(Problem::NotANumber),
            Ok(points) if points.is_negative() || points > criterion.max => {
                wrong(Problem::OutOfRange {
                    min: Some("0".to_owned()),
                    max: Some(criterion.max.to_string()),
                });
            }
            Ok(points) => return Some(points),
        }
        None
    });
    let points = points.collect();
    if edit.note.chars().count() > NOTE_MAX {
        found.push(FieldProblem::new("note", Problem::TooLong { max: NOTE_MAX }));
    }
    check(found)?;
    Ok(points)
}
