//! What search engines are told of the site of one office.

use std::fmt::Write as _;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use store::catalogue::PublicFilter;

use super::menu::{OnSite, groups};
use super::open_data;
use crate::Web;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// Most items that are listed, so that there is room for the other pages.
const ITEMS: usize = 44_000;

/// `GET /robots.txt` under the own host of an office; there is none on the platform, which has its own.
pub(super) async fn robots(visitor: Visitor) -> Result<Response, Failure> {
    let own = visitor.own_host().ok_or(app::AppError::NotFound)?;
    let text = format!("User-agent: *\nDisallow:\n\nSitemap: {}/sitemap.xml\n", own.origin);
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"))];
    Ok((headers, text).into_response())
}

/// `GET /{slug}/sitemap.xml`: the pages of the menu, what the office wrote, and its items. A site map holds 50,000 addresses at most (sitemaps.org);
/// the first ones of a longer list.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let public = web.app.public();
    let mut found = public.listing(&slug, PublicFilter::default()).await?;
    let home = open_data::home(&web, &visitor, &found.placed);
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let on_site = OnSite::find(&web, &slug).await?;
    let lines = groups(visitor.texts(), &on_site).into_iter().flat_map(|(_, lines)| lines);
    // Pages of the office's own come below with their day; those that it only shows are listed by their writer.
    for (below, _) in lines.filter(|(below, _)| !below.starts_with("/hal/")) {
        // Writing to a text cannot fail.
        let _ = writeln!(xml, "<url><loc>{home}{below}</loc></url>");
    }
    for found in public.site_addresses(&slug).await? {
        let changed =
            found.changed.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default();
        let _ = writeln!(xml, "<url><loc>{home}{}</loc><lastmod>{changed}</lastmod></url>", found.path);
    }
    let mut left = ITEMS;
    loop {
        let lines = found.next().await?;
        if lines.is_empty() || left == 0 {
            break;
        }
        for line in lines.iter().take(left) {
            let changed = line.edition.visible_from.unwrap_or(line.since);
            let _ = writeln!(
                xml,
                "<url><loc>{home}/informasi/{}</loc><lastmod>{}</lastmod></url>",
                line.reference,
                changed.strftime("%Y-%m-%dT%H:%M:%SZ")
            );
        }
        left = left.saturating_sub(lines.len());
    }
    xml.push_str("</urlset>\n");
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8"))];
    Ok((headers, xml).into_response())
}
