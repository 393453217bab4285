//! Giving a judgement: the controls that each rubric asks for, and what becomes of them.

use std::collections::BTreeMap;

use app::reviewer::{Item, Verdict};
use app::{AppError, Conflict};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::assessments::Review;
use domain::exact::Exact;
use domain::instrument::{Bound, Measure, Rubric};
use domain::problem::{FieldProblem, Problem};
use domain::review::confirmed_fields;
use http::StatusCode;
use i18n::Texts;

use super::answer::option_label;
use super::item::{How, ItemPage, address, here, judgement_words, shown, state_page};
use crate::components::{Button, Checkboxes, Choice, Html, Input, Radios};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;

/// A judgement as the form has it.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) base: i64,
    pub(super) level: String,
    pub(super) options: Vec<String>,
    pub(super) criteria: Vec<String>,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) reason: String,
    pub(super) doubtful: bool,
}

impl Typed {
    /// The present judgement of an item; the numbers that the office claims where there is none.
    pub(super) fn of(item: &Item) -> Self {
        let saved = item.review.as_ref();
        let review = saved.map(|saved| &saved.value);
        let claimed = item.answer.as_ref().map(|saved| &saved.value.fields);
        let fields = confirmed_fields(&item.question).into_iter().filter_map(|spec| {
            let reviewed = review.and_then(|review| review.fields.get(&spec.code));
            let value = reviewed.or_else(|| claimed?.get(&spec.code))?;
            // What is typed again must read as the same number: decimals where it has them, else the fraction itself.
            Some((spec.code.to_string(), plain(value)))
        });
        let codes = |codes: Option<Vec<String>>| codes.unwrap_or_default();
        Self {
            base: saved.map_or(0, |saved| saved.version),
            level: review.and_then(|review| review.level).map(|level| level.to_string()).unwrap_or_default(),
            options: codes(review.and_then(|review| Some(texts(review.options.as_ref()?)))),
            criteria: codes(review.and_then(|review| Some(texts(review.criteria.as_ref()?)))),
            fields: fields.collect(),
            reason: saved.map(|saved| saved.reason.clone()).unwrap_or_default(),
            doubtful: saved.is_some_and(|saved| saved.doubtful),
        }
    }

    fn read(fields: &Fields) -> Self {
        let all = |name: &'static str| fields.all(name).map(str::to_owned).collect();
        Self {
            base: fields.text("base").parse().unwrap_or(0),
            level: fields.text("level").to_owned(),
            options: all("options"),
            criteria: all("criteria"),
            fields: fields
                .starting("field-")
                .map(|(code, value)| (code.to_owned(), value.to_owned()))
                .collect(),
            reason: fields.raw("reason").replace("\r\n", "\n"),
            doubtful: fields.text("doubtful") == "1",
        }
    }

    /// The judgement, by what the rubric asks for; everything else that was sent is left aside.
    fn verdict(&self, item: &Item) -> Result<Verdict, Vec<FieldProblem>> {
        let mut review = Review::default();
        let mut problems = Vec::new();
        match &item.question.rubric {
            Rubric::Levels { .. } if !self.level.is_empty() => match self.level.parse() {
                Ok(level) => review.level = Some(level),
                Err(_) => problems.push(FieldProblem::new("level", Problem::UnknownOption)),
            },
            Rubric::PerOption { .. } => review.options = codes("options", &self.options, &mut problems),
            Rubric::Criteria { .. } => review.criteria = codes("criteria", &self.criteria, &mut problems),
            _ => {}
        }
        for spec in confirmed_fields(&item.question) {
            let typed = self.fields.get(spec.code.as_str()).map(|typed| typed.trim()).unwrap_or_default();
            if typed.is_empty() {
                continue;
            }
            match Exact::parse_typed(typed) {
                Ok(value) => {
                    review.fields.insert(spec.code.clone(), value);
                }
                Err(_) => {
                    problems.push(FieldProblem::new(format!("field-{}", spec.code), Problem::NotANumber));
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Verdict { base: self.base, review, reason: self.reason.clone(), doubtful: self.doubtful })
    }
}

fn texts<C: ToString>(codes: &[C]) -> Vec<String> {
    codes.iter().map(ToString::to_string).collect()
}

fn codes<C: std::str::FromStr>(
    field: &str,
    typed: &[String],
    problems: &mut Vec<FieldProblem>,
) -> Option<Vec<C>> {
    let read: Option<Vec<C>> = typed.iter().map(|code| code.parse().ok()).collect();
    if read.is_none() {
        problems.push(FieldProblem::new(field, Problem::UnknownOption));
    }
    read
}

/// A number as it can be typed: `12`, `0,5`; a fraction without finite decimals is rounded to ten.
fn plain(value: &Exact) -> String {
    let text = value.rounded(10, domain::exact::Rounding::HalfUp);
    let text = text.trim_end_matches('0').trim_end_matches('.').to_owned();
    let text = if value.rounded(0, domain::exact::Rounding::HalfUp).parse() == Ok(value.clone()) {
        value.rounded(0, domain::exact::Rounding::HalfUp)
    } else {
        text
    };
    text.replace('.', ",")
}

/// What the rubric asks for, and what it says.
pub(super) struct Controls {
    pub(super) html: Html,
    /// Found, and what it gives; empty where the controls themselves say so.
    pub(super) rubric: Vec<(String, String)>,
    /// What is measured.
    pub(super) rubric_note: String,
    /// When the question drops out.
    pub(super) drops_out: String,
}

/// The controls of a rubric. Where nothing can be chosen the rubric is listed instead.
pub(super) fn controls(
    t: &Texts,
    shell: &Shell,
    item: &Item,
    typed: &Typed,
    errors: &Messages,
    can_judge: bool,
) -> Controls {
    let question = &item.question;
    let chosen = item.answer.as_ref();
    let mut parts = Vec::new();
    let mut rubric = Vec::new();
    let mut rubric_note = String::new();
    let gives = |share: &Exact| t.review_level_share(show::share(t, share));
    match &question.rubric {
        Rubric::Levels { levels, .. } => {
            let choices = levels.iter().enumerate().map(|(index, level)| {
                Choice::new(index.to_string(), level.text.get(t.code())).hint(gives(&level.share))
            });
            let radios = Radios::new("level", t.review_level(), choices.collect::<Vec<_>>())
                .value(typed.level.as_str())
                .error(shell.error(errors.get("level")));
            parts.push(radios.to_string());
            rubric.extend(
                levels.iter().map(|level| (level.text.get(t.code()).to_owned(), gives(&level.share))),
            );
        }
        Rubric::PerOption { shares, .. } => {
            let (also, _, options) = question.claim_options().unwrap_or((None, question.answer.kind, &[]));
            let answer = chosen.map(|saved| &saved.value);
            let claimed = answer.and_then(|answer| match also {
                None => answer.options.as_ref(),
                Some(also) => answer.also.get(also)?.options.as_ref(),
            });
            let choices: Vec<Choice> = options
                .iter()
                .map(|option| {
                    let is_claimed = claimed.is_some_and(|claimed| claimed.contains(&option.code));
                    let mark =
                        if is_claimed { t.review_option_claimed() } else { t.review_option_not_claimed() };
                    let share = gives(&shares.of(option.code.as_str()));
                    let label = option_label(t, options, option.code.as_str());
                    rubric.push((label.clone(), share.clone()));
                    Choice::new(option.code.as_str(), label)
                        .hint(format!("{mark} · {share}"))
                        .checked(typed.options.iter().any(|code| code == option.code.as_str()))
                })
                .collect();
            let boxes = Checkboxes::new("options", t.review_options(), choices)
                .error(shell.error(errors.get("options")));
            parts.push(boxes.to_string());
        }
        Rubric::Criteria { criteria } => {
            let choices: Vec<Choice> = criteria
                .iter()
                .map(|criterion| {
                    Choice::new(criterion.code.as_str(), criterion.text.get(t.code()))
                        .hint(gives(&criterion.share))
                        .checked(typed.criteria.iter().any(|code| code == criterion.code.as_str()))
                })
                .collect();
            let boxes = Checkboxes::new("criteria", t.review_criteria(), choices)
                .error(shell.error(errors.get("criteria")));
            parts.push(boxes.to_string());
            let lines = criteria.iter();
            rubric.extend(lines.map(|found| (found.text.get(t.code()).to_owned(), gives(&found.share))));
        }
        Rubric::Bands { of, bands, below, zero } => {
            rubric_note = measure_words(t, item, of);
            for band in bands {
                let bound = show::number(t, band.bound.value(), 6);
                let words = match band.bound {
                    Bound::From(_) => t.review_band_from(bound),
                    Bound::Above(_) => t.review_band_above(bound),
                };
                rubric.push((words, gives(&band.share)));
            }
            rubric.push((t.review_band_below(), gives(below)));
            rubric.extend(zero.as_ref().map(|zero| (t.review_band_zero(), gives(zero))));
        }
        Rubric::Key { correct } | Rubric::PlusMinus { correct, .. } => {
            let options = &question.answer.options;
            let words: Vec<String> =
                correct.iter().map(|code| option_label(t, options, code.as_str())).collect();
            rubric_note = words.join(", ");
        }
    }
    parts.extend(inputs(t, shell, item, typed, errors));
    let drops_out = question.not_applicable.as_ref().map(|rule| {
        let label = question.fields().find(|spec| spec.code == rule.field);
        let label = label.map_or(rule.field.as_str(), |spec| spec.label.get(t.code()));
        t.review_drops_out(label, show::number(t, &rule.equals, 6))
    });
    let shows_rubric = !can_judge || matches!(question.rubric, Rubric::Bands { .. });
    Controls {
        // Each part is a component that has escaped its own texts.
        html: Html::trusted(parts.concat()),
        rubric: if shows_rubric { rubric } else { Vec::new() },
        rubric_note,
        drops_out: drops_out.unwrap_or_default(),
    }
}

/// One input for each number that the reviewer confirms.
fn inputs(t: &Texts, shell: &Shell, item: &Item, typed: &Typed, errors: &Messages) -> Vec<String> {
    let inputs = confirmed_fields(&item.question).into_iter().map(|spec| {
        let name = format!("field-{}", spec.code);
        let claimed = item.answer.as_ref().and_then(|saved| saved.value.fields.get(&spec.code));
        let hint = claimed.map_or_else(
            || t.review_field_no_claim(),
            |value| t.review_field_claimed(show::number(t, value, 6)),
        );
        Input::new(name.as_str(), spec.label.get(t.code()))
            .decimal()
            .width(10)
            .hint(hint)
            .value(typed.fields.get(spec.code.as_str()).cloned().unwrap_or_default())
            .error(shell.error(errors.get(&name)))
            .to_string()
    });
    inputs.collect()
}

fn measure_words(t: &Texts, item: &Item, of: &Measure) -> String {
    let label = |code: &domain::codes::FieldCode| {
        let spec = item.question.fields().find(|spec| spec.code == *code);
        spec.map_or_else(|| code.to_string(), |spec| spec.label.get(t.code()).to_owned())
    };
    match of {
        Measure::Field(field) => label(field),
        Measure::Ratio { numerator, denominator } => {
            t.review_band_ratio(label(denominator), label(numerator))
        }
    }
}

#[derive(Debug, Template)]
#[template(path = "review/conflict.html")]
struct ConflictPage {
    shell: Shell,
    t: Texts,
    office: String,
    question: String,
    detail: String,
    theirs: Vec<String>,
    their_share: String,
    their_reason: String,
    yours: Vec<String>,
    typed: Typed,
    current: i64,
    action: String,
}

/// `POST /verifikasi/{round}/{body}/{question}`
pub(super) async fn submit(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body, question)): Path<(String, String, String)>,
    Query(how): Query<How>,
    fields: Fields,
) -> Result<Response, Failure> {
    let reviewer = access.reviewer(&round).await?;
    let order = how.order();
    let typed = Typed::read(&fields);
    let item = match reviewer.item(&body, &question, order).await {
        Ok(item) => item,
        Err(AppError::Conflict(Conflict::State(state))) => {
            let office = reviewer.office_queue(&body).await?.office.name;
            return Ok(state_page(&web, &visitor, &round, &office, state));
        }
        Err(other) => return Err(other.into()),
    };
    let saved = match typed.verdict(&item) {
        Ok(verdict) => reviewer.save(&body, &question, &verdict).await.map(|_| ()),
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match saved {
        Ok(()) => {
            let to = match &item.around.next_open {
                Some(place) => format!("{}&tersimpan=1", address(&round, place, order)),
                None => format!("/verifikasi/{round}"),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(visitor.texts(), &problems);
            let page = ItemPage::new(&web, &visitor, &item, order, &typed, errors);
            Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(AppError::Conflict(Conflict::State(state))) => {
            Ok(state_page(&web, &visitor, &round, &item.body.office_name, state))
        }
        Err(AppError::Conflict(Conflict::Version { current, .. })) => {
            let present = reviewer.item(&body, &question, order).await?;
            let mut shell = visitor.shell(&web);
            shell.private = true;
            let t = *visitor.texts();
            let theirs = present.review.as_ref();
            let page = ConflictPage {
                office: present.body.office_name.clone(),
                question: present.question.text.get(t.code()).to_owned(),
                detail: t.review_conflict_detail(
                    theirs.map(|saved| saved.reviewed_by_name.clone()).unwrap_or_default(),
                ),
                theirs: theirs.map(|saved| judgement_words(&t, &present, &saved.value)).unwrap_or_default(),
                their_share: theirs.map(|saved| show::share(&t, &saved.share)).unwrap_or_default(),
                their_reason: theirs.map(|saved| saved.reason.clone()).unwrap_or_default(),
                yours: typed
                    .verdict(&present)
                    .map(|verdict| judgement_words(&t, &present, &verdict.review))
                    .unwrap_or_default(),
                current,
                action: address(&round, &here(&present), order),
                typed,
                shell,
                t,
            };
            Ok(render(StatusCode::CONFLICT, &page))
        }
        Err(other) => Err(other.into()),
    }
}
