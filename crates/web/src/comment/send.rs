//! Sending a comment on a claim: a plain form, with up to three files, without sign-in.

use app::comment::{Commenting, NewComment};
use app::{AppError, comment::Claims};
use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::comment::{FILE_MAX, FILES_MAX, TEXT_MAX};
use domain::problem::Problem;
use http::StatusCode;
use i18n::Texts;

use super::claims::{claimed, shell};
use crate::client::Client;
use crate::components::{BackLink, Button, CharacterCount, FileUpload, Html, Input, Panel};
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::{Incoming, Next, Received};
use crate::page::{Shell, render};
use crate::problem::{Messages, problem_text};
use crate::state::Web;
use crate::visitor::Visitor;

/// Most bytes of a text in the form.
const FIELD_MAX: usize = 64 * 1024;
/// A field that people do not see: programs that fill in every field give themselves away.
const TRAP: &str = "website";

#[derive(Debug, Template)]
#[template(path = "comment/form.html")]
struct FormPage {
    shell: Shell,
    t: Texts,
    office: String,
    question: String,
    claimed: String,
    back: String,
    action: String,
    fields: Html,
    trap: &'static str,
    errors: Messages,
}

#[derive(Debug, Template)]
#[template(path = "comment/sent.html")]
struct SentPage {
    shell: Shell,
    t: Texts,
    panel: Panel,
    back: String,
}

type Address = Path<(String, String, String)>;

/// `GET /masukan-publik/{round}/{body}/{question}`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path((round, body, question)): Address,
) -> Result<Response, Failure> {
    let found = web.app.public().claims(&round, &body).await?;
    page(&web, &visitor, &found, &question, &Fields::default(), Messages::default())
}

fn page(
    web: &Web,
    visitor: &Visitor,
    found: &Claims,
    question: &str,
    typed: &Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let claim = found.claims.iter().find(|claim| claim.question == *question).ok_or(AppError::NotFound)?;
    let shell = shell(web, visitor).with_errors(!errors.is_empty());
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let back = format!("/masukan-publik/{}/{}", found.round.slug, found.body.slug);
    let page = FormPage {
        office: found.body.office_name.clone(),
        question: format!("{}. {}", claim.number, claim.text.get(t.code())),
        claimed: claimed(&t, claim),
        action: format!("{back}/{question}"),
        back,
        fields: fields(&shell, typed, &errors),
        trap: TRAP,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

fn fields(shell: &Shell, typed: &Fields, errors: &Messages) -> Html {
    let t = &shell.t;
    let said = CharacterCount::new("text", t.comment_text(), TEXT_MAX, shell.count_words())
        .rows(8)
        .value(typed.raw("text"))
        .error(shell.error(errors.get("text")));
    let size = t.bytes(FILE_MAX);
    let files = FileUpload::new("files", t.comment_files())
        .hint(t.comment_files_hint(i64::try_from(FILES_MAX).unwrap_or(i64::MAX), size))
        .multiple()
        .accept("image/*,.pdf,.doc,.docx,.odt")
        .error(shell.error(errors.get("files")));
    let name = Input::new("name", t.comment_name())
        .hint(t.comment_name_hint())
        .autocomplete("name")
        .value(typed.text("name"))
        .error(shell.error(errors.get("name")));
    let contact = Input::new("contact", t.comment_contact())
        .hint(t.comment_contact_hint())
        .value(typed.text("contact"))
        .error(shell.error(errors.get("contact")));
    Html::join([Html::join([said]), Html::join([files]), Html::join([name]), Html::join([contact])])
}

/// Reads all parts to the end; `None` when the request broke off. Files beyond those that are taken are not kept.
async fn receive(sender: &Commenting, parts: Multipart) -> Result<Option<Received>, AppError> {
    let mut incoming = Incoming::new(parts, FIELD_MAX);
    let mut received = Received::default();
    loop {
        match incoming.next().await {
            Next::Text(name, value) => received.fields.push((name, value)),
            Next::File(name, _) if received.files.len() == FILES_MAX => {
                let max = u32::try_from(FILES_MAX).unwrap_or(u32::MAX);
                received.refused.push((name, Problem::TooManyFiles { max }));
            }
            Next::File(name, bytes) => {
                let staged = sender.stage(&name, bytes).await;
                received.keep(&name, staged)?;
            }
            Next::NotChosen => {}
            Next::End => return Ok(Some(received)),
            Next::BrokenOff => return Ok(None),
        }
    }
}

/// `POST /masukan-publik/{round}/{body}/{question}`: `text`, `name`, `contact`, files in parts of any name.
pub(super) async fn submit(
    State(web): State<Web>,
    visitor: Visitor,
    client: Client,
    Path((round, body, question)): Address,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let t = *visitor.texts();
    let sender = web.app.public().comment(&round, &body, &question, client.address()).await?;
    let found = web.app.public().claims(&round, &body).await?;
    let mut errors = Messages::default();
    let received = match parts {
        Ok(parts) => receive(&sender, parts).await?,
        Err(_) => None,
    };
    let Some(received) = received else {
        errors.add("files", t.comment_broke_off());
        return page(&web, &visitor, &found, &question, &Fields::default(), errors);
    };
    for (name, problem) in &received.refused {
        errors.add("files", t.saq_named_problem(name.as_str(), problem_text(&t, problem)));
    }
    let fields = Fields::new(received.fields);
    if !fields.raw(TRAP).is_empty() {
        errors.add(TRAP, t.comment_website_filled());
    }
    if errors.is_empty() {
        let new = NewComment {
            name: fields.text("name").to_owned(),
            contact: fields.text("contact").to_owned(),
            text: fields.raw("text").replace("\r\n", "\n"),
            files: received.files,
        };
        match sender.send(new).await {
            Ok(receipt) => return Ok(sent(&web, &visitor, &t, &found, &receipt)),
            Err(AppError::Invalid(problems)) => {
                for found in &problems {
                    errors.add(&found.field, problem_text(&t, &found.problem));
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    page(&web, &visitor, &found, &question, &fields, errors)
}

/// The answer shows the number, this once: there is nobody whose list it could stand in.
fn sent(web: &Web, visitor: &Visitor, t: &Texts, found: &Claims, receipt: &str) -> Response {
    let mut shell = shell(web, visitor);
    "/".clone_into(&mut shell.path);
    let panel = crate::saq::panel(t.comment_sent_title(), t.comment_sent_number(), receipt);
    let back = format!("/masukan-publik/{}/{}", found.round.slug, found.body.slug);
    render(StatusCode::OK, &SentPage { shell, t: *t, panel, back })
}
