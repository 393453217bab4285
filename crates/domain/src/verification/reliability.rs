//! How far two readings of the same answers agree. These are statistics about judging, not scores: they decide nothing by
//! themselves, so they are ordinary floating-point numbers.

use std::collections::BTreeMap;

use crate::exact::{Exact, Rounding};

/// One answer read twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The share that the province gave.
    pub first: Exact,
    /// The share that the second reader gave.
    pub second: Exact,
}

/// How many of some things have a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// With the property.
    pub hits: u32,
    /// All.
    pub of: u32,
}

impl Count {
    /// The part of all, 0 to 1; nothing of nothing.
    #[must_use]
    pub fn rate(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.hits) / f64::from(self.of))
    }
}

/// A mean with the bounds of its 95 % confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// Lower and upper bound; absent with fewer than two values.
    pub bounds: Option<(f64, f64)>,
}

/// How many pairs agree exactly.
#[must_use]
pub fn agreement<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> Count {
    pairs.into_iter().fold(Count::default(), |count, pair| Count {
        hits: count.hits + u32::from(pair.first == pair.second),
        of: count.of + 1,
    })
}

/// Krippendorff's alpha of pairs of shares, with the shares that occur as ordered levels; see [`ordinal_alpha`].
#[must_use]
pub fn alpha(pairs: &[Pair]) -> Option<f64> {
    let mut levels: Vec<&Exact> = pairs.iter().flat_map(|pair| [&pair.first, &pair.second]).collect();
    levels.sort();
    levels.dedup();
    let level = |share: &Exact| levels.binary_search(&share).ok();
    let units: Vec<Vec<usize>> =
        pairs.iter().filter_map(|pair| Some(vec![level(&pair.first)?, level(&pair.second)?])).collect();
    ordinal_alpha(&units)
}

/// Krippendorff's alpha for ordinal data: 1 where all readers always agree, 0 where they agree as chance would have it,
/// below 0 where they agree less than that. A unit holds the levels (0 the lowest) that its readers gave, any number of
/// readers; a unit with fewer than two is left out.
///
/// With `o(c,k)` the coincidences (each ordered pair of values of a unit of `m` values counts `1/(m − 1)`), `n(c)` their row
/// sums and `n` the sum of those: `alpha = 1 − (n − 1) · Σ o(c,k)·δ²(c,k) / Σ n(c)·n(k)·δ²(c,k)`, over `c < k`, where
/// `δ(c,k) = n(c)/2 + Σ n(g) for c < g < k + n(k)/2`. From K. Krippendorff, *Computing Krippendorff's Alpha-Reliability*
/// (2011), part D.
///
/// `None` where nothing was read twice or only one level occurs: then nothing could disagree and alpha is not defined.
#[must_use]
pub fn ordinal_alpha(units: &[Vec<usize>]) -> Option<f64> {
    let mut coincidences: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let others = f64::from(u32::try_from(unit.len() - 1).ok()?);
        for (at, low) in unit.iter().enumerate() {
            *sums.entry(*low).or_default() += 1.0;
            let rest = unit.iter().enumerate().filter(|(other, _)| *other != at);
            for (_, high) in rest.filter(|(_, high)| low < high) {
                // The pair in its other order falls below the diagonal; the half above is enough.
                *coincidences.entry((*low, *high)).or_default() += 1.0 / others;
            }
        }
    }
    let all: f64 = sums.values().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (low, of_low) in &sums {
        for (high, of_high) in sums.range(low + 1..) {
            let between: f64 = sums.range(low + 1..*high).map(|(_, count)| count).sum();
            let distance = (of_low / 2.0 + between + of_high / 2.0).powi(2);
            observed += coincidences.get(&(*low, *high)).copied().unwrap_or(0.0) * distance;
            expected += of_low * of_high * distance;
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

/// How much less or more the first readers give than the second: the mean of `first − second`, with the 95 % interval by
/// Student's t. Below 0 the province is stricter than the second reading.
#[must_use]
pub fn shift(pairs: &[Pair]) -> Option<Interval> {
    let differences: Vec<f64> =
        pairs.iter().filter_map(|pair| float(&(&pair.first - &pair.second))).collect();
    let count = u32::try_from(differences.len()).ok().filter(|count| *count > 0)?;
    let n = f64::from(count);
    let mean = differences.iter().sum::<f64>() / n;
    let bounds = (count > 1).then(|| {
        let squares: f64 = differences.iter().map(|difference| (difference - mean).powi(2)).sum();
        let error = (squares / (n - 1.0) / n).sqrt() * student(count - 1);
        (mean - error, mean + error)
    });
    Some(Interval { mean, bounds })
}

/// Whether something happens more often here than everywhere: the lower bound of the 95 % Wilson interval of its rate lies
/// above the rate over all.
#[must_use]
pub fn stands_out(here: Count, everywhere: Count) -> bool {
    let (Some(rate), Some(usual)) = (here.rate(), everywhere.rate()) else { return false };
    let n = f64::from(here.of);
    let z2 = Z * Z;
    let centre = rate + z2 / (2.0 * n);
    let spread = Z * (rate * (1.0 - rate) / n + z2 / (4.0 * n * n)).sqrt();
    (centre - spread) / (1.0 + z2 / n) > usual
}

/// The 97.5 % point of the normal distribution.
const Z: f64 = 1.959_963_985;

/// The 97.5 % points of Student's t for 1 to 30 degrees of freedom.
const STUDENT: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/// The 97.5 % point of Student's t; beyond the table by the first terms of its expansion around the normal distribution.
fn student(freedom: u32) -> f64 {
    let index = usize::try_from(freedom).ok().and_then(|freedom| freedom.checked_sub(1));
    index.and_then(|index| STUDENT.get(index)).copied().unwrap_or_else(|| {
        let v = f64::from(freedom.max(1));
        Z + (Z.powi(3) + Z) / (4.0 * v) + (5.0 * Z.powi(5) + 16.0 * Z.powi(3) + 3.0 * Z) / (96.0 * v * v)
    })
}

/// A share as a floating-point number, for statistics alone.
fn float(exact: &Exact) -> Option<f64> {
    exact.rounded(15, Rounding::HalfUp).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(first: &str, second: &str) -> Pair {
        Pair { first: first.parse().expect("a share"), second: second.parse().expect("a share") }
    }

    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("a number");
        assert!((found - expected).abs() < 0.000_5, "{found} is not {expected}");
    }

    /// The example of Krippendorff (2011), part C and D: four observers, twelve units, five values, some missing. The paper
    /// gives 0.743 for nominal, 0.815 for ordinal and 0.849 for interval data.
    #[test]
    fn the_published_example_of_krippendorff() {
        let units: [&[usize]; 12] = [
            &[1, 1, 1],
            &[2, 2, 3, 2],
            &[3, 3, 3, 3],
            &[3, 3, 3, 3],
            &[2, 2, 2, 2],
            &[1, 2, 3, 4],
            &[4, 4, 4, 4],
            &[1, 1, 2, 1],
            &[2, 2, 2, 2],
            &[5, 5, 5],
            &[1, 1],
            &[3],
        ];
        let units: Vec<Vec<usize>> = units.into_iter().map(<[usize]>::to_vec).collect();
        near(ordinal_alpha(&units), 0.815);
    }

    /// Worked by hand: pairs (1,1), (1,1), (3/5,0), (0,0) on the levels 0, 3/5, 1. Values: n(0) = 3, n(3/5) = 1, n(1) = 4,
    /// n = 8. One disagreement, o(0,3/5) = 1, with δ² = (3/2 + 1/2)² = 4. Expected: 0–3/5: 3·1·4 = 12;
    /// 0–1: 3·4·(3/2 + 1 + 2)² = 12·20.25 = 243; 3/5–1: 1·4·(1/2 + 2)² = 25; together 280. alpha = 1 − 7·4/280 = 0.9.
    #[test]
    fn alpha_of_four_pairs_by_hand() {
        let pairs = [pair("1", "1"), pair("1", "1"), pair("0.6", "0"), pair("0", "0")];
        near(alpha(&pairs), 0.9);
        assert_eq!(agreement(&pairs), Count { hits: 3, of: 4 });
    }

    #[test]
    fn where_nothing_could_disagree_alpha_is_not_defined() {
        assert_eq!(alpha(&[]), None);
        assert_eq!(alpha(&[pair("1", "1"), pair("1", "1")]), None);
        near(alpha(&[pair("1", "1"), pair("0", "0")]), 1.0);
    }

    /// Differences −0.4, 0, −0.4, 0: mean −0.2, standard deviation 0.2309, standard error 0.1155, t(3) = 3.182.
    #[test]
    fn a_shift_has_the_interval_of_student() {
        let pairs = [pair("0.6", "1"), pair("1", "1"), pair("0.2", "0.6"), pair("0", "0")];
        let shift = shift(&pairs).expect("a shift");
        near(Some(shift.mean), -0.2);
        let (low, high) = shift.bounds.expect("an interval");
        near(Some(low), -0.567_4);
        near(Some(high), 0.167_4);
        assert_eq!(super::shift(&pairs[..1]).map(|one| one.bounds), Some(None));
        assert_eq!(super::shift(&[]), None);
    }

    #[test]
    fn the_points_of_student_go_on_behind_the_table() {
        near(Some(student(30)), 2.042);
        near(Some(student(31)), 2.039_5);
        near(Some(student(60)), 2.000_3);
        near(Some(student(100_000)), 1.960);
    }

    #[test]
    fn few_readings_do_not_stand_out() {
        let usual = Count { hits: 10, of: 100 };
        assert!(!stands_out(Count { hits: 1, of: 1 }, Count { hits: 30, of: 100 }));
        assert!(stands_out(Count { hits: 6, of: 8 }, usual));
        assert!(!stands_out(Count { hits: 1, of: 8 }, usual));
        assert!(!stands_out(Count { hits: 0, of: 0 }, usual));
    }
}
