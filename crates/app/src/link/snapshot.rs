//! The kept text of a page.

use domain::ids::ProbeId;
use files::{ReadError, Reading};

use crate::access::Access;
use crate::evidence::must_see;
use crate::{App, AppError};

/// The text of a page as an anonymous visitor saw it. Plain text in UTF-8.
#[derive(Debug)]
pub struct Snapshot {
    /// The text.
    pub reading: Reading,
}

/// The kept text of a look at a link: for the office itself, and once it has submitted for those who judge it.
///
/// # Errors
/// [`AppError::NotFound`] for everybody else, and where no text was kept; [`AppError::Fault`] when the stored bytes are
/// gone, [`AppError::Unavailable`] when the store does not answer.
pub async fn open(access: &Access, id: ProbeId) -> Result<Snapshot, AppError> {
    let mut conn = access.app.db().read().await?;
    let probe = store::probe::by_id(&mut conn, id).await?.ok_or(AppError::NotFound)?;
    must_see(access, &mut conn, probe.round, probe.body.as_str()).await?;
    drop(conn);
    let address = probe.snapshot.ok_or(AppError::NotFound)?;
    Ok(Snapshot { reading: read(&access.app, id, &address).await? })
}

async fn read(app: &App, id: ProbeId, address: &str) -> Result<Reading, AppError> {
    let address = address.parse().map_err(|_| AppError::Fault(format!("probe {id}: address")))?;
    app.parts().files.read_verified(&address).await.map_err(|error| match error {
        ReadError::Store(error) => AppError::Unavailable(error.to_string()),
        other => AppError::Fault(other.to_string()),
    })
}
