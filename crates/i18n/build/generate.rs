//! Writing the accessors: one method of `Texts` for each key.

use std::fmt::Write as _;
use std::path::PathBuf;

use crate::catalogue::{Catalogue, LANGUAGES};

/// The Rust source that `src/texts.rs` includes.
///
/// A key `saq-saved-at` with `{ $time }` becomes `fn saq_saved_at(&self, time: impl Into<Arg>) -> String`. Arguments
/// stand in alphabetical order of their names, so that rewording a text never reorders them.
pub(crate) fn accessors(catalogue: &Catalogue) -> String {
    let mut code = String::from("impl Texts {\n");
    for (key, [id, en]) in &catalogue.messages {
        let method = key.replace('-', "_");
        let mut parameters = String::new();
        let mut values = String::new();
        for name in &id.variables {
            let _ = write!(parameters, ", {name}: impl Into<Arg>");
            let _ = write!(values, "({name:?}, {name}.into()), ");
        }
        let _ = writeln!(code, "    /// `{key}` ({}).", id.place.split(':').next().unwrap_or_default());
        for (language, entry) in LANGUAGES.iter().zip([id, en]) {
            let _ = writeln!(code, "    ///\n    /// ```text");
            for (number, line) in entry.source.lines().enumerate() {
                let label = if number == 0 { format!("{language}: ") } else { String::new() };
                let _ = writeln!(code, "    /// {label}{line}");
            }
            let _ = writeln!(code, "    /// ```");
        }
        let body = if values.is_empty() {
            format!("self.text({key:?}, Vec::new())")
        } else {
            format!("self.text({key:?}, vec![{}])", values.trim_end_matches(", "))
        };
        let _ =
            writeln!(code, "    pub fn {method}(&self{parameters}) -> String {{\n        {body}\n    }}\n");
    }
    code.push_str("}\n\n");
    let keys: Vec<String> = catalogue.messages.keys().map(|key| format!("{key:?}")).collect();
    let _ = writeln!(
        code,
        "/// Every key of the catalogue, sorted.\npub const KEYS: &[&str] = &[{}];\n",
        keys.join(", ")
    );
    for (language, files) in LANGUAGES.iter().zip(&catalogue.files) {
        // Found by the compiler, not here: a target folder that is used from another place keeps what this wrote.
        let include = |path: &PathBuf| {
            let path = format!("/{}", path.display());
            format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))")
        };
        let sources: Vec<String> = files.iter().map(include).collect();
        let name = language.to_ascii_uppercase();
        let _ = writeln!(code, "const SOURCES_{name}: &[&str] = &[{}];", sources.join(", "));
    }
    code
}
