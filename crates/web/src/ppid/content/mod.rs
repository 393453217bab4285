//! Pages, news, rules and questions of an office for everybody.

mod feed;
mod news;
mod page;
mod picture;
mod place;
mod questions;
mod reports;
mod rules;
mod structured;
mod version;
mod words;

pub(super) use news::{NewsLine, line as news_line};
pub(super) use structured::organization;
pub(crate) use words::{kind_name, place_name, rule_kind, rule_name, standing_name};

use app::public::SiteArticle;
use axum::Router;
use axum::routing::get;
use domain::body::Zone;
use i18n::Texts;
use jiff::Timestamp;

use crate::Web;
use crate::components::Html;

/// The addresses of this area.
pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/{slug}/profil", get(place::profile))
        .route("/{slug}/struktur", get(place::structure))
        .route("/{slug}/tugas", get(place::duties))
        .route("/{slug}/dasar-hukum", get(place::legal_basis))
        .route("/{slug}/laporan", get(place::reports))
        .route("/{slug}/hal/{name}", get(page::show))
        .route("/{slug}/berita", get(news::list))
        .route("/{slug}/berita.atom", get(feed::show))
        .route("/{slug}/berita/{reference}", get(news::show))
        .route("/{slug}/regulasi", get(rules::list))
        .route("/{slug}/regulasi/{reference}", get(rules::show))
        .route("/{slug}/tanya-jawab", get(questions::show))
        .route("/{slug}/gambar/{reference}/{number}", get(picture::show))
}

/// An article as a page shows it.
#[derive(Debug)]
pub(super) struct ArticleView {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) html: Html,
    /// Language of the text where the page has another one; empty where it has not.
    pub(super) lang: String,
    /// *Dari Bawaslu RI*; empty for the office's own.
    pub(super) from: String,
    pub(super) dates: String,
    /// The words that the office on whose site it stands adds, under their heading.
    pub(super) addition: Option<(String, Html)>,
}

/// An article for a page of the site of `office`, its first heading at this level.
pub(super) fn view(t: &Texts, office: &str, zone: Zone, one: &SiteArticle, first_heading: u8) -> ArticleView {
    let found = &one.found;
    let writing = &found.edition.writing;
    let updated = found.edition.visible_from.filter(|at| *at > found.since);
    let published = t.content_published(day(t, found.since, zone));
    let dates = match updated {
        Some(updated) => format!("{published} · {}", t.content_updated(day(t, updated, zone))),
        None => published,
    };
    let addition = &found.choice.addition;
    ArticleView {
        reference: found.article.reference.clone(),
        title: writing.title.clone(),
        lead: writing.lead.clone(),
        html: text(t, &writing.title, &writing.body, first_heading, &|number| {
            let at = one.pictures.get(&number)?;
            let address = format!("/{}/gambar/{}/{number}", found.slug, found.article.reference);
            Some(markup::Picture { address, width: at.width, height: at.height })
        }),
        lang: super::foreign(t, &writing.language),
        from: if one.is_own { String::new() } else { t.content_from(found.office.as_str()) },
        dates,
        addition: (!one.is_own && !addition.is_empty()).then(|| {
            let html = text(t, &writing.title, addition, first_heading + 1, &|_| None);
            (t.content_from_addition(office), html)
        }),
    }
}

/// A text in Markdown as mark-up of the page.
pub(crate) fn text(
    t: &Texts,
    title: &str,
    body: &str,
    first_heading: u8,
    picture: &dyn Fn(u32) -> Option<markup::Picture>,
) -> Html {
    let table = |number: usize| t.content_table(i64::try_from(number).unwrap_or(i64::MAX), title);
    Html::trusted(markup::render(body, &markup::Options { first_heading, table: &table, picture }))
}

/// The day of a moment on the office's clock.
pub(super) fn day(t: &Texts, at: Timestamp, zone: Zone) -> String {
    t.date(zone.time_zone().to_datetime(at).date())
}

/// The beginning of a text, for search engines and lists: one line.
pub(super) fn beginning(lead: &str, body: &str) -> String {
    const SHOWN: usize = 200;
    if !lead.is_empty() {
        return lead.to_owned();
    }
    let plain = markup::plain(body).replace('\n', " ");
    if plain.chars().count() <= SHOWN {
        return plain;
    }
    let start: String = plain.chars().take(SHOWN).collect();
    let end = start.rfind(char::is_whitespace).unwrap_or(start.len());
    format!("{} …", start[..end].trim_end())
}
