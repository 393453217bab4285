//! A tester and the own cases: the list, the stopwatch, the sheet.

use domain::access_test::address::{link, target};
use domain::access_test::record::{Record, Scored, average};
use domain::access_test::{CaseAction, CaseState, Channel};
use domain::body::Zone;
use domain::exact::Exact;
use domain::ids::AccessCaseId;
use domain::person::Role;
use domain::policy::{Action, bodies_of};
use domain::problem::Problem;
use domain::round::{PhaseKind, RoundState, Standing, Window};
use i18n::{Lang, Texts};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::access_test::case::{self, Case};
use store::access_test::proof::Proof;
use store::body::Placed;
use store::event;
use store::round::Round;

use super::{CASE, Ground, UsedSheet, component, lock, log_case, write};
use crate::component::{self, NewScore};
use crate::error::check;
use crate::frozen::not_announced;
use crate::{Access, App, AppError, Conflict, Principal};

/// Most entries of the history of a case.
const HISTORY_MAX: i64 = 50;

/// Somebody who tests access.
#[derive(Debug, Clone)]
pub struct Tester {
    pub(crate) app: App,
    pub(crate) who: Principal,
}

impl Access {
    /// The handle of a tester.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for those who hold the role nowhere.
    pub fn tester(&self) -> Result<Tester, AppError> {
        if bodies_of(&self.who.grants, &[Role::Tester]).is_empty() {
            return Err(AppError::NotFound);
        }
        Ok(Tester { app: self.app.clone(), who: self.who.clone() })
    }
}

/// One's own case in a list.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// The case.
    pub case: Case,
    /// The office.
    pub placed: Placed,
    /// The round.
    pub round: Round,
}

/// A case with everything that its page shows.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// The office.
    pub placed: Placed,
    /// The round.
    pub round: Round,
    /// The phase of the access test.
    pub phase: Option<Window>,
    /// The sheet.
    pub sheet: UsedSheet,
    /// What the sheet gives so far; `None` before the question was sent.
    pub scored: Option<Scored>,
    /// The link that opens the channel with the question in it.
    pub link: Option<String>,
    /// Where the question goes, or went: empty where the profile of the office does not tell.
    pub target: String,
    /// Files.
    pub proofs: Vec<Proof>,
    /// The zone of the reader.
    pub zone: Zone,
    /// Working days of the office since the question was sent, up to the answer or to now.
    pub days: Option<u32>,
    /// What happened to it, latest first.
    pub history: Vec<event::Event>,
    /// The tester's name; for those who manage the test.
    pub tester: String,
}

/// A sheet as it was filled.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// The version on sight of which it was filled.
    pub base: i64,
    /// What was recorded.
    pub record: Record,
}

impl Tester {
    /// The own cases of rounds that live, by the time at which they are due.
    pub async fn cases(&self) -> Result<Vec<CaseLine>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut lines = Vec::new();
        for case in case::of_tester(&mut conn, self.who.person).await? {
            let Some(round) = store::round::by_id(&mut conn, case.round).await? else { continue };
            let Some(placed) = store::body::by_code(&mut conn, case.body.as_str()).await? else { continue };
            let lives = matches!(round.state, RoundState::Scheduled | RoundState::Running);
            if lives && self.who.may(Action::TestAccess, &placed) {
                lines.push(CaseLine { case, placed, round });
            }
        }
        Ok(lines)
    }

    /// One of the own cases.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a case of somebody else, for one that was called off, and for one whose office has become
    /// the tester's own.
    pub async fn case(&self, id: AccessCaseId) -> Result<CaseView, AppError> {
        let mut conn = self.app.db().read().await?;
        let case = case::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let ground = Ground::of(&mut conn, &case).await?;
        self.must_be_own(&case, &ground.placed)?;
        self.app.case_view(&mut conn, &self.who, case, ground).await
    }

    pub(super) fn must_be_own(&self, case: &Case, placed: &Placed) -> Result<(), AppError> {
        if case.tester != self.who.person || case.state == CaseState::CalledOff {
            return Err(AppError::NotFound);
        }
        self.who.must(Action::TestAccess, placed)
    }

    /// Starts the stopwatch with the act of sending. Sending twice starts it once. Gives the link that opens the channel,
    /// where it has one.
    ///
    /// # Errors
    /// [`AppError::Closed`] outside the phase of the access test, [`AppError::Invalid`] at `send` before the drawn minute and
    /// while the office's desk is closed.
    pub async fn send(&self, id: AccessCaseId) -> Result<Option<String>, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut case = lock(&mut tx, id).await?;
        let ground = Ground::of(&mut tx, &case).await?;
        self.must_be_own(&case, &ground.placed)?;
        if case.state == CaseState::Drawn {
            may_send(&case, &ground, now)?;
            case.state = next(&case, CaseAction::Send)?;
            case.sent_at = Some(now);
            case.sent_to = target(case.channel, &ground.placed.body);
            write(&mut tx, &mut case).await?;
            let data = json!({ "at": now, "channel": case.channel, "to": case.sent_to });
            log_case(&mut tx, now, Some(&self.who), &case, "sent", data).await?;
            self.app.watch_silence(&mut tx, &case, &ground).await?;
            tx.commit().await?;
        }
        Ok(open_link(&case, &case.sent_to))
    }

    /// Keeps what is on the sheet as a draft. Gives the new version.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the fields of [`Record::problems`]; [`AppError::Conflict`] with the present version and
    /// record where the sheet was filled somewhere else meanwhile, and with the state where it is no draft.
    pub async fn save(&self, id: AccessCaseId, filled: &Filled) -> Result<i64, AppError> {
        self.fill(id, filled, CaseAction::Save).await
    }

    /// Hands the sheet in: it counts from now on. Gives the new version.
    ///
    /// # Errors
    /// As [`Self::save`], and with the fields of [`Record::missing`]; [`AppError::Conflict`] with the state of the results
    /// once those are proposed.
    pub async fn submit(&self, id: AccessCaseId, filled: &Filled) -> Result<i64, AppError> {
        self.fill(id, filled, CaseAction::Submit).await
    }

    async fn fill(&self, id: AccessCaseId, filled: &Filled, action: CaseAction) -> Result<i64, AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut case = lock(&mut tx, id).await?;
        let ground = Ground::of(&mut tx, &case).await?;
        self.must_be_own(&case, &ground.placed)?;
        let is_same = action == CaseAction::Save && case.record == filled.record;
        if is_same && case.state == CaseState::Sent {
            return Ok(case.version);
        }
        let state = next(&case, action)?;
        must_see(&case, filled)?;
        let sent_at = case.sent_at.ok_or(AppError::Conflict(Conflict::State(case.state.code())))?;
        let mut problems = filled.record.problems(&ground.sheet.sheet, sent_at, now);
        if action == CaseAction::Submit {
            problems.extend(filled.record.missing(&ground.sheet.sheet, is_over(&ground, now)));
            not_announced(&mut tx, case.round).await?;
        }
        check(problems)?;
        case.state = state;
        case.record = filled.record.clone();
        let kind = if action == CaseAction::Submit {
            case.submitted_at = Some(now);
            case.score = ground.scored(&case).map(|scored| scored.score);
            "submitted"
        } else {
            "saved"
        };
        write(&mut tx, &mut case).await?;
        let data = json!({ "record": case.record, "score": case.score });
        log_case(&mut tx, now, Some(&self.who), &case, kind, data).await?;
        if action == CaseAction::Submit {
            self.app.put_access_score(&mut tx, &self.who, &case, now).await?;
        }
        tx.commit().await?;
        Ok(case.version)
    }
}

/// The state after an action.
pub(super) fn next(case: &Case, action: CaseAction) -> Result<CaseState, AppError> {
    case.state.transition(action).ok_or(AppError::Conflict(Conflict::State(case.state.code())))
}

/// Whether the sheet was filled on sight of what it holds now.
pub(super) fn must_see(case: &Case, filled: &Filled) -> Result<(), AppError> {
    if case.version == filled.base {
        return Ok(());
    }
    let value = serde_jcs::to_string(&case.record).map_err(|error| AppError::Fault(error.to_string()))?;
    Err(AppError::Conflict(Conflict::Version { current: case.version, value }))
}

fn may_send(case: &Case, ground: &Ground, now: Timestamp) -> Result<(), AppError> {
    let closed = |opens, closed| Err(AppError::Closed { opens, closed });
    let Some(phase) = ground.schedule.window(PhaseKind::AccessTest) else { return closed(None, None) };
    match (ground.round.state, phase.at(now)) {
        (RoundState::Scheduled | RoundState::Running, Standing::Open) => {}
        (RoundState::Scheduled | RoundState::Running, Standing::Before) => {
            return closed(Some(phase.opens), None);
        }
        _ => return closed(None, Some(phase.closes)),
    }
    let wrong = |why: &str| AppError::field("send", Problem::NotNow { why: why.to_owned() });
    if now < case.due_at {
        return Err(wrong("access-too-early"));
    }
    let service = ground.service();
    let is_open = service.on(service.day(now)).is_some_and(|open| open.at(now) == Standing::Open);
    if is_open { Ok(()) } else { Err(wrong("access-desk-closed")) }
}

/// Whether no answer is waited for any more.
fn is_over(ground: &Ground, now: Timestamp) -> bool {
    let phase = ground.schedule.window(PhaseKind::AccessTest);
    phase.is_none_or(|phase| phase.at(now) == Standing::After)
}

/// The link of a case. Subject and question are in Indonesian, the language of the offices.
fn open_link(case: &Case, target: &str) -> Option<String> {
    let subject = Texts::new(Lang::Id).access_mail_subject();
    link(case.channel, target, &subject, &case.question)
}

impl App {
    pub(super) async fn case_view(
        &self,
        conn: &mut Conn,
        who: &Principal,
        case: Case,
        ground: Ground,
    ) -> Result<CaseView, AppError> {
        let target = if case.sent_at.is_some() {
            case.sent_to.clone()
        } else {
            target(case.channel, &ground.placed.body)
        };
        let tester = store::person::by_id(conn, case.tester).await?;
        let until = case.record.answered_at.unwrap_or_else(|| self.now());
        Ok(CaseView {
            scored: ground.scored(&case),
            link: open_link(&case, &target),
            days: case.sent_at.map(|sent| ground.service().working_days(sent, until)),
            target,
            phase: ground.schedule.window(PhaseKind::AccessTest),
            proofs: store::access_test::proof::of_case(conn, case.id).await?,
            zone: who.zone(conn, ground.round.zone).await?,
            history: event::of_object(conn, CASE, &case.id.to_string(), HISTORY_MAX).await?,
            tester: tester.map(|person| person.name).unwrap_or_default(),
            case,
            placed: ground.placed,
            round: ground.round,
            sheet: ground.sheet,
        })
    }

    /// Puts the average of an office's submitted cases into the component of the scheme that the access test fills. Where the
    /// scheme has none, the test is advice and nothing happens.
    pub(super) async fn put_access_score(
        &self,
        conn: &mut Conn,
        who: &Principal,
        case: &Case,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let round = store::round::lock(conn, case.round).await?.ok_or(AppError::NotFound)?;
        let scheme = self.scheme(conn, round.scheme).await?;
        let Some(component) = component(&round, &scheme) else { return Ok(()) };
        let cases = case::of_body(conn, round.id, case.body.as_str()).await?;
        let scores: Vec<Exact> = cases.into_iter().filter_map(|case| case.score).collect();
        let Some(score) = average(&scores) else { return Ok(()) };
        let t = self.operator_texts();
        let reason = t.access_score_reason(i64::try_from(scores.len()).unwrap_or(i64::MAX));
        // The office learns of its test when the round opens it, so the event names no body.
        let (body, component) = (&case.body, &component);
        let new = NewScore { round: round.id, body, component, score, reason, is_secret: true };
        component::enter(conn, who, now, new).await
    }
}

/// Whether a channel is opened by a page of the web, to which a browser can be sent on.
#[must_use]
pub const fn is_web(channel: Channel) -> bool {
    matches!(channel, Channel::Whatsapp | Channel::EppidForm)
}
