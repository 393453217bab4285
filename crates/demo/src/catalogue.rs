//! The list of public information of one office, as it might look after a year: published, revised, under embargo, withdrawn,
//! still being written. Its files say that they are examples.

use app::desk::{Desk, Publication};
use domain::catalogue::{Content, Form, InformationClass as Class};
use domain::person::Role;
use jiff::civil::Date;

use crate::DemoError;
use crate::evidence::streamed;
use crate::past::{Days, Past};
use crate::pdf;
use crate::people::Crew;
use crate::picture::{self, Scene};

/// The office of the demo.
const OFFICE: &str = "62.06";
const PLACE: &str = "Kasongan";

/// The item that has a picture among its files.
const PICTURED: &str = "Fasilitas dan petugas layanan informasi";

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Draft,
    Checked,
    Public,
    Revised,
    Embargo,
    Withdrawn,
}

/// Title, summary, class, unit, days before the first start on which it was made, retention, and what became of it.
type Told = (&'static str, &'static str, Class, &'static str, i64, &'static str, Fate);

const FINANCE: &str = "Subbagian Administrasi";
const LAW: &str = "Subbagian Hukum, Humas, dan Data Informasi";
const SUPERVISION: &str = "Subbagian Pengawasan Pemilu dan Partisipasi Masyarakat";
const FIVE: &str = "5 tahun, lalu dinilai kembali";
const ALWAYS: &str = "Permanen";

const ITEMS: &[Told] = &[
    (
        "Profil Bawaslu Kabupaten Katingan",
        "Alamat lengkap, visi dan misi, tugas dan fungsi, serta sejarah singkat kantor.",
        Class::Periodic,
        LAW,
        340,
        ALWAYS,
        Fate::Revised,
    ),
    (
        "Struktur organisasi dan profil singkat pejabat",
        "Bagan organisasi sekretariat dengan nama dan riwayat singkat setiap pejabat struktural.",
        Class::Periodic,
        FINANCE,
        330,
        ALWAYS,
        Fate::Public,
    ),
    (
        "Rencana kerja dan anggaran tahun berjalan",
        "Program, kegiatan, penanggung jawab, target, jadwal, sumber dan besar anggaran.",
        Class::Periodic,
        FINANCE,
        300,
        FIVE,
        Fate::Public,
    ),
    (
        "Laporan realisasi anggaran semester pertama",
        "Pagu, realisasi, dan persentase penyerapan per jenis belanja.",
        Class::Periodic,
        FINANCE,
        120,
        FIVE,
        Fate::Public,
    ),
    (
        "Laporan kinerja tahunan",
        "Capaian setiap sasaran strategis, dengan kendala dan tindak lanjutnya.",
        Class::Periodic,
        FINANCE,
        150,
        FIVE,
        Fate::Public,
    ),
    (
        "Ringkasan laporan layanan informasi publik",
        "Jumlah permohonan, waktu penyelesaian, permohonan yang dikabulkan dan ditolak beserta alasannya.",
        Class::Periodic,
        LAW,
        90,
        FIVE,
        Fate::Public,
    ),
    (
        "Rencana umum pengadaan barang dan jasa",
        "Paket pengadaan, metode pemilihan, nilai, dan jadwal.",
        Class::Periodic,
        FINANCE,
        280,
        FIVE,
        Fate::Public,
    ),
    (
        "Tata cara memperoleh informasi publik",
        "Cara mengajukan permohonan dan keberatan, jangka waktu, biaya, serta pihak yang bertanggung jawab.",
        Class::Periodic,
        LAW,
        320,
        ALWAYS,
        Fate::Public,
    ),
    (
        "Tata cara pelaporan dugaan pelanggaran oleh pegawai",
        "Saluran pelaporan, bukti yang perlu disertakan, dan perlindungan bagi pelapor.",
        Class::Periodic,
        LAW,
        310,
        ALWAYS,
        Fate::Public,
    ),
    (
        "Prosedur peringatan dini dan evakuasi kantor",
        "Jalur evakuasi, titik kumpul, dan nomor darurat.",
        Class::Periodic,
        FINANCE,
        200,
        ALWAYS,
        Fate::Checked,
    ),
    (
        "Jadwal dan tahapan pengawasan pemilihan",
        "Tahapan, program, dan jadwal pengawasan di Kabupaten Katingan.",
        Class::Periodic,
        SUPERVISION,
        100,
        FIVE,
        Fate::Public,
    ),
    (
        "Perubahan lokasi tempat pemungutan suara karena banjir",
        "Lima TPS di Kecamatan Katingan Hilir dipindahkan; daftar lokasi baru terlampir.",
        Class::Immediate,
        SUPERVISION,
        40,
        FIVE,
        Fate::Public,
    ),
    (
        "Gangguan layanan permohonan informasi daring",
        "Formulir daring tidak dapat dipakai; sementara gunakan WhatsApp atau datang ke kantor.",
        Class::Immediate,
        LAW,
        12,
        FIVE,
        Fate::Public,
    ),
    (
        "Daftar informasi publik",
        "Seluruh informasi yang dikuasai kantor, menurut keputusan PPID.",
        Class::Always,
        LAW,
        180,
        ALWAYS,
        Fate::Public,
    ),
    (
        "Perjanjian kerja sama dengan pemerintah kabupaten",
        "Perjanjian pinjam pakai gedung dan pengamanan tahapan.",
        Class::Always,
        FINANCE,
        260,
        FIVE,
        Fate::Public,
    ),
    (
        "Rencana strategis lima tahun",
        "Arah kebijakan, sasaran, dan indikator kinerja.",
        Class::Always,
        FINANCE,
        350,
        FIVE,
        Fate::Public,
    ),
    (
        "Agenda pimpinan bulan berjalan",
        "Kegiatan ketua dan anggota: rapat, kunjungan, dan sosialisasi.",
        Class::Always,
        LAW,
        20,
        "1 tahun, lalu musnah",
        Fate::Public,
    ),
    (
        "Data pelanggaran yang dilaporkan masyarakat",
        "Jumlah, jenis, dan gambaran umum pelanggaran yang dilaporkan, serta tindak lanjutnya.",
        Class::Always,
        SUPERVISION,
        80,
        FIVE,
        Fate::Public,
    ),
    (
        "Data pelanggaran temuan pengawas",
        "Jumlah, jenis, dan gambaran umum pelanggaran temuan pengawas internal.",
        Class::Always,
        SUPERVISION,
        80,
        FIVE,
        Fate::Public,
    ),
    (
        "Daftar inventaris barang milik negara",
        "Barang, tahun perolehan, kondisi, dan nilainya.",
        Class::Always,
        FINANCE,
        210,
        FIVE,
        Fate::Public,
    ),
    (
        "Fasilitas dan petugas layanan informasi",
        "Ruang layanan, perangkat, petugas dan kualifikasinya, serta anggaran layanan informasi.",
        Class::Always,
        LAW,
        170,
        FIVE,
        Fate::Public,
    ),
    (
        "Hasil riset partisipasi pemilih pemula",
        "Temuan survei di sembilan sekolah menengah.",
        Class::Always,
        SUPERVISION,
        60,
        FIVE,
        Fate::Embargo,
    ),
    (
        "Notulen rapat koordinasi terbuka",
        "Pernyataan pimpinan dalam rapat koordinasi yang terbuka untuk umum.",
        Class::Always,
        LAW,
        30,
        FIVE,
        Fate::Draft,
    ),
    (
        "Surat edaran pengawasan kampanye",
        "Salah unggah: dokumen kabupaten lain.",
        Class::Always,
        SUPERVISION,
        70,
        FIVE,
        Fate::Withdrawn,
    ),
];

/// The duties of publication that items answer, by title; the others answer none.
const ANSWERS: &[(&str, &str)] = &[
    ("Profil Bawaslu Kabupaten Katingan", "profil"),
    ("Struktur organisasi dan profil singkat pejabat", "struktur"),
    ("Rencana kerja dan anggaran tahun berjalan", "program"),
    ("Laporan realisasi anggaran semester pertama", "keuangan"),
    ("Laporan kinerja tahunan", "kinerja"),
    ("Ringkasan laporan layanan informasi publik", "akses_informasi"),
    ("Rencana umum pengadaan barang dan jasa", "pengadaan"),
    ("Tata cara memperoleh informasi publik", "hak_tata_cara"),
    ("Tata cara pelaporan dugaan pelanggaran oleh pegawai", "pengaduan"),
    ("Prosedur peringatan dini dan evakuasi kantor", "peringatan_dini"),
    ("Jadwal dan tahapan pengawasan pemilihan", "pemilu_tahapan"),
    ("Perubahan lokasi tempat pemungutan suara karena banjir", "pemilu_berdampak"),
    ("Daftar informasi publik", "dip"),
    ("Perjanjian kerja sama dengan pemerintah kabupaten", "perjanjian"),
    ("Rencana strategis lima tahun", "rencana_strategis"),
    ("Agenda pimpinan bulan berjalan", "agenda_pimpinan"),
    ("Data pelanggaran yang dilaporkan masyarakat", "pelanggaran_dilaporkan"),
    ("Data pelanggaran temuan pengawas", "pelanggaran_internal"),
    ("Daftar inventaris barang milik negara", "inventaris"),
    ("Fasilitas dan petugas layanan informasi", "layanan_informasi"),
    ("Hasil riset partisipasi pemilih pemula", "penelitian"),
    ("Notulen rapat koordinasi terbuka", "rapat_terbuka"),
];

/// Code of the duty that an item answers; empty for none.
fn duty_of(title: &str) -> String {
    ANSWERS.iter().find(|(answers, _)| *answers == title).map_or("", |(_, duty)| *duty).to_owned()
}

/// Writes the list.
pub(crate) async fn make(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    let desk = async |role: Role| past.app.access(crew.at(role, OFFICE)?.clone()).desk(OFFICE).await;
    let (officer, ppid) = (desk(Role::Officer).await?, desk(Role::Ppid).await?);
    for (at, told) in ITEMS.iter().enumerate() {
        let minute = 9 * 60 + i64::try_from(at).unwrap_or(0) * 7;
        tell(past, days, (&officer, &ppid), told, minute).await?;
    }
    Ok(())
}

async fn tell(
    past: &Past,
    days: Days,
    (officer, ppid): (&Desk, &Desk),
    told: &Told,
    minute: i64,
) -> Result<(), DemoError> {
    let (title, summary, class, unit, before, retention, fate) = *told;
    let day = |later: i64| past.set(days.at(later - before, minute));
    day(0);
    let made_on: Option<Date> = days.date(-before).parse().ok();
    let content = Content {
        title: title.to_owned(),
        summary: summary.to_owned(),
        class,
        duty: duty_of(title),
        holder: unit.to_owned(),
        responsible: "Kepala Sekretariat".to_owned(),
        made_on,
        place: PLACE.to_owned(),
        forms: vec![Form::Printed, Form::Online],
        retention: retention.to_owned(),
        keywords: vec!["katingan".to_owned()],
        ..Content::default()
    };
    let reference = officer.new_item(content.clone()).await?.reference;
    let lines = [
        title,
        "Bawaslu Kabupaten Katingan",
        "",
        "Dokumen ini dibuat oleh program untuk peragaan.",
        "Isinya bukan dokumen resmi.",
    ];
    let file = pdf::page("Dokumen contoh (demo)", &lines);
    let staged = officer.stage_file("dokumen-contoh.pdf", streamed(file)).await?;
    let mut revision = officer.add_files(&reference, "Contoh untuk peragaan", vec![staged]).await?.revision;
    if title == PICTURED {
        let photo = picture::draw(Scene::Room, OFFICE, &["Bawaslu Kabupaten Katingan", "Meja layanan"])?;
        let staged = officer.stage_file("meja-layanan.png", streamed(photo)).await?;
        let caption = "Meja layanan informasi di ruang depan kantor (gambar contoh)";
        revision = officer.add_files(&reference, caption, vec![staged]).await?.revision;
    }
    if fate == Fate::Draft {
        return Ok(());
    }
    day(1);
    if class == Class::Immediate {
        looked_over(officer, &reference).await?;
        officer.publish_at_once(&reference, revision).await?;
        return Ok(());
    }
    revision = officer.check_item(&reference, revision).await?.revision;
    if fate == Fate::Checked {
        return Ok(());
    }
    let visible_from = (fate == Fate::Embargo).then(|| days.at(14, 8 * 60));
    let publication = Publication { visible_from, reason: String::new() };
    looked_over(ppid, &reference).await?;
    revision = ppid.publish_item(&reference, revision, &publication).await?.revision;
    day(4);
    match fate {
        Fate::Withdrawn => {
            ppid.withdraw_item(&reference, revision, "Dokumen kantor lain; terunggah karena keliru.").await?;
        }
        Fate::Revised => {
            let content =
                Content { summary: format!("{summary} Alamat dan jam layanan diperbarui."), ..content };
            revision = officer.save_item(&reference, revision, content).await?.revision;
            revision = officer.check_item(&reference, revision).await?.revision;
            let why = Publication { visible_from: None, reason: "Kantor pindah alamat.".to_owned() };
            looked_over(ppid, &reference).await?;
            ppid.publish_item(&reference, revision, &why).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Somebody read the files: what is told after the fact does not wait until they have been looked at.
async fn looked_over(desk: &Desk, reference: &str) -> Result<(), DemoError> {
    let digest = desk.privacy(reference).await?.digest;
    desk.answer_privacy(reference, &digest).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_duty_that_is_answered_is_one_and_has_its_item() {
        for (title, duty) in ANSWERS {
            let item = ITEMS.iter().find(|item| item.0 == *title).expect("an item of this title");
            let duty = domain::duty::Duties::usual().get(duty).expect("a duty of this code");
            assert_eq!(duty.class, item.2, "{title}");
        }
    }
}
