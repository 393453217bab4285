//! The job runner: work that is due, taken from the database by any replica with a lease.
//!
//! A job may run more than once (a replica can die after the work and before the note that it is done), so every job is
//! an idempotent use case.

mod work;

use std::time::Duration;

use domain::ids::JobId;
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use sql::Conn;
use store::job::{self, Job, Kinds, NewJob};
use tokio::sync::watch;

pub use work::Work;
use work::{
    CONVERT_FILM, EXAMINE, FETCH_FOUND, HARVEST, MAIL, ORDER_FILM, PRINT, PROBE_LINK, REDACT, VISIT_SITE,
};

use crate::{App, AppError, care, desk};

/// Work that waits for the same thing. Each lane has runners of its own, so that what takes long in one holds up nothing in
/// another: results appear at their minute though a thousand files wait to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Decisions of the clock and messages: everything that has no lane of its own.
    Prompt,
    /// Looking inside files: the processor.
    Examine,
    /// Visiting links: other people's servers.
    Visit,
    /// Printing: the processor, for a minute or so, after an announcement.
    Print,
    /// Converting films: the processor, for many minutes.
    Film,
}

impl Lane {
    const ALL: [Self; 5] = [Self::Prompt, Self::Examine, Self::Visit, Self::Print, Self::Film];
    /// Kinds that have a lane of their own.
    const APART: [&'static str; 9] =
        [EXAMINE, REDACT, PROBE_LINK, VISIT_SITE, HARVEST, FETCH_FOUND, PRINT, ORDER_FILM, CONVERT_FILM];

    const fn kinds(self) -> Kinds<'static> {
        match self {
            Self::Prompt => Kinds::Except(&Self::APART),
            Self::Examine => Kinds::Only(&[EXAMINE, REDACT, ORDER_FILM]),
            Self::Visit => Kinds::Only(&[PROBE_LINK, VISIT_SITE, HARVEST, FETCH_FOUND]),
            Self::Print => Kinds::Only(&[PRINT]),
            Self::Film => Kinds::Only(&[CONVERT_FILM]),
        }
    }

    /// How many do its work at the same time in one process.
    const fn runners(self) -> usize {
        match self {
            Self::Prompt | Self::Print | Self::Film => 1,
            Self::Examine => 2,
            Self::Visit => 4,
        }
    }
}

/// How long a replica keeps a job before another may take it, unless it says that its work goes on ([`Work::prolong`]).
pub(crate) const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// How often a job is tried before people must look at it.
const TRIES: i64 = 12;
/// The longest sleep, so that jobs of other replicas are seen.
const NAP: Duration = Duration::from_secs(15);

impl App {
    /// Puts work off until `run_at`, in the caller's transaction: it commits with the decision that wants it.
    pub(crate) async fn put_off(
        &self,
        conn: &mut Conn,
        work: &Work,
        run_at: Timestamp,
    ) -> Result<(), AppError> {
        let now = self.now();
        let payload = serde_json::to_string(work).map_err(|error| AppError::Fault(error.to_string()))?;
        let new = NewJob {
            id: JobId::new(now, self.random()),
            kind: work.kind(),
            unique_key: work.unique_key(),
            payload,
            run_at,
        };
        Ok(job::enqueue(conn, &new, now).await?)
    }

    /// Puts work off for so long, with no decision that wants it: what was begun goes on later.
    pub(crate) async fn put_off_alone(&self, work: &Work, wait: SignedDuration) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        self.put_off(&mut tx, work, self.now() + wait).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Does one job of a lane that is due. `false` when none is.
    pub async fn run_one_job(&self, lane: Lane) -> Result<bool, AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let taken = job::reserve(&mut tx, lane.kinds(), now, now + LEASE).await?;
        tx.commit().await?;
        let Some(job) = taken else { return Ok(false) };
        let outcome = match serde_json::from_str::<Work>(&job.payload) {
            Ok(work) => self.do_work(&work).await,
            Err(error) => Err(AppError::Fault(error.to_string())),
        };
        self.close_job(&job, outcome).await?;
        Ok(true)
    }

    async fn do_work(&self, work: &Work) -> Result<(), AppError> {
        match work {
            Work::Sweep => self.sweep().await,
            Work::StartRound { round } => self.start_round_job(*round).await,
            Work::Mail { to, subject, body } => self.send_mail(to, subject, body).await,
            Work::Forgotten { asked } => self.send_reset_links(asked).await,
            Work::Publish { announcement } => self.publish(*announcement).await,
            Work::PrintCertificates { announcement, batch } => {
                self.print_certificates(*announcement, *batch).await
            }
            Work::Examine { blob } => self.examine(blob).await,
            Work::Redact { id } => self.redact(*id).await,
            Work::OrderFilm { video, source } | Work::ConvertFilm { video, source } => {
                self.treat_film(*video, source).await
            }
            Work::Remind { assignment } => self.remind(*assignment).await,
            Work::RemindReturn { id } => self.remind_return(*id).await,
            Work::ExpireReturn { id } => self.expire_return(*id).await,
            Work::Scrub { left } => self.scrub(*left).await,
            Work::ProbeLink { .. } => self.probe_link(work).await,
            Work::ProbeOffice { round, body } => self.probe_office(*round, body).await,
            Work::ProbeRound { round } => self.probe_round(*round).await,
            Work::OpenAppeals { round } => self.open_appeals(*round).await,
            Work::RemindAppeals { round, body } => self.remind_appeals(*round, body.as_ref()).await,
            Work::AccessSilence { case } => self.tell_of_silence(*case).await,
            Work::IndexItem { item } => self.index_item_job(*item).await,
            Work::IndexArticle { article } => self.index_article_job(*article).await,
            Work::CountWords => self.count_words().await,
            Work::Harvest { id, pages } => self.harvest(*id, *pages).await,
            Work::FetchFound { find } => self.fetch_found(*find).await,
            Work::VisitSite { round, body, second } => self.visit_site(*round, body, *second).await,
            Work::RemindDuties { after } => self.remind_duties(after).await,
            Work::AlertExemption { id } => self.alert_exemption(*id).await,
            Work::ExpireExemption { id } => self.expire_exemption(*id).await,
        }
    }

    async fn close_job(&self, job: &Job, outcome: Result<(), AppError>) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        match outcome {
            Ok(()) => {
                let finished = job::finish(&mut tx, job, now).await?;
                if let (true, Some((work, run_at))) = (finished, again(job, now)) {
                    self.put_off(&mut tx, &work, run_at).await?;
                }
                if job.kind == MAIL {
                    job::forget(&mut tx, job.id).await?;
                }
                metrics::counter!("terbuka_jobs_total", "kind" => job.kind.clone(), "outcome" => "done")
                    .increment(1);
            }
            Err(error) => {
                metrics::counter!("terbuka_jobs_total", "kind" => job.kind.clone(), "outcome" => "error")
                    .increment(1);
                tracing::error!(job = %job.id, kind = job.kind, attempts = job.attempts, %error, "job failed");
                if job.attempts >= TRIES {
                    job::fail(&mut tx, job.id, now, &error.to_string()).await?;
                    match serde_json::from_str(&job.payload) {
                        Ok(Work::Examine { blob }) => {
                            store::examination::failed(&mut tx, &blob, now).await?;
                        }
                        Ok(Work::Redact { id }) => self.give_redaction_up(&mut tx, id, now).await?,
                        Ok(Work::OrderFilm { video, source } | Work::ConvertFilm { video, source }) => {
                            self.give_film_up(&mut tx, video, &source, now).await?;
                        }
                        _ => {}
                    }
                    if job.kind == MAIL {
                        job::forget(&mut tx, job.id).await?;
                    }
                } else {
                    job::retry(&mut tx, job.id, now + back_off(job.attempts), &error.to_string()).await?;
                }
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// Does everything that is due now, whatever its lane. Returns how many jobs it did.
    pub async fn run_due_jobs(&self) -> Result<u32, AppError> {
        let mut done = 0;
        for lane in Lane::ALL {
            done += self.run_due_jobs_of(lane).await?;
        }
        Ok(done)
    }

    /// Does everything of a lane that is due now. Returns how many jobs it did.
    pub async fn run_due_jobs_of(&self, lane: Lane) -> Result<u32, AppError> {
        let mut done = 0;
        while self.run_one_job(lane).await? {
            done += 1;
        }
        Ok(done)
    }

    /// Does jobs until `stop` turns true; a job in hand is finished first, but for the conversion of a film.
    pub async fn run_jobs(&self, stop: watch::Receiver<bool>) {
        if let Err(error) = self.plan_sweep().await {
            tracing::error!(%error, "could not plan the sweep");
        }
        let runners = Lane::ALL.into_iter().flat_map(|lane| std::iter::repeat_n(lane, lane.runners()));
        let lanes = join_all(runners.map(|lane| self.run_lane(lane, stop.clone())));
        tokio::join!(lanes, self.keep_time(stop.clone()));
    }

    async fn run_lane(&self, lane: Lane, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let ran = tokio::select! {
                ran = self.run_one_job(lane) => ran,
                // What takes many minutes is not waited for: it begins anew when its lease is over.
                _ = stop.changed(), if lane == Lane::Film => return,
            };
            let pause = match ran {
                Ok(true) => continue,
                Ok(false) => self.until_next_job(lane).await,
                Err(error) => {
                    tracing::error!(%error, "job runner");
                    NAP
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => {}
            }
        }
    }

    async fn until_next_job(&self, lane: Lane) -> Duration {
        let due = match self.db().read().await {
            Ok(mut conn) => job::next_due(&mut conn, lane.kinds()).await.ok().flatten(),
            Err(_) => None,
        };
        let wait = due.map(|due| due.duration_since(self.now()));
        wait.and_then(|wait| Duration::try_from(wait).ok())
            .map_or(NAP, |wait| wait.min(NAP))
            .max(Duration::from_millis(50))
    }

    async fn plan_sweep(&self) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        let now = self.now();
        self.put_off(&mut tx, &Work::Sweep, now).await?;
        self.put_off(&mut tx, &Work::Scrub { left: None }, care::next_night(now)).await?;
        self.put_off(&mut tx, &Work::RemindDuties { after: String::new() }, desk::next_morning(now)).await?;
        self.put_off(&mut tx, &Work::CountWords, care::next_night(now)).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn sweep(&self) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        store::session::sweep(&mut tx, now).await?;
        tx.commit().await?;
        self.end_expired_uploads().await?;
        self.forget_dropped_files().await?;
        self.sweep_parts().await
    }
}

/// Work that comes again by itself, and when.
fn again(job: &Job, now: Timestamp) -> Option<(Work, Timestamp)> {
    match serde_json::from_str(&job.payload).ok()? {
        Work::Sweep => Some((Work::Sweep, now + SignedDuration::from_hours(1))),
        Work::Scrub { .. } => Some((Work::Scrub { left: None }, care::next_night(now))),
        Work::RemindDuties { after } if after.is_empty() => {
            Some((Work::RemindDuties { after }, desk::next_morning(now)))
        }
        Work::CountWords => Some((Work::CountWords, care::next_night(now))),
        Work::StartRound { .. }
        | Work::Mail { .. }
        | Work::Forgotten { .. }
        | Work::Publish { .. }
        | Work::PrintCertificates { .. }
        | Work::Remind { .. }
        | Work::RemindReturn { .. }
        | Work::ExpireReturn { .. }
        | Work::Examine { .. }
        | Work::Redact { .. }
        | Work::OrderFilm { .. }
        | Work::ConvertFilm { .. }
        | Work::ProbeLink { .. }
        | Work::ProbeOffice { .. }
        | Work::ProbeRound { .. }
        | Work::OpenAppeals { .. }
        | Work::RemindAppeals { .. }
        | Work::AccessSilence { .. }
        | Work::RemindDuties { .. }
        | Work::AlertExemption { .. }
        | Work::ExpireExemption { .. }
        | Work::IndexItem { .. }
        | Work::Harvest { .. }
        | Work::FetchFound { .. }
        | Work::IndexArticle { .. }
        | Work::VisitSite { .. } => None,
    }
}

/// A minute, two, four, … at most an hour.
fn back_off(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 7) - 1).unwrap_or(0);
    SignedDuration::from_mins(2_i64.pow(doublings)).min(SignedDuration::from_hours(1))
}
