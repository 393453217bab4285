//! People, their names for signing in, and the rules for passwords.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_security::skeleton;

use crate::codes::BodyCode;
use crate::problem::Problem;

/// What a person is, at a body. One person can have several roles at several bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Petugas*: fills the questionnaire of the own office.
    Officer,
    /// *PPID*: as the officer, and signs the questionnaire off.
    Ppid,
    /// *Atasan PPID*: decides objections; sees the questionnaire.
    Superior,
    /// *Pimpinan*: endorses the questionnaire.
    Leader,
    /// *Verifikator*: judges the answers of the bodies below the own one.
    Verifier,
    /// *Kendali RI*: opens rounds, controls the assessment, proposes and approves results.
    Controller,
    /// *Penguji akses*.
    Tester,
    /// *Panelis*.
    Panellist,
    /// *Administrator*: bodies and people of the own body and those below.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Officer,
        Self::Ppid,
        Self::Superior,
        Self::Leader,
        Self::Verifier,
        Self::Controller,
        Self::Tester,
        Self::Panellist,
        Self::Administrator,
    ];

    /// The code in files, in the database and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Ppid => "ppid",
            Self::Superior => "superior",
            Self::Leader => "leader",
            Self::Verifier => "verifier",
            Self::Controller => "controller",
            Self::Tester => "tester",
            Self::Panellist => "panellist",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.code() == text).ok_or(UnknownRole)
    }
}

/// Not the code of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected one of officer, ppid, superior, leader, verifier, controller, tester, panellist, administrator"
)]
pub struct UnknownRole;

/// A role at a body.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// What the person is.
    pub role: Role,
    /// Where.
    pub body: BodyCode,
}

/// The name that a person types to sign in: an e-mail address or a short name, lower case, NFKC.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Login(String);

impl Login {
    /// Most characters.
    pub const MAX: usize = 120;

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The shape of the name: two names with one skeleton look alike (UTS 39). Stored beside the name, unique, so
    /// that nobody can pose as somebody else.
    #[must_use]
    pub fn skeleton(&self) -> String {
        skeleton(&self.0).collect::<String>().to_lowercase()
    }

    /// Reads what a person typed.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let normal: String = typed.trim().nfkc().collect::<String>().to_lowercase();
        if normal.is_empty() {
            return Err(Problem::Required);
        }
        if normal.chars().count() > Self::MAX {
            return Err(Problem::TooLong { max: Self::MAX });
        }
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || ".@_+-".contains(c);
        if !normal.chars().all(allowed) {
            return Err(Problem::BadCharacters);
        }
        if normal.chars().count() < 3 {
            return Err(Problem::TooShort { min: 3 });
        }
        Ok(Self(normal))
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Most characters of an e-mail address (RFC 5321, 4.5.3.1.3).
pub const EMAIL_MAX: usize = 254;

/// Checks an e-mail address as far as a form can: a local part, one `@`, a domain with a dot, nothing that could end a
/// header or start another address. Whether somebody reads it only a message tells.
pub fn check_email(typed: &str) -> Result<(), Problem> {
    if typed.len() > EMAIL_MAX {
        return Err(Problem::TooLong { max: EMAIL_MAX });
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.@".contains(c);
    let right = typed.chars().all(allowed)
        && typed.split_once('@').is_some_and(|(local, domain)| {
            let dotted = domain.contains('.') && domain.split('.').all(|part| !part.is_empty());
            !local.is_empty() && dotted && !domain.contains('@')
        });
    if right { Ok(()) } else { Err(Problem::NotAnEmail) }
}

/// Most characters of a person's name.
pub const NAME_MAX: usize = 120;

/// Checks the name of a person that others see: one line, not empty.
pub fn check_name(typed: &str) -> Result<(), Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Required);
    }
    if typed.chars().count() > NAME_MAX {
        return Err(Problem::TooLong { max: NAME_MAX });
    }
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if typed.chars().any(hidden) { Err(Problem::BadCharacters) } else { Ok(()) }
}

/// Fewest characters of a password that is the only factor (NIST SP 800-63B-4).
pub const PASSWORD_MIN: usize = 15;
/// Most bytes of a password; longer ones are refused and never cut.
pub const PASSWORD_MAX_BYTES: usize = 1024;

/// Words of the field that everybody would guess first, beside the common passwords.
const FIELD_WORDS: &[&str] = &[
    "bawaslu",
    "terbuka",
    "ppid",
    "pemilu",
    "informatif",
    "keterbukaan",
    "informasi",
    "monev",
    "password",
    "rahasia",
];

/// Longest first, so that a word is taken out whole before a part of it is.
static COMMON: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("common-passwords.txt").lines();
    let mut words: Vec<_> = lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    words
});

/// Checks a new password: length in characters after NFC, the list of common ones, and passwords that are made of
/// the person's own names, words of the field, digits and one repeated character alone.
pub fn check_password(password: &str, own_words: &[&str]) -> Result<(), Problem> {
    if password.len() > PASSWORD_MAX_BYTES {
        return Err(Problem::TooLong { max: PASSWORD_MAX_BYTES });
    }
    if password.contains('\0') {
        return Err(Problem::BadCharacters);
    }
    if password.nfc().count() < PASSWORD_MIN {
        return Err(Problem::TooShort { min: PASSWORD_MIN });
    }
    if is_common(password, own_words) { Err(Problem::PasswordTooCommon) } else { Ok(()) }
}

fn is_common(password: &str, own_words: &[&str]) -> bool {
    let lower = password.to_lowercase();
    if COMMON.contains(&lower.as_str()) {
        return true;
    }
    let mut rest = lower;
    let own = own_words.iter().flat_map(|words| words.split(|c: char| !c.is_alphanumeric()));
    let mut known: Vec<String> =
        own.filter(|word| word.chars().count() >= 4).map(str::to_lowercase).collect();
    known.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    for word in known.iter().map(String::as_str).chain(FIELD_WORDS.iter().copied()) {
        rest = rest.replace(word, "");
    }
    for word in COMMON.iter().filter(|word| word.len() >= 6) {
        rest = rest.replace(word, "");
    }
    let left: HashSet<char> = rest.chars().filter(|c| c.is_alphabetic()).collect();
    left.len() < 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a17_names_that_look_alike_have_one_skeleton_or_are_refused() {
        assert_eq!(Login::parse("\u{430}dmin@x.id"), Err(Problem::BadCharacters)); // Cyrillic a
        assert_eq!(Login::parse("admin\u{200b}"), Err(Problem::BadCharacters));
        assert_eq!(Login::parse("ａｄｍｉｎ").unwrap().as_str(), "admin"); // full width folds
        let (a, b) = (Login::parse("rnita").unwrap(), Login::parse("mita").unwrap());
        assert_eq!(a.skeleton(), b.skeleton());
    }

    #[test]
    fn a18_long_passphrases_are_welcome_and_absurd_ones_refused() {
        assert_eq!(
            check_password("kuda betul baterai stapler di Katingan 64 huruf panjangnya ya, oke", &[]),
            Ok(())
        );
        assert_eq!(check_password("sungai😀rawa gambut", &[]), Ok(()));
        assert_eq!(check_password(&"x".repeat(1_000_000), &[]), Err(Problem::TooLong { max: 1024 }));
        assert_eq!(check_password("pendek saja", &[]), Err(Problem::TooShort { min: 15 }));
        assert_eq!(check_password("nul di sini\0dan di sana", &[]), Err(Problem::BadCharacters));
    }

    #[test]
    fn what_is_guessed_first_is_refused() {
        for bad in [
            "aaaaaaaaaaaaaaaaaaaa",
            "bawaslu2024bawaslu",
            "passwordpassword1",
            "123456789012345678",
            "qwertyuiop123456",
        ] {
            assert_eq!(check_password(bad, &[]), Err(Problem::PasswordTooCommon), "{bad}");
        }
        assert_eq!(
            check_password("sriwahyuni-19850312", &["Sri Wahyuni", "sriwahyuni"]),
            Err(Problem::PasswordTooCommon)
        );
    }

    #[test]
    fn roles_read_as_they_print() {
        for role in Role::ALL {
            assert_eq!(role.code().parse::<Role>(), Ok(role));
        }
    }
}
