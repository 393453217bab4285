//! Posts that a person held before: one's own, or those of somebody whom an administrator looks after.

use app::AppError;
use app::duties::FormerPosts;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::ids::{FormerPostId, PersonId};
use domain::problem::Problem;
use http::StatusCode;
use i18n::Texts;

use crate::components::{BackLink, Button, Input};
use crate::failure::Failure;
use crate::form::Fields;
use crate::page::{Shell, render};
use crate::problem::Messages;
use crate::state::Web;
use crate::visitor::{SignedIn, redirect_with};

#[derive(Debug, Template)]
#[template(path = "duties/posts.html")]
struct PostsPage {
    shell: Shell,
    t: Texts,
    name: String,
    back: String,
    here: String,
    /// Office, post, and where it is taken away; empty where it cannot be.
    posts: Vec<(String, String, String)>,
    office: Input,
    post: Input,
    errors: Messages,
}

async fn page(
    web: &Web,
    reader: &SignedIn,
    posts: &FormerPosts,
    (here, back, removes): (&str, &str, bool),
    fields: &Fields,
    errors: Messages,
) -> Result<Response, Failure> {
    let t = *reader.visitor.texts();
    let mut shell = reader.visitor.shell(web).with_errors(!errors.is_empty());
    here.clone_into(&mut shell.path);
    let rows = posts.all().await?.into_iter().map(|post| {
        let remove = if removes { format!("{here}/{}/hapus", post.id) } else { String::new() };
        (post.office_name, post.post, remove)
    });
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PostsPage {
        name: posts.name().to_owned(),
        back: back.to_owned(),
        here: here.to_owned(),
        posts: rows.collect(),
        office: Input::new("office", t.post_office())
            .hint(t.post_office_hint())
            .value(fields.text("office"))
            .error(shell.error(errors.get("office"))),
        post: Input::new("post", t.post_name())
            .hint(t.post_name_hint())
            .value(fields.text("post"))
            .error(shell.error(errors.get("post"))),
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// Where the own posts are, and where the way back leads.
const OWN: (&str, &str, bool) = ("/akun/jabatan", "/akun", false);

/// `GET /akun/jabatan`
pub(super) async fn own(State(web): State<Web>, reader: SignedIn) -> Result<Response, Failure> {
    let posts = reader.access.own_posts();
    page(&web, &reader, &posts, OWN, &Fields::default(), Messages::default()).await
}

/// `POST /akun/jabatan`
pub(super) async fn add_own(
    State(web): State<Web>,
    reader: SignedIn,
    fields: Fields,
) -> Result<Response, Failure> {
    let posts = reader.access.own_posts();
    add(&web, &reader, &posts, OWN, &fields).await
}

async fn add(
    web: &Web,
    reader: &SignedIn,
    posts: &FormerPosts,
    place: (&str, &str, bool),
    fields: &Fields,
) -> Result<Response, Failure> {
    match posts.add(fields.text("office"), fields.text("post")).await {
        Ok(()) => Ok(redirect_with(place.0, "post-done", web)),
        Err(AppError::Invalid(problems)) => {
            let errors = Messages::new(reader.visitor.texts(), &worded(problems));
            page(web, reader, posts, place, fields, errors).await
        }
        Err(other) => Err(other.into()),
    }
}

/// An office that is not known is told how offices are named here.
fn worded(mut problems: Vec<domain::problem::FieldProblem>) -> Vec<domain::problem::FieldProblem> {
    for found in problems.iter_mut().filter(|found| found.problem == Problem::Unknown) {
        found.problem = Problem::NotNow { why: "post-office-unknown".to_owned() };
    }
    problems
}

fn person(id: &str) -> Result<PersonId, AppError> {
    id.parse().map_err(|_| AppError::NotFound)
}

/// `GET /pengguna/{person}/jabatan`
pub(super) async fn of(
    State(web): State<Web>,
    reader: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let posts = reader.access.posts_of(person(&id)?).await?;
    let (here, back) = (format!("/pengguna/{id}/jabatan"), format!("/pengguna/{id}"));
    page(&web, &reader, &posts, (&here, &back, true), &Fields::default(), Messages::default()).await
}

/// `POST /pengguna/{person}/jabatan`
pub(super) async fn add_of(
    State(web): State<Web>,
    reader: SignedIn,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let posts = reader.access.posts_of(person(&id)?).await?;
    let (here, back) = (format!("/pengguna/{id}/jabatan"), format!("/pengguna/{id}"));
    add(&web, &reader, &posts, (&here, &back, true), &fields).await
}

/// `POST /pengguna/{person}/jabatan/{post}/hapus`
pub(super) async fn remove_of(
    State(web): State<Web>,
    reader: SignedIn,
    Path((id, post)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let post: FormerPostId = post.parse().map_err(|_| AppError::NotFound)?;
    reader.access.posts_of(person(&id)?).await?.remove(post).await?;
    Ok(redirect_with(&format!("/pengguna/{id}/jabatan"), "post-removed", &web))
}
