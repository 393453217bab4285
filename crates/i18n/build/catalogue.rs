//! Reading and checking the catalogues. Every problem is reported as `language/file.ftl:line: what is wrong`.
//!
//! The rules, beyond Fluent's own syntax:
//! - every key stands in both languages, once, with the same variables;
//! - keys are lower-case words joined by `-`, variables by `_`, and neither is a reserved word of Rust;
//! - no attributes, no functions, no references to other messages (terms such as `{ -app }` are fine);
//! - no `<`: texts are plain, the templates bring the mark-up.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fluent_syntax::ast;

/// The two languages, the leading one first.
pub(crate) const LANGUAGES: [&str; 2] = ["id", "en"];

/// Methods of `Texts` that are written by hand.
const TAKEN: &[&str] = &[
    "new",
    "lang",
    "code",
    "by_key",
    "by_key_with",
    "date",
    "weekday_date",
    "month_year",
    "time",
    "date_time",
    "date_time_both",
    "bytes",
    "decimal",
    "integer",
    "percent",
    "clone",
    "default",
    "text",
];

/// Strict and reserved keywords of the 2024 edition (The Rust Reference, "Keywords").
const RESERVED: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// One message of one language.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// `language/file.ftl:line`.
    pub(crate) place: String,
    /// Names of its variables, alphabetically.
    pub(crate) variables: BTreeSet<String>,
    /// The text as written, for the documentation of the accessor.
    pub(crate) source: String,
}

/// Both languages, checked.
#[derive(Debug)]
pub(crate) struct Catalogue {
    /// Key to its entries in [`LANGUAGES`] order.
    pub(crate) messages: BTreeMap<String, [Entry; 2]>,
    /// The files of each language in [`LANGUAGES`] order, by name.
    pub(crate) files: [Vec<PathBuf>; 2],
}

#[derive(Default)]
struct Language {
    messages: BTreeMap<String, Entry>,
    terms: BTreeMap<String, String>,
    used_terms: Vec<(String, String)>,
    files: Vec<PathBuf>,
}

/// Reads `root/id/*.ftl` and `root/en/*.ftl`.
///
/// # Errors
/// All problems found, sorted by place.
pub(crate) fn read(root: &Path) -> Result<Catalogue, Vec<String>> {
    let mut problems = Vec::new();
    let [id, en] = LANGUAGES.map(|language| read_language(root, language, &mut problems));
    for (here, there, missing_in) in [(&id, &en, "en"), (&en, &id, "id")] {
        for (key, entry) in &here.messages {
            if !there.messages.contains_key(key) {
                problems.push(format!("{}: \"{key}\" has no text in \"{missing_in}\"", entry.place));
            }
        }
        for (term, place) in &here.terms {
            if !there.terms.contains_key(term) {
                problems.push(format!("{place}: the term \"-{term}\" has no text in \"{missing_in}\""));
            }
        }
        for (term, place) in &here.used_terms {
            if !here.terms.contains_key(term) {
                problems.push(format!("{place}: there is no term \"-{term}\""));
            }
        }
    }
    let files = [id.files, en.files];
    let mut english = en.messages;
    let mut messages = BTreeMap::new();
    for (key, id) in id.messages {
        let Some(en) = english.remove(&key) else { continue };
        if id.variables != en.variables {
            problems.push(format!(
                "{}: \"{key}\" has the variables {} here and {} at {}",
                id.place,
                listed(&id.variables),
                listed(&en.variables),
                en.place
            ));
        }
        messages.insert(key, [id, en]);
    }
    if problems.is_empty() {
        Ok(Catalogue { messages, files })
    } else {
        problems.sort();
        Err(problems)
    }
}

fn listed(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
    if names.is_empty() { "(none)".to_owned() } else { names.join(", ") }
}

fn read_language(root: &Path, name: &str, problems: &mut Vec<String>) -> Language {
    let mut language = Language::default();
    let folder = root.join(name);
    match std::fs::read_dir(&folder) {
        Ok(entries) => {
            language.files = entries
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                .filter(|path| path.extension().is_some_and(|suffix| suffix == "ftl"))
                .collect();
            language.files.sort();
        }
        Err(error) => problems.push(format!("{}: {error}", folder.display())),
    }
    for path in language.files.clone() {
        let file = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        match std::fs::read_to_string(&path) {
            Ok(source) => read_file(&mut language, &file, &source, problems),
            Err(error) => problems.push(format!("{file}:1: {error}")),
        }
    }
    language
}

fn read_file(language: &mut Language, file: &str, source: &str, problems: &mut Vec<String>) {
    let resource = match fluent_syntax::parser::parse(source) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                let line = line_at(source, error.pos.start);
                problems.push(format!("{file}:{line}: {}", error.kind));
            }
            resource
        }
    };
    // Entries come in order and begin at the start of a line, so the search for one starts after the one before.
    let mut from = 0;
    for entry in &resource.body {
        let (prefix, id, value, attributes) = match entry {
            ast::Entry::Message(message) => {
                ("", message.id.name, message.value.as_ref(), &message.attributes)
            }
            ast::Entry::Term(term) => ("-", term.id.name, Some(&term.value), &term.attributes),
            _ => continue,
        };
        let start = entry_start(source, from, &format!("{prefix}{id}"));
        from = start + 1;
        let place = format!("{file}:{}", line_at(source, start));
        let mut found = Found::default();
        if let Some(value) = value {
            found.pattern(value);
        } else {
            found.problems.push("has no text".to_owned());
        }
        if !attributes.is_empty() {
            found.problems.push("has attributes; give each text its own key".to_owned());
        }
        found.problems.extend(name_problems(id, '-', prefix.is_empty()));
        for variable in &found.variables {
            found.problems.extend(name_problems(variable, '_', false));
        }
        if !prefix.is_empty() && !found.variables.is_empty() {
            found.problems.push("is a term and cannot have variables".to_owned());
        }
        for problem in found.problems {
            problems.push(format!("{place}: \"{prefix}{id}\" {problem}"));
        }
        language.used_terms.extend(found.terms.into_iter().map(|term| (term, place.clone())));
        let before = if prefix.is_empty() {
            let entry = Entry {
                place: place.clone(),
                variables: found.variables,
                source: text_of(source, start, &format!("{prefix}{id}")),
            };
            language.messages.insert(id.to_owned(), entry).map(|entry| entry.place)
        } else {
            language.terms.insert(id.to_owned(), place.clone())
        };
        if let Some(before) = before {
            problems.push(format!("{place}: \"{prefix}{id}\" stands already at {before}"));
        }
    }
}

/// The text as written: from behind the `=` to the next line that is neither indented nor a closing brace.
fn text_of(source: &str, start: usize, id: &str) -> String {
    let rest = &source[start + id.len()..];
    let mut lines = rest.lines();
    let first = lines.next().unwrap_or_default().trim_start().trim_start_matches('=').trim();
    let more = lines.take_while(|line| line.starts_with([' ', '}']) || line.is_empty());
    let mut text = first.to_owned();
    for line in more {
        text.push('\n');
        text.push_str(line);
    }
    text.trim().to_owned()
}

fn entry_start(source: &str, from: usize, id: &str) -> usize {
    let mut at = from.min(source.len());
    while let Some(found) = source[at..].find(id) {
        let start = at + found;
        let begins_line = start == 0 || source[..start].ends_with('\n');
        let rest = source[start + id.len()..].trim_start_matches(' ');
        if begins_line && rest.starts_with('=') {
            return start;
        }
        at = start + id.len();
    }
    from.min(source.len())
}

fn line_at(source: &str, at: usize) -> usize {
    source.as_bytes().iter().take(at).filter(|&&byte| byte == b'\n').count() + 1
}

fn name_problems(name: &str, joint: char, is_method: bool) -> Vec<String> {
    let mut problems = Vec::new();
    let starts_with_letter = name.split(joint).all(|word| !word.is_empty())
        && name.starts_with(|first: char| first.is_ascii_lowercase());
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == joint);
    if !starts_with_letter || !plain {
        problems.push(format!("uses the name \"{name}\"; names are lower-case words joined by \"{joint}\""));
    }
    let ident = name.replace('-', "_");
    if RESERVED.contains(&ident.as_str()) {
        problems.push(format!("uses the name \"{name}\", a reserved word of Rust"));
    }
    if is_method && TAKEN.contains(&ident.as_str()) {
        problems.push("is already a method of Texts; choose another key".to_owned());
    }
    if is_method && (ident.starts_with("from_") || ident.starts_with("into_")) {
        problems.push("begins like a conversion (from-, into-); put the area first".to_owned());
    }
    problems
}

/// What a pattern uses.
#[derive(Default)]
struct Found {
    variables: BTreeSet<String>,
    terms: BTreeSet<String>,
    problems: Vec<String>,
}

impl Found {
    fn pattern(&mut self, pattern: &ast::Pattern<&str>) {
        for element in &pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => self.text(value),
                ast::PatternElement::Placeable { expression } => self.expression(expression),
            }
        }
    }

    fn text(&mut self, text: &str) {
        if text.contains('<') || text.to_ascii_lowercase().contains("\\u003c") {
            self.problems.push("contains \"<\"; texts are plain, mark-up belongs in the template".to_owned());
        }
    }

    fn expression(&mut self, expression: &ast::Expression<&str>) {
        match expression {
            ast::Expression::Select { selector, variants } => {
                self.inline(selector);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
            ast::Expression::Inline(inline) => self.inline(inline),
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&str>) {
        match inline {
            ast::InlineExpression::StringLiteral { value } => self.text(value),
            ast::InlineExpression::VariableReference { id } => {
                self.variables.insert(id.name.to_owned());
            }
            ast::InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.terms.insert(id.name.to_owned());
            }
            ast::InlineExpression::TermReference { id, .. } => {
                self.problems
                    .push(format!("gives \"-{}\" an attribute or arguments; name the term alone", id.name));
            }
            ast::InlineExpression::MessageReference { id, .. } => {
                self.problems
                    .push(format!("refers to \"{}\"; make it a term (-name) or write it out", id.name));
            }
            ast::InlineExpression::FunctionReference { id, .. } => {
                self.problems.push(format!("calls {}(); Texts formats numbers and dates", id.name));
            }
            ast::InlineExpression::NumberLiteral { value } => {
                self.problems.push(format!("has the number {{ {value} }} in braces; write it as text"));
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
        }
    }
}
