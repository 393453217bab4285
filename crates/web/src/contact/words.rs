//! Words for where a number stands and what happened to it.

use app::contact::ContactSheet;
use domain::contact::Via;
use domain::contact::readiness::{Reason, Standing};
use i18n::{Texts, Zone};
use store::contact::handover::Handover;
use store::contact::{Number, Proof};
use store::event::Event;

use crate::components::Tag;

/// The word for how ready an office is.
pub(crate) fn standing_tag(t: &Texts, standing: Standing) -> Tag {
    match standing {
        Standing::Ready => Tag::new(t.contact_standing_ready()).colour("green"),
        Standing::Attention => Tag::new(t.contact_standing_attention()).colour("yellow"),
        Standing::NotReady => Tag::new(t.contact_standing_not_ready()).colour("red"),
    }
}

/// A reason as a sentence.
pub(crate) fn reason_words(t: &Texts, reason: Reason) -> String {
    match reason {
        Reason::NoNumber => t.contact_reason_no_number(),
        Reason::NotVerified => t.contact_reason_not_verified(),
        Reason::VerifiedLongAgo(days) => t.contact_reason_verified_long_ago(days),
        Reason::NoHolder => t.contact_reason_no_holder(),
        Reason::HandoverOpen => t.contact_reason_handover_open(),
        Reason::NeverChecked => t.contact_reason_never_checked(),
        Reason::CheckedLongAgo(days) => t.contact_reason_checked_long_ago(days),
        Reason::CheckFailed => t.contact_reason_check_failed(),
        Reason::NeverPractised => t.contact_reason_never_practised(),
        Reason::PractisedLongAgo(days) => t.contact_reason_practised_long_ago(days),
        Reason::NewNumber(days) => t.contact_reason_new_number(days),
    }
}

/// Who proved a number, and when.
pub(super) fn proof_words(t: &Texts, number: &Number, proof: &Proof, zone: Zone) -> String {
    let when = t.date_time(proof.at, zone);
    match proof.via {
        Via::Tier => t.contact_verified_by_tier(number.vouched_for.as_str(), when),
        Via::Gateway => t.contact_verified_by_gateway(when),
    }
}

/// Digits as people read a number.
pub(super) fn shown(digits: &str) -> String {
    digits.parse::<domain::body::Phone>().map_or_else(|_| digits.to_owned(), |phone| phone.to_string())
}

/// Every number, the latest first.
pub(super) fn number_lines(t: &Texts, sheet: &ContactSheet, zone: Zone) -> Vec<String> {
    let day = |at| t.date(zone.local(at).date());
    let line = |number: &Number| {
        let shown = shown(&number.number);
        let from = day(number.since);
        let time = match number.until {
            Some(until) => t.contact_numbers_line(from, shown, day(until)),
            None => t.contact_numbers_now(from, shown),
        };
        let proof = match &number.proof {
            Some(proof) => t.contact_numbers_verified(day(proof.at)),
            None => t.contact_numbers_unverified(),
        };
        format!("{time} ({proof})")
    };
    sheet.numbers.iter().map(line).collect()
}

/// What happened, the latest first.
pub(super) fn history_lines(t: &Texts, events: &[Event], zone: Zone) -> Vec<String> {
    let line = |event: &Event| {
        let what = t.by_key(&format!("contact-event-{}", event.kind.replace('_', "-")))?;
        let name = event.actor_name.as_deref().unwrap_or("-");
        Some(t.contact_history_line(name, what, t.date_time(event.at, zone)))
    };
    events.iter().filter_map(line).collect()
}

/// Hand-overs, the latest first.
pub(super) fn handover_lines(t: &Texts, handovers: &[Handover], zone: Zone) -> Vec<String> {
    let line = |handover: &Handover| {
        let (day, from, to) =
            (t.date(handover.given.day), handover.given.from.as_str(), handover.to_name.as_str());
        match (handover.outcome.as_str(), handover.ended_at) {
            ("taken", Some(at)) => t.contact_handover_line_taken(day, from, to, t.date_time(at, zone)),
            (_, Some(_)) => t.contact_handover_line_cancelled(day, from, to),
            (_, None) => t.contact_handover_line_open(day, from, to),
        }
    };
    handovers.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use i18n::Lang;

    use super::*;

    #[test]
    fn every_event_has_its_words() {
        for kind in [
            "number_changed",
            "holder_changed",
            "code_asked",
            "code_sent",
            "code_failed",
            "code_made",
            "code_wrong",
            "verified",
            "handover_begun",
            "handover_taken",
            "handover_cancelled",
        ] {
            let key = format!("contact-event-{}", kind.replace('_', "-"));
            assert!(i18n::missing_keys([key.as_str()]).is_empty(), "{key}");
            assert!(Texts::new(Lang::Id).by_key(&key).is_some(), "{key}");
        }
    }
}
