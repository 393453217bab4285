//! What can go wrong with a file.

use crate::{Address, EvidenceKind, Media};

/// Why a file is not kept. Each case has its own words on the screen; nothing of the file stays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Zero bytes.
    #[error("the file is empty")]
    Empty,
    /// More bytes than allowed.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// The bytes are of a type that is never evidence.
    #[error("files of type {found} are not accepted")]
    NotAccepted {
        /// Media type found in the bytes; `application/octet-stream` when unknown.
        found: String,
    },
    /// The type is accepted, but not in this slot.
    #[error("this is {found:?}, the slot takes {accepted:?}")]
    WrongKind {
        /// What it is.
        found: Media,
        /// What the slot takes.
        accepted: Vec<EvidenceKind>,
    },
    /// The name ends in a suffix of a type that is never evidence, whatever the bytes are.
    #[error("files named .{suffix} are not accepted")]
    Suffix {
        /// The suffix, lower case, without the dot.
        suffix: String,
    },
    /// Opening it needs a password.
    #[error("the file is locked with a password")]
    Locked {
        /// What it is; `None` when the lock hides that (an encrypted Office file).
        media: Option<Media>,
    },
    /// It unpacks to far more than a document needs, or is packed to mislead who unpacks it.
    #[error("the {media:?} file unpacks to far more than a document needs")]
    Bomb {
        /// What it is otherwise.
        media: Media,
    },
    /// A picture of more than [`crate::inspect::MAX_PIXELS`] pixels.
    #[error("the picture has {width} x {height} pixels, more than 100 million")]
    TooManyPixels {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It begins like this type and then makes no sense.
    #[error("the {media:?} file is damaged")]
    Broken {
        /// What it begins like.
        media: Media,
    },
}

/// An upload was not stored.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    /// The file is at fault; tell the person.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The upload broke off or could not be read.
    #[error("the upload broke off")]
    Source(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The store is at fault; try again later.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A stored file cannot be given out.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The object is gone or its bytes are not those that were stored.
    #[error("the stored file {address} is damaged: {what}")]
    Damaged {
        /// Which file.
        address: Address,
        /// `missing` or `changed`.
        what: &'static str,
    },
    /// The range begins behind the end or is empty (HTTP 416).
    #[error("the range lies outside the {size} bytes of the file")]
    Range {
        /// Size of the file in bytes.
        size: u64,
    },
    /// The store is at fault; try again later.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The folder or the object store does not work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Reading or writing the folder failed.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done, with the path.
        doing: String,
        /// The cause.
        source: std::io::Error,
    },
    /// The object store answered with an error.
    #[error("object store: {0}")]
    Object(#[from] object_store::Error),
}

/// The store cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is of a kind that this build does not have.
    #[error("this build cannot use {0}: it is built without the feature \"s3\"")]
    NotBuilt(String),
    /// The address needs credentials.
    #[error("{0} needs access settings; open it with them")]
    NeedsAccess(String),
    /// It is there but does not work.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl StoreError {
    pub(crate) fn io(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        move |source| Self::Io { doing, source }
    }
}
