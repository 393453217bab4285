//! One consequence test: its sheet, where it stands, and the steps that can be taken.

use app::desk::{Approval, Exemptions, Moved, Opening, TestRecord, ground_name, term_words, trigger_name};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Zone;
use domain::exemption::{Action, State as TestState, parse_reference};
use domain::problem::Problem;
use http::StatusCode;
use i18n::Texts;
use store::event::Event;

use super::form::{day, field_name, messages};
use super::{home, state_tag};
use crate::Web;
use crate::components::{BackLink, Button, Input, SummaryList, SummaryRow, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// What happened to the test.
#[derive(Debug)]
struct Past {
    what: String,
    by: String,
    text: String,
}

/// Which steps this person can take.
#[expect(clippy::struct_excessive_bools, reason = "each is a step of its own, asked by the template")]
#[derive(Debug, Default)]
struct Steps {
    edit: bool,
    consider: bool,
    propose: bool,
    take_back: bool,
    send_back: bool,
    approve: bool,
    /// Would approve, but proposed it.
    is_own: bool,
    /// Waits for the head of the office alone, or will.
    for_head: bool,
    open: bool,
    renew: bool,
    drop: bool,
}

#[derive(Debug, Template)]
#[template(path = "desk/exemption/sheet.html")]
struct SheetPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    path: String,
    new_in_place: String,
    state: Tag,
    /// Whether a request may be refused with it; said of what was approved.
    use_of_it: String,
    note: String,
    gaps: Vec<String>,
    facts: SummaryList,
    /// Where the sheet is as PDF; empty while its steps are not done.
    pdf: String,
    steps: Steps,
    revision: String,
    typed: Fields,
    errors: Messages,
    history: Vec<Past>,
}

/// `GET /meja/{slug}/dikecualikan/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    page(&web, &signed_in, &exemptions, &reference, Fields::default(), Messages::default()).await
}

/// The page of a test, with what was typed and what is wrong with it.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    exemptions: &Exemptions,
    reference: &str,
    typed: Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let sheet = exemptions.sheet(reference).await?;
    let t = *signed_in.visitor.texts();
    let path = format!("{}/{reference}", home(exemptions));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let zone = exemptions.placed().body.zone;
    let page = SheetPage {
        title: sheet.test.content.information.lines().next().unwrap_or_default().to_owned(),
        back: home(exemptions),
        new_in_place: format!("{}/baru?ganti={reference}", home(exemptions)),
        state: state_tag(&t, sheet.state),
        use_of_it: match sheet.state {
            TestState::Approved => t.exemption_valid(),
            _ => t.exemption_not_valid(),
        },
        note: sheet.replaces.as_ref().map(|before| t.exemption_in_place(before.as_str())).unwrap_or_default(),
        gaps: sheet.gaps.iter().filter_map(|found| field_name(&t, &found.field)).collect(),
        facts: facts(&t, &sheet),
        pdf: if sheet.state == TestState::Draft { String::new() } else { format!("{path}/lembar.pdf") },
        steps: steps(exemptions, &sheet),
        revision: sheet.test.revision.to_string(),
        history: sheet.history.iter().map(|event| past(&t, event, zone)).collect(),
        path,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

fn steps(exemptions: &Exemptions, sheet: &TestRecord) -> Steps {
    let can = |action| sheet.state.after(action).is_some();
    let (tests, approves) = (exemptions.may_test(), exemptions.may_approve());
    let is_before = matches!(sheet.state, TestState::Draft | TestState::Considered | TestState::Proposed);
    Steps {
        edit: tests && can(Action::Edit),
        consider: tests && can(Action::Consider),
        propose: tests && can(Action::Propose),
        take_back: tests && !approves && can(Action::Return),
        send_back: approves && can(Action::Return),
        approve: sheet.may_approve && !sheet.is_own && can(Action::Approve),
        is_own: sheet.may_approve && sheet.is_own && can(Action::Approve),
        for_head: sheet.is_for_head && is_before,
        open: tests && can(Action::Open),
        renew: tests && can(Action::Replace),
        drop: tests && can(Action::Drop),
    }
}

/// The sheet of the test, as a table of facts.
pub(super) fn facts(t: &Texts, sheet: &TestRecord) -> SummaryList {
    let content = &sheet.test.content;
    let decision = &sheet.test.decision;
    let decided = if decision.number.is_empty() {
        String::new()
    } else {
        let day = decision.day.map(|day| t.date(day)).unwrap_or_default();
        t.exemption_public_decision(day, decision.number.as_str(), decision.place.as_str())
    };
    let occasion = [trigger_name(t, content.trigger), content.occasion.clone()];
    let occasion: Vec<String> = occasion.into_iter().filter(|text| !text.is_empty()).collect();
    let date = |day: Option<jiff::civil::Date>| day.map(|day| t.date(day)).unwrap_or_default();
    let partial = if content.partial { t.exemption_public_partial() } else { String::new() };
    let rows = [
        (t.exemption_reference(), sheet.test.reference.clone()),
        (t.exemption_field_information(), content.information.clone()),
        (String::new(), partial),
        (t.exemption_field_document(), content.document.clone()),
        (t.exemption_field_unit(), content.unit.clone()),
        (t.exemption_field_trigger(), occasion.join(", ")),
        (t.exemption_field_ground(), content.ground.map(|ground| ground_name(t, ground)).unwrap_or_default()),
        (t.exemption_field_statute(), content.statute.clone()),
        (t.exemption_field_if_opened(), content.if_opened.clone()),
        (t.exemption_field_if_closed(), content.if_closed.clone()),
        (t.exemption_field_weighing(), content.weighing.clone()),
        (t.exemption_field_opinion(), content.opinion.clone()),
        (
            t.exemption_column_term(),
            content.term.as_ref().map(|term| term_words(t, term)).unwrap_or_default(),
        ),
        (t.exemption_counted_since(), date(sheet.counted_since)),
        (t.exemption_opening_day(), date(sheet.opening_day)),
        (t.exemption_field_review_on(), date(content.review_on)),
        (t.exemption_proposer(), sheet.proposer.clone()),
        (t.exemption_column_decision(), decided),
        (t.exemption_approver(), sheet.approver.clone()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}

fn past(t: &Texts, event: &Event, zone: Zone) -> Past {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let text = |name: &str| data.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let what = match event.kind.as_str() {
        "begun" => t.exemption_history_begun(),
        "considered" => t.exemption_history_considered(),
        "proposed" => t.exemption_history_proposed(),
        "returned" => t.exemption_history_returned(),
        "approved" => t.exemption_history_approved(),
        "changed" => t.exemption_history_changed(),
        "alerted" => t.exemption_history_alerted(),
        "expired" => t.exemption_history_expired(),
        "opened" => t.exemption_history_opened(),
        "dropped" => t.exemption_history_dropped(),
        _ => t.exemption_history_written(),
    };
    let when = t.date_time(event.at, moment::zone(zone));
    let by = event.actor_name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"));
    let more = [text("number"), text("by"), text("reason")].into_iter().filter(|text| !text.is_empty());
    Past { what, by, text: more.collect::<Vec<_>>().join("\n") }
}

/// `POST /meja/{slug}/dikecualikan/{reference}/langkah`: `do`, `revision`, and what the step asks for.
pub(super) async fn step(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let t = *signed_in.visitor.texts();
    let errors = match taken(&exemptions, &reference, &fields).await {
        Ok((test, said)) => {
            // Whoever approves sees no draft: what was sent back is gone from the list.
            let is_gone = !exemptions.may_test() && test.state == TestState::Draft;
            let home = home(&exemptions);
            let to = if is_gone { home } else { format!("{home}/{reference}") };
            return Ok(redirect_with(&to, said, &web));
        }
        Err(AppError::Invalid(problems)) => messages(&t, &problems),
        Err(AppError::Conflict(conflict)) => {
            let mut errors = Messages::default();
            let words = match conflict {
                Conflict::Version { .. } => t.exemption_stale(),
                Conflict::State(_) => t.exemption_impossible(),
            };
            errors.add("steps", words);
            errors
        }
        Err(other) => return Err(other.into()),
    };
    page(&web, &signed_in, &exemptions, &reference, fields, errors).await
}

/// Takes the step that was sent; what to say of it.
async fn taken(
    exemptions: &Exemptions,
    reference: &str,
    fields: &Fields,
) -> Result<(Moved, &'static str), AppError> {
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let text = |name: &str| fields.text(name).to_owned();
    let reason = fields.text("reason");
    Ok(match fields.text("do") {
        "consider" => (exemptions.consider(reference, revision).await?, "exemption-considered"),
        "propose" => (exemptions.propose(reference, revision).await?, "exemption-proposed"),
        "return" => (exemptions.send_back(reference, revision, reason).await?, "exemption-sent-back"),
        "approve" => {
            let mut problems = Vec::new();
            let day = day(fields, "day", &mut problems);
            if !problems.is_empty() {
                return Err(AppError::Invalid(problems));
            }
            let approval = Approval { number: text("number"), day, place: text("place") };
            (exemptions.approve(reference, revision, &approval).await?, "exemption-approved")
        }
        "open" => {
            let opening = Opening { number: text("number"), reason: text("reason") };
            (exemptions.open(reference, revision, &opening).await?, "exemption-opened")
        }
        "drop" => (exemptions.give_up(reference, revision, reason).await?, "exemption-dropped"),
        _ => return Err(AppError::field("do", Problem::UnknownOption)),
    })
}

/// `GET /meja/{slug}/dikecualikan/{reference}/lembar.pdf`
pub(super) async fn pdf(
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let exemptions = signed_in.access.exemptions(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let sheet = exemptions.print(&reference).await?;
    Ok(crate::desk::kit::inline_pdf(&format!("uji-konsekuensi-{reference}"), sheet))
}
