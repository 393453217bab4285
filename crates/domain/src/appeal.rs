//! *Sanggah*: an office contests the judgement of one answer.

use std::collections::BTreeMap;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::assessment::is_forbidden;
use crate::assessments::{Answer, Review};
use crate::codes::SlotCode;
use crate::exact::Exact;
use crate::instrument::{EvidenceKind, Question, Slot, Text};
use crate::person::{Grant, Role};
use crate::policy::{Action, Target, allows};
use crate::problem::{FieldProblem, Problem};
use crate::review::{Judged, REASON_MAX, judge};
use crate::scoring::{Found, SelfShare};
use crate::tier::Tier;

/// Most characters of the reasons of an office.
pub const REASONS_MAX: usize = 4_000;
/// Most files and links that come with one appeal.
pub const EVIDENCE_MAX: u32 = 5;

/// Code of the place for evidence of an appeal.
pub const SLOT: &str = "sanggah";

/// How a round treats appeals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppealRules {
    /// Who decides: the verifiers of the body above (another person than the first reviewer), or the body that runs the
    /// round.
    pub decided_by: Tier,
    /// Whether evidence that was not there before may be sent with it.
    pub new_evidence: bool,
    /// Whether a decision may give less than what was contested.
    pub may_go_down: bool,
}

impl Default for AppealRules {
    fn default() -> Self {
        Self { decided_by: Tier::National, new_evidence: true, may_go_down: false }
    }
}

impl AppealRules {
    /// What is wrong with them: an appeal cannot decide about itself.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        match self.decided_by {
            Tier::Provincial | Tier::National => Vec::new(),
            Tier::Appeal | Tier::Correction => {
                vec![FieldProblem::new("appeal.decided_by", Problem::UnknownOption)]
            }
        }
    }

    /// Whether somebody with these roles decides appeals of a body by these rules: by a role of the tier that decides, and
    /// never at an office of the own.
    #[must_use]
    pub fn let_decide(&self, grants: &[Grant], target: Target<'_>) -> bool {
        let role = match self.decided_by {
            Tier::Provincial => Role::Verifier,
            Tier::National | Tier::Appeal | Tier::Correction => Role::Controller,
        };
        let of_tier: Vec<Grant> = grants.iter().filter(|grant| grant.role == role).cloned().collect();
        allows(&of_tier, Action::DecideAppeal, target) && allows(grants, Action::DecideAppeal, target)
    }
}

/// Where an appeal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppealState {
    /// Being written; nobody but the office sees it.
    Draft,
    /// Filed.
    Filed,
    /// Taken back by the office; it may be filed again inside the window.
    Withdrawn,
    /// The office was right: it has what it claims, or the whole.
    Accepted,
    /// It has more than before and less than it claims.
    Partly,
    /// Nothing changes.
    Refused,
    /// It has less than before, where the round allows that.
    Lowered,
}

/// What can happen to an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppealAction {
    /// Its reasons or its evidence change.
    Edit,
    /// The office files it.
    File,
    /// The office takes it back.
    Withdraw,
    /// It is decided, or a decision is corrected.
    Decide(Outcome),
}

/// What an appeal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// See [`AppealState::Accepted`].
    Accepted,
    /// See [`AppealState::Partly`].
    Partly,
    /// See [`AppealState::Refused`].
    Refused,
    /// See [`AppealState::Lowered`].
    Lowered,
}

impl AppealState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Filed,
        Self::Withdrawn,
        Self::Accepted,
        Self::Partly,
        Self::Refused,
        Self::Lowered,
    ];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Filed => "filed",
            Self::Withdrawn => "withdrawn",
            Self::Accepted => "accepted",
            Self::Partly => "partly",
            Self::Refused => "refused",
            Self::Lowered => "lowered",
        }
    }

    /// The state after an action, or `None` where the action is out of order.
    #[must_use]
    pub const fn transition(self, action: AppealAction) -> Option<Self> {
        use AppealAction as A;
        match (self, action) {
            (Self::Draft | Self::Withdrawn, A::Edit) => Some(Self::Draft),
            (Self::Filed, A::Edit) | (Self::Draft | Self::Withdrawn, A::File) => Some(Self::Filed),
            (Self::Draft | Self::Filed, A::Withdraw) => Some(Self::Withdrawn),
            (
                Self::Filed | Self::Accepted | Self::Partly | Self::Refused | Self::Lowered,
                A::Decide(outcome),
            ) => Some(match outcome {
                Outcome::Accepted => Self::Accepted,
                Outcome::Partly => Self::Partly,
                Outcome::Refused => Self::Refused,
                Outcome::Lowered => Self::Lowered,
            }),
            _ => None,
        }
    }

    /// Whether it is decided.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Accepted | Self::Partly | Self::Refused | Self::Lowered)
    }

    /// Whether those who decide see it.
    #[must_use]
    pub const fn is_filed(self) -> bool {
        matches!(self, Self::Filed) || self.is_decided()
    }
}

impl FromStr for AppealState {
    type Err = UnknownAppealState;

    fn from_str(text: &str) -> Result<Self, UnknownAppealState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownAppealState)
    }
}

/// Not a state of an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an appeal")]
pub struct UnknownAppealState;

/// Why a question cannot be contested, whatever the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotContestable {
    /// The instrument says so.
    Closed,
    /// It has its whole weight already.
    Full,
}

/// Whether a question can be contested that came to `judged`.
///
/// # Errors
/// Why it cannot.
pub fn contestable(question: &Question, judged: &Judged) -> Result<(), NotContestable> {
    if !question.appeal {
        Err(NotContestable::Closed)
    } else if *judged == Judged::Share(Exact::ONE) {
        Err(NotContestable::Full)
    } else {
        Ok(())
    }
}

/// What a question came to, as something that can be contested: what was not judged gives nothing.
#[must_use]
pub fn standing(found: &Found) -> Judged {
    match found {
        Found::Share(share) => Judged::Share(share.clone()),
        Found::NotApplicable => Judged::NotApplicable,
        Found::Unanswered | Found::Unreviewed => Judged::Share(Exact::ZERO),
    }
}

/// Checks the reasons of an office; a draft may have none yet.
///
/// # Errors
/// What is wrong, for the field of the reasons.
pub fn check_reasons(reasons: &str, is_draft: bool) -> Result<(), Problem> {
    if reasons.chars().count() > REASONS_MAX {
        Err(Problem::TooLong { max: REASONS_MAX })
    } else if reasons.chars().any(is_forbidden) {
        Err(Problem::BadCharacters)
    } else if !is_draft && reasons.trim().is_empty() {
        Err(Problem::Required)
    } else {
        Ok(())
    }
}

/// The one place for evidence of an appeal: it takes files of every kind, and links.
///
/// # Panics
/// Never: the code is a fixed one.
#[must_use]
pub fn slot() -> Slot {
    let code: Result<SlotCode, _> = SLOT.parse();
    Slot {
        code: code.unwrap_or_else(|_| unreachable!("a code")),
        kinds: vec![
            EvidenceKind::Photo,
            EvidenceKind::Document,
            EvidenceKind::Spreadsheet,
            EvidenceKind::Video,
            EvidenceKind::Url,
        ],
        label: Text::new("", BTreeMap::new()),
        min: 0,
        max: EVIDENCE_MAX,
        when: None,
        rules: Vec::new(),
    }
}

/// What is judged when an appeal is decided.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// The question.
    pub question: &'a Question,
    /// What the office answered.
    pub answer: Option<&'a Answer>,
    /// What the office claims by it.
    pub claimed: &'a SelfShare,
    /// What was contested.
    pub contested: &'a Judged,
}

/// Decides an appeal: a judgement by the rubric, or a share where the system scores. A reason is needed whatever it gives.
/// Fields of the problems: those of [`judge`], and `share`.
///
/// # Errors
/// Everything that is wrong; less than what was contested where the rules do not allow that.
pub fn decide(
    case: Case<'_>,
    review: &Review,
    reason: &str,
    rules: &AppealRules,
) -> Result<(Outcome, Judged), Vec<FieldProblem>> {
    let question = case.question;
    let judged = if question.rubric.is_system_scored() {
        decided_share(review).map_err(|problem| vec![FieldProblem::new("share", problem)])
    } else {
        judge(question, case.answer, review, reason)
    };
    let mut found = judged.as_ref().err().cloned().unwrap_or_default();
    let of_reason = if reason.trim().is_empty() {
        Some(Problem::Required)
    } else if reason.chars().count() > REASON_MAX {
        Some(Problem::TooLong { max: REASON_MAX })
    } else {
        None
    };
    if let Some(problem) = of_reason.filter(|_| found.iter().all(|found| found.field != "reason")) {
        found.push(FieldProblem::new("reason", problem));
    }
    let judged = match judged {
        Ok(judged) if found.is_empty() => judged,
        _ => return Err(found),
    };
    let outcome = outcome(case.contested, &judged, case.claimed);
    if outcome == Outcome::Lowered && !rules.may_go_down {
        let why = "appeal-not-down".to_owned();
        return Err(vec![FieldProblem::new(field_of(question), Problem::NotNow { why })]);
    }
    Ok((outcome, judged))
}

/// The field at which a decision is chosen.
fn field_of(question: &Question) -> &'static str {
    use crate::instrument::Rubric;
    match question.rubric {
        Rubric::Levels { .. } => "level",
        Rubric::PerOption { .. } => "options",
        Rubric::Criteria { .. } => "criteria",
        Rubric::Key { .. } | Rubric::PlusMinus { .. } => "share",
        Rubric::Bands { .. } => "reason",
    }
}

fn decided_share(review: &Review) -> Result<Judged, Problem> {
    match &review.share {
        None => Err(Problem::Required),
        Some(share) if share.is_share() => Ok(Judged::Share(share.clone())),
        Some(_) => Err(Problem::OutOfRange { min: Some("0".to_owned()), max: Some("100".to_owned()) }),
    }
}

/// What a decision comes to, beside what was contested and what is claimed. A question that drops out hands its weight on;
/// that is less than before only for an office that had some of its points.
#[must_use]
pub fn outcome(contested: &Judged, decided: &Judged, claimed: &SelfShare) -> Outcome {
    match (contested, decided) {
        (Judged::NotApplicable, Judged::NotApplicable) => Outcome::Refused,
        (Judged::Share(before), Judged::NotApplicable) if !before.is_zero() => Outcome::Lowered,
        (_, Judged::NotApplicable) => Outcome::Accepted,
        (Judged::Share(before), Judged::Share(now)) if now < before => Outcome::Lowered,
        (Judged::Share(before), Judged::Share(now)) if now == before => Outcome::Refused,
        (_, Judged::Share(now)) => {
            let whole = match claimed {
                SelfShare::Share(claimed) => now >= claimed,
                _ => *now >= Exact::ONE,
            };
            if whole { Outcome::Accepted } else { Outcome::Partly }
        }
    }
}

#[cfg(test)]
mod tests;
