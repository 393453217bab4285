//! Printing in the request: one sheet at a time, and what was printed is kept for the next who wants the same.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use print::press::Sheet;
use serde_json::Value;
use tokio::sync::Semaphore;

use super::{Kit, Piece};
use crate::{App, AppError};

/// Sheets that are kept, about 60 KB each.
const KEPT: usize = 128;
/// How long a request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// The press in the hands of requests. Whoever asks for much paper waits behind himself and takes one processor at most.
#[derive(Debug)]
pub(crate) struct Bench {
    turn: Arc<Semaphore>,
    kept: Mutex<VecDeque<(blake3::Hash, Bytes)>>,
}

impl Default for Bench {
    fn default() -> Self {
        Self { turn: Arc::new(Semaphore::new(1)), kept: Mutex::default() }
    }
}

impl Bench {
    fn find(&self, key: &blake3::Hash) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(found, _)| found == key).map(|(_, sheet)| sheet.clone())
    }

    fn keep(&self, key: blake3::Hash, sheet: Bytes) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((key, sheet));
        if kept.len() > KEPT {
            kept.pop_front();
        }
    }
}

impl App {
    /// A piece of the kit as PDF.
    pub(crate) async fn print_piece(&self, piece: Piece, kit: &Kit<'_>) -> Result<Bytes, AppError> {
        self.print_at_bench(piece.sheet(), kit.data(piece)?).await
    }

    /// A sheet, printed now or before with the same data.
    pub(crate) async fn print_at_bench(&self, sheet: Sheet, data: Value) -> Result<Bytes, AppError> {
        let key = blake3::hash(format!("{sheet}:{data}").as_bytes());
        let bench = self.bench();
        if let Some(sheet) = bench.find(&key) {
            return Ok(sheet);
        }
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&bench.turn).acquire_owned()).await;
        let turn = turn
            .map_err(|_| AppError::Unavailable("the press is busy".to_owned()))?
            .map_err(|error| AppError::Fault(error.to_string()))?;
        // Somebody may have printed the same while this request waited.
        if let Some(sheet) = bench.find(&key) {
            return Ok(sheet);
        }
        // A task of its own: a visitor who goes away leaves the turn to the next only when the press has stopped.
        let app = self.clone();
        let printing = tokio::spawn(async move {
            let printed = Bytes::from(app.print_sheet(sheet, data).await?);
            app.bench().keep(key, printed.clone());
            drop(turn);
            Ok(printed)
        });
        printing.await.map_err(|error| AppError::Fault(error.to_string()))?
    }
}
