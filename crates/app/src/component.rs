//! Scores of components that do not come from the questionnaire: how one is entered, whoever worked it out.

use domain::codes::{BodyCode, ComponentCode};
use domain::exact::Exact;
use domain::ids::RoundId;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::event::{self, NewEvent};
use store::review::ComponentScore;

use crate::{AppError, Principal};

/// A score to be entered.
pub(crate) struct NewScore<'a> {
    pub(crate) round: RoundId,
    pub(crate) body: &'a BodyCode,
    pub(crate) component: &'a ComponentCode,
    /// 0 to 100.
    pub(crate) score: Exact,
    /// Why, or where it comes from.
    pub(crate) reason: String,
    /// Whether the office must not find it in its own events.
    pub(crate) is_secret: bool,
}

/// Enters a score, or the next version of it, with its event. The caller holds the lock of the round.
pub(crate) async fn enter(
    conn: &mut Conn,
    who: &Principal,
    now: Timestamp,
    new: NewScore<'_>,
) -> Result<(), AppError> {
    let (body, name) = (new.body.as_str(), new.component.as_str());
    let present = store::review::components_of(conn, new.round, body).await?;
    let version = present.get(new.component).map_or(0, |old| old.version) + 1;
    let score = ComponentScore { version, score: new.score, reason: new.reason, entered_at: now };
    store::review::put_component(conn, new.round, body, name, &score, who.person).await?;
    let event = NewEvent {
        at: now,
        actor: Some(who.person),
        body: Some(new.body).filter(|_| !new.is_secret),
        round: Some(new.round),
        object_kind: "component",
        object_id: format!("{}/{body}/{name}", new.round),
        kind: "entered",
        data: json!({ "version": score.version, "score": score.score, "reason": score.reason }),
    };
    event::append(conn, event).await?;
    Ok(())
}
