//! An office's answer and its evidence, as a reviewer reads them.

use app::belief::Belief;
use app::reviewer::Item;
use domain::assessments::Answer;
use domain::codes::OptionCode;
use domain::exact::Exact;
use domain::instrument::{OptionSpec, Question};
use i18n::Texts;
use store::evidence::{Content, Evidence};

use crate::belief::{Known, Preview};
use crate::link::{LinkProofView, Words};
use crate::show;

/// One part of an answer.
#[derive(Debug)]
pub(super) struct AnswerLine {
    /// What was asked; empty for the question itself.
    pub(super) label: String,
    /// What was answered: one line, or the options chosen.
    pub(super) values: Vec<String>,
    /// Whether the value is an address that can be followed.
    pub(super) is_link: bool,
}

/// The word for an option.
pub(super) fn option_label(t: &Texts, options: &[OptionSpec], code: &str) -> String {
    let spec = options.iter().find(|option| option.code.as_str() == code);
    match spec.and_then(|option| option.label.as_ref()) {
        Some(label) => label.get(t.code()).to_owned(),
        None if code == "yes" => t.common_yes(),
        None if code == "no" => t.common_no(),
        None => code.to_owned(),
    }
}

/// The parts of an answer, in the order of the question; what was not answered is left out.
pub(super) fn lines(t: &Texts, question: &Question, answer: &Answer) -> Vec<AnswerLine> {
    let mut lines = Vec::new();
    let spec = &question.answer;
    push(t, &mut lines, "", &Part::of(answer), &spec.options);
    fields(t, &mut lines, spec.fields.iter(), answer);
    for also in &spec.also {
        if let Some(given) = answer.also.get(&also.code) {
            let part = Part {
                options: given.options.as_deref(),
                text: given.text.as_deref(),
                url: given.url.as_deref(),
                date: given.date.as_deref(),
            };
            push(t, &mut lines, also.label.get(t.code()), &part, &also.options);
        }
        fields(t, &mut lines, also.fields.iter(), answer);
    }
    lines
}

struct Part<'a> {
    options: Option<&'a [OptionCode]>,
    text: Option<&'a str>,
    url: Option<&'a str>,
    date: Option<&'a str>,
}

impl<'a> Part<'a> {
    fn of(answer: &'a Answer) -> Self {
        Self {
            options: answer.options.as_deref(),
            text: answer.text.as_deref(),
            url: answer.url.as_deref(),
            date: answer.date.as_deref(),
        }
    }
}

fn push(t: &Texts, lines: &mut Vec<AnswerLine>, label: &str, part: &Part<'_>, options: &[OptionSpec]) {
    let mut add = |values: Vec<String>, is_link: bool| {
        lines.push(AnswerLine { label: label.to_owned(), values, is_link });
    };
    if let Some(chosen) = part.options {
        let words: Vec<String> = chosen.iter().map(|code| option_label(t, options, code.as_str())).collect();
        add(if words.is_empty() { vec![t.review_answer_nothing_chosen()] } else { words }, false);
    }
    for text in [part.text, part.date].into_iter().flatten().filter(|text| !text.is_empty()) {
        add(vec![text.to_owned()], false);
    }
    if let Some(url) = part.url.filter(|url| !url.is_empty()) {
        add(vec![url.to_owned()], is_web(url));
    }
}

fn fields<'f>(
    t: &Texts,
    lines: &mut Vec<AnswerLine>,
    specs: impl Iterator<Item = &'f domain::instrument::FieldSpec>,
    answer: &Answer,
) {
    for spec in specs {
        let value: Option<&Exact> = answer.fields.get(&spec.code);
        if let Some(value) = value {
            let values = vec![show::number(t, value, 6)];
            lines.push(AnswerLine { label: spec.label.get(t.code()).to_owned(), values, is_link: false });
        }
    }
}

/// Whether an address leads to a web page and to nothing else.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// What a piece of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    File,
    Link,
    /// An address that no browser should follow.
    Text,
}

/// A piece of evidence.
#[derive(Debug)]
pub(super) struct EvidenceLine {
    pub(super) slot: String,
    pub(super) name: String,
    pub(super) caption: String,
    pub(super) href: String,
    shown: Shown,
    /// Of a file: size in words.
    pub(super) size: String,
    /// Of a file: what is known of it, and how it looks.
    pub(super) known: Option<Known>,
    pub(super) preview: Option<Preview>,
    /// Whether the file itself is given out.
    pub(super) is_given_out: bool,
    /// What is known of a link.
    pub(super) proof: Option<LinkProofView>,
}

impl EvidenceLine {
    pub(super) fn is_link(&self) -> bool {
        self.shown == Shown::Link
    }

    pub(super) fn is_file(&self) -> bool {
        self.shown == Shown::File
    }
}

/// The evidence of a question, in the order of its slots.
pub(super) fn evidence(t: &Texts, item: &Item, words: Words<'_>) -> Vec<EvidenceLine> {
    let slots = &item.question.evidence;
    let position = |found: &Evidence| slots.iter().position(|slot| slot.code == found.slot);
    let mut sorted: Vec<&Evidence> = item.evidence.iter().collect();
    sorted.sort_by_key(|found| position(found).unwrap_or(usize::MAX));
    sorted.into_iter().map(|found| evidence_line(t, item, words, found)).collect()
}

fn evidence_line(t: &Texts, item: &Item, words: Words<'_>, found: &Evidence) -> EvidenceLine {
    let slot = item.question.evidence.iter().find(|slot| slot.code == found.slot);
    let slot = slot.map_or_else(|| found.slot.to_string(), |slot| slot.label.get(t.code()).to_owned());
    let caption = found.caption.clone();
    match &found.content {
        Content::File { blob, name } => {
            let is_gone = item.taken_away.contains(&found.id);
            let belief = item.beliefs.get(&found.id).filter(|_| !is_gone);
            let known = belief.map(|belief| Known::new(t, item.body.zone, found.id, belief));
            let preview = belief.map(|belief| Preview::new(t, found.id, name, &caption, belief));
            EvidenceLine {
                slot,
                name: if is_gone { t.verification_taken_away(name.as_str()) } else { name.clone() },
                href: format!("/bukti/{}", found.id),
                shown: Shown::File,
                size: t.bytes(u64::try_from(blob.size).unwrap_or(0)),
                known,
                preview: preview.filter(|preview| !preview.is_empty()),
                is_given_out: !is_gone && belief.is_none_or(Belief::is_given_out),
                caption,
                proof: None,
            }
        }
        Content::Link(url) => EvidenceLine {
            slot,
            name: url.clone(),
            caption,
            href: url.clone(),
            shown: if is_web(url) { Shown::Link } else { Shown::Text },
            size: String::new(),
            known: None,
            preview: None,
            is_given_out: false,
            proof: words.beside(&item.links, url),
        },
    }
}
