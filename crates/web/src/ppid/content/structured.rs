//! What search engines read in the pages (schema.org), as JSON that may stand inside a `script` element.

use app::public::SiteArticle;
use domain::body::Body;
use i18n::Texts;
use serde_json::{Value, json};

use super::beginning;
use crate::Web;
use crate::ppid::home::hours;
use crate::ppid::open_data::in_script;
use crate::visitor::Visitor;

/// A piece of news.
pub(super) fn story(web: &Web, body: &Body, one: &SiteArticle) -> String {
    let home = home(web, body);
    let found = &one.found;
    let writing = &found.edition.writing;
    let address = format!("{home}/berita/{}", found.article.reference);
    let base = &web.app.settings().base_url;
    let pictures: Vec<String> = one
        .pictures
        .keys()
        .map(|number| format!("{base}/{}/gambar/{}/{number}", found.slug, found.article.reference))
        .collect();
    in_script(&json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": writing.title,
        "description": beginning(&writing.lead, &writing.body),
        "inLanguage": writing.language,
        "datePublished": found.since,
        "dateModified": found.edition.visible_from,
        "mainEntityOfPage": address,
        "url": address,
        "image": pictures,
        "author": office(web, body),
        "publisher": office(web, body),
    }))
}

/// Questions with their answers; empty where there are none.
pub(super) fn questions(articles: &[SiteArticle]) -> String {
    if articles.is_empty() {
        return String::new();
    }
    let question = |one: &SiteArticle| {
        let writing = &one.found.edition.writing;
        json!({
            "@type": "Question",
            "name": writing.title,
            "inLanguage": writing.language,
            "acceptedAnswer": { "@type": "Answer", "text": markup::plain(&writing.body) },
        })
    };
    in_script(&json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": articles.iter().map(question).collect::<Vec<_>>(),
    }))
}

/// An office, with what its profile knows and how it is reached.
pub(in crate::ppid) fn organization(web: &Web, t: &Texts, visitor: &Visitor, body: &Body) -> String {
    let mut document = office(web, body);
    let look = visitor.face().and_then(|face| face.look.as_ref());
    let mut elsewhere = look.map(|look| look.links.clone()).unwrap_or_default();
    elsewhere.extend([body.site.clone()].into_iter().filter(|site| !site.is_empty()));
    let phone = body.whatsapp.as_ref().map(|phone| format!("+{}", phone.digits())).unwrap_or_default();
    let chat =
        body.whatsapp.as_ref().map(|phone| format!("https://wa.me/{}", phone.digits())).unwrap_or_default();
    let mut point = json!({
        "@type": "ContactPoint",
        "contactType": "PPID",
        "availableLanguage": ["id"],
        "hoursAvailable": hours(t, &body.hours, body.zone.code()),
    });
    add(&mut point, [("telephone", &phone), ("url", &chat), ("email", &body.email)]);
    add(
        &mut document,
        [("telephone", &phone), ("email", &body.email), ("address", &body.address.replace('\n', ", "))],
    );
    document["@context"] = json!("https://schema.org");
    document["sameAs"] = json!(elsewhere);
    document["contactPoint"] = point;
    in_script(&document)
}

/// Adds what is known; an empty text is nothing.
fn add<const N: usize>(document: &mut Value, known: [(&str, &String); N]) {
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        document[name] = json!(value);
    }
}

fn office(web: &Web, body: &Body) -> Value {
    json!({ "@type": "GovernmentOrganization", "name": body.office_name, "url": home(web, body) })
}

fn home(web: &Web, body: &Body) -> String {
    format!("{}/{}", web.app.settings().base_url, body.slug)
}
