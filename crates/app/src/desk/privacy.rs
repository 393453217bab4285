//! Personal data in what is about to be published: what was found in an item and its files, and who answered for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::catalogue::Content;
use domain::facts::{Facts, Progress};
use domain::ids::{ItemFileId, RedactionId};
use domain::personal_data::{Findings, Known, scan};
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::{Value, json};
use sql::Conn;
use store::catalogue::{Item, ItemFile};
use store::redaction::Redaction;

use super::Desk;
use crate::{AppError, Conflict};

/// What is known of a file of an item.
#[derive(Debug, Clone)]
pub struct FilePrivacy {
    /// Which.
    pub file: ItemFile,
    /// How far the look inside has come; `None` where nobody asked for one.
    pub progress: Option<Progress>,
    /// What was found in its text.
    pub findings: Findings,
    /// What was found in its name and caption, which the public reads too.
    pub label: Findings,
    /// Pages on which something looks like an identity card.
    pub id_cards: Vec<u32>,
    /// Whether there was text to be looked through. What is a picture is for people to read.
    pub has_text: bool,
    /// Whether only its beginning was looked through.
    pub is_cut: bool,
    /// Pages of a PDF that can be blacked out.
    pub pages: u32,
    /// Whether it may hold something harmful. Nobody is given it, and nobody can answer for it.
    pub is_shut_in: bool,
    /// The wish to black parts of it out that came to nothing, where no later one did.
    pub failed: Option<RedactionId>,
}

impl FilePrivacy {
    /// Whether there is something that somebody has to answer for.
    #[must_use]
    pub fn is_found(&self) -> bool {
        !self.findings.is_empty()
            || !self.label.is_empty()
            || !self.id_cards.is_empty()
            || self.failed.is_some()
    }

    /// Whether the look inside is over.
    #[must_use]
    pub fn is_looked_at(&self) -> bool {
        self.progress == Some(Progress::Done)
    }
}

/// The warnings of an item.
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
    /// Whether something was found that somebody has to answer for.
    #[must_use]
    pub fn is_found(&self) -> bool {
        !self.own.is_empty() || self.files.iter().any(FilePrivacy::is_found)
    }

    /// Whether a file may hold something harmful: the item does not go on with it.
    #[must_use]
    pub fn is_shut_in(&self) -> bool {
        self.files.iter().any(|file| file.is_shut_in)
    }

    /// Whether a file has not been looked at.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.files.iter().any(|file| !file.is_looked_at())
    }

    /// Whether somebody is to answer before the item goes on.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.is_answered && (self.is_found() || self.waits())
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
        let blobs: Vec<&str> = files.iter().map(|file| file.blob.address.as_str()).collect();
        let mut known = store::examination::of_blobs(conn, &blobs).await?;
        let mut texts = store::document_text::of_blobs(conn, &blobs).await?;
        let answered = store::privacy::answered(conn, item.id, item.edition).await?;
        let wishes = store::redaction::of_item(conn, item.id).await?;
        let office = self.office_known();
        let failed = failed(&wishes);
        let look = |file: ItemFile| {
            let looked = known.remove(&file.blob.address);
            let text = texts.remove(&file.blob.address);
            let is_shut_in = looked.as_ref().is_some_and(|looked| looked.quarantine.is_some());
            let (progress, facts) =
                looked.map_or((None, Facts::default()), |looked| (Some(looked.progress), looked.facts));
            FilePrivacy {
                progress,
                is_shut_in,
                failed: failed.get(&file.id).copied(),
                label: scan(&label(&file), &office),
                findings: text.as_ref().map(|text| scan(text.as_str(), &office)).unwrap_or_default(),
                id_cards: facts.looks_like_id_card,
                has_text: text.as_ref().is_some_and(|text| !text.is_empty()),
                is_cut: text.as_ref().is_some_and(domain::document::DocumentText::is_cut),
                pages: facts.pdf.map_or(0, |pdf| pdf.pages),
                file,
            }
        };
        let files: Vec<FilePrivacy> = files.into_iter().map(look).collect();
        let own = scan(&own_words(&content), &office);
        let digest = digest(&content, &own, &files);
        let is_answered = answered.is_some_and(|answered| answered == digest);
        // A file that was taken away holds nothing up.
        let is_here = |id| files.iter().any(|one| one.file.id == id);
        let is_redacting = wishes.iter().any(|wish| wish.progress == Progress::Waiting && is_here(wish.file));
        Ok(Privacy { own, files, is_answered, is_redacting, digest })
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
        let mut counts = serde_json::Map::new();
        let files = privacy.files.iter().flat_map(|file| [&file.findings, &file.label]);
        for findings in std::iter::once(&privacy.own).chain(files) {
            for (kind, count) in &findings.counts {
                let sum = counts.get(kind.code()).and_then(Value::as_u64).unwrap_or(0);
                counts.insert(kind.code().to_owned(), json!(sum + u64::from(*count)));
            }
        }
        let data = json!({ "found": counts, "digest": digest });
        self.log_item(&mut tx, &item, "privacy_answered", data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// What looks like personal data in a reason that is typed; nothing where there is none.
    #[must_use]
    pub fn reason_privacy(&self, reason: &str) -> Option<ReasonPrivacy> {
        let reason = reason.trim();
        let found = scan(reason, &self.office_known());
        let digest = blake3::hash(reason.as_bytes()).to_hex().to_string();
        (!found.is_empty()).then_some(ReasonPrivacy { found, digest })
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

    /// Refuses a step while somebody is to answer the warnings, a file is being blacked out, or one is shut in. `is_public` says that the
    /// step makes the item public: then files that nobody has looked at count too.
    pub(super) async fn must_be_answered(&self, reference: &str, is_public: bool) -> Result<(), AppError> {
        let privacy = self.privacy(reference).await?;
        let not_now = |why: &str| Err(AppError::field("privacy", Problem::NotNow { why: why.to_owned() }));
        if privacy.is_shut_in() {
            return not_now("release-shut-in");
        }
        if privacy.is_redacting {
            return not_now("redaction-waiting");
        }
        if privacy.is_answered {
            return Ok(());
        }
        if privacy.is_found() {
            return not_now("privacy-unanswered");
        }
        if is_public && privacy.waits() { not_now("privacy-waits") } else { Ok(()) }
    }

    /// What the office publishes of itself.
    fn office_known(&self) -> Known {
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

/// The same for the same warnings, another one for any others. Words that were answered for count as they stand, since another
/// number in the same place has the same count; those of a file cannot change.
fn digest(content: &Content, own: &Findings, files: &[FilePrivacy]) -> String {
    let mut words = format!("{:?}", own.counts);
    // Writing into a string does not fail.
    if !own.is_empty() {
        let _ = write!(words, " {}", blake3::hash(own_words(content).as_bytes()));
    }
    for file in files {
        let _ = write!(
            words,
            "\n{} {:?} {:?} {:?}",
            file.file.id, file.progress, file.findings.counts, file.id_cards
        );
        if !file.label.is_empty() {
            let _ = write!(words, " {}", blake3::hash(label(&file.file).as_bytes()));
        }
        if let Some(wish) = file.failed {
            let _ = write!(words, " {wish}");
        }
    }
    blake3::hash(words.as_bytes()).to_hex().to_string()
}
