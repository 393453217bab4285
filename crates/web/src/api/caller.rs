//! Who calls: the person of the token in `Authorization: Bearer …`, bounded by its scopes. Cookies count for nothing
//! here, so no other site can make a browser do anything.

use app::{Access, AppError, Principal};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderMap, header};
use secrecy::SecretString;

use super::error::ApiError;
use super::limiter::Limiter;
use crate::state::Web;

/// Longest secret that is looked at, in characters.
const SECRET_MAX: usize = 512;

/// Whoever calls: with a token or without.
#[derive(Debug, Clone)]
pub(super) struct Caller(Option<Access>);

impl Caller {
    /// The person, where there is one.
    pub(super) fn who(&self) -> Option<Principal> {
        self.0.as_ref().map(|access| access.who().clone())
    }
}

/// What [`find`] needs.
#[derive(Debug, Clone)]
pub(super) struct Gate {
    pub(super) web: Web,
    pub(super) limiter: Limiter,
}

/// Middleware: refuses callers that come too often and tokens that are not valid, also where none is needed.
pub(super) async fn find(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let found = match sent(request.headers()) {
        Sent::Nothing => Ok(None),
        Sent::Unreadable => Err(ApiError::Token { sent: true }),
        Sent::Token(secret) => match gate.web.app.authenticate_token(&secret).await {
            Ok(Some(who)) => Ok(Some(gate.web.app.access(who))),
            Ok(None) => Err(ApiError::Token { sent: true }),
            Err(error) => Err(error.into()),
        },
    };
    let person = found.as_ref().ok().and_then(Option::as_ref).map(|access| access.who().person);
    if let Err(seconds) = gate.limiter.check(person, request.extensions()) {
        return ApiError::from(AppError::TooMany { seconds }).into_response();
    }
    match found {
        Ok(access) => {
            request.extensions_mut().insert(Caller(access));
            next.run(request).await
        }
        Err(error) => error.into_response(),
    }
}

enum Sent {
    Nothing,
    Unreadable,
    Token(SecretString),
}

fn sent(headers: &HeaderMap) -> Sent {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Sent::Nothing };
    if values.next().is_some() {
        return Sent::Unreadable;
    }
    let parts = value.to_str().ok().and_then(|value| value.split_once(' '));
    match parts {
        Some((scheme, secret)) if scheme.eq_ignore_ascii_case("bearer") && secret.len() <= SECRET_MAX => {
            Sent::Token(secret.trim().to_owned().into())
        }
        _ => Sent::Unreadable,
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| AppError::Fault("an address outside the gate".to_owned()).into())
    }
}

/// A caller with a token.
#[derive(Debug, Clone)]
pub(super) struct Member(pub(super) Access);

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, state).await?;
        caller.0.map(Self).ok_or(ApiError::Token { sent: false })
    }
}
