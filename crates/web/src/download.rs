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
    answer(file, asked, Exposure::Evidence).await
}

/// As [`give`], for a film or picture of an office that everybody may see: browsers may keep it.
///
/// # Errors
/// As [`File::read`].
pub(crate) async fn give_public(file: &File, asked: &HeaderMap) -> Result<Response, AppError> {
    answer(file, asked, Exposure::PublicFilm).await
}

async fn answer(file: &File, asked: &HeaderMap, exposure: Exposure) -> Result<Response, AppError> {
    let tag = tag_of(file);
    if let Some(tag) = tag.as_ref().filter(|tag| is_known(asked, tag)) {
        let mut response = (StatusCode::NOT_MODIFIED, [(header::ETAG, tag.clone())]).into_response();
        response.extensions_mut().insert(exposure);
        return Ok(response);
    }
    let wanted = asked.get(header::RANGE).filter(|_| is_same(asked, tag.as_ref()));
    let wanted = wanted.and_then(|value| value.to_str().ok());
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
    if let Some(tag) = tag {
        headers.insert(header::ETAG, tag);
    }
    response.extensions_mut().insert(exposure);
    Ok(response)
}

/// The validator of a file: its hash. One of before hashes were kept has none.
fn tag_of(file: &File) -> Option<HeaderValue> {
    if file.sha256.is_empty() { None } else { HeaderValue::try_from(format!("\"{}\"", file.sha256)).ok() }
}

/// Whether the asker has the file already (RFC 9110, 13.1.2; compared weakly).
pub(crate) fn is_known(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    let tag = tag.to_str().unwrap_or_default();
    let lines = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut told = lines.flat_map(|line| line.split(','));
    told.any(|one| {
        let one = one.trim();
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    })
}

/// Whether a range may be given: the asker has a part of this very file, or says nothing of it (RFC 9110, 13.1.5; compared
/// strongly, and never by dates, since none is told).
fn is_same(asked: &HeaderMap, tag: Option<&HeaderValue>) -> bool {
    asked.get(header::IF_RANGE).is_none_or(|told| Some(told) == tag)
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
    use http::{HeaderMap, HeaderValue, header};

    use super::{Wanted, is_known, is_same, wanted_range};

    fn asked(name: http::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn a_file_is_known_by_its_tag() {
        let tag = HeaderValue::from_static("\"ab\"");
        for (value, known) in [
            ("\"ab\"", true),
            ("W/\"ab\"", true),
            ("\"cd\", \"ab\"", true),
            ("*", true),
            ("\"cd\"", false),
            ("ab", false),
        ] {
            assert_eq!(is_known(&asked(header::IF_NONE_MATCH, value), &tag), known, "{value}");
        }
        assert!(!is_known(&HeaderMap::new(), &tag));
        for (value, same) in [
            ("\"ab\"", true),
            ("W/\"ab\"", false),
            ("\"cd\"", false),
            ("Tue, 01 Dec 2026 00:00:00 GMT", false),
        ] {
            assert_eq!(is_same(&asked(header::IF_RANGE, value), Some(&tag)), same, "{value}");
        }
        assert!(is_same(&HeaderMap::new(), None));
        assert!(!is_same(&asked(header::IF_RANGE, "\"ab\""), None));
    }

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
