//! Files and links come into their slot: none twice, no more than the slot holds, each file with a receipt.

use domain::capture::Capture;
use domain::ids::EvidenceId;
use domain::instrument::{Question, Slot};
use domain::link::Occasion;
use domain::problem::Problem;
use domain::reference::new_reference;
use jiff::Timestamp;
use serde_json::json;
use sql::Conn;
use store::evidence::{Content, Evidence};

use super::evidence::{Attached, field};
use super::{ANSWER, Office};
use crate::AppError;
use crate::appeal::OBJECT as APPEAL;
use crate::link::At;

/// How often another number is drawn for a receipt whose number is taken.
const DRAWS: u32 = 8;

/// Where evidence goes, and what is said of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) question: &'a Question,
    pub(super) slot: &'a Slot,
    pub(super) caption: &'a str,
    pub(super) late: bool,
    /// It comes with an appeal: beside what was judged.
    pub(super) appeal: bool,
}

/// Evidence that is to come into a slot.
#[derive(Debug, Clone)]
pub(super) struct New {
    pub(super) content: Content,
    /// The bytes have just been put into the store.
    is_stored: bool,
    pub(super) capture: Option<Capture>,
    /// The version in the same slot that goes when this one comes.
    pub(super) replaces: Option<EvidenceId>,
}

impl New {
    /// A file whose bytes have just been stored.
    pub(super) const fn stored(content: Content) -> Self {
        Self { content, is_stored: true, capture: None, replaces: None }
    }

    /// A link, or a file that is known already.
    pub(super) const fn known(content: Content) -> Self {
        Self { content, is_stored: false, capture: None, replaces: None }
    }
}

impl Office {
    /// Puts files or links in their slot, in the caller's transaction, which holds the questionnaire.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the slot: [`Problem::TooManyFiles`]; a file that is to take the place of another and is
    /// in the slot already, or comes after that other one was signed.
    pub(super) async fn put_in_slot(
        &self,
        tx: &mut Conn,
        place: Place<'_>,
        contents: Vec<New>,
        now: Timestamp,
    ) -> Result<Attached, AppError> {
        let Place { question, slot, .. } = place;
        let wrong = |why: &str| AppError::field(field(slot), Problem::NotNow { why: why.to_owned() });
        let here = self.in_slot(tx, place).await?;
        let mut attached = Attached { added: Vec::new(), present: Vec::new() };
        let mut coming: Vec<(New, Option<&Evidence>)> = Vec::new();
        for new in contents {
            if let (true, Content::File { blob, .. }) = (new.is_stored, &new.content) {
                store::evidence::put_blob(tx, blob, now).await?;
            }
            let old = here.iter().find(|evidence| Some(evidence.id) == new.replaces);
            match here.iter().find(|evidence| same(&evidence.content, &new.content)) {
                Some(found) if new.replaces.is_some_and(|old| old != found.id) => {
                    return Err(wrong("evidence-replace-present"));
                }
                Some(found) => attached.present.push(found.id),
                None if coming.iter().any(|(other, _)| same(&other.content, &new.content)) => {}
                None => coming.push((new, old)),
            }
        }
        let going = coming.iter().filter(|(_, old)| old.is_some()).count();
        if going > 0 && place.late {
            return Err(wrong("evidence-replace-signed"));
        }
        if here.len() + coming.len() - going > usize::try_from(slot.max).unwrap_or(usize::MAX) {
            return Err(AppError::field(field(slot), Problem::TooManyFiles { max: slot.max }));
        }
        for (new, old) in coming {
            attached.added.push(self.insert(tx, place, new, old, now).await?);
        }
        if !place.appeal {
            self.follow_evidence(tx, question, now).await?;
        }
        Ok(attached)
    }

    async fn insert(
        &self,
        conn: &mut Conn,
        place: Place<'_>,
        new: New,
        old: Option<&Evidence>,
        now: Timestamp,
    ) -> Result<EvidenceId, AppError> {
        let receipt = match &new.content {
            Content::File { blob, .. } => {
                self.app.want_examined(conn, &blob.address, now).await?;
                Some(self.new_receipt(conn).await?)
            }
            Content::Link(link) => {
                let at =
                    At { round: self.round.id, body: &self.placed.body.code, question: &place.question.code };
                self.app.look_at(conn, at, std::slice::from_ref(link), Occasion::Saved, now).await?;
                None
            }
        };
        let evidence = Evidence {
            id: EvidenceId::new(now, self.app.random()),
            round: self.round.id,
            body: self.placed.body.code.clone(),
            question: place.question.code.clone(),
            slot: place.slot.code.clone(),
            content: new.content,
            caption: place.caption.to_owned(),
            added_by: self.who.person,
            added_at: now,
            late: place.late,
            receipt,
            capture: new.capture,
            replaces: new.replaces,
            appeal: place.appeal,
            damaged: false,
        };
        if let Some(old) = old {
            store::evidence::remove(conn, old.id, self.who.person, now).await?;
        }
        store::evidence::insert(conn, &evidence).await?;
        match old {
            None => self.log_evidence(conn, &evidence, "evidence_added", now).await?,
            Some(old) => self.log_replaced(conn, old, &evidence, now).await?,
        }
        Ok(evidence.id)
    }

    /// A number that no receipt of a file has.
    async fn new_receipt(&self, conn: &mut Conn) -> Result<String, AppError> {
        let year = i16::try_from(self.round.year).unwrap_or(0);
        for _ in 0..DRAWS {
            let number = new_reference("BK", year, self.app.random());
            if store::evidence::is_free(conn, &number).await? {
                return Ok(number);
            }
        }
        Err(AppError::Unavailable("no number for a receipt was free".to_owned()))
    }

    pub(super) async fn log_evidence(
        &self,
        conn: &mut Conn,
        evidence: &Evidence,
        kind: &'static str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let data = told(evidence);
        let kind_of_object = if evidence.appeal { APPEAL } else { ANSWER };
        self.log(conn, now, kind_of_object, self.question_object(&evidence.question), kind, data).await
    }

    /// One event tells of both versions, each with its hash and its receipt.
    async fn log_replaced(
        &self,
        conn: &mut Conn,
        old: &Evidence,
        new: &Evidence,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let mut data = told(new);
        data["replaces"] = told(old);
        let object = self.question_object(&new.question);
        self.log(conn, now, ANSWER, object, "evidence_replaced", data).await
    }

    async fn in_slot(&self, conn: &mut Conn, place: Place<'_>) -> Result<Vec<Evidence>, AppError> {
        let (round, body) = (self.round.id, self.placed.body.code.as_str());
        let question = place.question.code.as_str();
        if place.appeal {
            return Ok(store::evidence::of_appeal(conn, round, body, question).await?);
        }
        let mut evidence = store::evidence::of_question(conn, round, body, question).await?;
        evidence.retain(|evidence| evidence.slot == place.slot.code);
        Ok(evidence)
    }
}

/// What an event tells of evidence.
fn told(evidence: &Evidence) -> serde_json::Value {
    let (id, slot) = (evidence.id.to_string(), evidence.slot.as_str());
    match &evidence.content {
        Content::File { blob, name } => json!({
            "id": id, "slot": slot, "caption": evidence.caption, "file": name, "sha256": blob.sha256,
            "size": blob.size, "receipt": evidence.receipt,
        }),
        Content::Link(link) => json!({
            "id": id, "slot": slot, "caption": evidence.caption, "link": link,
        }),
    }
}

pub(super) fn same(a: &Content, b: &Content) -> bool {
    match (a, b) {
        (Content::File { blob: a, .. }, Content::File { blob: b, .. }) => a.address == b.address,
        (Content::Link(a), Content::Link(b)) => a == b,
        _ => false,
    }
}
