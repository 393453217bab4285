//! What came of a look at a link.

use serde::{Deserialize, Serialize};

use crate::guarded::FetchError;

/// What an anonymous visitor found, in the form in which it is kept as proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// What was there.
    #[serde(flatten)]
    pub kind: Kind,
    /// The address at which the redirects ended.
    pub url: String,
    /// The redirects before it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hops: Vec<Hop>,
    /// HTTP status of the last answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Media type, as the server says (without parameters).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    /// Media type by the first bytes, where they show one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// Bytes: all of them, or what the server says where not all were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Title of a page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// SHA-256 of the bytes, hexadecimal, where all of them were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// How long it took.
    pub milliseconds: u64,
}

impl Outcome {
    /// Whether an anonymous visitor got what was linked.
    #[must_use]
    pub const fn is_reachable(&self) -> bool {
        matches!(self.kind, Kind::Page | Kind::File)
    }
}

/// A redirect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// From here.
    pub url: String,
    /// With this status.
    pub status: u16,
}

/// What was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// A page, for everybody to read.
    Page,
    /// A file, for everybody to fetch.
    File,
    /// Only those who sign in see it.
    SignIn,
    /// The server has nothing there (404, 410).
    NotFound,
    /// The server does not serve this visitor; others it may.
    Refused,
    /// The server is broken (5xx).
    ServerError,
    /// There is no server, or none that can be talked to.
    Unreachable {
        /// What failed.
        cause: Cause,
    },
    /// It leads into a network that probes do not enter.
    PrivateAddress,
    /// Not an address of the web, or an unusual port.
    NotWeb,
    /// One redirect after the other.
    TooManyRedirects,
}

/// What failed on the way to a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The name has no address.
    Dns,
    /// Nobody takes the connection, or it broke.
    Connect,
    /// Certificate or protocol cannot be trusted.
    Tls,
    /// It took too long.
    Timeout,
}

impl From<FetchError> for Kind {
    fn from(error: FetchError) -> Self {
        let cause = match error {
            FetchError::NotWeb => return Self::NotWeb,
            FetchError::Private => return Self::PrivateAddress,
            FetchError::Dns => Cause::Dns,
            FetchError::Connect => Cause::Connect,
            FetchError::Tls => Cause::Tls,
            FetchError::Timeout => Cause::Timeout,
        };
        Self::Unreachable { cause }
    }
}
