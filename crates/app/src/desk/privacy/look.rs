//! Looking through words and the files that go with them.

use std::fmt::Write as _;

use domain::document::DocumentText;
use domain::facts::{Facts, Progress};
use domain::ids::RedactionId;
use domain::personal_data::{Findings, Known, scan};
use domain::public_file::Given;
use domain::thoroughness::{beside, gap};
use sql::Conn;

use super::{FilePrivacy, Privacy};
use crate::AppError;
use crate::public::file_access;

/// A file that is to be looked through.
pub(in crate::desk) struct Part {
    pub(in crate::desk) id: String,
    pub(in crate::desk) name: String,
    /// What the public reads with it, beside the words that it belongs to.
    pub(in crate::desk) label: String,
    /// Address of its bytes.
    pub(in crate::desk) blob: String,
    /// Media type of its bytes.
    pub(in crate::desk) media: String,
    /// The wish to black parts of it out that came to nothing.
    pub(in crate::desk) failed: Option<RedactionId>,
}

/// What is found in words without files.
pub(in crate::desk) fn words_alone(office: &Known, words: &str) -> Privacy {
    let own = scan(words, office);
    let digest = digest(words, &own, &[]);
    Privacy { own, files: Vec::new(), is_answered: false, is_redacting: false, digest }
}

/// Looks through words and files that go with them; `answered` names the warnings that somebody answered last.
pub(in crate::desk) async fn look_through(
    conn: &mut Conn,
    office: &Known,
    words: &str,
    parts: Vec<Part>,
    answered: Option<String>,
) -> Result<Privacy, AppError> {
    let blobs: Vec<&str> = parts.iter().map(|part| part.blob.as_str()).collect();
    let known = store::examination::of_blobs(conn, &blobs).await?;
    let texts = store::document_text::of_blobs(conn, &blobs).await?;
    let made = store::examination::derivatives(conn, &blobs).await?;
    // The same bytes may stand under two names, so nothing is taken away.
    let look = |part: Part| {
        let looked = known.get(&part.blob).cloned();
        let pictures = made.get(&part.blob).map(Vec::as_slice).unwrap_or_default();
        let ((_, given), _) = file_access(looked.as_ref(), pictures, &part.media);
        let is_shut_in = looked.as_ref().is_some_and(|looked| looked.quarantine.is_some());
        let is_withheld = given == Given::Nothing && looked.is_some() && !is_shut_in;
        let text = texts.get(&part.blob);
        let (progress, facts) =
            looked.map_or((None, Facts::default()), |looked| (Some(looked.progress), looked.facts));
        FilePrivacy { is_withheld, is_shut_in, ..known_of(part, progress, facts, text, office) }
    };
    let files: Vec<FilePrivacy> = parts.into_iter().map(look).collect();
    let own = scan(words, office);
    let digest = digest(words, &own, &files);
    let is_answered = answered.is_some_and(|answered| answered == digest);
    Ok(Privacy { own, files, is_answered, is_redacting: false, digest })
}

/// What is known of a file by its facts and its text.
fn known_of(
    part: Part,
    progress: Option<Progress>,
    facts: Facts,
    text: Option<&DocumentText>,
    office: &Known,
) -> FilePrivacy {
    FilePrivacy {
        label: scan(&part.label, office),
        label_hash: hash(&part.label),
        id: part.id,
        name: part.name,
        failed: part.failed,
        progress,
        findings: text.map(|text| scan(text.as_str(), office)).unwrap_or_default(),
        found_beside: text.map(|text| scan(text.beside(), office)).unwrap_or_default(),
        beside: beside(&facts),
        has_text: text.is_some_and(|text| !text.is_empty()),
        gap: if progress == Some(Progress::Done) { gap(&facts, text) } else { None },
        is_shut_in: false,
        is_withheld: false,
        pages: facts.pdf.map_or(0, |pdf| pdf.pages),
        id_cards: facts.looks_like_id_card,
    }
}

/// The same for the same warnings, another one for any others. Words that were answered for count as they stand, since another
/// number in the same place has the same count; the text of a file cannot change.
fn digest(words: &str, own: &Findings, files: &[FilePrivacy]) -> String {
    let mut said = format!("{:?}", own.counts);
    // Writing into a string does not fail.
    if !own.is_empty() {
        let _ = write!(said, " {}", hash(words));
    }
    for file in files {
        let FilePrivacy { id, progress, findings, id_cards, .. } = file;
        let _ = write!(said, "\n{id} {progress:?} {:?} {id_cards:?}", findings.counts);
        if !file.label.is_empty() {
            let _ = write!(said, " {}", file.label_hash);
        }
        if let Some(wish) = file.failed {
            let _ = write!(said, " {wish}");
        }
        if file.gap.is_some() || !file.beside.is_empty() || !file.found_beside.is_empty() {
            let (found, beside, gap) = (&file.found_beside.counts, &file.beside, &file.gap);
            let _ = write!(said, " {found:?} {beside:?} {gap:?}");
        }
    }
    hash(&said)
}

pub(super) fn hash(words: &str) -> String {
    blake3::hash(words.as_bytes()).to_hex().to_string()
}
