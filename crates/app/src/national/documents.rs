//! Instruments and schemes: uploading them, version by version.

use std::sync::Arc;

use data_encoding::HEXLOWER;
use domain::ids::{InstrumentId, SchemeId};
use domain::instrument::Instrument;
use domain::problem::{FieldProblem, Problem};
use domain::scheme::Scheme;
use domain::source::Defect;
use jiff::Timestamp;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use sql::{Conn, SqlError};
use store::event::{self, NewEvent};
use store::instrument::Document as Stored;

use super::{National, check_reason};
use crate::AppError;
use crate::error::check;

/// Most bytes of an instrument or of a scheme.
pub const DOCUMENT_MAX: usize = 1024 * 1024;

/// Which of the two files of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The questions.
    Instrument,
    /// How they become a score.
    Scheme,
}

/// A file as somebody uploads it.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name that the sender gave; only shown.
    pub file_name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Why there is a further version; needed from the second on.
    pub reason: String,
}

/// An uploaded version, for lists and pages.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its id, as in addresses.
    pub id: String,
    /// Its code.
    pub code: String,
    /// Its edition; empty for a scheme.
    pub edition: String,
    /// 1, 2, … within code and edition.
    pub version: i64,
    /// Its title in Indonesian.
    pub title: String,
    /// Why this version; empty for the first.
    pub reason: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// The file; empty in lists.
    pub source: String,
}

impl<Id: std::fmt::Display> From<Stored<Id>> for Document {
    fn from(stored: Stored<Id>) -> Self {
        Self {
            id: stored.id.to_string(),
            code: stored.code,
            edition: stored.edition,
            version: stored.version,
            title: stored.title,
            reason: stored.reason,
            sha256: stored.sha256,
            created_at: stored.created_at,
            source: stored.source,
        }
    }
}

/// Everything that is wrong with a file, in the order of its lines. Nothing is stored.
#[must_use]
pub fn defects(kind: Kind, bytes: &[u8]) -> Vec<Defect> {
    match kind {
        Kind::Instrument => Instrument::from_yaml(bytes).err().unwrap_or_default(),
        Kind::Scheme => Scheme::from_yaml(bytes).err().unwrap_or_default(),
    }
}

/// A checked file on its way into the database.
struct Checked {
    code: String,
    edition: String,
    title: String,
    source: String,
    sha256: String,
}

fn checked(kind: Kind, upload: &Upload) -> Result<Checked, AppError> {
    if upload.bytes.is_empty() {
        return Err(AppError::field("file", Problem::NoFile));
    }
    if upload.bytes.len() > DOCUMENT_MAX {
        let max = u64::try_from(DOCUMENT_MAX).unwrap_or(u64::MAX);
        return Err(AppError::field("file", Problem::FileTooBig { max }));
    }
    let wrong = |defects: Vec<Defect>| {
        let lines = defects.iter().map(|defect| defect.in_file(&upload.file_name).to_string()).collect();
        AppError::field("file", Problem::Defects { lines })
    };
    let (code, edition, title) = match kind {
        Kind::Instrument => {
            let read = Instrument::from_yaml(&upload.bytes).map_err(wrong)?;
            (read.code.to_string(), read.edition, read.title.get("id").to_owned())
        }
        Kind::Scheme => {
            let read = Scheme::from_yaml(&upload.bytes).map_err(wrong)?;
            (read.code.to_string(), String::new(), read.title.get("id").to_owned())
        }
    };
    let source = String::from_utf8(upload.bytes.clone())
        .map_err(|_| AppError::field("file", Problem::BadCharacters))?;
    let sha256 = HEXLOWER.encode(&Sha256::digest(&upload.bytes));
    Ok(Checked { code, edition, title, source, sha256 })
}

/// The number and the reason of the next version, given those that are there.
fn next_version(earlier: &[(i64, String)], file: &Checked, reason: &str) -> Result<(i64, String), AppError> {
    if earlier.iter().any(|(_, sha256)| *sha256 == file.sha256) {
        let why = "instrument-same-file".to_owned();
        return Err(AppError::field("file", Problem::NotNow { why }));
    }
    let Some(last) = earlier.iter().map(|(version, _)| *version).max() else { return Ok((1, String::new())) };
    let mut problems: Vec<FieldProblem> = Vec::new();
    check_reason(reason, &mut problems);
    check(problems)?;
    Ok((last + 1, reason.trim().to_owned()))
}

fn inserted(result: Result<(), SqlError>) -> Result<(), AppError> {
    match result {
        // Somebody else uploaded a version in the same moment.
        Err(SqlError::Unique { .. }) => Err(AppError::Unavailable("two versions at once".to_owned())),
        other => Ok(other?),
    }
}

impl National {
    /// Stores an instrument as the first or next version of its code and edition.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `file` (all defects at once; a file that is there already) and at `reason`, which a further
    /// version needs.
    pub async fn upload_instrument(&self, upload: &Upload) -> Result<InstrumentId, AppError> {
        let file = checked(Kind::Instrument, upload)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let all = store::instrument::instruments(&mut tx).await?;
        let same = all.into_iter().filter(|found| found.code == file.code && found.edition == file.edition);
        let earlier: Vec<_> = same.map(|found| (found.version, found.sha256)).collect();
        let (version, reason) = next_version(&earlier, &file, &upload.reason)?;
        let id = InstrumentId::new(now, self.app.random());
        let stored = self.stored(id, file, version, reason, now);
        inserted(store::instrument::insert_instrument(&mut tx, &stored).await)?;
        self.log_upload(&mut tx, now, "instrument", &stored).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Stores a scheme as the first or next version of its code; as [`Self::upload_instrument`].
    pub async fn upload_scheme(&self, upload: &Upload) -> Result<SchemeId, AppError> {
        let file = checked(Kind::Scheme, upload)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let all = store::instrument::schemes(&mut tx).await?;
        let same = all.into_iter().filter(|found| found.code == file.code);
        let earlier: Vec<_> = same.map(|found| (found.version, found.sha256)).collect();
        let (version, reason) = next_version(&earlier, &file, &upload.reason)?;
        let id = SchemeId::new(now, self.app.random());
        let stored = self.stored(id, file, version, reason, now);
        inserted(store::instrument::insert_scheme(&mut tx, &stored).await)?;
        self.log_upload(&mut tx, now, "scheme", &stored).await?;
        tx.commit().await?;
        Ok(id)
    }

    fn stored<Id>(&self, id: Id, file: Checked, version: i64, reason: String, now: Timestamp) -> Stored<Id> {
        let Checked { code, edition, title, source, sha256 } = file;
        let created_by = Some(self.who.person);
        Stored { id, code, edition, version, title, source, sha256, reason, created_by, created_at: now }
    }

    async fn log_upload<Id: std::fmt::Display + Sync>(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        object_kind: &'static str,
        stored: &Stored<Id>,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor: Some(self.who.person),
            body: None,
            round: None,
            object_kind,
            object_id: stored.id.to_string(),
            kind: "uploaded",
            data: json!({
                "code": stored.code, "edition": stored.edition, "version": stored.version,
                "sha256": stored.sha256, "reason": stored.reason,
            }),
        };
        event::append(conn, event).await?;
        Ok(())
    }

    /// All instruments, by code and edition, latest version first.
    pub async fn instruments(&self) -> Result<Vec<Document>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::instrument::instruments(&mut conn).await?.into_iter().map(Document::from).collect())
    }

    /// All schemes, by code, latest version first.
    pub async fn schemes(&self) -> Result<Vec<Document>, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::instrument::schemes(&mut conn).await?.into_iter().map(Document::from).collect())
    }

    /// One version of an instrument, with its file.
    pub async fn instrument(&self, id: InstrumentId) -> Result<(Document, Arc<Instrument>), AppError> {
        let mut conn = self.app.db().read().await?;
        let stored = store::instrument::instrument_by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let read = self.app.instrument(&mut conn, id).await?;
        Ok((stored.into(), read))
    }

    /// One version of a scheme, with its file.
    pub async fn scheme(&self, id: SchemeId) -> Result<(Document, Arc<Scheme>), AppError> {
        let mut conn = self.app.db().read().await?;
        let stored = store::instrument::scheme_by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let read = self.app.scheme(&mut conn, id).await?;
        Ok((stored.into(), read))
    }
}
