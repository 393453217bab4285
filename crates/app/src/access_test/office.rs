//! What an office sees of its own access test, once the round opens it.

use domain::access_test::Channel;
use domain::access_test::record::Scored;
use domain::exact::Exact;
use domain::ids::AccessProofId;
use domain::problem::Problem;
use jiff::Timestamp;
use store::access_test::case;
use store::access_test::preparation as rows;
use store::access_test::proof;

use super::{Ground, UsedSheet};
use crate::evidence::{File, picture_of};
use crate::{AppError, Office};

/// One case as the office sees it: everything but who tested.
#[derive(Debug, Clone)]
pub struct OfficeCase {
    /// Over what.
    pub channel: Channel,
    /// What was asked.
    pub question: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// To where.
    pub sent_to: String,
    /// When it was acknowledged.
    pub acknowledged_at: Option<Timestamp>,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// Working days until the answer.
    pub days: Option<u32>,
    /// Question by question.
    pub scored: Scored,
    /// 0 to 100.
    pub score: Exact,
    /// The sheet.
    pub sheet: UsedSheet,
    /// Pictures of the proof, each with what it shows.
    pub pictures: Vec<(AccessProofId, String)>,
    /// Seed and number of the draw that made it.
    pub drawn: (i64, String),
}

/// The access test of an office.
#[derive(Debug, Clone)]
pub struct OfficeTests {
    /// The cases that were handed in, by channel.
    pub cases: Vec<OfficeCase>,
    /// Their average.
    pub average: Option<Exact>,
}

impl Office {
    /// Whether the round has opened the access test to its offices.
    pub async fn sees_access_tests(&self) -> Result<bool, AppError> {
        let mut conn = self.app.db().read().await?;
        self.access_is_open(&mut conn).await
    }

    async fn access_is_open(&self, conn: &mut sql::Conn) -> Result<bool, AppError> {
        let schedule = store::round::schedule(conn, self.round().id).await?;
        let rules = &self.round().rules.access_test;
        Ok(rules.is_open(self.round().state, &schedule, self.app.now()))
    }

    /// The office's own cases that were handed in.
    ///
    /// # Errors
    /// [`AppError::NotFound`] before the round opens the access test: until then nothing of it exists here.
    pub async fn access_tests(&self) -> Result<OfficeTests, AppError> {
        let mut conn = self.app.db().read().await?;
        if !self.access_is_open(&mut conn).await? {
            return Err(AppError::NotFound);
        }
        let draws = rows::draws(&mut conn, self.round().id).await?;
        let mut cases = Vec::new();
        for case in case::of_body(&mut conn, self.round().id, self.placed().body.code.as_str()).await? {
            let (Some(sent_at), Some(score)) = (case.sent_at, case.score.clone()) else { continue };
            let ground = Ground::of(&mut conn, &case).await?;
            let Some(scored) = ground.scored(&case) else { continue };
            let seed = draws.iter().find(|draw| draw.number == case.draw).map(|draw| draw.seed.clone());
            let mut pictures = Vec::new();
            for found in proof::of_case(&mut conn, case.id).await? {
                let address = found.blob.address.as_str();
                let made = store::examination::derivatives(&mut conn, &[address]).await?;
                if made.into_values().flatten().any(|made| made.kind == PICTURE) {
                    pictures.push((found.id, found.caption));
                }
            }
            let answered_at = case.record.answered_at;
            cases.push(OfficeCase {
                channel: case.channel,
                question: case.question,
                sent_at,
                sent_to: case.sent_to,
                acknowledged_at: case.record.acknowledged_at,
                answered_at,
                days: answered_at.map(|at| ground.service().working_days(sent_at, at)),
                scored,
                score,
                sheet: ground.sheet,
                pictures,
                drawn: (case.draw, seed.unwrap_or_default()),
            });
        }
        let scores: Vec<Exact> = cases.iter().map(|case| case.score.clone()).collect();
        Ok(OfficeTests { average: domain::access_test::record::average(&scores), cases })
    }

    /// A picture of the proof of an own case. Never the file itself, which may tell who sent it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] before the round opens the access test, and for what belongs to another office.
    pub async fn access_picture(&self, id: AccessProofId) -> Result<File, AppError> {
        let mut conn = self.app.db().read().await?;
        if !self.access_is_open(&mut conn).await? {
            return Err(AppError::NotFound);
        }
        let proof = proof::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let case = case::by_id(&mut conn, proof.case).await?.ok_or(AppError::NotFound)?;
        let own = case.round == self.round().id && case.body == self.placed().body.code;
        if !own || case.score.is_none() {
            return Err(AppError::NotFound);
        }
        picture_of(&self.app, &mut conn, &proof.blob.address, PICTURE, 1).await
    }
}

/// The kind of the pictures that are shown.
const PICTURE: &str = "preview";

/// A text of one of the office's forms, in lines as it was typed, spaces at its ends taken off.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// The problem of a choice that is not offered.
pub(super) fn unknown(field: &str) -> AppError {
    AppError::field(field, Problem::UnknownOption)
}
