//! How far files are looked through, and what they hold beside what their readers see.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use domain::document::DocumentText;
use domain::facts::{Facts, Oddity, PdfFacts};
use files::Media;
use files::examine::{Answer, Question, Task};

use super::corpus::{docx, pages, pdf, xlsx, zip};
use super::{Seen, look};

fn numbered(count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("halaman nomor {number}")).collect()
}

/// Objects of a PDF with these pages, each of which draws a picture too.
fn pages_with_pictures(count: usize) -> Vec<String> {
    let lines = numbered(count);
    let mut objects = pages(&lines.iter().map(String::as_str).collect::<Vec<_>>(), "", "");
    for (number, line) in lines.iter().enumerate() {
        let content = format!(
            "q 90 0 0 90 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 /F /AHx ID 80> EI Q BT /F1 18 Tf 50 700 Td ({line}) Tj ET"
        );
        objects[4 + number * 2] = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    }
    objects
}

/// Facts of a PDF whose pages a script paints, and the pages that were read.
fn painted_by(script: &str, bytes: &[u8]) -> (Facts, usize) {
    let folder = tempfile::tempdir().unwrap();
    let (file, painter) = (folder.path().join("file"), folder.path().join("painter"));
    fs::write(&file, bytes).unwrap();
    fs::write(&painter, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&painter, fs::Permissions::from_mode(0o700)).unwrap();
    let made = folder.path().join("made");
    fs::create_dir(&made).unwrap();
    let question = Question {
        file,
        media: "pdf".to_owned(),
        name: String::new(),
        folder: made.clone(),
        task: Task::Look,
    };
    let mut tell = |_: &Answer| ();
    let mut look = crate::look::Look::new(&question, &mut tell);
    if let Err(fault) = crate::pdf::look_by(&mut look, Some(painter)) {
        look.odd(fault.into());
    }
    let answer = look.into_answer();
    let text = fs::read_to_string(made.join(answer.text.unwrap())).unwrap();
    (
        serde_json::from_value(answer.facts).unwrap(),
        text.split('\u{C}').filter(|page| !page.is_empty()).count(),
    )
}

/// What `pdftoppm` does, with one white point, but for the third page.
const ALL_BUT_THE_THIRD: &str = "[ \"$2\" = 3 ] && exit 1\nfor last; do :; done\nprintf 'P6\\n1 1\\n255\\n\\377\\377\\377' > \"$last.ppm\"";

fn counts(facts: &PdfFacts) -> (u32, Option<u32>, Option<u32>) {
    (facts.shown, facts.read, facts.pictured)
}

#[test]
fn d19_a_page_that_cannot_be_painted_keeps_no_other_page_from_being_looked_through() {
    let (facts, read) = painted_by(ALL_BUT_THE_THIRD, &pdf(&pages_with_pictures(14), ""));
    // Readers turn pages: what is shown ends before the third one. The others were looked at.
    assert_eq!((counts(facts.pdf.as_ref().unwrap()), read), ((2, Some(14), Some(13)), 14));
    assert_eq!(facts.oddities, [Oddity::Broken]);
    // Where no page can be painted at all, the words are still read.
    let (facts, read) = painted_by("exit 1", &pdf(&pages_with_pictures(14), ""));
    assert_eq!((counts(facts.pdf.as_ref().unwrap()), read), ((0, Some(14), Some(0)), 14));
    // A page without pictures holds no picture of a card.
    let lines = numbered(14);
    let plain = pages(&lines.iter().map(String::as_str).collect::<Vec<_>>(), "", "");
    let (facts, _) = painted_by("exit 1", &pdf(&plain, ""));
    assert_eq!(counts(facts.pdf.as_ref().unwrap()), (0, Some(14), Some(14)));
}

#[test]
fn d19_a_long_report_of_words_is_looked_through_whole() {
    let lines = numbered(200);
    let objects = pages(&lines.iter().map(String::as_str).collect::<Vec<_>>(), "", "");
    let facts = look(&pdf(&objects, ""), Media::Pdf, "a.pdf").facts.pdf.unwrap();
    assert_eq!((facts.pages, counts(&facts)), (200, (10, Some(200), Some(200))));
}

/// Objects of a PDF of which each letter stands for two hundred, so that its text is long and soon read.
fn wordy_pages(count: usize) -> Vec<String> {
    let letters = "A".repeat(900);
    let mut objects = pages(&vec![letters.as_str(); count], "", "");
    let map = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def \
         1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{}> endbfchar endcmap \
         CMapName currentdict /CMap defineresource pop end end",
        "006B".repeat(200)
    );
    let number = objects.len() + 1;
    objects[2] = objects[2].replace("/Helvetica", &format!("/Helvetica /ToUnicode {number} 0 R"));
    objects.push(format!("<< /Length {} >>\nstream\n{map}\nendstream", map.len()));
    objects
}

#[test]
fn d19_text_beyond_what_is_kept_counts_as_not_read() {
    let seen = look(&pdf(&wordy_pages(4), ""), Media::Pdf, "a.pdf");
    let facts = seen.facts.pdf.unwrap();
    assert_eq!((facts.pages, facts.read), (4, Some(2)), "the room ends within the third page");
    let kept = DocumentText::new(&seen.text.unwrap());
    let lengths: Vec<usize> = kept.pages().map(|page| page.chars().count()).collect();
    assert!(kept.is_cut() && lengths[..2] == [180_000; 2] && lengths[2] < 180_000, "{lengths:?}");
}

fn beside(seen: &Seen) -> &str {
    seen.beside.as_deref().unwrap_or_default()
}

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

fn part(root: &str, inner: &str) -> String {
    format!("<w:{root} {W}>{inner}</w:{root}>")
}

fn line(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn d19_everything_that_goes_out_with_a_document_is_looked_through() {
    let body = "<w:p><w:r><w:t>Surat Keputusan</w:t></w:r><w:del><w:r><w:delText>NIK 62060112</w:delText></w:r>\
        <w:r><w:delText>05850001</w:delText></w:r></w:del><w:ins><w:r><w:t> baru</w:t></w:r></w:ins></w:p>\
        <w:moveFrom><w:p><w:r><w:t>pindah</w:t></w:r></w:p></w:moveFrom><w:p><w:r><w:delText/><w:t>akhir</w:t></w:r></w:p>";
    let comments =
        format!("<w:comment>{}</w:comment><w:comment>{}</w:comment>", line("kata satu"), line("kata dua"));
    let parts = [
        ("word/header1.xml", part("hdr", &line("kepala halaman"))),
        ("word/footer2.xml", part("ftr", &line("kaki halaman"))),
        (
            "word/footnotes.xml",
            part("footnotes", &format!("<w:footnote>{}</w:footnote>", line("catatan kaki"))),
        ),
        ("word/endnotes.xml", part("endnotes", &format!("<w:endnote>{}</w:endnote>", line("catatan akhir")))),
        ("word/comments.xml", part("comments", &comments)),
        ("word/_rels/header1.xml.rels", "<Relationships/>".to_owned()),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let seen = look(&docx(body, &parts), Media::Docx, "a.docx");
    assert_eq!(seen.facts.oddities, []);
    let text = seen.text.as_deref().unwrap();
    assert!(text.starts_with("Surat Keputusan baru\nakhir\n"), "{text}");
    for found in ["kepala halaman\n", "kaki halaman\n", "catatan kaki\n", "catatan akhir\n"] {
        assert!(text.contains(found), "{found} in {text}");
    }
    // What readers do not see is apart, whole numbers in one piece.
    let beside = beside(&seen);
    for found in ["NIK 6206011205850001\n", "pindah\n", "kata satu\n", "kata dua\n"] {
        assert!(beside.contains(found) && !text.contains(found.trim()), "{found} in {beside}");
    }
    let facts = seen.facts.document.unwrap();
    assert_eq!((facts.words, facts.comments, facts.has_changes), (4, 2, true), "words of the body alone");
    assert_eq!(facts.beginning, "Surat Keputusan baru akhir");
    let plain = look(&docx(&line("Surat"), &[]), Media::Docx, "a.docx");
    assert!(plain.beside.is_none() && !plain.facts.document.unwrap().has_changes);
}

#[test]
fn d19_a_part_that_makes_no_sense_is_told_and_hides_nothing_else() {
    let comments = part("comments", &format!("<w:comment>{}</w:comment>", line("NIK")));
    let parts = [("word/header1.xml", &b"<w:hdr></w:p>"[..]), ("word/comments.xml", comments.as_bytes())];
    let seen = look(&docx(&line("Surat"), &parts), Media::Docx, "a.docx");
    assert_eq!((seen.text.as_deref(), beside(&seen)), (Some("Surat\n"), "NIK\n"));
    assert_eq!(seen.facts.oddities, [Oddity::Broken]);
}

#[test]
fn d19_the_other_family_has_comments_and_changes_too() {
    let content = r#"<o:d xmlns:o="o" xmlns:t="t" xmlns:d="d"><o:automatic-styles/><t:tracked-changes><t:changed-region><t:deletion><t:p>terhapus</t:p></t:deletion></t:changed-region></t:tracked-changes><t:p>Laporan<o:annotation><d:creator>Siti</d:creator><t:p>catatan</t:p></o:annotation> tahunan</t:p></o:d>"#;
    let styles = r#"<o:d xmlns:o="o" xmlns:t="t" xmlns:n="n"><o:styles><n:text>hari</n:text></o:styles><o:master-styles><t:p>kaki halaman</t:p></o:master-styles></o:d>"#;
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("styles.xml", styles.as_bytes()),
    ]);
    let seen = look(&odt, Media::Odt, "a.odt");
    assert_eq!(
        (seen.text.as_deref(), beside(&seen)),
        (Some("Laporan tahunan\nkaki halaman\n"), "terhapus\nSiti\ncatatan\n")
    );
    let facts = seen.facts.document.unwrap();
    assert_eq!((facts.comments, facts.has_changes), (1, true));
}

#[test]
fn d19_comments_and_hidden_sheets_of_workbooks() {
    let cell = |text: &str| format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>"#);
    let comments = "<comments><commentList><comment><text><r><t>NIK 62060112</t></r><r><t>05850001</t></r></text></comment>\
        <comment><text><t>lain</t></text></comment></commentList></comments>";
    let book = xlsx(&cell("Daftar"), &[("xl/comments1.xml", comments.as_bytes())]);
    let seen = look(&book, Media::Xlsx, "a.xlsx");
    assert_eq!(
        (seen.text.as_deref(), beside(&seen)),
        (Some("\u{C}Daftar\u{C}"), "NIK 6206011205850001\nlain\n")
    );
    let facts = seen.facts.sheet.as_ref().unwrap();
    assert_eq!((facts.comments, facts.hidden), (2, 0));

    let hidden = hide_second(&xlsx(&cell("rahasia"), &[]));
    let seen = look(&hidden, Media::Xlsx, "a.xlsx");
    assert_eq!((seen.text.as_deref(), beside(&seen)), (Some("\u{C}\u{C}"), "rahasia\n"));
    let facts = seen.facts.sheet.unwrap();
    assert_eq!((facts.hidden, facts.sheets.len(), facts.head[0][0].as_str()), (1, 2, "rahasia"));
}

/// The workbook with its second sheet hidden.
fn hide_second(book: &[u8]) -> Vec<u8> {
    let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut entries = Vec::new();
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).unwrap();
        let name = entry.name().unwrap().into_owned();
        let text = std::io::read_to_string(&mut entry).unwrap();
        entries.push((name, text.replace(r#"sheetId="2""#, r#"sheetId="2" state="hidden""#)));
    }
    zip(&entries.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect::<Vec<_>>())
}

#[test]
fn d19_comments_and_hidden_tables_of_the_other_family() {
    let content = r#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Daftar" table:style-name="ta1"><table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>Siti</dc:creator><text:p>catatan</text:p></office:annotation><text:p>Kode</text:p></table:table-cell></table:table-row></table:table><table:table table:name="Lain" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>rahasia</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let manifest =
        br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes =
        zip(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content.as_bytes())]);
    let seen = look(&bytes, Media::Ods, "a.ods");
    assert_eq!((seen.text.as_deref(), beside(&seen)), (Some("Kode\u{C}\u{C}"), "Siti\ncatatan\nrahasia\n"));
    let facts = seen.facts.sheet.unwrap();
    assert_eq!((facts.comments, facts.hidden), (1, 1));
}
