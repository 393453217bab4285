//! One's own account: profile, roles, signed-in browsers.

use app::{AppError, Via};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::SessionId;
use http::{HeaderValue, StatusCode};
use i18n::{Lang, Texts, Zone};

use super::agent;
use crate::Web;
use crate::components::{Button, Input, Select, SelectItem, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::people::role_name;
use crate::problem::Messages;
use crate::visitor::{self, SignedIn};

#[derive(Debug, Template)]
#[template(path = "account/own.html")]
struct OwnPage {
    shell: Shell,
    t: Texts,
    facts: SummaryList,
    name: String,
    email: String,
    language: String,
    languages: Vec<SelectItem>,
    sessions: Vec<SessionRow>,
    errors: Messages,
}

#[derive(Debug)]
struct SessionRow {
    id: String,
    browser: String,
    since: String,
    seen: String,
    is_this: bool,
}

/// What is in the form: as stored, or as typed.
struct Typed {
    name: String,
    email: String,
    language: String,
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    typed: Option<Typed>,
    errors: Messages,
) -> Result<OwnPage, Failure> {
    let t = *signed_in.visitor.texts();
    let person = signed_in.access.account().await?;
    let mut facts = vec![SummaryRow::new(t.account_login_name(), person.login.as_str())];
    for named in signed_in.access.roles().await? {
        let role = role_name(&t, named.grant.role);
        facts.push(SummaryRow::new(t.account_roles(), t.account_role_at(named.office_name, role)));
    }
    let typed = typed.unwrap_or_else(|| Typed {
        name: person.name,
        email: person.email,
        language: person.language.unwrap_or_default(),
    });
    let by_browser = SelectItem::new("", t.account_language_by_browser());
    let languages = Lang::ALL.map(|lang| SelectItem::new(lang.code(), lang.own_name()));
    Ok(OwnPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        t,
        facts: SummaryList::new(facts),
        name: typed.name,
        email: typed.email,
        language: typed.language,
        languages: std::iter::once(by_browser).chain(languages).collect(),
        sessions: session_rows(&t, signed_in).await?,
        errors,
    })
}

async fn session_rows(t: &Texts, signed_in: &SignedIn) -> Result<Vec<SessionRow>, Failure> {
    let sessions = signed_in.access.sessions().await?;
    let mine = match signed_in.access.who().via {
        Via::Session(session) => Some(session),
        Via::Token(_) | Via::Acting(_) => None,
    };
    let row = |session: store::session::Session| SessionRow {
        id: session.id.to_string(),
        browser: agent::name(&session.agent).unwrap_or_else(|| t.account_session_unknown()),
        since: t.date_time(session.created_at, Zone::Wib),
        seen: t.date_time(session.seen_at, Zone::Wib),
        is_this: Some(session.id) == mine,
    };
    Ok(sessions.into_iter().map(row).collect())
}

/// `GET /akun`
pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    Ok(render(StatusCode::OK, &page(&web, &signed_in, None, Messages::default()).await?))
}

/// `POST /akun`
pub(super) async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let [name, email, language] = ["name", "email", "language"].map(|field| fields.text(field).to_owned());
    match signed_in.access.save_account(&name, &email, &language).await {
        Ok(()) => Ok(visitor::redirect_with("/akun", "account-saved", &web)),
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &problems);
            let page = page(&web, &signed_in, Some(Typed { name, email, language }), errors).await?;
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /akun/sesi/{session}`
pub(super) async fn end_session(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(session): Path<String>,
) -> Result<Response, Failure> {
    let session: SessionId = session.parse().map_err(|_| AppError::NotFound)?;
    signed_in.access.end_session(session).await?;
    Ok(visitor::redirect_with("/akun", "account-session-ended", &web))
}

/// `POST /akun/keluar-semua`
pub(super) async fn sign_out_everywhere(
    State(web): State<Web>,
    signed_in: SignedIn,
) -> Result<Response, Failure> {
    signed_in.access.sign_out_everywhere().await?;
    let mut response = visitor::redirect_with("/masuk", "account-signed-out-everywhere", &web);
    visitor::set_cookie(&mut response, &visitor::session_ended(web.cookies()));
    let clear = HeaderValue::from_static("\"cache\", \"storage\"");
    response.headers_mut().insert("clear-site-data", clear);
    Ok(response)
}
