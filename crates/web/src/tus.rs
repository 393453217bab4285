//! Files in pieces: the tus protocol 1.0 (core, creation, checksum, expiration, termination; <https://tus.io>).
//!
//! A sender creates an upload at a slot of a questionnaire or at a desk, sends pieces to the address it is given, and asks there how far it has come. The
//! rules of what counts are those of [`app::uploading::Uploading`].

use app::AppError;
use app::uploading::{Checksum, Piece, UploadError, UploadName, Uploading};
use axum::Json;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse as _, Response};
use data_encoding::BASE64;
use domain::problem::Problem;
use domain::upload::UploadState;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use i18n::Texts;
use jiff::Timestamp;
use serde::Serialize;

use crate::Web;
use crate::failure::Failure;
use crate::problem::problem_text;
use crate::visitor::SignedIn;

const VERSION: &str = "1.0.0";
const PIECE: &str = "application/offset+octet-stream";
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
const UPLOAD_EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
const UPLOAD_METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const UPLOAD_CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");
/// The status for a piece whose checksum differs (tus 1.0, "Checksum").
const CHECKSUM_MISMATCH: u16 = 460;

/// `OPTIONS` of an upload: what this server can do.
pub(crate) async fn options(State(web): State<Web>) -> Response {
    abilities(web.app.settings().max_file_bytes)
}

/// What this server can do, and how large a file may be.
pub(crate) fn abilities(max: u64) -> Response {
    let told = [
        (TUS_VERSION, VERSION.to_owned()),
        (HeaderName::from_static("tus-extension"), "creation,checksum,expiration,termination".to_owned()),
        (HeaderName::from_static("tus-checksum-algorithm"), Checksum::ALGORITHMS.to_owned()),
        (HeaderName::from_static("tus-max-size"), max.to_string()),
    ];
    let mut response = answer(StatusCode::NO_CONTENT);
    for (name, value) in told {
        put(&mut response, name, value);
    }
    response
}

/// What a sender says of a file that is to come.
pub(crate) struct Asked {
    /// Bytes.
    pub(crate) size: u64,
    metadata: Vec<(String, String)>,
}

impl Asked {
    /// What the headers say; the status of the answer where they say nothing that can be read.
    pub(crate) fn read(headers: &HeaderMap) -> Result<Self, StatusCode> {
        let size = check_version(headers).and_then(|()| number(headers, &UPLOAD_LENGTH))?;
        let metadata = metadata(headers).ok_or(StatusCode::BAD_REQUEST)?;
        Ok(Self { size, metadata })
    }

    /// A text of the metadata; empty where there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.metadata.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// The answer to a file that is to come: the address of its upload, or why not.
pub(crate) fn begun(t: &Texts, begun: Result<Uploading, AppError>) -> Result<Response, Failure> {
    match begun {
        Ok(uploading) => {
            let mut response = answer(StatusCode::CREATED);
            put(&mut response, header::LOCATION, format!("/unggahan/{}", uploading.upload().id));
            expires(&mut response, &uploading);
            Ok(response)
        }
        Err(error) => refused(t, error.into()),
    }
}

/// `HEAD /unggahan/{id}`: how far it has come.
pub(crate) async fn ask(
    signed_in: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Err(status) = check_version(&headers) {
        return Ok(answer(status));
    }
    let Some(mut uploading) = find(&signed_in, &id).await? else {
        return Ok(answer(StatusCode::BAD_REQUEST));
    };
    match uploading.resume().await {
        Ok(()) | Err(UploadError::Refused(_)) => {}
        Err(error) => return refused(signed_in.visitor.texts(), error),
    }
    let upload = uploading.upload();
    if matches!(upload.state, UploadState::Refused | UploadState::Ended) {
        return Ok(answer(StatusCode::GONE));
    }
    let mut response = answer(StatusCode::OK);
    put(&mut response, UPLOAD_OFFSET, upload.received.to_string());
    put(&mut response, UPLOAD_LENGTH, upload.size.to_string());
    expires(&mut response, &uploading);
    Ok(response)
}

/// An upload for our own pages.
#[derive(Debug, Serialize)]
struct Told {
    state: &'static str,
    offset: i64,
    size: i64,
    file: String,
    problem: Option<String>,
    evidence: Option<String>,
    /// Number of the receipt, once the file is evidence.
    receipt: Option<String>,
    /// Whether it arrived after the answers were signed off.
    late: bool,
    expires_at: Timestamp,
}

/// `GET /unggahan/{id}`: what has become of it, and why.
pub(crate) async fn tell(signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, Failure> {
    let Some(uploading) = find(&signed_in, &id).await? else { return Ok(answer(StatusCode::BAD_REQUEST)) };
    let upload = uploading.upload();
    let evidence = uploading.evidence().await?;
    let told = Told {
        state: upload.state.code(),
        offset: upload.received,
        size: upload.size,
        file: uploading.shown_name(),
        problem: upload.problem.as_ref().map(|problem| problem_text(signed_in.visitor.texts(), problem)),
        evidence: upload.evidence.map(|id| id.to_string()),
        late: evidence.as_ref().is_some_and(|evidence| evidence.late),
        receipt: evidence.and_then(|evidence| evidence.receipt),
        expires_at: upload.expires_at,
    };
    Ok(Json(told).into_response())
}

/// `PATCH /unggahan/{id}`: a piece.
pub(crate) async fn receive(
    signed_in: SignedIn,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let (parts, body) = request.into_parts();
    let headers = &parts.headers;
    let Some(mut uploading) = find(&signed_in, &id).await? else {
        return Ok(answer(StatusCode::BAD_REQUEST));
    };
    let read = check_version(headers).and_then(|()| check_kind(headers));
    let read = read.and_then(|()| Ok((number(headers, &UPLOAD_OFFSET)?, checksum(headers)?)));
    let (offset, checksum) = match read {
        Ok(read) => read,
        Err(status) => return Ok(answer(status)),
    };
    let length = number(headers, &header::CONTENT_LENGTH).ok();
    let piece = Piece { offset, length, checksum, stream: body.into_data_stream() };
    // A task of its own: when the line is cut, what has come is still written down.
    let received = tokio::spawn(async move {
        let result = uploading.receive(piece).await;
        (uploading, result)
    });
    let (uploading, result) = received.await.map_err(|error| AppError::Fault(error.to_string()))?;
    match result {
        Ok(()) => {
            let mut response = answer(StatusCode::NO_CONTENT);
            put(&mut response, UPLOAD_OFFSET, uploading.upload().received.to_string());
            expires(&mut response, &uploading);
            Ok(response)
        }
        Err(error) => refused(signed_in.visitor.texts(), error),
    }
}

/// `DELETE /unggahan/{id}`: it is given up.
pub(crate) async fn give_up(
    signed_in: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Err(status) = check_version(&headers) {
        return Ok(answer(status));
    }
    let Some(uploading) = find(&signed_in, &id).await? else { return Ok(answer(StatusCode::BAD_REQUEST)) };
    match uploading.give_up().await {
        Ok(()) => Ok(answer(StatusCode::NO_CONTENT)),
        Err(error) => refused(signed_in.visitor.texts(), error),
    }
}

/// The upload; `None` where the text cannot be the name of one.
async fn find(signed_in: &SignedIn, id: &str) -> Result<Option<Uploading>, AppError> {
    let Ok(name) = id.parse::<UploadName>() else { return Ok(None) };
    signed_in.access.upload(name).await.map(Some)
}

/// The answer to what was refused: a short text in the reader's language. What pages answer in the same way, they do.
fn refused(t: &Texts, error: UploadError) -> Result<Response, Failure> {
    let (status, text) = match error {
        UploadError::App(AppError::Invalid(problems)) => {
            let is_too_big = problems.iter().any(|found| matches!(found.problem, Problem::FileTooBig { .. }));
            let status =
                if is_too_big { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::UNPROCESSABLE_ENTITY };
            let texts: Vec<String> = problems.iter().map(|found| problem_text(t, &found.problem)).collect();
            (status, texts.join("\n"))
        }
        UploadError::App(error) => return Err(error.into()),
        UploadError::Offset { .. } => (StatusCode::CONFLICT, t.saq_upload_elsewhere()),
        UploadError::TooMuch => (StatusCode::CONFLICT, t.saq_upload_too_much()),
        UploadError::Checksum => {
            let status = StatusCode::from_u16(CHECKSUM_MISMATCH).unwrap_or(StatusCode::BAD_REQUEST);
            (status, t.saq_upload_changed())
        }
        UploadError::Over => (StatusCode::GONE, t.saq_upload_over()),
        UploadError::Refused(problem) => (StatusCode::UNPROCESSABLE_ENTITY, problem_text(t, &problem)),
    };
    let mut response = (status, text).into_response();
    response.headers_mut().insert(TUS_RESUMABLE, HeaderValue::from_static(VERSION));
    Ok(response)
}

/// An answer without a body.
pub(crate) fn answer(status: StatusCode) -> Response {
    let mut response = (status, [(TUS_RESUMABLE, HeaderValue::from_static(VERSION))]).into_response();
    if status == StatusCode::PRECONDITION_FAILED {
        response.headers_mut().insert(TUS_VERSION, HeaderValue::from_static(VERSION));
    }
    response
}

fn put(response: &mut Response, name: HeaderName, value: String) {
    if let Ok(value) = HeaderValue::try_from(value) {
        response.headers_mut().insert(name, value);
    }
}

fn expires(response: &mut Response, uploading: &Uploading) {
    let printer = jiff::fmt::rfc2822::DateTimePrinter::new();
    if let Ok(date) = printer.timestamp_to_rfc9110_string(&uploading.upload().expires_at) {
        put(response, UPLOAD_EXPIRES, date);
    }
}

/// Every request names the version of the protocol that it speaks.
fn check_version(headers: &HeaderMap) -> Result<(), StatusCode> {
    let is_ours = headers.get(TUS_RESUMABLE).is_some_and(|version| version == VERSION);
    if is_ours { Ok(()) } else { Err(StatusCode::PRECONDITION_FAILED) }
}

/// A piece comes as bytes, not as something to be unpacked.
fn check_kind(headers: &HeaderMap) -> Result<(), StatusCode> {
    let is_piece = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == PIECE);
    let is_packed = headers.get(header::CONTENT_ENCODING).is_some_and(|encoding| encoding != "identity");
    if is_piece && !is_packed { Ok(()) } else { Err(StatusCode::UNSUPPORTED_MEDIA_TYPE) }
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, StatusCode> {
    let digits = headers.get(name).and_then(|value| value.to_str().ok());
    let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    digits.and_then(|digits| digits.parse().ok()).ok_or(StatusCode::BAD_REQUEST)
}

fn checksum(headers: &HeaderMap) -> Result<Option<Checksum>, StatusCode> {
    let Some(value) = headers.get(UPLOAD_CHECKSUM) else { return Ok(None) };
    let read = value.to_str().ok().and_then(|value| Checksum::parse(value).ok());
    read.map(Some).ok_or(StatusCode::BAD_REQUEST)
}

/// `key value, key value` with values in Base64 (tus 1.0, "Upload-Metadata"); `None` where it has another form.
fn metadata(headers: &HeaderMap) -> Option<Vec<(String, String)>> {
    let Some(line) = headers.get(UPLOAD_METADATA) else { return Some(Vec::new()) };
    line.to_str().ok()?.split(',').map(str::trim).filter(|pair| !pair.is_empty()).map(pair).collect()
}

fn pair(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once(' ').unwrap_or((text, ""));
    let value = String::from_utf8(BASE64.decode(value.trim().as_bytes()).ok()?).ok()?;
    Some((key.to_owned(), value))
}
