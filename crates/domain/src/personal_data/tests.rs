use proptest::prelude::*;

use super::{Kind, Known, LISTED, scan};

fn kinds(text: &str) -> Vec<Kind> {
    scan(text, &Known::default()).places.into_iter().map(|place| place.kind).collect()
}

fn excerpts(text: &str) -> Vec<String> {
    scan(text, &Known::default()).places.into_iter().map(|place| place.excerpt).collect()
}

#[test]
fn d19_numbers_of_citizens_in_every_hand() {
    for text in [
        "6206011205850001",
        "NIK: 6206011205850001,",
        "NIK 6206 0112 0585 0001",
        "(6206015205850001)",
        "620601-520585-0001",
        "62.06.01.120585.0001",
        "62 06 01 12 05 85 0001",
        "NIK : 6 2 0 6 0 1 1 2 0 5 8 5 0 0 0 1",
        "1|6206011205850001|Budi",
        "1\t6206011205850001\tBudi",
        "lahir 29 Februari: 6206012902960001",
    ] {
        assert_eq!(kinds(text), [Kind::Nik], "{text}");
    }
    assert_eq!(kinds("No. KK 6206011205080012"), [Kind::FamilyCard]);
    assert_eq!(
        kinds("Nomor Kartu Keluarga: 6206011205080012, NIK 6206011205850001"),
        [Kind::FamilyCard, Kind::Nik]
    );
}

#[test]
fn numbers_of_other_things_are_let_through() {
    for text in [
        // No province, no regency, no day, no month, no number.
        "0106011205850001",
        "6200011205850001",
        "6206013205850001",
        "6206013002850001",
        "6206012902850001",
        "6206017205850001",
        "6206011213850001",
        "6206011205850000",
        // Another length: an employee, an account of the treasury, a budget line.
        "NIP 198505122010121001",
        "196206011205850001",
        "62060112058500",
        "Kode 076.01.06.3355.QDC.001.051",
        // Parts of longer codes.
        "REG6206011205850001",
        "6206011205850001X",
        "12.6206011205850001",
        // A number of a register: a place, a day, a number.
        "Register 6206 2024 0612 0001",
        "Nomor register 6206202406120001",
        // Columns of a table.
        "1234 5678 9012 3456",
        "2021 2022 2023 2024",
        "1.250.000.000 3.450.000.000",
        "Rp812.345.678.000",
        "PIN 081234",
        "08-12-2024 10.30",
        "Pukul 08.15 sampai 09.30",
        "0,8123456789",
        "0812/PPID/2024",
        // No mobile begins so.
        "0844-1234-5678",
        "Tiket 0812-34",
        "ISBN 978-602-8123-45-6",
        "Nomor perkara 081/REG/2024",
        "rapat@pukul sembilan",
        "@bawaslu_katingan",
        "a@b",
        "Rekening 5.1.02.01.01.0024 Belanja Alat Tulis",
        "NPWP 00.254.294.3-407.000",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
    // Where the page speaks of NIK, the same number is a warning.
    assert_eq!(kinds("Daftar NIK\n6206202406120001"), [Kind::Nik]);
    // Anything before a slash or a point of a sentence is one.
    assert_eq!(kinds("NIK 6206011205850001."), [Kind::Nik]);
}

#[test]
fn d19_telephone_numbers_that_are_not_the_offices() {
    for text in [
        "0812-3456-7890",
        "081234567890",
        "+62 812 3456 7890",
        "+6281234567890",
        "6281234567890",
        "WA: 0857.1234.567",
        "Telp. (0536) 4043123",
        "telepon 021-3905889",
        "Nama, No HP\nBudi, 81234567890",
        "hubungi Budi (0812 3456 7890)",
    ] {
        assert_eq!(kinds(text), [Kind::Phone], "{text}");
    }
    assert_eq!(kinds("0812-3456-7890 / 0813-1111-2222"), [Kind::Phone, Kind::Phone]);
    // A table of money that mentions a telephone somewhere.
    assert_eq!(kinds("Belanja telepon\n81250000000\n"), []);
    let known = Known::new(["0812-3456-7890", "(0536) 4043123", "nothing"], [" PPID@Katingan.example "]);
    for text in ["WhatsApp +62 812-3456-7890", "Telp. (0536) 4043123", "ppid@katingan.example"] {
        assert!(scan(text, &known).is_empty(), "{text}");
    }
    assert!(!scan("0812-3456-7891", &known).is_empty());
}

#[test]
fn d19_addresses_tax_numbers_and_accounts() {
    assert_eq!(kinds("Surel: budi.santoso@gmail.com."), [Kind::Email]);
    assert_eq!(kinds("<a+b@c.co.id>,d@e.org"), [Kind::Email, Kind::Email]);
    assert_eq!(kinds("set.katingan@bawaslu.go.id dan ppid@desa.desa.id"), []);
    assert_eq!(kinds("palsu@bawaslu.go.id.example.com"), [Kind::Email]);
    assert_eq!(kinds("09.254.294.3-407.000"), [Kind::Npwp]);
    assert_eq!(kinds("NPWP 092542943407000"), [Kind::Npwp]);
    assert_eq!(kinds("092542943407000"), []);
    assert_eq!(kinds("No. Rek. BRI 0123-01-012345 a.n. Budi"), [Kind::BankAccount]);
    assert_eq!(kinds("Rekening BRI 012301012345501 a.n. Budi"), [Kind::BankAccount]);
    assert_eq!(kinds("Rekening kas umum 012301012345501"), []);
}

#[test]
fn words_of_an_identity_card() {
    let card = "PROVINSI KALIMANTAN TENGAH\nNIK :\nNama\nTempat/Tgl Lahir\nJenis Kelamin\nGol. Darah\nAlamat\nRT/RW\n\
        Agama\nStatus Perkawinan\nPekerjaan\nKewarganegaraan: WNI\nBerlaku Hingga: SEUMUR HIDUP";
    let found = scan(&format!("Lampiran\u{C}{card}"), &Known::default());
    assert_eq!(
        found.places.iter().map(|place| (place.kind, place.page)).collect::<Vec<_>>(),
        [(Kind::IdCard, 2)]
    );
    assert_eq!(kinds("Nama\nNIK\nTempat lahir\nJenis kelamin\nAgama\nAlamat"), []);
}

#[test]
fn places_and_masks() {
    let text = "Daftar\nBudi, NIK 6206011205850001, HP 081234567890\u{C}ketua: budi@gmail.com";
    let found = scan(text, &Known::default());
    let places: Vec<_> =
        found.places.iter().map(|place| (place.page, place.line, place.excerpt.as_str())).collect();
    assert_eq!(
        places,
        [
            (1, 2, "Budi, NIK 6206••••••••••01"),
            (1, 2, "NIK ••••••••••••••••, HP 0812••••••90"),
            (2, 1, "ketua: b•••@gmail.com"),
        ]
    );
    assert_eq!(found.counts.values().sum::<u32>(), 3);
    // One address is not told by the next.
    assert_eq!(excerpts("budi@gmail.com siti@gmail.com")[1], "gmail.com s•••@gmail.com");
}

#[test]
fn lists_are_bounded_and_counts_are_not() {
    let found = scan(&"6206011205850001\n".repeat(1000), &Known::default());
    assert_eq!((found.places.len(), found.counts[&Kind::Nik]), (LISTED, 1000));
    let codes: std::collections::BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.code()).collect();
    assert_eq!(codes.len(), Kind::ALL.len());
}

#[test]
fn the_time_grows_with_the_text_alone() {
    // Were it more than linear, this would not end before the runner gives a test up.
    for piece in ["1", "1 ", "@", "a@", "62 ", "0812-", "NIK 6 ", "6206011205850001 ", "é1"] {
        let text: String = piece.chars().cycle().take(400_000).collect();
        let _ = scan(&text, &Known::default());
    }
    // Nine times 400,000 characters; a square of that would take hours.
}

/// A NIK, as it may be: region, day, month, year, number.
fn nik() -> impl Strategy<Value = String> {
    let day = prop_oneof![1_u8..=28, 41_u8..=68];
    (1_u8..=13, 1_u8..=30, day, 1_u8..=12, 0_u8..=99, 1_u16..=9999).prop_map(
        |(regency, district, day, month, year, number)| {
            format!("62{regency:02}{district:02}{day:02}{month:02}{year:02}{number:04}")
        },
    )
}

proptest! {
    #[test]
    fn every_nik_is_found_between_any_words(nik in nik(), before in "[a-z ,:\u{C}\n]{0,60}", after in "[ ,;)\n][a-z ]{0,30}") {
        let text = format!("{before} NIK {nik}{after}");
        let found = scan(&text, &Known::default());
        prop_assert_eq!(found.counts.get(&Kind::Nik), Some(&1));
        // Its middle is not told.
        prop_assert!(!found.places[0].excerpt.contains(&nik[4..14]));
    }

    #[test]
    fn whatever_the_text_is_nothing_found_is_told_whole(text in "(\\PC|[0-9@.+ \n\u{C}-]){0,200}") {
        let found = scan(&text, &Known::default());
        for place in &found.places {
            let digits = place.excerpt.chars().filter(char::is_ascii_digit).count();
            prop_assert!(place.kind == Kind::Email || digits <= 6, "{}", place.excerpt);
        }
    }

    #[test]
    fn mobiles_are_found_as_they_are_typed(rest in "[1235789][0-9]{8,9}", sign in "[ .-]?") {
        let number = format!("08{}{sign}{}{sign}{}", &rest[..2], &rest[2..6], &rest[6..]);
        prop_assert_eq!(kinds(&format!("Kontak {number}")), [Kind::Phone]);
    }
}
