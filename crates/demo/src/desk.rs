//! What the people of one office did in the running round, and what the verifier then did with it.

use app::office::{Office, SaveAnswer};
use app::reviewer::Verdict;
use app::{App, AppError, Principal};
use domain::assessments::Answer;
use domain::instrument::{Instrument, Question};
use domain::person::Role;

use crate::evidence::Folder;
use crate::ladder::{Facts, Rung, ladder, pick};
use crate::past::{Days, Diary, Past};
use crate::people::Crew;
use crate::round::FILLING;
use crate::{DemoError, PROVINCE, words};

/// How far an office has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nobody has opened the questionnaire.
    NotStarted,
    /// So many questions are answered.
    Begun(usize),
    /// As [`Stage::Begun`], with one answer that no longer fits the instrument.
    BegunWithProblem(usize),
    /// Everything is there, nobody has signed.
    Complete,
    /// The PPID has signed.
    SignedOff,
    /// The leader has signed too.
    Endorsed,
    /// Submitted; so many questions are judged, with or without one marked as doubtful.
    Submitted {
        /// Questions that a reviewer has judged.
        judged: usize,
        /// Whether the last of them is to be looked at again.
        doubtful: bool,
    },
}

/// One office of the running round.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// Its code.
    pub(crate) body: &'static str,
    /// How far it has come.
    pub(crate) stage: Stage,
    /// How well it does, of 1000.
    pub(crate) quality: u32,
    /// The day on which it begins.
    pub(crate) begins: i64,
    /// With how many questions it brings evidence; what is asked after them stays a gap.
    pub(crate) shown: usize,
    /// Whether it got more time.
    pub(crate) extended: bool,
}

/// The question whose answer no longer fits, of [`Stage::BegunWithProblem`].
const PROBLEM: &str = "C20";

/// What one office does, from its own seed.
pub(crate) struct Desk<'a> {
    past: Past,
    days: Days,
    crew: &'a Crew,
    round: &'a str,
    plan: &'a Plan,
}

impl<'a> Desk<'a> {
    /// Each office has a seed of its own, so that they can act side by side.
    pub(crate) fn new(app: &App, days: Days, crew: &'a Crew, round: &'a str, plan: &'a Plan) -> Self {
        let seed = plan.body.bytes().fold(crate::SEED, |seed, byte| seed * 31 + u64::from(byte));
        Self { past: Past::new(app, seed), days, crew, round, plan }
    }

    /// Everything that the office and its verifier did.
    pub(crate) async fn act(&self) -> Result<(), DemoError> {
        let questions = match self.plan.stage {
            Stage::NotStarted => return Ok(()),
            Stage::Begun(count) | Stage::BegunWithProblem(count) => count,
            _ => usize::MAX,
        };
        self.fill(questions).await?;
        let signatures = match self.plan.stage {
            Stage::SignedOff => 1,
            Stage::Endorsed => 2,
            Stage::Submitted { .. } => 3,
            _ => 0,
        };
        self.sign(signatures).await?;
        if let Stage::Submitted { judged, doubtful } = self.plan.stage {
            self.verify(judged, doubtful).await?;
        }
        Ok(())
    }

    async fn office(&self, role: Role) -> Result<Office, AppError> {
        let who: &Principal = self.crew.at(role, self.plan.body)?;
        self.past.app.access(who.clone()).office(self.round, self.plan.body).await
    }

    fn facts(&self, office: &Office) -> Facts {
        Facts { site: format!("{}.example", office.placed().body.slug), date: self.days.date(FILLING.0 - 20) }
    }

    async fn fill(&self, questions: usize) -> Result<(), DemoError> {
        let office = self.office(Role::Officer).await?;
        let facts = self.facts(&office);
        let mut diary = Diary::from(&self.past, self.days, self.plan.begins);
        diary.next();
        office.open().await?;
        let folder = Folder::make(&office, &self.days.date(self.plan.begins)).await?;
        let asked: Vec<&Question> = office.instrument().questions().take(questions).collect();
        for (nth, question) in asked.iter().enumerate() {
            let Some(rung) = self.rung(question, &facts) else { continue };
            diary.next();
            save(&office, question, rung.answer.clone()).await?;
            if nth < self.plan.shown {
                folder.attach(&office, &mut diary, question, &rung.answer).await?;
            }
        }
        Ok(())
    }

    /// Writes the answer that a correction of the instrument makes wrong; before the correction.
    pub(crate) async fn begin_with_problem(&self) -> Result<(), DemoError> {
        if let Stage::BegunWithProblem(_) = self.plan.stage {
            self.past.set(self.days.at(FILLING.0, 9 * 60 + 40));
            let office = self.office(Role::Officer).await?;
            let question = office.instrument().question(PROBLEM);
            let question = question.ok_or_else(|| AppError::Fault(format!("no question {PROBLEM}")))?;
            let answer = Answer { text: Some(words::TOO_LONG.to_owned()), ..Answer::default() };
            save(&office, question, answer).await?;
        }
        Ok(())
    }

    /// The rung of a question at this office; the same one each time it is asked.
    fn rung(&self, question: &Question, facts: &Facts) -> Option<Rung> {
        let rungs = ladder(question, facts);
        let chance = Past::new(&self.past.app, u64::from(question.number) + u64::from(self.plan.quality));
        let at = pick(&rungs, self.plan.quality, chance.random());
        rungs.into_iter().nth(at)
    }

    async fn sign(&self, signatures: usize) -> Result<(), DemoError> {
        let mut diary = Diary::from(&self.past, self.days, self.plan.begins);
        if signatures > 0 {
            diary.morning_of(self.plan.begins + 3);
            self.office(Role::Ppid).await?.sign_off(true).await?;
        }
        if signatures > 1 {
            diary.morning_of(self.plan.begins + 4);
            self.office(Role::Leader).await?.endorse().await?;
        }
        if signatures > 2 {
            diary.next();
            self.office(Role::Officer).await?.submit().await?;
        }
        Ok(())
    }

    async fn verify(&self, judged: usize, doubtful: bool) -> Result<(), DemoError> {
        let mut diary = Diary::from(&self.past, self.days, FILLING.1);
        diary.morning_of(FILLING.1);
        let who = self.crew.at(Role::Verifier, PROVINCE)?;
        let office = self.office(Role::Officer).await?;
        let reviewer = self.past.app.access(who.clone()).reviewer(self.round).await?;
        let facts = self.facts(&office);
        let judging: Vec<(&Question, Verdict)> =
            verdicts(office.instrument(), |question| self.rung(question, &facts));
        let last = judged.min(judging.len());
        for (nth, (question, mut verdict)) in judging.into_iter().take(judged).enumerate() {
            diary.next();
            verdict.doubtful = doubtful && nth + 1 == last;
            reviewer.save(self.plan.body, question.code.as_str(), &verdict).await?;
        }
        Ok(())
    }
}

/// What a reviewer finds at the questions that one judges.
fn verdicts<'i>(
    instrument: &'i Instrument,
    rung: impl Fn(&Question) -> Option<Rung>,
) -> Vec<(&'i Question, Verdict)> {
    let verdict = |question: &'i Question| {
        let found = rung(question)?.found?;
        let reason = found.reason.to_owned();
        Some((question, Verdict { base: 0, review: found.review, reason, doubtful: false, note: None }))
    };
    instrument.questions().filter_map(verdict).collect()
}

pub(crate) async fn save(office: &Office, question: &Question, value: Answer) -> Result<(), AppError> {
    office.save_answer(SaveAnswer { question: question.code.clone(), base: 0, value }).await?;
    Ok(())
}
