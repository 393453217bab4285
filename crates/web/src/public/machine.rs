//! What programs ask for: the site map, the feed, and what search engines may read.

use std::fmt::Write as _;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};

use crate::failure::Failure;
use crate::state::Web;
use crate::visitor::Visitor;

/// `GET /robots.txt`
pub(super) async fn robots(State(web): State<Web>) -> Response {
    let base = &web.app.settings().base_url;
    let text = format!(
        "User-agent: *\nDisallow: /akun\nDisallow: /bukti\nDisallow: /masuk\nDisallow: /nasional\nDisallow: /saq\n\
         Disallow: /verifikasi\n\nSitemap: {base}/sitemap.xml\n"
    );
    typed(text, "text/plain; charset=utf-8")
}

/// `GET /sitemap.xml`: which site maps there are, that of the results and one for each office with public information.
pub(super) async fn sitemaps(State(web): State<Web>) -> Result<Response, Failure> {
    let base = &web.app.settings().base_url;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <sitemap><loc>{base}/hasil/sitemap.xml</loc></sitemap>\n"
    );
    for (slug, latest) in web.app.public().offices_with_items().await? {
        let day = latest.strftime("%Y-%m-%dT%H:%M:%SZ");
        // Writing to a text cannot fail.
        let _ =
            writeln!(xml, "<sitemap><loc>{base}/{slug}/sitemap.xml</loc><lastmod>{day}</lastmod></sitemap>");
    }
    xml.push_str("</sitemapindex>\n");
    Ok(typed(xml, "application/xml; charset=utf-8"))
}

/// `GET /hasil/sitemap.xml`
pub(super) async fn sitemap(State(web): State<Web>) -> Result<Response, Failure> {
    let base = &web.app.settings().base_url;
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut add = |path: &str, changed: Option<&str>| {
        let changed = changed.map(|day| format!("<lastmod>{day}</lastmod>")).unwrap_or_default();
        // Writing to a text cannot fail.
        let _ = writeln!(xml, "<url><loc>{}</loc>{changed}</url>", escaped(&format!("{base}{path}")));
    };
    add("/", None);
    add("/hasil", None);
    add("/informasi", None);
    for (round, published_at, places) in web.app.public().addresses().await? {
        let day = published_at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        add(&format!("/hasil/{}", round.slug), Some(&day));
        for place in places {
            add(&format!("/hasil/{}/{place}", round.slug), Some(&day));
        }
    }
    xml.push_str("</urlset>\n");
    Ok(typed(xml, "application/xml; charset=utf-8"))
}

/// `GET /hasil/atom.xml` (RFC 4287)
pub(super) async fn feed(State(web): State<Web>, visitor: Visitor) -> Result<Response, Failure> {
    let t = visitor.texts();
    let base = &web.app.settings().base_url;
    let announced = web.app.public().announced().await?;
    let latest =
        announced.iter().map(|round| round.published_at).max().unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n\
         <id>{base}/hasil</id>\n<title>{}</title>\n<updated>{}</updated>\n\
         <author><name>{}</name></author>\n<link rel=\"self\" href=\"{base}/hasil/atom.xml\"/>\n\
         <link href=\"{base}/hasil\"/>\n",
        t.code(),
        escaped(&t.result_feed_title()),
        latest.strftime("%Y-%m-%dT%H:%M:%SZ"),
        escaped(&web.app.settings().site_name),
    );
    for found in announced {
        let address = format!("{base}/hasil/{}", found.round.slug);
        let _ = write!(
            xml,
            "<entry>\n<id>{address}</id>\n<title>{}</title>\n<updated>{}</updated>\n<link href=\"{address}\"/>\n\
             <summary>{}</summary>\n</entry>\n",
            escaped(&t.result_round_title(&found.round.title)),
            found.published_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            escaped(&t.result_description(&found.round.title)),
        );
    }
    xml.push_str("</feed>\n");
    Ok(typed(xml, "application/atom+xml; charset=utf-8"))
}

fn typed(text: String, content_type: &'static str) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))], text).into_response()
}

/// A text inside of an element or attribute of XML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// XML 1.0 has no control characters, not even escaped.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c })
        .collect()
}
