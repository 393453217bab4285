//! What moved since the province judged, and why: second readings, appeals and corrections, one by one.

use std::collections::BTreeMap;

use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::instrument::Text;
use domain::tier::{Tier, Tiers};
use store::judgement::{self, Judgement};

use super::Controller;
use crate::AppError;

/// An answer that was judged again.
#[derive(Debug, Clone)]
pub struct Change {
    /// Code of the office.
    pub body: BodyCode,
    /// In addresses.
    pub slug: String,
    /// Name of the office.
    pub office: String,
    /// Code of the question.
    pub question: QuestionCode,
    /// Its number.
    pub number: u32,
    /// Its text.
    pub text: Text,
    /// What the province gave, 0 to 1; nothing where it did not judge.
    pub before: Option<Exact>,
    /// What counts now.
    pub after: Exact,
    /// Whose word counts.
    pub tier: Tier,
    /// What it was, by whom, when and why.
    pub judgement: Judgement,
}

impl Change {
    /// Whether the office gained, lost or kept its share.
    #[must_use]
    pub fn direction(&self) -> std::cmp::Ordering {
        self.after.cmp(self.before.as_ref().unwrap_or(&Exact::ZERO))
    }
}

impl Controller {
    /// The answers whose judgement by the province no longer counts, by office and question.
    pub async fn changes(&self) -> Result<Vec<Change>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut judged: BTreeMap<(BodyCode, QuestionCode), Tiers<Judgement>> = BTreeMap::new();
        for tier in Tier::ALL.into_iter().filter(|tier| *tier != Tier::Provincial) {
            for (body, question, judgement) in judgement::of_tier(&mut conn, self.round.id, tier).await? {
                judged.entry((body, question)).or_default().set(tier, judgement);
            }
        }
        let instrument = self.app.instrument(&mut conn, self.round.instrument).await?;
        let bodies = store::body::all(&mut conn).await?;
        let mut reviews = BTreeMap::new();
        for (body, _) in judged.keys() {
            if !reviews.contains_key(body) {
                let of_body = store::review::of_body(&mut conn, self.round.id, body.as_str()).await?;
                reviews.insert(body.clone(), of_body);
            }
        }
        let changes = judged.into_iter().filter_map(|((body, code), tiers)| {
            let office = &bodies.iter().find(|placed| placed.body.code == body)?.body;
            let question = instrument.question(code.as_str())?;
            let before = reviews.get(&body).and_then(|of_body| of_body.get(&code));
            let (tier, judgement) = tiers.effective()?;
            Some(Change {
                slug: office.slug.to_string(),
                office: office.office_name.clone(),
                number: question.number,
                text: question.text.clone(),
                before: before.map(|review| review.share.clone()),
                after: judgement.share.clone(),
                tier,
                judgement: judgement.clone(),
                question: code,
                body,
            })
        });
        Ok(changes.collect())
    }
}
