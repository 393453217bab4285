//! Personal data in what is about to be published: what was found in an item and its files, in an article and its pictures, and
//! who answered for it.

mod look;

use std::collections::BTreeMap;

use domain::catalogue::Content;
use domain::facts::Progress;
use domain::ids::{ItemFileId, RedactionId};
use domain::personal_data::{Findings, Known, scan};
use domain::policy::Action;
use domain::problem::Problem;
use domain::thoroughness::{Beside, Gap};
use serde_json::{Value, json};
use sql::Conn;
use store::catalogue::{Item, ItemFile};
use store::redaction::Redaction;

use super::Desk;
use crate::{AppError, Conflict};

pub(super) use look::{Part, look_through, words_alone};

/// What is known of a file of an item, or of a picture of an article.
#[derive(Debug, Clone)]
pub struct FilePrivacy {
    /// Which: the id of the file, the number of the picture.
    pub id: String,
    /// Its name as shown to people.
    pub name: String,
    /// How far the look inside has come; `None` where nobody asked for one.
    pub progress: Option<Progress>,
    /// What was found in its text.
    pub findings: Findings,
    /// What was found in its name and caption, which the public reads too.
    pub label: Findings,
    /// Names what stands in its name and caption.
    label_hash: String,
    /// Pages on which something looks like an identity card.
    pub id_cards: Vec<u32>,
    /// Whether there was text to be looked through. What is a picture is for people to read.
    pub has_text: bool,
    /// What was found in its comments, deleted words and sheets that are not shown.
    pub found_beside: Findings,
    /// What goes out with it though its readers do not see it at once.
    pub beside: Vec<Beside>,
    /// What of it was not looked through.
    pub gap: Option<Gap>,
    /// Whether the public gets nothing of it, since no copy without what its camera noted could be made.
    pub is_withheld: bool,
    /// Whether it may hold something harmful. Nobody is given it, and nobody can answer for it.
    pub is_shut_in: bool,
    /// The wish to black parts of it out that came to nothing, where no later one did.
    pub failed: Option<RedactionId>,
    /// Pages of a PDF that can be blacked out.
    pub pages: u32,
}

impl FilePrivacy {
    /// Whether something was found.
    #[must_use]
    pub fn is_found(&self) -> bool {
        let findings = [&self.findings, &self.found_beside, &self.label];
        findings.iter().any(|found| !found.is_empty()) || !self.id_cards.is_empty()
    }

    /// Whether somebody has to answer for it.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.is_found() || self.gap.is_some() || !self.beside.is_empty() || self.failed.is_some()
    }

    /// Whether the look inside is over.
    #[must_use]
    pub fn is_looked_at(&self) -> bool {
        self.progress == Some(Progress::Done)
    }
}

/// The warnings of an item or an article.
#[derive(Debug, Clone)]
pub struct Privacy {
    /// What was found in its own words.
    pub own: Findings,
    /// Its files.
    pub files: Vec<FilePrivacy>,
    /// Whether somebody answered exactly these warnings.
    pub is_answered: bool,
    /// Whether a file is being blacked out.
    pub is_redacting: bool,
    /// Names these warnings: an answer to others is none to these.
    pub digest: String,
}

impl Privacy {
    /// Whether something was found.
    #[must_use]
    pub fn is_found(&self) -> bool {
        !self.own.is_empty() || self.files.iter().any(FilePrivacy::is_found)
    }

    /// Whether a part of the files was not looked through.
    #[must_use]
    pub fn is_partly(&self) -> bool {
        self.files.iter().any(|file| file.gap.is_some())
    }

    /// Whether there is something that somebody has to answer for.
    #[must_use]
    pub fn warns(&self) -> bool {
        !self.own.is_empty() || self.files.iter().any(FilePrivacy::warns)
    }

    /// Whether a file may hold something harmful: what it belongs to does not go on with it.
    #[must_use]
    pub fn is_shut_in(&self) -> bool {
        self.files.iter().any(|file| file.is_shut_in)
    }

    /// Whether a file has not been looked at.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.files.iter().any(|file| !file.is_looked_at())
    }

    /// Whether somebody is to answer before it goes on.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.is_answered && (self.warns() || self.waits())
    }

    /// Refuses a step while somebody is to answer the warnings, a file is being blacked out, or one is shut in. `is_public`
    /// says that the step makes it public: then files that nobody has looked at count too.
    pub(super) fn must_be_answered(&self, is_public: bool) -> Result<(), AppError> {
        let not_now = |why: &str| Err(AppError::field("privacy", Problem::NotNow { why: why.to_owned() }));
        if self.is_shut_in() {
            return not_now("release-shut-in");
        }
        if self.is_redacting {
            return not_now("redaction-waiting");
        }
        if self.is_answered {
            return Ok(());
        }
        if self.warns() {
            return not_now("privacy-unanswered");
        }
        if is_public && self.waits() { not_now("privacy-waits") } else { Ok(()) }
    }

    /// What an answer to these warnings answers, for the history.
    pub(super) fn answer(&self) -> Value {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        let files = self.files.iter().flat_map(|file| [&file.findings, &file.found_beside, &file.label]);
        for findings in std::iter::once(&self.own).chain(files) {
            for (kind, count) in &findings.counts {
                *counts.entry(kind.code()).or_default() += u64::from(*count);
            }
        }
        json!({ "found": counts, "digest": self.digest })
    }
}

/// What looks like personal data in a reason that the public is to read.
#[derive(Debug, Clone)]
pub struct ReasonPrivacy {
    /// What was found.
    pub found: Findings,
    /// Names this reason: an answer to another one is none to this.
    pub digest: String,
}

impl Desk {
    /// What looks like personal data in the newest edition of an item.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference.
    pub async fn privacy(&self, reference: &str) -> Result<Privacy, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let item = self.own_item(&mut conn, reference).await?;
        self.privacy_of(&mut conn, &item).await
    }

    pub(super) async fn privacy_of(&self, conn: &mut Conn, item: &Item) -> Result<Privacy, AppError> {
        let edition = store::catalogue::edition(conn, item.id, item.edition).await?;
        let content = edition.map(|edition| edition.content).unwrap_or_default();
        let files = store::catalogue::files(conn, item.id, item.edition).await?;
        let answered = store::privacy::answered(conn, item.id, item.edition).await?;
        let wishes = store::redaction::of_item(conn, item.id).await?;
        let failed = failed(&wishes);
        let parts = files.into_iter().map(|file| Part {
            id: file.id.to_string(),
            label: label(&file),
            failed: failed.get(&file.id).copied(),
            name: file.name,
            blob: file.blob.address,
            media: file.blob.media,
        });
        let mut privacy =
            look_through(conn, &self.office_known(), &own_words(&content), parts.collect(), answered).await?;
        // A file that was taken away holds nothing up.
        let is_here = |id: String| privacy.files.iter().any(|one| one.id == id);
        privacy.is_redacting =
            wishes.iter().any(|wish| wish.progress == Progress::Waiting && is_here(wish.file.to_string()));
        Ok(privacy)
    }

    /// Answers the warnings of an item: somebody looked at each of them, and what stands there may be published.
    ///
    /// # Errors
    /// [`AppError::Conflict`] when there are other warnings by now than those with this digest.
    pub async fn answer_privacy(&self, reference: &str, digest: &str) -> Result<(), AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let now = self.app.now();
        let privacy = self.privacy(reference).await?;
        let mut tx = self.app.db().write().await?;
        let item = self.lock_item(&mut tx, reference).await?;
        if privacy.digest != digest {
            let value = String::new();
            return Err(AppError::Conflict(Conflict::Version { current: item.revision, value }));
        }
        if privacy.is_answered {
            return Ok(());
        }
        store::privacy::answer(&mut tx, (item.id, item.edition), digest, self.who.person, now).await?;
        self.log_item(&mut tx, &item, "privacy_answered", privacy.answer(), now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What looks like personal data in a reason that is typed; nothing where there is none.
    #[must_use]
    pub fn reason_privacy(&self, reason: &str) -> Option<ReasonPrivacy> {
        let reason = reason.trim();
        let found = scan(reason, &self.office_known());
        (!found.is_empty()).then(|| ReasonPrivacy { found, digest: look::hash(reason) })
    }

    /// Refuses a reason for the public with warnings that were not answered. What was found, for the record, by kind.
    pub(super) fn reason_answered(&self, reason: &str, answered: &str) -> Result<Value, AppError> {
        let Some(ReasonPrivacy { found, digest }) = self.reason_privacy(reason) else { return Ok(json!({})) };
        if digest != answered {
            let why = "release-reason-unanswered".to_owned();
            return Err(AppError::field("reason_privacy", Problem::NotNow { why }));
        }
        Ok(found.counts.iter().map(|(kind, count)| (kind.code().to_owned(), json!(count))).collect())
    }

    /// As [`Privacy::must_be_answered`], for an item.
    pub(super) async fn must_be_answered(&self, reference: &str, is_public: bool) -> Result<(), AppError> {
        self.privacy(reference).await?.must_be_answered(is_public)
    }

    /// What the office publishes of itself.
    pub(super) fn office_known(&self) -> Known {
        let body = &self.placed.body;
        let phone = body.whatsapp.as_ref().map(domain::body::Phone::digits);
        Known::new(phone, [body.email.as_str()])
    }
}

/// Everything that is written about an item.
fn own_words(content: &Content) -> String {
    let Content {
        title, summary, holder, responsible, place, retention, legal_basis, link, keywords, ..
    } = content;
    let words = [title, summary, holder, responsible, place, retention, legal_basis, link];
    let words: Vec<&str> = words.into_iter().chain(keywords).map(String::as_str).collect();
    words.join("\n")
}

/// What stands with a file for the public.
fn label(file: &ItemFile) -> String {
    format!("{}\n{}", file.name, file.caption)
}

/// The last wish for each file, where it came to nothing.
fn failed(wishes: &[Redaction]) -> BTreeMap<ItemFileId, RedactionId> {
    let last: BTreeMap<ItemFileId, &Redaction> = wishes.iter().map(|wish| (wish.file, wish)).collect();
    let failed = last.into_iter().filter(|(_, wish)| wish.progress == Progress::Failed);
    failed.map(|(file, wish)| (file, wish.id)).collect()
}
