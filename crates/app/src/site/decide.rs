//! What those who manage the test see of the sites, and how they decide what was found.

use domain::ids::SiteFindingId;
use domain::policy::Action;
use domain::round::RoundState;
use domain::rules::RoundRules;
use domain::site::{FindingAction, FindingState, SiteRules};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::site::{self, Finding, Visit};

use super::Sites;
use super::visit::log;
use crate::component::{self, NewScore};
use crate::error::check;
use crate::national::{National, check_reason};
use crate::{AppError, Conflict};

/// An office in the list of sites.
#[derive(Debug, Clone)]
pub struct SiteLine {
    /// The office.
    pub placed: Placed,
    /// When its site was last visited.
    pub visited_at: Option<Timestamp>,
    /// Findings that one walk saw.
    pub seen: i64,
    /// Findings that wait for a person.
    pub repeated: i64,
    /// Findings that were confirmed.
    pub confirmed: i64,
}

/// What is known of the site of one office.
#[derive(Debug, Clone)]
pub struct SitePage {
    /// The office.
    pub placed: Placed,
    /// The latest walk.
    pub visit: Option<Visit>,
    /// What was found, by what and where.
    pub findings: Vec<Finding>,
}

impl Sites {
    /// Whether sites are visited at all.
    #[must_use]
    pub fn are_visited(&self) -> bool {
        self.app.looks_at_links()
    }

    /// The offices of the round with what is known of their sites.
    pub async fn list(&self) -> Result<Vec<SiteLine>, AppError> {
        let mut conn = self.app.db().read().await?;
        let visited = site::visited(&mut conn, self.round().id).await?;
        let counts = site::counts(&mut conn, self.round().id).await?;
        let bodies = store::participation::bodies(&mut conn, self.round().id).await?;
        let line = |placed: Placed| {
            let code = placed.body.code.clone();
            let of = |state: FindingState| {
                let found = counts.iter().find(|(body, found, _)| *body == code && *found == state);
                found.map_or(0, |(.., count)| *count)
            };
            SiteLine {
                visited_at: visited.iter().find(|(body, _)| *body == code).map(|(_, at)| *at),
                seen: of(FindingState::Seen),
                repeated: of(FindingState::Repeated),
                confirmed: of(FindingState::Confirmed),
                placed,
            }
        };
        Ok(bodies.into_iter().map(line).collect())
    }

    /// The site of one office, by its code.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for an office that does not take part or is one's own.
    pub async fn of(&self, body: &str) -> Result<SitePage, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = self.office(&mut conn, body).await?;
        Ok(SitePage {
            visit: site::latest_visit(&mut conn, self.round().id, body).await?,
            findings: site::findings_of(&mut conn, self.round().id, body).await?,
            placed,
        })
    }

    async fn office(&self, conn: &mut Conn, body: &str) -> Result<Placed, AppError> {
        let bodies = store::participation::bodies(conn, self.round().id).await?;
        let placed = bodies.into_iter().find(|placed| placed.body.code == *body).ok_or(AppError::NotFound)?;
        self.who.must(Action::EnterComponent, &placed)?;
        Ok(placed)
    }

    /// Confirms a finding, or decides that it is none. Where the round names a component, its score follows.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason`; [`AppError::Conflict`] with the state of a finding that was not seen at two times,
    /// with its version where it has moved on, and with the state of results that are proposed.
    pub async fn decide(
        &self,
        id: SiteFindingId,
        version: i64,
        confirmed: bool,
        reason: &str,
    ) -> Result<(), AppError> {
        let now = self.app.now();
        let mut problems = Vec::new();
        check_reason(reason, &mut problems);
        let mut tx = self.app.db().write().await?;
        let found = site::lock_finding(&mut tx, id).await?;
        let mut finding = found.filter(|found| found.round == self.round().id).ok_or(AppError::NotFound)?;
        self.office(&mut tx, finding.body.as_str()).await?;
        check(problems)?;
        if finding.version != version {
            let value = String::new();
            return Err(AppError::Conflict(Conflict::Version { current: finding.version, value }));
        }
        let action = if confirmed { FindingAction::Confirm } else { FindingAction::Dismiss };
        let state = finding.state.transition(action);
        finding.state = state.ok_or(AppError::Conflict(Conflict::State(finding.state.code())))?;
        finding.reason = reason.trim().to_owned();
        finding.decided_by = Some(self.who.person);
        finding.decided_at = Some(now);
        site::update_finding(&mut tx, &finding).await?;
        let data = json!({
            "finding": id.to_string(), "code": finding.code, "url": finding.url, "reason": finding.reason,
            "proof": finding.last_seen,
        });
        let kind = if confirmed { "confirmed" } else { "dismissed" };
        let place = (self.round().id, &finding.body);
        log(&mut tx, now, Some(&self.who), place, kind, data).await?;
        self.put_score(&mut tx, &finding, now).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The score of the component that the round names for sites; nothing where it names none or the scheme has no such one.
    async fn put_score(&self, conn: &mut Conn, finding: &Finding, now: Timestamp) -> Result<(), AppError> {
        let round = store::round::lock(conn, self.round().id).await?.ok_or(AppError::NotFound)?;
        let rules = &round.rules.site;
        let Some(component) = &rules.component else { return Ok(()) };
        let scheme = self.app.scheme(conn, round.scheme).await?;
        let named = scheme.component(component.as_str());
        if named.is_none_or(|named| named.source != domain::scheme::Source::Sheet) {
            return Ok(());
        }
        crate::frozen::not_announced(conn, round.id).await?;
        let lacking: Vec<String> = site::findings_of(conn, round.id, finding.body.as_str())
            .await?
            .into_iter()
            .filter(|found| found.state == FindingState::Confirmed)
            .filter_map(|found| found.code.strip_prefix("page.").map(str::to_owned))
            .collect();
        let Some(score) = rules.score(&lacking) else { return Ok(()) };
        let t = self.app.operator_texts();
        let reason = t.site_score_reason(i64::try_from(lacking.len()).unwrap_or(i64::MAX));
        let body = &finding.body;
        let new = NewScore { round: round.id, body, component, score, reason, is_secret: false };
        component::enter(conn, &self.who, now, new).await
    }
}

impl National {
    /// Sets what is looked for at the sites of a round. Gives the new version of the round.
    ///
    /// # Errors
    /// As [`National::change_rules`]; [`AppError::Conflict`] for a round that is over.
    pub async fn change_site_rules(
        &self,
        slug: &str,
        version: i64,
        rules: &SiteRules,
        reason: &str,
    ) -> Result<i64, AppError> {
        let detail = self.round(slug).await?;
        if detail.round.state == RoundState::Cancelled {
            return Err(AppError::Conflict(Conflict::State(detail.round.state.code())));
        }
        if let Some(component) = &rules.component {
            let mut conn = self.app.db().read().await?;
            let scheme = self.app.scheme(&mut conn, detail.round.scheme).await?;
            let named = scheme.component(component.as_str());
            if named.is_none_or(|named| named.source != domain::scheme::Source::Sheet) {
                let why = "access-component-unknown".to_owned();
                return Err(AppError::field("site.component", domain::problem::Problem::NotNow { why }));
            }
        }
        let rules = RoundRules { site: rules.clone(), ..detail.round.rules };
        self.change_rules(slug, version, &rules, reason).await
    }
}
