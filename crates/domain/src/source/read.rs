//! Reading typed values out of a tree: each reader notes what is wrong, and goes on with what can be read all the same.
//!
//! A file is right only where no defect was noted; until then a value is good for finding further defects, no more.

use std::{
    collections::{BTreeMap, BTreeSet},
    str::FromStr,
};

use super::{Defect, Expected, Node, Path, Value, expected::Entries};
use crate::{
    codes::{CodeError, Language},
    exact::{Exact, ExactError},
    instrument::Text,
};

/// Collects the defects of one file.
#[derive(Debug, Default)]
pub struct Checker {
    /// Those found so far.
    pub defects: Vec<Defect>,
}

/// A map that is being read.
#[derive(Debug, Clone, Copy)]
pub struct Map<'n, 's> {
    node: &'n Node<'s>,
    entries: &'n [(super::Key<'s>, Node<'s>)],
}

impl<'n, 's> Map<'n, 's> {
    /// The value of a key.
    pub fn get(self, key: &str) -> Option<&'n Node<'s>> {
        self.entries.iter().find(|(found, _)| found.is_text && found.text == key).map(|(_, value)| value)
    }

    /// Whether it has a key.
    pub fn has(self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The line where the key stands, or else the map.
    pub fn line_of(self, key: &str) -> usize {
        self.entries
            .iter()
            .find(|(found, _)| found.text == key)
            .map_or(self.node.line, |(found, _)| found.line)
    }

    /// The line where the map begins.
    pub fn line(self) -> usize {
        self.node.line
    }

    /// All entries, in the order of the file.
    pub fn entries(self) -> &'n [(super::Key<'s>, Node<'s>)] {
        self.entries
    }
}

impl Checker {
    /// Notes a defect.
    pub fn note(&mut self, line: usize, path: &Path<'_>, expected: impl Into<Expected>) {
        self.defects.push(Defect { line, path: path.to_string(), expected: expected.into() });
    }

    /// Notes that a value is not what was expected, unless its defect is noted already.
    pub fn wrong<T>(&mut self, node: &Node<'_>, path: &Path<'_>, expected: impl Into<Expected>) -> Option<T> {
        if node.value != Value::Unusable {
            self.note(node.line, path, expected);
        }
        None
    }

    /// A map whose keys are all texts.
    pub fn map<'n, 's>(&mut self, node: &'n Node<'s>, path: &Path<'_>) -> Option<Map<'n, 's>> {
        let Value::Map(entries) = &node.value else { return self.wrong(node, path, Expected::Map) };
        for (key, _) in entries.iter().filter(|(key, _)| !key.is_text) {
            self.note(key.line, &path.key(&key.text), Expected::TextKey);
        }
        Some(Map { node, entries })
    }

    /// Notes every key that is not among `known`.
    pub fn only(&mut self, map: Map<'_, '_>, path: &Path<'_>, known: &[&str]) {
        for (key, _) in map.entries {
            if key.is_text && !known.contains(&&*key.text) {
                self.note(key.line, &path.key(&key.text), Expected::KnownKey(known.join(", ")));
            }
        }
    }

    /// The value of a key that must be there.
    pub fn need<'n, 's>(&mut self, map: Map<'n, 's>, path: &Path<'_>, key: &str) -> Option<&'n Node<'s>> {
        let value = map.get(key);
        if value.is_none() {
            self.note(map.line(), &path.key(key), Expected::RequiredKey);
        }
        value
    }

    /// A required value, read by `read`.
    pub fn required<'n, 's, T>(
        &mut self,
        map: Map<'n, 's>,
        path: &Path<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &'n Node<'s>, &Path<'_>) -> Option<T>,
    ) -> Option<T> {
        let node = self.need(map, path, key)?;
        read(self, node, &path.key(key))
    }

    /// An optional value: `Some(None)` where the key is absent, `None` where the value is wrong.
    pub fn optional<'n, 's, T>(
        &mut self,
        map: Map<'n, 's>,
        path: &Path<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &'n Node<'s>, &Path<'_>) -> Option<T>,
    ) -> Option<Option<T>> {
        match map.get(key) {
            None => Some(None),
            Some(node) => read(self, node, &path.key(key)).map(Some),
        }
    }

    /// An optional value with a default.
    pub fn or_default<'n, 's, T>(
        &mut self,
        map: Map<'n, 's>,
        path: &Path<'_>,
        key: &str,
        default: T,
        read: impl FnOnce(&mut Self, &'n Node<'s>, &Path<'_>) -> Option<T>,
    ) -> Option<T> {
        self.optional(map, path, key, read).map(|value| value.unwrap_or(default))
    }

    /// A list, which should have at least `least` entries.
    pub fn list<'n, 's>(
        &mut self,
        node: &'n Node<'s>,
        path: &Path<'_>,
        least: usize,
    ) -> Option<&'n [Node<'s>]> {
        let Value::List(entries) = &node.value else { return self.wrong(node, path, Expected::List) };
        if entries.len() < least {
            self.note(node.line, path, Expected::Entries(Entries::AtLeast(least)));
        }
        Some(entries)
    }

    /// A text.
    pub fn text<'n>(&mut self, node: &'n Node<'_>, path: &Path<'_>) -> Option<&'n str> {
        match &node.value {
            Value::Text(text) => Some(text),
            _ => self.wrong(node, path, Expected::Text),
        }
    }

    /// A text of its own.
    pub fn owned(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<String> {
        self.text(node, path).map(str::to_owned)
    }

    /// `true` or `false`.
    pub fn bool(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<bool> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => self.wrong(node, path, Expected::Bool),
        }
    }

    /// A plain whole number from `least` to `most`.
    pub fn whole(&mut self, node: &Node<'_>, path: &Path<'_>, least: u32, most: u32) -> Option<u32> {
        match node.value {
            Value::Number(Some(number)) => {
                u32::try_from(number).ok().filter(|number| (least..=most).contains(number))
            }
            _ => None,
        }
        .or_else(|| self.wrong(node, path, Expected::Whole(least.into(), most.into())))
    }

    /// An exact number in quotes.
    pub fn exact(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Exact> {
        let Value::Text(text) = &node.value else { return self.wrong(node, path, ExactError::Form) };
        match text.parse() {
            Ok(number) => Some(number),
            Err(error) => self.wrong::<Exact>(node, path, error),
        }
    }

    /// An exact number for which `good` holds.
    pub fn exact_where(
        &mut self,
        node: &Node<'_>,
        path: &Path<'_>,
        expected: Expected,
        good: impl FnOnce(&Exact) -> bool,
    ) -> Option<Exact> {
        let number = self.exact(node, path)?;
        if good(&number) { Some(number) } else { self.wrong(node, path, expected) }
    }

    /// A share: an exact number from 0 to 1.
    pub fn share(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Exact> {
        self.exact_where(node, path, Expected::Share, Exact::is_share)
    }

    /// An exact number above 0.
    pub fn above_zero(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Exact> {
        self.exact_where(node, path, Expected::AboveZero, |number| !number.is_zero())
    }

    /// An exact number from 0 to 100.
    pub fn percent(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Exact> {
        self.exact_where(node, path, Expected::Percent, |number| *number <= Exact::HUNDRED)
    }

    /// A code.
    pub fn code<C: FromStr<Err = CodeError>>(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<C> {
        match self.text(node, path)?.parse() {
            Ok(code) => Some(code),
            Err(error) => self.wrong(node, path, error),
        }
    }

    /// One of a few words; `words` names them all, for the defect.
    pub fn word<T>(
        &mut self,
        node: &Node<'_>,
        path: &Path<'_>,
        words: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let Value::Text(text) = &node.value else { return self.wrong(node, path, Expected::OneOf(words)) };
        parse(text).or_else(|| self.wrong(node, path, Expected::OneOf(words)))
    }

    /// The `format` key of a file.
    pub fn format(&mut self, map: Map<'_, '_>, path: &Path<'_>, format: &'static str) -> Option<()> {
        let node = self.need(map, path, "format")?;
        if matches!(&node.value, Value::Text(text) if text == format) {
            return Some(());
        }
        self.wrong(node, &path.key("format"), Expected::Format(format))
    }

    /// A text by language.
    pub fn languages(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<Text> {
        let map = self.map(node, path)?;
        let mut complete = true;
        let mut others = BTreeMap::new();
        for (key, value) in map.entries().iter().filter(|(key, _)| key.is_text) {
            let path = path.key(&key.text);
            let text = self.owned(value, &path);
            match key.text.parse::<Language>() {
                Ok(language) => complete &= text.map(|text| others.insert(language, text)).is_some(),
                Err(error) => {
                    self.note(key.line, &path, error);
                    complete = false;
                }
            }
        }
        let indonesian = self.need(map, path, "id")?;
        let indonesian =
            if let Value::Text(text) = &indonesian.value { text.to_string() } else { return None };
        complete.then(|| Text::new(indonesian, others))
    }

    /// Notes a value that is in `seen` already, and adds it.
    pub fn unused<T: Ord + Clone>(
        &mut self,
        value: &T,
        line: usize,
        path: &Path<'_>,
        seen: &mut BTreeSet<T>,
    ) {
        if !seen.insert(value.clone()) {
            self.note(line, path, Expected::Unused);
        }
    }

    /// The code under the key `code`, which must not be in `seen`.
    pub fn own_code<C: FromStr<Err = CodeError> + Ord + Clone>(
        &mut self,
        map: Map<'_, '_>,
        path: &Path<'_>,
        seen: &mut BTreeSet<C>,
    ) -> Option<C> {
        let code = self.required(map, path, "code", Self::code::<C>)?;
        let line = map.get("code").map_or(map.line(), |node| node.line);
        self.unused(&code, line, &path.key("code"), seen);
        Some(code)
    }

    /// A list of values without repeats, each read by `read`; `None` where one of them cannot be read.
    pub fn distinct<T: Ord + Clone>(
        &mut self,
        node: &Node<'_>,
        path: &Path<'_>,
        least: usize,
        mut read: impl FnMut(&mut Self, &Node<'_>, &Path<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut seen = BTreeSet::new();
        self.each(node, path, least, |c, node, path| {
            let value = read(c, node, path)?;
            c.unused(&value, node.line, path, &mut seen);
            Some(value)
        })
    }

    /// A list of values, each read by `read`; `None` where one of them cannot be read.
    pub fn each<'n, 's, T>(
        &mut self,
        node: &'n Node<'s>,
        path: &Path<'_>,
        least: usize,
        mut read: impl FnMut(&mut Self, &'n Node<'s>, &Path<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let nodes = self.list(node, path, least)?;
        let values: Vec<Option<T>> =
            nodes.iter().enumerate().map(|(index, node)| read(self, node, &path.index(index))).collect();
        values.into_iter().collect()
    }
}
