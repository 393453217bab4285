//! What is said of a test on pages and on paper.

use domain::exemption::{Ground, Term, Trigger};
use i18n::Texts;

/// A ground as people cite it, and what it says: *Pasal 17 huruf a angka 2: …*
#[must_use]
pub fn ground_name(t: &Texts, ground: Ground) -> String {
    let letter = ground.letter().code().to_string();
    let article = match ground.number() {
        Some(number) => t.exemption_article_number(letter, i64::from(number)),
        None => t.exemption_article(letter),
    };
    let words = t.by_key(&format!("exemption-ground-{ground}")).unwrap_or_default();
    format!("{article}: {words}")
}

/// How long, in words.
#[must_use]
pub fn term_words(t: &Texts, term: &Term) -> String {
    match term {
        Term::Until { day } => t.exemption_until(t.date(day)),
        Term::Condition { text } => t.exemption_until_condition(text.as_str()),
    }
}

/// Why a test is made, in words.
#[must_use]
pub fn trigger_name(t: &Texts, trigger: Trigger) -> String {
    match trigger {
        Trigger::Beforehand => t.exemption_trigger_beforehand(),
        Trigger::Request => t.exemption_trigger_request(),
        Trigger::Order => t.exemption_trigger_order(),
    }
}

#[cfg(test)]
mod tests {
    use i18n::Lang;

    use super::*;

    #[test]
    fn every_ground_has_words_in_both_languages() {
        for lang in [Lang::Id, Lang::En] {
            let t = Texts::new(lang);
            for ground in Ground::all() {
                assert!(!ground_name(&t, ground).ends_with(": "), "{ground}");
            }
        }
    }
}
