//! Evidence files: a content-addressed store, and what a file really is.
//!
//! [`Files::put`] streams an upload to disk, hashes it, looks at what it is ([`inspect`]) and only then moves it to
//! `blobs/ab/cd/<blake3>`, durably; what is refused or cut off leaves nothing behind. The name that the uploader gave
//! ([`name`]) is for people to read and never part of a key.

mod address;
mod error;
pub mod examine;
pub mod examiner;
pub mod inspect;
mod media;
pub mod name;
mod put;
mod reading;
mod store;
pub mod upload;
mod url;

pub use address::{Address, AddressError};
pub use error::{OpenError, PutError, ReadError, Refusal, StoreError};
pub use media::{EvidenceKind, Media};
pub use put::{Kept, Limits, Stored};
pub use reading::Reading;
pub use store::{Blob, Files};
pub use url::{FilesUrl, UrlError};

#[cfg(feature = "s3")]
mod s3;
#[cfg(feature = "s3")]
pub use s3::S3Access;

#[cfg(test)]
mod tests;
