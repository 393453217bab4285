//! What everybody may find: bringing documents into the index and taking them out, in the transaction that decides it.

use domain::catalogue::is_public;
use domain::content;
use domain::content::{Kind, Writing};
use domain::ids::{ArticleId, ItemId};
use jiff::Timestamp;
use sql::Conn;
use store::catalogue::{Edition, Item, ItemFile};
use store::content::Article;
use store::search::{self as index, Document, WordPage};

use crate::jobs::Work;
use crate::{App, AppError};

/// What an item is called among the kinds of documents.
const ITEM: &str = "item";
/// What an article of an office's site is called among them.
const ARTICLE: &str = "article";
/// Most characters of a summary that is made of a text.
const SUMMARY: usize = 400;

impl App {
    /// Brings the index in step with what is public of an item now, in the caller's transaction: whoever changes an item calls
    /// this last. What becomes public at a later minute comes in by a job of that minute.
    pub(crate) async fn index_item(
        &self,
        conn: &mut Conn,
        item: &Item,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let edition = store::catalogue::public_edition(conn, item.id, now).await?;
        let public = edition.filter(|edition| is_public(item.state, edition.visible_from, now));
        match public {
            Some(edition) => {
                let since = since(conn, item).await?;
                let files = store::catalogue::files(conn, item.id, edition.number).await?;
                let files = given_out(conn, files).await?;
                index::put(conn, &document(item, &edition, &files, since)).await?;
                index_texts(conn, item.id, &files).await?;
            }
            None => index::remove(conn, item.id.0).await?,
        }
        let newest = store::catalogue::edition(conn, item.id, item.edition).await?;
        let later = newest.and_then(|edition| edition.visible_from).filter(|from| *from > now);
        if let Some(later) = later {
            self.put_off(conn, &Work::IndexItem { item: item.id }, later).await?;
        }
        Ok(())
    }

    /// Brings the index in step with every item that has a file whose text is known now.
    pub(crate) async fn index_items_with(
        &self,
        conn: &mut Conn,
        blob: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        for id in store::catalogue::items_with(conn, blob).await? {
            if let Some(item) = store::catalogue::lock(conn, id).await? {
                self.index_item(conn, &item, now).await?;
            }
        }
        Ok(())
    }

    /// The job of [`Work::IndexItem`]: what waited for its minute. Doing it twice gives the same.
    pub(crate) async fn index_item_job(&self, id: ItemId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        if let Some(item) = store::catalogue::lock(&mut tx, id).await? {
            self.index_item(&mut tx, &item, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// As [`Self::index_item`], for an article. What offices below show of it is found at the office that wrote it.
    pub(crate) async fn index_article(
        &self,
        conn: &mut Conn,
        article: &Article,
        now: Timestamp,
    ) -> Result<(), AppError> {
        // Found is the original; its page leads to its versions in other languages.
        if article.original.is_some() {
            return Ok(());
        }
        let edition = store::content::public_edition(conn, article.id, now).await?;
        let public = edition.filter(|edition| content::is_public(article.state, edition.visible_from, now));
        match public {
            Some(edition) => {
                let editions = store::content::editions(conn, article.id).await?;
                let since = editions.iter().filter_map(|edition| edition.visible_from).min();
                let since = since.unwrap_or(article.created_at);
                index::put(conn, &article_document(article, &edition.writing, since)).await?;
                let text = markup::plain(&edition.writing.body);
                index::set_texts(conn, article.id.0, &[(ARTICLE.to_owned(), text.as_str())]).await?;
            }
            None => index::remove(conn, article.id.0).await?,
        }
        let newest = store::content::edition(conn, article.id, article.edition).await?;
        let later = newest.and_then(|edition| edition.visible_from).filter(|from| *from > now);
        if let Some(later) = later {
            self.put_off(conn, &Work::IndexArticle { article: article.id }, later).await?;
        }
        Ok(())
    }

    /// The job of [`Work::IndexArticle`]: what waited for its minute. Doing it twice gives the same.
    pub(crate) async fn index_article_job(&self, id: ArticleId) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        if let Some(article) = store::content::lock(&mut tx, id).await? {
            self.index_article(&mut tx, &article, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The job of [`Work::CountWords`]: counts the words of everything that can be found, for completing and correcting what
    /// people type. Between two nights a new word is known, with a count of one.
    pub(crate) async fn count_words(&self) -> Result<(), AppError> {
        let mut page = WordPage::default();
        let mut conn = self.db().read().await?;
        while index::count_words(&mut conn, &mut page).await? {
            tokio::task::yield_now().await;
        }
        drop(conn);
        let mut tx = self.db().write().await?;
        index::replace_words(&mut tx, &page.counts).await?;
        Ok(tx.commit().await?)
    }
}

/// Those of these files that are not shut in: of the others neither names nor texts are found.
async fn given_out(conn: &mut Conn, mut files: Vec<ItemFile>) -> Result<Vec<ItemFile>, AppError> {
    let blobs: Vec<&str> = files.iter().map(|file| file.blob.address.as_str()).collect();
    let looked_at = store::examination::of_blobs(conn, &blobs).await?;
    let is_shut_in =
        |blob: &str| looked_at.get(blob).is_some_and(|examination| examination.quarantine.is_some());
    files.retain(|file| !is_shut_in(&file.blob.address));
    Ok(files)
}

/// Makes the texts of these files those of the item, as far as they are known. What stands beside the text of a file (comments,
/// deleted words, sheets that are not shown) is never found.
async fn index_texts(conn: &mut Conn, item: ItemId, files: &[ItemFile]) -> Result<(), AppError> {
    let blobs: Vec<&str> = files.iter().map(|file| file.blob.address.as_str()).collect();
    let known = store::document_text::of_blobs(conn, &blobs).await?;
    let texts: Vec<(String, &str)> = files
        .iter()
        .filter_map(|file| Some((file.id.to_string(), known.get(&file.blob.address)?.as_str())))
        .collect();
    Ok(index::set_texts(conn, item.0, &texts).await?)
}

/// Since when the public sees the item: the minute of its first edition.
async fn since(conn: &mut Conn, item: &Item) -> Result<Timestamp, AppError> {
    let editions = store::catalogue::editions(conn, item.id).await?;
    Ok(editions.iter().filter_map(|edition| edition.visible_from).min().unwrap_or(item.created_at))
}

fn document(item: &Item, edition: &Edition, files: &[ItemFile], since: Timestamp) -> Document {
    let content = &edition.content;
    let known = [&content.holder, &content.responsible, &content.place, &content.legal_basis];
    let other = known.into_iter().chain(&content.keywords).cloned();
    let other = other.chain(files.iter().flat_map(|file| [file.caption.clone(), file.name.clone()]));
    Document {
        id: item.id.0,
        kind: ITEM.to_owned(),
        body: item.body.clone(),
        path: format!("informasi/{}", item.reference),
        class: Some(content.class.code().to_owned()),
        year: content.year().map(i64::from),
        forms: content.forms.iter().map(|form| form.code().to_owned()).collect(),
        title: content.title.clone(),
        summary: content.summary.clone(),
        other: other.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
        published_at: since,
        updated_at: edition.visible_from.unwrap_or(since),
    }
}

fn article_document(article: &Article, writing: &Writing, since: Timestamp) -> Document {
    let number = writing.year.map(|year| format!("{} {year}", writing.number)).unwrap_or_default();
    let other = [&writing.topic, &number, &writing.standing_note];
    Document {
        id: article.id.0,
        kind: ARTICLE.to_owned(),
        body: article.body.clone(),
        path: article_path(article),
        class: None,
        year: writing.year.map(i64::from),
        forms: Vec::new(),
        title: writing.title.clone(),
        summary: summary(writing),
        other: other.into_iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join("\n"),
        published_at: since,
        updated_at: since,
    }
}

/// Where an article stands below the address of its office.
fn article_path(article: &Article) -> String {
    let Article { kind, name, reference, .. } = article;
    match kind {
        Kind::Page if name.parse::<content::Place>().is_ok() => name.clone(),
        Kind::Page => format!("hal/{name}"),
        Kind::News => format!("berita/{reference}"),
        Kind::Regulation => format!("regulasi/{reference}"),
        Kind::Question => format!("tanya-jawab#{reference}"),
    }
}

/// The lines under the title, or the beginning of the text.
fn summary(writing: &Writing) -> String {
    if !writing.lead.is_empty() {
        return writing.lead.clone();
    }
    let text = markup::plain(&writing.body).replace('\n', " ");
    text.chars().take(SUMMARY).collect()
}
