//! The offices answer, sign and submit; a few get more time, a few submit twice.

use app::AppError;
use app::national::NewExtension;
use domain::codes::BodyCode;
use domain::person::Role;
use domain::round::PhaseKind;

use super::{Counts, World};
use crate::DemoError;
use crate::desk::save;
use crate::evidence::Folder;
use crate::nation::{Fate, Office};
use crate::past::Diary;
use crate::round::FILLING;
use crate::words;

/// How many offices in a hundred need more time, bring files, and take their submission back once.
const LATE: u32 = 3;
const WITH_FILES: u32 = 10;
const TWICE: u32 = 2;
/// From signing to submitting, in days after the beginning.
const SIGNED: i64 = 4;

pub(super) async fn play(world: &World<'_>) -> Result<Counts, DemoError> {
    let coming: Vec<&Office> = world.offices.iter().filter(|office| office.fate != Fate::Absent).collect();
    let (late, in_time): (Vec<&Office>, Vec<&Office>) =
        coming.into_iter().partition(|office| office.fate == Fate::Submitted && world.happens(LATE));
    let (mut answers, mut submissions) = (0, 0);
    for (offices, begins) in [(in_time, FILLING.0), (late, FILLING.1 - SIGNED)] {
        let is_late = begins != FILLING.0;
        if is_late && !offices.is_empty() {
            extend(world, &offices).await?;
        }
        for office in offices {
            let begins = if is_late { begins } else { begins + i64::from(world.dice(8)) };
            answers += fill(world, office, begins).await?;
            if office.fate == Fate::Submitted {
                submissions += submit(world, office, begins + SIGNED).await?;
            }
        }
    }
    Ok(vec![("answers", answers), ("submissions", submissions)])
}

/// More time for those who asked for it, until the fourth day after the end.
async fn extend(world: &World<'_>, late: &[&Office]) -> Result<(), AppError> {
    world.at(FILLING.1 - 1, 15 * 60);
    let national = world.national().await?;
    let bodies: Vec<BodyCode> = late.iter().map(|office| office.placed.body.code.clone()).collect();
    let extension = NewExtension {
        bodies,
        phase: PhaseKind::Filling,
        closes: world.days.at(FILLING.1 + 4, 0),
        reason: words::EXTENSION.to_owned(),
    };
    let version = national.round(&world.slug).await?.round.version;
    national.extend(&world.slug, version, &extension).await?;
    Ok(())
}

/// Answers every question, or half of them where the office does not finish. How many.
async fn fill(world: &World<'_>, office: &Office, begins: i64) -> Result<usize, DemoError> {
    let mut diary = Diary::from(&world.past, world.days, begins);
    diary.next();
    let desk = world.desk(Role::Officer, office).await?;
    desk.open().await?;
    let folder = if world.happens(WITH_FILES) {
        Some(Folder::make(&desk, &world.days.date(begins)).await?)
    } else {
        None
    };
    let most = if office.fate == Fate::Submitted { usize::MAX } else { world.asked.len() / 2 };
    let mut saved = 0;
    for (asked, at) in world.asked.iter().zip(&office.went).take(most) {
        let Some(rung) = asked.rungs.get(*at) else { continue };
        diary.next();
        save(&desk, asked.question, rung.answer.clone()).await?;
        saved += 1;
        if let Some(folder) = &folder {
            folder.attach(&desk, &mut diary, asked.question, &rung.answer).await?;
        }
    }
    Ok(saved)
}

/// Signs and submits, some offices twice. How often.
async fn submit(world: &World<'_>, office: &Office, day: i64) -> Result<usize, DemoError> {
    let times = if world.happens(TWICE) { 2 } else { 1 };
    let mut diary = Diary::from(&world.past, world.days, day);
    for time in 0..times {
        if time > 0 {
            diary.next();
            world.desk(Role::Ppid, office).await?.reopen().await?;
        }
        diary.next();
        world.desk(Role::Ppid, office).await?.sign_off(true).await?;
        diary.next();
        world.desk(Role::Leader, office).await?.endorse().await?;
        diary.next();
        world.desk(Role::Officer, office).await?.submit().await?;
    }
    Ok(times)
}
