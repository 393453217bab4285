//! One person: roles, state, links, sessions, history.

use app::people::{Member, MemberView};
use app::{Access, AppError};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::person::{Grant, Role};
use http::StatusCode;
use i18n::{Texts, Zone};
use store::event::Event;

use super::invite::link_page;
use super::list::body_or_first;
use super::{body_items, role_name, state};
use crate::Web;
use crate::components::{BackLink, Button, InsetText, Select, SelectItem, Tag, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{self, SignedIn};

#[derive(Debug, Template)]
#[template(path = "people/member.html")]
struct MemberPage {
    shell: Shell,
    t: Texts,
    id: String,
    name: String,
    login: String,
    email: String,
    state: Tag,
    is_disabled: bool,
    has_roles_elsewhere: bool,
    roles: Vec<RoleRow>,
    role_items: Vec<SelectItem>,
    body_items: Vec<SelectItem>,
    typed_role: String,
    typed_body: String,
    sessions: String,
    events: Vec<EventRow>,
    general: Option<String>,
    /// The form to act for this person, where one may.
    acting: Option<Textarea>,
    errors: Messages,
}

#[derive(Debug)]
struct RoleRow {
    role: String,
    body: String,
    words: String,
    about: String,
}

#[derive(Debug)]
struct EventRow {
    title: String,
    by: String,
}

pub(super) async fn member(access: &Access, id: &str) -> Result<Member, AppError> {
    access.member(id.parse().map_err(|_| AppError::NotFound)?).await
}

/// `GET /pengguna/{person}`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    let page = page(&web, &signed_in, &member, &Fields::default(), Messages::default()).await?;
    Ok(render(StatusCode::OK, &page))
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    member: &Member,
    typed: &Fields,
    errors: Messages,
) -> Result<MemberPage, Failure> {
    let t = *signed_in.visitor.texts();
    let view = member.view().await?;
    let (body, _) = body_or_first(&signed_in.access, "").await?;
    let bodies = signed_in.access.people(&body).await?.bodies().await?;
    let id = view.person.id.to_string();
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path = format!("/pengguna/{id}");
    let typed_body = match typed.text("body") {
        "" => view.roles.first().map(|named| named.grant.body.to_string()).unwrap_or_default(),
        typed => typed.to_owned(),
    };
    let acting_error = shell.error(errors.get("acting_reason"));
    Ok(MemberPage {
        shell,
        t,
        id,
        state: state(&t, &view.person),
        is_disabled: view.person.disabled_at.is_some(),
        has_roles_elsewhere: view.has_roles_elsewhere,
        roles: role_rows(&t, &view),
        role_items: Role::ALL.map(|role| SelectItem::new(role.code(), role_name(&t, role))).into(),
        body_items: body_items(&bodies),
        typed_role: typed.text("role").to_owned(),
        typed_body,
        sessions: t.people_sessions(view.sessions.len()),
        events: view.events.iter().map(|event| event_row(&t, event)).collect(),
        acting: view.may_act_for.then(|| {
            Textarea::new("acting_reason", t.acting_reason())
                .hint(t.acting_reason_hint())
                .rows(2)
                .value(typed.raw("acting_reason"))
                .error(acting_error)
        }),
        name: view.person.name,
        login: view.person.login.to_string(),
        email: view.person.email,
        general: errors.get(""),
        errors,
    })
}

fn role_rows(t: &Texts, view: &MemberView) -> Vec<RoleRow> {
    let row = |named: &store::person::NamedGrant| {
        let (role, office) = (role_name(t, named.grant.role), named.office_name.as_str());
        RoleRow {
            role: named.grant.role.code().to_owned(),
            body: named.grant.body.to_string(),
            about: t.people_take_role_about(office, role.as_str()),
            words: t.account_role_at(office, role),
        }
    };
    view.roles.iter().map(row).collect()
}

fn event_row(t: &Texts, event: &Event) -> EventRow {
    let key = format!("people-event-{}", event.kind.replace('_', "-"));
    let time = t.date_time(event.at, Zone::Wib);
    let by = match &event.actor_name {
        Some(name) => t.people_history_by(name.as_str(), time),
        None => t.people_history_by_operator(time),
    };
    EventRow { title: t.by_key(&key).unwrap_or_else(|| event.kind.clone()), by }
}

/// What a POST ends in: the person's page with a message, or with what is wrong.
pub(super) async fn finish(
    web: &Web,
    signed_in: &SignedIn,
    member: &Member,
    typed: &Fields,
    done: Result<(), AppError>,
    message: &'static str,
) -> Result<Response, Failure> {
    match done {
        // Who took the last own role over this person has no page to go to.
        Ok(()) => match member.view().await {
            Ok(view) => Ok(visitor::redirect_with(&format!("/pengguna/{}", view.person.id), message, web)),
            Err(AppError::NotFound) => Ok(visitor::redirect_with("/pengguna", message, web)),
            Err(other) => Err(other.into()),
        },
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &problems);
            let page = page(web, signed_in, member, typed, errors).await?;
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /pengguna/{person}/peran`
pub(super) async fn grant(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    let done = member.grant(fields.text("role"), fields.text("body")).await;
    finish(&web, &signed_in, &member, &fields, done, "people-role-given").await
}

/// `POST /pengguna/{person}/cabut`
pub(super) async fn revoke(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    let role = fields.text("role").parse().map_err(|_| AppError::NotFound)?;
    let body = fields.text("body").parse().map_err(|_| AppError::NotFound)?;
    let done = member.revoke(&Grant { role, body }).await;
    finish(&web, &signed_in, &member, &Fields::default(), done, "people-role-taken").await
}

/// `POST /pengguna/{person}/nonaktif`
pub(super) async fn disable(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    let done = member.disable().await;
    finish(&web, &signed_in, &member, &Fields::default(), done, "people-disabled").await
}

/// `POST /pengguna/{person}/aktif`
pub(super) async fn enable(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    let done = member.enable().await;
    finish(&web, &signed_in, &member, &Fields::default(), done, "people-enabled").await
}

/// `POST /pengguna/{person}/keluarkan`
pub(super) async fn sign_out(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    let done = member.sign_out().await;
    finish(&web, &signed_in, &member, &Fields::default(), done, "people-signed-out").await
}

/// `POST /pengguna/{person}/tautan`: the answer shows the link, this once.
pub(super) async fn new_link(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let member = member(&signed_in.access, &id).await?;
    match member.new_link().await {
        Ok((person, link)) => {
            let title = signed_in.visitor.texts().people_link_made(person.name.as_str());
            Ok(link_page(&web, &signed_in.visitor, title, &person, &link))
        }
        Err(error) => {
            finish(&web, &signed_in, &member, &Fields::default(), Err(error), "people-link-made").await
        }
    }
}

#[cfg(test)]
mod tests {
    /// Every kind of event that use cases write about a person has its words.
    #[test]
    fn every_event_has_words() {
        let kinds = [
            "added",
            "role_given",
            "role_taken",
            "disabled",
            "enabled",
            "link_made",
            "password_set",
            "password_changed",
            "signed_in",
            "signed_out",
            "signed_out_everywhere",
            "profile_saved",
            "token_made",
            "token_revoked",
            "acting_began",
            "acting_ended",
        ];
        let keys = kinds.map(|kind| format!("people-event-{}", kind.replace('_', "-")));
        assert_eq!(i18n::missing_keys(keys.iter().map(String::as_str)), Vec::<&str>::new());
        let flashes = [
            "people-role-given",
            "people-role-taken",
            "people-disabled",
            "people-enabled",
            "people-signed-out",
            "people-is-disabled",
            "people-last-administrator",
            "account-saved",
            "account-session-ended",
            "account-signed-out-everywhere",
            "account-password-changed",
            "account-password-was-set",
            "account-token-revoked-note",
            "account-too-many-tokens",
            "account-forgotten-no-mail",
            "bodies-saved",
        ];
        assert_eq!(i18n::missing_keys(flashes), Vec::<&str>::new());
    }
}
