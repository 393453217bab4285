//! The languages in which offices write: Indonesian, English, and languages of the regions.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// Its tag (BCP 47): the shortest code of ISO 639.
    pub tag: &'static str,
    /// What it calls itself.
    pub own_name: &'static str,
}

const fn language(tag: &'static str, own_name: &'static str) -> Language {
    Language { tag, own_name }
}

/// The languages that an article can have versions in, in the order in which they are offered. Sources: ISO 639-1 and 639-3.
pub const LANGUAGES: [Language; 13] = [
    language("id", "Bahasa Indonesia"),
    language("en", "English"),
    language("ace", "Bahsa Acèh"),
    language("min", "Baso Minangkabau"),
    language("su", "Basa Sunda"),
    language("jv", "Basa Jawa"),
    language("mad", "Bhâsa Madhurâ"),
    language("ban", "Basa Bali"),
    language("sas", "Base Sasak"),
    language("bjn", "Bahasa Banjar"),
    language("nij", "Basa Ngaju"),
    language("bug", "Basa Ugi"),
    language("mak", "Basa Mangkasara’"),
];

/// The language with this tag.
#[must_use]
pub fn language_of(tag: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.tag == tag)
}

/// Whether a version is older than its original: the original's newest public edition came after the one that `basis` names, on
/// which the version stands.
#[must_use]
pub const fn is_older(basis: i64, newest_public: Option<i64>) -> bool {
    match newest_public {
        Some(newest) => basis < newest,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_short_codes_and_no_language_stands_twice() {
        for (at, language) in LANGUAGES.iter().enumerate() {
            let is_code =
                (2..=3).contains(&language.tag.len()) && language.tag.bytes().all(|b| b.is_ascii_lowercase());
            assert!(is_code, "{language:?}");
            assert!(LANGUAGES[..at].iter().all(|before| before.tag != language.tag), "{language:?}");
            assert_eq!(language_of(language.tag), Some(language));
        }
        assert_eq!(language_of("id").map(|language| language.own_name), Some("Bahasa Indonesia"));
        for none in ["", "JV", "jv-Java", "xx"] {
            assert_eq!(language_of(none), None, "{none:?}");
        }
    }

    #[test]
    fn a_version_is_older_once_its_original_has_a_newer_public_edition() {
        for (basis, newest, expected) in [
            (1, Some(1), false),
            (1, Some(2), true),
            (3, Some(2), false),
            (0, None, false),
            (0, Some(1), true),
        ] {
            assert_eq!(is_older(basis, newest), expected, "{basis} {newest:?}");
        }
    }
}
