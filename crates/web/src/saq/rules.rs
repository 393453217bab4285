//! What holds for files, in words: how large, until when, and how much room the office has left.

use app::Office;
use app::office::Room;
use askama::Template;
use askama::filters::HtmlSafe;
use i18n::Texts;
use jiff::SignedDuration;

use super::words;

/// The rules for files on a page of the office.
#[derive(Debug, Template)]
#[template(path = "saq/rules.html")]
pub(super) struct Rules {
    lines: Vec<String>,
    /// How much room is used, in words.
    room: String,
    /// And in percent.
    percent: u64,
}

impl HtmlSafe for Rules {}

impl Rules {
    pub(super) fn new(t: &Texts, office: &Office, room: Room) -> Self {
        let percent = percent(room.used, room.most);
        let used = t.evidence_room(t.bytes(room.most), t.percent(&percent.to_string()), t.bytes(room.used));
        let mut lines = vec![t.saq_slot_size(t.bytes(office.file_rules().max_file))];
        lines.extend(grace(t, office));
        Self { lines, room: used, percent }
    }
}

/// Until when an upload may finish; nothing where no filling is planned.
fn grace(t: &Texts, office: &Office) -> Option<String> {
    let closes = office.filling()?.closes;
    let grace = office.file_rules().grace;
    Some(if grace > SignedDuration::ZERO {
        t.evidence_grace_rule(words::both_zones(t, office, closes + grace))
    } else {
        t.evidence_grace_none()
    })
}

/// Whole percent, rounded down: 100 is full.
pub(super) fn percent(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 100;
    }
    u64::try_from(u128::from(part) * 100 / u128::from(whole)).unwrap_or(100).min(100)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_hundred_is_full_and_not_before() {
        assert_eq!(
            [(0, 9), (8, 9), (9, 9), (10, 9), (0, 0)].map(|(n, of)| percent(n, of)),
            [0, 88, 100, 100, 100]
        );
        assert_eq!(percent(u64::MAX - 1, u64::MAX), 99);
    }
}
