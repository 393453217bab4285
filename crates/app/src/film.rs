//! Films of drafts that are made fit to be shown, in the background: put in order, or converted where the operator wants that. What
//! is public is never touched, since only drafts are treated and no draft is published while something may still come of it. The
//! film as it was sent is kept.

use std::time::Duration;

use domain::facts::{Facts, Progress};
use domain::ids::{PersonId, VideoId};
use domain::video::{
    Film, FilmFault, TRIES_MAX, Treatment, TreatmentAction, TreatmentFault, TreatmentState, VideoState,
    judge, treatment,
};
use files::examiner::{FilmTask, MadeFilm, MakeError};
use files::{Address, EvidenceKind, Limits, PutError, Refusal};
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::event::NewEvent;
use store::evidence::Blob;
use store::film_treatment::{self, FilmTreatment};
use store::video::Video;
use tokio::sync::watch;

use crate::desk::VIDEO;
use crate::jobs::{LEASE, Work};
use crate::{App, AppError};

/// How often is noted how much is done, and that the work goes on.
const BEAT: Duration = Duration::from_secs(5);

/// What became of a try.
enum Outcome {
    Made(Blob),
    Fault(TreatmentFault),
    /// Nobody wants it any more.
    Left,
}

impl App {
    /// How long a film may be.
    pub(crate) fn longest_film(&self) -> Duration {
        Duration::try_from(self.settings().video_max_length).unwrap_or_default()
    }

    /// Has the film of a draft made fit to be shown, where it is known that it has to be.
    pub(crate) async fn plan_film(
        &self,
        conn: &mut Conn,
        video: &Video,
        actor: Option<PersonId>,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let Some(source) = video.film.as_deref() else { return Ok(()) };
        let Some(wanted) = self.treatment_of(conn, source).await? else { return Ok(()) };
        let before = film_treatment::lock(conn, video.id, source).await?;
        let state = match &before {
            Some(before) => before.state.after(TreatmentAction::Renew),
            None => Some(TreatmentState::Waiting),
        };
        // It is under way already.
        let Some(state) = state else { return Ok(()) };
        let planned = FilmTreatment {
            video: video.id,
            source: source.to_owned(),
            name: video.film_name.clone(),
            treatment: wanted,
            state,
            fault: None,
            tries: 0,
            percent: None,
            made: None,
            asked_at: now,
            changed_at: now,
        };
        film_treatment::put(conn, &planned).await?;
        log(conn, video, actor, "film_planned", json!({ "treatment": wanted.code() }), now).await?;
        self.put_off(conn, &job_of(&planned), now).await
    }

    async fn treatment_of(&self, conn: &mut Conn, film: &str) -> Result<Option<Treatment>, AppError> {
        let Some(blob) = store::evidence::blob(conn, film).await? else { return Ok(None) };
        let Some(looked) = store::examination::of_blobs(conn, &[film]).await?.remove(film) else {
            return Ok(None);
        };
        let film = Film {
            progress: Some(looked.progress),
            facts: &looked.facts,
            is_shut_in: looked.quarantine.is_some(),
        };
        let bytes = u64::try_from(blob.size).unwrap_or(0);
        Ok(treatment(film, bytes, self.longest_film(), self.settings().video_convert))
    }

    /// Takes the treatment of a draft's film off the list, since the draft gets another film or is given up.
    pub(crate) async fn leave_film(
        &self,
        conn: &mut Conn,
        video: &Video,
        actor: PersonId,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let Some(source) = video.film.as_deref() else { return Ok(()) };
        let Some(mut found) = film_treatment::lock(conn, video.id, source).await? else { return Ok(()) };
        if move_on(&mut found, TreatmentAction::Leave, now) {
            film_treatment::put(conn, &found).await?;
            log(conn, video, Some(actor), "film_left", json!({}), now).await?;
            job_of(&found).call_off(conn).await?;
        }
        Ok(())
    }

    /// The job of [`Work::OrderFilm`] and [`Work::ConvertFilm`]. Doing it twice gives the same.
    pub(crate) async fn treat_film(&self, video: VideoId, source: &str) -> Result<(), AppError> {
        let Some(begun) = self.begin_treatment(video, source).await? else { return Ok(()) };
        let outcome = match self.treated(&begun).await {
            Ok(outcome) => outcome,
            Err(error) => {
                // A scanner or a disk that is away says nothing about the film.
                self.give_try_back(&begun).await?;
                return Err(error);
            }
        };
        let now = self.now();
        let mut tx = self.db().write().await?;
        let found = store::video::lock_by_id(&mut tx, video).await?;
        let treated = film_treatment::lock(&mut tx, video, source).await?;
        let (Some(mut found), Some(mut treated)) = (found, treated) else { return Ok(()) };
        let (action, made) = match outcome {
            Outcome::Left => return Ok(()),
            Outcome::Made(_) if !is_wanted(&found, source) => (TreatmentAction::Leave, None),
            Outcome::Made(made) => (TreatmentAction::Finish, Some(made)),
            Outcome::Fault(fault) => {
                treated.fault = Some(fault);
                (TreatmentAction::Fail, None)
            }
        };
        // Another replica may have been faster.
        if !move_on(&mut treated, action, now) {
            return Ok(());
        }
        if let Some(made) = &made {
            self.keep_for(&mut tx, &found.body, made, now).await?;
        }
        treated.made = made.as_ref().map(|made| made.address.clone());
        film_treatment::put(&mut tx, &treated).await?;
        let (kind, data) = match (made, treated.fault) {
            (Some(made), _) => {
                ("film_treated", take_its_place(&mut tx, &mut found, &treated, made, now).await?)
            }
            (None, Some(fault)) => ("film_failed", json!({ "fault": fault.code() })),
            (None, None) => ("film_left", json!({})),
        };
        log(&mut tx, &found, None, kind, data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// A try that something else broke off does not count. The job comes back to it.
    async fn give_try_back(&self, begun: &FilmTreatment) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        let treated = film_treatment::lock(&mut tx, begun.video, &begun.source).await?;
        if let Some(mut treated) = treated
            && (treated.state, treated.tries) == (begun.state, begun.tries)
        {
            treated.tries -= 1;
            film_treatment::put(&mut tx, &treated).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Gives a film up whose job was tried for the last time. An officer may ask for another try.
    pub(crate) async fn give_film_up(
        &self,
        conn: &mut Conn,
        video: VideoId,
        source: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let found = store::video::lock_by_id(conn, video).await?;
        let treated = film_treatment::lock(conn, video, source).await?;
        let (Some(found), Some(mut treated)) = (found, treated) else { return Ok(()) };
        treated.fault = Some(TreatmentFault::Died);
        if move_on(&mut treated, TreatmentAction::Fail, now) {
            film_treatment::put(conn, &treated).await?;
            let data = json!({ "fault": TreatmentFault::Died.code() });
            log(conn, &found, None, "film_failed", data, now).await?;
        }
        Ok(())
    }

    /// Takes a film in hand; nothing where it is not to be treated any more.
    async fn begin_treatment(&self, video: VideoId, source: &str) -> Result<Option<FilmTreatment>, AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let found = store::video::lock_by_id(&mut tx, video).await?;
        let treated = film_treatment::lock(&mut tx, video, source).await?;
        let (Some(found), Some(mut treated)) = (found, treated) else { return Ok(None) };
        let (action, kind) = if !is_wanted(&found, source) {
            (TreatmentAction::Leave, "film_left")
        } else if treated.tries >= TRIES_MAX {
            // Each time whoever did it has gone without a word.
            treated.fault = Some(TreatmentFault::Died);
            (TreatmentAction::Fail, "film_failed")
        } else {
            (TreatmentAction::Begin, "film_begun")
        };
        if !move_on(&mut treated, action, now) {
            return Ok(None);
        }
        if action == TreatmentAction::Begin {
            treated.tries += 1;
        }
        film_treatment::put(&mut tx, &treated).await?;
        let fault = treated.fault.map(TreatmentFault::code);
        log(&mut tx, &found, None, kind, json!({ "try": treated.tries, "fault": fault }), now).await?;
        tx.commit().await?;
        Ok((action == TreatmentAction::Begin).then_some(treated))
    }

    async fn treated(&self, begun: &FilmTreatment) -> Result<Outcome, AppError> {
        if begun.treatment == Treatment::Convert && !self.settings().video_convert {
            return Ok(Outcome::Fault(TreatmentFault::NoProgram));
        }
        let film = match self.made_film(begun).await? {
            Some(Ok(film)) => film,
            None => return Ok(Outcome::Left),
            Some(Err(MakeError::Nothing(facts))) => {
                tracing::warn!(film = begun.source, %facts, "a film could not be treated");
                return Ok(Outcome::Fault(fault_of(&facts)));
            }
            Some(Err(MakeError::Examine(error))) => {
                return Err(AppError::Unavailable(error.to_string()));
            }
        };
        let limits = Limits {
            max_bytes: self.settings().video_max_bytes,
            accepted: vec![EvidenceKind::Video],
            file_name: "film.mp4".to_owned(),
        };
        let stored = match self.parts().files.put(film.stream(), &limits).await {
            Ok(stored) => stored,
            Err(PutError::Refused(Refusal::TooLarge { .. })) => {
                return Ok(Outcome::Fault(TreatmentFault::TooCostly));
            }
            Err(PutError::Refused(_)) => return Ok(Outcome::Fault(TreatmentFault::Unfit)),
            Err(error) => return Err(AppError::Unavailable(error.to_string())),
        };
        let blob = Blob {
            address: stored.address.to_string(),
            sha256: stored.sha256,
            size: i64::try_from(stored.size).unwrap_or(i64::MAX),
            media: stored.media.code().to_owned(),
        };
        self.checked(begun.video, blob).await
    }

    /// Has the worker make the film, notes how far it is, and keeps the job in hand. Nothing where it is not wanted any more.
    async fn made_film(
        &self,
        begun: &FilmTreatment,
    ) -> Result<Option<Result<MadeFilm, MakeError>>, AppError> {
        let fault = |what: &str| AppError::Fault(format!("film {}: {what}", begun.source));
        let address: Address = begun.source.parse().map_err(|_| fault("address"))?;
        let media = {
            let mut conn = self.db().read().await?;
            store::evidence::blob(&mut conn, &begun.source).await?.ok_or_else(|| fault("no row"))?.media
        };
        let task = match begun.treatment {
            Treatment::Reorder => FilmTask::Reorder,
            Treatment::Convert => FilmTask::Convert { longest: self.longest_film() },
        };
        let (percent, heard) = watch::channel(0);
        let parts = self.parts();
        let most = self.settings().video_max_bytes;
        let making = parts.examiner.film(&parts.files, &address, &media, task, most, &percent);
        let mut making = std::pin::pin!(making);
        let mut beat = tokio::time::interval(BEAT);
        // The first one comes at once.
        beat.tick().await;
        loop {
            tokio::select! {
                made = &mut making => return Ok(Some(made)),
                _ = beat.tick() => {
                    let done = *heard.borrow();
                    if !self.beat(begun, (done > 0).then_some(done)).await? {
                        return Ok(None);
                    }
                }
            }
        }
    }

    /// Notes how much is done, and that the work goes on. `false` where nobody wants it any more.
    async fn beat(&self, begun: &FilmTreatment, percent: Option<u8>) -> Result<bool, AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let is_wanted = film_treatment::advance(&mut tx, begun.video, &begun.source, percent, now).await?;
        if is_wanted {
            job_of(begun).prolong(&mut tx, now + LEASE).await?;
        }
        tx.commit().await?;
        Ok(is_wanted)
    }

    /// What was made goes through the same look as what is sent.
    async fn checked(&self, video: VideoId, made: Blob) -> Result<Outcome, AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        match store::video::lock_by_id(&mut tx, video).await? {
            // What is not used after all goes out at night, as all that a desk keeps and nothing names.
            Some(video) => self.keep_for(&mut tx, &video.body, &made, now).await.map(drop)?,
            None => store::evidence::put_blob(&mut tx, &made, now).await?,
        }
        store::examination::begin(&mut tx, &made.address, now).await?;
        tx.commit().await?;
        let address = made.address.as_str();
        let known = store::examination::of_blobs(&mut self.db().read().await?, &[address]).await?;
        if known.get(address).is_none_or(|known| known.progress != Progress::Done) {
            self.examine(address).await?;
        }
        let mut known = store::examination::of_blobs(&mut self.db().read().await?, &[address]).await?;
        let (looked, none) = (known.remove(address), Facts::default());
        let film = Film {
            progress: looked.as_ref().map(|looked| looked.progress),
            facts: looked.as_ref().map_or(&none, |looked| &looked.facts),
            is_shut_in: looked.as_ref().is_some_and(|looked| looked.quarantine.is_some()),
        };
        Ok(match judge(film, self.longest_film()) {
            None => Outcome::Made(made),
            Some(FilmFault::TooLong { .. }) => Outcome::Fault(TreatmentFault::TooLong),
            Some(_) => Outcome::Fault(TreatmentFault::Unfit),
        })
    }
}

/// The job that treats a film.
pub(crate) fn job_of(one: &FilmTreatment) -> Work {
    let (video, source) = (one.video, one.source.clone());
    match one.treatment {
        Treatment::Reorder => Work::OrderFilm { video, source },
        Treatment::Convert => Work::ConvertFilm { video, source },
    }
}

/// Moves a treatment on; `false` where that cannot happen.
pub(crate) fn move_on(one: &mut FilmTreatment, action: TreatmentAction, now: Timestamp) -> bool {
    let Some(state) = one.state.after(action) else { return false };
    (one.state, one.percent, one.changed_at) = (state, None, now);
    true
}

fn is_wanted(video: &Video, source: &str) -> bool {
    video.state == VideoState::Draft && video.film.as_deref() == Some(source)
}

/// Why the worker made nothing, by what it found.
fn fault_of(facts: &Value) -> TreatmentFault {
    let facts: Facts = serde_json::from_value(facts.clone()).unwrap_or_default();
    let has = |oddity| facts.oddities.contains(&oddity);
    if has(domain::facts::Oddity::NoPreview) {
        TreatmentFault::NoProgram
    } else if has(domain::facts::Oddity::TooCostly) {
        TreatmentFault::TooCostly
    } else {
        TreatmentFault::Unreadable
    }
}

/// Makes what was made the film of its draft. What of it the event tells.
async fn take_its_place(
    conn: &mut Conn,
    video: &mut Video,
    treated: &FilmTreatment,
    made: Blob,
    now: Timestamp,
) -> Result<Value, AppError> {
    if treated.treatment == Treatment::Convert {
        let name = &video.film_name;
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        video.film_name = format!("{stem}.mp4");
    }
    // Whoever has the page before them has seen another film.
    (video.revision, video.changed_at) = (video.revision + 1, now);
    let data = json!({
        "treatment": treated.treatment.code(), "name": video.film_name, "sha256": made.sha256, "size": made.size,
        "before": treated.source, "tries": treated.tries,
    });
    video.film = Some(made.address);
    store::video::update(conn, video).await?;
    Ok(data)
}

/// Writes down what happened to the film of a draft.
async fn log(
    conn: &mut Conn,
    video: &Video,
    actor: Option<PersonId>,
    kind: &'static str,
    mut data: Value,
    now: Timestamp,
) -> Result<(), AppError> {
    data["reference"] = json!(video.reference);
    let event = NewEvent {
        at: now,
        actor,
        body: Some(&video.body),
        round: None,
        object_kind: VIDEO,
        object_id: video.id.to_string(),
        kind,
        data,
    };
    store::event::append(conn, event).await?;
    Ok(())
}
