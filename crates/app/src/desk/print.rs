//! The pieces of the service kit, printed and as small pictures.

use bytes::Bytes;
use domain::body::Body;
use domain::policy::Action;
use domain::service::{Standard, missing};
use jiff::civil::Date;

use super::Desk;
use crate::kit::{Dress, Kit, Piece, picture_name};
use crate::{AppError, Conflict};

/// What the pieces of an office are made of now.
struct Stock {
    /// Its standard; the law's where it has none.
    standard: Standard,
    /// Whether a pledge has all that it must hold.
    has_pledge: bool,
    dress: Dress,
    today: Date,
}

impl Stock {
    /// Whether a piece can be printed.
    fn has(&self, piece: Piece) -> bool {
        piece != Piece::Maklumat || self.has_pledge
    }

    fn kit<'a>(&'a self, body: &'a Body) -> Kit<'a> {
        Kit { standard: &self.standard, body, today: self.today, dress: &self.dress }
    }
}

impl Desk {
    /// A piece of the service kit with the data that are saved now, as PDF.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office, [`AppError::Conflict`] for a pledge that lacks
    /// what it must hold, [`AppError::Unavailable`] while the press is busy.
    pub async fn print(&self, piece: Piece) -> Result<Bytes, AppError> {
        let stock = self.stock().await?;
        if !stock.has(piece) {
            return Err(AppError::Conflict(Conflict::State("incomplete")));
        }
        self.app.print_piece(piece, &stock.kit(&self.placed.body)).await
    }

    /// The names of the pictures of the pieces that can be printed now; what stands on a piece makes its name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for whoever does not write the pages of the office.
    pub async fn pictures(&self) -> Result<Vec<(Piece, String)>, AppError> {
        let stock = self.stock().await?;
        let kit = stock.kit(&self.placed.body);
        let pieces = Piece::ALL.into_iter().filter(|piece| stock.has(*piece));
        pieces.map(|piece| Ok((piece, picture_name(piece, &kit.data(piece)?)))).collect()
    }

    /// A small picture of a piece, a PNG, if this is its name now.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for another name, for a pledge that cannot be printed yet, and for whoever does not write the pages
    /// of the office; [`AppError::Unavailable`] while the press is busy.
    pub async fn picture(&self, piece: Piece, name: &str) -> Result<Bytes, AppError> {
        let stock = self.stock().await?;
        if !stock.has(piece) {
            return Err(AppError::NotFound);
        }
        self.app.paint_piece(piece, &stock.kit(&self.placed.body), name).await
    }

    async fn stock(&self) -> Result<Stock, AppError> {
        self.who.must(Action::EditSite, &self.placed)?;
        let body = &self.placed.body;
        let mut conn = self.app.db().read().await?;
        let saved = store::service::of_body(&mut conn, &body.code).await?;
        Ok(Stock {
            has_pledge: missing(saved.as_ref().map(|saved| &saved.standard)).is_empty(),
            standard: saved.map(|saved| saved.standard).unwrap_or_default(),
            dress: crate::kit::dress(&self.app, &mut conn, body).await?,
            today: body.zone.time_zone().to_datetime(self.app.now()).date(),
        })
    }
}
