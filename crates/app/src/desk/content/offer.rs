//! What bodies above offer to this office, and what it does with it.

use domain::content::{ADDITION_MAX, Kind};
use domain::ids::ArticleId;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use serde_json::json;
use sql::Conn;
use store::content::{Choice, Offered};
use store::event::{Event, NewEvent};

use crate::content::faults;
use crate::desk::Desk;
use crate::desk::privacy::{Privacy, words_alone};
use crate::error::check;
use crate::{AppError, Conflict};

/// Kind of the objects whose events are the history of what an office does with an offered article.
const CHOICE: &str = "article_choice";
/// Most events that are shown.
const HISTORY: i64 = 50;

/// An offered article at the desk of an office below.
#[derive(Debug, Clone)]
pub struct OfferedSheet {
    /// The article as it is offered now, and what the office does with it.
    pub offered: Offered,
    /// What happened to that, latest first.
    pub history: Vec<Event>,
}

impl Desk {
    /// The articles of a kind that bodies above offer, those that the office leaves out among them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office.
    pub async fn offered(&self, kind: Kind) -> Result<Vec<Offered>, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        self.offered_now(&mut conn, kind).await
    }

    /// One of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is not offered to this office now.
    pub async fn offered_article(&self, reference: &str) -> Result<OfferedSheet, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let mut conn = self.app.db().read().await?;
        let offered = self.find_offered(&mut conn, reference).await?;
        let object = self.choice_object(offered.article.id);
        let history = store::event::of_object(&mut conn, CHOICE, &object, HISTORY).await?;
        Ok(OfferedSheet { offered, history })
    }

    /// What looks like personal data in words that an office wants to add. They are public at once, so whoever adds them answers
    /// for this.
    #[must_use]
    pub fn addition_privacy(&self, addition: &str) -> Privacy {
        words_alone(&self.office_known(), addition)
    }

    /// Leaves an offered article out or not, and adds own words below it. The article itself is its writer's alone. `answered` is
    /// the digest of the warnings ([`Desk::addition_privacy`]) that somebody looked at; empty for none.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for what is not offered to this office now; [`AppError::Invalid`] at `addition` with what is wrong
    /// with it, and for warnings that nobody answered; [`AppError::Conflict`] with what is there when somebody else was faster
    /// than the revision `base`.
    pub async fn choose(
        &self,
        reference: &str,
        base: i64,
        is_hidden: bool,
        (addition, answered): (&str, &str),
    ) -> Result<Choice, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let addition = addition.replace("\r\n", "\n").trim_end().to_owned();
        check(addition_problems(&addition))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let offered = self.find_offered(&mut tx, reference).await?;
        let present = offered.choice;
        if (present.hidden, &present.addition) == (is_hidden, &addition) {
            return Ok(present);
        }
        let warnings = self.addition_privacy(&addition);
        if present.addition != addition && warnings.is_found() && warnings.digest != answered {
            let why = "content-offer-privacy".to_owned();
            return Err(AppError::field("addition", Problem::NotNow { why }));
        }
        let choice = Choice { revision: base + 1, hidden: is_hidden, addition };
        let code = &self.placed.body.code;
        let by = (now, self.who.person);
        let is_first = present.revision == base
            && store::content::put_choice(&mut tx, code, offered.article.id, &choice, by).await?;
        if !is_first {
            let (current, value) = (present.revision, present.addition);
            return Err(AppError::Conflict(Conflict::Version { current, value }));
        }
        let event = NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: None,
            object_kind: CHOICE,
            object_id: self.choice_object(offered.article.id),
            kind: "chosen",
            data: json!({
                "reference": reference, "hidden": choice.hidden, "addition": choice.addition,
                "answered": if warnings.is_found() { warnings.answer() } else { serde_json::Value::Null },
            }),
        };
        store::event::append(&mut tx, event).await?;
        tx.commit().await?;
        Ok(choice)
    }

    fn choice_object(&self, article: ArticleId) -> String {
        format!("{}/{article}", self.placed.body.code)
    }

    async fn offered_now(&self, conn: &mut Conn, kind: Kind) -> Result<Vec<Offered>, AppError> {
        let (body, above) = (self.placed.body.code.as_str(), &self.placed.above);
        Ok(store::content::offered_to(conn, body, above, kind, self.app.now()).await?)
    }

    async fn find_offered(&self, conn: &mut Conn, reference: &str) -> Result<Offered, AppError> {
        let article = store::content::by_reference(conn, reference).await?.ok_or(AppError::NotFound)?;
        let offered = self.offered_now(conn, article.kind).await?;
        offered.into_iter().find(|one| one.article.id == article.id).ok_or(AppError::NotFound)
    }
}

/// What is wrong with an addition. It has no pictures of its own.
fn addition_problems(addition: &str) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    if addition.chars().count() > ADDITION_MAX {
        problems.push(FieldProblem::new("addition", Problem::TooLong { max: ADDITION_MAX }));
    } else if addition.chars().any(domain::assessment::is_forbidden) {
        problems.push(FieldProblem::new("addition", Problem::BadCharacters));
    }
    problems.extend(faults("addition", addition, &[]));
    problems
}
