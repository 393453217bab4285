//! What an office that has no standard yet begins with. It is a suggestion until somebody has checked and saved it.

use domain::body::Body;
use domain::service::{Channel, Fee, Standard};
use i18n::{Lang, Texts};

/// The suggestion for an office, in Indonesian: laws, the service as practice has it, the channels that its profile knows.
#[must_use]
pub fn suggestion(body: &Body) -> Standard {
    let t = Texts::new(Lang::Id);
    let known = |channel: &Channel| match channel {
        Channel::InPerson | Channel::Letter => !body.address.is_empty(),
        Channel::Site => !body.request_form.is_empty(),
        Channel::Email => !body.email.is_empty(),
        Channel::Whatsapp => body.whatsapp.is_some(),
        Channel::Phone | Channel::Fax => false,
    };
    Standard {
        legal_bases: vec![
            t.service_suggest_basis_law(),
            t.service_suggest_basis_government(),
            t.service_suggest_basis_standard(),
            t.service_suggest_basis_service(),
            t.service_suggest_basis_election(),
            t.service_suggest_basis_bawaslu(),
        ],
        fee: Some(Fee::CopiesAtCost),
        channels: Channel::ALL.into_iter().filter(known).collect(),
        guarantee: t.service_suggest_guarantee(),
        evaluation: t.service_suggest_evaluation(),
        ..Standard::default()
    }
}
