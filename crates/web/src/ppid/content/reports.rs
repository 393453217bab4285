//! What the records tell in figures: tables, each with its bars beside them.

use app::public::Figures;
use domain::catalogue::InformationClass;
use i18n::Texts;

use crate::ppid::class_name;

/// The figures of an office, as the page shows them.
#[derive(Debug)]
pub(super) struct FiguresView {
    pub(super) lead: String,
    pub(super) duties: String,
    /// The years of the columns.
    pub(super) years: Vec<String>,
    /// Class, count in each year, and all together.
    pub(super) classes: Vec<(String, Vec<String>, String)>,
    pub(super) months: Vec<MonthLine>,
    pub(super) is_empty: bool,
}

/// A month in the table, with the length of its bar in percent.
#[derive(Debug)]
pub(super) struct MonthLine {
    pub(super) month: String,
    pub(super) count: String,
    pub(super) width: i64,
}

/// Columns of years that the table has; older years are counted in the last column alone.
const YEARS: usize = 5;

impl FiguresView {
    pub(super) fn new(t: &Texts, figures: &Figures) -> Self {
        let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let mut years: Vec<Option<i16>> = figures.counts.iter().map(|(_, year, _)| *year).collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        years.dedup();
        years.truncate(YEARS);
        Self {
            lead: t.content_figures_lead(t.date(figures.today)),
            duties: t.duties_score_of(count(figures.duties.counted), count(figures.duties.current)),
            classes: InformationClass::ALL.iter().map(|class| row(t, figures, &years, *class)).collect(),
            years: years
                .iter()
                .map(|year| year.map_or_else(|| t.content_figures_no_year(), |year| year.to_string()))
                .collect(),
            months: months(t, figures),
            is_empty: figures.counts.is_empty(),
        }
    }
}

fn row(
    t: &Texts,
    figures: &Figures,
    years: &[Option<i16>],
    class: InformationClass,
) -> (String, Vec<String>, String) {
    let of_class = || figures.counts.iter().filter(|(found, ..)| *found == class);
    let in_year =
        |year: &Option<i16>| of_class().filter(|(_, found, _)| found == year).map(|(.., n)| n).sum::<i64>();
    let all: i64 = of_class().map(|(.., count)| count).sum();
    (class_name(t, class), years.iter().map(|year| t.integer(in_year(year))).collect(), t.integer(all))
}

/// The months, the longest bar for the largest count.
fn months(t: &Texts, figures: &Figures) -> Vec<MonthLine> {
    let most = figures.months.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let line = |(first, count): &(jiff::civil::Date, i64)| MonthLine {
        month: t.month_year(first),
        count: t.integer(*count),
        width: count * 100 / most,
    };
    figures.months.iter().map(line).collect()
}
