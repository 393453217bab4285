//! Screenshots and other files of a case. They belong to the tester and to those who manage the test; what the office sees
//! later are pictures made of them, without the file's name and without what a camera writes into a file.

use std::error::Error;

use bytes::Bytes;
use domain::access_test::CaseState;
use domain::ids::{AccessCaseId, AccessProofId};
use domain::policy::Action;
use domain::problem::Problem;
use files::{EvidenceKind, Limits, Stored};
use futures_util::Stream;
use serde_json::json;
use store::access_test::case;
use store::access_test::proof::{self, Proof};
use store::evidence::Blob;

use super::case::Tester;
use super::{Ground, lock, log_case};
use crate::evidence::{File, given_out};
use crate::office::{CAPTION_MAX, refusal_of};
use crate::{Access, AppError, Conflict};

/// A file of a case that somebody may read.
pub type CaseFile = File;

/// Most files of a case.
const FILES_MAX: usize = 20;
/// What a file of a case may be.
const ACCEPTED: [EvidenceKind; 3] = [EvidenceKind::Photo, EvidenceKind::Document, EvidenceKind::Video];

/// A file that is kept, and not yet part of a case.
#[derive(Debug, Clone)]
pub struct Staged {
    stored: Stored,
    name: String,
}

impl Tester {
    /// Keeps the bytes of a file for an own case while they come in.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `file`; [`AppError::Conflict`] with the state of a case that is not being filled.
    pub async fn stage<S, E>(&self, id: AccessCaseId, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let mut conn = self.app.db().read().await?;
        let case = case::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let ground = Ground::of(&mut conn, &case).await?;
        self.must_be_own(&case, &ground.placed)?;
        must_be_filled(case.state)?;
        drop(conn);
        let limits = Limits {
            max_bytes: ground.round.files.over(self.app.settings().file_rules()).max_file,
            accepted: ACCEPTED.to_vec(),
            file_name: file_name.to_owned(),
        };
        let stored = self.app.parts().files.put(stream, &limits).await;
        let stored = stored.map_err(|error| match refusal_of(error, &limits.accepted) {
            Ok(problem) => AppError::field("file", problem),
            Err(error) => error,
        })?;
        Ok(Staged { stored, name: files::name::display(file_name).text })
    }

    /// Puts kept files into an own case. The same bytes are in it once.
    ///
    /// # Errors
    /// As [`Self::stage`]; at `caption`; [`Problem::TooManyFiles`].
    pub async fn attach(
        &self,
        id: AccessCaseId,
        caption: &str,
        staged: Vec<Staged>,
    ) -> Result<usize, AppError> {
        let now = self.app.now();
        let caption = caption.trim();
        if caption.chars().count() > CAPTION_MAX {
            return Err(AppError::field("caption", Problem::TooLong { max: CAPTION_MAX }));
        }
        if staged.is_empty() {
            return Err(AppError::field("file", Problem::NoFile));
        }
        let mut tx = self.app.db().write().await?;
        let case = lock(&mut tx, id).await?;
        let ground = Ground::of(&mut tx, &case).await?;
        self.must_be_own(&case, &ground.placed)?;
        must_be_filled(case.state)?;
        let mut here = proof::of_case(&mut tx, id).await?;
        let before = here.len();
        for Staged { stored, name } in staged {
            let blob = Blob {
                address: stored.address.to_string(),
                sha256: stored.sha256,
                size: i64::try_from(stored.size).map_err(|error| AppError::Fault(error.to_string()))?,
                media: stored.media.code().to_owned(),
            };
            store::evidence::put_blob(&mut tx, &blob, now).await?;
            if here.iter().any(|proof| proof.blob.address == blob.address) {
                continue;
            }
            self.app.want_examined(&mut tx, &blob.address, now).await?;
            let new = Proof {
                id: AccessProofId::new(now, self.app.random()),
                case: id,
                blob,
                file_name: name,
                caption: caption.to_owned(),
                added_by: self.who.person,
                added_at: now,
            };
            proof::insert(&mut tx, &new).await?;
            let data = json!({ "id": new.id, "sha256": new.blob.sha256, "caption": new.caption });
            log_case(&mut tx, now, Some(&self.who), &case, "proof_added", data).await?;
            here.push(new);
        }
        if here.len() > FILES_MAX {
            let max = u32::try_from(FILES_MAX).unwrap_or(u32::MAX);
            return Err(AppError::field("file", Problem::TooManyFiles { max }));
        }
        tx.commit().await?;
        Ok(here.len() - before)
    }

    /// Takes a file out of an own case that is still being filled.
    pub async fn remove_proof(&self, id: AccessCaseId, proof: AccessProofId) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let case = lock(&mut tx, id).await?;
        let ground = Ground::of(&mut tx, &case).await?;
        self.must_be_own(&case, &ground.placed)?;
        must_be_filled(case.state)?;
        let found = proof::by_id(&mut tx, proof).await?.filter(|found| found.case == id);
        found.ok_or(AppError::NotFound)?;
        proof::remove(&mut tx, proof, now).await?;
        log_case(&mut tx, now, Some(&self.who), &case, "proof_removed", json!({ "id": proof })).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn must_be_filled(state: CaseState) -> Result<(), AppError> {
    if state == CaseState::Sent { Ok(()) } else { Err(AppError::Conflict(Conflict::State(state.code()))) }
}

impl Access {
    /// A file of a case as it was sent: for its tester, and for those who manage the test and may judge the office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, the office included, and for what is in quarantine.
    pub async fn access_proof(&self, id: AccessProofId) -> Result<CaseFile, AppError> {
        let mut conn = self.app.db().read().await?;
        let proof = proof::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let case = case::by_id(&mut conn, proof.case).await?.ok_or(AppError::NotFound)?;
        let ground = Ground::of(&mut conn, &case).await?;
        let own = self.tester().is_ok_and(|tester| tester.must_be_own(&case, &ground.placed).is_ok());
        if !own {
            let owner = store::body::by_code(&mut conn, ground.round.owner.as_str()).await?;
            self.who.must(Action::ManageAccessTests, &owner.ok_or(AppError::NotFound)?)?;
            self.who.must(Action::EnterComponent, &ground.placed)?;
        }
        given_out(&self.app, &mut conn, &proof.blob, &proof.file_name).await
    }
}
