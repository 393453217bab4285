//! What scripts on the pages of an office are given: whose device it is, words, addresses, the server's clock; the
//! service worker and the page that it shows without a network.

use app::Office;
use askama::Template;
use askama::filters::HtmlSafe;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use domain::body::Body;
use http::{StatusCode, header};
use i18n::{Arg, KEYS, Texts};
use serde_json::{Map, Value, json};

use super::words;
use crate::Web;
use crate::assets::{asset_source, asset_url};
use crate::page::{Shell, render};
use crate::visitor::{SignedIn, Visitor};

/// Keys of the texts that scripts say begin with this.
const PREFIX: &str = "device-";
/// Names of the variables in those texts; scripts fill in `%{name}`.
const VARIABLES: [&str; 15] = [
    "count",
    "from",
    "latitude",
    "longitude",
    "metres",
    "minutes",
    "name",
    "percent",
    "sent",
    "size",
    "time",
    "to",
    "total",
    "what",
    "why",
];
/// Where the page without a network lies.
const OFFLINE: &str = "/tanpa-jaringan";
/// The files that pages of an office need when there is no line.
const KEPT: [&str; 8] = [
    "terbuka.css",
    "terbuka.js",
    "htmx.js",
    "office.js",
    "uploads.js",
    "photo.js",
    "camera.js",
    "favicon.svg",
];

/// The part of a page that its scripts read, and where they show what the device holds.
#[derive(Debug, Template)]
#[template(path = "saq/device.html")]
pub(crate) struct Device {
    /// Person and office; empty where nobody is known.
    key: String,
    /// Address of the question; empty on other pages.
    path: String,
    /// What the question is called in lists.
    title: String,
    office: String,
    zone: &'static str,
    /// Hours of the zone ahead of UTC.
    hours: i8,
    /// The server's clock, in milliseconds since 1970.
    now: i64,
    /// Texts by key, as JSON.
    words: String,
    /// Addresses of the scripts that are loaded when they are needed, as JSON.
    scripts: String,
}

impl HtmlSafe for Device {}

impl Device {
    /// For a page of the questionnaire; `title` where it is that of a question.
    pub(super) fn new(web: &Web, signed_in: &SignedIn, office: &Office, path: &str, title: String) -> Self {
        Self::about(web, signed_in, &office.placed().body, path, title)
    }

    /// For a page whose form is kept on the device until the server has it; what it keeps belongs to the person and the
    /// office that the page is about.
    pub(crate) fn about(web: &Web, signed_in: &SignedIn, body: &Body, path: &str, title: String) -> Self {
        let person = signed_in.access.who().person;
        Self {
            key: format!("{person} {}", body.code),
            path: path.to_owned(),
            title,
            office: body.office_name.clone(),
            zone: words::zone_of(body.zone).label(),
            hours: body.zone.hours(),
            now: web.app.now().as_millisecond(),
            words: words_of(signed_in.visitor.texts()),
            scripts: scripts(),
        }
    }

    /// For the page without a network, which knows nobody.
    fn offline(web: &Web, t: &Texts) -> Self {
        Self {
            key: String::new(),
            path: String::new(),
            title: String::new(),
            office: String::new(),
            zone: i18n::Zone::default().label(),
            hours: i18n::Zone::default().hours(),
            now: web.app.now().as_millisecond(),
            words: words_of(t),
            scripts: scripts(),
        }
    }
}

/// Every text that scripts say, by its key without prefix.
fn words_of(t: &Texts) -> String {
    let blanks = VARIABLES.map(|name| (name, Arg::text(format!("%{{{name}}}"))));
    let own = KEYS.iter().filter_map(|key| {
        let name = key.strip_prefix(PREFIX)?;
        Some((name.to_owned(), Value::String(t.by_key_with(key, &blanks)?)))
    });
    Value::Object(own.collect::<Map<_, _>>()).to_string()
}

fn scripts() -> String {
    json!({
        "uploads": asset_url("uploads.js"),
        "photo": asset_url("photo.js"),
        "camera": asset_url("camera.js"),
    })
    .to_string()
}

/// `GET /sw.js`: the service worker, told which files it keeps. It is the same for everybody.
pub(super) async fn worker(visitor: Visitor) -> Response {
    let told = json!({
        "files": KEPT.map(asset_url),
        "offline": format!("{OFFLINE}?bahasa={}", visitor.texts().code()),
    });
    let script = format!("self.told={told};\n{}", asset_source("sw.js"));
    let headers =
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, script).into_response()
}

#[derive(Debug, Template)]
#[template(path = "saq/offline.html")]
struct OfflinePage {
    shell: Shell,
    t: Texts,
    device: Device,
}

/// `GET /tanpa-jaringan`: what the service worker shows when a page of the questionnaire cannot be fetched. It names
/// nobody, since it is kept on the device.
pub(super) async fn offline(State(web): State<Web>, visitor: Visitor) -> Response {
    let t = *visitor.texts();
    let mut shell = Shell::new(t, "/saq");
    shell.service.clone_from(&web.app.settings().site_name);
    shell.private = true;
    render(StatusCode::OK, &OfflinePage { device: Device::offline(&web, &t), shell, t })
}
