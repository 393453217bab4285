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
