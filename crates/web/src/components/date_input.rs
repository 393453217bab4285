//! A date in three fields: for dates that people know by heart. A day in the near future is `Input::kind("date")`.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::field::{ErrorMessage, FieldHead, Fieldset, FormGroup, Hint, Label, Legend, field};
use super::input::Input;
use super::markup::{Attributes, Classes, Html, attr, component, scalar};

/// One of the fields: its name after the prefix, its label, what was typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DateItem {
    id: String,
    name: String,
    label: String,
    #[serde(deserialize_with = "scalar")]
    value: String,
    autocomplete: String,
    pattern: String,
    inputmode: String,
    error: Option<bool>,
    classes: Classes,
    attributes: Attributes,
}

impl DateItem {
    /// A field; `name` is `day`, `month` or `year` (a year is wider).
    pub fn new(name: &str, label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.to_owned(), label: label.into(), value: value.into(), ..Self::default() }
    }

    /// Marks this field, and not the others, as wrong.
    #[must_use]
    pub fn wrong(mut self, wrong: bool) -> Self {
        self.error = Some(wrong);
        self
    }

    fn is_wrong(&self) -> bool {
        self.error == Some(true) || self.classes.as_str().contains("govuk-input--error")
    }
}

/// A date in three fields.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/date_input.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct DateInput {
    id: String,
    name_prefix: String,
    items: Vec<DateItem>,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    fieldset: Option<Fieldset>,
    classes: Classes,
    attributes: Attributes,
}

component!(DateInput);
field!(DateInput);

impl DateInput {
    /// A date whose fields are sent as `<name>-day`, `<name>-month`, `<name>-year`.
    pub fn new(name: &str, legend: impl Into<Legend>, items: impl Borrow<[DateItem; 3]>) -> Self {
        Self {
            id: name.to_owned(),
            name_prefix: name.to_owned(),
            items: items.borrow().to_vec(),
            fieldset: Some(Fieldset::named(legend)),
            ..Self::default()
        }
    }

    fn item_class(&self, item: &DateItem) -> String {
        let own = item.classes.as_str();
        let any_wrong = self.items.iter().any(DateItem::is_wrong);
        // An error of the date as a whole marks every field, save those that are said to be right.
        let whole = self.error_message.is_some() && !any_wrong && item.error != Some(false);
        let wrong = item.is_wrong() || whole;
        let mut classes = Classes::default();
        classes.add("govuk-date-input__input");
        if wrong && !own.contains("govuk-input--error") {
            classes.add("govuk-input--error");
        }
        if !own.contains("govuk-input--width-") {
            classes.add(if item.name == "year" { "govuk-input--width-4" } else { "govuk-input--width-2" });
        }
        classes.add(own);
        classes.as_str().to_owned()
    }

    fn input(&self, item: &DateItem) -> Input {
        let prefix =
            if self.name_prefix.is_empty() { String::new() } else { format!("{}-", self.name_prefix) };
        let id = if item.id.is_empty() { format!("{}-{}", self.id, item.name) } else { item.id.clone() };
        Input::for_date(
            format!("{prefix}{}", item.name),
            id,
            Label::new(item.label.clone()).class("govuk-date-input__label"),
            item.attributes.clone(),
        )
        .value(item.value.clone())
        .autocomplete(&item.autocomplete)
        .pattern(&item.pattern)
        .inputmode(if item.inputmode.is_empty() { "numeric" } else { &item.inputmode })
        .class(&self.item_class(item))
    }

    fn body(&self) -> Html {
        let outer = self.fieldset.as_ref().map_or("", |fieldset| &fieldset.described_by);
        let head = FieldHead::new(&self.id, None, self.hint.as_ref(), self.error_message.as_ref(), outer);
        let inner = DateItems { date: self, head: &head }.to_string();
        match &self.fieldset {
            // A group of text fields: without the role some screen readers leave out its description.
            Some(fieldset) => Html::join([fieldset.around(inner, head.described_by.clone(), "group")]),
            None => Html::trusted(inner),
        }
    }
}

#[derive(Template)]
#[template(path = "components/date_items.html")]
struct DateItems<'a> {
    date: &'a DateInput,
    head: &'a FieldHead,
}
