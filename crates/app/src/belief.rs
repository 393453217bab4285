//! What the program knows of files of evidence, for the office and for those who judge it: findings, pictures, and where else
//! a file was seen.

use std::collections::{BTreeMap, BTreeSet};

use domain::body::Body;
use domain::codes::QuestionCode;
use domain::evidence::{Alike, Elsewhere, Finding, Setting, findings, seen_level};
use domain::facts::{Facts, Progress};
use domain::ids::EvidenceId;
use domain::instrument::Instrument;
use domain::level::Level;
use domain::policy::Action;
use domain::round::{PhaseKind, Window};
use jiff::Timestamp;
use sql::Conn;
use store::evidence::{Content, Evidence};
use store::examination::{Derivative, Examination};
use store::round::Round;
use store::sighting::Sighting;

use crate::AppError;
use crate::access::Principal;

/// Most places that are looked up for the files of one page.
const SIGHTINGS_MAX: i64 = 500;
/// Most places that are shown for one file.
const SHOWN_MAX: usize = 10;

/// What is known of one file.
#[derive(Debug, Clone)]
pub struct Belief {
    /// How far the look inside has come.
    pub progress: Progress,
    /// Why it is not given out.
    pub quarantine: Option<String>,
    /// What was found.
    pub facts: Facts,
    /// What that means here, the worst first.
    pub findings: Vec<Finding>,
    /// Pictures that were made of it.
    pub pictures: Vec<Picture>,
    /// Numbers of the other questions of this questionnaire that the same file serves, rising.
    pub also: Vec<u32>,
    /// Where else it was seen, the worst first.
    pub seen: Vec<Seen>,
    /// How many more places there are.
    pub unseen: usize,
}

/// A picture that was made of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// `preview`, `thumbnail`, `page`, `poster`.
    pub kind: String,
    /// From 1: the page.
    pub position: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A place where the same file, or one that looks like it, is evidence too.
#[derive(Debug, Clone)]
pub struct Seen {
    /// How much that matters.
    pub level: Level,
    /// How alike they are.
    pub alike: Alike,
    /// Where, as far as the reader may know.
    pub place: Place,
    /// When the other one was added.
    pub added_at: Timestamp,
}

/// Where another file is.
#[derive(Debug, Clone)]
pub enum Place {
    /// At an office whose evidence the reader may see.
    Open {
        /// Which evidence.
        evidence: EvidenceId,
        /// Full name of the office; `None` for the one at hand.
        office: Option<String>,
        /// Title of the round; `None` for the one at hand.
        round: Option<String>,
        /// Number of the question in the questionnaire at hand, or its code.
        question: String,
        /// Whether there is a small picture of it.
        has_thumbnail: bool,
    },
    /// At an office whose evidence the reader may not see.
    Hidden,
}

impl Belief {
    /// The worst of everything that is known.
    #[must_use]
    pub fn level(&self) -> Level {
        if self.quarantine.is_some() {
            return Level::Problem;
        }
        let found = self.findings.iter().map(|finding| finding.level);
        found.chain(self.seen.iter().map(|seen| seen.level)).max().unwrap_or(Level::Good)
    }

    /// Whether the file may be given out.
    #[must_use]
    pub fn is_given_out(&self) -> bool {
        self.quarantine.is_none()
    }

    /// Numbers of the pages of which there are pictures.
    pub fn pages(&self) -> impl Iterator<Item = &Picture> {
        self.pictures.iter().filter(|picture| picture.kind == "page")
    }

    /// A picture of a kind of which there is one.
    #[must_use]
    pub fn picture(&self, kind: &str) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.kind == kind)
    }
}

/// Whose evidence is looked at, by whom, in which round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct View<'a> {
    pub(crate) who: &'a Principal,
    pub(crate) round: &'a Round,
    pub(crate) body: &'a Body,
    pub(crate) instrument: &'a Instrument,
    /// The end of the filling for this office.
    pub(crate) closes: Option<Timestamp>,
}

/// What is known of these files of one office; links are not among them.
pub(crate) async fn of_evidence(
    conn: &mut Conn,
    view: View<'_>,
    evidence: &[Evidence],
) -> Result<BTreeMap<EvidenceId, Belief>, AppError> {
    let blobs: Vec<&str> = evidence.iter().filter_map(address).collect();
    if blobs.is_empty() {
        return Ok(BTreeMap::new());
    }
    let examinations = store::examination::of_blobs(conn, &blobs).await?;
    let mut pictures = store::examination::derivatives(conn, &blobs).await?;
    let likely = Likely::find(conn, view, &blobs).await?;
    let window = round_window(conn, view).await?;
    let mut known = BTreeMap::new();
    for one in evidence {
        let Some(blob) = address(one) else { continue };
        let rules = view.instrument.question(one.question.as_str()).and_then(|question| {
            question.evidence.iter().find(|slot| slot.code == one.slot).map(|slot| slot.rules.as_slice())
        });
        let setting = Setting {
            rules: rules.unwrap_or_default(),
            round: window,
            year: i16::try_from(view.round.year).unwrap_or(i16::MAX),
            zone: view.body.zone,
            office: view.body.position,
            arrived: one.added_at,
            late: one.late,
            stamped: one.capture.map(|capture| capture.at),
        };
        let also = likely.also(view, one, blob);
        let (seen, unseen) = likely.of(view, one, blob, &setting);
        let made = pictures.remove(blob).unwrap_or_default();
        let pictures_of = made.iter().map(picture).collect();
        // The same file may stand in two slots of the page.
        pictures.insert(blob.to_owned(), made);
        let examination = examinations.get(blob);
        known.insert(one.id, belief(examination, &setting, pictures_of, (also, seen, unseen)));
    }
    Ok(known)
}

fn belief(
    examination: Option<&Examination>,
    setting: &Setting<'_>,
    pictures: Vec<Picture>,
    (also, seen, unseen): (Vec<u32>, Vec<Seen>, usize),
) -> Belief {
    // Files of before the first examination have no row: they wait as those do whose turn has not come.
    let progress = examination.map_or(Progress::Waiting, |found| found.progress);
    let facts = examination.map(|found| found.facts.clone()).unwrap_or_default();
    Belief {
        progress,
        quarantine: examination.and_then(|found| found.quarantine.clone()),
        findings: findings(&facts, setting),
        facts,
        pictures,
        also,
        seen,
        unseen,
    }
}

fn address(evidence: &Evidence) -> Option<&str> {
    match &evidence.content {
        Content::File { blob, .. } => Some(&blob.address),
        Content::Link(_) => None,
    }
}

fn picture(made: &Derivative) -> Picture {
    Picture { kind: made.kind.clone(), position: made.position, width: made.width, height: made.height }
}

/// From the first day of the round to the end of the office's filling.
async fn round_window(conn: &mut Conn, view: View<'_>) -> Result<Window, AppError> {
    let schedule = store::round::schedule(conn, view.round.id).await?;
    let opens =
        PhaseKind::ALL.into_iter().filter_map(|kind| schedule.window(kind)).map(|window| window.opens);
    let opens = opens.min().unwrap_or(Timestamp::MIN);
    let closes = schedule.window(PhaseKind::Filling).map(|window| window.closes);
    Ok(Window { opens, closes: view.closes.or(closes).unwrap_or(Timestamp::MAX) })
}

/// Everything of a page that is evidence elsewhere too, looked up at once.
struct Likely {
    /// Of each file of the page the ones that look like it.
    near: BTreeMap<String, Vec<String>>,
    /// Where each file, of the page or like one of it, is evidence.
    sightings: BTreeMap<String, Vec<Sighting>>,
    /// Offices whose submissions the reader may see, by code: their names.
    offices: BTreeMap<String, String>,
    /// Files of which there is a small picture.
    thumbnails: BTreeSet<String>,
}

impl Likely {
    async fn find(conn: &mut Conn, view: View<'_>, blobs: &[&str]) -> Result<Self, AppError> {
        let mut near: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (blob, other) in store::examination::near(conn, blobs).await? {
            near.entry(blob).or_default().push(other);
        }
        let mut all: Vec<&str> = blobs.to_vec();
        all.extend(near.values().flatten().map(String::as_str));
        all.sort_unstable();
        all.dedup();
        let mut sightings: BTreeMap<String, Vec<Sighting>> = BTreeMap::new();
        for found in store::sighting::of_blobs(conn, &all, &view.body.code, SIGHTINGS_MAX).await? {
            sightings.entry(found.blob.clone()).or_default().push(found);
        }
        let mut offices = BTreeMap::new();
        let codes: BTreeSet<&str> = sightings.values().flatten().map(|found| found.body.as_str()).collect();
        for code in codes {
            let Some(placed) = store::body::by_code(conn, code).await? else { continue };
            if placed.body.code == view.body.code || view.who.may(Action::ViewSubmission, &placed) {
                offices.insert(code.to_owned(), placed.body.office_name);
            }
        }
        let made = store::examination::derivatives(conn, &all).await?;
        let thumbnails = made
            .into_iter()
            .filter(|(_, made)| made.iter().any(|made| made.kind == "thumbnail"))
            .map(|(blob, _)| blob);
        let thumbnails = thumbnails.collect();
        Ok(Self { near, sightings, offices, thumbnails })
    }

    /// The other questions of the questionnaire at hand that a file serves.
    fn also(&self, view: View<'_>, evidence: &Evidence, blob: &str) -> Vec<u32> {
        let found = self.sightings.get(blob).into_iter().flatten();
        let here = found.filter(|found| is_here(view, found) && found.question != evidence.question);
        let questions = here.filter_map(|found| view.instrument.question(found.question.as_str()));
        let mut numbers: Vec<u32> = questions.map(|question| question.number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Where else a file was seen, but for other questions of the questionnaire at hand, and how many places are left out.
    fn of(
        &self,
        view: View<'_>,
        evidence: &Evidence,
        blob: &str,
        setting: &Setting<'_>,
    ) -> (Vec<Seen>, usize) {
        let same = std::iter::once((Alike::Same, blob));
        let near = self.near.get(blob).into_iter().flatten().map(|other| (Alike::Near, other.as_str()));
        // Of a file that serves many questions of one office the first is enough.
        let mut told = BTreeSet::new();
        let mut seen: Vec<Seen> = same
            .chain(near)
            .flat_map(|(alike, blob)| {
                self.sightings.get(blob).into_iter().flatten().map(move |found| (alike, found))
            })
            .filter(|(_, found)| found.evidence != evidence.id)
            .filter(|(alike, found)| *alike == Alike::Near || !is_here(view, found))
            .filter(|(_, found)| is_here(view, found) || told.insert((found.body.clone(), found.round)))
            .map(|(alike, found)| self.seen(view, alike, found, setting))
            .collect();
        seen.sort_by_key(|seen| (std::cmp::Reverse(seen.level), seen.added_at));
        let unseen = seen.len().saturating_sub(SHOWN_MAX);
        seen.truncate(SHOWN_MAX);
        (seen, unseen)
    }

    fn seen(&self, view: View<'_>, alike: Alike, found: &Sighting, setting: &Setting<'_>) -> Seen {
        let is_own = found.body == view.body.code;
        let is_this_round = found.round == view.round.id;
        let elsewhere = match (is_own, is_this_round) {
            (true, true) => Elsewhere::OwnRound,
            (true, false) => Elsewhere::OwnPast,
            (false, _) => Elsewhere::OtherOffice,
        };
        let place = match self.offices.get(found.body.as_str()) {
            Some(office) => Place::Open {
                evidence: found.evidence,
                office: (!is_own).then(|| office.clone()),
                round: (!is_this_round).then(|| found.round_title.clone()),
                question: number(view.instrument, &found.question, is_this_round),
                has_thumbnail: self.thumbnails.contains(&found.blob),
            },
            None => Place::Hidden,
        };
        Seen { level: seen_level(alike, elsewhere, setting), alike, place, added_at: found.added_at }
    }
}

/// Whether a file was seen in the questionnaire at hand.
fn is_here(view: View<'_>, found: &Sighting) -> bool {
    found.body == view.body.code && found.round == view.round.id
}

/// How a question is called: by its number in the questionnaire at hand, by its code in another.
fn number(instrument: &Instrument, code: &QuestionCode, is_this_round: bool) -> String {
    let here = instrument.question(code.as_str()).filter(|_| is_this_round);
    here.map_or_else(|| code.to_string(), |question| question.number.to_string())
}
