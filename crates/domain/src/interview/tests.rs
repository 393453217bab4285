use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

fn hours(from: &str, to: &str) -> Window {
    Window { opens: at(from), closes: at(to) }
}

fn seed() -> Seed {
    "000102030405060708090a0b0c0d0e0f".parse().expect("a seed")
}

fn invited(groups: &[(&str, usize)]) -> Vec<Invited> {
    let offices = groups.iter().flat_map(|(parent, count)| {
        (1..=*count).map(move |number| Invited {
            body: format!("{parent}.{number:02}").parse().expect("a code"),
            parent: Some(parent.parse().expect("a code")),
        })
    });
    offices.collect()
}

#[test]
fn slots_follow_each_other_with_a_pause_inside_the_hours() {
    let rules = InterviewRules::default();
    let day = hours("2025-08-12T02:00:00Z", "2025-08-12T05:00:00Z");
    let opens: Vec<String> = slots(&rules, day).iter().map(|slot| slot.opens.to_string()).collect();
    assert_eq!(opens, ["2025-08-12T02:00:00Z", "2025-08-12T03:00:00Z", "2025-08-12T04:00:00Z"]);
    assert!(slots(&rules, hours("2025-08-12T02:00:00Z", "2025-08-12T02:44:00Z")).is_empty());
}

#[test]
fn a_plan_is_the_lot_of_its_seed() {
    let rules = InterviewRules::default();
    let offices = invited(&[("62", 3), ("63", 3)]);
    let day = [hours("2025-08-12T02:00:00Z", "2025-08-12T05:00:00Z")];
    let first = plan(&rules, &offices, &day, 2, &seed()).expect("a plan");
    let mut shuffled = offices.clone();
    shuffled.reverse();
    assert_eq!(
        plan(&rules, &shuffled, &day, 2, &seed()).expect("a plan"),
        first,
        "the order of the list decides nothing"
    );
    let rooms: Vec<(u32, usize)> = first.iter().map(|sitting| (sitting.room, sitting.bodies.len())).collect();
    assert_eq!(rooms, [(1, 3), (2, 3)]);
    let none: [Window; 0] = [];
    assert_eq!(plan(&rules, &[], &day, 2, &seed()), Err(NoPlan::Nobody));
    assert_eq!(plan(&rules, &offices, &none, 2, &seed()), Err(NoPlan::TooFewHours { places: 0, invited: 6 }));
}

#[test]
fn the_score_is_the_share_of_all_points() {
    let rules = InterviewRules::default();
    assert_eq!(rules.problems(), []);
    let points = |all: [u32; 4]| all.map(|number| Some(Exact::whole(number))).to_vec();
    assert_eq!(rules.score(&points([30, 30, 20, 20])), Some(Exact::HUNDRED));
    assert_eq!(rules.score(&points([15, 15, 10, 10])).map(|score| score.to_string()), Some("50".to_owned()));
    assert_eq!(
        rules.score(&[Some(Exact::ONE), None, None, None]),
        None,
        "a sheet that is not full has no score"
    );
    assert_eq!(
        mean(&[Exact::whole(80), Exact::whole(81)]).map(|mean| mean.to_string()),
        Some("161/2".to_owned())
    );
    assert_eq!(mean(&[]), None);
}

#[test]
fn wrong_rules_are_told_at_their_field() {
    let usual = InterviewRules::default();
    let twice = vec!["Meja".to_owned(), "Meja".to_owned()];
    let nothing = vec![Criterion { name: "x".to_owned(), max: Exact::ZERO }];
    for (rules, field) in [
        (InterviewRules { minutes: 5, ..usual.clone() }, "interview.minutes"),
        (InterviewRules { room_size: 0, ..usual.clone() }, "interview.room_size"),
        (InterviewRules { criteria: Vec::new(), ..usual.clone() }, "interview.criteria"),
        (InterviewRules { criteria: nothing, ..usual.clone() }, "interview.criteria"),
        (InterviewRules { tour: twice, ..usual.clone() }, "interview.tour"),
        (InterviewRules { tour: vec![" ".to_owned()], ..usual }, "interview.tour"),
    ] {
        let found: Vec<String> = rules.problems().into_iter().map(|problem| problem.field).collect();
        assert_eq!(found, [field]);
    }
}

#[test]
fn z05_every_sheet_state_and_action() {
    use SheetAction::{Reopen, Save, Submit};
    use SheetState::{Draft, Submitted};
    let table = [(Draft, [Some(Draft), Some(Submitted), None]), (Submitted, [None, None, Some(Draft)])];
    for (state, expected) in table {
        assert_eq!([Save, Submit, Reopen].map(|action| state.transition(action)), expected, "{state:?}");
    }
}

proptest! {
    /// Everybody sits once, no room is fuller than allowed, no room is used twice at a time.
    #[test]
    fn a_plan_seats_everybody_once(sizes in prop::collection::vec(0_usize..7, 1..8), rooms in 1_u32..4, size in 1_u32..5) {
        let rules = InterviewRules { room_size: size, ..InterviewRules::default() };
        let names = ["11", "12", "13", "14", "15", "16", "17"];
        let groups: Vec<(&str, usize)> = names.into_iter().zip(sizes).collect();
        let offices = invited(&groups);
        let days = [
            hours("2025-08-12T01:00:00Z", "2025-08-12T15:00:00Z"),
            hours("2025-08-13T01:00:00Z", "2025-08-13T15:00:00Z"),
            hours("2025-08-14T01:00:00Z", "2025-08-14T23:00:00Z"),
        ];
        match plan(&rules, &offices, &days, rooms, &seed()) {
            Err(NoPlan::Nobody) => prop_assert!(offices.is_empty()),
            Err(NoPlan::TooFewHours { places, invited }) => prop_assert!(places < invited),
            Ok(sittings) => {
                let mut seated: Vec<&BodyCode> = sittings.iter().flat_map(|sitting| &sitting.bodies).collect();
                seated.sort();
                let mut all: Vec<&BodyCode> = offices.iter().map(|office| &office.body).collect();
                all.sort();
                prop_assert_eq!(seated, all);
                prop_assert!(sittings.iter().all(|sitting| sitting.bodies.len() <= size as usize));
                let used: BTreeSet<(u32, Timestamp)> =
                    sittings.iter().map(|sitting| (sitting.room, sitting.window.opens)).collect();
                prop_assert_eq!(used.len(), sittings.len());
            }
        }
    }
}
