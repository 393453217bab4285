//! Every row of the contract's table of defects: one broken file each, with the paths and lines that must be named.

use std::fmt::Write as _;

use domain::{assessments::AssessmentSet, instrument::Instrument, scheme::Scheme, source::Defect};

use crate::support::{instrument, scheme};

const INSTRUMENT: &str = include_str!("../scoring-example/instrument.yaml");
const SCHEME: &str = include_str!("../scoring-example/scheme.yaml");
const ASSESSMENTS: &str = include_str!("../scoring-example/assessments.json");

/// A text of a right file, what stands there instead, and the defects: line counted from the first that differs, and path.
type Row = (&'static str, &'static str, &'static [(isize, &'static str)]);

fn signed(line: usize) -> isize {
    isize::try_from(line).expect("a short file")
}

fn check(file: &str, rows: &[Row], read: impl Fn(&[u8]) -> Option<Vec<Defect>>) {
    let mut wrong = String::new();
    for (from, to, expected) in rows {
        let at = file.find(from).unwrap_or_else(|| panic!("the right file has no {from:?}"));
        // The first line that differs.
        let same = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
        let line = file[..at + same].matches('\n').count() + 1;
        let broken = file.replacen(from, to, 1);
        let found: Vec<(isize, String)> = read(broken.as_bytes())
            .unwrap_or_default()
            .into_iter()
            .map(|defect| (signed(defect.line) - signed(line), defect.path))
            .collect();
        let expected: Vec<(isize, String)> =
            expected.iter().map(|(line, path)| (*line, (*path).to_owned())).collect();
        if found != expected {
            write!(wrong, "{from:?} -> {to:?}\n   found    {found:?}\n   expected {expected:?}\n")
                .expect("a text takes all that is written to it");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table, one row for each defect")]
fn instrument_defects_are_named_by_line_and_path() {
    let rows: &[Row] = &[
        // Wrong value or type; unknown reference.
        ("format: terbuka/instrument/1", "format: terbuka/instrument/2", &[(0, "format")]),
        ("code: contoh", "code: Contoh", &[(0, "code")]),
        ("edition: \"1\"", "edition: 1", &[(0, "edition")]),
        ("points: \"40\"", "points: 40", &[(0, "points")]),
        (
            "{ id: \"Layanan\", en: \"Service\" }",
            "{ id: \"Layanan\", english: \"S\" }",
            &[(0, "sections[0].title.english")],
        ),
        ("{ id: \"Layanan\", en: \"Service\" }", "{ en: \"Service\" }", &[(0, "sections[0].title.id")]),
        ("{ id: \"Layanan\", en: \"Service\" }", "Layanan", &[(0, "sections[0].title")]),
        ("{ id: \"Layanan\", en: \"Service\" }", "{ id: yes, en: true }", &[(0, "sections[0].title.en")]),
        ("share: \"0.6\"", "share: 0.6", &[(0, "sections[0].questions[0].rubric.levels[1].share")]),
        ("share: \"0.6\"", "share: \"1.1\"", &[(0, "sections[0].questions[0].rubric.levels[1].share")]),
        ("share: \"0.6\"", "share: \"1/0\"", &[(0, "sections[0].questions[0].rubric.levels[1].share")]),
        ("share: \"0.6\"", "share: \"-0.6\"", &[(0, "sections[0].questions[0].rubric.levels[1].share")]),
        ("share: \"0.6\"", "share: \"6e-1\"", &[(0, "sections[0].questions[0].rubric.levels[1].share")]),
        ("share: \"0.6\"", "share: \"0,6\"", &[(0, "sections[0].questions[0].rubric.levels[1].share")]),
        ("weight: \"8\"", "weight: \"0\"", &[(0, "sections[0].questions[0].weight")]),
        ("number: 1\n", "number: \"1\"\n", &[(0, "sections[0].questions[0].number")]),
        ("number: 1\n", "number: 0\n", &[(0, "sections[0].questions[0].number")]),
        ("number: 1\n", "number: 1.0\n", &[(0, "sections[0].questions[0].number")]),
        ("kind: single_choice", "kind: choice", &[(0, "sections[0].questions[0].answer.kind")]),
        ("kind: photo", "kind: picture", &[(0, "sections[0].questions[0].evidence[0].kind")]),
        ("kind: photo", "kind: [photo, picture]", &[(0, "sections[0].questions[0].evidence[0].kind[1]")]),
        ("min: 1\n", "min: \"1\"\n", &[(0, "sections[0].questions[0].evidence[0].min")]),
        ("when: [a, b]", "when: [a, z]", &[(0, "sections[0].questions[0].evidence[0].when[1]")]),
        (
            "rules: [dated_in_round, ",
            "rules: [\"dated in round\", ",
            &[(0, "sections[0].questions[0].evidence[0].rules[0]")],
        ),
        (
            "claim: { a: \"1\", b",
            "claim: { a: \"1\", z: \"1\", b",
            &[(0, "sections[0].questions[0].rubric.claim.z")],
        ),
        ("max_chars: 600", "max_chars: \"600\"", &[(0, "sections[1].questions[2].answer.max_chars")]),
        ("shuffle: true", "shuffle: \"true\"", &[(0, "sections[1].questions[1].answer.shuffle")]),
        ("shuffle: true", "shuffle: yes", &[(0, "sections[1].questions[1].answer.shuffle")]),
        (
            "[tepat_waktu, permohonan]",
            "[tepat, permohonan]",
            &[(0, "sections[0].questions[2].rubric.of.ratio[0]")],
        ),
        (
            "field: permohonan, equals",
            "field: minta, equals",
            &[(0, "sections[0].questions[2].not_applicable.when.field")],
        ),
        ("correct: [a, b, c]", "correct: [a, z, c]", &[(0, "sections[1].questions[1].rubric.correct[1]")]),
        ("divisor: \"3\"", "divisor: \"0\"", &[(0, "sections[1].questions[1].rubric.divisor")]),
        (
            "code: struktur,",
            "code: \"struktur!\",",
            &[(0, "sections[0].questions[1].answer.options[0].code")],
        ),
        ("code: struktur,", "code: 1,", &[(0, "sections[0].questions[1].answer.options[0].code")]),
        ("- code: A\n", "- code: true\n", &[(0, "sections[0].code")]),
        // Unknown key; key that this kind does not have; key given twice.
        ("edition: \"1\"", "edition: \"1\"\nyear: 2024", &[(1, "year")]),
        (
            "        number: 1\n",
            "        number: 1\n        apeal: true\n",
            &[(0, "sections[0].questions[0].apeal")],
        ),
        (
            "answer: { kind: yes_no }",
            "answer: { kind: yes_no, max_chars: 3 }",
            &[(0, "sections[1].questions[0].answer.max_chars")],
        ),
        ("each: \"1/3\" }", "each: \"1/3\", floor: \"0\" }", &[(0, "sections[0].questions[1].rubric.floor")]),
        ("min: 1\n", "min: 1\n            min: 1\n", &[(0, "sections[0].questions[0].evidence[0].min")]),
        // Missing key.
        ("        weight: \"8\"\n", "", &[(-2, "sections[0].questions[0].weight")]),
        ("edition: \"1\"\n", "", &[(-2, "edition")]),
        ("            min: 1\n", "", &[(-3, "sections[0].questions[0].evidence[0].min")]),
        (", c: \"0\" }", " }", &[(0, "sections[0].questions[0].rubric.claim.c")]),
        (", divisor: \"3\"", "", &[(0, "sections[1].questions[1].rubric.divisor")]),
        // Used twice, repeated.
        ("code: A3", "code: A1", &[(0, "sections[0].questions[2].code")]),
        ("code: B6", "code: A1", &[(0, "sections[1].questions[2].code")]),
        ("number: 3", "number: 2", &[(0, "sections[0].questions[2].number")]),
        ("code: keberatan,", "code: struktur,", &[(0, "sections[0].questions[1].answer.options[2].code")]),
        ("code: dampak,", "code: baru,", &[(0, "sections[1].questions[2].rubric.criteria[1].code")]),
        ("- code: B\n", "- code: A\n", &[(0, "sections[1].code")]),
        ("correct: [a, b, c]", "correct: [a, b, a]", &[(0, "sections[1].questions[1].rubric.correct[2]")]),
        ("when: [a, b]", "when: [a, a]", &[(0, "sections[0].questions[0].evidence[0].when[1]")]),
        // Neither or both of two alternatives.
        (", each: \"1/3\"", "", &[(0, "sections[0].questions[1].rubric")]),
        (
            "above: \"0\", share",
            "above: \"0\", from: \"0\", share",
            &[(0, "sections[0].questions[2].rubric.bands[2]")],
        ),
        ("{ ratio: [tepat_waktu, permohonan] }", "{}", &[(0, "sections[0].questions[2].rubric.of")]),
        // Too few or too many entries.
        (
            "correct: [\"yes\"]",
            "correct: [\"yes\", \"no\"]",
            &[(0, "sections[1].questions[0].rubric.correct")],
        ),
        ("correct: [\"yes\"]", "correct: []", &[(0, "sections[1].questions[0].rubric.correct")]),
        (
            "ratio: [tepat_waktu, permohonan]",
            "ratio: [tepat_waktu]",
            &[(0, "sections[0].questions[2].rubric.of.ratio")],
        ),
        // Order, holes.
        ("max: 2", "max: 0", &[(0, "sections[0].questions[0].evidence[0].max")]),
        (
            "min: 1\n            max: 2",
            "min: 3\n            max: 2",
            &[(1, "sections[0].questions[0].evidence[0].max")],
        ),
        ("from: \"0.8\"", "from: \"0.95\"", &[(0, "sections[0].questions[2].rubric.bands[1].from")]),
        ("above: \"0\"", "above: \"0.9\"", &[(0, "sections[0].questions[2].rubric.bands[2].above")]),
        ("number: 6", "number: 7", &[(0, "sections[1].questions[2].number")]),
        // A rubric or claim that does not fit, a file answer without a slot.
        (
            "kind: per_option, each: \"1/3\"",
            "kind: plus_minus, correct: [x], divisor: \"1\", cap: \"1\"",
            &[(0, "sections[0].questions[1].rubric.cap"), (0, "sections[0].questions[1].rubric.correct[0]")],
        ),
        (
            "answer: { kind: yes_no }",
            "answer: { kind: text }",
            &[(1, "sections[1].questions[0].rubric.kind")],
        ),
        ("kind: single_choice", "kind: multiple_choice", &[(19, "sections[0].questions[0].rubric.claim")]),
        (
            "answer: { kind: text, max_chars: 600 }",
            "answer: { kind: file }",
            &[(-4, "sections[1].questions[2].evidence")],
        ),
        // Weights.
        ("points: \"40\"", "points: \"41\"", &[(0, "points")]),
        // The file as a whole.
        ("edition: \"1\"", "edition: &a \"1\"", &[(0, "$")]),
        ("edition: \"1\"", "edition: !!str \"1\"", &[(0, "$")]),
        ("points: \"40\"", "---\npoints: \"40\"", &[(-4, "points"), (-4, "sections"), (0, "$")]),
        ("edition: \"1\"", "edition: \"1", &[(0, "$")]),
    ];
    check(INSTRUMENT, rows, |bytes| Instrument::from_yaml(bytes).err());
}

#[test]
fn scheme_defects_are_named_by_line_and_path() {
    let rows: &[Row] = &[
        ("code: contoh-skema", "code: contoh_skema", &[(0, "code")]),
        ("from: sheet", "from: form", &[(0, "components[1].from")]),
        ("missing: reweigh", "missing: none", &[(0, "components[1].missing")]),
        ("top: 2", "top: 0", &[(0, "gates[0].top")]),
        ("per: parent", "per: province", &[(0, "gates[0].per")]),
        ("per: parent", "of: kunjungan", &[(0, "gates[0].of")]),
        ("per: parent", "of: wawancara", &[(0, "gates[0].of")]),
        ("into: wawancara", "into: wawancra", &[(-2, "components[2].role"), (0, "gates[0].into")]),
        ("from: \"87.5\"", "from: \"101\"", &[(0, "categories[0].from")]),
        ("ties: [saq, submitted_at]", "ties: [saq, waktu]", &[(0, "ties[1]")]),
        ("ties: [saq, submitted_at]", "ties: [saq, submitted_at, saq]", &[(0, "ties[2]")]),
        ("digits: 2", "digits: 7", &[(0, "display.digits")]),
        ("rounding: half_up", "rounding: up", &[(0, "display.rounding")]),
        ("digits: 2", "decimals: 2", &[(0, "display.decimals")]),
        (
            "from: instrument, weight: \"90\"",
            "from: instrument, weight: \"90\", missing: zero",
            &[(0, "components[0].missing")],
        ),
        ("role: rerank", "role: rerank, weight: \"5\"", &[(0, "components[2].weight")]),
        ("role: rerank", "role: rerank, missing: zero", &[(0, "components[2].missing")]),
        (", weight: \"10\"", "", &[(0, "components[1].weight")]),
        ("title: { id: \"Skema contoh\", en: \"Example scheme\" }\n", "", &[(-2, "title")]),
        ("code: uji_akses", "code: saq", &[(0, "components[1].code")]),
        ("code: uji_akses", "code: total", &[(0, "components[1].code")]),
        ("code: uji_akses", "code: submitted_at", &[(0, "components[1].code")]),
        ("code: menuju_informatif", "code: informatif", &[(0, "categories[1].code")]),
        ("{ into: wawancara, top: 2", "{ into: wawancara", &[(0, "gates[0]")]),
        ("top: 2", "top: 2, at_least: \"3\"", &[(0, "gates[0]")]),
        ("from: \"75\"", "from: \"87.5\"", &[(0, "categories[1].from")]),
        ("from: \"0\"", "from: \"1\"", &[(0, "categories[4].from")]),
        ("from: instrument, weight: \"90\"", "from: panel, weight: \"90\"", &[(0, "components")]),
        ("from: sheet", "from: instrument", &[(0, "components[1].missing"), (0, "components[1].from")]),
        ("into: wawancara", "into: saq", &[(-2, "components[2].role"), (0, "gates[0].into")]),
        ("gates:\n", "gates:\n  - { into: wawancara, top: 1 }\n", &[(1, "gates[1].into")]),
        ("weight: \"90\" }", "weight: \"90\", role: bonus }", &[(0, "components[0].role")]),
        (
            "from: panel, role: rerank }\n",
            "from: panel, role: rerank }\n  - { code: kedua, from: panel, role: rerank }\n",
            &[(0, "components[3].role")],
        ),
        ("gates:\n  - { into: wawancara, top: 2, per: parent }\n", "", &[(-1, "components[2].role")]),
        ("weight: \"90\"", "weight: \"80\"", &[(0, "components")]),
        (
            "weight: \"10\"",
            "weight: \"0\", role: bonus",
            &[(-1, "components"), (0, "components[1].missing"), (0, "components[1].weight")],
        ),
        ("ties: [saq, submitted_at]", "ties: *saq", &[(0, "$")]),
    ];
    check(SCHEME, rows, |bytes| Scheme::from_yaml(bytes).err());
}

#[test]
fn assessment_defects_are_named_by_line_and_path() {
    let (instrument, scheme) = (instrument(INSTRUMENT), scheme(SCHEME));
    let rows: &[Row] = &[
        ("terbuka/assessments/1", "terbuka/assessments/2", &[(0, "format")]),
        ("\"code\": \"62.02\"", "\"code\": \"62.01\"", &[(0, "bodies[1].code")]),
        ("\"code\": \"62.02\"", "\"code\": \"\"", &[(0, "bodies[1].code")]),
        ("\"code\": \"62.02\"", "\"code\": 62.02", &[(0, "bodies[1].code")]),
        ("\"code\": \"62.02\", ", "", &[(-1, "bodies[1].code")]),
        ("\"state\": \"not_registered\"", "\"state\": \"absent\"", &[(0, "bodies[4].state")]),
        ("\"state\": \"not_registered\"", "\"state\": \"submitted\"", &[(0, "bodies[4].submitted_at")]),
        ("2024-06-22T10:15:00+07:00", "2024-06-22T10:15:00", &[(0, "bodies[0].submitted_at")]),
        ("2024-06-22T10:15:00+07:00", "2024-06-22T10:15:00.5Z", &[(0, "bodies[0].submitted_at")]),
        (
            "\"A1\": { \"options\": [\"a\"] }",
            "\"A9\": { \"options\": [\"a\"] }",
            &[(0, "bodies[0].answers.A9")],
        ),
        (
            "\"A1\": { \"options\": [\"a\"] }",
            "\"A1\": { \"options\": [\"z\"] }",
            &[(0, "bodies[0].answers.A1.options[0]")],
        ),
        (
            "\"A1\": { \"options\": [\"a\"] }",
            "\"A1\": { \"options\": [\"a\", \"b\"] }",
            &[(0, "bodies[0].answers.A1.options")],
        ),
        (
            "\"B4\": { \"options\": [\"yes\"] }",
            "\"B4\": { \"options\": [\"yes\", \"no\"] }",
            &[(0, "bodies[0].answers.B4.options")],
        ),
        ("[\"c\", \"a\", \"b\"]", "[\"c\", \"a\", \"c\"]", &[(0, "bodies[0].answers.B5.options[2]")]),
        ("\"tepat_waktu\": \"20\"", "\"tepat_waktu\": 20", &[(0, "bodies[0].answers.A3.fields.tepat_waktu")]),
        ("\"tepat_waktu\": \"20\"", "\"tepat\": \"20\"", &[(0, "bodies[0].answers.A3.fields.tepat")]),
        ("\"B6\": { \"text\": \"…\" }", "\"B6\": { \"txt\": \"…\" }", &[(0, "bodies[0].answers.B6.txt")]),
        (
            "\"B6\": { \"text\": \"…\" }",
            "\"B6\": { \"also\": { \"x\": {} } }",
            &[(0, "bodies[0].answers.B6.also.x")],
        ),
        ("\"A1\": { \"level\": 0 }", "\"A1\": { \"level\": 3 }", &[(0, "bodies[0].reviews.A1.level")]),
        ("\"A1\": { \"level\": 0 }", "\"A1\": { \"level\": \"0\" }", &[(0, "bodies[0].reviews.A1.level")]),
        (
            "\"A1\": { \"level\": 0 }",
            "\"A1\": { \"level\": 0, \"options\": [] }",
            &[(0, "bodies[0].reviews.A1.options")],
        ),
        ("\"A1\": { \"level\": 0 }", "\"A1\": { \"fields\": {} }", &[(0, "bodies[0].reviews.A1.fields")]),
        ("\"A1\": { \"level\": 0 }", "\"A1\": { \"share\": \"3/2\" }", &[(0, "bodies[0].reviews.A1.share")]),
        (
            "\"A1\": { \"level\": 0 }",
            "\"B4\": { \"options\": [\"yes\"] }",
            &[(0, "bodies[0].reviews.B4.options")],
        ),
        (
            "[\"struktur\", \"permohonan\"] },",
            "[\"struktur\", \"struktur\"] },",
            &[(0, "bodies[0].reviews.A2.options[1]")],
        ),
        ("[\"baru\", \"dampak\"]", "[\"baru\", \"lama\"]", &[(0, "bodies[0].reviews.B6.criteria[1]")]),
        ("\"uji_akses\": \"85\"", "\"uji_akses\": \"100.1\"", &[(0, "bodies[0].components.uji_akses")]),
        ("\"uji_akses\": \"85\"", "\"uji_akses\": 85", &[(0, "bodies[0].components.uji_akses")]),
        ("\"uji_akses\": \"85\"", "\"saq\": \"85\"", &[(0, "bodies[0].components.saq")]),
        ("\"uji_akses\": \"85\"", "\"uji\": \"85\"", &[(0, "bodies[0].components.uji")]),
        (
            "\"uji_akses\": \"85\"",
            "\"uji_akses\": \"85\", \"uji_akses\": \"85\"",
            &[(0, "bodies[0].components.uji_akses")],
        ),
        (
            "\"parent\": \"63\", \"state\": \"not_registered\"",
            "\"parent\": 63, \"state\": \"not_registered\"",
            &[(0, "bodies[4].parent")],
        ),
        (
            "\"parent\": \"63\", \"state\": \"not_registered\"",
            "\"parent\": null, \"status\": 1, \"state\": \"not_registered\"",
            &[(0, "bodies[4].status")],
        ),
        ("\"name\": \"Contoh Dua\"", "\"name\": 2", &[(0, "bodies[1].name")]),
        ("\"bodies\"", "\"bodys\"", &[(-2, "bodies"), (0, "bodys")]),
        ("\"bodies\": [", "\"bodies\": [,", &[(0, "$")]),
        // Nothing divided by nothing, where neither `zero`, `not_applicable` nor a share says what that means.
        (
            "{ \"permohonan\": \"7\", \"tepat_waktu\": \"7\" }",
            "{ \"permohonan\": \"0\", \"tepat_waktu\": \"7\" }",
            &[],
        ),
    ];
    check(ASSESSMENTS, rows, |bytes| AssessmentSet::from_json(bytes, &instrument, &scheme).err());

    let always = INSTRUMENT
        .replace("        not_applicable:\n          when: { field: permohonan, equals: \"0\" }\n", "");
    let always = crate::support::instrument(&always);
    let zero = "{ \"permohonan\": \"0\", \"tepat_waktu\": \"7\" }";
    let seven = "{ \"permohonan\": \"7\", \"tepat_waktu\": \"7\" }";
    let rows: &[Row] = &[(seven, zero, &[(0, "bodies[3].reviews.A3.fields.permohonan")])];
    check(ASSESSMENTS, rows, |bytes| AssessmentSet::from_json(bytes, &always, &scheme).err());
    let decided = ASSESSMENTS.replace(&format!("{seven} }}"), &format!("{zero}, \"share\": \"1\" }}"));
    assert!(AssessmentSet::from_json(decided.as_bytes(), &always, &scheme).is_ok());
}

#[test]
fn all_defects_of_a_file_are_named_at_once() {
    let broken = SCHEME
        .replace("digits: 2", "digits: \"2\"")
        .replace("from: \"75\"", "from: 75")
        .replace("weight: \"90\"", "weight: 90")
        .replace("code: contoh-skema", "kode: contoh-skema");
    let found = Scheme::from_yaml(broken.as_bytes()).unwrap_err();
    let paths: Vec<&str> = found.iter().map(|defect| defect.path.as_str()).collect();
    assert_eq!(paths, ["code", "kode", "components[0].weight", "categories[1].from", "display.digits"]);
    let line = found[2].in_file("s.yaml").to_string();
    assert_eq!(
        line,
        "s.yaml:6: components[0].weight: expected a number in quotes such as \"3\", \"0.6\" or \"1/3\""
    );
}

#[test]
fn files_that_are_no_map_are_wrong_as_a_whole() {
    let (instrument, scheme) = (instrument(INSTRUMENT), scheme(SCHEME));
    for bytes in [&b""[..], b"- a", b"a", b"\xff", b"a: [", b"{\"a\": 1}\n{", b"null"] {
        let yaml = Instrument::from_yaml(bytes).unwrap_err();
        assert_eq!(
            (yaml[0].line.min(2), yaml.len(), yaml[0].path.as_str()),
            (yaml[0].line, 1, "$"),
            "{bytes:?}"
        );
        assert_eq!(Scheme::from_yaml(bytes).unwrap_err()[0].path, "$", "{bytes:?}");
        let json = AssessmentSet::from_json(bytes, &instrument, &scheme).unwrap_err();
        assert_eq!((json.len(), json[0].path.as_str()), (1, "$"), "{bytes:?}");
    }
    assert_eq!(AssessmentSet::from_json(b"[]", &instrument, &scheme).unwrap_err()[0].path, "$");
}
