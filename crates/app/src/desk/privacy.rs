//! Personal data in what is about to be published: what was found in an item and its files, in an article and its pictures, and
//! who answered for it.

use std::fmt::Write as _;

use domain::catalogue::Content;
use domain::facts::{Facts, Progress};
use domain::personal_data::{Findings, Known, scan};
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::{Value, json};
use sql::Conn;
use store::catalogue::Item;

use super::Desk;
use crate::{AppError, Conflict};

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
    /// Pages on which something looks like an identity card.
    pub id_cards: Vec<u32>,
    /// Whether there was text to be looked through. What is a picture is for people to read.
    pub has_text: bool,
    /// Whether only its beginning was looked through.
    pub is_cut: bool,
    /// Pages of a PDF that can be blacked out.
    pub pages: u32,
}

impl FilePrivacy {
    /// Whether something was found.
    #[must_use]
    pub fn is_found(&self) -> bool {
        !self.findings.is_empty() || !self.id_cards.is_empty()
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
    /// Whether something was found that somebody has to answer for.
    #[must_use]
    pub fn is_found(&self) -> bool {
        !self.own.is_empty() || self.files.iter().any(FilePrivacy::is_found)
    }

    /// Whether a file has not been looked at.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.files.iter().any(|file| !file.is_looked_at())
    }

    /// Whether somebody is to answer before it goes on.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.is_answered && (self.is_found() || self.waits())
    }

    /// Refuses a step while somebody is to answer the warnings, or a file is being blacked out. `is_public` says that the
    /// step makes it public: then files that nobody has looked at count too.
    pub(super) fn must_be_answered(&self, is_public: bool) -> Result<(), AppError> {
        let not_now = |why: &str| Err(AppError::field("privacy", Problem::NotNow { why: why.to_owned() }));
        if self.is_redacting {
            return not_now("redaction-waiting");
        }
        if self.is_answered {
            return Ok(());
        }
        if self.is_found() {
            return not_now("privacy-unanswered");
        }
        if is_public && self.waits() { not_now("privacy-waits") } else { Ok(()) }
    }

    /// What an answer to these warnings answers, for the history.
    pub(super) fn answer(&self) -> Value {
        let mut counts = serde_json::Map::new();
        for findings in std::iter::once(&self.own).chain(self.files.iter().map(|file| &file.findings)) {
            for (kind, count) in &findings.counts {
                let sum = counts.get(kind.code()).and_then(Value::as_u64).unwrap_or(0);
                counts.insert(kind.code().to_owned(), json!(sum + u64::from(*count)));
            }
        }
        json!({ "found": counts, "digest": self.digest })
    }
}

/// What is found in words without files.
pub(super) fn words_alone(office: &Known, words: &str) -> Privacy {
    let own = scan(words, office);
    let digest = digest(&own, &[]);
    Privacy { own, files: Vec::new(), is_answered: false, is_redacting: false, digest }
}

/// A file that is to be looked through.
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    /// Address of its bytes.
    pub(super) blob: String,
}

/// Looks through words and files that go with them; `answered` names the warnings that somebody answered last.
pub(super) async fn look_through(
    conn: &mut Conn,
    office: &Known,
    words: &str,
    parts: Vec<Part>,
    answered: Option<String>,
) -> Result<Privacy, AppError> {
    let blobs: Vec<&str> = parts.iter().map(|part| part.blob.as_str()).collect();
    let mut known = store::examination::of_blobs(conn, &blobs).await?;
    let mut texts = store::document_text::of_blobs(conn, &blobs).await?;
    let look = |part: Part| {
        let looked = known.remove(&part.blob);
        let text = texts.remove(&part.blob);
        let (progress, facts) =
            looked.map_or((None, Facts::default()), |looked| (Some(looked.progress), looked.facts));
        FilePrivacy {
            progress,
            findings: text.as_ref().map(|text| scan(text.as_str(), office)).unwrap_or_default(),
            id_cards: facts.looks_like_id_card,
            has_text: text.as_ref().is_some_and(|text| !text.is_empty()),
            is_cut: text.as_ref().is_some_and(domain::document::DocumentText::is_cut),
            pages: facts.pdf.map_or(0, |pdf| pdf.pages),
            id: part.id,
            name: part.name,
        }
    };
    let files: Vec<FilePrivacy> = parts.into_iter().map(look).collect();
    let own = scan(words, office);
    let digest = digest(&own, &files);
    let is_answered = answered.is_some_and(|answered| answered == digest);
    Ok(Privacy { own, files, is_answered, is_redacting: false, digest })
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
        let files = files.into_iter().map(|file| Part {
            id: file.id.to_string(),
            name: file.name,
            blob: file.blob.address,
        });
        let mut privacy =
            look_through(conn, &self.office_known(), &own_words(&content), files.collect(), answered).await?;
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
        let data = privacy.answer();
        self.log_item(&mut tx, &item, "privacy_answered", data, now).await?;
        tx.commit().await?;
        Ok(())
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

/// The same for the same warnings, another one for any others.
fn digest(own: &Findings, files: &[FilePrivacy]) -> String {
    let mut words = format!("{:?}", own.counts);
    for file in files {
        // Writing into a string does not fail.
        let _ =
            write!(words, "\n{} {:?} {:?} {:?}", file.id, file.progress, file.findings.counts, file.id_cards);
    }
    blake3::hash(words.as_bytes()).to_hex().to_string()
}
