//! The pieces of the service kit, to be printed.

use app::AppError;
use app::kit::{PICTURE_SIDE, Piece, name};
use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::service::missing;
use http::{HeaderValue, StatusCode, header};
use i18n::Texts;

use crate::Web;
use crate::components::{BackLink, Button};
use crate::failure::Failure;
use crate::headers::Exposure;
use crate::page::{Shell, render};
use crate::ppid::element_name;
use crate::visitor::SignedIn;

#[derive(Debug, Template)]
#[template(path = "desk/kit.html")]
struct KitPage {
    shell: Shell,
    t: Texts,
    office: String,
    desk: String,
    is_law: bool,
    incomplete: String,
    pieces: Vec<PieceLine>,
}

/// Pixels of the longer side of a piece on the page.
const SHOWN: u16 = PICTURE_SIDE / 2;
/// Another sheet has another address. Only the reader's own browser keeps the picture.
const FOR_EVER: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");

/// A piece in the list.
#[derive(Debug)]
struct PieceLine {
    /// Where its PDF is; empty where it cannot be printed yet.
    href: String,
    name: String,
    about: String,
    size: String,
    /// Where a small picture of it is; empty where it cannot be printed yet.
    picture: String,
    /// The paper on the page: width and height within the square of a picture.
    paper: (u16, u16),
}

/// `GET /meja/{slug}/cetak`
pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    let sheet = desk.standard().await?;
    let pictures = desk.pictures().await?;
    let t = *signed_in.visitor.texts();
    let body = &desk.placed().body;
    let lacks = missing((sheet.version > 0).then_some(&sheet.standard));
    let lacks: Vec<String> = lacks.into_iter().map(|element| element_name(&t, element)).collect();
    let home = format!("/meja/{}", body.slug);
    let line = |piece: &Piece| {
        let waits = *piece == Piece::Maklumat && !lacks.is_empty();
        let (width, height) = piece.millimetres();
        let longest = width.max(height);
        let share = |side: u16| {
            u16::try_from(u32::from(side) * u32::from(SHOWN) / u32::from(longest)).unwrap_or(SHOWN)
        };
        let picture = pictures.iter().find(|(found, _)| found == piece);
        PieceLine {
            href: if waits { String::new() } else { format!("{home}/cetak/{piece}.pdf") },
            picture: picture.map(|(_, name)| format!("{home}/cetak/{piece}-{name}.png")).unwrap_or_default(),
            name: name(&t, *piece),
            about: about(&t, *piece),
            size: size(&t, *piece),
            paper: (share(width), share(height)),
        }
    };
    let page = KitPage {
        shell: signed_in.visitor.shell(&web),
        office: body.office_name.clone(),
        is_law: sheet.version == 0,
        incomplete: lacks.join(", "),
        pieces: Piece::ALL.iter().map(line).collect(),
        desk: home,
        t,
    };
    Ok(render(StatusCode::OK, &page))
}

/// `GET /meja/{slug}/cetak/{piece}.pdf` and `…/{piece}-{name}.png`, its picture.
pub(super) async fn print(
    signed_in: SignedIn,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let desk = signed_in.access.desk(&slug).await?;
    if let Some((piece, name)) = file.strip_suffix(".png").and_then(|stem| stem.rsplit_once('-')) {
        let piece: Piece = piece.parse().map_err(|_| AppError::NotFound)?;
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
            (header::CACHE_CONTROL, FOR_EVER),
        ];
        return Ok((headers, desk.picture(piece, name).await?).into_response());
    }
    let piece = file.strip_suffix(".pdf").and_then(|name| name.parse::<Piece>().ok());
    let piece = piece.ok_or(AppError::NotFound)?;
    let sheet = desk.print(piece).await?;
    Ok(pdf(piece, &slug, sheet))
}

/// A printed piece, to be read in the browser. Its name on the reader's disk has the office in it.
pub(crate) fn pdf(piece: Piece, slug: &str, sheet: Bytes) -> Response {
    inline_pdf(&format!("{piece}-{slug}"), sheet)
}

/// A printed sheet, to be read in the browser; its name has letters, digits and hyphens alone.
pub(crate) fn inline_pdf(name: &str, sheet: Bytes) -> Response {
    let name = format!("inline; filename=\"{name}.pdf\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::try_from(name).unwrap_or(HeaderValue::from_static("inline")),
        ),
    ];
    let mut response = (headers, sheet).into_response();
    response.extensions_mut().insert(Exposure::EvidencePdf);
    response
}

fn about(t: &Texts, piece: Piece) -> String {
    match piece {
        Piece::BoardA1 | Piece::BoardA2 => t.kit_about_board(),
        Piece::Banner => t.kit_about_banner(),
        Piece::DeskSign => t.kit_about_desk_sign(),
        Piece::FlowRequest | Piece::FlowObjection | Piece::FlowDispute => t.kit_about_flow(),
        Piece::FeeAndHours => t.kit_about_fee_hours(),
        Piece::Maklumat => t.kit_about_maklumat(),
        Piece::Cards => t.kit_about_cards(),
        Piece::RequestForm => t.kit_about_request_form(),
        Piece::ObjectionForm => t.kit_about_objection_form(),
    }
}

fn size(t: &Texts, piece: Piece) -> String {
    match piece {
        Piece::BoardA1 => t.kit_size_a1(),
        Piece::BoardA2 => t.kit_size_a2(),
        Piece::Banner => t.kit_size_banner(),
        Piece::DeskSign => t.kit_size_a4_wide(),
        Piece::FlowRequest | Piece::FlowObjection | Piece::FlowDispute | Piece::Maklumat => t.kit_size_a3(),
        Piece::Cards => t.kit_size_cards(),
        Piece::FeeAndHours | Piece::RequestForm | Piece::ObjectionForm => t.kit_size_a4(),
    }
}
