//! *Perlengkapan layanan*: board, banner, signs, flow charts, cards and forms with the data of an office.

mod annex;
mod data;
mod piece;
mod press;
mod words;

pub use annex::{DipAnnex, DipClass, DipItem, TestSheet};
pub use data::Kit;
pub use piece::{Piece, UnknownPiece};
pub(crate) use press::Bench;
pub use words::name;

/// What the sheets take of an office's face: its colour, and the day on which its number was verified.
pub(crate) fn of_face(
    face: Option<&store::look::Face>,
) -> (Option<domain::look::Colour>, Option<jiff::civil::Date>) {
    let Some(face) = face else { return (None, None) };
    let day = |at| face.body.zone.time_zone().to_datetime(at).date();
    (face.look.as_ref().map(|look| look.header), face.verified_at.map(day))
}
