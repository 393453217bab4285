//! Parts that form fields share: label, hint, error message, group, fieldset.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use serde::Deserialize;

use super::markup::{Attributes, Classes, Html, attr, component, join_ids, rich};

/// The name of a field. It belongs to the field whose id is in `for`; inside a field the id is filled in.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/label.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Label {
    text: String,
    html: Html,
    #[serde(rename = "for")]
    field_id: String,
    is_page_heading: bool,
    classes: Classes,
    attributes: Attributes,
}

component!(Label, Hint, ErrorMessage, Fieldset);

impl Label {
    /// A label with plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Makes the label the page's `h1`: for pages that ask one question.
    #[must_use]
    pub fn page_heading(mut self) -> Self {
        self.is_page_heading = true;
        self.class("govuk-label--l")
    }

    /// A label from the parts of a choice.
    pub(crate) fn from_parts(text: &str, html: &Html, attributes: &Attributes) -> Self {
        Self { text: text.to_owned(), html: html.clone(), attributes: attributes.clone(), ..Self::default() }
    }

    /// The id of the field that this label names.
    #[must_use]
    pub fn for_id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.field_id);
        self
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Label {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// Help that stands above a field.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/hint.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Hint {
    id: String,
    text: String,
    html: Html,
    classes: Classes,
    attributes: Attributes,
}

impl Hint {
    /// A hint with plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A hint with links or emphasis.
    pub fn html(html: Html) -> Self {
        Self { html, ..Self::default() }
    }

    /// The id that a field's `aria-describedby` names.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// Puts `base` before the class names that are there already.
    pub(crate) fn class_first(mut self, base: &str) -> Self {
        let own = std::mem::take(&mut self.classes);
        self.class(base).class(own.as_str())
    }

    pub(crate) fn has_content(&self) -> bool {
        !rich(&self.text, &self.html).is_empty()
    }
}

impl From<String> for Hint {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Hint {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Hint {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

/// What is wrong with a field, in words that say how to mend it.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/error_message.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ErrorMessage {
    id: String,
    text: String,
    html: Html,
    visually_hidden_text: String,
    classes: Classes,
    attributes: Attributes,
}

impl ErrorMessage {
    /// A message; `prefix` is the word for "Error" that screen readers say before it.
    pub fn new(prefix: impl Into<String>, text: impl Into<String>) -> Self {
        Self { text: text.into(), visually_hidden_text: prefix.into(), ..Self::default() }
    }

    /// The id that a field's `aria-describedby` names.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }
}

/// The box around a field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct FormGroup {
    pub(crate) classes: Classes,
    pub(crate) attributes: Attributes,
}

/// The name of a group of fields.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Legend {
    text: String,
    html: Html,
    classes: Classes,
    is_page_heading: bool,
}

impl Legend {
    /// A legend with plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Makes the legend the page's `h1`: for pages that ask one question.
    #[must_use]
    pub fn page_heading(mut self) -> Self {
        self.is_page_heading = true;
        self.class("govuk-fieldset__legend--l")
    }

    /// Adds class names, e.g. `govuk-fieldset__legend--m`.
    #[must_use]
    pub fn class(mut self, names: &str) -> Self {
        self.classes.add(names);
        self
    }
}

impl From<String> for Legend {
    fn from(text: String) -> Self {
        Self::new(text).class("govuk-fieldset__legend--m")
    }
}

impl From<&String> for Legend {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&str> for Legend {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// A group of fields with one name.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/fieldset.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Fieldset {
    legend: Legend,
    html: Html,
    role: String,
    pub(crate) described_by: String,
    classes: Classes,
    attributes: Attributes,
}

impl Fieldset {
    /// A group around fields that are already rendered.
    pub fn new(legend: impl Into<Legend>, html: Html) -> Self {
        Self { legend: legend.into(), html, ..Self::default() }
    }

    /// A group that a component fills itself.
    pub(crate) fn named(legend: impl Into<Legend>) -> Self {
        Self::new(legend, Html::default())
    }

    /// This group around `html`, described by `ids`, as a component nests it.
    pub(crate) fn around(&self, html: String, ids: String, role: &str) -> Self {
        Self { html: Html::trusted(html), described_by: ids, role: role.to_owned(), ..self.clone() }
    }
}

/// What stands above a control (label, hint, error) and the ids that describe it.
pub(crate) struct FieldHead {
    label: Option<Label>,
    hint: Option<Hint>,
    error: Option<ErrorMessage>,
    pub(crate) described_by: String,
}

impl FieldHead {
    /// Gives the parts of the field `id` their ids and joins them after `described_by`.
    pub(crate) fn new(
        id: &str,
        label: Option<&Label>,
        hint: Option<&Hint>,
        error: Option<&ErrorMessage>,
        described_by: &str,
    ) -> Self {
        let label = label.map(|label| label.clone().for_id(id));
        let hint = hint.map(|hint| hint.clone().id(&format!("{id}-hint")));
        let error = error.map(|error| error.clone().id(&format!("{id}-error")));
        let described_by = join_ids([
            described_by,
            hint.as_ref().map_or("", |hint| &hint.id),
            error.as_ref().map_or("", |error| &error.id),
        ]);
        Self { label, hint, error, described_by }
    }
}

impl fmt::Display for FieldHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = &self.label {
            write!(f, "{label}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "{hint}")?;
        }
        if let Some(error) = &self.error {
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl HtmlSafe for FieldHead {}

/// Adds the methods of a field with hint, error and group.
macro_rules! field {
    ($($name:ident),+ $(,)?) => {$(
        impl $name {
            /// Adds help above the control.
            #[must_use]
            pub fn hint(mut self, hint: impl Into<super::field::Hint>) -> Self {
                self.hint = Some(hint.into());
                self
            }

            /// Adds the message of what is wrong, if anything is.
            #[must_use]
            pub fn error(mut self, message: Option<super::field::ErrorMessage>) -> Self {
                self.error_message = message;
                self
            }

            /// Adds class names to the box around the field.
            #[must_use]
            pub fn group_class(mut self, names: &str) -> Self {
                self.form_group.classes.add(names);
                self
            }

            /// Adds an attribute, e.g. `hx-post`, to the box around the field.
            #[must_use]
            pub fn group_attribute(mut self, name: &str, value: impl Into<String>) -> Self {
                self.form_group.attributes.set(name, value);
                self
            }
        }
    )+};
}
pub(crate) use field;
