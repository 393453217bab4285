//! *Wawancara*: who is invited, when and where they meet their panel, and what the panel finds.

mod manage;
mod office;
mod panel;
mod scores;

pub use manage::{Arrangement, InterviewPlan, Interviews, Overview, Seated, Shortlisted};
pub use office::OwnInterview;
pub use panel::{PanelEdit, PanelItem, PanelRoom};
pub use scores::Fixed;

use domain::scheme::{Component, Scheme, Source};
use i18n::Texts;
use jiff::Timestamp;
use serde_json::Value;
use sql::Conn;
use store::event::{self, NewEvent};

use crate::{AppError, Principal};
use domain::codes::BodyCode;
use store::round::Round;

/// Kind of object in event rows.
const OBJECT: &str = "interview";

/// The component that the interview scores, where the scheme has one.
fn component(scheme: &Scheme) -> Option<&Component> {
    scheme.components.iter().find(|component| component.source == Source::Panel)
}

/// Writes what happened.
async fn log(
    conn: &mut Conn,
    at: Timestamp,
    who: &Principal,
    (round, body): (&Round, Option<&BodyCode>),
    kind: &'static str,
    data: Value,
) -> Result<(), AppError> {
    let object_id = match body {
        Some(body) => format!("{}/{body}", round.id),
        None => round.id.to_string(),
    };
    let event = NewEvent {
        at,
        actor: Some(who.person),
        body,
        round: Some(round.id),
        object_kind: OBJECT,
        object_id,
        kind,
        data,
    };
    event::append(conn, event).await?;
    Ok(())
}

/// The heading of a notice of this feature, its lines added to `lines`; `None` where it is none.
pub(crate) fn words(
    t: &Texts,
    kind: &str,
    data: &Value,
    at: &dyn Fn(&Value) -> Option<String>,
    lines: &mut Vec<String>,
) -> Option<String> {
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let (heading, when) = match kind {
        "interview_planned" => (t.interview_notice_planned(text("office")), at(&data["opens"])),
        "interview_arranged" => (t.interview_notice_arranged(text("office")), at(&data["opens"])),
        "interview_panel" => (t.interview_notice_panel(), at(&data["opens"])),
        _ => return None,
    };
    lines.push(t.interview_notice_when(when.unwrap_or_default(), data["room"].as_i64().unwrap_or_default()));
    if !text("link").is_empty() {
        lines.push(t.interview_notice_link(text("link")));
    }
    Some(heading)
}
