//! Posts that people held before, declared by themselves or entered by an administrator: who served at an office does not
//! judge it.

use domain::ids::{FormerPostId, PersonId};
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use domain::verification::{POST_MAX, check_text};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::duty::FormerPost;
use store::event::{self, NewEvent};

use crate::error::check;
use crate::worked::body_by_key;
use crate::{Access, App, AppError, Principal};

/// The former posts of one person, in the hands of that person or of an administrator who reaches all of his or her roles.
#[derive(Debug, Clone)]
pub struct FormerPosts {
    app: App,
    who: Principal,
    person: PersonId,
    name: String,
}

impl Access {
    /// The own former posts.
    #[must_use]
    pub fn own_posts(&self) -> FormerPosts {
        FormerPosts {
            app: self.app.clone(),
            who: self.who.clone(),
            person: self.who.person,
            name: self.who.name.clone(),
        }
    }

    /// The former posts of somebody else.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the person has a role out of this administrator's reach, or none.
    pub async fn posts_of(&self, person: PersonId) -> Result<FormerPosts, AppError> {
        let mut conn = self.app.db().read().await?;
        let found = store::person::by_id(&mut conn, person).await?.ok_or(AppError::NotFound)?;
        let grants = store::person::grants(&mut conn, person).await?;
        let mut reached = !grants.is_empty();
        for grant in grants {
            let placed = store::body::by_code(&mut conn, grant.body.as_str()).await?;
            reached &= placed.is_some_and(|placed| self.who.may(Action::ManagePeople, &placed));
        }
        if !reached {
            return Err(AppError::NotFound);
        }
        Ok(FormerPosts { app: self.app.clone(), who: self.who.clone(), person, name: found.name })
    }
}

impl FormerPosts {
    /// Whose.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The posts, by office.
    pub async fn all(&self) -> Result<Vec<FormerPost>, AppError> {
        Ok(store::duty::posts(&mut self.app.db().read().await?, self.person).await?)
    }

    /// Enters a post at the office with this slug or code.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `office` and `post`.
    pub async fn add(&self, office: &str, post: &str) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut problems = Vec::new();
        let office = office.trim();
        let placed = match body_by_key(&mut tx, office).await {
            Ok(placed) => Some(placed),
            Err(AppError::NotFound) => {
                let problem = if office.is_empty() { Problem::Required } else { Problem::Unknown };
                problems.push(FieldProblem::new("office", problem));
                None
            }
            Err(other) => return Err(other),
        };
        let text = check_text(post, true, POST_MAX);
        if let Err(problem) = &text {
            problems.push(FieldProblem::new("post", problem.clone()));
        }
        check(problems)?;
        let (Some(placed), Ok(text)) = (placed, text) else { return Err(AppError::NotFound) };
        let new = FormerPost {
            id: FormerPostId::new(now, self.app.random()),
            person: self.person,
            body: placed.body.code,
            office_name: placed.body.office_name,
            post: text.to_owned(),
            entered_at: now,
        };
        store::duty::add_post(&mut tx, &new, self.who.person).await?;
        self.log(&mut tx, now, "post_declared", json!({ "id": new.id, "body": new.body, "post": new.post }))
            .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes back a post that was entered by mistake. Only an administrator may: nobody frees himself or herself of a
    /// conflict.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for the person, and for a post that is not there.
    pub async fn remove(&self, id: FormerPostId) -> Result<(), AppError> {
        if self.person == self.who.person {
            return Err(AppError::NotFound);
        }
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        if !store::duty::remove_post(&mut tx, self.person, id, now).await? {
            return Err(AppError::NotFound);
        }
        self.log(&mut tx, now, "post_taken_back", json!({ "id": id })).await?;
        tx.commit().await?;
        Ok(())
    }

    async fn log(
        &self,
        conn: &mut Conn,
        at: Timestamp,
        kind: &'static str,
        data: serde_json::Value,
    ) -> Result<(), AppError> {
        let event = NewEvent {
            at,
            actor: Some(self.who.person),
            body: None,
            round: None,
            object_kind: "person",
            object_id: self.person.to_string(),
            kind,
            data,
        };
        event::append(conn, event).await?;
        Ok(())
    }
}
