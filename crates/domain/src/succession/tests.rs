use proptest::prelude::*;

use super::*;

fn code(text: &str) -> BodyCode {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn one(body: &str, successors: &[&str], since: &str) -> Succession {
    Succession {
        body: code(body),
        successors: successors.iter().map(|text| code(text)).collect(),
        since: day(since),
        ground: "UU 1/2026".into(),
    }
}

fn why(all: &Successions, new: &Succession) -> Vec<(String, String)> {
    let word = |problem: FieldProblem| match problem.problem {
        Problem::NotNow { why } => (problem.field, why),
        other => (problem.field, format!("{other:?}")),
    };
    all.problems(new).into_iter().map(word).collect()
}

#[test]
fn w20_a_split_closes_the_old_office_from_its_day_and_is_found_from_both_sides() {
    let all: Successions =
        [one("a", &["b", "c"], "2026-07-01"), one("c", &["d"], "2027-01-01")].into_iter().collect();
    assert!(!all.is_closed(&code("a"), day("2026-06-30")));
    assert!(all.is_closed(&code("a"), day("2026-07-01")));
    assert!(!all.is_closed(&code("b"), day("2099-01-01")));
    assert_eq!(all.all_before(&code("d")), [code("c"), code("a")]);
    assert_eq!(all.all_after(&code("a")), [code("b"), code("c"), code("d")]);
    assert_eq!(all.before(&code("b")).count(), 1);
}

#[test]
fn w20_nobody_follows_himself_comes_back_or_ends_before_beginning() {
    let all: Successions = [one("a", &["b"], "2026-07-01")].into_iter().collect();
    let wrong = |new: &Succession| why(&all, new);
    let at = |field: &str, why: &str| vec![(field.to_owned(), why.to_owned())];
    assert_eq!(wrong(&one("c", &["c"], "2027-01-01")), at("successors", "succession-itself"));
    assert_eq!(wrong(&one("b", &["a"], "2027-01-01")), at("successors", "succession-circle"));
    assert_eq!(wrong(&one("c", &["a"], "2026-07-01")), at("successors", "succession-ends-earlier"));
    assert_eq!(wrong(&one("c", &["a"], "2026-06-30")), vec![]);
    assert_eq!(wrong(&one("b", &["c"], "2026-07-01")), at("since", "succession-before-own-start"));
    assert_eq!(wrong(&one("c", &[], "2026-07-01")), at("successors", "Required"));
    let groundless = Succession { ground: " ".into(), ..one("b", &["c"], "2027-01-01") };
    assert_eq!(wrong(&groundless), at("ground", "Required"));
}

#[test]
fn w20_what_a_body_had_is_replaced_and_does_not_stand_in_its_own_way() {
    let all: Successions = [one("a", &["b"], "2026-07-01")].into_iter().collect();
    assert_eq!(why(&all, &one("a", &["b", "c"], "2026-01-01")), vec![]);
}

#[test]
fn w20_a_file_is_taken_whole_or_not_at_all() {
    let is_body = |code: &str| ["a", "b", "c", "d"].contains(&code);
    let present = Successions::default();
    let good = "\u{feff}body;successor;since;ground\r\na;b;2026-07-01;UU 1\n\na;c;2026-07-01;UU 1\nc;d;2027-01-01;UU 2\n";
    let found = read::read(good.as_bytes(), &present, is_body).unwrap();
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].successors, [code("b"), code("c")].into());
    for (file, expected) in [
        ("", "1: -: expected a first line with the columns body, successor, since and ground"),
        ("body,since\n", "1: -: expected a first line with the columns body, successor, since and ground"),
        (
            "body,successor,since,ground\na,x,2026-07-01,UU\n",
            "2: successor: expected the code of an office of the tree",
        ),
        ("body,successor,since,ground\na,b,1/7/2026,UU\n", "2: since: expected a day such as 2026-07-01"),
        ("body,successor,since,ground\na,b\n", "2: -: expected 4 fields"),
        ("body,successor,since,ground\na,b,2026-07-01,\n", "2: ground: expected 1 to 300 characters"),
        (
            "body,successor,since,ground\na,b,2026-07-01,U\na,c,2026-07-02,U\n",
            "3: since: expected the day and ground of the rows before",
        ),
        (
            "body,successor,since,ground\na,b,2026-07-01,U\nb,a,2027-07-01,U\n",
            "3: successor: expected another office that goes on after that day and does not lead back",
        ),
    ] {
        let defects = read::read(file.as_bytes(), &present, is_body).unwrap_err();
        assert_eq!(defects.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected], "{file:?}");
    }
}

proptest! {
    /// Whatever is accepted one after another, no office ever stands before itself.
    #[test]
    fn w20_no_order_of_changes_makes_a_circle(
        changes in prop::collection::vec((0_u8..6, prop::collection::btree_set(0_u8..6, 1..3), 1_i16..20), 1..30)
    ) {
        let name = |number: u8| code(&format!("b{number}"));
        let mut all = Successions::default();
        for (body, successors, year) in changes {
            let new = Succession {
                body: name(body),
                successors: successors.into_iter().map(name).collect(),
                since: Date::constant(2000 + year, 1, 1),
                ground: "UU".into(),
            };
            if all.problems(&new).is_empty() {
                all.put(new);
            }
            for number in 0..6 {
                let from = name(number);
                let after = all.all_after(&from);
                prop_assert!(after.iter().all(|code| !all.all_after(code).contains(&from)));
            }
        }
    }

    #[test]
    fn w20_any_bytes_are_read_without_harm(file: Vec<u8>) {
        let _ = read::read(&file, &Successions::default(), |_| true);
    }
}
