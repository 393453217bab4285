//! What every page carries besides its own content: the frame of `templates/layout.html`.

use std::borrow::{Borrow, Cow};

use axum::response::{Html as HtmlBody, IntoResponse as _, Response};
use http::StatusCode;
use i18n::{Lang, Texts};

use crate::aids::Aids;
use crate::components::{
    Button, CountWords, ErrorLink, ErrorMessage, ErrorSummary, GenericHeader, Html, LanguageItem,
    LanguageNavigation, NavItem, NotificationBanner, PasswordWords, Plural, ServiceNavigation, SkipLink,
    UploadWords,
};

/// Name of the query parameter that changes the language.
pub const LANGUAGE_PARAMETER: &str = "bahasa";

/// The person who is signed in, as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The person's name.
    pub name: String,
    /// Where the form that signs out posts to.
    pub sign_out: String,
}

/// A message about what was just done, shown once at the top of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flash {
    /// It worked.
    Success(String),
    /// Something to know.
    Notice(String),
}

/// The current phase of the round, shown under the navigation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhaseLine {
    /// The phase's name.
    pub name: String,
    /// Until when, with date, time and zone; empty when there is no end.
    pub until: String,
}

/// The frame of a page. Every page struct holds one in a field named `shell`.
#[expect(clippy::struct_excessive_bools, reason = "each is an independent property of a page, set by name")]
#[derive(Clone, Debug)]
pub struct Shell {
    /// The texts in the page's language.
    pub t: Texts,
    /// Path and query of this page, for the language links; `/` when it must not be asked for again.
    pub path: String,
    /// Name of the service, which an operator may set.
    pub service: String,
    /// The office whose pages these are; empty for the nation.
    pub office: String,
    /// Who is signed in.
    pub person: Option<SignedIn>,
    /// Where to sign in; empty hides the link.
    pub sign_in: String,
    /// Main entries, the active one marked.
    pub navigation: Vec<NavItem>,
    /// The phase of the round.
    pub phase: Option<PhaseLine>,
    /// In whose name an administrator acts, and until when; shown on every page. None otherwise.
    pub acting: Option<String>,
    /// What was just done.
    pub flash: Option<Flash>,
    /// Full address of the page in its first form, for search engines; empty leaves it out.
    pub canonical: String,
    /// One sentence on what the page holds, for search engines; empty takes the service's own.
    pub description: String,
    /// The page shows mistakes: its title begins with the word for "Error".
    pub has_errors: bool,
    /// The page uses `hx-…` attributes and needs htmx (12 KB).
    pub htmx: bool,
    /// The page uses the whole width of the window (review, wide tables).
    pub wide: bool,
    /// Search engines shall not list the page: everything behind the sign-in.
    pub private: bool,
    /// What the reader has chosen to read more easily.
    pub aids: Aids,
    /// Address of the office's style sheet; empty where it has none.
    pub style: String,
    /// Address of the office's logo, and what it shows; empty where it has none.
    pub logo: Option<(String, String)>,
    /// What an office has at the foot of its pages.
    pub foot: Html,
    /// What is shown where somebody passes the page on: the title, and the address of its picture.
    pub share: Option<Share>,
}

/// How a page looks where it is passed on (Open Graph).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The title, without the name of the service.
    pub title: String,
    /// Full address of the picture; empty for none.
    pub picture: String,
}

impl Shell {
    /// The frame of a public page at `path` (with query).
    pub fn new(t: Texts, path: impl Into<String>) -> Self {
        Self {
            t,
            path: path.into(),
            service: t.layout_service_name(),
            office: String::new(),
            person: None,
            sign_in: String::new(),
            navigation: Vec::new(),
            phase: None,
            acting: None,
            flash: None,
            canonical: String::new(),
            description: String::new(),
            has_errors: false,
            htmx: false,
            wide: false,
            private: false,
            aids: Aids::default(),
            style: String::new(),
            logo: None,
            foot: Html::default(),
            share: None,
        }
    }

    /// Loads htmx.
    #[must_use]
    pub fn with_htmx(mut self) -> Self {
        self.htmx = true;
        self
    }

    /// Marks the page as one that shows mistakes.
    #[must_use]
    pub fn with_errors(mut self, has_errors: bool) -> Self {
        self.has_errors = has_errors;
        self
    }

    /// The message at a field, if there is one: `.error(shell.error(errors.get("name")))`.
    pub fn error<T: Into<String>>(&self, message: Option<T>) -> Option<ErrorMessage> {
        message.map(|text| ErrorMessage::new(self.t.common_error(), text))
    }

    /// The list of mistakes at the top of the page; nothing when there are none.
    pub fn error_summary(&self, errors: impl IntoIterator<Item = impl Borrow<ErrorLink>>) -> Html {
        let mut errors = errors.into_iter().peekable();
        if errors.peek().is_none() {
            return Html::default();
        }
        Html::join([ErrorSummary::new(self.t.common_error_summary(), errors)])
    }

    /// The words of a password field.
    pub fn password_words(&self) -> PasswordWords {
        PasswordWords {
            show: self.t.layout_password_show(),
            hide: self.t.layout_password_hide(),
            show_label: self.t.layout_password_show_label(),
            hide_label: self.t.layout_password_hide_label(),
            shown: self.t.layout_password_shown(),
            hidden: self.t.layout_password_hidden(),
        }
    }

    /// The words of a field with a count of characters.
    pub fn count_words(&self) -> CountWords {
        CountWords {
            limit: self.t.layout_count_limit(),
            under: self.plural(self.t.layout_count_under_one(), self.t.layout_count_under_other()),
            at: self.t.layout_count_at(),
            over: self.plural(self.t.layout_count_over_one(), self.t.layout_count_over_other()),
        }
    }

    /// The words of the drop zone for files.
    pub fn upload_words(&self) -> UploadWords {
        UploadWords {
            choose: self.t.layout_upload_choose(),
            none: self.t.layout_upload_none(),
            several: self.plural(self.t.layout_upload_several_one(), self.t.layout_upload_several_other()),
            drop: self.t.layout_upload_drop(),
            entered: self.t.layout_upload_entered(),
            left: self.t.layout_upload_left(),
        }
    }

    /// Indonesian has one form for every number; the browser then asks for `other` only.
    fn plural(&self, one: String, other: String) -> Plural {
        match self.t.lang() {
            Lang::Id => Plural::new("", other),
            Lang::En => Plural::new(one, other),
        }
    }

    /// This page in `lang`.
    pub fn language_href(&self, lang: Lang) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let prefix = format!("{LANGUAGE_PARAMETER}=");
        let mut parts: Vec<Cow<'_, str>> = query
            .split('&')
            .filter(|part| !part.is_empty() && !part.starts_with(&prefix))
            .map(Cow::Borrowed)
            .collect();
        parts.push(Cow::Owned(format!("{prefix}{}", lang.code())));
        format!("{path}?{}", parts.join("&"))
    }

    /// The line for search engines.
    pub fn summary(&self) -> String {
        if self.description.is_empty() {
            self.t.layout_service_description()
        } else {
            self.description.clone()
        }
    }

    /// The link past the header, first in the page.
    pub fn skip_link(&self) -> SkipLink {
        SkipLink::new(self.t.common_skip_to_content(), "#main-content")
    }

    /// The header with the names of service and office, languages and account.
    pub fn header(&self) -> GenericHeader {
        let logo = HeaderName { service: &self.service, office: &self.office, logo: self.logo.as_ref() };
        let tools = HeaderTools { shell: self };
        GenericHeader::new(Html::join([logo]), "/", Html::join([tools])).class("tb-header")
    }

    /// The main entries.
    pub fn service_navigation(&self) -> ServiceNavigation {
        ServiceNavigation::new(self.t.layout_menu(), self.navigation.iter().cloned())
    }

    /// The page in its other language.
    pub fn languages(&self) -> LanguageNavigation {
        let item = |lang: Lang| {
            LanguageItem::new(lang.code(), lang.own_name(), self.language_href(lang), lang == self.t.lang())
        };
        LanguageNavigation::new(self.t.common_language(), Lang::ALL.map(item))
    }

    /// The bar of reading aids: on public pages, and wherever something is chosen, so that it can be undone.
    pub fn aids_bar(&self) -> Html {
        if self.has_aids_bar() { Html::join([AidsBar { shell: self }]) } else { Html::default() }
    }

    /// Whether the page has that bar, and needs its script.
    pub fn has_aids_bar(&self) -> bool {
        !self.private || self.aids.is_set()
    }

    /// The button that ends acting for somebody.
    pub fn stop_acting(&self) -> Button {
        Button::submit(self.t.acting_stop()).secondary()
    }

    /// What was just done, if anything.
    pub fn banner(&self) -> Option<NotificationBanner> {
        self.flash.as_ref().map(|flash| match flash {
            Flash::Success(text) => NotificationBanner::success(self.t.common_success(), text),
            Flash::Notice(text) => NotificationBanner::new(self.t.common_important(), text),
        })
    }
}

#[derive(askama::Template)]
#[template(path = "header_name.html")]
struct HeaderName<'a> {
    service: &'a str,
    office: &'a str,
    logo: Option<&'a (String, String)>,
}

#[derive(askama::Template)]
#[template(path = "header_tools.html")]
struct HeaderTools<'a> {
    shell: &'a Shell,
}

#[derive(askama::Template)]
#[template(path = "aids.html")]
struct AidsBar<'a> {
    shell: &'a Shell,
}

/// A field of the reading aids: its name, its words, its choices.
type AidField = (&'static str, String, Vec<(&'static str, String)>);

impl AidsBar<'_> {
    fn choices(&self) -> [AidField; 3] {
        let t = &self.shell.t;
        let sizes = vec![("0", t.aids_size_1()), ("1", t.aids_size_2()), ("2", t.aids_size_3())];
        let contrasts = vec![("0", t.aids_contrast_off()), ("1", t.aids_contrast_on())];
        let spacings = vec![("0", t.aids_spacing_off()), ("1", t.aids_spacing_on())];
        [
            ("ukuran", t.aids_size(), sizes),
            ("kontras", t.aids_contrast(), contrasts),
            ("jarak", t.aids_spacing(), spacings),
        ]
    }
}

impl askama::filters::HtmlSafe for AidsBar<'_> {}
impl askama::filters::HtmlSafe for HeaderName<'_> {}
impl askama::filters::HtmlSafe for HeaderTools<'_> {}

/// Renders a page with a status. A template that cannot be rendered is our mistake: 500, and the log says why.
pub fn render(status: StatusCode, page: &impl askama::Template) -> Response {
    match page.render() {
        Ok(markup) => (status, HtmlBody(markup)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A page that only says that something went wrong, why, and what to do.
#[derive(Clone, Debug, askama::Template)]
#[template(path = "problem.html")]
pub struct ProblemPage {
    /// The frame.
    pub shell: Shell,
    /// What happened, as a heading.
    pub title: String,
    /// Why, in a sentence.
    pub detail: String,
    /// What the reader can do now.
    pub advice: String,
    /// A button to go on, e.g. to the first page.
    pub onward: Option<Button>,
}

#[cfg(test)]
mod tests;
