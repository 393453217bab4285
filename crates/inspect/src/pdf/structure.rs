//! What a PDF holds beside its pages (ISO 32000-1, 12.6 actions, 12.7.4.5 signatures, 7.11.4 embedded files).

use std::collections::BTreeSet;

use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, String as Text};

/// Most objects that are looked at; what is beyond them is not seen.
const OBJECTS: usize = 500_000;
/// Depth of values within values.
const DEPTH: usize = 16;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Codes of parts that act, as in [`domain::facts::Oddity::Active`].
    pub(super) active: BTreeSet<&'static str>,
    /// Whether a signature field is signed.
    pub(super) is_signed: bool,
}

pub(super) fn read(pdf: &Pdf) -> Structure {
    let mut found = Structure::default();
    let mut left = OBJECTS;
    for object in pdf.objects() {
        if left == 0 {
            break;
        }
        walk(&object, DEPTH, &mut left, &mut found);
    }
    found
}

fn walk(object: &Object<'_>, depth: usize, left: &mut usize, found: &mut Structure) {
    if depth == 0 || *left == 0 {
        return;
    }
    *left -= 1;
    match object {
        Object::Dict(dict) => walk_dict(dict, depth, left, found),
        Object::Stream(stream) => walk_dict(stream.dict(), depth, left, found),
        Object::Array(array) => {
            for item in array.raw_iter() {
                if let MaybeRef::NotRef(value) = item {
                    walk(&value, depth - 1, left, found);
                }
            }
        }
        _ => {}
    }
}

fn walk_dict(dict: &Dict<'_>, depth: usize, left: &mut usize, found: &mut Structure) {
    judge(dict, found);
    for (_, value) in dict.entries() {
        if let MaybeRef::NotRef(value) = value {
            walk(&value, depth - 1, left, found);
        }
    }
}

fn judge(dict: &Dict<'_>, found: &mut Structure) {
    let name = |key: &str| dict.get::<Name<'_>>(key);
    let is = |key: &str, value: &str| name(key).is_some_and(|name| name.as_str() == value);
    if is("S", "JavaScript") || dict.contains_key("JS") {
        found.active.insert("javascript");
    }
    if is("S", "Launch") {
        found.active.insert("launch");
    }
    // Many programs write which page is shown first; an action of another kind is what acts.
    let opening = dict.get::<Dict<'_>>("OpenAction");
    if opening.is_some_and(|action| action.get::<Name<'_>>("S").is_none_or(|kind| kind.as_str() != "GoTo")) {
        found.active.insert("open_action");
    }
    if is("Type", "EmbeddedFile") || dict.contains_key("EF") || dict.contains_key("EmbeddedFiles") {
        found.active.insert("embedded_file");
    }
    if ["RichMedia", "3D", "Movie", "Screen", "Sound"].iter().any(|kind| is("Subtype", kind)) {
        found.active.insert("rich_media");
    }
    let covers = || dict.get::<Array<'_>>("ByteRange").is_some();
    if covers()
        && dict.get::<Text<'_>>("Contents").is_some_and(|bytes| bytes.as_bytes().iter().any(|b| *b != 0))
    {
        found.is_signed = true;
    }
}
