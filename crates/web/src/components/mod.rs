//! The parts that pages are made of, with the mark-up of GOV.UK Frontend 6.6.0 (MIT).
//!
//! A page's template writes a part as an expression; it escapes its texts itself and needs no filter:
//!
//! ```jinja
//! {{ Input::new("email", t.sign_in_email()).kind("email").error(shell.error(errors.get("email"))) }}
//! {{ Button::submit(t.save()) }}
//! ```
//!
//! Each struct can also be read from the options of GOV.UK's own macros; the test `components` feeds it the
//! fixtures of the npm package and compares the mark-up. `docs/pages.md` has examples.

mod button;
mod choice;
mod date_input;
mod field;
mod file_upload;
mod input;
mod list;
mod markup;
mod message;
mod navigation;
mod select;
mod textarea;
mod whatsapp;

pub use button::Button;
pub use choice::{Checkboxes, Choice, Radios};
pub use date_input::{DateInput, DateItem};
pub use field::{ErrorMessage, Fieldset, FormGroup, Hint, Label, Legend};
pub use file_upload::{FileUpload, UploadWords};
pub use input::{Affix, Input, PasswordInput, PasswordWords};
pub use list::{Action, Cell, SummaryList, SummaryRow, Table, Task, TaskList, TaskStatus, Words};
pub use markup::{Attributes, Classes, Html};
pub use message::{
    Details, ErrorLink, ErrorSummary, InsetText, NotificationBanner, Panel, PhaseBanner, Tag, WarningText,
};
pub use navigation::{
    BackLink, Breadcrumbs, Crumb, GenericHeader, LanguageItem, LanguageNavigation, NavItem, PageItem,
    PageStep, Pagination, ServiceNavigation, SkipLink,
};
pub use select::{Select, SelectItem};
pub use textarea::{CharacterCount, CountWords, Plural, Textarea};
pub use whatsapp::{WhatsappCard, chat_address};
