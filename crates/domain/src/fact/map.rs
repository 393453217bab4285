//! Which question asks for which fact, and what a value suggests: data, in a file of its own beside the instrument, whose format
//! is not ours to change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Fact, Kind, Value};
use crate::codes::{FieldCode, OptionCode, QuestionCode};
use crate::exact::Exact;
use crate::instrument::{AnswerKind, Instrument, Question};
use crate::source::read::{Checker, Map as FileMap};
use crate::source::{Defect, Expected, Node, Path, in_order, yaml};

/// The `format` of such a file.
pub const FORMAT: &str = "terbuka/facts/1";

/// The maps that the program brings, for instruments that it knows.
const BUILT_IN: [&str; 1] = [include_str!("../../../../data/facts-2024.yaml")];

const SUGGESTS: &str = "at most one of options, field, into";
const BOUNDS: &str = "one of from, above";

static MAPS: LazyLock<Vec<Map>> = LazyLock::new(|| {
    // A test reads the files; a map that cannot be read offers nothing.
    BUILT_IN.iter().filter_map(|text| Map::from_yaml(text.as_bytes()).ok()).collect()
});

/// Which question of an instrument asks for which facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// `code/edition` of the instrument that it was written for.
    pub instrument: String,
    /// The facts of each question, in the order of the file.
    questions: BTreeMap<QuestionCode, Vec<Offer>>,
}

/// A fact for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which fact.
    pub fact: Fact,
    /// What its value suggests, where it decides anything.
    pub suggest: Option<Suggest>,
}

/// How a value becomes a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggest {
    /// The first step from the top whose bound is met.
    Options(Vec<Step>),
    /// The number goes into a field.
    Field(FieldCode),
    /// The day or text is the answer itself.
    Answer,
}

/// Options from a bound on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The bound.
    pub bound: Bound,
    /// What is suggested; one or more.
    pub choose: Vec<OptionCode>,
}

/// When a step is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// By this number and everything above it.
    From(Exact),
    /// By everything above this number.
    Above(Exact),
}

impl Bound {
    fn is_met(&self, number: &Exact) -> bool {
        match self {
            Self::From(bound) => number >= bound,
            Self::Above(bound) => number > bound,
        }
    }
}

/// An answer that a value suggests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Suggestion {
    /// These options of the question, or of its first further answer with options.
    Options(Vec<OptionCode>),
    /// This number in that field.
    Field(FieldCode, Exact),
    /// This day.
    Day(Date),
    /// This text.
    Text(String),
}

impl Offer {
    /// What a value suggests; none where it decides nothing.
    #[must_use]
    pub fn suggestion(&self, value: &Value) -> Option<Suggestion> {
        match (self.suggest.as_ref()?, value) {
            (Suggest::Options(steps), value) => {
                let number = value.number()?;
                let step = steps.iter().find(|step| step.bound.is_met(&number))?;
                Some(Suggestion::Options(step.choose.clone()))
            }
            (Suggest::Field(field), Value::Count { count }) => {
                Some(Suggestion::Field(field.clone(), Exact::whole(*count)))
            }
            (Suggest::Answer, Value::Day { day }) => day.map(Suggestion::Day),
            (Suggest::Answer, Value::Text { text }) => text.clone().map(Suggestion::Text),
            _ => None,
        }
    }
}

impl Map {
    /// Reads a map; else all defects of the file, from the top down.
    pub fn from_yaml(bytes: &[u8]) -> Result<Self, Vec<Defect>> {
        let mut checker = Checker::default();
        let root = yaml::parse(bytes, &mut checker.defects);
        let found = root.and_then(|root| read(&mut checker, &root));
        match found {
            Some(map) if checker.defects.is_empty() => Ok(map),
            _ => Err(in_order(checker.defects)),
        }
    }

    /// The map that the program brings for an instrument, by `code/edition`.
    #[must_use]
    pub fn built_in(instrument: &str) -> Option<&'static Self> {
        MAPS.iter().find(|map| map.instrument == instrument)
    }

    /// The questions that ask for facts.
    pub fn questions(&self) -> impl Iterator<Item = (&QuestionCode, &[Offer])> {
        self.questions.iter().map(|(code, offers)| (code, offers.as_slice()))
    }

    /// The facts of a question, as far as they fit it: an instrument may have moved on since the map was written.
    #[must_use]
    pub fn offers(&self, question: &Question) -> Vec<&Offer> {
        let offers = self.questions.get(&question.code).map(Vec::as_slice).unwrap_or_default();
        offers.iter().filter(|offer| fits(offer, question)).collect()
    }

    /// What does not fit an instrument: questions that it has not, and suggestions that a question cannot take; `question` or
    /// `question: fact` each, in the order of the codes.
    #[must_use]
    pub fn misfits(&self, instrument: &Instrument) -> Vec<String> {
        let mut misfits = Vec::new();
        for (code, offers) in &self.questions {
            match instrument.question(code.as_str()) {
                None => misfits.push(code.to_string()),
                Some(question) => {
                    let wrong = offers.iter().filter(|offer| !fits(offer, question));
                    misfits.extend(wrong.map(|offer| format!("{code}: {}", offer.fact)));
                }
            }
        }
        misfits
    }
}

fn fits(offer: &Offer, question: &Question) -> bool {
    match &offer.suggest {
        None => true,
        Some(Suggest::Options(steps)) => question.claim_options().is_some_and(|(_, kind, options)| {
            let has = |code: &OptionCode| options.iter().any(|option| option.code == *code);
            steps.iter().all(|step| {
                step.choose.iter().all(has) && (kind == AnswerKind::MultipleChoice || step.choose.len() == 1)
            })
        }),
        Some(Suggest::Field(field)) => question.fields().any(|spec| spec.code == *field),
        Some(Suggest::Answer) => match offer.fact.kind() {
            Kind::Day => question.answer.kind == AnswerKind::Date,
            _ => question.answer.kind == AnswerKind::Text,
        },
    }
}

fn read(c: &mut Checker, root: &Node<'_>) -> Option<Map> {
    let path = &Path::Root;
    let map = c.map(root, path)?;
    c.only(map, path, &["format", "instrument", "questions"]);
    c.format(map, path, FORMAT);
    let instrument = c.required(map, path, "instrument", Checker::owned);
    let mut seen = BTreeSet::new();
    let questions = c.required(map, path, "questions", |c, node, path| {
        c.each(node, path, 1, |c, node, path| question(c, node, path, &mut seen))
    });
    Some(Map { instrument: instrument?, questions: questions?.into_iter().collect() })
}

fn question(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    seen: &mut BTreeSet<QuestionCode>,
) -> Option<(QuestionCode, Vec<Offer>)> {
    let map = c.map(node, path)?;
    c.only(map, path, &["code", "facts"]);
    let code = c.own_code(map, path, seen);
    let mut facts = BTreeSet::new();
    let offers = c.required(map, path, "facts", |c, node, path| {
        c.each(node, path, 1, |c, node, path| offer(c, node, path, &mut facts))
    });
    Some((code?, offers?))
}

fn offer(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, seen: &mut BTreeSet<Fact>) -> Option<Offer> {
    let map = c.map(node, path)?;
    c.only(map, path, &["fact", "options", "field", "into"]);
    let fact = c.required(map, path, "fact", |c, node, path| {
        let fact = c.word(node, path, "the code of a fact", |word| word.parse().ok())?;
        c.unused(&fact, node.line, path, seen);
        Some(fact)
    });
    if ["options", "field", "into"].iter().filter(|key| map.has(key)).count() > 1 {
        c.note(map.line(), path, Expected::OneOf(SUGGESTS));
    }
    let options = c.optional(map, path, "options", |c, node, path| c.each(node, path, 1, step))?;
    let field = c.optional(map, path, "field", Checker::code::<FieldCode>)?;
    let into = c.optional(map, path, "into", |c, node, path| {
        c.word(node, path, "answer", |word| (word == "answer").then_some(Suggest::Answer))
    })?;
    let fact = fact?;
    for (key, is_wrong) in
        [("field", fact.kind() != Kind::Count), ("into", !matches!(fact.kind(), Kind::Day | Kind::Text))]
    {
        if let (Some(node), true) = (map.get(key), is_wrong) {
            c.note(node.line, &path.key(key), Expected::OneOf("a fact of a kind that fits"));
        }
    }
    let suggest = options.map(Suggest::Options).or(field.map(Suggest::Field)).or(into);
    Some(Offer { fact, suggest })
}

fn step(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<Step> {
    let map = c.map(node, path)?;
    c.only(map, path, &["from", "above", "choose"]);
    let bound = bound(c, map, path);
    let choose = c.required(map, path, "choose", |c, node, path| c.distinct(node, path, 1, Checker::code));
    Some(Step { bound: bound?, choose: choose? })
}

fn bound(c: &mut Checker, map: FileMap<'_, '_>, path: &Path<'_>) -> Option<Bound> {
    if map.has("from") == map.has("above") {
        c.note(map.line(), path, Expected::OneOf(BOUNDS));
        return None;
    }
    let from = c.optional(map, path, "from", Checker::exact)?;
    let above = c.optional(map, path, "above", Checker::exact)?;
    from.map(Bound::From).or(above.map(Bound::Above))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSTRUMENT: &str = include_str!("../../../../data/instrument-saq-2024.yaml");

    fn instrument() -> Instrument {
        Instrument::from_yaml(INSTRUMENT.as_bytes()).expect("the instrument")
    }

    fn built_in() -> &'static Map {
        Map::built_in(&instrument().reference()).expect("a map for it")
    }

    fn suggested(question: &str, fact: Fact, value: &Value) -> Option<Suggestion> {
        let instrument = instrument();
        let question = instrument.question(question).expect("a question");
        let offers = built_in().offers(question);
        offers.into_iter().find(|offer| offer.fact == fact).expect("an offer").suggestion(value)
    }

    fn options(codes: &[&str]) -> Suggestion {
        Suggestion::Options(codes.iter().map(|code| code.parse().expect("a code")).collect())
    }

    #[test]
    fn the_map_of_the_program_is_read_whole_and_fits_its_instrument() {
        for text in BUILT_IN {
            Map::from_yaml(text.as_bytes()).expect("the file is right");
        }
        assert_eq!(built_in().misfits(&instrument()), [] as [&str; 0]);
        assert_eq!(Map::built_in("lain/2024"), None);
    }

    #[test]
    fn what_a_value_suggests() {
        let yes = |yes| Value::Answer { yes };
        assert_eq!(suggested("D28", Fact::Decree, &yes(true)), Some(options(&["yes"])));
        assert_eq!(suggested("D28", Fact::Decree, &yes(false)), Some(options(&["no"])));
        let field = Suggestion::Field("dokumen".parse().expect("a code"), Exact::whole(24));
        assert_eq!(suggested("B14", Fact::ItemsAlways, &Value::count(24)), Some(field));
        let day = "2026-03-03".parse().ok();
        assert_eq!(suggested("B12", Fact::NewestPeriodic, &Value::Day { day }), day.map(Suggestion::Day));
        assert_eq!(suggested("B12", Fact::NewestPeriodic, &Value::Day { day: None }), None);
        assert_eq!(suggested("B15", Fact::Exemptions, &Value::share(1, 3)), Some(options(&["a"])));
        assert_eq!(suggested("B15", Fact::Exemptions, &Value::share(0, 3)), None, "above nothing");
        assert_eq!(suggested("B15", Fact::Exemptions, &Value::share(0, 0)), None);
        let text = Value::Text { text: Some("+62 812".into()) };
        assert_eq!(suggested("E31", Fact::Whatsapp, &text), Some(Suggestion::Text("+62 812".into())));
        assert_eq!(suggested("A05", Fact::Maklumat, &Value::share(6, 6)), None, "supports, decides nothing");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let text = "format: terbuka/facts/1\ninstrument: a/1\nquestions:\n\
            \x20 - { code: A, facts: [{ fact: rahasia }] }\n\
            \x20 - { code: A, facts: [{ fact: items, field: x, into: answer }] }\n\
            \x20 - { code: B, facts: [{ fact: items, options: [{ choose: [a] }] }] }\n\
            \x20 - { code: C, facts: [{ fact: whatsapp, field: x }, { fact: whatsapp }] }\n";
        let defects = Map::from_yaml(text.as_bytes()).expect_err("everything is wrong");
        let found: Vec<(usize, &str)> =
            defects.iter().map(|defect| (defect.line, defect.path.as_str())).collect();
        assert_eq!(
            found,
            [
                (4, "questions[0].facts[0].fact"),
                (5, "questions[1].code"),
                (5, "questions[1].facts[0]"),
                (5, "questions[1].facts[0].into"),
                (6, "questions[2].facts[0].options[0]"),
                (7, "questions[3].facts[0].field"),
                (7, "questions[3].facts[1].fact"),
            ]
        );
    }

    #[test]
    fn what_does_not_fit_an_instrument_is_told_and_offers_nothing() {
        let text = "format: terbuka/facts/1\ninstrument: saq-kabkota/2024\nquestions:\n\
            \x20 - { code: D28, facts: [{ fact: decree, options: [{ from: \"1\", choose: [a] }] }, { fact: items }] }\n\
            \x20 - { code: B14, facts: [{ fact: items, field: halaman }] }\n\
            \x20 - { code: B13, facts: [{ fact: items, options: [{ from: \"1\", choose: [a, b] }] }] }\n\
            \x20 - { code: Z99, facts: [{ fact: items }] }\n";
        let map = Map::from_yaml(text.as_bytes()).expect("the file itself is right");
        let instrument = instrument();
        assert_eq!(map.misfits(&instrument), ["B13: items", "B14: items", "D28: decree", "Z99"]);
        let question = instrument.question("D28").expect("a question");
        let facts: Vec<Fact> = map.offers(question).iter().map(|offer| offer.fact).collect();
        assert_eq!(facts, [Fact::Items]);
    }
}
