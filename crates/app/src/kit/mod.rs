//! *Perlengkapan layanan*: board, banner, signs, flow charts, cards and forms with the data of an office.

mod annex;
mod data;
mod piece;
mod press;
mod words;

use domain::body::Body;
use domain::look::Colour;
use jiff::civil::Date;
use sql::Conn;

use crate::{App, AppError};

pub use annex::{DipAnnex, DipClass, DipItem, TestSheet};
pub use data::Kit;
pub use piece::{Piece, UnknownPiece};
pub use press::PICTURE_SIDE;
pub(crate) use press::{Bench, picture_name};
pub use words::name;

/// What sheets take of the face of an office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dress {
    /// The address of its site, without a slash at its end: on its own host where it has one that answers.
    pub site: String,
    /// Its colour, where it has chosen one.
    pub colour: Option<Colour>,
    /// The day on which its number was verified, on its clock.
    pub verified_on: Option<Date>,
    /// Its logo, a JPEG; `None` where it has none.
    pub logo: Option<Vec<u8>>,
}

/// What the sheets of an office take of its face.
pub(crate) async fn dress(app: &App, conn: &mut Conn, body: &Body) -> Result<Dress, AppError> {
    let face = store::look::face(conn, body.slug.as_str()).await?;
    let mut dress = Dress { site: app.site_of(body.slug.as_str(), face.as_ref()), ..Dress::default() };
    let Some(face) = face else { return Ok(dress) };
    dress.colour = face.look.as_ref().map(|look| look.header);
    dress.verified_on = face.verified_at.map(|at| body.zone.time_zone().to_datetime(at).date());
    if face.logo.is_some() {
        dress.logo = store::look::logo_to_print(conn, &body.code).await?;
    }
    Ok(dress)
}
