//! All answers on one page with what is missing, and the steps to submission.

use app::office::Sheet;
use app::{AppError, Office};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::assessment::{AssessmentState, QuestionStatus};
use domain::instrument::Question;
use domain::policy::Action;
use domain::round::Standing;
use http::StatusCode;
use i18n::Texts;
use store::evidence::Content;

use super::concerns::{self, Concern};
use super::link::{Asked, Links};
use super::rules::Rules;
use super::words::{self, Line};
use crate::Web;
use crate::components::{
    BackLink, Button, Checkboxes, Choice, ErrorLink, Html, InsetText, SummaryList, SummaryRow,
};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::problem_text;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "saq/check.html")]
struct CheckPage {
    shell: Shell,
    t: Texts,
    home: String,
    standing: String,
    gaps: Vec<GapView>,
    concerns: Vec<Concern>,
    rules: Rules,
    links: Links,
    sections: Vec<SectionView>,
    signatures: SummaryList,
    steps: Vec<Step>,
    waiting: String,
    is_submitted: bool,
    errors: Vec<ErrorLink>,
}

impl CheckPage {
    fn receipt_href(&self) -> String {
        format!("{}/tanda-terima", self.home)
    }
}

/// Something that is missing, with the way to its place.
#[derive(Debug)]
pub(super) struct GapView {
    pub(super) text: String,
    pub(super) href: String,
}

#[derive(Debug)]
struct SectionView {
    title: String,
    questions: Vec<QuestionView>,
}

#[derive(Debug)]
struct QuestionView {
    number: u32,
    text: String,
    href: String,
    status: String,
    is_done: bool,
    lines: Vec<Line>,
    evidence: Vec<(String, String)>,
    change: String,
}

/// Something that this person can do now to the whole questionnaire.
#[derive(Debug)]
struct Step {
    action: String,
    hint: String,
    fields: Html,
    button: Button,
}

pub(super) type Address = Path<(String, String)>;

/// `GET /saq/{round}/{body}/periksa`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    page(&web, &signed_in, &office, StatusCode::OK, Vec::new(), asked).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    office: &Office,
    status: StatusCode,
    errors: Vec<ErrorLink>,
    asked: Asked,
) -> Result<Response, Failure> {
    let sheet = office.sheet().await?;
    let mut shell = super::shell(web, signed_in, office).with_errors(!errors.is_empty());
    let t = shell.t;
    let home = super::home(office);
    shell.path = format!("{home}/periksa");
    shell.flash = asked.flash(&t);
    let links = Links::new(&t, office).await?;
    let gaps = gaps(&t, office, &sheet, &home);
    let concerns = concerns::all(&t, office, &sheet, web.app.now()).await?;
    let rules = Rules::new(&t, office, office.room().await?);
    let page = CheckPage {
        t,
        standing: words::standing(&t, office),
        sections: sections(&t, office, &sheet, &home),
        signatures: signatures(&t, office, &sheet),
        steps: steps(&shell, office, &sheet),
        waiting: waiting(&t, office, &sheet),
        is_submitted: sheet.assessment.submitted.is_some(),
        gaps,
        concerns,
        rules,
        links,
        errors,
        home,
        shell,
    };
    Ok(render(status, &page))
}

fn gaps(t: &Texts, office: &Office, sheet: &Sheet, home: &str) -> Vec<GapView> {
    let mut found = Vec::new();
    for question in office.instrument().questions() {
        let path = format!("{home}/{}", question.code);
        if sheet.status(question) == QuestionStatus::Problem {
            found.push(GapView { text: t.saq_gap_problem(i64::from(question.number)), href: path.clone() });
        }
        for gap in sheet.gaps(question) {
            let (text, at) = words::gap(t, question, &gap);
            found.push(GapView { text, href: format!("{path}#{at}") });
        }
    }
    found
}

fn sections(t: &Texts, office: &Office, sheet: &Sheet, home: &str) -> Vec<SectionView> {
    let can_change = sheet.assessment.state.is_editable()
        && office.standing() == Standing::Open
        && office.may(Action::FillAnswer);
    let change = if can_change { t.saq_change() } else { t.saq_view() };
    let view = |question: &Question| {
        let status = sheet.status(question);
        let mut evidence: Vec<_> = sheet.evidence_of(&question.code).collect();
        // As the question asks for it.
        evidence.sort_by_key(|evidence| question.evidence.iter().position(|slot| slot.code == evidence.slot));
        let evidence = evidence.into_iter().map(|evidence| match &evidence.content {
            Content::File { name, .. } => {
                let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
                (name, format!("/bukti/{}", evidence.id))
            }
            Content::Link(link) => (link.clone(), link.clone()),
        });
        QuestionView {
            number: question.number,
            text: question.text.get(t.code()).to_owned(),
            href: format!("{home}/{}", question.code),
            status: words::status(t, status),
            is_done: status == QuestionStatus::Done,
            lines: words::answer_lines(t, question, &sheet.answer(&question.code)),
            evidence: evidence.collect(),
            change: change.clone(),
        }
    };
    let sections = office.instrument().sections.iter().map(|section| SectionView {
        title: section.title.get(t.code()).to_owned(),
        questions: section.questions.iter().map(view).collect(),
    });
    sections.collect()
}

fn signatures(t: &Texts, office: &Office, sheet: &Sheet) -> SummaryList {
    let assessment = &sheet.assessment;
    let submitted = assessment.submitted.as_ref().map(|submission| submission.signature);
    let rows = [
        (t.saq_signature_sign_off(), assessment.signed_off),
        (t.saq_signature_endorse(), assessment.endorsed),
        (t.saq_signature_submit(), submitted),
    ];
    let rows = rows.into_iter().zip(&sheet.signers).map(|((key, signature), name)| {
        let value = signature.map(|signature| {
            let at = words::both_zones(t, office, signature.at);
            t.saq_signed_by(name.clone().unwrap_or_default(), at)
        });
        SummaryRow::new(key, value.unwrap_or_else(|| t.saq_signature_none()))
    });
    SummaryList::new(rows)
}

/// Questions that lack something.
fn incomplete(office: &Office, sheet: &Sheet) -> usize {
    office.instrument().questions().filter(|question| !sheet.gaps(question).is_empty()).count()
}

fn steps(shell: &Shell, office: &Office, sheet: &Sheet) -> Vec<Step> {
    if office.standing() != Standing::Open {
        return Vec::new();
    }
    let t = &shell.t;
    let home = super::home(office);
    let step = |path: &str, hint: String, button: Button| Step {
        action: format!("{home}/{path}"),
        hint,
        fields: Html::default(),
        button,
    };
    let mut steps = Vec::new();
    match sheet.assessment.state {
        AssessmentState::InProgress if office.may(Action::SignOff) => {
            let mut sign_off = step("persetujuan", t.saq_sign_off_hint(), Button::submit(t.saq_sign_off()));
            let lacking = i64::try_from(incomplete(office, sheet)).unwrap_or(i64::MAX);
            if lacking > 0 {
                let choice = Choice::new("ya", t.saq_sign_gaps(lacking));
                sign_off.fields = Html::join([Checkboxes::single("kekurangan", choice)]);
            }
            steps.push(sign_off);
        }
        AssessmentState::SignedOff if office.may(Action::Endorse) => {
            steps.push(step(
                "pengesahan",
                t.saq_endorse_hint(),
                Button::submit(t.saq_endorse()).id("endorse"),
            ));
        }
        AssessmentState::Endorsed if office.may(Action::Submit) => {
            steps.push(step("kirim", t.saq_submit_hint(), Button::submit(t.saq_submit())));
        }
        _ => {}
    }
    if !sheet.assessment.state.is_editable() && office.may(Action::SignOff) {
        let button = Button::submit(t.saq_reopen()).warning();
        steps.push(step("buka-kembali", t.saq_reopen_hint(), button));
    }
    steps
}

/// Whose turn it is.
fn waiting(t: &Texts, office: &Office, sheet: &Sheet) -> String {
    match sheet.assessment.state {
        _ if office.standing() != Standing::Open => String::new(),
        AssessmentState::Invited | AssessmentState::InProgress => t.saq_waiting_ppid(),
        AssessmentState::SignedOff => t.saq_waiting_leader(),
        AssessmentState::Endorsed => t.saq_waiting_submit(),
        AssessmentState::Submitted => String::new(),
    }
}

/// `POST /saq/{round}/{body}/persetujuan`
pub(super) async fn sign_off(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
    fields: Fields,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    match office.sign_off(fields.text("kekurangan") == "ya").await {
        Err(AppError::Invalid(_)) => {
            let sheet = office.sheet().await?;
            let t = *signed_in.visitor.texts();
            let home = super::home(&office);
            let mut errors: Vec<ErrorLink> = gaps(&t, &office, &sheet, &home)
                .into_iter()
                .map(|gap| ErrorLink::to(gap.href, gap.text))
                .collect();
            if incomplete(&office, &sheet) > 0 {
                errors.push(ErrorLink::to_field("kekurangan", t.saq_sign_gaps_needed()));
            }
            page(&web, &signed_in, &office, StatusCode::UNPROCESSABLE_ENTITY, errors, Asked::default()).await
        }
        other => done(&office, other),
    }
}

/// `POST /saq/{round}/{body}/pengesahan`
pub(super) async fn endorse(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    match office.endorse().await {
        Err(AppError::Invalid(problems)) => {
            let t = signed_in.visitor.texts();
            let errors = problems
                .iter()
                .map(|found| ErrorLink::to_field(&found.field, problem_text(t, &found.problem)))
                .collect();
            page(&web, &signed_in, &office, StatusCode::UNPROCESSABLE_ENTITY, errors, Asked::default()).await
        }
        other => done(&office, other),
    }
}

/// `POST /saq/{round}/{body}/kirim`
pub(super) async fn submit(signed_in: SignedIn, Path((round, body)): Address) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    office.submit().await?;
    Ok(Redirect::to(&format!("{}/tanda-terima", super::home(&office))).into_response())
}

/// `POST /saq/{round}/{body}/buka-kembali`
pub(super) async fn reopen(signed_in: SignedIn, Path((round, body)): Address) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let reopened = office.reopen().await;
    done(&office, reopened)
}

fn done(office: &Office, result: Result<(), AppError>) -> Result<Response, Failure> {
    result?;
    Ok(Redirect::to(&format!("{}/periksa", super::home(office))).into_response())
}
