//! The scan of the signed paper.

use std::error::Error;

use bytes::Bytes;
use domain::ids::DecreeScanId;
use domain::policy::Action;
use domain::problem::Problem;
use files::{EvidenceKind, Limits};
use futures_util::Stream;
use serde_json::json;
use sql::Conn;
use store::decree::Scan;
use store::evidence::Content;

use super::{Decrees, Moved, moved};
use crate::evidence::File;
use crate::office::{Staged, staged_content};
use crate::{App, AppError, Conflict};

impl Decrees {
    /// Keeps the bytes of a scan while they come in. Nothing refers to them before [`Self::add_scan`].
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `scan` with what is wrong with the file.
    pub async fn stage_scan<S, E>(&self, file_name: &str, stream: S) -> Result<Staged, AppError>
    where
        S: Stream<Item = Result<Bytes, E>>,
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let limits = Limits {
            max_bytes: self.app.settings().file_rules().max_file,
            accepted: vec![EvidenceKind::Document],
            file_name: file_name.to_owned(),
        };
        Staged::keep(&self.app, stream, &limits, "scan").await
    }

    /// Puts a scan beside a decree, for everybody to see. An older one is kept and shown no longer.
    ///
    /// # Errors
    /// [`AppError::Conflict`] with the state of what was never decided.
    pub async fn add_scan(&self, reference: &str, staged: Staged) -> Result<Moved, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let Content::File { blob, name } = staged_content(staged) else {
            return Err(AppError::field("scan", Problem::NoFile));
        };
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let decree = self.own(&mut tx, reference).await?;
        let mut decree = store::decree::lock(&mut tx, decree.id).await?.ok_or(AppError::NotFound)?;
        if !decree.state.is_public() {
            return Err(AppError::Conflict(Conflict::State(decree.state.code())));
        }
        self.app.let_in(&mut tx, &decree.body, &blob, "scan", now).await?;
        self.app.want_examined(&mut tx, &blob.address, now).await?;
        let scan = Scan {
            id: DecreeScanId::new(now, self.app.random()),
            decree: decree.id,
            blob,
            name,
            added_by: self.who.person,
            added_at: now,
        };
        store::decree::insert_scan(&mut tx, &scan).await?;
        decree.changed_at = now;
        let data = json!({ "id": scan.id.to_string(), "name": scan.name, "sha256": scan.blob.sha256 });
        self.log(&mut tx, &decree, "scan_added", data).await?;
        tx.commit().await?;
        Ok(moved(&decree))
    }

    /// Takes the scan away. Its row and its bytes stay.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none.
    pub async fn remove_scan(&self, reference: &str) -> Result<Moved, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut decree = self.own(&mut tx, reference).await?;
        let scans = store::decree::scans(&mut tx, decree.body.as_str()).await?;
        let scan = scans.into_iter().find(|scan| scan.decree == decree.id).ok_or(AppError::NotFound)?;
        store::decree::remove_scan(&mut tx, scan.id, now).await?;
        decree.changed_at = now;
        let data = json!({ "id": scan.id.to_string(), "name": scan.name });
        self.log(&mut tx, &decree, "scan_removed", data).await?;
        tx.commit().await?;
        Ok(moved(&decree))
    }

    /// The scan, for the office itself.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none, and for what is in quarantine; [`AppError::Unavailable`] while the virus
    /// scanner has not seen it.
    pub async fn scan(&self, reference: &str) -> Result<File, AppError> {
        let mut conn = self.app.db().read().await?;
        let decree = self.own(&mut conn, reference).await?;
        let scans = store::decree::scans(&mut conn, decree.body.as_str()).await?;
        let scan = scans.into_iter().find(|scan| scan.decree == decree.id).ok_or(AppError::NotFound)?;
        scan_file(&self.app, &mut conn, &scan).await
    }
}

/// The file of a scan, for a reader who may have it.
pub(crate) async fn scan_file(app: &App, conn: &mut Conn, scan: &Scan) -> Result<File, AppError> {
    crate::evidence::given_out(app, conn, &scan.blob, &scan.name).await
}
