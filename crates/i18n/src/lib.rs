//! Texts, dates and numbers in Indonesian and English.
//!
//! The catalogues are `locales/id/*.ftl` and `locales/en/*.ftl` ([Fluent](https://projectfluent.org/fluent/guide/)), one
//! file for each area of the product. The build reads every file there and makes one method of [`Texts`] for each key:
//!
//! ```text
//! saq-saved-at = Tersimpan { $time }     →     texts.saq_saved_at(time)
//! ```
//!
//! so that a text that is missing, in either language, does not compile. Arguments stand in alphabetical order of
//! their names. What the methods return is plain text: the template escapes it. The build refuses, with file and line,
//! a key that stands in one language only or twice, different variables, reserved words and mark-up; the full list is
//! in `build/catalogue.rs`.
//!
//! Keys begin with the area, which is the name of the file: `saq-title` in `saq.ftl`.

mod arg;
mod dates;
mod lang;
mod numbers;
mod texts;
mod zone;

pub use arg::Arg;
pub use lang::Lang;
pub use texts::{KEYS, Texts, missing_keys};
pub use zone::Zone;
