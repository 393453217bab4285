//! A look at a link as somebody without an account has it: what is there, where it really is, and what it says.

pub(crate) mod facts;
mod outcome;
pub(crate) mod page;
mod robots;
mod sign_in;

#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use data_encoding::HEXLOWER;
use reqwest::Response;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use sha2::{Digest as _, Sha256};
use tokio::time::timeout;
use url::Url;

pub use facts::{Link, PageFacts};
pub use outcome::{Cause, Hop, Kind, Outcome};
pub use robots::Robots;

use crate::guarded::{FetchError, Guarded, reason};
use page::Page;

/// Most redirects that are followed.
const HOPS_MAX: usize = 5;
/// Time for all of it.
const TIME_MAX: Duration = Duration::from_secs(15);
/// Most bytes of a page that are read.
const PAGE_MAX: usize = 2 * 1024 * 1024;
/// Most bytes of a file that are hashed.
const FILE_MAX: u64 = 20 * 1024 * 1024;
/// So many of the first bytes of a file are kept to see what it is.
const HEAD: usize = 8 * 1024;
/// Most bytes of a file that is kept whole: as many as are hashed.
const WHOLE_MAX: usize = 20 * 1024 * 1024;
/// The pause between two requests to one site.
const PACE: Duration = Duration::from_secs(1);
/// Longest address that is kept of a redirect.
const URL_MAX: usize = 2_000;

/// What a look brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probed {
    /// What was found.
    pub outcome: Outcome,
    /// The text of a page that everybody can read.
    pub snapshot: Option<String>,
}

/// What a visit fetched, for whoever goes on from there.
#[derive(Debug, Clone)]
pub struct Fetched {
    /// What was found.
    pub outcome: Outcome,
    /// The bytes, as many as were read: at most 2 MB of a page, 20 MB of a file.
    pub bytes: bytes::Bytes,
    /// What a page is made of.
    pub page: Option<PageFacts>,
}

/// Looks at links, or not.
#[derive(Debug, Clone)]
pub struct Prober {
    client: Option<Guarded>,
    pace: Duration,
}

impl Prober {
    /// Looks with this client.
    #[must_use]
    pub const fn new(client: Guarded) -> Self {
        Self { client: Some(client), pace: PACE }
    }

    /// With another pause between the requests of one walk through a site.
    #[must_use]
    pub const fn paced(mut self, pace: Duration) -> Self {
        self.pace = pace;
        self
    }

    /// The pause between the requests of one walk through a site.
    #[must_use]
    pub const fn pace(&self) -> Duration {
        self.pace
    }

    /// Looks at nothing.
    #[must_use]
    pub const fn off() -> Self {
        Self { client: None, pace: PACE }
    }

    /// Whether it looks at all.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        self.client.is_some()
    }

    /// Looks at a link; `None` when it looks at nothing. Takes 15 seconds at most.
    pub async fn look(&self, link: &str) -> Option<Probed> {
        let (outcome, end) = self.go(link, false).await?;
        let snapshot = end.text.filter(|_| outcome.is_reachable());
        Some(Probed { outcome, snapshot })
    }

    /// As [`Self::look`], with the bytes and with what a page is made of.
    pub async fn fetch(&self, link: &str) -> Option<Fetched> {
        let (outcome, end) = self.go(link, true).await?;
        let page = (outcome.kind == Kind::Page).then(|| {
            let base = Url::parse(&outcome.url).ok();
            facts::read(&page::decode(&end.bytes, end.charset.as_deref()), base.as_ref())
        });
        Some(Fetched { outcome, bytes: end.bytes.into(), page })
    }

    async fn go(&self, link: &str, whole: bool) -> Option<(Outcome, End)> {
        let client = self.client.as_ref()?;
        let begun = Instant::now();
        let mut way = Way { url: link.to_owned(), hops: Vec::new(), whole };
        let mut found = match timeout(TIME_MAX, follow(client, link, &mut way)).await {
            Ok(found) => found,
            Err(_) => End::nothing(FetchError::Timeout.into()),
        };
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let outcome = Outcome {
            kind: found.kind,
            url: way.url,
            hops: way.hops,
            status: found.status,
            media: found.media.take(),
            found: found.found.take(),
            size: found.size,
            title: std::mem::take(&mut found.title),
            sha256: found.sha256.take(),
            milliseconds,
        };
        Some((outcome, found))
    }
}

/// Where a look has come to, kept outside so that a time-out does not lose it.
struct Way {
    url: String,
    hops: Vec<Hop>,
    /// All bytes are kept, and not only those that show what it is.
    whole: bool,
}

/// What is at the end of a way.
#[derive(Debug)]
struct End {
    kind: Kind,
    status: Option<u16>,
    media: Option<String>,
    found: Option<String>,
    size: Option<u64>,
    title: String,
    sha256: Option<String>,
    text: Option<String>,
    bytes: Vec<u8>,
    charset: Option<String>,
}

impl End {
    const fn nothing(kind: Kind) -> Self {
        let title = String::new();
        Self {
            kind,
            status: None,
            media: None,
            found: None,
            size: None,
            title,
            sha256: None,
            text: None,
            bytes: Vec::new(),
            charset: None,
        }
    }
}

/// Goes through the redirects to an answer. Each hop is checked like the first one.
async fn follow(client: &Guarded, link: &str, way: &mut Way) -> End {
    let Ok(mut url) = Url::parse(link) else { return End::nothing(Kind::NotWeb) };
    loop {
        let response = match client.get(&url).await {
            Ok(response) => response,
            Err(error) => return End::nothing(error.into()),
        };
        let status = response.status().as_u16();
        let Some(next) = target(&url, &response) else { return arrive(&url, response, way).await };
        if way.hops.len() == HOPS_MAX {
            return End { status: Some(status), ..End::nothing(Kind::TooManyRedirects) };
        }
        way.hops.push(Hop { url: shown(&url), status });
        way.url = shown(&next);
        url = next;
    }
}

/// Where an answer sends its reader to.
fn target(url: &Url, response: &Response) -> Option<Url> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.headers().get(LOCATION)?;
    url.join(&String::from_utf8_lossy(location.as_bytes())).ok()
}

/// An address to keep, of bounded length and without name and password.
fn shown(url: &Url) -> String {
    let mut url = url.clone();
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.as_str().chars().take(URL_MAX).collect()
}

async fn arrive(url: &Url, response: Response, way: &Way) -> End {
    let status = response.status().as_u16();
    let said = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let (media, charset) = said.map_or((None, None), |said| (essence(said), parameter(said, "charset")));
    let announced = response.content_length();
    let mut body = match Body::read(response, media.as_deref(), way.whole).await {
        Ok(body) => body,
        Err(error) => return End { status: Some(status), media, ..End::nothing(error.into()) },
    };
    let page = body.is_page.then(|| page::read(&body.kept, charset.as_deref()));
    let redirected = !way.hops.is_empty();
    let kind = judge(url, status, page.as_ref(), redirected);
    let text = page.as_ref().map(|page| page.text.clone());
    let text = text.or_else(|| is_text(media.as_deref()).then(|| plain(&body.kept, charset.as_deref())));
    let found = infer::get(&body.kept).map(|found| found.mime_type().to_owned());
    let sha256 = body.is_whole.then(|| HEXLOWER.encode(&std::mem::take(&mut body.hash).finalize()));
    End {
        kind,
        status: Some(status),
        media,
        found,
        size: if body.is_whole { Some(body.size) } else { announced },
        title: page.map(|page| page.title).unwrap_or_default(),
        sha256,
        text,
        bytes: body.kept,
        charset,
    }
}

fn judge(url: &Url, status: u16, page: Option<&Page>, redirected: bool) -> Kind {
    let asks = page.is_some_and(|page| sign_in::asks_to_sign_in(url, page));
    match status {
        401 | 407 => Kind::SignIn,
        404 | 410 => Kind::NotFound,
        500.. => Kind::ServerError,
        // A 403 is as often the refusal of anything that is no browser.
        403 if asks => Kind::SignIn,
        200..=299 if asks || (redirected && sign_in::is_sign_in(url)) => Kind::SignIn,
        200..=299 if page.is_some() => Kind::Page,
        200..=299 => Kind::File,
        _ => Kind::Refused,
    }
}

/// The media type without its parameters.
fn essence(value: &str) -> Option<String> {
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let right =
        essence.contains('/') && essence.len() <= 100 && essence.bytes().all(|b| b.is_ascii_graphic());
    right.then_some(essence)
}

fn parameter(value: &str, name: &str) -> Option<String> {
    let found = value.split(';').skip(1).filter_map(|part| part.split_once('='));
    let mut found = found.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.next().map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

fn is_text(media: Option<&str>) -> bool {
    matches!(media, Some("text/plain" | "text/csv" | "application/json"))
}

/// A text that is no page, cut where a snapshot ends.
fn plain(bytes: &[u8], charset: Option<&str>) -> String {
    let mut text = page::decode(bytes, charset);
    text.retain(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    text.truncate(text.floor_char_boundary(page::TEXT_MAX));
    text
}

/// The bytes of an answer, as many as are wanted.
struct Body {
    /// The first ones: all of a page, the head of a file.
    kept: Vec<u8>,
    hash: Sha256,
    size: u64,
    is_whole: bool,
    is_page: bool,
}

impl Body {
    /// Reads a body to its end or to the bound of its kind. Bytes come decompressed, and the bounds are on them.
    async fn read(mut response: Response, media: Option<&str>, whole: bool) -> Result<Self, FetchError> {
        let mut body =
            Self { kept: Vec::new(), hash: Sha256::new(), size: 0, is_whole: true, is_page: false };
        let text = is_text(media);
        while let Some(chunk) = response.chunk().await.map_err(|error| reason(&error))? {
            body.hash.update(&chunk);
            body.size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            let looks = body.kept.len() < HEAD || body.is_page || text || whole;
            if looks {
                let most = if whole && !body.is_page { WHOLE_MAX } else { PAGE_MAX };
                let room = most.saturating_sub(body.kept.len());
                body.kept.extend_from_slice(chunk.get(..room.min(chunk.len())).unwrap_or_default());
                body.is_page = is_page(media, &body.kept);
            }
            let most = if body.is_page { u64::try_from(PAGE_MAX).unwrap_or(u64::MAX) } else { FILE_MAX };
            if body.size > most {
                body.is_whole = false;
                break;
            }
        }
        body.is_page = is_page(media, &body.kept);
        Ok(body)
    }
}

/// Whether this is a page: the server says so, or the bytes do whatever the server says.
fn is_page(media: Option<&str>, head: &[u8]) -> bool {
    if matches!(media, Some("text/html" | "application/xhtml+xml")) {
        return true;
    }
    let head = head.get(..head.len().min(512)).unwrap_or_default().trim_ascii_start().to_ascii_lowercase();
    head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
}
