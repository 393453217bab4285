//! A newer version takes the place of a file. The older one keeps its row, its bytes and its receipt.

use domain::ids::EvidenceId;
use domain::policy::Action;
use store::evidence::{Content, Evidence};

use super::Office;
use super::evidence::{Attached, Staged, check_caption, content};
use super::slot::{New, Place};
use crate::AppError;

impl Office {
    /// The file of a question that could be replaced: one that is there now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is not there, is none of this question's, or is a link.
    pub async fn replaceable(&self, question: &str, id: EvidenceId) -> Result<Evidence, AppError> {
        self.who.must(Action::FillAnswer, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let evidence = self.own_evidence(&mut conn, question, id).await?;
        match evidence.content {
            Content::File { .. } => Ok(evidence),
            Content::Link(_) => Err(AppError::NotFound),
        }
    }

    /// Puts a kept file in the place of another of the same slot. Without a new caption that of the older version goes
    /// on. The same bytes change nothing.
    ///
    /// # Errors
    /// As [`Self::attach`](super::Office::attach); after signatures [`AppError::Conflict`] with the state.
    pub async fn replace(
        &self,
        question: &str,
        id: EvidenceId,
        caption: &str,
        file: Staged,
    ) -> Result<Attached, AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, &self.placed)?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question, now).await?;
        let old = self.own_evidence(&mut tx, question, id).await?;
        let (question, slot) = self.slot(question, old.slot.as_str())?;
        let caption = if caption.trim().is_empty() { old.caption.as_str() } else { caption };
        let caption = check_caption(caption, &format!("caption.{}", slot.code))?;
        let mut new = New::stored(content(file.stored, file.name));
        new.replaces = Some(old.id);
        let place = Place { question, slot, caption: &caption, late: false, appeal: false };
        let attached = self.put_in_slot(&mut tx, place, vec![new], now).await?;
        self.check_room(&mut tx, slot).await?;
        tx.commit().await?;
        Ok(attached)
    }
}
