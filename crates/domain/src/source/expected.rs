//! What was expected where a defect is: a closed list, so that a screen can word each in its own language. `Display` is the
//! English wording of the command line.

use thiserror::Error;

use crate::{codes::CodeError, exact::ExactError};

/// What should have stood at the place of a defect.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Expected {
    /// The bytes are not UTF-8.
    #[error("UTF-8 text")]
    Utf8,
    /// Not YAML; what the reader stumbled over.
    #[error("YAML 1.2 ({0})")]
    Yaml(String),
    /// Not JSON; what the reader stumbled over.
    #[error("JSON ({0})")]
    Json(&'static str),
    /// Nested deeper than [`super::MAX_DEPTH`].
    #[error("at most {} levels of lists and maps", super::MAX_DEPTH)]
    Shallower,
    /// A YAML file above [`super::yaml::MAX_BYTES`].
    #[error("a file of at most {} MiB", super::yaml::MAX_BYTES >> 20)]
    SmallerFile,
    /// An alias or an anchor in YAML.
    #[error("the value itself instead of an anchor or alias")]
    NoAlias,
    /// A tag in YAML.
    #[error("no tag")]
    NoTag,
    /// A second document in YAML.
    #[error("a single document")]
    OneDocument,
    /// A key that is not a text.
    #[error("a key that is a text (put it in quotes)")]
    TextKey,
    /// A key given twice.
    #[error("each key once")]
    KeyOnce,
    /// An unknown key, or one that this kind does not have; the keys that may stand here.
    #[error("one of the keys {0}")]
    KnownKey(String),
    /// A missing key.
    #[error("this key, which is required here")]
    RequiredKey,
    /// Something other than a map.
    #[error("a map")]
    Map,
    /// Something other than a list.
    #[error("a list")]
    List,
    /// Something other than a text.
    #[error("a text (put it in quotes)")]
    Text,
    /// Something other than `true` or `false`.
    #[error("true or false")]
    Bool,
    /// A whole number without quotes in this range.
    #[error("a whole number from {0} to {1}, without quotes")]
    Whole(u64, u64),
    /// Something other than an exact number.
    #[error(transparent)]
    Number(#[from] ExactError),
    /// A number between 0 and 1.
    #[error("a number from 0 to 1 in quotes")]
    Share,
    /// A number above zero.
    #[error("a number above 0 in quotes")]
    AboveZero,
    /// A number between 0 and 100.
    #[error("a number from 0 to 100 in quotes")]
    Percent,
    /// A number above 0, at most 100.
    #[error("a number above 0, at most 100, in quotes")]
    BonusWeight,
    /// A text of the wrong form for its code.
    #[error(transparent)]
    Code(#[from] CodeError),
    /// One of a few words.
    #[error("one of {0}")]
    OneOf(&'static str),
    /// The `format` of the file.
    #[error("{0:?}")]
    Format(&'static str),
    /// A code or number that is used already, or an entry that the list has already.
    #[error("one that is not used before")]
    Unused,
    /// A code that stands for nothing; what it should name.
    #[error("{0}")]
    Reference(Reference),
    /// A list with too few or too many entries.
    #[error("{0}")]
    Entries(Entries),
    /// Neither or both of two alternatives.
    #[error("exactly one of {0} and {1}")]
    Either(&'static str, &'static str),
    /// `max` below `min`.
    #[error("a max that is not below min")]
    MaxAtLeastMin,
    /// Bounds that do not go down.
    #[error("a bound below the one before")]
    Descending,
    /// Bounds that do not go up.
    #[error("a bound above the one before")]
    Ascending,
    /// The lowest category does not begin at zero.
    #[error("\"0\", because this is the lowest category")]
    LowestZero,
    /// A number above the count of questions.
    #[error("numbers from 1 to {0} without holes")]
    NoHoles(u64),
    /// A rubric that does not fit the answer.
    #[error("a rubric that fits the answer ({0})")]
    FittingRubric(&'static str),
    /// A claim that does not fit the answer.
    #[error("no claim, because there is no single_choice or yes_no for it")]
    NoClaim,
    /// A file answer without a slot.
    #[error("one slot or more for the files of the answer")]
    SlotForFile,
    /// Weights that do not add up; the sum found.
    #[error("weights that add up ({found} of {wanted})")]
    Sum {
        /// What the weights add up to.
        found: String,
        /// What they should add up to.
        wanted: String,
    },
    /// No component from the instrument.
    #[error("one component from: instrument")]
    InstrumentComponent,
    /// A second component from the instrument.
    #[error("a single component from: instrument")]
    OneInstrumentComponent,
    /// A component from the instrument behind a gate.
    #[error("a component that is not from the instrument")]
    UngatedInstrument,
    /// A role that a component from the instrument cannot have.
    #[error("role weight for the component from the instrument")]
    WeightRole,
    /// A second rerank.
    #[error("a single component of role rerank")]
    OneRerank,
    /// A rerank without a gate.
    #[error("a gate into this component, because its role is rerank")]
    GateForRerank,
    /// A component called `total` or `submitted_at`.
    #[error("a code other than total and submitted_at")]
    ReservedCode,
    /// Not an instant of the contract.
    #[error("an instant such as 2024-06-22T10:15:00+07:00 or 2024-06-22T03:15:00Z")]
    Instant,
    /// A denominator of zero in a ratio that has no `zero`.
    #[error("a number above 0, because a ratio is divided by it")]
    Denominator,
}

/// What a code should name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Reference {
    /// An option of the answer.
    #[error("an option of the answer")]
    Option,
    /// A field of the question.
    #[error("a field of the question")]
    Field,
    /// A criterion of the rubric.
    #[error("a criterion of the rubric")]
    Criterion,
    /// A further answer of the question.
    #[error("a further answer of the question")]
    Also,
    /// A question of the instrument.
    #[error("a question of the instrument")]
    Question,
    /// A component of the scheme.
    #[error("a component of the scheme")]
    Component,
    /// A component of the scheme that has a score in the assessment set.
    #[error("a component of the scheme that is not from the instrument")]
    ScoredComponent,
    /// A component that has no gate, or the total.
    #[error("total or a component without a gate")]
    Ungated,
    /// A component of the scheme, or the time of submission.
    #[error("a component of the scheme or submitted_at")]
    Tie,
}

/// How many entries a list should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Entries {
    /// No fewer than this.
    #[error("{0} entries or more")]
    AtLeast(usize),
    /// Exactly this many.
    #[error("exactly {0}")]
    Exactly(usize),
    /// No more than this.
    #[error("at most {0}")]
    AtMost(usize),
}
