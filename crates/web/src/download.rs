//! Giving evidence out, whole or in ranges: the same for pages and for programs.

use std::ops::Range;

use app::AppError;
use app::evidence::File;
use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::headers::Exposure;

/// The answer that gives a file out, whole or the range that was asked for.
///
/// # Errors
/// As [`File::read`].
pub(crate) async fn give(file: &File, asked: &HeaderMap) -> Result<Response, AppError> {
    let wanted = asked.get(header::RANGE).and_then(|value| value.to_str().ok());
    let wanted = wanted.map_or(Wanted::Whole, |value| wanted_range(value, file.size));
    let (status, range) = match wanted {
        Wanted::Whole => (StatusCode::OK, None),
        Wanted::Part(range) => (StatusCode::PARTIAL_CONTENT, Some(range)),
        Wanted::Nothing => {
            let size = format!("bytes */{}", file.size);
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, size)]).into_response());
        }
    };
    let reading = file.read(range.clone()).await?;
    let mut response = (status, Body::from_stream(reading.stream)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.content_type()));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(reading.range.end - reading.range.start));
    if let Ok(value) = HeaderValue::try_from(file.content_disposition()) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    if range.is_some() {
        let part = format!("bytes {}-{}/{}", reading.range.start, reading.range.end - 1, reading.size);
        if let Ok(value) = HeaderValue::try_from(part) {
            headers.insert(header::CONTENT_RANGE, value);
        }
    }
    response.extensions_mut().insert(Exposure::Evidence);
    Ok(response)
}

/// What a `Range` header asks for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    Whole,
    Part(Range<u64>),
    Nothing,
}

/// Reads a `Range` header (RFC 9110, 14.2) for a file of `size` bytes. Several ranges, other units and what cannot be
/// read are answered with the whole file, as the RFC allows.
fn wanted_range(value: &str, size: u64) -> Wanted {
    let Some((first, last)) = value.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-'))
    else {
        return Wanted::Whole;
    };
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse::<u64>().ok() } else { None }
    };
    let range = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.is_empty() => first..size,
        (None, Some(count)) if first.is_empty() => size.saturating_sub(count)..size,
        _ => return Wanted::Whole,
    };
    if range.start < range.end { Wanted::Part(range) } else { Wanted::Nothing }
}

#[cfg(test)]
mod tests {
    use super::{Wanted, wanted_range};

    #[test]
    fn ranges_of_a_file_of_ten_bytes() {
        for (value, expected) in [
            ("bytes=0-3", Wanted::Part(0..4)),
            ("bytes=4-", Wanted::Part(4..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-99", Wanted::Part(0..10)),
            ("bytes=8-99", Wanted::Part(8..10)),
            ("bytes=0-18446744073709551615", Wanted::Part(0..10)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=3-1", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=99999999999999999999-", Wanted::Whole),
            ("items=0-3", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(wanted_range(value, 10), expected, "{value}");
        }
    }
}
