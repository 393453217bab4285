//! The body of a request, taken in portions of a wanted size.

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};

/// A stream of bytes of which at most so many are taken at a time; what is over waits for the next call.
#[derive(Debug)]
pub struct Incoming<S> {
    stream: S,
    left: Bytes,
}

impl<S, E> Incoming<S>
where
    S: Stream<Item = Result<Bytes, E>> + Unpin,
{
    /// Takes from this stream.
    pub fn new(stream: S) -> Self {
        Self { stream, left: Bytes::new() }
    }

    /// The next bytes, at least one and at most `most`; `None` at the end. Dropped while it waits, it has taken nothing.
    pub async fn next(&mut self, most: usize) -> Option<Result<Bytes, E>> {
        while self.left.is_empty() {
            match self.stream.next().await? {
                Ok(bytes) => self.left = bytes,
                Err(error) => return Some(Err(error)),
            }
        }
        Some(Ok(self.left.split_to(most.min(self.left.len()))))
    }
}
