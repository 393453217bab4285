//! An answer that was not saved, shown beside the one that is there: nothing typed is lost.

use app::{AppError, Conflict, Office};
use askama::Template;
use axum::response::Response;
use domain::assessment::AssessmentState;
use i18n::Texts;

use super::controls::controls;
use super::device::Device;
use super::typed::Attempt;
use super::words::{self, Line};
use crate::Web;
use crate::components::{BackLink, Button, Html};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "saq/conflict.html")]
struct ConflictPage {
    shell: Shell,
    t: Texts,
    path: String,
    title: String,
    lead: String,
    text: String,
    mine: Vec<Line>,
    theirs: Vec<Line>,
    theirs_title: String,
    /// The form to choose or to merge; not where nothing can be saved any more.
    form: Option<Html>,
    base: i64,
    device: Device,
}

/// The page: 409 or, after closing, 403.
pub(super) async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    code: &str,
    attempt: &Attempt,
    error: AppError,
) -> Result<Response, Failure> {
    let sheet = office.question_sheet(code).await?;
    let mut shell = super::shell(web, signed_in, office).with_errors(true);
    let t = shell.t;
    let path = format!("{}/{code}", super::home(office));
    shell.path.clone_from(&path);
    let (name, at) = sheet.saved.as_ref().map_or_else(Default::default, |saved| {
        (saved.saved_by_name.clone(), words::local(&t, office, saved.saved_at))
    });
    let is_race = matches!(error, AppError::Conflict(Conflict::Version { .. }));
    let question = sheet.question;
    let named = question.text.get(t.code()).to_owned();
    let page = ConflictPage {
        device: Device::new(web, signed_in, office, &path, named),
        t,
        title: if is_race { t.saq_conflict_title() } else { t.saq_refused_title() },
        lead: if is_race {
            t.saq_conflict_lead(name.as_str(), at.as_str())
        } else {
            format!("{} {}", why(&t, office, &error), t.saq_refused_copy())
        },
        text: question.text.get(t.code()).to_owned(),
        mine: words::answer_lines(&t, question, &attempt.value),
        theirs: words::answer_lines(&t, question, &sheet.answer()),
        theirs_title: t.saq_conflict_theirs(name, at),
        form: is_race.then(|| controls(&shell, office, question, &attempt.typed, &Messages::default())),
        base: sheet.base(),
        path,
        shell,
    };
    Ok(render(Failure::from(error).status(), &page))
}

/// Why answers are not taken, in a sentence.
pub(super) fn why(t: &Texts, office: &Office, error: &AppError) -> String {
    match error {
        AppError::Closed { closed: Some(at), .. } => t.saq_refused_closed(words::both_zones(t, office, *at)),
        AppError::Conflict(Conflict::State(code)) => {
            let state = code.parse::<AssessmentState>().ok();
            t.saq_refused_state(state.map(|state| words::state(t, state)).unwrap_or_default())
        }
        _ => t.saq_refused_not_open(),
    }
}
