//! The task list of a questionnaire.

use app::Office;
use app::office::Sheet;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::assessment::QuestionStatus;
use domain::exact::{Exact, Rounding};
use domain::instrument::Question;
use domain::policy::Action;
use domain::round::Standing;
use http::StatusCode;
use i18n::Texts;
use jiff::Timestamp;
use serde::Deserialize;
use store::assignment::Assignment;

use super::device::Device;
use super::rules::Rules;
use super::{handover, words};
use crate::Web;
use crate::components::{BackLink, Button, InsetText, SummaryList, SummaryRow, Task, TaskList};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

/// Decimals of an estimate.
const ESTIMATE_DECIMALS: u8 = 2;

#[expect(clippy::struct_excessive_bools, reason = "each is an independent property of the page, set by name")]
#[derive(Debug, Template)]
#[template(path = "saq/tasks.html")]
struct TasksPage {
    shell: Shell,
    t: Texts,
    home: String,
    title: String,
    standing: String,
    note: String,
    progress: String,
    done: usize,
    total: usize,
    sections: Vec<SectionView>,
    /// Questions that came back and can be mended now: words and address.
    returned: Vec<(String, String)>,
    rules: Rules,
    /// Words and addresses of the two lists, the one that is shown without an address; none where nothing is handed over.
    filters: Vec<(String, Option<String>)>,
    /// The list is of the reader's own tasks and holds none.
    none_of_mine: bool,
    /// Whether this person can hand things over.
    hands_over: bool,
    facts: SummaryList,
    estimate_note: String,
    guidelines: Vec<GuidelineView>,
    is_submitted: bool,
    /// When the office may contest and how much of the right is used; empty until it may.
    appeals: Vec<String>,
    /// Address of the worked sum; empty until it may be seen.
    worked: String,
    /// Whether the round has opened the access test to its offices.
    sees_access: bool,
    /// Whether the office is invited to an interview.
    is_invited: bool,
    device: Device,
}

impl TasksPage {
    fn check_href(&self) -> String {
        format!("{}/periksa", self.home)
    }

    fn provisional_href(&self) -> String {
        format!("{}/hasil-sementara", self.home)
    }
}

#[derive(Debug)]
struct SectionView {
    code: String,
    title: String,
    tasks: TaskList,
}

/// What the address says besides the place: `milik=saya` shows the reader's own tasks alone.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    milik: String,
}

#[derive(Debug)]
struct GuidelineView {
    title: String,
    href: String,
}

/// `GET /saq/{round}/{body}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    office.open().await?;
    let sheet = office.sheet().await?;
    let shell = super::shell(&web, &signed_in, &office);
    let t = shell.t;
    let home = super::home(&office);
    let handed = office.assignments().await?;
    let only_mine = asked.milik == "saya";
    let sections = sections(&t, &office, &sheet, &Tasks { handed: &handed, only_mine, now: web.app.now() });
    let statuses: Vec<QuestionStatus> =
        office.instrument().questions().map(|question| sheet.status(question)).collect();
    let done = statuses.iter().filter(|status| **status == QuestionStatus::Done).count();
    let total = statuses.len();
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (estimate, open_questions) = estimate(&t, &office, &sheet);
    let facts = SummaryList::new([
        SummaryRow::new(t.saq_state(), words::state(&t, sheet.assessment.state)),
        SummaryRow::new(t.saq_estimate(), estimate),
    ]);
    let guidelines = office.guidelines().await?.into_iter().map(|guideline| GuidelineView {
        href: format!("/siklus/{}/pedoman/{}", office.round().slug, guideline.id),
        title: t.common_file_with_size(
            guideline.title,
            format!("{}, {}", guideline.media.to_uppercase(), t.bytes(guideline.size)),
        ),
    });
    let page = TasksPage {
        device: Device::new(&web, &signed_in, &office, "", String::new()),
        t,
        title: t.saq_tasks_title(office.round().title.as_str()),
        standing: words::standing(&t, &office),
        note: note(&t, &office, &sheet),
        progress: t.saq_progress(count(done), count(total)),
        done,
        total,
        rules: Rules::new(&t, &office, office.room().await?),
        filters: filters(&t, &office, &handed, only_mine),
        none_of_mine: only_mine && sections.is_empty(),
        hands_over: office.may(Action::FillAnswer),
        sections,
        returned: super::mending::tasks(&t, &office, &office.returned().await?),
        facts,
        estimate_note: t.saq_estimate_note(count(open_questions)),
        guidelines: guidelines.collect(),
        is_submitted: sheet.assessment.submitted.is_some(),
        appeals: appeals(&t, &office, web.app.now()).await?,
        sees_access: office.sees_access_tests().await?,
        is_invited: office.interview().await?.is_some(),
        worked: if office.sees_worked_sum() {
            format!("/penilaian/{}/{}", office.round().slug, office.placed().body.slug)
        } else {
            String::new()
        },
        home,
        shell,
    };
    Ok(render(StatusCode::OK, &page))
}

/// When the office may contest its provisional result, and how much of that right is used.
async fn appeals(t: &Texts, office: &Office, now: Timestamp) -> Result<Vec<String>, Failure> {
    let result = office.provisional_unseen().await?.filter(|result| result.entry.outcome == "scored");
    let Some(result) = result else { return Ok(Vec::new()) };
    Ok(vec![
        super::provisional::standing(t, office, &result, now),
        super::provisional::unused(t, &result.lines),
    ])
}

/// What is in whose hands, and what of it is shown.
struct Tasks<'a> {
    handed: &'a [Assignment],
    only_mine: bool,
    now: Timestamp,
}

fn sections(t: &Texts, office: &Office, sheet: &Sheet, tasks: &Tasks<'_>) -> Vec<SectionView> {
    let home = super::home(office);
    let mine = |task: Option<&Assignment>| task.is_some_and(|task| task.person == office.person());
    let task = |question: &Question| {
        let held = handover::of_question(office, tasks.handed, question.code.as_str());
        if tasks.only_mine && !mine(held) {
            return None;
        }
        let title = format!("{}. {}", question.number, question.text.get(t.code()));
        let status = words::task_status(t, sheet.status(question));
        let task = Task::new(title, format!("{home}/{}", question.code), status);
        Some(match held {
            Some(held) => task.hint(handover::holder(t, office, held, tasks.now)),
            None => task,
        })
    };
    let sections = office.instrument().sections.iter().filter_map(|section| {
        let tasks: Vec<Task> = section.questions.iter().filter_map(task).collect();
        (!tasks.is_empty()).then(|| SectionView {
            code: section.code.to_string(),
            title: section.title.get(t.code()).to_owned(),
            tasks: TaskList::new(format!("bagian-{}", section.code), tasks),
        })
    });
    sections.collect()
}

/// The ways between all questions and the reader's own.
fn filters(
    t: &Texts,
    office: &Office,
    handed: &[Assignment],
    only_mine: bool,
) -> Vec<(String, Option<String>)> {
    if handed.is_empty() && !only_mine {
        return Vec::new();
    }
    let home = super::home(office);
    let mine = office.instrument().questions().filter(|question| {
        let held = handover::of_question(office, handed, question.code.as_str());
        held.is_some_and(|task| task.person == office.person())
    });
    let mine = t.handover_my_tasks(i64::try_from(mine.count()).unwrap_or(i64::MAX));
    vec![
        (t.handover_all_tasks(), only_mine.then(|| home.clone())),
        (mine, (!only_mine).then(|| format!("{home}?milik=saya"))),
    ]
}

/// Why this person cannot change anything now, if so.
fn note(t: &Texts, office: &Office, sheet: &Sheet) -> String {
    if office.standing() != Standing::Open {
        // The line above says since or until when.
        String::new()
    } else if !sheet.assessment.state.is_editable() {
        t.saq_locked(words::state(t, sheet.assessment.state))
    } else if office.may(Action::FillAnswer) {
        String::new()
    } else {
        t.saq_read_only()
    }
}

/// The office's own estimate in words, and how many answers only reviewers can judge.
fn estimate(t: &Texts, office: &Office, sheet: &Sheet) -> (String, usize) {
    let score = office.self_score(sheet);
    let decimal = |number: &Exact| t.decimal(&number.rounded(ESTIMATE_DECIMALS, Rounding::HalfUp));
    let words = match (&score.low, &score.high) {
        (Some(low), Some(high)) if low == high => t.saq_estimate_one(decimal(low)),
        (Some(low), Some(high)) => t.saq_estimate_between(decimal(high), decimal(low)),
        _ => t.saq_estimate_none(),
    };
    (words, score.not_estimable.len())
}
