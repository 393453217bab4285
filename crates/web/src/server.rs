//! The web server: takes connections, bounds what they may cost, and stops without cutting anybody off.
//!
//! It speaks HTTP/1.1 and HTTP/2 without TLS and is meant to stand behind a proxy that ends TLS.

mod connection;

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use crate::client::Network;

/// Longest address of a request, in bytes; longer ones are answered with 414.
pub const URI_MAX: usize = 8 * 1024;
/// Most bytes of a request's head. Hyper answers more with 431, and reads no more than that at a time: two hundred connections
/// that bring files hold it two hundred times.
const HEAD_MAX: usize = 72 * 1024;
/// Most lines in a request's head; more are answered with 431.
const HEADERS_MAX: usize = 100;
/// Pause after the system refused to accept (no file descriptors left).
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// Bounds of the server.
#[derive(Debug, Clone)]
pub struct Options {
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
    /// Who may read `/metrics`.
    pub metrics_from: Vec<Network>,
    /// Connections at the same time, at most; others wait to be accepted.
    pub connections: usize,
    /// Requests at the same time, at most; others are told to come again.
    pub requests_at_once: usize,
    /// Time to send the head of a request, and for the first request after connecting.
    pub header_timeout: Duration,
    /// A connection on which nothing happens so long is closed.
    pub idle_timeout: Duration,
    /// Longest pause while the body of a request comes in.
    pub body_timeout: Duration,
    /// Time for a whole request, its upload included.
    pub request_timeout: Duration,
    /// On stopping: time for requests that have begun.
    pub stop_timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        let loopback = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
        Self {
            trusted_proxies: Vec::new(),
            metrics_from: loopback.map(Network::one).into(),
            connections: 10_000,
            requests_at_once: 512,
            header_timeout: Duration::from_secs(15),
            idle_timeout: Duration::from_mins(1),
            body_timeout: Duration::from_secs(30),
            request_timeout: Duration::from_mins(10),
            stop_timeout: Duration::from_secs(30),
        }
    }
}

/// Serves until `stop` is ready; then takes no more connections, lets requests that have begun finish for at most
/// [`Options::stop_timeout`], and returns.
pub async fn serve(listener: TcpListener, router: Router, options: &Options, stop: impl Future<Output = ()>) {
    let most = u32::try_from(options.connections.clamp(1, Semaphore::MAX_PERMITS)).unwrap_or(u32::MAX);
    let places = Arc::new(Semaphore::new(usize::try_from(most).unwrap_or(usize::MAX)));
    let (stopping, is_stopping) = watch::channel(false);
    let rules = connection::Rules::new(options);
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &places) => accepted,
        };
        let (place, stream, peer) = accepted;
        metrics::gauge!("terbuka_http_connections").increment(1.0);
        let connection = rules.drive(stream, peer, router.clone(), is_stopping.clone());
        tokio::spawn(async move {
            connection.await;
            metrics::gauge!("terbuka_http_connections").decrement(1.0);
            drop(place);
        });
    }
    drop(listener);
    stopping.send_replace(true);
    // All places are free when all connections have ended.
    if tokio::time::timeout(options.stop_timeout, places.acquire_many(most)).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> (Place, tokio::net::TcpStream, std::net::SocketAddr) {
    loop {
        let Ok(place) = Arc::clone(places).acquire_owned().await else {
            // Nobody closes the semaphore; were it closed, nobody could be let in any more.
            std::future::pending::<Infallible>().await;
            continue;
        };
        match listener.accept().await {
            Ok((stream, peer)) => return (place, stream, peer),
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot accept connections");
                tokio::time::sleep(REFUSED_PAUSE).await;
            }
        }
    }
}

/// Whether only this one connection failed, before it was accepted.
fn is_of_one_connection(error: &std::io::Error) -> bool {
    use std::io::ErrorKind;
    matches!(
        error.kind(),
        ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset | ErrorKind::ConnectionRefused
    )
}
