//! Judging what offices submitted.

use app::Scope;
use app::reviewer::{Item, OfficeLine, Order, Verdict};
use axum::response::Response;
use domain::assessments::Review;
use domain::scoring::Found;
use http::HeaderMap;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::answers::AnswerValue;
use super::caller::Member;
use super::error::ApiError;
use super::json::Form;
use super::operation::Operation;
use super::query::{Names, Query};
use super::{REVIEWS, answer};

/// How far the judging of one office has come.
#[derive(Debug, Serialize, ToSchema)]
struct OfficeReviews {
    /// Code of the office.
    #[schema(example = "62.06")]
    body: String,
    /// Its name.
    name: String,
    /// Where its questionnaire stands; only a submitted one can be judged.
    #[schema(example = "submitted")]
    state: &'static str,
    /// Whether this person may judge it.
    may_review: bool,
    /// Questions judged, those that the system scores included.
    reviewed: usize,
    /// Judgements that are marked to be looked at again.
    doubtful: usize,
    /// Judgements of answers that were saved again afterwards.
    outdated: usize,
    /// Code of the next question to judge.
    next: Option<String>,
}

impl From<OfficeLine> for OfficeReviews {
    fn from(line: OfficeLine) -> Self {
        Self {
            body: line.code.to_string(),
            name: line.name,
            state: line.state.code(),
            may_review: line.may_review,
            reviewed: line.reviewed,
            doubtful: line.doubtful,
            outdated: line.outdated,
            next: line.next.map(|code| code.to_string()),
        }
    }
}

/// An answer with its judgement.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ReviewItem)]
#[expect(clippy::struct_excessive_bools, reason = "four answers to four questions of a program")]
struct ItemDoc {
    /// Code of the office.
    body: String,
    /// Code of the question.
    question: String,
    /// What the office answered; `{}` for none.
    #[schema(value_type = AnswerValue)]
    answer: Value,
    /// Ids of the files and links that support it.
    evidence: Vec<PieceDoc>,
    /// The share as things stand, a fraction of 1; null where nobody has judged yet or the question drops out.
    #[schema(example = "3/5")]
    share: Option<String>,
    /// Whether the question drops out at this office.
    not_applicable: bool,
    /// Version of the judgement; 0 where there is none.
    version: i64,
    /// The judgement.
    #[schema(value_type = Option<ReviewValue>)]
    review: Option<Value>,
    /// Why.
    reason: Option<String>,
    /// The reviewer wants to look at it again.
    doubtful: bool,
    /// Whether the answer was saved again after the judgement.
    outdated: bool,
    /// Name of who judged.
    reviewed_by: Option<String>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    reviewed_at: Option<Timestamp>,
    /// Whether this person may judge it.
    may_review: bool,
}

/// A file or a link that supports an answer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EvidenceRef)]
struct PieceDoc {
    /// Its id, for `/evidence/{evidence}`.
    id: String,
    /// Code of the slot.
    slot: String,
    /// What the office says that it shows.
    caption: String,
    /// The link, where it is one.
    link: Option<String>,
}

/// What a reviewer found: what the rubric of the question asks for.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `review` reads")]
struct ReviewValue {
    /// `levels`: index of the level, from 0.
    #[schema(minimum = 0, maximum = 4_294_967_295_u64)]
    level: Option<u32>,
    /// `per_option`: codes of the options found proven.
    options: Option<Vec<String>>,
    /// `bands`, and any question with fields: confirmed numbers, as texts.
    fields: Option<std::collections::BTreeMap<String, String>>,
    /// `criteria`: codes of the criteria ticked.
    criteria: Option<Vec<String>>,
}

/// A judgement to be saved.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `save` reads")]
struct NewReview {
    /// What was found.
    review: ReviewValue,
    /// Why; needed below full share.
    #[schema(max_length = 2000)]
    reason: Option<String>,
    /// To be looked at again.
    #[schema(default = false)]
    doubtful: Option<bool>,
}

pub(super) fn operations() -> Vec<Operation> {
    const PATH: &str = "/rounds/{round}/assessments/{body}/reviews/{question}";
    vec![
        Operation::get("/rounds/{round}/reviews", "listReviews", list)
            .about(
                REVIEWS,
                "The offices whose submissions this person may see, and how far their judging has come",
            )
            .scope(Scope::ReadReviews)
            .lists::<OfficeReviews>("A page of offices"),
        Operation::get(PATH, "getReview", show)
            .about(REVIEWS, "An answer of a submitted questionnaire with its judgement")
            .scope(Scope::ReadReviews)
            .conflicts()
            .answers_versioned::<ItemDoc>("The answer and its judgement"),
        Operation::put(PATH, "saveReview", save)
            .about(REVIEWS, "Judge an answer")
            .note("A token needs `reviews:read` for it too.")
            .scope(Scope::WriteReviews)
            .if_match()
            .takes::<NewReview>(
                json!({ "review": { "level": 1 }, "reason": "Foto menunjukkan area khusus." }),
            )
            .answers_versioned::<ItemDoc>("The answer and its judgement"),
    ]
}

async fn list(member: Member, names: Names, query: Query) -> Result<Response, ApiError> {
    let offices = member.0.reviewer(names.round()).await?.queue().await?.offices;
    let page = query.page(offices, |line| line.code.to_string())?;
    Ok(answer::list(page.map(OfficeReviews::from), &query))
}

async fn show(member: Member, names: Names) -> Result<Response, ApiError> {
    let reviewer = member.0.reviewer(names.round()).await?;
    Ok(shown(&reviewer.item(names.body(), names.question(), Order::Office).await?))
}

async fn save(
    member: Member,
    names: Names,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, ApiError> {
    let base = answer::base(&headers)?;
    let review = form.object("review", review);
    if review.is_none() {
        form.missing("review");
    }
    let reason = form.optional("reason").unwrap_or_default();
    let doubtful = form.optional("doubtful").unwrap_or(false);
    form.done()?;
    let reviewer = member.0.reviewer(names.round()).await?;
    let verdict = Verdict { base, review: review.unwrap_or_default(), reason, doubtful, note: None };
    let saved = reviewer.save(names.body(), names.question(), &verdict).await;
    saved.map_err(|error| answer::placed(error, in_body))?;
    Ok(shown(&reviewer.item(names.body(), names.question(), Order::Office).await?))
}

/// Where a field of the use case is in the body: `field-terima` is `/review/fields/terima`.
fn in_body(field: &str) -> String {
    match (field, field.strip_prefix("field-")) {
        ("reason" | "doubtful", _) => format!("/{field}"),
        (_, Some(code)) => format!("/review/fields/{code}"),
        ("", _) => "/review".to_owned(),
        _ => format!("/review/{field}"),
    }
}

fn review(form: &mut Form) -> Review {
    Review {
        level: form.optional("level"),
        options: form.optional("options"),
        fields: form.codes("fields"),
        criteria: form.optional("criteria"),
        share: None,
    }
}

fn shown(item: &Item) -> Response {
    let saved = item.review.as_ref();
    let version = saved.map_or(0, |saved| saved.version);
    let evidence = item.evidence.iter().map(|piece| PieceDoc {
        id: piece.id.to_string(),
        slot: piece.slot.to_string(),
        caption: piece.caption.clone(),
        link: match &piece.content {
            store::evidence::Content::Link(link) => Some(link.clone()),
            store::evidence::Content::File { .. } => None,
        },
    });
    let doc = ItemDoc {
        body: item.body.code.to_string(),
        question: item.question.code.to_string(),
        answer: item.answer.as_ref().map_or_else(|| json!({}), |saved| json!(saved.value)),
        evidence: evidence.collect(),
        share: match &item.found {
            Found::Share(share) => Some(share.to_string()),
            _ => None,
        },
        not_applicable: matches!(item.found, Found::NotApplicable),
        version,
        review: saved.map(|saved| json!(saved.value)),
        reason: saved.map(|saved| saved.reason.clone()),
        doubtful: saved.is_some_and(|saved| saved.doubtful),
        outdated: item.is_outdated,
        reviewed_by: saved.map(|saved| saved.reviewed_by_name.clone()),
        reviewed_at: saved.map(|saved| saved.reviewed_at),
        may_review: item.may_review,
    };
    answer::versioned(version, doc)
}
