//! A browser without a network: requests go straight into the router, cookies are kept, pages are read.

use std::collections::BTreeMap;

use axum::Router;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use scraper::{Html, Selector};
use tower::ServiceExt as _;

/// One browser with its cookies.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Page {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

impl Browser {
    /// A fresh browser in front of a router.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new() }
    }

    /// Signs in with the password of [`crate::TestApp::person`].
    ///
    /// # Panics
    /// When that does not work.
    pub async fn sign_in(&mut self, login: &str) {
        let page = self.post("/masuk", &[("login", login), ("password", crate::app::PASSWORD)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    }

    /// Opens a page.
    ///
    /// # Panics
    /// When the path cannot be one.
    pub async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form as a page of the same site does.
    ///
    /// # Panics
    /// When the fields cannot be encoded.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = serde_urlencoded::to_string(fields).expect("fields");
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form with files: `(field, file name, bytes)`.
    ///
    /// # Panics
    /// When the request cannot be built.
    pub async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        const BOUNDARY: &str = "batas-uji-7f3a";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(head.as_bytes());
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Sends any request with this browser's cookies.
    ///
    /// # Panics
    /// When the router breaks off in the middle of an answer.
    pub async fn send(&mut self, mut request: Request<Body>) -> Page {
        if !self.cookies.is_empty() {
            let line: Vec<String> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request.headers_mut().insert(header::COOKIE, line.join("; ").parse().expect("cookies"));
        }
        let response: Response = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie of plain characters"));
        }
        let body = body.collect().await.expect("a whole answer").to_bytes();
        Page { status: parts.status, headers: parts.headers, body }
    }

    fn keep(&mut self, cookie: &str) {
        let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
        let Some((name, value)) = pair.split_once('=') else { return };
        if attributes.contains("Max-Age=0") || value.is_empty() {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Plants a cookie, as an attacker would.
    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// A request of this method without a body.
    ///
    /// # Panics
    /// When the path cannot be one.
    pub async fn request(&mut self, method: Method, path: &str) -> Page {
        let request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::empty()).expect("a request")).await
    }
}

impl Page {
    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// Where a redirect leads.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok())
    }

    /// The texts of the elements that a CSS selector finds, white space folded.
    ///
    /// # Panics
    /// When the selector is wrong.
    #[must_use]
    pub fn find(&self, selector: &str) -> Vec<String> {
        let document = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a selector");
        let fold = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        document.select(&selector).map(|element| fold(element.text().collect())).collect()
    }

    /// The values of an attribute of the elements that a CSS selector finds.
    ///
    /// # Panics
    /// When the selector is wrong.
    #[must_use]
    pub fn attributes(&self, selector: &str, attribute: &str) -> Vec<String> {
        let document = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).expect("a selector");
        document.select(&selector).filter_map(|element| element.attr(attribute).map(str::to_owned)).collect()
    }

    /// The one text that a selector finds.
    ///
    /// # Panics
    /// When it finds none or several.
    #[must_use]
    pub fn one(&self, selector: &str) -> String {
        let mut found = self.find(selector);
        assert_eq!(found.len(), 1, "{selector} in\n{}", self.text());
        found.remove(0)
    }
}
