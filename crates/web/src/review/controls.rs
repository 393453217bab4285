//! The controls that each rubric asks for, and the rubric in words where nothing can be chosen.

use app::reviewer::Item;
use domain::exact::Exact;
use domain::instrument::{Band, Bound, Criterion, Level, Measure, OptionShares, Rubric};
use domain::review::confirmed_fields;
use i18n::Texts;

use super::answer::option_label;
use super::typed::Typed;
use crate::components::{Checkboxes, Choice, Html, Input, Radios};
use crate::page::Shell;
use crate::problem::Messages;
use crate::show;

/// What the rubric asks for, and what it says.
pub(crate) struct Controls {
    pub(crate) html: Html,
    /// Found, and what it gives; empty where the controls themselves say so.
    pub(crate) rubric: Vec<(String, String)>,
    /// What is measured.
    pub(crate) rubric_note: String,
    /// When the question drops out.
    pub(crate) drops_out: String,
}

/// One item, as somebody is about to judge it.
pub(crate) struct Judging<'a> {
    pub(crate) shell: &'a Shell,
    pub(crate) item: &'a Item,
    pub(crate) typed: &'a Typed,
    pub(crate) errors: &'a Messages,
}

/// Controls that choose, and the lines of the rubric.
type Part = (Html, Vec<(String, String)>);

impl Judging<'_> {
    /// The controls of the rubric. Where nothing can be chosen the rubric is listed instead.
    pub(crate) fn controls(&self, can_judge: bool) -> Controls {
        let (t, question) = (self.t(), &self.item.question);
        let mut rubric_note = String::new();
        let (html, rubric) = match &question.rubric {
            Rubric::Levels { levels, .. } => self.levels(levels),
            Rubric::PerOption { shares, .. } => self.options(shares),
            Rubric::Criteria { criteria } => self.criteria(criteria),
            Rubric::Bands { of, bands, below, zero } => {
                rubric_note = self.measure(of);
                (Html::default(), self.bands(bands, below, zero.as_ref()))
            }
            Rubric::Key { correct } | Rubric::PlusMinus { correct, .. } => {
                let options = &question.answer.options;
                let words: Vec<String> =
                    correct.iter().map(|code| option_label(t, options, code.as_str())).collect();
                rubric_note = words.join(", ");
                (Html::default(), Vec::new())
            }
        };
        let shows_rubric = !can_judge || matches!(question.rubric, Rubric::Bands { .. });
        Controls {
            html: Html::join([html, self.numbers()]),
            rubric: if shows_rubric { rubric } else { Vec::new() },
            rubric_note,
            drops_out: self.drops_out(),
        }
    }

    fn t(&self) -> &Texts {
        &self.shell.t
    }

    /// What a share gives, in words.
    fn gives(&self, share: &Exact) -> String {
        self.t().review_level_share(show::share(self.t(), share))
    }

    fn levels(&self, levels: &[Level]) -> Part {
        let t = self.t();
        let line = |level: &Level| (level.text.get(t.code()).to_owned(), self.gives(&level.share));
        let lines: Vec<(String, String)> = levels.iter().map(line).collect();
        let choice = |(index, (label, share)): (usize, &(String, String))| {
            Choice::new(index.to_string(), label.as_str()).hint(share.as_str())
        };
        let radios = Radios::new("level", t.review_level(), lines.iter().enumerate().map(choice));
        let radios =
            radios.value(self.typed.level.as_str()).error(self.shell.error(self.errors.get("level")));
        (Html::join([radios]), lines)
    }

    fn options(&self, shares: &OptionShares) -> Part {
        let (t, question) = (self.t(), &self.item.question);
        let (also, _, options) = question.claim_options().unwrap_or((None, question.answer.kind, &[]));
        let answer = self.item.answer.as_ref().map(|saved| &saved.value);
        let claimed = answer.and_then(|answer| match also {
            None => answer.options.as_ref(),
            Some(also) => answer.also.get(also)?.options.as_ref(),
        });
        let mut lines = Vec::new();
        let mut choices = Vec::new();
        for option in options {
            let code = option.code.as_str();
            let is_claimed = claimed.is_some_and(|claimed| claimed.contains(&option.code));
            let mark = if is_claimed { t.review_option_claimed() } else { t.review_option_not_claimed() };
            let (label, share) = (option_label(t, options, code), self.gives(&shares.of(code)));
            choices.push(Choice::new(code, label.as_str()).hint(format!("{mark} · {share}")));
            lines.push((label, share));
        }
        let boxes =
            Checkboxes::new("options", t.review_options(), choices).values(self.typed.options.clone());
        (Html::join([boxes.error(self.shell.error(self.errors.get("options")))]), lines)
    }

    fn criteria(&self, criteria: &[Criterion]) -> Part {
        let t = self.t();
        let line = |found: &Criterion| (found.text.get(t.code()).to_owned(), self.gives(&found.share));
        let lines: Vec<(String, String)> = criteria.iter().map(line).collect();
        let choices = criteria.iter().zip(&lines).map(|(criterion, (label, share))| {
            Choice::new(criterion.code.as_str(), label.as_str()).hint(share.as_str())
        });
        let boxes =
            Checkboxes::new("criteria", t.review_criteria(), choices).values(self.typed.criteria.clone());
        (Html::join([boxes.error(self.shell.error(self.errors.get("criteria")))]), lines)
    }

    fn bands(&self, bands: &[Band], below: &Exact, zero: Option<&Exact>) -> Vec<(String, String)> {
        let t = self.t();
        let line = |band: &Band| {
            let bound = show::number(t, band.bound.value(), 6);
            let words = match band.bound {
                Bound::From(_) => t.review_band_from(bound),
                Bound::Above(_) => t.review_band_above(bound),
            };
            (words, self.gives(&band.share))
        };
        let last = std::iter::once((t.review_band_below(), self.gives(below)));
        let zero = zero.map(|zero| (t.review_band_zero(), self.gives(zero)));
        bands.iter().map(line).chain(last).chain(zero).collect()
    }

    fn measure(&self, of: &Measure) -> String {
        let t = self.t();
        let label = |code: &domain::codes::FieldCode| {
            let spec = self.item.question.fields().find(|spec| spec.code == *code);
            spec.map_or_else(|| code.to_string(), |spec| spec.label.get(t.code()).to_owned())
        };
        match of {
            Measure::Field(field) => label(field),
            Measure::Ratio { numerator, denominator } => {
                t.review_band_ratio(label(denominator), label(numerator))
            }
        }
    }

    /// One input for each number that the reviewer confirms.
    fn numbers(&self) -> Html {
        let t = self.t();
        Html::join(confirmed_fields(&self.item.question).into_iter().map(|spec| {
            let name = format!("field-{}", spec.code);
            let claimed = self.item.answer.as_ref().and_then(|saved| saved.value.fields.get(&spec.code));
            let hint = claimed.map_or_else(
                || t.review_field_no_claim(),
                |value| t.review_field_claimed(show::number(t, value, 6)),
            );
            Input::new(name.as_str(), spec.label.get(t.code()))
                .decimal()
                .width(10)
                .hint(hint)
                .value(self.typed.fields.get(spec.code.as_str()).cloned().unwrap_or_default())
                .error(self.shell.error(self.errors.get(&name)))
        }))
    }

    /// When the question drops out, in words; empty where it never does.
    fn drops_out(&self) -> String {
        let (t, question) = (self.t(), &self.item.question);
        let Some(rule) = &question.not_applicable else { return String::new() };
        let label = question.fields().find(|spec| spec.code == rule.field);
        let label = label.map_or(rule.field.as_str(), |spec| spec.label.get(t.code()));
        t.review_drops_out(label, show::number(t, &rule.equals, 6))
    }
}
