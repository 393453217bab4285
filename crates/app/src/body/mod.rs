//! Bodies: the import of a tree, the profile that an office keeps, and what everybody may read.

mod import;
mod profile;
mod public;
mod succession;

pub use import::{BAWASLU, ImportError, ImportReport, ImportedRow, When};
pub use profile::{NewProfile, Profile};
pub use public::{BodyPage, BodySearch, FoundBodies};
pub(crate) use succession::followed;
pub use succession::{Followed, NewSuccession, Preceded, SuccessionDesk, SuccessionError};
