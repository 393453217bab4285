//! What stands beside the fields of an article's form: what happened meanwhile, what others stored, and the original of a version.

use app::desk::ArticleSheet;
use domain::content::{Kind, Writing};
use i18n::Texts;

use super::fields::as_fields;
use crate::components::{Checkboxes, Choice, Details, Html, SummaryList, SummaryRow};
use crate::form::Fields;

/// What stands above the form: what happened meanwhile, else what saving means for the public.
pub(super) fn note(t: &Texts, sheet: Option<&ArticleSheet>, note: String) -> String {
    match sheet {
        Some(sheet) if !sheet.is_written() => {
            t.content_desk_conflict_withdrawn(sheet.article.withdrawn_reason.as_str())
        }
        Some(sheet) if note.is_empty() && sheet.article.state.has_public_edition() => {
            t.content_desk_edit_public()
        }
        _ => note,
    }
}

/// What somebody else stored meanwhile.
pub(super) fn stored(t: &Texts, kind: Kind, writing: &Writing) -> Details {
    Details::new(t.desk_conflict_stored(), texts(t, kind, writing)).open()
}

fn texts(t: &Texts, kind: Kind, writing: &Writing) -> Html {
    let fields = as_fields(writing);
    let names = [
        "title",
        "lead",
        "body",
        "topic",
        "rule",
        "number",
        "year",
        "standing",
        "standing_note",
        "order",
        "link",
        "item",
        "language",
    ];
    let rows = names.iter().filter(|name| !fields.raw(name).is_empty()).map(|name| {
        SummaryRow::new(super::field_name(t, kind, name).unwrap_or_default(), fields.raw(name).to_owned())
    });
    Html::join([SummaryList::new(rows)])
}

/// The original of a version, beside its form.
#[derive(Debug)]
pub(super) struct OriginalBox {
    /// Its words.
    pub(super) words: Details,
    /// What is to be said where it is newer; empty where it is not.
    pub(super) newer: String,
    /// Asks whether the version is as new, where it was not.
    pub(super) current: Option<Checkboxes>,
    /// The edition that the version stands on.
    pub(super) basis: String,
}

impl OriginalBox {
    /// The original of the version on this sheet; nothing for an article that is none.
    pub(super) fn of(t: &Texts, kind: Kind, sheet: &ArticleSheet, typed: &Fields) -> Option<Self> {
        let original = sheet.original.as_ref()?;
        let edition = original.edition;
        let words = Details::new(t.content_version_original(edition), texts(t, kind, &original.writing));
        let current = original.is_newer.then(|| {
            let choice = Choice::new(edition.to_string(), t.content_version_current(edition));
            Checkboxes::single("current", choice).values(typed.all("current"))
        });
        Some(Self {
            words: if original.is_newer { words.open() } else { words },
            newer: if original.is_newer { t.content_version_original_newer(edition) } else { String::new() },
            current,
            basis: typed.text("basis").to_owned(),
        })
    }
}
