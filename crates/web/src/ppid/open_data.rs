//! The list of public information for programs: CSV with the seven columns, JSON, and what search engines read in the page.

use app::AppError;
use app::evidence::media_type;
use app::public::PublicItem;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::Content;
use http::{HeaderValue, header};
use serde_json::{Value, json};
use store::body::Placed;
use store::catalogue::{Edition, ItemFile, PublicLine};
use store::look::Face;

use super::list::Asked;
use super::pieces::{self, Document, Files};
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
    let found = web.app.public().listing(&slug, asked.filter()).await?;
    let placed = found.placed.clone();
    let body = pieces::body(found, Table { home: home(&web, &visitor, &placed), written: 0 }).await?;
    Ok(attached(body, "text/csv; charset=utf-8", &format!("informasi-publik-{slug}.csv")))
}

/// The list as a table.
struct Table {
    /// Address of the office's site.
    home: String,
    /// Rows so far.
    written: usize,
}

impl Document for Table {
    fn begin(&mut self) -> Result<Vec<u8>, AppError> {
        table(true, [COLUMNS.map(str::to_owned)])
    }

    fn write(&mut self, lines: &[PublicLine], _: &Files) -> Result<Vec<u8>, AppError> {
        let first = self.written + 1;
        self.written += lines.len();
        table(
            false,
            (first..)
                .zip(lines)
                .map(|(number, line)| row(address(&self.home, &line.reference), number, line)),
        )
    }
}

/// Rows of a table for people; the mark stands at the beginning of the first ones alone.
fn table(has_bom: bool, rows: impl IntoIterator<Item = [String; 16]>) -> Result<Vec<u8>, AppError> {
    let fault = |error: print::csv::CsvError| AppError::Fault(error.to_string());
    let options = print::csv::Options { has_bom, ..print::csv::Options::SPREADSHEET };
    let mut writer = print::csv::Writer::new(Vec::new(), options).map_err(fault)?;
    for row in rows {
        writer.row(row).map_err(fault)?;
    }
    writer.finish().map_err(fault)
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
    let found = web.app.public().listing(&slug, asked.filter()).await?;
    let placed = found.placed.clone();
    let head = json!({ "badan_publik": office(&placed, visitor.face()), "jumlah": found.total });
    let body = pieces::body(
        found,
        Items { home: home(&web, &visitor, &placed), array: Array::new(&head, "informasi") },
    )
    .await?;
    Ok(attached(body, "application/json", &format!("informasi-publik-{slug}.json")))
}

/// The list as JSON.
struct Items {
    /// Address of the office's site.
    home: String,
    array: Array,
}

impl Document for Items {
    fn begin(&mut self) -> Result<Vec<u8>, AppError> {
        Ok(self.array.begin())
    }

    fn write(&mut self, lines: &[PublicLine], _: &Files) -> Result<Vec<u8>, AppError> {
        let item = |line: &PublicLine| {
            described(&address(&self.home, &line.reference), &line.reference, &line.edition)
        };
        let items: Vec<Value> = lines.iter().map(item).collect();
        Ok(self.array.write(&items))
    }

    fn end(&mut self) -> Vec<u8> {
        Array::end(&json!({}))
    }
}

/// A JSON object whose last part but some is a long array.
pub(super) struct Array {
    head: String,
    is_begun: bool,
}

impl Array {
    /// The array `name` behind what stands in the object `head`.
    pub(super) fn new(head: &Value, name: &str) -> Self {
        let head = head.to_string();
        let head = head.strip_suffix('}').unwrap_or(&head);
        let comma = if head == "{" { "" } else { "," };
        Self { head: format!("{head}{comma}{}:[", json!(name)), is_begun: false }
    }

    /// Everything before the first element.
    pub(super) fn begin(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.head).into_bytes()
    }

    /// Further elements.
    pub(super) fn write(&mut self, elements: &[Value]) -> Vec<u8> {
        let mut text = String::new();
        for element in elements {
            if std::mem::replace(&mut self.is_begun, true) {
                text.push(',');
            }
            text.push_str(&element.to_string());
        }
        text.into_bytes()
    }

    /// The end of the array, and what stands behind it in the object: all of `tail`.
    pub(super) fn end(tail: &Value) -> Vec<u8> {
        let tail = tail.to_string();
        let tail = tail.strip_prefix('{').unwrap_or(&tail);
        let comma = if tail == "}" { "" } else { "," };
        format!("]{comma}{tail}").into_bytes()
    }
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
    let address = address(&home(web, visitor, &item.placed), &item.reference);
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
    let address = address(&home(web, visitor, &item.placed), &item.reference);
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
            "url": home(web, visitor, &item.placed),
        },
        "distribution": files,
    });
    in_script(&document)
}

/// JSON that may stand inside a `script` element: nothing in it can end it.
pub(super) fn in_script(document: &Value) -> String {
    document.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Address of an office's site, as this visitor has it.
pub(super) fn home(web: &Web, visitor: &Visitor, placed: &Placed) -> String {
    visitor.address(web, &format!("/{}", placed.body.slug))
}

fn address(home: &str, reference: &str) -> String {
    format!("{home}/informasi/{reference}")
}

pub(crate) fn attached(body: impl Into<Body>, content_type: &'static str, name: &str) -> Response {
    // Slugs have letters, digits and hyphens alone.
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type)),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, body.into()).into_response()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Array;

    fn written(head: &Value, pieces: &[&[Value]], tail: &Value) -> Value {
        let mut array = Array::new(head, "isi");
        let mut bytes = array.begin();
        for piece in pieces {
            bytes.extend(array.write(piece));
        }
        bytes.extend(Array::end(tail));
        serde_json::from_slice(&bytes).expect("JSON")
    }

    #[test]
    fn an_object_with_a_long_array_is_one_document() {
        let (head, tail) = (json!({ "a": "}" }), json!({ "z": "{" }));
        let whole = written(&head, &[&[json!(1), json!({ "x": [] })], &[], &[json!("]")]], &tail);
        assert_eq!(whole, json!({ "a": "}", "isi": [1, { "x": [] }, "]"], "z": "{" }));
        assert_eq!(written(&json!({}), &[], &json!({})), json!({ "isi": [] }));
        assert_eq!(written(&json!({}), &[&[json!(1)]], &tail), json!({ "isi": [1], "z": "{" }));
    }
}
