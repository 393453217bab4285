//! What there is to judge, and how far it has come.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use domain::assessment::AssessmentState;
use domain::body::Zone;
use domain::codes::{BodyCode, QuestionCode};
use domain::instrument::{Instrument, Question, Text};
use domain::round::{PhaseKind, Window};
use domain::verification::duty::Bar;
use store::returned::Returned;
use store::review::Progress;
use store::round::Round;

use super::{Reviewer, Seen};
use crate::AppError;
use crate::values::{self, Values};

/// A round with offices that somebody judges.
#[derive(Debug, Clone)]
pub struct ReviewRound {
    /// The round.
    pub round: Round,
    /// When judgements are accepted.
    pub window: Option<Window>,
    /// The zone of the reader's office.
    pub zone: Zone,
    /// How many offices.
    pub offices: usize,
    /// How many of them have submitted.
    pub submitted: usize,
}

impl ReviewRound {
    pub(super) fn new(round: Round, window: Option<Window>, zone: Zone, seen: &[Seen]) -> Self {
        let submitted = seen.iter().filter(|seen| seen.state == AssessmentState::Submitted).count();
        Self { round, window, zone, offices: seen.len(), submitted }
    }
}

/// In which order items follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// All questions of an office, then the next office.
    #[default]
    Office,
    /// One question across the offices, then the next question: steadier judgements.
    Question,
}

impl Order {
    /// The word in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Office => "kantor",
            Self::Question => "pertanyaan",
        }
    }
}

impl fmt::Display for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Order {
    type Err = UnknownOrder;

    fn from_str(text: &str) -> Result<Self, UnknownOrder> {
        [Self::Office, Self::Question].into_iter().find(|order| order.code() == text).ok_or(UnknownOrder)
    }
}

/// Not an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected kantor or pertanyaan")]
pub struct UnknownOrder;

/// How far the judging of one office has come.
#[derive(Debug, Clone)]
pub struct OfficeLine {
    /// Its code.
    pub code: BodyCode,
    /// In addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Where its questionnaire stands; only a submitted one can be judged.
    pub state: AssessmentState,
    /// Whether this person may judge it.
    pub may_review: bool,
    /// What keeps the person from judging it, where the role alone would not.
    pub bar: Option<Bar>,
    /// Name of the one in whose hands it is.
    pub holder: Option<String>,
    /// Questions judged, those that the system scores included.
    pub reviewed: usize,
    /// Judgements that are marked to be looked at again.
    pub doubtful: usize,
    /// Judgements of answers that were saved again afterwards.
    pub outdated: usize,
    /// The next question to judge.
    pub next: Option<QuestionCode>,
}

/// How far the judging of one question has come.
#[derive(Debug, Clone)]
pub struct QuestionLine {
    /// Its code.
    pub code: QuestionCode,
    /// Its number.
    pub number: u32,
    /// What is asked.
    pub text: Text,
    /// Whether the system scores it.
    pub is_system_scored: bool,
    /// Submitted offices at which it is judged.
    pub reviewed: usize,
    /// Judgements that are marked to be looked at again.
    pub doubtful: usize,
    /// Slug of the next office at which it is to be judged.
    pub next: Option<String>,
}

/// Everything that somebody judges in a round.
#[derive(Debug, Clone)]
pub struct Queue {
    /// The round.
    pub round: Round,
    /// When judgements are accepted.
    pub window: Option<Window>,
    /// The zone of the reader's office.
    pub zone: Zone,
    /// Questions of the instrument.
    pub question_count: usize,
    /// By code.
    pub offices: Vec<OfficeLine>,
    /// In the order of the instrument.
    pub questions: Vec<QuestionLine>,
    /// Items judged, of submitted offices.
    pub done: usize,
    /// Items of submitted offices.
    pub total: usize,
}

/// What keeps an item from somebody for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// It lies with its office, which mends it.
    AtOffice,
    /// What the province said is withheld: this person may have to read the answer blind.
    Withheld,
}

/// One question at one office.
#[derive(Debug, Clone)]
pub struct OfficeItem {
    /// The question.
    pub code: QuestionCode,
    /// Its number.
    pub number: u32,
    /// What is asked.
    pub text: Text,
    /// Whether the system scores it.
    pub is_system_scored: bool,
    /// The weight of the question.
    pub weight: domain::exact::Exact,
    /// What everybody who judged it said; absent where the office has not submitted, or where it is withheld.
    pub values: Option<Values>,
    /// What keeps it from this person for now.
    pub hold: Option<Hold>,
    /// To be looked at again.
    pub doubtful: bool,
    /// The answer was saved again after the judgement.
    pub outdated: bool,
}

/// All questions of one office.
#[derive(Debug, Clone)]
pub struct OfficeQueue {
    /// The round.
    pub round: Round,
    /// The office, with its progress.
    pub office: OfficeLine,
    /// Sections with their questions, in the order of the instrument.
    pub sections: Vec<(Text, Vec<OfficeItem>)>,
}

/// What is known of judgements, by office and question.
pub(super) struct Judged {
    rows: BTreeMap<(BodyCode, QuestionCode), Progress>,
    /// Questions that their offices are mending.
    at_office: BTreeSet<(BodyCode, QuestionCode)>,
}

impl Judged {
    /// The judgement of an item.
    fn row(&self, seen: &Seen, question: &Question) -> Option<&Progress> {
        self.rows.get(&(seen.placed.body.code.clone(), question.code.clone()))
    }

    /// Whether an item needs nobody's eye: the system scores it, or it is judged and the answer has not changed since.
    pub(super) fn is_done(&self, seen: &Seen, question: &Question) -> bool {
        question.rubric.is_system_scored() || self.row(seen, question).is_some_and(|row| !row.outdated)
    }

    /// Whether an item waits for this person.
    pub(super) fn waits(&self, seen: &Seen, question: &Question) -> bool {
        let at_office = self.at_office.contains(&(seen.placed.body.code.clone(), question.code.clone()));
        seen.may_review && !at_office && !self.is_done(seen, question)
    }
}

impl Reviewer {
    /// The queue: offices, questions, progress.
    pub async fn queue(&self) -> Result<Queue, AppError> {
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let judged = self.judged(&mut conn).await?;
        let question_count = instrument.questions().count();
        let offices: Vec<OfficeLine> =
            self.offices.iter().map(|seen| office_line(seen, &instrument, &judged)).collect();
        let submitted: Vec<&Seen> =
            self.offices.iter().filter(|seen| seen.state == AssessmentState::Submitted).collect();
        let questions = instrument
            .questions()
            .map(|question| {
                let is_doubtful = |seen: &&&Seen| judged.row(seen, question).is_some_and(|row| row.doubtful);
                QuestionLine {
                    code: question.code.clone(),
                    number: question.number,
                    text: question.text.clone(),
                    is_system_scored: question.rubric.is_system_scored(),
                    reviewed: submitted.iter().filter(|seen| judged.is_done(seen, question)).count(),
                    doubtful: submitted.iter().filter(is_doubtful).count(),
                    next: submitted
                        .iter()
                        .find(|seen| judged.waits(seen, question))
                        .map(|seen| seen.placed.body.slug.to_string()),
                }
            })
            .collect();
        Ok(Queue {
            round: self.round.clone(),
            window: self.schedule.window(PhaseKind::Verification),
            zone: self.who.zone(&mut conn, self.round.zone).await?,
            question_count,
            done: offices.iter().map(|office| office.reviewed).sum(),
            total: submitted.len() * question_count,
            offices,
            questions,
        })
    }

    /// All questions of one office that this person may see.
    pub async fn office_queue(&self, body: &str) -> Result<OfficeQueue, AppError> {
        let seen = self.office(body)?;
        let code = &seen.placed.body.code;
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let judged = self.judged(&mut conn).await?;
        let mut values = if seen.state == AssessmentState::Submitted {
            values::of_body(&mut conn, self.round.id, &instrument, code).await?
        } else {
            BTreeMap::new()
        };
        let now = self.app.now();
        let returned = store::returned::of_body(&mut conn, self.round.id, code.as_str()).await?;
        let mut at_office = BTreeSet::new();
        for found in returned.iter().filter(|returned| returned.is_at_office(now)) {
            if let Some(question) = instrument.question(found.question.as_str()) {
                let submitted = self.values_as_submitted(&mut conn, &instrument, found, question).await?;
                values.insert(question.code.clone(), submitted);
                at_office.insert(question.code.clone());
            }
        }
        let mut item = |question: &Question| {
            let row = judged.row(seen, question);
            OfficeItem {
                code: question.code.clone(),
                number: question.number,
                text: question.text.clone(),
                is_system_scored: question.rubric.is_system_scored(),
                weight: question.weight.clone(),
                values: values.remove(&question.code).filter(|_| !self.is_withheld(seen, &question.code)),
                hold: if self.is_withheld(seen, &question.code) {
                    Some(Hold::Withheld)
                } else {
                    at_office.contains(&question.code).then_some(Hold::AtOffice)
                },
                doubtful: row.is_some_and(|row| row.doubtful),
                outdated: row.is_some_and(|row| row.outdated) && !at_office.contains(&question.code),
            }
        };
        let sections = instrument
            .sections
            .iter()
            .map(|section| (section.title.clone(), section.questions.iter().map(&mut item).collect()))
            .collect();
        Ok(OfficeQueue {
            round: self.round.clone(),
            office: office_line(seen, &instrument, &judged),
            sections,
        })
    }

    /// The values of a question that is at its office, beside the answer as it was submitted.
    async fn values_as_submitted(
        &self,
        conn: &mut sql::Conn,
        instrument: &Instrument,
        returned: &Returned,
        question: &Question,
    ) -> Result<Values, AppError> {
        let body = &returned.body;
        let present = store::answer::get(conn, self.round.id, body.as_str(), question.code.as_str()).await?;
        let answer = crate::returned::as_submitted(conn, returned, present).await?;
        let answer = answer.as_ref().map(|saved| &saved.value);
        values::of_answer(conn, self.round.id, instrument, body, question, answer).await
    }

    pub(super) async fn judged(&self, conn: &mut sql::Conn) -> Result<Judged, AppError> {
        let codes = self.offices.iter().map(|seen| &seen.placed.body.code);
        let rows = store::review::progress(conn, self.round.id, codes).await?;
        let at_office = store::returned::open(conn, self.round.id, self.app.now()).await?;
        Ok(Judged {
            rows: rows.into_iter().map(|row| ((row.body.clone(), row.question.clone()), row)).collect(),
            at_office: at_office.into_iter().collect(),
        })
    }
}

fn office_line(seen: &Seen, instrument: &Instrument, judged: &Judged) -> OfficeLine {
    let body = &seen.placed.body;
    let mut line = OfficeLine {
        code: body.code.clone(),
        slug: body.slug.to_string(),
        name: body.office_name.clone(),
        state: seen.state,
        may_review: seen.may_review,
        bar: seen.bar,
        holder: seen.holder.as_ref().map(|duty| duty.name.clone()),
        reviewed: 0,
        doubtful: 0,
        outdated: 0,
        next: None,
    };
    if seen.state != AssessmentState::Submitted {
        return line;
    }
    for question in instrument.questions() {
        let row = judged.row(seen, question);
        if judged.is_done(seen, question) {
            line.reviewed += 1;
        } else if line.next.is_none() && judged.waits(seen, question) {
            line.next = Some(question.code.clone());
        }
        line.doubtful += usize::from(row.is_some_and(|row| row.doubtful));
        line.outdated += usize::from(row.is_some_and(|row| row.outdated));
    }
    line
}
