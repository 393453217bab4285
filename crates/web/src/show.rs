//! Numbers and moments of the domain as people read them.

use domain::exact::{Exact, Rounding};
use i18n::Texts;
use jiff::Timestamp;

/// A number with at most `digits` decimals, without zeros at its end: `33,33`, `4`, `0,5`.
pub(crate) fn number(t: &Texts, exact: &Exact, digits: u8) -> String {
    t.decimal(&short(exact, digits))
}

/// Most decimals of a number that is shown whole.
const WHOLE: u8 = 30;

/// A whole number, nothing rounded: `87,5`, `4`; what has no finite decimals stays a fraction, `1/3`.
pub(crate) fn exact(t: &Texts, exact: &Exact) -> String {
    let decimals = short(exact, WHOLE);
    if decimals.parse().as_ref() == Ok(exact) { t.decimal(&decimals) } else { exact.to_string() }
}

/// A share of 0 to 1 in percent with at most two decimals: `66,67%`.
pub(crate) fn share(t: &Texts, share: &Exact) -> String {
    percent(t, &(share * &Exact::HUNDRED), 2)
}

/// A number of percent with at most `digits` decimals.
pub(crate) fn percent(t: &Texts, percent: &Exact, digits: u8) -> String {
    t.percent(&short(percent, digits))
}

fn short(exact: &Exact, digits: u8) -> String {
    let rounded = exact.rounded(digits, Rounding::HalfUp);
    match rounded.split_once('.') {
        Some((whole, decimals)) => {
            let decimals = decimals.trim_end_matches('0');
            if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") }
        }
        None => rounded,
    }
}

/// A number of a results file: as many decimals as it has there.
pub(crate) fn display(t: &Texts, number: &str) -> String {
    t.decimal(number)
}

/// An instant in the zone of a round, with that of Jakarta first where it is another.
pub(crate) fn moment(t: &Texts, at: Timestamp, of: domain::body::Zone) -> String {
    t.date_time_both(at, crate::moment::zone(of))
}

/// The word for an outcome.
pub(crate) fn outcome(t: &Texts, code: &str) -> String {
    match code {
        "scored" => t.result_outcome_scored(),
        "not_registered" => t.result_outcome_not_registered(),
        "not_submitted" => t.result_outcome_not_submitted(),
        _ => t.result_outcome_not_assessed(),
    }
}

/// The class of the colour of a category by its position from the highest, from 0; the lowest colour for all beyond five.
pub(crate) fn category_class(index: Option<usize>) -> &'static str {
    match index {
        None => "tb-cat-0",
        Some(0) => "tb-cat-1",
        Some(1) => "tb-cat-2",
        Some(2) => "tb-cat-3",
        Some(3) => "tb-cat-4",
        Some(_) => "tb-cat-5",
    }
}

#[cfg(test)]
mod tests {
    use i18n::Lang;

    use super::*;

    #[test]
    fn numbers_have_no_zeros_at_their_end() {
        let t = Texts::new(Lang::Id);
        let shown = |text: &str| number(&t, &text.parse().unwrap(), 2);
        assert_eq!(["1/3", "4", "1/2", "100", "1234.5"].map(shown), ["0,33", "4", "0,5", "100", "1.234,5"]);
        assert_eq!(share(&t, &"2/3".parse().unwrap()), "66,67%");
    }

    #[test]
    fn what_has_finite_decimals_is_no_fraction() {
        let t = Texts::new(Lang::Id);
        let shown = |text: &str| exact(&t, &text.parse().unwrap());
        assert_eq!(
            ["87.5", "1/3", "4", "0.6", "2/16", "1234.25"].map(shown),
            ["87,5", "1/3", "4", "0,6", "0,125", "1.234,25"]
        );
    }
}
