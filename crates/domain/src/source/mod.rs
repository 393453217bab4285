//! Contract files with positions: a tree of values that know their line, from YAML or JSON, and the defects found in it.
//!
//! Readers never fail on the first defect: they note it and go on, so that one run shows all defects of a file.

pub mod json;
pub mod read;
pub mod yaml;

pub mod expected;

use std::{borrow::Cow, fmt};

pub use expected::Expected;

/// Deepest nesting of lists and maps that is read. Contract files need eight levels.
pub const MAX_DEPTH: usize = 64;

/// Longest part of a key that is repeated in a path, in characters.
const MAX_KEY_CHARS: usize = 120;

/// One thing that is wrong in a contract file: where, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Line, from 1.
    pub line: usize,
    /// Path as in `sections[1].questions[3].rubric.levels[0].share`, or `$` for the file as a whole.
    pub path: String,
    /// What should stand there.
    pub expected: Expected,
}

impl Defect {
    /// A defect of the file as a whole.
    pub fn whole(line: usize, expected: Expected) -> Self {
        Self { line, path: "$".into(), expected }
    }

    /// The line that people read: `file:line: path: what was expected`.
    pub fn in_file<'d>(&'d self, file: &'d str) -> impl fmt::Display + 'd {
        DefectInFile { defect: self, file }
    }
}

struct DefectInFile<'d> {
    defect: &'d Defect,
    file: &'d str,
}

impl fmt::Display for DefectInFile<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Defect { line, path, expected } = self.defect;
        write!(f, "{}:{line}: {path}: expected {expected}", self.file)
    }
}

/// Puts defects into the order in which a person mends them: from the top of the file down.
pub(crate) fn in_order(mut defects: Vec<Defect>) -> Vec<Defect> {
    defects.sort_by_key(|defect| defect.line);
    defects
}

/// A value and the line where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'s> {
    /// Line, from 1.
    pub line: usize,
    /// The value.
    pub value: Value<'s>,
}

/// What a YAML (core schema) or JSON text holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'s> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number without quotes: its value if it is a whole number from 0 that fits, else `None`.
    Number(Option<u64>),
    /// A text.
    Text(Cow<'s, str>),
    /// A list.
    List(Vec<Node<'s>>),
    /// A map, in the order of the file; keys are unique.
    Map(Vec<(Key<'s>, Node<'s>)>),
    /// Something whose defect is already noted, such as an alias: readers skip it without a word.
    Unusable,
}

/// The key of an entry and the line where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<'s> {
    /// Line, from 1.
    pub line: usize,
    /// The key.
    pub text: Cow<'s, str>,
    /// Whether it is a text; `1:` or `true:` in YAML is not.
    pub is_text: bool,
}

/// Where a value stands, linked from the leaf to the root, so that no text is made for values that are right.
#[derive(Debug, Clone, Copy)]
pub enum Path<'p> {
    /// The file.
    Root,
    /// An entry of a map.
    Key(&'p Path<'p>, &'p str),
    /// An entry of a list, from 0.
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    /// The entry `key` of the map here.
    #[must_use]
    pub fn key(&'p self, key: &'p str) -> Path<'p> {
        Path::Key(self, key)
    }

    /// The entry number `index`, from 0, of the list here.
    #[must_use]
    pub fn index(&'p self, index: usize) -> Path<'p> {
        Path::Index(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("$"),
            Self::Index(Self::Root, index) => write!(f, "[{index}]"),
            Self::Index(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Key(Self::Root, key) => write_key(f, key),
            Self::Key(parent, key) => {
                write!(f, "{parent}.")?;
                write_key(f, key)
            }
        }
    }
}

/// Writes a key on one line, whatever the file put into it.
fn write_key(f: &mut fmt::Formatter<'_>, key: &str) -> fmt::Result {
    for (count, character) in key.chars().enumerate() {
        if count == MAX_KEY_CHARS {
            return f.write_str("…");
        }
        if character.is_control() {
            write!(f, "{}", character.escape_default())?;
        } else {
            write!(f, "{character}")?;
        }
    }
    Ok(())
}

/// Notes every key that a map has twice and keeps the first, in the whole tree under `node`.
pub(crate) fn drop_repeated_keys(node: &mut Node<'_>, path: &Path<'_>, defects: &mut Vec<Defect>) {
    match &mut node.value {
        Value::Map(entries) => {
            if has_repeated_key(entries) {
                let mut seen = std::collections::HashSet::new();
                let mut repeated = Vec::new();
                for (position, (key, _)) in entries.iter().enumerate() {
                    if !seen.insert(key.text.clone()) {
                        repeated.push(position);
                        let path = path.key(&key.text).to_string();
                        defects.push(Defect { line: key.line, path, expected: Expected::KeyOnce });
                    }
                }
                drop(seen);
                for position in repeated.into_iter().rev() {
                    entries.remove(position);
                }
            }
            for (key, value) in entries {
                drop_repeated_keys(value, &path.key(&key.text), defects);
            }
        }
        Value::List(entries) => {
            for (index, value) in entries.iter_mut().enumerate() {
                drop_repeated_keys(value, &path.index(index), defects);
            }
        }
        _ => {}
    }
}

/// Compares pairwise in small maps, which nearly all are, and hashes in large ones.
fn has_repeated_key(entries: &[(Key<'_>, Node<'_>)]) -> bool {
    if entries.len() <= 16 {
        return entries
            .iter()
            .enumerate()
            .any(|(i, (key, _))| entries[..i].iter().any(|(e, _)| e.text == key.text));
    }
    let mut seen = std::collections::HashSet::with_capacity(entries.len());
    !entries.iter().all(|(key, _)| seen.insert(&*key.text))
}

/// The text of a file, without a byte order mark; `Err` where it is not UTF-8.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, Defect> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            Err(Defect::whole(line, Expected::Utf8))
        }
    }
}
