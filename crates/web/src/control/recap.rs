//! The recap of a round, with the proposal of its results.

use app::controller::{Recap, RecapRow};
use app::public::difference;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::announcement::AnnouncementState;
use domain::results_file::Entry;
use domain::scheme::{Scheme, Source};
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use crate::components::{
    BackLink, Button, Input, PasswordInput, Select, SelectItem, SummaryList, SummaryRow, Textarea,
};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::show;
use crate::state::Web;
use crate::visitor::{SignedIn, Visitor};
use crate::worked::{component_name, words};

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct How {
    /// Code of a province.
    #[serde(default)]
    provinsi: String,
}

/// A proposal as it was typed.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) date: String,
    pub(super) time: String,
    pub(super) decree: String,
    pub(super) note: String,
    pub(super) reason: String,
    pub(super) correction: String,
    pub(super) signer: String,
    pub(super) signer_title: String,
    pub(super) place: String,
}

#[derive(Debug)]
struct Line {
    office: String,
    href: String,
    components: Vec<String>,
    total: String,
    label: String,
    class: &'static str,
    rank: String,
    rank_in_province: String,
    change: String,
    /// What is public of it, where this is something else.
    public: String,
    warnings: Vec<String>,
}

/// What can be done about the announcement now.
#[derive(Debug)]
struct Stage {
    facts: Option<SummaryList>,
    approve: String,
    approve_refused: bool,
    withdraw: String,
    public: String,
    propose: Propose,
    /// Whether corrections can be entered.
    can_correct: bool,
    wait: String,
}

/// What can be proposed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Propose {
    Nothing,
    /// The first results of the round.
    First,
    /// A correction of what is public.
    Correction,
}

#[derive(Debug, Template)]
#[template(path = "control/recap.html")]
pub(super) struct RecapPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    slug: String,
    is_frozen: bool,
    /// Second readings and differences that are open.
    open_readings: usize,
    counts: Vec<(String, String)>,
    province: Select,
    components: Vec<String>,
    enter: Vec<(String, String)>,
    lines: Vec<Line>,
    has_before: bool,
    has_public: bool,
    stage: Stage,
    typed: Typed,
    errors: Messages,
}

/// `GET /nasional/{round}/rekap`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
    Query(how): Query<How>,
) -> Result<Response, Failure> {
    let recap = access.controller(&round).await?.recap().await?;
    let typed = Typed::planned(&recap);
    let page = RecapPage::new(&web, &visitor, &recap, &how, typed, Messages::default());
    Ok(render(StatusCode::OK, &page))
}

impl Typed {
    /// The minute that the phases foresee, on the clock of Jakarta.
    fn planned(recap: &Recap) -> Self {
        let planned = recap.planned.map(|at| crate::moment::as_fields(at, domain::body::Zone::Wib));
        let (date, time) = planned.unwrap_or_default();
        Self { date, time, ..Self::default() }
    }
}

impl RecapPage {
    pub(super) fn new(
        web: &Web,
        visitor: &Visitor,
        recap: &Recap,
        how: &How,
        typed: Typed,
        errors: Messages,
    ) -> Self {
        let t = *visitor.texts();
        let mut shell = visitor.shell(web).with_errors(!errors.is_empty());
        shell.wide = true;
        let slug = recap.round.slug.clone();
        let all = SelectItem::new("", t.result_recap_all());
        let parents =
            recap.parents.iter().map(|body| SelectItem::new(body.code.as_str(), body.name.as_str()));
        let chosen = how.provinsi.trim();
        let rows = recap.rows.iter().filter(|row| {
            chosen.is_empty() || row.body.parent.as_ref().is_some_and(|parent| parent.as_str() == chosen)
        });
        let component = |code: &str| component_name(&t, &recap.scheme, code);
        let sheets = recap.scheme.components.iter().filter(|found| found.source != Source::Instrument);
        Self {
            title: recap.round.title.clone(),
            back: format!("/nasional/{slug}"),
            is_frozen: recap.is_frozen,
            open_readings: if recap.is_frozen { 0 } else { recap.open_readings },
            counts: counts(&t, recap),
            province: Select::new(
                "provinsi",
                t.result_recap_province(),
                std::iter::once(all).chain(parents).collect::<Vec<_>>(),
            )
            .value(chosen),
            components: recap.scheme.components.iter().map(|found| component(found.code.as_str())).collect(),
            enter: sheets
                .map(|found| {
                    let name = component(found.code.as_str());
                    (t.result_recap_enter(name), format!("/nasional/{slug}/komponen/{}", found.code))
                })
                .collect(),
            lines: rows.map(|row| line(&t, recap, row)).collect(),
            has_before: recap.rows.iter().any(|row| row.before.is_some()),
            has_public: recap.is_correction,
            stage: stage(&t, recap, web),
            typed,
            errors,
            slug,
            shell,
            t,
        }
    }
}

fn counts(t: &Texts, recap: &Recap) -> Vec<(String, String)> {
    tally(t, recap).into_iter().map(|(word, count)| (word, t.integer(count))).collect()
}

/// How many offices came to each category, and how many to none.
pub(super) fn tally(t: &Texts, recap: &Recap) -> Vec<(String, u32)> {
    let counts = &recap.counts;
    let categories = recap.scheme.categories.iter().map(|category| {
        let count = counts.by_category.get(&category.code).copied().unwrap_or(0);
        (category.label.get(t.code()).to_owned(), count)
    });
    let outcomes = [
        (t.result_outcome_not_registered(), counts.not_registered),
        (t.result_outcome_not_submitted(), counts.not_submitted),
        (t.result_outcome_not_assessed(), counts.not_assessed),
    ];
    categories.chain(outcomes).collect()
}

fn line(t: &Texts, recap: &Recap, row: &RecapRow) -> Line {
    let entry = &row.entry;
    let scheme = &recap.scheme;
    let rank = |rank: Option<u32>| rank.map(|rank| t.integer(rank)).unwrap_or_default();
    let category = entry.category.as_ref();
    let index = category.and_then(|code| scheme.categories.iter().position(|found| found.code == *code));
    let label = index.and_then(|index| scheme.categories.get(index));
    let change = entry.total.as_ref().zip(row.before.as_ref());
    Line {
        office: row.body.office_name.clone(),
        href: format!("/penilaian/{}/{}", recap.round.slug, row.body.slug),
        components: scheme
            .components
            .iter()
            .map(|component| {
                let score = entry.components.get(&component.code);
                score.map(|score| show::display(t, &score.display)).unwrap_or_default()
            })
            .collect(),
        total: entry.total.as_ref().map(|total| show::display(t, &total.display)).unwrap_or_default(),
        label: label
            .map_or_else(|| show::outcome(t, &entry.outcome), |found| found.label.get(t.code()).to_owned()),
        class: show::category_class(index),
        rank: rank(entry.rank),
        rank_in_province: rank(entry.rank_in_parent),
        change: change
            .map(|(total, before)| crate::public::signed(t, &difference(&total.exact, before, scheme)))
            .unwrap_or_default(),
        public: row.public.as_ref().map(|public| in_short(t, scheme, public)).unwrap_or_default(),
        warnings: entry.warnings.iter().map(|text| words(t, &recap.instrument, scheme, text)).collect(),
    }
}

/// Total and category in a few words.
fn in_short(t: &Texts, scheme: &Scheme, entry: &Entry) -> String {
    let label = entry.category.as_ref().and_then(|code| scheme.category(code.as_str()));
    let label =
        label.map_or_else(|| show::outcome(t, &entry.outcome), |found| found.label.get(t.code()).to_owned());
    match &entry.total {
        Some(total) => format!("{} · {label}", show::display(t, &total.display)),
        None => label,
    }
}

fn stage(t: &Texts, recap: &Recap, web: &Web) -> Stage {
    let slug = &recap.round.slug;
    let zone = recap.round.zone;
    let mut stage = Stage {
        facts: None,
        approve: String::new(),
        approve_refused: false,
        withdraw: String::new(),
        public: String::new(),
        propose: Propose::Nothing,
        can_correct: false,
        wait: String::new(),
    };
    let Some((live, proposer, approver)) = &recap.proposal else {
        let wait = recap.verification_ends.filter(|end| web.app.now() < *end);
        stage.propose = if wait.is_none() { Propose::First } else { Propose::Nothing };
        stage.wait = wait.map(|end| t.result_propose_not_yet(show::moment(t, end, zone))).unwrap_or_default();
        return stage;
    };
    let standing = match live.state {
        AnnouncementState::Proposed => t.result_state_proposed(),
        AnnouncementState::Approved => t.result_state_approved(),
        AnnouncementState::Published => t.result_state_published(),
        AnnouncementState::Superseded => t.result_state_superseded(),
        AnnouncementState::Withdrawn => t.result_state_withdrawn(),
    };
    let mut rows = vec![
        SummaryRow::new(t.common_status(), standing),
        SummaryRow::new(t.result_publish_at(), show::moment(t, live.publish_at, zone)),
        SummaryRow::new(t.result_proposed_by(), proposer.as_str()),
    ];
    rows.extend(approver.as_ref().map(|name| SummaryRow::new(t.result_approved_by(), name.as_str())));
    if !live.decree.is_empty() {
        rows.push(SummaryRow::new(t.result_decree(), live.decree.as_str()));
    }
    if live.edition > 1 {
        rows.push(SummaryRow::new(t.certificate_edition(), t.integer(live.edition)));
        rows.push(SummaryRow::new(t.certificate_correction_reason(), live.reason.as_str()));
    }
    if !live.note.is_empty() {
        rows.push(SummaryRow::new(t.result_note(), live.note.as_str()));
    }
    rows.push(SummaryRow::new(t.result_hash(), live.results_hash.as_str()));
    stage.facts = Some(SummaryList::new(rows));
    let step = |step: &str| format!("/nasional/{slug}/rekap/{}/{step}", live.id);
    match live.state {
        AnnouncementState::Proposed => {
            if recap.may_approve {
                stage.approve = step("setuju");
            } else {
                stage.approve_refused = true;
            }
            stage.withdraw = step("tarik");
        }
        AnnouncementState::Approved => stage.withdraw = step("tarik"),
        AnnouncementState::Published => {
            stage.public = format!("/hasil/{slug}");
            stage.can_correct = true;
            stage.propose = if recap.is_correction { Propose::Correction } else { Propose::Nothing };
        }
        AnnouncementState::Superseded | AnnouncementState::Withdrawn => {}
    }
    stage
}
