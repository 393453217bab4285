//! Certificates of announced results, and the letters that go with them: issued with the publication, printed by a job,
//! checked by anybody who has one in the hand.

mod issue;
mod press_sheet;
mod print;
mod sheets;

pub(crate) use issue::issue;

use std::sync::Arc;

use domain::body::Body;
use domain::policy::Action;
use domain::reference::parse_reference;
use domain::scheme::Scheme;
use domain::visibility::{Part, Viewer, may_see};
use files::Address;
use files::name::{Disposition, content_disposition};
use futures_util::TryStreamExt as _;
use sql::Conn;
use store::certificate::Certificate;
use store::round::Round;

use crate::public::Public;
use crate::{Access, App, AppError};

/// The kind in the references of certificates.
pub const KIND: &str = "S";

/// What somebody finds out about a certificate.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The certificate.
    pub certificate: Certificate,
    /// In which round.
    pub round: Round,
    /// Of which office, with the name that its result has.
    pub body: Body,
    /// For the name of the category.
    pub scheme: Arc<Scheme>,
    /// Why the results were corrected, where this one fell to a correction.
    pub reason: String,
}

/// A printed sheet.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// PDF.
    pub bytes: Vec<u8>,
    /// What it is called when it is saved, without a path.
    pub name: String,
}

impl Sheet {
    /// Value of a `Content-Disposition` header (RFC 6266), one line: to be read in the browser.
    #[must_use]
    pub fn content_disposition(&self) -> String {
        content_disposition(Disposition::Inline, &self.name)
    }
}

/// The sheets of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The certificate.
    Certificate,
    /// The letter with recommendations.
    Letter,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Certificate => "sertifikat",
            Self::Letter => "rekomendasi",
        }
    }
}

impl Public {
    /// What is known of a certificate by what is printed on it, however it was typed.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where no such certificate was issued.
    pub async fn check_certificate(&self, typed: &str) -> Result<Checked, AppError> {
        let reference = parse_reference(KIND, typed).ok_or(AppError::NotFound)?;
        let mut conn = self.app.db().read().await?;
        let certificate = store::certificate::by_reference(&mut conn, &reference).await?;
        let certificate = certificate.ok_or(AppError::NotFound)?;
        let round = store::round::by_id(&mut conn, certificate.round).await?.ok_or(AppError::NotFound)?;
        if !may_see(Part::Results, Viewer::Anybody, round.state) {
            return Err(AppError::NotFound);
        }
        let body =
            store::body::by_code(&mut conn, certificate.body.as_str()).await?.ok_or(AppError::NotFound)?;
        let mut body = body.body;
        if let Some(result) =
            store::announcement::result_of(&mut conn, round.id, certificate.body.as_str()).await?
        {
            (body.name, body.office_name) = (result.then.name, result.then.office_name);
        }
        let scheme = self.app.scheme(&mut conn, round.scheme).await?;
        let reason = match certificate.revoked_at {
            Some(_) => correction_after(&mut conn, &round, certificate.edition).await?,
            None => String::new(),
        };
        Ok(Checked { certificate, round, body, scheme, reason })
    }

    /// The valid certificate of an office in an announced round.
    pub async fn certificate_of(&self, round: &Round, body: &str) -> Result<Option<Certificate>, AppError> {
        if !may_see(Part::Results, Viewer::Anybody, round.state) {
            return Ok(None);
        }
        let mut conn = self.app.db().read().await?;
        let all = store::certificate::of_body(&mut conn, round.id, body).await?;
        Ok(all.into_iter().find(|certificate| certificate.revoked_at.is_none()))
    }

    /// The press sheet of an announced round.
    ///
    /// # Errors
    /// [`AppError::NotFound`] before the announcement, and until it is printed.
    pub async fn press_sheet(&self, round: &str) -> Result<Sheet, AppError> {
        let mut conn = self.app.db().read().await?;
        let round = store::round::by_slug(&mut conn, round).await?.ok_or(AppError::NotFound)?;
        if !may_see(Part::Results, Viewer::Anybody, round.state) {
            return Err(AppError::NotFound);
        }
        let published = store::announcement::published(&mut conn, round.id).await?;
        drop(conn);
        let address = published.and_then(|published| published.press_sheet);
        let bytes = self.app.kept(address.as_deref()).await?;
        Ok(Sheet { bytes, name: format!("lembar-pers-{}.pdf", round.slug) })
    }

    /// The sheet of a certificate, valid or not; an invalid one is given out as it was, its page says that it is not valid.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is none or it is not printed yet.
    pub async fn certificate_sheet(&self, reference: &str) -> Result<Sheet, AppError> {
        let checked = self.check_certificate(reference).await?;
        self.app.sheet(&checked, Kind::Certificate).await
    }
}

impl Access {
    /// The letter that belongs to a certificate: for the office and those who see its scores.
    ///
    /// # Errors
    /// As [`Public::certificate_sheet`], and for everybody else.
    pub async fn letter(&self, reference: &str) -> Result<Sheet, AppError> {
        let checked = self.app.public().check_certificate(reference).await?;
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_code(&mut conn, checked.body.code.as_str()).await?;
        let placed = placed.ok_or(AppError::NotFound)?;
        drop(conn);
        if !self.who.may(Action::ViewAssessment, &placed) && !self.who.may(Action::ViewScores, &placed) {
            return Err(AppError::NotFound);
        }
        self.app.sheet(&checked, Kind::Letter).await
    }
}

impl App {
    async fn sheet(&self, checked: &Checked, kind: Kind) -> Result<Sheet, AppError> {
        let certificate = &checked.certificate;
        let address = match kind {
            Kind::Certificate => &certificate.pdf,
            Kind::Letter => &certificate.letter,
        };
        let bytes = self.kept(address.as_deref()).await?;
        let name = format!("{}-{}-{}.pdf", kind.name(), checked.round.slug, checked.body.slug);
        Ok(Sheet { bytes, name })
    }

    /// The bytes of a printed sheet.
    async fn kept(&self, address: Option<&str>) -> Result<Vec<u8>, AppError> {
        let address = address.ok_or(AppError::NotFound)?;
        let address: Address =
            address.parse().map_err(|_| AppError::Fault(format!("no address of a sheet: {address}")))?;
        let unread = |error: &dyn std::fmt::Display| AppError::Unavailable(error.to_string());
        let reading = self.parts().files.read_verified(&address).await.map_err(|error| unread(&error))?;
        let bytes = reading.stream.try_fold(Vec::new(), async |mut all, piece| {
            all.extend_from_slice(&piece);
            Ok(all)
        });
        bytes.await.map_err(|error| unread(&error))
    }
}

/// The reason of the correction that came after an edition.
async fn correction_after(conn: &mut Conn, round: &Round, edition: i64) -> Result<String, AppError> {
    let all = store::announcement::of_round(conn, round.id).await?;
    let next = all
        .into_iter()
        .filter(|found| found.published_at.is_some() && found.edition > edition)
        .min_by_key(|found| found.edition);
    Ok(next.map(|found| found.reason).unwrap_or_default())
}
