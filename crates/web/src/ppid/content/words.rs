//! The words of codes of articles.

use domain::content::{Kind, Place, Rule, Standing, Writing};
use i18n::Texts;

/// A kind in the plural, as a room of the desk is called.
pub(crate) fn kind_name(t: &Texts, kind: Kind) -> String {
    match kind {
        Kind::Page => t.content_kind_page(),
        Kind::News => t.content_kind_news(),
        Kind::Regulation => t.content_kind_regulation(),
        Kind::Question => t.content_kind_question(),
    }
}

/// A page that every site has.
pub(crate) fn place_name(t: &Texts, place: Place) -> String {
    match place {
        Place::Profile => t.content_place_profile(),
        Place::Structure => t.content_place_structure(),
        Place::Duties => t.content_place_duties(),
        Place::LegalBasis => t.content_place_legal_basis(),
        Place::Reports => t.content_place_reports(),
    }
}

/// What a rule is.
pub(crate) fn rule_kind(t: &Texts, rule: Rule) -> String {
    match rule {
        Rule::Statute => t.content_rule_statute(),
        Rule::Government => t.content_rule_government(),
        Rule::President => t.content_rule_president(),
        Rule::Commission => t.content_rule_commission(),
        Rule::Supervisor => t.content_rule_supervisor(),
        Rule::Region => t.content_rule_region(),
        Rule::Decree => t.content_rule_decree(),
        Rule::Circular => t.content_rule_circular(),
        Rule::Other => t.content_rule_other(),
    }
}

/// *Undang-Undang Nomor 14 Tahun 2008*; empty where that is not known.
pub(crate) fn rule_name(t: &Texts, writing: &Writing) -> String {
    match (writing.rule, writing.year) {
        (Some(rule), Some(year)) => {
            t.content_rule_name(writing.number.as_str(), rule_kind(t, rule), year.to_string())
        }
        _ => String::new(),
    }
}

/// Whether a rule is in force.
pub(crate) fn standing_name(t: &Texts, standing: Standing) -> String {
    match standing {
        Standing::InForce => t.content_standing_in_force(),
        Standing::Amended => t.content_standing_amended(),
        Standing::Revoked => t.content_standing_revoked(),
    }
}
