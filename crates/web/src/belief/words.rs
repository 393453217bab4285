//! Findings as sentences.

use domain::body::Zone;
use domain::evidence::{Finding, What};
use domain::facts::Oddity;
use domain::level::Level;
use i18n::{Lang, Texts};
use jiff::civil::DateTime;

/// A finding as one sentence. `zone`: that of the office.
pub(super) fn sentence(t: &Texts, zone: Zone, finding: &Finding) -> String {
    match &finding.what {
        What::TakenInRound(at) => t.finding_taken_in_round(camera_time(t, *at)),
        What::TakenBefore { at, days } => t.finding_taken_before(camera_time(t, *at), i64::from(*days)),
        What::TakenLater(at) => t.finding_taken_later(camera_time(t, *at)),
        What::NoDate => t.finding_no_date(),
        What::Stamped(at) => t.finding_stamped(super::moment(t, *at, zone)),
        What::StampOff(at) => t.finding_stamp_off(super::moment(t, *at, zone)),
        What::Distance(metres) => distance(t, finding.level, *metres),
        What::OfficeUnknown => t.finding_office_unknown(),
        What::NoPlace => t.finding_no_place(),
        What::Camera(name) => t.finding_camera(name.as_str()),
        What::Edited(name) if name == "history" => t.finding_edited_history(),
        What::Edited(name) => t.finding_edited(name.as_str()),
        What::Screenshot => t.finding_screenshot(),
        What::Blank => t.finding_blank(),
        What::Small { width, height } => t.finding_small(i64::from(*height), i64::from(*width)),
        What::Late => t.finding_late(),
        What::Odd(oddity) => odd(t, oddity),
        document => of_document(t, document),
    }
}

/// Documents, sheets and videos.
fn of_document(t: &Texts, what: &What) -> String {
    match what {
        What::Pages(count) => t.finding_pages(i64::from(*count)),
        What::Text => t.finding_text(),
        What::Scan => t.finding_scan(),
        What::Signed => t.finding_signed(),
        What::Unsigned => t.finding_unsigned(),
        What::Year(year) => t.finding_year(year.to_string()),
        What::NoYear(year) => t.finding_no_year(year.to_string()),
        What::Rows { rows, columns } => t.finding_rows(i64::from(*columns), i64::from(*rows)),
        What::Words(count) => t.finding_words(i64::from(*count)),
        What::Empty => t.finding_empty(),
        What::Length(seconds) => t.finding_length(length(*seconds)),
        What::TooLong { seconds, most } => t.finding_too_long(length(*seconds), length(*most)),
        What::Plays => t.finding_plays(),
        What::DoesNotPlay(codec) => t.finding_does_not_play(codec.as_str()),
        What::StartsLate => t.finding_starts_late(),
        _ => String::new(),
    }
}

/// A camera's local time, which has no zone: `12 Juni 2024 08.30`.
fn camera_time(t: &Texts, at: DateTime) -> String {
    let separator = if t.lang() == Lang::Id { '.' } else { ':' };
    format!("{} {:02}{separator}{:02}", t.date(at.date()), at.hour(), at.minute())
}

fn distance(t: &Texts, level: Level, metres: u32) -> String {
    let words = match metres {
        0..1_000 => format!("{} m", t.integer(i64::from(metres.div_ceil(10) * 10))),
        _ => format!("{} km", t.integer(i64::from(metres.div_ceil(1_000)))),
    };
    match level {
        Level::Good => t.finding_at_office(words),
        Level::Look => t.finding_far(words),
        Level::Problem => t.finding_very_far(words),
    }
}

/// Minutes and seconds: `2:05`.
fn length(seconds: u64) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

fn odd(t: &Texts, oddity: &Oddity) -> String {
    match oddity {
        Oddity::Active { part } => t.finding_active(active_part(t, part)),
        Oddity::Polyglot { second } => t.finding_polyglot(second.as_str()),
        Oddity::Bomb => t.finding_bomb(),
        Oddity::Broken => t.finding_broken(),
        Oddity::Locked => t.finding_locked(),
        Oddity::TooCostly => t.finding_too_costly(),
        Oddity::NoPreview => t.finding_no_preview(),
    }
}

fn active_part(t: &Texts, part: &str) -> String {
    match part {
        "javascript" => t.finding_part_javascript(),
        "launch" => t.finding_part_launch(),
        "open_action" => t.finding_part_open_action(),
        "embedded_file" => t.finding_part_embedded_file(),
        "rich_media" => t.finding_part_rich_media(),
        "macro" => t.finding_part_macro(),
        "external_link" => t.finding_part_external_link(),
        other => other.to_owned(),
    }
}
