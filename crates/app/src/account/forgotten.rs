//! Forgotten passwords.

use std::net::IpAddr;

use domain::person::Login;
use domain::problem::Problem;
use store::person::Person;

use crate::jobs::Work;
use crate::people::{By, make_link, message};
use crate::throttle::Key;
use crate::{App, AppError};

/// Most characters that are looked at.
const ASKED_MAX: usize = domain::person::EMAIL_MAX;

impl App {
    /// Whether a forgotten password can be mended without an administrator.
    #[must_use]
    pub fn sends_mail(&self) -> bool {
        self.parts().mailer.is_connected()
    }

    /// Takes note that somebody has forgotten the password of a name or an e-mail address. Nothing is looked up here:
    /// whether there is such a person shows neither in the answer nor in its time.
    pub async fn forgotten(&self, asked: &str, address: Option<IpAddr>) -> Result<(), AppError> {
        let asked = asked.trim();
        if asked.is_empty() {
            return Err(AppError::field("login", Problem::Required));
        }
        if asked.chars().count() > ASKED_MAX {
            return Err(AppError::field("login", Problem::TooLong { max: ASKED_MAX }));
        }
        if !self.sends_mail() {
            return Err(AppError::field(
                "login",
                Problem::NotNow { why: "account-forgotten-no-mail".to_owned() },
            ));
        }
        let now = self.now();
        self.throttle().take(Key::forgotten(asked, address), self.settings().sign_in_tries, now)?;
        let mut tx = self.db().write().await?;
        self.put_off(&mut tx, &Work::Forgotten { asked: asked.to_owned() }, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The job: sends a link to whoever has this name or e-mail address.
    pub(crate) async fn send_reset_links(&self, asked: &str) -> Result<(), AppError> {
        let by = By { actor: None, at: self.now() };
        let mut tx = self.db().write().await?;
        let mut found: Vec<Person> = Vec::new();
        if let Ok(login) = Login::parse(asked) {
            found.extend(store::person::by_login(&mut tx, &login).await?);
        }
        if found.is_empty() {
            found = store::person::by_email(&mut tx, asked).await?;
        }
        found.retain(|person| person.disabled_at.is_none() && !person.email.is_empty());
        for person in &found {
            let link = make_link(self, &mut tx, by, person).await?;
            self.put_off(&mut tx, &message(self, person, &link), by.at).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
