//! What happened to a round, in words.

use app::national::{DateChange, Edge};
use domain::body::Zone;
use i18n::Texts;
use serde_json::Value;
use store::event::Event;

use super::dates::in_zones;

/// One entry of the history.
#[derive(Debug)]
pub(super) struct Entry {
    /// What happened.
    pub(super) title: String,
    /// Who did it.
    pub(super) by: String,
    /// When.
    pub(super) at: String,
    /// What exactly.
    pub(super) lines: Vec<String>,
}

/// The entry of an event of a round.
pub(super) fn entry(t: &Texts, event: &Event, zone: Zone) -> Entry {
    let data: Value = serde_json::from_str(&event.data).unwrap_or_default();
    let mut lines = Vec::new();
    let title = match event.kind.as_str() {
        "created" => t.national_event_created(),
        "changed" => t.national_event_changed(),
        "scheduled" => t.national_event_scheduled(),
        "started" => t.national_event_started(),
        "cancelled" => t.national_event_cancelled(),
        "phases_changed" => {
            let changes: Vec<DateChange> =
                serde_json::from_value(data["changes"].clone()).unwrap_or_default();
            lines.extend(changes.iter().map(|change| moved(t, change, zone)));
            t.national_event_phases()
        }
        "participants_changed" => {
            let count = |name: &str| {
                data[name].as_array().map_or(0, |list| i64::try_from(list.len()).unwrap_or(i64::MAX))
            };
            lines.push(t.national_event_participants_counts(count("invited"), count("removed")));
            t.national_event_participants()
        }
        "documents_replaced" => t.national_event_documents(),
        "extended" => {
            let at = |name: &str| data[name].as_str().and_then(|at| at.parse().ok());
            let office = data["office"].as_str().unwrap_or_default();
            if let (Some(new), Ok(phase)) = (at("new"), data["phase"].as_str().unwrap_or_default().parse()) {
                let name = app::notices::phase_name(t, phase);
                lines.push(t.round_notice_extended_until(office, in_zones(t, new, zone), name));
            }
            t.national_event_extended()
        }
        "guideline_added" => {
            lines.extend(data["title"].as_str().map(str::to_owned));
            t.national_event_guideline_added()
        }
        "guideline_removed" => t.national_event_guideline_removed(),
        "tutorials_changed" => t.national_event_tutorials(),
        "file_rules_changed" => {
            lines.extend(rules_changed(t, &data));
            t.evidence_rules_changed()
        }
        "rules_changed" => t.rules_event_changed(),
        "outage_recorded" => t.fairness_event_outage(),
        "phrase_added" | "phrase_removed" => {
            lines.extend(data["text"].as_str().map(str::to_owned));
            if event.kind == "phrase_added" {
                t.verification_event_phrase_added()
            } else {
                t.verification_event_phrase_removed()
            }
        }
        // Events of later steps (recap, announcement) are shown on their own pages.
        other => t.national_event_other(other),
    };
    if let Some(reason) = data["reason"].as_str().filter(|reason| !reason.is_empty()) {
        lines.push(t.round_notice_reason(reason));
    }
    Entry {
        title,
        by: event.actor_name.clone().unwrap_or_else(|| t.national_event_by_clock()),
        at: in_zones(t, event.at, zone),
        lines,
    }
}

/// Rules for files that differ; what a round does not set itself is told in a word.
fn rules_changed(t: &Texts, data: &Value) -> Vec<String> {
    let size = |value: &Value| value.as_u64().map(|bytes| t.bytes(bytes));
    let minutes = |value: &Value| value.as_i64().map(|seconds| t.evidence_rules_minutes(seconds / 60));
    let names = [
        ("max_file", t.evidence_rules_file()),
        ("max_office", t.evidence_rules_office()),
        ("grace_seconds", t.evidence_rules_grace_name()),
    ];
    let changed = names.into_iter().filter(|(key, _)| data["before"][*key] != data["after"][*key]);
    let lines = changed.map(|(key, name)| {
        let words = |value: &Value| {
            let words = if key == "grace_seconds" { minutes(value) } else { size(value) };
            words.unwrap_or_else(|| t.evidence_rules_operator())
        };
        t.evidence_rules_change(name, words(&data["after"][key]), words(&data["before"][key]))
    });
    lines.collect()
}

/// A moved date: who reads it sees the old and the new one.
fn moved(t: &Texts, change: &DateChange, zone: Zone) -> String {
    let at = |at: Option<jiff::Timestamp>| at.map_or_else(|| t.round_no_date(), |at| in_zones(t, at, zone));
    let name = app::notices::phase_name(t, change.phase);
    let (old, new) = (at(change.old), at(change.new));
    match change.edge {
        Edge::Opens => t.round_notice_opens_moved(new, old, name),
        Edge::Closes => t.round_notice_closes_moved(new, old, name),
    }
}
