//! Signing in and out, one's own sessions, and the links that set a password.

mod acting;
mod confirm;
mod forgotten;
mod own;

use std::net::IpAddr;

use domain::ids::{PersonId, SessionId};
use domain::person::{self, Login};
use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::person::Person;
use store::session::Session;

use crate::access::{Access, Principal, Scope, Via};
use crate::error::check;
use crate::{App, AppError, secret};

pub use acting::ACTING_FOR;
pub use confirm::Confirmed;
pub use own::{NewToken, TOKEN_DAYS_MAX};
pub use store::event::through;

/// A browser that has just signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The secret for its cookie.
    pub token: SecretString,
    /// When it will be signed out at the latest.
    pub until: Timestamp,
    /// Who it is.
    pub person: PersonId,
}

/// How often a session's time of use is written.
const TOUCH_EVERY: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);
/// Most characters kept of what a browser says it is.
const AGENT_MAX: usize = 200;

impl App {
    /// Signs a browser in. Whatever is wrong, name or password, the answer and its cost are the same. Wrong tries count
    /// for the name and for the address that the request came from (`None` where that is not known).
    pub async fn sign_in(
        &self,
        login: &str,
        password: SecretString,
        agent: &str,
        address: Option<IpAddr>,
    ) -> Result<SignedIn, AppError> {
        let wrong = || AppError::field("login", Problem::WrongNameOrPassword);
        let name = Login::parse(login);
        let named = name.as_ref().map_or("", Login::as_str);
        let keys = self.throttle().sign_in_keys(named, address);
        let taken = self.throttle().take(keys, self.settings().sign_in_tries, self.now())?;
        let found = match &name {
            Ok(login) => store::person::by_login(&mut self.db().read().await?, login).await?,
            Err(_) => None,
        };
        let fits = password.expose_secret().len() <= person::PASSWORD_MAX_BYTES;
        let hash = found.as_ref().filter(|person| person.disabled_at.is_none() && fits);
        let hash = hash.and_then(|person| person.password.clone());
        let right = self.parts().passwords.verify(bounded(password), hash).await?;
        let person = found.filter(|_| right).ok_or_else(wrong)?;
        self.throttle().give_back(&taken);
        self.throttle().remember(named, address);
        self.start_session(&person, agent).await
    }

    async fn start_session(&self, person: &Person, agent: &str) -> Result<SignedIn, AppError> {
        let now = self.now();
        let token = secret::new(self.random());
        let session = Session {
            id: SessionId::new(now, self.random()),
            person: person.id,
            created_at: now,
            seen_at: now,
            expires_at: now + self.settings().session_idle,
            acting: None,
            agent: agent.chars().filter(|c| !c.is_control()).take(AGENT_MAX).collect(),
        };
        let mut tx = self.db().write().await?;
        store::session::insert(&mut tx, &session, &secret::hash(&token)).await?;
        log(
            &mut tx,
            now,
            Some(person.id),
            person.id,
            "signed_in",
            json!({ "session": session.id.to_string() }),
        )
        .await?;
        tx.commit().await?;
        Ok(SignedIn { token, until: now + self.settings().session_max, person: person.id })
    }

    /// The person of a session's secret, with the roles of this moment, or `None` when the session is dead.
    pub async fn authenticate(&self, token: &SecretString) -> Result<Option<Principal>, AppError> {
        let now = self.now();
        let mut conn = self.db().read().await?;
        let Some(session) = store::session::by_token(&mut conn, &secret::hash(token), now).await? else {
            return Ok(None);
        };
        let own = principal(&mut conn, session.person, Via::Session(session.id)).await?;
        drop(conn);
        let principal = match own {
            Some(own) => Some(self.in_whose_name(own, &session, now).await?),
            None => None,
        };
        if principal.is_some() && now.duration_since(session.seen_at) >= TOUCH_EVERY {
            let end =
                (now + self.settings().session_idle).min(session.created_at + self.settings().session_max);
            let mut tx = self.db().write().await?;
            store::session::touch(&mut tx, session.id, now, end).await?;
            tx.commit().await?;
        }
        Ok(principal)
    }

    /// The person of a token's secret, bounded by the token's scopes, or `None` when the token is dead.
    pub async fn authenticate_token(&self, token: &SecretString) -> Result<Option<Principal>, AppError> {
        let mut conn = self.db().read().await?;
        let found = store::token::by_hash(&mut conn, &secret::hash(token), self.now()).await?;
        let Some(token) = found else { return Ok(None) };
        let scopes = token.scopes.iter().filter_map(|code| code.parse::<Scope>().ok()).collect();
        principal(&mut conn, token.person, Via::Token(scopes)).await
    }

    /// Whose password a link sets, or [`AppError::NotFound`] when it is dead.
    pub async fn password_link(&self, token: &SecretString) -> Result<Person, AppError> {
        let mut tx = self.db().write().await?;
        self.living_link(&mut tx, token).await
    }

    async fn living_link(&self, conn: &mut Conn, token: &SecretString) -> Result<Person, AppError> {
        let link = store::person::link(conn, &secret::hash(token)).await?.ok_or(AppError::NotFound)?;
        if link.used_at.is_some() || link.expires_at <= self.now() {
            return Err(AppError::NotFound);
        }
        let person = store::person::by_id(conn, link.person).await?.ok_or(AppError::NotFound)?;
        if person.disabled_at.is_some() { Err(AppError::NotFound) } else { Ok(person) }
    }

    /// Sets a password through a link. The link dies, and so do all sessions of the person.
    pub async fn set_password(
        &self,
        token: &SecretString,
        password: SecretString,
        repeated: &SecretString,
    ) -> Result<(), AppError> {
        let person = self.password_link(token).await?;
        let mut problems = Vec::new();
        check_new_password(&[&person.name, person.login.as_str()], &password, repeated, &mut problems);
        check(problems)?;
        let hash = self.parts().passwords.hash(password, self.random()).await?;
        let now = self.now();
        let mut tx = self.db().write().await?;
        // Once more under the lock: two requests with one link set one password.
        let person = self.living_link(&mut tx, token).await?;
        store::person::set_password(&mut tx, person.id, &hash).await?;
        store::person::use_links(&mut tx, person.id, now).await?;
        store::session::delete_all(&mut tx, person.id).await?;
        log(&mut tx, now, Some(person.id), person.id, "password_set", json!({})).await?;
        tx.commit().await?;
        self.throttle().pardon(person.login.as_str());
        Ok(())
    }
}

/// An over-long password costs as much as any other, without being hashed whole; none is as long.
fn bounded(password: SecretString) -> SecretString {
    let fits = password.expose_secret().len() <= person::PASSWORD_MAX_BYTES;
    if fits { password } else { SecretString::default() }
}

/// Checks a password that is typed twice; `words` are the person's own names.
pub(crate) fn check_new_password(
    words: &[&str],
    password: &SecretString,
    repeated: &SecretString,
    problems: &mut Vec<FieldProblem>,
) {
    if let Err(problem) = person::check_password(password.expose_secret(), words) {
        problems.push(FieldProblem::new("password", problem));
    } else if password.expose_secret() != repeated.expose_secret() {
        problems.push(FieldProblem::new("repeated", Problem::PasswordsDiffer));
    }
}

async fn principal(conn: &mut Conn, id: PersonId, via: Via) -> Result<Option<Principal>, AppError> {
    let Some(person) = store::person::by_id(conn, id).await? else { return Ok(None) };
    if person.disabled_at.is_some() {
        return Ok(None);
    }
    let grants = store::person::grants(conn, id).await?;
    Ok(Some(Principal {
        person: id,
        login: person.login,
        name: person.name,
        language: person.language,
        grants,
        via,
    }))
}

/// Writes what happened to a person's account.
pub(crate) async fn log(
    conn: &mut Conn,
    at: Timestamp,
    actor: Option<PersonId>,
    person: PersonId,
    kind: &'static str,
    data: serde_json::Value,
) -> Result<(), AppError> {
    let event = NewEvent {
        at,
        actor,
        body: None,
        round: None,
        object_kind: "person",
        object_id: person.to_string(),
        kind,
        data,
    };
    event::append(conn, event).await?;
    Ok(())
}

impl Access {
    /// Signs this browser out.
    pub async fn sign_out(&self) -> Result<(), AppError> {
        match &self.who.via {
            Via::Session(session) => self.end_session(*session).await,
            Via::Acting(_) => self.sign_out_acting().await,
            Via::Token(_) => Err(AppError::NotFound),
        }
    }

    /// One's own signed-in browsers, latest use first.
    pub async fn sessions(&self) -> Result<Vec<Session>, AppError> {
        self.browser()?;
        let mut conn = self.app.db().read().await?;
        Ok(store::session::of_person(&mut conn, self.who.person, self.app.now()).await?)
    }

    /// Ends one of one's own sessions.
    pub async fn end_session(&self, session: SessionId) -> Result<(), AppError> {
        self.browser()?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        if store::session::delete(&mut tx, self.who.person, session).await? == 0 {
            return Err(AppError::NotFound);
        }
        let data = json!({ "session": session.to_string() });
        log(&mut tx, now, Some(self.who.person), self.who.person, "signed_out", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Signs the person out everywhere and takes all tokens back.
    pub async fn sign_out_everywhere(&self) -> Result<(), AppError> {
        self.browser()?;
        let (now, person) = (self.app.now(), self.who.person);
        let mut tx = self.app.db().write().await?;
        store::session::delete_all(&mut tx, person).await?;
        store::token::revoke_all(&mut tx, person, now).await?;
        log(&mut tx, now, Some(person), person, "signed_out_everywhere", json!({})).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Remembers the language that the person chose; who acts for somebody chooses nothing for that person.
    pub async fn set_language(&self, language: &str) -> Result<(), AppError> {
        if matches!(self.who.via, Via::Acting(_)) {
            return Ok(());
        }
        let mut tx = self.app.db().write().await?;
        store::person::set_language(&mut tx, self.who.person, language).await?;
        tx.commit().await?;
        Ok(())
    }
}
