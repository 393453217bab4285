//! A search as a feed (RFC 4287), to be told of what is new, and as JSON.

use std::fmt::Write as _;

use app::public::{Facet, Found, FoundOne, Order};
use axum::extract::{Query, State};
use axum::response::Response;
use http::HeaderMap;
use search::Piece;
use serde_json::{Value, json};

use super::address::{Address, NEWEST};
use super::checked;
use super::page::href;
use crate::failure::Failure;
use crate::public::machine::{clean, escaped};
use crate::state::Web;
use crate::visitor::Visitor;

/// `GET /informasi.atom?q=…`: the newest of what is found.
pub(super) async fn atom(
    State(web): State<Web>,
    visitor: Visitor,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let address = address.with(|_| ());
    let mut asked = address.asked();
    asked.order = Order::Newest;
    let found = web.app.public().search(&asked).await?;
    // A feed is of what was asked; what only begins like it would come and go.
    let results = if found.is_completed { &[] } else { found.results.as_slice() };
    let t = visitor.texts();
    let page = visitor.address(&web, &address.with(|address| NEWEST.clone_into(&mut address.urut)).page());
    let own = visitor.address(&web, &format!("/informasi.atom{}", address.query()));
    let latest = results.iter().map(|one| one.shown.document.updated_at).max();
    let title = if address.q.trim().is_empty() { t.search_title() } else { t.search_feed(address.q.trim()) };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{}</id>\n<title>{}</title>\n<updated>{}</updated>\n<author><name>{}</name></author>\n\
         <link rel=\"self\" href=\"{}\"/>\n<link href=\"{}\"/>\n",
        t.code(),
        escaped(&own),
        escaped(&clean(&title)),
        latest.unwrap_or(jiff::Timestamp::UNIX_EPOCH).strftime("%Y-%m-%dT%H:%M:%SZ"),
        escaped(&web.app.settings().site_name),
        escaped(&own),
        escaped(&page),
    );
    for one in results {
        entry(&mut xml, &visitor.address(&web, &href(one)), one);
    }
    xml.push_str("</feed>\n");
    Ok(checked(&headers, "application/atom+xml; charset=utf-8", xml))
}

fn entry(xml: &mut String, address: &str, one: &FoundOne) {
    let document = &one.shown.document;
    let address = escaped(address);
    // Writing to a text cannot fail.
    let _ = write!(
        xml,
        "<entry>\n<id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n<published>{}</published>\n\
         <author><name>{}</name></author>\n<link href=\"{address}\"/>\n<summary>{}</summary>\n</entry>\n",
        escaped(&clean(&document.title)),
        document.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        document.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        escaped(&clean(&one.shown.office)),
        escaped(&clean(&plain(&one.summary))),
    );
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// `GET /informasi.json?q=…`
pub(super) async fn json(
    State(web): State<Web>,
    visitor: Visitor,
    Query(address): Query<Address>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = web.app.public().search(&address.asked()).await?;
    let full = |path: &str| visitor.address(&web, path);
    Ok(checked(&headers, "application/json", written(&full, &address, &found).to_string()))
}

/// `full` makes a full address of a path.
fn written(full: &dyn Fn(&str) -> String, address: &Address, found: &Found) -> Value {
    let at = |page: usize| {
        let query = address.with(|address| address.hal = page.to_string()).query();
        full(&format!("/informasi.json{query}"))
    };
    json!({
        "q": address.q.trim(),
        "total": found.total,
        "total_is_more": found.is_more,
        "page": found.page,
        "pages": found.pages,
        "next": (found.page < found.pages).then(|| at(found.page + 1)),
        "completed": found.is_completed,
        "correction": found.correction,
        "results": found.results.iter().map(|one| result(full(&href(one)), one)).collect::<Vec<_>>(),
        "facets": {
            "kelas": facets(&found.facets.classes),
            "badan": facets(&found.facets.bodies),
            "tahun": facets(&found.facets.years),
            "bentuk": facets(&found.facets.forms),
        },
    })
}

fn result(url: String, one: &FoundOne) -> Value {
    let document = &one.shown.document;
    json!({
        "id": document.id.to_string(),
        "kind": document.kind,
        "title": document.title,
        "summary": document.summary,
        "url": url,
        "body": document.body.as_str(),
        "office": one.shown.office,
        "class": document.class,
        "year": document.year,
        "forms": document.forms,
        "published_at": document.published_at.to_string(),
        "updated_at": document.updated_at.to_string(),
    })
}

fn facets(facets: &[Facet]) -> Vec<Value> {
    facets
        .iter()
        .map(|facet| json!({ "value": facet.value, "name": facet.name, "count": facet.count }))
        .collect()
}
