//! The list of public information as a catalogue of data: DCAT in JSON-LD, in the terms that Satu Data Indonesia takes from
//! the W3C (Data Catalog Vocabulary, version 3), so that portals can harvest it.

use app::AppError;
use app::public::PublicItem;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use domain::catalogue::Licence;
use domain::ids::ItemFileId;
use http::{HeaderValue, header};
use i18n::{Lang, Texts};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::body::Placed;
use store::catalogue::{Edition, ItemFile, PublicFilter, PublicLine};

use super::open_data::{Array, home};
use super::pieces::{self, Document, Files};
use crate::Web;
use crate::failure::Failure;
use crate::visitor::Visitor;

/// `GET /{slug}/informasi.jsonld`
pub(super) async fn catalogue(
    State(web): State<Web>,
    visitor: Visitor,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let found = web.app.public().listing(&slug, PublicFilter::default()).await?;
    let placed = found.placed.clone();
    let home = home(&web, &visitor, &placed);
    let array = Array::new(&head(&Site::new(&home, &placed)), "dcat:dataset");
    let datasets = Datasets { home, placed, array, issued: None, modified: None };
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/ld+json"))];
    Ok((headers, pieces::body(found, datasets).await?).into_response())
}

/// What is said of the catalogue itself.
fn head(site: &Site<'_>) -> Value {
    // The list itself is Indonesian, whatever its reader speaks.
    let t = Texts::new(Lang::Id);
    json!({
        "@context": context(),
        "@id": format!("{}/informasi", site.home),
        "@type": "dcat:Catalog",
        "dct:title": worded(&t.catalogue_dcat_title(site.office)),
        "dct:description": worded(&t.catalogue_list_lead(site.office)),
        "dct:publisher": site.publisher(),
        "dct:language": language("id"),
        "foaf:homepage": { "@id": site.home, "@type": "foaf:Document" },
    })
}

/// The data sets of a catalogue.
struct Datasets {
    /// Address of the office's site.
    home: String,
    placed: Placed,
    array: Array,
    /// When the first of them so far was issued.
    issued: Option<Timestamp>,
    /// When the last of them so far was changed.
    modified: Option<Timestamp>,
}

impl Document for Datasets {
    const HAS_FILES: bool = true;

    fn begin(&mut self) -> Result<Vec<u8>, AppError> {
        Ok(self.array.begin())
    }

    fn write(&mut self, lines: &[PublicLine], files: &Files) -> Result<Vec<u8>, AppError> {
        let site = Site::new(&self.home, &self.placed);
        let mut datasets = Vec::with_capacity(lines.len());
        for line in lines {
            let files = files.get(&line.id).map(Vec::as_slice).unwrap_or_default();
            datasets.push(site.dataset(&line.reference, &line.edition, line.since, files));
            self.issued = Some(self.issued.map_or(line.since, |first| first.min(line.since)));
            self.modified = self.modified.max(line.edition.visible_from);
        }
        Ok(self.array.write(&datasets))
    }

    fn end(&mut self) -> Vec<u8> {
        match (self.issued, self.modified) {
            (Some(issued), Some(modified)) => {
                Array::end(&json!({ "dct:issued": moment(issued), "dct:modified": moment(modified) }))
            }
            _ => Array::end(&json!({})),
        }
    }
}

/// An item as a data set.
pub(super) fn one(web: &Web, visitor: &Visitor, item: &PublicItem) -> Response {
    let home = home(web, visitor, &item.placed);
    let site = Site::new(&home, &item.placed);
    let mut document = site.dataset(&item.reference, &item.edition, item.since, &item.files);
    if let Some(document) = document.as_object_mut() {
        document.insert("@context".to_owned(), context());
    }
    answer(&document)
}

fn answer(document: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("application/ld+json"))];
    (headers, document.to_string()).into_response()
}

fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

/// Whose list it is, in addresses and words.
struct Site<'a> {
    /// Address of the office's site.
    home: &'a str,
    office: &'a str,
    email: &'a str,
    /// Digits of the WhatsApp number; empty for none.
    whatsapp: &'a str,
}

impl<'a> Site<'a> {
    fn new(home: &'a str, placed: &'a Placed) -> Self {
        let body = &placed.body;
        let whatsapp = body.whatsapp.as_ref().map_or("", domain::body::Phone::digits);
        Self { home, office: &body.office_name, email: &body.email, whatsapp }
    }

    fn publisher(&self) -> Value {
        json!({ "@id": self.home, "@type": "foaf:Agent", "foaf:name": worded(self.office) })
    }

    fn contact(&self) -> Value {
        let mut contact = json!({ "@type": ["vcard:Organization", "vcard:Kind"], "vcard:fn": format!("PPID {}", self.office) });
        if let Some(contact) = contact.as_object_mut() {
            if !self.email.is_empty() {
                contact
                    .insert("vcard:hasEmail".to_owned(), json!({ "@id": format!("mailto:{}", self.email) }));
            }
            if !self.whatsapp.is_empty() {
                let telephone = json!({ "@id": format!("tel:+{}", self.whatsapp) });
                contact.insert("vcard:hasTelephone".to_owned(), telephone);
            }
            contact.insert("vcard:hasURL".to_owned(), json!({ "@id": self.home }));
        }
        contact
    }

    fn dataset(&self, reference: &str, edition: &Edition, since: Timestamp, files: &[ItemFile]) -> Value {
        let content = &edition.content;
        let address = format!("{}/informasi/{reference}", self.home);
        let mut distributions: Vec<Value> =
            files.iter().map(|file| distribution(&address, file, content.licence)).collect();
        if !content.link.is_empty() {
            distributions.push(json!({
                "@type": "dcat:Distribution",
                "dcat:accessURL": { "@id": content.link },
                "dct:license": terms(content.licence),
            }));
        }
        let keywords = content.keywords.iter().map(|word| worded(word));
        let keywords: Vec<Value> = keywords.chain([worded(content.class.code())]).collect();
        let mut dataset = json!({
            "@id": address,
            "@type": "dcat:Dataset",
            "dct:identifier": reference,
            "dct:title": worded(&content.title),
            "dct:description": worded(&content.summary),
            "dct:publisher": self.publisher(),
            "dct:issued": moment(since),
            "dct:language": language(&content.language),
            "dct:accessRights": {
                "@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
                "@type": "dct:RightsStatement",
            },
            "dcat:contactPoint": self.contact(),
            "dcat:keyword": keywords,
            "dcat:landingPage": { "@id": address, "@type": "foaf:Document" },
            "dcat:version": edition.number.to_string(),
            "dcat:distribution": distributions,
        });
        if let Some(dataset) = dataset.as_object_mut() {
            if let Some(modified) = edition.visible_from {
                dataset.insert("dct:modified".to_owned(), moment(modified));
            }
            if let Some(made) = content.made_on {
                dataset.insert("dct:created".to_owned(), typed("xsd:date", &made.to_string()));
            }
            if !content.holder.is_empty() {
                let creator = json!({ "@type": "foaf:Agent", "foaf:name": worded(&content.holder) });
                dataset.insert("dct:creator".to_owned(), creator);
            }
        }
        dataset
    }
}

fn distribution(address: &str, file: &ItemFile, licence: Licence) -> Value {
    let href = file_address(address, file.id);
    let media = app::evidence::media_type(&file.blob.media);
    json!({
        "@id": format!("{href}#distribusi"),
        "@type": "dcat:Distribution",
        "dct:title": worded(&file.name),
        "dcat:accessURL": { "@id": address },
        "dcat:downloadURL": { "@id": href },
        "dcat:mediaType": {
            "@id": format!("https://www.iana.org/assignments/media-types/{media}"),
            "@type": "dct:MediaType",
        },
        "dcat:byteSize": typed("xsd:nonNegativeInteger", &file.blob.size.to_string()),
        "dct:license": terms(licence),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": typed("xsd:hexBinary", &file.blob.sha256),
        },
    })
}

/// Where a file of an item stands.
pub(super) fn file_address(item: &str, file: ItemFileId) -> String {
    format!("{item}/berkas/{file}")
}

fn worded(text: &str) -> Value {
    json!({ "@value": text, "@language": "id" })
}

fn typed(kind: &str, value: &str) -> Value {
    json!({ "@value": value, "@type": kind })
}

fn moment(at: Timestamp) -> Value {
    typed("xsd:dateTime", &at.to_string())
}

/// A language by its code of ISO 639, in the vocabulary of the Library of Congress.
fn language(code: &str) -> Value {
    let list = if code.len() == 2 { "iso639-1" } else { "iso639-2" };
    json!({ "@id": format!("http://id.loc.gov/vocabulary/{list}/{code}"), "@type": "dct:LinguisticSystem" })
}

/// The terms of use, by the address of their text.
fn terms(licence: Licence) -> Value {
    let text = match licence {
        Licence::Open => "https://peraturan.bpk.go.id/Details/39047/uu-no-14-tahun-2008",
        Licence::By => "https://creativecommons.org/licenses/by/4.0/",
        Licence::BySa => "https://creativecommons.org/licenses/by-sa/4.0/",
        Licence::Zero => "https://creativecommons.org/publicdomain/zero/1.0/",
    };
    json!({ "@id": text, "@type": "dct:LicenseDocument" })
}
