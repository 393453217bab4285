//! People of an office: inviting them, giving and taking roles, shutting out and letting in, links that set a password.
//!
//! An administrator reaches the own body and those below. What concerns a person as a whole (shutting out, links,
//! sessions) needs all of the person's roles to lie in that reach: nobody takes over the account of somebody who also
//! has a role elsewhere.

mod change;
mod link;
mod list;
mod member;
mod operator;

pub(crate) use change::By;
pub use link::Link;
pub(crate) use link::{make as make_link, message};
pub use list::{Listed, People, PeopleSearch};
pub use member::{Member, MemberView};

use domain::person::{Grant, Login, check_email, check_name};
use domain::problem::{FieldProblem, Problem};
use i18n::Lang;

use crate::AppError;

/// Somebody to be added.
#[derive(Debug, Clone, Default)]
pub struct NewPerson {
    /// The name that others see.
    pub name: String,
    /// The name to sign in with.
    pub login: String,
    /// Where messages go; empty where not known.
    pub email: String,
    /// The language of the person's messages and pages; `None` to go by the browser.
    pub language: Option<String>,
}

/// A new person whose fields are right.
struct Checked {
    name: String,
    login: Login,
    email: String,
    language: Option<String>,
}

impl NewPerson {
    fn check(&self, problems: &mut Vec<FieldProblem>) -> Option<Checked> {
        let before = problems.len();
        let mut note = |field: &str, problem| problems.push(FieldProblem::new(field, problem));
        let (name, email) = (self.name.trim(), self.email.trim());
        if let Err(problem) = check_name(name) {
            note("name", problem);
        }
        let login = Login::parse(&self.login).map_err(|problem| note("login", problem)).ok();
        if !email.is_empty()
            && let Err(problem) = check_email(email)
        {
            note("email", problem);
        }
        if self.language.as_deref().is_some_and(|code| Lang::from_code(code).is_none()) {
            note("language", Problem::UnknownOption);
        }
        if problems.len() > before {
            return None;
        }
        Some(Checked {
            name: name.to_owned(),
            login: login?,
            email: email.to_owned(),
            language: self.language.clone(),
        })
    }
}

/// A role that a form or a command names: both its parts, or what is wrong with each.
fn read_grant(role: &str, body: &str, problems: &mut Vec<FieldProblem>) -> Option<Grant> {
    let before = problems.len();
    let mut note = |field: &str, typed: &str, wrong: Problem| {
        let problem = if typed.is_empty() { Problem::Required } else { wrong };
        problems.push(FieldProblem::new(field, problem));
    };
    let read_role = role.parse().map_err(|_| note("role", role, Problem::UnknownOption)).ok();
    let read_body = body.parse().map_err(|_| note("body", body, Problem::Unknown)).ok();
    if problems.len() > before {
        return None;
    }
    Some(Grant { role: read_role?, body: read_body? })
}

/// All problems as an error, or what was read.
fn or_problems<T>(read: Option<T>, problems: Vec<FieldProblem>) -> Result<T, AppError> {
    match read {
        Some(read) if problems.is_empty() => Ok(read),
        _ => Err(AppError::Invalid(problems)),
    }
}
