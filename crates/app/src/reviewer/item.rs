//! One answer to judge, with everything that is needed for it on one screen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::assessment::AssessmentState;
use domain::body::Body;
use domain::codes::QuestionCode;
use domain::ids::EvidenceId;
use domain::instrument::{Instrument, Question};
use domain::review::claimed;
use domain::round::PhaseKind;
use domain::scoring::{Found, SelfShare, found};
use domain::verification::duty::Bar;
use store::event::Event;
use store::evidence::{Content, Evidence};
use store::returned::Returned;
use store::round::{Extension, Round};

use super::workbench::Workbench;
use super::{Order, Reviewer, Seen};
use crate::belief::{self, Belief, View};
use crate::fact::SeenFact;
use crate::link::{LinkProof, links_of, proofs};
use crate::office::filling_window;
use crate::values::{self, Values};
use crate::{AppError, Conflict};

/// Whether judgements are accepted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// They are.
    Open,
    /// Not yet.
    Opens(jiff::Timestamp),
    /// Not any more.
    Closed(Option<jiff::Timestamp>),
}

/// Where an item leads: slug of the office and code of the question.
pub type Place = (String, QuestionCode);

/// A picture that was made of a file of evidence, by its address: evidence, kind, position.
pub type Ahead = (EvidenceId, String, u32);

/// The items around one.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// The one before.
    pub previous: Option<Place>,
    /// The one after.
    pub next: Option<Place>,
    /// The next one that nobody has judged, after this and then from the start.
    pub next_open: Option<Place>,
    /// Position of this one, from 1.
    pub position: usize,
    /// How many there are.
    pub count: usize,
    /// How many are judged.
    pub done: usize,
}

/// One answer to judge.
#[derive(Debug, Clone)]
pub struct Item {
    /// The round.
    pub round: Round,
    /// The office.
    pub body: Body,
    /// The questionnaire, for titles.
    pub instrument: Arc<Instrument>,
    /// The question.
    pub question: Question,
    /// What the office answered; as it was submitted, where the question lies with the office now.
    pub answer: Option<store::answer::Saved>,
    /// What supports it.
    pub evidence: Vec<Evidence>,
    /// Those of it that the office has taken away since the question went back; their files are not given out any more.
    pub taken_away: BTreeSet<EvidenceId>,
    /// Facts of the records that support it, each beside what the records say now.
    pub facts: Vec<SeenFact>,
    /// What is known of each file of it.
    pub beliefs: BTreeMap<EvidenceId, Belief>,
    /// What is known of the links in both: those of the answer, then those of the evidence.
    pub links: Vec<LinkProof>,
    /// What the office claims by its answer.
    pub claimed: SelfShare,
    /// What the question comes to by the province's judgement.
    pub found: Found,
    /// What everybody who judged it said, side by side; withheld from whoever may have to read it blind.
    pub values: Option<Values>,
    /// What helps with it.
    pub bench: Workbench,
    /// Whether, and how, it was given back to the office.
    pub returned: Option<Returned>,
    /// Whether it lies with its office now, which mends it.
    pub is_at_office: bool,
    /// What keeps the person from judging the office, where the role alone would not.
    pub bar: Option<Bar>,
    /// Name of the one in whose hands the office is.
    pub holder: Option<String>,
    /// Pictures of the evidence of the next item, which the browser may fetch before they are asked for.
    pub ahead: Vec<Ahead>,
    /// The present judgement.
    pub review: Option<store::review::Saved>,
    /// Whether the answer was saved again after the judgement.
    pub is_outdated: bool,
    /// Judgements so far, latest first.
    pub history: Vec<Event>,
    /// What the public says of it.
    pub comments: Vec<store::comment::Comment>,
    /// Whether this person may judge it.
    pub may_review: bool,
    /// Whether judgements are accepted now.
    pub closing: Closing,
    /// The items around it.
    pub around: Neighbours,
}

/// Most judgements of one item that are shown.
const HISTORY_MAX: i64 = 50;
/// Most pictures that are fetched before they are asked for.
const AHEAD_MAX: usize = 4;

impl Reviewer {
    /// One answer of a submitted questionnaire.
    pub async fn item(&self, body: &str, question: &str, order: Order) -> Result<Item, AppError> {
        let seen = self.office(body)?;
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let question = instrument.question(question).ok_or(AppError::NotFound)?.clone();
        if seen.state != AssessmentState::Submitted {
            return Err(AppError::Conflict(Conflict::State(seen.state.code())));
        }
        let (round, code) = (self.round.id, seen.placed.body.code.as_str());
        let returned = store::returned::of_question(&mut conn, round, code, question.code.as_str()).await?;
        let mut answer = store::answer::get(&mut conn, round, code, question.code.as_str()).await?;
        let mut review = store::review::get(&mut conn, round, code, question.code.as_str()).await?;
        let mut evidence =
            store::evidence::of_question(&mut conn, round, code, question.code.as_str()).await?;
        let present: BTreeSet<EvidenceId> = evidence.iter().map(|piece| piece.id).collect();
        let at_office = returned.as_ref().filter(|found| found.is_at_office(self.app.now()));
        if let Some(found) = at_office {
            // What the office makes of it meanwhile is its own affair until it is sent again.
            answer = crate::returned::as_submitted(&mut conn, found, answer).await?;
            evidence = store::evidence::of_question_at(
                &mut conn,
                round,
                code,
                question.code.as_str(),
                found.opened_at,
            )
            .await?;
        }
        let taken_away = evidence.iter().map(|piece| piece.id).filter(|id| !present.contains(id)).collect();
        let extensions = store::round::extensions_of(&mut conn, round, code).await?;
        let beliefs = self.beliefs(&mut conn, seen, &instrument, &extensions, &evidence).await?;
        let probes = store::probe::of_question(&mut conn, round, code, question.code.as_str()).await?;
        let filling = filling_window(&mut conn, &self.round, &seen.placed.body.code).await?;
        let links = links_of(answer.as_ref().map(|saved| &saved.value), &evidence);
        let closing_of_filling = filling.map(|window| window.closes);
        let links = proofs(links, probes.iter(), closing_of_filling, self.app.now())?;
        let object = self.object_id(seen, &question.code);
        let comments = store::comment::of_question(&mut conn, round, code, question.code.as_str()).await?;
        let mut history =
            store::event::of_object(&mut conn, super::save::OBJECT, &object, HISTORY_MAX).await?;
        let around = self.around(&mut conn, &instrument, (seen, &question.code), order).await?;
        let place = store::answer::Place { round, body: &seen.placed.body.code, question: &question.code };
        let before = at_office.map(|found| found.opened_at);
        let facts = self.app.seen_facts(&mut conn, &self.round, &seen.placed, place, before).await?;
        let mut bench = self.workbench(&mut conn, seen, place).await?;
        let value = answer.as_ref().map(|saved| &saved.value);
        let mut values =
            Some(values::of_answer(&mut conn, round, &instrument, place.body, &question, value).await?);
        if self.is_withheld(seen, &question.code) {
            (review, values, history, bench) = (None, None, Vec::new(), Workbench::default());
        }
        let ahead = self.pictures_ahead(&mut conn, around.next_open.as_ref()).await?;
        let closing = match self.check_open(&extensions, self.app.now()) {
            Ok(()) => Closing::Open,
            Err(AppError::Closed { opens: Some(opens), .. }) => Closing::Opens(opens),
            Err(AppError::Closed { closed, .. }) => Closing::Closed(closed),
            Err(other) => return Err(other),
        };
        let found = found(&question, value, review.as_ref().map(|saved| &saved.value))
            .map_err(|error| AppError::Fault(format!("review of {object}: {error}")))?;
        let is_outdated = answer
            .as_ref()
            .zip(review.as_ref())
            .is_some_and(|(answer, review)| answer.saved_at > review.reviewed_at);
        Ok(Item {
            round: self.round.clone(),
            body: seen.placed.body.clone(),
            claimed: claimed(&instrument, &question, value),
            may_review: seen.may_review,
            bar: seen.bar,
            holder: seen.holder.as_ref().map(|duty| duty.name.clone()),
            is_at_office: at_office.is_some(),
            taken_away,
            returned,
            bench,
            ahead,
            instrument,
            question,
            answer,
            evidence,
            facts,
            beliefs,
            links,
            found,
            values,
            review,
            is_outdated,
            history,
            comments,
            closing,
            around,
        })
    }

    /// Whether what the province said of an answer is withheld: it waits for a blind reading, which this person could do.
    pub(super) fn is_withheld(&self, seen: &Seen, question: &QuestionCode) -> bool {
        self.withheld.contains(&(seen.placed.body.code.clone(), question.clone()))
    }

    /// The pictures of the item that comes next.
    async fn pictures_ahead(
        &self,
        conn: &mut sql::Conn,
        next: Option<&Place>,
    ) -> Result<Vec<Ahead>, AppError> {
        let Some((slug, question)) = next else { return Ok(Vec::new()) };
        let body = self.office(slug)?.placed.body.code.as_str();
        let evidence = store::evidence::of_question(conn, self.round.id, body, question.as_str()).await?;
        let files = evidence.iter().filter_map(|piece| match &piece.content {
            Content::File { blob, .. } => Some((piece.id, blob.address.as_str())),
            Content::Link(_) => None,
        });
        let files: Vec<(EvidenceId, &str)> = files.collect();
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let blobs: Vec<&str> = files.iter().map(|(_, blob)| *blob).collect();
        let made = store::examination::derivatives(conn, &blobs).await?;
        let pictures = files.iter().flat_map(|(id, blob)| {
            let of_file = made.get(*blob).into_iter().flatten();
            let seen = of_file.filter(|picture| matches!(picture.kind.as_str(), "preview" | "page"));
            seen.map(|picture| (*id, picture.kind.clone(), picture.position))
        });
        Ok(pictures.take(AHEAD_MAX).collect())
    }

    /// What is known of these files of an office.
    async fn beliefs(
        &self,
        conn: &mut sql::Conn,
        seen: &Seen,
        instrument: &Instrument,
        extensions: &[Extension],
        evidence: &[Evidence],
    ) -> Result<BTreeMap<EvidenceId, Belief>, AppError> {
        let longer = extensions.iter().find(|extension| extension.kind == PhaseKind::Filling);
        let view = View {
            who: &self.who,
            round: &self.round,
            body: &seen.placed.body,
            instrument,
            closes: longer.map(|extension| extension.closes),
        };
        belief::of_evidence(conn, view, evidence).await
    }

    /// Which event rows tell of an item.
    pub(super) fn object_id(&self, seen: &Seen, question: &QuestionCode) -> String {
        format!("{}/{}/{question}", self.round.id, seen.placed.body.code)
    }

    async fn around(
        &self,
        conn: &mut sql::Conn,
        instrument: &Instrument,
        here: (&Seen, &QuestionCode),
        order: Order,
    ) -> Result<Neighbours, AppError> {
        let judged = self.judged(conn).await?;
        let submitted: Vec<&Seen> =
            self.offices.iter().filter(|seen| seen.state == AssessmentState::Submitted).collect();
        let questions: Vec<&Question> = instrument.questions().collect();
        let items: Vec<(&Seen, &Question)> = match order {
            Order::Office => submitted
                .iter()
                .flat_map(|seen| questions.iter().map(|question| (*seen, *question)))
                .collect(),
            Order::Question => questions
                .iter()
                .flat_map(|question| submitted.iter().map(|seen| (*seen, *question)))
                .collect(),
        };
        let is_here = |(seen, question): &(&Seen, &Question)| {
            seen.placed.body.code == here.0.placed.body.code && question.code == *here.1
        };
        let at = items.iter().position(is_here).ok_or(AppError::NotFound)?;
        let place = |(seen, question): &(&Seen, &Question)| {
            (seen.placed.body.slug.to_string(), question.code.clone())
        };
        let (before, rest) = items.split_at(at);
        let after = rest.get(1..).unwrap_or_default();
        let open = |(seen, question): &&(&Seen, &Question)| judged.waits(seen, question);
        Ok(Neighbours {
            previous: before.last().map(place),
            next: after.first().map(place),
            next_open: after.iter().find(open).or_else(|| before.iter().find(open)).map(place),
            position: at + 1,
            count: items.len(),
            done: items.iter().filter(|(seen, question)| judged.is_done(seen, question)).count(),
        })
    }
}
