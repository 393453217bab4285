use domain::facts::{Oddity, PdfFacts};
use files::Media;

use super::corpus::{pages, pdf};
use super::{Seen, look};

fn of(objects: &[String], trailer: &str) -> Seen {
    look(&pdf(objects, trailer), Media::Pdf, "a.pdf")
}

fn facts(seen: &Seen) -> &PdfFacts {
    seen.facts.pdf.as_ref().unwrap()
}

const LINES: [&str; 2] =
    ["Keputusan Ketua Bawaslu Nomor 12 Tahun 2024", "tentang Pejabat Pengelola Informasi, sejak 2019"];

#[test]
fn pages_text_years_and_date() {
    let mut objects = pages(&LINES, "", "");
    objects.push("<< /CreationDate (D:20240612083000+07'00') >>".to_owned());
    let seen = of(&objects, &format!("/Info {} 0 R", objects.len()));
    assert_eq!(seen.facts.oddities, []);
    let facts = facts(&seen);
    assert_eq!((facts.pages, facts.shown, facts.has_text, facts.is_signed), (2, 2, true, false));
    assert_eq!(facts.years, [2019, 2024]);
    assert_eq!(facts.created.unwrap().to_string(), "2024-06-12T08:30:00");
    for number in [1, 2] {
        let bytes = seen.made("page", number).unwrap();
        assert!(bytes.len() <= 80 << 10);
        let page = image::load_from_memory(&bytes).unwrap().to_luma8();
        assert_eq!(page.height(), 1200);
        // The line is there: dark points on white.
        assert!(page.pixels().any(|pixel| pixel.0[0] < 80) && page.get_pixel(5, 5).0[0] > 240);
    }
    // Pages without text are pictures of something.
    let empty = of(&pages(&["", "1"], "", ""), "");
    assert!(!empty.facts.pdf.unwrap().has_text);
}

#[test]
fn u14_what_acts_is_told_and_only_pages_are_shown() {
    let active = |catalogue: &str, more: &[&str]| {
        let mut objects = pages(&LINES[..1], catalogue, "");
        objects.extend(more.iter().map(|object| (*object).to_owned()));
        let seen = of(&objects, "");
        assert_eq!(facts(&seen).shown, 1);
        seen.active().iter().map(|part| (*part).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        active("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>", &[]),
        ["javascript", "open_action"]
    );
    assert_eq!(active("/OpenAction 6 0 R", &["<< /S /Launch /F (cmd.exe) >>"]), ["launch", "open_action"]);
    assert_eq!(
        active(
            "/Names << /EmbeddedFiles << /Names [(a) 6 0 R] >> >>",
            &["<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>"]
        ),
        ["embedded_file"]
    );
    assert_eq!(active("", &["<< /Type /Annot /Subtype /RichMedia >>"]), ["rich_media"]);
    // Which page is shown first is no action, and neither are links to pages.
    assert!(active("/OpenAction [4 0 R /Fit]", &["<< /S /URI /URI (https://a.example) >>"]).is_empty());
    assert!(active("/OpenAction << /S /GoTo /D [4 0 R /Fit] >>", &[]).is_empty());
    // Deep within other values.
    assert_eq!(active("", &["<< /A [ [ << /B << /S /JavaScript >> >> ] ] >>"]), ["javascript"]);
}

#[test]
fn signatures() {
    let signed = |value: &str| {
        let mut objects = pages(&LINES[..1], "/AcroForm << /Fields [6 0 R] >>", "");
        objects.push("<< /FT /Sig /T (ttd) /V 7 0 R >>".to_owned());
        objects.push(value.to_owned());
        facts(&of(&objects, "")).is_signed
    };
    assert!(signed("<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <3082AB> >>"));
    assert!(!signed("<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <0000> >>"));
    assert!(!signed("null"));
}

#[test]
fn u15_a_locked_pdf_is_told() {
    let id = "<00112233445566778899AABBCCDDEEFF>";
    let key = "0".repeat(64);
    let lock = format!(
        "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <{key}> /U <{key}> >> /ID [{id} {id}]"
    );
    let seen = of(&pages(&LINES, "", ""), &lock);
    assert!(seen.has(&Oddity::Locked) && seen.answer.made.is_empty(), "{:?}", seen.facts);
}

#[test]
fn u16_ten_thousand_pages_and_ten_square_metres() {
    let lines: Vec<&str> = std::iter::repeat_n("Laporan 2023", 10_000).collect();
    let seen = of(&pages(&lines, "", ""), "");
    assert_eq!((facts(&seen).pages, facts(&seen).shown), (10_000, 10));
    assert_eq!(facts(&seen).years, [2023]);
    let large = pages(&["besar"], "", "")
        .iter()
        .map(|object| object.replace("595 842", "9000 9000"))
        .collect::<Vec<_>>();
    let page = image::load_from_memory(&of(&large, "").made("page", 1).unwrap()).unwrap();
    assert_eq!((page.width(), page.height()), (1200, 1200));
}

#[test]
fn u16_cut_files_are_read_as_far_as_they_go_or_broken() {
    let whole = pdf(&pages(&LINES, "", ""), "");
    // Without the table of places the objects are found by looking for them.
    let table = whole.windows(4).position(|four| four == b"xref").unwrap();
    let seen = look(&whole[..table], Media::Pdf, "a.pdf");
    assert_eq!(facts(&seen).pages, 2);
    let seen = look(&whole[..20], Media::Pdf, "a.pdf");
    assert!(seen.has(&Oddity::Broken));
}
