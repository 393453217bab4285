//! The provinces judge: by lot, each verifier in his or her own way, with a question given back here and there.

use std::collections::BTreeMap;

use app::AppError;
use app::office::SaveAnswer;
use app::reviewer::{Reviewer, Verdict};
use domain::assessments::Review;
use domain::exact::Exact;
use domain::person::Role;
use store::body::Placed;

use super::cast::VERIFIERS;
use super::scale::{Scale, reason};
use super::{Counts, World};
use crate::nation::{Asked, Office};
use crate::past::Diary;
use crate::round::FILLING;
use crate::{DemoError, ROOT};

/// How many judgements in a hundred are a step beside what is right.
const BESIDE: u32 = 12;
/// How many offices in a hundred get a question back.
const RETURNED: u32 = 15;
/// How many judgements in a hundred are marked as doubtful.
const DOUBTFUL: u32 = 3;

pub(super) async fn play(world: &World<'_>) -> Result<Counts, DemoError> {
    world.at(FILLING.1, 7 * 60);
    world.run_clock().await?;
    let (mut judged, mut returned) = (0, 0);
    for province in &world.provinces {
        let hands = draw(world, province).await?;
        let is_strict = world.happens(50);
        for nth in 0..VERIFIERS {
            let access = world.access(Role::Verifier, province.body.code.as_str(), nth)?;
            let login = access.who().login.to_string();
            let Some(offices) = hands.get(&login) else { continue };
            // Extended submissions are in by then too.
            let mut diary = Diary::from(&world.past, world.days, FILLING.1 + 5);
            diary.next();
            let reviewer = access.reviewer(&world.slug).await?;
            let mut bench = Bench { world, reviewer, is_strict, diary };
            for office in offices {
                let (of_office, back) = bench.judge(office).await?;
                judged += of_office;
                returned += back;
            }
        }
    }
    Ok(vec![("judgements", judged), ("questions given back", returned)])
}

/// Draws who judges what in a province: the offices that submitted, by the login of their verifier.
async fn draw<'w>(
    world: &'w World<'_>,
    province: &Placed,
) -> Result<BTreeMap<String, Vec<&'w Office>>, AppError> {
    let duties = world.access(Role::Controller, ROOT, 0)?;
    let duties = duties.duties(&world.slug, province.body.slug.as_str()).await?;
    let mut hands: BTreeMap<String, Vec<&Office>> = BTreeMap::new();
    for given in duties.draw().await? {
        let office = world.submitted().find(|office| office.placed.body.code == given.body);
        if let (Some(office), Some(login)) = (office, given.login) {
            hands.entry(login).or_default().push(office);
        }
    }
    Ok(hands)
}

/// A verifier at work.
struct Bench<'w, 'i> {
    world: &'w World<'i>,
    reviewer: Reviewer,
    is_strict: bool,
    diary: Diary<'w>,
}

impl Bench<'_, '_> {
    /// Judges everything of an office. How many judgements, and how many questions went back.
    async fn judge(&mut self, office: &Office) -> Result<(usize, usize), DemoError> {
        let world = self.world;
        let body = office.placed.body.slug.as_str();
        let mut back = world.happens(RETURNED).then(|| world.dice(10));
        let (mut judged, mut returned) = (0, 0);
        for (asked, at) in world.asked.iter().zip(&office.went) {
            let Some(scale) = Scale::of(asked, *at) else { continue };
            self.diary.next();
            if back == Some(0) {
                self.give_back(office, asked, *at).await?;
                returned += 1;
            }
            back = back.and_then(|left| left.checked_sub(1));
            let found = if world.happens(BESIDE) { scale.beside(self.is_strict) } else { scale.right() };
            let Some((review, share)) = found else { continue };
            let verdict = verdict(review, share, world.happens(DOUBTFUL));
            self.reviewer.save(body, asked.question.code.as_str(), &verdict).await?;
            judged += 1;
        }
        Ok((judged, returned))
    }

    /// Gives a question back; the office looks at it and sends the same answer again.
    async fn give_back(&mut self, office: &Office, asked: &Asked<'_>, at: usize) -> Result<(), DemoError> {
        let (body, code) = (office.placed.body.slug.as_str(), asked.question.code.as_str());
        self.reviewer.give_back(body, code, "Bukti tidak dapat dibuka; mohon diperiksa.").await?;
        self.diary.next();
        let desk = self.world.desk(Role::Officer, office).await?;
        if let Some(rung) = asked.rungs.get(at) {
            let value = rung.answer.clone();
            desk.save_answer(SaveAnswer { question: asked.question.code.clone(), base: 1, value }).await?;
        }
        self.diary.next();
        desk.send_again(code).await?;
        self.diary.next();
        Ok(())
    }
}

/// A judgement for the first time.
pub(super) fn verdict(review: &Review, share: &Exact, doubtful: bool) -> Verdict {
    Verdict { base: 0, review: review.clone(), reason: reason(share), doubtful, note: None }
}
