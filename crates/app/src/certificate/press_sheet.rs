//! What stands on the press sheet.

use std::collections::BTreeMap;

use domain::codes::BodyCode;
use domain::exact::{Exact, Rounding};
use domain::results_file::Entry;
use domain::scheme::Role;
use i18n::Texts;
use serde_json::{Value, json};

use super::sheets::{Stack, add, add_words};
use crate::AppError;

/// How many of the best are named.
const BEST: usize = 10;

impl Stack {
    /// The data of the press sheet.
    pub(super) fn press_sheet(&self) -> Result<Value, AppError> {
        let t = self.texts();
        let url = format!("{}/hasil/{}", self.base_url, self.round.slug);
        let at = self.announcement.published_at.unwrap_or(self.announcement.publish_at);
        let mut data = self.head(&t, &url, at, &t.certificate_press_title(self.round.title.as_str()))?;
        add(&mut data, "figures", json!(self.figures(&t)));
        add(&mut data, "best", json!(self.best(&t)));
        add(&mut data, "provinces", json!(self.provinces(&t)));
        let mut province_columns =
            vec![t.certificate_press_no(), t.result_province(), t.certificate_press_mean()];
        province_columns.extend(self.scheme.categories.iter().map(|found| self.words_of(&found.label)));
        let mut method = self.method(&t);
        if !self.announcement.decree.is_empty() {
            method = format!("{method} {}", t.certificate_press_decree(self.announcement.decree.as_str()));
        }
        let words = json!({
            "intro": self.intro(&t),
            "best": t.certificate_press_best(),
            "best_columns": [t.certificate_press_no(), t.result_office(), t.result_total(), t.result_category()],
            "provinces": t.certificate_press_provinces(),
            "province_columns": province_columns,
            "method": method,
            "check": t.certificate_press_check(),
        });
        add_words(&mut data, words);
        Ok(data)
    }

    fn intro(&self, t: &Texts) -> String {
        let counts = &self.results.summary;
        let other = counts.not_registered + counts.not_submitted + counts.not_assessed;
        let mean = self.mean(t, self.results.results.iter());
        t.certificate_press_intro(mean, other, counts.scored)
    }

    fn mean<'e>(&self, t: &Texts, entries: impl Iterator<Item = &'e Entry>) -> String {
        let totals: Vec<&Exact> =
            entries.filter_map(|entry| entry.total.as_ref()).map(|total| &total.exact).collect();
        let sum: Exact = totals.iter().copied().sum();
        let mean = sum.checked_div(&Exact::from_count(totals.len()));
        mean.map(|mean| t.decimal(&self.scheme.display.show(&mean))).unwrap_or_default()
    }

    fn figures(&self, t: &Texts) -> Vec<[String; 2]> {
        let categories = self.scheme.categories.iter();
        let count = |code| self.results.summary.by_category.get(code).copied().unwrap_or(0);
        categories.map(|found| [self.words_of(&found.label), t.integer(count(&found.code))]).collect()
    }

    fn best(&self, t: &Texts) -> Vec<[String; 4]> {
        let mut ranked: Vec<&Entry> =
            self.results.results.iter().filter(|entry| entry.rank.is_some()).collect();
        ranked.sort_by_key(|entry| (entry.rank, entry.code.clone()));
        let rows = ranked.into_iter().take(BEST).filter_map(|entry| {
            let category = self.scheme.category(entry.category.as_ref()?.as_str())?;
            Some([
                t.integer(entry.rank?),
                self.body(&entry.code).ok()?.office_name.clone(),
                t.decimal(&entry.total.as_ref()?.display),
                self.words_of(&category.label),
            ])
        });
        rows.collect()
    }

    fn provinces(&self, t: &Texts) -> Vec<Vec<String>> {
        let mut groups: BTreeMap<&BodyCode, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.results.results {
            if let Some(parent) = entry.parent.as_ref().filter(|parent| **parent != self.round.owner) {
                groups.entry(parent).or_default().push(entry);
            }
        }
        let rows = groups.into_iter().zip(1_u32..).filter_map(|((parent, entries), number)| {
            let name = self.body(parent).ok()?.name.clone();
            let mut row = vec![t.integer(number), name, self.mean(t, entries.iter().copied())];
            row.extend(self.scheme.categories.iter().map(|category| {
                let came = entries.iter().filter(|entry| entry.category.as_ref() == Some(&category.code));
                t.integer(i64::try_from(came.count()).unwrap_or(i64::MAX))
            }));
            Some(row)
        });
        rows.collect()
    }

    /// The components with their weights, in a sentence.
    fn method(&self, t: &Texts) -> String {
        let parts = self.scheme.components.iter().filter_map(|component| {
            let Role::Weight { weight, .. } = &component.role else { return None };
            let name = component
                .label
                .as_ref()
                .map_or_else(|| component.code.to_string(), |label| self.words_of(label));
            Some(t.certificate_press_part(name, t.decimal(&weight.rounded(0, Rounding::HalfUp))))
        });
        t.certificate_press_method(parts.collect::<Vec<_>>().join(" + "))
    }
}
