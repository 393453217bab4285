use std::fmt;

use sqlx::{AssertSqlSafe, Executor as _, SqlSafeStr as _};

use crate::conn::Handle;
use crate::error::from_sqlx;
use crate::{Db, Engine, STATEMENTS, SqlError, Statement};

/// A registered statement that an engine does not take, or that breaks a rule of this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFailure {
    /// `file:line`.
    pub place: String,
    /// Which engine was asked.
    pub engine: Engine,
    /// What is wrong.
    pub why: String,
}

impl fmt::Display for CheckFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}: {}", self.place, self.engine, self.why)
    }
}

/// Words that mean different things on the engines or do not exist on one.
const FORBIDDEN: [(&str, &str); 9] = [
    ("NOW", "the time comes from the Clock as a value"),
    ("CURRENT_TIMESTAMP", "the time comes from the Clock as a value"),
    ("CURRENT_DATE", "the time comes from the Clock as a value"),
    ("RANDOM", "randomness comes from the Rng as a value"),
    ("ANY", "use IN (@list($n))"),
    ("ILIKE", "store a folded text and compare that"),
    ("GLOB", "SQLite only"),
    ("IFNULL", "use COALESCE"),
    ("ROWID", "SQLite only"),
];

/// What a statement may not begin with: it would end a transaction under those who share its commit.
const CONTROL: [&str; 6] = ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"];

/// Has the engine prepare every registered statement of the program, and checks the rules that it cannot see. The
/// schema must be there. Gives all failures, empty when all is well.
pub async fn check_all(db: &Db) -> Result<Vec<CheckFailure>, SqlError> {
    let mut failures = Vec::new();
    let mut conn = db.read().await?;
    for statement in STATEMENTS {
        let whys = match statement.rendered(db.engine()) {
            Err(why) => vec![why],
            Ok(rendered) => {
                let text = AssertSqlSafe(rendered.text.as_str()).into_sql_str();
                let prepared = match conn.handle()? {
                    Handle::Sqlite(conn) => conn.prepare(text).await.map(drop),
                    Handle::Postgres(conn) => conn.prepare(text).await.map(drop),
                };
                let mut whys = broken_rules(statement, db.engine());
                whys.extend(prepared.err().map(|error| from_sqlx(error, true).to_string()));
                whys
            }
        };
        failures.extend(whys.into_iter().map(|why| CheckFailure {
            place: statement.place(),
            engine: db.engine(),
            why,
        }));
    }
    Ok(failures)
}

fn broken_rules(statement: &Statement, engine: Engine) -> Vec<String> {
    let text = statement.source(engine);
    let mut broken = Vec::new();
    let is = |found: &str, word: &str| found.eq_ignore_ascii_case(word);
    if let Some(word) = CONTROL.iter().find(|word| words(text).next().is_some_and(|first| is(first, word))) {
        broken.push(format!("{word}: transactions belong to Db::write and Tx::commit"));
    }
    if words(text).any(|found| is(found, "ROLLBACK")) {
        broken.push("ROLLBACK: INSERT OR ROLLBACK would undo those who share the commit".into());
    }
    for (word, why) in FORBIDDEN {
        if statement.is_shared() && words(text).any(|found| is(found, word)) {
            broken.push(format!("{word}: {why}"));
        }
    }
    if statement.is_shared() && text.contains('?') {
        broken.push("?: values are $1, $2, …".into());
    }
    broken
}

/// The words outside quotes.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split('\'').step_by(2).flat_map(|part| {
        part.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| !word.is_empty())
    })
}
