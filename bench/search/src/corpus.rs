//! Documents that read like those of election supervisors: made from their number, always the same.

use domain::body::{Body, Level, ServiceHours};
use jiff::Timestamp;
use store::body::Placed;
use store::search::Document;
use uuid::Uuid;

const KINDS: &[&str] = &[
    "Laporan",
    "Laporan",
    "Laporan",
    "Laporan",
    "Keputusan",
    "Peraturan",
    "Daftar",
    "Rencana",
    "Pengumuman",
    "Surat Edaran",
    "Standar Operasional Prosedur",
    "Putusan",
    "Perjanjian",
    "Statistik",
    "Maklumat",
    "Siaran Pers",
];
const TOPICS: &[&str] = &[
    "Keuangan",
    "Kinerja Instansi Pemerintah",
    "Layanan Informasi Publik",
    "Pengawasan Pemilihan Umum",
    "Anggaran",
    "Pengadaan Barang dan Jasa",
    "Penyelesaian Sengketa Proses",
    "Harta Kekayaan Penyelenggara Negara",
    "Kepegawaian",
    "Penanganan Pelanggaran",
    "Pengawasan Kampanye",
    "Pemutakhiran Daftar Pemilih",
    "Informasi yang Dikecualikan",
    "Partisipasi Masyarakat",
    "Pelatihan Saksi",
    "Barang Milik Negara",
    "Rapat Koordinasi",
    "Dana Hibah",
    "Pemungutan Suara",
    "Rekapitulasi Hasil",
    "Logistik Pemilihan",
    "Politik Uang",
    "Netralitas Aparatur Sipil Negara",
    "Keterbukaan Informasi",
];
const COMMON: &[&str] = &[
    "laporan",
    "pengawasan",
    "pemilihan",
    "informasi",
    "publik",
    "tahun",
    "anggaran",
    "kabupaten",
    "kegiatan",
    "pelaksanaan",
    "dokumen",
    "layanan",
    "badan",
    "keputusan",
    "peraturan",
    "masyarakat",
    "data",
    "hasil",
    "sekretariat",
    "bawaslu",
    "rapat",
    "program",
    "pelanggaran",
    "peserta",
    "kampanye",
    "desa",
    "kecamatan",
    "suara",
    "petugas",
    "penyelenggara",
];
const SYLLABLES: &[&str] = &[
    "ka", "ti", "ngan", "ba", "lo", "mu", "re", "sa", "pa", "du", "wi", "ja", "ko", "ta", "ni", "be", "gu",
    "la", "mo", "si", "ran", "tan", "dar", "kan", "sung", "bang", "rin", "tar", "mas", "lam",
];
const BODIES: u64 = 553;
const DAY: i64 = 86_400;

/// The maker of documents.
pub struct Corpus {
    /// Rare words, the most frequent first.
    pub words: Vec<String>,
}

/// A row of numbers from a seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// The row of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The next number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    /// One of these.
    pub fn of<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len() as u64) as usize]
    }
}

impl Corpus {
    /// With 40,000 words besides the common ones.
    pub fn new() -> Self {
        let mut dice = Dice::new(7);
        let words =
            (0..40_000).map(|_| (0..3 + dice.below(2)).map(|_| dice.of(SYLLABLES)).collect()).collect();
        Self { words }
    }

    /// A word as frequent as words are: half of them common, the n-th of the others as often as one in n.
    fn word(&self, dice: &mut Dice) -> &str {
        if dice.below(2) == 0 {
            let (a, b) = (dice.below(COMMON.len() as u64), dice.below(COMMON.len() as u64));
            return COMMON[a.min(b) as usize];
        }
        self.rare(dice)
    }

    /// One of the other words.
    pub fn rare(&self, dice: &mut Dice) -> &str {
        // 2^(0..15.3): each power of two as likely as the others, which is Zipf's law.
        let power = dice.below(16);
        let place = ((1 << power) + dice.below(1 << power)).min(self.words.len() as u64 - 1);
        &self.words[place as usize]
    }

    fn text(&self, dice: &mut Dice, length: u64) -> String {
        (0..length).map(|_| self.word(dice)).collect::<Vec<_>>().join(" ")
    }

    /// The offices.
    pub fn bodies(&self) -> impl Iterator<Item = Placed> {
        (0..BODIES).map(|number| {
            let code = Self::body(number);
            let body = Body {
                code: code.parse().expect("a code"),
                name: format!("Kantor {number}"),
                office_name: format!("Kantor Pengawas {number}"),
                level: Level::Regency,
                parent: None,
                category: String::new(),
                zone: "WIB".parse().expect("a zone"),
                slug: format!("kantor-{number}").parse().expect("a slug"),
                address: String::new(),
                hours: ServiceHours::default(),
                whatsapp: None,
                email: String::new(),
                position: None,
                site: String::new(),
                request_form: String::new(),
            };
            Placed { above: Vec::new(), body }
        })
    }

    /// The code of an office.
    pub fn body(number: u64) -> String {
        format!("{:02}.{:02}", 11 + number / 20, 1 + number % 20)
    }

    /// A document, and the text of its file: one in twenty has one.
    pub fn document(&self, number: u64) -> (Document, Option<String>) {
        let mut dice = Dice::new(number + 1);
        let year = 2010 + number * 16 / 1_000_000 + dice.below(2);
        let rare = self.rare(&mut dice).to_owned();
        let title = format!("{} {} {rare} Tahun {year}", dice.of(KINDS), dice.of(TOPICS));
        let length = 12 + dice.below(20);
        let summary = self.text(&mut dice, length);
        let at = Timestamp::from_second(1_300_000_000 + i64::try_from(number).expect("small") * DAY / 200)
            .expect("a time");
        let document = Document {
            id: Uuid::from_u128(u128::from(number) + 1),
            kind: "item".to_owned(),
            body: Self::body(dice.below(BODIES)).parse().expect("a code"),
            path: format!("informasi/{number}"),
            class: Some(dice.of(&["berkala", "setiap_saat", "serta_merta"]).to_owned()),
            year: i64::try_from(year).ok(),
            forms: vec![dice.of(&["pdf", "xlsx", "docx", "paper"]).to_owned()],
            title,
            summary,
            other: String::new(),
            published_at: at,
            updated_at: at,
        };
        let text = (dice.below(20) == 0).then(|| self.text(&mut dice, 300));
        (document, text)
    }
}
