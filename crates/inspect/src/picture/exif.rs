//! What the camera noted (Exif 2.32).

use std::io::Cursor;

use domain::facts::Position;
use exif::{Exif, In, Rational, Reader, Tag, Value};
use image::metadata::Orientation;
use jiff::civil::{Date, DateTime, Time};

use crate::clean;

/// Most characters of a name.
const NAME: usize = 80;

/// What the camera noted.
#[derive(Debug)]
pub(super) struct Noted {
    pub(super) is_there: bool,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) taken: Option<DateTime>,
    pub(super) taken_offset: Option<i16>,
    pub(super) place: Option<Position>,
    pub(super) camera: Option<String>,
    pub(super) software: Option<String>,
    pub(super) comment: Option<String>,
    pub(super) orientation: Orientation,
}

/// Reads the block of a JPEG, PNG, WebP or HEIC; what cannot be read of it is left out.
pub(super) fn read(bytes: &[u8]) -> Noted {
    let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    let exif = read.or_else(|error| error.distill_partial_result(|_| ())).ok();
    let Some(exif) = exif else {
        return Noted {
            is_there: false,
            width: 0,
            height: 0,
            taken: None,
            taken_offset: None,
            place: None,
            camera: None,
            software: None,
            comment: None,
            orientation: Orientation::NoTransforms,
        };
    };
    let (taken, taken_offset) = taken(&exif);
    Noted {
        is_there: true,
        width: number(&exif, Tag::PixelXDimension),
        height: number(&exif, Tag::PixelYDimension),
        taken,
        taken_offset,
        place: place(&exif),
        camera: camera(&exif),
        software: text(&exif, Tag::Software, NAME),
        comment: text(&exif, Tag::UserComment, NAME).or_else(|| text(&exif, Tag::ImageDescription, NAME)),
        orientation: u8::try_from(number(&exif, Tag::Orientation))
            .ok()
            .and_then(Orientation::from_exif)
            .unwrap_or(Orientation::NoTransforms),
    }
}

fn number(exif: &Exif, tag: Tag) -> u32 {
    exif.get_field(tag, In::PRIMARY).and_then(|field| field.value.get_uint(0)).unwrap_or(0)
}

fn text(exif: &Exif, tag: Tag, max: usize) -> Option<String> {
    let bytes = match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(parts) => parts.join(&b' '),
        // A comment begins with eight bytes that name its code.
        Value::Undefined(bytes, _) => match bytes.strip_prefix(b"ASCII\0\0\0") {
            Some(rest) => rest.to_vec(),
            None => return None,
        },
        _ => return None,
    };
    clean::line(&String::from_utf8_lossy(&bytes), max)
}

/// Maker and model; many models begin with the maker's name already.
fn camera(exif: &Exif) -> Option<String> {
    let (maker, model) = (text(exif, Tag::Make, NAME), text(exif, Tag::Model, NAME));
    let name = match (maker, model) {
        (Some(maker), Some(model)) => {
            let first = maker.split(' ').next().unwrap_or_default().to_lowercase();
            if model.to_lowercase().starts_with(&first) { model } else { format!("{maker} {model}") }
        }
        (maker, model) => maker.or(model)?,
    };
    clean::line(&name, NAME)
}

/// When the shutter was pressed; some scanners only know when they digitised.
fn taken(exif: &Exif) -> (Option<DateTime>, Option<i16>) {
    for (time, zone) in
        [(Tag::DateTimeOriginal, Tag::OffsetTimeOriginal), (Tag::DateTimeDigitized, Tag::OffsetTimeDigitized)]
    {
        let Some(taken) = text(exif, time, 40).as_deref().and_then(moment) else { continue };
        let offset = text(exif, zone, 10).or_else(|| text(exif, Tag::OffsetTime, 10));
        return (Some(taken), offset.as_deref().and_then(minutes));
    }
    (None, None)
}

/// `2024:06:12 08:30:00`; clocks that were never set say 0000.
fn moment(text: &str) -> Option<DateTime> {
    let parsed = exif::DateTime::from_ascii(text.as_bytes()).ok()?;
    let part = |number: u8| i8::try_from(number).ok();
    let year = i16::try_from(parsed.year).ok().filter(|year| *year >= 1980)?;
    let date = Date::new(year, part(parsed.month)?, part(parsed.day)?).ok()?;
    let time = Time::new(part(parsed.hour)?, part(parsed.minute)?, part(parsed.second)?, 0).ok()?;
    Some(date.to_datetime(time))
}

/// `+07:00` in minutes.
fn minutes(text: &str) -> Option<i16> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let total = hours.parse::<i16>().ok()?.checked_mul(60)?.checked_add(minutes.parse().ok()?)?;
    (0..=14 * 60).contains(&total).then_some(sign * total)
}

fn place(exif: &Exif) -> Option<Position> {
    let latitude = degrees(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, "S", 90_000_000)?;
    let longitude = degrees(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, "W", 180_000_000)?;
    // Nought and nought is what a phone writes that does not know.
    ((latitude, longitude) != (0, 0)).then_some(Position { latitude, longitude })
}

fn degrees(exif: &Exif, tag: Tag, side: Tag, negative: &str, most: i32) -> Option<i32> {
    let Value::Rational(parts) = &exif.get_field(tag, In::PRIMARY)?.value else { return None };
    // Billionths, so that the sum of three parts is exact in its millionths.
    let small = |part: Option<&Rational>, of: u128| match part {
        Some(part) if part.denom > 0 => {
            Some(u128::from(part.num) * 1_000_000_000 / (u128::from(part.denom) * of))
        }
        Some(_) => None,
        None => Some(0),
    };
    let mut parts = parts.iter();
    let whole = small(Some(parts.next()?), 1)?;
    let total = whole + small(parts.next(), 60)? + small(parts.next(), 3600)?;
    let size = i32::try_from((total + 500) / 1000).ok().filter(|size| *size <= most)?;
    let is_negative = text(exif, side, 4).is_some_and(|side| side.eq_ignore_ascii_case(negative));
    Some(if is_negative { -size } else { size })
}

#[cfg(test)]
mod tests {
    use super::{minutes, moment};

    #[test]
    fn moments_and_zones() {
        assert_eq!(moment("2024:06:12 08:30:00").unwrap().to_string(), "2024-06-12T08:30:00");
        for wrong in ["0000:00:00 00:00:00", "2024:13:01 00:00:00", "1970:01:01 00:00:00", "yesterday", ""] {
            assert_eq!(moment(wrong), None, "{wrong}");
        }
        assert_eq!(minutes("+07:00"), Some(420));
        assert_eq!(minutes("-03:30"), Some(-210));
        for wrong in ["", "7", "+99:00", "Z", "+a:b"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }
}
