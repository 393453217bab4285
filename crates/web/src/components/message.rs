//! What tells people something: error summary, banners, tags, panels, notes.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::markup::{Attributes, Classes, Html, attr, component, flag, owned, rich};

/// A word with a background: a status. Colour repeats the word, it never replaces it.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/tag.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Tag {
    text: String,
    html: Html,
    pub(crate) classes: Classes,
    attributes: Attributes,
}

component!(Tag, ErrorSummary, NotificationBanner, Panel, WarningText, InsetText, Details, PhaseBanner);

impl Tag {
    /// A tag in the brand's colour.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// `grey`, `green`, `teal`, `purple`, `magenta`, `red`, `orange`, `yellow`, `blue`.
    #[must_use]
    pub fn colour(self, name: &str) -> Self {
        self.class(&format!("govuk-tag--{name}"))
    }
}

/// One mistake, with a link to its field.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ErrorLink {
    text: String,
    html: Html,
    href: String,
    attributes: Attributes,
}

impl ErrorLink {
    /// A mistake in the field whose id is `id`. For radios and checkboxes that is the id of the first choice.
    pub fn to_field(id: &str, text: impl Into<String>) -> Self {
        Self { text: text.into(), href: format!("#{id}"), ..Self::default() }
    }

    /// A mistake whose place is on another page.
    pub fn to(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }

    /// A mistake of the form as a whole.
    pub fn general(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// The list of all mistakes at the top of a page; takes the focus when the page opens.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/error_summary.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ErrorSummary {
    title_text: String,
    title_html: Html,
    description_text: String,
    description_html: Html,
    error_list: Vec<ErrorLink>,
    disable_auto_focus: Option<bool>,
    classes: Classes,
    attributes: Attributes,
}

impl ErrorSummary {
    /// A summary; show it only when there is at least one mistake.
    pub fn new(title: impl Into<String>, errors: impl IntoIterator<Item = impl Borrow<ErrorLink>>) -> Self {
        Self { title_text: title.into(), error_list: owned(errors), ..Self::default() }
    }
}

/// Something that happened or should be known, above the page's content.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/notification_banner.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NotificationBanner {
    text: String,
    html: Html,
    title_text: String,
    title_html: Html,
    title_heading_level: String,
    #[serde(rename = "type")]
    kind: String,
    role: String,
    title_id: String,
    disable_auto_focus: Option<bool>,
    classes: Classes,
    attributes: Attributes,
}

impl NotificationBanner {
    /// Something to know.
    pub fn new(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { title_text: title.into(), text: text.into(), ..Self::default() }
    }

    /// Something that the person just did succeeded; read out at once.
    pub fn success(title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { kind: "success".to_owned(), ..Self::new(title, text) }
    }

    fn is_success(&self) -> bool {
        self.kind == "success"
    }

    fn effective_role(&self) -> &str {
        match (self.role.as_str(), self.is_success()) {
            ("", true) => "alert",
            ("", false) => "region",
            (role, _) => role,
        }
    }

    fn heading_id(&self) -> &str {
        if self.title_id.is_empty() { "govuk-notification-banner-title" } else { &self.title_id }
    }

    fn level(&self) -> &str {
        if self.title_heading_level.is_empty() { "2" } else { &self.title_heading_level }
    }
}

/// The large box that confirms: what was sent, with its number.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/panel.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Panel {
    title_text: String,
    title_html: Html,
    heading_level: Option<u8>,
    text: String,
    html: Html,
    classes: Classes,
    attributes: Attributes,
}

impl Panel {
    /// A confirmation whose title is the page's `h1`.
    pub fn new(title: impl Into<String>, html: Html) -> Self {
        Self { title_text: title.into(), html, ..Self::default() }
    }

    fn is_interruption(&self) -> bool {
        self.classes.as_str().contains("govuk-panel--interruption")
    }

    fn level(&self) -> u8 {
        self.heading_level.unwrap_or(1)
    }
}

/// A consequence that must not be overlooked.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/warning_text.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct WarningText {
    text: String,
    html: Html,
    icon_fallback_text: String,
    classes: Classes,
    attributes: Attributes,
}

impl WarningText {
    /// `prefix` is the word for "Warning" that screen readers say.
    pub fn new(prefix: impl Into<String>, text: impl Into<String>) -> Self {
        Self { icon_fallback_text: prefix.into(), text: text.into(), ..Self::default() }
    }
}

/// Words set apart: a quotation, an example, a note.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/inset_text.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct InsetText {
    id: String,
    text: String,
    html: Html,
    classes: Classes,
    attributes: Attributes,
}

impl InsetText {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Mark-up.
    pub fn html(html: Html) -> Self {
        Self { html, ..Self::default() }
    }
}

/// More for those who want it, folded.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/details.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Details {
    id: String,
    open: bool,
    summary_text: String,
    summary_html: Html,
    text: String,
    html: Html,
    classes: Classes,
    attributes: Attributes,
}

impl Details {
    /// Folded text under the line `summary`.
    pub fn new(summary: impl Into<String>, html: Html) -> Self {
        Self { summary_text: summary.into(), html, ..Self::default() }
    }

    /// Unfolded from the start.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }
}

/// The line under the header that says in which state the service is.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/phase_banner.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PhaseBanner {
    tag: Tag,
    text: String,
    html: Html,
    classes: Classes,
    attributes: Attributes,
}

impl PhaseBanner {
    /// A tag (e.g. the phase) and a sentence (e.g. until when).
    pub fn new(tag: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tag: Tag::new(tag), text: text.into(), ..Self::default() }
    }

    fn phase_tag(&self) -> Tag {
        let mut tag = self.tag.clone();
        let own = std::mem::take(&mut tag.classes);
        tag.class("govuk-phase-banner__content__tag").class(own.as_str())
    }
}
