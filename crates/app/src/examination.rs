//! Looking inside files, in the background: the virus scanner where there is one, then the worker; what they find is written
//! down, with the pictures that were made and the near copies that are known.

use domain::document::DocumentText;
use domain::facts::{Facts, Oddity};
use domain::likeness::Index;
use files::examiner::Examined;
use files::{Address, Kept, Reading};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use std::collections::BTreeMap;
use store::examination::{Derivative, Likeness};
use store::participation::Concerned;
use store::sighting::Sighting;
use tokio::sync::Mutex;

use crate::desk::{FILE_SHUT_IN, note_item};
use crate::jobs::Work;
use crate::notices::Message;
use crate::{App, AppError};

/// Near copies that are written down for one picture, the nearest.
const NEAR_MAX: usize = 50;
/// Hashes that are read in one go.
const PAGE: i64 = 20_000;
/// Rows of other replicas may appear so much later than their time says.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);

/// The hashes of all pictures, as this process has read them so far.
#[derive(Debug, Default)]
pub(crate) struct Pictures(Mutex<Read>);

#[derive(Debug, Default)]
struct Read {
    index: Index,
    /// Addresses by number.
    blobs: Vec<String>,
    numbers: BTreeMap<String, usize>,
    /// Up to when everything was read.
    until: Option<Timestamp>,
}

impl Pictures {
    /// The near copies of a picture, by address, with the bits in which they differ.
    async fn near(
        &self,
        conn: &mut Conn,
        blob: &str,
        hashes: &[u64],
    ) -> Result<Vec<(String, u32)>, AppError> {
        let mut read = self.0.lock().await;
        read.catch_up(conn).await?;
        // One more than wanted, since the picture is near to itself.
        let found = read.index.near(hashes, NEAR_MAX + 1);
        let others = found.into_iter().filter_map(|found| {
            let other = read.blobs.get(found.number)?;
            (other != blob).then(|| (other.clone(), found.bits))
        });
        Ok(others.take(NEAR_MAX).collect())
    }
}

impl Read {
    async fn catch_up(&mut self, conn: &mut Conn) -> Result<(), AppError> {
        let mut since =
            self.until.map_or(Timestamp::MIN, |until| until.saturating_sub(OVERLAP).unwrap_or(until));
        loop {
            let page = store::examination::likenesses(conn, since, PAGE).await?;
            let is_full = i64::try_from(page.len()).is_ok_and(|read| read == PAGE);
            let Some(last) = page.last().map(|last| last.added_at) else { return Ok(()) };
            for likeness in page {
                if !self.numbers.contains_key(&likeness.blob) {
                    let number = self.index.add(&likeness.hashes);
                    self.blobs.push(likeness.blob.clone());
                    self.numbers.insert(likeness.blob, number);
                }
            }
            self.until = Some(last);
            if !is_full || last == since {
                return Ok(());
            }
            since = last;
        }
    }
}

impl App {
    /// Has a file looked at that is evidence now, in the transaction that makes it so. What was looked at already is not
    /// looked at again.
    pub(crate) async fn want_examined(
        &self,
        conn: &mut Conn,
        blob: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        if store::examination::begin(conn, blob, now).await? {
            self.put_off(conn, &Work::Examine { blob: blob.to_owned() }, now).await?;
        }
        Ok(())
    }

    /// The job of [`Work::Examine`]. Doing it twice gives the same.
    pub(crate) async fn examine(&self, blob: &str) -> Result<(), AppError> {
        let fault = |what: &str| AppError::Fault(format!("blob {blob}: {what}"));
        let address: Address = blob.parse().map_err(|_| fault("address"))?;
        let (found, name) = {
            let mut conn = self.db().read().await?;
            // Nothing names it any more, so it was forgotten before anybody came to look.
            let Some(found) = store::evidence::blob(&mut conn, blob).await? else { return Ok(()) };
            (found, store::sighting::name_of_blob(&mut conn, blob).await?.unwrap_or_default())
        };
        if let Some(virus) = self.virus_in(&address).await? {
            return self.quarantine(blob, &Facts::default(), &virus).await;
        }
        let examined =
            self.parts().examiner.examine(&self.parts().files, &address, &found.media, &name).await;
        let examined = examined.map_err(|error| AppError::Unavailable(error.to_string()))?;
        let facts: Facts = serde_json::from_value(examined.facts.clone())
            .map_err(|error| fault(&format!("the facts of the worker: {error}")))?;
        if facts.oddities.contains(&Oddity::Bomb) {
            return self.quarantine(blob, &facts, BOMB).await;
        }
        self.note_facts(blob, &facts, examined).await
    }

    /// The name of what the virus scanner finds; `None` where it finds nothing or is not connected.
    pub(crate) async fn virus_in(&self, address: &Address) -> Result<Option<String>, AppError> {
        let Some(clamd) = &self.parts().clamd else { return Ok(None) };
        let unavailable = |error: String| AppError::Unavailable(error);
        let Reading { stream, .. } =
            self.parts().files.read(address, None).await.map_err(|error| unavailable(error.to_string()))?;
        match clamd.scan(stream).await {
            Ok(channels::clamd::Verdict::Clean) => Ok(None),
            Ok(channels::clamd::Verdict::Found(name)) => Ok(Some(name)),
            Err(error) => Err(unavailable(error.to_string())),
        }
    }

    /// Notes what was found, with the pictures and the near copies.
    async fn note_facts(&self, blob: &str, facts: &Facts, examined: Examined) -> Result<(), AppError> {
        let mut made = Vec::new();
        for picture in examined.pictures {
            let kept = self.parts().files.keep(picture.bytes).await;
            let Kept { address, sha256, size } =
                kept.map_err(|error| AppError::Unavailable(error.to_string()))?;
            made.push(Derivative {
                kind: picture.kind,
                position: picture.position,
                address: address.to_string(),
                sha256,
                media: picture.media.code().to_owned(),
                size: i64::try_from(size).unwrap_or(i64::MAX),
                width: picture.width,
                height: picture.height,
            });
        }
        let beside = examined.beside.as_deref().unwrap_or_default();
        let text = examined.text.as_deref().map(|text| DocumentText::new(text).with_beside(beside));
        let now = self.now();
        let mut tx = self.db().write().await?;
        store::examination::put_derivatives(&mut tx, blob, &made).await?;
        if let Some(text) = &text {
            store::document_text::put(&mut tx, blob, text).await?;
        }
        if !examined.likeness.is_empty() {
            let likeness =
                Likeness { blob: blob.to_owned(), hashes: examined.likeness.clone(), added_at: now };
            store::examination::put_likeness(&mut tx, &likeness).await?;
        }
        store::examination::done(&mut tx, blob, facts, None, now).await?;
        // Behind the row above, for which whoever gives a draft this film waits: one of both sees the other.
        for video in store::video::drafts_with(&mut tx, blob).await? {
            self.plan_film(&mut tx, &video, None, now).await?;
        }
        if text.is_some() {
            self.index_items_with(&mut tx, blob, now).await?;
        }
        tx.commit().await?;
        self.note_near_copies(blob, &examined.likeness).await
    }

    /// Written after the hashes are: of two replicas that look at two copies at the same time one sees the other's.
    async fn note_near_copies(&self, blob: &str, hashes: &[u64]) -> Result<(), AppError> {
        if hashes.is_empty() {
            return Ok(());
        }
        let near = self.pictures().near(&mut self.db().read().await?, blob, hashes).await?;
        if near.is_empty() {
            return Ok(());
        }
        let near: Vec<(&str, u32)> = near.iter().map(|(other, bits)| (other.as_str(), *bits)).collect();
        let mut tx = self.db().write().await?;
        store::examination::put_near(&mut tx, blob, &near).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Shuts a file in: it is kept and not given out, its offices are told, and an event says why.
    async fn quarantine(&self, blob: &str, facts: &Facts, why: &str) -> Result<(), AppError> {
        let now = self.now();
        let mut tx = self.db().write().await?;
        store::examination::done(&mut tx, blob, facts, Some(why), now).await?;
        for found in store::sighting::everywhere(&mut tx, blob).await? {
            let object = format!("{}/{}/{}", found.round, found.body, found.question);
            let event = store::event::NewEvent {
                at: now,
                actor: None,
                body: Some(&found.body),
                round: Some(found.round),
                object_kind: crate::office::ANSWER,
                object_id: object,
                kind: "evidence_quarantined",
                data: json!({ "id": found.evidence.to_string(), "file": found.file_name, "why": why }),
            };
            store::event::append(&mut tx, event).await?;
            self.tell_of_quarantine(&mut tx, &found).await?;
        }
        self.shut_in_items(&mut tx, blob, why, now).await?;
        tx.commit().await?;
        tracing::warn!(blob, why, "a file was quarantined");
        metrics::counter!("terbuka_files_quarantined_total").increment(1);
        Ok(())
    }
}

impl App {
    /// Notes at the items that have a file, in their newest or their public edition, that it was shut in, tells those who work at
    /// their desks, and takes it out of the index.
    async fn shut_in_items(
        &self,
        conn: &mut Conn,
        blob: &str,
        why: &str,
        now: Timestamp,
    ) -> Result<(), AppError> {
        for id in store::catalogue::items_with(conn, blob).await? {
            let Some(item) = store::catalogue::lock(conn, id).await? else { continue };
            let mut files = store::catalogue::files(conn, id, item.edition).await?;
            if let Some(public) = store::catalogue::public_edition(conn, id, now).await? {
                files.extend(store::catalogue::files(conn, id, public.number).await?);
            }
            let Some(file) = files.into_iter().find(|file| file.blob.address == blob) else { continue };
            let data = json!({ "id": file.id.to_string(), "name": file.name, "why": why });
            note_item(conn, None, &item, "file_shut_in", data, now).await?;
            self.tell_desk_of_file(conn, &item, (FILE_SHUT_IN, &file.name)).await?;
            self.index_item(conn, &item, now).await?;
        }
        Ok(())
    }

    /// Tells whoever added a file that it was shut in.
    async fn tell_of_quarantine(&self, conn: &mut Conn, found: &Sighting) -> Result<(), AppError> {
        let round = store::round::by_id(conn, found.round).await?.ok_or(AppError::NotFound)?;
        let (Some(person), Some(placed)) = (
            store::person::by_id(conn, found.added_by).await?,
            store::body::by_code(conn, found.body.as_str()).await?,
        ) else {
            return Ok(());
        };
        let data = json!({ "file": found.file_name, "question": found.question, "office": placed.body.slug });
        let message = Message::new("file_quarantined", &round, data);
        self.notify(conn, &[Concerned { person, zone: placed.body.zone }], &message).await
    }
}

/// Why a file is shut in that unpacks to far more than a document needs.
pub const BOMB: &str = "bomb";
