//! Texts of documents and tables, and what is guessed by them.

use domain::document::{DocumentText, MOST_CHARACTERS, Origin};
use files::Media;

use super::corpus::{docx, pages, pdf, xlsx, zip};
use super::look;

fn text(bytes: &[u8], media: Media) -> String {
    look(bytes, media, "a").text.unwrap()
}

#[test]
fn the_text_of_a_pdf_has_lines_and_pages() {
    let content = "BT /F1 12 Tf 50 700 Td (LAPORAN) Tj 60 0 Td (LAYANAN) Tj ET \
        BT /F1 12 Tf 50 680 Td [(Kepu) -20 (tusan) -400 (Ketua)] TJ 0 -14 Td (Kasongan, 12 Juni 2024) Tj \
        200 0 Td (halaman) Tj ET";
    let mut objects = pages(&["x", "halaman dua"], "", "");
    objects[4] = format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len());
    let seen = look(&pdf(&objects, ""), Media::Pdf, "a.pdf");
    assert_eq!(
        seen.text.as_deref(),
        Some("LAPORAN LAYANAN\nKeputusan Ketua\nKasongan, 12 Juni 2024\thalaman\n\u{C}halaman dua")
            .map(|text| text.replace("halaman\n", "halaman"))
            .as_deref()
    );
    let guess = seen.facts.guess;
    assert_eq!(guess.title.as_deref(), Some("LAPORAN LAYANAN"));
    assert_eq!(
        (guess.date.unwrap().to_string().as_str(), guess.date_from),
        ("2024-06-12", Some(Origin::Text))
    );
}

#[test]
fn titles_of_a_pdf_are_read_in_each_encoding() {
    let title = |value: &str| {
        let mut objects = pages(&["isi"], "", "");
        objects.push(format!("<< /Title {value} /CreationDate (D:20230405) >>"));
        look(&pdf(&objects, "/Info 6 0 R"), Media::Pdf, "a.pdf").facts.guess
    };
    assert_eq!(title("(Rencana Strategis 2024)").title.as_deref(), Some("Rencana Strategis 2024"));
    assert_eq!(title("<FEFF00520065006E00630061006E00610020004B>").title.as_deref(), Some("Rencana K"));
    assert_eq!(title("<EFBBBF52656E63616E61C3A920>").title.as_deref(), Some("Rencanaé"));
    let guess = title("(scan001.pdf)");
    assert_eq!((guess.title, guess.date_from), (None, Some(Origin::Metadata)));
}

#[test]
fn a_long_pdf_is_read_beyond_the_pages_that_are_shown() {
    let lines: Vec<String> = (1..=40).map(|number| format!("halaman nomor {number}")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let text = DocumentText::new(&text(&pdf(&pages(&lines, "", ""), ""), Media::Pdf));
    assert_eq!(text.pages().collect::<Vec<_>>(), lines);
}

#[test]
fn texts_of_documents_and_tables() {
    let body = "<w:p><w:r><w:t>Surat Keputusan</w:t><w:br/><w:t>Nomor</w:t><w:tab/><w:t>1</w:t></w:r></w:p>\
        <w:p><w:r><w:t>NIK 6206011205850001</w:t><w:delText>dihapus</w:delText></w:r></w:p>";
    let core = r"<cp:coreProperties><dc:title>Judul Templat</dc:title><dcterms:created>2024-01-02T03:04:05Z</dcterms:created></cp:coreProperties>";
    let seen = look(&docx(body, &[("docProps/core.xml", core.as_bytes())]), Media::Docx, "a.docx");
    assert_eq!(seen.text.as_deref(), Some("Surat Keputusan\nNomor 1\nNIK 6206011205850001\n"));
    assert_eq!(seen.facts.guess.title.as_deref(), Some("Surat Keputusan"));
    assert_eq!(seen.facts.guess.date.unwrap().to_string(), "2024-01-02");

    let odt = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", br#"<?xml version="1.0"?><o:d xmlns:o="o" xmlns:text="t"><text:h>Laporan</text:h><text:p>Satu<text:s/>dua</text:p></o:d>"#),
    ]);
    assert_eq!(text(&odt, Media::Odt), "Laporan\nSatu dua\n");

    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Nama</t></is></c><c r="C1" t="inlineStr"><is><t>NIK</t></is></c></row><row r="2"><c r="C2" t="inlineStr"><is><t>6206011205850001</t></is></c></row>"#;
    // The first sheet is empty.
    assert_eq!(text(&xlsx(rows, &[]), Media::Xlsx), "\u{C}Nama\tNIK\n6206011205850001\u{C}");
    assert_eq!(text("\u{FEFF}a;b\n;c\n".as_bytes(), Media::Csv), "a\tb\nc");
}

#[test]
fn u16_texts_are_bounded() {
    let paragraph = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "kata ".repeat(1000));
    let seen = look(&docx(&paragraph.repeat(200), &[]), Media::Docx, "a.docx");
    let text = DocumentText::new(seen.text.as_deref().unwrap());
    assert!(text.is_cut() && text.as_str().chars().count() == MOST_CHARACTERS);
    // All words are still counted.
    assert_eq!(seen.facts.document.unwrap().words, 200_000);
}

#[test]
fn u07_texts_are_kept_as_they_are_and_guesses_are_short() {
    let script = "<w:p><w:r><w:t>Laporan &lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}</w:t></w:r></w:p>";
    let seen = look(&docx(script, &[]), Media::Docx, "a.docx");
    assert_eq!(seen.text.as_deref(), Some("Laporan <script>alert(1)</script>{{7*7}}\n"));
    assert_eq!(seen.facts.guess.title.as_deref(), Some("Laporan <script>alert(1)</script>{{7*7}}"));
}
