//! The recap of a round: every office with its components, total, category and rank, as things stand.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::assessment::AssessmentState;
use domain::body::Body;
use domain::exact::Exact;
use domain::instrument::Instrument;
use domain::results_file::{Counts, Entry, ResultsFile};
use domain::round::RoundState;
use domain::scheme::Scheme;
use store::announcement::Announcement;
use store::round::Round;

use super::Controller;
use crate::worked::READING_WAITS;
use crate::{AppError, Conflict};

/// One office in the recap.
#[derive(Debug, Clone)]
pub struct RecapRow {
    /// The office.
    pub body: Body,
    /// Where its questionnaire stands.
    pub state: AssessmentState,
    /// Its result.
    pub entry: Entry,
    /// Its total of the round before, where that is public.
    pub before: Option<Exact>,
    /// What is public of it, where results are public and this is something else.
    pub public: Option<Entry>,
}

/// The recap of a round.
#[derive(Debug)]
pub struct Recap {
    /// The round.
    pub round: Round,
    /// The questions.
    pub instrument: Arc<Instrument>,
    /// Components and categories.
    pub scheme: Arc<Scheme>,
    /// Ranked first, then by code.
    pub rows: Vec<RecapRow>,
    /// Offices above those that take part, by code: for the filter.
    pub parents: Vec<Body>,
    /// How many came to what.
    pub counts: Counts,
    /// Whether the numbers are those of a proposal, and do not move any more.
    pub is_frozen: bool,
    /// The proposal on its way, else the published one, with the names of those who proposed and approved it.
    pub proposal: Option<(Announcement, String, Option<String>)>,
    /// Whether results are public and the present numbers are others: a correction can be proposed.
    pub is_correction: bool,
    /// Whether the person who looks may approve it: another person than the proposer.
    pub may_approve: bool,
    /// The minute that the phases foresee for the announcement.
    pub planned: Option<jiff::Timestamp>,
    /// When this was worked out.
    pub at: jiff::Timestamp,
    /// Second readings and differences that are open: they should be closed before results are proposed.
    pub open_readings: usize,
    /// When the verification is over; before that nothing can be proposed.
    pub verification_ends: Option<jiff::Timestamp>,
}

/// A file of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    /// `instrumen.yaml`
    Instrument,
    /// `skema.yaml`
    Scheme,
    /// `penilaian.json`
    Assessments,
    /// `hasil.json`
    Results,
}

impl Export {
    /// The file with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "instrumen.yaml" => Self::Instrument,
            "skema.yaml" => Self::Scheme,
            "penilaian.json" => Self::Assessments,
            "hasil.json" => Self::Results,
            _ => return None,
        })
    }
}

impl Controller {
    /// The recap: as things stand, or the frozen numbers once results are proposed.
    pub async fn recap(&self) -> Result<Recap, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_id(&mut conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        let pending = store::announcement::pending(&mut conn, round.id).await?;
        let published = store::announcement::published(&mut conn, round.id).await?;
        let public = published.as_ref().map(read).transpose()?;
        let instrument = self.app.instrument(&mut conn, round.instrument).await?;
        let scheme = self.app.scheme(&mut conn, round.scheme).await?;
        let results = match &pending {
            Some(pending) => read(pending)?,
            None => self.app.score(&mut conn, &round).await?.results,
        };
        let is_correction = pending.is_none() && public.as_ref().is_some_and(|public| *public != results);
        let differs = |entry: &Entry| {
            let public = public.as_ref()?.find(entry.code.as_str())?;
            (public != entry).then(|| public.clone())
        };
        let before = self.before(&mut conn, &round).await?;
        let bodies: BTreeMap<_, _> = store::body::all(&mut conn)
            .await?
            .into_iter()
            .map(|placed| (placed.body.code.clone(), placed.body))
            .collect();
        let states: BTreeMap<_, _> = store::assessment::of_round(&mut conn, round.id)
            .await?
            .into_iter()
            .map(|assessment| (assessment.body, assessment.state))
            .collect();
        let mut rows: Vec<RecapRow> = results
            .results
            .into_iter()
            .filter_map(|entry| {
                Some(RecapRow {
                    body: bodies.get(&entry.code)?.clone(),
                    state: states.get(&entry.code).copied().unwrap_or(AssessmentState::Invited),
                    before: before.get(entry.code.as_str()).cloned(),
                    public: differs(&entry),
                    entry,
                })
            })
            .collect();
        rows.sort_by(|a, b| {
            let key = |row: &RecapRow| (row.entry.rank.unwrap_or(u32::MAX), row.body.code.clone());
            key(a).cmp(&key(b))
        });
        let mut parents: Vec<Body> =
            rows.iter().filter_map(|row| bodies.get(row.body.parent.as_ref()?).cloned()).collect();
        parents.sort_by(|a, b| a.code.cmp(&b.code));
        parents.dedup_by(|a, b| a.code == b.code);
        let schedule = store::round::schedule(&mut conn, round.id).await?;
        let verification_ends = self.verification_ends(&mut conn, &schedule).await?;
        let is_frozen = pending.is_some();
        let may_approve = pending.as_ref().is_some_and(|found| found.proposed_by != self.who.person);
        let proposal = match pending.or(published) {
            Some(live) => Some(self.with_names(&mut conn, live).await?),
            None => None,
        };
        let open_readings = self.open_readings(&mut conn).await?;
        Ok(Recap {
            open_readings,
            round,
            instrument,
            scheme,
            rows,
            parents,
            counts: results.summary,
            is_frozen,
            proposal,
            is_correction,
            may_approve,
            planned: schedule.window(domain::round::PhaseKind::Announcement).map(|window| window.opens),
            verification_ends,
            at: self.app.now(),
        })
    }

    async fn with_names(
        &self,
        conn: &mut sql::Conn,
        live: Announcement,
    ) -> Result<(Announcement, String, Option<String>), AppError> {
        let proposer = store::person::by_id(conn, live.proposed_by).await?.map(|person| person.name);
        let approver = match live.approved_by {
            Some(id) => store::person::by_id(conn, id).await?.map(|person| person.name),
            None => None,
        };
        Ok((live, proposer.unwrap_or_default(), approver))
    }

    /// The totals of the round before, where it is public.
    async fn before(&self, conn: &mut sql::Conn, round: &Round) -> Result<BTreeMap<String, Exact>, AppError> {
        let Some(previous) = round.previous else { return Ok(BTreeMap::new()) };
        let announced = store::round::by_id(conn, previous)
            .await?
            .is_some_and(|previous| previous.state == RoundState::Announced);
        if !announced {
            return Ok(BTreeMap::new());
        }
        let rows = store::announcement::results(conn, previous).await?;
        let totals = rows.into_iter().filter_map(|row| {
            let total = row.total?.parse().ok()?;
            Some((row.body.to_string(), total))
        });
        Ok(totals.collect())
    }

    /// One of the four files from which anybody can compute the scores again. While a proposal is on its way the results
    /// are the frozen ones.
    pub async fn export(&self, file: Export) -> Result<String, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_id(&mut conn, self.round.id).await?.ok_or(AppError::NotFound)?;
        match file {
            Export::Instrument => {
                let stored = store::instrument::instrument_by_id(&mut conn, round.instrument).await?;
                stored.map(|stored| stored.source).ok_or(AppError::NotFound)
            }
            Export::Scheme => {
                let stored = store::instrument::scheme_by_id(&mut conn, round.scheme).await?;
                stored.map(|stored| stored.source).ok_or(AppError::NotFound)
            }
            // What the provinces said is in both; whoever may read blind does not get it before.
            Export::Assessments | Export::Results
                if !store::reading::waiting(&mut conn, round.id).await?.is_empty() =>
            {
                Err(AppError::Conflict(Conflict::State(READING_WAITS)))
            }
            Export::Assessments => Ok(crate::scoring::assessment_set(&mut conn, &round).await?.to_json()),
            Export::Results => match store::announcement::pending(&mut conn, round.id).await? {
                Some(live) => Ok(live.results),
                None => Ok(self.app.score(&mut conn, &round).await?.json),
            },
        }
    }
}

/// The frozen numbers of an announcement.
fn read(announcement: &Announcement) -> Result<ResultsFile, AppError> {
    ResultsFile::read(&announcement.results).map_err(|error| AppError::Fault(error.to_string()))
}
