//! A program in front of the API: a token, requests, problem documents.

use app::{Principal, Scope};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::Value;
use testkit::{Browser, Page, TestApp};

/// A program.
#[derive(Clone)]
pub(super) struct Program {
    browser: Browser,
    token: Option<String>,
}

/// The router of a test application as programs reach it.
pub(super) fn anonymous(test: &TestApp) -> Program {
    let router = web::router(web::Web { app: test.app.clone() }).expect("a router");
    Program { browser: Browser::new(router), token: None }
}

impl Program {
    /// The same program with a token of all scopes.
    pub(super) async fn of(&self, test: &TestApp, who: &Principal) -> Self {
        self.with(&test.token(who, &Scope::ALL).await)
    }

    /// The same program with this token.
    pub(super) fn with(&self, token: &str) -> Self {
        Self { browser: self.browser.clone(), token: Some(token.to_owned()) }
    }

    /// Sends a request under `/api/v1`, or any other when the path begins with `/api/`.
    pub(super) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Page {
        let path = if path.starts_with("/api/") { path.to_owned() } else { format!("/api/v1{path}") };
        let mut request = Request::builder().method(method).uri(path);
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.browser.clone().send(request.body(body.into()).expect("a request")).await
    }

    pub(super) async fn get(&self, path: &str) -> Page {
        self.send(Method::GET, path, &[], Body::empty()).await
    }

    pub(super) async fn post(&self, path: &str, body: Value) -> Page {
        self.send(Method::POST, path, &[("content-type", "application/json")], body.to_string()).await
    }

    /// A `PUT` that started from a version.
    pub(super) async fn put(&self, path: &str, version: i64, body: Value) -> Page {
        let tag = format!("\"{version}\"");
        let headers = [("content-type", "application/json"), ("if-match", tag.as_str())];
        self.send(Method::PUT, path, &headers, body.to_string()).await
    }
}

/// The problem document of an answer, with everything that each of them has.
#[track_caller]
pub(super) fn problem(page: &Page, status: u16) -> Value {
    assert_eq!(page.status, StatusCode::from_u16(status).unwrap(), "{}", page.text());
    assert_eq!(page.headers[header::CONTENT_TYPE], "application/problem+json");
    let document = page.json();
    assert_eq!(document["status"], status);
    for name in ["type", "title", "detail", "instance"] {
        assert!(document[name].as_str().is_some_and(|text| !text.is_empty()), "{name} in {document}");
    }
    document
}

/// The places that a problem document names.
pub(super) fn pointers(problem: &Value) -> Vec<&str> {
    let errors = problem["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().filter_map(|error| error["pointer"].as_str()).collect()
}
