//! The job runner: work that is due, taken from the database by any replica with a lease.
//!
//! A job may run more than once (a replica can die after the work and before the note that it is done), so every job is
//! an idempotent use case.

use std::time::Duration;

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{
    AccessCaseId, AnnouncementId, AssignmentId, ExemptionId, ItemId, JobId, RedactionId, ReturnId, RoundId,
};
use domain::link::Occasion;
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sql::Conn;
use store::job::{self, Job, Kinds, NewJob};
use tokio::sync::watch;

use crate::{App, AppError, care, desk};

/// Work that can be put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Remove dead sessions, abandoned uploads and parts that nobody knows. Again every hour.
    Sweep,
    /// Freeze a round because its filling opens. One for each round; it moves with the phase.
    StartRound {
        /// Which.
        round: RoundId,
    },
    /// Send an e-mail. A replica that dies between sending and noting it sends it twice. The text may
    /// hold the secret of a link, so it is forgotten once the job is over.
    Mail {
        /// One address.
        to: String,
        /// One line.
        subject: String,
        /// Plain text.
        body: String,
    },
    /// Send a link to whoever has this name or e-mail address.
    Forgotten {
        /// What was typed.
        asked: String,
    },
    /// Make approved results public at their minute.
    Publish {
        /// Which.
        announcement: AnnouncementId,
    },
    /// Print some of the certificates and letters of published results, and put off the rest: a service that stops waits for
    /// a few sheets, not for all.
    PrintCertificates {
        /// Whose.
        announcement: AnnouncementId,
        /// How many batches came before.
        #[serde(default)]
        batch: u32,
    },
    /// Look inside a file.
    Examine {
        /// Its address in the file store.
        blob: String,
    },
    /// Black parts of a file out.
    Redact {
        /// Which wish.
        id: RedactionId,
    },
    /// Tell a colleague that something handed over is due soon.
    Remind {
        /// Which.
        assignment: AssignmentId,
    },
    /// Tell an office that its time for a question that was given back ends soon.
    RemindReturn {
        /// Which.
        id: ReturnId,
    },
    /// End the time of an office for a question that was given back.
    ExpireReturn {
        /// Which.
        id: ReturnId,
    },
    /// Collect files that nothing refers to and compare a share of the others with their addresses. Every night.
    Scrub {
        /// How many files of this night are left; none where the night has not begun.
        left: Option<i64>,
    },
    /// Look at a link that an office gives. A replica that dies after the look looks once more.
    ProbeLink {
        /// In which round.
        round: RoundId,
        /// Whose.
        body: BodyCode,
        /// Of which question.
        question: QuestionCode,
        /// The link as it was given.
        url: String,
        /// Why.
        occasion: Occasion,
        /// Whether this is the second look after a failure.
        #[serde(default)]
        second: bool,
    },
    /// Have the links of one office looked at because its filling closes. It moves with the extension.
    ProbeOffice {
        /// In which round.
        round: RoundId,
        /// Whose.
        body: BodyCode,
    },
    /// Walk through the public site of an office. A replica that dies after it walks once more.
    VisitSite {
        /// In which round.
        round: RoundId,
        /// Whose.
        body: BodyCode,
        /// Whether this is the second walk, at another time.
        #[serde(default)]
        second: bool,
    },
    /// Bring the search index in step with an item, because its minute has come.
    IndexItem {
        /// Which.
        item: ItemId,
    },
    /// Count the words that complete and correct what people type. Every night.
    CountWords,
    /// Tell the province of an office that has not acknowledged a test request.
    AccessSilence {
        /// Of which case.
        case: AccessCaseId,
    },
    /// Have the links of all offices looked at because the filling closes. One for each round; it moves with the phase.
    ProbeRound {
        /// Which.
        round: RoundId,
    },
    /// Tell the offices of a round that they may contest. It moves with the phase.
    OpenAppeals {
        /// Which.
        round: RoundId,
    },
    /// Tell desks what of their duties is late or due soon. Every morning.
    RemindDuties {
        /// Code of the office that came last; empty where the morning has not begun.
        #[serde(default)]
        after: String,
    },
    /// Tell the PPID that the term of an exemption ends.
    AlertExemption {
        /// Which.
        id: ExemptionId,
    },
    /// Open what was exempt, because its term is over.
    ExpireExemption {
        /// Which.
        id: ExemptionId,
    },
    /// Remind offices that the time to contest runs out. It moves with the phase and with extensions.
    RemindAppeals {
        /// In which round.
        round: RoundId,
        /// One office with a time of its own; none for all others.
        body: Option<BodyCode>,
    },
}

/// The kind of jobs whose payload is forgotten when they are over.
const MAIL: &str = "mail";
/// The kind of jobs that look inside files.
const EXAMINE: &str = "examine";
/// The kind of jobs that black out.
const REDACT: &str = "redact";
/// The kind of jobs that print.
const PRINT: &str = "print_certificates";
/// The kind of jobs that visit links.
const PROBE_LINK: &str = "probe_link";
/// The kind of jobs that walk through sites.
const VISIT_SITE: &str = "visit_site";

impl Work {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::StartRound { .. } => "start_round",
            Self::Mail { .. } => MAIL,
            Self::Forgotten { .. } => "forgotten",
            Self::Publish { .. } => "publish",
            Self::PrintCertificates { .. } => PRINT,
            Self::Examine { .. } => EXAMINE,
            Self::Redact { .. } => REDACT,
            Self::Remind { .. } => "remind",
            Self::RemindReturn { .. } => "remind_return",
            Self::ExpireReturn { .. } => "expire_return",
            Self::Scrub { .. } => "scrub",
            Self::ProbeLink { .. } => PROBE_LINK,
            Self::ProbeOffice { .. } => "probe_office",
            Self::ProbeRound { .. } => "probe_round",
            Self::OpenAppeals { .. } => "open_appeals",
            Self::RemindAppeals { .. } => "remind_appeals",
            Self::AccessSilence { .. } => "access_silence",
            Self::IndexItem { .. } => "index_item",
            Self::CountWords => "count_words",
            Self::VisitSite { .. } => VISIT_SITE,
            Self::RemindDuties { .. } => "remind_duties",
            Self::AlertExemption { .. } => "alert_exemption",
            Self::ExpireExemption { .. } => "expire_exemption",
        }
    }

    /// What makes two of a kind the same work; empty where several may wait.
    fn unique_key(&self) -> String {
        match self {
            Self::Sweep => "sweep".into(),
            Self::StartRound { round }
            | Self::ProbeRound { round }
            | Self::OpenAppeals { round }
            | Self::RemindAppeals { round, body: None } => round.to_string(),
            Self::Mail { .. } => String::new(),
            Self::Forgotten { asked } => asked.to_lowercase(),
            Self::Publish { announcement } => announcement.to_string(),
            Self::PrintCertificates { announcement, batch } => format!("{announcement}/{batch}"),
            Self::Examine { blob } => blob.clone(),
            Self::Redact { id } => id.to_string(),
            Self::Remind { assignment } => assignment.to_string(),
            Self::RemindReturn { id } | Self::ExpireReturn { id } => id.to_string(),
            Self::Scrub { .. } => "scrub".into(),
            Self::ProbeLink { round, body, question, url, occasion, second } => {
                let url = blake3::hash(url.as_bytes()).to_hex();
                format!("{round}/{body}/{question}/{}/{second}/{url}", occasion.code())
            }
            Self::ProbeOffice { round, body } | Self::RemindAppeals { round, body: Some(body) } => {
                format!("{round}/{body}")
            }
            Self::AccessSilence { case } => case.to_string(),
            Self::IndexItem { item } => item.to_string(),
            Self::CountWords => "count_words".into(),
            Self::VisitSite { round, body, second } => format!("{round}/{body}/{second}"),
            Self::RemindDuties { after } => format!("duties/{after}"),
            Self::AlertExemption { id } | Self::ExpireExemption { id } => id.to_string(),
        }
    }

    /// Takes unfinished work of the same kind and key off the list, in the caller's transaction.
    pub(crate) async fn call_off(&self, conn: &mut Conn) -> Result<(), AppError> {
        job::cancel(conn, self.kind(), &self.unique_key()).await?;
        Ok(())
    }
}

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
}

impl Lane {
    const ALL: [Self; 4] = [Self::Prompt, Self::Examine, Self::Visit, Self::Print];
    /// Kinds that have a lane of their own.
    const APART: [&'static str; 5] = [EXAMINE, REDACT, PROBE_LINK, VISIT_SITE, PRINT];

    const fn kinds(self) -> Kinds<'static> {
        match self {
            Self::Prompt => Kinds::Except(&Self::APART),
            Self::Examine => Kinds::Only(&[EXAMINE, REDACT]),
            Self::Visit => Kinds::Only(&[PROBE_LINK, VISIT_SITE]),
            Self::Print => Kinds::Only(&[PRINT]),
        }
    }

    /// How many do its work at the same time in one process.
    const fn runners(self) -> usize {
        match self {
            Self::Prompt | Self::Print => 1,
            Self::Examine => 2,
            Self::Visit => 4,
        }
    }
}

/// How long a replica keeps a job before another may take it.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
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
            Work::CountWords => self.count_words().await,
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
                        Ok(Work::Redact { id }) => store::redaction::end(&mut tx, id, None, now).await?,
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

    /// Does jobs until `stop` turns true; a job in hand is finished first.
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
            let pause = match self.run_one_job(lane).await {
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
        | Work::VisitSite { .. } => None,
    }
}

/// A minute, two, four, … at most an hour.
fn back_off(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 7) - 1).unwrap_or(0);
    SignedDuration::from_mins(2_i64.pow(doublings)).min(SignedDuration::from_hours(1))
}
