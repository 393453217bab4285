//! *Pindahan* at the desk: `/meja/{slug}/pindahan…`. Sources are named here, and what they brought is settled on their pages.

mod sheet;

use app::AppError;
use app::desk::{Desk, HarvestLine, failure_key};
use askama::Template;
use axum::Router;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use domain::catalogue::InformationClass;
use domain::harvest::{EXPORT_MAX, FindState, HarvestState, SourceKind};
use domain::ids::HarvestId;
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;

use super::desk_of;
use crate::Web;
use crate::components::{BackLink, Button, Choice, FileUpload, Input, Radios, Select, SelectItem, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{Incoming, Next};
use crate::moment::zone;
use crate::page::{Shell, render};
use crate::ppid::class_name;
use crate::problem::{Messages, problem_text};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text beside the file.
const TEXT_MAX: usize = 1024;
/// Most bytes of a request with an export: the file and what is around it.
const BODY_MAX: usize = 65 * 1024 * 1024;
// An export that the desk takes fits into a request.
const _: () = assert!(EXPORT_MAX < BODY_MAX as u64);

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    let source = "/meja/{slug}/pindahan/{id}";
    Router::new()
        .route("/meja/{slug}/pindahan", get(show).post(begin))
        .route("/meja/{slug}/pindahan/ekspor", post(send).layer(DefaultBodyLimit::max(BODY_MAX)))
        .route(source, get(sheet::show).post(sheet::settle))
        .route(&format!("{source}/lagi"), post(sheet::again))
}

/// A source in the list.
#[derive(Debug)]
struct Line {
    href: String,
    source: String,
    kind: String,
    state: Tag,
    why: String,
    counts: [(String, String); 3],
}

#[derive(Debug, Template)]
#[template(path = "desk/harvest/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    office: String,
    back: String,
    home: String,
    is_open: bool,
    kinds: Vec<Choice>,
    classes: Vec<SelectItem>,
    lines: Vec<Line>,
    typed: Fields,
    errors: Messages,
}

/// Where this area of a desk stands.
fn home(desk: &Desk) -> String {
    format!("/meja/{}/pindahan", desk.placed().body.slug)
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    typed: Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let t = *signed_in.visitor.texts();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let lines = desk.harvests().await?;
    let kind = |kind: SourceKind, hint: String| Choice::new(kind.code(), kind_name(&t, kind)).hint(hint);
    let page = ListPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        office: desk.placed().body.office_name.clone(),
        back: format!("/meja/{}", desk.placed().body.slug),
        home: home(desk),
        is_open: desk.visits_sites(),
        kinds: vec![
            kind(SourceKind::Feed, t.harvest_kind_feed_hint()),
            kind(SourceKind::Sitemap, t.harvest_kind_sitemap_hint()),
        ],
        classes: classes(&t),
        lines: lines.iter().map(|one| line(&t, desk, one)).collect(),
        typed,
        errors,
        t,
    };
    Ok(render(status, &page))
}

fn classes(t: &Texts) -> Vec<SelectItem> {
    InformationClass::ALL.iter().map(|one| SelectItem::new(one.code(), class_name(t, *one))).collect()
}

fn kind_name(t: &Texts, kind: SourceKind) -> String {
    match kind {
        SourceKind::Feed => t.harvest_kind_feed(),
        SourceKind::Sitemap => t.harvest_kind_sitemap(),
        SourceKind::WordPress => t.harvest_kind_wordpress(),
    }
}

fn line(t: &Texts, desk: &Desk, found: &HarvestLine) -> Line {
    let harvest = &found.harvest;
    let ended = harvest.ended_at.map(|at| t.date_time(at, zone(desk.placed().body.zone))).unwrap_or_default();
    let state = match harvest.state {
        HarvestState::Running => Tag::new(t.harvest_state_running()).colour("blue"),
        HarvestState::Done => Tag::new(t.harvest_state_done(ended)).colour("green"),
        HarvestState::Failed => Tag::new(t.harvest_state_failed()).colour("red"),
    };
    let count = |state: FindState| found.count(state).to_string();
    Line {
        href: format!("{}/{}", home(desk), harvest.id),
        source: harvest.source.clone(),
        kind: kind_name(t, harvest.kind),
        why: harvest.failure.and_then(|why| t.by_key(failure_key(why))).unwrap_or_default(),
        counts: [
            (t.harvest_column_new(), count(FindState::New)),
            (t.harvest_column_drafted(), count(FindState::Drafted)),
            (t.harvest_column_ignored(), count(FindState::Ignored)),
        ],
        state,
    }
}

/// `GET /meja/{slug}/pindahan`
async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let typed = Fields::new(vec![("kind".to_owned(), SourceKind::Feed.code().to_owned())]);
    page(&web, &signed_in, &desk, typed, Messages::default()).await
}

/// `POST /meja/{slug}/pindahan`: `kind`, `url`, `class`.
async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    typed: Fields,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let kind = typed.text("kind").parse().ok().filter(|kind| *kind != SourceKind::WordPress);
    if kind.is_none() {
        errors.add("kind", t.problem_unknown_option());
    }
    let class = class_of(&t, typed.text("class"), &mut errors);
    if let (Some(kind), Some(class)) = (kind, class) {
        let begun = desk.begin_harvest(kind, typed.text("url"), class).await;
        if let Some(id) = taken(&t, begun, &mut errors)? {
            return Ok(redirect_with(&format!("{}/{id}", home(&desk)), "harvest-started", &web));
        }
    }
    page(&web, &signed_in, &desk, typed, errors).await
}

/// `POST /meja/{slug}/pindahan/ekspor`: `class`, then one file in a part of any name.
async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    let mut typed = Fields::default();
    let received = match parts {
        Ok(parts) => receive(&t, &desk, parts, &mut typed, &mut errors).await?,
        Err(_) => None,
    };
    if let Some(id) = received {
        return Ok(redirect_with(&format!("{}/{id}", home(&desk)), "harvest-started", &web));
    }
    if errors.is_empty() {
        errors.add("export", t.problem_no_file());
    }
    page(&web, &signed_in, &desk, typed, errors).await
}

/// Reads the parts of a request with an export. The class stands before the file in the form.
async fn receive(
    t: &Texts,
    desk: &Desk,
    parts: Multipart,
    typed: &mut Fields,
    errors: &mut Messages,
) -> Result<Option<HarvestId>, AppError> {
    let mut incoming = Incoming::new(parts, TEXT_MAX);
    let mut received = None;
    loop {
        match incoming.next().await {
            Next::Text(name, value) => typed.set(&name, value),
            Next::File(name, bytes) if received.is_none() && errors.is_empty() => {
                let Some(class) = class_of(t, typed.text("export_class"), errors) else { continue };
                received = taken(t, desk.take_export(&name, bytes, class).await, errors)?;
            }
            Next::File(..) | Next::NotChosen => {}
            Next::End => return Ok(received),
            Next::BrokenOff if received.is_some() || !errors.is_empty() => return Ok(received),
            Next::BrokenOff => {
                errors.add("export", t.harvest_broke_off());
                return Ok(None);
            }
        }
    }
}

fn class_of(t: &Texts, sent: &str, errors: &mut Messages) -> Option<InformationClass> {
    let class = sent.parse().ok();
    if class.is_none() {
        errors.add("class", t.problem_unknown_option());
    }
    class
}

/// The source that was taken; what is wrong with it becomes messages.
fn taken(
    t: &Texts,
    outcome: Result<HarvestId, AppError>,
    errors: &mut Messages,
) -> Result<Option<HarvestId>, AppError> {
    match outcome {
        Ok(id) => Ok(Some(id)),
        Err(AppError::Invalid(problems)) => {
            for FieldProblem { field, problem } in &problems {
                errors.add(field, problem_text(t, problem));
            }
            Ok(None)
        }
        Err(other) => Err(other),
    }
}
