//! The list of one office as it was decided twice, and facts of its records that support its answers in the running round.

use app::decree::{Decrees, Moved};
use app::desk::Publication;
use domain::catalogue::Content;
use domain::decree::Decision;
use domain::fact::Fact;
use domain::person::Role;
use jiff::civil::Date;

use crate::DemoError;
use crate::past::{Days, Past};
use crate::people::Crew;
use crate::round::FILLING;

/// The office of the demo.
const OFFICE: &str = "62.06";
/// Days before the first start on which the lists were frozen.
const BEFORE: i64 = 200;
const LATEST: i64 = 3;
/// Days before the first start on which an item of the first list was revised.
const REVISED: i64 = 60;
/// What the office takes from its records, for which question.
const TAKEN: [(&str, Fact); 2] = [("B14", Fact::ItemsAlways), ("D28", Fact::Decree)];

/// Decides the list of the year before and of this one, and takes facts in the round `slug`.
pub(crate) async fn make(past: &Past, crew: &Crew, days: Days, slug: &str) -> Result<(), DemoError> {
    let handle = async |role: Role| past.app.access(crew.at(role, OFFICE)?.clone()).decrees(OFFICE).await;
    let (ppid, leader) = (handle(Role::Ppid).await?, handle(Role::Leader).await?);
    let filling: Option<Date> = days.date(FILLING.0).parse().ok();
    let year = filling.map(Date::year).unwrap_or_default();
    for (ago, year, number) in [(BEFORE, year - 1, 14), (LATEST, year, 21)] {
        past.set(days.at(-ago, 9 * 60));
        let frozen = ppid.freeze(year, &format!("Daftar Informasi Publik Tahun {year}")).await?;
        past.set(days.at(-ago, 15 * 60));
        decide(&leader, &frozen, days.date(-ago).parse().ok(), number).await?;
        if ago == BEFORE {
            past.set(days.at(-REVISED, 10 * 60));
            revise(past, crew, &ppid, &frozen.reference).await?;
        }
    }
    past.set(days.at(-1, 10 * 60));
    let office = past.app.access(crew.at(Role::Officer, OFFICE)?.clone()).office(slug, OFFICE).await?;
    for (question, fact) in TAKEN {
        office.take_fact(question, fact).await?;
    }
    Ok(())
}

/// The next edition of the first item of a list: it is kept longer.
async fn revise(past: &Past, crew: &Crew, ppid: &Decrees, reference: &str) -> Result<(), DemoError> {
    let rows = ppid.record(reference).await?.frozen.rows;
    let Some(row) = rows.first() else { return Ok(()) };
    let desk = past.app.access(crew.at(Role::Ppid, OFFICE)?.clone()).desk(OFFICE).await?;
    let item = desk.item(&row.reference).await?;
    let Some(newest) = item.newest() else { return Ok(()) };
    let content =
        Content { retention: "10 tahun, lalu dinilai kembali".to_owned(), ..newest.content.clone() };
    let saved = desk.save_item(&row.reference, item.item.revision, content).await?;
    let checked = desk.check_item(&row.reference, saved.revision).await?;
    let digest = desk.privacy(&row.reference).await?.digest;
    desk.answer_privacy(&row.reference, &digest).await?;
    let reason = "Jadwal retensi arsip berubah.".to_owned();
    desk.publish_item(&row.reference, checked.revision, &Publication { visible_from: None, reason }).await?;
    Ok(())
}

async fn decide(leader: &Decrees, frozen: &Moved, day: Option<Date>, number: u32) -> Result<(), DemoError> {
    let decision = Decision {
        number: format!("{number}/HM.00.02/{}", day.map(Date::year).unwrap_or_default()),
        day,
        place: "Kasongan".to_owned(),
        signer: "Yusnita Rahman, S.IP.".to_owned(),
        signer_title: "Ketua Bawaslu Kabupaten Katingan".to_owned(),
    };
    leader.decide(&frozen.reference, frozen.revision, decision, "").await?;
    Ok(())
}
