//! Making and dropping databases of a PostgreSQL server: for tests and for setting up.

use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};

use crate::db::postgres_options;
use crate::error::from_sqlx;
use crate::url::Target;
use crate::{Options, SqlError, Url};

/// Makes a database on the server of `server` and gives its address. With `template`, a copy of that database, to
/// which nobody may be connected.
pub async fn create_database(server: &Url, name: &str, template: Option<&str>) -> Result<Url, SqlError> {
    let clause = template.map(|template| format!(" TEMPLATE {}", quoted(template))).unwrap_or_default();
    run(server, &format!("CREATE DATABASE {}{clause}", quoted(name))).await?;
    with_database(server, name)
}

/// Drops a database and whoever is connected to it. One that is not there is no error.
pub async fn drop_database(server: &Url, name: &str) -> Result<(), SqlError> {
    run(server, &format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", quoted(name))).await
}

/// Whether the server has a database of that name.
pub async fn database_exists(server: &Url, name: &str) -> Result<bool, SqlError> {
    let Target::Postgres(address) = &server.0 else { return Err(not_a_server()) };
    let map = |error| from_sqlx(error, true);
    let mut conn: PgConnection =
        postgres_options(address, &Options::default())?.connect().await.map_err(map)?;
    let found = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1")
        .bind(name)
        .fetch_optional(&mut conn)
        .await
        .map_err(map)?;
    conn.close().await.map_err(map)?;
    Ok(found.is_some())
}

/// Gives a database another name. Nobody may be connected to it.
pub async fn rename_database(server: &Url, from: &str, to: &str) -> Result<(), SqlError> {
    run(server, &format!("ALTER DATABASE {} RENAME TO {}", quoted(from), quoted(to))).await
}

/// The address with another database name.
fn with_database(server: &Url, name: &str) -> Result<Url, SqlError> {
    let Target::Postgres(text) = &server.0 else { return Err(not_a_server()) };
    let (scheme, rest) = text.split_once("://").unwrap_or(("postgres", text));
    let (place, parameters) =
        rest.split_once('?').map_or((rest, String::new()), |(a, b)| (a, format!("?{b}")));
    let host = place.rsplit_once('/').map_or(place, |(host, _)| host);
    Ok(Url(Target::Postgres(format!("{scheme}://{host}/{name}{parameters}"))))
}

async fn run(server: &Url, text: &str) -> Result<(), SqlError> {
    let Target::Postgres(address) = &server.0 else { return Err(not_a_server()) };
    let map = |error| from_sqlx(error, true);
    let mut conn: PgConnection =
        postgres_options(address, &Options::default())?.connect().await.map_err(map)?;
    // Neither may run inside a transaction block, so the default of reading only is lifted for the session.
    sqlx::raw_sql("SET default_transaction_read_only = off").execute(&mut conn).await.map_err(map)?;
    let result =
        sqlx::raw_sql(AssertSqlSafe(text.to_owned())).execute(&mut conn).await.map(drop).map_err(map);
    conn.close().await.map_err(map)?;
    result
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn not_a_server() -> SqlError {
    SqlError::Other("only a postgres:// server has several databases".into())
}
