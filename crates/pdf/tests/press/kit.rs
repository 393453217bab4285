//! The service kit: every piece at its size on one page, whatever the names are.

use app::kit::{DipAnnex, DipClass, DipItem, Dress, Kit, PICTURE_SIDE, Piece, TestSheet};
use domain::body::{Body, Level, Zone};
use domain::service::{Channel, Closure, Decree, Fee, Official, Season, Standard};
use jiff::civil::date;
use pdf::TypstPress;
use print::press::{Press as _, Sheet};
use serde_json::Value;

fn body(office_name: &str, slug: &str) -> Body {
    Body {
        code: "62.06".parse().expect("a code"),
        name: office_name.to_owned(),
        office_name: office_name.to_owned(),
        level: Level::Regency,
        parent: None,
        category: String::new(),
        zone: Zone::Wib,
        slug: slug.parse().expect("a slug"),
        address: String::new(),
        hours: domain::body::ServiceHours::default(),
        whatsapp: None,
        email: String::new(),
        position: None,
        site: String::new(),
        request_form: String::new(),
    }
}

/// An office that has told nothing.
fn shortest() -> (Body, Standard) {
    (body("Bawaslu RI", "ri"), Standard::default())
}

/// An office as most are.
pub(super) fn usual() -> (Body, Standard) {
    let office = Body {
        address: "Jalan Tjilik Riwut Kilometer 3\nKasongan 74413".to_owned(),
        hours: "senin-kamis 08.00-16.00; jumat 08.00-16.30".parse().expect("hours"),
        whatsapp: Some("0812-3456-7890".parse().expect("a phone")),
        email: "ppid.katingan@bawaslu.example".to_owned(),
        request_form: "https://terbuka.example/kabupaten-katingan/permohonan".to_owned(),
        ..body("Bawaslu Kabupaten Katingan", "kabupaten-katingan")
    };
    let mut standard = app::service::suggestion(&office);
    standard.officials.head =
        Official { name: "Yosafat Ericktovia, S.H.".to_owned(), title: "Ketua".to_owned() };
    standard.officials.ppid = Official { name: "Sri Wahyuni, S.Sos.".to_owned(), title: "PPID".to_owned() };
    standard.decrees.maklumat =
        Decree { number: "12/HM.00/K.KH-06/2026".to_owned(), date: Some(date(2026, 1, 15)) };
    (office, standard)
}

/// Everything as long as real offices have it, and longer.
fn longest() -> (Body, Standard) {
    let office = Body {
        address: "Kompleks Perkantoran Terpadu Pemerintah Provinsi Kepulauan Bangka Belitung, Jalan Pulau Belitung Nomor 88 \
                  Blok C Lantai 3, Kelurahan Air Itam, Kecamatan Bukit Intan, Kota Pangkalpinang 33149"
            .to_owned(),
        hours: "senin 08.00-16.00; selasa 08.00-16.00; rabu 08.00-16.00; kamis 08.00-16.00; jumat 08.00-16.30; sabtu 09.00-12.00"
            .parse()
            .expect("hours"),
        whatsapp: Some("0812-3456-78901".parse().expect("a phone")),
        email: "pejabat.pengelola.informasi.dan.dokumentasi@kepulauan-bangka-belitung.bawaslu.example".to_owned(),
        request_form: "https://terbuka.example/provinsi-kepulauan-bangka-belitung/permohonan/informasi/publik".to_owned(),
        ..body(
            "Badan Pengawas Pemilihan Umum Provinsi Kepulauan Bangka Belitung Daerah Pemekaran",
            "provinsi-kepulauan-bangka-belitung-daerah-pemekaran-dan-sekitarnya",
        )
    };
    let official = |title: &str| Official {
        name: "Prof. Dr. H. Muhammad Abdurrahman Wirahadikusumah Sastroamidjojo, S.H., M.Hum., Ph.D."
            .to_owned(),
        title: title.to_owned(),
    };
    let text = "Layanan diselenggarakan sesuai standar ini oleh petugas yang cakap dan ramah. ".repeat(8);
    let line = "Fotokopi kertas A4 hitam putih Rp500 per lembar, berwarna Rp2.000 per lembar".to_owned();
    let mut standard = app::service::suggestion(&office);
    standard.fee = Some(Fee::CopiesAtCost);
    standard.fee_lines = vec![line; 8];
    standard.channels = Channel::ALL.to_vec();
    standard.guarantee.clone_from(&text);
    standard.evaluation = text;
    standard.officials.head =
        official("Ketua Badan Pengawas Pemilihan Umum Provinsi Kepulauan Bangka Belitung");
    standard.officials.superior = official("Kepala Sekretariat Bawaslu Provinsi Kepulauan Bangka Belitung");
    standard.officials.ppid = official("Kepala Bagian Hukum, Hubungan Masyarakat, Data, dan Informasi");
    standard.decrees.maklumat =
        Decree { number: "0123/HM.00.02/K.BB/01/2026".to_owned(), date: Some(date(2026, 9, 30)) };
    standard.ramadan = Some(Season {
        from: date(2027, 2, 8),
        to: date(2027, 3, 9),
        hours: "senin-kamis 08.00-15.00; jumat 08.00-15.30".parse().expect("hours"),
    });
    standard.closed = (1..=8)
        .map(|day| Closure {
            date: date(2026, 12, day),
            reason: "Pindah kantor ke gedung yang baru".to_owned(),
        })
        .collect();
    let step = "Pemohon mengisi formulir permohonan, melampirkan identitas, dan menyerahkannya kepada petugas meja layanan di \
                ruang layanan informasi, atau mengirimkannya melalui saluran lain yang tersedia bagi pemohon";
    standard.steps.request = vec![step.to_owned(); 10];
    (office, standard)
}

/// How an office looks that has chosen nothing.
fn plain(body: &Body) -> Dress {
    Dress { site: format!("https://terbuka.example/{}", body.slug), ..Dress::default() }
}

/// How an office looks with everything: a logo of these pixels, and a verified number.
fn dressed(body: &Body, width: u32, height: u32) -> Dress {
    Dress {
        colour: "#7a1f2b".parse().ok(),
        verified_on: Some(date(2026, 10, 28)),
        logo: Some(super::logo::jpeg(width, height)),
        ..plain(body)
    }
}

fn data((body, standard): &(Body, Standard), dress: &Dress, piece: Piece) -> Value {
    let kit = Kit { standard, body, today: date(2026, 11, 25), dress };
    kit.data(piece).expect("data")
}

/// The data of the first piece that is printed as this sheet.
pub(super) fn sample(sheet: Sheet) -> Value {
    match sheet {
        Sheet::DipAnnex => dip_annex(40),
        Sheet::ConsequenceTest => consequence_test(),
        _ => {
            let piece = Piece::ALL.into_iter().find(|piece| piece.sheet() == sheet).expect("a piece");
            let office = usual();
            let dress = dressed(&office.0, 600, 720);
            data(&office, &dress, piece)
        }
    }
}

fn dip_annex(items: usize) -> Value {
    let item = DipItem {
        summary:
            "Laporan hasil pengawasan tahapan pemungutan dan penghitungan suara Pemilihan Umum Tahun 2024"
                .to_owned(),
        holder: "Bagian Pengawasan".to_owned(),
        responsible: "Kepala Sekretariat".to_owned(),
        made: "Kasongan, Maret 2024".to_owned(),
        form: "Cetak, daring".to_owned(),
        retention: "Permanen".to_owned(),
    };
    let class =
        |name: &str, items: usize| DipClass { name: name.to_owned(), items: vec![item.clone(); items] };
    let annex = DipAnnex {
        office: "Bawaslu Kabupaten Katingan".to_owned(),
        year: 2026,
        decree: "Keputusan Nomor 3/HK.01.01/2026, 2 Januari 2026".to_owned(),
        classes: vec![
            class("Informasi berkala", items),
            class("Informasi serta-merta", 0),
            class("Informasi setiap saat", items),
        ],
        place_and_date: "Kasongan, 2 Januari 2026".to_owned(),
        signer_title: "Ketua".to_owned(),
        signer: "Nama Ketua".to_owned(),
    };
    annex.data()
}

fn consequence_test() -> Value {
    let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let sheet = TestSheet {
        office: "Bawaslu Kabupaten Katingan".to_owned(),
        address: "Jalan Tjilik Riwut Kilometer 3, Kasongan".to_owned(),
        number: "Nomor 1/PPID/2026".to_owned(),
        facts: vec![pair("Pemicu", "Permohonan informasi"), pair("Dokumen", "Berita acara klarifikasi")],
        parts: vec![
            pair("Dasar hukum", "Pasal 17 huruf a angka 2 UU 14/2008"),
            pair("Konsekuensi bila dibuka", "Identitas pelapor dan saksi terungkap."),
            pair("Konsekuensi bila ditutup", "Pelapor dan saksi terlindungi."),
            pair("Pertimbangan kepentingan publik", "Hasil penanganan tetap diumumkan."),
            pair("Jangka waktu", "Paling lama 30 tahun."),
        ],
        place_and_date: "Kasongan, 3 Februari 2026".to_owned(),
        signers: vec![pair("PPID", "Nama PPID"), pair("Pimpinan", "Nama Pimpinan")],
    };
    sheet.data()
}

/// The pages of a document, each as width and height in millimetres.
fn pages(pdf: &[u8]) -> Vec<(u32, u32)> {
    let text = String::from_utf8_lossy(pdf);
    let boxes = text.split("/MediaBox").skip(1).filter_map(|rest| {
        let inside = rest.split_once('[')?.1.split_once(']')?.0;
        let points: Vec<f64> = inside.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let millimetres = |points: f64| format!("{:.0}", points * 25.4 / 72.0).parse::<u32>().ok();
        Some((millimetres(points.get(2)? - points.first()?)?, millimetres(points.get(3)? - points.get(1)?)?))
    });
    boxes.collect()
}

/// Prints every piece of an office, and sees that each is one page of its size.
fn all_fit(kind: &str, office: &(Body, Standard), dress: &Dress) {
    let press = TypstPress::new(None).expect("a press");
    for piece in Piece::ALL {
        let begun = std::time::Instant::now();
        let data = data(office, dress, piece);
        let printed = press.print(piece.sheet(), &data).unwrap_or_else(|error| panic!("{error}"));
        let (width, height) = piece.millimetres();
        assert_eq!(pages(&printed), [(u32::from(width), u32::from(height))], "{piece}, {kind}");
        if let Some(folder) = option_env!("TERBUKA_SHEETS") {
            println!("{piece} {kind}: {:?}, {} bytes", begun.elapsed(), printed.len());
            std::fs::write(format!("{folder}/{piece}-{kind}.pdf"), &printed).expect("written");
        }
    }
}

#[test]
fn every_piece_is_one_page_of_its_size_for_the_shortest_names() {
    let office = shortest();
    all_fit("shortest", &office, &plain(&office.0));
    // What fits at both ends fits between: these are for whoever wants to look at them.
    if option_env!("TERBUKA_SHEETS").is_some() {
        let office = usual();
        all_fit("usual", &office, &dressed(&office.0, 600, 720));
    }
}

#[test]
fn every_piece_is_one_page_of_its_size_for_the_longest_names_beside_a_wide_logo() {
    let office = longest();
    all_fit("longest-wide", &office, &dressed(&office.0, 1600, 200));
}

#[test]
fn every_piece_is_one_page_of_its_size_for_the_longest_names_beside_a_tall_logo() {
    let office = longest();
    all_fit("longest-tall", &office, &dressed(&office.0, 300, 1200));
}

/// How often a text stands in another.
fn count(text: &[u8], part: &[u8]) -> usize {
    text.windows(part.len()).filter(|found| *found == part).count()
}

#[test]
fn a_logo_stands_on_every_piece_undistorted_and_none_where_there_is_none() {
    let press = TypstPress::new(None).expect("a press");
    let office = usual();
    let (bare, worn) = (plain(&office.0), dressed(&office.0, 640, 160));
    let print =
        |piece: Piece, dress| press.print(piece.sheet(), &data(&office, dress, piece)).expect("a sheet");
    let without = print(Piece::Banner, &bare);
    assert_eq!(count(&without, b"/DCTDecode"), 0);
    // One piece of each kind of sheet.
    let mut pieces = Piece::ALL.to_vec();
    pieces.dedup_by_key(|piece| piece.sheet());
    for piece in pieces {
        let with = print(piece, &worn);
        // A JPEG is put into the file as it is, with its own width and height.
        assert_eq!(count(&with, b"/DCTDecode"), 1, "{piece}: one picture, however often it is shown");
        assert_eq!((count(&with, b"/Width 640"), count(&with, b"/Height 160")), (1, 1), "{piece}");
    }
}

#[test]
fn pieces_have_small_pictures_in_their_own_proportions() {
    let press = TypstPress::new(None).expect("a press");
    let office = usual();
    let dress = dressed(&office.0, 600, 720);
    for piece in Piece::ALL {
        let data = data(&office, &dress, piece);
        let picture = press.picture(piece.sheet(), &data, PICTURE_SIDE).expect("a picture");
        assert!(picture.starts_with(b"\x89PNG\r\n\x1a\n"), "{piece}");
        let side = |at: usize| u32::from_be_bytes(picture[at..at + 4].try_into().expect("four bytes"));
        let (width, height) = (side(16), side(20));
        assert_eq!(width.max(height), u32::from(PICTURE_SIDE), "{piece}");
        let (paper_width, paper_height) = piece.millimetres();
        let expected = width.max(height) * u32::from(paper_width.min(paper_height))
            / u32::from(paper_width.max(paper_height));
        assert!(width.min(height).abs_diff(expected) <= 1, "{piece}: {width} × {height}");
        assert!(picture.len() < 40_000, "{piece}: {} bytes", picture.len());
        if let Some(folder) = option_env!("TERBUKA_SHEETS") {
            println!("{piece}: {} bytes", picture.len());
            std::fs::write(format!("{folder}/{piece}.png"), &picture).expect("written");
        }
    }
}

#[test]
fn an_annex_takes_the_pages_that_its_list_needs() {
    let press = TypstPress::new(None).expect("a press");
    for (items, least) in [(0, 1), (3, 1), (100, 10)] {
        let printed =
            press.print(Sheet::DipAnnex, &dip_annex(items)).unwrap_or_else(|error| panic!("{error}"));
        let pages = pages(&printed);
        assert!(pages.len() >= least && pages.iter().all(|page| *page == (297, 210)), "{items}: {pages:?}");
    }
}
