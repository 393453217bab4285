//! Offices contest, some of them think better of it, and RI decides with reasons.

use app::appeal::{AppealLine, Decider, Decision};
use app::office::{ProvisionalLine, SaveAppeal};
use domain::appeal::AppealState;
use domain::assessments::Review;
use domain::exact::Exact;
use domain::person::Role;
use domain::review::Judged;

use super::cast::CONTROLLERS;
use super::scale::all;
use super::{APPEALED, Counts, VERIFIED, World};
use crate::nation::Office;
use crate::past::Diary;
use crate::{DemoError, ROOT};

/// How many offices in a hundred contest anything.
const CONTESTING: u32 = 30;
/// How many appeals in a hundred are taken back, and how many never leave the draft.
const WITHDRAWN: u32 = 10;
const DRAFT: u32 = 5;
/// How many are refused, and of the others how many get a part only.
const REFUSED: u32 = 40;
const PARTLY: u32 = 40;
/// Most questions that an office contests.
const MOST: u32 = 3;

pub(super) async fn play(world: &World<'_>) -> Result<Counts, DemoError> {
    world.at(VERIFIED, 60);
    world.run_clock().await?;
    let mut filed = 0;
    for office in world.submitted() {
        if world.happens(CONTESTING) {
            filed += contest(world, office).await?;
        }
    }
    world.at(APPEALED, 8 * 60);
    world.run_clock().await?;
    let mut decided = 0;
    for nth in 0..CONTROLLERS {
        let decider = world.access(Role::Controller, ROOT, nth)?.decider(&world.slug).await?;
        for line in decider.queue().await?.lines {
            if line.state == AppealState::Filed && line.may_decide.is_ok() {
                decide(world, &decider, &line).await?;
                decided += 1;
            }
        }
    }
    Ok(vec![("filed", filed), ("decided", decided)])
}

/// Contests some of what did not get its whole weight. How many were filed.
async fn contest(world: &World<'_>, office: &Office) -> Result<usize, DemoError> {
    let mut diary = Diary::from(&world.past, world.days, VERIFIED + i64::from(world.dice(5)));
    diary.next();
    let desk = world.desk(Role::Officer, office).await?;
    let lines = desk.provisional().await?.lines;
    let open: Vec<&ProvisionalLine> = lines.iter().filter(|line| line.contestable.is_ok()).collect();
    let most = 1 + world.dice(MOST);
    let mut filed = 0;
    for _ in 0..most.min(u32::try_from(open.len()).unwrap_or(u32::MAX)) {
        let count = u32::try_from(open.len()).unwrap_or(u32::MAX);
        let Some(line) = open.get(usize::try_from(world.dice(count)).unwrap_or(0)) else { continue };
        let code = line.question.code.as_str();
        if desk.appeal_sheet(code).await?.state().is_some() {
            continue;
        }
        diary.next();
        let is_draft = world.happens(DRAFT);
        let appeal = SaveAppeal {
            base: 0,
            reasons: "Bukti yang diunggah menunjukkan hal yang diminta; mohon diperiksa kembali.".to_owned(),
            file: !is_draft,
            files: Vec::new(),
            link: if world.happens(50) {
                format!("https://ppid.example/bukti/{code}")
            } else {
                String::new()
            },
            caption: String::new(),
        };
        desk.save_appeal(code, appeal).await?;
        filed += usize::from(!is_draft);
        if !is_draft && world.happens(WITHDRAWN) {
            diary.next();
            desk.withdraw_appeal(code).await?;
        }
    }
    Ok(filed)
}

/// Decides one: refused, or more than before, never less.
async fn decide(world: &World<'_>, decider: &Decider, line: &AppealLine) -> Result<(), DemoError> {
    let (body, code) = (line.body.slug.as_str(), line.question.code.as_str());
    let item = decider.item(body, code).await?;
    let contested = item.appeal.contested.as_ref().map_or(Exact::ZERO, Judged::share);
    let mut steps = if line.question.rubric.is_system_scored() {
        let share =
            |share: &Exact| (Review { share: Some(share.clone()), ..Review::default() }, share.clone());
        vec![share(&contested), share(&Exact::ONE)]
    } else {
        let office = world.office(body);
        let asked = office.and_then(|office| world.went(office, code)).map(|(asked, _)| asked);
        let answer = item.item.answer.as_ref().map(|saved| &saved.value);
        asked.map(|asked| all(asked, answer)).unwrap_or_default()
    };
    steps.retain(|(_, share)| *share >= contested);
    steps.sort_by(|(_, a), (_, b)| a.cmp(b));
    let last = steps.len().saturating_sub(1);
    let at = if world.happens(REFUSED) {
        0
    } else if world.happens(PARTLY) {
        last.min(1)
    } else {
        last
    };
    let Some((review, _)) = steps.into_iter().nth(at) else { return Ok(()) };
    let decision =
        Decision { base: 0, review, reason: "Diperiksa kembali bersama bukti sanggah.".to_owned() };
    decider.decide(body, code, &decision).await?;
    Ok(())
}
