//! The worked sum of an office as tables, for judges, for the office, and on the public page.

use domain::exact::Exact;
use domain::instrument::Instrument;
use domain::results_file::Entry;
use domain::scheme::Scheme;
use i18n::Texts;

use crate::show;

/// A component in the sum.
#[derive(Debug)]
pub(crate) struct ComponentLine {
    pub(crate) name: String,
    pub(crate) score: String,
    pub(crate) weight: String,
    pub(crate) part: String,
}

/// A question in the sum.
#[derive(Debug)]
pub(crate) struct QuestionLine {
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) weight: String,
    pub(crate) shared_weight: String,
    pub(crate) share: String,
    pub(crate) points: String,
}

/// A section with its questions.
#[derive(Debug)]
pub(crate) struct SectionLines {
    pub(crate) code: String,
    pub(crate) title: String,
    /// The sum, in the words of the page.
    pub(crate) points: String,
    /// What the section can give at most at this office.
    pub(crate) most: String,
    /// Share of the most in whole percent, for the bar.
    pub(crate) percent: String,
    pub(crate) questions: Vec<QuestionLine>,
}

/// The whole sum.
#[derive(Debug)]
pub(crate) struct WorkedLines {
    pub(crate) components: Vec<ComponentLine>,
    pub(crate) total: String,
    pub(crate) sections: Vec<SectionLines>,
    pub(crate) warnings: Vec<String>,
}

impl WorkedLines {
    pub(crate) fn new(t: &Texts, instrument: &Instrument, scheme: &Scheme, entry: &Entry) -> Self {
        let total = entry.total.as_ref().map(|total| show::display(t, &total.display)).unwrap_or_default();
        Self {
            components: components(t, scheme, entry),
            total,
            sections: sections(t, instrument, entry),
            warnings: entry.warnings.iter().map(|warning| words(t, instrument, scheme, warning)).collect(),
        }
    }
}

/// The name of a component.
pub(crate) fn component_name(t: &Texts, scheme: &Scheme, code: &str) -> String {
    let label = scheme.component(code).and_then(|component| component.label.as_ref());
    label.map_or_else(|| code.to_owned(), |label| label.get(t.code()).to_owned())
}

fn components(t: &Texts, scheme: &Scheme, entry: &Entry) -> Vec<ComponentLine> {
    let weights = entry.weights(scheme);
    let scored = scheme.components.iter().filter_map(|component| {
        let score = entry.components.get(&component.code)?;
        let weight = weights.get(&component.code);
        let part = weight.and_then(|weight| (&score.exact * weight).checked_div(&Exact::HUNDRED));
        Some(ComponentLine {
            name: component_name(t, scheme, component.code.as_str()),
            score: show::display(t, &score.display),
            weight: weight.map_or_else(|| t.result_component_rerank(), |weight| show::number(t, weight, 4)),
            part: part.map(|part| t.decimal(&scheme.display.show(&part))).unwrap_or_default(),
        })
    });
    scored.collect()
}

fn sections(t: &Texts, instrument: &Instrument, entry: &Entry) -> Vec<SectionLines> {
    let lines = instrument.sections.iter().map(|section| {
        let of_section: Vec<_> = section
            .questions
            .iter()
            .filter_map(|question| Some((question, entry.questions.get(&question.code)?)))
            .collect();
        let most: Exact = of_section.iter().map(|(_, worked)| &worked.weight).sum();
        let points = entry.sections.get(&section.code).and_then(Option::as_ref);
        let share = points.and_then(|points| points.exact.checked_div(&most)).unwrap_or_default();
        SectionLines {
            code: section.code.to_string(),
            title: section.title.get(t.code()).to_owned(),
            points: points
                .map_or_else(|| t.result_section_none(), |points| show::display(t, &points.display)),
            most: show::number(t, &most, 2),
            percent: (&share * &Exact::HUNDRED).rounded(1, domain::exact::Rounding::HalfUp),
            questions: of_section
                .into_iter()
                .map(|(question, worked)| QuestionLine {
                    number: question.number,
                    text: question.text.get(t.code()).to_owned(),
                    weight: show::number(t, &question.weight, 4),
                    shared_weight: show::number(t, &worked.weight, 4),
                    share: worked
                        .share
                        .as_ref()
                        .map_or_else(|| t.result_not_applicable(), |share| show::share(t, share)),
                    points: show::number(t, &worked.points, 4),
                })
                .collect(),
        }
    });
    lines.collect()
}

/// A warning of the results file in words.
pub(crate) fn words(t: &Texts, instrument: &Instrument, scheme: &Scheme, warning: &str) -> String {
    let (kind, code) = warning.split_once(':').unwrap_or((warning, ""));
    let number =
        || instrument.question(code).map_or_else(|| code.to_owned(), |question| question.number.to_string());
    match kind {
        "unanswered" => t.result_warning_unanswered(number()),
        "unreviewed" => t.result_warning_unreviewed(number()),
        "missing" => t.result_warning_missing(component_name(t, scheme, code)),
        "not_expected" => t.result_warning_not_expected(component_name(t, scheme, code)),
        _ => warning.to_owned(),
    }
}
