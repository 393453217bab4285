//! What one office of the demo keeps closed: a test that is in force, and one that waits for approval.

use app::desk::{Approval, Exemptions};
use domain::exemption::{Content, Term, Trigger};
use domain::person::Role;
use jiff::civil::Date;

use crate::DemoError;
use crate::past::{Days, Past};
use crate::people::Crew;

/// The office of the demo.
const OFFICE: &str = "62.06";

/// Days before the first start.
const APPROVED: i64 = 150;
const PROPOSED: i64 = 2;

/// Writes both.
pub(crate) async fn make(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    let handle = async |role: Role| past.app.access(crew.at(role, OFFICE)?.clone()).exemptions(OFFICE).await;
    let (ppid, leader) = (handle(Role::Ppid).await?, handle(Role::Leader).await?);
    past.set(days.at(-APPROVED, 9 * 60));
    let (reference, revision) = propose(&ppid, witnesses(days)).await?;
    past.set(days.at(-APPROVED, 14 * 60));
    let day: Option<Date> = days.date(-APPROVED).parse().ok();
    let approval = Approval {
        number: format!("11/SK/PPID/{}", day.map(Date::year).unwrap_or_default()),
        day,
        place: "Kasongan".to_owned(),
    };
    leader.approve(&reference, revision, &approval).await?;
    past.set(days.at(-PROPOSED, 10 * 60));
    propose(&ppid, health()).await?;
    Ok(())
}

async fn propose(ppid: &Exemptions, content: Content) -> Result<(String, i64), DemoError> {
    let begun = ppid.begin(content, None).await?;
    let considered = ppid.consider(&begun.reference, begun.revision).await?;
    let proposed = ppid.propose(&begun.reference, considered.revision).await?;
    Ok((proposed.reference, proposed.revision))
}

fn witnesses(days: Days) -> Content {
    Content {
        information: "Identitas pelapor dan saksi dalam laporan dugaan pelanggaran".to_owned(),
        document: "Berkas laporan dan berita acara klarifikasi".to_owned(),
        unit: "Subbagian Penanganan Pelanggaran".to_owned(),
        ground: "a2".parse().ok(),
        if_opened: "Pelapor dan saksi dapat ditekan, dan orang lain enggan melapor.".to_owned(),
        if_closed: "Pelapor dan saksi terlindungi; hasil penanganan tetap diumumkan.".to_owned(),
        weighing: "Keselamatan orang lebih berat daripada kepentingan mengetahui namanya.".to_owned(),
        partial: true,
        term: days.date(5 * 365).parse().ok().map(|day| Term::Until { day }),
        ..Content::default()
    }
}

fn health() -> Content {
    Content {
        information: "Riwayat kesehatan calon anggota panitia pengawas".to_owned(),
        document: "Surat keterangan kesehatan dalam berkas pendaftaran".to_owned(),
        unit: "Subbagian Administrasi".to_owned(),
        trigger: Trigger::Request,
        occasion: "Permohonan 4 tahun berjalan".to_owned(),
        ground: "h2".parse().ok(),
        if_opened: "Rahasia pribadi calon terbuka tanpa persetujuannya.".to_owned(),
        if_closed: "Rahasia pribadi terlindungi; hasil seleksi tetap diumumkan.".to_owned(),
        weighing: "Masyarakat cukup mengetahui bahwa syarat kesehatan terpenuhi.".to_owned(),
        term: Some(Term::Condition { text: "yang bersangkutan menyetujui secara tertulis".to_owned() }),
        ..Content::default()
    }
}
