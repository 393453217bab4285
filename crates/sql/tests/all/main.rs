//! Everything that needs a database, on both engines.

#[cfg(test)]
mod constraints;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod migrations;
#[cfg(test)]
mod processes;
#[cfg(test)]
mod stress;
#[cfg(test)]
mod values;

use std::future::Future;

use sql::{Db, Options, Url};
use testkit::db::{Scratch, server};

/// Runs a test that opens its database itself, on an empty database of either engine.
fn on_each_empty<F: Future<Output = ()>>(test: impl Fn(Url) -> F) {
    testkit::db::run(async {
        let folder = tempfile::tempdir().expect("a temporary folder");
        test(Url::sqlite(folder.path().join("a.db"))).await;
        if let Some(server) = server() {
            let scratch = Scratch::create(&server, &[]).await;
            test(scratch.url.clone()).await;
            scratch.drop_it().await;
        }
    });
}

async fn open(url: &Url) -> Db {
    Db::open(url, &Options::default()).await.expect("the database opens")
}
