use std::io::Write as _;

use domain::facts::Oddity;
use files::Media;

use super::corpus::{docx, xlsx, zip};
use super::look;

const TEXT: &str =
    "<w:p><w:r><w:t>Surat Keputusan</w:t></w:r></w:p><w:p><w:r><w:t>tentang PPID</w:t></w:r></w:p>";

#[test]
fn a_text_document() {
    let bytes = docx(TEXT, &[("word/media/image1.png", b"x"), ("word/media/image2.png", b"x")]);
    let seen = look(&bytes, Media::Docx, "a.docx");
    assert_eq!(seen.facts.oddities, []);
    let facts = seen.facts.document.unwrap();
    assert_eq!(
        (facts.words, facts.beginning.as_str(), facts.pictures),
        (4, "Surat Keputusan tentang PPID", 2)
    );
    let content = br#"<office:document-content xmlns:text="t"><text:h>Laporan</text:h><text:p>Tahun<text:s/>2023</text:p></office:document-content>"#;
    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content),
        ("Pictures/a.png", b"x"),
    ]);
    let facts = look(&odt, Media::Odt, "a.odt").facts.document.unwrap();
    assert_eq!((facts.words, facts.beginning.as_str(), facts.pictures), (3, "Laporan Tahun 2023", 1));
}

#[test]
fn a_workbook() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Kode</t></is></c><c r="B1" t="inlineStr"><is><t>Nama</t></is></c></row><row r="5"><c r="A5"><v>62</v></c><c r="C5"><v>1.5</v></c></row>"#;
    let seen = look(&xlsx(rows, &[]), Media::Xlsx, "a.xlsx");
    assert_eq!(seen.facts.oddities, []);
    let facts = seen.facts.sheet.unwrap();
    assert_eq!(facts.sheets, ["Kosong", "Daftar Informasi"]);
    assert_eq!((facts.rows, facts.columns), (2, 3));
    assert_eq!(facts.head, [vec!["Kode", "Nama"], vec!["62", "", "1.5"]]);
}

#[test]
fn a_workbook_of_the_other_family() {
    let content = br#"<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Daftar"><table:table-row><table:table-cell office:value-type="string"><text:p>Kode</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="62"><text:p>62</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
    let manifest =
        br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zip(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", content)]);
    let seen = look(&bytes, Media::Ods, "a.ods");
    assert_eq!(seen.facts.oddities, []);
    let facts = seen.facts.sheet.unwrap();
    assert_eq!(
        (facts.sheets, facts.head),
        (vec!["Daftar".to_owned()], vec![vec!["Kode".to_owned(), "62".to_owned()]])
    );
}

#[test]
fn d13_a_sheet_that_says_it_is_huge_costs_nothing() {
    let rows =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let facts = look(&xlsx(rows, &[]), Media::Xlsx, "a.xlsx").facts.sheet.unwrap();
    // The head has what stands in its few columns.
    assert_eq!((facts.rows, facts.columns, facts.head), (2, 16_384, vec![vec!["1".to_owned()]]));
}

#[test]
fn a_table_of_text() {
    let facts = |text: &str| look(text.as_bytes(), Media::Csv, "a.csv").facts.sheet.unwrap();
    let found =
        facts("\u{FEFF}kode;nama\r\n62;\"Kalimantan; Tengah\"\r\n\r\n63;Kalimantan Selatan;lebih\r\n");
    assert_eq!((found.rows, found.columns), (3, 3));
    assert_eq!(found.head[1], ["62", "Kalimantan; Tengah"]);
    let long = facts(&"a,b\n".repeat(100_000));
    assert_eq!((long.rows, long.head.len()), (100_000, 20));
}

#[test]
fn what_acts_in_documents() {
    let active = |more: &[(&str, &[u8])]| {
        look(&docx(TEXT, more), Media::Docx, "a.docx")
            .active()
            .iter()
            .map(|part| (*part).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(active(&[("word/vbaProject.bin", b"x")]), ["macro"]);
    assert_eq!(active(&[("word/embeddings/oleObject1.bin", b"x")]), ["embedded_file"]);
    let rels = |kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="a" Type="http://x/{kind}" Target="http://a.example/x" TargetMode="External"/></Relationships>"#
        )
    };
    assert_eq!(
        active(&[("word/_rels/settings.xml.rels", rels("attachedTemplate").as_bytes())]),
        ["external_link"]
    );
    assert!(active(&[("word/_rels/document.xml.rels", rels("hyperlink").as_bytes())]).is_empty());
    let field = "<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\cmd</w:instrText></w:r></w:p>";
    assert_eq!(look(&docx(field, &[]), Media::Docx, "a.docx").active(), ["external_link"]);
    let book = xlsx("", &[("xl/externalLinks/externalLink1.xml", b"<x/>")]);
    assert_eq!(look(&book, Media::Xlsx, "a.xlsx").active(), ["external_link"]);
}

#[test]
fn u01_bombs_are_told_and_not_unpacked() {
    let zeros = vec![b' '; 40 << 20];
    let bomb = docx(TEXT, &[("word/big.xml", &zeros)]);
    assert!(bomb.len() < 100 << 10);
    let seen = look(&bomb, Media::Docx, "a.docx");
    assert!(seen.has(&Oddity::Bomb), "{:?}", seen.facts);
    // The size that is declared is not believed: it is set to four bytes in the directory.
    let mut liar = bomb.clone();
    let entry = liar.windows(12).rposition(|part| part == b"word/big.xml").unwrap() - 46;
    liar[entry + 24..entry + 28].copy_from_slice(&4_u32.to_le_bytes());
    let seen = look(&liar, Media::Docx, "a.docx");
    assert!(seen.has(&Oddity::Bomb) || seen.has(&Oddity::Broken), "{:?}", seen.facts);
}

#[test]
fn u02_archives_within_archives() {
    let inner = zip(&[("a.txt", b"x")]);
    // The table behind a chart is an archive within one, and ordinary.
    let chart = docx(TEXT, &[("word/embeddings/Microsoft_Excel_Sheet1.xlsx", &inner)]);
    assert_eq!(look(&chart, Media::Docx, "a.docx").facts.oddities, []);
    let nest = zip(&[("b.zip", &inner)]);
    assert!(
        look(&docx(TEXT, &[("word/embeddings/a.xlsx", &nest)]), Media::Docx, "a.docx").has(&Oddity::Bomb)
    );
    let zeros = zip(&[("a.bin", &vec![0; 40 << 20])]);
    assert!(
        look(&docx(TEXT, &[("word/embeddings/a.xlsx", &zeros)]), Media::Docx, "a.docx").has(&Oddity::Bomb)
    );
}

#[test]
fn d12_entities_do_not_grow() {
    let laughs = br#"<!DOCTYPE x [<!ENTITY a "haha">]><w:document><w:body>&a;</w:body></w:document>"#;
    let bytes = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", laughs)]);
    assert!(look(&bytes, Media::Docx, "a.docx").has(&Oddity::Broken));
}

#[test]
fn u15_a_document_with_a_locked_entry() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    writer.write_all(b"<x/>").unwrap();
    let mut bytes = writer.finish().unwrap().into_inner();
    let entry = bytes.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
    bytes[entry + 8] |= 1;
    bytes[6] |= 1;
    assert!(look(&bytes, Media::Docx, "a.docx").has(&Oddity::Locked));
}
