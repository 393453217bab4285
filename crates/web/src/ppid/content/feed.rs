//! News as a feed (RFC 4287).

use std::fmt::Write as _;

use app::public::FEED;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};

use super::beginning;
use crate::Web;
use crate::failure::Failure;
use crate::public::machine::{clean, escaped};
use crate::visitor::Visitor;

/// `GET /{slug}/berita.atom`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.public().news(&slug, 1, FEED).await?;
    let t = visitor.texts();
    let body = &found.placed.body;
    let home = visitor.address(&web, &format!("/{}", body.slug));
    let latest = found.articles.iter().filter_map(|one| one.edition.visible_from).max();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{home}/berita</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{home}/berita.atom\"/>\n<link href=\"{home}/berita\"/>\n",
        t.code(),
        escaped(&clean(&t.content_news_title(body.office_name.as_str()))),
        latest.unwrap_or(jiff::Timestamp::UNIX_EPOCH).strftime("%Y-%m-%dT%H:%M:%SZ"),
        escaped(&clean(&body.office_name)),
    );
    for one in &found.articles {
        let writing = &one.edition.writing;
        let address = format!("{home}/berita/{}", one.article.reference);
        // Writing to a text cannot fail.
        let _ = write!(
            xml,
            "<entry xml:lang=\"{}\">\n<id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n\
             <published>{}</published>\n<link href=\"{address}\"/>\n<summary>{}</summary>\n</entry>\n",
            escaped(&writing.language),
            escaped(&clean(&writing.title)),
            one.edition.visible_from.unwrap_or(one.since).strftime("%Y-%m-%dT%H:%M:%SZ"),
            one.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
            escaped(&clean(&beginning(&writing.lead, &writing.body))),
        );
    }
    xml.push_str("</feed>\n");
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"))];
    Ok((headers, xml).into_response())
}
