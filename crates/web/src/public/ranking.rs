//! The ranking of offices: its filter and its rows.

use app::public::{PublicRow, RoundResults};
use domain::codes::BodyCode;
use i18n::Texts;
use serde::Deserialize;

use crate::components::SelectItem;
use crate::show;

/// What a visitor looks for. Unknown values find nothing and are no mistake.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Filter {
    /// Code of a province.
    #[serde(default)]
    pub(super) provinsi: String,
    /// Code of a category, or of an outcome.
    #[serde(default)]
    pub(super) kategori: String,
    /// Part of a name.
    #[serde(default)]
    pub(super) cari: String,
}

impl Filter {
    pub(super) fn is_set(&self) -> bool {
        [&self.provinsi, &self.kategori, &self.cari].iter().any(|value| !value.trim().is_empty())
    }

    pub(super) fn finds(&self, row: &PublicRow) -> bool {
        let listed = &row.listed;
        let province = self.provinsi.trim();
        let category = self.kategori.trim();
        let name = listed.office_name.to_lowercase();
        let in_category = listed.category.as_ref().is_some_and(|code| code.as_str() == category);
        (province.is_empty() || listed.parent.as_ref().is_some_and(|code| code.as_str() == province))
            && (category.is_empty() || in_category || listed.outcome == category)
            && self.cari.to_lowercase().split_whitespace().all(|word| name.contains(word))
    }

    /// The query that finds the same again.
    pub(super) fn query(&self) -> String {
        let pairs = [("provinsi", &self.provinsi), ("kategori", &self.kategori), ("cari", &self.cari)];
        let set: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect();
        let query = serde_urlencoded::to_string(set).unwrap_or_default();
        if query.is_empty() { query } else { format!("?{query}") }
    }
}

/// A row as it is shown.
#[derive(Debug)]
pub(super) struct RankLine {
    pub(super) rank: String,
    pub(super) rank_in_parent: String,
    pub(super) office: String,
    pub(super) href: String,
    pub(super) province: String,
    pub(super) province_href: String,
    pub(super) total: String,
    pub(super) label: String,
    pub(super) class: &'static str,
    pub(super) before: String,
    pub(super) change: String,
}

/// The rows of a ranking in the words of the page.
pub(super) fn lines<'r>(
    t: &Texts,
    results: &RoundResults,
    rows: impl Iterator<Item = &'r PublicRow>,
) -> Vec<RankLine> {
    rows.map(|row| line(t, results, row)).collect()
}

pub(super) fn line(t: &Texts, results: &RoundResults, row: &PublicRow) -> RankLine {
    let listed = &row.listed;
    let slug = &results.round.slug;
    let province = listed.parent.as_ref().and_then(|code: &BodyCode| results.group(code));
    let rank = |rank: Option<i64>| rank.map(|rank| t.integer(rank)).unwrap_or_default();
    let before = row.before.as_ref().and_then(|before| before.display.as_deref());
    RankLine {
        rank: rank(listed.rank),
        rank_in_parent: rank(listed.rank_in_parent),
        office: listed.office_name.clone(),
        href: format!("/hasil/{slug}/{}", listed.slug),
        province: province.map(|group| group.body.name.clone()).unwrap_or_default(),
        province_href: province.map(|group| format!("/hasil/{slug}/{}", group.body.slug)).unwrap_or_default(),
        total: listed.total_display.as_deref().map(|total| show::display(t, total)).unwrap_or_default(),
        label: label(t, results, row),
        class: show::category_class(listed.category.as_ref().and_then(|code| results.category_index(code))),
        before: before.map(|total| show::display(t, total)).unwrap_or_default(),
        change: row.change(&results.scheme).map(|change| signed(t, &change)).unwrap_or_default(),
    }
}

/// The category of a row, or its outcome in words.
pub(super) fn label(t: &Texts, results: &RoundResults, row: &PublicRow) -> String {
    let code = row.listed.category.as_ref();
    let category = code.and_then(|code| results.scheme.category(code.as_str()));
    category
        .map_or_else(|| show::outcome(t, &row.listed.outcome), |found| found.label.get(t.code()).to_owned())
}

/// A number with a sign in front.
pub(crate) fn signed(t: &Texts, number: &str) -> String {
    match number.split_at_checked(1) {
        Some(("-", rest)) => format!("−{}", t.decimal(rest)),
        Some((sign, rest)) => format!("{sign}{}", t.decimal(rest)),
        None => number.to_owned(),
    }
}

/// The provinces to choose from.
pub(super) fn province_items(t: &Texts, results: &RoundResults) -> Vec<SelectItem> {
    let groups = results
        .groups
        .iter()
        .map(|group| SelectItem::new(group.body.code.as_str(), group.body.name.as_str()));
    std::iter::once(SelectItem::new("", t.result_recap_all())).chain(groups).collect()
}

/// The categories, and the outcomes that are no score, to choose from.
pub(super) fn category_items(t: &Texts, results: &RoundResults) -> Vec<SelectItem> {
    let categories = results.scheme.categories.iter();
    let categories = categories.map(|found| SelectItem::new(found.code.as_str(), found.label.get(t.code())));
    let outcomes = ["not_registered", "not_submitted", "not_assessed"];
    let outcomes = outcomes.map(|outcome| SelectItem::new(outcome, show::outcome(t, outcome)));
    std::iter::once(SelectItem::new("", t.result_recap_all())).chain(categories).chain(outcomes).collect()
}
