//! Pages, news, rules and questions at the desk. `/meja/{slug}/situs/…`

mod article;
mod beside;
mod fields;
mod form;
mod list;
mod offer;
mod privacy;
mod received;
mod version;

use app::AppError;
use app::content::Readiness;
use app::desk::{ArticleSheet, Desk};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use domain::content::{ArticleState, Kind, Place, parse_reference};
use domain::problem::FieldProblem;
use i18n::Texts;
use jiff::Timestamp;

use crate::Web;
use crate::components::{Html, Tag};
use crate::ppid::markup_text;
use crate::problem::Messages;
use received::UPLOAD_MAX;

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    let kind = "/meja/{slug}/situs/{kind}";
    let article = "/meja/{slug}/situs/{kind}/{reference}";
    let new = get(form::new).post(form::begin).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    let edit = get(form::edit).post(form::save).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    Router::new()
        .route("/meja/{slug}/situs", get(list::rooms))
        .route(kind, get(list::show))
        .route(&format!("{kind}/baru"), new)
        .route(&format!("{kind}/tawaran/{{reference}}"), get(offer::show).post(offer::choose))
        .route(article, get(article::show))
        .route(&format!("{article}/ubah"), edit)
        .route(&format!("{article}/langkah"), post(article::step))
        .route(&format!("{article}/data-pribadi"), post(privacy::answer))
        .route(&format!("{article}/bahasa"), post(version::begin))
        .route(&format!("{article}/edisi/{{number}}"), get(article::edition))
        .route(&format!("{article}/gambar/{{number}}"), get(article::picture))
        .route(&format!("{article}/gambar/{{number}}/hapus"), post(article::remove_picture))
}

/// Where the articles of a kind stand.
fn home(desk: &Desk, kind: Kind) -> String {
    format!("/meja/{}/situs/{}", desk.placed().body.slug, kind.code())
}

fn kind_of(code: &str) -> Result<Kind, AppError> {
    code.parse().map_err(|_| AppError::NotFound)
}

/// The article at an address: its reference in the canonical form, and the kind that it must have.
async fn sheet_at(desk: &Desk, kind: Kind, reference: &str) -> Result<ArticleSheet, AppError> {
    let reference = parse_reference(reference).ok_or(AppError::NotFound)?;
    let sheet = desk.article(&reference).await?;
    if sheet.article.kind == kind { Ok(sheet) } else { Err(AppError::NotFound) }
}

/// Where everybody finds an article of this office.
fn public_address(desk: &Desk, kind: Kind, name: &str) -> String {
    let slug = &desk.placed().body.slug;
    match kind {
        Kind::Page if name.parse::<Place>().is_ok() => format!("/{slug}/{name}"),
        Kind::Page => format!("/{slug}/hal/{name}"),
        Kind::News | Kind::Regulation => format!("/{slug}/{}/{name}", kind.code()),
        Kind::Question => format!("/{slug}/{}#{name}", kind.code()),
    }
}

/// Where an article stands, in words: what is published and not yet visible is scheduled.
fn state_tag(t: &Texts, state: ArticleState, visible_from: Option<Timestamp>, now: Timestamp) -> Tag {
    let is_later = visible_from.is_some_and(|from| from > now);
    let (words, colour) = match state {
        ArticleState::Published if is_later => (t.content_state_scheduled(), "blue"),
        state => (state_name(t, state), colour(state)),
    };
    Tag::new(words).colour(colour)
}

fn state_name(t: &Texts, state: ArticleState) -> String {
    match state {
        ArticleState::Draft => t.content_state_draft(),
        ArticleState::Published => t.content_state_published(),
        ArticleState::Revised => t.content_state_revised(),
        ArticleState::Withdrawn => t.content_state_withdrawn(),
    }
}

const fn colour(state: ArticleState) -> &'static str {
    match state {
        ArticleState::Draft => "grey",
        ArticleState::Published => "green",
        ArticleState::Revised => "turquoise",
        ArticleState::Withdrawn => "red",
    }
}

/// The fields of the forms of articles, as their labels say.
fn field_name(t: &Texts, kind: Kind, field: &str) -> Option<String> {
    Some(match field {
        "name" => t.content_field_name(),
        "title" => title_name(t, kind),
        "lead" => t.content_field_lead(),
        "body" => body_name(t, kind),
        "language" => t.content_field_language(),
        "topic" => t.content_field_topic(),
        "order" => t.content_field_order(),
        "rule" => t.content_field_rule(),
        "number" => t.content_field_number(),
        "year" => t.content_field_year(),
        "standing" => t.content_field_standing(),
        "standing_note" => t.content_field_standing_note(),
        "link" => t.content_field_link(),
        "item" => t.content_field_item(),
        "picture" => t.content_picture_file(),
        "alternative" => t.content_picture_alternative(),
        "reason" => t.desk_reason(),
        "visible_from" => t.desk_publish_date(),
        "visible_from.time" => t.desk_publish_time(""),
        "addition" => t.content_offer_addition(),
        "privacy" => t.privacy_title(),
        _ => return None,
    })
}

fn title_name(t: &Texts, kind: Kind) -> String {
    match kind {
        Kind::Page | Kind::News => t.content_field_title(),
        Kind::Regulation => t.content_field_about(),
        Kind::Question => t.content_field_question(),
    }
}

fn body_name(t: &Texts, kind: Kind) -> String {
    match kind {
        Kind::Page | Kind::News => t.content_field_body(),
        Kind::Regulation => t.content_field_rule_body(),
        Kind::Question => t.content_field_answer(),
    }
}

fn messages(t: &Texts, kind: Kind, problems: &[FieldProblem]) -> Messages {
    Messages::named(t, problems, |field| field_name(t, kind, field))
}

/// A text as it would look, with the pictures as the desk sees them.
fn shown(t: &Texts, path: &str, title: &str, body: &str, sheet: Option<&ArticleSheet>) -> Html {
    markup_text(t, title, body, 3, &|number| {
        let found = sheet?.pictures.iter().find(|found| found.picture.number == number)?;
        let Readiness::Ready { width, height } = found.readiness else { return None };
        Some(markup::Picture { address: format!("{path}/gambar/{number}"), width, height })
    })
}
