//! From a signed-in person to handles: what one does not hold, one cannot call.

use std::fmt;
use std::str::FromStr;

use domain::body::Zone;
use domain::ids::{PersonId, SessionId};
use domain::person::{Grant, Login};
use domain::policy::{self, Action, Target};
use jiff::Timestamp;
use sql::Conn;
use store::body::Placed;

use crate::{App, AppError};

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct Principal {
    /// Who.
    pub person: PersonId,
    /// The name to sign in with.
    pub login: Login,
    /// The name that others see.
    pub name: String,
    /// The language that the person chose.
    pub language: Option<String>,
    /// The roles.
    pub grants: Vec<Grant>,
    /// How the person came in.
    pub via: Via,
}

/// How somebody came in.
#[derive(Debug, Clone)]
pub enum Via {
    /// With a browser.
    Session(SessionId),
    /// With a program that holds a token of these scopes.
    Token(Vec<Scope>),
    /// Not in person: an administrator acts in this person's name, with a browser of the administrator's.
    Acting(Acting),
}

/// An administrator who acts for somebody.
#[derive(Debug, Clone)]
pub struct Acting {
    /// The administrator's browser.
    pub session: SessionId,
    /// Who acts.
    pub by: PersonId,
    /// The name of who acts.
    pub by_name: String,
    /// Until when, at the latest.
    pub until: Timestamp,
}

/// What a token allows its program at most; the person's own roles bound it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Read bodies, rounds and public results.
    Read,
    /// Read questionnaires of the own office.
    ReadAnswers,
    /// Write answers, evidence, signatures and submissions of the own office.
    WriteAnswers,
    /// Read submitted questionnaires, judgements and scores.
    ReadReviews,
    /// Write judgements.
    WriteReviews,
    /// Prepare rounds and results.
    Manage,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 6] = [
        Self::Read,
        Self::ReadAnswers,
        Self::WriteAnswers,
        Self::ReadReviews,
        Self::WriteReviews,
        Self::Manage,
    ];

    /// The code in requests and in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::ReadAnswers => "answers:read",
            Self::WriteAnswers => "answers:write",
            Self::ReadReviews => "reviews:read",
            Self::WriteReviews => "reviews:write",
            Self::Manage => "manage",
        }
    }

    /// The scope that an action needs. Actions on people and bodies are for browsers alone.
    const fn of(action: Action) -> Option<Self> {
        match action {
            Action::ViewRound => Some(Self::Read),
            Action::ViewAssessment => Some(Self::ReadAnswers),
            Action::FillAnswer | Action::SignOff | Action::Endorse | Action::Submit | Action::FileAppeal => {
                Some(Self::WriteAnswers)
            }
            Action::ViewSubmission | Action::ViewScores => Some(Self::ReadReviews),
            Action::Review
            | Action::ControlReview
            | Action::DecideAppeal
            | Action::TestAccess
            | Action::SitOnPanel
            | Action::EnterComponent => Some(Self::WriteReviews),
            Action::ManageRounds
            | Action::ManageAccessTests
            | Action::ManageInterviews
            | Action::ProposeResults => Some(Self::Manage),
            Action::ApproveResults
            | Action::AssignReviewers
            | Action::EditProfile
            | Action::EditCatalogue
            | Action::TellAtOnce
            | Action::PublishCatalogue
            | Action::EditSite
            | Action::TestConsequence
            | Action::ApproveExemption
            | Action::SetExemptionTerm
            | Action::DecideList
            | Action::KeepContact
            | Action::ProveContact
            | Action::VouchContact
            | Action::ManageHosts
            | Action::ManageBodies
            | Action::ManagePeople => None,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Scope {
    type Err = UnknownScope;

    fn from_str(text: &str) -> Result<Self, UnknownScope> {
        Self::ALL.into_iter().find(|scope| scope.code() == text).ok_or(UnknownScope)
    }
}

/// Not the code of a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scope")]
pub struct UnknownScope;

impl Principal {
    /// Whether this person may do this to that body, on the way that the person came in.
    #[must_use]
    pub fn may(&self, action: Action, target: &Placed) -> bool {
        let in_scope = match &self.via {
            Via::Session(_) => true,
            Via::Token(scopes) => Scope::of(action).is_some_and(|scope| scopes.contains(&scope)),
            Via::Acting(_) => policy::may_be_done_for_another(action),
        };
        in_scope
            && policy::allows(&self.grants, action, Target { body: &target.body.code, above: &target.above })
    }

    /// As [`Self::may`], as a result: what is not allowed does not exist.
    pub fn must(&self, action: Action, target: &Placed) -> Result<(), AppError> {
        if self.may(action, target) { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// The zone in which this person reads a clock: that of the first body with a role, else `otherwise`.
    pub(crate) async fn zone(&self, conn: &mut Conn, otherwise: Zone) -> Result<Zone, AppError> {
        let Some(grant) = self.grants.first() else { return Ok(otherwise) };
        let found = store::body::by_code(conn, grant.body.as_str()).await?;
        Ok(found.map_or(otherwise, |placed| placed.body.zone))
    }
}

/// Gives handles to one person.
#[derive(Debug, Clone)]
pub struct Access {
    pub(crate) app: App,
    pub(crate) who: Principal,
}

impl Access {
    pub(crate) fn new(app: App, who: Principal) -> Self {
        Self { app, who }
    }

    /// Who this is for.
    #[must_use]
    pub fn who(&self) -> &Principal {
        &self.who
    }
}
