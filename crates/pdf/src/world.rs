//! All that a template can reach: the templates of the shelf, the fonts of the program, and its data.

use std::collections::{BTreeMap, HashMap};

use data_encoding::BASE64;
use print::press::Sheet;
use serde_json::Value;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_kit::fonts::FontStore;

/// Templates and fonts, read once.
pub(crate) struct Shelf {
    sources: HashMap<FileId, Source>,
    fonts: FontStore,
}

impl Shelf {
    /// Templates by their file names.
    pub(crate) fn new(sources: BTreeMap<String, String>, fonts: FontStore) -> Self {
        let sources = sources.into_iter().filter_map(|(name, text)| {
            let id = file_id(&name)?;
            Some((id, Source::new(id, text)))
        });
        Self { sources: sources.collect(), fonts }
    }
}

fn file_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One template with its data.
pub(crate) struct Desk<'s> {
    shelf: &'s Shelf,
    library: LazyHash<Library>,
    main: FileId,
}

impl<'s> Desk<'s> {
    pub(crate) fn new(shelf: &'s Shelf, sheet: Sheet, data: &Value) -> Result<Self, String> {
        let main = file_id(&format!("{sheet}.typ")).ok_or("the template has no name")?;
        let mut data: typst::foundations::Value =
            serde_json::from_value(data.clone()).map_err(|error| error.to_string())?;
        with_logo(&mut data)?;
        let inputs: Dict = [("data".into(), data)].into_iter().collect();
        Ok(Self { shelf, library: LazyHash::new(Library::builder().with_inputs(inputs).build()), main })
    }
}

/// The logo comes as text and is found as bytes: a template has no way to make a picture of base64.
fn with_logo(data: &mut typst::foundations::Value) -> Result<(), String> {
    use typst::foundations::Value;
    let Value::Dict(entries) = data else { return Ok(()) };
    let Ok(Value::Str(text)) = entries.get("logo") else { return Ok(()) };
    let bytes = BASE64.decode(text.as_bytes()).map_err(|error| format!("the logo: {error}"))?;
    entries.insert("logo".into(), Value::Bytes(Bytes::new(bytes)));
    Ok(())
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.shelf.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.shelf.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    /// Templates have nothing but themselves: no image, no data file, no package.
    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.font(index)
    }

    /// A sheet says the same whenever it is printed: dates come with the data.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
