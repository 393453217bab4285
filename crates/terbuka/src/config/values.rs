//! How single values are read. `None` means that the text is not one.

use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use files::FilesUrl;
use jiff::SignedDuration;
use tracing_subscriber::EnvFilter;

/// A whole number within bounds.
pub(super) fn from_to<T: FromStr + PartialOrd + Copy>(least: T, most: T) -> impl Fn(&str) -> Option<T> {
    move |text| text.parse().ok().filter(|number| least <= *number && *number <= most)
}

/// `30m`, `4h`, `14d` (days of 24 hours), longer than nothing and at most ten years.
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
    let text = text.trim();
    let duration = match text.strip_suffix('d').and_then(|days| days.trim().parse::<i64>().ok()) {
        Some(days) => SignedDuration::try_from_hours(days.checked_mul(24)?)?,
        None => text.parse().ok()?,
    };
    (SignedDuration::ZERO < duration && duration <= SignedDuration::from_hours(24 * 3653)).then_some(duration)
}

/// A duration of whole or broken seconds within bounds.
pub(super) fn seconds(text: &str, bounds: RangeInclusive<u64>) -> Option<Duration> {
    let duration = Duration::try_from(duration(text)?).ok()?;
    let (least, most) = (Duration::from_secs(*bounds.start()), Duration::from_secs(*bounds.end()));
    (least..=most).contains(&duration).then_some(duration)
}

/// `20 MiB`, `512KiB`, `1048576`.
pub(super) fn bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let factor: u64 = match unit.trim() {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// Scheme and host, perhaps a port; a slash at the end is dropped.
pub(super) fn base_url(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let uri: http::Uri = text.parse().ok()?;
    let web = matches!(uri.scheme_str(), Some("https" | "http"));
    let bare = uri.authority().is_some_and(|host| !host.as_str().contains('@'))
        && uri.path() == "/"
        && uri.query().is_none();
    (web && bare).then(|| text.to_owned())
}

/// A name that people see: something, and not too long for the head of a page.
pub(super) fn name(text: &str) -> Option<String> {
    let text = text.trim();
    let right = (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    right.then(|| text.to_owned())
}

/// A folder, or a bucket where the program is built for it.
pub(super) fn files(text: &str) -> Option<FilesUrl> {
    match text.parse().ok()? {
        folder @ FilesUrl::Folder(_) => Some(folder),
        FilesUrl::S3 { .. } => None,
    }
}

/// Directives of a log filter.
pub(super) fn log_filter(text: &str) -> Option<String> {
    EnvFilter::try_new(text).ok().map(|_| text.to_owned())
}
