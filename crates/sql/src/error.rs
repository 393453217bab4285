use sqlx::postgres::PgDatabaseError;

use crate::Statement;

/// What went wrong, in the same words on both engines. Never carries a bound value: it may be personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SqlError {
    /// Such a row exists already. The name is `table_col1_col2_key`, for a primary key `table_pkey`; where the engine
    /// tells the name of an index (PostgreSQL always, SQLite for indexes on expressions), it is that name.
    #[error("not unique: {constraint}")]
    Unique {
        /// Normalised name.
        constraint: String,
    },
    /// A row refers to one that is not there, or one that others refer to was to go. SQLite does not say which.
    #[error("foreign key violated{}", constraint.as_deref().map(|name| format!(": {name}")).unwrap_or_default())]
    ForeignKey {
        /// PostgreSQL's name of the constraint.
        constraint: Option<String>,
    },
    /// A `CHECK` refused the row.
    #[error("check violated: {constraint}")]
    Check {
        /// The name of the check (of every check in a migration, so that both engines tell the same).
        constraint: String,
    },
    /// A value is missing.
    #[error("value missing in {column}")]
    NotNull {
        /// `table.column`.
        column: String,
    },
    /// A row that must be there is not.
    #[error("a row is missing")]
    RowMissing,
    /// A stored value makes no sense, or a value does not fit the column's type.
    #[error("inconsistent value in {column}: {why}")]
    Inconsistent {
        /// The column, on writing `table.column`.
        column: String,
        /// Kinds and place, never the value.
        why: String,
    },
    /// Another transaction holds a lock, or two got in each other's way: doing all of it again may succeed.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The database cannot be reached or cannot write. Whether a commit that met this took effect is not known.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// A fault in the statement or in this crate.
    #[error("database error: {0}")]
    Other(String),
}

impl SqlError {
    /// Whether doing the whole transaction again may succeed.
    pub fn may_retry(&self) -> bool {
        matches!(self, Self::Busy(_))
    }

    /// Whether this is a violation of the named unique constraint: `error.is_unique("body_code_key")`.
    pub fn is_unique(&self, name: &str) -> bool {
        matches!(self, Self::Unique { constraint } if constraint == name)
    }
}

/// That exactly one row was touched.
///
/// # Errors
/// [`SqlError::RowMissing`] for none, [`SqlError::Other`] for several.
pub fn ensure_one(rows: u64) -> Result<(), SqlError> {
    match rows {
        1 => Ok(()),
        0 => Err(SqlError::RowMissing),
        _ => Err(SqlError::Other(format!("one row was to be touched, {rows} were"))),
    }
}

/// Translates an error of a statement; `statement` tells where it is written.
pub(crate) fn of_statement(error: sqlx::Error, statement: &'static Statement) -> SqlError {
    let text = statement.text_of_either();
    match from_sqlx(error, !has_word(text, "MATCH")) {
        SqlError::Other(what) => SqlError::Other(format!("{what} ({})", statement.place())),
        mapped => mapped,
    }
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|part| part.eq_ignore_ascii_case(word))
}

/// Translates an error that no statement of the product caused. `telling`: a message about the text of a statement
/// may be passed on (it quotes no value).
pub(crate) fn from_sqlx(error: sqlx::Error, telling: bool) -> SqlError {
    use sqlx::Error as E;
    match error {
        E::Database(error) => {
            if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
                return postgres(error);
            }
            sqlite(
                error.code().and_then(|code| code.parse().ok()).unwrap_or_default(),
                error.message(),
                telling,
            )
        }
        E::RowNotFound => SqlError::RowMissing,
        E::PoolTimedOut => SqlError::Unavailable("no connection became free in time".into()),
        E::PoolClosed => SqlError::Unavailable("it is closed".into()),
        E::WorkerCrashed => SqlError::Unavailable("its worker thread ended".into()),
        E::Io(error) => SqlError::Unavailable(error.to_string()),
        E::Tls(error) => SqlError::Unavailable(error.to_string()),
        E::BeginFailed => SqlError::Unavailable("the transaction did not begin".into()),
        E::Configuration(error) => SqlError::Other(error.to_string()),
        E::Protocol(_) => SqlError::Unavailable("unexpected answer".into()),
        E::ColumnNotFound(_) | E::ColumnIndexOutOfBounds { .. } => SqlError::Other("no such column".into()),
        _ => SqlError::Other("the driver failed".into()),
    }
}

/// Codes: PostgreSQL manual, appendix A. Only classes whose messages quote no values are passed on.
fn postgres(error: &PgDatabaseError) -> SqlError {
    let constraint = || error.constraint().unwrap_or_default().to_owned();
    let code = error.code();
    match code {
        "23505" | "23P01" => SqlError::Unique { constraint: constraint() },
        "23503" => SqlError::ForeignKey { constraint: error.constraint().map(str::to_owned) },
        "23514" => SqlError::Check { constraint: constraint() },
        "23502" => SqlError::NotNull {
            column: format!("{}.{}", error.table().unwrap_or_default(), error.column().unwrap_or_default()),
        },
        "40001" => SqlError::Busy("two transactions got in each other's way".into()),
        "40P01" => SqlError::Busy("deadlock".into()),
        "55P03" => SqlError::Busy("a lock was not free in time".into()),
        "57014" => SqlError::Unavailable("the statement took too long".into()),
        "25006" => SqlError::Other("a connection for reading does not write".into()),
        _ => match code.get(..2).unwrap_or_default() {
            "08" | "53" | "57" | "58" | "28" | "3D" | "XX" => {
                SqlError::Unavailable(format!("PostgreSQL {code}: {}", error.message()))
            }
            "42" | "0A" | "2B" | "26" => SqlError::Other(format!("PostgreSQL {code}: {}", error.message())),
            _ => SqlError::Other(format!("PostgreSQL {code}")),
        },
    }
}

/// Codes: <https://www.sqlite.org/rescode.html>; the low byte is the primary one.
fn sqlite(code: i32, message: &str, telling: bool) -> SqlError {
    let after = |prefix: &str| message.split_once(prefix).map_or("", |(_, rest)| rest).trim();
    match code {
        2067 => SqlError::Unique { constraint: sqlite_unique(after("UNIQUE constraint failed:"), "key") },
        1555 | 2579 => {
            SqlError::Unique { constraint: sqlite_unique(after("UNIQUE constraint failed:"), "pkey") }
        }
        787 | 1811 => SqlError::ForeignKey { constraint: None },
        275 => SqlError::Check { constraint: after("CHECK constraint failed:").to_owned() },
        1299 => SqlError::NotNull { column: after("NOT NULL constraint failed:").to_owned() },
        // "cannot store TEXT value in INTEGER column table.column"
        3091 => SqlError::Inconsistent {
            column: message.rsplit(' ').next().unwrap_or_default().to_owned(),
            why: message.split(" column ").next().unwrap_or_default().to_owned(),
        },
        _ => match code & 0xff {
            5 | 6 => SqlError::Busy("another process writes".into()),
            8 => SqlError::Other("a connection for reading does not write".into()),
            7 | 10 | 11 | 13 | 14 | 26 => SqlError::Unavailable(format!("SQLite {code}: {message}")),
            1 if telling && !message.starts_with("fts5") => SqlError::Other(format!("SQLite: {message}")),
            _ => SqlError::Other(format!("SQLite {code}")),
        },
    }
}

/// `t.a, t.b` becomes `t_a_b_key`; `index 'name'` becomes `name`; a primary key becomes `t_pkey`.
fn sqlite_unique(what: &str, suffix: &str) -> String {
    if let Some(name) = what.strip_prefix("index '") {
        return name.trim_end_matches('\'').to_owned();
    }
    let mut columns = what.split(", ").map(|column| column.split_once('.').unwrap_or(("", column)));
    let Some((table, first)) = columns.next() else { return String::new() };
    if suffix == "pkey" {
        return format!("{table}_pkey");
    }
    let names: Vec<&str> = [table, first].into_iter().chain(columns.map(|(_, column)| column)).collect();
    format!("{}_{suffix}", names.join("_"))
}
