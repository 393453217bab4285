//! What an office sees of its own site, and its reply.

use domain::ids::SiteFindingId;
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::json;
use store::site::{self, Finding, Visit};

use super::visit::log;
use crate::{AppError, Conflict, Office};

/// Most characters of a reply.
const REPLY_MAX: usize = 2_000;

/// What is known of an office's own site.
#[derive(Debug, Clone)]
pub struct OfficeSite {
    /// The latest walk.
    pub visit: Option<Visit>,
    /// What was found, by what and where.
    pub findings: Vec<Finding>,
    /// Whether this person may reply.
    pub may_reply: bool,
}

impl Office {
    /// What was found at the office's own site. It is advice, so it is seen at once.
    pub async fn site(&self) -> Result<OfficeSite, AppError> {
        let mut conn = self.app.db().read().await?;
        let (round, body) = (self.round().id, self.placed().body.code.as_str());
        Ok(OfficeSite {
            visit: site::latest_visit(&mut conn, round, body).await?,
            findings: site::findings_of(&mut conn, round, body).await?,
            may_reply: self.may(Action::FillAnswer),
        })
    }

    /// Says what the office has to say of a finding; an earlier reply stays in the history.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a finding of another office; [`AppError::Invalid`] at `reply`; [`AppError::Conflict`] where
    /// the finding has moved on.
    pub async fn reply(&self, id: SiteFindingId, version: i64, reply: &str) -> Result<(), AppError> {
        self.who.must(Action::FillAnswer, self.placed())?;
        let reply = reply.replace("\r\n", "\n").trim().to_owned();
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let found = site::lock_finding(&mut tx, id).await?;
        let own = |found: &Finding| found.round == self.round().id && found.body == self.placed().body.code;
        let mut finding = found.filter(own).ok_or(AppError::NotFound)?;
        if reply.is_empty() {
            return Err(AppError::field("reply", Problem::Required));
        }
        if reply.chars().count() > REPLY_MAX {
            return Err(AppError::field("reply", Problem::TooLong { max: REPLY_MAX }));
        }
        if finding.version != version {
            let value = String::new();
            return Err(AppError::Conflict(Conflict::Version { current: finding.version, value }));
        }
        finding.reply.clone_from(&reply);
        finding.replied_by = Some(self.who.person);
        finding.replied_at = Some(now);
        site::update_finding(&mut tx, &finding).await?;
        let data =
            json!({ "finding": id.to_string(), "code": finding.code, "url": finding.url, "reply": reply });
        log(&mut tx, now, Some(&self.who), (self.round().id, &finding.body), "replied", data).await?;
        tx.commit().await?;
        Ok(())
    }
}
