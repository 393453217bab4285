//! Buttons and links that look like buttons.

use askama::Template;
use serde::Deserialize;

use super::markup::{Attributes, Classes, Html, attr, component, rich, scalar};

/// A button, or a link that looks like one.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/button.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Button {
    text: String,
    html: Html,
    href: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    id: String,
    name: String,
    #[serde(deserialize_with = "scalar")]
    value: String,
    disabled: bool,
    #[serde(rename = "isStartButton")]
    starts: bool,
    prevent_double_click: Option<bool>,
    classes: Classes,
    attributes: Attributes,
}

component!(Button);

impl Button {
    /// The button that sends a form; a second click within a second does nothing.
    pub fn submit(text: impl Into<String>) -> Self {
        Self { text: text.into(), prevent_double_click: Some(true), ..Self::default() }
    }

    /// For a form that scripts send without leaving the page: it may be sent again at once.
    #[must_use]
    pub fn repeatable(mut self) -> Self {
        self.prevent_double_click = None;
        self
    }

    /// A link to the next step that looks like a button.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }

    /// A link that starts a service, with an arrow.
    pub fn start(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { starts: true, ..Self::link(text, href) }
    }

    /// The quieter look, for what is not the main thing to do.
    #[must_use]
    pub fn secondary(self) -> Self {
        self.class("govuk-button--secondary")
    }

    /// The look for what cannot be undone.
    #[must_use]
    pub fn warning(self) -> Self {
        self.class("govuk-button--warning")
    }

    /// What the form sends when this button was used: for forms with several buttons.
    #[must_use]
    pub fn named(mut self, name: &str, value: impl Into<String>) -> Self {
        name.clone_into(&mut self.name);
        self.value = value.into();
        self
    }

    /// The element's id.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }
}
