//! Radios and checkboxes.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::field::{ErrorMessage, FieldHead, Fieldset, FormGroup, Hint, Label, Legend, field};
use super::markup::{Attributes, Classes, Html, attr, component, flag, join_ids, owned, scalar};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ItemLabel {
    classes: Classes,
    attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Conditional {
    html: Html,
}

/// One thing to choose, in radios or checkboxes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Choice {
    id: String,
    name: String,
    #[serde(deserialize_with = "scalar")]
    value: String,
    text: String,
    html: Html,
    hint: Option<Hint>,
    divider: String,
    checked: Option<bool>,
    disabled: bool,
    behaviour: String,
    conditional: Conditional,
    label: ItemLabel,
    attributes: Attributes,
}

impl Choice {
    /// A choice that sends `value`.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: value.into(), text: text.into(), ..Self::default() }
    }

    /// The word between choices, e.g. "or".
    pub fn divider(text: impl Into<String>) -> Self {
        Self { divider: text.into(), ..Self::default() }
    }

    /// Help under this choice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Chosen or not, whatever the group's value says.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = Some(checked);
        self
    }

    /// Fields that show only while this is chosen (without scripts: always).
    #[must_use]
    pub fn conditional(mut self, html: Html) -> Self {
        self.conditional.html = html;
        self
    }

    /// In checkboxes: choosing this clears the others.
    #[must_use]
    pub fn exclusive(mut self) -> Self {
        "exclusive".clone_into(&mut self.behaviour);
        self
    }

    /// Adds an attribute, e.g. `hx-post`, to the control itself.
    #[must_use]
    pub fn attribute(mut self, name: &str, value: impl Into<String>) -> Self {
        self.attributes.set(name, value);
        self
    }

    fn own_hint(&self) -> Option<&Hint> {
        self.hint.as_ref().filter(|hint| hint.has_content())
    }

    /// `id` of the choice number `index` (from 1): the first has none, so that error links find it.
    fn key(&self, prefix: &str, index: usize) -> String {
        match (self.id.is_empty(), index) {
            (false, _) => self.id.clone(),
            (true, 1) => prefix.to_owned(),
            (true, _) => format!("{prefix}-{index}"),
        }
    }

    fn hint_id(&self, id: &str) -> String {
        if self.own_hint().is_some() { format!("{id}-item-hint") } else { String::new() }
    }

    fn label_for(&self, id: &str, base: &str) -> Label {
        Label::from_parts(&self.text, &self.html, &self.label.attributes)
            .for_id(id)
            .class(base)
            .class(self.label.classes.as_str())
    }

    fn hint_for(&self, id: &str, base: &str) -> Option<Hint> {
        self.own_hint().map(|hint| hint.clone().id(&self.hint_id(id)).class_first(base))
    }
}

/// One of several, chosen.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/radios.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Radios {
    fieldset: Option<Fieldset>,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    id_prefix: String,
    name: String,
    items: Vec<Choice>,
    #[serde(deserialize_with = "scalar")]
    value: String,
    classes: Classes,
    attributes: Attributes,
}

/// Any number of several, chosen.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/checkboxes.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Checkboxes {
    described_by: String,
    fieldset: Option<Fieldset>,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    id_prefix: String,
    name: String,
    items: Vec<Choice>,
    values: Vec<String>,
    classes: Classes,
    attributes: Attributes,
}

component!(Radios, Checkboxes);
field!(Radios, Checkboxes);

impl Radios {
    /// A question with one answer. The legend is its text.
    pub fn new(
        name: impl Into<String>,
        legend: impl Into<Legend>,
        items: impl IntoIterator<Item = impl Borrow<Choice>>,
    ) -> Self {
        Self {
            name: name.into(),
            fieldset: Some(Fieldset::named(legend)),
            items: owned(items),
            ..Self::default()
        }
    }

    /// The value that is chosen; empty: none.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Side by side on wide screens: for two short answers.
    #[must_use]
    pub fn inline(self) -> Self {
        self.class("govuk-radios--inline")
    }

    /// The small look: for dense staff screens.
    #[must_use]
    pub fn small(self) -> Self {
        self.class("govuk-radios--small")
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() { &self.name } else { &self.id_prefix }
    }

    fn is_checked(&self, item: &Choice) -> bool {
        item.checked.unwrap_or(!self.value.is_empty() && item.value == self.value)
    }

    fn head(&self) -> FieldHead {
        let outer = self.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by);
        FieldHead::new(self.prefix(), None, self.hint.as_ref(), self.error_message.as_ref(), outer)
    }

    /// The group inside its fieldset, if it has one.
    fn body(&self) -> Html {
        let head = self.head();
        wrap(self.fieldset.as_ref(), RadioItems { radios: self, head: &head }.to_string(), &head)
    }
}

impl Checkboxes {
    /// A question with any number of answers. The legend is its text.
    pub fn new(
        name: impl Into<String>,
        legend: impl Into<Legend>,
        items: impl IntoIterator<Item = impl Borrow<Choice>>,
    ) -> Self {
        Self {
            name: name.into(),
            fieldset: Some(Fieldset::named(legend)),
            items: owned(items),
            ..Self::default()
        }
    }

    /// One box without a legend, e.g. a declaration to agree with.
    pub fn single(name: impl Into<String>, item: Choice) -> Self {
        Self { name: name.into(), items: vec![item], ..Self::default() }
    }

    /// The values that are chosen.
    #[must_use]
    pub fn values(mut self, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.values = values.into_iter().map(Into::into).collect();
        self
    }

    /// Where the ids of the boxes begin, where a page has several groups of one name.
    #[must_use]
    pub fn id_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.id_prefix = prefix.into();
        self
    }

    /// The small look: for dense staff screens.
    #[must_use]
    pub fn small(self) -> Self {
        self.class("govuk-checkboxes--small")
    }

    fn prefix(&self) -> &str {
        if self.id_prefix.is_empty() { &self.name } else { &self.id_prefix }
    }

    fn is_checked(&self, item: &Choice) -> bool {
        item.checked.unwrap_or_else(|| self.values.contains(&item.value))
    }

    fn head(&self) -> FieldHead {
        let outer = self.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by);
        let outer = if outer.is_empty() { &self.described_by } else { outer };
        FieldHead::new(self.prefix(), None, self.hint.as_ref(), self.error_message.as_ref(), outer)
    }

    /// Without a fieldset each box is described by the group's hint and error itself.
    fn item_ids(&self, item: &Choice, id: &str, head: &FieldHead) -> String {
        let group = if self.fieldset.is_some() { "" } else { &head.described_by };
        join_ids([group, &item.hint_id(id)])
    }

    fn body(&self) -> Html {
        let head = self.head();
        wrap(self.fieldset.as_ref(), CheckboxItems { boxes: self, head: &head }.to_string(), &head)
    }
}

#[derive(Template)]
#[template(path = "components/radio_items.html")]
struct RadioItems<'a> {
    radios: &'a Radios,
    head: &'a FieldHead,
}

#[derive(Template)]
#[template(path = "components/checkbox_items.html")]
struct CheckboxItems<'a> {
    boxes: &'a Checkboxes,
    head: &'a FieldHead,
}

fn wrap(fieldset: Option<&Fieldset>, inner: String, head: &FieldHead) -> Html {
    match fieldset {
        Some(fieldset) => Html::join([fieldset.around(inner, head.described_by.clone(), "")]),
        None => Html::trusted(inner),
    }
}
