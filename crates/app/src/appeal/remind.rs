//! Telling offices that they may contest, and that the time for it runs out.

use domain::appeal::AppealState;
use domain::assessment::AssessmentState;
use domain::codes::BodyCode;
use domain::ids::RoundId;
use domain::round::{PhaseKind, RoundState, Schedule, Standing, Window};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::round::Round;

use super::OBJECT;
use crate::jobs::Work;
use crate::notices::Message;
use crate::office::phase_window;
use crate::{App, AppError};

/// So long before the end of its time an office is reminded; where the time is shorter than twice that, in its middle.
const BEFORE_CLOSING: SignedDuration = SignedDuration::from_hours(24);

/// When an office is reminded of the end of this window.
fn reminder_at(window: Window) -> Timestamp {
    let length = window.closes.duration_since(window.opens);
    if length < BEFORE_CLOSING * 2 { window.opens + length / 2 } else { window.closes - BEFORE_CLOSING }
}

impl App {
    /// Plans what offices are told of the appeals of a round, in the transaction that sets its dates. Moves with them.
    pub(crate) async fn plan_appeals(
        &self,
        conn: &mut Conn,
        round: RoundId,
        schedule: &Schedule,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let window = schedule.window(PhaseKind::Appeal).filter(|window| window.closes > now);
        let (opening, closing) = (Work::OpenAppeals { round }, Work::RemindAppeals { round, body: None });
        let Some(window) = window else {
            opening.call_off(conn).await?;
            return closing.call_off(conn).await;
        };
        self.put_off(conn, &opening, window.opens.max(now)).await?;
        self.put_off(conn, &closing, reminder_at(window).max(now)).await
    }

    /// Plans the reminder of one office whose time was moved.
    pub(crate) async fn plan_appeal_reminder(
        &self,
        conn: &mut Conn,
        round: RoundId,
        body: &BodyCode,
        window: Window,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let work = Work::RemindAppeals { round, body: Some(body.clone()) };
        self.put_off(conn, &work, reminder_at(window).max(now)).await
    }

    /// The job of [`Work::OpenAppeals`]: tells every office that submitted that its provisional result is there. Each is
    /// told once for each opening.
    pub(crate) async fn open_appeals(&self, round: RoundId) -> Result<(), AppError> {
        let now = self.now();
        let Some((round, window)) = self.appeals_of(round).await? else { return Ok(()) };
        if now < window.opens {
            let mut tx = self.db().write().await?;
            self.put_off(&mut tx, &Work::OpenAppeals { round: round.id }, window.opens).await?;
            tx.commit().await?;
            return Ok(());
        }
        if window.at(now) == Standing::Open {
            for body in self.submitted(round.id).await? {
                self.tell_once(&round, &body, Told { kind: "appeals_opened", window }).await?;
            }
        }
        Ok(())
    }

    /// The job of [`Work::RemindAppeals`]: tells offices whose time runs out and that have not looked yet, or have drafts
    /// that are not filed. Without a body: all that have no time of their own.
    pub(crate) async fn remind_appeals(
        &self,
        round: RoundId,
        only: Option<&BodyCode>,
    ) -> Result<(), AppError> {
        let now = self.now();
        let Some((round, common)) = self.appeals_of(round).await? else { return Ok(()) };
        for body in self.submitted(round.id).await? {
            if only.is_some_and(|only| *only != body) {
                continue;
            }
            let mut conn = self.db().read().await?;
            let window = phase_window(&mut conn, &round, &body, PhaseKind::Appeal).await?;
            drop(conn);
            let Some(window) = window.filter(|window| window.at(now) == Standing::Open) else { continue };
            let has_own_time = window != common;
            if only.is_none() && has_own_time || now < reminder_at(window) {
                continue;
            }
            self.tell_once(&round, &body, Told { kind: "appeals_close", window }).await?;
        }
        Ok(())
    }

    /// A running round with its time for appeals.
    async fn appeals_of(&self, round: RoundId) -> Result<Option<(Round, Window)>, AppError> {
        let mut conn = self.db().read().await?;
        let Some(mut found) = store::round::by_id(&mut conn, round).await? else { return Ok(None) };
        let schedule = store::round::schedule(&mut conn, round).await?;
        found.state = found.state.at(&schedule, self.now());
        let window = schedule.window(PhaseKind::Appeal).filter(|_| found.state == RoundState::Running);
        Ok(window.map(|window| (found, window)))
    }

    async fn submitted(&self, round: RoundId) -> Result<Vec<BodyCode>, AppError> {
        let all = store::assessment::of_round(&mut self.db().read().await?, round).await?;
        let submitted = all.into_iter().filter(|found| found.state == AssessmentState::Submitted);
        Ok(submitted.map(|found| found.body).collect())
    }

    /// Tells the people of one office, once for each end of its time, in a transaction of its own.
    async fn tell_once(&self, round: &Round, body: &BodyCode, told: Told) -> Result<(), AppError> {
        let now = self.now();
        let (id, Told { kind, window }) = (round.id, told);
        let mut tx = self.db().write().await?;
        store::assessment::lock(&mut tx, id, body.as_str()).await?;
        let object = format!("{id}/{body}");
        let before = event::latest(&mut tx, OBJECT, &object, kind).await?;
        let data = json!({ "closes": window.closes });
        let same = before.is_some_and(|event| {
            serde_json::from_str(&event.data).is_ok_and(|told: serde_json::Value| told == data)
        });
        if same || kind == "appeals_close" && !self.needs_reminder(&mut tx, id, body).await? {
            return Ok(());
        }
        let event = NewEvent {
            at: now,
            actor: None,
            body: Some(body),
            round: Some(id),
            object_kind: OBJECT,
            object_id: object,
            kind,
            data,
        };
        event::append(&mut tx, event).await?;
        let Some(placed) = store::body::by_code(&mut tx, body.as_str()).await? else { return Ok(()) };
        let drafts = self.drafts(&mut tx, id, body).await?;
        let notice = json!({
            "office": placed.body.office_name, "closes": window.closes, "drafts": drafts,
            "path": format!("/saq/{}/{}/hasil-sementara", round.slug, placed.body.slug),
        });
        let people = store::participation::of_office(&mut tx, body.as_str()).await?;
        self.notify(&mut tx, &people, &Message::new(kind, round, notice)).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn needs_reminder(
        &self,
        conn: &mut Conn,
        round: RoundId,
        body: &BodyCode,
    ) -> Result<bool, AppError> {
        let seen = store::appeal::has_seen(conn, round, body.as_str()).await?;
        Ok(!seen || self.drafts(conn, round, body).await? > 0)
    }

    async fn drafts(&self, conn: &mut Conn, round: RoundId, body: &BodyCode) -> Result<usize, AppError> {
        let appeals = store::appeal::of_body(conn, round, body.as_str()).await?;
        Ok(appeals.values().filter(|appeal| appeal.state == AppealState::Draft).count())
    }
}

/// What an office is told, and of which window.
#[derive(Clone, Copy)]
struct Told {
    kind: &'static str,
    window: Window,
}
