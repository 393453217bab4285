//! Freezing the list: what is public at this moment, in the words of the annex.

use domain::catalogue::Content;
use domain::decree::{Action as Step, FORMAT, Frozen, Row, SHORT_MAX, State, YEARS, new_reference, reason};
use domain::ids::ListDecreeId;
use domain::person::Role;
use domain::policy::Action;
use domain::problem::{FieldProblem, Problem};
use i18n::{Lang, Texts};
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::body::Placed;
use store::catalogue::{PublicFilter, PublicLine};
use store::decree::ListDecree;

use super::{Decrees, Moved, moved, step};
use crate::AppError;
use crate::error::check;
use crate::office::sha256;

/// Times that a new reference is drawn before something must be wrong.
const DRAWS: usize = 8;

impl Decrees {
    /// Freezes what is public now as a draft for a year.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `year` or `title`, and at `year` where nothing is public.
    pub async fn freeze(&self, year: i16, title: &str) -> Result<Moved, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let title = title_of(title, year)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let (frozen, document) = self.frozen(&mut tx, year, now).await?;
        for _ in 0..DRAWS {
            let decree = ListDecree {
                id: ListDecreeId::new(now, self.app.random()),
                reference: new_reference(self.today().year(), self.app.random()),
                body: self.placed.body.code.clone(),
                year,
                state: State::Draft,
                revision: 1,
                title: title.clone(),
                sha256: sha256(&document),
                row_count: count(&frozen),
                frozen_at: now,
                frozen_by: self.who.person,
                changed_at: now,
                decision: domain::decree::Decision::default(),
                decided_at: None,
                decided_by: None,
                ended_at: None,
                ended_reason: String::new(),
                superseded_by: None,
            };
            if store::decree::insert(&mut tx, &decree, &document).await? {
                self.log(&mut tx, &decree, "frozen", told(&decree)).await?;
                self.tell(&mut tx, &decree, &[Role::Superior, Role::Leader], "list_frozen").await?;
                tx.commit().await?;
                return Ok(moved(&decree));
            }
        }
        Err(AppError::Fault("no free reference for a decree".to_owned()))
    }

    /// Freezes a draft anew, from what is public now.
    ///
    /// # Errors
    /// As [`Self::freeze`]; [`AppError::Conflict`] with another state or revision.
    pub async fn refreeze(&self, reference: &str, revision: i64) -> Result<Moved, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut decree = self.locked(&mut tx, reference, revision).await?;
        step(&mut decree, Step::Freeze, now)?;
        let (frozen, document) = self.frozen(&mut tx, decree.year, now).await?;
        decree.sha256 = sha256(&document);
        decree.row_count = count(&frozen);
        decree.frozen_at = now;
        decree.frozen_by = self.who.person;
        store::decree::refreeze(&mut tx, &decree, &document).await?;
        self.log(&mut tx, &decree, "refrozen", told(&decree)).await?;
        tx.commit().await?;
        Ok(moved(&decree))
    }

    /// Gives a draft up, with a reason.
    ///
    /// # Errors
    /// [`AppError::Invalid`] without a reason; [`AppError::Conflict`] with another state or revision.
    pub async fn give_up(&self, reference: &str, revision: i64, why: &str) -> Result<Moved, AppError> {
        self.who.must(Action::PublishCatalogue, &self.placed)?;
        let why = reason(why).map_err(|problem| AppError::field("reason", problem))?;
        let now = self.app.now();
        let mut tx = self.app.db().write().await?;
        let mut decree = self.locked(&mut tx, reference, revision).await?;
        step(&mut decree, Step::Drop, now)?;
        decree.ended_at = Some(now);
        decree.ended_reason.clone_from(&why);
        store::decree::end(&mut tx, &decree).await?;
        self.log(&mut tx, &decree, "dropped", json!({ "reason": why })).await?;
        tx.commit().await?;
        Ok(moved(&decree))
    }

    /// The list as it is public now, and its canonical JSON.
    async fn frozen(&self, conn: &mut Conn, year: i16, now: Timestamp) -> Result<(Frozen, String), AppError> {
        let rows = public_rows(conn, &self.placed, now).await?;
        if rows.is_empty() {
            let why = "decree-nothing-public".to_owned();
            return Err(AppError::field("year", Problem::NotNow { why }));
        }
        let body = &self.placed.body;
        let frozen = Frozen {
            format: FORMAT.to_owned(),
            body: body.code.to_string(),
            office: body.office_name.clone(),
            year,
            frozen_at: now,
            rows,
        };
        let document = serde_jcs::to_string(&frozen).map_err(|error| AppError::Fault(error.to_string()))?;
        Ok((frozen, document))
    }
}

/// The rows that the public sees now, in the words of the annex.
pub(super) async fn public_rows(
    conn: &mut Conn,
    placed: &Placed,
    now: Timestamp,
) -> Result<Vec<Row>, AppError> {
    let code = placed.body.code.as_str();
    let filter = PublicFilter::default();
    let lines = store::catalogue::public_list(conn, code, filter, now, (0, i64::MAX)).await?;
    let t = Texts::new(Lang::Id);
    Ok(lines.into_iter().map(|line| row(&t, line)).collect())
}

fn row(t: &Texts, line: PublicLine) -> Row {
    let Content {
        title,
        summary,
        class,
        holder,
        responsible,
        made_on,
        place,
        forms,
        retention,
        legal_basis,
        ..
    } = line.edition.content;
    let made = [made_on.map(|day| t.date(day)).unwrap_or_default(), place];
    let made: Vec<String> = made.into_iter().filter(|text| !text.is_empty()).collect();
    let forms: Vec<String> = forms
        .iter()
        .map(|form| match form {
            domain::catalogue::Form::Printed => t.catalogue_form_printed(),
            domain::catalogue::Form::Recorded => t.catalogue_form_recorded(),
            domain::catalogue::Form::Online => t.catalogue_form_online(),
        })
        .collect();
    Row {
        reference: line.reference,
        edition: line.edition.number,
        class,
        title,
        summary,
        holder,
        responsible,
        made: made.join(", "),
        form: forms.join(", "),
        retention,
        legal_basis,
    }
}

fn title_of(typed: &str, year: i16) -> Result<String, AppError> {
    let mut problems = Vec::new();
    if !YEARS.contains(&year) {
        let (min, max) = (Some(YEARS.start().to_string()), Some(YEARS.end().to_string()));
        problems.push(FieldProblem::new("year", Problem::OutOfRange { min, max }));
    }
    let title = typed.trim();
    let problem = if title.is_empty() {
        Some(Problem::Required)
    } else if title.chars().count() > SHORT_MAX {
        Some(Problem::TooLong { max: SHORT_MAX })
    } else if title.chars().any(|c| domain::assessment::is_forbidden(c) || c == '\n') {
        Some(Problem::BadCharacters)
    } else {
        None
    };
    problems.extend(problem.map(|problem| FieldProblem::new("title", problem)));
    check(problems)?;
    Ok(title.to_owned())
}

fn count(frozen: &Frozen) -> i64 {
    i64::try_from(frozen.rows.len()).unwrap_or(i64::MAX)
}

/// What an event tells of a list that was frozen.
fn told(decree: &ListDecree) -> serde_json::Value {
    json!({ "year": decree.year, "title": decree.title, "rows": decree.row_count, "sha256": decree.sha256 })
}
