//! What those who judge an office do with comments on it.

use domain::body::Body;
use domain::comment::{CommentAction, REASON_MAX};
use domain::ids::CommentId;
use domain::policy::Action;
use domain::problem::Problem;
use serde_json::json;
use store::body::Placed;
use store::comment::{Comment, CommentFile};

use super::log;
use crate::reviewer::Reviewer;
use crate::{Access, AppError, Conflict};

/// A comment for those who judge the office.
#[derive(Debug, Clone)]
pub struct Handled {
    /// The comment, with name and contact of the sender.
    pub comment: Comment,
    /// The office.
    pub body: Body,
    /// Number of the question.
    pub number: u32,
    /// Its files.
    pub files: Vec<CommentFile>,
    /// Whether this person may say what became of it.
    pub may_handle: bool,
}

impl Reviewer {
    /// The comments on the offices that this person sees, those that nobody has handled first.
    pub async fn comments(&self) -> Result<Vec<Handled>, AppError> {
        let mut conn = self.app.db().read().await?;
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let codes = self.offices.iter().map(|seen| &seen.placed.body.code);
        let mut found = Vec::new();
        for comment in store::comment::of_bodies(&mut conn, self.round.id, codes).await? {
            let Some(seen) = self.offices.iter().find(|seen| seen.placed.body.code == comment.body) else {
                continue;
            };
            let number = instrument.question(comment.question.as_str()).map_or(0, |question| question.number);
            let files = store::comment::files(&mut conn, comment.id).await?;
            let (body, may_handle) = (seen.placed.body.clone(), self.may_handle(&seen.placed));
            found.push(Handled { comment, body, number, files, may_handle });
        }
        Ok(found)
    }

    fn may_handle(&self, placed: &Placed) -> bool {
        self.who.may(Action::Review, placed) || self.who.may(Action::ControlReview, placed)
    }

    /// Says what became of a comment, with the reason. A decision may be corrected.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not judge the office; [`AppError::Invalid`] at `reason`;
    /// [`AppError::Conflict`] with the present version where somebody else was faster.
    pub async fn handle_comment(
        &self,
        id: CommentId,
        base: i64,
        action: CommentAction,
        reason: &str,
    ) -> Result<(), AppError> {
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let comment = store::comment::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let seen = self.offices.iter().find(|seen| seen.placed.body.code == comment.body);
        let seen = seen.filter(|seen| comment.round == self.round.id && self.may_handle(&seen.placed));
        seen.ok_or(AppError::NotFound)?;
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(AppError::field("reason", Problem::Required));
        }
        if reason.chars().count() > REASON_MAX {
            return Err(AppError::field("reason", Problem::TooLong { max: REASON_MAX }));
        }
        let next = comment.state.transition(action);
        let decided = (next, reason);
        if !store::comment::handle(&mut tx, id, base, decided, self.who.person, now).await? {
            let value = json!({ "state": comment.state, "reason": comment.reason }).to_string();
            return Err(AppError::Conflict(Conflict::Version { current: comment.version, value }));
        }
        let data = json!({ "state": next, "reason": reason });
        log(&mut tx, &comment, Some(self.who.person), "handled", now, data).await?;
        tx.commit().await?;
        Ok(())
    }
}

impl Access {
    /// A file of a comment, for those who judge the office.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else, the office among them, and while it is in quarantine.
    pub async fn comment_file(
        &self,
        id: CommentId,
        position: i64,
    ) -> Result<crate::evidence::File, AppError> {
        let mut conn = self.app.db().read().await?;
        let comment = store::comment::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let placed =
            store::body::by_code(&mut conn, comment.body.as_str()).await?.ok_or(AppError::NotFound)?;
        self.who.must(Action::ViewSubmission, &placed)?;
        let files = store::comment::files(&mut conn, id).await?;
        let file = files.into_iter().find(|file| file.position == position).ok_or(AppError::NotFound)?;
        crate::evidence::given_out(&self.app, &mut conn, &file.blob, &file.name).await
    }
}
