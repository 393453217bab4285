//! What the office writes for its public site: pages, news, rules, questions.

mod life;
mod offer;
mod picture;
mod privacy;
mod sheet;
mod version;
mod write;

use domain::content::{ArticleAction, ArticleState};
use domain::policy::Action;
use jiff::Timestamp;
use serde_json::{Value, json};
use sql::Conn;
use store::content::Article;
use store::event::NewEvent;

use super::Desk;
use crate::{AppError, Conflict};

pub use offer::OfferedSheet;
pub use picture::NewPicture;
pub use sheet::{ARTICLES, ArticleList, ArticleSheet, PictureSheet};
pub use version::{OriginalSheet, VersionLine};

/// Kind of the objects whose events are the history of an article.
pub(super) const ARTICLE: &str = "article";

/// An article that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleMoved {
    /// Its number.
    pub reference: String,
    /// Its revision now.
    pub revision: i64,
    /// Where it stands now.
    pub state: ArticleState,
}

impl ArticleMoved {
    fn of(article: &Article) -> Self {
        Self { reference: article.reference.clone(), revision: article.revision, state: article.state }
    }
}

impl Desk {
    /// The article with this reference, of this office.
    async fn own_article(&self, conn: &mut Conn, reference: &str) -> Result<Article, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let found = store::content::by_reference(conn, reference).await?;
        found.filter(|article| article.body == self.placed.body.code).ok_or(AppError::NotFound)
    }

    /// The article, for a change: locked, and of this office.
    async fn lock_article(&self, conn: &mut Conn, reference: &str) -> Result<Article, AppError> {
        let found = self.own_article(conn, reference).await?;
        store::content::lock(conn, found.id).await?.ok_or(AppError::NotFound)
    }

    /// Writes down what happened to an article.
    async fn log_article(
        &self,
        conn: &mut Conn,
        article: &Article,
        kind: &'static str,
        mut data: Value,
        now: Timestamp,
    ) -> Result<(), AppError> {
        if let Some(data) = data.as_object_mut() {
            data.insert("edition".to_owned(), json!(article.edition));
            data.insert("reference".to_owned(), json!(article.reference));
        }
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(&self.placed.body.code),
            round: None,
            object_kind: ARTICLE,
            object_id: article.id.to_string(),
            kind,
            data,
        };
        store::event::append(conn, event).await?;
        Ok(())
    }
}

/// Moves an article on; a conflict with its state where that cannot happen.
fn step(article: &mut Article, action: ArticleAction, now: Timestamp) -> Result<(), AppError> {
    let after = article.state.transition(action);
    article.state = after.ok_or(AppError::Conflict(Conflict::State(article.state.code())))?;
    article.revision += 1;
    article.changed_at = now;
    Ok(())
}

/// Where the newest edition of an article is gone, the data is wrong.
fn no_edition(article: &Article) -> AppError {
    AppError::Fault(format!("{}: no edition", article.reference))
}
