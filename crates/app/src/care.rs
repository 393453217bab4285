//! Care for the bytes of files: what nobody refers to is collected, a share of the rest is compared with its address
//! every night, and what is damaged is told to those who answer for the machine, once.

use std::time::{Duration, SystemTime};

use domain::body::Zone;
use files::{Address, ReadError};
use futures_util::{StreamExt as _, TryStreamExt as _};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use sql::Conn;
use store::care::Unchecked;

use crate::jobs::Work;
use crate::notices::Message;
use crate::{App, AppError};

/// In so many nights every file is compared once.
const NIGHTS: i64 = 30;
/// Fewest files of one night.
const LEAST: i64 = 200;
/// Files that are compared between two looks at the clock.
const AT_ONCE: i64 = 16;
/// One run reads no longer than this, well within the lease of a job; the next goes on.
const RUN: SignedDuration = SignedDuration::from_mins(2);
/// The pause between two runs of a night.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);
/// A file that was compared since then is not compared again in the same night.
const SAME_NIGHT: SignedDuration = SignedDuration::from_hours(20);
/// What is stored and not yet written down is younger than this: far above the longest request.
const YOUNG: SignedDuration = SignedDuration::from_hours(24);
/// Addresses that are looked up in one query.
const LOOKED_UP: usize = 500;
/// Files and places that a notice names.
const NAMED: usize = 10;
/// The hour of the night at which the work begins, in the zone of Jakarta.
const HOUR: i8 = 2;

/// When the next night's work begins.
pub(crate) fn next_night(now: Timestamp) -> Timestamp {
    let offset = jiff::tz::offset(Zone::Wib.hours());
    let local = offset.to_datetime(now);
    let begins = local.date().at(HOUR, 0, 0, 0);
    let tonight = offset.to_timestamp(begins).unwrap_or(now);
    if tonight > now { tonight } else { tonight + SignedDuration::from_hours(24) }
}

impl App {
    /// Removes parts that no open upload can have: those that were last written longer ago than an upload lives, and before
    /// the oldest open upload was begun.
    pub(crate) async fn sweep_parts(&self) -> Result<(), AppError> {
        let begun = store::upload::oldest_open(&mut self.db().read().await?).await?;
        let old = self.now() - self.settings().upload_life - YOUNG;
        let older = begun.map_or(old, |begun| begun.min(old));
        let swept = self.parts().files.sweep_parts(on_disk(older)).await.map_err(unavailable)?;
        if swept > 0 {
            tracing::info!(swept, "parts that nobody knew were removed");
        }
        Ok(())
    }

    /// The job of [`Work::Scrub`]: `left` files of this night, or the beginning of one.
    pub(crate) async fn scrub(&self, left: Option<i64>) -> Result<(), AppError> {
        let begun = self.now();
        let mut left = if let Some(left) = left {
            left
        } else {
            self.clear_desks().await?;
            self.collect_orphans().await?;
            let (files, _) = store::care::counts(&mut self.db().read().await?).await?;
            (files / NIGHTS).max(LEAST)
        };
        let mut news = Vec::new();
        let mut is_over = false;
        while !is_over && self.now().duration_since(begun) < RUN {
            let before = self.now() - SAME_NIGHT;
            let most = left.min(AT_ONCE);
            let batch = store::care::unchecked(&mut self.db().read().await?, before, most).await?;
            left -= i64::try_from(batch.len()).unwrap_or(i64::MAX);
            is_over = left <= 0 || batch.is_empty();
            for file in batch {
                let damage = self.compare(&file).await?;
                let mut tx = self.db().write().await?;
                if store::care::note(&mut tx, &file.address, damage, self.now()).await? {
                    news.push(file.address);
                }
                tx.commit().await?;
            }
        }
        let mut tx = self.db().write().await?;
        self.alert(&mut tx, &news).await?;
        if !is_over {
            // This moves the job in hand: it is not over then.
            self.put_off(&mut tx, &Work::Scrub { left: Some(left) }, self.now() + PAUSE).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// What is wrong with the bytes of a file now.
    async fn compare(&self, file: &Unchecked) -> Result<Option<&'static str>, AppError> {
        let address: Address = parsed(&file.address)?;
        match self.parts().files.verify(&address).await {
            Ok(_) => Ok(None),
            Err(ReadError::Damaged { what, .. }) => Ok(Some(what)),
            Err(error) => Err(unavailable(error)),
        }
    }

    /// Removes files of the store that nothing refers to and that are old enough not to be on their way.
    async fn collect_orphans(&self) -> Result<(), AppError> {
        let older = on_disk(self.now() - YOUNG);
        let mut lists = std::pin::pin!(self.parts().files.list().try_chunks(LOOKED_UP));
        let mut collected = 0_u64;
        while let Some(list) = lists.next().await {
            let list = list.map_err(|error| unavailable(error.1))?;
            let old: Vec<String> =
                list.iter().filter(|file| file.stored < older).map(|file| file.address.to_string()).collect();
            let known = store::care::known(&mut self.db().read().await?, &old).await?;
            for address in old.iter().filter(|address| !known.contains(address)) {
                let address: Address = parsed(address)?;
                let files = &self.parts().files;
                collected += u64::from(files.delete_if_older(&address, older).await.map_err(unavailable)?);
            }
        }
        if collected > 0 {
            tracing::info!(collected, "files that nothing referred to were removed");
        }
        Ok(())
    }

    /// Writes down that a file was found damaged on reading, and tells of it where that is news.
    pub(crate) async fn note_damage(&self, address: &str, what: &str) -> Result<(), AppError> {
        let mut tx = self.db().write().await?;
        if store::care::note(&mut tx, address, Some(what), self.now()).await? {
            self.alert(&mut tx, &[address.to_owned()]).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Tells those who answer for the machine which files are damaged.
    async fn alert(&self, conn: &mut Conn, addresses: &[String]) -> Result<(), AppError> {
        if addresses.is_empty() {
            return Ok(());
        }
        let mut named = Vec::new();
        for address in addresses {
            tracing::error!(address, "a stored file is damaged");
            let most = i64::try_from(NAMED).unwrap_or(i64::MAX);
            for (name, office, question) in store::care::places(conn, address, most).await? {
                named.push(format!("{office}, {question}: {name}"));
            }
        }
        named.truncate(NAMED);
        let data = json!({ "count": addresses.len(), "files": named, "path": "/pemberitahuan" });
        let keepers = store::care::keepers(conn).await?;
        self.notify(conn, &keepers, &Message::apart("files_damaged", data)).await
    }
}

/// An instant as file systems tell it; ages before 1970 are none.
fn on_disk(at: Timestamp) -> SystemTime {
    let since = u64::try_from(at.as_second()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_secs(since)
}

fn parsed(address: &str) -> Result<Address, AppError> {
    address.parse().map_err(|_| AppError::Fault(format!("{address} is no address of a file")))
}

fn unavailable(error: impl std::fmt::Display) -> AppError {
    AppError::Unavailable(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_begins_at_two_in_jakarta() {
        for (now, expected) in [
            ("2024-06-10T09:00:00+07:00", "2024-06-10T19:00:00Z"),
            ("2024-06-11T01:59:59+07:00", "2024-06-10T19:00:00Z"),
            ("2024-06-11T02:00:00+07:00", "2024-06-11T19:00:00Z"),
        ] {
            let now: Timestamp = now.parse().unwrap();
            assert_eq!(next_night(now).to_string(), expected, "{now}");
        }
    }
}
