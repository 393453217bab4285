//! One file in several places: where else it is used, and which files a place could take over.

use app::Office;
use app::office::{QuestionSheet, fits};
use domain::instrument::Slot;
use i18n::Texts;
use store::evidence::{Blob, Content, Evidence};

use crate::components::SelectItem;

/// The numbers of the questions in which a file is used, `5, 12`.
fn numbers(office: &Office, files: &[Evidence], blob: &Blob) -> String {
    let mut numbers: Vec<u32> = files
        .iter()
        .filter(|file| matches!(&file.content, Content::File { blob: other, .. } if other.address == blob.address))
        .filter_map(|file| office.instrument().question(file.question.as_str()))
        .map(|question| question.number)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
    numbers.join(", ")
}

/// The files of the office that a slot takes and does not hold, each once, for a list to choose from.
pub(super) fn candidates(
    t: &Texts,
    office: &Office,
    files: &[Evidence],
    sheet: &QuestionSheet<'_>,
    slot: &Slot,
) -> Vec<SelectItem> {
    let here = |file: &Evidence| file.question == sheet.question.code && file.slot == slot.code;
    let blob_of = |file: &Evidence| match &file.content {
        Content::File { blob, .. } => Some(blob.address.clone()),
        Content::Link(_) => None,
    };
    let mut seen: Vec<String> = files.iter().filter(|file| here(file)).filter_map(blob_of).collect();
    let mut items = Vec::new();
    for file in files {
        let Content::File { blob, name } = &file.content else { continue };
        if file.damaged || !fits(slot, blob) || seen.contains(&blob.address) {
            continue;
        }
        seen.push(blob.address.clone());
        let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
        let size = t.bytes(u64::try_from(blob.size).unwrap_or(0));
        let numbers = numbers(office, files, blob);
        let place = if file.caption.is_empty() {
            t.evidence_reuse_place(numbers, size)
        } else {
            t.evidence_reuse_place_caption(file.caption.as_str(), numbers, size)
        };
        items.push(SelectItem::new(file.id.to_string(), format!("{name} ({place})")));
    }
    items
}

/// What is to be said of a piece of evidence beside what is known of its file, a sentence a line.
pub(super) fn notes(t: &Texts, evidence: &Evidence) -> Vec<String> {
    let mut notes = Vec::new();
    if evidence.damaged {
        notes.push(t.evidence_damaged_row());
    }
    if evidence.replaces.is_some() {
        notes.push(t.evidence_replaces());
    }
    notes
}
