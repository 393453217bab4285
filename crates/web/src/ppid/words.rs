//! The words of codes of the list of public information.

use domain::catalogue::{Form, InformationClass, ItemState, Licence};
use i18n::Texts;

/// The language of a text on a page in another language, for its `lang`; empty where both are the same.
pub(crate) fn foreign(t: &Texts, language: &str) -> String {
    if language == t.code() { String::new() } else { language.to_owned() }
}

/// A class in a word: *Berkala*.
pub(crate) fn class_name(t: &Texts, class: InformationClass) -> String {
    match class {
        InformationClass::Periodic => t.catalogue_class_periodic(),
        InformationClass::Immediate => t.catalogue_class_immediate(),
        InformationClass::Always => t.catalogue_class_always(),
    }
}

/// A class as a heading: *Informasi berkala*.
pub(crate) fn class_long(t: &Texts, class: InformationClass) -> String {
    match class {
        InformationClass::Periodic => t.catalogue_class_periodic_long(),
        InformationClass::Immediate => t.catalogue_class_immediate_long(),
        InformationClass::Always => t.catalogue_class_always_long(),
    }
}

/// The form of a document.
pub(crate) fn form_name(t: &Texts, form: Form) -> String {
    match form {
        Form::Printed => t.catalogue_form_printed(),
        Form::Recorded => t.catalogue_form_recorded(),
        Form::Online => t.catalogue_form_online(),
    }
}

/// What others may do with it.
pub(crate) fn licence_name(t: &Texts, licence: Licence) -> String {
    match licence {
        Licence::Open => t.catalogue_licence_open(),
        Licence::By => t.catalogue_licence_by(),
        Licence::BySa => t.catalogue_licence_by_sa(),
        Licence::Zero => t.catalogue_licence_zero(),
    }
}

/// Where an item stands.
pub(crate) fn state_name(t: &Texts, state: ItemState) -> String {
    match state {
        ItemState::Draft => t.catalogue_state_draft(),
        ItemState::Checked => t.catalogue_state_checked(),
        ItemState::Published => t.catalogue_state_published(),
        ItemState::Revised => t.catalogue_state_revised(),
        ItemState::Rechecked => t.catalogue_state_rechecked(),
        ItemState::Withdrawn => t.catalogue_state_withdrawn(),
    }
}
