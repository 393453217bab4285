use super::*;

const DEFAULT: &[u8] = include_bytes!("../../../../../data/bodies-bawaslu.csv");

fn office(level: &Level, name: &str) -> String {
    format!("Kantor {} {name}", level.code())
}

fn read(file: &str) -> Result<Vec<Planned>, Vec<Defect>> {
    plan(file.as_bytes(), &[], &office)
}

fn again(file: &str, before: &[Planned]) -> Result<Vec<Planned>, Vec<Defect>> {
    let present: Vec<_> =
        before.iter().map(|planned| (planned.body.clone(), planned.above.clone())).collect();
    plan(file.as_bytes(), &present, &office)
}

fn lines(found: Result<Vec<Planned>, Vec<Defect>>) -> Vec<String> {
    found.unwrap_err().iter().map(ToString::to_string).collect()
}

const SMALL: &str = "code,name,level,parent,zone\n00,RI,national,,WIB\n32,Jawa Barat,province,00,WIB\n\
                     32.01,Kabupaten Bogor,regency,32,WIB\n32.71,Kota Bogor,regency,32,WIB\n";

#[test]
fn the_default_tree_is_read_whole() {
    let planned = plan(DEFAULT, &[], &office).unwrap();
    assert_eq!(planned.len(), 553);
    let of = |level: Level| planned.iter().filter(|planned| planned.body.level == level).count();
    assert_eq!((of(Level::National), of(Level::Province), of(Level::Regency)), (1, 38, 514));
    assert!(planned.iter().all(|planned| planned.change == Change::Added));
    let slugs: std::collections::HashSet<_> = planned.iter().map(|planned| &planned.body.slug).collect();
    assert_eq!(slugs.len(), 553);
    assert!(planned.is_sorted_by_key(|planned| planned.above.len()), "parents before children");
}

#[test]
fn d21_the_code_and_not_the_name_is_the_key() {
    let planned = read(SMALL).unwrap();
    let slugs: Vec<&str> = planned.iter().map(|planned| planned.body.slug.as_str()).collect();
    assert_eq!(slugs, ["ri", "jawa-barat", "kabupaten-bogor", "kota-bogor"]);
    // Two of one name: the second one's address has its code; a new name keeps code and address.
    let twins = SMALL.replace("Kabupaten Bogor", "Bogor").replace("Kota Bogor", "Bogor");
    let planned = read(&twins).unwrap();
    assert_eq!(planned[2].body.slug.as_str(), "bogor");
    assert_eq!(planned[3].body.slug.as_str(), "bogor-32-71");
    let renamed = again(&twins.replace("32.71,Bogor", "32.71,Bogor Raya"), &planned).unwrap();
    assert_eq!(renamed[3].body.slug.as_str(), "bogor-32-71");
    assert_eq!((renamed[3].change, renamed[2].change), (Change::Changed, Change::Unchanged));
    assert_eq!(renamed[3].body.office_name, "Kantor regency Bogor Raya", "the name of the office follows");
}

#[test]
fn a_second_time_changes_nothing_and_keeps_what_the_office_entered() {
    let mut planned = read(SMALL).unwrap();
    planned[2].body.address = "Jl. Tegar Beriman".into();
    planned[2].body.hours = "senin 08.00-16.00".parse().unwrap();
    planned[2].body.whatsapp = Some("0812-3456-7890".parse().unwrap());
    planned[2].body.office_name = "Bawaslu Bogor".into();
    let second = again(SMALL, &planned).unwrap();
    assert!(second.iter().all(|planned| planned.change == Change::Unchanged), "{second:#?}");
    // An empty cell keeps, a filled one replaces.
    let file = "code,name,level,parent,zone,address,whatsapp\n32.01,Kabupaten Bogor,regency,32,WIB,,0813 1111 2222\n";
    let third = again(file, &planned).unwrap();
    assert_eq!(third.len(), 1);
    assert_eq!(third[0].body.address, "Jl. Tegar Beriman");
    assert_eq!(third[0].body.whatsapp.as_ref().unwrap().digits(), "6281311112222");
    assert_eq!(third[0].body.office_name, "Bawaslu Bogor");
}

#[test]
fn files_of_spreadsheets_are_read_as_they_come() {
    let mut expected = read(SMALL).unwrap();
    let dressed = format!("\u{feff}\r\n{}\r\n", SMALL.replace(',', ";").replace('\n', "\r\n"));
    let planned = read(&dressed).unwrap();
    for planned in &mut expected {
        planned.line = planned.line.map(|line| line + 1);
    }
    assert_eq!(planned, expected);
    let quoted = SMALL.replace("Kota Bogor", "\"Kota \"\"Hujan\"\", Bogor\"").replace("code,", "CODE ,");
    assert_eq!(read(&quoted).unwrap()[3].body.name, "Kota \"Hujan\", Bogor");
    let tabs = SMALL.replace(',', "\t");
    assert_eq!(read(&tabs).unwrap().len(), 4);
}

#[test]
fn d13_every_defect_is_told_with_line_and_column() {
    let file = "code,name,level,parent,zone,slug,whatsapp,email,hours,position\n\
                00,RI,national,,WIB,,,,,\n\
                \n\
                a/b,X,regency,00,WIB,,,,,\n\
                32,Jawa Barat,Provinsi,09,WIX,,,,,\n\
                32.01,,regency,32,WIB,a--b,12,ppid,kapan saja,kota\n\
                32.71,Kota,regency,33,WIB,kota,,,,\n\
                32.71,Kota,regency,32,WIB,,,,,\n\
                32.72,Kota,regency,32,WIB,kota,,,,\n\
                32.73,Kota,regency\n\
                c1,Satu,x,c2,WIT,,,,,\n\
                c2,Dua,x,c1,WIT,,,,,\n\
                c3,Tiga,x,c3,WIT,,,,,\n\
                c4,Empat,x,32.73,WIT,,,,,\n";
    assert_eq!(
        lines(read(file)),
        [
            "4: code: expected a code without spaces and slashes, at most 40 characters",
            "5: level: expected national, province, regency, or another word of a-z, 0-9, '-' and '_'",
            "5: parent: expected the code of a body in this file or in the tree, found \"09\"",
            "5: zone: expected WIB, WITA or WIT",
            "6: name: expected a value",
            "6: slug: expected a-z, 0-9 and single hyphens, and none of the program's own addresses",
            "6: hours: expected entries such as \"senin-kamis 08.00-16.00; jumat 08.00-16.30\", each day once",
            "6: whatsapp: expected a number such as 0812-3456-7890",
            "6: email: expected an address such as ppid@example.go.id",
            "6: position: expected decimal degrees such as -1.8861, 113.4002",
            "7: parent: expected the code of a body in this file or in the tree, found \"33\"",
            "8: code: expected a code once; it stands in line 7 too",
            "9: slug: expected a slug that no other body has; \"32.71\" has it",
            "10: -: expected 10 fields as in the first line, found 3",
            "11: parent: expected a parent that does not stand below this body: c1 → c2 → c1",
            "12: parent: expected a parent that does not stand below this body: c2 → c1 → c2",
            "13: parent: expected a parent that does not stand below this body: c3 → c3",
        ]
    );
}

#[test]
fn what_is_no_table_of_bodies_is_refused() {
    assert_eq!(
        lines(read("")),
        ["1: -: expected a first line with the columns code, name, level, parent and zone"]
    );
    let found = lines(read("code,nama,level,level,zone\n"));
    assert!(found[0].ends_with("found \"nama\""), "{found:?}");
    assert_eq!(found[1], "1: name: expected this column");
    assert_eq!(found[2], "1: level: expected this column once");
    assert_eq!(found[3], "1: parent: expected this column");
    let latin = b"code,name,level,parent,zone\n1,Caf\xe9,x,,WIB\n";
    assert_eq!(plan(latin, &[], &office).unwrap_err()[0].to_string(), "2: -: expected text in UTF-8");
    let open = "code,name,level,parent,zone\n1,\"Tanpa penutup,x,,WIB\n2,Dua,x,,WIB\n";
    assert_eq!(lines(read(open)).len(), 1);
    let workbook = b"PK\x03\x04\x14\x00\x06\x00\xff\xfe";
    assert!(plan(workbook, &[], &office).is_err());
}

#[test]
fn several_roots_make_a_tree_but_none_is_put_beside_one_that_stands() {
    let flat = "code,name,level,parent,zone\na,Satu,agency,,WIB\nb,Dua,agency,,WIB\n";
    let planned = read(flat).unwrap();
    assert_eq!(planned.len(), 2);
    assert!(again(flat, &planned).is_ok());
    let third = format!("{flat}c,Tiga,agency,,WIB\n");
    let found = lines(again(&third, &planned));
    assert_eq!(found, ["4: parent: expected a parent, since the tree has the root \"a\""]);
}

#[test]
fn those_below_move_along() {
    let planned = read(SMALL).unwrap();
    let moved = "code,name,level,parent,zone\n36,Banten,province,00,WIB\n32,Jawa Barat,province,36,WIB\n";
    let after = again(moved, &planned).unwrap();
    let ways: Vec<(&str, Vec<&str>)> = after
        .iter()
        .map(|planned| (planned.body.code.as_str(), planned.above.iter().map(BodyCode::as_str).collect()))
        .collect();
    assert_eq!(
        ways,
        [
            ("36", vec!["00"]),
            ("32", vec!["36", "00"]),
            ("32.01", vec!["32", "36", "00"]),
            ("32.71", vec!["32", "36", "00"])
        ]
    );
    // A body that the file hangs under one below it, by way of bodies that are there.
    let knot = "code,name,level,parent,zone\n00,RI,national,32.01,WIB\n";
    assert!(lines(again(knot, &planned))[0].contains("00 → 32.01 → 32 → 00"));
}

#[test]
fn d13_a_million_rows_end_in_one_line_of_report() {
    use std::fmt::Write as _;
    let mut file = String::from("code,name,level,parent,zone\n");
    for n in 0..=MAX_ROWS {
        writeln!(file, "{n},Desa {n},village,,WIB").unwrap();
    }
    assert_eq!(lines(read(&file)), [format!("{}: -: expected at most {MAX_ROWS} rows", MAX_ROWS + 2)]);
}
