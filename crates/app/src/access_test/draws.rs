//! Drawing cases from a published seed, and drawing those again that were not sent.

use std::collections::BTreeMap;

use domain::access_test::draw::{self, Drawn, Input, SEED_MAX, Undrawn};
use domain::access_test::record::Record;
use domain::access_test::{CaseAction, CaseState, Channel};
use domain::ids::{AccessCaseId, PersonId};
use domain::problem::{FieldProblem, Problem};
use domain::round::{PhaseKind, RoundState, Window};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::access_test::case::{self, Case};
use store::access_test::preparation::{self as rows, Draw, Scenario, SheetVersion, Tester};
use store::body::Placed;

use super::{AccessTests, calendar, log_case, present_sheet, service, write};
use crate::error::check;
use crate::national::check_reason;
use crate::notices::Message;
use crate::{AppError, Conflict};

/// A draw as it is asked for.
#[derive(Debug, Clone, Default)]
pub struct NewDraw {
    /// The published seed.
    pub seed: String,
    /// Why there is a further draw; of the first one nothing.
    pub reason: String,
}

/// What came of a draw.
#[derive(Debug, Clone)]
pub struct DrawDone {
    /// Its number in the round.
    pub number: i64,
    /// How many cases it made.
    pub cases: usize,
    /// What could not be drawn.
    pub undrawn: Vec<Undrawn>,
}

/// What a draw rests on beside its seed, as it stands in this transaction.
struct Basis {
    bodies: Vec<Placed>,
    testers: Vec<(Tester, draw::Tester)>,
    scenarios: Vec<Scenario>,
    /// Cases that were sent or handed in: they stay.
    kept: Vec<Case>,
    /// Cases that were not sent: they are called off.
    open: Vec<Case>,
    window: Window,
}

impl AccessTests {
    /// Draws a case for each office and channel of the round's rules that has none that was sent. Cases that were not sent are
    /// called off first.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `seed`, at `reason` (a further draw needs one), at `form` (nobody in the pool, no question in
    /// use, the round without a phase for it or the phase over); [`AppError::Conflict`] with the state of a round that is
    /// not open to it, or with that of its results.
    pub async fn draw(&self, new: &NewDraw) -> Result<DrawDone, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let round = store::round::lock(&mut tx, self.round.id).await?.ok_or(AppError::NotFound)?;
        if !matches!(round.state, RoundState::Scheduled | RoundState::Running) {
            return Err(AppError::Conflict(Conflict::State(round.state.code())));
        }
        let number = rows::draws(&mut tx, round.id).await?.first().map_or(1, |draw| draw.number + 1);
        let seed = new.seed.trim();
        let mut problems = check_seed(seed);
        if number > 1 {
            check_reason(&new.reason, &mut problems);
        }
        check(problems)?;
        let basis = self.basis(&mut tx, now).await?;
        let sheet = self.freeze_sheet(&mut tx, now).await?;
        let input = self.input(seed, &basis);
        let outcome = draw::draw(&input);
        let record = record_of(&input, &outcome.cases, &outcome.undrawn, basis.window);
        let reason = if number > 1 { new.reason.trim().to_owned() } else { String::new() };
        let draw = Draw {
            number,
            seed: seed.to_owned(),
            reason,
            record: record.to_string(),
            drawn_by: self.who.person,
            drawn_at: now,
        };
        rows::insert_draw(&mut tx, round.id, &draw).await?;
        for mut case in basis.open.iter().cloned() {
            case.state = case.state.transition(CaseAction::CallOff).unwrap_or(case.state);
            write(&mut tx, &mut case).await?;
            log_case(&mut tx, now, Some(&self.who), &case, "called_off", json!({ "draw": number })).await?;
        }
        for drawn in &outcome.cases {
            let case = self.new_case(&basis, drawn, (number, sheet), now)?;
            case::insert(&mut tx, &case).await?;
            let data = json!({ "draw": number, "case": drawn });
            log_case(&mut tx, now, Some(&self.who), &case, "drawn", data).await?;
        }
        let data = json!({ "number": number, "seed": draw.seed, "reason": draw.reason, "cases": outcome.cases.len() });
        let object = ("access_draw", format!("{}/{number}", round.id));
        self.log(&mut tx, now, object, "drawn", data).await?;
        self.tell_testers(&mut tx, &outcome.cases).await?;
        tx.commit().await?;
        Ok(DrawDone { number, cases: outcome.cases.len(), undrawn: outcome.undrawn })
    }

    async fn basis(&self, conn: &mut Conn, now: Timestamp) -> Result<Basis, AppError> {
        let wrong = |why: &str| AppError::field("form", Problem::NotNow { why: why.to_owned() });
        let schedule = store::round::schedule(conn, self.round.id).await?;
        let mut window = schedule.window(PhaseKind::AccessTest).ok_or_else(|| wrong("access-no-phase"))?;
        window.opens = window.opens.max(now);
        if window.closes <= window.opens {
            return Err(wrong("access-phase-over"));
        }
        let mut scenarios = rows::scenarios(conn, self.owner.body.code.as_str()).await?;
        scenarios.retain(|scenario| scenario.retired_at.is_none());
        if scenarios.is_empty() {
            return Err(wrong("access-no-scenario"));
        }
        let all = case::of_round(conn, self.round.id).await?;
        let (open, kept): (Vec<Case>, Vec<Case>) = all
            .into_iter()
            .filter(|case| case.state != CaseState::CalledOff)
            .partition(|case| case.state == CaseState::Drawn);
        let mut testers = Vec::new();
        for tester in rows::testers(conn, self.round.id).await? {
            if tester.left_at.is_some() || tester.is_disabled {
                continue;
            }
            let mut conflicts = rows::offices_of(conn, tester.person).await?;
            // Every other role is a tie to its body and to all below it; one at the body that runs the round would be a tie to
            // every office.
            conflicts.retain(|code| *code != self.owner.body.code);
            conflicts.extend(tester.ties.iter().cloned());
            let load = kept.iter().filter(|case| case.tester == tester.person).count();
            let load = u32::try_from(load).unwrap_or(u32::MAX);
            let drawn = draw::Tester { name: tester.login.clone(), conflicts, load };
            testers.push((tester, drawn));
        }
        if testers.is_empty() {
            return Err(wrong("access-no-tester"));
        }
        let bodies = store::participation::bodies(conn, self.round.id).await?;
        Ok(Basis { bodies, testers, scenarios, kept, open, window })
    }

    fn input(&self, seed: &str, basis: &Basis) -> Input {
        let calendar = calendar(&self.round);
        let is_kept = |placed: &Placed, channel: Channel| {
            basis.kept.iter().any(|case| case.body == placed.body.code && case.channel == channel)
        };
        let mut wanted = Vec::new();
        for placed in &basis.bodies {
            let office = draw::Office {
                code: placed.body.code.clone(),
                above: placed.above.clone(),
                open: service(&calendar, placed).inside(basis.window),
            };
            for channel in &self.round.rules.access_test.channels {
                if !is_kept(placed, *channel) {
                    wanted.push((office.clone(), *channel));
                }
            }
        }
        Input {
            seed: seed.to_owned(),
            wanted,
            testers: basis.testers.iter().map(|(_, tester)| tester.clone()).collect(),
            scenarios: basis
                .scenarios
                .iter()
                .map(|found| draw::Scenario { code: found.code.clone(), channels: found.channels.clone() })
                .collect(),
        }
    }

    /// The version of the sheet that the cases get. The usual sheet is written down as version 1, so that a later release of
    /// the program changes nothing for this round.
    async fn freeze_sheet(&self, conn: &mut Conn, now: Timestamp) -> Result<i64, AppError> {
        let used = present_sheet(conn, self.round.id).await?;
        if used.version > 0 {
            return Ok(used.version);
        }
        let sha256 =
            data_encoding::HEXLOWER.encode(&<sha2::Sha256 as sha2::Digest>::digest(used.source.as_bytes()));
        let version = SheetVersion {
            version: 1,
            title: used.sheet.title.get("id").to_owned(),
            source: used.source,
            sha256,
            reason: String::new(),
            created_by: self.who.person,
            created_at: now,
        };
        rows::insert_sheet(conn, self.round.id, &version).await?;
        Ok(1)
    }

    fn new_case(
        &self,
        basis: &Basis,
        drawn: &Drawn,
        (draw, sheet): (i64, i64),
        now: Timestamp,
    ) -> Result<Case, AppError> {
        let lost = |what: &str| AppError::Fault(format!("draw {draw}: {what} is not in the list"));
        let tester = basis.testers.iter().find(|(_, tester)| tester.name == drawn.tester);
        let (tester, _) = tester.ok_or_else(|| lost("the tester"))?;
        let scenario = basis.scenarios.iter().find(|found| found.code == drawn.scenario);
        let scenario = scenario.ok_or_else(|| lost("the question"))?;
        Ok(Case {
            id: AccessCaseId::new(now, self.app.random()),
            round: self.round.id,
            body: drawn.office.clone(),
            channel: drawn.channel,
            tester: tester.person,
            draw,
            sheet,
            scenario: scenario.code.clone(),
            question: scenario.question.clone(),
            right_answer: scenario.right_answer.clone(),
            due_at: drawn.due_at,
            state: CaseState::Drawn,
            version: 1,
            sent_at: None,
            sent_to: String::new(),
            record: Record::default(),
            score: None,
            submitted_at: None,
            told_at: None,
        })
    }

    /// Each tester learns how many cases are on the list now.
    async fn tell_testers(&self, conn: &mut Conn, cases: &[Drawn]) -> Result<(), AppError> {
        let mut counts: BTreeMap<&str, i64> = BTreeMap::new();
        for case in cases {
            *counts.entry(&case.tester).or_default() += 1;
        }
        for tester in rows::testers(conn, self.round.id).await? {
            let Some(count) = counts.get(tester.login.as_str()) else { continue };
            let people = self.app.concerned_person(conn, tester.person, self.owner.body.zone).await?;
            let data = json!({ "count": count, "path": "/uji-akses" });
            self.app.notify(conn, &people, &Message::new("access_drawn", &self.round, data)).await?;
        }
        Ok(())
    }

    /// A draw as it is published: seed, what it rested on, what came of it. JSON.
    pub async fn draw_record(&self, number: i64) -> Result<String, AppError> {
        let mut conn = self.app.db().read().await?;
        let all = rows::draws(&mut conn, self.round.id).await?;
        let found = all.into_iter().find(|draw| draw.number == number).ok_or(AppError::NotFound)?;
        Ok(found.record)
    }
}

impl crate::App {
    /// One person to be told, if the person can still sign in.
    pub(crate) async fn concerned_person(
        &self,
        conn: &mut Conn,
        person: PersonId,
        zone: domain::body::Zone,
    ) -> Result<Vec<store::participation::Concerned>, AppError> {
        let found = store::person::by_id(conn, person).await?;
        let found = found.filter(|person| person.disabled_at.is_none());
        Ok(found.map(|person| store::participation::Concerned { person, zone }).into_iter().collect())
    }
}

fn check_seed(seed: &str) -> Vec<FieldProblem> {
    let problem = if seed.is_empty() {
        Problem::Required
    } else if seed.chars().count() > SEED_MAX {
        Problem::TooLong { max: SEED_MAX }
    } else if seed.chars().any(char::is_control) {
        Problem::BadCharacters
    } else {
        return Vec::new();
    };
    vec![FieldProblem::new("seed", problem)]
}

/// What is written down of a draw: enough to draw again.
fn record_of(input: &Input, cases: &[Drawn], undrawn: &[Undrawn], window: Window) -> serde_json::Value {
    let pairs = input.wanted.iter().map(|(office, channel)| {
        json!({ "office": office.code, "above": office.above, "channel": channel, "open": office.open })
    });
    let testers = input
        .testers
        .iter()
        .map(|tester| json!({ "name": tester.name, "ties": tester.conflicts, "cases": tester.load }));
    let scenarios = input
        .scenarios
        .iter()
        .map(|scenario| json!({ "code": scenario.code, "channels": scenario.channels }));
    json!({
        "format": "terbuka/access-draw/1",
        "seed": input.seed,
        "window": window,
        "pairs": pairs.collect::<Vec<_>>(),
        "testers": testers.collect::<Vec<_>>(),
        "scenarios": scenarios.collect::<Vec<_>>(),
        "cases": cases,
        "undrawn": undrawn,
    })
}
