//! Pictures, which articles name by their numbers.

use pulldown_cmark::{Event, Tag};

/// What stands before the number.
const SCHEME: &str = "gambar:";

/// The number of a picture in an address such as `gambar:2`.
pub(crate) fn number(address: &str) -> Option<u32> {
    let digits = address.strip_prefix(SCHEME)?;
    let right = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if right { digits.parse().ok() } else { None }
}

/// The numbers of the pictures that a text shows, each once, in their order.
#[must_use]
pub fn numbers(text: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    for event in super::parser(text) {
        if let Event::Start(Tag::Image { dest_url, .. }) = event
            && let Some(number) = number(&dest_url)
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
    }
    numbers
}
