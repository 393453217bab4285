//! The instrument: the questions of a round, with what may be answered, what proves it and how it is judged
//! (contract section 1).

mod answer;
mod read;
mod rubric;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    codes::{
        AlsoCode, CriterionCode, FieldCode, InstrumentCode, Language, OptionCode, QuestionCode, RuleCode,
        SectionCode, SlotCode,
    },
    exact::Exact,
};

pub use read::FORMAT;

/// A text in one or more languages; Indonesian (`id`) is always there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    indonesian: String,
    others: BTreeMap<Language, String>,
}

impl Text {
    /// A text of its Indonesian form and of the other languages; an `id` among the others replaces the first.
    pub fn new(indonesian: impl Into<String>, others: BTreeMap<Language, String>) -> Self {
        let (mut indonesian, mut others) = (indonesian.into(), others);
        if let Some(again) = others.remove("id") {
            indonesian = again;
        }
        Self { indonesian, others }
    }

    /// The text in `language`, or in Indonesian where it has none.
    pub fn get(&self, language: &str) -> &str {
        self.others.get(language).unwrap_or(&self.indonesian)
    }

    /// The languages that this text has, Indonesian first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        std::iter::once("id").chain(self.others.keys().map(Language::as_str))
    }
}

/// A questionnaire as its file gives it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// Which instrument.
    pub code: InstrumentCode,
    /// Which edition of it, for people: "2024".
    pub edition: String,
    /// Name of the questionnaire.
    pub title: Text,
    /// Sum of all weights, above zero.
    pub points: Exact,
    /// In the order of the file; one or more.
    pub sections: Vec<Section>,
}

impl Instrument {
    /// `code/edition`, as results name it.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.code, self.edition)
    }

    /// All questions in the order of the file.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question with this code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions().find(|question| question.code == *code)
    }

    /// The section that holds the question with this code.
    pub fn section_of(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.questions.iter().any(|question| question.code == *code))
    }
}

/// A group of questions; weight that drops out stays in it as long as it has an applicable question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Unique in the instrument.
    pub code: SectionCode,
    /// Heading.
    pub title: Text,
    /// In the order of the file; one or more.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Unique in the instrument.
    pub code: QuestionCode,
    /// 1 to n, without holes in the instrument.
    pub number: u32,
    /// Points that a share of 1 earns, above zero.
    pub weight: Exact,
    /// The question as asked.
    pub text: Text,
    /// Operational definition.
    pub help: Option<Text>,
    /// Address of a tutorial.
    pub tutorial: Option<String>,
    /// What the office may answer.
    pub answer: AnswerSpec,
    /// What the office shows for it.
    pub evidence: Vec<Slot>,
    /// How what was found becomes a share.
    pub rubric: Rubric,
    /// When the question drops out.
    pub not_applicable: Option<NotApplicable>,
    /// Legal basis, as written.
    pub basis: Vec<String>,
    /// Whether the office may appeal against the review of this question; true unless the file says otherwise.
    pub appeal: bool,
}

impl Question {
    /// All number fields: those of the answer, then those of the further answers.
    pub fn fields(&self) -> impl Iterator<Item = &FieldSpec> {
        self.answer.fields.iter().chain(self.answer.also.iter().flat_map(|also| &also.fields))
    }

    /// The options that `when` and `claim` speak of: those of the answer or, where it has none, of the first further answer
    /// that has options (contract section 1). The code is that of the further answer.
    pub fn claim_options(&self) -> Option<(Option<&AlsoCode>, AnswerKind, &[OptionSpec])> {
        if self.answer.kind.has_options() {
            return Some((None, self.answer.kind, &self.answer.options));
        }
        let also = self.answer.also.iter().find(|also| also.kind.has_options())?;
        Some((Some(&also.code), also.kind, &also.options))
    }
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// One of the options.
    SingleChoice,
    /// Any number of the options.
    MultipleChoice,
    /// One of the options `yes` and `no`.
    YesNo,
    /// Numbers, one for each field.
    Number,
    /// Free text.
    Text,
    /// A web address.
    Url,
    /// A calendar date.
    Date,
    /// Files in the evidence slots of the question.
    File,
}

impl AnswerKind {
    /// Whether there are options to choose from.
    pub fn has_options(self) -> bool {
        matches!(self, Self::SingleChoice | Self::MultipleChoice | Self::YesNo)
    }
}

/// What may be answered to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSpec {
    /// Exactly one kind.
    pub kind: AnswerKind,
    /// Two or more for the kinds with options (for `yes_no`: `yes` and `no`), else empty.
    pub options: Vec<OptionSpec>,
    /// Whether the options are shown in a random order that is stable for each body.
    pub shuffle: bool,
    /// One or more for kind number, else empty.
    pub fields: Vec<FieldSpec>,
    /// Longest text, in characters, for kind text.
    pub max_chars: Option<u32>,
    /// Further answers asked with it.
    pub also: Vec<AlsoSpec>,
}

/// A further answer that is asked along with the main one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoSpec {
    /// Unique in the question.
    pub code: AlsoCode,
    /// What is asked.
    pub label: Text,
    /// As in [`AnswerSpec`].
    pub kind: AnswerKind,
    /// As in [`AnswerSpec`].
    pub options: Vec<OptionSpec>,
    /// As in [`AnswerSpec`].
    pub shuffle: bool,
    /// As in [`AnswerSpec`]; the numbers stand in `fields` of the answer itself.
    pub fields: Vec<FieldSpec>,
    /// As in [`AnswerSpec`].
    pub max_chars: Option<u32>,
}

/// One option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionSpec {
    /// Unique in its answer.
    pub code: OptionCode,
    /// What people read; `None` only for the options of `yes_no`, which the screens word themselves.
    pub label: Option<Text>,
}

/// One number to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpec {
    /// Unique in the question.
    pub code: FieldCode,
    /// What is counted.
    pub label: Text,
    /// Smallest number that the form takes; scoring does not check it.
    pub min: Option<Exact>,
    /// Largest number that the form takes; scoring does not check it.
    pub max: Option<Exact>,
}

/// What a file of evidence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A photo or a screenshot.
    Photo,
    /// A document, such as a PDF.
    Document,
    /// A spreadsheet.
    Spreadsheet,
    /// A video.
    Video,
    /// A web address.
    Url,
}

/// A place for evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Unique in the question.
    pub code: SlotCode,
    /// Kinds that are accepted; one or more.
    pub kinds: Vec<EvidenceKind>,
    /// What is to be shown.
    pub label: Text,
    /// Files needed before the answer counts as complete.
    pub min: u32,
    /// Most files; at least 1 and at least `min`.
    pub max: u32,
    /// Asked only when one of these options is chosen (see [`Question::claim_options`]); `None`: always.
    pub when: Option<Vec<OptionCode>>,
    /// Checks that the system makes or that the reviewer is shown.
    pub rules: Vec<RuleCode>,
}

/// The question drops out where this field has this value (compared as numbers).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotApplicable {
    /// A field of the same question.
    pub field: FieldCode,
    /// The value that makes it drop out.
    pub equals: Exact,
}

/// From what was found to a share of the weight, 0 to 1 (contract section 1.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rubric {
    /// The reviewer picks a level.
    Levels {
        /// One or more, in the order of the file; a review names one by its index from 0.
        levels: Vec<Level>,
        /// The share that the office sees as its own estimate for each option; never enters the results.
        claim: Option<BTreeMap<OptionCode, Exact>>,
    },
    /// Each option that the reviewer finds proven counts.
    PerOption {
        /// What each option counts.
        shares: OptionShares,
        /// Most that they count together.
        cap: Exact,
    },
    /// A confirmed number falls into a band.
    Bands {
        /// The number or ratio that is looked at.
        of: Measure,
        /// Highest first, bounds strictly descending; one or more.
        bands: Vec<Band>,
        /// Share under the lowest band.
        below: Exact,
        /// Share of a ratio whose denominator is zero; without it such a ratio is an error of the assessment set.
        zero: Option<Exact>,
    },
    /// The system compares with the right answer: all or nothing.
    Key {
        /// The options of the right answer.
        correct: Vec<OptionCode>,
    },
    /// The system counts right picks less wrong ones.
    PlusMinus {
        /// The options that are right.
        correct: Vec<OptionCode>,
        /// What the difference is divided by, above zero.
        divisor: Exact,
        /// Least share.
        floor: Exact,
    },
    /// The reviewer ticks criteria.
    Criteria {
        /// One or more; their shares may add up to more than 1, which counts as 1.
        criteria: Vec<Criterion>,
    },
}

impl Rubric {
    /// Whether the system scores the answer itself, without a reviewer.
    pub fn is_system_scored(&self) -> bool {
        matches!(self, Self::Key { .. } | Self::PlusMinus { .. })
    }
}

/// One level of a `levels` rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Share that it gives.
    pub share: Exact,
    /// What must be found.
    pub text: Text,
}

/// What the options of a `per_option` rubric count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionShares {
    /// All the same.
    Each(Exact),
    /// Each its own; every option is named.
    ByOption(BTreeMap<OptionCode, Exact>),
}

impl OptionShares {
    /// What this option counts; zero for an option that is not named.
    pub fn of(&self, option: &str) -> Exact {
        match self {
            Self::Each(share) => share.clone(),
            Self::ByOption(shares) => shares.get(option).cloned().unwrap_or_default(),
        }
    }
}

/// What a `bands` rubric looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// The value of a field.
    Field(FieldCode),
    /// One field divided by another.
    Ratio {
        /// x of x/y.
        numerator: FieldCode,
        /// y of x/y.
        denominator: FieldCode,
    },
}

impl Measure {
    /// The fields that a review must confirm.
    pub fn fields(&self) -> impl Iterator<Item = &FieldCode> {
        match self {
            Self::Field(field) => [Some(field), None],
            Self::Ratio { numerator, denominator } => [Some(numerator), Some(denominator)],
        }
        .into_iter()
        .flatten()
    }
}

/// One band of a `bands` rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Where it begins.
    pub bound: Bound,
    /// Share that it gives.
    pub share: Exact,
}

/// Lower bound of a band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bound {
    /// At or above this value.
    From(Exact),
    /// Above this value.
    Above(Exact),
}

impl Bound {
    /// The number of the bound.
    pub fn value(&self) -> &Exact {
        match self {
            Self::From(value) | Self::Above(value) => value,
        }
    }

    /// Whether `value` meets the bound.
    pub fn is_met_by(&self, value: &Exact) -> bool {
        match self {
            Self::From(bound) => value >= bound,
            Self::Above(bound) => value > bound,
        }
    }
}

/// One criterion of a `criteria` rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Unique in the rubric.
    pub code: CriterionCode,
    /// Share that it adds.
    pub share: Exact,
    /// What must be found.
    pub text: Text,
}
