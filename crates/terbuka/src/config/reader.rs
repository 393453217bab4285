//! Reads keys one by one from a file and the environment, and says of a wrong one where it stands and what was expected.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use ::config::{Environment, File, FileFormat, Source as _, Value, ValueKind};

/// What variables of the environment begin with.
const PREFIX: &str = "TERBUKA_";
/// Variables of the test tools, which are not configuration.
const TEST_PREFIX: &str = "TERBUKA_TEST_";

/// Why the configuration cannot be used, in one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file is not there or cannot be read.
    #[error("{file}: cannot be read: {why}")]
    Unreadable { file: String, why: String },
    /// The file is not TOML.
    #[error("{file}: not TOML: {why}")]
    NotToml { file: String, why: String },
    /// A key that does not exist.
    #[error("{place}: {key}: there is no such key{}", near.as_ref().map(|near| format!("; did you mean {near}?")).unwrap_or_default())]
    Unknown { place: String, key: String, near: Option<String> },
    /// A value that cannot be used.
    #[error("{place}: {key}: {found} is wrong; expected {expected}")]
    Wrong { place: String, key: String, found: String, expected: String },
}

/// One value and where it was found.
#[derive(Debug, Clone)]
struct Found {
    place: String,
    /// One item for a plain value; any number for a list.
    items: Vec<String>,
    is_list: bool,
}

/// Values that have not been asked for yet, by key.
#[derive(Debug)]
pub(crate) struct Reader {
    found: BTreeMap<String, Found>,
    asked: Vec<&'static str>,
}

impl Reader {
    /// Values of a file, if there is one, and over them those of the environment.
    pub(crate) fn new(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut found = BTreeMap::new();
        if let Some(file) = file {
            let name = file.display().to_string();
            let text = std::fs::read_to_string(file)
                .map_err(|error| ConfigError::Unreadable { file: name.clone(), why: error.to_string() })?;
            let values = File::from_str(&text, FileFormat::Toml)
                .collect()
                .map_err(|error| ConfigError::NotToml { file: name.clone(), why: first_and_last(&error) })?;
            for (key, value) in values {
                flatten(&mut found, key, value, &|_| name.clone());
            }
        }
        let own = environment
            .into_iter()
            .filter(|(name, _)| name.starts_with(PREFIX) && !name.starts_with(TEST_PREFIX))
            .collect();
        let values =
            Environment::with_prefix("TERBUKA").prefix_separator("_").separator("__").ignore_empty(true);
        let values = values.source(Some(own));
        let values = values.collect().map_err(|error| ConfigError::Unreadable {
            file: "environment".to_owned(),
            why: error.to_string(),
        })?;
        for (key, value) in values {
            flatten(&mut found, key, value, &|key| format!("environment variable {}", variable(key)));
        }
        Ok(Self { found, asked: Vec::new() })
    }

    /// The value of a key as text, read by `parse`; the default when the key is not there.
    pub(crate) fn read<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
        default: T,
    ) -> Result<T, ConfigError> {
        Ok(self.optional(key, expected, parse)?.unwrap_or(default))
    }

    /// As [`Self::read`]; `None` when the key is not there.
    pub(crate) fn optional<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        self.one(key, expected, false, parse)
    }

    /// As [`Self::optional`], for values that no message may repeat.
    pub(crate) fn secret<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        self.one(key, expected, true, parse)
    }

    fn one<T>(
        &mut self,
        key: &'static str,
        expected: &str,
        secret: bool,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        self.asked.push(key);
        let Some(found) = self.found.remove(key) else { return Ok(None) };
        let value = match found.items.as_slice() {
            [value] if !found.is_list => parse(value),
            _ => None,
        };
        value.map(Some).ok_or_else(|| found.wrong(key, expected, secret))
    }

    /// The items of a list; one text is split at commas. The default when the key is not there.
    pub(crate) fn list<T: FromStr>(
        &mut self,
        key: &'static str,
        expected: &str,
        default: Vec<T>,
    ) -> Result<Vec<T>, ConfigError> {
        self.asked.push(key);
        let Some(found) = self.found.remove(key) else { return Ok(default) };
        let split = |text: &String| text.split(',').map(|part| part.trim().to_owned()).collect::<Vec<_>>();
        let items: Vec<String> =
            if found.is_list { found.items.clone() } else { found.items.iter().flat_map(split).collect() };
        let items = items.iter().filter(|item| !item.is_empty()).map(|item| item.parse().ok());
        items.collect::<Option<_>>().ok_or_else(|| found.wrong(key, expected, false))
    }

    /// The entries of a table whose keys the operator chooses: what stands behind `key` and a dot.
    pub(crate) fn table<K, V>(
        &mut self,
        key: &'static str,
        expected: &str,
        parse: impl Fn(&str, &str) -> Option<(K, V)>,
    ) -> Result<Vec<(K, V)>, ConfigError> {
        self.asked.push(key);
        let prefix = format!("{key}.");
        let keys: Vec<String> =
            self.found.keys().filter(|found| found.starts_with(&prefix)).cloned().collect();
        let mut entries = Vec::new();
        for full in keys {
            let Some(found) = self.found.remove(&full) else { continue };
            let entry = match found.items.as_slice() {
                [value] if !found.is_list => parse(&full[prefix.len()..], value),
                _ => None,
            };
            entries.push(entry.ok_or_else(|| found.wrong(&full, expected, false))?);
        }
        Ok(entries)
    }

    /// Refuses what nobody asked for, and gives the keys that there are.
    pub(crate) fn finish(self) -> Result<Vec<&'static str>, ConfigError> {
        match self.found.into_iter().next() {
            None => Ok(self.asked),
            Some((key, found)) => {
                let near = nearest(&key, &self.asked).map(str::to_owned);
                Err(ConfigError::Unknown { place: found.place, key, near })
            }
        }
    }
}

impl Found {
    fn wrong(&self, key: &str, expected: &str, secret: bool) -> ConfigError {
        let found = if secret { "this value".to_owned() } else { format!("{:?}", self.items.join(", ")) };
        ConfigError::Wrong {
            place: self.place.clone(),
            key: key.to_owned(),
            found,
            expected: expected.to_owned(),
        }
    }
}

/// `server.listen` → `TERBUKA_SERVER__LISTEN`.
fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "__").to_uppercase())
}

fn flatten(into: &mut BTreeMap<String, Found>, key: String, value: Value, place: &dyn Fn(&str) -> String) {
    match value.kind {
        ValueKind::Table(table) => {
            for (name, value) in table {
                flatten(into, format!("{key}.{name}"), value, place);
            }
        }
        ValueKind::Array(items) => {
            let items = items.into_iter().map(|item| item.into_string().unwrap_or_default()).collect();
            into.insert(key.clone(), Found { place: place(&key), items, is_list: true });
        }
        _ => {
            let items = vec![value.into_string().unwrap_or_default()];
            into.insert(key.clone(), Found { place: place(&key), items, is_list: false });
        }
    }
}

/// TOML errors draw a picture over several lines; where and why stand in the first and the last.
fn first_and_last(error: &::config::ConfigError) -> String {
    let text = error.to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default().trim_start_matches("TOML parse error ").to_owned();
    lines.next_back().map_or(first.clone(), |last| format!("{first}: {last}"))
}

/// The key that was probably meant: at most three letters away.
fn nearest<'a>(key: &str, keys: &[&'a str]) -> Option<&'a str> {
    let last = key.rsplit('.').next().unwrap_or(key);
    let same_name = keys.iter().find(|known| known.rsplit('.').next() == Some(last));
    let close = keys.iter().map(|known| (distance(key, known), known)).filter(|(far, _)| *far <= 3).min();
    close.map(|(_, known)| known).or(same_name).copied()
}

/// Letters to add, drop or change to come from one text to the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != *y);
            before = row[j + 1];
            row[j + 1] = changed.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
