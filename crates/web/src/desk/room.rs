//! How much room the desk of an office takes, as its pages show it.

use app::AppError;
use app::desk::Desk;
use askama::Template;
use askama::filters::HtmlSafe;
use i18n::Texts;

/// From this share on it is said that the room is nearly full.
const NEARLY: u64 = 90;

/// The room of a desk.
#[derive(Debug, Template)]
#[template(path = "desk/room.html")]
pub(super) struct RoomBox {
    t: Texts,
    words: String,
    /// In a hundred, at most that.
    share: u64,
    is_nearly_full: bool,
}

impl HtmlSafe for RoomBox {}

impl RoomBox {
    /// The room of this desk now.
    pub(super) async fn of(t: Texts, desk: &Desk) -> Result<Self, AppError> {
        let room = desk.room().await?;
        let share = (u128::from(room.used) * 100 / u128::from(room.most.max(1))).min(100);
        let share = u64::try_from(share).unwrap_or(100);
        let words = t.room_used(t.bytes(room.most), t.bytes(room.used));
        Ok(Self { t, words, share, is_nearly_full: share >= NEARLY })
    }
}
