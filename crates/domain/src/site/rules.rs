//! What a round decides about the sites of its offices.

use serde::{Deserialize, Serialize};

use crate::codes::ComponentCode;
use crate::exact::Exact;
use crate::problem::{FieldProblem, Problem};

/// Most pages that must be there.
const PAGES_MOST: usize = 40;
/// Most links of one walk that a round can ask for.
const LINKS_MOST: u32 = 100;

/// A page that a site must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedPage {
    /// `[a-z0-9-]+`, unique in the round.
    pub code: String,
    /// What people read.
    pub title: String,
    /// A link leads to it whose text or address holds one of these, in small letters.
    pub words: Vec<String>,
}

/// What is looked for at the sites of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteRules {
    /// Pages that must be there.
    pub pages: Vec<WantedPage>,
    /// Most links and documents of one walk.
    pub links: u32,
    /// The component of the scheme that a confirmed lack of a page lowers. Absent: everything is advice.
    pub component: Option<ComponentCode>,
}

impl Default for SiteRules {
    fn default() -> Self {
        let page = |code: &str, title: &str, words: &[&str]| WantedPage {
            code: code.to_owned(),
            title: title.to_owned(),
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        Self {
            pages: vec![
                page("profil", "Profil PPID", &["profil", "profile"]),
                page("dip", "Daftar informasi publik", &["daftar informasi publik", "dip"]),
                page("berkala", "Informasi berkala", &["berkala"]),
                page("serta-merta", "Informasi serta-merta", &["serta merta", "serta-merta"]),
                page("setiap-saat", "Informasi setiap saat", &["setiap saat", "setiap-saat"]),
                page("permohonan", "Permohonan informasi", &["permohonan"]),
                page("keberatan", "Keberatan", &["keberatan"]),
                page("laporan", "Laporan layanan informasi", &["laporan"]),
            ],
            links: 40,
            component: None,
        }
    }
}

impl SiteRules {
    /// What is wrong with them. Fields: `site.pages`, `site.links`.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut found = Vec::new();
        let mut codes: Vec<&str> = Vec::new();
        for page in &self.pages {
            let is_code = !page.code.is_empty()
                && page.code.len() <= 40
                && page.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            let problem = if !is_code {
                Problem::NotACode
            } else if codes.contains(&page.code.as_str()) {
                Problem::Taken
            } else if page.title.is_empty() || page.words.iter().all(String::is_empty) {
                Problem::Required
            } else {
                codes.push(&page.code);
                continue;
            };
            found.push(FieldProblem::new("site.pages", problem));
            break;
        }
        if self.pages.len() > PAGES_MOST {
            found.push(FieldProblem::new("site.pages", Problem::TooLong { max: PAGES_MOST }));
        }
        if self.links > LINKS_MOST {
            let (min, max) = (Some("0".to_owned()), Some(LINKS_MOST.to_string()));
            found.push(FieldProblem::new("site.links", Problem::OutOfRange { min, max }));
        }
        found
    }

    /// The score of a site, 0 to 100: the share of the pages that must be there of which a lack is not confirmed. `lacking` are
    /// the codes of those that are. `None` where no page must be there.
    #[must_use]
    pub fn score(&self, lacking: &[String]) -> Option<Exact> {
        let there = self.pages.iter().filter(|page| !lacking.contains(&page.code)).count();
        (&Exact::from_count(there) * &Exact::HUNDRED).checked_div(&Exact::from_count(self.pages.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_have_bounds_and_a_score() {
        let rules = SiteRules::default();
        assert_eq!(rules.problems(), []);
        assert_eq!(rules.score(&[]).unwrap(), Exact::HUNDRED);
        assert_eq!(rules.score(&["dip".to_owned()]).unwrap().to_string(), "175/2");
        assert_eq!(SiteRules { pages: vec![], ..rules.clone() }.score(&[]), None);
        let mut twice = rules.clone();
        twice.pages[1].code = "profil".to_owned();
        twice.links = 101;
        let fields: Vec<String> = twice.problems().into_iter().map(|found| found.field).collect();
        assert_eq!(fields, ["site.pages", "site.links"]);
        let mut empty = rules;
        empty.pages[0].words.clear();
        assert_eq!(empty.problems()[0].problem, Problem::Required);
    }
}
