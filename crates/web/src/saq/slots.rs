//! The places for evidence on the page of a question.

use app::Office;
use app::office::{CAPTION_MAX, QuestionSheet, accepted_suffixes};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::assessment::is_asked;
use domain::instrument::{EvidenceKind, Slot};
use i18n::Texts;
use store::evidence::{Content, Evidence};

use super::words;
use crate::components::{Button, FileUpload, Html, Input};
use crate::link::LinkProofView;
use crate::page::Shell;
use crate::problem::Messages;

/// Hexadecimal digits of a fingerprint that are shown.
const SHOWN_DIGITS: usize = 8;

/// All places for evidence that a question shows now.
#[derive(Debug, Template)]
#[template(path = "saq/slots.html")]
pub(super) struct Slots {
    t: Texts,
    /// Address of the question.
    path: String,
    places: Vec<SlotView>,
    /// What to say where nothing is shown.
    none: String,
    /// Evidence can be changed.
    editable: bool,
    /// Sent beside another answer, to replace what the page shows.
    pub(super) out_of_band: bool,
}

impl HtmlSafe for Slots {}

#[derive(Debug)]
struct SlotView {
    code: String,
    label: String,
    facts: String,
    rules: Vec<String>,
    notes: Vec<String>,
    rows: Vec<Row>,
    upload: Option<Html>,
    link: Option<Html>,
}

#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    href: String,
    is_link: bool,
    facts: String,
    /// What is known of a link.
    proof: Option<LinkProofView>,
    caption: String,
    edit: Html,
    remove: Button,
}

impl Slots {
    pub(super) fn new(
        shell: &Shell,
        office: &Office,
        sheet: &QuestionSheet<'_>,
        editable: bool,
        errors: &Messages,
        typed: &dyn Fn(&str) -> String,
    ) -> Self {
        let t = shell.t;
        let shown = sheet.shown_slots();
        let waits = sheet.question.evidence.len() > shown.len() && sheet.answer().is_empty();
        let none = match (shown.is_empty(), waits) {
            (_, true) => t.saq_evidence_after(),
            (true, false) => t.saq_evidence_none(),
            (false, false) => String::new(),
        };
        let maker = Maker { shell, office, sheet, editable, errors, typed };
        Self {
            t,
            path: format!("{}/{}", super::home(office), sheet.question.code),
            places: shown.into_iter().map(|slot| maker.slot(slot)).collect(),
            none,
            editable,
            out_of_band: false,
        }
    }
}

struct Maker<'a> {
    shell: &'a Shell,
    office: &'a Office,
    sheet: &'a QuestionSheet<'a>,
    editable: bool,
    errors: &'a Messages,
    typed: &'a dyn Fn(&str) -> String,
}

impl Maker<'_> {
    fn slot(&self, slot: &Slot) -> SlotView {
        let t = &self.shell.t;
        let here: Vec<&Evidence> =
            self.sheet.evidence.iter().filter(|evidence| evidence.slot == slot.code).collect();
        let full = here.len() >= usize::try_from(slot.max).unwrap_or(usize::MAX);
        let asked = is_asked(self.sheet.question, slot, &self.sheet.answer());
        let mut notes = Vec::new();
        if !asked {
            notes.push(t.saq_slot_not_asked());
        }
        if full && self.editable {
            notes.push(t.saq_slot_full());
        }
        // An error of this slot must stand at its field, full or not.
        let code = slot.code.as_str();
        let open = self.editable && asked && (!full || self.errors.get(&format!("slot.{code}")).is_some());
        let takes_links = slot.kinds.contains(&EvidenceKind::Url);
        let takes_files = slot.kinds.iter().any(|kind| *kind != EvidenceKind::Url);
        SlotView {
            code: code.to_owned(),
            label: slot.label.get(t.code()).to_owned(),
            facts: self.facts(slot, here.len(), takes_files),
            rules: slot.rules.iter().map(|rule| words::rule(t, rule.as_str())).collect(),
            notes,
            rows: here.into_iter().map(|evidence| self.row(evidence)).collect(),
            upload: (open && takes_files).then(|| self.upload(slot)),
            link: (open && takes_links).then(|| self.link(slot, takes_files)),
        }
    }

    fn facts(&self, slot: &Slot, have: usize, takes_files: bool) -> String {
        let t = &self.shell.t;
        let have = i64::try_from(have).unwrap_or(i64::MAX);
        let kinds: Vec<String> = slot.kinds.iter().map(|kind| words::kind(t, *kind)).collect();
        let mut facts = vec![
            t.saq_slot_count(have, i64::from(slot.max), i64::from(slot.min)) + ".",
            t.saq_slot_kinds(kinds.join(", ")),
        ];
        if takes_files {
            facts.push(t.saq_slot_size(t.bytes(self.office.max_file_bytes())));
        }
        facts.join(" ")
    }

    fn upload(&self, slot: &Slot) -> Html {
        let t = &self.shell.t;
        let code = slot.code.as_str();
        let accept: Vec<String> =
            accepted_suffixes(slot).into_iter().map(|suffix| format!(".{suffix}")).collect();
        let name = format!("slot.{code}");
        let mut upload = FileUpload::new(name.clone(), t.saq_upload_files()).accept(&accept.join(","));
        if slot.max > 1 {
            upload = upload.multiple();
        }
        let upload = upload.error(self.shell.error(self.errors.get(&name)));
        let caption = self.caption(&format!("caption.{code}"), "caption", &(self.typed)("caption"));
        Html::join([Html::join([upload]), caption, Html::join([Button::submit(t.saq_upload()).secondary()])])
    }

    fn link(&self, slot: &Slot, beside_files: bool) -> Html {
        let t = &self.shell.t;
        let code = slot.code.as_str();
        let name = format!("link.{code}");
        // Where only links are taken, the way from a gap leads here.
        let id = if beside_files { name.clone() } else { format!("slot.{code}") };
        let error = self.errors.get(&name).or_else(|| self.errors.get(&id));
        let link = Input::new("link", t.saq_link()).id(id).kind("url").value((self.typed)("link"));
        let link = link.hint(t.saq_link_hint()).autocomplete("off").error(self.shell.error(error));
        let caption = self.caption(&format!("link-caption.{code}"), "caption", &(self.typed)("caption"));
        Html::join([Html::join([link]), caption, Html::join([Button::submit(t.saq_link_add()).secondary()])])
    }

    fn caption(&self, id: &str, name: &str, value: &str) -> Html {
        let t = &self.shell.t;
        let input = Input::new(name, t.saq_caption()).id(id).value(value).hint(t.saq_caption_hint());
        let input = input.attribute("maxlength", CAPTION_MAX.to_string());
        Html::join([input.error(self.shell.error(self.errors.get(id)))])
    }

    fn row(&self, evidence: &Evidence) -> Row {
        let t = &self.shell.t;
        let id = evidence.id.to_string();
        let (name, href, is_link, facts) = match &evidence.content {
            Content::File { blob, name } => {
                let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
                let size = t.bytes(u64::try_from(blob.size).unwrap_or(0));
                let hash: String = blob.sha256.chars().take(SHOWN_DIGITS).collect();
                let mut facts = format!("{size}. {}", t.saq_received(hash));
                if evidence.late {
                    facts = format!("{facts}. {}", t.saq_late());
                }
                (name, format!("/bukti/{id}"), false, facts)
            }
            Content::Link(link) => (link.clone(), link.clone(), true, String::new()),
        };
        let proof = match &evidence.content {
            Content::Link(link) => {
                super::link::words(&self.shell.t, self.office).beside(&self.sheet.links, link)
            }
            Content::File { .. } => None,
        };
        let at = format!("caption.{id}");
        let caption = Input::new("caption", t.saq_caption()).id(at.clone()).value(evidence.caption.as_str());
        let caption = caption.attribute("maxlength", CAPTION_MAX.to_string());
        let caption = caption.error(self.shell.error(self.errors.get(&at)));
        let save = Button::submit(t.saq_caption_save()).secondary();
        Row {
            remove: Button::submit(t.saq_remove())
                .secondary()
                .attribute("aria-label", t.saq_remove_about(name.as_str())),
            edit: Html::join([Html::join([caption]), Html::join([save])]),
            caption: evidence.caption.clone(),
            id,
            name,
            href,
            is_link,
            facts,
            proof,
        }
    }
}
