//! What an office is offered from its records, and takes.

use domain::fact::{FORMAT, Fact, Offer, Reading, Snapshot, Suggestion};
use domain::ids::FactSnapshotId;
use domain::instrument::Question;
use domain::policy::Action;
use serde_json::json;
use sql::Conn;
use store::answer::Place;
use store::fact::TakenFact;

use super::{About, Taken, year_of};
use crate::office::{ANSWER, Office, sha256};
use crate::{App, AppError};

/// A fact that a question asks for.
#[derive(Debug, Clone)]
pub struct FactOffer {
    /// Which fact.
    pub fact: Fact,
    /// What it comes to now; none where nothing is known, or the round offers it no longer.
    pub reading: Option<Reading>,
    /// The answer that it suggests.
    pub suggestion: Option<Suggestion>,
    /// The snapshot that counts.
    pub taken: Option<Taken>,
}

impl Office {
    /// The facts that a question asks for, as they are now, and those that were taken. Those of which nothing is known are left
    /// out.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the instrument has no such question.
    pub async fn fact_offers(&self, question: &str) -> Result<Vec<FactOffer>, AppError> {
        let question = self.question(question)?;
        let now = self.app.now();
        let mut conn = self.app.db().read().await?;
        let taken = store::fact::of_question(&mut conn, self.fact_place(question)).await?;
        let mut taken: Vec<Taken> = taken.into_iter().map(Taken::from_row).collect::<Result<_, _>>()?;
        let mut offers = Vec::new();
        let map = self.round().rules.fact.map(self.instrument());
        let wanted = map.as_ref().map(|map| map.offers(question)).unwrap_or_default();
        if !wanted.is_empty() {
            let about = self.about_facts(&mut conn).await?;
            for offer in wanted {
                let reading = about.read(&mut conn, offer.fact, now).await?;
                let at = taken.iter().position(|taken| taken.row.fact == offer.fact);
                let taken = at.map(|at| taken.remove(at));
                if reading.is_some() || taken.is_some() {
                    offers.push(offered(offer, reading, taken));
                }
            }
        }
        let others = taken.into_iter().map(|taken| FactOffer {
            fact: taken.row.fact,
            reading: None,
            suggestion: None,
            taken: Some(taken),
        });
        offers.extend(others);
        Ok(offers)
    }

    /// Takes a fact as evidence, as it is at this moment. Taken again, the new snapshot counts and the old one is kept.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the question does not ask for it, or nothing is known of it; [`AppError::Closed`] and
    /// [`AppError::Conflict`] as for answers.
    pub async fn take_fact(&self, question: &str, fact: Fact) -> Result<FactSnapshotId, AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, self.placed())?;
        let question = self.question(question)?;
        let map = self.round().rules.fact.map(self.instrument()).ok_or(AppError::NotFound)?;
        let is_asked = map.offers(question).into_iter().any(|offer| offer.fact == fact);
        if !is_asked {
            return Err(AppError::NotFound);
        }
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question.code.as_str(), now).await?;
        let about = self.about_facts(&mut tx).await?;
        let reading = about.read(&mut tx, fact, now).await?.ok_or(AppError::NotFound)?;
        let snapshot = self.snapshot(question, reading);
        let document = serde_jcs::to_string(&snapshot).map_err(|error| AppError::Fault(error.to_string()))?;
        let taken = TakenFact {
            id: FactSnapshotId::new(now, self.app.random()),
            round: self.round().id,
            body: self.placed().body.code.clone(),
            question: question.code.clone(),
            fact,
            sha256: sha256(&document),
            document,
            taken_by: self.who.person,
            taken_by_name: self.who.name.clone(),
            taken_at: now,
            is_removed: false,
        };
        let before = store::fact::of_question(&mut tx, self.fact_place(question)).await?;
        let before = before.into_iter().find(|other| other.fact == fact);
        if let Some(before) = &before {
            store::fact::remove(&mut tx, before.id, self.who.person, now).await?;
        }
        store::fact::insert(&mut tx, &taken).await?;
        let data = json!({
            "id": taken.id.to_string(), "fact": fact, "sha256": taken.sha256,
            "value": snapshot.reading.value,
            "replaces": before.map(|before| json!({ "id": before.id.to_string(), "sha256": before.sha256 })),
        });
        self.log(&mut tx, now, ANSWER, self.question_object(&question.code), "fact_taken", data).await?;
        tx.commit().await?;
        Ok(taken.id)
    }

    /// Gives a fact back: it is evidence no longer, and its snapshot is kept. Sending this twice does no harm.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is none of this question's, else as [`Self::take_fact`].
    pub async fn give_fact_back(&self, question: &str, id: FactSnapshotId) -> Result<(), AppError> {
        let now = self.app.now();
        self.who.must(Action::FillAnswer, self.placed())?;
        let mut tx = self.app.db().write().await?;
        self.lock_for_edit(&mut tx, question, now).await?;
        let taken = store::fact::by_id(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let is_own = taken.round == self.round().id
            && taken.body == self.placed().body.code
            && taken.question == *question;
        if !is_own {
            return Err(AppError::NotFound);
        }
        if store::fact::remove(&mut tx, id, self.who.person, now).await? {
            let data = json!({ "id": id.to_string(), "fact": taken.fact, "sha256": taken.sha256 });
            let object = self.question_object(&taken.question);
            self.log(&mut tx, now, ANSWER, object, "fact_given_back", data).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    fn snapshot(&self, question: &Question, reading: Reading) -> Snapshot {
        Snapshot {
            format: FORMAT.to_owned(),
            round: self.round().slug.clone(),
            body: self.placed().body.code.to_string(),
            office: self.placed().body.office_name.clone(),
            question: question.code.clone(),
            unit: reading.fact.unit().to_owned(),
            how: App::how_read(reading.fact),
            reading,
        }
    }

    fn fact_place<'a>(&'a self, question: &'a Question) -> Place<'a> {
        Place { round: self.round().id, body: &self.placed().body.code, question: &question.code }
    }

    async fn about_facts(&self, conn: &mut Conn) -> Result<About<'_>, AppError> {
        let year = year_of(conn, self.round()).await?;
        Ok(About { placed: self.placed(), round: self.round().id, year })
    }
}

fn offered(offer: &Offer, reading: Option<Reading>, taken: Option<Taken>) -> FactOffer {
    let suggestion = reading.as_ref().and_then(|reading| offer.suggestion(&reading.value));
    FactOffer { fact: offer.fact, reading, suggestion, taken }
}
