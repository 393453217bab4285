//! Personal data in what is about to be published: what was found in an item and its files, and who answered for it.

use std::fmt::Write as _;

use domain::catalogue::Content;
use domain::document::DocumentText;
use domain::facts::{Facts, Progress};
use domain::personal_data::{Findings, Known, scan};
use domain::policy::Action;
use domain::problem::Problem;
use domain::public_file::Given;
use domain::thoroughness::{Beside, Gap, beside, gap};
use serde_json::json;
use sql::Conn;
use store::catalogue::{Item, ItemFile};

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
    /// Pages of a PDF that can be blacked out.
    pub pages: u32,
}

impl FilePrivacy {
    /// Whether something was found.
    #[must_use]
    pub fn is_found(&self) -> bool {
        !self.findings.is_empty() || !self.found_beside.is_empty() || !self.id_cards.is_empty()
    }

    /// Whether somebody has to answer for it.
    #[must_use]
    pub fn warns(&self) -> bool {
        self.is_found() || self.gap.is_some() || !self.beside.is_empty()
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

    /// Whether a file has not been looked at.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.files.iter().any(|file| !file.is_looked_at())
    }

    /// Whether somebody is to answer before the item goes on.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.is_answered && (self.warns() || self.waits())
    }
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
        let mut made = store::examination::derivatives(conn, &blobs).await?;
        let office = self.office_known();
        let look = |file: ItemFile| {
            let address = &file.blob.address;
            let looked = known.remove(address);
            let pictures = made.remove(address).unwrap_or_default();
            let ((_, given), _) = crate::public::file_access(looked.as_ref(), pictures, &file.blob.media);
            let is_withheld =
                given == Given::Nothing && looked.as_ref().is_some_and(|looked| looked.quarantine.is_none());
            let text = texts.remove(address);
            let (progress, facts) =
                looked.map_or((None, Facts::default()), |looked| (Some(looked.progress), looked.facts));
            FilePrivacy { is_withheld, ..known_of(file, progress, facts, text.as_ref(), &office) }
        };
        let files: Vec<FilePrivacy> = files.into_iter().map(look).collect();
        let own = scan(&own_words(&content), &office);
        let digest = digest(&own, &files);
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
        let of_files = privacy.files.iter().flat_map(|file| [&file.findings, &file.found_beside]);
        for findings in std::iter::once(&privacy.own).chain(of_files) {
            for (kind, count) in &findings.counts {
                let sum = counts.get(kind.code()).and_then(serde_json::Value::as_u64).unwrap_or(0);
                counts.insert(kind.code().to_owned(), json!(sum + u64::from(*count)));
            }
        }
        let data = json!({ "found": counts, "digest": digest });
        self.log_item(&mut tx, &item, "privacy_answered", data, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Refuses a step while somebody is to answer the warnings, or a file is being blacked out. `is_public` says that the
    /// step makes the item public: then files that nobody has looked at count too.
    pub(super) async fn must_be_answered(&self, reference: &str, is_public: bool) -> Result<(), AppError> {
        let privacy = self.privacy(reference).await?;
        let not_now = |why: &str| Err(AppError::field("privacy", Problem::NotNow { why: why.to_owned() }));
        if privacy.is_redacting {
            return not_now("redaction-waiting");
        }
        if privacy.is_answered {
            return Ok(());
        }
        if privacy.warns() {
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

/// What is known of a file by its facts and its text.
fn known_of(
    file: ItemFile,
    progress: Option<Progress>,
    facts: Facts,
    text: Option<&DocumentText>,
    office: &Known,
) -> FilePrivacy {
    FilePrivacy {
        file,
        progress,
        findings: text.map(|text| scan(text.as_str(), office)).unwrap_or_default(),
        found_beside: text.map(|text| scan(text.beside(), office)).unwrap_or_default(),
        beside: beside(&facts),
        has_text: text.is_some_and(|text| !text.is_empty()),
        gap: if progress == Some(Progress::Done) { gap(&facts, text) } else { None },
        is_withheld: false,
        pages: facts.pdf.map_or(0, |pdf| pdf.pages),
        id_cards: facts.looks_like_id_card,
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

/// The same for the same warnings, another one for any others.
fn digest(own: &Findings, files: &[FilePrivacy]) -> String {
    let mut words = format!("{:?}", own.counts);
    for file in files {
        // Writing into a string does not fail.
        let _ = write!(
            words,
            "\n{} {:?} {:?} {:?}",
            file.file.id, file.progress, file.findings.counts, file.id_cards
        );
        if file.gap.is_some() || !file.beside.is_empty() || !file.found_beside.is_empty() {
            let (found, beside, gap) = (&file.found_beside.counts, &file.beside, &file.gap);
            let _ = write!(words, " {found:?} {beside:?} {gap:?}");
        }
    }
    blake3::hash(words.as_bytes()).to_hex().to_string()
}
