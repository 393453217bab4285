//! People at the command line.

use domain::person::{Grant, Login};
use domain::problem::Problem;
use secrecy::SecretString;
use sql::Conn;
use store::person::{NamedGrant, Person};

use super::change::{self, By};
use super::link::{self, Link};
use super::{Listed, NewPerson, or_problems};
use crate::AppError;
use crate::account::check_new_password;
use crate::operator::Operator;

/// People read at a time.
const PAGE: i64 = 500;

impl Operator {
    fn by(&self) -> By {
        By { actor: None, at: self.app.now() }
    }

    async fn person(&self, conn: &mut Conn, login: &str) -> Result<Person, AppError> {
        let login = Login::parse(login).map_err(|problem| AppError::field("login", problem))?;
        let found = store::person::by_login(conn, &login).await?;
        found.ok_or_else(|| AppError::field("login", Problem::Unknown))
    }

    async fn give(&self, conn: &mut Conn, by: By, person: &Person, grants: &[Grant]) -> Result<(), AppError> {
        for grant in grants {
            if store::body::by_code(conn, grant.body.as_str()).await?.is_none() {
                return Err(AppError::field(format!("role {}@{}", grant.role, grant.body), Problem::Unknown));
            }
            change::grant(conn, by, person.id, grant).await?;
        }
        Ok(())
    }

    /// Adds a person with a password, who can sign in at once.
    pub async fn add(
        &self,
        new: &NewPerson,
        password: SecretString,
        grants: &[Grant],
    ) -> Result<Person, AppError> {
        let mut problems = Vec::new();
        let checked = new.check(&mut problems);
        let words = [new.name.as_str(), new.login.as_str()];
        check_new_password(&words, &password, &password.clone(), &mut problems);
        let checked = or_problems(checked, problems)?;
        let hash = self.app.parts().passwords.hash(password, self.app.random()).await?;
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = change::add(&self.app, &mut tx, by, checked, Some(hash)).await?;
        self.give(&mut tx, by, &person, grants).await?;
        tx.commit().await?;
        Ok(person)
    }

    /// Adds a person and makes the link that sets the password.
    pub async fn invite(&self, new: &NewPerson, grants: &[Grant]) -> Result<(Person, Link), AppError> {
        let mut problems = Vec::new();
        let checked = new.check(&mut problems);
        let checked = or_problems(checked, problems)?;
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = change::add(&self.app, &mut tx, by, checked, None).await?;
        self.give(&mut tx, by, &person, grants).await?;
        let link = link::make_and_send(&self.app, &mut tx, by, &person).await?;
        tx.commit().await?;
        Ok((person, link))
    }

    /// Everybody, by name to sign in with.
    pub async fn people(&self) -> Result<Vec<Listed>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut all: Vec<Listed> = Vec::new();
        loop {
            let after = all.last().map_or(String::new(), |listed| listed.person.login.as_str().to_owned());
            let page = store::person::page(&mut conn, &after, PAGE).await?;
            let is_last = page.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
            for person in page {
                let grants: Vec<NamedGrant> = store::person::named_grants(&mut conn, person.id).await?;
                all.push(Listed { person, grants });
            }
            if is_last {
                return Ok(all);
            }
        }
    }

    /// Gives roles.
    pub async fn grant(&self, login: &str, grants: &[Grant]) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.person(&mut tx, login).await?;
        self.give(&mut tx, by, &person, grants).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes roles.
    pub async fn revoke(&self, login: &str, grants: &[Grant]) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.person(&mut tx, login).await?;
        for grant in grants {
            change::revoke(&mut tx, by, person.id, grant).await.map_err(|error| match error {
                AppError::NotFound => {
                    AppError::field(format!("role {}@{}", grant.role, grant.body), Problem::Unknown)
                }
                other => other,
            })?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Shuts a person out.
    pub async fn disable(&self, login: &str) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.person(&mut tx, login).await?;
        change::disable(&mut tx, by, person.id).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lets a person in again.
    pub async fn enable(&self, login: &str) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.person(&mut tx, login).await?;
        change::enable(&mut tx, by, person.id).await?;
        tx.commit().await?;
        Ok(())
    }

    /// A new link that sets the password of a person who is not shut out.
    pub async fn reset(&self, login: &str) -> Result<Link, AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.person(&mut tx, login).await?;
        if person.disabled_at.is_some() {
            return Err(AppError::field("login", Problem::NotNow { why: "people-is-disabled".to_owned() }));
        }
        let link = link::make_and_send(&self.app, &mut tx, by, &person).await?;
        tx.commit().await?;
        Ok(link)
    }

    /// Ends all sessions of a person and takes all tokens back.
    pub async fn sign_out(&self, login: &str) -> Result<(), AppError> {
        let by = self.by();
        let mut tx = self.app.db().write().await?;
        let person = self.person(&mut tx, login).await?;
        change::sign_out(&mut tx, by, person.id).await?;
        tx.commit().await?;
        Ok(())
    }
}
