//! The service standard of an office, as everybody may see it.

use bytes::Bytes;
use domain::service::Standard;
use jiff::Timestamp;
use jiff::civil::Date;
use store::body::Placed;

use super::Public;
use crate::AppError;
use crate::kit::{Kit, Piece};

/// What an office tells of its service.
#[derive(Debug, Clone)]
pub struct ServicePage {
    /// The office.
    pub placed: Placed,
    /// Its standard; the law's where it has none.
    pub standard: Standard,
    /// When the office saved it; `None` where it has none.
    pub saved_at: Option<Timestamp>,
    /// The day on the office's clock.
    pub today: Date,
}

impl Public {
    /// What an office tells of its service.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office.
    pub async fn service(&self, slug: &str) -> Result<ServicePage, AppError> {
        let mut conn = self.app.db().read().await?;
        let placed = store::body::by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
        let saved = store::service::of_body(&mut conn, &placed.body.code).await?;
        let today = placed.body.zone.time_zone().to_datetime(self.app.now()).date();
        let saved_at = saved.as_ref().map(|saved| saved.saved_at);
        Ok(ServicePage {
            placed,
            standard: saved.map(|saved| saved.standard).unwrap_or_default(),
            saved_at,
            today,
        })
    }

    /// The statutory form with the office's data, as PDF.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no such office, and for pieces that are not for everybody;
    /// [`AppError::Unavailable`] while the press is busy.
    pub async fn form(&self, slug: &str, piece: Piece) -> Result<Bytes, AppError> {
        if !matches!(piece, Piece::RequestForm | Piece::ObjectionForm) {
            return Err(AppError::NotFound);
        }
        let page = self.service(slug).await?;
        let body = &page.placed.body;
        let dress = crate::kit::dress(&self.app, &mut self.app.db().read().await?, body).await?;
        let kit = Kit { standard: &page.standard, body, today: page.today, dress: &dress };
        self.app.print_piece(piece, &kit).await
    }
}
