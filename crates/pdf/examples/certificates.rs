//! Certificates by the hundred, for a measurement: `certificates data COUNT` writes their data, a line of JSON each;
//! `certificates print FOLDER` reads such lines and prints them there.

use std::error::Error;
use std::fs;
use std::io::{BufRead as _, Write as _, stdin, stdout};
use std::path::Path;

use pdf::TypstPress;
use print::press::{Press as _, Sheet};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["data", count] => data(count.parse()?),
        ["print", folder] => print(Path::new(folder)),
        _ => Err("certificates data COUNT | certificates print FOLDER".into()),
    }
}

/// Each with a number, an office and a code of its own, so that nothing printed can be used twice.
fn data(count: u32) -> Result<(), Box<dyn Error>> {
    let mut out = stdout().lock();
    for number in 1..=count {
        let reference = format!("BNCH-{number:04}");
        let check_url = format!("https://terbuka.example/s/{reference}");
        let qr = print::qr::svg(&check_url)?;
        let line = json!({
            "lang": "id",
            "owner": "Badan Pengawas Pemilihan Umum",
            "owner_address": "Jalan M.H. Thamrin 14, Jakarta",
            "office": format!("Bawaslu Kabupaten Contoh {number}"),
            "province": format!("Provinsi Contoh {}", number % 38),
            "category": "Menuju Informatif",
            "reference": reference,
            "qr": qr,
            "check_url": check_url,
            "signer": "Nama Ketua",
            "signer_title": "Ketua",
            "words": {
                "title": "Sertifikat", "qr": "Kode QR menuju", "check": "Periksa keaslian:",
                "certificate": "Sertifikat", "number": "Nomor", "given_to": "diberikan kepada",
                "as": "sebagai badan publik", "in_round": "dalam Monev KIP 2025",
                "total": format!("Nilai {},25 dari 100", 75 + number % 12), "version": "Versi 1",
                "place_and_date": "Jakarta, 28 Oktober 2025",
            },
        });
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn print(folder: &Path) -> Result<(), Box<dyn Error>> {
    let press = TypstPress::new(None)?;
    for (at, line) in stdin().lock().lines().enumerate() {
        let data: Value = serde_json::from_str(&line?)?;
        fs::write(folder.join(format!("{at}.pdf")), press.print(Sheet::Certificate, &data)?)?;
    }
    Ok(())
}
