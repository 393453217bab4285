//! A look inside a file, by somebody who may die of it: the words that pass between this process and the worker.
//!
//! Decoders of pictures, documents and videos meet bytes that strangers chose. They therefore run in a process of their own
//! with bounds of time and memory; when it dies, the file is kept and has no preview. This module has the two messages; the
//! decoders are in the crate `inspect`.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What one look may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// By the clock on the wall, and as much of a processor.
    pub time: Duration,
    /// Bytes of address space of the worker, and of each program that it starts.
    pub memory: u64,
    /// Most bytes of any file that it writes, its programs too.
    pub output: u64,
    /// Processors that it may keep busy all that time.
    pub processors: u32,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { time: Duration::from_secs(20), memory: 512 << 20, output: 64 << 20, processors: 1 }
    }
}

/// What the worker is asked, as one JSON document on its standard input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The file, to be read only.
    pub file: PathBuf,
    /// Code of its type ([`crate::Media::code`]).
    pub media: String,
    /// The name that its sender gave, as it may be shown: some facts are told by names alone.
    pub name: String,
    /// An empty folder for what the worker makes.
    pub folder: PathBuf,
    /// What it shall do.
    #[serde(default)]
    pub task: Task,
}

/// What a worker shall do with a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Task {
    /// Say all that can be found, and make the usual pictures.
    #[default]
    Look,
    /// Make the picture of one page alone.
    Page {
        /// Which, from 1.
        number: u32,
    },
    /// Make the small picture that stands for a video, of a picture.
    Poster,
    /// Write the cells of the first sheet of a table that has any.
    Table,
    /// Bring the table of contents of an MP4 before its film, which stays as it is.
    Reorder,
    /// Make an MP4 of a film that all browsers play.
    Convert {
        /// Time that the program may take, in seconds.
        seconds: u64,
        /// So much of the film is taken at most, in seconds.
        longest: u64,
    },
    /// Make a PDF of it of which nothing below these boxes is left.
    Redact {
        /// Where, on which page.
        areas: Vec<Area>,
    },
}

/// A box on a page, in ten-thousandths of its width and height as it is seen, from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The page, from 1.
    pub page: u32,
    /// Its left side.
    pub left: u16,
    /// Its upper side.
    pub top: u16,
    /// Its right side.
    pub right: u16,
    /// Its lower side.
    pub bottom: u16,
}

/// What the worker answers, as one JSON document on a line of its standard output. It may answer several times; what counts is
/// the last whole line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// What it found, in the form that its reader knows.
    pub facts: serde_json::Value,
    /// Pictures that it made in the folder.
    pub made: Vec<Made>,
    /// Perceptual hashes of a picture, that of the whole first; empty for what has none.
    pub likeness: Vec<u64>,
    /// Name of the file in the folder that holds the text, UTF-8, form feeds between pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Name of the file in the folder that holds what stands beside that text without its readers seeing it: comments, deleted
    /// words, sheets that are not shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
    /// Name of the file in the folder that was asked for: the redacted PDF, the film, or the cells of a table as a JSON list of
    /// rows, each a list of texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// How much of it is done, in hundredths, while it takes long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
}

/// A picture that the worker made: a JPEG or PNG without any metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// `preview` (at most 1,600 pixels), `thumbnail` (at most 320 pixels and 30 KiB), `page`, `poster`.
    pub kind: String,
    /// The page, from 1; 1 for the other kinds.
    pub position: u32,
    /// Its name in the folder.
    pub file: String,
    /// Code of its type.
    pub media: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}
