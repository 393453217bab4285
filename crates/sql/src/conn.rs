use sqlx::pool::PoolConnection;
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{
    Arguments as _, AssertSqlSafe, PgConnection, Postgres, SqlSafeStr as _, SqlStr, Sqlite, SqliteConnection,
    Transaction,
};

use crate::error::{from_sqlx, of_statement};
use crate::row::Cells;
use crate::statement::Rendered;
use crate::writer::Lease;
use crate::{Engine, Row, SqlError, Statement, Value};

/// A connection to read with ([`crate::Db::read`]), or the inside of a transaction ([`crate::Tx`]).
pub struct Conn {
    pub(crate) link: Link,
    pub(crate) state: State,
}

pub(crate) enum Link {
    Reader(PoolConnection<Sqlite>),
    Writer(Lease),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// How a transaction is doing. As in PostgreSQL, the first error ends it on either engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Not a transaction: each statement stands alone.
    Free,
    /// Everything so far went well.
    Sound,
    /// A statement runs, or was given up in the middle.
    Running,
    /// A statement failed.
    Failed,
}

pub(crate) enum Handle<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

/// A statement with its values, ready to be sent.
enum Ready {
    Sqlite(&'static str, SqliteArguments),
    Postgres(&'static str, PgArguments),
}

impl Conn {
    pub(crate) fn free(link: Link) -> Self {
        Self { link, state: State::Free }
    }

    pub(crate) fn transaction(link: Link) -> Self {
        Self { link, state: State::Sound }
    }

    /// The engine behind this connection.
    pub fn engine(&self) -> Engine {
        match self.link {
            Link::Reader(_) | Link::Writer(_) => Engine::Sqlite,
            Link::Postgres(_) | Link::PostgresTx(_) => Engine::Postgres,
        }
    }

    /// The first row, or none.
    pub async fn one(
        &mut self,
        statement: &'static Statement,
        args: Vec<Value>,
    ) -> Result<Option<Row>, SqlError> {
        let ready = ready(self.engine(), statement, args)?;
        self.start()?;
        let result = match (self.handle()?, ready) {
            (Handle::Sqlite(conn), Ready::Sqlite(text, args)) => {
                sqlx::query_with(text, args).fetch_optional(conn).await.map(|row| row.map(Cells::Sqlite))
            }
            (Handle::Postgres(conn), Ready::Postgres(text, args)) => {
                sqlx::query_with(text, args).fetch_optional(conn).await.map(|row| row.map(Cells::Postgres))
            }
            _ => Err(sqlx::Error::WorkerCrashed),
        };
        Ok(self.finish(statement, result)?.map(|cells| Row { cells, statement }))
    }

    /// The first row.
    ///
    /// # Errors
    /// [`SqlError::RowMissing`] when there is none.
    pub async fn exactly_one(
        &mut self,
        statement: &'static Statement,
        args: Vec<Value>,
    ) -> Result<Row, SqlError> {
        self.one(statement, args).await?.ok_or(SqlError::RowMissing)
    }

    /// All rows. What may be long is paged, see [`crate::paging`].
    pub async fn all(
        &mut self,
        statement: &'static Statement,
        args: Vec<Value>,
    ) -> Result<Vec<Row>, SqlError> {
        let ready = ready(self.engine(), statement, args)?;
        self.start()?;
        let result = match (self.handle()?, ready) {
            (Handle::Sqlite(conn), Ready::Sqlite(text, args)) => sqlx::query_with(text, args)
                .fetch_all(conn)
                .await
                .map(|rows| rows.into_iter().map(Cells::Sqlite).collect::<Vec<_>>()),
            (Handle::Postgres(conn), Ready::Postgres(text, args)) => sqlx::query_with(text, args)
                .fetch_all(conn)
                .await
                .map(|rows| rows.into_iter().map(Cells::Postgres).collect()),
            _ => Err(sqlx::Error::WorkerCrashed),
        };
        Ok(self.finish(statement, result)?.into_iter().map(|cells| Row { cells, statement }).collect())
    }

    /// Runs the statement; gives the number of rows that it touched.
    pub async fn run(&mut self, statement: &'static Statement, args: Vec<Value>) -> Result<u64, SqlError> {
        let ready = ready(self.engine(), statement, args)?;
        self.start()?;
        let result = match (self.handle()?, ready) {
            (Handle::Sqlite(conn), Ready::Sqlite(text, args)) => {
                sqlx::query_with(text, args).execute(conn).await.map(|done| done.rows_affected())
            }
            (Handle::Postgres(conn), Ready::Postgres(text, args)) => {
                sqlx::query_with(text, args).execute(conn).await.map(|done| done.rows_affected())
            }
            _ => Err(sqlx::Error::WorkerCrashed),
        };
        self.finish(statement, result)
    }

    /// A text of several statements without values: migrations and this crate's own.
    pub(crate) async fn script(&mut self, text: &str) -> Result<(), SqlError> {
        self.start()?;
        let text: SqlStr = AssertSqlSafe(text.to_owned()).into_sql_str();
        let result = match self.handle()? {
            Handle::Sqlite(conn) => sqlx::raw_sql(text).execute(conn).await.map(drop),
            Handle::Postgres(conn) => sqlx::raw_sql(text).execute(conn).await.map(drop),
        };
        self.ended(result.is_ok());
        result.map_err(|error| from_sqlx(error, true))
    }

    pub(crate) fn handle(&mut self) -> Result<Handle<'_>, SqlError> {
        Ok(match &mut self.link {
            Link::Reader(conn) => Handle::Sqlite(conn),
            Link::Writer(lease) => Handle::Sqlite(
                lease.connection().ok_or_else(|| SqlError::Other("the transaction has ended".into()))?,
            ),
            Link::Postgres(conn) => Handle::Postgres(conn),
            Link::PostgresTx(tx) => Handle::Postgres(tx),
        })
    }

    /// A failed transaction takes no further statement: SQLite may have rolled all of it back, so that the statement
    /// would stand alone and be kept.
    fn start(&mut self) -> Result<(), SqlError> {
        match self.state {
            State::Free => {}
            State::Sound => self.state = State::Running,
            State::Running | State::Failed => return Err(failed()),
        }
        Ok(())
    }

    fn ended(&mut self, well: bool) {
        if self.state != State::Free {
            self.state = if well { State::Sound } else { State::Failed };
        }
    }

    fn finish<T>(
        &mut self,
        statement: &'static Statement,
        result: Result<T, sqlx::Error>,
    ) -> Result<T, SqlError> {
        self.ended(result.is_ok());
        result.map_err(|error| of_statement(error, statement))
    }
}

pub(crate) fn failed() -> SqlError {
    SqlError::Other("an earlier statement of this transaction failed or was given up".into())
}

fn ready(engine: Engine, statement: &'static Statement, args: Vec<Value>) -> Result<Ready, SqlError> {
    let fault = |what: String| SqlError::Other(format!("{what} ({})", statement.place()));
    let Rendered { text, parameters } = statement.rendered(engine).map_err(fault)?;
    if args.len() != *parameters {
        return Err(fault(format!("the statement takes {parameters} values, {} are given", args.len())));
    }
    let refused = |_| fault("a value cannot be bound".into());
    Ok(match engine {
        Engine::Sqlite => {
            let mut bound = SqliteArguments::default();
            for value in args {
                match value {
                    Value::Int(value) => sqlx::Arguments::add(&mut bound, value),
                    Value::Text(value) => sqlx::Arguments::add(&mut bound, value),
                    Value::Bytes(value) => sqlx::Arguments::add(&mut bound, value),
                    Value::Uuid(value) => sqlx::Arguments::add(&mut bound, value),
                    Value::Bool(value) => sqlx::Arguments::add(&mut bound, value),
                }
                .map_err(refused)?;
            }
            Ready::Sqlite(text, bound)
        }
        Engine::Postgres => {
            let mut bound = PgArguments::default();
            for value in args {
                match value {
                    Value::Int(value) => bound.add(value),
                    Value::Text(value) => bound.add(value),
                    Value::Bytes(value) => bound.add(value),
                    Value::Uuid(value) => bound.add(value),
                    Value::Bool(value) => bound.add(value),
                }
                .map_err(refused)?;
            }
            Ready::Postgres(text, bound)
        }
    })
}
