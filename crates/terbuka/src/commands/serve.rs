//! `terbuka serve`: the service.

use std::io::Write as _;
use std::net::SocketAddr;

use anyhow::Context as _;
use app::App;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use web::Web;

use crate::config::Config;
use crate::{log, start};

/// Runs the service until it is told to stop (SIGTERM, SIGINT).
pub(crate) async fn run(config: Config) -> anyhow::Result<()> {
    log::start(&config.log);
    let app = start::open(&config).await?;
    let listener = listen(config.listen).await?;
    serve(app, listener, &config, |address| {
        tracing::info!(%address, base_url = config.settings.base_url, "serving");
        Ok(())
    })
    .await
}

/// Takes an address; connections wait until they are served.
pub(crate) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).await;
    listener.with_context(|| format!("server.listen: cannot listen on {address}"))
}

/// Serves an application. `ready` is told the address once connections are taken.
pub(crate) async fn serve(
    app: App,
    listener: TcpListener,
    config: &Config,
    ready: impl FnOnce(SocketAddr) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    app.resume_time().await.context("the time of the last run cannot be read")?;
    let site = web::router(Web { app: app.clone() }).context("the site cannot be put together")?;
    let router = web::service(&app, site, &config.server);
    let stop = stop_signal()?;
    ready(listener.local_addr()?)?;

    let (stopping, is_stopping) = watch::channel(false);
    let jobs = tokio::spawn({
        let app = app.clone();
        async move { app.run_jobs(is_stopping).await }
    });
    web::server::serve(listener, router, &config.server, stop).await;
    stopping.send_replace(true);
    jobs.await.context("the job runner broke off")?;
    app.db().close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Ready when the process is asked to stop.
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("SIGTERM cannot be watched")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("SIGINT cannot be watched")?;
    Ok(async move {
        let which = tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        };
        tracing::info!(signal = which, "stopping");
        let _ = std::io::stderr().flush();
    })
}
