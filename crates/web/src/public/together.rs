//! One read for all who ask at the same moment.

use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Mutex;

/// A value that is read afresh for everybody who asks, though not for each alone: those who ask while a read is under way
/// share the next one. Nobody gets a value from a read that began before they asked.
#[derive(Debug, Default)]
pub(super) struct Together<T> {
    begun: AtomicU64,
    /// The last read that succeeded: its number and its value.
    last: Mutex<(u64, T)>,
}

impl<T: Copy> Together<T> {
    /// The value of a read that begins after this call.
    pub(super) async fn ask<E>(&self, read: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let begun_before = self.begun.load(Ordering::SeqCst);
        let mut last = self.last.lock().await;
        if last.0 > begun_before {
            return Ok(last.1);
        }
        let number = self.begun.fetch_add(1, Ordering::SeqCst) + 1;
        let value = read.await?;
        *last = (number, value);
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;

    use tokio::task::yield_now;

    use super::*;

    #[tokio::test]
    async fn those_who_ask_during_a_read_share_the_next_one() {
        let together = Arc::new(Together::default());
        let reads = Arc::new(AtomicU64::new(0));
        let asked: Vec<_> = (0..50)
            .map(|_| {
                let (together, reads) = (Arc::clone(&together), Arc::clone(&reads));
                tokio::spawn(async move {
                    let read = async {
                        let number = reads.fetch_add(1, Ordering::SeqCst) + 1;
                        yield_now().await;
                        Ok::<_, Infallible>(number)
                    };
                    together.ask(read).await.unwrap()
                })
            })
            .collect();
        let mut seen = Vec::new();
        for one in asked {
            seen.push(one.await.unwrap());
        }
        assert_eq!(seen[0], 1, "the first reads for itself");
        assert!(seen[1..].iter().all(|number| *number == 2), "the others asked while it read: {seen:?}");
        let later = together.ask(async { Ok::<_, Infallible>(3) }).await.unwrap();
        assert_eq!(later, 3, "whoever asks when nothing is under way reads");
    }

    #[tokio::test]
    async fn a_read_that_fails_is_nobodys_value() {
        let together = Together::default();
        assert_eq!(together.ask(async { Err("away") }).await, Err("away"));
        assert_eq!(together.ask(async { Ok::<_, &str>(7) }).await, Ok(7));
    }
}
