//! Contesting the judgement of one question: reasons and evidence in one form, so that nothing typed is lost.

use app::office::{AppealSheet, CAPTION_MAX, SaveAppeal, accepted_suffixes};
use app::{AppError, Conflict, Office};
use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::appeal::{AppealState, EVIDENCE_MAX, REASONS_MAX, slot};
use domain::ids::EvidenceId;
use domain::policy::Action;
use domain::tier::Tier;
use http::StatusCode;
use i18n::Texts;

use super::provisional::{claimed, said, why_closed};
use super::question::Address;
use super::words;
use crate::Web;
use crate::appealed::{AppealEvidence, Happened, happened, judged_words, state_tag, time_left};
use crate::components::{
    BackLink, Button, CharacterCount, FileUpload, Html, Input, InsetText, SummaryList, SummaryRow,
    WarningText,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{Incoming, Next, Received};
use crate::link::{Reader, Words};
use crate::page::{Shell, render};
use crate::problem::{Messages, problem_text};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text in the form.
const TEXT_MAX: usize = 64 * 1024;

#[derive(Debug, Template)]
#[template(path = "saq/appeal.html")]
struct AppealPage {
    shell: Shell,
    t: Texts,
    title: String,
    text: String,
    back: String,
    path: String,
    standing: String,
    rules: Vec<String>,
    closed: String,
    facts: SummaryList,
    said: Vec<(String, String)>,
    /// What stands in the way, a sentence.
    notice: String,
    /// What a colleague saved meanwhile.
    theirs: String,
    is_open: bool,
    reasons: String,
    base: i64,
    fields: Html,
    evidence: AppealEvidence,
    buttons: Vec<Button>,
    can_withdraw: bool,
    history: Vec<Happened>,
    errors: Messages,
}

/// What the page shows beside what is stored.
#[derive(Debug, Default)]
struct Shown {
    typed: Option<Fields>,
    errors: Messages,
    notice: String,
    theirs: String,
    status: StatusCode,
}

/// `GET /saq/{round}/{body}/sanggah/{question}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    page(&web, &signed_in, &office, &code, Shown::default()).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    code: &str,
    shown: Shown,
) -> Result<Response, Failure> {
    let sheet = office.appeal_sheet(code).await?;
    let mut shell = super::shell(web, signed_in, office).with_errors(!shown.errors.is_empty());
    let t = shell.t;
    let home = super::home(office);
    let path = format!("{home}/sanggah/{code}");
    shell.path.clone_from(&path);
    let line = &sheet.line;
    let is_open = sheet.is_open() && office.may(Action::FileAppeal);
    let zone = office.placed().body.zone;
    let looks = web.app.looks_at_links();
    let said_of_links = Words { t: &t, zone, reader: Reader::Office, looks };
    let remove = if is_open { format!("{path}/keluarkan") } else { String::new() };
    let appeal = line.appeal.as_ref();
    let typed = shown.typed.unwrap_or_else(|| {
        Fields::new(vec![("reasons".into(), appeal.map(|appeal| appeal.reasons.clone()).unwrap_or_default())])
    });
    let page = AppealPage {
        title: t.appeal_title(line.question.number),
        text: line.question.text.get(t.code()).to_owned(),
        back: format!("{home}/hasil-sementara"),
        standing: standing(&t, office, &sheet, web.app.now()),
        rules: rules(&t, office),
        closed: match line.contestable {
            Err(why) if appeal.is_none() => why_closed(&t, why),
            _ => String::new(),
        },
        facts: facts(&t, office, &sheet),
        said: said(&t, office, line),
        notice: shown.notice,
        theirs: shown.theirs,
        is_open,
        reasons: appeal.map(|appeal| appeal.reasons.clone()).unwrap_or_default(),
        base: appeal.map_or(0, |appeal| appeal.version),
        fields: if is_open { fields(&shell, &sheet, &typed, &shown.errors) } else { Html::default() },
        evidence: AppealEvidence::new(said_of_links, &sheet.evidence, &sheet.beliefs, &sheet.links, remove),
        buttons: buttons(&t, sheet.state()),
        can_withdraw: is_open && matches!(sheet.state(), Some(AppealState::Draft | AppealState::Filed)),
        history: sheet.history.iter().filter_map(|event| happened(&t, event, zone, false)).collect(),
        errors: shown.errors,
        path,
        shell,
        t,
    };
    Ok(render(shown.status, &page))
}

fn standing(t: &Texts, office: &Office, sheet: &AppealSheet, now: jiff::Timestamp) -> String {
    use domain::round::Standing;
    let Some(window) = sheet.window else { return String::new() };
    let at = |time| words::both_zones(t, office, time);
    match sheet.standing {
        Standing::Before => t.appeal_opens_at(at(window.opens)),
        Standing::Open => t.appeal_open_until(time_left(t, window.closes, now), at(window.closes)),
        Standing::After => t.appeal_closed_at(at(window.closes)),
    }
}

/// What the round decides about appeals, a sentence each.
fn rules(t: &Texts, office: &Office) -> Vec<String> {
    let rules = &office.round().rules.appeal;
    let decided_by = match rules.decided_by {
        Tier::Provincial => t.appeal_decided_by_provincial(),
        Tier::National | Tier::Appeal | Tier::Correction => t.appeal_decided_by_national(),
    };
    let down = if rules.may_go_down { t.appeal_may_go_down() } else { t.appeal_cannot_go_down() };
    let mut said = vec![decided_by, down];
    if !rules.new_evidence {
        said.push(t.appeal_evidence_refused());
    }
    said
}

fn facts(t: &Texts, office: &Office, sheet: &AppealSheet) -> SummaryList {
    let line = &sheet.line;
    let at = |time| words::both_zones(t, office, time);
    let mut rows = vec![
        SummaryRow::new(t.appeal_line_claimed(), claimed(t, &line.claimed)),
        SummaryRow::new(t.appeal_line_verified(), judged_words(t, &line.standing)),
    ];
    if let Some(appeal) = &line.appeal {
        rows.push(SummaryRow::new(t.appeal_line_appeal(), Html::join([state_tag(t, appeal.state)])));
        if let Some(contested) = &appeal.contested {
            rows.push(SummaryRow::new(t.appeal_queue_contested(), judged_words(t, contested)));
        }
        let moments =
            [(t.appeal_queue_filed(), appeal.filed_at), (t.appeal_figures_decided(), appeal.decided_at)];
        let moments = moments.into_iter().filter_map(|(name, time)| Some((name, time?)));
        rows.extend(moments.map(|(name, time)| SummaryRow::new(name, at(time))));
    }
    SummaryList::new(rows)
}

fn fields(shell: &Shell, sheet: &AppealSheet, typed: &Fields, errors: &Messages) -> Html {
    let t = &shell.t;
    let reasons = CharacterCount::new("reasons", t.appeal_reasons(), REASONS_MAX, shell.count_words())
        .hint(t.appeal_reasons_hint())
        .rows(8)
        .value(typed.raw("reasons"))
        .error(shell.error(errors.get("reasons")));
    if !sheet.takes_evidence {
        return Html::join([reasons]);
    }
    let accept: Vec<String> = accepted_suffixes(&slot()).iter().map(|suffix| format!(".{suffix}")).collect();
    let files = FileUpload::new("files", t.appeal_files())
        .hint(t.appeal_evidence_hint(i64::from(EVIDENCE_MAX)))
        .multiple()
        .accept(&accept.join(","))
        .error(shell.error(errors.get("files")));
    let link = Input::new("link", t.appeal_link())
        .kind("url")
        .value(typed.text("link"))
        .error(shell.error(errors.get("link")));
    let caption = Input::new("caption", t.appeal_caption())
        .value(typed.text("caption"))
        .attribute("maxlength", CAPTION_MAX.to_string())
        .error(shell.error(errors.get("caption")));
    Html::join([Html::join([reasons]), Html::join([files]), Html::join([link]), Html::join([caption])])
}

fn buttons(t: &Texts, state: Option<AppealState>) -> Vec<Button> {
    if state == Some(AppealState::Filed) {
        return vec![Button::submit(t.appeal_save_change()).named("do", "save")];
    }
    vec![
        Button::submit(t.appeal_file()).named("do", "file"),
        Button::submit(t.appeal_save_draft()).secondary().named("do", "save"),
    ]
}

/// Reads all parts to the end; `None` when the request broke off or is none that a form sends.
async fn receive(office: &Office, code: &str, parts: Multipart) -> Result<Option<Received>, AppError> {
    let mut incoming = Incoming::new(parts, TEXT_MAX);
    let mut received = Received::default();
    loop {
        match incoming.next().await {
            Next::Text(name, value) => received.fields.push((name, value)),
            Next::File(name, bytes) => {
                let staged = office.stage_for_appeal(code, &name, bytes).await;
                received.keep(&name, staged)?;
            }
            Next::NotChosen => {}
            Next::End => return Ok(Some(received)),
            Next::BrokenOff => return Ok(None),
        }
    }
}

/// `POST /saq/{round}/{body}/sanggah/{question}`: `base`, `reasons`, `link`, `caption`, files in parts of any name, and
/// `do`, which is `file` or `save`. Where a file is refused, everything else is saved as it would be by `save`.
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code)): Address,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let t = *signed_in.visitor.texts();
    let received = match parts {
        Ok(parts) => receive(&office, &code, parts).await?,
        Err(_) => None,
    };
    let mut errors = Messages::default();
    let Some(received) = received else {
        errors.add("files", t.appeal_file_broke_off());
        let shown = Shown { errors, status: StatusCode::UNPROCESSABLE_ENTITY, ..Shown::default() };
        return page(&web, &signed_in, &office, &code, shown).await;
    };
    for (name, problem) in &received.refused {
        let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
        errors.add("files", t.saq_named_problem(name, problem_text(&t, problem)));
    }
    let fields = Fields::new(received.fields);
    let file = fields.text("do") == "file" && errors.is_empty();
    let is_change = office.appeal_sheet(&code).await?.state() == Some(AppealState::Filed);
    let new = SaveAppeal {
        base: fields.text("base").parse().unwrap_or(0),
        reasons: fields.raw("reasons").replace("\r\n", "\n"),
        file,
        files: received.files,
        link: fields.text("link").to_owned(),
        caption: fields.text("caption").to_owned(),
    };
    match office.save_appeal(&code, new).await {
        Ok(_) if errors.is_empty() => {
            let done = match (file, is_change) {
                (true, _) => "appeal-done-filed",
                (false, true) => "appeal-done-changed",
                (false, false) => "appeal-done-saved",
            };
            let to = format!("{}/sanggah/{code}", super::home(&office));
            return Ok(redirect_with(&to, done, &web));
        }
        Ok(_) => {}
        Err(AppError::Invalid(problems)) => {
            for found in &problems {
                errors.add(&found.field, problem_text(&t, &found.problem));
            }
        }
        Err(AppError::Conflict(conflict)) => {
            let shown = conflict_shown(&t, &office, &code, fields, conflict).await?;
            return page(&web, &signed_in, &office, &code, shown).await;
        }
        Err(other) => return Err(other.into()),
    }
    let (notice, status) = (t.appeal_not_saved(), StatusCode::UNPROCESSABLE_ENTITY);
    let shown = Shown { typed: Some(fields), errors, notice, status, ..Shown::default() };
    page(&web, &signed_in, &office, &code, shown).await
}

/// What stands in the way, with what was typed.
async fn conflict_shown(
    t: &Texts,
    office: &Office,
    code: &str,
    typed: Fields,
    conflict: Conflict,
) -> Result<Shown, AppError> {
    let present = office.appeal_sheet(code).await?.line.appeal;
    let (notice, theirs) = match conflict {
        Conflict::Version { .. } => {
            (t.appeal_conflict(), present.map(|appeal| appeal.reasons).unwrap_or_default())
        }
        Conflict::State(state) => {
            let said = match (state.parse(), present) {
                (Ok(state), Some(appeal)) => dated(t, office, state, &appeal),
                _ => t.appeal_why_frozen(),
            };
            (t.appeal_conflict_state(said), String::new())
        }
    };
    Ok(Shown { typed: Some(typed), notice, theirs, status: StatusCode::CONFLICT, ..Shown::default() })
}

/// Where an appeal stands, and since when.
fn dated(t: &Texts, office: &Office, state: AppealState, appeal: &store::appeal::Appeal) -> String {
    let said = app::appeal::state_words(t, state);
    let at = if state.is_decided() { appeal.decided_at } else { appeal.filed_at };
    match at {
        Some(at) => format!("{said}, {}", words::both_zones(t, office, at)),
        None => said,
    }
}

/// `POST /saq/{round}/{body}/sanggah/{question}/tarik`
pub(super) async fn withdraw(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    office.withdraw_appeal(&code).await?;
    let to = format!("{}/sanggah/{code}", super::home(&office));
    Ok(redirect_with(&to, "appeal-done-withdrawn", &web))
}

/// `POST /saq/{round}/{body}/sanggah/{question}/keluarkan/{id}`
pub(super) async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body, code, id)): super::evidence::AtSlot,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    office.remove_appeal_evidence(&code, id).await?;
    let to = format!("{}/sanggah/{code}", super::home(&office));
    Ok(redirect_with(&to, "appeal-done-removed", &web))
}
