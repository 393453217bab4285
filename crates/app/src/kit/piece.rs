//! The pieces of the service kit.

use std::fmt;
use std::str::FromStr;

use print::press::Sheet;

/// A piece of the service kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// *Papan informasi*, A1.
    BoardA1,
    /// *Papan informasi*, A2.
    BoardA2,
    /// *Spanduk*, 3 × 1 m.
    Banner,
    /// *Penanda meja layanan*, A4 landscape.
    DeskSign,
    /// *Alur permohonan*, A3.
    FlowRequest,
    /// *Alur keberatan*, A3.
    FlowObjection,
    /// *Alur sengketa*, A3.
    FlowDispute,
    /// *Biaya dan jam layanan*, A4.
    FeeAndHours,
    /// *Maklumat pelayanan*, A3.
    Maklumat,
    /// *Kartu QR*, ten on A4.
    Cards,
    /// *Formulir permohonan informasi*, A4.
    RequestForm,
    /// *Formulir keberatan*, A4.
    ObjectionForm,
}

impl Piece {
    /// Every piece, in the order of the page that lists them.
    pub const ALL: [Self; 12] = [
        Self::BoardA1,
        Self::BoardA2,
        Self::Banner,
        Self::DeskSign,
        Self::FlowRequest,
        Self::FlowObjection,
        Self::FlowDispute,
        Self::FeeAndHours,
        Self::Maklumat,
        Self::Cards,
        Self::RequestForm,
        Self::ObjectionForm,
    ];

    /// Its name in addresses and of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BoardA1 => "papan-informasi-a1",
            Self::BoardA2 => "papan-informasi-a2",
            Self::Banner => "spanduk",
            Self::DeskSign => "penanda-meja",
            Self::FlowRequest => "alur-permohonan",
            Self::FlowObjection => "alur-keberatan",
            Self::FlowDispute => "alur-sengketa",
            Self::FeeAndHours => "biaya-dan-jam",
            Self::Maklumat => "maklumat",
            Self::Cards => "kartu-qr",
            Self::RequestForm => "formulir-permohonan",
            Self::ObjectionForm => "formulir-keberatan",
        }
    }

    /// The sheet that the press prints it as.
    #[must_use]
    pub const fn sheet(self) -> Sheet {
        match self {
            Self::BoardA1 | Self::BoardA2 => Sheet::Board,
            Self::Banner => Sheet::Banner,
            Self::DeskSign => Sheet::DeskSign,
            Self::FlowRequest | Self::FlowObjection | Self::FlowDispute => Sheet::FlowChart,
            Self::FeeAndHours => Sheet::FeeAndHours,
            Self::Maklumat => Sheet::Maklumat,
            Self::Cards => Sheet::Cards,
            Self::RequestForm => Sheet::RequestForm,
            Self::ObjectionForm => Sheet::ObjectionForm,
        }
    }

    /// Its paper in millimetres, width first.
    #[must_use]
    pub const fn millimetres(self) -> (u16, u16) {
        match self {
            Self::BoardA1 => (594, 841),
            Self::BoardA2 => (420, 594),
            Self::Banner => (3_000, 1_000),
            Self::DeskSign => (297, 210),
            Self::FlowRequest | Self::FlowObjection | Self::FlowDispute | Self::Maklumat => (297, 420),
            Self::FeeAndHours | Self::Cards | Self::RequestForm | Self::ObjectionForm => (210, 297),
        }
    }
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Piece {
    type Err = UnknownPiece;

    fn from_str(name: &str) -> Result<Self, UnknownPiece> {
        Self::ALL.into_iter().find(|piece| piece.name() == name).ok_or(UnknownPiece)
    }
}

/// No piece of the kit has this name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no piece of the kit has this name")]
pub struct UnknownPiece;
