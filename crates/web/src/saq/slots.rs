//! The places for evidence on the page of a question.

use app::office::{CAPTION_MAX, QuestionSheet, Room, accepted_suffixes};
use app::{AppError, Office};
use askama::Template;
use askama::filters::HtmlSafe;
use domain::assessment::is_asked;
use domain::instrument::{EvidenceKind, Slot};
use i18n::Texts;
use store::evidence::{Content, Evidence};

use super::rules::Rules;
use super::{shared, words};
use crate::belief::Known;
use crate::components::{Button, Details, FileUpload, Html, Input, Select, SelectItem};
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
    /// What holds for files; nothing where no place takes any.
    rules: Option<Rules>,
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
    /// Using a file that is in another place.
    reuse: Option<Html>,
    link: Option<Html>,
}

/// What the places for evidence show beside the question: the files of the office in all places, and its room.
#[derive(Debug)]
pub(super) struct Beside {
    files: Vec<Evidence>,
    room: Room,
}

impl Beside {
    pub(super) async fn load(office: &Office) -> Result<Self, AppError> {
        Ok(Self { files: office.files().await?, room: office.room().await? })
    }
}

#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    href: String,
    is_link: bool,
    facts: String,
    /// More about it, a sentence a line.
    notes: Vec<String>,
    /// Words and address of its receipt.
    receipt: Option<(String, String)>,
    /// What is known of a link.
    proof: Option<LinkProofView>,
    caption: String,
    known: Option<Known>,
    edit: Html,
    replace: Option<Replace>,
    remove: Button,
}

/// The form that puts a newer version in the place of a file.
#[derive(Debug)]
struct Replace {
    about: String,
    form: Html,
    /// Unfolded, because something is wrong in it.
    open: bool,
}

impl Slots {
    pub(super) fn new(
        shell: &Shell,
        office: &Office,
        sheet: &QuestionSheet<'_>,
        beside: &Beside,
        (editable, errors): (bool, &Messages),
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
        let maker = Maker { shell, office, sheet, beside, editable, errors, typed };
        let takes_files = shown.iter().any(|slot| takes_files(slot));
        Self {
            t,
            path: format!("{}/{}", super::home(office), sheet.question.code),
            places: shown.into_iter().map(|slot| maker.slot(slot)).collect(),
            none,
            rules: takes_files.then(|| Rules::new(&t, office, beside.room)),
            editable,
            out_of_band: false,
        }
    }
}

struct Maker<'a> {
    shell: &'a Shell,
    office: &'a Office,
    sheet: &'a QuestionSheet<'a>,
    beside: &'a Beside,
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
        let takes_files = takes_files(slot);
        SlotView {
            code: code.to_owned(),
            label: slot.label.get(t.code()).to_owned(),
            facts: self.facts(slot, here.len()),
            rules: slot.rules.iter().map(|rule| words::rule(t, rule.as_str())).collect(),
            notes,
            rows: here.into_iter().map(|evidence| self.row(slot, evidence)).collect(),
            reuse: if open && takes_files { self.reuse(slot) } else { None },
            upload: (open && takes_files).then(|| self.upload(slot)),
            link: (open && takes_links).then(|| self.link(slot, takes_files)),
        }
    }

    fn facts(&self, slot: &Slot, have: usize) -> String {
        let t = &self.shell.t;
        let have = i64::try_from(have).unwrap_or(i64::MAX);
        let kinds: Vec<String> = slot.kinds.iter().map(|kind| words::kind(t, *kind)).collect();
        let count = t.saq_slot_count(have, i64::from(slot.max), i64::from(slot.min));
        format!("{count}. {}", t.saq_slot_kinds(kinds.join(", ")))
    }

    fn upload(&self, slot: &Slot) -> Html {
        let t = &self.shell.t;
        let code = slot.code.as_str();
        let name = format!("slot.{code}");
        let mut upload = FileUpload::new(name.clone(), t.saq_upload_files()).accept(&accepted(slot));
        if slot.max > 1 {
            upload = upload.multiple();
        }
        let upload = upload.error(self.shell.error(self.errors.get(&name)));
        let caption = self.caption(&format!("caption.{code}"), "caption", &(self.typed)("caption"));
        Html::join([
            Html::join([upload]),
            caption,
            Html::join([Button::submit(t.saq_upload()).secondary().repeatable()]),
        ])
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

    /// What is known of a file.
    fn known(&self, evidence: &Evidence) -> Option<Known> {
        let belief = self.sheet.beliefs.get(&evidence.id)?;
        Some(Known::new(&self.shell.t, self.office.placed().body.zone, evidence.id, belief))
    }

    /// The choice among the files of the office that fit here; nothing where there are none.
    fn reuse(&self, slot: &Slot) -> Option<Html> {
        let t = &self.shell.t;
        let field = format!("pakai.{}", slot.code);
        let items = shared::candidates(t, self.office, &self.beside.files, self.sheet, slot);
        if items.is_empty() {
            return None;
        }
        let none = SelectItem::new("", t.national_choose());
        let items: Vec<SelectItem> = std::iter::once(none).chain(items).collect();
        let choice = Select::new("evidence", t.evidence_reuse_choose(), items).id(field.clone());
        let error = self.errors.get(&field);
        let is_wrong = error.is_some();
        let choice = choice.value((self.typed)("evidence")).error(self.shell.error(error));
        let caption =
            Input::new("caption", t.evidence_reuse_caption()).id(format!("pakai-keterangan.{}", slot.code));
        let caption = caption.hint(t.evidence_reuse_caption_hint());
        let caption = caption.attribute("maxlength", CAPTION_MAX.to_string());
        let submit = Button::submit(t.evidence_reuse_submit()).secondary();
        let action = format!("{}/{}/pakai/{}", super::home(self.office), self.sheet.question.code, slot.code);
        let inside = Html::join([Html::join([choice]), Html::join([caption]), Html::join([submit])]);
        let details = Details::new(t.evidence_reuse(), Html::join([PlainForm { action, inside }]));
        Some(Html::join([if is_wrong { details.open() } else { details }]))
    }

    fn row(&self, slot: &Slot, evidence: &Evidence) -> Row {
        let t = &self.shell.t;
        let id = evidence.id.to_string();
        let (name, href, is_link, facts) = match &evidence.content {
            Content::File { blob, name } => {
                let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
                let size = t.bytes(u64::try_from(blob.size).unwrap_or(0));
                let hash: String = blob.sha256.chars().take(SHOWN_DIGITS).collect();
                (name, format!("/bukti/{id}"), false, format!("{size}. {}", t.saq_received(hash)))
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
        let receipt = evidence
            .receipt
            .as_ref()
            .map(|number| (t.evidence_receipt_open(number.as_str()), format!("/bukti/{id}/tanda-terima")));
        Row {
            remove: Button::submit(t.saq_remove())
                .secondary()
                .attribute("aria-label", t.saq_remove_about(name.as_str())),
            edit: Html::join([Html::join([caption]), Html::join([save])]),
            replace: (!is_link).then(|| self.replace(slot, evidence, &name)),
            notes: shared::notes(t, evidence),
            receipt,
            caption: evidence.caption.clone(),
            known: self.known(evidence),
            id,
            name,
            href,
            is_link,
            facts,
            proof,
        }
    }

    fn replace(&self, slot: &Slot, evidence: &Evidence, name: &str) -> Replace {
        let t = &self.shell.t;
        let field = format!("ganti.{}", evidence.id);
        let error = self.errors.get(&field);
        let open = error.is_some();
        let file = FileUpload::new(field, t.evidence_replace_file()).accept(&accepted(slot));
        let file = file.hint(t.evidence_replace_hint()).error(self.shell.error(error));
        let caption = Input::new("caption", t.saq_caption()).id(format!("ganti-keterangan.{}", evidence.id));
        let caption = caption.attribute("maxlength", CAPTION_MAX.to_string());
        let submit = Button::submit(t.evidence_replace()).secondary();
        let form = Html::join([Html::join([file]), Html::join([caption]), Html::join([submit])]);
        Replace { about: t.evidence_replace_about(name), form, open }
    }
}

/// A form that sends its fields and nothing else.
#[derive(Debug, Template)]
#[template(
    source = r#"<form method="post" action="{{ action }}" novalidate>{{ inside }}</form>"#,
    ext = "html"
)]
struct PlainForm {
    action: String,
    inside: Html,
}

impl HtmlSafe for PlainForm {}

fn takes_files(slot: &Slot) -> bool {
    slot.kinds.iter().any(|kind| *kind != EvidenceKind::Url)
}

/// The suffixes that the file dialogue offers.
fn accepted(slot: &Slot) -> String {
    let suffixes: Vec<String> =
        accepted_suffixes(slot).into_iter().map(|suffix| format!(".{suffix}")).collect();
    suffixes.join(",")
}
