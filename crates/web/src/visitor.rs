//! Who asks, and in which language: found once for each request.

use std::sync::Arc;

use app::{Access, AppError};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::cookie::Cookie;
use http::request::Parts;
use http::{HeaderValue, header};
use i18n::{Lang, Texts};
use secrecy::{ExposeSecret as _, SecretString};
use store::look::Face;

use crate::aids::Aids;
use crate::failure::Failure;
use crate::headers::Cookies;
use crate::own_host::OwnHost;
use crate::page::{Flash, LANGUAGE_PARAMETER, Shell, SignedIn as SignedInLine};
use crate::ppid::OnSite;
use crate::state::Web;

/// Name of the cookie that remembers the language.
const LANGUAGE_COOKIE: &str = "bahasa";

/// Name of the cookie that holds the secret of a session.
pub(crate) const SESSION_COOKIE: &str = "s";

/// Name of the cookie that carries a message over a redirect: the key of a text without variables.
const FLASH_COOKIE: &str = "pesan";

/// Whoever asks: signed in or not.
#[derive(Debug, Clone)]
pub struct Visitor {
    texts: Texts,
    path: String,
    access: Option<Access>,
    flash: Option<String>,
    unread: i64,
    aids: Aids,
    face: Option<Arc<Face>>,
    own: Option<OwnHost>,
    on_site: Arc<OnSite>,
}

impl Visitor {
    /// The texts in the reader's language.
    #[must_use]
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Path and query of the request.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What stands on the site of an office whose page this is.
    pub(crate) fn on_site(&self) -> &OnSite {
        &self.on_site
    }

    /// Notes what stands on the site of the office whose page this is.
    pub(crate) fn set_on_site(&mut self, on_site: OnSite) {
        self.on_site = Arc::new(on_site);
    }

    /// The way to handles, where somebody is signed in.
    #[must_use]
    pub fn access(&self) -> Option<&Access> {
        self.access.as_ref()
    }

    /// The office under whose own host this was asked; `None` on the platform.
    pub(crate) fn own_host(&self) -> Option<&OwnHost> {
        self.own.as_ref()
    }

    /// The full address of a path of the platform, as this visitor has it: what belongs to the office whose own host was asked
    /// is named under that host, everything else on the platform. No other host is ever named.
    pub(crate) fn address(&self, web: &Web, path: &str) -> String {
        let own = self.own.as_ref().and_then(|own| own.address(path));
        own.unwrap_or_else(|| format!("{}{path}", web.app.settings().base_url))
    }

    /// What the reader has chosen to read more easily.
    #[must_use]
    pub fn aids(&self) -> Aids {
        self.aids
    }

    /// What the pages of the office show of it, on the pages of an office's site.
    pub(crate) fn face(&self) -> Option<&Face> {
        self.face.as_deref()
    }

    /// Sets what the pages of the office show of it.
    pub(crate) fn set_face(&mut self, face: Option<Face>) {
        self.face = face.map(Arc::new);
    }

    /// The frame of a page for this visitor.
    #[must_use]
    pub fn shell(&self, web: &Web) -> Shell {
        let mut shell = Shell::new(self.texts, self.path.clone());
        shell.service.clone_from(&web.app.settings().site_name);
        shell.aids = self.aids;
        shell.flash = self.flash.clone().map(Flash::Success);
        if let Some(access) = &self.access {
            let name = access.who().name.clone();
            shell.person = Some(SignedInLine { name, sign_out: "/keluar".to_owned() });
            shell.private = true;
            shell.acting = access.acting().map(|acting| {
                let until = self.texts.date_time(acting.until, i18n::Zone::Wib);
                self.texts.acting_banner(acting.by_name.as_str(), access.who().name.as_str(), until)
            });
            shell.navigation = crate::navigation::entries(&self.texts, access.who(), self.unread, &self.path);
        } else if self.own.is_none() {
            "/masuk".clone_into(&mut shell.sign_in);
            shell.navigation = crate::navigation::public_entries(&self.texts, &self.path);
        }
        shell
    }
}

/// Middleware: finds the visitor, puts it beside the request, keeps signed-in pages out of caches.
pub async fn find_visitor(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let cookies = web.cookies();
    let secret =
        cookies.read(request.headers(), SESSION_COOKIE).map(|value| SecretString::from(value.to_owned()));
    let access = match secret {
        Some(secret) => match web.app.authenticate(&secret).await {
            Ok(found) => found.map(|who| web.app.access(who)),
            Err(error) => return Failure::from(error).into_response(),
        },
        None => None,
    };
    let asked = asked_language(request.uri().query());
    let texts = Texts::new(language(&request, cookies, asked, access.as_ref(), web.app.settings().language));
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let flash = cookies.read(request.headers(), FLASH_COOKIE);
    let had_flash = flash.is_some();
    let flash = flash.and_then(|key| texts.by_key(key));
    let unread = match &access {
        Some(access) => match access.unread_notices().await {
            Ok(unread) => unread,
            Err(error) => return Failure::from(error).into_response(),
        },
        None => 0,
    };
    let acting = access.as_ref().and_then(Access::acting).map(|acting| acting.by);
    let own = request.extensions().get::<OwnHost>().cloned();
    let aids = Aids::of(request.headers(), cookies);
    request.extensions_mut().insert(Visitor {
        texts,
        path,
        access,
        flash,
        unread,
        aids,
        face: None,
        own,
        on_site: Arc::default(),
    });
    let mut response = match acting {
        // Every event of this request tells who acted.
        Some(by) => app::account::through(by, next.run(request)).await,
        None => next.run(request).await,
    };
    // A page has shown it; a redirect passes it on.
    if had_flash && !response.status().is_redirection() {
        set_cookie(&mut response, &cookies.forget(FLASH_COOKIE));
    }
    if let Some(lang) = asked {
        set_cookie(&mut response, &language_cookie(lang, cookies));
    }
    response
}

fn asked_language(query: Option<&str>) -> Option<Lang> {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query?).ok()?;
    let code = pairs.into_iter().find(|(name, _)| name == LANGUAGE_PARAMETER)?.1;
    Lang::ALL.into_iter().find(|lang| lang.code() == code)
}

fn language(
    request: &Request,
    cookies: Cookies,
    asked: Option<Lang>,
    access: Option<&Access>,
    usual: Lang,
) -> Lang {
    let setting = access.and_then(|access| Lang::from_code(access.who().language.as_deref()?));
    let cookie = cookies.read(request.headers(), LANGUAGE_COOKIE);
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    asked.or_else(|| Lang::wanted(setting, cookie, accepted)).unwrap_or(usual)
}

fn language_cookie(lang: Lang, cookies: Cookies) -> Cookie<'static> {
    let mut cookie = cookies.make(LANGUAGE_COOKIE, lang.code());
    cookie.make_permanent();
    cookie
}

/// Sends the browser to a page of this site, where the text with this key (without variables) is shown once.
pub(crate) fn redirect_with(to: &str, key: &'static str, web: &Web) -> Response {
    let mut response = Redirect::to(to).into_response();
    set_cookie(&mut response, &web.cookies().make(FLASH_COOKIE, key));
    response
}

/// The cookie of a new session. It ends with the browser; the server ends it earlier.
pub(crate) fn session_started(secret: &SecretString, cookies: Cookies) -> Cookie<'static> {
    cookies.make(SESSION_COOKIE, secret.expose_secret())
}

/// The cookie that takes a session's secret away.
pub(crate) fn session_ended(cookies: Cookies) -> Cookie<'static> {
    cookies.forget(SESSION_COOKIE)
}

/// Adds a cookie to an answer.
pub(crate) fn set_cookie(response: &mut Response, cookie: &Cookie<'_>) {
    if let Ok(value) = HeaderValue::from_str(&cookie.encoded().to_string()) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| AppError::Fault("a page outside the visitor layer".to_owned()).into())
    }
}

/// A visitor who is signed in; others are sent to the sign-in page.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// As a visitor.
    pub visitor: Visitor,
    /// The way to handles.
    pub access: Access,
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let visitor = Visitor::from_request_parts(parts, state).await?;
        let access = visitor.access.clone().ok_or(AppError::SignInNeeded)?;
        Ok(Self { visitor, access })
    }
}
