//! A drop-down list: only where there are too many choices for radios.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::field::{ErrorMessage, FieldHead, FormGroup, Hint, Label, field};
use super::markup::{Attributes, Classes, attr, component, flag, owned, scalar, some_scalar};

/// One line of a drop-down list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SelectItem {
    #[serde(deserialize_with = "some_scalar")]
    value: Option<String>,
    #[serde(deserialize_with = "scalar")]
    text: String,
    selected: Option<bool>,
    disabled: bool,
    attributes: Attributes,
}

impl SelectItem {
    /// A line that sends `value`.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: Some(value.into()), text: text.into(), ..Self::default() }
    }
}

/// A drop-down list.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/select.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Select {
    id: String,
    name: String,
    items: Vec<SelectItem>,
    #[serde(deserialize_with = "scalar")]
    value: String,
    disabled: bool,
    described_by: String,
    label: Label,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    classes: Classes,
    attributes: Attributes,
}

component!(Select);
field!(Select);

impl Select {
    /// A list; its id is its name.
    pub fn new(
        name: impl Into<String>,
        label: impl Into<Label>,
        items: impl IntoIterator<Item = impl Borrow<SelectItem>>,
    ) -> Self {
        Self { name: name.into(), label: label.into(), items: owned(items), ..Self::default() }
    }

    /// An id that differs from the name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// The value that is chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    fn key(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }

    fn is_selected(&self, item: &SelectItem) -> bool {
        let value = item.value.as_ref().unwrap_or(&item.text);
        item.selected.unwrap_or(!self.value.is_empty() && *value == self.value)
    }

    fn head(&self) -> FieldHead {
        FieldHead::new(
            self.key(),
            Some(&self.label),
            self.hint.as_ref(),
            self.error_message.as_ref(),
            &self.described_by,
        )
    }
}
