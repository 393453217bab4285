//! Between columns and the types of `domain`.

use jiff::Timestamp;
use sql::{Micros, Row, SqlError};

/// A column that holds the text form of a type.
pub(crate) fn parsed<T>(row: &Row, column: &str) -> Result<T, SqlError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    parse(&row.get::<String>(column)?, column)
}

/// As [`parsed`], for a column that may be empty (NULL).
pub(crate) fn parsed_or_none<T>(row: &Row, column: &str) -> Result<Option<T>, SqlError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    row.get::<Option<String>>(column)?.map(|text| parse(&text, column)).transpose()
}

fn parse<T>(text: &str, column: &str) -> Result<T, SqlError>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| inconsistent(column, error))
}

/// A column that holds JSON of a type.
pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row, column: &str) -> Result<T, SqlError> {
    serde_json::from_str(&row.get::<String>(column)?).map_err(|error| inconsistent(column, error))
}

/// JSON for a column. The types stored have no maps with odd keys, so this cannot fail for them.
pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> Result<String, SqlError> {
    serde_json::to_string(value).map_err(|error| inconsistent("(json)", error))
}

/// A column that holds an instant.
pub(crate) fn instant(row: &Row, column: &str) -> Result<Timestamp, SqlError> {
    Ok(row.get::<Micros>(column)?.into())
}

/// As [`instant`], for a column that may be empty.
pub(crate) fn instant_or_none(row: &Row, column: &str) -> Result<Option<Timestamp>, SqlError> {
    Ok(row.get::<Option<Micros>>(column)?.map(Into::into))
}

/// The error for a value that does not fit its type.
pub(crate) fn inconsistent(column: &str, why: impl std::fmt::Display) -> SqlError {
    SqlError::Inconsistent { column: column.to_owned(), why: why.to_string() }
}
