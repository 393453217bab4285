//! The list of public information of an office, as everybody may see it.

use std::collections::BTreeMap;

use domain::catalogue::{InformationClass, is_public};
use domain::ids::ItemFileId;
use jiff::Timestamp;
use sql::Conn;
use store::body::Placed;
use store::catalogue::{Edition, Item, ItemFile, PublicFilter, PublicLine};

use super::Public;
use super::file::{Access, FilePicture, GivenFiles, Withheld, given};
use crate::AppError;
use crate::evidence::File;

/// Items on a page.
pub const ITEMS: i64 = 50;

/// The list of an office.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Whose.
    pub placed: Placed,
    /// How many there are by class and year.
    pub counts: Vec<(InformationClass, Option<i16>, i64)>,
    /// How many there are of those asked for.
    pub total: i64,
    /// Those of this page.
    pub lines: Vec<PublicLine>,
    /// This page, from 1.
    pub page: i64,
}

/// An item as everybody may see it.
#[derive(Debug, Clone)]
pub struct PublicItem {
    /// Whose.
    pub placed: Placed,
    /// Its name in addresses.
    pub reference: String,
    /// What is public of it: the newest edition whose minute has come.
    pub edition: Edition,
    /// Its files, as the public gets them.
    pub files: Vec<ItemFile>,
    /// What is shown and given of each.
    pub access: BTreeMap<ItemFileId, Access>,
    /// The picture of each that has one.
    pub pictures: BTreeMap<ItemFileId, FilePicture>,
    /// Pictures that it has and the public does not get.
    pub withheld: Vec<Withheld>,
    /// The editions that the public has seen, the newest first.
    pub editions: Vec<Edition>,
    /// Since when it is public.
    pub since: Timestamp,
}

/// What stands at the address of an item.
#[derive(Debug, Clone)]
pub enum ItemPlace {
    /// The item.
    Here(Box<PublicItem>),
    /// It was public once, and was withdrawn.
    Withdrawn {
        /// Whose it was.
        placed: Box<Placed>,
        /// When it was withdrawn.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl Public {
    /// A page of the list of an office, by slug.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn catalogue(
        &self,
        slug: &str,
        filter: PublicFilter,
        page: i64,
    ) -> Result<Catalogue, AppError> {
        let page = page.clamp(1, 1_000_000);
        self.listed(slug, filter, page, ((page - 1) * ITEMS, ITEMS)).await
    }

    /// What an office published last: `most` items.
    ///
    /// # Errors
    /// As [`Self::catalogue`].
    pub async fn newest(&self, slug: &str, most: i64) -> Result<Catalogue, AppError> {
        let filter = PublicFilter { latest_first: true, ..PublicFilter::default() };
        self.listed(slug, filter, 1, (0, most)).await
    }

    /// The offices that have anything public, by slug, each with the moment at which something became visible last.
    pub async fn offices_with_items(&self) -> Result<Vec<(String, Timestamp)>, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let mut offices: BTreeMap<String, Timestamp> = BTreeMap::new();
        let items = store::catalogue::public_offices(&mut conn, now).await?;
        let articles = store::content::public_offices(&mut conn, now).await?;
        for (slug, latest) in items.into_iter().chain(articles) {
            let known = offices.entry(slug).or_insert(latest);
            *known = latest.max(*known);
        }
        Ok(offices.into_iter().collect())
    }

    async fn listed(
        &self,
        slug: &str,
        filter: PublicFilter,
        page: i64,
        window: (i64, i64),
    ) -> Result<Catalogue, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let code = placed.body.code.as_str();
        let counts = store::catalogue::public_counts(&mut conn, code, now).await?;
        let wanted = counts.iter().filter(|(class, year, _)| filter.wants(*class, *year));
        let total = wanted.map(|(.., count)| count).sum();
        let lines = store::catalogue::public_list(&mut conn, code, filter, now, window).await?;
        Ok(Catalogue { placed, counts, total, lines, page })
    }

    /// What stands at the address of an item.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the office has no such item, and for what was never public.
    pub async fn item(&self, slug: &str, reference: &str) -> Result<ItemPlace, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let (placed, item) = item_at(&mut conn, slug, reference).await?;
        if let (Some(at), false) = (item.withdrawn_at, item.state.has_public_edition()) {
            // Whoever never could see it learns nothing of it now.
            let seen = store::catalogue::public_edition(&mut conn, item.id, at).await?;
            seen.ok_or(AppError::NotFound)?;
            return Ok(ItemPlace::Withdrawn { placed: Box::new(placed), at, reason: item.withdrawn_reason });
        }
        let edition = visible(&mut conn, &item, now).await?;
        let files = store::catalogue::files(&mut conn, item.id, edition.number).await?;
        let GivenFiles { files, access, pictures, withheld } = given(&mut conn, files).await?;
        let mut editions = store::catalogue::editions(&mut conn, item.id).await?;
        editions.retain(|edition| is_public(item.state, edition.visible_from, now));
        let since = editions.iter().filter_map(|edition| edition.visible_from).min().unwrap_or(now);
        let reference = item.reference;
        Ok(ItemPlace::Here(Box::new(PublicItem {
            placed,
            reference,
            edition,
            files,
            access,
            pictures,
            withheld,
            editions,
            since,
        })))
    }

    /// A file of an item that is public.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for every other file, and for what is in quarantine; [`AppError::Unavailable`] while the virus
    /// scanner has not seen it.
    pub async fn item_file(&self, slug: &str, reference: &str, id: ItemFileId) -> Result<File, AppError> {
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let (_, item) = item_at(&mut conn, slug, reference).await?;
        let edition = visible(&mut conn, &item, now).await?;
        let files = store::catalogue::files(&mut conn, item.id, edition.number).await?;
        let given = given(&mut conn, files).await?;
        let file = given.files.into_iter().find(|file| file.id == id).ok_or(AppError::NotFound)?;
        crate::evidence::given_out(&self.app, &mut conn, &file.blob, &file.name).await
    }
}

impl Public {
    /// The picture beside a file of an item that is public.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as for the file itself, and where it has no picture that may be shown.
    pub async fn item_picture(&self, slug: &str, reference: &str, id: ItemFileId) -> Result<File, AppError> {
        let mut conn = self.app.db().read().await?;
        let (_, item) = item_at(&mut conn, slug, reference).await?;
        let edition = visible(&mut conn, &item, self.app.now()).await?;
        let files = store::catalogue::files(&mut conn, item.id, edition.number).await?;
        let picture = given(&mut conn, files).await?.pictures.remove(&id).ok_or(AppError::NotFound)?;
        crate::evidence::picture_of(&self.app, &mut conn, &picture.of, picture.kind, 1).await
    }
}

async fn item_at(conn: &mut Conn, slug: &str, reference: &str) -> Result<(Placed, Item), AppError> {
    let placed = store::body::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let item = store::catalogue::by_reference(conn, reference).await?;
    let item = item.filter(|item| item.body == placed.body.code).ok_or(AppError::NotFound)?;
    Ok((placed, item))
}

/// The edition that the public sees now.
async fn visible(conn: &mut Conn, item: &Item, now: Timestamp) -> Result<Edition, AppError> {
    let edition = store::catalogue::public_edition(conn, item.id, now).await?;
    let edition = edition.filter(|edition| is_public(item.state, edition.visible_from, now));
    edition.ok_or(AppError::NotFound)
}
