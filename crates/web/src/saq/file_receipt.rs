//! The receipt of one file: what has arrived, when, for which question.

use app::AppError;
use app::evidence::Receipt;
use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::ids::EvidenceId;
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;
use jiff::Timestamp;
use serde::Serialize;

use super::receipt::{panel, plain};
use super::words::zone_of;
use crate::Web;
use crate::components::{BackLink, Panel, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

/// Format of the receipt as JSON.
const FORMAT: &str = "terbuka/file-receipt@1";

#[derive(Debug, Template)]
#[template(path = "saq/file_receipt.html")]
struct ReceiptPage {
    shell: Shell,
    t: Texts,
    panel: Panel,
    facts: SummaryList,
    /// Address of the page of the question, for this reader.
    question: String,
    path: String,
}

/// `GET /bukti/{id}/tanda-terima`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let receipt = find(&signed_in, &id).await?;
    let mut shell = signed_in.visitor.shell(&web);
    let (t, path) = (shell.t, format!("/bukti/{id}/tanda-terima"));
    shell.office.clone_from(&receipt.placed.body.office_name);
    let question = question(&signed_in, &receipt).await;
    let panel = panel(t.evidence_receipt_title(), t.evidence_receipt_number(), &receipt.number);
    let page = ReceiptPage { t, panel, facts: facts(&t, &receipt), question, path, shell };
    Ok(render(StatusCode::OK, &page))
}

/// Where this reader sees the question: the office its own page, others the one where they judge.
async fn question(signed_in: &SignedIn, receipt: &Receipt) -> String {
    let (round, body) = (receipt.round.slug.as_str(), receipt.placed.body.slug.as_str());
    let area = if signed_in.access.office(round, body).await.is_ok() { "saq" } else { "verifikasi" };
    format!("/{area}/{round}/{body}/{}", receipt.question.code)
}

fn facts(t: &Texts, receipt: &Receipt) -> SummaryList {
    let size = u64::try_from(receipt.blob.size).unwrap_or(0);
    let zone = zone_of(receipt.placed.body.zone);
    let number = i64::from(receipt.question.number);
    let question = t.handover_question(number, receipt.question.text.get(t.code()));
    let name = if receipt.name.is_empty() { t.saq_evidence_unnamed() } else { receipt.name.clone() };
    let mark = if receipt.evidence.late { t.evidence_receipt_late() } else { t.evidence_receipt_in_time() };
    let caption = if receipt.evidence.caption.is_empty() {
        t.saq_caption_none()
    } else {
        receipt.evidence.caption.clone()
    };
    SummaryList::new([
        SummaryRow::new(t.evidence_receipt_file(), name),
        SummaryRow::new(
            t.evidence_receipt_size(),
            t.evidence_receipt_bytes(t.integer(receipt.blob.size), t.bytes(size)),
        ),
        SummaryRow::new(t.evidence_receipt_hash(), receipt.blob.sha256.as_str()),
        SummaryRow::new(t.evidence_receipt_time(), t.date_time_both(receipt.evidence.added_at, zone)),
        SummaryRow::new(t.evidence_receipt_office(), receipt.placed.body.office_name.as_str()),
        SummaryRow::new(t.saq_round(), receipt.round.title.as_str()),
        SummaryRow::new(t.evidence_receipt_question(), question),
        SummaryRow::new(t.evidence_receipt_caption(), caption),
        SummaryRow::new(t.evidence_receipt_by(), receipt.by.as_str()),
        SummaryRow::new(t.evidence_receipt_mark(), mark),
    ])
}

/// The receipt for programs.
#[derive(Debug, Serialize)]
struct Document<'a> {
    format: &'static str,
    receipt: &'a str,
    round: &'a str,
    body: &'a str,
    office: &'a str,
    question: &'a str,
    slot: &'a str,
    evidence: String,
    file: &'a str,
    size: i64,
    sha256: &'a str,
    caption: &'a str,
    received_at: Timestamp,
    by: &'a str,
    late: bool,
    replaces: Option<String>,
}

/// `GET /bukti/{id}/tanda-terima.json`
pub(super) async fn document(signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let receipt = find(&signed_in, &id).await?;
    let evidence = &receipt.evidence;
    let document = Document {
        format: FORMAT,
        receipt: &receipt.number,
        round: &receipt.round.slug,
        body: receipt.placed.body.code.as_str(),
        office: &receipt.placed.body.office_name,
        question: evidence.question.as_str(),
        slot: evidence.slot.as_str(),
        evidence: evidence.id.to_string(),
        file: &receipt.name,
        size: receipt.blob.size,
        sha256: &receipt.blob.sha256,
        caption: &evidence.caption,
        received_at: evidence.added_at,
        by: &receipt.by,
        late: evidence.late,
        replaces: evidence.replaces.map(|id| id.to_string()),
    };
    let mut response = Json(document).into_response();
    let name = format!("attachment; filename=\"{}.json\"", plain(&receipt.number));
    if let Ok(value) = HeaderValue::try_from(name) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

async fn find(signed_in: &SignedIn, id: &str) -> Result<Receipt, AppError> {
    let id: EvidenceId = id.parse().map_err(|_| AppError::NotFound)?;
    app::evidence::receipt(&signed_in.access, id).await
}
