//! The receipt of a submission.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;

use super::check::Address;
use super::words;
use crate::Web;
use crate::components::{BackLink, Html, Panel, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "saq/receipt.html")]
struct ReceiptPage {
    shell: Shell,
    t: Texts,
    home: String,
    number: String,
    facts: SummaryList,
}

/// The number in the panel.
#[derive(Debug, Template)]
#[template(path = "saq/receipt_number.html")]
struct Number<'a> {
    label: String,
    number: &'a str,
}

impl askama::filters::HtmlSafe for Number<'_> {}

impl ReceiptPage {
    fn panel(&self) -> Panel {
        panel(self.t.saq_receipt_title(), self.t.saq_receipt_number(), &self.number)
    }
}

/// The number of a receipt, large.
pub(crate) fn panel(title: String, label: String, number: &str) -> Panel {
    Panel::new(title, Html::join([Number { label, number }]))
}

/// `GET /saq/{round}/{body}/tanda-terima`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((round, body)): Address,
) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let receipt = office.receipt().await?;
    let shell = super::shell(&web, &signed_in, &office);
    let t = shell.t;
    let facts = SummaryList::new([
        SummaryRow::new(t.saq_receipt_office(), office.placed().body.office_name.as_str()),
        SummaryRow::new(t.saq_round(), office.round().title.as_str()),
        SummaryRow::new(t.saq_receipt_time(), words::both_zones(&t, &office, receipt.at)),
        SummaryRow::new(t.saq_receipt_by(), receipt.by),
        SummaryRow::new(t.saq_receipt_hash(), receipt.hash),
    ]);
    let home = super::home(&office);
    Ok(render(StatusCode::OK, &ReceiptPage { shell, t, home, number: receipt.number, facts }))
}

/// `GET /saq/{round}/{body}/tanda-terima.json`: the very bytes whose hash the receipt prints.
pub(super) async fn document(signed_in: SignedIn, Path((round, body)): Address) -> Result<Response, Failure> {
    let office = signed_in.access.office(&round, &body).await?;
    let receipt = office.receipt().await?;
    let name = format!("attachment; filename=\"{}.json\"", plain(&receipt.number));
    let mut response = receipt.document.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(value) = HeaderValue::try_from(name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// The check character of a number can be one that file systems do not take.
pub(super) fn plain(number: &str) -> String {
    number.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
