//! For those who watch over the service: `/healthz`, `/readyz`, `/metrics`.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use app::App;
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::{HeaderMap, StatusCode, header};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::client::{Client, Network};
use crate::observe::note_route;
use crate::server::Options;

/// Bounds of the classes of latency, in seconds.
const LATENCIES: [f64; 11] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
/// A request with one of these has come through a proxy.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

#[derive(Debug, Clone)]
struct Watch {
    app: App,
    metrics: Option<PrometheusHandle>,
    metrics_from: Arc<[Network]>,
}

/// The addresses of this module.
pub(crate) fn routes(app: App, options: &Options) -> Router {
    let watch = Watch { app, metrics: recorder(), metrics_from: options.metrics_from.as_slice().into() };
    Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(show_metrics))
        .layer(from_fn(note_route))
        .with_state(watch)
}

/// The process's recorder of metrics; `None` when something else records them.
fn recorder() -> Option<PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    let install = || {
        let latency = Matcher::Full("terbuka_http_request_seconds".to_owned());
        let handle = PrometheusBuilder::new()
            .set_buckets_for_metric(latency, &LATENCIES)
            .and_then(PrometheusBuilder::install_recorder);
        handle.map_err(|error| tracing::error!(%error, "no metrics")).ok()
    };
    RECORDER.get_or_init(install).clone()
}

/// The process answers.
async fn healthz() -> &'static str {
    "ok\n"
}

/// The service can do its work.
async fn readyz(State(watch): State<Watch>) -> Response {
    let ready = watch.app.ready().await;
    let status = if ready.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let parts = serde_json::json!({
        "ready": ready.is_ready(),
        "database": ready.database,
        "migrations": ready.migrations,
        "files": ready.files,
    });
    (status, Json(parts)).into_response()
}

/// Numbers in the text format of Prometheus, for the networks that the operator names and never through a proxy.
async fn show_metrics(State(watch): State<Watch>, client: Client, headers: HeaderMap) -> Response {
    let Some(metrics) = watch.metrics.filter(|_| may_see(client.0, &headers, &watch.metrics_from)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    set_gauges(&watch.app).await;
    metrics.run_upkeep();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], metrics.render()).into_response()
}

fn may_see(client: IpAddr, headers: &HeaderMap, networks: &[Network]) -> bool {
    let through_proxy = FORWARDED.iter().any(|name| headers.contains_key(*name));
    !through_proxy && networks.iter().any(|network| network.contains(client))
}

async fn set_gauges(app: &App) {
    let numbers = app.numbers().await;
    let database = numbers.database;
    metrics::gauge!("terbuka_db_connections", "state" => "open").set(database.open);
    metrics::gauge!("terbuka_db_connections", "state" => "idle").set(database.idle);
    metrics::gauge!("terbuka_db_connections", "state" => "most").set(database.most);
    metrics::gauge!("terbuka_db_waiting_to_write").set(database.waiting_to_write);
    metrics::counter!("terbuka_db_transactions_total").absolute(database.transactions);
    metrics::counter!("terbuka_db_commits_total").absolute(database.commits);
    let jobs = [("waiting", numbers.jobs_waiting), ("failed", numbers.jobs_failed)];
    for (state, count) in jobs {
        if let Some(count) = count.and_then(|count| u32::try_from(count).ok()) {
            metrics::gauge!("terbuka_jobs", "state" => state).set(count);
        }
    }
    if let Some(damaged) = numbers.files_damaged.and_then(|count| u32::try_from(count).ok()) {
        metrics::gauge!("terbuka_blobs_damaged").set(damaged);
    }
}
