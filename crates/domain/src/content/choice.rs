//! What bodies above offices offer to those below.

use super::{Kind, Place};
use crate::body::Level;

/// Most characters of the words that an office adds to what it was offered.
pub const ADDITION_MAX: usize = 20_000;

/// Whether a body of this level may offer what it wrote to the offices below it.
#[must_use]
pub const fn offers(level: &Level) -> bool {
    matches!(level, Level::National | Level::Province)
}

/// Whether an article may be offered: rules, questions, and pages that tell the same everywhere. News, and what an office tells
/// of itself, are its own.
#[must_use]
pub fn may_be_offered(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::News => false,
        Kind::Regulation | Kind::Question => true,
        Kind::Page => !matches!(name.parse(), Ok(Place::Profile | Place::Structure | Place::Reports)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_same_everywhere_can_be_offered_by_those_above() {
        let table = [
            (Kind::Page, "profil", false),
            (Kind::Page, "struktur", false),
            (Kind::Page, "laporan", false),
            (Kind::Page, "tugas", true),
            (Kind::Page, "dasar-hukum", true),
            (Kind::Page, "cara-melapor", true),
            (Kind::News, "TUL-24-0000-0000-0", false),
            (Kind::Regulation, "TUL-24-0000-0000-0", true),
            (Kind::Question, "TUL-24-0000-0000-0", true),
        ];
        for (kind, name, expected) in table {
            assert_eq!(may_be_offered(kind, name), expected, "{kind:?} {name}");
        }
        assert!(offers(&Level::National) && offers(&Level::Province) && !offers(&Level::Regency));
        assert!(!offers(&Level::Other("desa".to_owned())));
    }
}
