//! Public pages that have been rendered once: for visitors who are not signed in, until something new is published.
//!
//! A page is kept under its path, its language and the count of publications, read from the database for every request (one
//! read for those that come at once): so that all replicas switch with the commit of a publication, and nothing that was kept
//! before it is ever sent after it. What is not part of a publication (the name of an office) may lag by [`super::kept::LIFE`], as in
//! every browser.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::Method;

use super::kept::Pages;
use super::together::Together;
use crate::failure::Failure;
use crate::state::Web;
use crate::visitor::Visitor;

/// The pages kept by this process.
#[derive(Clone, Debug)]
pub(super) struct PageCache {
    web: Web,
    pages: Arc<Pages>,
    edition: Arc<Together<i64>>,
}

impl PageCache {
    pub(super) fn new(web: Web) -> Self {
        Self { web, pages: Arc::default(), edition: Arc::default() }
    }
}

/// Middleware: answers from what is kept, keeps what was rendered. Signed-in visitors, readers with aids of their own, questions with a query and answers that
/// are no success pass through.
pub(super) async fn serve(State(cache): State<PageCache>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return next.run(request).await;
    };
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let is_usual = visitor.access().is_none() && !visitor.aids().is_set();
    if !readable || !is_usual || request.uri().query().is_some() {
        return next.run(request).await;
    }
    let edition = match cache.edition.ask(cache.web.app.public().edition()).await {
        Ok(edition) => edition,
        Err(error) => return Failure::from(error).into_response(),
    };
    let headers = request.headers().clone();
    let key = (request.uri().path().to_owned(), visitor.texts().lang(), edition);
    match cache.pages.find_or_render(key, || cache.web.app.now(), next.run(request)).await {
        Ok(kept) => kept.answer(&headers),
        Err(response) => response,
    }
}
