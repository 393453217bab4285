//! What pages about appeals have in common: what came with one, how much time is left, what happened.

use std::collections::BTreeMap;

use app::belief::Belief;
use app::link::LinkProof;
use askama::Template;
use askama::filters::HtmlSafe;
use domain::appeal::AppealState;
use domain::body::Zone;
use domain::exact::Exact;
use domain::ids::EvidenceId;
use domain::review::Judged;
use i18n::Texts;
use jiff::{SignedDuration, Timestamp};
use store::event::Event;
use store::evidence::{Content, Evidence};

use crate::belief::{Known, Preview};
use crate::components::{Button, Tag};
use crate::link::{LinkProofView, Words};
use crate::show;

/// What came with an appeal.
#[derive(Debug, Template)]
#[template(path = "evidence/of_appeal.html")]
pub(crate) struct AppealEvidence {
    t: Texts,
    lines: Vec<Line>,
    /// Where taking one away is posted, without its id; empty where nothing can be taken away.
    remove: String,
}

impl HtmlSafe for AppealEvidence {}

#[derive(Debug)]
struct Line {
    id: String,
    name: String,
    caption: String,
    href: String,
    is_link: bool,
    size: String,
    known: Option<Known>,
    preview: Option<Preview>,
    is_given_out: bool,
    proof: Option<LinkProofView>,
}

impl AppealEvidence {
    pub(crate) fn new(
        words: Words<'_>,
        evidence: &[Evidence],
        beliefs: &BTreeMap<EvidenceId, Belief>,
        links: &[LinkProof],
        remove: String,
    ) -> Self {
        let line = |found: &Evidence| line(words, found, beliefs.get(&found.id), links);
        Self { t: *words.t, lines: evidence.iter().map(line).collect(), remove }
    }

    fn button(&self) -> Button {
        Button::submit(self.t.appeal_remove()).secondary().class("tb-small")
    }
}

fn line(words: Words<'_>, found: &Evidence, belief: Option<&Belief>, links: &[LinkProof]) -> Line {
    let (id, caption) = (found.id.to_string(), found.caption.clone());
    match &found.content {
        Content::File { blob, name } => Line {
            name: name.clone(),
            href: format!("/bukti/{id}"),
            is_link: false,
            size: words.t.bytes(u64::try_from(blob.size).unwrap_or(0)),
            known: belief.map(|belief| Known::new(words.t, words.zone, found.id, belief)),
            preview: belief
                .map(|belief| Preview::new(words.t, found.id, name, &caption, belief))
                .filter(|preview| !preview.is_empty()),
            is_given_out: belief.is_none_or(Belief::is_given_out),
            proof: None,
            caption,
            id,
        },
        Content::Link(url) => Line {
            name: url.clone(),
            href: url.clone(),
            is_link: true,
            size: String::new(),
            known: None,
            preview: None,
            is_given_out: false,
            proof: words.beside(links, url),
            caption,
            id,
        },
    }
}

/// How much time is left, in days and hours, or in hours and minutes on the last day.
pub(crate) fn time_left(t: &Texts, until: Timestamp, now: Timestamp) -> String {
    let left = until.duration_since(now).max(SignedDuration::ZERO);
    let (days, hours, minutes) = (left.as_hours() / 24, left.as_hours() % 24, left.as_mins() % 60);
    if days > 0 { t.appeal_left(days, hours) } else { t.appeal_left_minutes(hours, minutes) }
}

/// What something came to, as a share in words.
pub(crate) fn judged_words(t: &Texts, judged: &Judged) -> String {
    match judged {
        Judged::Share(share) => show::share(t, share),
        Judged::NotApplicable => t.review_not_applicable(),
    }
}

/// An event of an appeal.
#[derive(Debug)]
pub(crate) struct Happened {
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) text: String,
}

/// What happened to an appeal, in words. `names` says whether the reader learns who decided.
pub(crate) fn happened(t: &Texts, event: &Event, zone: Zone, names: bool) -> Option<Happened> {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let text = |key: &str| data[key].as_str().unwrap_or_default().to_owned();
    let name = || if text("file").is_empty() { text("link") } else { text("file") };
    let (what, said) = match event.kind.as_str() {
        "saved" => (t.appeal_event_saved(), text("reasons")),
        "filed" => (t.appeal_event_filed(), text("reasons")),
        "withdrawn" => (t.appeal_event_withdrawn(), String::new()),
        "evidence_added" => (t.appeal_event_evidence_added(name()), String::new()),
        "evidence_removed" => (t.appeal_event_evidence_removed(name()), String::new()),
        "decided" => {
            let share: Option<Exact> = data["share"].as_str().and_then(|share| share.parse().ok());
            let share = share.map(|share| show::share(t, &share)).unwrap_or_default();
            let outcome = text("outcome").parse();
            let outcome = outcome.map_or_else(|_| String::new(), |state| app::appeal::state_words(t, state));
            (format!("{}: {outcome} ({share})", t.appeal_event_decided()), text("reason"))
        }
        _ => return None,
    };
    let at = show::moment(t, event.at, zone);
    let by = match event.actor_name.as_deref() {
        Some(name) if names || event.kind != "decided" => t.review_history_entry(name, at),
        _ => at,
    };
    Some(Happened { what, by, text: said })
}

/// Where an appeal stands, as a tag.
pub(crate) fn state_tag(t: &Texts, state: AppealState) -> Tag {
    let colour = match state {
        AppealState::Draft => "yellow",
        AppealState::Filed => "blue",
        AppealState::Withdrawn => "grey",
        AppealState::Accepted | AppealState::Partly => "green",
        AppealState::Refused | AppealState::Lowered => "red",
    };
    Tag::new(app::appeal::state_words(t, state)).colour(colour)
}
