use std::any::type_name;
use std::str::FromStr;

use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{Postgres, Row as _, Sqlite, TypeInfo as _, ValueRef as _};
use uuid::Uuid;

use crate::{SqlError, Statement};

/// One row of a result. Columns are taken by name.
pub struct Row {
    pub(crate) cells: Cells,
    pub(crate) statement: &'static Statement,
}

pub(crate) enum Cells {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A stored value as the engine gave it, before it becomes a Rust type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cell<'r> {
    /// NULL.
    Null,
    /// Any integer type.
    Int(i64),
    /// Any text type.
    Text(&'r str),
    /// `BLOB`, `BYTEA`. On SQLite also an id.
    Bytes(&'r [u8]),
    /// PostgreSQL's `UUID`.
    Uuid(Uuid),
    /// PostgreSQL's `BOOLEAN`.
    Bool(bool),
}

/// Why a stored value is not a value of the type that was asked for. Names kinds, never the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch(String);

impl Mismatch {
    /// `why` must not hold the value: it ends in logs.
    pub fn new(why: impl Into<String>) -> Self {
        Self(why.into())
    }
}

impl<'r> Cell<'r> {
    /// In words, for errors.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Int(_) => "an integer",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Uuid(_) => "a UUID",
            Self::Bool(_) => "a boolean",
        }
    }

    fn not(&self, wanted: &str) -> Mismatch {
        Mismatch(format!("expected {wanted}, found {}", self.kind()))
    }

    /// The integer, or why not.
    pub fn int(&self) -> Result<i64, Mismatch> {
        if let Self::Int(int) = self { Ok(*int) } else { Err(self.not("an integer")) }
    }

    /// The text, or why not.
    pub fn text(&self) -> Result<&'r str, Mismatch> {
        if let Self::Text(text) = self { Ok(text) } else { Err(self.not("text")) }
    }

    /// The bytes, or why not.
    pub fn bytes(&self) -> Result<&'r [u8], Mismatch> {
        if let Self::Bytes(bytes) = self { Ok(bytes) } else { Err(self.not("bytes")) }
    }

    /// The id, or why not.
    pub fn uuid(&self) -> Result<Uuid, Mismatch> {
        match self {
            Self::Uuid(uuid) => Ok(*uuid),
            Self::Bytes(bytes) => Uuid::from_slice(bytes)
                .map_err(|_| Mismatch(format!("expected 16 bytes, found {}", bytes.len()))),
            _ => Err(self.not("a UUID")),
        }
    }

    /// The boolean, or why not. SQLite keeps 0 and 1.
    pub fn bool(&self) -> Result<bool, Mismatch> {
        match self {
            Self::Bool(bool) => Ok(*bool),
            Self::Int(0) => Ok(false),
            Self::Int(1) => Ok(true),
            Self::Int(_) => {
                Err(Mismatch::new("expected a boolean, found an integer that is neither 0 nor 1"))
            }
            _ => Err(self.not("a boolean")),
        }
    }

    /// The text parsed, or why not.
    pub fn parse<T: FromStr>(&self) -> Result<T, Mismatch> {
        self.text()?.parse().map_err(|_| Mismatch(format!("text that is no valid {}", type_name::<T>())))
    }
}

/// What a column can become. Other crates implement it for their own types, often with [`Cell::parse`].
pub trait FromColumn: Sized {
    /// The value, or why the stored one does not fit.
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch>;
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        if *cell == Cell::Null { Ok(None) } else { T::from_column(cell).map(Some) }
    }
}

impl FromColumn for i64 {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        cell.int()
    }
}

macro_rules! narrow {
    ($($type:ty),*) => {$(
        impl FromColumn for $type {
            fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
                Self::try_from(cell.int()?)
                    .map_err(|_| Mismatch(format!("integer out of the range of {}", stringify!($type))))
            }
        }
    )*};
}
narrow!(i32, i16, u64, u32, u16, u8, usize);

impl FromColumn for bool {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        cell.bool()
    }
}

impl FromColumn for String {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        cell.text().map(str::to_owned)
    }
}

impl FromColumn for Vec<u8> {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        cell.bytes().map(<[u8]>::to_vec)
    }
}

impl<const N: usize> FromColumn for [u8; N] {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        let bytes = cell.bytes()?;
        Self::try_from(bytes).map_err(|_| Mismatch(format!("expected {N} bytes, found {}", bytes.len())))
    }
}

impl FromColumn for Uuid {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        cell.uuid()
    }
}

impl Row {
    /// The value of a column.
    ///
    /// # Errors
    /// [`SqlError::Inconsistent`] names the column, where the statement is written, and the kinds.
    pub fn get<T: FromColumn>(&self, column: &str) -> Result<T, SqlError> {
        let cell = self.cell(column).map_err(|why| self.inconsistent(column, &why))?;
        T::from_column(&cell).map_err(|why| self.inconsistent(column, &why))
    }

    /// A text column as a type that parses; the way in is [`crate::Text`].
    pub fn parse<T: FromStr>(&self, column: &str) -> Result<T, SqlError> {
        self.get::<Parsed<T>>(column).map(|parsed| parsed.0)
    }

    /// As [`Row::parse`], for a column that may be NULL.
    pub fn parse_opt<T: FromStr>(&self, column: &str) -> Result<Option<T>, SqlError> {
        Ok(self.get::<Option<Parsed<T>>>(column)?.map(|parsed| parsed.0))
    }

    /// A column read as `Raw` and turned into a type that refuses some values.
    pub fn convert<Raw: FromColumn, T, E>(
        &self,
        column: &str,
        into: impl FnOnce(Raw) -> Result<T, E>,
    ) -> Result<T, SqlError> {
        into(self.get(column)?)
            .map_err(|_| self.inconsistent(column, &Mismatch(format!("no valid {}", type_name::<T>()))))
    }

    fn inconsistent(&self, column: &str, why: &Mismatch) -> SqlError {
        SqlError::Inconsistent {
            column: column.to_owned(),
            why: format!("{} ({})", why.0, self.statement.place()),
        }
    }

    fn cell(&self, column: &str) -> Result<Cell<'_>, Mismatch> {
        let missing = |_| Mismatch::new("the statement gives no such column");
        match &self.cells {
            Cells::Sqlite(row) => sqlite_cell(row.try_get_raw(column).map_err(missing)?),
            Cells::Postgres(row) => postgres_cell(row.try_get_raw(column).map_err(missing)?),
        }
    }
}

fn sqlite_cell(raw: <Sqlite as sqlx::Database>::ValueRef<'_>) -> Result<Cell<'_>, Mismatch> {
    if raw.is_null() {
        return Ok(Cell::Null);
    }
    let kind = raw.type_info().name().to_owned();
    match kind.as_str() {
        "INTEGER" => <i64 as sqlx::Decode<Sqlite>>::decode(raw).map(Cell::Int),
        "TEXT" => <&str as sqlx::Decode<Sqlite>>::decode(raw).map(Cell::Text),
        "BLOB" => <&[u8] as sqlx::Decode<Sqlite>>::decode(raw).map(Cell::Bytes),
        _ => return Err(unusable(&kind)),
    }
    .map_err(|_| unreadable(&kind))
}

fn postgres_cell(raw: <Postgres as sqlx::Database>::ValueRef<'_>) -> Result<Cell<'_>, Mismatch> {
    if raw.is_null() {
        return Ok(Cell::Null);
    }
    let kind = raw.type_info().name().to_owned();
    match kind.as_str() {
        "INT8" => <i64 as sqlx::Decode<Postgres>>::decode(raw).map(Cell::Int),
        "INT4" => <i32 as sqlx::Decode<Postgres>>::decode(raw).map(|int| Cell::Int(int.into())),
        "INT2" => <i16 as sqlx::Decode<Postgres>>::decode(raw).map(|int| Cell::Int(int.into())),
        "TEXT" | "VARCHAR" | "CHAR" | "NAME" => <&str as sqlx::Decode<Postgres>>::decode(raw).map(Cell::Text),
        "BYTEA" => <&[u8] as sqlx::Decode<Postgres>>::decode(raw).map(Cell::Bytes),
        "UUID" => <Uuid as sqlx::Decode<Postgres>>::decode(raw).map(Cell::Uuid),
        "BOOL" => <bool as sqlx::Decode<Postgres>>::decode(raw).map(Cell::Bool),
        _ => return Err(unusable(&kind)),
    }
    .map_err(|_| unreadable(&kind))
}

fn unusable(kind: &str) -> Mismatch {
    Mismatch(format!("the column type {kind} is not used here; CAST it in the statement"))
}

fn unreadable(kind: &str) -> Mismatch {
    Mismatch(format!("unreadable {kind}"))
}

struct Parsed<T>(T);

impl<T: FromStr> FromColumn for Parsed<T> {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        cell.parse().map(Self)
    }
}
