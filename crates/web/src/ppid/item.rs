//! The page of an item, and the same for programs.

use app::AppError;
use app::public::{FilePicture, ItemPlace, PublicItem, Withheld};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use domain::body::Zone;
use domain::catalogue::parse_reference;
use domain::public_file::Given;
use http::StatusCode;
use i18n::Texts;
use jiff::Timestamp;
use store::body::Placed;

use super::{Frame, class_long, dcat, foreign, form_name, licence_name, open_data};
use crate::Web;
use crate::components::{BackLink, SummaryList, SummaryRow};
use crate::failure::Failure;
use crate::page::{Share, Shell, render};
use crate::visitor::Visitor;

/// A file on the page of an item.
#[derive(Debug)]
struct FileLine {
    href: String,
    name: String,
    caption: String,
    facts: String,
    sha256: String,
    /// What whoever saves it should know.
    note: String,
    picture: Option<Picture>,
}

/// A picture beside a file.
#[derive(Debug)]
struct Picture {
    src: String,
    /// What is seen on it.
    alt: String,
    /// Whether it is the first page of a document; it is fetched when somebody wants to see it.
    is_page: bool,
    width: u32,
    height: u32,
}

#[derive(Debug, Template)]
#[template(path = "ppid/item.html")]
struct ItemPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    title: String,
    class: String,
    dates: String,
    summary: Vec<String>,
    files: Vec<FileLine>,
    /// Pictures that are not given: name, what they hold, why.
    withheld: Vec<(String, String, String)>,
    link: String,
    is_redacted: bool,
    facts: SummaryList,
    editions: Vec<(String, String)>,
    citation: String,
    address: String,
    structured: String,
    /// The language of the office's own words; empty where it is the page's.
    lang: String,
}

#[derive(Debug, Template)]
#[template(path = "ppid/withdrawn.html")]
struct WithdrawnPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    words: String,
}

/// In which form an item is asked for, by the end of its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Json,
    Dcat,
}

impl Form {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Page => "",
            Self::Json => ".json",
            Self::Dcat => ".jsonld",
        }
    }

    fn of(address: &str) -> (&str, Self) {
        let form = [Self::Dcat, Self::Json].into_iter().find(|form| address.ends_with(form.suffix()));
        let form = form.unwrap_or(Self::Page);
        (address.strip_suffix(form.suffix()).unwrap_or(address), form)
    }
}

/// `GET /{slug}/informasi/{reference}`, with `.json` or `.jsonld` (DCAT) at its end the same for programs.
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path((slug, address)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (stem, form) = Form::of(&address);
    let reference = parse_reference(stem).ok_or(AppError::NotFound)?;
    let place = web.app.public().item(&slug, &reference).await?;
    if reference != stem {
        // What was asked for may hold anything, so the address is made of what was found.
        let placed = match &place {
            ItemPlace::Here(item) => &item.placed,
            ItemPlace::Withdrawn { placed, .. } => placed.as_ref(),
        };
        let to = format!("/{}/informasi/{reference}{}", placed.body.slug, form.suffix());
        return Ok(Redirect::permanent(&to).into_response());
    }
    match (place, form) {
        (ItemPlace::Here(item), Form::Page) => Ok(page(&web, &visitor, &item)),
        (ItemPlace::Here(item), Form::Json) => Ok(open_data::one(&web, &visitor, &item)),
        (ItemPlace::Here(item), Form::Dcat) => Ok(dcat::one(&web, &visitor, &item)),
        (ItemPlace::Withdrawn { placed, at, reason }, Form::Page) => {
            Ok(withdrawn(&web, &visitor, &placed, at, &reason))
        }
        // What is withdrawn is no data any more.
        (ItemPlace::Withdrawn { .. }, Form::Json | Form::Dcat) => Err(AppError::NotFound.into()),
    }
}

fn page(web: &Web, visitor: &Visitor, item: &PublicItem) -> Response {
    let t = *visitor.texts();
    let body = &item.placed.body;
    let content = &item.edition.content;
    let (frame, mut shell) = Frame::new(web, visitor, body);
    let day = |at: Timestamp| day(&t, at, body.zone);
    let updated = item.edition.visible_from.filter(|at| *at > item.since);
    let dates = match updated {
        Some(updated) => {
            format!(
                "{}, {}",
                t.catalogue_item_published(day(item.since)),
                t.catalogue_item_updated(day(updated))
            )
        }
        None => t.catalogue_item_published(day(item.since)),
    };
    let path = format!("{}/informasi/{}", frame.home, item.reference);
    let address = visitor.address(web, &path);
    let year = body.zone.time_zone().to_datetime(item.since).year().to_string();
    shell.canonical.clone_from(&address);
    content.summary.lines().next().unwrap_or_default().clone_into(&mut shell.description);
    if let Some(face) = visitor.face() {
        let drawn = Some((item.reference.as_str(), content.title.as_str(), class_long(&t, content.class)));
        let picture = super::share::address(web, &t, body, face.look.as_ref(), drawn);
        shell.share = Some(Share { title: content.title.clone(), picture });
    }
    let page = ItemPage {
        lang: foreign(&t, &content.language),
        title: content.title.clone(),
        class: class_long(&t, content.class),
        dates,
        summary: content.summary.lines().map(str::to_owned).collect(),
        files: files(&t, &path, item),
        withheld: withheld(&t, item),
        link: content.link.clone(),
        is_redacted: content.redacted || item.files.iter().any(|file| file.redacted),
        facts: facts(&t, item),
        editions: editions(&t, item),
        citation: t.catalogue_item_cite_line(
            address.as_str(),
            item.edition.number,
            frame.office.as_str(),
            content.title.as_str(),
            year,
        ),
        structured: open_data::structured(web, visitor, item),
        address: path,
        shell,
        frame,
        t,
    };
    render(StatusCode::OK, &page)
}

/// The day of a moment on the office's clock.
fn day(t: &Texts, at: Timestamp, zone: Zone) -> String {
    t.date(zone.time_zone().to_datetime(at).date())
}

fn files(t: &Texts, path: &str, item: &PublicItem) -> Vec<FileLine> {
    let line = |file: &store::catalogue::ItemFile| FileLine {
        href: format!("{path}/berkas/{}", file.id),
        name: file.name.clone(),
        caption: file.caption.clone(),
        facts: t.catalogue_item_size(
            file.blob.media.to_uppercase(),
            t.bytes(u64::try_from(file.blob.size).unwrap_or(0)),
        ),
        sha256: file.blob.sha256.clone(),
        note: match item.access.get(&file.id) {
            Some((_, Given::Warned)) => t.public_file_warned(),
            Some((_, Given::Copy)) => t.public_file_copy(),
            _ => String::new(),
        },
        picture: item.pictures.get(&file.id).map(|found| picture(t, path, file, found)),
    };
    item.files.iter().map(line).collect()
}

/// Pictures of which nothing is given, each with why.
fn withheld(t: &Texts, item: &PublicItem) -> Vec<(String, String, String)> {
    let why = |is_later| if is_later { t.public_file_later() } else { t.public_file_withheld() };
    let line = |file: &Withheld| (file.name.clone(), file.caption.clone(), why(file.is_later));
    item.withheld.iter().map(line).collect()
}

fn picture(t: &Texts, path: &str, file: &store::catalogue::ItemFile, found: &FilePicture) -> Picture {
    // What its officer wrote of the file says what is on it; where nobody did, its name is all that is known.
    let words = if file.caption.is_empty() { file.name.as_str() } else { file.caption.as_str() };
    Picture {
        src: format!("{path}/berkas/{}/gambar", file.id),
        alt: if found.is_page { t.catalogue_item_page_of(words) } else { words.to_owned() },
        is_page: found.is_page,
        width: found.width,
        height: found.height,
    }
}

/// The columns of the list, and what stands beside them.
fn facts(t: &Texts, item: &PublicItem) -> SummaryList {
    let content = &item.edition.content;
    let forms: Vec<String> = content.forms.iter().map(|form| form_name(t, *form)).collect();
    let made = [content.made_on.map(|day| t.date(day)).unwrap_or_default(), content.place.clone()];
    let made: Vec<String> = made.into_iter().filter(|part| !part.is_empty()).collect();
    let rows = [
        (t.catalogue_item_reference(), item.reference.clone()),
        (t.catalogue_field_holder(), content.holder.clone()),
        (t.catalogue_field_responsible(), content.responsible.clone()),
        (t.catalogue_field_made(), made.join(", ")),
        (t.catalogue_field_forms(), forms.join(", ")),
        (t.catalogue_field_retention(), content.retention.clone()),
        (t.catalogue_field_legal_basis(), content.legal_basis.clone()),
        (t.catalogue_field_licence(), licence_name(t, content.licence)),
        (
            t.catalogue_field_language(),
            if content.language == "id" { String::new() } else { content.language.clone() },
        ),
        (t.catalogue_field_keywords(), content.keywords.join(", ")),
    ];
    let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
    SummaryList::new(rows.map(|(key, value)| SummaryRow::new(key, value)))
}

/// The editions that were public, each with why it was made.
fn editions(t: &Texts, item: &PublicItem) -> Vec<(String, String)> {
    let zone = item.placed.body.zone;
    let line = |edition: &store::catalogue::Edition| {
        let date = edition.visible_from.map(|at| day(t, at, zone)).unwrap_or_default();
        let mut words = t.catalogue_item_version(date, edition.number);
        if edition.number == item.edition.number {
            words = format!("{words} {}", t.catalogue_item_version_now());
        }
        let reason = &edition.reason;
        let why = if reason.is_empty() { String::new() } else { t.catalogue_item_revised(reason.as_str()) };
        (words, why)
    };
    if item.editions.len() > 1 { item.editions.iter().map(line).collect() } else { Vec::new() }
}

fn withdrawn(web: &Web, visitor: &Visitor, placed: &Placed, at: Timestamp, reason: &str) -> Response {
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(web, visitor, &placed.body);
    shell.private = true;
    let words = t.catalogue_item_withdrawn(day(&t, at, placed.body.zone), reason);
    render(StatusCode::GONE, &WithdrawnPage { shell, frame, t, words })
}
