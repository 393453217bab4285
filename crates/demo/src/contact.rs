//! The PPID's numbers of the demo's province, and the look of one office's site: Katingan has a verified number and colours of its
//! own, others a number that nobody has verified, or none.

use app::desk::LogoWish;
use domain::look::Typed;
use domain::person::Role;

use crate::DemoError;
use crate::evidence::streamed;
use crate::past::{Days, Past};
use crate::people::Crew;

/// The office of the demo.
const OFFICE: &str = "62.06";
/// Made-up numbers, by office. Nobody has them: no network gives out numbers that begin with 0800.
const NUMBERS: [(&str, &str); 5] = [
    (OFFICE, "0800 0620 0600"),
    ("62.01", "0800 0620 0100"),
    ("62.03", "0800 0620 0300"),
    ("62.07", "0800 0620 0700"),
    ("62.71", "0800 0620 7100"),
];
/// Days before the first start.
const BEGUN: i64 = 120;
const VERIFIED: i64 = 45;
const DRESSED: i64 = 44;

/// Writes both.
pub(crate) async fn make(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    for (at, (office, number)) in (0..).zip(NUMBERS) {
        past.set(days.at(-BEGUN, 9 * 60 + at));
        let ppid = past.app.access(crew.at(Role::Ppid, office)?.clone()).contact(office).await?;
        ppid.change_number("", number).await?;
    }
    verify(past, crew, days).await?;
    past.set(days.at(-DRESSED, 10 * 60));
    let officer = past.app.access(crew.at(Role::Officer, OFFICE)?.clone());
    let look = Typed {
        header: "#7a1f2b".to_owned(),
        accent: "#7a1f2b".to_owned(),
        footer: "PPID Bawaslu Kabupaten Katingan, Kasongan, Kalimantan Tengah".to_owned(),
        links: "https://www.instagram.com/bawaslu.katingan.contoh".to_owned(),
    };
    let desk = officer.desk(OFFICE).await?;
    let logo = desk.stage_logo("lambang-contoh.png", streamed(crate::emblem::draw()?)).await?;
    desk.save_look(0, &look, LogoWish::Comes(logo)).await?;
    Ok(())
}

/// A colleague of the province sends the code, the officer types it in.
async fn verify(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    past.set(days.at(-VERIFIED, 9 * 60));
    let ppid = past.app.access(crew.at(Role::Ppid, OFFICE)?.clone()).contact(OFFICE).await?;
    ppid.hold(0, "Rina Lestari", "Laci meja layanan informasi").await?;
    let officer = past.app.access(crew.at(Role::Officer, OFFICE)?.clone()).contact(OFFICE).await?;
    officer.ask_code().await?;
    past.set(days.at(-VERIFIED, 9 * 60 + 40));
    let verifier = past.app.access(crew.at(Role::Verifier, crate::PROVINCE)?.clone());
    let made = verifier.vouch(OFFICE).await?.make_code().await?;
    past.set(days.at(-VERIFIED, 9 * 60 + 52));
    officer.prove(&made.code).await?;
    Ok(())
}
