//! Small files for the tests of the contract.

use domain::{assessments::AssessmentSet, instrument::Instrument, scheme::Scheme, source::Defect};
use serde_json::{Value, json};

use crate::generator::Generator;

/// Reads an instrument that is right.
pub(crate) fn instrument(text: &str) -> Instrument {
    Instrument::from_yaml(text.as_bytes()).unwrap_or_else(|found| panic!("{}", lines("instrument", &found)))
}

/// Reads a scheme that is right.
pub(crate) fn scheme(text: &str) -> Scheme {
    Scheme::from_yaml(text.as_bytes()).unwrap_or_else(|found| panic!("{}", lines("scheme", &found)))
}

/// Reads a set that is right.
pub(crate) fn set(text: &str, instrument: &Instrument, scheme: &Scheme) -> AssessmentSet {
    let read = AssessmentSet::from_json(text.as_bytes(), instrument, scheme);
    read.unwrap_or_else(|found| panic!("{}\n{text}", lines("assessments", &found)))
}

/// Defects as the command prints them.
pub(crate) fn lines(file: &str, defects: &[Defect]) -> String {
    defects.iter().map(|defect| defect.in_file(file).to_string()).collect::<Vec<_>>().join("\n")
}

/// A random instrument of every kind of answer and rubric, as JSON, which YAML reads too.
pub(crate) fn random_instrument(random: &mut Generator) -> Value {
    let mut number = 0;
    let mut points = 0;
    let sections: Vec<Value> = (0..random.number(1, 4))
        .map(|section| {
            let questions: Vec<Value> = (0..random.number(1, 4))
                .map(|_| {
                    number += 1;
                    let weight = random.number(1, 12);
                    points += weight;
                    question(random, number, weight)
                })
                .collect();
            json!({ "code": format!("S{section}"), "title": { "id": "Bagian" }, "questions": questions })
        })
        .collect();
    json!({
        "format": "terbuka/instrument/1", "code": "acak", "edition": "\"2\"/ü", "title": { "id": "Acak" },
        "points": points.to_string(), "sections": sections,
    })
}

fn options(codes: &[&str]) -> Value {
    codes.iter().map(|code| json!({ "code": code, "label": { "id": code } })).collect()
}

fn fields() -> Value {
    json!([{ "code": "x", "label": { "id": "X" } }, { "code": "y", "label": { "id": "Y" }, "min": "0" }])
}

fn question(random: &mut Generator, number: u32, weight: u32) -> Value {
    let choice = options(&["a", "b", "c", "d"]);
    let (answer, rubric) = match random.number(0, 9) {
        0 => (
            json!({ "kind": "single_choice", "options": choice }),
            json!({ "kind": "levels", "levels": [
                { "share": "1", "text": { "id": "1" } }, { "share": "2/3", "text": { "id": "2" } }, { "share": "0", "text": { "id": "3" } },
            ], "claim": { "a": "1", "b": "2/3", "c": "1/7", "d": "0" } }),
        ),
        1 => (
            json!({ "kind": "multiple_choice", "options": choice }),
            json!({ "kind": "per_option", "each": "0.4", "cap": "0.9" }),
        ),
        2 => (
            json!({ "kind": "multiple_choice", "options": choice, "shuffle": true }),
            json!({ "kind": "per_option", "shares": { "a": "1/3", "b": "1/5", "c": "1/7", "d": "1/11" } }),
        ),
        3 => (
            json!({ "kind": "number", "fields": fields() }),
            json!({ "kind": "bands", "of": { "ratio": ["x", "y"] }, "bands": [
                { "from": "0.95", "share": "1" }, { "above": "0.5", "share": "0.7" }, { "from": "0.2", "share": "1/9" },
            ], "below": "0.05", "zero": "1/2" }),
        ),
        4 => (
            json!({ "kind": "url", "also": [{ "code": "jumlah", "label": { "id": "J" }, "kind": "number", "fields": fields() }] }),
            json!({ "kind": "bands", "of": { "field": "y" }, "bands": [{ "above": "10", "share": "1" }, { "from": "5", "share": "0.5" }] }),
        ),
        5 => (json!({ "kind": "yes_no" }), json!({ "kind": "key", "correct": ["yes"] })),
        6 => (
            json!({ "kind": "multiple_choice", "options": choice }),
            json!({ "kind": "key", "correct": ["a", "c"] }),
        ),
        7 => (
            json!({ "kind": "multiple_choice", "options": choice }),
            json!({ "kind": "plus_minus", "correct": ["a", "b"], "divisor": "3/2", "floor": "0.1" }),
        ),
        8 => (
            json!({ "kind": "multiple_choice", "options": choice }),
            json!({ "kind": "plus_minus", "correct": ["d"], "divisor": "7" }),
        ),
        _ => (
            json!({ "kind": "text", "max_chars": 100, "also": [{ "code": "ada", "label": { "id": "A" }, "kind": "number", "fields": fields() }] }),
            json!({ "kind": "criteria", "criteria": [
                { "code": "k1", "share": "0.5", "text": { "id": "1" } }, { "code": "k2", "share": "0.3", "text": { "id": "2" } },
                { "code": "k3", "share": "0.9", "text": { "id": "3" } },
            ] }),
        ),
    };
    let mut question = json!({
        "code": format!("Q{number}"), "number": number, "weight": weight.to_string(), "text": { "id": "?" },
        "answer": answer, "rubric": rubric,
    });
    if question.to_string().contains("\"y\"") && random.percent(70) {
        question["not_applicable"] = json!({ "when": { "field": "y", "equals": "0" } });
    }
    question
}

/// A random scheme with gates, bonuses, a rerank and every way to miss a score, as JSON.
pub(crate) fn random_scheme(random: &mut Generator) -> Value {
    let missing = |random: &mut Generator| *random.one(&["zero", "reweigh", "not_assessed", "reweigh"]);
    let mut components = vec![
        json!({ "code": "saq", "from": "instrument", "weight": "60" }),
        json!({ "code": "uji", "from": "sheet", "weight": "10.5", "missing": missing(random) }),
        json!({ "code": "panel", "from": "panel", "weight": "20", "missing": missing(random) }),
        json!({ "code": "kunjungan", "from": "sheet", "weight": "19/2", "missing": missing(random) }),
    ];
    let mut gates = Vec::new();
    let pass = |random: &mut Generator, into: &str| {
        let mut gate = if random.percent(50) {
            json!({ "into": into, "top": random.number(1, 9) })
        } else {
            json!({ "into": into, "at_least": random.number(20, 70).to_string() })
        };
        if random.percent(50) {
            gate["per"] = json!("parent");
        }
        if random.percent(40) {
            gate["of"] = json!(random.one(&["saq", "uji", "total"]));
        }
        gate
    };
    for into in ["panel", "kunjungan"] {
        if random.percent(50) {
            gates.push(pass(random, into));
        }
    }
    if random.percent(50) {
        components.push(json!({ "code": "inovasi", "from": "panel", "role": "bonus", "weight": "15" }));
        if random.percent(50) {
            gates.push(pass(random, "inovasi"));
        }
    }
    if random.percent(70) {
        let place = usize::try_from(random.number(0, 3)).expect("small");
        components.insert(place, json!({ "code": "wawancara", "from": "panel", "role": "rerank" }));
        gates.insert(0, pass(random, "wawancara"));
    }
    let orders = [&["saq", "submitted_at"][..], &[], &["uji", "panel"], &["submitted_at"]];
    let ties = random.one(&orders);
    json!({
        "format": "terbuka/scheme/1", "code": "acak-1", "title": { "id": "Acak" }, "components": components, "gates": gates,
        "categories": [
            { "code": "tinggi", "label": { "id": "T" }, "from": "75" }, { "code": "sedang", "label": { "id": "S" }, "from": "175/3" },
            { "code": "rendah", "label": { "id": "R" }, "from": "0" },
        ],
        "ties": ties,
        "display": { "digits": random.number(0, 6), "rounding": random.one(&["half_up", "half_even", "down"]) },
    })
}
