use proptest::prelude::*;

use super::*;
use crate::codes::BodyCode;
use crate::instrument::{Instrument, Rubric};

const INSTRUMENT: &[u8] = include_bytes!("../../tests/scoring-example/instrument.yaml");

fn instrument() -> Instrument {
    Instrument::from_yaml(INSTRUMENT).expect("the example")
}

fn share(text: &str) -> Exact {
    text.parse().expect("a number")
}

#[test]
fn z05_every_appeal_state_and_action() {
    use AppealAction::{Decide, Edit, File, Withdraw};
    use AppealState::{Accepted, Draft, Filed, Lowered, Partly, Refused, Withdrawn};
    let decided = [Some(Accepted), Some(Partly), Some(Refused), Some(Lowered)];
    let none = [None; 4];
    let table = [
        (Draft, [Some(Draft), Some(Filed), Some(Withdrawn)], none),
        (Filed, [Some(Filed), None, Some(Withdrawn)], decided),
        (Withdrawn, [Some(Draft), Some(Filed), None], none),
        (Accepted, [None; 3], decided),
        (Partly, [None; 3], decided),
        (Refused, [None; 3], decided),
        (Lowered, [None; 3], decided),
    ];
    assert_eq!(table.len(), AppealState::ALL.len());
    for (state, by_office, by_decider) in table {
        assert_eq!([Edit, File, Withdraw].map(|action| state.transition(action)), by_office, "{state:?}");
        let outcomes = [Outcome::Accepted, Outcome::Partly, Outcome::Refused, Outcome::Lowered];
        let reached = outcomes.map(|outcome| state.transition(Decide(outcome)));
        assert_eq!(reached, by_decider, "{state:?}");
        assert_eq!(state.code().parse(), Ok(state));
    }
}

#[test]
fn z04_the_tier_that_the_round_names_decides_and_nobody_at_the_own_office() {
    let code = |text: &str| -> BodyCode { text.parse().expect("a code") };
    let (body, above) = (code("62.06"), [code("62"), code("00")]);
    let target = Target { body: &body, above: &above };
    let at = |role, body: &str| Grant { role, body: code(body) };
    for (tier, expected) in [(Tier::Provincial, [true, false, false]), (Tier::National, [false, true, false])]
    {
        let rules = AppealRules { decided_by: tier, ..AppealRules::default() };
        let cases = [at(Role::Verifier, "62"), at(Role::Controller, "00"), at(Role::Verifier, "63")];
        for (grant, expected) in cases.into_iter().zip(expected) {
            assert_eq!(rules.let_decide(std::slice::from_ref(&grant), target), expected, "{tier} {grant:?}");
            for role in Role::ALL {
                assert!(!rules.let_decide(&[grant.clone(), at(role, "62.06")], target), "{tier} {role}");
            }
        }
    }
}

#[test]
fn what_is_closed_or_full_cannot_be_contested() {
    let instrument = instrument();
    let mut question = instrument.questions().next().expect("a question").clone();
    assert_eq!(contestable(&question, &Judged::Share(share("1/2"))), Ok(()));
    assert_eq!(contestable(&question, &Judged::NotApplicable), Ok(()));
    assert_eq!(contestable(&question, &Judged::Share(Exact::ONE)), Err(NotContestable::Full));
    question.appeal = false;
    assert_eq!(contestable(&question, &Judged::Share(share("1/2"))), Err(NotContestable::Closed));
}

#[test]
fn a_filed_appeal_has_reasons_of_a_bounded_length() {
    assert_eq!(check_reasons("", true), Ok(()));
    assert_eq!(check_reasons(" \n", false), Err(Problem::Required));
    assert_eq!(check_reasons("tautan dapat dibuka", false), Ok(()));
    assert_eq!(check_reasons(&"x".repeat(REASONS_MAX + 1), true), Err(Problem::TooLong { max: REASONS_MAX }));
    assert_eq!(check_reasons("a\u{202e}b", true), Err(Problem::BadCharacters));
}

#[test]
fn the_outcome_follows_from_what_was_contested_and_claimed() {
    let of = |before: &str, now: &str, claimed: SelfShare| {
        outcome(&Judged::Share(share(before)), &Judged::Share(share(now)), &claimed)
    };
    let claims = |text: &str| SelfShare::Share(share(text));
    assert_eq!(of("0", "2/3", claims("2/3")), Outcome::Accepted);
    assert_eq!(of("0", "1/3", claims("2/3")), Outcome::Partly);
    assert_eq!(of("1/3", "1/3", claims("2/3")), Outcome::Refused);
    assert_eq!(of("1/3", "0", claims("2/3")), Outcome::Lowered);
    assert_eq!(of("0", "3/4", SelfShare::NotEstimable), Outcome::Partly);
    assert_eq!(of("0", "1", SelfShare::NotEstimable), Outcome::Accepted);
    let out = Judged::NotApplicable;
    let none = SelfShare::NotEstimable;
    assert_eq!(outcome(&Judged::Share(Exact::ZERO), &out, &none), Outcome::Accepted);
    assert_eq!(outcome(&Judged::Share(share("1/3")), &out, &none), Outcome::Lowered);
    assert_eq!(outcome(&out, &out, &none), Outcome::Refused);
    assert_eq!(outcome(&out, &Judged::Share(share("1/3")), &none), Outcome::Partly);
}

fn decided(question: &Question, before: &str, review: &Review, rules: &AppealRules) -> Vec<String> {
    let contested = Judged::Share(share(before));
    let claimed = SelfShare::NotEstimable;
    let case = Case { question, answer: None, claimed: &claimed, contested: &contested };
    match decide(case, review, "dilihat lagi", rules) {
        Ok((outcome, judged)) => vec![format!("{outcome:?} {}", judged.share())],
        Err(problems) => problems.into_iter().map(|found| found.field).collect(),
    }
}

#[test]
fn a_decision_goes_down_only_where_the_round_allows_it() {
    let instrument = instrument();
    let levels = instrument.questions().find(|question| matches!(question.rubric, Rubric::Levels { .. }));
    let levels = levels.expect("levels");
    let lower = Review { level: Some(2), ..Review::default() };
    let keeps = AppealRules::default();
    let lowers = AppealRules { may_go_down: true, ..AppealRules::default() };
    assert_eq!(decided(levels, "1/2", &lower, &keeps), ["level"]);
    assert_eq!(decided(levels, "1/2", &lower, &lowers), ["Lowered 0"]);
    assert_eq!(
        decided(levels, "1/2", &Review { level: Some(0), ..Review::default() }, &keeps),
        ["Accepted 1"]
    );
}

#[test]
fn what_the_system_scores_is_decided_by_a_share_and_a_reason_is_always_needed() {
    let instrument = instrument();
    let system = instrument.questions().find(|question| question.rubric.is_system_scored()).expect("one");
    let rules = AppealRules::default();
    let of = |text: &str| Review { share: Some(share(text)), ..Review::default() };
    assert_eq!(decided(system, "0", &of("1/2"), &rules), ["Partly 1/2"]);
    assert_eq!(decided(system, "0", &of("3/2"), &rules), ["share"]);
    assert_eq!(decided(system, "0", &Review::default(), &rules), ["share"]);
    for question in instrument.questions() {
        let (contested, claimed) = (Judged::Share(Exact::ZERO), SelfShare::NotEstimable);
        let case = Case { question, answer: None, claimed: &claimed, contested: &contested };
        let silent = decide(case, &of("1"), " ", &rules).expect_err("no reason");
        assert!(silent.iter().any(|found| found.field == "reason"), "{}: {silent:?}", question.code);
    }
}

proptest! {
    /// By the default rules no decision takes anything away, whatever is chosen.
    #[test]
    fn no_appeal_lowers_a_share_by_default(level in 0_u32..5, before in 0_u32..=12) {
        let instrument = instrument();
        let before = Judged::Share(Exact::fraction(before, 12).expect("a fraction"));
        let claimed = SelfShare::NotEstimable;
        for question in instrument.questions().filter(|question| matches!(question.rubric, Rubric::Levels { .. })) {
            let case = Case { question, answer: None, claimed: &claimed, contested: &before };
            let review = Review { level: Some(level), ..Review::default() };
            if let Ok((outcome, judged)) = decide(case, &review, "alasan", &AppealRules::default()) {
                prop_assert!(outcome != Outcome::Lowered && judged.share() >= before.share());
            }
        }
    }
}
