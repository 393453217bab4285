//! The decrees on the list of public information of an office, year by year, as everybody may see them.

use app::AppError;
use app::decree::Form;
use app::public::{PublicDecree, PublicDecrees};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::decree::{State as DecreeState, parse_reference};
use http::{HeaderMap, StatusCode};
use i18n::Texts;
use serde_json::{Value, json};

use super::{Frame, attached};
use crate::Web;
use crate::components::{BackLink, Tag};
use crate::desk::{decree_state_name, decree_state_tag, inline_pdf};
use crate::download::give;
use crate::failure::Failure;
use crate::moment;
use crate::page::{Shell, render};
use crate::visitor::Visitor;

/// A decree in words.
#[derive(Debug)]
struct Line {
    reference: String,
    title: String,
    state: Tag,
    decision: String,
    signer: String,
    rows: String,
    /// What became of it, where it is over.
    ended: String,
    successor: String,
    /// Address and words of each file.
    files: Vec<(String, String)>,
    sha256: String,
}

#[derive(Debug, Template)]
#[template(path = "ppid/decrees.html")]
struct DecreesPage {
    shell: Shell,
    frame: Frame,
    t: Texts,
    /// The year as a heading, and its decrees.
    years: Vec<(String, Vec<Line>)>,
}

/// `GET /{slug}/penetapan`
pub(super) async fn show(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.public().decrees(&slug).await?;
    let t = *visitor.texts();
    let (frame, mut shell) = Frame::new(&web, &visitor, &found.placed.body);
    shell.description = t.decree_public_lead(frame.office.as_str());
    let mut years: Vec<(String, Vec<Line>)> = Vec::new();
    for one in &found.decrees {
        let year = t.decree_public_year(one.decree.year.to_string());
        let line = line(&t, &frame, &found, one);
        match years.last_mut() {
            Some((last, lines)) if *last == year => lines.push(line),
            _ => years.push((year, vec![line])),
        }
    }
    Ok(render(StatusCode::OK, &DecreesPage { shell, frame, t, years }))
}

fn line(t: &Texts, frame: &Frame, found: &PublicDecrees, one: &PublicDecree) -> Line {
    let (decree, decision) = (&one.decree, &one.decree.decision);
    let here = format!("{}/penetapan/{}", frame.home, decree.reference);
    let file = |suffix: &str, words: String| (format!("{here}.{suffix}"), words);
    let mut files = vec![
        file("pdf", t.decree_file_pdf()),
        file("xlsx", t.decree_file_xlsx()),
        file("csv", t.decree_file_csv()),
        file("json", t.decree_file_json()),
    ];
    if let Some(scan) = &one.scan {
        let size = t.bytes(u64::try_from(scan.blob.size).unwrap_or(0));
        files.push((format!("{here}/keputusan"), t.decree_public_scan(size)));
    }
    let zone = moment::zone(found.placed.body.zone);
    let ended = decree.ended_at.filter(|_| decree.state != DecreeState::Decided).map(|at| {
        let state = decree_state_name(t, decree.state);
        t.decree_public_ended(t.date_time(at, zone), decree.ended_reason.as_str(), state)
    });
    Line {
        reference: decree.reference.clone(),
        title: decree.title.clone(),
        state: decree_state_tag(t, decree.state),
        decision: t.decree_public_decision(
            decision.day.map(|day| t.date(day)).unwrap_or_default(),
            decision.number.as_str(),
            decision.place.as_str(),
        ),
        signer: t.decree_public_signer(decision.signer.as_str(), decision.signer_title.as_str()),
        rows: t.decree_rows(decree.row_count),
        ended: ended.unwrap_or_default(),
        successor: one.successor.clone().unwrap_or_default(),
        files,
        sha256: decree.sha256.clone(),
    }
}

/// `GET /{slug}/penetapan.json`
pub(super) async fn json(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.public().decrees(&slug).await?;
    let base = visitor.address(&web, &format!("/{slug}/penetapan"));
    let decrees: Vec<Value> = found.decrees.iter().map(|one| described(&base, one)).collect();
    let document = json!({
        "badan_publik": { "kode": found.placed.body.code, "nama": found.placed.body.office_name },
        "penetapan": decrees,
    });
    Ok(attached(document.to_string().into_bytes(), "application/json", &format!("penetapan-{slug}.json")))
}

fn described(base: &str, one: &PublicDecree) -> Value {
    let (decree, decision) = (&one.decree, &one.decree.decision);
    let here = format!("{base}/{}", decree.reference);
    json!({
        "nomor_salinan": decree.reference,
        "tahun": decree.year,
        "judul": decree.title,
        "keadaan": decree.state.code(),
        "nomor_keputusan": decision.number,
        "tanggal_keputusan": decision.day,
        "tempat": decision.place,
        "penanda_tangan": decision.signer,
        "jabatan_penanda_tangan": decision.signer_title,
        "jumlah": decree.row_count,
        "dibekukan": decree.frozen_at,
        "sha256": decree.sha256,
        "berakhir": decree.ended_at,
        "alasan": decree.ended_reason,
        "diganti_oleh": one.successor,
        "lampiran": {
            "pdf": format!("{here}.pdf"),
            "xlsx": format!("{here}.xlsx"),
            "csv": format!("{here}.csv"),
            "json": format!("{here}.json"),
        },
        "pindaian": one.scan.as_ref().map(|scan| json!({
            "alamat": format!("{here}/keputusan"),
            "ukuran": scan.blob.size,
            "sha256": scan.blob.sha256,
        })),
    })
}

/// `GET /{slug}/penetapan/{reference}.{pdf,xlsx,csv,json}`
pub(super) async fn paper(
    State(web): State<Web>,
    Path((slug, file)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let (reference, suffix) = file.rsplit_once('.').ok_or(AppError::NotFound)?;
    let reference = parse_reference(reference).ok_or(AppError::NotFound)?;
    let form = Form::from_suffix(suffix).ok_or(AppError::NotFound)?;
    let bytes = web.app.public().decree_paper(&slug, &reference, form).await?;
    if form == Form::Pdf {
        return Ok(inline_pdf(&format!("lampiran-{reference}"), bytes));
    }
    Ok(attached(bytes.to_vec(), form.content_type(), &format!("lampiran-{reference}.{suffix}")))
}

/// `GET /{slug}/penetapan/{reference}/keputusan`
pub(super) async fn scan(
    State(web): State<Web>,
    Path((slug, reference)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let reference = parse_reference(&reference).ok_or(AppError::NotFound)?;
    let file = web.app.public().decree_scan(&slug, &reference).await?;
    Ok(give(&file, &headers).await?)
}
