//! One's own tokens for programs.

use app::account::{NewToken, TOKEN_DAYS_MAX};
use app::{AppError, Scope};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::TokenId;
use http::StatusCode;
use i18n::{Texts, Zone};
use secrecy::ExposeSecret as _;
use store::token::ApiToken;

use crate::Web;
use crate::components::{BackLink, Button, Checkboxes, Choice, Input, Tag, WarningText};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::visitor::{self, SignedIn};

#[derive(Debug, Template)]
#[template(path = "account/tokens.html")]
struct TokensPage {
    shell: Shell,
    t: Texts,
    /// The secret of the token that was just made.
    made: Option<String>,
    tokens: Vec<TokenRow>,
    scopes: Vec<Choice>,
    typed: NewToken,
    errors: Messages,
}

#[derive(Debug)]
struct TokenRow {
    id: String,
    name: String,
    scopes: String,
    until: String,
    state: Tag,
    is_living: bool,
}

fn scope_name(t: &Texts, scope: Scope) -> String {
    match scope {
        Scope::Read => t.account_scope_read(),
        Scope::ReadAnswers => t.account_scope_answers_read(),
        Scope::WriteAnswers => t.account_scope_answers_write(),
        Scope::ReadReviews => t.account_scope_reviews_read(),
        Scope::WriteReviews => t.account_scope_reviews_write(),
        Scope::Manage => t.account_scope_manage(),
    }
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    typed: NewToken,
    made: Option<String>,
    errors: Messages,
) -> Result<TokensPage, Failure> {
    let t = *signed_in.visitor.texts();
    let now = web.app.now();
    let row = |token: ApiToken| {
        let (state, is_living) = if token.revoked_at.is_some() {
            (Tag::new(t.account_token_state_revoked()).colour("grey"), false)
        } else if token.expires_at <= now {
            (Tag::new(t.account_token_state_expired()).colour("grey"), false)
        } else {
            (Tag::new(t.account_token_state_living()).colour("green"), true)
        };
        TokenRow {
            id: token.id.to_string(),
            name: token.name,
            scopes: token.scopes.join(", "),
            until: t.date_time(token.expires_at, Zone::Wib),
            state,
            is_living,
        }
    };
    let tokens = signed_in.access.tokens().await?.into_iter().map(row).collect();
    let scopes = Scope::ALL.map(|scope| Choice::new(scope.code(), scope_name(&t, scope)).hint(scope.code()));
    Ok(TokensPage {
        shell: signed_in.visitor.shell(web).with_errors(!errors.is_empty()),
        t,
        made,
        tokens,
        scopes: scopes.into(),
        typed,
        errors,
    })
}

/// `GET /akun/token`
pub(super) async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, Failure> {
    let typed = NewToken { days: "90".to_owned(), ..NewToken::default() };
    Ok(render(StatusCode::OK, &page(&web, &signed_in, typed, None, Messages::default()).await?))
}

/// `POST /akun/token`: the answer shows the secret, this once.
pub(super) async fn submit(
    State(web): State<Web>,
    signed_in: SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let typed = NewToken {
        name: fields.text("name").to_owned(),
        scopes: fields.all("scopes").map(str::to_owned).collect(),
        days: fields.text("days").to_owned(),
    };
    match signed_in.access.new_token(&typed).await {
        Ok((_, secret)) => {
            let made = Some(secret.expose_secret().to_owned());
            let empty = NewToken { days: typed.days, ..NewToken::default() };
            let mut page = page(&web, &signed_in, empty, made, Messages::default()).await?;
            // The language links must not send the form again.
            "/akun/token".clone_into(&mut page.shell.path);
            Ok(render(StatusCode::OK, &page))
        }
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(signed_in.visitor.texts(), &problems);
            let page = page(&web, &signed_in, typed, None, errors).await?;
            Ok(render(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /akun/token/{token}`: takes it back.
pub(super) async fn revoke(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(token): Path<String>,
) -> Result<Response, Failure> {
    let token: TokenId = token.parse().map_err(|_| AppError::NotFound)?;
    signed_in.access.revoke_token(token).await?;
    Ok(visitor::redirect_with("/akun/token", "account-token-revoked-note", &web))
}
