//! Files at the desk: their text, personal data in them, blacking out, and what the public gets.

use std::fmt::Write as _;

use app::desk::{Desk, Publication};
use app::jobs::Lane;
use app::public::{Asked, ItemPlace};
use app::{AppError, Conflict, Principal};
use bytes::Bytes;
use domain::catalogue::{Content, Form, InformationClass};
use domain::facts::Progress;
use domain::ids::ItemFileId;
use domain::person::Role;
use domain::personal_data::Kind;
use domain::problem::{FieldProblem, Problem};
use domain::public_file::{Given, Shown};
use domain::redaction::Area;
use domain::thoroughness::{Beside, Gap, Pages};
use futures_util::{TryStreamExt as _, stream};
use testkit::TestApp;

pub(crate) const NIK: &str = "6206011205850001";

/// A PDF with a line on each page; `catalogue` is added to its catalogue.
pub(crate) fn pdf(lines: &[&str], catalogue: &str) -> Vec<u8> {
    let kids: String = (0..lines.len()).fold(String::new(), |mut kids, number| {
        write!(kids, "{} 0 R ", 4 + number * 2).unwrap();
        kids
    });
    let mut text = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R {catalogue} >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {} >>\nendobj\n\
         3 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n",
        lines.len()
    );
    for (number, line) in lines.iter().enumerate() {
        let content = format!("BT /F1 18 Tf 50 700 Td ({line}) Tj ET");
        write!(
            text,
            "{} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>\nendobj\n\
             {} 0 obj\n<< /Length {} >>\nstream\n{content}\nendstream\nendobj\n",
            4 + number * 2,
            5 + number * 2,
            5 + number * 2,
            content.len()
        )
        .unwrap();
    }
    text.push_str("trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    text.into_bytes()
}

pub(crate) fn content(summary: &str) -> Content {
    Content {
        title: "Laporan layanan informasi".into(),
        summary: summary.into(),
        class: InformationClass::Periodic,
        holder: "Bawaslu Kabupaten Katingan".into(),
        responsible: "PPID".into(),
        made_on: Some("2024-06-12".parse().unwrap()),
        place: "Kasongan".into(),
        forms: vec![Form::ALL[0]],
        retention: "5 tahun".into(),
        ..Content::default()
    }
}

pub(crate) struct Scene {
    pub(crate) test: TestApp,
    pub(crate) who: Principal,
    pub(crate) desk: Desk,
    pub(crate) reference: String,
}

impl Scene {
    pub(crate) async fn new(summary: &str) -> Self {
        let test = TestApp::sqlite().await;
        test.small_tree().await;
        let who = test.person("ppid", Role::Ppid, "62.06").await;
        let desk = test.app.access(who.clone()).desk("62.06").await.unwrap();
        let reference = desk.new_item(content(summary)).await.unwrap().reference;
        Self { test, who, desk, reference }
    }

    pub(crate) async fn add(&self, name: &str, bytes: Vec<u8>) -> ItemFileId {
        let stream = stream::iter([Ok::<_, std::io::Error>(Bytes::from(bytes))]);
        let staged = self.desk.stage_file(name, stream).await.unwrap();
        self.desk.add_files(&self.reference, "", vec![staged]).await.unwrap();
        let sheet = self.desk.item(&self.reference).await.unwrap();
        sheet.files.iter().find(|file| file.name == name).unwrap().id
    }

    pub(crate) async fn work(&self) {
        while self.test.app.run_one_job(Lane::Examine).await.unwrap() {}
    }

    pub(crate) async fn revision(&self) -> i64 {
        self.desk.item(&self.reference).await.unwrap().item.revision
    }

    pub(crate) async fn check(&self) -> Result<(), AppError> {
        self.desk.check_item(&self.reference, self.revision().await).await.map(drop)
    }

    pub(crate) async fn publish(&self) -> Result<(), AppError> {
        let revision = self.revision().await;
        self.desk.publish_item(&self.reference, revision, &Publication::default()).await.map(drop)
    }

    pub(crate) async fn answer(&self) {
        let digest = self.desk.privacy(&self.reference).await.unwrap().digest;
        self.desk.answer_privacy(&self.reference, &digest).await.unwrap();
    }

    pub(crate) async fn kinds(&self) -> Vec<&'static str> {
        let sheet = self.desk.item(&self.reference).await.unwrap();
        let mut kinds: Vec<_> = sheet.history.into_iter().map(|event| event.kind).collect();
        kinds.reverse();
        kinds.into_iter().map(|kind| &*kind.leak()).collect()
    }

    /// The bytes that the public gets of its only file.
    async fn public_bytes(&self) -> (String, Vec<u8>) {
        let slug = self.desk.placed().body.slug.to_string();
        let ItemPlace::Here(item) = self.test.app.public().item(&slug, &self.reference).await.unwrap() else {
            panic!("withdrawn")
        };
        let file = self.test.app.public().item_file(&slug, &self.reference, item.files[0].id).await.unwrap();
        assert_eq!(file.sha256, item.files[0].blob.sha256);
        let read: Vec<Bytes> = file.read(None).await.unwrap().stream.try_collect().await.unwrap();
        (item.files[0].name.clone(), read.concat())
    }
}

/// Which text says why it is refused.
pub(crate) fn why(outcome: Result<(), AppError>) -> String {
    match outcome {
        Err(AppError::Invalid(problems)) => match &problems[..] {
            [FieldProblem { problem: Problem::NotNow { why }, .. }] => why.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

#[tokio::test]
async fn d19_what_looks_like_personal_data_is_answered_before_an_item_goes_on() {
    let scene = Scene::new("Hubungi Budi, 0812-3456-7890").await;
    let id = scene.add("daftar.pdf", pdf(&["Daftar penerima", &format!("Budi, NIK {NIK}")], "")).await;
    scene.work().await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    assert_eq!(privacy.own.counts.keys().copied().collect::<Vec<_>>(), [Kind::Phone]);
    let file = &privacy.files[0];
    assert_eq!(file.id, id.to_string());
    assert_eq!((file.progress, file.has_text, file.pages), (Some(Progress::Done), true, 2));
    assert_eq!(file.findings.places[0].excerpt, "Budi, NIK 6206••••••••••01");
    assert_eq!(file.findings.places[0].page, 2);
    assert!(privacy.asks() && !privacy.waits());
    assert_eq!(why(scene.check().await), "privacy-unanswered");
    // An answer to other warnings is none.
    let wrong = scene.desk.answer_privacy(&scene.reference, "other").await;
    assert!(matches!(wrong, Err(AppError::Conflict(Conflict::Version { .. }))), "{wrong:?}");
    scene.answer().await;
    scene.answer().await;
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    assert_eq!(
        scene.kinds().await,
        ["begun", "file_added", "privacy_answered", "checked", "published"],
        "answered once"
    );
}

#[tokio::test]
async fn d19_a_further_file_asks_again_and_one_that_waits_holds_up_publishing() {
    let scene = Scene::new("tanpa data").await;
    scene.check().await.unwrap();
    scene.add("satu.csv", format!("nama;nik\nBudi;{NIK}\n").into_bytes()).await;
    // Nobody has looked yet: the item may be looked over, and nothing goes out.
    scene.check().await.unwrap();
    assert_eq!(why(scene.publish().await), "privacy-waits");
    scene.work().await;
    assert_eq!(why(scene.publish().await), "privacy-unanswered");
    scene.answer().await;
    scene.publish().await.unwrap();
    scene.add("dua.csv", b"nama;surel\nSiti;siti@example.com\n".to_vec()).await;
    scene.work().await;
    assert_eq!(why(scene.check().await), "privacy-unanswered");
}

#[tokio::test]
async fn d19_serta_merta_waits_for_the_look_too() {
    let scene = Scene::new("").await;
    let content = Content { class: InformationClass::Immediate, ..content("Banjir di hulu") };
    scene.desk.save_item(&scene.reference, 1, content).await.unwrap();
    scene.add("satu.csv", format!("nama;nik\nBudi;{NIK}\n").into_bytes()).await;
    let at_once = || async {
        let revision = scene.revision().await;
        scene.desk.publish_at_once(&scene.reference, revision).await.map(drop)
    };
    assert_eq!(why(at_once().await), "privacy-waits");
    // Whoever looked himself says so.
    scene.answer().await;
    at_once().await.unwrap();
}

#[tokio::test]
async fn what_the_office_publishes_of_itself_is_no_warning() {
    let scene = Scene::new("Hubungi ppid@katingan.example").await;
    assert!(scene.desk.privacy(&scene.reference).await.unwrap().is_found());
    let mut conn = scene.test.app.db().write().await.unwrap();
    let mut placed = scene.desk.placed().clone();
    placed.body.email = "ppid@katingan.example".into();
    store::body::put(&mut conn, &placed).await.unwrap();
    conn.commit().await.unwrap();
    let who = scene.test.person("petugas", Role::Officer, "62.06").await;
    let desk = scene.test.app.access(who).desk("62.06").await.unwrap();
    assert!(!desk.privacy(&scene.reference).await.unwrap().is_found());
}

fn area(page: u32) -> Area {
    Area { page, left: 500, top: 1400, right: 9500, bottom: 1800 }
}

#[tokio::test]
async fn u14_a_redacted_document_takes_the_place_of_the_first_one() {
    let scene = Scene::new("Keputusan").await;
    let line = format!("Budi, NIK {NIK}");
    let act = format!("/OpenAction << /S /JavaScript /JS (app.alert\\('{NIK}'\\)) >>");
    let id = scene.add("keputusan.pdf", pdf(&[&line, "halaman dua"], &act)).await;
    // Nobody draws on what was not seen.
    assert_eq!(why(scene.desk.redact(&scene.reference, id, vec![area(1)]).await), "redaction-unseen");
    scene.work().await;
    for (areas, expected) in [(vec![], "redaction-none"), (vec![area(3)], "redaction-page-wrong")] {
        assert_eq!(why(scene.desk.redact(&scene.reference, id, areas).await), expected);
    }
    scene.desk.redact(&scene.reference, id, vec![area(1)]).await.unwrap();
    assert_eq!(why(scene.desk.redact(&scene.reference, id, vec![area(1)]).await), "redaction-waiting");
    // Nothing goes on meanwhile.
    assert_eq!(why(scene.check().await), "redaction-waiting");
    let seen = scene.revision().await;
    scene.work().await;
    let sheet = scene.desk.item(&scene.reference).await.unwrap();
    assert_eq!(sheet.files.len(), 1);
    let made = &sheet.files[0];
    assert_eq!((made.name.as_str(), made.redacted), ("keputusan (dihitamkan).pdf", true));
    assert!(made.id != id && sheet.history[0].actor_name.is_some());
    assert!(sheet.item.revision > seen, "who saw the first file has not seen this one");
    assert!(!scene.desk.privacy(&scene.reference).await.unwrap().is_found(), "nothing is left to be found");
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    let (name, bytes) = scene.public_bytes().await;
    assert_eq!(name, "keputusan (dihitamkan).pdf");
    assert!(!has(&bytes, NIK) && !has(&bytes, "JavaScript") && has(&bytes, "/DCTDecode"));
    // The first one is nowhere for the public.
    let slug = scene.desk.placed().body.slug.to_string();
    let first = scene.test.app.public().item_file(&slug, &scene.reference, id).await;
    assert!(matches!(first, Err(AppError::NotFound)), "{first:?}");
    assert_eq!(
        scene.kinds().await,
        ["begun", "file_added", "redaction_asked", "file_redacted", "checked", "published"]
    );
}

#[tokio::test]
async fn a_redaction_of_an_edition_that_was_given_up_changes_nothing() {
    let scene = Scene::new("Keputusan").await;
    let id = scene.add("keputusan.pdf", pdf(&["halaman"], "")).await;
    scene.work().await;
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    scene.desk.redact(&scene.reference, id, vec![area(1)]).await.unwrap();
    // A file that is taken away holds nothing up, whatever becomes of the wish.
    assert!(scene.desk.privacy(&scene.reference).await.unwrap().is_redacting);
    scene.desk.remove_file(&scene.reference, id).await.unwrap();
    assert!(!scene.desk.privacy(&scene.reference).await.unwrap().is_redacting);
    let revision = scene.revision().await;
    scene.desk.discard_edition(&scene.reference, revision).await.unwrap();
    scene.work().await;
    let sheet = scene.desk.item(&scene.reference).await.unwrap();
    assert_eq!((sheet.files.len(), sheet.files[0].id), (1, id));
    let wishes = scene.desk.redaction_sheet(&scene.reference, id).await.unwrap().wishes;
    assert_eq!((wishes[0].progress, wishes[0].made), (Progress::Failed, None));
    // Another try is possible.
    scene.desk.redact(&scene.reference, id, vec![area(1)]).await.unwrap();
    scene.work().await;
    assert!(scene.desk.item(&scene.reference).await.unwrap().files[0].redacted);
}

#[tokio::test]
async fn pages_beyond_the_first_ten_are_painted_when_they_are_asked_for() {
    let scene = Scene::new("Keputusan").await;
    let id = scene.add("panjang.pdf", pdf(&["halaman"; 12], "")).await;
    let table = scene.add("tabel.csv", b"a;b\n1;2\n".to_vec()).await;
    scene.work().await;
    for number in [1, 12, 12] {
        let page = scene.desk.redaction_page(&scene.reference, id, number).await.unwrap();
        assert!(page.content_type() == "image/jpeg" && page.size > 1000);
    }
    for (file, number) in [(id, 0), (id, 13), (table, 1)] {
        let page = scene.desk.redaction_page(&scene.reference, file, number).await;
        assert!(matches!(page, Err(AppError::NotFound)), "{number}: {page:?}");
    }
}

#[tokio::test]
async fn z01_only_the_desk_sees_warnings_and_redacts() {
    let scene = Scene::new("Keputusan").await;
    let id = scene.add("keputusan.pdf", pdf(&["halaman"], "")).await;
    scene.work().await;
    // An administrator works on the site, not on the list.
    let who = scene.test.person("admin", Role::Administrator, "62").await;
    let desk = scene.test.app.access(who).desk("62.06").await.unwrap();
    let denied = |error: AppError| assert!(matches!(error, AppError::NotFound), "{error:?}");
    denied(desk.privacy(&scene.reference).await.unwrap_err());
    denied(desk.answer_privacy(&scene.reference, "").await.unwrap_err());
    denied(desk.redaction_sheet(&scene.reference, id).await.unwrap_err());
    denied(desk.redaction_page(&scene.reference, id, 1).await.unwrap_err());
    denied(desk.redact(&scene.reference, id, vec![area(1)]).await.unwrap_err());
    // The desk of another office does not know the item.
    let other = scene.test.person("lain", Role::Ppid, "63.01").await;
    let other = scene.test.app.access(other).desk("63.01").await.unwrap();
    denied(other.redact(&scene.reference, id, vec![area(1)]).await.unwrap_err());
    denied(other.privacy(&scene.reference).await.unwrap_err());
}

/// A picture beside which something is noted.
fn photo() -> Vec<u8> {
    let (width, height) = (400, 300);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.add_text_chunk("Comment".to_owned(), "<script>alert(1)</script>".to_owned()).unwrap();
    let points = (0..width * height * 3).map(|at| u8::try_from(at * 7 % 251).unwrap()).collect::<Vec<_>>();
    encoder.write_header().unwrap().write_image_data(&points).unwrap();
    bytes
}

#[tokio::test]
async fn u07_the_public_gets_a_copy_of_a_photo_without_what_the_camera_noted() {
    let scene = Scene::new("Kegiatan").await;
    let bytes = photo();
    assert!(has(&bytes, "<script>"));
    scene.add("ruang.png", bytes).await;
    scene.work().await;
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    let (name, copy) = scene.public_bytes().await;
    assert_eq!(name, "ruang.jpg");
    assert!(!has(&copy, "<script>") && !has(&copy, "Comment") && copy.starts_with(b"\xFF\xD8"));
    let slug = scene.desk.placed().body.slug.to_string();
    let ItemPlace::Here(item) = scene.test.app.public().item(&slug, &scene.reference).await.unwrap() else {
        panic!("withdrawn")
    };
    assert_eq!(item.access[&item.files[0].id], (Shown::Preview, Given::Copy));
}

#[tokio::test]
async fn u14_a_pdf_that_acts_is_given_with_a_warning() {
    let scene = Scene::new("Kegiatan").await;
    scene.add("a.pdf", pdf(&["halaman"], "/OpenAction << /S /JavaScript /JS (1) >>")).await;
    scene.work().await;
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    let slug = scene.desk.placed().body.slug.to_string();
    let ItemPlace::Here(item) = scene.test.app.public().item(&slug, &scene.reference).await.unwrap() else {
        panic!("withdrawn")
    };
    assert_eq!(item.access[&item.files[0].id], (Shown::Pages(1), Given::Warned));
    let file = scene.test.app.public().item_file(&slug, &scene.reference, item.files[0].id).await.unwrap();
    assert!(file.content_disposition().starts_with("attachment"));
}

/// A text document with a comment, and words that were deleted and can still be read.
fn docx_with_traces() -> Vec<u8> {
    use std::io::Write as _;
    let body = format!(
        "<w:document><w:p><w:t>Daftar penerima bantuan</w:t></w:p>\
         <w:p><w:del><w:r><w:delText>Budi, NIK {NIK}</w:delText></w:r></w:del></w:p></w:document>"
    );
    let comments = "<w:comments><w:comment><w:p><w:t>rahasiadapur</w:t></w:p></w:comment></w:comments>";
    let header = "<w:hdr><w:p><w:t>kepalasurat</w:t></w:p></w:hdr>";
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let types = "<Types/>".to_owned();
    for (name, text) in [
        ("[Content_Types].xml", types),
        ("word/document.xml", body),
        ("word/comments.xml", comments.to_owned()),
        ("word/header1.xml", header.to_owned()),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn hits(scene: &Scene, words: &str) -> usize {
    let found =
        scene.test.app.public().search(&Asked { text: words.into(), ..Asked::default() }).await.unwrap();
    found.results.len()
}

#[tokio::test]
async fn d19_what_goes_out_unseen_is_warned_of_and_never_found() {
    let scene = Scene::new("Keputusan").await;
    scene.add("daftar.docx", docx_with_traces()).await;
    scene.work().await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    let file = &privacy.files[0];
    assert_eq!(file.beside, [Beside::Comments(1), Beside::Changes]);
    assert!(file.findings.is_empty() && file.found_beside.counts[&Kind::Nik] == 1);
    assert_eq!(why(scene.check().await), "privacy-unanswered");
    scene.answer().await;
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    assert_eq!(hits(&scene, "penerima bantuan").await, 1);
    assert_eq!(hits(&scene, "kepalasurat").await, 1, "what readers see is found");
    for hidden in ["rahasiadapur", NIK] {
        assert_eq!(hits(&scene, hidden).await, 0, "{hidden}");
    }
}

impl Scene {
    /// Has the look inside the only file have found this of a PDF.
    async fn found(&self, pdf: &str) {
        let address = self.desk.item(&self.reference).await.unwrap().files[0].blob.address.clone();
        let facts = serde_json::from_str(&format!(r#"{{"pdf":{pdf}}}"#)).unwrap();
        let mut tx = self.test.app.db().write().await.unwrap();
        store::examination::done(&mut tx, &address, &facts, None, self.test.app.now()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn d19_what_was_not_looked_through_is_answered_for() {
    let scene = Scene::new("Laporan").await;
    scene.add("laporan.pdf", pdf(&["halaman"; 14], "")).await;
    scene.work().await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    assert!(privacy.files[0].gap.is_none() && !privacy.asks(), "{privacy:?}");
    scene.found(r#"{"pages":200,"shown":10,"read":150,"pictured":200}"#).await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    assert_eq!(privacy.files[0].gap, Some(Gap::Pages(Pages { all: 200, read: 150, pictured: 200 })));
    assert!(!privacy.is_found() && privacy.is_partly() && privacy.asks());
    assert_eq!(why(scene.check().await), "privacy-unanswered");
    scene.answer().await;
    assert!(!scene.desk.privacy(&scene.reference).await.unwrap().asks());
    // Less than what was answered for is asked for again.
    scene.found(r#"{"pages":200,"shown":10,"read":150,"pictured":40}"#).await;
    assert_eq!(why(scene.check().await), "privacy-unanswered");
    scene.answer().await;
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
}

#[tokio::test]
async fn d19_facts_of_before_pages_were_counted_are_judged_by_what_was_kept() {
    let scene = Scene::new("Laporan").await;
    scene.add("lama.pdf", pdf(&["halaman"; 12], "")).await;
    scene.work().await;
    scene.found(r#"{"pages":12,"shown":10,"has_text":true,"is_signed":false}"#).await;
    let gap = scene.desk.privacy(&scene.reference).await.unwrap().files[0].gap;
    assert_eq!(gap, Some(Gap::Pages(Pages { all: 12, read: 12, pictured: 10 })));
}

#[tokio::test]
async fn u08_a_picture_without_a_copy_is_not_given_and_its_page_says_so() {
    let scene = Scene::new("Kegiatan").await;
    // A picture by its first bytes; nothing can be painted of it.
    let mut broken = photo();
    broken.truncate(60);
    let id = scene.add("rusak.png", broken).await;
    scene.work().await;
    let privacy = scene.desk.privacy(&scene.reference).await.unwrap();
    assert!(privacy.files[0].is_withheld, "{privacy:?}");
    scene.check().await.unwrap();
    scene.publish().await.unwrap();
    let slug = scene.desk.placed().body.slug.to_string();
    let ItemPlace::Here(item) = scene.test.app.public().item(&slug, &scene.reference).await.unwrap() else {
        panic!("withdrawn")
    };
    assert!(item.files.is_empty());
    assert_eq!((item.withheld[0].name.as_str(), item.withheld[0].is_later), ("rusak.png", false));
    let file = scene.test.app.public().item_file(&slug, &scene.reference, id).await;
    assert!(matches!(file, Err(AppError::NotFound)), "{file:?}");
    let filter = store::catalogue::PublicFilter::default();
    let mut listing = scene.test.app.public().listing(&slug, filter).await.unwrap();
    let lines = listing.next().await.unwrap();
    let files = listing.files(&lines).await.unwrap();
    assert!(lines.len() == 1 && files.is_empty(), "the list for programs names nothing that is not given");
}
