//! The picture that is shown where somebody passes a page on: drawn for each office and each item, kept under the hash of what
//! stands on it.

use app::AppError;
use app::public::ItemPlace;
use axum::response::{IntoResponse as _, Response};
use domain::body::Body;
use domain::catalogue::parse_reference;
use domain::look::Look;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use i18n::Texts;
use print::press::ShareCard;

use super::class_long;
use super::face::kept;
use crate::Web;
use crate::download::is_known;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// What stands on the picture: of an item where one is given, else of the office.
fn card(web: &Web, t: &Texts, body: &Body, look: Option<&Look>, item: Option<(&str, String)>) -> ShareCard {
    let look = look.cloned().unwrap_or_default();
    let (title, class) = match item {
        Some((title, class)) => (title.to_owned(), class),
        None => (t.ppid_home_title(body.office_name.as_str()), t.share_class()),
    };
    ShareCard {
        office: body.office_name.clone(),
        title,
        class,
        service: web.app.settings().site_name.clone(),
        colour: look.header.to_string(),
    }
}

/// The full address of the picture of an office, or of an item with its reference, title and class.
pub(super) fn address(
    web: &Web,
    t: &Texts,
    body: &Body,
    look: Option<&Look>,
    item: Option<(&str, &str, String)>,
) -> String {
    let name = item.as_ref().map_or("situs", |(reference, ..)| reference);
    let drawn = card(web, t, body, look, item.as_ref().map(|(_, title, class)| (*title, class.clone())));
    let hash = app::share::hash(&drawn);
    format!("{}/{}/tampilan/{name}-{}-{hash}.png", web.app.settings().base_url, body.slug, t.code())
}

/// Gives the picture `{name}-{language}-{hash}.png`. A hash of something else is not drawn: nobody makes this machine draw what
/// stands on no page. That of an item is asked for anew each time, since the item can be withdrawn.
pub(super) async fn give(
    web: &Web,
    visitor: &Visitor,
    (slug, file): (&str, &str),
    asked: &HeaderMap,
) -> Result<Response, Failure> {
    let stem = file.strip_suffix(".png").ok_or(AppError::NotFound)?;
    let (rest, hash) = stem.rsplit_once('-').ok_or(AppError::NotFound)?;
    let (name, lang) = rest.rsplit_once('-').ok_or(AppError::NotFound)?;
    let t = Texts::new(i18n::Lang::from_code(lang).ok_or(AppError::NotFound)?);
    let face = visitor.face().ok_or(AppError::NotFound)?;
    let look = face.look.as_ref();
    let drawn = if name == "situs" {
        card(web, &t, &face.body, look, None)
    } else {
        let reference = parse_reference(name).ok_or(AppError::NotFound)?;
        let ItemPlace::Here(item) = web.app.public().item(slug, &reference).await? else {
            return Err(AppError::NotFound.into());
        };
        let content = &item.edition.content;
        card(web, &t, &face.body, look, Some((content.title.as_str(), class_long(&t, content.class))))
    };
    if app::share::hash(&drawn) != hash {
        return Err(AppError::NotFound.into());
    }
    if name == "situs" {
        return Ok(kept("image/png", web.app.share_picture(&drawn).await?.to_vec()));
    }
    let tag = HeaderValue::try_from(format!("\"{hash}\"")).map_err(|_| AppError::NotFound)?;
    let mut response = if is_known(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let bytes = web.app.share_picture(&drawn).await?.to_vec();
        ([(header::CONTENT_TYPE, HeaderValue::from_static("image/png"))], bytes).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ETAG, tag);
    Ok(response)
}
