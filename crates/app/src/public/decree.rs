//! The decrees on the list of public information of an office, as everybody may see them: what was decided, whatever became of
//! it since. A draft does not exist here, in no format.

use bytes::Bytes;
use domain::decree::State;
use store::body::Placed;
use store::decree::{ListDecree, Scan};

use super::Public;
use crate::AppError;
use crate::decree::{Form, scan_file};
use crate::evidence::File;

/// A decree as everybody may see it.
#[derive(Debug, Clone)]
pub struct PublicDecree {
    /// The decree.
    pub decree: ListDecree,
    /// Reference of the decree in its place.
    pub successor: Option<String>,
    /// The scan of the signed paper.
    pub scan: Option<Scan>,
}

/// The decrees of an office.
#[derive(Debug, Clone)]
pub struct PublicDecrees {
    /// Whose.
    pub placed: Placed,
    /// The latest year first; within a year what is in force, then what was decided last.
    pub decrees: Vec<PublicDecree>,
}

impl Public {
    /// The decrees of an office, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn decrees(&self, slug: &str) -> Result<PublicDecrees, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        let mut all = store::decree::of_body(&mut conn, code).await?;
        all.retain(|decree| decree.state.is_public());
        all.sort_by_key(|decree| {
            let is_over = decree.state != State::Decided;
            (std::cmp::Reverse(decree.year), is_over, std::cmp::Reverse(decree.decided_at))
        });
        let mut scans = store::decree::scans(&mut conn, code).await?;
        let reference_of =
            |id| all.iter().find(|other| Some(other.id) == id).map(|other| other.reference.clone());
        let successors: Vec<_> = all.iter().map(|decree| reference_of(decree.superseded_by)).collect();
        let decrees = all
            .into_iter()
            .zip(successors)
            .map(|(decree, successor)| {
                let at = scans.iter().position(|scan| scan.decree == decree.id);
                PublicDecree { scan: at.map(|at| scans.swap_remove(at)), successor, decree }
            })
            .collect();
        Ok(PublicDecrees { placed, decrees })
    }

    /// The annex of a decree in a form.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the office has no such decree, and for what was never decided; [`AppError::Unavailable`]
    /// while the press is busy.
    pub async fn decree_paper(&self, slug: &str, reference: &str, form: Form) -> Result<Bytes, AppError> {
        let found = self.decree(slug, reference).await?;
        self.app.annex(&found.decree, form).await
    }

    /// The scan of a signed decree.
    ///
    /// # Errors
    /// As [`Self::decree_paper`]; [`AppError::NotFound`] where there is none, and for what is in quarantine.
    pub async fn decree_scan(&self, slug: &str, reference: &str) -> Result<File, AppError> {
        let scan = self.decree(slug, reference).await?.scan.ok_or(AppError::NotFound)?;
        let mut conn = self.app.db().read().await?;
        scan_file(&self.app, &mut conn, &scan).await
    }

    async fn decree(&self, slug: &str, reference: &str) -> Result<PublicDecree, AppError> {
        let found = self.decrees(slug).await?;
        let found = found.decrees.into_iter().find(|one| one.decree.reference == reference);
        found.ok_or(AppError::NotFound)
    }
}
