//! Text fields of several lines, with or without a count.

use askama::Template;
use serde::Deserialize;

use super::field::{ErrorMessage, FieldHead, FormGroup, Hint, Label, field};
use super::markup::{Attributes, Classes, Html, attr, component, flag, scalar};

component!(Textarea, CharacterCount);
field!(Textarea, CharacterCount);

/// A text field of several lines.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/textarea.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Textarea {
    id: String,
    name: String,
    spellcheck: Option<bool>,
    #[serde(deserialize_with = "scalar")]
    rows: String,
    value: String,
    disabled: bool,
    described_by: String,
    label: Label,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    autocomplete: String,
    classes: Classes,
    attributes: Attributes,
    /// Stands after the control, inside the group.
    #[serde(skip)]
    after: Html,
}

impl Textarea {
    /// A text field; its id is its name.
    pub fn new(name: impl Into<String>, label: impl Into<Label>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// What stands in the field: after a mistake, exactly what was typed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Height in lines (5 when not said).
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows.to_string();
        self
    }

    /// An id that differs from the name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    fn key(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
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

/// Words by grammatical number, as the browser's plural rules name them.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plural {
    one: String,
    other: String,
}

impl Plural {
    /// Words without a singular (Indonesian) or, with `one`, with one. `%{count}` stands for the number.
    pub fn new(one: impl Into<String>, other: impl Into<String>) -> Self {
        Self { one: one.into(), other: other.into() }
    }

    pub(crate) fn write(&self, attributes: &mut Attributes, key: &str) {
        for (rule, text) in [("other", &self.other), ("one", &self.one)] {
            if !text.is_empty() {
                attributes.set(&format!("data-i18n.{key}.{rule}"), text);
            }
        }
    }
}

/// A text field of several lines that says how much room is left.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct CharacterCount {
    id: String,
    name: String,
    spellcheck: Option<bool>,
    #[serde(deserialize_with = "scalar")]
    rows: String,
    value: String,
    #[serde(deserialize_with = "scalar")]
    maxlength: String,
    #[serde(deserialize_with = "scalar")]
    maxwords: String,
    #[serde(deserialize_with = "scalar")]
    threshold: String,
    label: Label,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    count_type: String,
    count_message: CountMessage,
    textarea_description_text: String,
    characters_under_limit_text: Plural,
    characters_at_limit_text: String,
    characters_over_limit_text: Plural,
    words_under_limit_text: Plural,
    words_at_limit_text: String,
    words_over_limit_text: Plural,
    classes: Classes,
    attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CountMessage {
    classes: Classes,
}

/// What a count says; `%{count}` stands for the number.
#[derive(Clone, Debug)]
pub struct CountWords {
    /// Without scripts: "You can enter up to %{count} characters".
    pub limit: String,
    /// "You have %{count} characters remaining".
    pub under: Plural,
    /// "You have 0 characters remaining".
    pub at: String,
    /// "You have %{count} characters too many".
    pub over: Plural,
}

impl CharacterCount {
    /// A field of at most `limit` characters. More can be typed and is refused on sending, nothing is cut off.
    pub fn new(name: impl Into<String>, label: impl Into<Label>, limit: usize, words: CountWords) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            maxlength: limit.to_string(),
            textarea_description_text: words.limit,
            characters_under_limit_text: words.under,
            characters_at_limit_text: words.at,
            characters_over_limit_text: words.over,
            ..Self::default()
        }
    }

    /// What stands in the field: after a mistake, exactly what was typed.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// Height in lines (5 when not said).
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows.to_string();
        self
    }

    fn group_attributes(&self) -> Attributes {
        let mut attributes = Attributes::default();
        attributes.set("data-module", "govuk-character-count");
        let count_type = self.effective_count_type();
        let limits = [
            ("data-maxlength", self.maxlength.as_str()),
            ("data-maxwords", &self.maxwords),
            ("data-threshold", &self.threshold),
            ("data-count-type", count_type),
        ];
        for (name, value) in limits {
            if !value.is_empty() {
                attributes.set(name, value);
            }
        }
        if self.limit().is_empty() && !self.textarea_description_text.is_empty() {
            attributes.set("data-i18n.textarea-description.other", &self.textarea_description_text);
        }
        self.characters_under_limit_text.write(&mut attributes, "characters-under-limit");
        self.characters_over_limit_text.write(&mut attributes, "characters-over-limit");
        self.words_under_limit_text.write(&mut attributes, "words-under-limit");
        self.words_over_limit_text.write(&mut attributes, "words-over-limit");
        for (key, text) in
            [("characters", &self.characters_at_limit_text), ("words", &self.words_at_limit_text)]
        {
            if !text.is_empty() {
                attributes.set(&format!("data-i18n.{key}-at-limit"), text);
            }
        }
        attributes
    }

    fn effective_count_type(&self) -> &str {
        if self.count_type.is_empty() && !self.maxwords.is_empty() { "words" } else { &self.count_type }
    }

    fn limit(&self) -> &str {
        if self.maxwords.is_empty() { &self.maxlength } else { &self.maxwords }
    }

    /// The text area with the count after it.
    fn textarea(&self) -> Textarea {
        let id = if self.id.is_empty() { &self.name } else { &self.id };
        let info = format!("{id}-info");
        let message = if self.limit().is_empty() {
            String::new()
        } else {
            self.textarea_description_text.replace("%{count}", self.limit())
        };
        let count = Hint::new(message)
            .id(&info)
            .class("govuk-character-count__message")
            .class(self.count_message.classes.as_str());
        let mut group = FormGroup { attributes: self.group_attributes(), ..FormGroup::default() };
        group.classes.add("govuk-character-count");
        group.classes.add(self.form_group.classes.as_str());
        group.attributes.extend(&self.form_group.attributes);
        let mut classes = Classes::default();
        classes.add("govuk-js-character-count");
        classes.add(self.classes.as_str());
        Textarea {
            id: id.clone(),
            name: self.name.clone(),
            spellcheck: self.spellcheck,
            rows: self.rows.clone(),
            value: self.value.clone(),
            described_by: info,
            label: self.label.clone(),
            hint: self.hint.clone(),
            error_message: self.error_message.clone(),
            form_group: group,
            classes,
            attributes: self.attributes.clone(),
            after: Html::join([count]),
            ..Textarea::default()
        }
    }
}

impl std::fmt::Display for CharacterCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.textarea())
    }
}
