//! What a look inside a file of evidence found: plain facts, without any judgement.
//!
//! Facts are found once for the bytes of a file, whoever sent it, and kept as JSON. What they mean for an office in a round
//! is worked out each time from them, by [`crate::evidence`].

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// Counts up when an examination finds more, or something else, than before: files are then looked at again.
pub const EDITION: u32 = 1;

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
