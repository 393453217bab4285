//! One-line and many-line text fields and passwords.

use askama::Template;
use serde::Deserialize;

use super::field::{ErrorMessage, FieldHead, FormGroup, Hint, Label, field};
use super::markup::{Attributes, Classes, Html, attr, component, flag, rich, scalar};

/// A unit or sign before or after an input.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Affix {
    text: String,
    html: Html,
    classes: Classes,
    attributes: Attributes,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Wrapper {
    classes: Classes,
    attributes: Attributes,
}

/// A one-line text field.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/input.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Input {
    id: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    inputmode: String,
    #[serde(deserialize_with = "scalar")]
    value: String,
    disabled: bool,
    described_by: String,
    label: Label,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    prefix: Option<Affix>,
    suffix: Option<Affix>,
    form_group: FormGroup,
    #[serde(rename = "inputWrapper")]
    wrapper: Wrapper,
    autocomplete: String,
    pattern: String,
    spellcheck: Option<bool>,
    autocapitalize: String,
    classes: Classes,
    attributes: Attributes,
}

component!(Input, PasswordInput);
field!(Input, PasswordInput);

impl Input {
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

    /// An id that differs from the name.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// `email`, `url`, `tel`, `search`, `date`, `datetime-local`; not `number` (use [`Input::numeric`]).
    #[must_use]
    pub fn kind(mut self, kind: &str) -> Self {
        kind.clone_into(&mut self.kind);
        self
    }

    /// A whole number: digits on phones, no spinning wheel.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        "numeric".clone_into(&mut self.inputmode);
        self.spellcheck = Some(false);
        self
    }

    /// A number with a fraction.
    #[must_use]
    pub fn decimal(mut self) -> Self {
        "decimal".clone_into(&mut self.inputmode);
        self.spellcheck = Some(false);
        self
    }

    /// Width in characters: 2, 3, 4, 5, 10, 20 or 30.
    #[must_use]
    pub fn width(self, characters: u8) -> Self {
        self.class(&format!("govuk-input--width-{characters}"))
    }

    /// The browser's word for what is asked, e.g. `email`, `username`, `one-time-code` (WCAG 1.3.5).
    #[must_use]
    pub fn autocomplete(mut self, purpose: &str) -> Self {
        purpose.clone_into(&mut self.autocomplete);
        self
    }

    /// The digits that a phone shows and the shape that the browser expects.
    pub(crate) fn inputmode(mut self, mode: &str) -> Self {
        mode.clone_into(&mut self.inputmode);
        self
    }

    pub(crate) fn pattern(mut self, pattern: &str) -> Self {
        pattern.clone_into(&mut self.pattern);
        self
    }

    /// One of the fields of a date.
    pub(crate) fn for_date(name: String, id: String, label: Label, attributes: Attributes) -> Self {
        Self { id, name, label, attributes, ..Self::default() }
    }

    /// A unit after the field, e.g. `%`. Say it in the label or hint too: screen readers skip it.
    #[must_use]
    pub fn suffix(mut self, text: impl Into<String>) -> Self {
        self.suffix = Some(Affix { text: text.into(), ..Affix::default() });
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

/// A password, with a button that shows it (with scripts).
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/password_input.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PasswordInput {
    id: String,
    name: String,
    value: String,
    disabled: bool,
    described_by: String,
    label: Label,
    hint: Option<Hint>,
    error_message: Option<ErrorMessage>,
    form_group: FormGroup,
    autocomplete: String,
    show_password_text: String,
    hide_password_text: String,
    show_password_aria_label_text: String,
    hide_password_aria_label_text: String,
    password_shown_announcement_text: String,
    password_hidden_announcement_text: String,
    classes: Classes,
    attributes: Attributes,
}

/// What the button beside a password says and what screen readers hear.
#[derive(Clone, Debug)]
pub struct PasswordWords {
    /// "Show"
    pub show: String,
    /// "Hide"
    pub hide: String,
    /// "Show password"
    pub show_label: String,
    /// "Hide password"
    pub hide_label: String,
    /// "Your password is visible"
    pub shown: String,
    /// "Your password is hidden"
    pub hidden: String,
}

impl PasswordInput {
    /// A password field. It never takes a value: a password is not sent back.
    pub fn new(name: impl Into<String>, label: impl Into<Label>, words: PasswordWords) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            show_password_text: words.show,
            hide_password_text: words.hide,
            show_password_aria_label_text: words.show_label,
            hide_password_aria_label_text: words.hide_label,
            password_shown_announcement_text: words.shown,
            password_hidden_announcement_text: words.hidden,
            ..Self::default()
        }
    }

    /// For choosing a password: managers offer a new one.
    #[must_use]
    pub fn new_password(mut self) -> Self {
        "new-password".clone_into(&mut self.autocomplete);
        self
    }

    /// The texts that the script of the button takes over.
    fn words(&self) -> Attributes {
        let mut words = Attributes::default();
        let texts = [
            ("show-password", &self.show_password_text),
            ("hide-password", &self.hide_password_text),
            ("show-password-aria-label", &self.show_password_aria_label_text),
            ("hide-password-aria-label", &self.hide_password_aria_label_text),
            ("password-shown-announcement", &self.password_shown_announcement_text),
            ("password-hidden-announcement", &self.password_hidden_announcement_text),
        ];
        for (key, text) in texts {
            if !text.is_empty() {
                words.set(&format!("data-i18n.{key}"), text);
            }
        }
        words
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
