//! What each who judged an answer said, side by side: on the screen of an item, and as a table of an office.

use app::values::{Said, Values};
use domain::body::Zone;
use domain::exact::Exact;
use domain::scoring::{Found, SelfShare};
use domain::tier::Tier;
use i18n::Texts;

use crate::show;

/// One who judged an answer, in words.
#[derive(Debug)]
pub(crate) struct ValueLine {
    /// Whose value.
    pub(crate) whose: String,
    /// The share.
    pub(crate) share: String,
    /// By whom and when; empty for what nobody said.
    pub(crate) by: String,
    /// Why.
    pub(crate) reason: String,
    /// Whether it is what counts.
    pub(crate) is_final: bool,
}

/// The lines of an item: claim, province, second reading, appeal, and what counts. A tier that has not spoken says so.
pub(crate) fn lines(
    t: &Texts,
    values: &Values,
    weight: &Exact,
    zone: Zone,
    by_system: bool,
) -> Vec<ValueLine> {
    let mut lines = vec![ValueLine {
        whose: t.verification_value_claimed(),
        share: claimed(t, &values.claimed, weight),
        by: String::new(),
        reason: String::new(),
        is_final: false,
    }];
    if !by_system {
        let shown = Tier::ALL.into_iter().filter(|tier| is_usual(*tier) || values.tiers.get(*tier).is_some());
        lines.extend(shown.map(|tier| line(t, tier, values.tiers.get(tier), weight, zone)));
    }
    lines.push(ValueLine {
        whose: t.verification_value_final(),
        share: counts(t, &values.counts, weight),
        by: match values.counting_tier() {
            Some(tier) if !by_system => t.verification_value_counts(tier_words(t, tier)),
            _ if by_system => t.review_system(),
            _ => String::new(),
        },
        reason: String::new(),
        is_final: true,
    });
    lines
}

fn line(t: &Texts, tier: Tier, said: Option<&Said>, weight: &Exact, zone: Zone) -> ValueLine {
    ValueLine {
        whose: tier_words(t, tier),
        share: said.map_or_else(|| t.verification_value_none(), |said| share_points(t, &said.share, weight)),
        by: said
            .map(|said| t.review_history_entry(said.by.as_str(), show::moment(t, said.at, zone)))
            .unwrap_or_default(),
        reason: said.map(|said| said.reason.clone()).unwrap_or_default(),
        is_final: false,
    }
}

/// Whether a tier has its place even where it has not spoken. A correction after the announcement is an exception.
const fn is_usual(tier: Tier) -> bool {
    !matches!(tier, Tier::Correction)
}

/// The tiers that a table of these values shows.
pub(crate) fn tiers_shown<'v>(values: impl IntoIterator<Item = &'v Values>) -> Vec<Tier> {
    let corrected = values.into_iter().any(|values| values.tiers.correction.is_some());
    Tier::ALL.into_iter().filter(|tier| is_usual(*tier) || corrected).collect()
}

/// What people call a tier.
pub(crate) fn tier_words(t: &Texts, tier: Tier) -> String {
    match tier {
        Tier::Provincial => t.verification_value_provincial(),
        Tier::National => t.verification_value_national(),
        Tier::Appeal => t.verification_value_appeal(),
        Tier::Correction => t.verification_value_correction(),
    }
}

/// What the office claims, in words.
pub(crate) fn claimed(t: &Texts, claimed: &SelfShare, weight: &Exact) -> String {
    match claimed {
        SelfShare::Share(share) => share_points(t, share, weight),
        SelfShare::Unanswered => t.review_unanswered(),
        SelfShare::NotEstimable => t.review_not_estimable(),
        SelfShare::NotApplicable => t.review_not_applicable(),
    }
}

/// What counts, in words.
pub(crate) fn counts(t: &Texts, counts: &Found, weight: &Exact) -> String {
    match counts {
        Found::Share(share) => share_points(t, share, weight),
        Found::NotApplicable => t.review_not_applicable(),
        Found::Unanswered | Found::Unreviewed => t.review_not_reviewed(),
    }
}

fn share_points(t: &Texts, share: &Exact, weight: &Exact) -> String {
    t.review_share_points(show::share(t, share), show::number(t, weight, 4))
}

/// The cells of one question in the table of an office, short: claim, these tiers, final.
pub(crate) fn cells(t: &Texts, values: &Values, tiers: &[Tier], by_system: bool) -> Vec<String> {
    let claimed = match &values.claimed {
        SelfShare::Share(share) => show::share(t, share),
        SelfShare::Unanswered => t.review_unanswered(),
        SelfShare::NotEstimable => t.verification_value_none(),
        SelfShare::NotApplicable => t.review_not_applicable(),
    };
    let counts = match &values.counts {
        Found::Share(share) => show::share(t, share),
        Found::NotApplicable => t.review_not_applicable(),
        Found::Unanswered | Found::Unreviewed => t.verification_value_none(),
    };
    let of = |tier: Tier| match values.tiers.get(tier) {
        _ if by_system && tier == Tier::Provincial => t.review_system(),
        Some(said) => show::share(t, &said.share),
        None => t.verification_value_none(),
    };
    std::iter::once(claimed).chain(tiers.iter().copied().map(of)).chain(std::iter::once(counts)).collect()
}
