//! A fresh database for each test, on both engines.
//!
//! SQLite needs nothing: a file in a temporary folder. PostgreSQL needs a server that may be filled with scratch
//! databases, named by `TERBUKA_TEST_POSTGRES` (address of a superuser; `tools/pg-scratch.sh start` makes one).
//! Without it the PostgreSQL half of a test is not run and says so, or fails where `CI=true`.

use std::future::Future;
use std::sync::atomic::{AtomicU32, Ordering};

use sql::{Db, Migration, Options, Url};

/// Runs test bodies on both engines: `name::sqlite` and `name::postgres`. The schema is brought up to date first.
///
/// ```ignore
/// testkit::both_engines! {
///     migrations: store::MIGRATIONS;
///
///     async fn a_body_is_found_by_its_code(db: Db) {
///         let mut tx = db.write().await.unwrap();
///         …
///     }
/// }
/// ```
#[macro_export]
macro_rules! both_engines {
    (migrations: $migrations:expr; $($(#[$meta:meta])* async fn $name:ident($db:ident: Db) $body:block)+) => {$(
        $(#[$meta])*
        #[cfg(test)]
        mod $name {
            #[allow(unused_imports, clippy::allow_attributes, reason = "a body may need nothing from its module")]
            use super::*;

            async fn body($db: $crate::sql::Db) $body

            #[test]
            fn sqlite() {
                $crate::db::run($crate::db::on_sqlite(&$migrations, body));
            }

            #[test]
            fn postgres() {
                $crate::db::run($crate::db::on_postgres(&$migrations, body));
            }
        }
    )+};
}

/// Runs `body` on a fresh SQLite file, then on a fresh PostgreSQL database.
pub async fn each_engine<F: Future<Output = ()>>(migrations: &[Migration], body: impl Fn(Db) -> F) {
    on_sqlite(migrations, &body).await;
    on_postgres(migrations, &body).await;
}

/// Runs a test to its end, on several threads as in the program.
///
/// # Panics
/// When the runtime does not start, and with the test.
pub fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime for the test")
        .block_on(test);
}

/// Runs `body` on a fresh SQLite file.
///
/// # Panics
/// When the file cannot be made or migrated, and with the body.
pub async fn on_sqlite<F: Future<Output = ()>>(migrations: &[Migration], body: impl Fn(Db) -> F) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let db = open(&Url::sqlite(folder.path().join("test.db"))).await;
    db.migrate(migrations).await.expect("the migrations run on SQLite");
    body(db.clone()).await;
    db.close().await;
}

/// Runs `body` on a fresh PostgreSQL database, which is dropped afterwards (when the body panics: with the server).
///
/// # Panics
/// When there is a server and it fails, when there is none and `CI=true`, and with the body.
pub async fn on_postgres<F: Future<Output = ()>>(migrations: &[Migration], body: impl Fn(Db) -> F) {
    let Some(server) = server() else { return };
    let scratch = Scratch::create(&server, migrations).await;
    let db = open(&scratch.url).await;
    body(db.clone()).await;
    db.close().await;
    scratch.drop_it().await;
}

/// The scratch server, if there is one.
///
/// # Panics
/// When there is none and `CI=true`; when the address cannot be read.
pub fn server() -> Option<Url> {
    if let Some(address) = setting("TERBUKA_TEST_POSTGRES") {
        return Some(Url::parse(&address).expect("TERBUKA_TEST_POSTGRES is a postgres:// address"));
    }
    assert!(setting("CI").as_deref() != Some("true"), "TERBUKA_TEST_POSTGRES is not set");
    eprintln!("not run on PostgreSQL: TERBUKA_TEST_POSTGRES is not set (tools/pg-scratch.sh start)");
    None
}

#[expect(
    clippy::disallowed_methods,
    reason = "tests have no configuration file; the variables name the scratch server"
)]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A database of the scratch server, made for one test.
pub struct Scratch {
    server: Url,
    name: String,
    /// Where it is.
    pub url: Url,
}

impl Scratch {
    /// A copy of the template that holds the migrations; the template is made when it is not there yet.
    ///
    /// # Panics
    /// When the server refuses.
    pub async fn create(server: &Url, migrations: &[Migration]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let template = template(server, migrations).await;
        // Tests of several processes run at the same time.
        let name = format!("t_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        sql::drop_database(server, &name).await.expect("what an earlier process left is dropped");
        let url = sql::create_database(server, &name, Some(&template)).await.expect("a scratch database");
        Self { server: server.clone(), name, url }
    }

    /// Drops the database.
    ///
    /// # Panics
    /// When the server refuses.
    pub async fn drop_it(self) {
        sql::drop_database(&self.server, &self.name).await.expect("the scratch database is dropped");
    }
}

/// Makes the template for these migrations unless it is there, and gives its name.
async fn template(server: &Url, migrations: &[Migration]) -> String {
    let name = format!("terbuka_{}", sql::fingerprint(migrations));
    // Built under another name and renamed when complete, so that nobody copies half of it.
    let building = format!("{name}_{}", std::process::id());
    match sql::database_exists(server, &name).await {
        Ok(true) => return name,
        Ok(false) => {}
        Err(error) => panic!("the scratch server does not answer: {error}"),
    }
    sql::drop_database(server, &building).await.expect("what an earlier process left is dropped");
    let url = sql::create_database(server, &building, None).await.expect("a template database");
    let db = open(&url).await;
    db.migrate(migrations).await.expect("the migrations run on PostgreSQL");
    db.close().await;
    if let Err(error) = sql::rename_database(server, &building, &name).await {
        // Another process may have been quicker.
        let there = sql::database_exists(server, &name).await;
        assert_eq!(there, Ok(true), "the template could not be renamed: {error}");
        sql::drop_database(server, &building).await.expect("the second template is dropped");
    }
    name
}

async fn open(url: &Url) -> Db {
    let options = Options { connections: 8, ..Options::default() };
    Db::open(url, &options).await.expect("the test database opens")
}
