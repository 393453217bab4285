//! The results file: the same input gives the same bytes on every machine (contract section 4).

use std::{
    fmt::{self, Write as _},
    io,
};

use rayon::prelude::*;

use crate::{
    exact::Exact,
    scoring::{BodyResult, Cores, Results},
};

/// The `format` of a results file.
pub const FORMAT: &str = "terbuka/results/1";

/// Bodies that are rendered between two writes.
const CHUNK: usize = 512;

impl Results<'_> {
    /// Writes the results file. Little more than [`CHUNK`] bodies is in memory at a time.
    pub fn write_json(&self, out: &mut impl io::Write, cores: Cores) -> io::Result<()> {
        let mut head = Json::default();
        head.open('{');
        head.field("format", FORMAT);
        head.field("instrument", &self.instrument().reference());
        head.field("scheme", self.scheme().code.as_str());
        head.key("results");
        head.open('[');
        out.write_all(head.text.as_bytes())?;
        for start in (0..self.len()).step_by(CHUNK) {
            let chunk = start..self.len().min(start + CHUNK);
            let render = |index: usize| self.rendered(index);
            let texts: Vec<String> = match cores {
                Cores::One => chunk.map(render).collect(),
                Cores::All => chunk.into_par_iter().map(render).collect(),
            };
            for text in texts {
                out.write_all(text.as_bytes())?;
            }
        }
        let mut tail = Json { depth: 2, empty: self.is_empty(), ..Json::default() };
        tail.close(']');
        self.summary_into(&mut tail);
        tail.close('}');
        tail.text.push('\n');
        out.write_all(tail.text.as_bytes())
    }

    /// The results file as one text.
    pub fn to_json(&self, cores: Cores) -> String {
        let mut bytes = Vec::new();
        match self.write_json(&mut bytes, cores) {
            Ok(()) => String::from_utf8(bytes).unwrap_or_default(),
            // Memory takes all that is written to it.
            Err(_) => String::new(),
        }
    }

    fn rendered(&self, index: usize) -> String {
        let mut json = Json { depth: 2, empty: index == 0, ..Json::default() };
        if let Some(body) = self.body(index) {
            json.entry();
            self.body_into(&mut json, &body);
        }
        json.text
    }

    fn body_into(&self, json: &mut Json, body: &BodyResult) {
        json.open('{');
        json.field("code", body.code.as_str());
        json.optional("parent", body.parent.as_ref().map(AsRef::as_ref));
        json.field("outcome", body.outcome.as_str());
        json.key("components");
        json.open('{');
        for component in &body.components {
            json.key(component.code.as_str());
            self.number(json, &component.score);
        }
        json.close('}');
        json.key("total");
        match &body.total {
            Some(total) => self.number(json, total),
            None => json.raw("null"),
        }
        json.optional("category", body.category.as_ref().map(AsRef::as_ref));
        for (key, rank) in [("rank", body.rank), ("rank_in_parent", body.rank_in_parent)] {
            json.key(key);
            match rank {
                Some(rank) => json.shown(rank),
                None => json.raw("null"),
            }
        }
        json.key("passed");
        json.open('[');
        for component in &body.passed {
            json.entry();
            json.string(component.as_str());
        }
        json.close(']');
        json.key("sections");
        json.open('{');
        for section in &body.sections {
            json.key(section.code.as_str());
            match &section.points {
                Some(points) => self.number(json, points),
                None => json.raw("null"),
            }
        }
        json.close('}');
        json.key("questions");
        json.open('{');
        for question in &body.questions {
            json.key(question.code.as_str());
            json.open('{');
            json.exact("weight", &question.weight);
            match &question.share {
                Some(share) => json.exact("share", share),
                None => json.optional("share", None),
            }
            json.exact("points", &question.points);
            json.close('}');
        }
        json.close('}');
        json.key("warnings");
        json.open('[');
        for warning in &body.warnings {
            json.entry();
            json.string(&warning.to_string());
        }
        json.close(']');
        json.close('}');
    }

    fn number(&self, json: &mut Json, number: &Exact) {
        json.open('{');
        json.exact("exact", number);
        json.field("display", &self.scheme().display.show(number));
        json.close('}');
    }

    fn summary_into(&self, json: &mut Json) {
        let summary = self.summary();
        json.key("summary");
        json.open('{');
        json.count("scored", summary.scored);
        json.key("by_category");
        json.open('{');
        for (category, count) in &summary.by_category {
            json.count(category.as_str(), *count);
        }
        json.close('}');
        json.count("not_registered", summary.not_registered);
        json.count("not_submitted", summary.not_submitted);
        json.count("not_assessed", summary.not_assessed);
        json.close('}');
    }
}

/// Writes JSON with two spaces of indent and one entry a line.
#[derive(Default)]
struct Json {
    text: String,
    depth: usize,
    /// Whether the innermost list or map has no entry yet.
    empty: bool,
}

impl Json {
    fn open(&mut self, bracket: char) {
        self.text.push(bracket);
        self.depth += 1;
        self.empty = true;
    }

    fn close(&mut self, bracket: char) {
        self.depth -= 1;
        if !self.empty {
            self.new_line();
        }
        self.text.push(bracket);
        self.empty = false;
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }

    /// Begins an entry of a list.
    fn entry(&mut self) {
        if !self.empty {
            self.text.push(',');
        }
        self.new_line();
        self.empty = false;
    }

    /// Begins an entry of a map.
    fn key(&mut self, key: &str) {
        self.entry();
        self.string(key);
        self.text.push_str(": ");
    }

    fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn shown(&mut self, value: impl fmt::Display) {
        // Writing to a text cannot fail.
        let _ = write!(self.text, "{value}");
    }

    /// A text with only the escapes that JSON needs: quote, backslash and control characters.
    fn string(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' => self.text.push_str("\\\""),
                '\\' => self.text.push_str("\\\\"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                '\t' => self.text.push_str("\\t"),
                '\u{8}' => self.text.push_str("\\b"),
                '\u{c}' => self.text.push_str("\\f"),
                '\0'..='\u{1f}' => self.shown(format_args!("\\u{:04x}", u32::from(character))),
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }

    fn field(&mut self, key: &str, value: &str) {
        self.key(key);
        self.string(value);
    }

    fn optional(&mut self, key: &str, value: Option<&str>) {
        self.key(key);
        match value {
            Some(value) => self.string(value),
            None => self.raw("null"),
        }
    }

    fn exact(&mut self, key: &str, number: &Exact) {
        self.key(key);
        self.shown(format_args!("\"{number}\""));
    }

    fn count(&mut self, key: &str, count: u32) {
        self.key(key);
        self.shown(count);
    }
}
