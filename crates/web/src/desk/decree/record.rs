//! One frozen list: its rows in figures, where it stands, its files, and the steps that can be taken.

use app::decree::{DecreeRecord, Decrees, Moved};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::body::Zone;
use domain::decree::{Action, Decision, parse_reference};
use domain::problem::Problem;
use http::StatusCode;
use i18n::Texts;
use store::event::Event;

use super::{home, messages, state_tag};
use crate::Web;
use crate::components::{BackLink, Button, FileUpload, Input, SummaryList, SummaryRow, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// What happened to it.
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
    refreeze: bool,
    drop: bool,
    decide: bool,
    /// Would decide, but froze it.
    is_own: bool,
    /// Somebody else is to decide.
    waits: bool,
    revoke: bool,
    scan: bool,
}

#[derive(Debug, Template)]
#[template(path = "desk/decree/record.html")]
struct RecordPage {
    shell: Shell,
    t: Texts,
    title: String,
    office: String,
    back: String,
    path: String,
    state: Tag,
    facts: SummaryList,
    /// Address and number of the decree in its place.
    successor: Option<(String, String)>,
    sha256: String,
    /// Address and words of each file.
    files: Vec<(String, String)>,
    /// Name of the scan; empty where there is none.
    scan: String,
    drift: String,
    /// Where the changes are; empty where there are none.
    drift_at: String,
    /// Why it asks for a reason: what it supersedes.
    supersedes: String,
    steps: Steps,
    revision: String,
    typed: Fields,
    errors: Messages,
    history: Vec<Past>,
}

/// `GET /meja/{slug}/penetapan/{reference}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    page(&web, &signed_in, &decrees, &reference, Fields::default(), Messages::default()).await
}

/// The page of a frozen list, with what was typed and what is wrong with it.
pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    decrees: &Decrees,
    reference: &str,
    typed: Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let record = decrees.record(reference).await?;
    let t = *signed_in.visitor.texts();
    let path = format!("{}/{reference}", home(decrees));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let zone = decrees.placed().body.zone;
    let drift = &record.drift;
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let has_drifted = !(drift.added.is_empty() && drift.removed.is_empty() && drift.changed.is_empty());
    let page = RecordPage {
        title: record.decree.title.clone(),
        office: decrees.placed().body.office_name.clone(),
        back: home(decrees),
        state: state_tag(&t, record.decree.state),
        facts: facts(&t, &record, zone),
        successor: record
            .successor
            .as_ref()
            .map(|other| (format!("{}/{}", home(decrees), other.reference), other.decision.number.clone())),
        sha256: record.decree.sha256.clone(),
        files: files(&t, &path),
        scan: record.scan.as_ref().map(|scan| scan.name.clone()).unwrap_or_default(),
        drift: if has_drifted {
            t.decree_drift(count(drift.added.len()), count(drift.changed.len()), count(drift.removed.len()))
        } else {
            t.decree_drift_none()
        },
        drift_at: if has_drifted {
            format!("{}/banding?dari={reference}&ke=sekarang", home(decrees))
        } else {
            String::new()
        },
        supersedes: record
            .in_force
            .as_ref()
            .map(|before| t.decree_reason_supersede_hint(before.decision.number.as_str()))
            .unwrap_or_default(),
        steps: steps(decrees, &record),
        revision: record.decree.revision.to_string(),
        history: record.history.iter().map(|event| past(&t, event, zone)).collect(),
        path,
        typed,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

fn steps(decrees: &Decrees, record: &DecreeRecord) -> Steps {
    let can = |action| record.decree.state.after(action).is_some();
    let (freezes, decides) = (decrees.may_freeze(), decrees.may_decide());
    Steps {
        refreeze: freezes && can(Action::Freeze),
        drop: freezes && can(Action::Drop),
        decide: decides && !record.is_own && can(Action::Decide),
        is_own: decides && record.is_own && can(Action::Decide),
        waits: !decides && can(Action::Decide),
        revoke: decides && can(Action::Revoke),
        scan: freezes && record.decree.state.is_public(),
    }
}

fn files(t: &Texts, path: &str) -> Vec<(String, String)> {
    let file = |suffix: &str, words: String| (format!("{path}/lampiran.{suffix}"), words);
    vec![
        file("pdf", t.decree_file_pdf()),
        file("xlsx", t.decree_file_xlsx()),
        file("csv", t.decree_file_csv()),
        file("json", t.decree_file_json()),
    ]
}

fn facts(t: &Texts, record: &DecreeRecord, zone: Zone) -> SummaryList {
    let (decree, decision) = (&record.decree, &record.decree.decision);
    let at = |at| t.date_time(at, moment::zone(zone));
    let decided = decree.decided_at.map(|when| t.decree_frozen_by(at(when), record.decider.as_str()));
    let signer = [decision.signer.as_str(), decision.signer_title.as_str()];
    let signer: Vec<&str> = signer.into_iter().filter(|text| !text.is_empty()).collect();
    let ended = decree.ended_at.map(|when| format!("{}: {}", at(when), decree.ended_reason));
    let rows = [
        (t.decree_reference(), decree.reference.clone()),
        (t.decree_year(), decree.year.to_string()),
        (t.decree_column_rows(), decree.row_count.to_string()),
        (t.decree_frozen_at(), t.decree_frozen_by(at(decree.frozen_at), record.freezer.as_str())),
        (t.decree_number(), decision.number.clone()),
        (t.decree_day(), decision.day.map(|day| t.date(day)).unwrap_or_default()),
        (t.decree_place(), decision.place.clone()),
        (t.decree_signer(), signer.join(", ")),
        (t.decree_decided_by(), decided.unwrap_or_default()),
        (t.decree_ended(), ended.unwrap_or_default()),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}

fn past(t: &Texts, event: &Event, zone: Zone) -> Past {
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let text = |name: &str| data.get(name).and_then(|value| value.as_str()).unwrap_or_default();
    let what = match event.kind.as_str() {
        "frozen" => t.decree_history_frozen(),
        "refrozen" => t.decree_history_refrozen(),
        "decided" => t.decree_history_decided(),
        "superseded" => t.decree_history_superseded(),
        "revoked" => t.decree_history_revoked(),
        "dropped" => t.decree_history_dropped(),
        "scan_added" => t.decree_history_scan_added(),
        "scan_removed" => t.decree_history_scan_removed(),
        _ => t.decree_history_other(),
    };
    let when = t.date_time(event.at, moment::zone(zone));
    let by = event.actor_name.as_ref().map_or_else(|| when.clone(), |name| format!("{name}, {when}"));
    let rows = data.get("rows").and_then(serde_json::Value::as_i64).map(|rows| t.decree_rows(rows));
    let more = [text("number"), text("by"), text("name"), text("reason")].map(str::to_owned);
    let more = rows.into_iter().chain(more).filter(|text| !text.is_empty());
    Past { what, by, text: more.collect::<Vec<_>>().join("\n") }
}

/// `POST /meja/{slug}/penetapan/{reference}/langkah`: `do`, `revision`, and what the step asks for.
pub(super) async fn step(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((slug, reference)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let decrees = signed_in.access.decrees(&slug).await?;
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let t = *signed_in.visitor.texts();
    let errors = match taken(&decrees, &reference, &fields).await {
        Ok((_, said)) => {
            return Ok(redirect_with(&format!("{}/{reference}", home(&decrees)), said, &web));
        }
        Err(AppError::Invalid(problems)) => messages(&t, &problems),
        Err(AppError::Conflict(conflict)) => {
            let mut errors = Messages::default();
            let words = match conflict {
                Conflict::Version { .. } => t.decree_stale(),
                Conflict::State(_) => t.decree_impossible(),
            };
            errors.add("steps", words);
            errors
        }
        Err(other) => return Err(other.into()),
    };
    page(&web, &signed_in, &decrees, &reference, fields, errors).await
}

/// Takes the step that was sent; what to say of it.
async fn taken(
    decrees: &Decrees,
    reference: &str,
    fields: &Fields,
) -> Result<(Moved, &'static str), AppError> {
    let revision = fields.text("revision").parse().unwrap_or(-1);
    let text = |name: &str| fields.text(name).to_owned();
    let reason = fields.text("reason");
    Ok(match fields.text("do") {
        "refreeze" => (decrees.refreeze(reference, revision).await?, "decree-refrozen"),
        "drop" => (decrees.give_up(reference, revision, reason).await?, "decree-dropped"),
        "decide" => {
            let day = match fields.text("day") {
                "" => None,
                sent => Some(moment::date(sent).map_err(|problem| AppError::field("day", problem))?),
            };
            let decision = Decision {
                number: text("number"),
                day,
                place: text("place"),
                signer: text("signer"),
                signer_title: text("signer_title"),
            };
            (decrees.decide(reference, revision, decision, reason).await?, "decree-decided")
        }
        "revoke" => (decrees.revoke(reference, revision, reason).await?, "decree-revoked"),
        _ => return Err(AppError::field("do", Problem::UnknownOption)),
    })
}
