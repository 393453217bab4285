//! Inviting somebody: the form, and the link that is shown once.

use app::AppError;
use app::people::{Link, NewPerson, People};
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::person::Role;
use http::StatusCode;
use i18n::{Texts, Zone};
use secrecy::ExposeSecret as _;
use serde::Deserialize;
use store::person::Person;

use super::list::body_or_first;
use super::{body_items, role_hint, role_name};
use crate::Web;
use crate::components::{BackLink, Button, Choice, Input, Radios, Select, SelectItem, WarningText};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{SignedIn, Visitor};

#[derive(Debug, Template)]
#[template(path = "people/invite.html")]
struct InvitePage {
    shell: Shell,
    t: Texts,
    /// Code of the body whose list one came from.
    root: String,
    typed: Typed,
    roles: Vec<Choice>,
    bodies: Vec<SelectItem>,
    errors: Messages,
}

#[derive(Debug, Default)]
struct Typed {
    name: String,
    login: String,
    email: String,
    role: String,
    body: String,
}

#[derive(Debug, Template)]
#[template(path = "people/link.html")]
struct LinkPage {
    shell: Shell,
    t: Texts,
    title: String,
    url: String,
    until: String,
    mailed: String,
    href: String,
    name: String,
}

/// The body whose list one came from.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    badan: String,
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    people: &People,
    typed: Typed,
    errors: Messages,
) -> Result<InvitePage, Failure> {
    let t = *signed_in.visitor.texts();
    let roles = Role::ALL.map(|role| Choice::new(role.code(), role_name(&t, role)).hint(role_hint(&t, role)));
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path = format!("/pengguna/undang?badan={}", people.body().slug);
    Ok(InvitePage {
        shell,
        t,
        root: people.body().slug.to_string(),
        typed,
        roles: roles.into(),
        bodies: body_items(&people.bodies().await?),
        errors,
    })
}

/// `GET /pengguna/undang`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (body, _) = body_or_first(&signed_in.access, &asked.badan).await?;
    let people = signed_in.access.people(&body).await?;
    let typed = Typed { body: people.body().code.to_string(), ..Typed::default() };
    Ok(render(StatusCode::OK, &page(&web, &signed_in, &people, typed, Messages::default()).await?))
}

/// `POST /pengguna/undang`
pub(super) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(asked): Query<Asked>,
    fields: Fields,
) -> Result<Response, Failure> {
    let (body, _) = body_or_first(&signed_in.access, &asked.badan).await?;
    let people = signed_in.access.people(&body).await?;
    let [name, login, email, role, body] =
        ["name", "login", "email", "role", "body"].map(|field| fields.text(field).to_owned());
    let new = NewPerson { name, login, email, language: None };
    match people.invite(&new, &role, &body).await {
        Ok((person, link)) => {
            let title = signed_in.visitor.texts().people_invited(person.name.as_str());
            Ok(link_page(&web, &signed_in.visitor, title, &person, &link))
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &problems);
            let typed = Typed { name: new.name, login: new.login, email: new.email, role, body };
            let page = page(&web, &signed_in, &people, typed, errors).await?;
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// The page that shows a link, this once.
pub(super) fn link_page(
    web: &Web,
    visitor: &Visitor,
    title: String,
    person: &Person,
    link: &Link,
) -> Response {
    let t = *visitor.texts();
    let href = format!("/pengguna/{}", person.id);
    let mut shell = visitor.shell(web);
    shell.path.clone_from(&href);
    let mailed = link.mailed_to.as_deref();
    let page = LinkPage {
        shell,
        t,
        title,
        url: link.url.expose_secret().to_owned(),
        until: t.people_link_until(t.date_time(link.expires_at, Zone::Wib)),
        mailed: mailed.map_or_else(|| t.people_link_not_mailed(), |to| t.people_link_mailed(to)),
        href,
        name: person.name.clone(),
    };
    render(StatusCode::OK, &page)
}
