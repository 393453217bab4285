//! One article at the desk: where it stands, its pictures and editions, and the steps that can be taken.

use app::content::Readiness;
use app::desk::{ArticleSheet, Desk, Publication};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Zone;
use domain::content::{ArticleAction, language_of};
use domain::problem::Problem;
use http::{HeaderMap, StatusCode};
use i18n::Texts;
use store::event::Event;

use super::super::privacy::PrivacyBox;
use super::version::VersionsBox;
use super::{field_name, home, kind_of, messages, public_address, sheet_at, shown, state_tag};
use crate::Web;
use crate::components::{BackLink, Button, Html, Input, Tag};
use crate::download::give;
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::ppid::rule_name;
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

type AtArticle = Path<(String, String, String)>;

/// A picture at the desk.
#[derive(Debug)]
struct PictureLine {
    number: i64,
    address: String,
    is_ready: bool,
    words: String,
    note: String,
}

/// What happened to the article.
#[derive(Debug)]
pub(super) struct Past {
    pub(super) what: String,
    pub(super) by: String,
    pub(super) text: String,
}

/// Which steps can be taken.
#[expect(clippy::struct_excessive_bools, reason = "each is a step of its own, asked by the template")]
#[derive(Debug)]
struct Steps {
    edit: bool,
    publish: bool,
    discard: bool,
    withdraw: bool,
    resume: bool,
    offer: bool,
    keep: bool,
}

#[derive(Debug, Template)]
#[template(path = "desk/content/article.html")]
struct ArticlePage {
    shell: Shell,
    t: Texts,
    caption: String,
    title: String,
    back: (String, String),
    path: String,
    state: Tag,
    is_offered: bool,
    visible: String,
    address: String,
    is_public: bool,
    gaps: Vec<String>,
    html: Html,
    pictures: Vec<PictureLine>,
    steps: Steps,
    revision: String,
    zone: &'static str,
    typed: Fields,
    errors: Messages,
    editions: Vec<(String, String, String)>,
    history: Vec<Past>,
    privacy: Option<PrivacyBox>,
    versions: Option<VersionsBox>,
    /// Of a version: in which language, the address and the title of its original, and a mark where that is newer.
    original: Option<(String, String, String, Option<Tag>)>,
}

/// `GET /meja/{slug}/situs/{kind}/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): AtArticle,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind_of(&kind)?, &reference).await?;
    page(&web, &signed_in, &desk, &sheet, Fields::default(), Messages::default()).await
}

/// The page of an article, with what was typed and what is wrong with it.
pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    sheet: &ArticleSheet,
    typed: Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let article = &sheet.article;
    let kind = article.kind;
    let home = home(desk, kind);
    let path = format!("{home}/{}", article.reference);
    let writing = sheet.newest().map(|newest| newest.writing.clone()).unwrap_or_default();
    let zone = desk.placed().body.zone;
    let visible = sheet.editions.iter().find_map(|edition| edition.visible_from);
    let visible = visible.filter(|_| article.state.has_public_edition());
    let now = web.app.now();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let gaps = writing.gaps(kind);
    let can = |action| article.state.transition(action).is_some();
    let warnings = desk.article_privacy(&article.reference).await?;
    let shows_warnings = can(ArticleAction::Publish) || warnings.is_found();
    let privacy = shows_warnings
        .then(|| PrivacyBox::new(t, &warnings, &path, false, errors.get("privacy").unwrap_or_default()));
    let chosen = (typed.text("language"), shell.error(errors.get("language")));
    let versions = VersionsBox::of(t, sheet, (&home, &path), now, chosen);
    let page = ArticlePage {
        privacy,
        versions,
        original: original(&t, &home, sheet),
        caption: rule_name(&t, &writing),
        title: writing.title.clone(),
        back: (home, crate::ppid::kind_name(&t, kind)),
        state: state_tag(&t, article.state, visible, now),
        is_offered: article.offered,
        visible: visible
            .map(|at| t.desk_public_from(t.date_time(at, moment::zone(zone))))
            .unwrap_or_default(),
        address: address(desk, sheet),
        is_public: visible.is_some_and(|from| from <= now),
        gaps: gaps.iter().filter_map(|found| field_name(&t, kind, &found.field)).collect(),
        html: shown(&t, &path, &writing.title, &writing.body, Some(sheet)),
        pictures: pictures(&t, &path, sheet),
        steps: Steps {
            edit: can(ArticleAction::Edit),
            publish: can(ArticleAction::Publish),
            discard: can(ArticleAction::Discard),
            withdraw: can(ArticleAction::Withdraw),
            resume: can(ArticleAction::Resume),
            offer: sheet.may_be_offered && !article.offered,
            keep: sheet.may_be_offered && article.offered,
        },
        revision: article.revision.to_string(),
        zone: zone.code(),
        editions: editions(&t, &path, sheet, zone),
        history: sheet.history.iter().map(|event| past(&t, event, zone)).collect(),
        path,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// Where everybody finds the article, or the original in its language.
fn address(desk: &Desk, sheet: &ArticleSheet) -> String {
    let article = &sheet.article;
    match &sheet.original {
        None => public_address(desk, article.kind, &article.name),
        Some(original) => {
            let address = public_address(desk, article.kind, &original.name);
            let (path, anchor) = address.split_once('#').unwrap_or((&address, ""));
            let hash = if anchor.is_empty() { "" } else { "#" };
            format!("{path}?teks={}{hash}{anchor}", article.language)
        }
    }
}

fn original(t: &Texts, home: &str, sheet: &ArticleSheet) -> Option<(String, String, String, Option<Tag>)> {
    let original = sheet.original.as_ref()?;
    let language = language_of(&sheet.article.language).map_or("", |language| language.own_name);
    let older = original.is_newer.then(|| Tag::new(t.content_version_is_older()).colour("orange"));
    let href = format!("{home}/{}", original.reference);
    Some((t.content_version_note(language), href, original.writing.title.clone(), older))
}

fn pictures(t: &Texts, path: &str, sheet: &ArticleSheet) -> Vec<PictureLine> {
    let line = |found: &app::desk::PictureSheet| PictureLine {
        number: i64::from(found.picture.number),
        address: format!("{path}/gambar/{}", found.picture.number),
        is_ready: matches!(found.readiness, Readiness::Ready { .. }),
        words: if found.picture.decoration {
            t.content_picture_decoration()
        } else {
            found.picture.alternative.clone()
        },
        note: match found.readiness {
            Readiness::Ready { .. } => String::new(),
            Readiness::Waiting => t.content_picture_waiting(),
            Readiness::Never => t.content_picture_never(),
        },
    };
    sheet.there().map(line).collect()
}

/// The editions: where each stands, its number, and when it became visible.
fn editions(t: &Texts, path: &str, sheet: &ArticleSheet, zone: Zone) -> Vec<(String, String, String)> {
    let line = |edition: &store::content::Edition| {
        let when = seen(t, edition, zone);
        let when = if edition.reason.is_empty() {
            when
        } else {
            format!("{when} {}", t.content_edition_reason(edition.reason.as_str()))
        };
        (format!("{path}/edisi/{}", edition.number), t.content_edition_line(edition.number), when)
    };
    sheet.editions.iter().map(line).collect()
}

/// When the public saw an edition.
fn seen(t: &Texts, edition: &store::content::Edition, zone: Zone) -> String {
    match edition.visible_from {
        Some(at) => t.desk_public_from(t.date_time(at, moment::zone(zone))),
        None if edition.published_at.is_some() => t.release_edition_never(),
        None => t.content_edition_now(),
    }
}

/// What happened, in words.
pub(super) fn past(t: &Texts, event: &Event, zone: Zone) -> Past {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let text = |name: &str| data.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let what = match event.kind.as_str() {
        "begun" => t.content_history_begun(),
        "published" => t.content_history_published(),
        "discarded" => t.content_history_discarded(),
        "withdrawn" => t.content_history_withdrawn(),
        "resumed" => t.content_history_resumed(),
        "offered" => t.content_history_offered(),
        "kept" => t.content_history_kept(),
        "picture_added" => t.content_history_picture_added(text("name")),
        "picture_removed" => t.content_history_picture_removed(text("name")),
        "chosen" => t.content_history_chosen(),
        "privacy_answered" => t.redaction_history_answered(),
        _ => t.content_history_written(),
    };
    let when = t.date_time(event.at, moment::zone(zone));
    let by = event.actor_name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"));
    Past { what, by, text: text("reason") }
}

/// `POST /meja/{slug}/situs/{kind}/{reference}/langkah`: `do`, `revision`, and what the step asks for.
pub(super) async fn step(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): AtArticle,
    fields: Fields,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let reference = sheet_at(&desk, kind, &reference).await?.article.reference;
    let t = *signed_in.visitor.texts();
    let errors = match taken(&desk, &reference, &fields).await {
        Ok(said) => return Ok(redirect_with(&format!("{}/{reference}", home(&desk, kind)), said, &web)),
        Err(AppError::Invalid(problems)) => messages(&t, kind, &problems),
        Err(AppError::Conflict(conflict)) => {
            let mut errors = Messages::default();
            let words = match conflict {
                Conflict::Version { .. } => t.content_step_stale(),
                Conflict::State(_) => t.content_step_impossible(),
            };
            errors.add("steps", words);
            errors
        }
        Err(other) => return Err(other.into()),
    };
    let sheet = sheet_at(&desk, kind, &reference).await?;
    page(&web, &signed_in, &desk, &sheet, fields, errors).await
}

/// Takes the step that was sent; what to say of it.
async fn taken(desk: &Desk, reference: &str, fields: &Fields) -> Result<&'static str, AppError> {
    let revision = fields.text("revision").parse().unwrap_or(-1);
    match fields.text("do") {
        "publish" => {
            let visible_from = if moment::is_blank(fields, "visible_from") {
                None
            } else {
                let read = moment::read(fields, "visible_from", desk.placed().body.zone);
                Some(read.map_err(AppError::Invalid)?)
            };
            let publication = Publication { visible_from, reason: fields.text("reason").to_owned() };
            desk.publish_article(reference, revision, &publication).await?;
            Ok("content-desk-published")
        }
        "discard" => {
            desk.discard_article_edition(reference, revision).await?;
            Ok("content-desk-discarded")
        }
        "withdraw" => {
            desk.withdraw_article(reference, revision, fields.text("reason")).await?;
            Ok("content-desk-withdrawn")
        }
        "resume" => {
            desk.resume_article(reference, revision).await?;
            Ok("content-desk-resumed")
        }
        "offer" => {
            desk.offer_article(reference, revision, true).await?;
            Ok("content-desk-offered")
        }
        "keep" => {
            desk.offer_article(reference, revision, false).await?;
            Ok("content-desk-kept")
        }
        _ => Err(AppError::field("do", Problem::UnknownOption)),
    }
}

#[derive(Debug, Template)]
#[template(path = "desk/content/edition.html")]
struct EditionPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    when: String,
    lead: String,
    html: Html,
}

/// `GET /meja/{slug}/situs/{kind}/{reference}/edisi/{number}`
pub(super) async fn edition(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference, number)): Path<(String, String, String, String)>,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind, &reference).await?;
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let edition = sheet.editions.iter().find(|edition| edition.number == number);
    let edition = edition.ok_or(AppError::NotFound)?;
    let t = *signed_in.visitor.texts();
    let path = format!("{}/{}", home(&desk, kind), sheet.article.reference);
    let writing = &edition.writing;
    let page = EditionPage {
        shell: signed_in.visitor.shell(&web),
        title: t.content_edition_title(number, writing.title.as_str()),
        when: seen(&t, edition, desk.placed().body.zone),
        lead: writing.lead.clone(),
        html: shown(&t, &path, &writing.title, &writing.body, Some(&sheet)),
        back: path,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// `GET /meja/{slug}/situs/{kind}/{reference}/gambar/{number}`
pub(super) async fn picture(
    signed_in: SignedIn,
    Path((slug, kind, reference, number)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind_of(&kind)?, &reference).await?;
    let number: u32 = number.parse().map_err(|_| AppError::NotFound)?;
    Ok(give(&desk.article_picture(&sheet.article.reference, number).await?, &headers).await?)
}

/// `POST /meja/{slug}/situs/{kind}/{reference}/gambar/{number}/hapus`
pub(super) async fn remove_picture(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference, number)): Path<(String, String, String, String)>,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind, &reference).await?;
    let number: u32 = number.parse().map_err(|_| AppError::NotFound)?;
    desk.remove_picture(&sheet.article.reference, number).await?;
    let to = format!("{}/{}", home(&desk, kind), sheet.article.reference);
    Ok(redirect_with(&to, "content-desk-picture-removed", &web))
}
