//! The duties of publication of an office: where it stands, and reminders of what is late or due soon.

use std::collections::BTreeMap;

use domain::body::Zone;
use domain::catalogue::Content;
use domain::codes::BodyCode;
use domain::duty::{Duties, Duty, Score, Standing, State, score, standing};
use domain::person::Role;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use i18n::Texts;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sql::Conn;
use store::body::Placed;
use store::catalogue::{Answering, Told};

use super::Desk;
use crate::jobs::Work;
use crate::notices::Message;
use crate::{App, AppError};

/// Offices that one job looks at.
const OFFICES: i64 = 50;
/// The hour at which people are reminded, on the clock of Jakarta.
const HOUR: i8 = 7;
/// Duties that a notice names.
const NAMED: usize = 12;

/// A duty, where the office stands towards it, and what answers it.
#[derive(Debug, Clone)]
pub struct DutyLine {
    /// The duty.
    pub duty: &'static Duty,
    /// Where the office stands.
    pub standing: Standing,
    /// The items that answer it, those that are public first.
    pub items: Vec<Answering>,
}

/// The duties of an office on a day.
#[derive(Debug, Clone)]
pub struct DutySheet {
    /// Each of them, in the order of the list.
    pub lines: Vec<DutyLine>,
    /// How current the office is.
    pub score: Score,
    /// The day, on the office's calendar.
    pub today: Date,
}

impl Desk {
    /// Where the office stands towards each of its duties today.
    pub async fn duties(&self) -> Result<DutySheet, AppError> {
        self.who.must(Action::EditCatalogue, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        sheet(&mut conn, &self.placed, self.app.now()).await
    }
}

/// Where an office stands towards each of its duties at an instant.
pub(crate) async fn sheet(conn: &mut Conn, placed: &Placed, now: Timestamp) -> Result<DutySheet, AppError> {
    let zone = placed.body.zone;
    let today = day(now, zone);
    let mut by_duty: BTreeMap<String, Vec<Answering>> = BTreeMap::new();
    for item in store::catalogue::answering(conn, placed.body.code.as_str(), now).await? {
        by_duty.entry(item.duty.clone()).or_default().push(item);
    }
    let lines = Duties::usual().duties.iter().map(|duty| {
        let mut items = by_duty.remove(duty.code.as_str()).unwrap_or_default();
        items.sort_by_key(|item| std::cmp::Reverse(item.visible_from));
        let published: Vec<Date> =
            items.iter().filter_map(|item| item.visible_from).map(|at| day(at, zone)).collect();
        DutyLine { duty, standing: standing(duty, &published, today), items }
    });
    let lines: Vec<DutyLine> = lines.collect();
    let score = score(lines.iter().map(|line| (line.duty, line.standing)));
    Ok(DutySheet { lines, score, today })
}

fn day(at: Timestamp, zone: Zone) -> Date {
    jiff::tz::offset(zone.hours()).to_datetime(at).date()
}

/// What is wrong with the duty that an item names: it is not in the list, or belongs to another class.
pub(super) fn problems(content: &Content) -> Vec<FieldProblem> {
    if content.duty.is_empty() {
        return Vec::new();
    }
    let problem = match Duties::usual().get(&content.duty) {
        Some(duty) if duty.class == content.class => return Vec::new(),
        Some(_) => Problem::NotNow { why: "duties-other-class".to_owned() },
        None => Problem::UnknownOption,
    };
    vec![FieldProblem::new("duty", problem)]
}

/// When people are reminded next.
pub(crate) fn next_morning(now: Timestamp) -> Timestamp {
    let offset = jiff::tz::offset(Zone::Wib.hours());
    let begins = offset.to_datetime(now).date().at(HOUR, 0, 0, 0);
    let today = offset.to_timestamp(begins).unwrap_or(now);
    if today > now { today } else { today + SignedDuration::from_hours(24) }
}

impl App {
    /// The job of [`Work::RemindDuties`]: tells the officers and the PPID of some offices what is late or due soon, each duty
    /// once while it is due soon and once when it is late, and puts off the offices after them.
    pub(crate) async fn remind_duties(&self, after: &str) -> Result<(), AppError> {
        let offices = store::catalogue::desks(&mut self.db().read().await?, after, OFFICES).await?;
        for office in &offices {
            self.remind_office(office).await?;
        }
        let is_full = i64::try_from(offices.len()).is_ok_and(|count| count == OFFICES);
        if let (true, Some(last)) = (is_full, offices.last()) {
            let mut tx = self.db().write().await?;
            let rest = Work::RemindDuties { after: last.as_str().to_owned() };
            self.put_off(&mut tx, &rest, self.now()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    async fn remind_office(&self, office: &BodyCode) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        let Some(placed) = store::body::by_code(&mut tx, office.as_str()).await? else { return Ok(()) };
        let mut news = Vec::new();
        for line in sheet(&mut tx, &placed, now).await?.lines {
            let Standing { state, due: Some(due), .. } = line.standing else { continue };
            if !matches!(state, State::Late | State::DueSoon) {
                continue;
            }
            let told = Told { duty: line.duty.code.as_str(), due, state: state.code() };
            if store::catalogue::note_told(&mut tx, office.as_str(), told, now).await? {
                news.push(json!({ "duty": line.duty.code, "due": due, "state": state.code() }));
            }
        }
        if news.is_empty() {
            return Ok(());
        }
        let people = store::participation::holding(&mut tx, office.as_str(), &[Role::Officer, Role::Ppid]);
        let people = people.await?;
        let path = format!("/meja/{}/kewajiban", placed.body.slug);
        let data = json!({ "path": path, "office": placed.body.office_name, "duties": news });
        self.notify(&mut tx, &people, &Message::apart("duties_due", data)).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// The heading of the reminder, its lines added to `lines`; `None` for another notice.
pub(super) fn words(t: &Texts, kind: &str, data: &Value, lines: &mut Vec<String>) -> Option<String> {
    if kind != "duties_due" {
        return None;
    }
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let duties = data["duties"].as_array().map(Vec::as_slice).unwrap_or_default();
    let line = |told: &Value| {
        let code = text(told, "duty");
        let name =
            Duties::usual().get(&code).map_or(code.as_str(), |duty| duty.name.get(t.code())).to_owned();
        let due = text(told, "due").parse().map(|due: Date| t.date(due)).unwrap_or_default();
        if told["state"] == State::Late.code() {
            t.duties_notice_late(due, name)
        } else {
            t.duties_notice_soon(due, name)
        }
    };
    lines.extend(duties.iter().take(NAMED).map(line));
    if let Ok(more) = i64::try_from(duties.len().saturating_sub(NAMED))
        && more > 0
    {
        lines.push(t.duties_notice_more(more));
    }
    Some(t.duties_notice(text(data, "office")))
}
