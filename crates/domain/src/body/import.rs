//! A tree of bodies from a CSV file: checked as a whole, so that it is taken whole or not at all.
//!
//! Required columns: `code`, `name`, `level`, `parent` (empty for a root), `zone`. Optional: `slug`, `address`, `hours`,
//! `whatsapp`, `email`, `category`, `office_name`, `position`. A column that is absent, and an empty cell of an optional one, keep
//! what the body has. The rows may stand in any order. The code is the key: a row whose code is there already changes
//! that body, and bodies that the file does not name stay as they are.

mod read;
mod tree;

pub(crate) use read::delimiter;

use std::fmt;

use super::{BadCode, BadHours, BadPhone, BadSlug, BadZone, Body, Level, Phone, ServiceHours, Slug, Zone};
use crate::codes::BodyCode;
use crate::facts::{BadPosition, Position};

/// Most rows of a file: more than the 84,000 villages of the country.
pub const MAX_ROWS: usize = 100_000;
/// Most levels of a tree.
pub const MAX_DEPTH: usize = 20;
/// Most characters of a code.
const MAX_CODE: usize = 40;
/// Most characters of a name, an address, and of any other text.
const MAX_TEXT: usize = 300;

/// A column of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// The key of the body.
    Code,
    /// Name of the region or body.
    Name,
    /// Where in the tree.
    Level,
    /// Code of the body above.
    Parent,
    /// `WIB`, `WITA` or `WIT`.
    Zone,
    /// Name in addresses.
    Slug,
    /// Postal address.
    Address,
    /// Hours of the desk.
    Hours,
    /// Telephone number.
    Whatsapp,
    /// E-mail address.
    Email,
    /// Group for programmes that compare like with like.
    Category,
    /// Full name of the office.
    OfficeName,
    /// Where the office stands.
    Position,
}

impl Column {
    /// Every column, the required ones first.
    pub const ALL: [Self; 13] = [
        Self::Code,
        Self::Name,
        Self::Level,
        Self::Parent,
        Self::Zone,
        Self::Slug,
        Self::Address,
        Self::Hours,
        Self::Whatsapp,
        Self::Email,
        Self::Category,
        Self::OfficeName,
        Self::Position,
    ];
    /// Those that no file may lack.
    pub const REQUIRED: [Self; 5] = [Self::Code, Self::Name, Self::Level, Self::Parent, Self::Zone];

    /// The name in the first line of the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Name => "name",
            Self::Level => "level",
            Self::Parent => "parent",
            Self::Zone => "zone",
            Self::Slug => "slug",
            Self::Address => "address",
            Self::Hours => "hours",
            Self::Whatsapp => "whatsapp",
            Self::Email => "email",
            Self::Category => "category",
            Self::OfficeName => "office_name",
            Self::Position => "position",
        }
    }
}

/// One thing that is wrong with the file: where, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Line, from 1.
    pub line: usize,
    /// The column; `None` for the line as a whole.
    pub column: Option<Column>,
    /// What should stand there.
    pub expected: Expected,
}

impl fmt::Display for Defect {
    /// `line: column: expected …`; the caller puts the name of the file before it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.map_or("-", Column::name);
        write!(f, "{}: {column}: expected {}", self.line, self.expected)
    }
}

/// What should stand where a defect is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// The file is not UTF-8 from this line on.
    #[error("text in UTF-8")]
    Utf8,
    /// The file is empty.
    #[error("a first line with the columns code, name, level, parent and zone")]
    Header,
    /// A column that must be there is not.
    #[error("this column")]
    Column,
    /// A column that has no meaning.
    #[error(
        "one of the columns code, name, level, parent, zone, slug, address, hours, whatsapp, email, category, office_name, position, found {0:?}"
    )]
    KnownColumn(String),
    /// A column stands twice.
    #[error("this column once")]
    ColumnOnce,
    /// A row has more or fewer fields than there are columns.
    #[error("{columns} fields as in the first line, found {found}")]
    Fields {
        /// How many columns there are.
        columns: usize,
        /// How many fields the row has.
        found: usize,
    },
    /// More rows than [`MAX_ROWS`].
    #[error("at most {MAX_ROWS} rows")]
    FewerRows,
    /// Nothing stands where something must.
    #[error("a value")]
    Value,
    /// A text that is too long.
    #[error("at most {0} characters")]
    Shorter(usize),
    /// A text with a line break or another control character.
    #[error("one line without control characters")]
    OneLine,
    /// A code with a slash or a space.
    #[error("a code without spaces and slashes, at most {MAX_CODE} characters")]
    Code,
    /// The code stands in an earlier line too.
    #[error("a code once; it stands in line {0} too")]
    CodeOnce(usize),
    /// Not a level.
    #[error("national, province, regency, or another word of a-z, 0-9, '-' and '_'")]
    Level,
    /// Not a zone.
    #[error("WIB, WITA or WIT")]
    Zone,
    /// Neither the file nor the tree has such a body.
    #[error("the code of a body in this file or in the tree, found {0:?}")]
    KnownParent(String),
    /// The body would stand below itself.
    #[error("a parent that does not stand below this body: {0}")]
    NoCycle(String),
    /// The tree is deeper than [`MAX_DEPTH`].
    #[error("at most {MAX_DEPTH} levels")]
    LowerTree,
    /// There is a root already, and this would be another.
    #[error("a parent, since the tree has the root {0:?}")]
    OneRoot(String),
    /// Not a slug.
    #[error("a-z, 0-9 and single hyphens, and none of the program's own addresses")]
    Slug,
    /// Another body has this slug.
    #[error("a slug that no other body has; {0:?} has it")]
    SlugOnce(String),
    /// Not hours.
    #[error("entries such as \"senin-kamis 08.00-16.00; jumat 08.00-16.30\", each day once")]
    Hours,
    /// Not a point on the earth.
    #[error("decimal degrees such as -1.8861, 113.4002")]
    Position,
    /// Not a telephone number.
    #[error("a number such as 0812-3456-7890")]
    Phone,
    /// Not an e-mail address.
    #[error("an address such as ppid@example.go.id")]
    Email,
}

impl From<BadCode> for Expected {
    fn from(_: BadCode) -> Self {
        Self::Level
    }
}

impl From<BadZone> for Expected {
    fn from(_: BadZone) -> Self {
        Self::Zone
    }
}

impl From<BadSlug> for Expected {
    fn from(_: BadSlug) -> Self {
        Self::Slug
    }
}

impl From<BadHours> for Expected {
    fn from(_: BadHours) -> Self {
        Self::Hours
    }
}

impl From<BadPosition> for Expected {
    fn from(_: BadPosition) -> Self {
        Self::Position
    }
}

impl From<BadPhone> for Expected {
    fn from(_: BadPhone) -> Self {
        Self::Phone
    }
}

/// A row whose cells are right by themselves.
#[derive(Debug, Clone)]
struct Row {
    line: usize,
    code: BodyCode,
    name: String,
    level: Level,
    parent: Option<BodyCode>,
    zone: Zone,
    slug: Option<Slug>,
    address: Option<String>,
    hours: Option<ServiceHours>,
    whatsapp: Option<Phone>,
    email: Option<String>,
    category: Option<String>,
    office_name: Option<String>,
    position: Option<Position>,
}

/// What becomes of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// It is new.
    Added,
    /// It is there, and something of it changes.
    Changed,
    /// It is there just so.
    Unchanged,
}

/// A body as it will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The line that names it; `None` for a body that the file does not name and that moves with one above it.
    pub line: Option<usize>,
    /// The body.
    pub body: Body,
    /// The bodies above, nearest first.
    pub above: Vec<BodyCode>,
    /// What becomes of it.
    pub change: Change,
}

/// Reads a file and says what becomes of every body in it, parents before children, then in the order of the file.
///
/// `present` is the tree as it is. `office_name` makes the name of an office where the file gives none.
///
/// # Errors
/// Everything that is wrong with the file, by line.
pub fn plan(
    file: &[u8],
    present: &[(Body, Vec<BodyCode>)],
    office_name: &dyn Fn(&Level, &str) -> String,
) -> Result<Vec<Planned>, Vec<Defect>> {
    let mut found = read::read(file);
    let planned = tree::join(&found, present, office_name);
    let mut defects = std::mem::take(&mut found.defects);
    match planned {
        Ok(planned) if defects.is_empty() => return Ok(planned),
        Ok(_) => {}
        Err(more) => defects.extend(more),
    }
    defects.sort_by_key(|defect| (defect.line, defect.column));
    Err(defects)
}

#[cfg(test)]
mod tests;
