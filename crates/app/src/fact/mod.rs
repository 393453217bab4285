//! Facts of the records as answers: reading them, taking them as evidence, showing them to those who judge.
//!
//! A fact is read from what everybody may see, at the moment at which it is asked for. An office that takes one keeps a frozen
//! snapshot beside its answer. It is evidence of its own kind, and no file in a slot: it stands for itself and never for the photo
//! or document that a slot asks for, it needs no look inside, and it commits with its event.

mod office;
mod read;
mod review;

pub use office::FactOffer;
pub use review::SeenFact;

use domain::fact::Snapshot;
use domain::ids::FactSnapshotId;
use domain::policy::Action;
use serde_json::{Value, json};
use store::fact::TakenFact;

use crate::access::Access;
use crate::evidence::must_see;
use crate::{App, AppError};

pub(crate) use read::{About, year_of};

/// A fact that an office took, with what it says.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The row.
    pub row: TakenFact,
    /// What it says.
    pub snapshot: Snapshot,
}

impl Taken {
    fn from_row(row: TakenFact) -> Result<Self, AppError> {
        let snapshot = serde_json::from_str(&row.document)
            .map_err(|error| AppError::Fault(format!("snapshot {}: {error}", row.id)))?;
        Ok(Self { row, snapshot })
    }
}

/// A snapshot: for the office itself, and once it has submitted for those who judge it. One that was taken again or given back
/// stays readable for the office.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else.
pub async fn open(access: &Access, id: FactSnapshotId) -> Result<Taken, AppError> {
    let mut conn = access.app.db().read().await?;
    let row = store::fact::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    let placed = must_see(access, &mut conn, row.round, row.body.as_str()).await?;
    if row.is_removed && !access.who.may(Action::ViewAssessment, &placed) {
        return Err(AppError::NotFound);
    }
    Taken::from_row(row)
}

/// What a receipt says of a fact that was taken.
pub(crate) fn described(taken: &TakenFact) -> Value {
    json!({
        "id": taken.id.to_string(),
        "fact": taken.fact,
        "sha256": taken.sha256,
        "taken_at": taken.taken_at.to_string(),
    })
}

impl App {
    /// How a fact is read, by language.
    pub(crate) fn how_read(fact: domain::fact::Fact) -> std::collections::BTreeMap<String, String> {
        let key = format!("fact-how-{fact}");
        let said = i18n::Lang::ALL.into_iter().map(|lang| {
            let t = i18n::Texts::new(lang);
            (t.code().to_owned(), t.by_key(&key).unwrap_or_default())
        });
        said.collect()
    }
}
