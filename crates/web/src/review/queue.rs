//! What there is to judge: rounds, offices and questions with their progress.

use app::reviewer::{Hold, OfficeItem, OfficeLine, Order, QuestionLine};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::assessment::AssessmentState;
use domain::tier::Tier;
use domain::verification::duty::Bar;
use http::StatusCode;
use i18n::Texts;
use serde::Deserialize;

use super::values;
use crate::components::{BackLink, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "review/rounds.html")]
struct RoundsPage {
    shell: Shell,
    t: Texts,
    rounds: Vec<(String, String, String, String)>,
}

/// When judgements are accepted, in words.
fn window_words(t: &Texts, window: Option<domain::round::Window>, zone: domain::body::Zone) -> String {
    window.map_or_else(
        || t.review_window_none(),
        |window| {
            t.review_window_from_to(show::moment(t, window.opens, zone), show::moment(t, window.closes, zone))
        },
    )
}

/// `GET /verifikasi`
pub(super) async fn rounds(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let found = access.reviews().await?.into_iter().map(|found| {
        let offices = t.review_offices_submitted(found.offices, found.submitted);
        let window = window_words(&t, found.window, found.zone);
        (found.round.title, format!("/verifikasi/{}", found.round.slug), offices, window)
    });
    let rounds = found.collect();
    Ok(render(StatusCode::OK, &RoundsPage { shell: visitor.shell(&web), t, rounds }))
}

/// The word for where a questionnaire stands.
pub(super) fn state_words(t: &Texts, state: AssessmentState) -> String {
    match state {
        AssessmentState::Invited => t.review_state_invited(),
        AssessmentState::InProgress => t.review_state_in_progress(),
        AssessmentState::SignedOff => t.review_state_signed_off(),
        AssessmentState::Endorsed => t.review_state_endorsed(),
        AssessmentState::Submitted => t.review_state_submitted(),
    }
}

#[derive(Debug)]
struct OfficeRow {
    name: String,
    href: String,
    is_submitted: bool,
    state: String,
    reviewed: String,
    doubtful: usize,
    outdated: usize,
    /// Where to go on; empty where nothing is open.
    next: String,
    /// Why there is nothing to do; empty where there is.
    note: String,
}

fn office_row(t: &Texts, round: &str, count: usize, office: &OfficeLine) -> OfficeRow {
    let is_submitted = office.state == AssessmentState::Submitted;
    let href = format!("/verifikasi/{round}/{}", office.slug);
    let next = office.next.as_ref().filter(|_| is_submitted);
    OfficeRow {
        name: office.name.clone(),
        is_submitted,
        state: state_words(t, office.state),
        reviewed: t.review_n_of(office.reviewed, count),
        doubtful: office.doubtful,
        outdated: office.outdated,
        next: next.map(|code| format!("{href}/{code}?urut={}", Order::Office)).unwrap_or_default(),
        note: if !is_submitted {
            t.review_not_submitted()
        } else if office.bar == Some(Bar::Served) {
            t.verification_bar_served()
        } else if office.bar == Some(Bar::InOtherHands) {
            t.verification_bar_others(office.holder.as_deref().unwrap_or_default())
        } else if !office.may_review {
            t.review_read_only()
        } else if next.is_none() {
            t.review_finished()
        } else {
            String::new()
        },
        href,
    }
}

#[derive(Debug)]
struct QuestionRow {
    number: u32,
    text: String,
    reviewed: String,
    doubtful: usize,
    next: String,
    note: String,
}

fn question_row(t: &Texts, round: &str, submitted: usize, question: &QuestionLine) -> QuestionRow {
    let next = question.next.as_ref();
    QuestionRow {
        number: question.number,
        text: question.text.get(t.code()).to_owned(),
        reviewed: t.review_n_of(question.reviewed, submitted),
        doubtful: question.doubtful,
        next: next
            .map(|slug| format!("/verifikasi/{round}/{slug}/{}?urut={}", question.code, Order::Question))
            .unwrap_or_default(),
        note: if question.is_system_scored {
            t.review_system()
        } else if next.is_none() && submitted > 0 && question.reviewed == submitted {
            t.review_finished()
        } else {
            String::new()
        },
    }
}

#[derive(Debug, Template)]
#[template(path = "review/queue.html")]
struct QueuePage {
    shell: Shell,
    t: Texts,
    title: String,
    window: String,
    progress: String,
    done: usize,
    total: usize,
    offices: Vec<OfficeRow>,
    questions: Vec<QuestionRow>,
}

/// `GET /verifikasi/{round}`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let queue = access.reviewer(&round).await?.queue().await?;
    let t = *visitor.texts();
    let submitted = queue.offices.iter().filter(|office| office.state == AssessmentState::Submitted).count();
    let office = |line: &OfficeLine| office_row(&t, &queue.round.slug, queue.question_count, line);
    let question = |line: &QuestionLine| question_row(&t, &queue.round.slug, submitted, line);
    let page = QueuePage {
        title: queue.round.title.clone(),
        window: window_words(&t, queue.window, queue.zone),
        progress: t.review_progress(queue.done, queue.total),
        done: queue.done,
        total: queue.total.max(1),
        offices: queue.offices.iter().map(office).collect(),
        questions: queue.questions.iter().map(question).collect(),
        shell: visitor.shell(&web),
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

#[derive(Debug)]
struct ItemRow {
    number: u32,
    text: String,
    href: String,
    /// Claim, the tiers, final.
    cells: Vec<String>,
    marks: Vec<Tag>,
    differs: bool,
}

fn item_row(t: &Texts, base: &str, tiers: &[Tier], item: &OfficeItem) -> ItemRow {
    let mut marks = Vec::new();
    if item.doubtful {
        marks.push(Tag::new(t.review_doubtful_mark()).colour("orange"));
    }
    if item.outdated {
        marks.push(Tag::new(t.review_outdated_count()).colour("red"));
    }
    marks.extend(item.hold.map(|hold| match hold {
        Hold::AtOffice => Tag::new(t.verification_at_office_mark()).colour("purple"),
        Hold::Withheld => Tag::new(t.verification_withheld_mark()).colour("grey"),
    }));
    let values = item.values.as_ref();
    if !item.is_system_scored && values.is_some_and(|values| values.tiers.provincial.is_none()) {
        marks.push(Tag::new(t.review_not_reviewed()).colour("blue"));
    }
    ItemRow {
        number: item.number,
        text: item.text.get(t.code()).to_owned(),
        href: format!("{base}/{}?urut={}", item.code, Order::Office),
        cells: values.map_or_else(
            || vec![t.verification_value_none(); tiers.len() + 2],
            |values| values::cells(t, values, tiers, item.is_system_scored),
        ),
        marks,
        differs: values.is_some_and(app::values::Values::differ),
    }
}

/// What the address of an office says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Filter {
    /// `1`: only questions whose values differ.
    #[serde(default)]
    beda: String,
}

#[derive(Debug, Template)]
#[template(path = "review/office.html")]
struct OfficePage {
    shell: Shell,
    t: Texts,
    office: String,
    state: String,
    is_submitted: bool,
    back: String,
    worked: String,
    reviewed: String,
    here: String,
    only_different: bool,
    differences: String,
    none_differ: bool,
    columns: Vec<String>,
    sections: Vec<(String, Vec<ItemRow>)>,
}

/// `GET /verifikasi/{round}/{body}`
pub(super) async fn office(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path((round, body)): Path<(String, String)>,
    Query(filter): Query<Filter>,
) -> Result<Response, Failure> {
    let queue = access.reviewer(&round).await?.office_queue(&body).await?;
    let t = *visitor.texts();
    let slug = &queue.round.slug;
    let base = format!("/verifikasi/{slug}/{}", queue.office.slug);
    let count = queue.sections.iter().map(|(_, items)| items.len()).sum::<usize>();
    let items = queue.sections.iter().flat_map(|(_, items)| items);
    let tiers = values::tiers_shown(items.filter_map(|item| item.values.as_ref()));
    let only_different = filter.beda == "1";
    let mut sections: Vec<(String, Vec<ItemRow>)> = queue
        .sections
        .iter()
        .map(|(title, items)| {
            let rows = items.iter().map(|item| item_row(&t, &base, &tiers, item)).collect();
            (title.get(t.code()).to_owned(), rows)
        })
        .collect();
    let different = sections.iter().flat_map(|(_, rows)| rows).filter(|row| row.differs).count();
    if only_different {
        for (_, rows) in &mut sections {
            rows.retain(|row| row.differs);
        }
        sections.retain(|(_, rows)| !rows.is_empty());
    }
    let mut shell = visitor.shell(&web);
    shell.wide = true;
    let page = OfficePage {
        office: queue.office.name.clone(),
        state: state_words(&t, queue.office.state),
        is_submitted: queue.office.state == AssessmentState::Submitted,
        back: format!("/verifikasi/{slug}"),
        worked: format!("/penilaian/{slug}/{}", queue.office.slug),
        reviewed: t.review_n_of(queue.office.reviewed, count),
        here: base.clone(),
        only_different,
        differences: t.verification_difference_count(different, count),
        columns: std::iter::once(t.verification_value_claimed())
            .chain(tiers.iter().map(|tier| values::tier_words(&t, *tier)))
            .chain(std::iter::once(t.verification_value_final()))
            .collect(),
        none_differ: only_different && different == 0,
        sections,
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}
