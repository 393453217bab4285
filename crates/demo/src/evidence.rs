//! What made-up offices show for their answers: pictures and documents that say that they are examples.

use std::convert::Infallible;

use app::AppError;
use app::office::{CAPTION_MAX, Office, Staged};
use bytes::Bytes;
use domain::assessment::is_asked;
use domain::assessments::Answer;
use domain::instrument::{EvidenceKind, Question, Slot};
use futures_util::stream;

use crate::past::Diary;
use crate::picture::{Scene, draw};
use crate::{DemoError, pdf};

/// The files of one office. The same file supports several answers, each time with another caption.
pub(crate) struct Folder {
    room: Staged,
    website: Staged,
    telephone: Staged,
    decision: Staged,
    report: Staged,
    site: String,
}

/// Bytes as an upload brings them.
pub(crate) fn streamed(bytes: Vec<u8>) -> impl stream::Stream<Item = Result<Bytes, Infallible>> + Send {
    stream::iter([Ok(Bytes::from(bytes))])
}

impl Folder {
    /// Makes the files of an office and keeps their bytes.
    pub(crate) async fn make(office: &Office, date: &str) -> Result<Self, DemoError> {
        let body = &office.placed().body;
        let name = body.office_name.as_str();
        let photo = async |file: &str, scene: Scene, what: &str| {
            let bytes = draw(scene, &format!("{} {what}", body.code), &[name, &format!("{what} {date}")])?;
            keep(office, EvidenceKind::Photo, file, bytes).await
        };
        let document = async |file: &str, what: &str| {
            let lines = [
                what,
                name,
                date,
                "",
                "Dokumen ini dibuat oleh program untuk peragaan.",
                "Isinya bukan dokumen resmi dan tidak menggambarkan kantor mana pun.",
            ];
            keep(office, EvidenceKind::Document, file, pdf::page("Dokumen contoh (demo)", &lines)).await
        };
        Ok(Self {
            room: photo("contoh-ruang-layanan.png", Scene::Room, "Ruang layanan").await?,
            website: photo("contoh-tangkapan-layar.png", Scene::Website, "Tangkapan layar").await?,
            telephone: photo("contoh-perangkat.png", Scene::Telephone, "Perangkat").await?,
            decision: document("contoh-keputusan.pdf", "Keputusan tentang layanan informasi").await?,
            report: document("contoh-laporan.pdf", "Laporan dan register layanan informasi").await?,
            site: format!("{}.example", body.slug),
        })
    }

    /// Fills every slot that an answer asks for with what it needs at least.
    pub(crate) async fn attach(
        &self,
        office: &Office,
        diary: &mut Diary<'_>,
        question: &Question,
        answer: &Answer,
    ) -> Result<(), AppError> {
        for slot in question.evidence.iter().filter(|slot| slot.min > 0 && is_asked(question, slot, answer)) {
            diary.next();
            self.attach_to(office, question, slot).await?;
        }
        Ok(())
    }

    async fn attach_to(&self, office: &Office, question: &Question, slot: &Slot) -> Result<(), AppError> {
        let (code, at) = (question.code.as_str(), slot.code.as_str());
        let caption = format!("Contoh untuk peragaan: {}", slot.label.get("id"));
        let caption: String = caption.chars().take(CAPTION_MAX).collect();
        if let Some(file) = self.file(question, slot) {
            office.attach(code, at, &caption, vec![file.clone()]).await?;
        } else {
            let link = format!("https://{}/{}/{at}", self.site, code.to_lowercase());
            office.add_link(code, at, &link, &caption).await?;
        }
        Ok(())
    }

    /// What fits a slot; `None` where only a link does.
    fn file(&self, question: &Question, slot: &Slot) -> Option<&Staged> {
        let section = question.code.as_str().chars().next();
        if slot.kinds.contains(&EvidenceKind::Photo) {
            return Some(match section {
                Some('B' | 'C') => &self.website,
                Some('E') => &self.telephone,
                _ => &self.room,
            });
        }
        let document = if question.number.is_multiple_of(2) { &self.report } else { &self.decision };
        slot.kinds.contains(&EvidenceKind::Document).then_some(document)
    }
}

/// Keeps the bytes of a file by way of the first slot that takes its kind.
async fn keep(office: &Office, kind: EvidenceKind, name: &str, bytes: Vec<u8>) -> Result<Staged, DemoError> {
    let takes = |slot: &&Slot| slot.kinds.contains(&kind);
    let place = office.instrument().questions().find_map(|question| {
        let slot = question.evidence.iter().find(takes)?;
        Some((question.code.as_str(), slot.code.as_str()))
    });
    let (question, slot) = place.ok_or_else(|| AppError::Fault(format!("no question takes {name}")))?;
    Ok(office.stage(question, slot, name, streamed(bytes)).await?)
}
