//! The form that says who stands in the place of an office, and how pages tell of it.

use app::AppError;
use app::body::{Followed, NewSuccession, Preceded, SuccessionDesk};
use app::national::codes_in;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::problem::FieldProblem;
use i18n::Texts;

use crate::Web;
use crate::components::{Button, Textarea};
use crate::failure::Failure;
use crate::form::Fields;
use crate::moment;
use crate::national::frame::{Form, Parts, refused, version, version_field};
use crate::visitor::{SignedIn, redirect_with};

/// A sentence with the offices that it is about.
#[derive(Debug)]
pub(crate) struct Lineage {
    pub(crate) words: String,
    /// Address and name.
    pub(crate) offices: Vec<(String, String)>,
    pub(crate) ground: String,
}

impl Lineage {
    /// Who stands in the place of an office.
    pub(crate) fn after(t: &Texts, followed: &Followed) -> Self {
        let office = |body: &domain::body::Body| (format!("/{}", body.slug), body.office_name.clone());
        Self {
            words: t.succession_since(t.date(followed.since)),
            offices: followed.successors.iter().map(office).collect(),
            ground: t.succession_ground_of(followed.ground.as_str()),
        }
    }

    /// An office before another one, with its results.
    pub(crate) fn before(t: &Texts, before: &Preceded) -> Self {
        let slug = &before.body.slug;
        let results = before
            .rounds
            .iter()
            .map(|round| (format!("/hasil/{}/{slug}", round.slug), t.bodies_results(&round.title)));
        Self {
            words: t.succession_before(t.date(before.since)),
            offices: std::iter::once((format!("/{slug}"), before.body.office_name.clone()))
                .chain(results)
                .collect(),
            ground: t.succession_ground_of(before.ground.as_str()),
        }
    }
}

/// What the form holds when nobody has typed anything.
fn stored(desk: &SuccessionDesk) -> Fields {
    let mut fields = Fields::default();
    fields.set("version", desk.version().to_string());
    if let Some(present) = desk.present() {
        let codes: Vec<&str> = present.successors.iter().map(AsRef::as_ref).collect();
        fields.set("successors", codes.join("\n"));
        fields.set("since", present.since.to_string());
        fields.set("ground", present.ground.clone());
    }
    fields
}

fn page(
    web: &Web,
    reader: &SignedIn,
    desk: &SuccessionDesk,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let body = desk.body();
    let back = format!("/{}", body.slug);
    let form = Form::new(web, reader, format!("/badan/{}/penerus", body.slug), back, problems);
    let t = *form.t();
    form.name("successors", t.succession_successors());
    let inside = Parts::default()
        .with(version_field(version(fields)))
        .with(
            Textarea::new("successors", t.succession_successors())
                .hint(t.succession_successors_hint())
                .rows(4)
                .value(fields.raw("successors"))
                .error(form.error("successors")),
        )
        .with(
            form.input("since", t.succession_first_day(), fields.text("since"))
                .kind("date")
                .hint(t.succession_first_day_hint()),
        )
        .with(
            form.input("ground", t.succession_ground(), fields.text("ground"))
                .hint(t.succession_ground_hint()),
        );
    let intro = vec![t.succession_intro(), t.succession_intro_name()];
    let title = t.succession_title(body.office_name.as_str());
    form.render(title, intro, inside, Button::submit(t.common_save()), false)
}

/// `GET /badan/{slug}/penerus`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = reader.access.succession(&slug).await?;
    Ok(page(&web, &reader, &desk, &stored(&desk), &[]))
}

/// `POST /badan/{slug}/penerus`
pub(super) async fn save(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let desk = reader.access.succession(&slug).await?;
    match send(&desk, &fields).await {
        Ok(()) => Ok(redirect_with(&format!("/{}", desk.body().slug), "succession-saved", &web)),
        Err(error) => {
            let problems = refused(error, &mut fields)?;
            Ok(page(&web, &reader, &desk, &fields, &problems))
        }
    }
}

async fn send(desk: &SuccessionDesk, fields: &Fields) -> Result<(), AppError> {
    let successors = codes_in(fields.raw("successors"));
    let new = NewSuccession {
        base: version(fields),
        successors: successors.map_err(|problem| AppError::field("successors", problem))?,
        since: moment::date(fields.text("since")),
        ground: fields.text("ground").to_owned(),
    };
    desk.save(&new).await
}
