//! Where the files are kept, as an operator writes it.

use std::path::PathBuf;
use std::str::FromStr;

/// `file:///folder` or `s3://bucket/prefix`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilesUrl {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket of an S3 store.
    S3 {
        /// Name of the bucket.
        bucket: String,
        /// Folder inside the bucket, without slashes at its ends; may be empty.
        prefix: String,
    },
}

/// The address of the file store cannot be read.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UrlError {
    /// Neither `file:` nor `s3:`.
    #[error("\"{0}\" is not an address of files; write file:///folder or s3://bucket/prefix")]
    Scheme(String),
    /// `file:` without an absolute path.
    #[error("\"{0}\" has no absolute path; write file:///folder")]
    NotAbsolute(String),
    /// `s3:` without a bucket.
    #[error("\"{0}\" names no bucket; write s3://bucket/prefix")]
    NoBucket(String),
}

impl FromStr for FilesUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        if let Some(path) = text.strip_prefix("file://") {
            let path = path.strip_prefix("localhost").unwrap_or(path);
            let path = PathBuf::from(crate::name::percent_decoded(path));
            return if path.is_absolute() {
                Ok(Self::Folder(path))
            } else {
                Err(UrlError::NotAbsolute(text.to_owned()))
            };
        }
        if let Some(rest) = text.strip_prefix("s3://") {
            let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
            return if bucket.is_empty() {
                Err(UrlError::NoBucket(text.to_owned()))
            } else {
                Ok(Self::S3 { bucket: bucket.to_owned(), prefix: prefix.trim_matches('/').to_owned() })
            };
        }
        Err(UrlError::Scheme(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::{FilesUrl, UrlError};

    #[test]
    fn reads_folders_and_buckets() {
        assert_eq!("file:///srv/berkas%20bukti".parse(), Ok(FilesUrl::Folder("/srv/berkas bukti".into())));
        assert_eq!(
            "s3://bukti/2027/".parse(),
            Ok(FilesUrl::S3 { bucket: "bukti".into(), prefix: "2027".into() })
        );
        assert!(matches!("file://data".parse::<FilesUrl>(), Err(UrlError::NotAbsolute(_))));
        assert!(matches!("s3:///x".parse::<FilesUrl>(), Err(UrlError::NoBucket(_))));
        assert!(matches!("/srv".parse::<FilesUrl>(), Err(UrlError::Scheme(_))));
    }
}
