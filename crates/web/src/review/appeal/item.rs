//! Deciding one appeal: the first judgement and the original evidence beside the reasons of the office and what is new.

use app::appeal::{AppealItem, Decision};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::assessments::Review;
use domain::exact::Exact;
use domain::problem::{FieldProblem, Problem};
use http::StatusCode;
use i18n::Texts;
use store::judgement::Judgement;

use super::super::answer::{self, AnswerLine, EvidenceLine};
use super::super::controls::{Controls, Judging};
use super::super::typed::Typed;
use super::super::values::claimed as claimed_words;
use super::queue::why_not;
use crate::appealed::{AppealEvidence, Happened, happened, judged_words, state_tag};
use crate::components::{BackLink, Button, Html, Input, Tag, Textarea, WarningText};
use crate::failure::Failure;
use crate::form::Fields;
use crate::link::{Reader, Words};
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor, redirect_with};

#[derive(Debug, Template)]
#[template(path = "review/appeal.html")]
struct ItemPage {
    shell: Shell,
    t: Texts,
    title: String,
    office: String,
    back: String,
    question: String,
    answer: Vec<AnswerLine>,
    claimed: String,
    contested: String,
    /// What was judged before: by whom and when, what it gave, why.
    judged: Vec<(String, String, String)>,
    state: Tag,
    reasons: String,
    new_evidence: AppealEvidence,
    evidence: Vec<EvidenceLine>,
    notice: String,
    note: String,
    can_decide: bool,
    is_decided: bool,
    present: String,
    present_reason: String,
    rubric: Vec<(String, String)>,
    rubric_note: String,
    rule: String,
    controls: Html,
    reason: Option<Textarea>,
    base: i64,
    action: String,
    history: Vec<Happened>,
    errors: Messages,
}

/// A decision as it is typed.
#[derive(Debug, Clone, Default)]
struct TypedDecision {
    rubric: Typed,
    share: String,
    base: i64,
}

impl TypedDecision {
    /// The present decision, else the judgement that is contested.
    fn of(item: &AppealItem) -> Self {
        let decision = item.decision.as_ref();
        let mut shown = item.item.clone();
        if let Some(later) = decision.or(item.national.as_ref()) {
            shown.review = Some(as_review(later));
        }
        let mut rubric = Typed::of(&shown);
        if decision.is_none() {
            rubric.reason = String::new();
        }
        let share = decision.and_then(|decision| decision.value.share.as_ref());
        Self {
            rubric,
            share: share.map(percent).unwrap_or_default(),
            base: decision.map_or(0, |decision| decision.version),
        }
    }

    fn read(fields: &Fields) -> Self {
        let rubric = Typed::read(fields);
        Self { base: rubric.base, share: fields.text("share").to_owned(), rubric }
    }

    fn decision(&self, item: &AppealItem) -> Result<Decision, Vec<FieldProblem>> {
        let reason = self.rubric.reason.clone();
        let review = if item.item.question.rubric.is_system_scored() {
            Review { share: read_share(&self.share)?, ..Review::default() }
        } else {
            self.rubric.verdict(&item.item)?.review
        };
        Ok(Decision { base: self.base, review, reason })
    }
}

/// A judgement of a later tier in the shape of the first one, for the controls.
fn as_review(judged: &Judgement) -> store::review::Saved {
    store::review::Saved {
        version: judged.version,
        value: judged.value.clone(),
        share: judged.share.clone(),
        reason: judged.reason.clone(),
        doubtful: false,
        reviewed_by: judged.judged_by,
        reviewed_by_name: judged.judged_by_name.clone(),
        reviewed_at: judged.judged_at,
    }
}

fn percent(share: &Exact) -> String {
    let text = (share * &Exact::HUNDRED).rounded(10, domain::exact::Rounding::HalfUp);
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    text.replace('.', ",")
}

/// A share that was typed as percent; nothing where nothing was typed.
fn read_share(typed: &str) -> Result<Option<Exact>, Vec<FieldProblem>> {
    if typed.is_empty() {
        return Ok(None);
    }
    let percent = Exact::parse_typed(typed);
    let percent = percent.map_err(|_| vec![FieldProblem::new("share", Problem::NotANumber)])?;
    Ok(percent.checked_div(&Exact::HUNDRED))
}

/// `GET /sanggah/{round}/{body}/{question}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let item = access.decider(&round).await?.item(&body, &question).await?;
    let typed = TypedDecision::of(&item);
    Ok(render(StatusCode::OK, &page(&web, &visitor, &item, &typed, Messages::default(), String::new())))
}

fn page(
    web: &Web,
    visitor: &Visitor,
    appealed: &AppealItem,
    typed: &TypedDecision,
    errors: Messages,
    notice: String,
) -> ItemPage {
    let t = *visitor.texts();
    let item = &appealed.item;
    let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
    shell.wide = true;
    let round = item.round.slug.as_str();
    let action = format!("/sanggah/{round}/{}/{}", item.body.slug, item.question.code);
    shell.path.clone_from(&action);
    let can_decide = appealed.may_decide.is_ok();
    let judging = Judging { shell: &shell, item, typed: &typed.rubric, errors: &errors };
    let Controls { html, rubric, rubric_note, .. } = judging.controls(can_decide);
    let controls = if item.question.rubric.is_system_scored() {
        let share = Input::new("share", t.appeal_decision_share())
            .decimal()
            .width(5)
            .suffix("%")
            .hint(t.appeal_decision_share_hint())
            .value(typed.share.as_str())
            .error(shell.error(errors.get("share")));
        Html::join([share])
    } else {
        html
    };
    let zone = item.body.zone;
    let words = Words { t: &t, zone, reader: Reader::Reviewer, looks: web.app.looks_at_links() };
    let decision = appealed.decision.as_ref();
    let reason = Textarea::new("reason", t.appeal_decision_reason())
        .hint(t.appeal_decision_reason_hint())
        .rows(5)
        .value(typed.rubric.reason.as_str())
        .error(shell.error(errors.get("reason")));
    ItemPage {
        title: t.appeal_title(item.question.number),
        office: item.body.office_name.clone(),
        back: format!("/sanggah/{round}"),
        question: item.question.text.get(t.code()).to_owned(),
        answer: item
            .answer
            .as_ref()
            .map(|saved| answer::lines(&t, &item.question, &saved.value))
            .unwrap_or_default(),
        claimed: claimed_words(&t, &item.claimed, &item.question.weight),
        contested: appealed
            .appeal
            .contested
            .as_ref()
            .map(|judged| judged_words(&t, judged))
            .unwrap_or_default(),
        judged: judged(&t, appealed),
        state: state_tag(&t, appealed.appeal.state),
        reasons: appealed.appeal.reasons.clone(),
        new_evidence: AppealEvidence::new(
            words,
            &appealed.evidence,
            &appealed.beliefs,
            &appealed.links,
            String::new(),
        ),
        evidence: answer::evidence(&t, item, words),
        notice,
        note: appealed.may_decide.err().map(|why| why_not(&t, why, zone)).unwrap_or_default(),
        can_decide,
        is_decided: decision.is_some(),
        present: decision
            .map(|decision| {
                let state = app::appeal::state_words(&t, appealed.appeal.state);
                t.appeal_decision_present(show::share(&t, &decision.share), state)
            })
            .unwrap_or_default(),
        present_reason: decision.map(|decision| decision.reason.clone()).unwrap_or_default(),
        rubric,
        rubric_note,
        rule: if appealed.may_go_down { t.appeal_may_go_down() } else { t.appeal_cannot_go_down() },
        controls,
        reason: can_decide.then_some(reason),
        base: typed.base,
        action,
        history: item_history(&t, appealed),
        errors,
        shell,
        t,
    }
}

fn item_history(t: &Texts, appealed: &AppealItem) -> Vec<Happened> {
    let zone = appealed.item.body.zone;
    appealed.history.iter().filter_map(|event| happened(t, event, zone, true)).collect()
}

/// What was judged before the appeal, each with who and when.
fn judged(t: &Texts, appealed: &AppealItem) -> Vec<(String, String, String)> {
    let zone = appealed.item.body.zone;
    let line = |tier: String, name: &str, at, share: &Exact, reason: &str| {
        let by = t.appeal_first_by(name, show::moment(t, at, zone));
        (format!("{tier}: {}", show::share(t, share)), by, reason.to_owned())
    };
    let mut lines = Vec::new();
    if let Some(first) = &appealed.item.review {
        let name = first.reviewed_by_name.as_str();
        lines.push(line(t.appeal_said_provincial(), name, first.reviewed_at, &first.share, &first.reason));
    }
    if let Some(second) = &appealed.national {
        let name = second.judged_by_name.as_str();
        lines.push(line(t.appeal_said_national(), name, second.judged_at, &second.share, &second.reason));
    }
    if lines.is_empty() && appealed.item.question.rubric.is_system_scored() {
        lines.push((t.appeal_system(), String::new(), String::new()));
    }
    lines
}

/// `POST /sanggah/{round}/{body}/{question}`
pub(super) async fn submit(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
    fields: Fields,
) -> Result<Response, Failure> {
    let decider = access.decider(&round).await?;
    let item = decider.item(&body, &question).await?;
    let mut typed = TypedDecision::read(&fields);
    let decided = match typed.decision(&item) {
        Ok(decision) => decider.decide(&body, &question, &decision).await.map(drop),
        // Who may not decide learns nothing of what the form takes.
        Err(problems) if item.may_decide.is_ok() => Err(AppError::Invalid(problems)),
        Err(_) => Err(AppError::NotFound),
    };
    match decided {
        Ok(()) => Ok(redirect_with(&format!("/sanggah/{round}"), "appeal-done-decided", &web)),
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(visitor.texts(), &problems);
            let page = page(&web, &visitor, &item, &typed, errors, String::new());
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            let present = decider.item(&body, &question).await?;
            let name = present.decision.as_ref().map(|decision| decision.judged_by_name.clone());
            typed.base = current;
            let notice = visitor.texts().appeal_decision_conflict(name.unwrap_or_default());
            let page = page(&web, &visitor, &present, &typed, Messages::default(), notice);
            Ok(render(StatusCode::CONFLICT, &page))
        }
        Err(other) => Err(other.into()),
    }
}
