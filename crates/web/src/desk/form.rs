//! The form of an item.

use app::desk::Desk;
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::catalogue::{Content, Form, InformationClass, ItemAction, ItemState, Licence, parse_reference};
use domain::problem::FieldProblem;
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::desk_of;
use super::duties;
use super::items::home;
use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, Details, Html, Input, Radios, Select, SelectItem, SummaryList,
    SummaryRow, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::ppid::{class_long, form_name, licence_name};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "desk/form.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    action: String,
    note: String,
    stored: Option<Details>,
    revision: String,
    typed: Fields,
    errors: Messages,
    classes: Radios,
    forms: Checkboxes,
    licences: Vec<SelectItem>,
    flags: Checkboxes,
    duties: Select,
    saving: Saving,
}

/// What a page of the form shows besides the fields.
#[derive(Debug, Default)]
struct Shown {
    title: String,
    back: String,
    action: String,
    note: String,
    stored: Option<Details>,
    revision: i64,
    saving: Saving,
}

/// How what was typed can be saved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Saving {
    /// As it stands.
    #[default]
    Plain,
    /// By writing on with an item that was withdrawn.
    Resume,
    /// Not by this person, who may not write on with it.
    Never,
}

fn page(web: &Web, signed_in: &SignedIn, shown: Shown, typed: Fields, problems: &[FieldProblem]) -> FormPage {
    let t = *signed_in.visitor.texts();
    let errors = Messages::named(&t, problems, |field| field_name(&t, field));
    let shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let classes = InformationClass::ALL.iter().map(|class| {
        let hint = match class {
            InformationClass::Periodic => t.catalogue_class_periodic_hint(),
            InformationClass::Immediate => t.catalogue_class_immediate_hint(),
            InformationClass::Always => t.catalogue_class_always_hint(),
        };
        Choice::new(class.code(), class_long(&t, *class)).hint(hint)
    });
    let classes = Radios::new("class", t.catalogue_field_class(), classes).value(typed.text("class"));
    let forms = Form::ALL.iter().map(|form| Choice::new(form.code(), form_name(&t, *form)));
    let forms = Checkboxes::new("forms", t.catalogue_field_forms(), forms).values(typed.all("forms"));
    let flags = [
        Choice::new("accessible", t.catalogue_field_accessible()),
        Choice::new("redacted", t.catalogue_field_redacted()),
    ];
    FormPage {
        classes: classes.error(shell.error(errors.get("class"))),
        forms: forms.error(shell.error(errors.get("forms"))),
        licences: Licence::ALL
            .iter()
            .map(|licence| SelectItem::new(licence.code(), licence_name(&t, *licence)))
            .collect(),
        duties: duties::choice(&t, typed.text("class").parse().ok(), typed.text("duty"))
            .error(shell.error(errors.get("duty"))),
        flags: Checkboxes::new("flags", t.catalogue_field_about(), flags).values(typed.all("flags")),
        title: shown.title,
        back: shown.back,
        action: shown.action,
        note: shown.note,
        stored: shown.stored,
        revision: shown.revision.to_string(),
        saving: shown.saving,
        shell,
        t,
        typed,
        errors,
    }
}

/// The fields of the form, as their labels say.
pub(super) fn field_name(t: &Texts, field: &str) -> Option<String> {
    Some(match field {
        "title" => t.catalogue_field_title(),
        "summary" => t.catalogue_field_summary(),
        "class" => t.catalogue_field_class(),
        "duty" => t.duties_field(),
        "holder" => t.catalogue_field_holder(),
        "responsible" => t.catalogue_field_responsible(),
        "made_on" => t.catalogue_field_made_on(),
        "place" => t.catalogue_field_place(),
        "forms" => t.catalogue_field_forms(),
        "retention" => t.catalogue_field_retention(),
        "legal_basis" => t.catalogue_field_legal_basis(),
        "licence" => t.catalogue_field_licence(),
        "language" => t.catalogue_field_language(),
        "keywords" => t.catalogue_field_keywords(),
        "link" => t.catalogue_field_link(),
        "reason" => t.desk_reason(),
        "visible_from" => t.desk_publish_date(),
        "visible_from.time" => t.desk_publish_time(""),
        _ => return None,
    })
}

/// What is missing of an item, in the words of the form.
pub(super) fn missing(t: &Texts, problems: &[FieldProblem]) -> Vec<String> {
    problems.iter().filter_map(|found| field_name(t, &found.field)).collect()
}

/// The messages of the steps of an item.
pub(super) fn messages(t: &Texts, problems: &[FieldProblem]) -> Messages {
    Messages::named(t, problems, |field| field_name(t, field))
}

/// The content as the fields show it.
fn as_fields(content: &Content) -> Fields {
    let mut fields = vec![
        ("title", content.title.clone()),
        ("summary", content.summary.clone()),
        ("class", content.class.code().to_owned()),
        ("holder", content.holder.clone()),
        ("responsible", content.responsible.clone()),
        ("made_on", content.made_on.map(|day| day.to_string()).unwrap_or_default()),
        ("place", content.place.clone()),
        ("retention", content.retention.clone()),
        ("legal_basis", content.legal_basis.clone()),
        ("licence", content.licence.code().to_owned()),
        ("language", content.language.clone()),
        ("keywords", content.keywords.join(", ")),
        ("link", content.link.clone()),
        ("duty", content.duty.clone()),
    ];
    fields.extend(content.forms.iter().map(|form| ("forms", form.code().to_owned())));
    fields.extend(
        [(content.accessible, "accessible"), (content.redacted, "redacted")]
            .into_iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, name)| ("flags", name.to_owned())),
    );
    Fields::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The content that was sent, or what cannot be read of it.
fn read(fields: &Fields) -> Result<Content, Vec<FieldProblem>> {
    use domain::problem::Problem;
    let mut problems = Vec::new();
    let mut unknown = |field: &str| problems.push(FieldProblem::new(field, Problem::UnknownOption));
    let text = |name: &str| fields.text(name).to_owned();
    let class = fields.text("class").parse().unwrap_or_else(|_| {
        unknown("class");
        InformationClass::Always
    });
    let licence = match fields.text("licence") {
        "" => Licence::Open,
        sent => sent.parse().unwrap_or_else(|_| {
            unknown("licence");
            Licence::Open
        }),
    };
    let mut forms = Vec::new();
    for sent in fields.all("forms") {
        match sent.parse() {
            Ok(form) => forms.push(form),
            Err(_) => unknown("forms"),
        }
    }
    let made_on = match fields.text("made_on") {
        "" => None,
        sent => {
            moment::made_on(sent).map_err(|problem| problems.push(FieldProblem::new("made_on", problem))).ok()
        }
    };
    let language = if fields.text("language").is_empty() { "id".to_owned() } else { text("language") };
    let content = Content {
        title: text("title"),
        summary: fields.raw("summary").to_owned(),
        class,
        duty: text("duty"),
        holder: text("holder"),
        responsible: text("responsible"),
        made_on,
        place: text("place"),
        forms,
        retention: text("retention"),
        legal_basis: text("legal_basis"),
        licence,
        language,
        keywords: fields.text("keywords").split(',').map(str::to_owned).collect(),
        link: text("link"),
        redacted: fields.all("flags").any(|flag| flag == "redacted"),
        accessible: fields.all("flags").any(|flag| flag == "accessible"),
    };
    if problems.is_empty() {
        return Ok(content);
    }
    // Everything that is wrong is told at once.
    let known: Vec<String> = problems.iter().map(|found| found.field.clone()).collect();
    problems.extend(content.problems().into_iter().filter(|found| !known.contains(&found.field)));
    Err(problems)
}

fn new_shown(t: &Texts, desk: &Desk) -> Shown {
    let home = home(desk);
    Shown { title: t.desk_new_title(), action: format!("{home}/baru"), back: home, ..Shown::default() }
}

/// What the form for a new item is asked to begin with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Code of the duty that it shall answer; what is no duty is not looked at.
    #[serde(default)]
    kewajiban: String,
}

/// `GET /meja/{slug}/informasi/baru?kewajiban=`
pub(super) async fn new(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let shown = new_shown(signed_in.visitor.texts(), &desk);
    let mut typed = as_fields(&Content::default());
    // Chosen by a person, not by us.
    typed.set("class", String::new());
    if let Some(duty) = duties::asked(&asked.kewajiban) {
        typed.set("class", duty.class.code().to_owned());
        typed.set("duty", duty.code.to_string());
    }
    Ok(render(StatusCode::OK, &page(&web, &signed_in, shown, typed, &[])))
}

/// `POST /meja/{slug}/informasi/baru`
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let begun = match read(&fields) {
        Ok(content) => desk.new_item(content).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match begun {
        Ok(new) => Ok(redirect_with(&format!("{}/{}", home(&desk), new.reference), "desk-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let shown = new_shown(signed_in.visitor.texts(), &desk);
            let page = page(&web, &signed_in, shown, fields, &problems);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

fn edit_shown(t: &Texts, desk: &Desk, sheet: &app::desk::ItemSheet) -> Shown {
    let back = format!("{}/{}", home(desk), sheet.item.reference);
    let (note, saving) = match sheet.item.state {
        ItemState::Withdrawn => {
            let reason = sheet.item.withdrawn_reason.as_str();
            if desk.may_publish() {
                (t.desk_conflict_withdrawn(reason), Saving::Resume)
            } else {
                (t.desk_conflict_withdrawn_officer(reason), Saving::Never)
            }
        }
        state if state.has_public_edition() => (t.desk_edit_public(), Saving::Plain),
        _ => (String::new(), Saving::Plain),
    };
    Shown {
        title: t.desk_edit_title(),
        action: format!("{back}/ubah"),
        back,
        note,
        stored: None,
        revision: sheet.item.revision,
        saving,
    }
}

/// `GET /meja/{slug}/informasi/{reference}/ubah`
pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let sheet = desk.item(&reference).await?;
    let newest = sheet.newest().ok_or(AppError::NotFound)?;
    // Nobody types what cannot be saved.
    if sheet.item.state.after(ItemAction::Edit).is_none() {
        return Err(AppError::Conflict(Conflict::State(sheet.item.state.code())).into());
    }
    let typed = as_fields(&newest.content);
    let shown = edit_shown(signed_in.visitor.texts(), &desk, &sheet);
    Ok(render(StatusCode::OK, &page(&web, &signed_in, shown, typed, &[])))
}

/// `POST /meja/{slug}/informasi/{reference}/ubah`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let saved = match read(&fields) {
        Ok(content) if fields.text("do") == "resume" => {
            desk.rewrite_item(&reference, revision, content).await
        }
        Ok(content) => desk.save_item(&reference, revision, content).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    let t = *signed_in.visitor.texts();
    match saved {
        Ok(_) => Ok(redirect_with(&format!("{}/{reference}", home(&desk)), "desk-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let sheet = desk.item(&reference).await?;
            let shown = Shown { revision, ..edit_shown(&t, &desk, &sheet) };
            let page = page(&web, &signed_in, shown, fields, &problems);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(_)) => {
            let sheet = desk.item(&reference).await?;
            let mut shown = edit_shown(&t, &desk, &sheet);
            shown.stored = sheet.newest().map(|newest| stored(&t, &newest.content));
            if shown.saving == Saving::Plain {
                shown.note = t.desk_conflict();
            }
            Ok(render(StatusCode::CONFLICT, &page(&web, &signed_in, shown, fields, &[])))
        }
        Err(other) => Err(other.into()),
    }
}

/// What somebody else stored meanwhile.
fn stored(t: &Texts, content: &Content) -> Details {
    let fields = as_fields(content);
    let names = [
        "title",
        "summary",
        "class",
        "holder",
        "responsible",
        "made_on",
        "place",
        "retention",
        "forms",
        "legal_basis",
        "keywords",
        "licence",
        "language",
        "link",
        "duty",
    ];
    let rows = names.iter().map(|name| {
        let value = fields.all(name).collect::<Vec<_>>().join(", ");
        SummaryRow::new(field_name(t, name).unwrap_or_default(), value)
    });
    Details::new(t.desk_conflict_stored(), Html::join([SummaryList::new(rows)])).open()
}
