//! One item at the desk: where it stands, its files, and the steps that can be taken.

use app::desk::{Desk, ItemSheet, Publication, Written};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::{InformationClass, ItemAction, parse_reference};
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use store::event::Event;

use super::duties;
use super::form;
use super::items::{home, state_tag};
use super::privacy::{PrivacyBox, ReasonBox};
use crate::Web;
use crate::components::{BackLink, Button, FileUpload, Input, SummaryList, SummaryRow, Tag};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::ppid::{class_name, form_name};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// A file at the desk.
#[derive(Debug)]
struct FileLine {
    href: String,
    name: String,
    facts: String,
    caption: String,
}

/// What happened to the item.
#[derive(Debug)]
struct Past {
    what: String,
    by: String,
    text: String,
}

/// Which steps can be taken.
#[expect(clippy::struct_excessive_bools, reason = "each is a step of its own, asked by the template")]
#[derive(Debug, Default)]
struct Steps {
    edit: bool,
    check: bool,
    send_back: bool,
    publish: bool,
    at_once: bool,
    discard: bool,
    withdraw: bool,
    resume: bool,
    asks_reason: bool,
}

#[derive(Debug, Template)]
#[template(path = "desk/item.html")]
struct ItemPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    path: String,
    state: Tag,
    visible: String,
    public: String,
    gaps: Vec<String>,
    facts: SummaryList,
    files: Vec<FileLine>,
    /// Where files that wait at the desk are put into it, and what the link is called; nothing where none waits.
    waiting: Option<(String, String)>,
    privacy: PrivacyBox,
    /// The warnings about a reason that was typed, and the step that it was typed for.
    reason: Option<(String, ReasonBox)>,
    steps: Steps,
    may_publish: bool,
    revision: String,
    zone: &'static str,
    typed: Fields,
    errors: Messages,
    history: Vec<Past>,
}

/// `GET /meja/{slug}/informasi/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    page(&web, &signed_in, &desk, &reference, Fields::default(), Messages::default()).await
}

/// The page of an item, with what was typed and what is wrong with it.
pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    reference: &str,
    typed: Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let sheet = desk.item(reference).await?;
    let warnings = desk.privacy(reference).await?;
    let t = *signed_in.visitor.texts();
    let path = format!("{}/{reference}", home(desk));
    let content = sheet.newest().map(|newest| newest.content.clone()).unwrap_or_default();
    let zone = desk.placed().body.zone;
    let visible = sheet.editions.iter().find_map(|edition| edition.visible_from);
    let visible = visible.filter(|_| sheet.item.state.has_public_edition());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let files = sheet.files.iter().map(|file| FileLine {
        href: format!("{path}/berkas/{}", file.id),
        name: file.name.clone(),
        facts: t.catalogue_item_size(
            file.blob.media.to_uppercase(),
            t.bytes(u64::try_from(file.blob.size).unwrap_or(0)),
        ),
        caption: file.caption.clone(),
    });
    let waiting = i64::try_from(desk.waiting_files().await?).unwrap_or(i64::MAX);
    let waiting = (waiting > 0).then(|| {
        let href = format!("{}/berkas-banyak/lampirkan?informasi={reference}", home(desk));
        (href, t.desk_attach_waiting(waiting))
    });
    let page = ItemPage {
        waiting,
        title: content.title.clone(),
        back: home(desk),
        state: state_tag(&t, sheet.item.state),
        visible: visible
            .map(|at| t.desk_public_from(t.date_time(at, moment::zone(zone))))
            .unwrap_or_default(),
        public: visible
            .map(|_| format!("/{}/informasi/{reference}", desk.placed().body.slug))
            .unwrap_or_default(),
        gaps: form::missing(&t, &content.gaps()),
        facts: facts(&t, &content, reference),
        files: files.collect(),
        privacy: PrivacyBox::new(
            t,
            &warnings,
            &path,
            sheet.item.state.after(ItemAction::Edit).is_some(),
            errors.get("privacy").unwrap_or_default(),
        ),
        reason: desk.reason_privacy(typed.raw("reason")).map(|warnings| {
            let error = shell.error(errors.get("reason_privacy"));
            (typed.text("do").to_owned(), ReasonBox::new(t, &warnings, error))
        }),
        steps: steps(desk, &sheet, content.class),
        may_publish: desk.may_publish(),
        revision: sheet.item.revision.to_string(),
        zone: zone.code(),
        history: sheet.history.iter().map(|event| past(&t, event, zone)).collect(),
        path,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

fn steps(desk: &Desk, sheet: &ItemSheet, class: InformationClass) -> Steps {
    let can = |action| sheet.item.state.after(action).is_some();
    Steps {
        edit: can(ItemAction::Edit),
        check: can(ItemAction::Check),
        send_back: can(ItemAction::Return),
        publish: can(ItemAction::Publish),
        at_once: can(ItemAction::PublishAtOnce)
            && class == InformationClass::Immediate
            && desk.may_tell_at_once(sheet),
        discard: can(ItemAction::Discard),
        withdraw: can(ItemAction::Withdraw),
        resume: can(ItemAction::Resume),
        asks_reason: sheet.item.edition > 1,
    }
}

fn facts(t: &Texts, content: &domain::catalogue::Content, reference: &str) -> SummaryList {
    let forms: Vec<String> = content.forms.iter().map(|form| form_name(t, *form)).collect();
    let rows = [
        (t.catalogue_item_reference(), reference.to_owned()),
        (t.catalogue_field_summary(), content.summary.clone()),
        (t.catalogue_field_class(), class_name(t, content.class)),
        (t.duties_field(), duties::name(t, &content.duty)),
        (t.catalogue_field_holder(), content.holder.clone()),
        (t.catalogue_field_responsible(), content.responsible.clone()),
        (t.catalogue_field_made_on(), content.made_on.map(|day| t.date(day)).unwrap_or_default()),
        (t.catalogue_field_place(), content.place.clone()),
        (t.catalogue_field_forms(), forms.join(", ")),
        (t.catalogue_field_retention(), content.retention.clone()),
        (t.catalogue_field_legal_basis(), content.legal_basis.clone()),
        (t.catalogue_field_link(), content.link.clone()),
        (t.catalogue_field_keywords(), content.keywords.join(", ")),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}

fn past(t: &Texts, event: &Event, zone: domain::body::Zone) -> Past {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let text = |name: &str| data.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let what = match event.kind.as_str() {
        "begun" => t.desk_history_begun(),
        "checked" => t.desk_history_checked(),
        "returned" => t.desk_history_returned(),
        "published" => t.desk_history_published(),
        "discarded" => t.desk_history_discarded(),
        "withdrawn" => t.desk_history_withdrawn(),
        "resumed" => t.desk_history_resumed(),
        "file_added" => t.desk_history_file_added(text("name")),
        "file_removed" => t.desk_history_file_removed(text("name")),
        "redaction_asked" => t.redaction_history_asked(text("name")),
        "file_redacted" => t.redaction_history_done(text("name")),
        "redaction_failed" => t.redaction_history_failed(text("name")),
        "privacy_answered" => t.redaction_history_answered(),
        "file_shut_in" => t.release_history_shut_in(text("name")),
        _ => t.desk_history_written(),
    };
    let when = t.date_time(event.at, moment::zone(zone));
    let by = event.actor_name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"));
    Past { what, by, text: text("reason") }
}

/// `POST /meja/{slug}/informasi/{reference}/langkah`: `do`, `revision`, and what the step asks for.
pub(super) async fn step(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let t = *signed_in.visitor.texts();
    let errors = match taken(&desk, &reference, &fields).await {
        Ok((_, said)) => {
            return Ok(redirect_with(&format!("{}/{reference}", home(&desk)), said, &web));
        }
        Err(AppError::Invalid(problems)) => form::messages(&t, &problems),
        Err(AppError::Conflict(conflict)) => {
            let mut errors = Messages::default();
            let words = match conflict {
                Conflict::Version { .. } => t.desk_step_stale(),
                Conflict::State(_) => t.desk_step_impossible(),
            };
            errors.add("steps", words);
            errors
        }
        Err(other) => return Err(other.into()),
    };
    page(&web, &signed_in, &desk, &reference, fields, errors).await
}

/// Takes the step that was sent; what to say of it.
async fn taken(desk: &Desk, reference: &str, fields: &Fields) -> Result<(Written, &'static str), AppError> {
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let reason = fields.text("reason");
    Ok(match fields.text("do") {
        "check" => (desk.check_item(reference, revision).await?, "desk-checked"),
        "return" => (desk.return_item(reference, revision, reason).await?, "desk-returned"),
        "publish" => {
            let publication = publication(desk, fields).map_err(AppError::Invalid)?;
            let answered = fields.text("reason_privacy");
            (desk.publish_item_with(reference, revision, &publication, answered).await?, "desk-published")
        }
        "at_once" => (desk.publish_at_once(reference, revision).await?, "desk-published"),
        "discard" => (desk.discard_edition(reference, revision).await?, "desk-discarded"),
        "withdraw" => {
            let answered = fields.text("reason_privacy");
            (desk.withdraw_item_with(reference, revision, reason, answered).await?, "desk-withdrawn")
        }
        "resume" => (desk.resume_item(reference, revision).await?, "desk-resumed"),
        _ => return Err(AppError::field("do", Problem::UnknownOption)),
    })
}

fn publication(desk: &Desk, fields: &Fields) -> Result<Publication, Vec<FieldProblem>> {
    let zone = desk.placed().body.zone;
    let visible_from = if moment::is_blank(fields, "visible_from") {
        None
    } else {
        Some(moment::read(fields, "visible_from", zone)?)
    };
    Ok(Publication { visible_from, reason: fields.text("reason").to_owned() })
}
