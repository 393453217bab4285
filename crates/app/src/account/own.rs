//! One's own account: profile, password, tokens for programs. For browsers alone: a program that holds a token cannot
//! make another.

use domain::ids::TokenId;
use domain::person::{check_email, check_name};
use domain::problem::{FieldProblem, Problem};
use i18n::Lang;
use jiff::SignedDuration;
use secrecy::SecretString;
use serde_json::json;
use store::person::{NamedGrant, Person};
use store::token::ApiToken;

use super::{check_new_password, log};
use crate::access::{Access, Scope, Via};
use crate::error::check;
use crate::{AppError, secret};

/// Most characters of a token's name.
const TOKEN_NAME_MAX: usize = 80;
/// Longest life of a token, in days.
pub const TOKEN_DAYS_MAX: i64 = 365;
/// Most living tokens of one person.
const TOKENS_MAX: usize = 20;

/// A token to be made.
#[derive(Debug, Clone, Default)]
pub struct NewToken {
    /// What the person calls it.
    pub name: String,
    /// Codes of the scopes.
    pub scopes: Vec<String>,
    /// Days that it lives, in digits.
    pub days: String,
}

impl Access {
    /// The session, where a browser asks.
    pub(super) fn browser(&self) -> Result<domain::ids::SessionId, AppError> {
        match self.who.via {
            Via::Session(session) => Ok(session),
            Via::Token(_) | Via::Acting(_) => Err(AppError::NotFound),
        }
    }

    /// One's own account.
    pub async fn account(&self) -> Result<Person, AppError> {
        self.browser()?;
        let mut conn = self.app.db().read().await?;
        store::person::by_id(&mut conn, self.who.person).await?.ok_or(AppError::NotFound)
    }

    /// One's own roles with the names of the offices.
    pub async fn roles(&self) -> Result<Vec<NamedGrant>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::person::named_grants(&mut conn, self.who.person).await?)
    }

    /// Changes the name that others see, the address for messages, and the language (empty: by the browser).
    pub async fn save_account(&self, name: &str, email: &str, language: &str) -> Result<(), AppError> {
        self.browser()?;
        let (name, email) = (name.trim(), email.trim());
        let mut problems = Vec::new();
        if let Err(problem) = check_name(name) {
            problems.push(FieldProblem::new("name", problem));
        }
        if !email.is_empty()
            && let Err(problem) = check_email(email)
        {
            problems.push(FieldProblem::new("email", problem));
        }
        if !language.is_empty() && Lang::from_code(language).is_none() {
            problems.push(FieldProblem::new("language", Problem::UnknownOption));
        }
        check(problems)?;
        let (now, person) = (self.app.now(), self.who.person);
        let mut tx = self.app.db().write().await?;
        store::person::set_profile(&mut tx, person, name, email).await?;
        store::person::set_language(&mut tx, person, language).await?;
        let data = json!({ "name": name, "email": email, "language": language });
        log(&mut tx, now, Some(person), person, "profile_saved", data).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Changes one's password; the old one proves who asks. All other browsers are signed out.
    pub async fn change_password(
        &self,
        old: SecretString,
        new: SecretString,
        repeated: &SecretString,
    ) -> Result<(), AppError> {
        let session = self.browser()?;
        let person = self.account().await?;
        let mut problems = Vec::new();
        check_new_password(&[&person.name, person.login.as_str()], &new, repeated, &mut problems);
        check(problems)?;
        let (now, id) = (self.app.now(), self.who.person);
        self.app.must_know(&person, old, "old").await?;
        let hash = self.app.parts().passwords.hash(new, self.app.random()).await?;
        let mut tx = self.app.db().write().await?;
        store::person::set_password(&mut tx, id, &hash).await?;
        store::person::use_links(&mut tx, id, now).await?;
        store::session::delete_others(&mut tx, id, session).await?;
        log(&mut tx, now, Some(id), id, "password_changed", json!({})).await?;
        tx.commit().await?;
        Ok(())
    }

    /// One's own tokens, latest first, dead ones too.
    pub async fn tokens(&self) -> Result<Vec<ApiToken>, AppError> {
        self.browser()?;
        let mut conn = self.app.db().read().await?;
        Ok(store::token::of_person(&mut conn, self.who.person).await?)
    }

    /// Makes a token and gives its secret, which is shown once.
    pub async fn new_token(&self, new: &NewToken) -> Result<(ApiToken, SecretString), AppError> {
        self.browser()?;
        let now = self.app.now();
        let token = self.checked(new)?;
        let secret = secret::new(self.app.random());
        let mut tx = self.app.db().write().await?;
        let living = store::token::of_person(&mut tx, self.who.person).await?;
        let living = living.iter().filter(|token| token.revoked_at.is_none() && token.expires_at > now);
        if living.count() >= TOKENS_MAX {
            return Err(AppError::field(
                "name",
                Problem::NotNow { why: "account-too-many-tokens".to_owned() },
            ));
        }
        store::token::insert(&mut tx, &token, &secret::hash(&secret)).await?;
        let data = json!({ "token": token.id.to_string(), "name": token.name, "scopes": token.scopes,
                           "expires_at": token.expires_at.to_string() });
        log(&mut tx, now, Some(self.who.person), self.who.person, "token_made", data).await?;
        tx.commit().await?;
        Ok((token, secret))
    }

    fn checked(&self, new: &NewToken) -> Result<ApiToken, AppError> {
        let now = self.app.now();
        let mut problems = Vec::new();
        let name = new.name.trim();
        if name.is_empty() {
            problems.push(FieldProblem::new("name", Problem::Required));
        } else if name.chars().count() > TOKEN_NAME_MAX {
            problems.push(FieldProblem::new("name", Problem::TooLong { max: TOKEN_NAME_MAX }));
        } else if name.chars().any(char::is_control) {
            problems.push(FieldProblem::new("name", Problem::BadCharacters));
        }
        let mut scopes: Vec<Scope> = Vec::new();
        for code in &new.scopes {
            match code.parse::<Scope>() {
                Ok(scope) => scopes.push(scope),
                Err(_) => problems.push(FieldProblem::new("scopes", Problem::UnknownOption)),
            }
        }
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            problems.push(FieldProblem::new("scopes", Problem::Required));
        }
        let days = new.days.trim().parse::<i64>().unwrap_or(0);
        if !(1..=TOKEN_DAYS_MAX).contains(&days) {
            let (min, max) = (Some("1".to_owned()), Some(TOKEN_DAYS_MAX.to_string()));
            problems.push(FieldProblem::new("days", Problem::OutOfRange { min, max }));
        }
        check(problems)?;
        Ok(ApiToken {
            id: TokenId::new(now, self.app.random()),
            person: self.who.person,
            name: name.to_owned(),
            scopes: scopes.iter().map(ToString::to_string).collect(),
            created_at: now,
            expires_at: now + SignedDuration::from_hours(24 * days),
            revoked_at: None,
        })
    }

    /// Takes one of one's own tokens back.
    pub async fn revoke_token(&self, token: TokenId) -> Result<(), AppError> {
        self.browser()?;
        let (now, person) = (self.app.now(), self.who.person);
        let mut tx = self.app.db().write().await?;
        if store::token::revoke(&mut tx, person, token, now).await? == 0 {
            return Err(AppError::NotFound);
        }
        log(&mut tx, now, Some(person), person, "token_revoked", json!({ "token": token.to_string() }))
            .await?;
        tx.commit().await?;
        Ok(())
    }
}
