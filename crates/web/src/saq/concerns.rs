//! What the office should look at before it sends, beside what is missing: from every source that knows something.

use app::AppError;
use app::office::{Office, Sheet};
use domain::assignment::{Due, Scope, due};
use domain::instrument::Question;
use domain::level::Level;
use i18n::Texts;
use jiff::Timestamp;
use store::evidence::Content;

use super::rules::percent;
use crate::belief;
use crate::components::Tag;

/// One thing to look at.
#[derive(Debug)]
pub(super) struct Concern {
    pub(super) level: Level,
    pub(super) text: String,
    /// Where it can be mended.
    pub(super) href: String,
}

impl Concern {
    pub(super) fn tag(&self, t: impl std::borrow::Borrow<Texts>) -> Tag {
        belief::level_tag(t.borrow(), self.level)
    }
}

/// Everything that is known, the worst first, then in the order of the questions. Another source is one more line here.
pub(super) async fn all(
    t: &Texts,
    office: &Office,
    sheet: &Sheet,
    now: Timestamp,
) -> Result<Vec<Concern>, AppError> {
    let mut found = under_way(t, office).await?;
    found.extend(evidence(t, office, sheet));
    found.extend(problems(t, office, sheet).await?);
    found.extend(overdue(t, office, now).await?);
    found.sort_by_key(|concern| std::cmp::Reverse(concern.level));
    Ok(found)
}

/// Uploads that have not arrived yet.
async fn under_way(t: &Texts, office: &Office) -> Result<Vec<Concern>, AppError> {
    let uploads = office.uploads_under_way().await?;
    let concern = |upload: &store::upload::Upload| {
        let store::upload::UploadPlace::Slot { question, slot, .. } = &upload.place else { return None };
        let question = office.instrument().question(question.as_str())?;
        let number = i64::from(question.number);
        let whole = |bytes: i64| u64::try_from(bytes).unwrap_or(0);
        let name = app::office::shown_name(upload);
        let text = if upload.received == upload.size {
            t.evidence_under_way_whole(name, number)
        } else {
            let percent = percent(whole(upload.received), whole(upload.size));
            t.evidence_under_way(name, number, t.percent(&percent.to_string()))
        };
        Some(Concern { level: Level::Look, text, href: at_slot(office, question, slot.as_str()) })
    };
    Ok(uploads.iter().filter_map(concern).collect())
}

/// Files that are damaged or late.
fn evidence(t: &Texts, office: &Office, sheet: &Sheet) -> Vec<Concern> {
    let mut found = Vec::new();
    for piece in &sheet.evidence {
        let (Content::File { name, .. }, Some(question)) =
            (&piece.content, office.instrument().question(piece.question.as_str()))
        else {
            continue;
        };
        let (number, href) = (i64::from(question.number), at_slot(office, question, piece.slot.as_str()));
        let name = if name.is_empty() { t.saq_evidence_unnamed() } else { name.clone() };
        if piece.damaged {
            let text = t.evidence_damaged_file(name.as_str(), number);
            found.push(Concern { level: Level::Problem, text, href: href.clone() });
        }
        if piece.late {
            found.push(Concern { level: Level::Look, text: t.evidence_late_file(name, number), href });
        }
    }
    found
}

/// Files that as they stand do not prove what they should, each with its reasons.
async fn problems(t: &Texts, office: &Office, sheet: &Sheet) -> Result<Vec<Concern>, AppError> {
    let beliefs = office.beliefs(sheet).await?;
    let zone = office.placed().body.zone;
    let mut found = Vec::new();
    for piece in &sheet.evidence {
        let (Content::File { name, .. }, Some(question), Some(belief)) =
            (&piece.content, office.instrument().question(piece.question.as_str()), beliefs.get(&piece.id))
        else {
            continue;
        };
        let number = i64::from(question.number);
        found.extend(belief::problems(t, zone, belief).into_iter().map(|sentence| Concern {
            level: Level::Problem,
            text: t.finding_concern(name.as_str(), number, sentence),
            href: at_slot(office, question, piece.slot.as_str()),
        }));
    }
    Ok(found)
}

/// Tasks of colleagues whose time is over.
async fn overdue(t: &Texts, office: &Office, now: Timestamp) -> Result<Vec<Concern>, AppError> {
    let mut found = Vec::new();
    for task in office.assignments().await? {
        if due(task.due_at, office.filling(), now) != Due::Over {
            continue;
        }
        let what = super::handover::named(t, office, task.scope, &task.code);
        let home = super::home(office);
        let href = match task.scope {
            Scope::Question => format!("{home}/{}", task.code),
            Scope::Section => format!("{home}/pembagian"),
        };
        let text = t.evidence_overdue_task(task.person_name, what);
        found.push(Concern { level: Level::Look, text, href });
    }
    Ok(found)
}

fn at_slot(office: &Office, question: &Question, slot: &str) -> String {
    format!("{}/{}#judul.{slot}", super::home(office), question.code)
}
