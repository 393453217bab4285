//! The answers of an office, one question at a time.

use app::Scope;
use app::office::SaveAnswer;
use axum::response::Response;
use domain::assessments::{AlsoAnswer, Answer};
use domain::codes::{AlsoCode, QuestionCode};
use http::HeaderMap;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use store::answer::Saved;
use utoipa::ToSchema;

use super::assessments::office;
use super::caller::Member;
use super::error::ApiError;
use super::json::Form;
use super::operation::Operation;
use super::query::Names;
use super::{ANSWERS, answer};

/// An answer with its version.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SavedAnswer)]
struct AnswerDoc {
    /// Code of the question.
    #[schema(example = "A1")]
    question: String,
    /// 1, 2, …; 0 where nothing is answered. It counts changes of `value`.
    #[schema(example = 3)]
    version: i64,
    /// The answer; `{}` for none.
    #[schema(value_type = AnswerValue)]
    value: Value,
    /// Name of who saved it.
    saved_by: Option<String>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    saved_at: Option<Timestamp>,
}

/// An answer to be saved.
#[derive(Debug, ToSchema)]
#[schema(as = NewAnswer)]
#[expect(dead_code, reason = "describes what `read` reads")]
struct NewAnswer {
    /// The whole answer as it shall be; `{}` for none.
    value: AnswerValue,
}

/// An answer in the JSON form of the scoring contract. What does not fit the kind of the question is refused.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `value` reads")]
pub(super) struct AnswerValue {
    /// Codes of the chosen options; an empty list is "looked at, none chosen".
    #[schema(example = json!(["a"]))]
    options: Option<Vec<String>>,
    /// Numbers by field, as texts: `"12"`, `"0.5"`, `"1/3"`.
    fields: Option<std::collections::BTreeMap<String, String>>,
    /// Free text.
    text: Option<String>,
    /// Web address.
    url: Option<String>,
    /// Date, `2024-06-10`.
    date: Option<String>,
    /// Names of the files. They follow the evidence: what is sent here is not looked at.
    files: Option<Vec<String>>,
    /// Further answers by code.
    also: Option<std::collections::BTreeMap<String, AlsoValue>>,
}

/// A further answer; its numbers stand in `fields` of the answer itself.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes what `also` reads")]
struct AlsoValue {
    /// As in the answer.
    options: Option<Vec<String>>,
    /// As in the answer.
    text: Option<String>,
    /// As in the answer.
    url: Option<String>,
    /// As in the answer.
    date: Option<String>,
    /// As in the answer.
    files: Option<Vec<String>>,
}

pub(super) fn operations() -> Vec<Operation> {
    const PATH: &str = "/rounds/{round}/assessments/{body}/answers/{question}";
    vec![
        Operation::get(PATH, "getAnswer", show)
            .about(ANSWERS, "The answer to a question")
            .scope(Scope::ReadAnswers)
            .answers_versioned::<AnswerDoc>("The answer"),
        Operation::put(PATH, "saveAnswer", save)
            .about(ANSWERS, "Save the answer to a question")
            .note("Sending the same again changes nothing. When somebody else was faster, the answer is 412 with what is there now.")
            .scope(Scope::WriteAnswers)
            .if_match()
            .takes::<NewAnswer>(json!({ "value": { "options": ["a"] } }))
            .answers_versioned::<AnswerDoc>("The answer as it is saved"),
    ]
}

async fn show(member: Member, names: Names) -> Result<Response, ApiError> {
    let office = office(&member, &names).await?;
    let sheet = office.question_sheet(names.question()).await?;
    Ok(shown(names.question(), sheet.saved.as_ref()))
}

async fn save(
    member: Member,
    names: Names,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, ApiError> {
    let base = answer::base(&headers)?;
    let value = form.object("value", value);
    if value.is_none() {
        form.missing("value");
    }
    form.done()?;
    let office = office(&member, &names).await?;
    let question: QuestionCode = names.question().parse().map_err(|_| app::AppError::NotFound)?;
    let command = SaveAnswer { question, base, value: value.unwrap_or_default() };
    let at = |field: &str| format!("/value/{}", field.replace('.', "/"));
    office.save_answer(command).await.map_err(|error| answer::placed(error, at))?;
    let sheet = office.question_sheet(names.question()).await?;
    Ok(shown(names.question(), sheet.saved.as_ref()))
}

/// An answer of the contract.
fn value(form: &mut Form) -> Answer {
    Answer {
        options: form.optional("options"),
        fields: form.codes("fields"),
        text: form.optional("text"),
        url: form.optional("url"),
        date: form.optional("date"),
        files: form.optional("files").unwrap_or_default(),
        also: form.object("also", also).unwrap_or_default(),
    }
}

fn also(form: &mut Form) -> std::collections::BTreeMap<AlsoCode, AlsoAnswer> {
    form.each(|form, key| {
        form.object(key, |form| AlsoAnswer {
            options: form.optional("options"),
            text: form.optional("text"),
            url: form.optional("url"),
            date: form.optional("date"),
            files: form.optional("files").unwrap_or_default(),
        })
    })
}

fn shown(question: &str, saved: Option<&Saved>) -> Response {
    let version = saved.map_or(0, |saved| saved.version);
    let doc = AnswerDoc {
        question: question.to_owned(),
        version,
        value: saved.map_or_else(|| json!({}), |saved| json!(saved.value)),
        saved_by: saved.map(|saved| saved.saved_by_name.clone()),
        saved_at: saved.map(|saved| saved.saved_at),
    };
    answer::versioned(version, doc)
}
