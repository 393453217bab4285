//! The job runner: work that is due, taken from the database by any replica with a lease.
//!
//! A job may run more than once (a replica can die after the work and before the note that it is done), so every job is
//! an idempotent use case.

use std::time::Duration;

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{AnnouncementId, JobId, RoundId};
use domain::link::Occasion;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sql::Conn;
use store::job::{self, Job, Kinds, NewJob};
use tokio::sync::watch;

use crate::{App, AppError};

/// Work that can be put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Remove dead sessions and abandoned uploads. Again every hour.
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
    /// Have the links of all offices looked at because the filling closes. One for each round; it moves with the phase.
    ProbeRound {
        /// Which.
        round: RoundId,
    },
}

/// The kind of jobs whose payload is forgotten when they are over.
const MAIL: &str = "mail";
/// The kind of jobs that look at links.
const PROBE_LINK: &str = "probe_link";
/// Kinds of jobs that wait for others most of their time. They have runners of their own, so that what is due at its
/// minute never stands behind them.
const PATIENT: &[&str] = &[PROBE_LINK];
/// How many of those a replica does at once.
const PATIENT_RUNNERS: usize = 4;

/// Which jobs a runner takes.
const PROMPT_JOBS: Kinds<'static> = Kinds::Without(PATIENT);
/// Which jobs the patient runners take.
const PATIENT_JOBS: Kinds<'static> = Kinds::Only(PATIENT);

impl Work {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::StartRound { .. } => "start_round",
            Self::Mail { .. } => MAIL,
            Self::Forgotten { .. } => "forgotten",
            Self::Publish { .. } => "publish",
            Self::ProbeLink { .. } => PROBE_LINK,
            Self::ProbeOffice { .. } => "probe_office",
            Self::ProbeRound { .. } => "probe_round",
        }
    }

    /// What makes two of a kind the same work; empty where several may wait.
    fn unique_key(&self) -> String {
        match self {
            Self::Sweep => "sweep".into(),
            Self::StartRound { round } | Self::ProbeRound { round } => round.to_string(),
            Self::Mail { .. } => String::new(),
            Self::Forgotten { asked } => asked.to_lowercase(),
            Self::Publish { announcement } => announcement.to_string(),
            Self::ProbeLink { round, body, question, url, occasion, second } => {
                let url = blake3::hash(url.as_bytes()).to_hex();
                format!("{round}/{body}/{question}/{}/{second}/{url}", occasion.code())
            }
            Self::ProbeOffice { round, body } => format!("{round}/{body}"),
        }
    }

    /// Takes unfinished work of the same kind and key off the list, in the caller's transaction.
    pub(crate) async fn call_off(&self, conn: &mut Conn) -> Result<(), AppError> {
        job::cancel(conn, self.kind(), &self.unique_key()).await?;
        Ok(())
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

    /// Does one job that is due. `false` when none is.
    pub async fn run_one_job(&self) -> Result<bool, AppError> {
        Ok(self.run_one_job_of(PROMPT_JOBS).await? || self.run_one_job_of(PATIENT_JOBS).await?)
    }

    async fn run_one_job_of(&self, kinds: Kinds<'_>) -> Result<bool, AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let taken = job::reserve(&mut tx, kinds, now, now + LEASE).await?;
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
            Work::ProbeLink { .. } => self.probe_link(work).await,
            Work::ProbeOffice { round, body } => self.probe_office(*round, body).await,
            Work::ProbeRound { round } => self.probe_round(*round).await,
        }
    }

    async fn close_job(&self, job: &Job, outcome: Result<(), AppError>) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        match outcome {
            Ok(()) => {
                let finished = job::finish(&mut tx, job, now).await?;
                if let (true, Some((work, pause))) = (finished, again(job)) {
                    self.put_off(&mut tx, &work, now + pause).await?;
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

    /// Does everything that is due now. Returns how many jobs it did.
    pub async fn run_due_jobs(&self) -> Result<u32, AppError> {
        let mut done = 0;
        while self.run_one_job().await? {
            done += 1;
        }
        Ok(done)
    }

    /// Does jobs until `stop` turns true; a job in hand is finished first.
    pub async fn run_jobs(&self, stop: watch::Receiver<bool>) {
        if let Err(error) = self.plan_sweep().await {
            tracing::error!(%error, "could not plan the sweep");
        }
        let patient = (0..PATIENT_RUNNERS).map(|_| self.run_jobs_of(PATIENT_JOBS, stop.clone()));
        tokio::join!(self.run_jobs_of(PROMPT_JOBS, stop.clone()), futures_util::future::join_all(patient));
    }

    async fn run_jobs_of(&self, kinds: Kinds<'_>, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let pause = match self.run_one_job_of(kinds).await {
                Ok(true) => continue,
                Ok(false) => self.until_next_job(kinds).await,
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

    async fn until_next_job(&self, kinds: Kinds<'_>) -> Duration {
        let due = match self.db().read().await {
            Ok(mut conn) => job::next_due(&mut conn, kinds).await.ok().flatten(),
            Err(_) => None,
        };
        let wait = due.map(|due| due.duration_since(self.now()));
        wait.and_then(|wait| Duration::try_from(wait).ok())
            .map_or(NAP, |wait| wait.min(NAP))
            .max(Duration::from_millis(50))
    }

    async fn plan_sweep(&self) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        self.put_off(&mut tx, &Work::Sweep, self.now()).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn sweep(&self) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        store::session::sweep(&mut tx, now).await?;
        tx.commit().await?;
        self.end_expired_uploads().await
    }
}

/// Work that comes again by itself, and after which pause.
fn again(job: &Job) -> Option<(Work, SignedDuration)> {
    match serde_json::from_str(&job.payload).ok()? {
        Work::Sweep => Some((Work::Sweep, SignedDuration::from_hours(1))),
        Work::StartRound { .. }
        | Work::Mail { .. }
        | Work::Forgotten { .. }
        | Work::Publish { .. }
        | Work::ProbeLink { .. }
        | Work::ProbeOffice { .. }
        | Work::ProbeRound { .. } => None,
    }
}

/// A minute, two, four, … at most an hour.
fn back_off(attempts: i64) -> SignedDuration {
    let doublings = u32::try_from(attempts.clamp(1, 7) - 1).unwrap_or(0);
    SignedDuration::from_mins(2_i64.pow(doublings)).min(SignedDuration::from_hours(1))
}
