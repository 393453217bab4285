//! *Halaman, berita, regulasi, tanya jawab*: what an office writes for its public site, and its life.
//!
//! An article is written as a draft, published now or from a later minute on, written on in editions, and perhaps withdrawn.
//! Nothing that was once public is overwritten. A body above offices may offer what it wrote to those below: they show it as it
//! is at every moment, may leave it out, or add words of their own.

mod choice;
mod language;
mod state;
mod writing;

pub use choice::{ADDITION_MAX, may_be_offered, offers};
pub use language::{LANGUAGES, Language, is_older, language_of};
pub use state::{ArticleAction, ArticleState};
pub use writing::{BODY_MAX, LEAD_MAX, Rule, Standing, TITLE_MAX, Writing};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::catalogue::{UnknownCode, coded};
use crate::problem::Problem;
use crate::random::Random;
use crate::reference;
use std::str::FromStr;

/// Kind of the references of articles, as people read them: `TUL-26-7K3Q-94M2-X` (*tulisan*).
pub const REFERENCE: &str = "TUL";
/// Most characters of the name of a page in addresses.
pub const NAME_MAX: usize = 60;
/// Most pictures of an article.
pub const PICTURES_MAX: u32 = 30;
/// Most bytes of a picture.
pub const PICTURE_BYTES_MAX: u64 = 10 * 1024 * 1024;
/// Most characters of the words that say what a picture shows.
pub const ALTERNATIVE_MAX: usize = 300;

coded! {
    /// What an article is.
    Kind {
        /// *Halaman*: a page of the site.
        Page = "halaman",
        /// *Berita*.
        News = "berita",
        /// *Regulasi*: a rule that the service rests on.
        Regulation = "regulasi",
        /// *Tanya jawab*: a question that is asked often, with its answer.
        Question = "tanya-jawab",
    }
}

coded! {
    /// A page that every site has, at the same address everywhere (PerKI 1/2021 asks for what stands there).
    Place {
        /// *Profil*: domicile, address, vision and mission.
        Profile = "profil",
        /// *Struktur organisasi*, with short profiles of officials.
        Structure = "struktur",
        /// *Tugas dan fungsi*.
        Duties = "tugas",
        /// *Dasar hukum*.
        LegalBasis = "dasar-hukum",
        /// *Laporan dan statistik*.
        Reports = "laporan",
    }
}

/// A new reference of an article.
#[must_use]
pub fn new_reference(year: i16, random: &dyn Random) -> String {
    reference::new_reference(REFERENCE, year, random)
}

/// The canonical form of a typed reference; `None` when it is none.
#[must_use]
pub fn parse_reference(typed: &str) -> Option<String> {
    reference::parse_reference(REFERENCE, typed)
}

/// What is wrong with the name of a page of an office's own in addresses: small letters, digits and single hyphens, and none of
/// those that every site has.
///
/// # Errors
/// The problem.
pub fn check_name(name: &str) -> Result<(), Problem> {
    if name.is_empty() {
        return Err(Problem::Required);
    }
    if name.chars().count() > NAME_MAX {
        return Err(Problem::TooLong { max: NAME_MAX });
    }
    let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--");
    if !is_plain {
        return Err(Problem::NotACode);
    }
    if name.parse::<Place>().is_ok() { Err(Problem::Taken) } else { Ok(()) }
}

/// The one place that decides whether the public may see an edition of an article: the article stands on the site, and the
/// minute from which the edition is visible has come. Pages, pictures, feeds, site maps, menus and the search all ask it (the
/// query for lists says the same; a test holds them together).
#[must_use]
pub fn is_public(state: ArticleState, visible_from: Option<Timestamp>, now: Timestamp) -> bool {
    state.has_public_edition() && visible_from.is_some_and(|from| from <= now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z08_only_what_is_published_and_whose_minute_has_come_is_public() {
        let at = |second| Timestamp::from_second(second).expect("a moment");
        for state in ArticleState::ALL {
            let published = matches!(state, ArticleState::Published | ArticleState::Revised);
            assert!(!is_public(state, None, at(5)), "{state:?}, an edition that is being written");
            assert_eq!(is_public(state, Some(at(5)), at(5)), published, "{state:?}, at the minute");
            assert!(!is_public(state, Some(at(6)), at(5)), "{state:?}, before its minute");
        }
    }

    #[test]
    fn names_of_pages_are_plain_and_none_that_every_site_has() {
        for (name, expected) in [
            ("layanan-disabilitas", Ok(())),
            ("ppid-2024", Ok(())),
            ("", Err(Problem::Required)),
            ("profil", Err(Problem::Taken)),
            ("dasar-hukum", Err(Problem::Taken)),
            ("Profil", Err(Problem::NotACode)),
            ("a b", Err(Problem::NotACode)),
            ("../x", Err(Problem::NotACode)),
            ("-a", Err(Problem::NotACode)),
            ("a--b", Err(Problem::NotACode)),
            ("é", Err(Problem::NotACode)),
        ] {
            assert_eq!(check_name(name), expected, "{name:?}");
        }
        assert_eq!(check_name(&"a".repeat(61)), Err(Problem::TooLong { max: 60 }));
    }
}
