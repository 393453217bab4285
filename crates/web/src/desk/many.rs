//! Many files at once: sent, looked into, confirmed, and made drafts of the list in one step.

use app::AppError;
use app::desk::{Desk, TrayFile, TrayRow};
use askama::Template;
use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::catalogue::{Content, InformationClass};
use domain::facts::Progress;
use domain::ids::DroppedFileId;
use domain::problem::{FieldProblem, Problem};
use domain::upload::DeskPlace;
use http::{HeaderMap, StatusCode};
use i18n::Texts;

use super::desk_of;
use super::form::field_name;
use super::items::home;
use super::room::RoomBox;
use super::upload::ItemFiles;
use crate::Web;
use crate::components::{BackLink, Button, Checkboxes, Choice, FileUpload, Input, Select, SelectItem};
use crate::failure::Failure;
use crate::form::Fields;
use crate::incoming::receive;
use crate::moment;
use crate::page::{Shell, render};
use crate::ppid::class_name;
use crate::problem::{Messages, problem_text};
use crate::saq::device::Device;
use crate::tus::{Asked, abilities, answer, begun};
use crate::visitor::{SignedIn, redirect_with};

/// Most bytes of a text beside the files.
const TEXT_MAX: usize = 1024;

/// A file that waits, with the fields of the item that it is to become.
#[derive(Debug)]
struct Row {
    name: String,
    facts: String,
    guessed: String,
    expires: String,
    error: String,
    id: String,
    include: Checkboxes,
    title: Input,
    day: Input,
    class: Select,
    holder: Input,
    /// Items with the same bytes: address and title.
    doubles: Vec<(String, String)>,
    remove: String,
}

#[derive(Debug, Template)]
#[template(path = "desk/many.html")]
struct ManyPage {
    shell: Shell,
    t: Texts,
    back: String,
    path: String,
    hint: String,
    waiting: String,
    is_reading: bool,
    class_all: Select,
    holder_all: Input,
    rows: Vec<Row>,
    room: RoomBox,
    device: Device,
    errors: Messages,
}

fn path_of(desk: &Desk) -> String {
    format!("{}/berkas-banyak", home(desk))
}

/// `GET /meja/{slug}/informasi/berkas-banyak`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    page(&web, &signed_in, &desk, StatusCode::OK, None, Messages::default()).await
}

/// The page, with what was typed where something was sent.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    desk: &Desk,
    status: StatusCode,
    typed: Option<Fields>,
    errors: Messages,
) -> Result<Response, Failure> {
    let tray = desk.tray().await?;
    let t = *signed_in.visitor.texts();
    let path = path_of(desk);
    let mut shell = signed_in.visitor.shell(web).with_errors(!errors.is_empty());
    shell.path.clone_from(&path);
    let guessed = typed.is_none();
    let typed = typed.unwrap_or_else(|| guesses(&tray));
    let class_all = Select::new("class", t.desk_many_class_all(), classes(&t, None));
    let holder_all = Input::new("holder", t.common_label_optional(t.desk_many_holder_all()));
    let zone = moment::zone(desk.placed().body.zone);
    let rows = tray.iter().map(|file| {
        let mut row = row(&t, &shell, &typed, &errors, file);
        row.remove = file.file.id.to_string();
        row.doubles = file
            .doubles
            .iter()
            .map(|double| (format!("{}/{}", home(desk), double.reference), double.title.clone()))
            .collect();
        row.expires = t.desk_many_expires(t.date_time(file.file.expires_at, zone));
        if !guessed {
            row.guessed.clear();
        }
        row
    });
    let page = ManyPage {
        back: home(desk),
        hint: t.desk_many_hint(t.bytes(web.app.settings().max_file_bytes)),
        waiting: t.desk_many_waiting(i64::try_from(tray.len()).unwrap_or(i64::MAX)),
        is_reading: tray.iter().any(|file| file.progress == Progress::Waiting),
        class_all: class_all.value(typed.raw("class")).error(shell.error(errors.get("class"))),
        holder_all: holder_all.value(typed.raw("holder")).error(shell.error(errors.get("holder"))),
        rows: rows.collect(),
        room: RoomBox::of(t, desk).await?,
        device: Device::about(web, signed_in, &desk.placed().body, &path, t.desk_many_title()),
        path,
        errors,
        shell,
        t,
    };
    Ok(render(status, &page))
}

/// The fields as they begin: what was guessed; everything included but what is in the list already.
fn guesses(tray: &[TrayFile]) -> Fields {
    let mut fields = vec![("class".to_owned(), InformationClass::Always.code().to_owned())];
    for file in tray {
        let id = file.file.id;
        let stem = file.file.name.rsplit_once('.').map_or(file.file.name.as_str(), |(stem, _)| stem);
        let title = file.guess.title.clone().unwrap_or_else(|| stem.replace(['_', '-'], " "));
        fields.push((format!("title.{id}"), title));
        fields
            .push((format!("made_on.{id}"), file.guess.date.map(|day| day.to_string()).unwrap_or_default()));
        if file.doubles.is_empty() && file.progress != Progress::Waiting && !file.is_shut_in {
            fields.push((format!("include.{id}"), "1".to_owned()));
        }
    }
    Fields::new(fields)
}

fn classes(t: &Texts, first: Option<String>) -> Vec<SelectItem> {
    let all = InformationClass::ALL.iter().map(|one| SelectItem::new(one.code(), class_name(t, *one)));
    first.into_iter().map(|text| SelectItem::new("", text)).chain(all).collect()
}

fn row(t: &Texts, shell: &Shell, typed: &Fields, errors: &Messages, file: &TrayFile) -> Row {
    let id = file.file.id;
    let of = |name: &str| format!("{name}.{id}");
    let error = |name: &str| shell.error(errors.get(&of(name)));
    let include = Choice::new("1", t.desk_many_include());
    Row {
        name: file.file.name.clone(),
        facts: t.catalogue_item_size(
            file.file.blob.media.to_uppercase(),
            t.bytes(u64::try_from(file.file.blob.size).unwrap_or(0)),
        ),
        guessed: match file.progress {
            Progress::Waiting => t.desk_many_reading_one(),
            _ if file.guess.is_empty() => t.desk_many_guess_none(),
            _ => t.desk_many_guessed(),
        },
        expires: String::new(),
        error: if file.is_shut_in {
            t.desk_many_shut_in()
        } else {
            errors.get(&of("file")).unwrap_or_default()
        },
        id: of("file"),
        include: Checkboxes::single(of("include"), include).values(typed.all(&of("include"))).small(),
        title: Input::new(of("title"), t.desk_many_title_of())
            .value(typed.raw(&of("title")))
            .error(error("title")),
        day: Input::new(of("made_on"), t.common_label_optional(t.desk_many_day_of()))
            .kind("date")
            .width(10)
            .value(typed.raw(&of("made_on")))
            .error(error("made_on")),
        class: Select::new(of("class"), t.desk_many_class_own(), classes(t, Some(t.desk_many_as_above())))
            .value(typed.raw(&of("class")))
            .error(error("class")),
        holder: Input::new(of("holder"), t.common_label_optional(t.catalogue_field_holder()))
            .value(typed.raw(&of("holder")))
            .error(error("holder")),
        doubles: Vec::new(),
        remove: String::new(),
    }
}

/// `POST /meja/{slug}/informasi/berkas-banyak`: files in parts of any name.
pub(super) async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let t = *signed_in.visitor.texts();
    let mut errors = Messages::default();
    match receive(parts, TEXT_MAX, &ItemFiles(&desk)).await? {
        None => errors.add("files", t.desk_files_broke_off()),
        Some(received) => {
            for (name, problem) in &received.refused {
                errors.add("files", t.saq_named_problem(name.as_str(), problem_text(&t, problem)));
            }
            // The good ones wait; nothing of them is lost for the sake of the others.
            if errors.is_empty() || !received.files.is_empty() {
                match desk.drop_files(received.files).await {
                    Ok(present) => {
                        for name in present {
                            errors.add("files", t.desk_many_present(name));
                        }
                    }
                    Err(AppError::Invalid(problems)) => {
                        for found in &problems {
                            errors.add("files", problem_text(&t, &found.problem));
                        }
                    }
                    Err(other) => return Err(other.into()),
                }
            }
        }
    }
    if errors.is_empty() {
        return Ok(redirect_with(&path_of(&desk), "desk-many-arrived", &web));
    }
    page(&web, &signed_in, &desk, StatusCode::UNPROCESSABLE_ENTITY, None, errors).await
}

/// `OPTIONS /meja/{slug}/informasi/berkas-banyak/unggah`
pub(super) async fn options(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    desk_of(&signed_in, &slug).await?;
    Ok(abilities(web.app.settings().max_file_bytes))
}

/// `POST /meja/{slug}/informasi/berkas-banyak/unggah`: begins an upload in pieces; `filename` in `Upload-Metadata`.
pub(super) async fn create(
    signed_in: SignedIn,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    let asked = match Asked::read(&headers) {
        Ok(asked) => asked,
        Err(status) => return Ok(answer(status)),
    };
    let begin = desk.begin_upload(DeskPlace::Tray, asked.text("filename"), asked.size).await;
    begun(signed_in.visitor.texts(), begin)
}

/// `POST /meja/{slug}/informasi/berkas-banyak/draf`: for all rows `class`, `holder`; for each file `include.{id}`,
/// `title.{id}`, `made_on.{id}`, `class.{id}`, `holder.{id}`; or `remove` with the id of a file that is not wanted.
pub(super) async fn take(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
    fields: Fields,
) -> Result<Response, Failure> {
    let desk = desk_of(&signed_in, &slug).await?;
    if fields.has("remove") {
        let id = fields.text("remove").parse().map_err(|_| AppError::NotFound)?;
        desk.discard_dropped(id).await?;
        // What was typed for the others stays.
        return page(&web, &signed_in, &desk, StatusCode::OK, Some(fields), Messages::default()).await;
    }
    let taken = match rows_of(&fields) {
        Ok(rows) => desk.confirm_tray(rows).await,
        Err(problems) => Err(AppError::Invalid(problems)),
    };
    match taken {
        Ok(_) => Ok(redirect_with(&home(&desk), "desk-many-made", &web)),
        Err(AppError::Invalid(problems)) => {
            let t = signed_in.visitor.texts();
            let name = |field: &str| field_name(t, field.split('.').next().unwrap_or_default());
            let errors = Messages::named(t, &problems, name);
            page(&web, &signed_in, &desk, StatusCode::UNPROCESSABLE_ENTITY, Some(fields), errors).await
        }
        Err(other) => Err(other.into()),
    }
}

/// The rows that were chosen, or everything that cannot be read of them.
fn rows_of(fields: &Fields) -> Result<Vec<TrayRow>, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut rows = Vec::new();
    for (id, _) in fields.starting("include.") {
        let Ok(parsed) = id.parse::<DroppedFileId>() else {
            problems.push(FieldProblem::new("rows", Problem::Unknown));
            continue;
        };
        let at = |name: &str| format!("{name}.{id}");
        let own_or_all = |name: &str| match fields.text(&at(name)) {
            "" => (fields.text(name).to_owned(), name.to_owned()),
            own => (own.to_owned(), at(name)),
        };
        let (class, class_at) = own_or_all("class");
        let class = class.parse().unwrap_or_else(|_| {
            problems.push(FieldProblem::new(class_at, Problem::UnknownOption));
            InformationClass::Always
        });
        let made_on = match fields.text(&at("made_on")) {
            "" => None,
            sent => moment::made_on(sent)
                .map_err(|problem| problems.push(FieldProblem::new(at("made_on"), problem)))
                .ok(),
        };
        let content = Content {
            title: fields.text(&at("title")).to_owned(),
            class,
            holder: own_or_all("holder").0,
            made_on,
            ..Content::default()
        };
        rows.push(TrayRow { id: parsed, content });
    }
    if problems.is_empty() {
        return Ok(rows);
    }
    for row in &rows {
        problems.extend(
            row.content
                .problems()
                .into_iter()
                .map(|found| FieldProblem::new(format!("{}.{}", found.field, row.id), found.problem)),
        );
    }
    Err(problems)
}
