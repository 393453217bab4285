//! What comes out of the press.

#[path = "press/kit.rs"]
mod kit;
#[path = "press/logo.rs"]
mod logo;

use pdf::TypstPress;
use print::press::{Press as _, Sheet};
use serde_json::{Value, json};

fn words(entries: Value) -> Value {
    let mut words = json!({ "title": "Sertifikat", "qr": "Kode QR menuju", "check": "Periksa keaslian:" });
    let (Value::Object(words_), Value::Object(entries)) = (&mut words, entries) else { panic!("objects") };
    words_.extend(entries);
    words
}

fn common(words: Value) -> Value {
    json!({
        "lang": "id",
        "owner": "Badan Pengawas Pemilihan Umum",
        "owner_address": "Jalan M.H. Thamrin 14, Jakarta",
        "office": "Bawaslu Kabupaten Katingan",
        "qr": print::qr::svg("https://terbuka.example/s/7K3M9QX2").expect("a code"),
        "check_url": "https://terbuka.example/s/7K3M9QX2",
        "signer": "Nama Ketua",
        "signer_title": "Ketua",
        "words": words,
    })
}

fn certificate() -> Value {
    let mut data = common(words(json!({
        "certificate": "Sertifikat", "number": "Nomor", "given_to": "diberikan kepada", "as": "sebagai badan publik",
        "in_round": "dalam Monev KIP 2025", "total": "Nilai 91,25 dari 100", "version": "Versi 1",
        "place_and_date": "Jakarta, 28 Oktober 2025",
    })));
    data["reference"] = json!("7K3M-9QX2");
    data["province"] = json!("Provinsi Kalimantan Tengah");
    data["category"] = json!("Informatif");
    data
}

fn letter() -> Value {
    let mut data = common(words(json!({
        "number": "Nomor", "subject_name": "Hal", "subject": "Rekomendasi", "to": "Yth.", "intro": "Hasilnya:",
        "sections": "Nilai per bagian", "section_columns": ["Bagian", "Nilai", "Bobot"],
        "recommendations": "Yang perlu dibenahi:", "nothing": "Tidak ada.", "closing": "Terima kasih.",
        "place_and_date": "Jakarta, 28 Oktober 2025",
    })));
    data["number"] = json!("12/PPID/2025");
    data["facts"] = json!([["Nilai", "91,25"], ["Kategori", "Informatif"]]);
    data["sections"] = json!([["Sarana", "18,00", "20"]]);
    data["recommendations"] =
        json!([{ "question": "1. Meja layanan", "reason": "Tidak tampak", "points": "0 dari 3" }]);
    data
}

fn press_sheet() -> Value {
    let mut data = common(words(json!({
        "intro": "Hasil.", "best": "Nilai tertinggi", "best_columns": ["No", "Badan", "Nilai", "Kategori"],
        "provinces": "Per provinsi", "province_columns": ["No", "Provinsi", "Informatif"], "method": "Cara hitung.",
    })));
    data["figures"] = json!([["Informatif", "22"], ["Menuju Informatif", "11"]]);
    data["best"] = json!([["1", "Bawaslu Kabupaten Katingan", "91,25", "Informatif"]]);
    data["provinces"] = json!([["1", "Kalimantan Tengah", "3"]]);
    data
}

fn sample(sheet: Sheet) -> Value {
    match sheet {
        Sheet::Certificate => certificate(),
        Sheet::Letter => letter(),
        Sheet::PressSheet => press_sheet(),
        _ => kit::sample(sheet),
    }
}

#[test]
fn every_sheet_is_printed_and_always_the_same() {
    let press = TypstPress::new(None).expect("a press");
    for sheet in Sheet::ALL {
        let printed = press.print(sheet, &sample(sheet)).unwrap_or_else(|error| panic!("{error}"));
        assert!(printed.starts_with(b"%PDF-1.7"), "{sheet}");
        assert_eq!(press.print(sheet, &sample(sheet)).expect("again"), printed, "{sheet}");
        // For whoever wants to look at them.
        if let Some(folder) = option_env!("TERBUKA_SHEETS") {
            std::fs::write(format!("{folder}/{sheet}.pdf"), &printed).expect("written");
        }
    }
}

#[test]
fn data_never_become_part_of_the_template() {
    let press = TypstPress::new(None).expect("a press");
    for hostile in [
        "#read(\"/etc/passwd\")",
        "]#panic()[",
        "\"); #panic() //",
        "$ x $ *tebal* @a <b> \\",
        "\u{202e}\u{0}",
    ] {
        let mut data = certificate();
        data["office"] = json!(hostile);
        press.print(Sheet::Certificate, &data).unwrap_or_else(|error| panic!("{hostile}: {error}"));
    }
}

#[test]
fn a_template_of_the_operator_reads_nothing_but_its_data() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("secret.txt"), "rahasia").expect("written");
    for (source, said) in [
        ("#read(\"secret.txt\")", "certificate.typ:1: failed to load file (access denied)"),
        ("\n#image(\"/etc/passwd\")", "certificate.typ:2:"),
        ("#import \"@preview/cetz:0.3.0\"", "certificate.typ:1:"),
        ("#include \"letter.typ\"", "letter.typ:"),
        ("#datetime.today()", "certificate.typ:1:"),
        ("#let x =", "certificate.typ:1:"),
        ("#sys.inputs.data.nothing", "certificate.typ:1:"),
    ] {
        std::fs::write(folder.path().join("certificate.typ"), source).expect("written");
        let press = TypstPress::new(Some(folder.path())).expect("a press");
        let refused = press.print(Sheet::Certificate, &json!({ "office": "x" })).expect_err(source);
        assert!(refused.why.contains(said), "{source}: {refused}");
    }
    std::fs::write(folder.path().join("certificate.typ"), "= #sys.inputs.data.office").expect("written");
    let press = TypstPress::new(Some(folder.path())).expect("a press");
    assert!(press.print(Sheet::Certificate, &json!({ "office": "Katingan" })).is_ok());
}
