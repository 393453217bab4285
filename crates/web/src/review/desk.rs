//! What lies beside the judgement on the reviewer's screen: sentences to choose from, notes, and giving a question back.

use app::reviewer::Item;
use domain::verification::returned::ReturnState;
use i18n::Texts;

use crate::components::{Button, Checkboxes, Choice, Html, Textarea};
use crate::page::Shell;
use crate::problem::Messages;
use crate::show;

use super::typed::Typed;

/// Sentences and notes.
#[derive(Debug)]
pub(super) struct Desk {
    /// Sentences to choose from; absent where there are none.
    pub(super) phrases: Option<Html>,
    /// The own note.
    pub(super) note: Textarea,
    /// Notes of others: by whom and when, and what.
    pub(super) others: Vec<(String, String)>,
}

impl Desk {
    pub(super) fn new(shell: &Shell, item: &Item, typed: &Typed, errors: &Messages) -> Self {
        let t = &shell.t;
        let bench = &item.bench;
        let offered = bench.phrases.iter().map(|text| (text, t.verification_phrase_of_round()));
        let given = bench.reasons.iter().map(|text| (text, t.verification_phrase_of_others()));
        let choices: Vec<Choice> = offered
            .chain(given)
            .map(|(text, whose)| Choice::new(text.as_str(), text.as_str()).hint(whose))
            .collect();
        let phrases = (!choices.is_empty())
            .then(|| Html::join([Checkboxes::new("phrases", t.verification_phrases(), choices).small()]));
        let others = bench.others.iter().map(|note| {
            let at = show::moment(t, note.saved_at, item.body.zone);
            (t.review_history_entry(note.name.as_str(), at), note.text.clone())
        });
        Self {
            phrases,
            note: Textarea::new("note", t.verification_note())
                .hint(t.verification_note_hint())
                .rows(2)
                .value(typed.note.as_str())
                .error(shell.error(errors.get("note"))),
            others: others.collect(),
        }
    }
}

/// Giving a question back to its office, or what became of that.
#[derive(Debug)]
pub(super) struct GivingBack {
    /// What has been, in a sentence or two; empty where it was never given back.
    pub(super) standing: Vec<String>,
    /// The reason to be given; absent where it cannot be given back.
    pub(super) reason: Option<Textarea>,
    /// What giving it back means.
    pub(super) hint: String,
    /// Whether it can be taken back now.
    pub(super) take_back: Option<Button>,
}

impl GivingBack {
    /// `None` where there is nothing to say: it was never given back, and cannot be.
    pub(super) fn new(shell: &Shell, item: &Item, is_open: bool, errors: &Messages) -> Option<Self> {
        let t = &shell.t;
        let rules = &item.round.rules.verification;
        let is_judged = !item.question.rubric.is_system_scored();
        let can_give = is_open && is_judged && rules.returns && item.returned.is_none();
        if !can_give && item.returned.is_none() {
            return None;
        }
        Some(Self {
            standing: standing(t, item),
            reason: can_give.then(|| {
                Textarea::new("return_reason", t.verification_return_reason())
                    .rows(3)
                    .error(shell.error(errors.get("return_reason")))
            }),
            hint: t.verification_return_hint(rules.return_hours),
            take_back: (is_open && item.is_at_office)
                .then(|| Button::submit(t.verification_return_take_back()).secondary()),
        })
    }
}

fn standing(t: &Texts, item: &Item) -> Vec<String> {
    let Some(returned) = &item.returned else { return Vec::new() };
    let at = |at| show::moment(t, at, item.body.zone);
    let closed = || at(returned.closed_at.unwrap_or(returned.due_at));
    let mut lines = vec![t.verification_return_by(returned.opened_by_name.as_str(), at(returned.opened_at))];
    lines.push(returned.reason.clone());
    lines.push(match returned.state {
        ReturnState::Open if item.is_at_office => t.verification_return_open(at(returned.due_at)),
        ReturnState::Open | ReturnState::Expired => t.verification_return_expired(at(returned.due_at)),
        ReturnState::Resubmitted => {
            t.verification_return_resubmitted(closed(), returned.receipt.as_deref().unwrap_or_default())
        }
        ReturnState::Withdrawn => t.verification_return_withdrawn(closed()),
    });
    lines
}
