//! One SQL text on SQLite and PostgreSQL.
//!
//! This is the only crate that names sqlx. It knows no table of the product. What the rest of the house gets:
//!
//! - [`Db`]: an open database on either engine; [`Db::read`] and [`Db::write`] lend a [`Conn`] or a [`Tx`].
//! - [`sql!`] and [`args!`]: a statement, written once and registered at link time, and its values.
//! - [`Row`]: typed columns, with an error that names the column when a stored value makes no sense.
//! - [`SqlError`]: what went wrong, in the same words on both engines, never with a bound value in it.
//! - [`Migration`]: the schema, in pairs of texts.
//! - [`paging`]: opaque cursors for lists.
//!
//! On SQLite concurrent write transactions share one commit (one `fsync`), see [`Db::write`].
//! The rules for writing a statement are in the README of this crate.

mod admin;
mod check;
mod conn;
mod db;
mod engine;
mod error;
mod micros;
mod migrate;
mod options;
pub mod paging;
mod row;
mod statement;
mod tx;
mod url;
mod value;
mod writer;

pub use admin::{create_database, database_exists, drop_database, rename_database};
pub use check::{CheckFailure, check_all};
pub use conn::Conn;
pub use db::{Db, Gauges};
pub use engine::Engine;
pub use error::{SqlError, ensure_one};
pub use micros::Micros;
pub use migrate::{MigrateError, Migration, fingerprint};
pub use options::{Durability, Options};
pub use row::{Cell, FromColumn, Mismatch, Row};
pub use statement::{STATEMENTS, Statement};
pub use tx::Tx;
pub use url::{Url, UrlError};
pub use value::{Kind, Text, ToValue, Value, list};

#[doc(hidden)]
pub use linkme;
