//! The languages of an article at the desk.

use app::AppError;
use app::desk::{ArticleSheet, VersionLine};
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::content::{LANGUAGES, language_of};
use i18n::Texts;
use jiff::Timestamp;

use super::{article, home, kind_of, messages, sheet_at, state_tag};
use crate::Web;
use crate::components::{Button, ErrorMessage, Select, SelectItem, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::visitor::{SignedIn, redirect_with};

/// A language that an article has.
#[derive(Debug)]
struct Line {
    href: String,
    tag: String,
    name: &'static str,
    state: Tag,
    older: Option<Tag>,
}

/// The part of the page of an article that shows its languages.
#[derive(Debug, Template)]
#[template(path = "desk/content/versions.html")]
pub(super) struct VersionsBox {
    t: Texts,
    lines: Vec<Line>,
    action: String,
    /// The languages that can be begun.
    languages: Option<Select>,
}

impl HtmlSafe for VersionsBox {}

impl VersionsBox {
    /// The languages of the article at `path`; nothing for one that is a version itself.
    pub(super) fn of(
        t: Texts,
        sheet: &ArticleSheet,
        (home, path): (&str, &str),
        now: Timestamp,
        (chosen, error): (&str, Option<ErrorMessage>),
    ) -> Option<Self> {
        if sheet.original.is_some() {
            return None;
        }
        let own = sheet.newest().map(|newest| newest.writing.language.clone()).unwrap_or_default();
        let is_free = |tag: &str| tag != own && !sheet.versions.iter().any(|version| version.language == tag);
        let free: Vec<SelectItem> = LANGUAGES
            .iter()
            .filter(|language| is_free(language.tag))
            .map(|language| SelectItem::new(language.tag, language.own_name))
            .collect();
        let languages = (sheet.is_written() && !free.is_empty())
            .then(|| Select::new("language", t.content_version_choose(), free).value(chosen).error(error));
        let lines = sheet.versions.iter().map(|version| line(&t, home, version, now)).collect();
        Some(Self { lines, action: format!("{path}/bahasa"), languages, t })
    }
}

fn line(t: &Texts, home: &str, version: &VersionLine, now: Timestamp) -> Line {
    Line {
        href: format!("{home}/{}", version.reference),
        tag: version.language.clone(),
        name: language_of(&version.language).map_or("", |language| language.own_name),
        state: state_tag(t, version.state, version.visible_from, now),
        older: version.is_older.then(|| Tag::new(t.content_version_is_older()).colour("orange")),
    }
}

/// `POST /meja/{slug}/situs/{kind}/{reference}/bahasa`: `language`.
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind, &reference).await?;
    match desk.begin_version(&sheet.article.reference, fields.text("language")).await {
        Ok(begun) => {
            let to = format!("{}/{}/ubah", home(&desk, kind), begun.reference);
            Ok(redirect_with(&to, "content-version-begun", &web))
        }
        Err(AppError::Invalid(problems)) => {
            let errors = messages(signed_in.visitor.texts(), kind, &problems);
            article::page(&web, &signed_in, &desk, &sheet, fields, errors).await
        }
        Err(other) => Err(other.into()),
    }
}
