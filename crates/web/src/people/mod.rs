//! People of an office, for its administrators.

mod acting;
mod invite;
mod list;
mod member;

use axum::Router;
use axum::routing::{get, post};
use domain::person::Role;
use i18n::Texts;

use crate::Web;

/// The addresses of this area.
pub fn routes() -> Router<Web> {
    Router::new()
        .route("/pengguna", get(list::show))
        .route("/pengguna/undang", get(invite::show).post(invite::submit))
        .route("/pengguna/{person}", get(member::show))
        .route("/pengguna/{person}/peran", post(member::grant))
        .route("/pengguna/{person}/cabut", post(member::revoke))
        .route("/pengguna/{person}/nonaktif", post(member::disable))
        .route("/pengguna/{person}/aktif", post(member::enable))
        .route("/pengguna/{person}/tautan", post(member::new_link))
        .route("/pengguna/{person}/keluarkan", post(member::sign_out))
        .route("/pengguna/{person}/bertindak", post(acting::begin))
        .route("/bertindak/selesai", post(acting::stop))
}

/// What people call a role.
pub(crate) fn role_name(t: &Texts, role: Role) -> String {
    match role {
        Role::Officer => t.people_role_officer(),
        Role::Ppid => t.people_role_ppid(),
        Role::Superior => t.people_role_superior(),
        Role::Leader => t.people_role_leader(),
        Role::Verifier => t.people_role_verifier(),
        Role::Controller => t.people_role_controller(),
        Role::Tester => t.people_role_tester(),
        Role::Panellist => t.people_role_panellist(),
        Role::Administrator => t.people_role_administrator(),
    }
}

/// What somebody with a role does.
fn role_hint(t: &Texts, role: Role) -> String {
    match role {
        Role::Officer => t.people_role_hint_officer(),
        Role::Ppid => t.people_role_hint_ppid(),
        Role::Superior => t.people_role_hint_superior(),
        Role::Leader => t.people_role_hint_leader(),
        Role::Verifier => t.people_role_hint_verifier(),
        Role::Controller => t.people_role_hint_controller(),
        Role::Tester => t.people_role_hint_tester(),
        Role::Panellist => t.people_role_hint_panellist(),
        Role::Administrator => t.people_role_hint_administrator(),
    }
}

/// Whether a person has been invited, can sign in, or is shut out.
fn state(t: &Texts, person: &store::person::Person) -> crate::components::Tag {
    use crate::components::Tag;
    match (&person.disabled_at, &person.password) {
        (Some(_), _) => Tag::new(t.people_state_disabled()).colour("grey"),
        (None, None) => Tag::new(t.people_state_invited()).colour("yellow"),
        (None, Some(_)) => Tag::new(t.people_state_active()).colour("green"),
    }
}

/// The bodies of an administrator's tree for a list to choose from.
fn body_items(bodies: &[domain::body::Body]) -> Vec<crate::components::SelectItem> {
    bodies
        .iter()
        .map(|body| crate::components::SelectItem::new(body.code.as_str(), &body.office_name))
        .collect()
}
