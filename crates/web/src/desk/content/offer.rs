//! An article that a body above offers, at the desk of an office below.

use app::desk::{Desk, OfferedSheet};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::content::{Kind, parse_reference};
use http::StatusCode;
use i18n::Texts;

use super::super::privacy::{counts, places};
use super::article::{Past, past};
use super::{home, kind_of, messages};
use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, Details, Html, Radios, SummaryList, SummaryRow, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::ppid::{kind_name, markup_text, rule_name};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "desk/content/offer.html")]
struct OfferPage {
    shell: Shell,
    t: Texts,
    caption: String,
    title: String,
    from: String,
    back: (String, String),
    path: String,
    note: String,
    stored: Option<Details>,
    revision: String,
    choice: Radios,
    /// What looks like personal data in the words that were typed, and the box that answers for it.
    warnings: Option<(Vec<String>, Checkboxes)>,
    typed: Fields,
    errors: Messages,
    html: Html,
    history: Vec<Past>,
}

/// The words that somebody wrote below what is no longer offered.
#[derive(Debug, Template)]
#[template(path = "desk/content/gone.html")]
struct GonePage {
    shell: Shell,
    t: Texts,
    back: (String, String),
    addition: String,
}

/// What the form holds.
struct Form {
    revision: i64,
    typed: Fields,
    errors: Messages,
    /// Whether somebody else was faster.
    met: bool,
}

fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    kind: Kind,
    sheet: &OfferedSheet,
    form: Form,
) -> OfferPage {
    let t = *signed_in.visitor.texts();
    let offered = &sheet.offered;
    let writing = &offered.edition.writing;
    let home = home(desk, kind);
    let path = format!("{home}/tawaran/{}", offered.article.reference);
    let mut shell = signed_in.visitor.shell(web).with_errors(!form.errors.is_empty());
    shell.path.clone_from(&path);
    let choices =
        [Choice::new("tampil", t.content_offer_show()), Choice::new("sembunyi", t.content_offer_hide())];
    OfferPage {
        caption: rule_name(&t, writing),
        title: writing.title.clone(),
        from: t.content_from(offered.office.as_str()),
        back: (home, kind_name(&t, kind)),
        note: if form.met { t.content_offer_conflict() } else { String::new() },
        stored: form.met.then(|| stored(&t, sheet)),
        revision: form.revision.to_string(),
        choice: Radios::new("choice", t.content_offer_choice(), choices)
            .value(form.typed.text("choice"))
            .error(shell.error(form.errors.get("choice"))),
        warnings: warnings(&t, desk, &form),
        html: markup_text(&t, &writing.title, &writing.body, 3, &|_| None),
        history: sheet.history.iter().map(|event| past(&t, event, desk.placed().body.zone)).collect(),
        typed: form.typed,
        errors: form.errors,
        path,
        shell,
        t,
    }
}

/// The warnings of words that were refused for their sake.
fn warnings(t: &Texts, desk: &Desk, form: &Form) -> Option<(Vec<String>, Checkboxes)> {
    form.errors.get("addition")?;
    let found = desk.addition_privacy(&form.typed.raw("addition").replace("\r\n", "\n"));
    if !found.is_found() {
        return None;
    }
    let mut lines = counts(t, [&found.own]);
    lines.extend(places(t, &found.own, false));
    let answer = Choice::new(found.digest.clone(), t.privacy_answer());
    let answer = Checkboxes::single("privacy", answer).values(form.typed.all("privacy"));
    Some((lines, answer))
}

/// What somebody else stored meanwhile.
fn stored(t: &Texts, sheet: &OfferedSheet) -> Details {
    let choice = &sheet.offered.choice;
    let shown = if choice.hidden { t.content_offer_hidden() } else { t.content_offer_shown() };
    let rows = [
        SummaryRow::new(t.content_offer_choice(), shown),
        SummaryRow::new(t.content_offer_addition(), choice.addition.clone()),
    ];
    Details::new(t.desk_conflict_stored(), Html::join([SummaryList::new(rows)])).open()
}

async fn sheet_at(desk: &Desk, kind: Kind, reference: &str) -> Result<OfferedSheet, AppError> {
    let reference = parse_reference(reference).ok_or(AppError::NotFound)?;
    let sheet = desk.offered_article(&reference).await?;
    if sheet.offered.article.kind == kind { Ok(sheet) } else { Err(AppError::NotFound) }
}

/// `GET /meja/{slug}/situs/{kind}/tawaran/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = sheet_at(&desk, kind, &reference).await?;
    let choice = &sheet.offered.choice;
    let shown = if choice.hidden { "sembunyi" } else { "tampil" };
    let typed = [("choice", shown.to_owned()), ("addition", choice.addition.clone())];
    let form = Form {
        revision: choice.revision,
        typed: Fields::new(typed.map(|(name, value)| (name.to_owned(), value)).to_vec()),
        errors: Messages::default(),
        met: false,
    };
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &desk, kind, &sheet, form)))
}

/// `POST /meja/{slug}/situs/{kind}/tawaran/{reference}`
pub(super) async fn choose(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, kind, reference)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let kind = kind_of(&kind)?;
    let desk = signed_in.access.desk(&slug).await?;
    let t = *signed_in.visitor.texts();
    let sheet = match sheet_at(&desk, kind, &reference).await {
        // It was taken back while somebody wrote; what they wrote is theirs still.
        Err(AppError::NotFound) if desk.may_edit_site() && !fields.text("addition").is_empty() => {
            let page = GonePage {
                shell: signed_in.visitor.shell(&web),
                back: (home(&desk, kind), kind_name(&t, kind)),
                addition: fields.raw("addition").to_owned(),
                t,
            };
            return Ok(render(StatusCode::CONFLICT, &page));
        }
        other => other?,
    };
    let reference = &sheet.offered.article.reference;
    let base: i64 = fields.text("revision").parse().unwrap_or(-1);
    let is_hidden = fields.text("choice") == "sembunyi";
    match desk.choose(reference, base, is_hidden, (fields.raw("addition"), fields.text("privacy"))).await {
        Ok(_) => Ok(redirect_with(&home(&desk, kind), "content-desk-chosen", &web)),
        Err(AppError::Invalid(problems)) => {
            let errors = messages(&t, kind, &problems);
            let form = Form { revision: base, typed: fields, errors, met: false };
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page(&web, &signed_in, &desk, kind, &sheet, form)))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            let form = Form { revision: current, typed: fields, errors: Messages::default(), met: true };
            Ok(render(StatusCode::CONFLICT, &page(&web, &signed_in, &desk, kind, &sheet, form)))
        }
        Err(other) => Err(other.into()),
    }
}
