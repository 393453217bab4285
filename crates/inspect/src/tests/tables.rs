//! Cells of tables, as they are asked for when a list is imported.

use files::Media;
use files::examine::Task;

use super::corpus::xlsx;
use super::with_task;

fn cells(bytes: &[u8], media: Media) -> Option<Vec<Vec<String>>> {
    let made = with_task(bytes, media, "a", Task::Table).document?;
    Some(serde_json::from_slice(&made).unwrap())
}

#[test]
fn cells_stand_in_their_places_with_empty_ones_between() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Judul</t></is></c><c r="C1" t="inlineStr"><is><t>Tahun</t></is></c></row><row r="3"><c r="B3"><v>7.5</v></c></row>"#;
    let expected = vec![vec!["Judul", "", "Tahun"], vec![], vec!["", "7.5"]];
    assert_eq!(cells(&xlsx(rows, &[]), Media::Xlsx).unwrap(), expected);
    let csv = "\u{FEFF}Judul;;Tahun\n\n;7,5\n";
    assert_eq!(cells(csv.as_bytes(), Media::Csv).unwrap()[0], ["Judul", "", "Tahun"]);
}

#[test]
fn a_table_that_is_no_table_or_too_large_gives_nothing() {
    assert_eq!(cells(b"PK\x03\x04 broken", Media::Xlsx), None);
    assert_eq!(cells(b"%PDF-1.4", Media::Pdf), None);
    let long = "a,b\n".repeat(20_001);
    assert_eq!(cells(long.as_bytes(), Media::Csv), None, "half a table is none");
}

#[test]
fn days_of_spreadsheets_are_days() {
    assert_eq!(crate::sheet::day(45_455.0).as_deref(), Some("2024-06-12"));
    assert_eq!(crate::sheet::day(45_455.5).as_deref(), Some("2024-06-12 12:00:00"));
    assert_eq!(crate::sheet::day(f64::NAN), None);
    assert_eq!(crate::sheet::day(1e300), None);
}
