//! What a look inside a file of evidence found: plain facts, without any judgement.
//!
//! Facts are found once for the bytes of a file, whoever sent it, and kept as JSON. What they mean for an office in a round
//! is worked out each time from them, by [`crate::evidence`].

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::document::Guess;

/// Counts up when an examination finds more, or something else, than before: files are then looked at again.
pub const EDITION: u32 = 3;

/// How far the look inside a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Progress {
    /// It waits for its turn.
    Waiting,
    /// Its facts are known.
    Done,
    /// It was given up: the file is kept, and nothing is known of its inside.
    Failed,
}

impl Progress {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Done, Self::Failed];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }
}

impl std::str::FromStr for Progress {
    type Err = UnknownProgress;

    fn from_str(text: &str) -> Result<Self, UnknownProgress> {
        Self::ALL.into_iter().find(|progress| progress.code() == text).ok_or(UnknownProgress)
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an examination")]
pub struct UnknownProgress;

/// What was found in one file. Only the parts that its type has are there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Facts {
    /// What is unusual, whatever the type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<Oddity>,
    /// Of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureFacts>,
    /// Of a PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pdf: Option<PdfFacts>,
    /// Of a spreadsheet or CSV.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<SheetFacts>,
    /// Of a text document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentFacts>,
    /// Of a video.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub video: Option<VideoFacts>,
    /// A title and a day, of a document or table.
    #[serde(skip_serializing_if = "Guess::is_empty")]
    pub guess: Guess,
    /// Pages on which something looks like an identity card, from 1; 1 for a picture. A hint by colours and proportions:
    /// copies in black and white are not seen, and a poster in light blue may be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub looks_like_id_card: Vec<u32>,
}

/// Something unusual about a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Oddity {
    /// It holds something that acts when it is opened: scripts, launch actions, files inside, macros.
    Active {
        /// Short code of what: `javascript`, `launch`, `open_action`, `embedded_file`, `rich_media`, `macro`,
        /// `external_link`.
        part: String,
    },
    /// It is of a second type as well: another program would read something else in it.
    Polyglot {
        /// Media type of the second one, or `unknown`.
        second: String,
    },
    /// It unpacks to far more than a document needs. It is not given out.
    Bomb,
    /// Its type is right, but it cannot be read to the end.
    Broken,
    /// It needs a password to be opened.
    Locked,
    /// The look was ended by its limits of time or memory; no preview.
    TooCostly,
    /// No preview could be made here, since a program for this type is not installed.
    NoPreview,
}

/// Of a picture.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PictureFacts {
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// When it was taken by the camera's clock, as the file says; cameras rarely tell the zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<DateTime>,
    /// The zone of `taken` as an offset in minutes from UTC, where the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken_offset: Option<i16>,
    /// Where it was taken, as the file says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Position>,
    /// Maker and model of the camera; at most 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub camera: Option<String>,
    /// The program that wrote the file; at most 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub software: Option<String>,
    /// Why it looks edited: the name of an editing program, or the code `history` where the file lists edits. At most 80
    /// characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edited: Option<String>,
    /// Why it looks like a screenshot: `name`, `software`, `screen_size` (the size of a screen and no camera), `comment`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub screenshot: Option<String>,
    /// Whether there is hardly anything to be seen: nearly one colour.
    pub blank: bool,
    /// Whether the file has any EXIF block at all.
    pub has_exif: bool,
}

/// A point on the earth, in millionths of a degree, so that it is exact and comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Position {
    /// North of the equator, -90,000,000 to 90,000,000.
    pub latitude: i32,
    /// East of Greenwich, -180,000,000 to 180,000,000.
    pub longitude: i32,
}

impl Position {
    /// A point by its coordinates in millionths of a degree; `None` where there is no such point.
    #[must_use]
    pub fn new(latitude: i64, longitude: i64) -> Option<Self> {
        let latitude = i32::try_from(latitude).ok().filter(|north| north.abs() <= 90_000_000)?;
        let longitude = i32::try_from(longitude).ok().filter(|east| east.abs() <= 180_000_000)?;
        Some(Self { latitude, longitude })
    }

    /// Decimal degrees, north first: `-1.8861, 113.4002`, as maps copy them; also an address of a map that holds them
    /// (`…/@-1.8861,113.4002,17z`, `…?q=-1.8861,113.4002`).
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = ["/@", "q=", "query=", "ll="]
            .iter()
            .find_map(|mark| text.split_once(mark))
            .map_or(text, |(_, rest)| rest);
        let mut parts = text.split([',', ' ', '&']).filter(|part| !part.is_empty());
        let (north, east) = (millionths(parts.next()?)?, millionths(parts.next()?)?);
        // Behind them only what maps put there: how near, and in which language.
        let is_over = parts.all(|rest| rest.ends_with('z') || rest.contains('='));
        if is_over { Self::new(north, east) } else { None }
    }

    /// Metres to another point along the surface of a sphere of the earth's mean size (haversine). Off by 0.5 % at most.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no two points are farther apart than 20,016 km, and a distance is not negative"
    )]
    pub fn metres_to(self, other: Self) -> u32 {
        const RADIUS: f64 = 6_371_008.8;
        let radians = |millionths: i32| (f64::from(millionths) / 1e6).to_radians();
        let (a, b) = (radians(self.latitude), radians(other.latitude));
        let (north, east) = (b - a, radians(other.longitude) - radians(self.longitude));
        let square = (north / 2.0).sin().powi(2) + a.cos() * b.cos() * (east / 2.0).sin().powi(2);
        (2.0 * RADIUS * square.clamp(0.0, 1.0).sqrt().asin()).round() as u32
    }
}

/// Not the coordinates of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected decimal degrees such as -1.8861, 113.4002")]
pub struct BadPosition;

impl std::str::FromStr for Position {
    type Err = BadPosition;

    fn from_str(text: &str) -> Result<Self, BadPosition> {
        Self::read(text).ok_or(BadPosition)
    }
}

impl std::fmt::Display for Position {
    /// Decimal degrees, north first, as maps take them: `-1.886100, 113.400200`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let degrees = |millionths: i32| {
            let sign = if millionths < 0 { "-" } else { "" };
            let size = millionths.unsigned_abs();
            format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
        };
        write!(f, "{}, {}", degrees(self.latitude), degrees(self.longitude))
    }
}

/// Decimal degrees as millionths; more than six decimals are cut.
fn millionths(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !is_number(whole) || !is_number(decimals) {
        return None;
    }
    let decimals: String = decimals.chars().chain("000000".chars()).take(6).collect();
    Some(sign * (whole.parse::<i64>().ok()? * 1_000_000 + decimals.parse::<i64>().ok()?))
}

/// Of a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PdfFacts {
    /// Pages in all.
    pub pages: u32,
    /// Pages of which pictures were made, from the first.
    pub shown: u32,
    /// Whether the shown pages hold text, and are not only pictures of it.
    pub has_text: bool,
    /// Whether there is a digital signature field that is signed. Nothing is said about whose it is.
    pub is_signed: bool,
    /// When it was made by its own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<DateTime>,
    /// Years from 1990 to 2100 that stand in the text of the shown pages, each once, rising.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<i16>,
}

/// Of a spreadsheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SheetFacts {
    /// Names of the sheets.
    pub sheets: Vec<String>,
    /// Rows with something in them, of the first sheet that has any.
    pub rows: u32,
    /// Columns of it.
    pub columns: u32,
    /// The first rows as text, at most 20 of at most 12 cells of at most 80 characters.
    pub head: Vec<Vec<String>>,
}

/// Of a text document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DocumentFacts {
    /// Words in all.
    pub words: u32,
    /// How it begins, at most 1,200 characters.
    pub beginning: String,
    /// Pictures in it.
    pub pictures: u32,
}

/// Of a video.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VideoFacts {
    /// Length in milliseconds.
    pub milliseconds: u64,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Short name of how the picture is packed: `avc1`, `hvc1`, `vp09`, `av01`, `V_VP9`, …
    pub codec: String,
    /// Whether browsers play it as it is.
    pub plays: bool,
    /// Whether it begins with its table of contents, so that it plays before it has come whole.
    pub starts_early: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_on_the_earth() {
        let at = |latitude, longitude| Position::new(latitude, longitude).unwrap();
        let kasongan = at(-1_886_000, 113_400_000);
        assert_eq!(kasongan.metres_to(kasongan), 0);
        // A degree of a great circle is 111.195 km on this sphere.
        assert_eq!(at(0, 0).metres_to(at(0, 1_000_000)), 111_195);
        assert_eq!(at(0, 179_500_000).metres_to(at(0, -179_500_000)), 111_195, "across the date line");
        assert_eq!(at(0, 0).metres_to(at(0, 180_000_000)), 20_015_114, "half around");
        assert_eq!(Position::new(90_000_001, 0), None);
        assert_eq!(Position::new(0, -180_000_001), None);
    }

    #[test]
    fn coordinates_are_read_as_maps_copy_them() {
        let kasongan = Position { latitude: -1_886_100, longitude: 113_400_200 };
        for typed in [
            "-1.8861, 113.4002",
            " -1.8861 113.4002 ",
            "-1.8861,113.40020099",
            "https://maps.example/maps/@-1.8861,113.4002,17z",
            "https://maps.example/?q=-1.8861,113.4002&hl=id",
        ] {
            assert_eq!(typed.parse(), Ok(kasongan), "{typed}");
        }
        assert_eq!(kasongan.to_string(), "-1.886100, 113.400200");
        assert_eq!(kasongan.to_string().parse(), Ok(kasongan));
        for wrong in
            ["", "1", "-91, 0", "0, 181", "1,5, 113,4", "a, b", "1.2.3, 4", "--1, 2", "1°53'S 113°24'E"]
        {
            assert!(wrong.parse::<Position>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn facts_survive_their_json() {
        let facts = Facts {
            oddities: vec![Oddity::Active { part: "javascript".into() }, Oddity::Bomb],
            picture: Some(PictureFacts {
                width: 3,
                height: 2,
                taken: Some("2024-06-12T08:30:00".parse().unwrap()),
                taken_offset: Some(420),
                place: Some(Position { latitude: -1_880_000, longitude: 113_410_000 }),
                ..PictureFacts::default()
            }),
            ..Facts::default()
        };
        let text = serde_json::to_string(&facts).unwrap();
        assert_eq!(serde_json::from_str::<Facts>(&text).unwrap(), facts);
        assert_eq!(serde_json::from_str::<Facts>("{}").unwrap(), Facts::default());
    }
}
