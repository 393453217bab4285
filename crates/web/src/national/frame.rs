//! What the pages of this area share: the form page, and how a page is put together of components.

use std::cell::RefCell;
use std::collections::BTreeMap;

use app::{AppError, Conflict};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::response::Response;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;

use crate::Web;
use crate::components::{BackLink, Button, ErrorMessage, Html, Input, Select, SelectItem, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::SignedIn;

/// Mark-up put together of components.
#[derive(Debug, Clone, Default)]
pub(crate) struct Parts(Vec<Html>);

impl Parts {
    /// With one more component behind.
    pub(crate) fn with<P: HtmlSafe + std::fmt::Display>(mut self, part: P) -> Self {
        self.0.push(Html::join([part]));
        self
    }

    /// All of it.
    pub(crate) fn html(self) -> Html {
        Html::join(self.0)
    }
}

/// A paragraph.
#[derive(Debug, Template)]
#[template(source = r#"<p class="govuk-body">{{ text }}</p>"#, ext = "html")]
pub(crate) struct Paragraph {
    pub(crate) text: String,
}

/// A heading inside a form.
#[derive(Debug, Template)]
#[template(source = r#"<h2 class="govuk-heading-m">{{ text }}</h2>"#, ext = "html")]
pub(crate) struct Heading {
    pub(crate) text: String,
}

/// Fields that belong together, beside each other where there is room.
#[derive(Debug, Template)]
#[template(source = r#"<div class="tb-row">{{ inside }}</div>"#, ext = "html")]
pub(crate) struct Row {
    pub(crate) inside: Html,
}

/// A field that people do not see.
#[derive(Debug, Template)]
#[template(source = r#"<input type="hidden" name="{{ name }}" value="{{ value }}">"#, ext = "html")]
pub(crate) struct Hidden {
    pub(crate) name: &'static str,
    pub(crate) value: String,
}

impl HtmlSafe for Paragraph {}
impl HtmlSafe for Heading {}
impl HtmlSafe for Row {}
impl HtmlSafe for Hidden {}

/// A page with one form.
#[derive(Debug, Template)]
#[template(path = "national/form.html")]
pub(crate) struct FormPage {
    pub(crate) shell: Shell,
    pub(crate) title: String,
    pub(crate) back: BackLink,
    pub(crate) intro: Vec<String>,
    pub(crate) links: Vec<crate::components::ErrorLink>,
    pub(crate) action: String,
    pub(crate) multipart: bool,
    pub(crate) body: Html,
    pub(crate) submit: Button,
}

/// A form page in the making.
pub(crate) struct Form<'a> {
    pub(crate) web: &'a Web,
    pub(crate) reader: &'a SignedIn,
    pub(crate) errors: Messages,
    /// Address of the page and of the form.
    pub(crate) action: String,
    /// Where the way back leads.
    pub(crate) back: String,
    /// What fields are called, for the summary of mistakes: a long form has many that are just "required".
    names: RefCell<BTreeMap<String, String>>,
}

impl<'a> Form<'a> {
    /// A form whose page is `action`.
    pub(crate) fn new(
        web: &'a Web,
        reader: &'a SignedIn,
        action: impl Into<String>,
        back: impl Into<String>,
        problems: &[FieldProblem],
    ) -> Self {
        let errors = Messages::new(reader.visitor.texts(), problems);
        Self { web, reader, errors, action: action.into(), back: back.into(), names: RefCell::default() }
    }

    /// The texts.
    pub(crate) fn t(&self) -> &Texts {
        self.reader.visitor.texts()
    }

    /// The message at a field.
    pub(crate) fn error(&self, field: &str) -> Option<ErrorMessage> {
        self.errors.get(field).map(|text| ErrorMessage::new(self.t().common_error_prefix(), text))
    }

    /// What a field is called in the summary. The first name stays.
    pub(crate) fn name(&self, field: &str, name: String) {
        self.names.borrow_mut().entry(field.to_owned()).or_insert(name);
    }

    /// A line to type into.
    pub(crate) fn input(&self, name: &str, label: String, value: &str) -> Input {
        self.name(name, label.clone());
        Input::new(name, label).value(value).error(self.error(name))
    }

    /// The reason for a change.
    pub(crate) fn reason(&self, hint: String, value: &str) -> Textarea {
        let t = self.t();
        self.name("reason", t.common_reason());
        Textarea::new("reason", t.common_reason()).hint(hint).rows(3).value(value).error(self.error("reason"))
    }

    /// A list to choose from; the first entry chooses nothing.
    pub(crate) fn select(
        &self,
        name: &str,
        label: String,
        options: impl IntoIterator<Item = (String, String)>,
        value: &str,
    ) -> Select {
        self.name(name, label.clone());
        let none = SelectItem::new("", self.t().national_choose());
        let items = options.into_iter().map(|(value, text)| SelectItem::new(value, text));
        let items: Vec<SelectItem> = std::iter::once(none).chain(items).collect();
        Select::new(name, label, items).value(value).error(self.error(name))
    }

    /// The mistakes for the top of a page, each with the name of its field. The fields are made first.
    pub(crate) fn summary(&self) -> Vec<crate::components::ErrorLink> {
        let names = self.names.borrow();
        let words = |field: &str, text: &str| match names.get(field) {
            Some(name) => self.t().problem_in_field(name.as_str(), text),
            None => text.to_owned(),
        };
        self.errors.links_worded(words).collect()
    }

    /// The page: 200, or 422 where something is wrong.
    pub(crate) fn render(
        self,
        title: String,
        intro: Vec<String>,
        body: Parts,
        submit: Button,
        multipart: bool,
    ) -> Response {
        let wrong = !self.errors.is_empty();
        let mut shell = self.reader.visitor.shell(self.web).with_errors(wrong);
        // The language links ask for the page again, without what was typed.
        shell.path.clone_from(&self.action);
        let status = match (self.errors.get(WHOLE), wrong) {
            (Some(_), _) => StatusCode::CONFLICT,
            (None, true) => StatusCode::UNPROCESSABLE_ENTITY,
            (None, false) => StatusCode::OK,
        };
        let links = self.summary();
        let page = FormPage {
            shell,
            title,
            back: BackLink::new(self.t().common_back(), self.back),
            intro,
            links,
            action: self.action,
            multipart,
            body: body.html(),
            submit,
        };
        render(status, &page)
    }
}

/// The version on sight of which a form was filled; what is none matches no round.
pub(crate) fn version(fields: &Fields) -> i64 {
    fields.text("version").parse().unwrap_or(0)
}

/// Where the message stands that belongs to no single field of a form.
const WHOLE: &str = "form";

/// Why a change was refused, for the form to be shown again with everything that was typed. Where somebody else was
/// faster, the form says so and goes on from the present version: who sends it again has been told.
///
/// # Errors
/// What no form can mend.
pub(crate) fn refused(error: AppError, fields: &mut Fields) -> Result<Vec<FieldProblem>, Failure> {
    match error {
        AppError::Invalid(problems) => Ok(problems),
        AppError::Conflict(Conflict::Version { current, .. }) => {
            fields.set("version", current.to_string());
            Ok(vec![FieldProblem::new(
                WHOLE,
                Problem::NotNow { why: "national-changed-meanwhile".to_owned() },
            )])
        }
        other => Err(other.into()),
    }
}

/// The version as a field.
pub(crate) fn version_field(version: i64) -> Hidden {
    Hidden { name: "version", value: version.to_string() }
}

/// Reads a code or id that a list offers.
pub(crate) fn chosen<T: std::str::FromStr>(
    fields: &Fields,
    name: &str,
    problems: &mut Vec<FieldProblem>,
) -> Option<T> {
    let value = fields.text(name);
    if value.is_empty() {
        return None;
    }
    let read = value.parse().ok();
    if read.is_none() {
        problems.push(FieldProblem::new(name, Problem::UnknownOption));
    }
    read
}

/// The state of a round as a tag.
pub(crate) fn state_tag(t: &Texts, state: impl std::borrow::Borrow<domain::round::RoundState>) -> Tag {
    use domain::round::RoundState as S;
    match state.borrow() {
        S::Draft => Tag::new(t.round_state_draft()).colour("grey"),
        S::Scheduled => Tag::new(t.round_state_scheduled()).colour("yellow"),
        S::Running => Tag::new(t.round_state_running()),
        S::Announced => Tag::new(t.round_state_announced()).colour("green"),
        S::Cancelled => Tag::new(t.round_state_cancelled()).colour("red"),
    }
}
