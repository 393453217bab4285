//! What was found at the sites of offices: for those who manage the test, and for the office itself.

mod manage;
mod office;
mod rules;

use axum::Router;
use axum::routing::{get, post};
use domain::body::Zone;
use domain::ids::SiteFindingId;
use domain::site::{FindingState, Look, SiteRules};
use i18n::Texts;
use store::site::Finding;

use crate::Web;
use crate::components::Tag;
use crate::failure::Failure;

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/nasional/{round}/situs", get(manage::list).post(manage::visit_all))
        .route("/nasional/{round}/situs/aturan", get(rules::show).post(rules::submit))
        .route("/nasional/{round}/situs/kantor/{body}", get(manage::show).post(manage::visit))
        .route("/nasional/{round}/situs/kantor/{body}/{finding}", post(manage::decide))
        .route("/saq/{round}/{body}/situs", get(office::show))
        .route("/saq/{round}/{body}/situs/{finding}", post(office::reply))
}

/// A finding in words.
#[derive(Debug)]
struct FindingView {
    id: String,
    version: i64,
    title: String,
    url: String,
    state: Tag,
    first: String,
    last: String,
    proof: String,
    hash: String,
    reply: String,
    reason: String,
    may_confirm: bool,
    may_dismiss: bool,
}

fn finding(t: &Texts, found: &Finding, rules: &SiteRules, zone: Zone) -> FindingView {
    let look: Look = serde_json::from_str(&found.last_seen).unwrap_or_default();
    let status = look.status.map_or_else(|| t.site_no_answer(), |status| status.to_string());
    let size = look.size.map_or_else(|| t.site_size_unknown(), |size| t.bytes(size));
    let milliseconds = i64::try_from(look.milliseconds).unwrap_or(i64::MAX);
    let may = |action| found.state.transition(action).is_some();
    FindingView {
        id: found.id.to_string(),
        version: found.version,
        title: fault(t, &found.code, rules),
        url: found.url.clone(),
        state: state_tag(t, found.state),
        first: crate::access::at(t, found.first_at, zone),
        last: crate::access::at(t, found.last_at, zone),
        proof: t.site_proof_line(milliseconds, size, status),
        hash: look.sha256.map(|hash| t.site_proof_hash(hash)).unwrap_or_default(),
        reply: found.reply.clone(),
        reason: found.reason.clone(),
        may_confirm: may(domain::site::FindingAction::Confirm),
        may_dismiss: may(domain::site::FindingAction::Dismiss),
    }
}

/// What is amiss, in words.
fn fault(t: &Texts, code: &str, rules: &SiteRules) -> String {
    match code {
        "unreachable" => t.site_fault_unreachable(),
        "insecure" => t.site_fault_insecure(),
        "slow" => t.site_fault_slow(),
        "heavy" => t.site_fault_heavy(),
        "lang" => t.site_fault_lang(),
        "title" => t.site_fault_title(),
        "alt" => t.site_fault_alt(),
        "label" => t.site_fault_label(),
        "link" => t.site_fault_link(),
        "document" => t.site_fault_document(),
        page => {
            let page = page.strip_prefix("page.").unwrap_or(page);
            let title = rules.pages.iter().find(|wanted| wanted.code == page);
            t.site_fault_page(title.map_or(page, |wanted| wanted.title.as_str()))
        }
    }
}

fn state_tag(t: &Texts, state: FindingState) -> Tag {
    match state {
        FindingState::Seen => Tag::new(t.site_seen()).colour("grey"),
        FindingState::Repeated => Tag::new(t.site_repeated()).colour("yellow"),
        FindingState::Gone => Tag::new(t.site_gone()).colour("green"),
        FindingState::Confirmed => Tag::new(t.site_confirmed()).colour("red"),
        FindingState::Dismissed => Tag::new(t.site_dismissed()).colour("grey"),
    }
}

fn finding_id(text: &str) -> Result<SiteFindingId, Failure> {
    text.parse().map_err(|_| app::AppError::NotFound.into())
}
