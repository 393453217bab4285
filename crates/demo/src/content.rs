//! What offices of the demo have written for their sites: rules and questions that RI offers to all, and the profile, the
//! structure, the duties and some news of one office. Rules are those that there are; the rest says that it is an example.

use app::desk::{Desk, Publication};
use domain::content::{Kind, Rule, Standing, Writing};
use domain::person::Role;

use crate::DemoError;
use crate::past::{Days, Past};
use crate::people::Crew;

/// The office of the demo.
const OFFICE: &str = "62.06";

/// A rule: what it is, its number and year, what it is about, whether it is in force, and by which other it was changed.
type ToldRule = (Rule, &'static str, i16, &'static str, Standing, &'static str);

const RULES: &[ToldRule] = &[
    (Rule::Statute, "14", 2008, "Keterbukaan Informasi Publik", Standing::InForce, ""),
    (
        Rule::Government,
        "61",
        2010,
        "Pelaksanaan Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik",
        Standing::InForce,
        "",
    ),
    (Rule::Commission, "1", 2013, "Prosedur Penyelesaian Sengketa Informasi Publik", Standing::InForce, ""),
    (
        Rule::Commission,
        "1",
        2019,
        "Standar Layanan dan Prosedur Penyelesaian Sengketa Informasi Pemilihan Umum dan Pemilihan",
        Standing::InForce,
        "",
    ),
    (Rule::Commission, "1", 2021, "Standar Layanan Informasi Publik", Standing::InForce, ""),
    (
        Rule::Supervisor,
        "10",
        2019,
        "Pengelolaan dan Pelayanan Informasi Publik Badan Pengawas Pemilihan Umum, Badan Pengawas Pemilihan Umum Provinsi, \
         dan Badan Pengawas Pemilihan Umum Kabupaten/Kota",
        Standing::Amended,
        "Diubah dengan Peraturan Badan Pengawas Pemilihan Umum Nomor 1 Tahun 2022",
    ),
    (
        Rule::Supervisor,
        "1",
        2022,
        "Perubahan atas Peraturan Badan Pengawas Pemilihan Umum Nomor 10 Tahun 2019 tentang Pengelolaan dan Pelayanan \
         Informasi Publik",
        Standing::InForce,
        "",
    ),
];

/// A question: its topic, its place there, the question and the answer.
type ToldQuestion = (&'static str, u16, &'static str, &'static str);

const ASKING: &str = "Permohonan informasi";
const OBJECTING: &str = "Keberatan dan sengketa";

const QUESTIONS: &[ToldQuestion] = &[
    (
        ASKING,
        1,
        "Siapa yang boleh meminta informasi?",
        "Setiap warga negara Indonesia dan badan hukum Indonesia boleh meminta informasi publik. Cantumkan nama, alamat, \
         informasi yang diminta, dan tujuan penggunaannya (Pasal 4 dan Pasal 22 UU 14/2008).",
    ),
    (
        ASKING,
        2,
        "Berapa lama permohonan dijawab?",
        "Pemberitahuan tertulis disampaikan:\n\n\
         | Jalur | Jangka waktu | Perpanjangan |\n|---|---|---|\n\
         | Biasa | 10 hari kerja | 7 hari kerja |\n| Informasi pemilu dan pemilihan | 3 hari kerja | 2 hari kerja |\n\n\
         Perpanjangan dilakukan satu kali dengan alasan tertulis.",
    ),
    (
        ASKING,
        3,
        "Apakah meminta informasi dikenai biaya?",
        "Permohonan tidak dipungut biaya. Biaya penggandaan atau pengiriman, bila ada, diumumkan sebelumnya pada halaman \
         **Biaya** di situs setiap kantor.",
    ),
    (
        OBJECTING,
        1,
        "Apa yang dapat saya lakukan bila permohonan ditolak?",
        "Ajukan **keberatan** kepada atasan PPID paling lambat 30 hari kerja setelah alasan keberatan ditemukan \
         (Pasal 36 UU 14/2008). Formulirnya dapat diunduh di situs setiap kantor.",
    ),
    (
        OBJECTING,
        2,
        "Ke mana sengketa informasi diajukan?",
        "Kepada komisi informasi sesuai dengan tingkat badan publiknya, paling lambat 14 hari kerja setelah tanggapan atas \
         keberatan diterima (Pasal 37 UU 14/2008).",
    ),
];

const PROFILE: &str = "## Kedudukan dan alamat\n\nBawaslu Kabupaten Katingan berkedudukan di Kasongan, ibu kota Kabupaten \
    Katingan, Provinsi Kalimantan Tengah. Alamat lengkap dan jam layanan tercantum di bawah.\n\n\
    ## Visi\n\nTeks contoh untuk peragaan: menjadi pengawas pemilihan yang tepercaya dan terbuka.\n\n\
    ## Misi\n\n1. Mengawasi setiap tahapan dengan cermat.\n2. Menangani laporan secara cepat dan adil.\n\
    3. Mengumumkan informasi publik tanpa menunggu diminta.\n\n\
    ## Laporan harta kekayaan\n\nPengumuman laporan harta kekayaan pejabat (LHKPN) disampaikan oleh KPK; daftarnya dapat \
    dilihat pada [laman e-LHKPN](https://elhkpn.kpk.go.id).\n";

const STRUCTURE: &str = "Nama dan jabatan pada halaman ini dibuat untuk peragaan.\n\n\
    | Jabatan | Nama |\n|---|---|\n| Ketua | Yohanes Tingang |\n| Atasan PPID, Kepala Sekretariat | Dewi Anggraini |\n\
    | PPID | Budi Santoso |\n| Petugas layanan informasi | Rina Lestari |\n\n\
    ## Bagian di sekretariat\n\n- Subbagian Administrasi\n- Subbagian Hukum, Humas, dan Data Informasi\n\
    - Subbagian Pengawasan Pemilu dan Partisipasi Masyarakat\n";

const DUTIES: &str = "Rincian tugas, wewenang, dan kewajiban Bawaslu kabupaten/kota diatur dalam undang-undang pemilihan umum. \
    Dalam pelayanan informasi publik, kantor ini:\n\n\
    - menyediakan, menyimpan, dan mengumumkan informasi publik;\n- menerima dan menjawab permohonan informasi;\n\
    - menguji konsekuensi sebelum menutup suatu informasi;\n- menanggapi keberatan melalui atasan PPID.\n";

/// News: title, what stands under it, the text, and the day on which it was published.
type ToldNews = (&'static str, &'static str, &'static str, i64);

const NEWS: &[ToldNews] = &[
    (
        "Ruang layanan informasi kini buka setiap hari kerja",
        "Warga dapat membaca daftar informasi publik dan meminta salinan di tempat.",
        "Berita contoh untuk peragaan.\n\nRuang layanan di Kasongan dilengkapi komputer untuk umum, kursi roda, dan petugas yang \
         membantu mengisi formulir. Permohonan lewat WhatsApp dan surel tetap dilayani.\n\n\
         ## Yang perlu dibawa\n\n- kartu identitas;\n- uraian informasi yang diminta;\n- tujuan penggunaannya.\n",
        -21,
    ),
    (
        "Lima TPS di Katingan Hilir dipindahkan karena banjir",
        "Daftar lokasi baru ada dalam daftar informasi publik.",
        "Berita contoh untuk peragaan.\n\nPemindahan dilakukan setelah peninjauan bersama. Pemilih diminta memeriksa lokasi baru \
         pada [daftar informasi publik](/kabupaten-katingan/informasi?kelas=serta_merta).\n",
        -9,
    ),
    (
        "Pelatihan pengawas partisipatif dibuka untuk umum",
        "Pendaftaran tidak dipungut biaya.",
        "Berita contoh untuk peragaan.\n\n| Hari | Materi |\n|---|---|\n| Pertama | Tahapan pemilihan |\n\
         | Kedua | Cara melaporkan dugaan pelanggaran |\n",
        -3,
    ),
];

/// The profile in English.
const PROFILE_EN: &str = "## Seat and address\n\nBawaslu Kabupaten Katingan has its seat in Kasongan, the capital of the regency of \
    Katingan in the province of Central Kalimantan. The full address and the hours of service stand below.\n\n\
    ## Vision\n\nExample text for this demonstration: to be an election supervisor that is trusted and open.\n\n\
    ## Mission\n\n1. To watch every stage with care.\n2. To handle reports quickly and fairly.\n\
    3. To publish public information without waiting to be asked.\n";

/// A piece of news in the language of Banjar, as its title, what stands under it, and the text.
const NEWS_BJN: (&str, &str, &str) = (
    "Ruang layanan informasi wayahini buka saban hari kerja",
    "Warga kawa mambaca daftar informasi publik wan maminta salinan di wadah.",
    "Barita conto gasan paragaan.\n\nRuang layanan di Kasongan ada komputer gasan umum, kursi roda, wan patugas nang mambantu \
     maisi formulir. Parmohonan lewat WhatsApp wan surel tatap dilayani.\n",
);

/// Writes everything.
pub(crate) async fn make(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    offer(past, crew, days).await?;
    past.set(days.at(-160, 10 * 60));
    let desk = past.app.access(crew.at(Role::Officer, OFFICE)?.clone()).desk(OFFICE).await?;
    for (name, title, body) in [
        ("profil", "Profil", PROFILE),
        ("struktur", "Struktur organisasi", STRUCTURE),
        ("tugas", "Tugas dan fungsi", DUTIES),
    ] {
        let (reference, _) = publish(&desk, Kind::Page, name, written(title, "", body)).await?;
        if name == "profil" {
            translate(&desk, &reference, "en", written("Profile", "", PROFILE_EN)).await?;
        }
    }
    for (title, lead, body, day) in NEWS {
        past.set(days.at(*day, 9 * 60 + 30));
        let (reference, _) = publish(&desk, Kind::News, "", written(title, lead, body)).await?;
        if *title == NEWS[0].0 {
            let (title, lead, body) = NEWS_BJN;
            translate(&desk, &reference, "bjn", written(title, lead, body)).await?;
        }
    }
    past.set(days.at(-1, 15 * 60));
    let draft = written("Rencana sosialisasi bulan depan", "", "Masih disusun.\n");
    desk.new_article(Kind::News, "", draft).await?;
    Ok(())
}

/// What RI offers to all offices.
async fn offer(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    past.set(days.at(-200, 9 * 60));
    let root = past.app.access(crew.at(Role::Administrator, crate::ROOT)?.clone()).desk(crate::ROOT).await?;
    for (rule, number, year, title, standing, note) in RULES {
        let writing = Writing {
            rule: Some(*rule),
            number: (*number).to_owned(),
            year: Some(*year),
            standing: *standing,
            standing_note: (*note).to_owned(),
            ..written(title, "", "")
        };
        let (reference, revision) = publish(&root, Kind::Regulation, "", writing).await?;
        root.offer_article(&reference, revision, true).await?;
    }
    for (topic, order, question, answer) in QUESTIONS {
        let writing = Writing { topic: (*topic).to_owned(), order: *order, ..written(question, "", answer) };
        let (reference, revision) = publish(&root, Kind::Question, "", writing).await?;
        root.offer_article(&reference, revision, true).await?;
    }
    Ok(())
}

fn written(title: &str, lead: &str, body: &str) -> Writing {
    Writing { title: title.to_owned(), lead: lead.to_owned(), body: body.to_owned(), ..Writing::default() }
}

async fn publish(desk: &Desk, kind: Kind, name: &str, writing: Writing) -> Result<(String, i64), DemoError> {
    let begun = desk.new_article(kind, name, writing).await?;
    let done = desk.publish_article(&begun.reference, begun.revision, &Publication::default()).await?;
    Ok((done.reference, done.revision))
}

/// Publishes the version of an article in another language.
async fn translate(desk: &Desk, original: &str, language: &str, writing: Writing) -> Result<(), DemoError> {
    let begun = desk.begin_version(original, language).await?;
    let basis = desk.article(original).await?.article.edition;
    let writing = Writing { basis, ..writing };
    let saved = desk.save_article(&begun.reference, begun.revision, writing).await?;
    desk.publish_article(&saved.reference, saved.revision, &Publication::default()).await?;
    Ok(())
}
