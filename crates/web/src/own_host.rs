//! Host names of offices: under one of them the site of one office is served, and nothing else.
//!
//! What asks for `https://ppid.katingan.bawaslu.go.id/informasi` is answered as `/kabupaten-katingan/informasi`, and the links of
//! the answer stay within that host. Signing in, desks, other offices and everything of the platform lead to the platform's own
//! address. Only the `Host` header is believed, and only names that the administrator of the root has set: any other is answered
//! as the platform itself.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Redirect, Response};
use http::uri::PathAndQuery;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use http_body_util::BodyExt as _;

use crate::Web;
use crate::failure::Failure;
use crate::visitor::SESSION_COOKIE;

/// First parts of addresses that are the platform's on every host: files of the program, and what takes a reader's choice.
const SHARED: [&str; 3] = ["assets", "baca", "csp-report"];
/// Where the search over all offices is under the host of one of them, whose own list has its usual address.
const SEARCH: (&str, &str) = ("/cari", "/informasi");
/// First parts of addresses that lead to the platform: what needs somebody to sign in, and what is about all offices.
const PLATFORM: [&str; 36] = [
    "akun",
    "aksesibilitas",
    "api",
    "badan",
    "bagikan",
    "bantuan",
    "berkas",
    "bertindak",
    "bukti",
    "hasil",
    "healthz",
    "keluar",
    "kontak",
    "lupa",
    "masuk",
    "masukan",
    "meja",
    "metrics",
    "nasional",
    "pemberitahuan",
    "pengguna",
    "penilaian",
    "penugasan",
    "privasi",
    "readyz",
    "sanggah",
    "sandi",
    "saq",
    "siklus",
    "sw.js",
    "tanpa-jaringan",
    "uji-akses",
    "undangan",
    "verifikasi",
    "wawancara",
    "periksa",
];

/// The office whose host was asked; beside the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnHost {
    /// The slug of the office.
    pub(crate) slug: String,
    /// Scheme and host: `https://ppid.katingan.bawaslu.go.id`.
    pub(crate) origin: String,
}

impl OwnHost {
    /// The full address under this host of what the platform has at this path (with query); `None` for what stands there alone.
    pub(crate) fn address(&self, path: &str) -> Option<String> {
        let below = |prefix: &str| {
            let rest = path.strip_prefix(prefix)?;
            (rest.is_empty() || rest.starts_with(['/', '.', '?', '#'])).then_some(rest)
        };
        if let Some(rest) = below(SEARCH.1) {
            return Some(format!("{}{}{rest}", self.origin, SEARCH.0));
        }
        let rest = below(&format!("/{}", self.slug)).filter(|rest| !rest.starts_with('.'))?;
        Some(format!("{}{rest}", self.origin))
    }
}

/// What becomes of an address under the host of an office.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// It is answered as this path.
    Within(String),
    /// It is sent to the platform.
    Platform,
    /// It is sent to a shorter form of itself on this host.
    Shorter(String),
}

/// Where a path leads under the host of the office with this slug. `is_office` says whether a first part is the slug of an office.
fn way(slug: &str, path: &str) -> Way {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let (first, below) = rest.split_once('/').map_or((rest, ""), |(first, below)| (first, below));
    if SHARED.contains(&first) {
        return Way::Within(path.to_owned());
    }
    if let Some(rest) = path.strip_prefix(SEARCH.0)
        && (rest.is_empty() || rest.starts_with(['/', '.']))
    {
        return Way::Within(format!("{}{rest}", SEARCH.1));
    }
    if first == slug {
        return Way::Shorter(from_root(below));
    }
    if PLATFORM.contains(&first) {
        return Way::Platform;
    }
    if rest.is_empty() { Way::Within(format!("/{slug}")) } else { Way::Within(format!("/{slug}{path}")) }
}

/// Middleware around everything: knows the host, changes the address before it is routed, and the links of the answer.
pub(crate) async fn serve(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let host = host_of(&request);
    let own = match own_host(&web, host).await {
        Ok(Some(own)) => own,
        Ok(None) => return next.run(request).await,
        Err(error) => return Failure::from(error).into_response(),
    };
    let path = request.uri().path().to_owned();
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let base_url = &web.app.settings().base_url;
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let within = match way(&own.slug, &path) {
        Way::Shorter(to) if reads => return Redirect::permanent(&format!("{to}{query}")).into_response(),
        Way::Platform if reads => {
            return Redirect::temporary(&format!("{base_url}{path}{query}")).into_response();
        }
        // A form that belongs elsewhere was sent here by a mistake, or by somebody who tries things.
        Way::Shorter(_) | Way::Platform => return StatusCode::NOT_FOUND.into_response(),
        Way::Within(within) => within,
    };
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    if reads && !within.starts_with(&format!("/{first}")) {
        match web.app.public().face(first).await {
            Ok(Some(_)) => return Redirect::temporary(&format!("{base_url}{path}{query}")).into_response(),
            Ok(None) => {}
            Err(error) => return Failure::from(error).into_response(),
        }
    }
    let Some(uri) = changed(request.uri(), &format!("{within}{query}")) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    *request.uri_mut() = uri;
    without_session(&web, request.headers_mut());
    // What comes back is read here; it is compressed outside of this.
    request.headers_mut().remove(header::ACCEPT_ENCODING);
    request.extensions_mut().insert(own.clone());
    let response = next.run(request).await;
    rewritten(&own, base_url, response).await
}

/// The host that a request names. HTTP/2 has it in the address itself.
fn host_of(request: &Request) -> Option<String> {
    let named = request.headers().get(header::HOST).and_then(|value| value.to_str().ok());
    request.uri().authority().map(http::uri::Authority::as_str).or(named).and_then(domain::host::of_header)
}

async fn own_host(web: &Web, host: Option<String>) -> Result<Option<OwnHost>, app::AppError> {
    let Some(host) = host.filter(|host| *host != web.app.own_host()) else { return Ok(None) };
    let Some(slug) = web.app.office_of_host(&host).await? else { return Ok(None) };
    Ok(Some(OwnHost { slug, origin: web.app.origin_of(&host) }))
}

fn changed(uri: &Uri, path_and_query: &str) -> Option<Uri> {
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(path_and_query.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

/// Nobody is signed in here: a session that came along is not looked at.
fn without_session(web: &Web, headers: &mut HeaderMap) {
    let name = web.cookies().name(SESSION_COOKIE);
    let kept: Vec<String> = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .map(str::trim)
        .filter(|pair| pair.split_once('=').is_none_or(|(key, _)| key != name))
        .map(str::to_owned)
        .collect();
    headers.remove(header::COOKIE);
    if let Ok(value) = HeaderValue::try_from(kept.join("; "))
        && !kept.is_empty()
    {
        headers.insert(header::COOKIE, value);
    }
}

/// The answer with its links on this host. What programs read is written with its addresses where it is made
/// ([`crate::visitor::Visitor::address`]); pages have links in many places, so theirs are changed here.
async fn rewritten(own: &OwnHost, base_url: &str, mut response: Response) -> Response {
    let slug = &own.slug;
    let location = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    if let Some(shorter) = location.and_then(|to| shorter(slug, to))
        && let Ok(value) = HeaderValue::try_from(shorter)
    {
        response.headers_mut().insert(header::LOCATION, value);
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !kind.unwrap_or_default().starts_with("text/html") {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    // Absolute addresses of the office, then those of this host; a quotation mark that somebody typed is written otherwise.
    let mut text = text.to_owned();
    for mark in ["/", "\"", "?", "#", "<", "&"] {
        text = text.replace(&format!("{base_url}/{slug}{mark}"), &format!("{}{mark}", own.origin));
    }
    // The search over all offices first: the office's own list still begins with its slug.
    text = text.replace(&format!("=\"{}", SEARCH.1), &format!("=\"{}", SEARCH.0));
    for mark in ["\"", "?", "#"] {
        text = text.replace(&format!("=\"/{slug}{mark}"), &format!("=\"/{mark}"));
    }
    text = text.replace(&format!("=\"/{slug}/"), "=\"/");
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::ETAG);
    Response::from_parts(parts, Body::from(Bytes::from(text)))
}

/// A path with one slash at its beginning: with two, or with a backslash after it, browsers read the name of a host.
fn from_root(rest: &str) -> String {
    format!("/{}", rest.trim_start_matches(['/', '\\']))
}

/// A path of the office without its slug.
fn shorter(slug: &str, to: &str) -> Option<String> {
    let rest = to.strip_prefix('/')?.strip_prefix(slug)?;
    match rest.chars().next() {
        None => Some("/".to_owned()),
        Some('/') => Some(from_root(rest)),
        Some('?' | '#') => Some(format!("/{rest}")),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SLUG: &str = "kabupaten-katingan";

    #[test]
    fn where_addresses_lead_under_the_host_of_an_office() {
        let within = |path: &str| Way::Within(path.to_owned());
        let shorter = |path: &str| Way::Shorter(path.to_owned());
        let table = [
            ("/", within("/kabupaten-katingan")),
            ("/informasi", within("/kabupaten-katingan/informasi")),
            ("/informasi/AB12", within("/kabupaten-katingan/informasi/AB12")),
            ("/sitemap.xml", within("/kabupaten-katingan/sitemap.xml")),
            ("/tampilan/0123456789ab.css", within("/kabupaten-katingan/tampilan/0123456789ab.css")),
            ("/kabupaten-lain", within("/kabupaten-katingan/kabupaten-lain")),
            ("/cari", within("/informasi")),
            ("/cari/saran", within("/informasi/saran")),
            ("/cari.atom", within("/informasi.atom")),
            ("/carilah", within("/kabupaten-katingan/carilah")),
            ("/kabupaten-katingan//evil.id/masuk", shorter("/evil.id/masuk")),
            ("/kabupaten-katingan/\\evil.id", shorter("/evil.id")),
            ("/assets/terbuka.css", within("/assets/terbuka.css")),
            ("/robots.txt", within("/kabupaten-katingan/robots.txt")),
            ("/baca", within("/baca")),
            ("/kabupaten-katingan", shorter("/")),
            ("/kabupaten-katingan/informasi", shorter("/informasi")),
            ("/masuk", Way::Platform),
            ("/meja/kabupaten-katingan", Way::Platform),
            ("/api/v1/bodies", Way::Platform),
            ("/saq", Way::Platform),
            ("/hasil/monev-2026", Way::Platform),
            ("/badan", Way::Platform),
            ("//evil.id", within("/kabupaten-katingan//evil.id")),
        ];
        for (path, expected) in table {
            assert_eq!(way(SLUG, path), expected, "{path}");
        }
    }

    #[test]
    fn addresses_of_the_platform_under_the_host_of_an_office() {
        let own = OwnHost { slug: SLUG.to_owned(), origin: "https://ppid.example.id".to_owned() };
        for (path, expected) in [
            ("/kabupaten-katingan", Some("https://ppid.example.id")),
            ("/kabupaten-katingan?bahasa=en", Some("https://ppid.example.id?bahasa=en")),
            ("/kabupaten-katingan/informasi/AB12.json", Some("https://ppid.example.id/informasi/AB12.json")),
            ("/informasi?q=dana", Some("https://ppid.example.id/cari?q=dana")),
            ("/informasi.atom", Some("https://ppid.example.id/cari.atom")),
            ("/informasi-lain", None),
            ("/kabupaten-katingan-barat/informasi", None),
            ("/kabupaten-katingan.evil.id", None),
            ("/kota-palangka-raya/informasi", None),
            ("/hasil", None),
            ("/", None),
        ] {
            assert_eq!(own.address(path).as_deref(), expected, "{path}");
            // What is named there leads back to the same.
            if let Some(there) = own.address(path) {
                let there =
                    there.trim_start_matches("https://ppid.example.id").split('?').next().unwrap_or_default();
                let path = path.split('?').next().unwrap_or_default();
                let asked = if there.is_empty() { "/" } else { there };
                assert_eq!(way(SLUG, asked), Way::Within(path.to_owned()), "{asked}");
            }
        }
    }

    #[test]
    fn redirects_within_an_office_lose_its_slug_and_no_other_does() {
        for (to, expected) in [
            ("/kabupaten-katingan", Some("/")),
            ("/kabupaten-katingan/informasi?kelas=berkala", Some("/informasi?kelas=berkala")),
            ("/kabupaten-katingan?bahasa=en", Some("/?bahasa=en")),
            ("/kabupaten-katingan//evil.id", Some("/evil.id")),
            ("/kabupaten-katingan-barat", None),
            ("/masuk", None),
            ("https://terbuka.example.id/kabupaten-katingan", None),
        ] {
            assert_eq!(shorter(SLUG, to).as_deref(), expected, "{to}");
        }
    }
}
