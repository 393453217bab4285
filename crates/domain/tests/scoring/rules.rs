//! Single sentences of the contract, each with figures worked out by hand.

use std::collections::HashMap;

use domain::{
    assessments::Answer,
    codes::QuestionCode,
    exact::Exact,
    scoring::{BodyResult, Cores, SelfShare, score, self_score, share_of_review},
};

use crate::support::{instrument, scheme, set};

/// Ten questions of one weight would hide redistribution: two sections, weights 30 and 70.
const INSTRUMENT: &str = r#"
format: terbuka/instrument/1
code: uji
edition: "1"
title: { id: Uji }
points: "100"
sections:
  - code: A
    title: { id: A }
    questions:
      - { code: A1, number: 1, weight: "30", text: { id: A1 }, answer: { kind: number, fields: [{ code: x, label: { id: x } }] },
          rubric: { kind: criteria, criteria: [{ code: k, share: "1", text: { id: k } }] },
          not_applicable: { when: { field: x, equals: "0" } } }
  - code: B
    title: { id: B }
    questions:
      - { code: B2, number: 2, weight: "70", text: { id: B2 }, answer: { kind: yes_no },
          rubric: { kind: levels, levels: [{ share: "1", text: { id: a } }, { share: "0.5", text: { id: b } }], claim: { "yes": "1", "no": "0.5" } } }
"#;

fn scheme_with(components: &str, gates: &str, ties: &str) -> String {
    format!(
        "{{format: terbuka/scheme/1, code: uji, title: {{id: Uji}}, components: [{components}], gates: [{gates}], ties: [{ties}],
          categories: [{{code: tinggi, label: {{id: T}}, from: \"90\"}}, {{code: rendah, label: {{id: R}}, from: \"0\"}}]}}"
    )
}

/// A submitted body whose questionnaire earns `share`.
fn body(code: &str, share: &str, components: &str) -> String {
    format!(
        r#"{{"code": "{code}", "state": "submitted", "submitted_at": "2024-06-22T10:15:00Z", "components": {{{components}}},
          "reviews": {{"A1": {{"share": "{share}"}}, "B2": {{"share": "{share}"}}}}}}"#
    )
}

fn scored(scheme_text: &str, bodies: &[String]) -> HashMap<String, BodyResult> {
    let (instrument, scheme) = (instrument(INSTRUMENT), scheme(scheme_text));
    let text = format!(r#"{{"format": "terbuka/assessments/1", "bodies": [{}]}}"#, bodies.join(","));
    let set = set(&text, &instrument, &scheme);
    let results = score(&instrument, &scheme, &set, Cores::One).expect("a set that is right");
    results.iter().map(|body| (body.code.to_string(), body)).collect()
}

fn total(body: &BodyResult) -> String {
    body.total.as_ref().map_or("none".into(), Exact::to_string)
}

#[test]
fn w14_a_class_bound_is_met_by_the_exact_total_not_by_the_rounded_one() {
    let scheme = scheme_with("{code: saq, from: instrument, weight: \"100\"}", "", "");
    let found = scored(&scheme, &[body("a", "0.89995", ""), body("b", "0.9", "")]);
    assert_eq!(found["a"].total.as_ref().unwrap().rounded(2, domain::exact::Rounding::HalfUp), "90.00");
    assert_eq!(found["a"].category.as_ref().unwrap().as_str(), "rendah");
    assert_eq!(found["b"].category.as_ref().unwrap().as_str(), "tinggi");
}

#[test]
fn a_missing_component_does_what_the_scheme_says() {
    for (missing, expected) in [("zero", "45"), ("reweigh", "50"), ("not_assessed", "none")] {
        let scheme = scheme_with(
            &format!(
                "{{code: saq, from: instrument, weight: \"90\"}}, {{code: uji, from: sheet, weight: \"10\", missing: {missing}}}"
            ),
            "",
            "",
        );
        let found = scored(&scheme, &[body("a", "0.5", "")]);
        assert_eq!(total(&found["a"]), expected, "{missing}");
        assert_eq!(found["a"].warnings.len(), usize::from(expected != "none"), "{missing}");
    }
}

#[test]
fn weight_that_is_handed_on_goes_to_present_components_only() {
    // 70 present, 10 missing and counted 0, 20 behind a gate that is not passed: 70 grows to 90.
    let scheme = scheme_with(
        "{code: saq, from: instrument, weight: \"70\"}, {code: uji, from: sheet, weight: \"10\"}, {code: panel, from: panel, weight: \"20\"}",
        "{into: panel, at_least: \"99\"}",
        "",
    );
    assert_eq!(total(&scored(&scheme, &[body("a", "1", "\"panel\": \"100\"")])["a"]), "90");
}

#[test]
fn bonuses_are_added_and_cut_at_a_hundred() {
    let scheme = scheme_with(
        "{code: saq, from: instrument, weight: \"100\"}, {code: b1, from: panel, role: bonus, weight: \"10\"}, {code: b2, from: sheet, role: bonus, weight: \"5\"}",
        "",
        "",
    );
    let found = scored(
        &scheme,
        &[
            body("a", "0.8", "\"b1\": \"50\", \"b2\": \"100\""),
            body("b", "0.99", "\"b1\": \"50\""),
            body("c", "0.8", ""),
        ],
    );
    assert_eq!([total(&found["a"]), total(&found["b"]), total(&found["c"])], ["90", "100", "80"]);
    assert!(found["c"].warnings.is_empty(), "a missing bonus is no warning");
}

#[test]
fn a_tie_at_the_edge_of_a_gate_takes_all() {
    let scheme = scheme_with(
        "{code: saq, from: instrument, weight: \"100\"}, {code: wawancara, from: panel, role: rerank}",
        "{into: wawancara, top: 2}",
        "saq",
    );
    let bodies = [
        body("a", "0.9", "\"wawancara\": \"50\""),
        body("b", "0.8", "\"wawancara\": \"70\""),
        body("c", "0.8", ""),
        body("d", "0.7", "\"wawancara\": \"99\""),
    ];
    let found = scored(&scheme, &bodies);
    let ranks = ["a", "b", "c", "d"].map(|code| found[code].rank.unwrap());
    assert_eq!(ranks, [2, 1, 3, 4], "by interview, then the one without, then the one that did not pass");
    assert_eq!(found["d"].warnings[0].to_string(), "not_expected:wawancara");
    assert_eq!(found["c"].warnings.last().unwrap().to_string(), "missing:wawancara");
}

#[test]
fn w14_equal_bodies_share_a_rank() {
    let scheme = scheme_with("{code: saq, from: instrument, weight: \"100\"}", "", "");
    let bodies = [body("a", "0.9", ""), body("b", "0.8", ""), body("c", "0.8", ""), body("d", "0.7", "")];
    let found = scored(&scheme, &bodies);
    assert_eq!(["a", "b", "c", "d"].map(|code| found[code].rank.unwrap()), [1, 2, 2, 4]);
}

#[test]
fn a_section_that_drops_out_hands_its_weight_to_the_others() {
    let scheme = scheme_with("{code: saq, from: instrument, weight: \"100\"}", "", "");
    let drops_out = r#"{"code": "a", "state": "submitted", "submitted_at": "2024-06-22T10:15:00Z",
        "answers": {"A1": {"fields": {"x": "5"}}, "B2": {}},
        "reviews": {"A1": {"fields": {"x": "0.0"}, "share": "1"}, "B2": {"level": 1}}}"#;
    let found = &scored(&scheme, &[drops_out.into()])["a"];
    assert_eq!(found.sections[0].points, None);
    assert_eq!(found.questions[0].share, None);
    assert_eq!(found.questions[1].weight, Exact::HUNDRED);
    assert_eq!(total(found), "50");
    assert!(found.warnings.is_empty());
}

#[test]
fn what_is_missing_counts_nothing_and_warns() {
    let scheme = scheme_with("{code: saq, from: instrument, weight: \"100\"}", "", "");
    let empty = r#"{"code": "a", "state": "submitted", "submitted_at": "2024-06-22T10:15:00Z",
        "answers": {"A1": {}, "B2": {"options": []}}, "reviews": {"A1": {}, "B2": {}}}"#;
    let found = &scored(&scheme, &[empty.into()])["a"];
    let warnings: Vec<String> = found.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(warnings, ["unanswered:A1", "unreviewed:B2"]);
    assert_eq!(total(found), "0");
    assert_eq!(found.rank, Some(1), "a score of zero is a score");
}

#[test]
fn an_office_sees_its_own_estimate_as_a_range() {
    let instrument = instrument(INSTRUMENT);
    let answer = |text: &str| -> Answer { serde_json::from_str(text).unwrap() };
    let mut answers: HashMap<QuestionCode, Answer> = HashMap::new();
    let code = |text: &str| text.parse::<QuestionCode>().unwrap();
    let now = |answers: &HashMap<QuestionCode, Answer>| self_score(&instrument, |code| answers.get(code));

    let none = now(&answers);
    assert_eq!((none.low, none.high, none.not_estimable.len()), (Some(Exact::ZERO), Some(Exact::ZERO), 0));
    answers.insert(code("B2"), answer(r#"{"options": ["no"]}"#));
    answers.insert(code("A1"), answer(r#"{"fields": {"x": "3"}}"#));
    let both = now(&answers);
    assert_eq!((both.low, both.high), (Some(Exact::whole(35)), Some(Exact::whole(65))));
    assert_eq!(both.not_estimable, [code("A1")]);
    assert_eq!(both.questions[1].share, SelfShare::Share(Exact::fraction(1, 2).unwrap()));
    answers.insert(code("A1"), answer(r#"{"fields": {"x": "0"}}"#));
    let out = now(&answers);
    assert_eq!((out.low, out.high), (Some(Exact::whole(50)), Some(Exact::whole(50))));
    assert_eq!(out.questions[0].share, SelfShare::NotApplicable);
}

#[test]
fn a_reviewer_sees_the_share_of_a_review() {
    let instrument = instrument(INSTRUMENT);
    let share = |question: &str, review: &str| {
        let review = serde_json::from_str(review).unwrap();
        share_of_review(instrument.question(question).unwrap(), None, &review)
            .map(|share| share.map(|s| s.to_string()))
    };
    assert_eq!(share("B2", r#"{"level": 1}"#), Ok(Some("1/2".into())));
    assert_eq!(share("B2", "{}"), Ok(None));
    assert!(share("B2", r#"{"level": 2}"#).is_err());
    assert_eq!(share("A1", r#"{"criteria": ["k"], "share": "1/4"}"#), Ok(Some("1/4".into())));
    assert_eq!(share("A1", r#"{"criteria": ["k"], "fields": {"x": "0"}}"#), Ok(None));
}
