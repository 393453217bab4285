//! The list of public information for programs: CSV with the seven columns, JSON, and what search engines read in the page.

use app::AppError;
use app::evidence::media_type;
use app::public::PublicItem;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::Content;
use http::{HeaderValue, header};
use serde_json::{Value, json};
use store::body::Placed;
use store::catalogue::{Edition, ItemFile, PublicLine};
use store::look::Face;

use super::list::Asked;
use crate::Web;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// Names of the columns: those of the list (Annex II of PerKI 1/2010) first.
const COLUMNS: [&str; 16] = [
    "no",
    "ringkasan_isi_informasi",
    "pejabat_yang_menguasai",
    "penanggung_jawab",
    "waktu_pembuatan",
    "tempat_pembuatan",
    "bentuk_informasi",
    "jangka_waktu_penyimpanan",
    "judul",
    "klasifikasi",
    "dasar_hukum",
    "syarat_pemakaian",
    "nomor",
    "diumumkan",
    "diperbarui",
    "tautan",
];

/// `GET /{slug}/informasi.csv?kelas=&tahun=`
pub(super) async fn csv(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = web.app.public().whole_catalogue(&slug, asked.filter()).await?;
    let rows = found.lines.iter().enumerate().map(|(at, line)| {
        row(address(&web, &visitor, &found.placed, &line.reference), at + 1, line).to_vec()
    });
    let bytes = print::csv::table(&COLUMNS, rows, print::csv::Options::SPREADSHEET)
        .map_err(|error| AppError::Fault(error.to_string()))?;
    Ok(attached(bytes, "text/csv; charset=utf-8", &format!("informasi-publik-{slug}.csv")))
}

fn row(address: String, number: usize, line: &PublicLine) -> [String; 16] {
    let content = &line.edition.content;
    let forms: Vec<&str> = content.forms.iter().map(|form| form.code()).collect();
    [
        number.to_string(),
        content.summary.clone(),
        content.holder.clone(),
        content.responsible.clone(),
        content.made_on.map(|day| day.to_string()).unwrap_or_default(),
        content.place.clone(),
        forms.join("; "),
        content.retention.clone(),
        content.title.clone(),
        content.class.code().to_owned(),
        content.legal_basis.clone(),
        content.licence.code().to_owned(),
        line.reference.clone(),
        line.since.to_string(),
        line.edition.visible_from.map(|at| at.to_string()).unwrap_or_default(),
        address,
    ]
}

/// `GET /{slug}/informasi.json?kelas=&tahun=`
pub(super) async fn json(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let found = web.app.public().whole_catalogue(&slug, asked.filter()).await?;
    let items: Vec<Value> = found
        .lines
        .iter()
        .map(|line| {
            let address = address(&web, &visitor, &found.placed, &line.reference);
            described(&address, &line.reference, &line.edition)
        })
        .collect();
    let document = json!({
        "badan_publik": office(&found.placed, visitor.face()),
        "jumlah": found.total,
        "informasi": items,
    });
    let bytes = document.to_string().into_bytes();
    Ok(attached(bytes, "application/json", &format!("informasi-publik-{slug}.json")))
}

/// Whose list it is, and how the office is reached.
fn office(placed: &Placed, face: Option<&Face>) -> Value {
    let body = &placed.body;
    json!({
        "kode": body.code,
        "nama": body.office_name,
        "whatsapp": body.whatsapp.as_ref().map(domain::body::Phone::digits),
        "whatsapp_terverifikasi": face.and_then(|face| face.verified_at),
        "surel": body.email,
        "jam_layanan": body.hours.to_string(),
    })
}

/// An item for programs.
pub(super) fn one(web: &Web, visitor: &Visitor, item: &PublicItem) -> Response {
    let address = address(web, visitor, &item.placed, &item.reference);
    let mut document = described(&address, &item.reference, &item.edition);
    let files: Vec<Value> = item.files.iter().map(|file| file_of(&address, file)).collect();
    if let Some(document) = document.as_object_mut() {
        let body = &item.placed.body;
        document.insert("badan_publik".to_owned(), json!({ "kode": body.code, "nama": body.office_name }));
        document.insert("berkas".to_owned(), Value::Array(files));
        document.insert("diumumkan".to_owned(), json!(item.since));
    }
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (headers, document.to_string()).into_response()
}

fn described(address: &str, reference: &str, edition: &Edition) -> Value {
    let Content {
        title,
        summary,
        class,
        holder,
        responsible,
        made_on,
        place,
        forms,
        retention,
        legal_basis,
        licence,
        language,
        keywords,
        link,
        redacted,
        accessible,
        duty,
    } = &edition.content;
    json!({
        "nomor": reference,
        "alamat": address,
        "judul": title,
        "ringkasan_isi_informasi": summary,
        "klasifikasi": class,
        "kewajiban": duty,
        "pejabat_yang_menguasai": holder,
        "penanggung_jawab": responsible,
        "waktu_pembuatan": made_on,
        "tempat_pembuatan": place,
        "bentuk_informasi": forms,
        "jangka_waktu_penyimpanan": retention,
        "dasar_hukum": legal_basis,
        "syarat_pemakaian": licence,
        "bahasa": language,
        "kata_kunci": keywords,
        "tautan": link,
        "dihitamkan": redacted,
        "aksesibel": accessible,
        "edisi": edition.number,
        "alasan_revisi": edition.reason,
        "diperbarui": edition.visible_from,
    })
}

fn file_of(address: &str, file: &ItemFile) -> Value {
    json!({
        "alamat": format!("{address}/berkas/{}", file.id),
        "nama": file.name,
        "keterangan": file.caption,
        "jenis": media_type(&file.blob.media),
        "ukuran": file.blob.size,
        "sha256": file.blob.sha256,
        "dihitamkan": file.redacted,
    })
}

/// What search engines read in the page of an item (schema.org `Dataset` and `DataDownload`), as JSON that may stand inside a
/// `script` element.
pub(super) fn structured(web: &Web, visitor: &Visitor, item: &PublicItem) -> String {
    let address = address(web, visitor, &item.placed, &item.reference);
    let content = &item.edition.content;
    let files: Vec<Value> = item
        .files
        .iter()
        .map(|file| {
            json!({
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": media_type(&file.blob.media),
                "contentUrl": format!("{address}/berkas/{}", file.id),
                "contentSize": file.blob.size.to_string(),
                "sha256": file.blob.sha256,
            })
        })
        .collect();
    let document = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": content.title,
        "description": content.summary,
        "identifier": item.reference,
        "url": address,
        "inLanguage": content.language,
        "keywords": content.keywords,
        "datePublished": item.since,
        "dateModified": item.edition.visible_from,
        "dateCreated": content.made_on,
        "isAccessibleForFree": true,
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": item.placed.body.office_name,
            "url": visitor.address(web, &format!("/{}", item.placed.body.slug)),
        },
        "distribution": files,
    });
    in_script(&document)
}

/// JSON that may stand inside a `script` element: nothing in it can end it.
pub(super) fn in_script(document: &Value) -> String {
    document.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

fn address(web: &Web, visitor: &Visitor, placed: &Placed, reference: &str) -> String {
    visitor.address(web, &format!("/{}/informasi/{reference}", placed.body.slug))
}

pub(crate) fn attached(bytes: Vec<u8>, content_type: &'static str, name: &str) -> Response {
    // Slugs have letters, digits and hyphens alone.
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, bytes).into_response()
}
