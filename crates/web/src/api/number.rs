//! Numbers that take part in scores.

use domain::exact::{Exact, Rounding};
use domain::results_file::Number;
use domain::scheme::Scheme;
use serde::Serialize;
use utoipa::ToSchema;

/// A number that takes part in scores, as text, so that nothing is lost on the way.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Number)]
pub(super) struct NumberDoc {
    /// The exact value: a fraction `p/q`, or `p`.
    #[schema(example = "267/4")]
    pub(super) exact: String,
    /// Rounded for people, with a decimal point.
    #[schema(example = "66.75")]
    pub(super) display: String,
}

impl NumberDoc {
    /// With two decimals.
    pub(super) fn rounded(number: &Exact) -> Self {
        Self { exact: number.to_string(), display: number.rounded(2, Rounding::HalfUp) }
    }

    /// As the scheme rounds.
    pub(super) fn of(number: &Exact, scheme: &Scheme) -> Self {
        Self { exact: number.to_string(), display: scheme.display.show(number) }
    }
}

impl From<&Number> for NumberDoc {
    fn from(number: &Number) -> Self {
        Self { exact: number.exact.to_string(), display: number.display.clone() }
    }
}
