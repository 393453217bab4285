//! JSON (RFC 8259) with line numbers, read front to back, so that a large list can be taken entry by entry.
//!
//! Stricter than most readers where strictness keeps results the same on every machine: keys given twice are noted, lone
//! surrogates are refused, and nesting is bounded.

use std::borrow::Cow;

use super::{Defect, Expected, Key, MAX_DEPTH, Node, Value};

/// Reads one JSON text.
#[derive(Debug)]
pub struct Reader<'s> {
    text: &'s str,
    at: usize,
    line: usize,
    depth: usize,
}

/// Where the reading of a list or map stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    First,
    Later,
}

/// The entries of a list, one at a time: see [`Reader::list`].
#[derive(Debug)]
pub struct ListSteps(Step);

/// The entries of a map, one at a time: see [`Reader::map`].
#[derive(Debug)]
pub struct MapSteps(Step);

impl<'s> Reader<'s> {
    /// A reader at the beginning of `text`.
    pub fn new(text: &'s str) -> Self {
        Self { text, at: 0, line: 1, depth: 0 }
    }

    /// The whole text as one tree.
    pub fn document(text: &'s str) -> Result<Node<'s>, Defect> {
        let mut reader = Self::new(text);
        let node = reader.value()?;
        reader.end()?;
        Ok(node)
    }

    /// The line of the next value, from 1.
    pub fn line(&mut self) -> usize {
        self.skip_space();
        self.line
    }

    /// Whether a map comes next.
    pub fn at_map(&mut self) -> bool {
        self.peek() == Some(b'{')
    }

    /// Whether a list comes next.
    pub fn at_list(&mut self) -> bool {
        self.peek() == Some(b'[')
    }

    /// Begins the map that comes next; then call [`Reader::next_key`] until it gives `None`, reading a value after each.
    pub fn map(&mut self) -> Result<MapSteps, Defect> {
        self.enter(b'{')?;
        Ok(MapSteps(Step::First))
    }

    /// The next key of the map, or `None` at its end.
    pub fn next_key(&mut self, map: &mut MapSteps) -> Result<Option<Key<'s>>, Defect> {
        if !self.step(&mut map.0, b'}')? {
            return Ok(None);
        }
        if self.peek() != Some(b'"') {
            return Err(self.defect("a key in quotes"));
        }
        let line = self.line;
        let text = self.string()?;
        if self.peek() != Some(b':') {
            return Err(self.defect("a colon after a key"));
        }
        self.at += 1;
        Ok(Some(Key { line, text, is_text: true }))
    }

    /// Begins the list that comes next; then call [`Reader::next_entry`] until it gives `false`, reading a value after each.
    pub fn list(&mut self) -> Result<ListSteps, Defect> {
        self.enter(b'[')?;
        Ok(ListSteps(Step::First))
    }

    /// Whether the list has another entry, which comes next.
    pub fn next_entry(&mut self, list: &mut ListSteps) -> Result<bool, Defect> {
        self.step(&mut list.0, b']')
    }

    /// The value that comes next, with all that is in it.
    pub fn value(&mut self) -> Result<Node<'s>, Defect> {
        let next = self.peek();
        let line = self.line;
        let value = match next {
            Some(b'{') => {
                let mut map = self.map()?;
                let mut entries = Vec::new();
                while let Some(key) = self.next_key(&mut map)? {
                    entries.push((key, self.value()?));
                }
                Value::Map(entries)
            }
            Some(b'[') => {
                let mut list = self.list()?;
                let mut entries = Vec::new();
                while self.next_entry(&mut list)? {
                    entries.push(self.value()?);
                }
                Value::List(entries)
            }
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { line, value })
    }

    /// Makes sure that nothing but space follows.
    pub fn end(&mut self) -> Result<(), Defect> {
        if self.peek().is_some() { Err(self.defect("nothing after the value")) } else { Ok(()) }
    }

    fn defect(&self, what: &'static str) -> Defect {
        Defect::whole(self.line, Expected::Json(what))
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte @ (b' ' | b'\n' | b'\r' | b'\t')) = self.byte() {
            self.line += usize::from(byte == b'\n');
            self.at += 1;
        }
    }

    fn peek(&mut self) -> Option<u8> {
        self.skip_space();
        self.byte()
    }

    fn enter(&mut self, bracket: u8) -> Result<(), Defect> {
        if self.peek() != Some(bracket) {
            return Err(self.defect("a list or map"));
        }
        if self.depth == MAX_DEPTH {
            return Err(Defect::whole(self.line, Expected::Shallower));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Moves to the next entry, past the comma; `false` past the closing bracket.
    fn step(&mut self, step: &mut Step, closing: u8) -> Result<bool, Defect> {
        match (self.peek(), *step) {
            (Some(byte), _) if byte == closing => {
                self.at += 1;
                self.depth -= 1;
                return Ok(false);
            }
            (Some(_), Step::First) => {}
            (Some(b','), Step::Later) => {
                self.at += 1;
                if self.peek() == Some(closing) {
                    return Err(self.defect("a value after the comma"));
                }
            }
            (None, _) => return Err(self.defect("the end of a list or map")),
            _ => return Err(self.defect("a comma or the end of a list or map")),
        }
        *step = Step::Later;
        Ok(true)
    }

    fn word(&mut self) -> Result<Value<'s>, Defect> {
        for (word, value) in
            [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)]
        {
            if self.text[self.at..].starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.defect("a value"))
    }

    fn digits(&mut self) -> Result<&'s str, Defect> {
        let start = self.at;
        while self.byte().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(self.defect("a digit")) } else { Ok(&self.text[start..self.at]) }
    }

    fn number(&mut self) -> Result<Value<'s>, Defect> {
        let negative = self.byte() == Some(b'-');
        self.at += usize::from(negative);
        let whole = self.digits()?;
        if whole.len() > 1 && whole.starts_with('0') {
            return Err(self.defect("a number without leading zeros"));
        }
        let mut plain = true;
        if self.byte() == Some(b'.') {
            plain = false;
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            plain = false;
            self.at += 1;
            if matches!(self.byte(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Value::Number(if plain && !negative { whole.parse().ok() } else { None }))
    }

    /// A text; borrowed from the source where it has no escapes.
    fn string(&mut self) -> Result<Cow<'s, str>, Defect> {
        self.at += 1;
        let mut start = self.at;
        let mut owned: Option<String> = None;
        loop {
            match self.byte() {
                None => return Err(self.defect("the end of a text")),
                Some(b'"') => {
                    let rest = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(match owned {
                        None => Cow::Borrowed(rest),
                        Some(text) => Cow::Owned(text + rest),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.text[start..self.at]);
                    self.at += 1;
                    text.push(self.escape()?);
                    start = self.at;
                }
                Some(0..=0x1f) => return Err(self.defect("no control character in a text")),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<char, Defect> {
        let byte = self.byte();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex()?;
                let code = match first {
                    0xd800..0xdc00 if self.text[self.at..].starts_with("\\u") => {
                        self.at += 2;
                        let second = self.hex()?;
                        if !(0xdc00..0xe000).contains(&second) {
                            return Err(self.defect("a whole pair of surrogates"));
                        }
                        0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)
                    }
                    other => other,
                };
                char::from_u32(code).ok_or_else(|| self.defect("a whole pair of surrogates"))?
            }
            _ => return Err(self.defect("an escape of JSON")),
        })
    }

    fn hex(&mut self) -> Result<u32, Defect> {
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        code.ok_or_else(|| self.defect("four hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The tree as `serde_json` would have it; every number becomes its whole value or null.
    fn plain(node: &Node<'_>) -> serde_json::Value {
        use serde_json::Value as J;
        match &node.value {
            Value::Null | Value::Unusable => J::Null,
            Value::Bool(value) => J::Bool(*value),
            Value::Number(number) => number.map_or(J::Null, J::from),
            Value::Text(text) => J::String(text.to_string()),
            Value::List(entries) => entries.iter().map(plain).collect(),
            Value::Map(entries) => {
                entries.iter().map(|(key, value)| (key.text.to_string(), plain(value))).collect()
            }
        }
    }

    fn whole_numbers(value: serde_json::Value) -> serde_json::Value {
        use serde_json::Value as J;
        match value {
            J::Number(number) => number.as_u64().map_or(J::Null, J::from),
            J::Array(entries) => entries.into_iter().map(whole_numbers).collect(),
            J::Object(entries) => {
                entries.into_iter().map(|(key, value)| (key, whole_numbers(value))).collect()
            }
            other => other,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        /// Another reader, which knows nothing of lines, takes and refuses the same texts.
        #[test]
        fn agrees_with_another_reader(text in "[\\[\\]{},:\"\\\\ 01-9.eE+\\-truefalsn/ubd8-f\n]{0,24}") {
            let other = serde_json::from_str::<serde_json::Value>(&text);
            match (Reader::document(&text), other) {
                (Ok(node), Ok(value)) => prop_assert_eq!(plain(&node), whole_numbers(value)),
                (Err(_), Err(_)) => {}
                // A number beyond the range of a floating-point number is JSON all the same.
                (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "{error} in {text:?}"),
                (Err(defect), Ok(_)) => prop_assert!(false, "{defect:?} in {text:?}"),
            }
        }
    }

    #[test]
    fn texts_are_read_with_their_escapes() {
        let node = Reader::document(r#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00…""#).unwrap();
        assert_eq!(node.value, Value::Text("a\"\\/\u{8}\u{c}\n\r\té😀…".into()));
        for wrong in [
            r#""\ud83d""#,
            r#""\ude00""#,
            r#""\ud83dx""#,
            r#""\u00g0""#,
            r#""\u+123""#,
            "\"\n\"",
            r#""\x""#,
            "\"",
        ] {
            assert!(Reader::document(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn defects_know_their_line() {
        let defect = Reader::document("{\n\"a\": 1,\n\"b\": tru\n}").unwrap_err();
        assert_eq!((defect.line, defect.path.as_str()), (3, "$"));
        let Value::Map(entries) = Reader::document("{\n\"a\":\n\n[1,\n2]}").unwrap().value else {
            panic!("a map")
        };
        assert_eq!((entries[0].0.line, entries[0].1.line), (2, 4));
    }

    #[test]
    fn deep_input_is_refused() {
        for text in ["[".repeat(1_000_000), "{\"a\":".repeat(1_000_000)] {
            assert_eq!(Reader::document(&text).unwrap_err().expected, Expected::Shallower);
        }
    }
}
