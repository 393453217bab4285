//! Writing an article: its drafts and the next edition of what is public.

use domain::content::{ArticleAction, ArticleState, Kind, Place, Writing, check_name, new_reference};
use domain::ids::ArticleId;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::content::{Article, ArticlePicture};
use unicode_normalization::UnicodeNormalization as _;

use super::version::{fitted, pictures_for};
use super::{ArticleMoved, no_edition, step};
use crate::content::faults;
use crate::desk::Desk;
use crate::error::check;
use crate::{AppError, Conflict};

/// Times that a new reference is drawn before something must be wrong.
const DRAWS: usize = 8;

impl Desk {
    /// Begins an article as a draft. `name` is that of a page in addresses: a place that every site has, or one of the office's
    /// own; everything else is found by its reference and has none.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the text, and at `name` for a page that is there already or has a name that
    /// addresses cannot have.
    pub async fn new_article(
        &self,
        kind: Kind,
        name: &str,
        writing: Writing,
    ) -> Result<ArticleMoved, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let writing = Writing { basis: 0, ..tidied(writing) };
        let name = name.trim();
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut problems = self.text_problems(&mut tx, &writing, &[]).await?;
        // One after another: a name is free until the first of two has it.
        store::body::lock(&mut tx, self.placed.body.code.as_str()).await?;
        if kind == Kind::Page
            && let Err(problem) = self.free_name(&mut tx, name).await?
        {
            problems.push(FieldProblem::new("name", problem));
        }
        check(problems)?;
        let article = self.begin_article(&mut tx, kind, name, None, now).await?;
        store::content::put_edition(&mut tx, article.id, 1, &writing).await?;
        self.log_article(&mut tx, &article, "begun", json!({ "writing": writing }), now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    /// Whether a new page of this office can have this name.
    async fn free_name(&self, conn: &mut Conn, name: &str) -> Result<Result<(), Problem>, AppError> {
        if name.parse::<Place>().is_err()
            && let Err(problem) = check_name(name)
        {
            return Ok(Err(problem));
        }
        let body = self.placed.body.code.as_str();
        let there = store::content::by_name(conn, body, Kind::Page, name).await?;
        Ok(if there.is_some() { Err(Problem::Taken) } else { Ok(()) })
    }

    /// Begins an article; `version` has the original and the language of one that is a version. A version has no name of its own.
    pub(super) async fn begin_article(
        &self,
        conn: &mut Conn,
        kind: Kind,
        name: &str,
        version: Option<(ArticleId, String)>,
        now: Timestamp,
    ) -> Result<Article, AppError> {
        let (original, language) = version.map_or((None, String::new()), |(id, tag)| (Some(id), tag));
        let is_named = kind == Kind::Page && original.is_none();
        let year = self.placed.body.zone.time_zone().to_datetime(now).year();
        for _ in 0..DRAWS {
            let reference = new_reference(year, self.app.random());
            let article = Article {
                id: ArticleId::new(now, self.app.random()),
                body: self.placed.body.code.clone(),
                kind,
                name: if is_named { name.to_owned() } else { reference.clone() },
                reference,
                state: ArticleState::Draft,
                revision: 1,
                edition: 1,
                offered: false,
                created_at: now,
                changed_at: now,
                withdrawn_at: None,
                withdrawn_reason: String::new(),
                original,
                language: language.clone(),
            };
            if store::content::insert(conn, &article).await? {
                return Ok(article);
            }
        }
        Err(AppError::Fault("no free reference for an article".to_owned()))
    }

    /// Writes an article. What is public stays as it is: the next edition begins.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the text; [`AppError::Conflict`] with what is there now when somebody else
    /// was faster, or with the state of an article that is withdrawn.
    pub async fn save_article(
        &self,
        reference: &str,
        revision: i64,
        writing: Writing,
    ) -> Result<ArticleMoved, AppError> {
        let writing = tidied(writing);
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut article = self.lock_article(&mut tx, reference).await?;
        let writing = fitted(&mut tx, &article, writing).await?;
        let pictures = pictures_for(&mut tx, &article).await?;
        check(self.text_problems(&mut tx, &writing, &pictures).await?)?;
        let before = store::content::edition(&mut tx, article.id, article.edition).await?;
        let before = before.ok_or_else(|| no_edition(&article))?.writing;
        if before == writing {
            return Ok(ArticleMoved::of(&article));
        }
        if article.revision != revision {
            return Err(moved_on(&article, &before));
        }
        let begins = article.state == ArticleState::Published;
        step(&mut article, ArticleAction::Edit, now)?;
        article.edition += i64::from(begins);
        store::content::update(&mut tx, &article).await?;
        store::content::put_edition(&mut tx, article.id, article.edition, &writing).await?;
        self.log_article(&mut tx, &article, "written", json!({ "writing": writing }), now).await?;
        tx.commit().await?;
        Ok(ArticleMoved::of(&article))
    }

    /// What is wrong with a text that stands nowhere yet, for a look at it before it is saved.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the office has no such article.
    pub async fn proof(
        &self,
        reference: Option<&str>,
        writing: &Writing,
    ) -> Result<Vec<FieldProblem>, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let writing = tidied(writing.clone());
        let mut conn = self.app.db().read().await?;
        let pictures = match reference {
            Some(reference) => {
                let article = self.own_article(&mut conn, reference).await?;
                pictures_for(&mut conn, &article).await?
            }
            None => Vec::new(),
        };
        self.text_problems(&mut conn, &writing, &pictures).await
    }

    /// What keeps a text from being saved.
    pub(super) async fn text_problems(
        &self,
        conn: &mut Conn,
        writing: &Writing,
        pictures: &[ArticlePicture],
    ) -> Result<Vec<FieldProblem>, AppError> {
        let mut problems = writing.problems();
        problems.extend(faults("body", &writing.body, pictures));
        let is_new = |field: &str| !problems.iter().any(|found| found.field == field);
        if !writing.item.is_empty() && is_new("item") {
            let item = store::catalogue::by_reference(conn, &writing.item).await?;
            if item.is_none_or(|item| item.body != self.placed.body.code) {
                problems.push(FieldProblem::new("item", Problem::Unknown));
            }
        }
        Ok(problems)
    }
}

/// Somebody else was faster.
fn moved_on(article: &Article, writing: &Writing) -> AppError {
    let value = serde_jcs::to_string(writing).unwrap_or_default();
    AppError::Conflict(Conflict::Version { current: article.revision, value })
}

/// A text in one Unicode form, without spaces around.
pub(super) fn tidied(mut writing: Writing) -> Writing {
    let Writing { title, lead, body, topic, number, standing_note, link, item, .. } = &mut writing;
    for text in [title, lead, topic, number, standing_note, link, item] {
        *text = text.trim().nfc().collect();
    }
    // What stands at the beginning stays, so that messages name the lines that were typed.
    *body = body.replace("\r\n", "\n").trim_end().nfc().collect();
    if let Some(reference) = domain::catalogue::parse_reference(&writing.item) {
        writing.item = reference;
    }
    writing
}
