//! Decrees on the list of public information at the desk: `/meja/{slug}/penetapan…`.

mod compare;
mod record;
mod scan;

use app::AppError;
use app::decree::{Decrees, Form};
use askama::Template;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::decree::{State as DecreeState, parse_reference};
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;

use super::UPLOAD_MAX;
use crate::Web;
use crate::components::{BackLink, Button, Input, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::ppid::attached;
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    let one = "/meja/{slug}/penetapan/{reference}";
    let scan = get(scan::give_file).post(scan::add).layer(DefaultBodyLimit::max(UPLOAD_MAX));
    Router::new()
        .route("/meja/{slug}/penetapan", get(show).post(freeze))
        .route("/meja/{slug}/penetapan/banding", get(compare::show))
        .route("/meja/{slug}/penetapan/banding.csv", get(compare::csv))
        .route(one, get(record::show))
        .route(&format!("{one}/langkah"), post(record::step))
        .route(&format!("{one}/pindaian"), scan)
        .route(&format!("{one}/pindaian/keluarkan"), post(scan::remove))
        .route(&format!("{one}/{{file}}"), get(paper))
}

/// A decree in the list.
#[derive(Debug)]
struct Line {
    href: String,
    year: String,
    title: String,
    number: String,
    rows: String,
    state: Tag,
}

#[derive(Debug, Template)]
#[template(path = "desk/decree/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    office: String,
    home: String,
    /// Where the way back leads; the desk, for those who work at it.
    back: String,
    may_freeze: bool,
    public_count: i64,
    lines: Vec<Line>,
    typed: Fields,
    errors: Messages,
}

/// `GET /meja/{slug}/penetapan`
async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let year = decrees.today().year().to_string();
    let title = signed_in.visitor.texts().decree_freeze_name_default(year.as_str());
    let typed = Fields::new(vec![("year".to_owned(), year), ("title".to_owned(), title)]);
    page(&web, &signed_in, &decrees, typed, &[]).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    decrees: &Decrees,
    typed: Fields,
    problems: &[FieldProblem],
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let errors = messages(&t, problems);
    let body = &decrees.placed().body;
    let home = home(decrees);
    let lines = decrees.list().await?;
    let works_here = signed_in.access.works_at(decrees.placed());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&home);
    let page = ListPage {
        office: body.office_name.clone(),
        back: if works_here { format!("/meja/{}", body.slug) } else { format!("/{}", body.slug) },
        may_freeze: decrees.may_freeze(),
        public_count: i64::try_from(decrees.public_count().await?).unwrap_or(i64::MAX),
        lines: lines
            .iter()
            .map(|decree| Line {
                href: format!("{home}/{}", decree.reference),
                year: decree.year.to_string(),
                title: decree.title.clone(),
                number: decree.decision.number.clone(),
                rows: decree.row_count.to_string(),
                state: state_tag(&t, decree.state),
            })
            .collect(),
        home,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// `POST /meja/{slug}/penetapan`: `year`, `title`.
async fn freeze(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    if !decrees.may_freeze() {
        return Err(AppError::NotFound.into());
    }
    let frozen = match fields.text("year").parse() {
        Ok(year) => decrees.freeze(year, fields.text("title")).await,
        Err(_) => Err(AppError::field("year", Problem::NotANumber)),
    };
    match frozen {
        Ok(draft) => {
            Ok(redirect_with(&format!("{}/{}", home(&decrees), draft.reference), "decree-frozen", &web))
        }
        Err(AppError::Invalid(problems)) => page(&web, &signed_in, &decrees, fields, &problems).await,
        Err(other) => Err(other.into()),
    }
}

/// `GET /meja/{slug}/penetapan/{reference}/lampiran.{pdf,xlsx,csv,json}`
async fn paper(
    signed_in: SignedIn,
    Path((slug, reference, file)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let form = file.strip_prefix("lampiran.").and_then(Form::from_suffix).ok_or(AppError::NotFound)?;
    let bytes = decrees.paper(&reference, form).await?;
    if form == Form::Pdf {
        return Ok(super::kit::inline_pdf(&format!("lampiran-{reference}"), bytes));
    }
    let name = format!("lampiran-{reference}.{}", form.suffix());
    Ok(attached(bytes.to_vec(), form.content_type(), &name))
}

/// Where the decrees stand.
fn home(decrees: &Decrees) -> String {
    format!("/meja/{}/penetapan", decrees.placed().body.slug)
}

/// The state in a word.
pub(crate) fn state_name(t: &Texts, state: DecreeState) -> String {
    match state {
        DecreeState::Draft => t.decree_state_draft(),
        DecreeState::Decided => t.decree_state_decided(),
        DecreeState::Superseded => t.decree_state_superseded(),
        DecreeState::Revoked => t.decree_state_revoked(),
        DecreeState::Dropped => t.decree_state_dropped(),
    }
}

/// The state in a word, with its colour.
pub(crate) fn state_tag(t: &Texts, state: DecreeState) -> Tag {
    let colour = match state {
        DecreeState::Draft => "yellow",
        DecreeState::Decided => "green",
        DecreeState::Superseded => "turquoise",
        DecreeState::Revoked => "orange",
        DecreeState::Dropped => "grey",
    };
    Tag::new(state_name(t, state)).colour(colour)
}

/// The messages of the forms, at fields as their labels say.
fn messages(t: &Texts, problems: &[FieldProblem]) -> Messages {
    Messages::named(t, problems, |field| {
        Some(match field {
            "year" => t.decree_freeze_year(),
            "title" => t.decree_freeze_name(),
            "number" => t.decree_number(),
            "day" => t.decree_day(),
            "place" => t.decree_place(),
            "signer" => t.decree_signer(),
            "signer_title" => t.decree_signer_title(),
            "reason" => t.decree_reason(),
            _ => return None,
        })
    })
}
