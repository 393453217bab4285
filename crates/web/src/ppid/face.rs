//! What every page of an office's site shows of it: colours, logo, what stands at its foot.

use askama::Template;
use axum::extract::{Path, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::look::{Look, link_name};
use http::{HeaderMap, HeaderValue, header};
use i18n::Texts;
use sha2::{Digest as _, Sha256};
use store::look::Face;

use super::home::hours;
use crate::Web;
use crate::components::{Html, WhatsappCard};
use crate::failure::Failure;
use crate::page::{Share, Shell};
use crate::visitor::Visitor;

/// A year, and no questions in between (RFC 8246): another look has another address.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Hex digits of a hash in an address.
const HASH_DIGITS: usize = 12;

/// Middleware of the pages of an office's site: finds what they show of the office, once for each request.
pub(crate) async fn find_face(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let slug = request.uri().path().split('/').nth(1).unwrap_or_default();
    let face = match web.app.public().face(slug).await {
        Ok(face) => face,
        Err(error) => return Failure::from(error).into_response(),
    };
    if let Some(visitor) = request.extensions_mut().get_mut::<Visitor>() {
        visitor.set_face(face);
    }
    next.run(request).await
}

/// Dresses a page of an office.
pub(super) fn dress(web: &Web, t: &Texts, face: &Face, shell: &mut Shell) {
    let home = format!("/{}", face.body.slug);
    if let Some(look) = &face.look {
        shell.style = style_address(&home, look);
    }
    if let Some(hash) = &face.logo {
        let words = t.look_logo_alt(face.body.office_name.as_str());
        shell.logo = Some((format!("{home}/tampilan/logo-{hash}.jpg"), words));
    }
    shell.foot = foot(t, face);
    let picture = super::share::address(web, t, &face.body, face.look.as_ref(), None);
    shell.share = Some(Share { title: face.body.office_name.clone(), picture });
}

#[derive(Debug, Template)]
#[template(path = "ppid/foot.html")]
struct Foot<'a> {
    office: &'a str,
    card: Option<WhatsappCard>,
    lines: Vec<&'a str>,
    links: Vec<(&'a str, String)>,
    links_title: String,
}

impl askama::filters::HtmlSafe for Foot<'_> {}

fn foot(t: &Texts, face: &Face) -> Html {
    let body = &face.body;
    let card = WhatsappCard::of(t, body, face.verified_at, hours(t, &body.hours, body.zone.code()));
    let (footer, links) =
        face.look.as_ref().map_or(("", &[][..]), |look| (look.footer.as_str(), &look.links));
    let foot = Foot {
        office: &body.office_name,
        card: card.map(WhatsappCard::without_code),
        lines: footer.lines().collect(),
        links: links.iter().map(|link| (link.as_str(), link_name(link))).collect(),
        links_title: t.look_links_title(),
    };
    Html::join([foot])
}

fn hash_of(text: &str) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(text))[..HASH_DIGITS].to_owned()
}

fn style_address(home: &str, look: &Look) -> String {
    format!("{home}/tampilan/{}.css", hash_of(&look.style_sheet()))
}

/// `GET /{slug}/tampilan/{file}`: the style sheet, the logo and the picture for passing on, each under the hash of what it holds.
pub(super) async fn give(
    State(web): State<Web>,
    visitor: Visitor,
    Path((slug, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let public = web.app.public();
    if let Some(hash) = file.strip_suffix(".css") {
        let look = public.look(&slug).await?;
        let sheet = look.style_sheet();
        // A page that a browser has kept asks for the colours of yesterday: it gets those of today.
        if hash != hash_of(&sheet) {
            return Ok(Redirect::temporary(&style_address(&format!("/{slug}"), &look)).into_response());
        }
        return Ok(kept("text/css; charset=utf-8", sheet.into_bytes()));
    }
    if let Some(hash) = file.strip_prefix("logo-").and_then(|rest| rest.strip_suffix(".jpg")) {
        return Ok(kept("image/jpeg", public.logo(&slug, hash).await?));
    }
    super::share::give(&web, &visitor, (&slug, &file), &headers).await
}

/// An answer that browsers keep for ever.
pub(crate) fn kept(content_type: &'static str, bytes: Vec<u8>) -> Response {
    let headers =
        [(header::CONTENT_TYPE, HeaderValue::from_static(content_type)), (header::CACHE_CONTROL, FOR_EVER)];
    (headers, bytes).into_response()
}
