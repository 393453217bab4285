//! A fresh proof of who is at the keyboard, for decisions that nobody should take on somebody else's open browser.

use domain::ids::PersonId;
use domain::problem::Problem;
use secrecy::SecretString;

use crate::access::Access;
use crate::throttle::Key;
use crate::{App, AppError};

/// Somebody who has just given the own password. Whoever asks for one of these cannot be called without.
#[derive(Debug)]
pub struct Confirmed(PersonId);

impl Confirmed {
    /// Who it was.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.0
    }
}

impl Access {
    /// Proves who is at the keyboard by the password. For browsers alone.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `password`; wrong ones count as tries to sign in.
    pub async fn confirm(&self, password: SecretString) -> Result<Confirmed, AppError> {
        let person = self.account().await?;
        self.app.must_know(&person, password, "password").await?;
        Ok(Confirmed(person.id))
    }
}

impl App {
    /// Whether this is the person's password; a wrong one is told at `field` and counts as a try to sign in.
    pub(super) async fn must_know(
        &self,
        person: &store::person::Person,
        password: SecretString,
        field: &str,
    ) -> Result<(), AppError> {
        let keys = vec![Key::Name(format!("{}\0", person.login))];
        let taken = self.throttle().take(keys, self.settings().sign_in_tries, self.now())?;
        let hash = person.password.clone();
        if !self.parts().passwords.verify(super::bounded(password), hash).await? {
            return Err(AppError::field(field, Problem::WrongPassword));
        }
        self.throttle().give_back(&taken);
        Ok(())
    }
}
