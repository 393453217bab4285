//! The page that sets what a round decides about its verification, and the reasons that it offers.

use app::national::{National, RoundDetail};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::PhraseId;
use domain::problem::{FieldProblem, Problem};
use domain::verification::VerificationRules;
use http::StatusCode;
use i18n::Texts;

use super::frame::{Form, Parts};
use super::own_rules;
use crate::Web;
use crate::components::{BackLink, Button, Checkboxes, Choice, Select, SelectItem, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, redirect_with};

/// Names of the fields, as the problems of the rules have them.
const HOURS: &str = "verification.return_hours";
const PERCENT: &str = "verification.sample_percent";
const LEAST: &str = "verification.sample_least";

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let round = &detail.round;
    let back = format!("/nasional/{}", round.slug);
    let form = Form::new(web, reader, format!("{back}/verifikasi"), back, problems);
    let t = *form.t();
    let returns = Choice::new("1", t.verification_rules_returns()).checked(fields.text("returns") == "1");
    let body = Parts::default()
        .with(Checkboxes::single("returns", returns))
        .with(
            form.input(HOURS, t.verification_rules_hours(), fields.text(HOURS))
                .hint(t.verification_rules_hours_hint())
                .numeric()
                .width(5),
        )
        .with(
            form.input(PERCENT, t.verification_rules_percent(), fields.text(PERCENT))
                .numeric()
                .width(5)
                .suffix("%"),
        )
        .with(form.input(LEAST, t.verification_rules_least(), fields.text(LEAST)).numeric().width(5));
    let title = t.verification_rules_title(round.title.as_str());
    form.render_rules((title, vec![t.verification_rules_intro()]), round.state, fields, body)
}

/// `GET /nasional/{round}/verifikasi`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    let rules = &detail.round.rules.verification;
    let fields = Fields::new(vec![
        ("version".into(), detail.round.version.to_string()),
        ("returns".into(), if rules.returns { "1".into() } else { String::new() }),
        (HOURS.into(), rules.return_hours.to_string()),
        (PERCENT.into(), rules.sample_percent.to_string()),
        (LEAST.into(), rules.sample_least.to_string()),
    ]);
    Ok(page(&web, &reader, &detail, &fields, &[]))
}

/// `POST /nasional/{round}/verifikasi`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let mut problems = Vec::new();
    let verification = VerificationRules {
        returns: fields.text("returns") == "1",
        return_hours: number(&fields, HOURS, &mut problems),
        sample_percent: number(&fields, PERCENT, &mut problems),
        sample_least: number(&fields, LEAST, &mut problems),
    };
    if problems.is_empty() {
        let changed = own_rules::change(&national, &detail.round, &mut fields, |rules| {
            rules.verification = verification;
        });
        match changed.await? {
            Ok(()) => return Ok(redirect_with(&format!("/nasional/{slug}"), "national-done-saved", &web)),
            Err(found) => problems = found,
        }
    }
    Ok(page(&web, &reader, &detail, &fields, &problems))
}

fn number(fields: &Fields, name: &str, problems: &mut Vec<FieldProblem>) -> u32 {
    let typed = fields.text(name);
    let read = typed.parse();
    if read.is_err() {
        let problem = if typed.is_empty() { Problem::Required } else { Problem::NotANumber };
        problems.push(FieldProblem::new(name, problem));
    }
    read.unwrap_or(0)
}

#[derive(Debug, Template)]
#[template(path = "national/phrases.html")]
struct PhrasesPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    here: String,
    /// By question: its words, and its sentences, each with where it is taken away.
    questions: Vec<(String, Vec<(String, String)>)>,
    question: Select,
    text: Textarea,
    errors: Messages,
}

async fn phrases_page(
    web: &Web,
    reader: &SignedIn,
    national: &National,
    slug: &str,
    fields: &Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let view = reader.access.round(slug).await?;
    let phrases = national.phrases(slug).await?;
    let t = *reader.visitor.texts();
    let here = format!("/nasional/{slug}/kalimat");
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&here);
    let judged = || view.instrument.questions().filter(|question| !question.rubric.is_system_scored());
    let named = |question: &domain::instrument::Question| {
        format!("{}. {}", question.number, question.text.get(t.code()))
    };
    let questions = judged().filter_map(|question| {
        let own = phrases.iter().filter(|phrase| phrase.question == question.code);
        let own: Vec<(String, String)> =
            own.map(|phrase| (phrase.text.clone(), format!("{here}/{}/hapus", phrase.id))).collect();
        (!own.is_empty()).then(|| (named(question), own))
    });
    let none = SelectItem::new("", t.national_choose());
    let items = judged().map(|question| SelectItem::new(question.code.as_str(), named(question)));
    let items: Vec<SelectItem> = std::iter::once(none).chain(items).collect();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PhrasesPage {
        title: view.round.title.clone(),
        back: format!("/nasional/{slug}"),
        questions: questions.collect(),
        question: Select::new("question", t.review_question(), items)
            .value(fields.text("question"))
            .error(shell.error(errors.get("question"))),
        text: Textarea::new("text", t.verification_phrase_text())
            .hint(t.verification_phrase_hint())
            .rows(3)
            .value(fields.text("text"))
            .error(shell.error(errors.get("text"))),
        here,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// `GET /nasional/{round}/kalimat`
pub(super) async fn phrases(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    phrases_page(&web, &reader, &national, &slug, &Fields::default(), Messages::default()).await
}

/// `POST /nasional/{round}/kalimat`
pub(super) async fn add_phrase(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    match national.add_phrase(&slug, fields.text("question"), fields.text("text")).await {
        Ok(()) => Ok(redirect_with(&format!("/nasional/{slug}/kalimat"), "national-done-saved", &web)),
        Err(app::AppError::Invalid(problems)) => {
            let errors = Messages::new(reader.visitor.texts(), &problems);
            phrases_page(&web, &reader, &national, &slug, &fields, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /nasional/{round}/kalimat/{phrase}/hapus`
pub(super) async fn remove_phrase(
    State(web): State<Web>,
    reader: SignedIn,
    Path((slug, phrase)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let phrase: PhraseId = phrase.parse().map_err(|_| app::AppError::NotFound)?;
    reader.access.national_of(&slug).await?.remove_phrase(&slug, phrase).await?;
    Ok(redirect_with(&format!("/nasional/{slug}/kalimat"), "national-done-saved", &web))
}
