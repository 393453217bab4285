//! Instruments and schemes, read and kept. A version never changes, so what has been read stays right.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use domain::ids::{InstrumentId, SchemeId};
use domain::instrument::Instrument;
use domain::scheme::Scheme;
use sql::Conn;

use crate::{App, AppError};

/// Most documents of a kind that are kept.
const KEPT: usize = 64;

/// What has been read so far.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    instruments: Shelf<InstrumentId, Instrument>,
    schemes: Shelf<SchemeId, Scheme>,
}

#[derive(Debug)]
struct Shelf<Id, T>(Mutex<HashMap<Id, Arc<T>>>);

impl<Id, T> Default for Shelf<Id, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Id: Eq + Hash, T> Shelf<Id, T> {
    fn get(&self, id: &Id) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    fn keep(&self, id: Id, document: T) -> Arc<T> {
        let document = Arc::new(document);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(id, Arc::clone(&document));
        document
    }
}

impl App {
    /// The instrument with this id.
    pub(crate) async fn instrument(
        &self,
        conn: &mut Conn,
        id: InstrumentId,
    ) -> Result<Arc<Instrument>, AppError> {
        let known = &self.documents().instruments;
        if let Some(kept) = known.get(&id) {
            return Ok(kept);
        }
        let stored = store::instrument::instrument_by_id(conn, id).await?.ok_or(AppError::NotFound)?;
        let read = Instrument::from_yaml(stored.source.as_bytes());
        let read = read.map_err(|defects| broken("instrument", &id, defects.len()))?;
        Ok(known.keep(id, read))
    }

    /// The scheme with this id.
    pub(crate) async fn scheme(&self, conn: &mut Conn, id: SchemeId) -> Result<Arc<Scheme>, AppError> {
        let known = &self.documents().schemes;
        if let Some(kept) = known.get(&id) {
            return Ok(kept);
        }
        let stored = store::instrument::scheme_by_id(conn, id).await?.ok_or(AppError::NotFound)?;
        let read = Scheme::from_yaml(stored.source.as_bytes());
        let read = read.map_err(|defects| broken("scheme", &id, defects.len()))?;
        Ok(known.keep(id, read))
    }
}

fn broken(kind: &str, id: &dyn std::fmt::Display, defects: usize) -> AppError {
    AppError::Fault(format!("{kind} {id} was stored with {defects} defects"))
}
