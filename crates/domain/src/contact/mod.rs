//! The WhatsApp number of the PPID: it belongs to the role and not to a person, it is verified by a code, and it is handed over
//! with its device. Questions of the public, and of the access test, go to it.

pub mod code;
pub mod handover;
pub mod readiness;

use crate::body::Phone;
use crate::problem::{FieldProblem, Problem};

/// Most characters of who holds the device, and of where it is kept.
pub const PLACE_MAX: usize = 200;

/// A mobile number of Indonesia, in any usual form: `0812-3456-7890`, `+62 812…`, `62812…`, `812…`.
///
/// # Errors
/// [`Problem::Required`] for none, [`Problem::NotAMobile`] for what is no mobile number: national numbers of mobile networks
/// begin with 8 and have 9 to 12 digits (numbering plan of Permenkominfo 14/2018).
pub fn mobile(typed: &str) -> Result<Phone, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    let spelled = if typed.starts_with('8') { format!("0{typed}") } else { typed.to_owned() };
    let phone: Phone = spelled.parse().map_err(|_| Problem::NotAMobile)?;
    let national = phone.digits().get(2..).unwrap_or_default();
    if national.starts_with('8') && (9..=12).contains(&national.len()) {
        Ok(phone)
    } else {
        Err(Problem::NotAMobile)
    }
}

/// Who proved that the office holds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Via {
    /// A colleague of a tier above sent the code.
    Tier,
    /// The platform sent it through the gateway that its operator connected.
    Gateway,
}

impl Via {
    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Gateway => "gateway",
        }
    }
}

impl std::str::FromStr for Via {
    type Err = crate::body::BadCode;

    fn from_str(text: &str) -> Result<Self, crate::body::BadCode> {
        [Self::Tier, Self::Gateway].into_iter().find(|via| via.code() == text).ok_or(crate::body::BadCode)
    }
}

/// Who has the device, and where it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Holding {
    /// Name of who has it.
    pub holder: String,
    /// Where it is kept.
    pub place: String,
}

impl Holding {
    /// What a person typed, or all that is wrong with it. Fields: `holder`, `place`.
    ///
    /// # Errors
    /// Every problem with its field.
    pub fn read(holder: &str, place: &str) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut text = |field: &str, typed: &str| {
            let typed = typed.trim();
            if let Some(problem) = line_problem(typed, PLACE_MAX) {
                problems.push(FieldProblem::new(field, problem));
            }
            typed.to_owned()
        };
        let found = Self { holder: text("holder", holder), place: text("place", place) };
        if problems.is_empty() { Ok(found) } else { Err(problems) }
    }
}

/// What is wrong with a line of text.
pub(crate) fn line_problem(typed: &str, max: usize) -> Option<Problem> {
    if typed.chars().count() > max {
        return Some(Problem::TooLong { max });
    }
    let is_bad = |c: char| c.is_control() || crate::assessment::is_forbidden(c);
    typed.chars().any(is_bad).then_some(Problem::BadCharacters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_ways_of_writing_are_one_number() {
        for typed in [
            "0812-3456-7890",
            "+62 812 3456 7890",
            "6281234567890",
            "(0812) 3456.7890",
            "81234567890",
            " 0812 34567890 ",
        ] {
            assert_eq!(mobile(typed).unwrap().digits(), "6281234567890", "{typed}");
        }
        assert_eq!(mobile("0811 234 567").unwrap().digits(), "62811234567", "nine digits");
        assert_eq!(mobile("0895-3456-78901").unwrap().digits(), "62895345678901", "twelve digits");
    }

    #[test]
    fn what_is_no_mobile_number_is_refused() {
        assert_eq!(mobile("  "), Err(Problem::Required));
        for bad in [
            "0536 123456",
            "021-5551234",
            "0812345",
            "0812345678901234",
            "+1 202 555 0100",
            "0812x3456789",
            "+62 08123456789",
            "089534567890123",
            "٠٨١٢٣٤٥٦٧٨٩٠",
            "0812\u{202e}3456789",
        ] {
            assert_eq!(mobile(bad), Err(Problem::NotAMobile), "{bad}");
        }
    }

    #[test]
    fn who_holds_it_is_a_line_each() {
        assert_eq!(Holding::read(" Rina ", "Laci meja").unwrap().holder, "Rina");
        assert!(Holding::read("", "").is_ok(), "not known yet");
        let problems = Holding::read(&"x".repeat(PLACE_MAX + 1), "a\nb").unwrap_err();
        assert_eq!(problems.iter().map(|p| p.field.as_str()).collect::<Vec<_>>(), ["holder", "place"]);
    }
}
