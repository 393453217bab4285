//! What the facts of a picture mean.

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

use super::{Finding, Setting, What, finding};
use crate::facts::PictureFacts;
use crate::level::Level;

/// Up to here a photo was taken at the office, whatever the error of the receiver.
const AT_OFFICE: u32 = 1_000;
/// Up to here it may be in the same regency; the largest ones are wider than this, so a person looks.
const IN_REGENCY: u32 = 100_000;
/// A camera's clock may be wrong by so much before it is said.
const CLOCK_ERROR: SignedDuration = SignedDuration::from_hours(1);
/// The clock of our page is corrected by the server's: it may be wrong by so much.
const STAMP_ERROR: SignedDuration = SignedDuration::from_mins(10);
/// An offline phone may bring a stamped photo so much later.
const STAMP_LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Fewer pixels on the longer side show little.
const SMALL: u32 = 600;

pub(super) fn findings(picture: &PictureFacts, setting: &Setting<'_>, found: &mut Vec<Finding>) {
    time(picture, setting, found);
    place(picture, setting, found);
    if let Some(camera) = &picture.camera {
        found.push(finding(Level::Good, What::Camera(camera.clone())));
    }
    if let Some(program) = &picture.edited {
        found.push(finding(Level::Look, What::Edited(program.clone())));
    }
    if picture.screenshot.is_some() {
        let level = if setting.wants_a_scene() { Level::Look } else { Level::Good };
        found.push(finding(level, What::Screenshot));
    }
    if picture.blank {
        found.push(finding(Level::Problem, What::Blank));
    }
    let (width, height) = (picture.width, picture.height);
    if width.max(height) < SMALL {
        found.push(finding(Level::Look, What::Small { width, height }));
    }
}

/// What the stamp of our page is worth, beside the moment at which the file arrived.
pub(super) fn stamp(stamped: Timestamp, setting: &Setting<'_>) -> Finding {
    let early = setting.arrived.duration_since(stamped);
    if early >= -STAMP_ERROR && early <= STAMP_LIFE {
        finding(Level::Good, What::Stamped(stamped))
    } else {
        finding(Level::Look, What::StampOff(stamped))
    }
}

fn time(picture: &PictureFacts, setting: &Setting<'_>, found: &mut Vec<Finding>) {
    let Some(taken) = picture.taken else {
        // What our own camera stamped needs no second date.
        if setting.wants_a_scene() && setting.stamped.is_none() {
            found.push(finding(Level::Look, What::NoDate));
        }
        return;
    };
    found.push(taken_at(taken, instant(taken, picture.taken_offset, setting), setting));
}

/// The instant of a camera's local time: in the zone that the file tells, else in that of the office.
fn instant(taken: DateTime, offset: Option<i16>, setting: &Setting<'_>) -> Option<Timestamp> {
    let told = offset.and_then(|minutes| Offset::from_seconds(i32::from(minutes) * 60).ok());
    let zone = told.map_or_else(|| setting.zone.time_zone(), Offset::to_time_zone);
    zone.to_timestamp(taken).ok()
}

fn taken_at(taken: DateTime, at: Option<Timestamp>, setting: &Setting<'_>) -> Finding {
    let Some(at) = at else { return finding(Level::Look, What::TakenLater(taken)) };
    if at > setting.arrived.saturating_add(CLOCK_ERROR).unwrap_or(Timestamp::MAX) {
        return finding(Level::Look, What::TakenLater(taken));
    }
    let early = setting.round.opens.duration_since(at);
    if early <= SignedDuration::ZERO {
        return finding(Level::Good, What::TakenInRound(taken));
    }
    let days = i32::try_from(early.as_hours() / 24).unwrap_or(i32::MAX).max(1);
    let level = if setting.asks("dated_in_round") { Level::Problem } else { Level::Look };
    finding(level, What::TakenBefore { at: taken, days })
}

fn place(picture: &PictureFacts, setting: &Setting<'_>, found: &mut Vec<Finding>) {
    match (picture.place, setting.office) {
        (Some(place), Some(office)) => {
            let metres = place.metres_to(office);
            let level = match metres {
                0..=AT_OFFICE => Level::Good,
                _ if metres <= IN_REGENCY => Level::Look,
                _ => Level::Problem,
            };
            found.push(finding(level, What::Distance(metres)));
        }
        (Some(_), None) => found.push(finding(Level::Look, What::OfficeUnknown)),
        // Most photos say nothing of the place; that is worth a word where the slot asks for a scene.
        (None, _) if setting.wants_a_scene() && picture.screenshot.is_none() => {
            found.push(finding(Level::Look, What::NoPlace));
        }
        (None, _) => {}
    }
}
