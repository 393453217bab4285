//! RI reads a drawn part again, blind, and settles what differs.

use app::controller::Settlement;
use domain::person::Role;
use domain::verification::reading::ReadingState;

use super::cast::CONTROLLERS;
use super::scale::Scale;
use super::verification::verdict;
use super::{Counts, VERIFIED, World};
use crate::{DemoError, ROOT};

/// How many readings in a hundred are a step beside what is right.
const BESIDE: u32 = 5;
/// How many differences in a hundred go to the second reader.
const CHANGED: u32 = 70;

pub(super) async fn play(world: &World<'_>) -> Result<Counts, DemoError> {
    world.at(VERIFIED - 2, 9 * 60);
    let controller = world.controller(0).await?;
    for sample in controller.second_reading().await?.provinces {
        if sample.is_ready {
            controller.draw_sample(sample.province.body.slug.as_str()).await?;
        }
    }
    world.at(VERIFIED - 2, 13 * 60);
    let mut read = 0;
    for nth in 0..CONTROLLERS {
        let reviewer = world.access(Role::Controller, ROOT, nth)?.reviewer(&world.slug).await?;
        for line in reviewer.readings().await? {
            let office = world.office(&line.slug);
            let went = office.and_then(|office| world.went(office, line.question.as_str()));
            let Some(scale) = went.and_then(|(asked, at)| Scale::of(asked, at)) else { continue };
            let found = if world.happens(BESIDE) { scale.beside(world.happens(50)) } else { scale.right() };
            let Some((review, share)) = found else { continue };
            let verdict = verdict(review, share, false);
            reviewer.save_reading(&line.slug, line.question.as_str(), &verdict).await?;
            read += 1;
        }
    }
    world.at(VERIFIED - 1, 10 * 60);
    Ok(vec![("second readings", read), ("settled differences", settle(world).await?)])
}

/// Somebody else than the reader settles each difference.
async fn settle(world: &World<'_>) -> Result<usize, DemoError> {
    let mut settled = 0;
    for nth in 0..CONTROLLERS {
        let controller = world.controller(nth).await?;
        let who = world.crew.nth(Role::Controller, ROOT, nth)?.person;
        for difference in controller.second_reading().await?.differences {
            let reading = &difference.reading;
            let read_by_other = reading.second.as_ref().is_some_and(|second| second.by != who);
            if reading.state != ReadingState::Differs || !read_by_other {
                continue;
            }
            let settlement = if world.happens(CHANGED) { Settlement::Change } else { Settlement::Keep };
            let reason = "Bukti diperiksa kembali bersama petunjuk penilaian.";
            controller.settle(&difference.slug, reading.question.as_str(), settlement, reason).await?;
            settled += 1;
        }
    }
    Ok(settled)
}
