//! Files and links that support an answer.

use app::Scope;
use app::office::{Attached, Office};
use axum::body::Body;
use axum::extract::{FromRequest as _, Request};
use axum::response::Response;
use domain::ids::EvidenceId;
use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::json;
use store::evidence::{Content, Evidence};
use utoipa::ToSchema;

use super::assessments::office;
use super::caller::Member;
use super::error::{ApiError, What, Wrong};
use super::json::{Form, is_json};
use super::operation::Operation;
use super::query::{Names, Query};
use super::{EVIDENCE, answer};
use crate::download::give;
use crate::headers::Exposure;

const QUESTION: &str = "/rounds/{round}/assessments/{body}/answers/{question}/evidence";
const PIECE: &str = "/rounds/{round}/assessments/{body}/answers/{question}/evidence/{evidence}";

/// A file or a link in a slot.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
struct EvidenceDoc {
    /// Which.
    #[schema(format = Uuid)]
    id: String,
    /// Code of the slot.
    #[schema(example = "foto")]
    slot: String,
    /// What the office says that it shows.
    caption: String,
    /// When it was added.
    #[schema(value_type = String, format = DateTime)]
    added_at: Timestamp,
    /// The file.
    file: Option<FileDoc>,
    /// The link.
    link: Option<String>,
    /// Number of the receipt; links have none.
    #[schema(example = "BK-24-7K3Q-94M2-X")]
    receipt: Option<String>,
    /// Whether it arrived after the answers were signed off.
    late: bool,
    /// The older version that it took the place of.
    #[schema(format = Uuid)]
    replaces: Option<String>,
}

/// A file.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = File)]
struct FileDoc {
    /// Its name.
    #[schema(example = "foto.jpg")]
    name: String,
    /// What it is, by its content.
    #[schema(example = "jpg")]
    media: String,
    /// Bytes.
    #[schema(example = 48213)]
    size: i64,
    /// SHA-256, hexadecimal.
    sha256: String,
    /// Where its bytes are.
    #[schema(format = "uri-reference")]
    href: String,
}

/// A link as evidence.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `add` reads")]
struct NewLink {
    /// Code of the slot.
    slot: String,
    /// Web address.
    link: String,
    /// What it shows.
    caption: Option<String>,
}

/// What a piece of evidence shows.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `describe` reads")]
struct NewCaption {
    /// At most 300 characters.
    #[schema(max_length = 300)]
    caption: String,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get(QUESTION, "listEvidence", list)
            .about(EVIDENCE, "The evidence of a question")
            .scope(Scope::ReadAnswers)
            .lists::<EvidenceDoc>("A page of files and links"),
        Operation::post(QUESTION, "addEvidence", add)
            .about(EVIDENCE, "Add a file or a link")
            .note("A file is sent as it is, `application/octet-stream`, with `slot` and `name` as parameters; a link as JSON. The same file or link in the same slot is not added twice: the answer is 200 then.")
            .scope(Scope::WriteAnswers)
            .text_parameter("slot", "For a file: code of the slot")
            .text_parameter("name", "For a file: its name")
            .text_parameter("caption", "For a file: what it shows")
            .takes_or_bytes::<NewLink>(
                json!({ "slot": "tautan", "link": "https://ppid.example.go.id", "caption": "Laman PPID" }),
            )
            .answers::<EvidenceDoc>(201, "Added")
            .answers::<EvidenceDoc>(200, "Was there already"),
        Operation::patch(PIECE, "describeEvidence", describe)
            .about(EVIDENCE, "Change the caption")
            .scope(Scope::WriteAnswers)
            .takes::<NewCaption>(json!({ "caption": "Ruang layanan, Juni 2024" }))
            .answers::<EvidenceDoc>(200, "The evidence"),
        Operation::delete(PIECE, "removeEvidence", remove)
            .about(EVIDENCE, "Take evidence away")
            .scope(Scope::WriteAnswers)
            .answers_nothing("Taken away"),
        Operation::get("/evidence/{evidence}", "getFile", download)
            .about(EVIDENCE, "The bytes of a file")
            .note("For the office, and once it has submitted for those who judge it (scope `reviews:read`). A `Range` of bytes (RFC 9110) is answered with 206.")
            .scope(Scope::ReadAnswers)
            .answers_file("The file"),
    ]
}

async fn list(member: Member, names: Names, query: Query) -> Result<Response, ApiError> {
    let office = office(&member, &names).await?;
    let evidence = office.question_sheet(names.question()).await?.evidence;
    let key = |piece: &Evidence| (piece.slot.to_string(), piece.id);
    Ok(answer::list(query.page(evidence, key)?.map(|piece| EvidenceDoc::from(&piece)), &query))
}

async fn add(member: Member, names: Names, query: Query, request: Request) -> Result<Response, ApiError> {
    let office = office(&member, &names).await?;
    let question = names.question();
    let attached = if is_json(request.headers()) {
        let mut form = Form::from_request(request, &()).await?;
        let (slot, link) = (form.required::<String>("slot"), form.required::<String>("link"));
        let caption: String = form.optional("caption").unwrap_or_default();
        form.done()?;
        let (slot, link) = (slot.unwrap_or_default(), link.unwrap_or_default());
        office
            .add_link(question, &slot, &link, &caption)
            .await
            .map_err(|error| answer::placed(error, in_body))?
    } else if is_bytes(&request) {
        let slot = needed(&query, "slot")?;
        let name = needed(&query, "name")?;
        let caption = query.text("caption")?.unwrap_or_default();
        let bytes = Body::into_data_stream(request.into_body());
        let refused = |error| answer::placed(error, in_address);
        let staged = office.stage(question, &slot, &name, bytes).await.map_err(refused)?;
        office.attach(question, &slot, &caption, vec![staged]).await.map_err(refused)?
    } else {
        return Err(ApiError::MediaType("application/json, application/octet-stream"));
    };
    let (id, is_new) = match attached {
        Attached { added, .. } if !added.is_empty() => (added.first().copied(), true),
        Attached { present, .. } => (present.first().copied(), false),
    };
    let doc = piece(&office, question, id.ok_or(app::AppError::NotFound)?).await?;
    Ok(if is_new { answer::created(doc) } else { answer::one(doc) })
}

/// The use case names slot and field: `caption.foto`.
fn in_body(field: &str) -> String {
    format!("/{}", in_address(field))
}

fn in_address(field: &str) -> String {
    field.split('.').next().unwrap_or_default().to_owned()
}

fn is_bytes(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/octet-stream"))
}

fn needed(query: &Query, name: &str) -> Result<String, ApiError> {
    let required =
        || ApiError::Parameters(vec![Wrong::new(name, What::Problem(domain::problem::Problem::Required))]);
    query.text(name)?.filter(|text| !text.trim().is_empty()).ok_or_else(required)
}

async fn piece(office: &Office, question: &str, id: EvidenceId) -> Result<EvidenceDoc, ApiError> {
    let sheet = office.question_sheet(question).await?;
    let found = sheet.evidence.iter().find(|piece| piece.id == id).map(EvidenceDoc::from);
    Ok(found.ok_or(app::AppError::NotFound)?)
}

async fn describe(member: Member, names: Names, mut form: Form) -> Result<Response, ApiError> {
    let caption = form.required::<String>("caption").unwrap_or_default();
    form.done()?;
    let (office, id) = (office(&member, &names).await?, names.evidence()?);
    let refused = |error| answer::placed(error, in_body);
    office.set_caption(names.question(), id, &caption).await.map_err(refused)?;
    Ok(answer::one(piece(&office, names.question(), id).await?))
}

async fn remove(member: Member, names: Names) -> Result<StatusCode, ApiError> {
    let (office, id) = (office(&member, &names).await?, names.evidence()?);
    office.remove_evidence(names.question(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn download(member: Member, names: Names, headers: HeaderMap) -> Result<Response, ApiError> {
    let file = app::evidence::open(&member.0, names.evidence()?).await?;
    let mut response = give(&file, &headers).await?;
    if response.status() == StatusCode::RANGE_NOT_SATISFIABLE {
        response.extensions_mut().insert(ApiError::Range);
    }
    response.extensions_mut().insert(Exposure::Evidence);
    Ok(response)
}

impl From<&Evidence> for EvidenceDoc {
    fn from(piece: &Evidence) -> Self {
        let (file, link) = match &piece.content {
            Content::File { blob, name } => {
                let file = FileDoc {
                    name: name.clone(),
                    media: blob.media.clone(),
                    size: blob.size,
                    sha256: blob.sha256.clone(),
                    href: format!("{}/evidence/{}", super::PREFIX, piece.id),
                };
                (Some(file), None)
            }
            Content::Link(link) => (None, Some(link.clone())),
        };
        Self {
            id: piece.id.to_string(),
            slot: piece.slot.to_string(),
            caption: piece.caption.clone(),
            added_at: piece.added_at,
            file,
            link,
            receipt: piece.receipt.clone(),
            late: piece.late,
            replaces: piece.replaces.map(|id| id.to_string()),
        }
    }
}
