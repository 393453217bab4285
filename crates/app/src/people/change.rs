//! The changes themselves, for administrators and for the command line. Each writes its event.

use domain::ids::PersonId;
use domain::person::Grant;
use domain::problem::Problem;
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::event::{self, NewEvent};
use store::person::Person;

use super::Checked;
use crate::account::log;
use crate::{App, AppError};

/// Who changes something, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct By {
    /// `None` for the command line.
    pub(crate) actor: Option<PersonId>,
    pub(crate) at: Timestamp,
}

/// Adds a person. A name that is taken, or looks like one that is, is a problem at `login`.
pub(super) async fn add(
    app: &App,
    conn: &mut Conn,
    by: By,
    new: Checked,
    password: Option<String>,
) -> Result<Person, AppError> {
    if store::person::by_login(conn, &new.login).await?.is_some() {
        return Err(AppError::field("login", Problem::Taken));
    }
    let person = Person {
        id: PersonId::new(by.at, app.random()),
        login: new.login,
        name: new.name,
        email: new.email,
        password,
        language: new.language,
        disabled_at: None,
    };
    match store::person::insert(conn, &person, by.at).await {
        Err(error) if error.is_unique("person_skeleton_key") => {
            return Err(AppError::field("login", Problem::LooksLikeAnother));
        }
        Err(error) if error.is_unique("person_login_key") => {
            return Err(AppError::field("login", Problem::Taken));
        }
        other => other?,
    }
    let data = json!({ "login": person.login, "name": person.name, "email": person.email });
    log(conn, by.at, by.actor, person.id, "added", data).await?;
    Ok(person)
}

/// Gives a role. The body must be there.
pub(super) async fn grant(conn: &mut Conn, by: By, person: PersonId, grant: &Grant) -> Result<(), AppError> {
    if store::person::grant(conn, person, grant, by.at).await? > 0 {
        log_role(conn, by, person, grant, "role_given").await?;
    }
    Ok(())
}

/// Takes a role away.
pub(super) async fn revoke(conn: &mut Conn, by: By, person: PersonId, grant: &Grant) -> Result<(), AppError> {
    if store::person::revoke(conn, person, grant).await? == 0 {
        return Err(AppError::NotFound);
    }
    log_role(conn, by, person, grant, "role_taken").await
}

async fn log_role(
    conn: &mut Conn,
    by: By,
    person: PersonId,
    grant: &Grant,
    kind: &'static str,
) -> Result<(), AppError> {
    let event = NewEvent {
        at: by.at,
        actor: by.actor,
        body: Some(&grant.body),
        round: None,
        object_kind: "person",
        object_id: person.to_string(),
        kind,
        data: json!({ "role": grant.role, "body": grant.body }),
    };
    event::append(conn, event).await?;
    Ok(())
}

/// Shuts a person out: sessions end, tokens die, links too.
pub(super) async fn disable(conn: &mut Conn, by: By, person: PersonId) -> Result<(), AppError> {
    store::person::set_disabled(conn, person, Some(by.at)).await?;
    store::person::use_links(conn, person, by.at).await?;
    end_everything(conn, by, person).await?;
    log(conn, by.at, by.actor, person, "disabled", empty()).await
}

/// Lets a person in again, who then signs in as before.
pub(super) async fn enable(conn: &mut Conn, by: By, person: PersonId) -> Result<(), AppError> {
    store::person::set_disabled(conn, person, None).await?;
    log(conn, by.at, by.actor, person, "enabled", empty()).await
}

/// Ends all sessions of a person and takes all tokens back.
pub(super) async fn sign_out(conn: &mut Conn, by: By, person: PersonId) -> Result<(), AppError> {
    end_everything(conn, by, person).await?;
    log(conn, by.at, by.actor, person, "signed_out_everywhere", empty()).await
}

async fn end_everything(conn: &mut Conn, by: By, person: PersonId) -> Result<(), AppError> {
    store::session::delete_all(conn, person).await?;
    store::token::revoke_all(conn, person, by.at).await?;
    Ok(())
}

fn empty() -> Value {
    json!({})
}
