//! Hashing passwords: argon2id, a few at a time, at the same cost whether the person exists or not.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::random::Random;
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;

use crate::AppError;

/// The cost of one hash.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Cost {
    /// For service: 19 MiB and two passes, the first choice of the OWASP cheat sheet.
    pub const SERVICE: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// For tests and for the made-up people of the demo: quick, and never for real people.
    pub const QUICK: Self = Self { memory_kib: 64, passes: 1 };
}

/// Hashes and checks passwords away from the threads that answer requests, at most a few at a time, so that a burst of
/// sign-ins cannot eat the memory.
#[derive(Debug, Clone)]
pub struct Passwords {
    argon: Argon2<'static>,
    turns: Arc<Semaphore>,
    /// A hash that nobody's password has, checked when the person does not exist.
    nobody: String,
}

impl Passwords {
    /// At most `at_once` hashes at the same time.
    pub fn new(cost: Cost, at_once: usize, random: &dyn Random) -> Result<Self, AppError> {
        let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(fault)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon, crate::secret::new(random).expose_secret(), random)?;
        Ok(Self { argon, turns: Arc::new(Semaphore::new(at_once)), nobody })
    }

    /// The hash of a password in PHC form, with a salt of its own.
    pub async fn hash(&self, password: SecretString, random: &dyn Random) -> Result<String, AppError> {
        let mut salt = [0_u8; 16];
        random.fill(&mut salt);
        let argon = self.argon.clone();
        self.apart(move || {
            argon
                .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)
                .map(|hash| hash.to_string())
                .map_err(fault)
        })
        .await?
    }

    /// Whether a password has this hash. Without a hash the work is done all the same and the answer is no.
    pub async fn verify(&self, password: SecretString, hash: Option<String>) -> Result<bool, AppError> {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| self.nobody.clone());
        let argon = self.argon.clone();
        let right = self
            .apart(move || {
                let hash = PasswordHash::new(&hash).map_err(fault)?;
                Ok::<_, AppError>(argon.verify_password(password.expose_secret().as_bytes(), &hash).is_ok())
            })
            .await??;
        Ok(right && known)
    }

    async fn apart<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, AppError> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(fault)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(fault)
    }
}

fn hash(argon: &Argon2<'static>, password: &str, random: &dyn Random) -> Result<String, AppError> {
    let mut salt = [0_u8; 16];
    random.fill(&mut salt);
    argon.hash_password_with_salt(password.as_bytes(), &salt).map(|hash| hash.to_string()).map_err(fault)
}

fn fault(error: impl std::fmt::Display) -> AppError {
    AppError::Fault(error.to_string())
}
