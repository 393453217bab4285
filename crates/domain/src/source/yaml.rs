//! YAML 1.2 with the core schema, one document, no anchors, aliases or tags (contract, introduction).

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Defect, Expected, Key, MAX_DEPTH, Node, Path, Value, drop_repeated_keys, utf8};

/// Largest YAML file that is read. A questionnaire of 39 questions in two languages takes 64 KiB.
pub const MAX_BYTES: usize = 16 << 20;

/// Reads the first document. Defects other than broken YAML leave a tree that can be checked further; `None` where there
/// is none.
pub fn parse<'s>(bytes: &'s [u8], defects: &mut Vec<Defect>) -> Option<Node<'s>> {
    if bytes.len() > MAX_BYTES {
        defects.push(Defect::whole(1, Expected::SmallerFile));
        return None;
    }
    let text = utf8(bytes).map_err(|defect| defects.push(defect)).ok()?;
    let mut builder = Builder::default();
    match builder.read(text) {
        Ok(()) => {
            defects.append(&mut builder.defects);
            let Some(mut root) = builder.root else {
                defects.push(Defect::whole(1, Expected::Map));
                return None;
            };
            drop_repeated_keys(&mut root, &Path::Root, defects);
            Some(root)
        }
        Err(defect) => {
            defects.push(defect);
            None
        }
    }
}

/// A list or map that is not complete yet.
enum Open<'s> {
    List(Vec<Node<'s>>),
    Map(Vec<(Key<'s>, Node<'s>)>, Option<Key<'s>>),
}

#[derive(Default)]
struct Builder<'s> {
    open: Vec<(usize, Open<'s>)>,
    root: Option<Node<'s>>,
    documents: usize,
    defects: Vec<Defect>,
}

impl<'s> Builder<'s> {
    fn read(&mut self, text: &'s str) -> Result<(), Defect> {
        let mut parser = Parser::new_from_str(text);
        while let Some(next) = parser.next_event() {
            let (event, span) = next.map_err(|error| {
                Defect::whole(error.marker().line().max(1), Expected::Yaml(error.info().to_owned()))
            })?;
            let line = span.start.line().max(1);
            match event {
                Event::DocumentStart(_) => {
                    self.documents += 1;
                    if self.documents == 2 {
                        self.defects.push(Defect::whole(line, Expected::OneDocument));
                    }
                }
                Event::Alias(_) => {
                    self.defects.push(Defect::whole(line, Expected::NoAlias));
                    self.put(Node { line, value: Value::Unusable });
                }
                Event::Scalar(text, style, anchor, tag) => {
                    self.note_anchor(line, anchor);
                    let value = if tag.is_some() {
                        self.defects.push(Defect::whole(line, Expected::NoTag));
                        Value::Unusable
                    } else if style == ScalarStyle::Plain {
                        plain(text)
                    } else {
                        Value::Text(text)
                    };
                    self.put(Node { line, value });
                }
                Event::SequenceStart(anchor, tag) => {
                    self.open(line, anchor, tag.is_some(), Open::List(Vec::new()))?;
                }
                Event::MappingStart(anchor, tag) => {
                    self.open(line, anchor, tag.is_some(), Open::Map(Vec::new(), None))?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(),
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
        }
        Ok(())
    }

    fn note_anchor(&mut self, line: usize, anchor: usize) {
        if anchor != 0 {
            self.defects.push(Defect::whole(line, Expected::NoAlias));
        }
    }

    fn open(&mut self, line: usize, anchor: usize, tagged: bool, kind: Open<'s>) -> Result<(), Defect> {
        self.note_anchor(line, anchor);
        if tagged {
            self.defects.push(Defect::whole(line, Expected::NoTag));
        }
        if self.open.len() == MAX_DEPTH {
            return Err(Defect::whole(line, Expected::Shallower));
        }
        self.open.push((line, kind));
        Ok(())
    }

    fn close(&mut self) {
        if let Some((line, open)) = self.open.pop() {
            let value = match open {
                Open::List(entries) => Value::List(entries),
                Open::Map(entries, _) => Value::Map(entries),
            };
            self.put(Node { line, value });
        }
    }

    /// Puts a complete value where it belongs: into the innermost list or map, or at the root.
    fn put(&mut self, node: Node<'s>) {
        match self.open.last_mut() {
            None if self.documents == 1 => self.root = Some(node),
            None => {}
            Some((_, Open::List(entries))) => entries.push(node),
            Some((_, Open::Map(entries, key))) => match key.take() {
                None => *key = Some(as_key(node)),
                Some(key) => entries.push((key, node)),
            },
        }
    }
}

/// A key that is not a text keeps a word to name it in the path.
fn as_key(node: Node<'_>) -> Key<'_> {
    let line = node.line;
    let (text, is_text) = match node.value {
        Value::Text(text) => (text, true),
        Value::Null => (Cow::Borrowed("null"), false),
        Value::Bool(value) => (Cow::Borrowed(if value { "true" } else { "false" }), false),
        Value::Number(Some(number)) => (Cow::Owned(number.to_string()), false),
        Value::Number(None) => (Cow::Borrowed("number"), false),
        Value::List(_) => (Cow::Borrowed("[…]"), false),
        Value::Map(_) | Value::Unusable => (Cow::Borrowed("{…}"), false),
    };
    Key { line, text, is_text }
}

/// A plain scalar by the core schema (YAML 1.2.2, section 10.3.2).
fn plain(text: Cow<'_, str>) -> Value<'_> {
    match &*text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return Value::Bool(true),
        "false" | "False" | "FALSE" => return Value::Bool(false),
        ".nan" | ".NaN" | ".NAN" => return Value::Number(None),
        _ => {}
    }
    let digits = |text: &str, radix: u32| !text.is_empty() && text.chars().all(|c| c.is_digit(radix));
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(rest) = text.strip_prefix(prefix)
            && digits(rest, radix)
        {
            return Value::Number(u64::from_str_radix(rest, radix).ok());
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(&text);
    if digits(unsigned, 10) {
        let number = unsigned.parse().ok();
        return Value::Number(if text.starts_with('-') { number.filter(|n| *n == 0_u64) } else { number });
    }
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || is_decimal(unsigned) {
        return Value::Number(None);
    }
    Value::Text(text)
}

/// `(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`
fn is_decimal(text: &str) -> bool {
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (mantissa, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(m, e)| (m, Some(e)));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let good_mantissa =
        all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty());
    let good_exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && all_digits(exponent)
    });
    good_mantissa && good_exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Value<'static> {
        plain(Cow::Owned(text.to_owned()))
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for text in [
            "yes",
            "no",
            "on",
            "y",
            "1.2.3",
            "0b1",
            "1_000",
            "2024-06-22",
            "e5",
            ".",
            "+",
            "0x",
            "1e",
            "1:2",
            "٣",
        ] {
            assert_eq!(value(text), Value::Text(Cow::Borrowed(text)), "{text:?}");
        }
        for text in
            ["0.6", ".5", "5.", "1e3", "+1.5E-3", "-1", ".inf", "-.INF", ".NaN", "99999999999999999999"]
        {
            assert_eq!(value(text), Value::Number(None), "{text:?}");
        }
        for (text, number) in [("0", 0), ("007", 7), ("+3", 3), ("-0", 0), ("0x1F", 31), ("0o17", 15)] {
            assert_eq!(value(text), Value::Number(Some(number)), "{text:?}");
        }
        for text in ["", "~", "null", "NULL"] {
            assert_eq!(value(text), Value::Null, "{text:?}");
        }
        assert_eq!(value("True"), Value::Bool(true));
        assert_eq!(value("FALSE"), Value::Bool(false));
    }

    fn defects(text: &str) -> Vec<String> {
        let mut defects = Vec::new();
        parse(text.as_bytes(), &mut defects);
        let defects = crate::source::in_order(defects);
        defects.iter().map(|defect| format!("{}: {}", defect.line, defect.path)).collect()
    }

    #[test]
    fn what_the_contract_forbids_is_a_defect_of_the_file() {
        assert_eq!(defects("a: 1\nb: &x 2\nc: *x\n"), ["2: $", "3: $"]);
        assert_eq!(defects("a: 1\nb: !!str 2\nc: !x [1]\nd: ! e\n"), ["2: $", "3: $", "4: $"]);
        assert_eq!(defects("a: 1\n---\nb: 2\n---\nc: 3\n"), ["2: $"]);
        assert_eq!(defects("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\n\"a\": 5\n"), ["5: b.c", "6: a"]);
        assert_eq!(defects("a: [1\nb: 2"), ["2: $"]);
        assert_eq!(defects(""), ["1: $"]);
        assert_eq!(defects("a: *nowhere"), ["1: $"]);
        assert_eq!(defects("%YAML 1.2\n---\na: 1\n...\n"), Vec::<String>::new());
        assert_eq!(defects("\u{feff}a: 1\n"), Vec::<String>::new());
        let mut found = Vec::new();
        assert!(parse(b"a: 1\nb: \xff\n", &mut found).is_none());
        assert_eq!(found, [Defect::whole(2, Expected::Utf8)]);
    }

    #[test]
    fn deep_and_huge_input_is_refused() {
        for text in ["[".repeat(100_000), "a: ".to_owned() + &"{a: ".repeat(100_000), "- ".repeat(100_000)] {
            assert_eq!(defects(&text).len(), 1);
        }
        assert_eq!(defects(&"a".repeat(MAX_BYTES + 1)), ["1: $"]);
    }
}
