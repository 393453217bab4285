//! What can be wrong with something that a person gave. The words for it are in the message catalogue.

use serde::{Deserialize, Serialize};

/// One thing that is wrong with one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing was given where something is needed.
    Required,
    /// More than `max` characters.
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// Fewer than `min` characters.
    TooShort {
        /// The fewest characters allowed.
        min: usize,
    },
    /// Not a number in digits, with a comma or a point for decimals.
    NotANumber,
    /// A number outside its range; a bound that is absent does not apply.
    OutOfRange {
        /// Lower bound, inclusive.
        min: Option<String>,
        /// Upper bound, inclusive.
        max: Option<String>,
    },
    /// Not a day of the calendar.
    NotADate,
    /// Not a time of the day, or not a moment.
    NotATime,
    /// Not an address that starts with `https://` or `http://`.
    NotALink,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number of Indonesia.
    NotAPhone,
    /// Not a mobile number of Indonesia.
    NotAMobile,
    /// Not the code that was sent; so many tries are left.
    WrongCode {
        /// Tries that are left.
        left: u32,
    },
    /// Not a colour of hexadecimal digits.
    NotAColour,
    /// White cannot be read on a colour.
    LowContrast {
        /// The contrast against white, with a point: `3.94`.
        ratio: String,
        /// The nearest darker colour that is dark enough.
        nearest: String,
    },
    /// Not an address that starts with `https://`, without name, password and port.
    NotASecureLink,
    /// Not a host name of the open internet.
    NotAHost,
    /// More lines than are kept.
    TooManyLines {
        /// The most lines allowed.
        max: usize,
    },
    /// Not the coordinates of a point on the earth.
    NotAPosition,
    /// Not days and hours of a desk.
    NotHours,
    /// A code of wrong form.
    NotACode,
    /// A choice that is not offered.
    UnknownOption,
    /// More than one choice where one is allowed.
    OneOptionOnly,
    /// Something that does not exist, or that one may not see.
    Unknown,
    /// Somebody or something else has it already.
    Taken,
    /// Looks like a name that exists (other letters of the same shape).
    LooksLikeAnother,
    /// Control characters or others that cannot be shown.
    BadCharacters,
    /// A password that is in the list of those guessed first.
    PasswordTooCommon,
    /// The repeated password differs.
    PasswordsDiffer,
    /// The name or the password is wrong (never which).
    WrongNameOrPassword,
    /// The present password, asked for before a change, is wrong.
    WrongPassword,
    /// The person who did the first step cannot do the second one.
    SamePerson,
    /// No file was chosen.
    NoFile,
    /// A file of no bytes.
    EmptyFile,
    /// A larger file than allowed.
    FileTooBig {
        /// The most bytes allowed.
        max: u64,
    },
    /// A kind of file that is not accepted here.
    FileKind {
        /// What it is, by its content.
        found: String,
        /// The kinds that are accepted.
        accepted: Vec<String>,
    },
    /// A file that only a password opens.
    FileLocked,
    /// More files than the slot takes.
    TooManyFiles {
        /// The most files allowed.
        max: u32,
    },
    /// The desk of the office has no room for it. All in bytes.
    DeskFull {
        /// What is taken, that which is promised included.
        used: u64,
        /// What was to come.
        size: u64,
        /// The most allowed.
        max: u64,
    },
    /// The end is not after the start.
    EndBeforeStart,
    /// A moment that has passed.
    InThePast,
    /// Not allowed while something else is so; `why` is a key of the message catalogue.
    NotNow {
        /// Key of the text that says why.
        why: String,
    },
    /// Appeals that are filed and wait for a decision.
    AppealsUndecided {
        /// How many.
        count: i64,
    },
    /// Codes in a list that nothing has.
    UnknownCodes {
        /// As they were given.
        codes: Vec<String>,
    },
    /// Codes of offices in a list in whose place others stand by now.
    ClosedCodes {
        /// As they were given.
        codes: Vec<String>,
    },
    /// Lines of a file that is wrong.
    Defects {
        /// `file:line: path: what was expected`, one a line.
        lines: Vec<String>,
    },
    /// Lines of a text that are wrong.
    AtLines {
        /// Each with its number, from 1, and the key of the text that says what is wrong there.
        faults: Vec<(usize, String)>,
    },
}

/// A problem and the field that has it. `field` is the name of the form field or the JSON path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// Name of the field.
    pub field: String,
    /// What is wrong.
    #[serde(flatten)]
    pub problem: Problem,
}

impl FieldProblem {
    /// A problem at a field.
    #[must_use]
    pub fn new(field: impl Into<String>, problem: Problem) -> Self {
        Self { field: field.into(), problem }
    }
}
