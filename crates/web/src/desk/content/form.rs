//! The form of an article: its texts, a look at how they would stand, and its pictures.

use app::AppError;
use app::content::Readiness;
use app::desk::{ArticleMoved, ArticleSheet, Desk, NewPicture};
use askama::Template;
use axum::extract::{Path, Query, Request, State};
use axum::response::Response;
use domain::content::{Kind, Place, Rule, Standing, Writing};
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::beside::{OriginalBox, note, stored};
use super::fields::{as_fields, read};
use super::received::{Sent, receive};
use super::{body_name, home, kind_of, messages, sheet_at, shown, title_name};
use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, Details, FileUpload, Html, Input, Radios, Select, SelectItem,
    Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::ppid::{kind_name, place_name, rule_kind, standing_name};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// A picture that texts can show.
#[derive(Debug)]
struct PictureLine {
    name: String,
    /// Where its copy is; empty where there is none yet.
    address: String,
    alternative: String,
    code: String,
    note: String,
}

#[derive(Debug, Template)]
#[template(path = "desk/content/form.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    kind: Kind,
    title: String,
    back: String,
    action: String,
    note: String,
    stored: Option<Details>,
    revision: String,
    /// Whether the article is withdrawn: it is saved by writing on with it.
    is_withdrawn: bool,
    /// Whether the form asks for a name in addresses.
    asks_name: bool,
    /// The place that the new page takes; empty for any other.
    place: String,
    title_label: String,
    body_label: String,
    typed: Fields,
    errors: Messages,
    rules: Vec<SelectItem>,
    standings: Radios,
    decoration: Checkboxes,
    has_pictures: bool,
    /// Of a version: its original.
    original: Option<OriginalBox>,
    pictures: Vec<PictureLine>,
    preview: Option<(String, Html)>,
    help: [String; 7],
}

/// What the form shows besides the fields.
#[derive(Debug, Default)]
struct Shown {
    revision: i64,
    note: String,
    stored: Option<Details>,
    is_preview: bool,
    problems: Vec<FieldProblem>,
    broken: bool,
}

fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    (kind, sheet): (Kind, Option<&ArticleSheet>),
    typed: Fields,
    shown_: Shown,
) -> FormPage {
    let t = *signed_in.visitor.texts();
    let mut errors = messages(&t, kind, &shown_.problems);
    if shown_.broken {
        errors.add("body", t.content_broke_off());
    }
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let home = home(desk, kind);
    let path = sheet.map(|sheet| format!("{home}/{}", sheet.article.reference));
    let place = match sheet {
        None => typed.text("name").parse::<Place>().ok(),
        Some(_) => None,
    };
    let (title, back, action) = match &path {
        Some(path) => (t.content_desk_edit(), path.clone(), format!("{path}/ubah")),
        None => (t.content_desk_new(kind_name(&t, kind)), home.clone(), format!("{home}/baru")),
    };
    shell.path.clone_from(&action);
    let preview = shown_.is_preview.then(|| {
        let (title, body) = (typed.text("title"), typed.raw("body").replace("\r\n", "\n"));
        (title.to_owned(), shown(&t, path.as_deref().unwrap_or_default(), title, &body, sheet))
    });
    let is_withdrawn = sheet.is_some_and(|sheet| !sheet.is_written());
    let note = note(&t, sheet, shown_.note);
    let standings = Standing::ALL.iter().map(|one| Choice::new(one.code(), standing_name(&t, *one)));
    let standings =
        Radios::new("standing", t.content_field_standing(), standings).value(typed.text("standing"));
    let hint = t.content_picture_decoration_hint();
    let decoration =
        Checkboxes::single("decoration", Choice::new("1", t.content_picture_decoration()).hint(hint))
            .values(typed.all("decoration"));
    FormPage {
        title,
        back,
        action,
        note,
        stored: shown_.stored,
        revision: shown_.revision.to_string(),
        is_withdrawn,
        asks_name: kind == Kind::Page && sheet.is_none() && place.is_none(),
        place: place.map(|place| place.code().to_owned()).unwrap_or_default(),
        title_label: title_name(&t, kind),
        body_label: body_name(&t, kind),
        rules: std::iter::once(SelectItem::new("", t.content_field_rule_choose()))
            .chain(Rule::ALL.iter().map(|rule| SelectItem::new(rule.code(), rule_kind(&t, *rule))))
            .collect(),
        standings: standings.error(shell.error(errors.get("standing"))),
        decoration,
        has_pictures: sheet.is_some(),
        original: sheet.and_then(|sheet| OriginalBox::of(&t, kind, sheet, &typed)),
        pictures: sheet.map(|sheet| pictures(&t, &home, sheet)).unwrap_or_default(),
        preview,
        help: [
            t.content_help_heading(),
            t.content_help_strong(),
            t.content_help_list(),
            t.content_help_numbers(),
            t.content_help_link(),
            t.content_help_table(),
            t.content_help_picture(),
        ],
        kind,
        typed,
        errors,
        shell,
        t,
    }
}

/// The pictures of an article with the code that shows each.
fn pictures(t: &Texts, home: &str, sheet: &ArticleSheet) -> Vec<PictureLine> {
    let line = |found: &app::desk::PictureSheet| {
        let picture = &found.picture;
        let number = picture.number;
        let is_ready = matches!(found.readiness, Readiness::Ready { .. });
        PictureLine {
            name: t.content_picture_number(i64::from(number)),
            address: if is_ready {
                format!("{home}/{}/gambar/{number}", sheet.article.reference)
            } else {
                String::new()
            },
            alternative: picture.alternative.clone(),
            code: format!("![{}](gambar:{number})", picture.alternative.replace(['[', ']'], "")),
            note: match found.readiness {
                Readiness::Ready { .. } => String::new(),
                Readiness::Waiting => t.content_picture_waiting(),
                Readiness::Never => t.content_picture_never(),
            },
        }
    };
    sheet.there().map(line).collect()
}

/// Everything that is wrong with what was sent, told at once.
async fn all_problems(
    desk: &Desk,
    reference: Option<&str>,
    writing: &Writing,
    mut problems: Vec<FieldProblem>,
) -> Result<Vec<FieldProblem>, AppError> {
    let known: Vec<String> = problems.iter().map(|found| found.field.clone()).collect();
    let found = desk.proof(reference, writing).await?;
    problems.extend(found.into_iter().filter(|found| !known.contains(&found.field)));
    Ok(problems)
}

/// What the form for a new article is asked to begin with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// A place that every site has; what is none is not looked at.
    #[serde(default)]
    nama: String,
}

/// `GET /meja/{slug}/situs/{kind}/baru?nama=`
pub(super) async fn new(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    if !desk.may_edit_site() {
        return Err(AppError::NotFound.into());
    }
    let mut typed = as_fields(&Writing::default());
    if let (Kind::Page, Ok(place)) = (kind, asked.nama.parse::<Place>()) {
        typed.set("name", place.code().to_owned());
        typed.set("title", place_name(signed_in.visitor.texts(), place));
    }
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &desk, (kind, None), typed, Shown::default())))
}

/// `POST /meja/{slug}/situs/{kind}/baru`
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    if !desk.may_edit_site() {
        return Err(AppError::NotFound.into());
    }
    let Sent { fields, is_broken, .. } = receive(&web, &desk, request).await?;
    let (writing, problems) = read(&fields);
    let is_preview = fields.text("do") == "preview";
    let begun = if is_broken {
        Err(AppError::Invalid(problems))
    } else if is_preview || !problems.is_empty() {
        Err(AppError::Invalid(all_problems(&desk, None, &writing, problems).await?))
    } else {
        desk.new_article(kind, fields.text("name"), writing).await
    };
    match begun {
        Ok(new) => Ok(saved(&web, &desk, kind, &new)),
        Err(AppError::Invalid(problems)) => {
            let status = status(&problems, is_broken);
            let shown = Shown { is_preview, problems, broken: is_broken, ..Shown::default() };
            Ok(render(status, &page(&web, &signed_in, &desk, (kind, None), fields, shown)))
        }
        Err(other) => Err(other.into()),
    }
}

fn status(problems: &[FieldProblem], is_broken: bool) -> StatusCode {
    if problems.is_empty() && !is_broken { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

fn saved(web: &Web, desk: &Desk, kind: Kind, moved: &ArticleMoved) -> Response {
    redirect_with(&format!("{}/{}", home(desk, kind), moved.reference), "content-desk-saved", web)
}

/// `GET /meja/{slug}/situs/{kind}/{reference}/ubah`
pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind, &reference).await?;
    let newest = sheet.newest().ok_or(AppError::NotFound)?;
    let typed = as_fields(&newest.writing);
    let shown = Shown { revision: sheet.article.revision, ..Shown::default() };
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &desk, (kind, Some(&sheet)), typed, shown)))
}

/// `POST /meja/{slug}/situs/{kind}/{reference}/ubah`: `do` is `save`, `preview` or `picture`. A picture that was chosen is taken
/// whichever button was pressed, and nothing that was typed is lost.
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let reference = sheet_at(&desk, kind, &reference).await?.article.reference;
    let Sent { mut fields, picture, is_broken } = receive(&web, &desk, request).await?;
    let revision: i64 = fields.text("revision").parse().unwrap_or(-1);
    let wants_picture = fields.text("do") == "picture";
    let (writing, mut problems) = read(&fields);
    let taken = take_picture(&desk, &reference, &mut fields, picture, wants_picture).await;
    let mut met = None;
    match taken {
        Ok(wrong) => problems.extend(wrong),
        Err(AppError::Conflict(conflict)) => met = Some(conflict),
        Err(other) => return Err(other.into()),
    }
    let is_preview = fields.text("do") == "preview";
    let is_only_shown = is_preview || wants_picture;
    let saved_now = if let Some(conflict) = met {
        Err(AppError::Conflict(conflict))
    } else if is_broken {
        Err(AppError::Invalid(problems))
    } else if is_preview || !problems.is_empty() {
        Err(AppError::Invalid(all_problems(&desk, Some(&reference), &writing, problems).await?))
    } else if is_only_shown {
        Err(AppError::Invalid(Vec::new()))
    } else if fields.text("do") == "resume" {
        desk.rewrite_article(&reference, revision, writing).await
    } else {
        desk.save_article(&reference, revision, writing).await
    };
    let t = *signed_in.visitor.texts();
    match saved_now {
        Ok(moved) => Ok(saved(&web, &desk, kind, &moved)),
        Err(AppError::Invalid(problems)) => {
            let status = status(&problems, is_broken);
            let sheet = sheet_at(&desk, kind, &reference).await?;
            let shown = Shown { revision, is_preview, problems, broken: is_broken, ..Shown::default() };
            Ok(render(status, &page(&web, &signed_in, &desk, (kind, Some(&sheet)), fields, shown)))
        }
        Err(AppError::Conflict(_)) => {
            let sheet = sheet_at(&desk, kind, &reference).await?;
            let stored = sheet.newest().map(|newest| stored(&t, kind, &newest.writing));
            let (revision, note) = (sheet.article.revision, t.content_desk_conflict());
            let shown = Shown { revision, note, stored, ..Shown::default() };
            Ok(render(
                StatusCode::CONFLICT,
                &page(&web, &signed_in, &desk, (kind, Some(&sheet)), fields, shown),
            ))
        }
        Err(other) => Err(other.into()),
    }
}

/// Takes the picture that was sent, and empties its fields then. What is wrong with it.
async fn take_picture(
    desk: &Desk,
    reference: &str,
    fields: &mut Fields,
    picture: Option<Result<app::office::Staged, Problem>>,
    is_wanted: bool,
) -> Result<Vec<FieldProblem>, AppError> {
    let staged = match picture {
        Some(Ok(staged)) => staged,
        Some(Err(problem)) => return Ok(vec![FieldProblem::new("picture", problem)]),
        None if is_wanted => return Ok(vec![FieldProblem::new("picture", Problem::NoFile)]),
        None => return Ok(Vec::new()),
    };
    let said = NewPicture {
        alternative: fields.text("alternative").to_owned(),
        decoration: fields.has("decoration"),
    };
    match desk.add_picture(reference, &said, staged).await {
        Ok(_) => {
            fields.set("alternative", String::new());
            fields.remove("decoration");
            Ok(Vec::new())
        }
        Err(AppError::Invalid(problems)) => Ok(problems),
        Err(other) => Err(other),
    }
}
