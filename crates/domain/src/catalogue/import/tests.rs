use super::*;
use proptest::prelude::*;

fn cells(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

/// The statutory form as offices fill it, with its title rows and the row of numbers.
fn statutory() -> Vec<Vec<String>> {
    cells(&[
        &["DAFTAR INFORMASI PUBLIK"],
        &["Bawaslu Kabupaten Katingan", "", "", "", "", "", "", ""],
        &[
            "No",
            "Ringkasan Isi Informasi",
            "Pejabat/Unit/Satuan Kerja yang Menguasai Informasi",
            "Penanggung Jawab Pembuatan atau Penerbitan Informasi",
            "Waktu dan Tempat Pembuatan Informasi",
            "Bentuk/Format Informasi yang Tersedia",
            "Jangka Waktu Penyimpanan atau Retensi Arsip",
            "Jenis Informasi",
        ],
        &["1", "2", "3", "4", "5", "6", "7", "8"],
        &[
            "1",
            "Laporan keuangan 2023. Berisi neraca.",
            "Subbag Keuangan",
            "Kasek",
            "Kasongan, 12 Juni 2024",
            "Hardcopy dan softcopy",
            "5 tahun",
            "Berkala",
        ],
        &["", "", "", "", "", "", "", ""],
        &["2", "Profil kantor", "PPID", "PPID", "2024-01-05", "Online", "Permanen", "Informasi setiap saat"],
    ])
}

#[test]
fn the_statutory_form_is_read_in_its_own_words() {
    let table = read(&statutory(), None).unwrap();
    assert!(table.unknown.iter().all(|heading| heading == "No"), "{:?}", table.unknown);
    let numbers: Vec<usize> = table.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [5, 7]);
    assert!(table.rows.iter().all(Row::is_good), "{:?}", table.rows);
    let first = &table.rows[0].content;
    assert_eq!(first.title, "Laporan keuangan 2023");
    assert_eq!((first.place.as_str(), first.made_on.unwrap().to_string()), ("Kasongan", "2024-06-12".into()));
    assert_eq!(first.forms, [Form::Printed, Form::Online]);
    assert_eq!(first.class, InformationClass::Periodic);
    assert!(first.gaps().is_empty(), "{:?}", first.gaps());
}

#[test]
fn every_fault_stands_at_its_row_and_column() {
    let mut rows = statutory();
    rows[4][4] = "tahun 2024".into();
    rows[4][5] = "lisan".into();
    rows[4][7] = "rahasia".into();
    rows[6][1] = String::new();
    let table = read(&rows, None).unwrap();
    let fields = |at: usize| -> Vec<String> {
        table.rows[at].problems.iter().map(|found| found.field.clone()).collect()
    };
    assert_eq!(fields(0), ["class", "made_on", "forms"]);
    assert_eq!(fields(1), ["title"]);
}

#[test]
fn a_row_that_comes_twice_is_taken_once() {
    let mut rows = statutory();
    let again = rows[4].clone();
    rows.push(again);
    let table = read(&rows, None).unwrap();
    assert_eq!(table.rows[2].repeats, Some(5));
    assert!(!table.rows[2].is_good());
}

#[test]
fn what_is_no_list_is_said() {
    assert_eq!(read(&cells(&[&["a", "b"], &["1", "2"]]), None), Err(TableFault::NoHeading));
    let no_title = cells(&[&["Pejabat", "Retensi", "Bentuk"], &["a", "b", "cetak"]]);
    assert_eq!(read(&no_title, None), Err(TableFault::NoTitle));
    assert_eq!(read(&statutory()[..4], None), Err(TableFault::Empty));
    let mut long = statutory();
    long.extend(std::iter::repeat_n(statutory()[4].clone(), ROWS_MAX));
    assert_eq!(read(&long, None), Err(TableFault::TooManyRows { max: ROWS_MAX }));
}

#[test]
fn without_a_column_the_class_is_that_of_the_list() {
    let rows = cells(&[&["Judul", "Ringkasan", "Retensi"], &["Profil", "Profil kantor", "5 tahun"]]);
    assert_eq!(
        read(&rows, Some(InformationClass::Periodic)).unwrap().rows[0].content.class,
        InformationClass::Periodic
    );
    assert_eq!(read(&rows, None).unwrap().rows[0].problems[0].field, "class");
}

#[test]
fn days_as_people_write_them() {
    for (typed, day) in [
        ("2024-06-12", Some("2024-06-12")),
        ("2024-06-12 00:00:00", Some("2024-06-12")),
        ("12/6/2024", Some("2024-06-12")),
        ("12 Juni 2024", Some("2024-06-12")),
        ("1 AGUSTUS 2023", Some("2023-08-01")),
        ("3 Okt 2022", Some("2022-10-03")),
        ("31/02/2024", None),
        ("2024", None),
        ("Juni 2024", None),
        ("12 Ju 2024", None),
        ("12 Juni 24", None),
        ("", None),
    ] {
        assert_eq!(read_day(typed).map(|day| day.to_string()).as_deref(), day, "{typed}");
    }
}

proptest! {
    #[test]
    fn nothing_that_a_table_holds_makes_it_fall(rows in proptest::collection::vec(proptest::collection::vec(".{0,30}", 0..10), 0..8)) {
        let mut table = statutory();
        table.extend(rows);
        for row in read(&table, None).unwrap().rows {
            prop_assert!(row.number >= 5);
        }
    }
}
