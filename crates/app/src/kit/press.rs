//! Printing and painting in the request: one sheet at a time, and what was made is kept for the next who wants the same.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use print::press::Sheet;
use serde_json::Value;
use tokio::sync::Semaphore;

use super::{Kit, Piece};
use crate::{App, AppError};

/// Sheets and pictures of sheets that are kept, 60 KB each at most.
const KEPT: usize = 192;
/// Pixels of the longer side of a picture of a sheet: twice as many as pages show, for fine screens.
pub const PICTURE_SIDE: u16 = 200;
/// Hex digits of the name of a picture.
const NAME_DIGITS: usize = 16;
/// How long somebody waits for their turn who wants a sheet.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a picture waits, of which a page has a dozen: the reader has the page meanwhile.
const PICTURE_PATIENCE: Duration = Duration::from_mins(1);

/// The press in the hands of requests. Whoever asks for much paper waits behind himself and takes one processor at most,
/// another one for pictures.
#[derive(Debug)]
pub(crate) struct Bench {
    turn: Arc<Semaphore>,
    /// Pictures have a turn of their own: a page asks for a dozen, and nobody waits behind them for a sheet.
    picture_turn: Arc<Semaphore>,
    kept: Mutex<VecDeque<(blake3::Hash, Bytes)>>,
}

impl Default for Bench {
    fn default() -> Self {
        let one = || Arc::new(Semaphore::new(1));
        Self { turn: one(), picture_turn: one(), kept: Mutex::default() }
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

/// What a sheet is wanted as.
#[derive(Debug, Clone, Copy)]
enum Form {
    /// A PDF.
    Paper,
    /// A picture.
    Picture,
}

impl Form {
    const fn patience(self) -> Duration {
        match self {
            Self::Paper => PATIENCE,
            Self::Picture => PICTURE_PATIENCE,
        }
    }

    /// What it is kept under: a hash of all that is on the sheet.
    fn key(self, sheet: Sheet, data: &Value) -> blake3::Hash {
        let form = match self {
            Self::Paper => "pdf",
            Self::Picture => "png",
        };
        blake3::hash(format!("{form}:{sheet}:{data}").as_bytes())
    }
}

/// The name of the picture of a piece with these data: another sheet has another name.
pub(crate) fn picture_name(piece: Piece, data: &Value) -> String {
    Form::Picture.key(piece.sheet(), data).to_hex()[..NAME_DIGITS].to_owned()
}

impl App {
    /// A piece of the kit as PDF.
    pub(crate) async fn print_piece(&self, piece: Piece, kit: &Kit<'_>) -> Result<Bytes, AppError> {
        self.print_at_bench(piece.sheet(), kit.data(piece)?).await
    }

    /// A sheet, printed now or before with the same data.
    pub(crate) async fn print_at_bench(&self, sheet: Sheet, data: Value) -> Result<Bytes, AppError> {
        self.at_bench(Form::Paper, sheet, data).await
    }

    /// A small picture of the first page of a piece, if it has this name: a PNG, painted now or before.
    pub(crate) async fn paint_piece(
        &self,
        piece: Piece,
        kit: &Kit<'_>,
        name: &str,
    ) -> Result<Bytes, AppError> {
        let data = kit.data(piece)?;
        if picture_name(piece, &data) != name {
            return Err(AppError::NotFound);
        }
        self.at_bench(Form::Picture, piece.sheet(), data).await
    }

    async fn at_bench(&self, form: Form, sheet: Sheet, data: Value) -> Result<Bytes, AppError> {
        let key = form.key(sheet, &data);
        let bench = self.bench();
        if let Some(sheet) = bench.find(&key) {
            return Ok(sheet);
        }
        let turn = match form {
            Form::Paper => &bench.turn,
            Form::Picture => &bench.picture_turn,
        };
        let turn = tokio::time::timeout(form.patience(), Arc::clone(turn).acquire_owned()).await;
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
            let printed = Bytes::from(match form {
                Form::Paper => app.print_sheet(sheet, data).await?,
                Form::Picture => app.paint_sheet(sheet, data).await?,
            });
            app.bench().keep(key, printed.clone());
            drop(turn);
            Ok(printed)
        });
        printing.await.map_err(|error| AppError::Fault(error.to_string()))?
    }

    /// Paints a sheet, away from the threads that answer requests.
    async fn paint_sheet(&self, sheet: Sheet, data: Value) -> Result<Vec<u8>, AppError> {
        let press = Arc::clone(&self.parts().press);
        let painted = tokio::task::spawn_blocking(move || press.picture(sheet, &data, PICTURE_SIDE)).await;
        painted.map_err(|error| AppError::Fault(error.to_string()))?.map_err(|error| {
            tracing::warn!(%error, "a picture of a sheet was not painted");
            AppError::NotFound
        })
    }
}
