//! One file for several questions: the bytes are kept once, each place has its own row, caption and receipt.

use domain::ids::EvidenceId;
use domain::instrument::Slot;
use domain::policy::Action;
use store::evidence::{Blob, Content, Evidence};

use super::Office;
use super::evidence::{Attached, accepted_suffixes};
use super::slot::New;
use crate::AppError;

/// Whether a slot takes files of this kind.
#[must_use]
pub fn fits(slot: &Slot, blob: &Blob) -> bool {
    accepted_suffixes(slot).contains(&blob.media.as_str())
}

impl Office {
    /// Whether this person may put something into a slot at all, whatever the time.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where not, or where there is no such slot.
    pub fn may_put_at(&self, question: &str, slot: &str) -> Result<(), AppError> {
        self.who.must(Action::FillAnswer, &self.placed)?;
        self.slot(question, slot).map(drop)
    }

    /// The files of the office in this round, by question, slot and age.
    pub async fn files(&self) -> Result<Vec<Evidence>, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, body) = (self.round.id, self.placed.body.code.as_str());
        let mut evidence = store::evidence::of_body(&mut conn, round, body).await?;
        evidence.retain(|evidence| matches!(evidence.content, Content::File { .. }));
        Ok(evidence)
    }

    /// Attaches a file that the office has in another place to this slot too. Without a caption that of the other place
    /// goes with it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is no live file of this office and round, or of no kind that the slot takes; else
    /// as [`Self::attach`](super::Office::attach).
    pub async fn reuse(
        &self,
        question: &str,
        slot: &str,
        id: EvidenceId,
        caption: &str,
    ) -> Result<Attached, AppError> {
        self.who.must(Action::FillAnswer, &self.placed)?;
        let (_, found) = self.slot(question, slot)?;
        let mut conn = self.app.db().read().await?;
        let other = store::evidence::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        let own = other.round == self.round.id && other.body == self.placed.body.code;
        match &other.content {
            Content::File { blob, .. } if own && fits(found, blob) => {}
            _ => return Err(AppError::NotFound),
        }
        let caption = if caption.trim().is_empty() { other.caption.as_str() } else { caption };
        let mut new = New::known(other.content.clone());
        new.capture = other.capture;
        self.add(question, slot, caption, vec![new]).await
    }
}
