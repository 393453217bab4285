//! What must hold for every set, whatever is in it.

use std::collections::HashMap;

use domain::{
    assessments::{AssessmentSet, Review},
    exact::Exact,
    instrument::Instrument,
    scheme::{Role, Scheme},
    scoring::{BodyResult, Cores, Outcome, score},
};
use proptest::prelude::*;

use crate::{
    generator::Generator,
    support::{instrument, random_instrument, random_scheme, scheme},
};

fn world(seed: u64) -> (Instrument, Scheme, AssessmentSet) {
    let mut random = Generator::new(seed);
    let instrument = instrument(&random_instrument(&mut random).to_string());
    let scheme = scheme(&random_scheme(&mut random).to_string());
    let set = random.set(&instrument, &scheme, 30);
    (instrument, scheme, set)
}

fn results(instrument: &Instrument, scheme: &Scheme, set: &AssessmentSet) -> Vec<BodyResult> {
    score(instrument, scheme, set, Cores::One).expect("a set that is right").iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_bodies_changes_no_result(seed in any::<u64>(), turn in 0..30_usize) {
        let (instrument, scheme, mut set) = world(seed);
        let before = results(&instrument, &scheme, &set);
        set.bodies.rotate_left(turn);
        set.bodies.reverse();
        let after = results(&instrument, &scheme, &set);
        let by_code: HashMap<_, _> = after.into_iter().map(|body| (body.code.clone(), body)).collect();
        for body in before {
            prop_assert_eq!(by_code.get(&body.code), Some(&body));
        }
    }

    #[test]
    fn a_higher_share_never_lowers_the_total(seed in any::<u64>(), body in 0..30_usize, question in any::<prop::sample::Index>()) {
        let (instrument, mut scheme, mut set) = world(seed);
        scheme.gates.clear();
        scheme.components.retain(|component| component.role != Role::Rerank);
        let before = results(&instrument, &scheme, &set);
        let code = question.get(&instrument.questions().collect::<Vec<_>>()).code.clone();
        let review: &mut Review = set.bodies[body].reviews.entry(code).or_default();
        review.share = Some(Exact::ONE);
        let after = results(&instrument, &scheme, &set);
        prop_assert!(after[body].total >= before[body].total);
    }

    #[test]
    fn redistributed_weights_add_up_to_the_points(seed in any::<u64>()) {
        let (instrument, scheme, set) = world(seed);
        for body in results(&instrument, &scheme, &set).iter().filter(|body| body.outcome == Outcome::Scored) {
            let weights: Exact = body.questions.iter().map(|question| &question.weight).sum();
            prop_assert_eq!(&weights, &instrument.points);
            let sections: Exact = body.sections.iter().filter_map(|section| section.points.as_ref()).sum();
            let questions: Exact = body.questions.iter().map(|question| &question.points).sum();
            prop_assert_eq!(&sections, &questions);
            let saq = &body.components.iter().find(|component| component.code == *"saq").unwrap().score;
            prop_assert_eq!(&(saq * &instrument.points), &(&questions * &Exact::HUNDRED));
            for question in &body.questions {
                prop_assert!(question.share.as_ref().is_none_or(Exact::is_share));
            }
            prop_assert!(body.total.as_ref().is_some_and(|total| *total <= Exact::HUNDRED));
        }
    }

    #[test]
    fn w14_ranks_are_competition_ranks(seed in any::<u64>()) {
        let (instrument, scheme, set) = world(seed);
        let bodies = results(&instrument, &scheme, &set);
        let scored: Vec<_> = bodies.iter().filter(|body| body.outcome == Outcome::Scored).collect();
        for body in &bodies {
            prop_assert_eq!(body.rank.is_some(), body.outcome == Outcome::Scored);
        }
        for body in &scored {
            let better = scored.iter().filter(|other| other.rank < body.rank).count();
            prop_assert_eq!(body.rank.map(|rank| rank as usize), Some(better + 1));
            let family = scored.iter().filter(|other| other.parent == body.parent);
            let better = family.filter(|other| other.rank_in_parent < body.rank_in_parent).count();
            prop_assert_eq!(body.rank_in_parent.map(|rank| rank as usize), Some(better + 1));
        }
    }
}
