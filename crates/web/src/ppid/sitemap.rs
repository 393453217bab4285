//! What search engines are told of the site of one office.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use store::catalogue::PublicFilter;

use super::{MENU, VIDEO};
use crate::Web;
use crate::failure::Failure;

/// `GET /{slug}/sitemap.xml`: the pages of the menu and the items. A site map holds 50,000 addresses at most (sitemaps.org);
/// the first ones of a longer list.
pub(super) async fn show(State(web): State<Web>, Path(slug): Path<String>) -> Result<Response, Failure> {
    let found = web.app.public().whole_catalogue(&slug, PublicFilter::default()).await?;
    let home = format!("{}/{}", web.app.settings().base_url, found.placed.body.slug);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (below, _) in MENU {
        // Writing to a text cannot fail.
        let _ = writeln!(xml, "<url><loc>{home}{below}</loc></url>");
    }
    if web.app.public().has_video(&slug).await? {
        let _ = writeln!(xml, "<url><loc>{home}{}</loc></url>", VIDEO.0);
    }
    for line in found.lines.iter().take(49_000) {
        let changed = line.edition.visible_from.unwrap_or(line.since);
        let _ = writeln!(
            xml,
            "<url><loc>{home}/informasi/{}</loc><lastmod>{}</lastmod></url>",
            line.reference,
            changed.strftime("%Y-%m-%dT%H:%M:%SZ")
        );
    }
    xml.push_str("</urlset>\n");
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"))];
    Ok((headers, xml).into_response())
}
