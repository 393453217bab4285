//! Results are proposed, approved and published at their minute, and once more after a correction.

use app::controller::{NewCorrection, Proposal};
use domain::person::Role;

use super::{PUBLISHED, World};
use crate::{DemoError, PASSWORD, ROOT};

/// Days after the first edition on which an error is found and the corrected one appears.
const FOUND: i64 = 2;
const CORRECTED: i64 = 5;

/// Publishes two editions.
pub(super) async fn play(world: &World<'_>) -> Result<usize, DemoError> {
    let decree = |number: u32| format!("{number}/CONTOH/2025");
    announce(world, PUBLISHED, decree(201), "").await?;
    world.at(PUBLISHED + FOUND, 9 * 60);
    if !correct(world).await? {
        return Ok(1);
    }
    announce(world, PUBLISHED + CORRECTED, decree(207), "Satu nilai salah dimasukkan.").await?;
    Ok(2)
}

async fn announce(world: &World<'_>, day: i64, decree: String, reason: &str) -> Result<(), DemoError> {
    let publish_at = world.days.at(day, 10 * 60);
    world.at(day - 2, 14 * 60);
    let proposal = Proposal { decree, reason: reason.to_owned(), ..Proposal::at(publish_at) };
    let proposed = world.controller(0).await?.propose(&proposal).await?;
    world.at(day - 1, 9 * 60);
    let second = world.access(Role::Controller, ROOT, 1)?;
    let confirmed = second.confirm(PASSWORD.to_owned().into()).await?;
    second.controller(&world.slug).await?.approve(proposed, &confirmed).await?;
    world.past.set(publish_at);
    world.run_clock().await?;
    Ok(())
}

/// Corrects the first judgement that is not full. Whether there is one.
async fn correct(world: &World<'_>) -> Result<bool, DemoError> {
    for office in world.submitted() {
        for (asked, at) in world.asked.iter().zip(&office.went) {
            let found = asked.rungs.get(*at).and_then(|rung| rung.found.as_ref());
            if found.is_none_or(|found| found.share.is_zero()) {
                continue;
            }
            let new = NewCorrection {
                body: office.placed.body.slug.to_string(),
                question: asked.question.code.to_string(),
                share: "0".to_owned(),
                reason: "Jawaban ini dinilai dengan bukti kantor lain.".to_owned(),
            };
            world.controller(0).await?.correct(&new).await?;
            return Ok(true);
        }
    }
    Ok(false)
}
