//! One connection: HTTP/1.1 or HTTP/2, closed when it is idle or the server stops.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::response::Response;
use http::Request;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::Instant;
use tower::ServiceExt as _;

use super::{HEAD_MAX, HEADERS_MAX, Options};
use crate::client::Peer;

/// HTTP/2: requests at the same time on one connection.
const STREAMS_MAX: u32 = 100;
/// HTTP/2: whether the other end is still there is asked so often.
const PING_EVERY: Duration = Duration::from_secs(20);
/// HTTP/2: so long it may take to answer.
const PING_TIMEOUT: Duration = Duration::from_secs(10);
/// An idle connection that was asked to close is cut after this.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);

/// How connections are driven.
pub(super) struct Rules {
    builder: Builder<TokioExecutor>,
    first_request: Duration,
    idle: Duration,
}

impl Rules {
    pub(super) fn new(options: &Options) -> Self {
        let mut builder = Builder::new(TokioExecutor::new());
        builder
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(options.header_timeout)
            .max_buf_size(HEAD_MAX)
            .max_headers(HEADERS_MAX)
            .keep_alive(true);
        builder
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(STREAMS_MAX)
            .max_header_list_size(u32::try_from(HEAD_MAX).unwrap_or(u32::MAX))
            .keep_alive_interval(PING_EVERY)
            .keep_alive_timeout(PING_TIMEOUT);
        Self { builder, first_request: options.header_timeout, idle: options.idle_timeout }
    }

    /// Drives one connection to its end.
    pub(super) fn drive(
        &self,
        stream: TcpStream,
        peer: SocketAddr,
        router: Router,
        mut stopping: watch::Receiver<bool>,
    ) -> impl Future<Output = ()> + Send + 'static {
        let builder = self.builder.clone();
        let activity = Activity::new(self.first_request);
        let idle = self.idle;
        async move {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "the connection cannot send at once");
            }
            let service = {
                let activity = activity.clone();
                hyper::service::service_fn(move |request| {
                    answer(request, peer, router.clone(), activity.start(idle))
                })
            };
            let connection = builder.serve_connection(TokioIo::new(stream), service);
            tokio::pin!(connection);
            let asked_to_close = tokio::select! {
                ended = connection.as_mut() => return log_end(ended),
                _ = stopping.wait_for(|stopping| *stopping) => false,
                () = activity.idle() => true,
            };
            connection.as_mut().graceful_shutdown();
            if asked_to_close {
                let _ = tokio::time::timeout(CLOSE_TIMEOUT, connection).await;
            } else {
                // The server bounds this: it stops waiting after its own time.
                log_end(connection.await);
            }
        }
    }
}

/// Ends such as a browser that goes away are everyday.
fn log_end(ended: Result<(), Box<dyn std::error::Error + Send + Sync>>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn answer(
    request: Request<Incoming>,
    peer: SocketAddr,
    router: Router,
    busy: Busy,
) -> Result<Response<Guarded>, Infallible> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Guarded { body, _busy: busy }))
}

/// What happens on a connection.
#[derive(Debug, Clone)]
struct Activity(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    requests: usize,
    /// When the connection is idle for too long, unless a request comes.
    idle_at: Instant,
    idle: Duration,
}

impl Activity {
    fn new(first: Duration) -> Self {
        Self(Arc::new(Mutex::new(State { requests: 0, idle_at: Instant::now() + first, idle: first })))
    }

    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A request has begun; it ends when the value is dropped. Then the connection may be idle for `idle`.
    fn start(&self, idle: Duration) -> Busy {
        self.with(|state| {
            state.requests += 1;
            state.idle = idle;
        });
        Busy(self.clone())
    }

    /// Ready when the connection has been idle for too long.
    async fn idle(&self) {
        loop {
            let now = Instant::now();
            let until = self.with(|state| if state.requests > 0 { now + state.idle } else { state.idle_at });
            if until <= now {
                return;
            }
            tokio::time::sleep_until(until).await;
        }
    }
}

/// A request that is being answered.
#[derive(Debug)]
struct Busy(Activity);

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.with(|state| {
            state.requests -= 1;
            state.idle_at = Instant::now() + state.idle;
        });
    }
}

/// The body of an answer; while it is being sent, the connection is not idle.
struct Guarded {
    body: Body,
    _busy: Busy,
}

impl hyper::body::Body for Guarded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
