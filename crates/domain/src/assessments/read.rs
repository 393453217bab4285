//! Reads an assessment set from its file and checks it against instrument and scheme (contract section 3).
//!
//! Bodies are read, checked and handed on one at a time: a set of all villages is far larger than what is kept of it.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::Timestamp;

use super::{AlsoAnswer, Answer, AssessmentSet, BodyAssessment, BodyState, Review};
use crate::{
    codes::{BodyCode, ComponentCode, CriterionCode, FieldCode, OptionCode, QuestionCode},
    exact::Exact,
    instrument::{AnswerKind, Instrument, Measure, OptionSpec, Question, Rubric},
    scheme::{Scheme, Source},
    scoring,
    source::{
        Defect, Expected, Node, Path, Value, drop_repeated_keys,
        expected::{Entries, Reference},
        in_order,
        json::Reader,
        read::{Checker, Map},
        utf8,
    },
};

/// The `format` of an assessment set.
pub const FORMAT: &str = "terbuka/assessments/1";

impl AssessmentSet {
    /// Reads an assessment set; else all defects of the file, from the top down.
    pub fn from_json(bytes: &[u8], instrument: &Instrument, scheme: &Scheme) -> Result<Self, Vec<Defect>> {
        let mut bodies = Vec::new();
        read_bodies(bytes, instrument, scheme, |body| bodies.push(body))?;
        Ok(Self { bodies })
    }
}

/// Reads an assessment set body by body, in the order of the file. What `each` was given counts only if the result is
/// `Ok`: a defect may stand at the very end.
pub fn read_bodies(
    bytes: &[u8],
    instrument: &Instrument,
    scheme: &Scheme,
    each: impl FnMut(BodyAssessment),
) -> Result<(), Vec<Defect>> {
    let mut reading =
        Reading { c: Checker::default(), known: Known::new(instrument, scheme), codes: HashSet::new() };
    match utf8(bytes).and_then(|text| reading.document(&mut Reader::new(text), each)) {
        // Where the text is not JSON, nothing is known of what it should have held.
        Err(defect) => Err(vec![defect]),
        Ok(()) if reading.c.defects.is_empty() => Ok(()),
        Ok(()) => Err(in_order(reading.c.defects)),
    }
}

/// What codes may name.
struct Known<'i> {
    questions: HashMap<&'i str, &'i Question>,
    scheme: &'i Scheme,
}

impl<'i> Known<'i> {
    fn new(instrument: &'i Instrument, scheme: &'i Scheme) -> Self {
        Self { questions: instrument.questions().map(|q| (q.code.as_str(), q)).collect(), scheme }
    }
}

struct Reading<'i> {
    c: Checker,
    known: Known<'i>,
    codes: HashSet<BodyCode>,
}

impl Reading<'_> {
    fn document(
        &mut self,
        reader: &mut Reader<'_>,
        mut each: impl FnMut(BodyAssessment),
    ) -> Result<(), Defect> {
        let root = &Path::Root;
        let line = reader.line();
        if !reader.at_map() {
            reader.value()?;
            reader.end()?;
            self.c.note(line, root, Expected::Map);
            return Ok(());
        }
        let mut seen = HashSet::new();
        let mut map = reader.map()?;
        while let Some(key) = reader.next_key(&mut map)? {
            let path = &root.key(&key.text);
            if !seen.insert(key.text.clone()) {
                self.c.note(key.line, path, Expected::KeyOnce);
                reader.value()?;
                continue;
            }
            match &*key.text {
                "format" => {
                    let node = reader.value()?;
                    if !matches!(&node.value, Value::Text(text) if text == FORMAT) {
                        self.c.note(node.line, path, Expected::Format(FORMAT));
                    }
                }
                "bodies" => self.bodies(reader, path, &mut each)?,
                _ => {
                    reader.value()?;
                    self.c.note(key.line, path, Expected::KnownKey("format, bodies".into()));
                }
            }
        }
        reader.end()?;
        for key in ["format", "bodies"] {
            if !seen.contains(key) {
                self.c.note(line, &root.key(key), Expected::RequiredKey);
            }
        }
        Ok(())
    }

    fn bodies(
        &mut self,
        reader: &mut Reader<'_>,
        path: &Path<'_>,
        each: &mut impl FnMut(BodyAssessment),
    ) -> Result<(), Defect> {
        if !reader.at_list() {
            let node = reader.value()?;
            self.c.note(node.line, path, Expected::List);
            return Ok(());
        }
        let mut list = reader.list()?;
        let mut index = 0;
        while reader.next_entry(&mut list)? {
            let mut node = reader.value()?;
            let path = path.index(index);
            drop_repeated_keys(&mut node, &path, &mut self.c.defects);
            if let Some(body) = self.body(&node, &path)
                && self.c.defects.is_empty()
            {
                each(body);
            }
            index += 1;
        }
        Ok(())
    }

    fn body(&mut self, node: &Node<'_>, path: &Path<'_>) -> Option<BodyAssessment> {
        let (c, known) = (&mut self.c, &self.known);
        let map = c.map(node, path)?;
        c.only(
            map,
            path,
            &["code", "name", "parent", "state", "submitted_at", "answers", "reviews", "components"],
        );
        let code = c.required(map, path, "code", |c, node, path| {
            let code: BodyCode = c.code(node, path)?;
            if !self.codes.insert(code.clone()) {
                c.note(node.line, path, Expected::Unused);
            }
            Some(code)
        });
        let name = c.optional(map, path, "name", Checker::owned);
        let parent = c.optional(map, path, "parent", |c, node, path| {
            if node.value == Value::Null { Some(None) } else { c.code(node, path).map(Some) }
        });
        let state = c.required(map, path, "state", |c, node, path| {
            c.word(node, path, "submitted, not_registered, not_submitted, not_assessed", state)
        });
        let submitted_at = c.optional(map, path, "submitted_at", instant_at);
        if state == Some(BodyState::Submitted) {
            c.need(map, path, "submitted_at");
        }
        let answers = c.or_default(map, path, "answers", BTreeMap::new(), |c, node, path| {
            by_question(c, node, path, known, answer)
        });
        let unanswered = BTreeMap::new();
        let answered = answers.as_ref().unwrap_or(&unanswered);
        let reviews = c.or_default(map, path, "reviews", BTreeMap::new(), |c, node, path| {
            by_question(c, node, path, known, |c, node, path, question| {
                review(c, node, path, question, answered.get(question.code.as_str()))
            })
        });
        let components = c.or_default(map, path, "components", BTreeMap::new(), |c, node, path| {
            components(c, node, path, known.scheme)
        });
        Some(BodyAssessment {
            code: code?,
            name: name?,
            parent: parent?.flatten(),
            state: state?,
            submitted_at: submitted_at?,
            answers: answers?,
            reviews: reviews?,
            components: components?,
        })
    }
}

fn state(word: &str) -> Option<BodyState> {
    Some(match word {
        "submitted" => BodyState::Submitted,
        "not_registered" => BodyState::NotRegistered,
        "not_submitted" => BodyState::NotSubmitted,
        "not_assessed" => BodyState::NotAssessed,
        _ => return None,
    })
}

fn instant_at(c: &mut Checker, node: &Node<'_>, path: &Path<'_>) -> Option<Timestamp> {
    let found = if let Value::Text(text) = &node.value { instant(text) } else { None };
    found.or_else(|| c.wrong(node, path, Expected::Instant))
}

/// `2024-06-22T10:15:00+07:00` or `…Z`: the form of RFC 3339 without fractions of a second.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    let form = |text: &str, form: &str| {
        text.len() == form.len()
            && text
                .bytes()
                .zip(form.bytes())
                .all(|(b, f)| if f == b'0' { b.is_ascii_digit() } else { b == f })
    };
    let (time, offset) = text.split_at_checked(19)?;
    if !form(time, "0000-00-00T00:00:00") || &time[17..] > "59" {
        return None;
    }
    let numeric =
        (form(offset, "+00:00") || form(offset, "-00:00")) && &offset[1..3] < "24" && &offset[4..] < "60";
    if offset == "Z" || numeric { text.parse().ok() } else { None }
}

/// A map by the code of a question.
fn by_question<T>(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    known: &Known<'_>,
    mut read: impl FnMut(&mut Checker, &Node<'_>, &Path<'_>, &Question) -> Option<T>,
) -> Option<BTreeMap<QuestionCode, T>> {
    let map = c.map(node, path)?;
    let mut found = Vec::with_capacity(map.entries().len());
    for (key, value) in map.entries() {
        let path = path.key(&key.text);
        match known.questions.get(&*key.text) {
            None => c.note(key.line, &path, Expected::Reference(Reference::Question)),
            Some(question) => {
                found.extend(read(c, value, &path, question).map(|value| (question.code.clone(), value)));
            }
        }
    }
    Some(found.into_iter().collect())
}

fn answer(c: &mut Checker, node: &Node<'_>, path: &Path<'_>, question: &Question) -> Option<Answer> {
    let map = c.map(node, path)?;
    c.only(map, path, &["options", "fields", "text", "url", "date", "files", "also"]);
    let spec = &question.answer;
    let plain = plain_answer(c, map, path, spec.kind, &spec.options);
    let fields =
        c.or_default(map, path, "fields", BTreeMap::new(), |c, node, path| fields(c, node, path, question));
    let also = c.or_default(map, path, "also", BTreeMap::new(), |c, node, path| {
        let map = c.map(node, path)?;
        let mut found = BTreeMap::new();
        for (key, value) in map.entries() {
            let path = path.key(&key.text);
            let Some(also) = spec.also.iter().find(|also| also.code == *key.text) else {
                c.note(key.line, &path, Expected::Reference(Reference::Also));
                continue;
            };
            let Some(map) = c.map(value, &path) else { continue };
            c.only(map, &path, &["options", "text", "url", "date", "files"]);
            if let Some(answer) = plain_answer(c, map, &path, also.kind, &also.options) {
                found.insert(also.code.clone(), answer);
            }
        }
        Some(found)
    });
    let AlsoAnswer { options, text, url, date, files } = plain?;
    Some(Answer { options, fields: fields?, text, url, date, files, also: also? })
}

/// The keys that an answer and a further answer share.
fn plain_answer(
    c: &mut Checker,
    map: Map<'_, '_>,
    path: &Path<'_>,
    kind: AnswerKind,
    options: &[OptionSpec],
) -> Option<AlsoAnswer> {
    let options = c.optional(map, path, "options", |c, node, path| {
        let one = matches!(kind, AnswerKind::SingleChoice | AnswerKind::YesNo);
        if one && matches!(&node.value, Value::List(entries) if entries.len() > 1) {
            c.note(node.line, path, Expected::Entries(Entries::AtMost(1)));
        }
        chosen(c, node, path, options)
    });
    let text = c.optional(map, path, "text", Checker::owned);
    let url = c.optional(map, path, "url", Checker::owned);
    let date = c.optional(map, path, "date", Checker::owned);
    // Scoring does not look at files; whatever list or map names them is taken.
    let files = c.or_default(map, path, "files", Vec::new(), |c, node, path| match &node.value {
        Value::List(entries) => Some(entries.iter().filter_map(as_text).collect()),
        Value::Map(_) => Some(Vec::new()),
        _ => c.wrong(node, path, Expected::List),
    });
    Some(AlsoAnswer { options: options?, text: text?, url: url?, date: date?, files: files? })
}

fn as_text(node: &Node<'_>) -> Option<String> {
    if let Value::Text(text) = &node.value { Some(text.to_string()) } else { None }
}

/// Options, each at most once, that `options` must have.
fn chosen(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    options: &[OptionSpec],
) -> Option<Vec<OptionCode>> {
    c.distinct(node, path, 0, |c, node, path| {
        let code = c.text(node, path)?;
        let option = options.iter().find(|option| option.code == *code);
        option
            .map(|option| option.code.clone())
            .or_else(|| c.wrong(node, path, Expected::Reference(Reference::Option)))
    })
}

fn fields(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    question: &Question,
) -> Option<BTreeMap<FieldCode, Exact>> {
    let map = c.map(node, path)?;
    let mut found = BTreeMap::new();
    for (key, value) in map.entries() {
        let path = path.key(&key.text);
        let number = c.exact(value, &path);
        match question.fields().find(|field| field.code == *key.text) {
            None => c.note(key.line, &path, Expected::Reference(Reference::Field)),
            Some(field) => found.extend(number.map(|number| (field.code.clone(), number))),
        }
    }
    Some(found)
}

fn review(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    question: &Question,
    answer: Option<&Answer>,
) -> Option<Review> {
    let map = c.map(node, path)?;
    let mut keys = vec!["share"];
    if question.fields().next().is_some() {
        keys.push("fields");
    }
    keys.extend(match &question.rubric {
        Rubric::Levels { .. } => Some("level"),
        Rubric::PerOption { .. } => Some("options"),
        Rubric::Criteria { .. } => Some("criteria"),
        Rubric::Bands { .. } | Rubric::Key { .. } | Rubric::PlusMinus { .. } => None,
    });
    c.only(map, path, &keys);
    let share = c.optional(map, path, "share", Checker::share)?;
    let mut review = Review { share, ..Review::default() };
    if keys.contains(&"fields") {
        review.fields = c.or_default(map, path, "fields", BTreeMap::new(), |c, node, path| {
            fields(c, node, path, question)
        })?;
    }
    match &question.rubric {
        Rubric::Levels { levels, .. } => {
            let last = u32::try_from(levels.len()).unwrap_or(u32::MAX).saturating_sub(1);
            review.level = c.optional(map, path, "level", |c, node, path| c.whole(node, path, 0, last))?;
        }
        Rubric::PerOption { .. } => {
            review.options = c.optional(map, path, "options", |c, node, path| {
                chosen(c, node, path, &question.answer.options)
            })?;
        }
        Rubric::Criteria { criteria } => {
            review.criteria = c.optional(map, path, "criteria", |c, node, path| {
                c.distinct(node, path, 0, |c, node, path| -> Option<CriterionCode> {
                    let code = c.text(node, path)?;
                    let found = criteria.iter().find(|criterion| criterion.code == *code);
                    found
                        .map(|criterion| criterion.code.clone())
                        .or_else(|| c.wrong(node, path, Expected::Reference(Reference::Criterion)))
                })
            })?;
        }
        Rubric::Bands { of: Measure::Ratio { denominator, .. }, .. } => {
            if scoring::share_of_review(question, answer, &review).is_err()
                && let Some(node) = map.get("fields")
            {
                let path = path.key("fields");
                let line = c.map(node, &path).map_or(node.line, |map| map.line_of(denominator.as_str()));
                c.note(line, &path.key(denominator.as_str()), Expected::Denominator);
            }
        }
        Rubric::Bands { .. } | Rubric::Key { .. } | Rubric::PlusMinus { .. } => {}
    }
    Some(review)
}

fn components(
    c: &mut Checker,
    node: &Node<'_>,
    path: &Path<'_>,
    scheme: &Scheme,
) -> Option<BTreeMap<ComponentCode, Exact>> {
    let map = c.map(node, path)?;
    let mut found = BTreeMap::new();
    for (key, value) in map.entries() {
        let path = path.key(&key.text);
        let score = c.percent(value, &path);
        match scheme.component(&key.text) {
            Some(component) if component.source != Source::Instrument => {
                found.extend(score.map(|score| (component.code.clone(), score)));
            }
            _ => c.note(key.line, &path, Expected::Reference(Reference::ScoredComponent)),
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn instants_have_one_form() {
        let wib = instant("2024-06-22T10:15:00+07:00").unwrap();
        assert_eq!(instant("2024-06-22T03:15:00Z"), Some(wib));
        for wrong in [
            "2024-06-22T10:15:00",
            "2024-06-22 10:15:00Z",
            "2024-06-22T10:15Z",
            "2024-06-22T10:15:00.5Z",
            "2024-06-22t10:15:00z",
            "2024-02-30T10:15:00Z",
            "2024-06-22T24:00:00Z",
            "2024-06-22T10:15:60Z",
            "2024-06-22T10:15:00+7:00",
            "2024-06-22T10:15:00+0700",
            "2024-06-22T10:15:00+24:00",
            "2024-06-22T10:15:00+07:60",
            "2024-06-22",
            "",
            "2024-06-22T10:15:00ZZ",
            "２024-06-22T10:15:00Z",
            "2024-06-22T10:15:00+07:00[Asia/Jakarta]",
        ] {
            assert_eq!(instant(wrong), None, "{wrong}");
        }
    }
}
