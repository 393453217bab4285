//! Why a look ends early.

use std::io;

use domain::facts::Oddity;

/// Why a look ends early; each becomes a fact about the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// It makes no sense.
    #[error("the file cannot be read to the end")]
    Broken,
    /// It needs more time or memory than it may.
    #[error("the file takes too much")]
    TooCostly,
    /// It needs a password.
    #[error("the file is locked")]
    Locked,
    /// It unpacks to far more than a document needs.
    #[error("the file is a bomb")]
    Bomb,
    /// A program that is needed is not installed.
    #[error("no program for a preview")]
    NoPreview,
}

impl From<Fault> for Oddity {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Broken => Self::Broken,
            Fault::TooCostly => Self::TooCostly,
            Fault::Locked => Self::Locked,
            Fault::Bomb => Self::Bomb,
            Fault::NoPreview => Self::NoPreview,
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::OutOfMemory | io::ErrorKind::FileTooLarge | io::ErrorKind::StorageFull => {
                Self::TooCostly
            }
            _ => Self::Broken,
        }
    }
}
