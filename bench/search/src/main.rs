//! Fills a database with generated documents and times searches in it: ours, and the plain full-text search that the engine
//! offers, on the same documents, in turns. `search-bench ADDRESS DOCUMENTS [fill [only]]`; prints a table in Markdown.

mod corpus;
mod plain;
mod questions;

use std::time::{Duration, Instant};

use search::Filter;
use sql::{Conn, Db, Durability, Migration, Options, SqlError, args, sql};
use store::search as index;

use crate::corpus::Corpus;
use crate::questions::{Asked, KINDS};

/// Documents that come in with one commit.
const BATCH: u64 = 2_000;
/// Times that each question is asked.
const ROUNDS: usize = 100;

type AnyError = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> Result<(), AnyError> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [address, documents, rest @ ..] = args.as_slice() else {
        return Err("search-bench ADDRESS DOCUMENTS [fill [only]]".into());
    };
    let documents: u64 = documents.parse()?;
    let options = Options { durability: Durability::OnClose, ..Options::default() };
    let db = Db::open(&address.parse()?, &options).await?;
    if rest.iter().any(|word| word == "fill") {
        fill(&db, documents).await?;
    }
    if !rest.iter().any(|word| word == "only") {
        measure(&db, documents).await?;
    }
    db.close().await;
    Ok(())
}

async fn fill(db: &Db, documents: u64) -> Result<(), AnyError> {
    let migrations: Vec<Migration> = store::MIGRATIONS.iter().chain(plain::MIGRATIONS).copied().collect();
    db.migrate(&migrations).await?;
    let corpus = Corpus::new();
    let mut tx = db.write().await?;
    for body in corpus.bodies() {
        store::body::put(&mut tx, &body).await?;
    }
    tx.commit().await?;
    let (mut ours, mut plain_time) = (Duration::ZERO, Duration::ZERO);
    for first in (0..documents).step_by(usize::try_from(BATCH)?) {
        let batch: Vec<_> =
            (first..documents.min(first + BATCH)).map(|number| corpus.document(number)).collect();
        let start = Instant::now();
        let mut tx = db.write().await?;
        for (document, text) in &batch {
            index::put(&mut tx, document).await?;
            if let Some(text) = text {
                index::set_texts(&mut tx, document.id, &[("berkas.pdf".to_owned(), text)]).await?;
            }
        }
        tx.commit().await?;
        ours += start.elapsed();
        let start = Instant::now();
        let mut tx = db.write().await?;
        for (document, text) in &batch {
            plain::put(&mut tx, document, text.as_deref()).await?;
        }
        tx.commit().await?;
        plain_time += start.elapsed();
        if first % 100_000 == 0 {
            eprintln!("{first}: ours {ours:.0?}, plain {plain_time:.0?}");
        }
    }
    eprintln!("filled: ours {ours:.0?}, plain {plain_time:.0?}");
    let start = Instant::now();
    let mut page = index::WordPage::default();
    let mut conn = db.read().await?;
    while index::count_words(&mut conn, &mut page).await? {}
    drop(conn);
    let mut tx = db.write().await?;
    index::replace_words(&mut tx, &page.counts).await?;
    tx.commit().await?;
    eprintln!("{} words counted in {:.1?}", page.counts.len(), start.elapsed());
    Ok(())
}

/// One page of results as the program makes it: hits in titles, hits anywhere, the twenty that are shown.
async fn ask(conn: &mut Conn, asked: &Asked) -> Result<usize, SqlError> {
    let mut query = search::Query::parse(&asked.text);
    if asked.is_typing
        && let Some(word) = query.unfinished().map(str::to_owned)
    {
        query = query.completed(index::completions(conn, &word, 12).await?);
    }
    let mut wanted = query.wanted();
    if let Some(body) = &asked.body {
        wanted = wanted.only(Filter::Body, body);
    }
    if let Some(year) = asked.year {
        wanted = wanted.only(Filter::Year, &year.to_string());
    }
    let limit = index::HITS_MAX + 1;
    let found = index::hits_by_place(conn, &wanted, limit).await?;
    let seqs: Vec<i64> = found.titles.iter().chain(&found.anywhere).take(20).map(|hit| hit.seq).collect();
    index::shown(conn, &seqs).await?;
    Ok(found.titles.len().max(found.anywhere.len()))
}

async fn measure(db: &Db, documents: u64) -> Result<(), AnyError> {
    let corpus = Corpus::new();
    println!(
        "| question | hits | p50 ms | p99 ms | busy p50 ms | busy p99 ms | plain busy p50 ms | plain busy p99 ms |\n|---|--:|--:|--:|--:|--:|--:|--:|"
    );
    let (mut every, mut every_busy): (Vec<Duration>, Vec<Duration>) = Default::default();
    for (name, make) in KINDS {
        let asked: Vec<Asked> = (0..ROUNDS).map(|n| make(&corpus, n as u64, documents)).collect();
        let mut conn = db.read().await?;
        let server = backend(&mut conn).await?;
        let (mut ours, mut ours_busy, mut plain, mut hits) = (Vec::new(), Vec::new(), Vec::new(), 0);
        // The first time warms the caches of both.
        for (round, asked) in asked.iter().chain(&asked).enumerate() {
            let (start, before) = (Instant::now(), busy(server));
            let found = ask(&mut conn, asked).await?;
            let (took, worked) = (start.elapsed(), busy(server) - before);
            if round >= ROUNDS {
                ours.push(took);
                ours_busy.push(worked);
                hits += found;
            }
        }
        // The plain search of common words takes seconds: fewer times, three at least.
        for asked in &asked {
            if plain.len() >= 3 && plain.iter().sum::<Duration>() > Duration::from_secs(1) {
                break;
            }
            let before = busy(server);
            plain::ask(&mut conn, asked).await?;
            plain.push(busy(server) - before);
        }
        every.extend(&ours);
        every_busy.extend(&ours_busy);
        println!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} |",
            hits / ROUNDS,
            ms(&mut ours, 50),
            ms(&mut ours, 99),
            ms(&mut ours_busy, 50),
            ms(&mut ours_busy, 99),
            ms(&mut plain, 50),
            ms(&mut plain, 99),
        );
    }
    println!(
        "| all of these | | {} | {} | {} | {} | | |",
        ms(&mut every, 50),
        ms(&mut every, 99),
        ms(&mut every_busy, 50),
        ms(&mut every_busy, 99),
    );
    Ok(())
}

/// The server's process of this connection.
async fn backend(conn: &mut Conn) -> Result<Option<i64>, SqlError> {
    if conn.engine() == sql::Engine::Sqlite {
        return Ok(None);
    }
    let pid = sql! { sqlite: "SELECT 0 AS pid", postgres: "SELECT CAST(pg_backend_pid() AS BIGINT) AS pid" };
    Ok(Some(conn.exactly_one(pid, args![]).await?.get("pid")?))
}

/// Time that processors have spent so far on this process and on the server's process of this connection: what a search takes
/// on a machine that does nothing else, also where it does.
fn busy(server: Option<i64>) -> Duration {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten().map(|task| task.path());
    let server = server.map(|pid| std::path::PathBuf::from(format!("/proc/{pid}")));
    let nanos = tasks.chain(server).filter_map(|path| {
        let text = std::fs::read_to_string(path.join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanos.sum())
}

/// A percentile in milliseconds.
fn ms(times: &mut [Duration], percent: usize) -> String {
    times.sort_unstable();
    let at = (times.len() * percent).div_ceil(100).max(1) - 1;
    format!("{:.1}", times[at].as_secs_f64() * 1_000.0)
}
