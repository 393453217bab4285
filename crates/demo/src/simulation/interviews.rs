//! Those who passed the gate are heard by panels.

use app::interview::{Arrangement, InterviewPlan, PanelEdit, PanelRoom};
use domain::ids::PersonId;
use domain::interview::SheetAction;
use domain::person::Role;
use domain::round::Window;
use jiff::SignedDuration;

use super::cast::PANELLISTS;
use super::{INTERVIEWS, World};
use crate::{DemoError, ROOT};

/// Rooms at the same time, and how many sit in each.
const ROOMS: u32 = 3;
const PANEL: usize = PANELLISTS / 3;

/// Plans, hears and scores. How many sheets were given.
pub(super) async fn play(world: &World<'_>) -> Result<usize, DemoError> {
    world.at(INTERVIEWS.0 - 3, 9 * 60);
    let lead = world.access(Role::Controller, ROOT, 0)?;
    let interviews = lead.interviews(&world.slug).await?;
    let hours = |day| Window { opens: world.days.at(day, 8 * 60), closes: world.days.at(day, 16 * 60) };
    let days = (INTERVIEWS.0..INTERVIEWS.1).map(hours).collect();
    interviews.plan(&InterviewPlan { days, rooms: ROOMS }).await?;
    let panellists: Result<Vec<PersonId>, _> = (0..PANELLISTS)
        .map(|nth| world.crew.nth(Role::Panellist, ROOT, nth).map(|principal| principal.person))
        .collect();
    let panellists = panellists?;
    for (sitting, _) in interviews.overview().await?.sittings {
        // Room 1 has the first panel, room 2 the second, so nobody sits in two rooms at a time.
        let room = usize::try_from(sitting.room - 1).unwrap_or(0);
        let panel = panellists.iter().skip(room * PANEL).take(PANEL).copied().collect();
        let link = format!("https://rapat.example/ruang-{}", sitting.room);
        interviews.arrange(sitting.id, &Arrangement { link, panel }).await?;
    }
    let mut given = 0;
    for nth in 0..PANELLISTS {
        let access = world.access(Role::Panellist, ROOT, nth)?;
        for room in access.panel_rooms().await? {
            given += hear(world, &access, &room).await?;
        }
    }
    world.at(INTERVIEWS.1, 9 * 60);
    interviews.fix_scores().await?;
    Ok(given)
}

/// Fills a sheet for each office of a room.
async fn hear(world: &World<'_>, access: &app::Access, room: &PanelRoom) -> Result<usize, DemoError> {
    let mut given = 0;
    for (body, _) in &room.offices {
        let quality = world.office(body.code.as_str()).map_or(500, |office| office.quality);
        let rules = &room.round.rules.interview;
        let points = rules.criteria.iter().map(|criterion| {
            let most: u32 = criterion.max.to_string().parse().unwrap_or(10);
            (most * (quality + world.dice(100)).min(1000) / 1000).to_string()
        });
        let mut edit = PanelEdit {
            base: 0,
            points: points.collect(),
            tour: (0..rules.tour.len()).filter(|_| world.happens(80)).collect(),
            note: String::new(),
        };
        world.past.set(room.sitting.window.opens + SignedDuration::from_mins(30));
        edit.base =
            access.save_panel_sheet(&room.round.slug, body.code.as_str(), SheetAction::Save, &edit).await?;
        world.past.set(room.sitting.window.closes);
        access.save_panel_sheet(&room.round.slug, body.code.as_str(), SheetAction::Submit, &edit).await?;
        given += 1;
    }
    Ok(given)
}
