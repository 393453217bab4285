//! The form of a consequence test, step by step on one page.

use app::desk::{Exemptions, Moved, ground_name, trigger_name};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::exemption::{
    Action as Step, Content, Ground, State as TestState, Term, Trigger, parse_reference,
};
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use jiff::civil::Date;
use serde::Deserialize;

use super::home;
use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, Details, Html, Input, Radios, Select, SelectItem, Textarea,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "desk/exemption/form.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    action: String,
    note: String,
    stored: Option<Details>,
    revision: String,
    replaces: String,
    is_over: bool,
    typed: Fields,
    errors: Messages,
    triggers: Radios,
    partial: Checkboxes,
    grounds: Select,
    term: Radios,
}

/// What the page shows besides the fields.
#[derive(Debug, Default)]
struct Shown {
    title: String,
    back: String,
    action: String,
    note: String,
    stored: Option<Details>,
    revision: i64,
    replaces: String,
    /// Whether nothing can be saved any more.
    is_over: bool,
}

fn page(web: &Web, signed_in: &SignedIn, shown: Shown, typed: Fields, problems: &[FieldProblem]) -> FormPage {
    let t = *signed_in.visitor.texts();
    let errors = messages(&t, problems);
    let shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    let triggers = Trigger::ALL.map(|trigger| Choice::new(trigger.code(), trigger_name(&t, trigger)));
    let none = std::iter::once(SelectItem::new("", t.exemption_field_ground_none()));
    let grounds = Ground::all().map(|ground| SelectItem::new(ground.to_string(), ground_name(&t, ground)));
    let terms = [
        Choice::new("until", t.exemption_term_until()).hint(t.exemption_term_rule_a()),
        Choice::new("condition", t.exemption_term_condition()).hint(t.exemption_term_rule_other()),
    ];
    FormPage {
        triggers: Radios::new("trigger", t.exemption_field_trigger(), triggers)
            .value(typed.text("trigger"))
            .error(shell.error(errors.get("trigger"))),
        partial: Checkboxes::single("partial", Choice::new("1", t.exemption_field_partial()))
            .values(typed.all("partial")),
        grounds: Select::new("ground", t.exemption_field_ground(), none.chain(grounds))
            .value(typed.text("ground"))
            .error(shell.error(errors.get("ground"))),
        term: Radios::new("term", t.exemption_field_term(), terms)
            .value(typed.text("term"))
            .error(shell.error(errors.get("term"))),
        title: shown.title,
        back: shown.back,
        action: shown.action,
        note: shown.note,
        stored: shown.stored,
        revision: shown.revision.to_string(),
        replaces: shown.replaces,
        is_over: shown.is_over,
        shell,
        t,
        typed,
        errors,
    }
}

/// The fields of the form and of the steps, as their labels say.
pub(super) fn field_name(t: &Texts, field: &str) -> Option<String> {
    Some(match field {
        "information" => t.exemption_field_information(),
        "document" => t.exemption_field_document(),
        "unit" => t.exemption_field_unit(),
        "trigger" => t.exemption_field_trigger(),
        "occasion" => t.exemption_field_occasion(),
        "ground" => t.exemption_field_ground(),
        "statute" => t.exemption_field_statute(),
        "if_opened" => t.exemption_field_if_opened(),
        "if_closed" => t.exemption_field_if_closed(),
        "weighing" => t.exemption_field_weighing(),
        "opinion" => t.exemption_field_opinion(),
        "term" => t.exemption_field_term(),
        "term_until" => t.exemption_field_term_until(),
        "term_condition" => t.exemption_field_term_condition(),
        "review_on" => t.exemption_field_review_on(),
        "number" => t.exemption_decision_number(),
        "day" => t.exemption_decision_day(),
        "place" => t.exemption_decision_place(),
        "reason" => t.exemption_reason(),
        _ => return None,
    })
}

/// The messages of the form and of the steps.
pub(super) fn messages(t: &Texts, problems: &[FieldProblem]) -> Messages {
    Messages::named(t, problems, |field| field_name(t, field))
}

/// The content as the fields show it.
fn as_fields(content: &Content) -> Fields {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (kind, until, condition) = match &content.term {
        Some(Term::Until { day }) => ("until", day.to_string(), String::new()),
        Some(Term::Condition { text }) => ("condition", String::new(), text.clone()),
        None => ("", String::new(), String::new()),
    };
    let fields = [
        ("information", content.information.clone()),
        ("document", content.document.clone()),
        ("unit", content.unit.clone()),
        ("trigger", content.trigger.code().to_owned()),
        ("occasion", content.occasion.clone()),
        ("ground", content.ground.map(|ground| ground.to_string()).unwrap_or_default()),
        ("statute", content.statute.clone()),
        ("if_opened", content.if_opened.clone()),
        ("if_closed", content.if_closed.clone()),
        ("weighing", content.weighing.clone()),
        ("opinion", content.opinion.clone()),
        ("partial", if content.partial { "1" } else { "" }.to_owned()),
        ("term", kind.to_owned()),
        ("term_until", until),
        ("term_condition", condition),
        ("review_on", day(content.review_on)),
    ];
    Fields::new(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The content that was sent, or what cannot be read of it.
fn read(fields: &Fields) -> Result<Content, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let text = |name: &str| fields.text(name).to_owned();
    let trigger = choice(fields, "trigger", &mut problems).unwrap_or_default();
    let ground = choice(fields, "ground", &mut problems);
    let term = match fields.text("term") {
        "" => None,
        "until" => match fields.text("term_until") {
            "" => {
                problems.push(FieldProblem::new("term_until", Problem::Required));
                None
            }
            _ => day(fields, "term_until", &mut problems).map(|day| Term::Until { day }),
        },
        "condition" => Some(Term::Condition { text: text("term_condition") }),
        _ => {
            problems.push(FieldProblem::new("term", Problem::UnknownOption));
            None
        }
    };
    let content = Content {
        information: text("information"),
        document: text("document"),
        unit: text("unit"),
        trigger,
        occasion: text("occasion"),
        ground,
        statute: text("statute"),
        if_opened: text("if_opened"),
        if_closed: text("if_closed"),
        weighing: text("weighing"),
        opinion: text("opinion"),
        partial: fields.text("partial") == "1",
        term,
        review_on: day(fields, "review_on", &mut problems),
    };
    if problems.is_empty() {
        return Ok(content);
    }
    // Everything that is wrong is told at once.
    problems.extend(content.problems());
    Err(problems)
}

/// A choice that may be left open.
fn choice<T: std::str::FromStr>(fields: &Fields, name: &str, problems: &mut Vec<FieldProblem>) -> Option<T> {
    let sent = fields.text(name);
    if sent.is_empty() {
        return None;
    }
    let found = sent.parse().ok();
    if found.is_none() {
        problems.push(FieldProblem::new(name, Problem::UnknownOption));
    }
    found
}

/// A day that may be left open.
pub(super) fn day(fields: &Fields, name: &str, problems: &mut Vec<FieldProblem>) -> Option<Date> {
    let sent = fields.text(name);
    if sent.is_empty() {
        return None;
    }
    moment::date(sent).map_err(|problem| problems.push(FieldProblem::new(name, problem))).ok()
}

/// What a new test is asked to begin with.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    /// Reference of the test in whose place it is to stand.
    #[serde(default)]
    ganti: String,
}

fn new_shown(t: &Texts, exemptions: &Exemptions, replaces: &str) -> Shown {
    let home = home(exemptions);
    let note = if replaces.is_empty() { String::new() } else { t.exemption_in_place(replaces) };
    Shown {
        title: t.exemption_new(),
        action: format!("{home}/baru"),
        back: home,
        note,
        replaces: replaces.to_owned(),
        ..Shown::default()
    }
}

/// `GET /meja/{slug}/dikecualikan/baru?ganti=`
pub(super) async fn new(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    if !exemptions.may_test() {
        return Err(AppError::NotFound.into());
    }
    let (content, replaces) = match parse_reference(&asked.ganti) {
        Some(reference) => {
            let sheet = exemptions.sheet(&reference).await?;
            // Nobody types what cannot be saved.
            if sheet.state != TestState::Approved {
                return Err(AppError::Conflict(Conflict::State(sheet.state.code())).into());
            }
            (sheet.test.content, reference)
        }
        None => (Content::default(), String::new()),
    };
    let shown = new_shown(signed_in.visitor.texts(), &exemptions, &replaces);
    Ok(render(StatusCode::OK, &page(&web, &signed_in, shown, as_fields(&content), &[])))
}

/// `POST /meja/{slug}/dikecualikan/baru`
pub(super) async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    if !exemptions.may_test() {
        return Err(AppError::NotFound.into());
    }
    let replaces = parse_reference(fields.text("replaces"));
    let begun = match read(&fields) {
        Ok(content) => exemptions.begin(content, replaces.as_deref()).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match begun {
        Ok(test) => Ok(saved(&web, &exemptions, &test)),
        Err(AppError::Invalid(problems)) => {
            let replaces = replaces.unwrap_or_default();
            let shown = new_shown(signed_in.visitor.texts(), &exemptions, &replaces);
            let page = page(&web, &signed_in, shown, fields, &problems);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(_)) => {
            // What was to be replaced is not in force any more; saved again, the test stands by itself.
            let t = signed_in.visitor.texts();
            let shown = Shown { note: t.exemption_conflict_replaced(), ..new_shown(t, &exemptions, "") };
            Ok(render(StatusCode::CONFLICT, &page(&web, &signed_in, shown, fields, &[])))
        }
        Err(other) => Err(other.into()),
    }
}

fn saved(web: &Web, exemptions: &Exemptions, test: &Moved) -> Response {
    redirect_with(&format!("{}/{}", home(exemptions), test.reference), "exemption-saved", web)
}

fn edit_shown(t: &Texts, exemptions: &Exemptions, reference: &str, revision: i64) -> Shown {
    let back = format!("{}/{reference}", home(exemptions));
    Shown { title: t.exemption_edit(), action: format!("{back}/ubah"), back, revision, ..Shown::default() }
}

/// `GET /meja/{slug}/dikecualikan/{reference}/ubah`
pub(super) async fn edit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    if !exemptions.may_test() {
        return Err(AppError::NotFound.into());
    }
    let sheet = exemptions.sheet(&reference).await?;
    // Nobody types what cannot be saved.
    if sheet.state.after(Step::Edit).is_none() {
        return Err(AppError::Conflict(Conflict::State(sheet.state.code())).into());
    }
    let shown = edit_shown(signed_in.visitor.texts(), &exemptions, &reference, sheet.test.revision);
    let typed = as_fields(&sheet.test.content);
    Ok(render(StatusCode::OK, &page(&web, &signed_in, shown, typed, &[])))
}

/// `POST /meja/{slug}/dikecualikan/{reference}/ubah`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    if !exemptions.may_test() {
        return Err(AppError::NotFound.into());
    }
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let result = match read(&fields) {
        Ok(content) => exemptions.save(&reference, revision, content).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    let t = *signed_in.visitor.texts();
    match result {
        Ok(test) => Ok(saved(&web, &exemptions, &test)),
        Err(AppError::Invalid(problems)) => {
            let shown = edit_shown(&t, &exemptions, &reference, revision);
            let page = page(&web, &signed_in, shown, fields, &problems);
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(_)) => {
            let sheet = exemptions.sheet(&reference).await?;
            let stored = Html::join([super::sheet::facts(&t, &sheet)]);
            let is_over = sheet.test.state.after(Step::Edit).is_none();
            let shown = Shown {
                note: if is_over { t.exemption_conflict_state() } else { t.exemption_conflict() },
                stored: Some(Details::new(t.desk_conflict_stored(), stored).open()),
                is_over,
                ..edit_shown(&t, &exemptions, &reference, sheet.test.revision)
            };
            Ok(render(StatusCode::CONFLICT, &page(&web, &signed_in, shown, fields, &[])))
        }
        Err(other) => Err(other.into()),
    }
}
