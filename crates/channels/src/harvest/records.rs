//! Records of an XML file: elements of some names, each with the texts and attributes of what is in it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Most records that are read.
const RECORDS_MAX: usize = 20_000;
/// Most bytes of a text that are kept.
const TEXT_MAX: usize = 512 * 1024;
/// Most fields of a record.
const FIELDS_MAX: usize = 500;
/// Elements lie no deeper in each other.
const DEPTH_MAX: usize = 64;

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HarvestError {
    /// It is no XML, or breaks off.
    #[error("not XML")]
    NotXml,
    /// It is XML of something else.
    #[error("another kind of file")]
    OtherKind,
    /// It is larger or deeper than anything of its kind.
    #[error("too large")]
    TooLarge,
}

/// One field of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name with its prefix as written, in lower case.
    pub(super) name: String,
    /// Its text.
    pub(super) text: String,
    /// Its attributes.
    pub(super) attributes: Vec<(String, String)>,
}

impl Field {
    /// An attribute; empty where there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

/// One record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Its name.
    pub(super) name: String,
    /// What is in it, in order.
    pub(super) fields: Vec<Field>,
}

impl Record {
    /// The text of the first field of a name that has any; empty where there is none.
    pub(super) fn text(&self, name: &str) -> &str {
        let named = self.fields.iter().filter(|field| field.name == name);
        named.map(|field| field.text.trim()).find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Every field of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Field> {
        self.fields.iter().filter(move |field| field.name == name)
    }
}

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Name of the outermost element.
    pub(super) root: String,
    /// Its records, in order.
    pub(super) records: Vec<Record>,
}

/// Reads the records of these names. Entities that a file declares itself are never expanded.
pub(super) fn read(bytes: &[u8], names: &[&str]) -> Result<Document, HarvestError> {
    let text = crate::probe::page::decode(bytes, declared(bytes).as_deref());
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = true;
    let mut reading = Reading { names, document: Document::default(), path: Vec::new(), record: None };
    loop {
        match reader.read_event().map_err(|_| HarvestError::NotXml)? {
            Event::Start(tag) => reading.open(&tag)?,
            Event::Empty(tag) => {
                reading.open(&tag)?;
                reading.close()?;
            }
            Event::End(_) => reading.close()?,
            Event::Text(text) => reading.text(&text.xml10_content()),
            Event::CData(text) => reading.text(&text.xml10_content()),
            Event::GeneralRef(entity) => reading.text(&entity_text(&entity)),
            Event::Eof if reading.path.is_empty() && !reading.document.root.is_empty() => {
                return Ok(reading.document);
            }
            Event::Eof => return Err(HarvestError::NotXml),
            _ => {}
        }
    }
}

/// The letters that the head of a file names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(200))?).into_owned();
    let value = head.split_once("encoding=")?.1;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value.get(1..)?.split(quote).next()?.to_owned())
}

/// What stands for a character: the five of XML, numbers, and the space that feeds borrow from HTML.
fn entity_text(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return character.to_string();
    }
    match quick_xml::escape::resolve_predefined_entity(entity) {
        Some(text) => text.to_owned(),
        None if &**entity == "nbsp" => " ".to_owned(),
        None => String::new(),
    }
}

struct Reading<'n> {
    names: &'n [&'n str],
    document: Document,
    path: Vec<String>,
    /// The record in which the reader is, and how deep it lies.
    record: Option<(Record, usize)>,
}

impl Reading<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), HarvestError> {
        let name = tag.name().as_ref().to_ascii_lowercase();
        if self.path.len() >= DEPTH_MAX {
            return Err(HarvestError::TooLarge);
        }
        if self.path.is_empty() {
            self.document.root.clone_from(&name);
        }
        self.path.push(name.clone());
        match &mut self.record {
            Some((record, depth)) if self.path.len() == *depth + 1 && record.fields.len() < FIELDS_MAX => {
                record.fields.push(Field { name, text: String::new(), attributes: attributes(tag) });
            }
            None if self.names.contains(&name.as_str()) => {
                self.record = Some((Record { name, fields: Vec::new() }, self.path.len()));
            }
            Some(_) | None => {}
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), HarvestError> {
        self.path.pop().ok_or(HarvestError::NotXml)?;
        if let Some((_, depth)) = &self.record
            && self.path.len() < *depth
            && let Some((record, _)) = self.record.take()
        {
            if self.document.records.len() >= RECORDS_MAX {
                return Err(HarvestError::TooLarge);
            }
            self.document.records.push(record);
        }
        Ok(())
    }

    /// Text belongs to the field in which it stands, however deep: Atom allows marked-up text.
    fn text(&mut self, text: &str) {
        if let Some((record, depth)) = &mut self.record
            && self.path.len() > *depth
            && let Some(field) = record.fields.last_mut()
            && field.text.len() + text.len() <= TEXT_MAX
        {
            field.text.push_str(text);
        }
    }
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let read = |found: quick_xml::events::attributes::Attribute<'_>| {
        let key = found.key.as_ref().to_ascii_lowercase();
        let value = quick_xml::escape::unescape(&found.value).unwrap_or_else(|_| found.value.clone());
        (key, value.into_owned())
    };
    tag.attributes().flatten().take(20).map(read).collect()
}
