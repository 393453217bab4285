//! The certificates of a round, for those who hand them over.

use app::controller::IssuedCertificate;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use i18n::Texts;

use crate::components::BackLink;
use crate::failure::Failure;
use crate::page::{Shell, render};
use crate::show;
use crate::state::Web;
use crate::visitor::SignedIn;

#[derive(Debug)]
struct Line {
    office: String,
    province: String,
    reference: String,
    category: String,
    total: String,
    is_printed: bool,
}

#[derive(Debug, Template)]
#[template(path = "certificate/list.html")]
struct ListPage {
    shell: Shell,
    t: Texts,
    title: String,
    back: String,
    slug: String,
    waiting: String,
    lines: Vec<Line>,
}

/// `GET /nasional/{round}/sertifikat`
pub(super) async fn show(
    State(web): State<Web>,
    SignedIn { visitor, access }: SignedIn,
    Path(round): Path<String>,
) -> Result<Response, Failure> {
    let controller = access.controller(&round).await?;
    let issued = controller.certificates().await?;
    let t = *visitor.texts();
    let unprinted = issued.iter().filter(|issued| issued.certificate.pdf.is_none()).count();
    let mut shell = visitor.shell(&web);
    shell.wide = true;
    let page = ListPage {
        title: controller.round().title.clone(),
        back: format!("/nasional/{round}/rekap"),
        slug: controller.round().slug.clone(),
        waiting: if unprinted > 0 { t.certificate_list_waiting(unprinted) } else { String::new() },
        lines: issued.into_iter().map(|issued| line(&t, issued)).collect(),
        shell,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

fn line(t: &Texts, issued: IssuedCertificate) -> Line {
    Line {
        office: issued.office,
        province: issued.province,
        category: issued.category.map(|label| label.get(t.code()).to_owned()).unwrap_or_default(),
        total: show::display(t, &issued.certificate.total_display),
        is_printed: issued.certificate.pdf.is_some(),
        reference: issued.certificate.reference,
    }
}
