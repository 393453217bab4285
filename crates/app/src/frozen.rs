//! Whether the numbers of a round may still move.

use domain::ids::RoundId;
use sql::Conn;

use crate::{AppError, Conflict};

/// Refuses where results are proposed or approved. Published ones may be corrected.
pub(crate) async fn not_proposed(conn: &mut Conn, round: RoundId) -> Result<(), AppError> {
    match store::announcement::pending(conn, round).await? {
        Some(found) => Err(AppError::Conflict(Conflict::State(found.state.code()))),
        None => Ok(()),
    }
}

/// Refuses where results are proposed, approved or public: nothing of the assessment itself moves any more.
pub(crate) async fn not_announced(conn: &mut Conn, round: RoundId) -> Result<(), AppError> {
    not_proposed(conn, round).await?;
    match store::announcement::published(conn, round).await? {
        Some(found) => Err(AppError::Conflict(Conflict::State(found.state.code()))),
        None => Ok(()),
    }
}
