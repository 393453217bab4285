//! The picture that is shown where somebody passes a page on: drawn once, away from the threads that answer requests.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use print::press::ShareCard;
use tokio::sync::Semaphore;

use crate::{App, AppError};

/// Pictures that are kept, about 30 KB each.
const KEPT: usize = 128;
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// Hex digits of a hash.
const HASH_DIGITS: usize = 16;

/// The pictures that were drawn last, and the one turn to draw.
#[derive(Debug)]
pub(crate) struct Pictures {
    turn: Arc<Semaphore>,
    kept: Mutex<VecDeque<(String, Bytes)>>,
}

impl Default for Pictures {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), kept: Mutex::default() }
    }
}

impl Pictures {
    fn find(&self, hash: &str) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(found, _)| found == hash).map(|(_, picture)| picture.clone())
    }

    fn keep(&self, hash: String, picture: Bytes) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((hash, picture));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

/// The name of a picture: a hash of all that stands on it.
#[must_use]
pub fn hash(card: &ShareCard) -> String {
    let parts = [&card.office, &card.title, &card.class, &card.service, &card.colour];
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..HASH_DIGITS].to_owned()
}

impl App {
    /// The picture, a PNG of 1200 × 630, drawn now or before.
    ///
    /// # Errors
    /// [`AppError::Unavailable`] while another one is drawn for too long; [`AppError::NotFound`] in a program without a press.
    pub async fn share_picture(&self, card: &ShareCard) -> Result<Bytes, AppError> {
        let name = hash(card);
        let pictures = self.share_pictures();
        if let Some(picture) = pictures.find(&name) {
            return Ok(picture);
        }
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&pictures.turn).acquire_owned()).await;
        let turn = turn
            .map_err(|_| AppError::Unavailable("the press is busy".to_owned()))?
            .map_err(|error| AppError::Fault(error.to_string()))?;
        if let Some(picture) = pictures.find(&name) {
            return Ok(picture);
        }
        let (press, card) = (Arc::clone(&self.parts().press), card.clone());
        let drawn = tokio::task::spawn_blocking(move || {
            let drawn = press.share_card(&card);
            drop(turn);
            drawn
        });
        let drawn = drawn.await.map_err(|error| AppError::Fault(error.to_string()))?;
        let picture = Bytes::from(drawn.map_err(|error| {
            tracing::warn!(%error, "a picture was not drawn");
            AppError::NotFound
        })?);
        pictures.keep(name, picture.clone());
        Ok(picture)
    }
}
