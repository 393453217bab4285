//! The files of a round that its participants may read.

use domain::ids::GuidelineId;
use domain::policy::Action;

use super::Office;
use crate::AppError;
use crate::access::Access;
use crate::evidence::{File, opened};

/// A file to read before or while filling.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// Which.
    pub id: GuidelineId,
    /// What people read as its name.
    pub title: String,
    /// Bytes.
    pub size: u64,
    /// Code of what it is: `pdf`.
    pub media: String,
}

impl Office {
    /// The guidelines of the round, oldest first.
    pub async fn guidelines(&self) -> Result<Vec<Guideline>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut found = Vec::new();
        for guideline in store::round::guidelines(&mut conn, self.round().id).await? {
            let Some(blob) = store::evidence::blob(&mut conn, &guideline.blob).await? else { continue };
            let size = u64::try_from(blob.size).unwrap_or(0);
            found.push(Guideline { id: guideline.id, title: guideline.title, size, media: blob.media });
        }
        Ok(found)
    }
}

impl Access {
    /// A guideline of a round, for those who take part in it or run it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn guideline(&self, round: &str, id: GuidelineId) -> Result<File, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        let owner = store::body::by_code(&mut conn, round.owner.as_str()).await?.ok_or(AppError::NotFound)?;
        let mut may = self.who.may(Action::ManageRounds, &owner);
        for grant in self.who.grants.iter().filter(|_| round.state.is_visible_to_participants()) {
            let Some(placed) = store::body::by_code(&mut conn, grant.body.as_str()).await? else { continue };
            let below = placed.body.code == owner.body.code || placed.above.contains(&owner.body.code);
            may |= below && self.who.may(Action::ViewRound, &placed);
        }
        if !may {
            return Err(AppError::NotFound);
        }
        let guidelines = store::round::guidelines(&mut conn, round.id).await?;
        let guideline = guidelines.into_iter().find(|guideline| guideline.id == id);
        let guideline = guideline.ok_or(AppError::NotFound)?;
        let blob = store::evidence::blob(&mut conn, &guideline.blob).await?.ok_or(AppError::NotFound)?;
        opened(&self.app, &blob, &guideline.file_name)
    }
}
