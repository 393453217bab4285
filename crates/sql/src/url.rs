use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::Engine;

/// Where a database is: `sqlite:///var/lib/terbuka/data.db` (absolute), `sqlite://data.db` (relative) or
/// `postgres://user:password@host:5432/name`. Its `Debug` and `Display` never show the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Url(pub(crate) Target);

#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Target {
    Sqlite(PathBuf),
    Postgres(String),
}

/// A database address that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// Neither of the two schemes.
    #[error("a database address begins with sqlite:// or postgres://")]
    Scheme,
    /// `sqlite://` without a file, or in memory (nothing would be kept).
    #[error("sqlite:// needs the path of a file, for example sqlite:///var/lib/terbuka/data.db")]
    Path,
}

impl Url {
    /// Reads an address. The part after `postgres://` is read when the database is opened.
    pub fn parse(text: &str) -> Result<Self, UrlError> {
        if let Some(rest) = text.strip_prefix("sqlite://") {
            let path = rest.split('?').next().unwrap_or_default();
            if path.is_empty() || path == "/" || path.starts_with(':') {
                return Err(UrlError::Path);
            }
            return Ok(Self::sqlite(path));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self(Target::Postgres(text.to_owned())));
        }
        Err(UrlError::Scheme)
    }

    /// The address of a SQLite file.
    pub fn sqlite(path: impl AsRef<Path>) -> Self {
        Self(Target::Sqlite(path.as_ref().to_owned()))
    }

    /// Which engine the address names.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Target::Sqlite(_) => Engine::Sqlite,
            Target::Postgres(_) => Engine::Postgres,
        }
    }

    /// The file, on SQLite.
    pub fn path(&self) -> Option<&Path> {
        match &self.0 {
            Target::Sqlite(path) => Some(path),
            Target::Postgres(_) => None,
        }
    }
}

impl FromStr for Url {
    type Err = UrlError;
    fn from_str(text: &str) -> Result<Self, UrlError> {
        Self::parse(text)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Target::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Target::Postgres(text) => {
                // What is before the last `@` of the authority are credentials; parameters may hold a password too.
                let rest = text.split_once("://").map_or("", |(_, rest)| rest);
                let place = rest.split_once('?').map_or(rest, |(place, _)| place);
                write!(f, "postgres://{}", place.rsplit_once('@').map_or(place, |(_, host)| host))
            }
        }
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_schemes_and_refuses_the_rest() {
        assert_eq!(Url::parse("sqlite:///a/b.db").unwrap().path(), Some(Path::new("/a/b.db")));
        assert_eq!(Url::parse("sqlite://b.db").unwrap().path(), Some(Path::new("b.db")));
        assert_eq!(Url::parse("postgresql://h/d").unwrap().engine(), Engine::Postgres);
        for (text, error) in [
            ("sqlite://", UrlError::Path),
            ("sqlite:///", UrlError::Path),
            ("sqlite://:memory:", UrlError::Path),
            ("sqlite::memory:", UrlError::Scheme),
            ("mysql://h", UrlError::Scheme),
        ] {
            assert_eq!(Url::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn shows_no_password() {
        for text in [
            "postgres://u:rahasia@h:5/d",
            "postgres://u:ra@rahasia@h:5/d",
            "postgres://h:5/d?password=rahasia",
        ] {
            let url = Url::parse(text).unwrap();
            assert_eq!(format!("{url}"), "postgres://h:5/d");
            assert!(!format!("{url:?}").contains("rahasia"));
        }
    }
}
