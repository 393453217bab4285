//! Pages, news, rules and questions of an office, as everybody may see them.

use std::collections::BTreeMap;

use domain::catalogue::{self, InformationClass};
use domain::content::{Kind, Place, is_older, is_public};
use domain::duty::Score;
use domain::ids::ArticleId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use sql::Conn;
use store::body::Placed;
use store::content::{Existing, PublicArticle};

use super::Public;
use crate::AppError;
use crate::content::{COPY, Readiness, readiness};
use crate::evidence::{File, picture_of};

/// News on a page.
pub const NEWS: i64 = 20;
/// News in a feed.
pub const FEED: i64 = 30;
/// Months of which the published items are counted, the present one among them.
pub const MONTHS: i64 = 12;
/// Most news that a site map has.
const MAPPED: i64 = 5_000;

/// A picture that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureAt {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// An article on the site of an office.
#[derive(Debug, Clone)]
pub struct SiteArticle {
    /// The article and the edition that the public sees.
    pub found: PublicArticle,
    /// Whether the office wrote it itself; else a body above offers it.
    pub is_own: bool,
    /// The pictures of its text that can be shown, by number. They stand at the office that wrote it.
    pub pictures: BTreeMap<u32, PictureAt>,
    /// Path of the item of public information that has the text of a rule, where that is public.
    pub item: Option<String>,
    /// The language of the original.
    pub language: String,
    /// The languages of its versions that the public sees.
    pub versions: Vec<String>,
    /// Of a version that is shown: whether the original has a newer edition than the one that it stands on.
    pub is_older: bool,
}

/// Articles of one address.
#[derive(Debug, Clone)]
pub struct SitePage {
    /// Whose site it is.
    pub placed: Placed,
    /// The articles: the office's own first, then those from the nearest body above.
    pub articles: Vec<SiteArticle>,
}

/// A page of news.
#[derive(Debug, Clone)]
pub struct News {
    /// Whose they are.
    pub placed: Placed,
    /// The newest first.
    pub articles: Vec<PublicArticle>,
    /// How many there are on all pages.
    pub total: i64,
    /// This page, from 1.
    pub page: i64,
}

/// What the records of an office tell of its public information.
#[derive(Debug, Clone)]
pub struct Figures {
    /// How many items there are by class and year.
    pub counts: Vec<(InformationClass, Option<i16>, i64)>,
    /// How many items became public in each of the last [`MONTHS`] months, by its first day, the earliest first.
    pub months: Vec<(Date, i64)>,
    /// How current the office is towards its duties of publication.
    pub duties: Score,
    /// The day on the office's clock.
    pub today: Date,
}

/// An address of the site for programs, below that of its office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteAddress {
    /// Such as `/berita/TUL-…`.
    pub path: String,
    /// When what stands there last changed; unknown for lists.
    pub changed: Option<Timestamp>,
}

impl Public {
    /// What stands on one of the pages that every site has.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn site_place(&self, slug: &str, place: Place) -> Result<SitePage, AppError> {
        self.named(slug, Kind::Page, place.code()).await
    }

    /// A page of an office's own; one that is offered where it has none of this name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such page that the public sees.
    pub async fn own_page(&self, slug: &str, name: &str) -> Result<SitePage, AppError> {
        if name.parse::<Place>().is_ok() {
            return Err(AppError::NotFound);
        }
        first(self.named(slug, Kind::Page, name).await?)
    }

    /// A piece of news or a rule by its reference.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the public sees none here.
    pub async fn article(&self, slug: &str, kind: Kind, reference: &str) -> Result<SitePage, AppError> {
        if kind == Kind::Page {
            return Err(AppError::NotFound);
        }
        first(self.named(slug, kind, reference).await?)
    }

    /// All rules or questions on the site of an office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn articles(&self, slug: &str, kind: Kind) -> Result<SitePage, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        let found = store::content::public_list(&mut conn, code, &placed.above, kind, self.app.now()).await?;
        self.site_page(&mut conn, placed, found).await
    }

    async fn named(&self, slug: &str, kind: Kind, name: &str) -> Result<SitePage, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let (code, above) = (placed.body.code.as_str(), &placed.above);
        let found = store::content::public_one(&mut conn, code, above, kind, name, now).await?;
        self.site_page(&mut conn, placed, found).await
    }

    async fn site_page(
        &self,
        conn: &mut Conn,
        placed: Placed,
        found: Vec<PublicArticle>,
    ) -> Result<SitePage, AppError> {
        let now = self.app.now();
        let mut articles = Vec::new();
        for one in found.into_iter().filter(|one| is_shown(one, now)) {
            articles.push(SiteArticle {
                is_own: one.article.body == placed.body.code,
                pictures: shown_pictures(conn, &one).await?,
                item: self.item_path(conn, &one, now).await?,
                language: one.edition.writing.language.clone(),
                versions: Vec::new(),
                is_older: false,
                found: one,
            });
        }
        Ok(SitePage { placed, articles })
    }

    /// The same articles with the languages that there are of them, each in its version in `wanted` where the public sees one, else
    /// as it is. What is wanted is the tag of a language; an empty one is none.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn in_language(&self, mut page: SitePage, wanted: &str) -> Result<SitePage, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let ids: Vec<ArticleId> = page.articles.iter().map(|one| one.found.article.id).collect();
        let versions = store::content::public_versions(&mut conn, &ids, now).await?;
        for version in versions.into_iter().filter(|one| is_public(one.state, one.edition.visible_from, now))
        {
            let original = page.articles.iter_mut().find(|one| one.found.article.id == version.original);
            let Some(one) = original else { continue };
            if version.language == wanted {
                one.is_older = is_older(version.edition.writing.basis, Some(one.found.edition.number));
                one.found.edition = version.edition;
                one.pictures = shown_pictures(&mut conn, &one.found).await?;
            }
            one.versions.push(version.language);
        }
        Ok(page)
    }

    /// Where the text of a rule stands in the list of its office, if the public sees that.
    async fn item_path(
        &self,
        conn: &mut Conn,
        one: &PublicArticle,
        now: Timestamp,
    ) -> Result<Option<String>, AppError> {
        let reference = &one.edition.writing.item;
        if reference.is_empty() {
            return Ok(None);
        }
        let Some(item) = store::catalogue::by_reference(conn, reference).await? else { return Ok(None) };
        let edition = store::catalogue::public_edition(conn, item.id, now).await?;
        let is_there = item.body == one.article.body
            && edition.is_some_and(|edition| catalogue::is_public(item.state, edition.visible_from, now));
        Ok(is_there.then(|| format!("/{}/informasi/{reference}", one.slug)))
    }

    /// A page of the news of an office, from 1.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn news(&self, slug: &str, page: i64, most: i64) -> Result<News, AppError> {
        let now = self.app.now();
        let page = page.clamp(1, 1_000_000);
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let window = ((page - 1) * most, most);
        let code = placed.body.code.as_str();
        let (mut articles, total) = store::content::public_news(&mut conn, code, now, window).await?;
        articles.retain(|one| is_shown(one, now));
        Ok(News { placed, articles, total, page })
    }

    /// What stands on the site of an office, for its menu.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn existing(&self, slug: &str) -> Result<Vec<Existing>, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        Ok(store::content::existing(&mut conn, code, &placed.above, self.app.now()).await?)
    }

    /// A picture of an article of this office: the copy of one that the edition which the public sees shows.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for every other.
    pub async fn picture(&self, slug: &str, reference: &str, number: u32) -> Result<File, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let article = store::content::by_reference(&mut conn, reference).await?;
        let article = article.filter(|article| article.body == placed.body.code).ok_or(AppError::NotFound)?;
        let edition = store::content::public_edition(&mut conn, article.id, now).await?;
        let edition = edition.filter(|edition| is_public(article.state, edition.visible_from, now));
        let edition = edition.ok_or(AppError::NotFound)?;
        let versions = store::content::public_versions(&mut conn, &[article.id], now).await?;
        let versions = versions.into_iter().filter(|one| is_public(one.state, one.edition.visible_from, now));
        let mut shown = std::iter::once(edition).chain(versions.map(|one| one.edition));
        if !shown.any(|edition| markup::numbers(&edition.writing.body).contains(&number)) {
            return Err(AppError::NotFound);
        }
        let picture =
            store::content::picture(&mut conn, article.id, number).await?.ok_or(AppError::NotFound)?;
        let ready = readiness(&mut conn, std::slice::from_ref(&picture)).await?;
        if !matches!(ready.get(&number), Some(Readiness::Ready { .. })) {
            return Err(AppError::NotFound);
        }
        picture_of(&self.app, &mut conn, &picture.blob.address, COPY, 1).await
    }

    /// What the records tell of the public information of an office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn figures(&self, slug: &str) -> Result<Figures, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        let counts = store::catalogue::public_counts(&mut conn, code, now).await?;
        let zone = jiff::tz::offset(placed.body.zone.hours());
        let day = |at: Timestamp| zone.to_datetime(at).date();
        let today = day(now);
        let first = today.first_of_month().saturating_sub((MONTHS - 1).months());
        let begins =
            zone.to_timestamp(first.at(0, 0, 0, 0)).unwrap_or(now - SignedDuration::from_hours(24 * 366));
        let mut months: Vec<(Date, i64)> =
            (0..MONTHS).map(|at| (first.saturating_add(at.months()), 0)).collect();
        for at in store::content::published_months(&mut conn, code, begins, now).await? {
            let month = day(at).first_of_month();
            if let Some((_, count)) = months.iter_mut().find(|(first, _)| *first == month) {
                *count += 1;
            }
        }
        let duties = crate::desk::duty_sheet(&mut conn, &placed, now).await?.score;
        Ok(Figures { counts, months, duties, today })
    }

    /// The addresses of what an office wrote, for its site map. What it only shows is in that of its writer.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn site_addresses(&self, slug: &str) -> Result<Vec<SiteAddress>, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        let mut addresses = Vec::new();
        for one in store::content::public_list(&mut conn, code, &[], Kind::Page, now).await? {
            if one.article.name.parse::<Place>().is_err() {
                addresses.push(address(format!("/hal/{}", one.article.name), &one));
            }
        }
        for one in store::content::public_list(&mut conn, code, &[], Kind::Regulation, now).await? {
            addresses.push(address(format!("/regulasi/{}", one.article.reference), &one));
        }
        let (news, _) = store::content::public_news(&mut conn, code, now, (0, MAPPED)).await?;
        addresses.extend(news.iter().map(|one| address(format!("/berita/{}", one.article.reference), one)));
        Ok(addresses)
    }
}

fn address(path: String, one: &PublicArticle) -> SiteAddress {
    SiteAddress { path, changed: one.edition.visible_from }
}

/// The rule has the last word on what the query found.
fn is_shown(one: &PublicArticle, now: Timestamp) -> bool {
    is_public(one.article.state, one.edition.visible_from, now)
}

/// The page, its first article alone.
fn first(mut page: SitePage) -> Result<SitePage, AppError> {
    page.articles.truncate(1);
    if page.articles.is_empty() { Err(AppError::NotFound) } else { Ok(page) }
}

/// The pictures that a text names and that can be shown.
async fn shown_pictures(conn: &mut Conn, one: &PublicArticle) -> Result<BTreeMap<u32, PictureAt>, AppError> {
    let named = markup::numbers(&one.edition.writing.body);
    if named.is_empty() {
        return Ok(BTreeMap::new());
    }
    let pictures = store::content::pictures(conn, one.article.id).await?;
    let ready = readiness(conn, &pictures).await?;
    let shown = ready.into_iter().filter_map(|(number, ready)| match ready {
        Readiness::Ready { width, height } if named.contains(&number) => {
            Some((number, PictureAt { width, height }))
        }
        _ => None,
    });
    Ok(shown.collect())
}
