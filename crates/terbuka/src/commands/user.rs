//! `terbuka user`: people and their roles, on the machine itself.

use std::io::{BufRead as _, Write as _, stdin, stdout};

use anyhow::Context as _;
use app::people::{Link, NewPerson};
use app::{App, AppError, Operator};
use clap::{Args, Subcommand};
use domain::codes::BodyCode;
use domain::person::{Grant, PASSWORD_MIN, Role};
use domain::problem::{FieldProblem, Problem};
use secrecy::{ExposeSecret as _, SecretString};

use super::InputWrong;

/// What `terbuka user` is told.
#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// Add somebody with a password
    Add(AddArgs),
    /// Add somebody and print the link that sets the password
    Invite(PersonArgs),
    /// List everybody: name to sign in with, state, name, roles
    List,
    /// Give roles
    Grant(RolesArgs),
    /// Take roles
    Revoke(RolesArgs),
    /// Shut somebody out: sessions end, tokens die
    Disable(LoginArgs),
    /// Let somebody in again
    Enable(LoginArgs),
    /// Print a link that sets a new password
    Reset(LoginArgs),
    /// End all sessions of somebody and take all tokens back
    SignOut(LoginArgs),
}

/// Somebody new.
#[derive(Debug, Args)]
pub(crate) struct PersonArgs {
    /// The name to sign in with: an e-mail address or a short name
    login: String,
    /// The name that others see
    #[arg(long)]
    name: String,
    /// Where messages go
    #[arg(long, default_value = "")]
    email: String,
    /// Language of pages and messages: id or en
    #[arg(long)]
    language: Option<String>,
    /// A role at a body, such as administrator@00; may stand several times
    #[arg(long = "role", value_name = "ROLE@CODE", value_parser = read_grant)]
    roles: Vec<Grant>,
}

/// Somebody new with a password.
#[derive(Debug, Args)]
pub(crate) struct AddArgs {
    #[command(flatten)]
    person: PersonArgs,
    /// Read the password from the first line of standard input (it never stands on the command line)
    #[arg(long, required = true)]
    password_stdin: bool,
}

/// Somebody and some roles.
#[derive(Debug, Args)]
pub(crate) struct RolesArgs {
    /// The name to sign in with
    login: String,
    /// Roles at bodies, such as ppid@62.06
    #[arg(value_name = "ROLE@CODE", required = true, value_parser = read_grant)]
    roles: Vec<Grant>,
}

/// Somebody.
#[derive(Debug, Args)]
pub(crate) struct LoginArgs {
    /// The name to sign in with
    login: String,
}

fn read_grant(text: &str) -> Result<Grant, String> {
    let (role, body) = text.split_once('@').ok_or("expected ROLE@CODE, such as ppid@62.06")?;
    let role = role.parse::<Role>().map_err(|error| error.to_string())?;
    let body = body.parse::<BodyCode>().map_err(|_| "expected the code of a body after @".to_owned())?;
    Ok(Grant { role, body })
}

/// # Errors
/// [`InputWrong`] with a line for each thing that is wrong; nothing is changed then.
pub(crate) async fn run(app: &App, command: &UserCommand) -> anyhow::Result<()> {
    let operator = app.operator();
    let done = match command {
        UserCommand::Add(args) => {
            let password = first_line()?;
            let added = operator.add(&new_person(&args.person), password, &args.person.roles).await;
            added.map(|person| format!("added {}", person.login))
        }
        UserCommand::Invite(args) => {
            let invited = operator.invite(&new_person(args), &args.roles).await;
            invited.map(|(_, link)| link_lines(&link))
        }
        UserCommand::List => list(&operator).await,
        UserCommand::Grant(args) => {
            operator.grant(&args.login, &args.roles).await.map(|()| format!("granted {}", args.login))
        }
        UserCommand::Revoke(args) => {
            operator.revoke(&args.login, &args.roles).await.map(|()| format!("revoked {}", args.login))
        }
        UserCommand::Disable(args) => {
            operator.disable(&args.login).await.map(|()| format!("disabled {}", args.login))
        }
        UserCommand::Enable(args) => {
            operator.enable(&args.login).await.map(|()| format!("enabled {}", args.login))
        }
        UserCommand::Reset(args) => operator.reset(&args.login).await.map(|link| link_lines(&link)),
        UserCommand::SignOut(args) => {
            operator.sign_out(&args.login).await.map(|()| format!("signed out {}", args.login))
        }
    };
    let lines = done.map_err(explain)?;
    if !lines.is_empty() {
        writeln!(stdout().lock(), "{lines}")?;
    }
    Ok(())
}

fn new_person(args: &PersonArgs) -> NewPerson {
    NewPerson {
        name: args.name.clone(),
        login: args.login.clone(),
        email: args.email.clone(),
        language: args.language.clone(),
    }
}

fn first_line() -> anyhow::Result<SecretString> {
    let mut line = String::new();
    stdin().lock().read_line(&mut line).context("cannot read the password")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned().into())
}

fn link_lines(link: &Link) -> String {
    let sent = link.mailed_to.as_ref().map_or_else(String::new, |to| format!("\nsent to {to}"));
    format!("{}\nworks once, until {:.0}{sent}", link.url.expose_secret(), link.expires_at)
}

async fn list(operator: &Operator) -> Result<String, AppError> {
    let people = operator.people().await?;
    let lines = people.iter().map(|listed| {
        let person = &listed.person;
        let state = match (&person.disabled_at, &person.password) {
            (Some(_), _) => "disabled",
            (None, None) => "invited",
            (None, Some(_)) => "active",
        };
        let roles = listed.grants.iter().map(|named| format!("{}@{}", named.grant.role, named.grant.body));
        let roles = roles.collect::<Vec<_>>().join(" ");
        format!("{}\t{state}\t{}\t{roles}", person.login, person.name)
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// What is wrong in words for the command line, which speaks English.
fn explain(error: AppError) -> anyhow::Error {
    match error {
        AppError::Invalid(problems) => {
            let lines: Vec<String> = problems.iter().map(line).collect();
            InputWrong(lines.join("\n")).into()
        }
        other => other.into(),
    }
}

fn line(found: &FieldProblem) -> String {
    let words = match &found.problem {
        Problem::Required => "expected a value".to_owned(),
        Problem::TooLong { max } => format!("expected at most {max} characters"),
        Problem::TooShort { min } => format!("expected at least {min} characters"),
        Problem::NotAnEmail => "expected an e-mail address".to_owned(),
        Problem::BadCharacters => {
            "expected no control or hidden characters; a login takes a-z 0-9 . @ _ + -".to_owned()
        }
        Problem::Unknown => "not found".to_owned(),
        Problem::Taken => "somebody else has it".to_owned(),
        Problem::LooksLikeAnother => "looks like a name that somebody else has".to_owned(),
        Problem::UnknownOption => "expected id or en".to_owned(),
        Problem::PasswordTooCommon => {
            format!(
                "easy to guess; expected {PASSWORD_MIN} or more characters that are not common words or names"
            )
        }
        Problem::NotNow { .. } => "the account is disabled; enable it first".to_owned(),
        other => format!("{other:?}"),
    };
    format!("{}: {words}", found.field)
}
