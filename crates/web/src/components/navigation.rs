//! Ways through the pages: back link, breadcrumbs, pages of a list, header, service and language navigation.

use std::borrow::Borrow;

use askama::Template;
use serde::Deserialize;

use super::markup::{Attributes, Classes, Html, attr, component, owned, rich, scalar};

/// The link above the title that goes one page back.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/back_link.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct BackLink {
    text: String,
    html: Html,
    href: String,
    classes: Classes,
    attributes: Attributes,
}

component!(BackLink, Breadcrumbs, Pagination, SkipLink, GenericHeader, ServiceNavigation, LanguageNavigation);

impl BackLink {
    /// "Back" to a page of this site.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }

    fn target(&self) -> &str {
        if self.href.is_empty() { "#" } else { &self.href }
    }
}

/// One step of the way to a page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Crumb {
    text: String,
    html: Html,
    href: Option<String>,
    attributes: Attributes,
}

impl Crumb {
    /// A page above this one.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }

    /// This page.
    pub fn here(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Where a page stands.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/breadcrumbs.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Breadcrumbs {
    items: Vec<Crumb>,
    label_text: String,
    collapse_on_mobile: bool,
    classes: Classes,
    attributes: Attributes,
}

impl Breadcrumbs {
    /// `label` names the landmark; on phones only the first and the last but one step show.
    pub fn new(label: impl Into<String>, items: impl IntoIterator<Item = impl Borrow<Crumb>>) -> Self {
        Self { label_text: label.into(), items: owned(items), collapse_on_mobile: true, ..Self::default() }
    }
}

/// A link to the previous or the next page of a list.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageStep {
    text: String,
    html: Html,
    label_text: String,
    href: String,
    attributes: Attributes,
}

impl PageStep {
    /// A step; `label` says what is there, e.g. the next question's title.
    pub fn new(text: impl Into<String>, label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), label_text: label.into(), href: href.into(), ..Self::default() }
    }
}

/// A page of a list by its number, or the dots between numbers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct PageItem {
    #[serde(deserialize_with = "scalar")]
    number: String,
    visually_hidden_text: String,
    href: String,
    current: bool,
    ellipsis: bool,
    attributes: Attributes,
}

impl PageItem {
    /// `label` is what screen readers say, e.g. "Page 3".
    pub fn new(number: usize, label: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self {
            number: number.to_string(),
            visually_hidden_text: label.into(),
            href: href.into(),
            current,
            ..Self::default()
        }
    }

    /// Left-out numbers.
    pub fn gap() -> Self {
        Self { ellipsis: true, ..Self::default() }
    }
}

/// The pages of a list, or previous and next of a series.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/pagination.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Pagination {
    items: Vec<PageItem>,
    previous: Option<PageStep>,
    next: Option<PageStep>,
    landmark_label: String,
    classes: Classes,
    attributes: Attributes,
}

impl Pagination {
    /// Without numbers `previous` and `next` stand below each other with their labels.
    pub fn new(
        label: impl Into<String>,
        previous: Option<PageStep>,
        items: impl IntoIterator<Item = impl Borrow<PageItem>>,
        next: Option<PageStep>,
    ) -> Self {
        Self { landmark_label: label.into(), previous, next, items: owned(items), ..Self::default() }
    }

    fn is_block(&self) -> bool {
        self.items.is_empty() && (self.next.is_some() || self.previous.is_some())
    }
}

/// The first thing that the keyboard reaches: past the header.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/skip_link.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct SkipLink {
    text: String,
    html: Html,
    href: String,
    classes: Classes,
    attributes: Attributes,
}

impl SkipLink {
    /// "Skip to main content", to the element with the id of `href` (`#main-content`).
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), ..Self::default() }
    }

    fn target(&self) -> &str {
        if self.href.is_empty() { "#content" } else { &self.href }
    }
}

/// The header for services that are not on GOV.UK: a name that links to the first page.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/generic_header.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GenericHeader {
    logo_text: String,
    logo_html: Html,
    url: String,
    container_classes: String,
    classes: Classes,
    attributes: Attributes,
    /// Stands at the end of the header, beside the name.
    #[serde(skip)]
    tools: Html,
}

impl GenericHeader {
    /// The name of the service (and office), and tools beside it.
    pub fn new(logo_html: Html, url: impl Into<String>, tools: Html) -> Self {
        Self { logo_html, url: url.into(), tools, ..Self::default() }
    }

    fn container(&self) -> &str {
        if self.container_classes.is_empty() { "govuk-width-container" } else { &self.container_classes }
    }

    fn target(&self) -> &str {
        if self.url.is_empty() { "/" } else { &self.url }
    }
}

/// One entry of the service navigation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct NavItem {
    text: String,
    html: Html,
    href: Option<String>,
    current: bool,
    active: bool,
    attributes: Attributes,
}

impl NavItem {
    /// A link. `active`: the page shown is this one or below it.
    pub fn new(text: impl Into<String>, href: impl Into<String>, active: bool) -> Self {
        Self { text: text.into(), href: Some(href.into()), active, ..Self::default() }
    }

    fn is_active(&self) -> bool {
        self.active || self.current
    }

    fn aria(&self) -> &'static str {
        match (self.current, self.active) {
            (true, _) => "page",
            (false, true) => "true",
            (false, false) => "",
        }
    }
}

/// The main entries of the service, under the header; folds behind a button on phones.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/service_navigation.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ServiceNavigation {
    service_name: String,
    service_url: Option<String>,
    navigation: Vec<NavItem>,
    aria_label: String,
    menu_button_text: String,
    menu_button_label: String,
    navigation_label: String,
    navigation_id: String,
    navigation_classes: Classes,
    collapse_navigation_on_mobile: Option<bool>,
    classes: Classes,
    attributes: Attributes,
}

impl ServiceNavigation {
    /// `menu` is the word on the button that unfolds the entries on phones.
    pub fn new(menu: impl Into<String>, items: impl IntoIterator<Item = impl Borrow<NavItem>>) -> Self {
        Self { menu_button_text: menu.into(), navigation: owned(items), ..Self::default() }
    }

    fn collapses(&self) -> bool {
        self.collapse_navigation_on_mobile.unwrap_or(self.navigation.len() > 1)
    }

    fn list_id(&self) -> &str {
        if self.navigation_id.is_empty() { "navigation" } else { &self.navigation_id }
    }

    fn label(&self) -> &str {
        if self.navigation_label.is_empty() { &self.menu_button_text } else { &self.navigation_label }
    }

    fn button_label(&self) -> &str {
        if self.menu_button_label == self.menu_button_text { "" } else { &self.menu_button_label }
    }
}

/// One language of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LanguageItem {
    text: String,
    html: Html,
    lang: String,
    dir: String,
    href: String,
    href_lang: String,
    current: bool,
    language_description_text: String,
    classes: Classes,
    attributes: Attributes,
}

impl LanguageItem {
    /// A language by its own name, e.g. `("id", "Bahasa Indonesia", "/?bahasa=id", true)`.
    pub fn new(lang: &str, text: impl Into<String>, href: impl Into<String>, current: bool) -> Self {
        Self { lang: lang.to_owned(), text: text.into(), href: href.into(), current, ..Self::default() }
    }

    fn is_current(&self) -> bool {
        self.current || self.href.is_empty()
    }

    fn target_lang(&self) -> &str {
        if self.href_lang.is_empty() { &self.lang } else { &self.href_lang }
    }
}

/// The same page in other languages.
#[derive(Clone, Debug, Default, Deserialize, Template)]
#[template(path = "components/language_navigation.html")]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct LanguageNavigation {
    aria_label: String,
    items: Vec<LanguageItem>,
    classes: Classes,
    attributes: Attributes,
}

impl LanguageNavigation {
    /// `label` names the landmark, e.g. "Bahasa".
    pub fn new(label: impl Into<String>, items: impl IntoIterator<Item = impl Borrow<LanguageItem>>) -> Self {
        Self { aria_label: label.into(), items: owned(items), ..Self::default() }
    }
}
