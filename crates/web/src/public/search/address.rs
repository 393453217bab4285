//! Addresses of searches: every search has one that stays.

use app::public::{Asked, Order};
use serde::Deserialize;

/// What stands in the address. What is no year or page is not looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Address {
    /// What was typed.
    pub(super) q: String,
    /// Class of the information.
    pub(super) kelas: String,
    /// Code of an office.
    pub(super) badan: String,
    /// Year.
    pub(super) tahun: String,
    /// Form.
    pub(super) bentuk: String,
    /// `terbaru`: the newest first.
    pub(super) urut: String,
    /// Page.
    pub(super) hal: String,
}

/// The order that is not the usual one.
pub(super) const NEWEST: &str = "terbaru";

impl Address {
    /// What is asked.
    pub(super) fn asked(&self) -> Asked {
        let named = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Asked {
            text: self.q.clone(),
            class: named(&self.kelas),
            body: named(&self.badan),
            year: self.tahun.trim().parse().ok(),
            form: named(&self.bentuk),
            order: if self.urut == NEWEST { Order::Newest } else { Order::Best },
            page: self.hal.parse().unwrap_or(1),
        }
    }

    /// Whether anything is asked that narrows what is shown.
    pub(super) fn is_narrowed(&self) -> bool {
        [&self.kelas, &self.badan, &self.tahun, &self.bentuk].into_iter().any(|text| !text.trim().is_empty())
    }

    /// The same search with something else in it; from its first page, unless that is what changes.
    pub(super) fn with(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut address = Self { hal: String::new(), ..self.clone() };
        change(&mut address);
        address
    }

    /// The question mark and what follows it, always in the same order; empty where nothing is asked.
    pub(super) fn query(&self) -> String {
        let parts = [
            ("q", &self.q),
            ("kelas", &self.kelas),
            ("badan", &self.badan),
            ("tahun", &self.tahun),
            ("bentuk", &self.bentuk),
            ("urut", &self.urut),
            ("hal", &self.hal),
        ];
        let parts = parts.map(|(name, value)| (name, value.trim()));
        let asked: Vec<_> = parts.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        match serde_urlencoded::to_string(asked) {
            Ok(query) if !query.is_empty() => format!("?{query}"),
            _ => String::new(),
        }
    }

    /// The address of the page.
    pub(super) fn page(&self) -> String {
        format!("/informasi{}", self.query())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_asked_and_nothing_else() {
        let address = Address {
            q: " laporan & dana ".into(),
            tahun: "2024".into(),
            hal: "3".into(),
            ..Address::default()
        };
        assert_eq!(address.page(), "/informasi?q=laporan+%26+dana&tahun=2024&hal=3");
        assert_eq!(address.with(|address| address.tahun.clear()).page(), "/informasi?q=laporan+%26+dana");
        assert_eq!(Address::default().page(), "/informasi");
    }

    #[test]
    fn what_is_no_year_or_page_is_not_looked_at() {
        let address =
            Address { tahun: "kemarin".into(), hal: "-1".into(), kelas: "  ".into(), ..Address::default() };
        let asked = address.asked();
        assert_eq!((asked.year, asked.page, asked.class), (None, 1, None));
    }
}
