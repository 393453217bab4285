//! The duties of publication: what the office still owes the public.

use app::AppError;
use app::desk::{DutyLine, DutySheet};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::InformationClass;
use domain::duty::{Duties, Duty, Evidence, Frequency, State as DutyState};
use domain::exact::{Exact, Rounding};
use http::StatusCode;
use i18n::Texts;
use jiff::civil::Date;

use crate::Web;
use crate::components::{BackLink, Select, SelectItem, Tag};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::ppid::{class_long, class_name};
use crate::visitor::SignedIn;

/// A duty in the list.
#[derive(Debug)]
struct Row {
    name: String,
    /// How often, by which article.
    asked: String,
    /// What there is to say of how sure the entry is.
    caution: String,
    state: Tag,
    /// Last published, due.
    days: String,
    /// The item that answers it: where it is, what it is called, what there is to say of it.
    item: Option<(String, String, String)>,
    add: String,
    add_about: String,
}

/// The duties of a class.
#[derive(Debug)]
struct Group {
    id: &'static str,
    title: String,
    rows: Vec<Row>,
}

#[derive(Debug, Template)]
#[template(path = "desk/duties.html")]
struct DutiesPage {
    shell: Shell,
    t: Texts,
    office: String,
    home: String,
    score: String,
    score_of: String,
    /// How many are missing, late, due soon.
    counts: Vec<(String, String)>,
    groups: Vec<Group>,
}

/// `GET /meja/{slug}/kewajiban`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = desk.duties().await?;
    let t = *signed_in.visitor.texts();
    let home = format!("/meja/{}", desk.placed().body.slug);
    let share = sheet.score.share().ok_or_else(|| AppError::Fault("a list without duties".to_owned()))?;
    let percent = (&share * &Exact::HUNDRED).rounded(1, Rounding::HalfUp);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let group = |class: &InformationClass| Group {
        id: class.code(),
        title: class_long(&t, *class),
        rows: sheet
            .lines
            .iter()
            .filter(|line| line.duty.class == *class)
            .map(|line| row(&t, &home, line))
            .collect(),
    };
    let page = DutiesPage {
        shell: signed_in.visitor.shell(&web),
        office: desk.placed().body.office_name.clone(),
        score: format!("{} %", t.decimal(&percent)),
        score_of: t.duties_score_of(number(sheet.score.counted), number(sheet.score.current)),
        counts: counts(&t, &sheet),
        groups: InformationClass::ALL.iter().map(group).collect(),
        home,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn counts(t: &Texts, sheet: &DutySheet) -> Vec<(String, String)> {
    let states = [
        (DutyState::Missing, t.duties_count_missing()),
        (DutyState::Late, t.duties_count_late()),
        (DutyState::DueSoon, t.duties_count_due_soon()),
    ];
    let count = |state| sheet.lines.iter().filter(|line| line.standing.state == state).count();
    states.into_iter().map(|(state, words)| (count(state).to_string(), words)).collect()
}

fn row(t: &Texts, home: &str, line: &DutyLine) -> Row {
    let name = line.duty.name.get(t.code()).to_owned();
    let others = line.items.len().saturating_sub(1);
    let item = line.items.first().map(|first| {
        let mut about = Vec::new();
        if first.visible_from.is_none() {
            about.push(t.duties_not_public());
        }
        if others > 0 {
            about.push(t.duties_more_items(i64::try_from(others).unwrap_or(i64::MAX)));
        }
        (format!("{home}/informasi/{}", first.reference), first.title.clone(), about.join(", "))
    });
    Row {
        asked: format!("{} · {}", often(t, line.duty.frequency), line.duty.basis),
        caution: if line.duty.evidence == Evidence::FromMemory {
            t.duties_from_memory()
        } else {
            String::new()
        },
        state: state_tag(t, line.standing.state),
        days: days(t, line),
        item,
        add: format!("{home}/informasi/baru?kewajiban={}", line.duty.code),
        add_about: t.duties_add_about(name.as_str()),
        name,
    }
}

fn often(t: &Texts, frequency: Frequency) -> String {
    match frequency {
        Frequency::Every { months } => t.duties_every(i64::from(months)),
        Frequency::Yearly { month, day } => {
            // Any year will do: only day and month are shown.
            let day = Date::new(2023, month, day).map(|day| t.day_month(day)).unwrap_or_default();
            t.duties_yearly(day)
        }
        Frequency::Always => t.duties_always(),
        Frequency::OnEvent => t.duties_on_event(),
    }
}

fn days(t: &Texts, line: &DutyLine) -> String {
    let last = line.standing.last.map(|day| t.duties_last(t.date(day)));
    let due = line.standing.due.map(|day| {
        if line.standing.state == DutyState::Late {
            t.duties_was_due(t.date(day))
        } else {
            t.duties_due(t.date(day))
        }
    });
    [last, due].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn state_tag(t: &Texts, state: DutyState) -> Tag {
    let (words, colour) = match state {
        DutyState::Missing => (t.duties_state_missing(), "red"),
        DutyState::Late => (t.duties_state_late(), "orange"),
        DutyState::DueSoon => (t.duties_state_due_soon(), "yellow"),
        DutyState::Met => (t.duties_state_met(), "green"),
        DutyState::OnEvent => (t.duties_state_on_event(), "grey"),
    };
    Tag::new(words).colour(colour)
}

/// The duty with this code, for a form that begins with it.
pub(super) fn asked(code: &str) -> Option<&'static Duty> {
    Duties::usual().get(code)
}

/// The name of the duty that an item answers; none for none.
pub(super) fn name(t: &Texts, code: &str) -> String {
    asked(code).map(|duty| duty.name.get(t.code()).to_owned()).unwrap_or_default()
}

/// The duties of a class to choose from; those of every class, and what was chosen of another, with their class before them.
pub(super) fn choice(t: &Texts, class: Option<InformationClass>, chosen: &str) -> Select {
    let none = std::iter::once(SelectItem::new("", t.duties_none()));
    let wanted = Duties::usual()
        .duties
        .iter()
        .filter(|duty| class.is_none_or(|class| class == duty.class) || duty.code.as_str() == chosen);
    let items = wanted.map(|duty| {
        let name = duty.name.get(t.code());
        let text = if class == Some(duty.class) {
            name.to_owned()
        } else {
            t.duties_in_class(class_name(t, duty.class), name)
        };
        SelectItem::new(duty.code.as_str(), text)
    });
    Select::new("duty", t.common_label_optional(t.duties_field()), none.chain(items))
        .hint(t.duties_field_hint())
        .value(chosen)
}
