//! What every component is made of: trusted mark-up, attributes and class names that escape themselves.

use std::fmt;

use askama::filters::{Escaper as _, Html as HtmlEscaper, HtmlSafe};
use serde::{Deserialize, Deserializer};

/// Mark-up that is known to be safe and is written as it is.
///
/// Make one only from a rendered template or from sanitised text, never from what a person typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// Takes mark-up on the caller's word. The caller has escaped or sanitised it.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// Joins rendered parts in order, e.g. a heading and two form fields inside a fieldset.
    pub fn join<P: HtmlSafe>(parts: impl IntoIterator<Item = P>) -> Self {
        let mut joined = String::new();
        for part in parts {
            joined.push_str(&part.to_string());
        }
        Self(joined)
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

/// Writes `text` with the five HTML characters escaped.
fn escape(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    HtmlEscaper.write_escaped_str(f, text)
}

/// Either trusted mark-up or text to escape; mark-up wins when both are given, as in GOV.UK's macros.
pub(crate) struct Rich<'a> {
    text: &'a str,
    html: &'a Html,
}

impl Rich<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.html.is_empty()
    }
}

/// What stands inside an element, for templates: `{{ rich(text, html) }}`.
pub(crate) fn rich<'a>(text: &'a str, html: &'a Html) -> Rich<'a> {
    Rich { text, html }
}

impl fmt::Display for Rich<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.html.is_empty() { escape(f, self.text) } else { f.write_str(&self.html.0) }
    }
}

impl HtmlSafe for Rich<'_> {}

/// Extra attributes of an element, escaped when written: ` data-a="1" hidden`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(Vec<(String, Option<String>)>);

impl Attributes {
    /// Adds `name="value"`. A name is written by us, never by a person; it is escaped all the same.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.push((name.to_owned(), Some(value.into())));
    }

    /// Adds an attribute without a value, e.g. `hidden`.
    pub fn flag(&mut self, name: &str) {
        self.0.push((name.to_owned(), None));
    }

    /// Adds everything that `other` holds.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }
}

impl fmt::Display for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.0 {
            f.write_str(" ")?;
            escape(f, name)?;
            if let Some(value) = value {
                f.write_str("=\"")?;
                escape(f, value)?;
                f.write_str("\"")?;
            }
        }
        Ok(())
    }
}

impl HtmlSafe for Attributes {}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?;
        let mut attributes = Self::default();
        for (name, value) in map {
            attributes.set(&name, scalar_text(&value).map_err(serde::de::Error::custom)?);
        }
        Ok(attributes)
    }
}

/// Extra class names, written with a space before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Classes(String);

impl Classes {
    /// Adds one or more class names.
    pub fn add(&mut self, names: &str) {
        if !self.0.is_empty() && !names.is_empty() {
            self.0.push(' ');
        }
        self.0.push_str(names);
    }

    /// The names as one string.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Classes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        f.write_str(" ")?;
        escape(f, &self.0)
    }
}

impl HtmlSafe for Classes {}

/// ` name="value"`, or nothing when the value is empty: `{{ attr("id", id) }}`.
pub(crate) struct Attr<'a> {
    name: &'static str,
    value: &'a str,
}

pub(crate) fn attr<'a>(name: &'static str, value: &'a str) -> Attr<'a> {
    Attr { name, value }
}

impl fmt::Display for Attr<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.value.is_empty() {
            return Ok(());
        }
        write!(f, " {}=\"", self.name)?;
        escape(f, self.value)?;
        f.write_str("\"")
    }
}

impl HtmlSafe for Attr<'_> {}

/// ` checked` and its like, or nothing.
pub(crate) struct Flag(Option<&'static str>);

/// Templates pass a field by reference and a result by value, hence the generic.
pub(crate) fn flag(name: &'static str, on: impl std::borrow::Borrow<bool>) -> Flag {
    Flag(on.borrow().then_some(name))
}

impl fmt::Display for Flag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |name| write!(f, " {name}"))
    }
}

impl HtmlSafe for Flag {}

/// Items given by value (from Rust) or by reference (templates pass a list as a reference).
pub(crate) fn owned<T: Clone>(items: impl IntoIterator<Item = impl std::borrow::Borrow<T>>) -> Vec<T> {
    items.into_iter().map(|item| item.borrow().clone()).collect()
}

/// Two ids (or none) joined for `aria-describedby`.
pub(crate) fn join_ids<'a>(ids: impl IntoIterator<Item = &'a str>) -> String {
    ids.into_iter().filter(|id| !id.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Text of a JSON string, number or truth value.
fn scalar_text(value: &serde_json::Value) -> Result<String, &'static str> {
    use serde_json::Value;
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(truth) => Ok(truth.to_string()),
        Value::Null => Ok(String::new()),
        Value::Array(_) | Value::Object(_) => Err("expected a text, a number or true/false"),
    }
}

/// Reads a text that may be written as a number, for fields such as `value`.
pub(crate) fn scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    scalar_text(&serde_json::Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

/// Like [`scalar`], where "not given" differs from "empty".
pub(crate) fn some_scalar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    scalar(deserializer).map(Some)
}

/// Adds the methods that every component shares.
macro_rules! component {
    ($($name:ident),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $name {}

        impl $name {
            /// Adds class names to the outer element (or, for a field, to its control).
            #[must_use]
            pub fn class(mut self, names: &str) -> Self {
                self.classes.add(names);
                self
            }

            /// Adds an attribute, e.g. `hx-post`, to the element that `class` names.
            #[must_use]
            pub fn attribute(mut self, name: &str, value: impl Into<String>) -> Self {
                self.attributes.set(name, value);
                self
            }

            /// Adds an attribute without a value, e.g. `hidden`.
            #[must_use]
            pub fn flag(mut self, name: &str) -> Self {
                self.attributes.flag(name);
                self
            }
        }
    )+};
}
pub(crate) use component;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        let html = Html::trusted("<b>a</b>");
        assert_eq!(rich("<i>", &Html::default()).to_string(), "&#60;i&#62;");
        assert_eq!(rich("<i>", &html).to_string(), "<b>a</b>");
    }

    #[test]
    fn attributes_cannot_break_out_of_their_quotes() {
        let mut attributes = Attributes::default();
        attributes.set("data-a", "\"><script>");
        attributes.flag("hidden");
        assert_eq!(attributes.to_string(), " data-a=\"&#34;&#62;&#60;script&#62;\" hidden");
        let mut classes = Classes::default();
        classes.add("a\"b");
        assert_eq!(classes.to_string(), " a&#34;b");
    }
}
