//! The two languages and how one is chosen.

/// A language of the product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Indonesian, the first language.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// Both, the first language first.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// `id` or `en`, as in the `lang` attribute of a page (BCP 47).
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language's name in itself, as shown in the language switch.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Id => "Bahasa Indonesia",
            Self::En => "English",
        }
    }

    /// The other language, to which the language switch leads.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }

    /// Reads a language tag: `id`, `in` (the code of Indonesian before 1989, still sent by old Android), `en`, each
    /// with any region. Anything else is `None`.
    pub fn from_code(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().trim();
        if primary.eq_ignore_ascii_case("id") || primary.eq_ignore_ascii_case("in") {
            Some(Self::Id)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    /// The language for a request: the person's own setting, else the cookie of the language switch, else what the
    /// browser prefers (`Accept-Language`, RFC 9110 section 12.5.4), else Indonesian.
    pub fn negotiate(setting: Option<Self>, cookie: Option<&str>, accept_language: Option<&str>) -> Self {
        Self::wanted(setting, cookie, accept_language).unwrap_or_default()
    }

    /// As [`Self::negotiate`]; `None` where nobody wants a language that there is.
    pub fn wanted(
        setting: Option<Self>,
        cookie: Option<&str>,
        accept_language: Option<&str>,
    ) -> Option<Self> {
        setting
            .or_else(|| cookie.and_then(Self::from_code))
            .or_else(|| accept_language.and_then(Self::preferred))
    }

    fn preferred(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for item in header.split(',') {
            let mut parts = item.split(';');
            let Some(lang) = parts.next().and_then(Self::from_code) else { continue };
            let weight =
                parts.find_map(|part| part.trim().strip_prefix("q=").map(thousandths)).unwrap_or(1000);
            if weight > 0 && best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }
}

/// A quality value (`0` to `1` with up to three decimals) in thousandths; 0 when it is malformed.
fn thousandths(text: &str) -> u16 {
    let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    match whole {
        "1" => 1000,
        "0" => format!("{fraction:0<3}").parse().unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn setting_then_cookie_then_browser_then_indonesian() {
        assert_eq!(Lang::negotiate(Some(Lang::En), Some("id"), Some("id")), Lang::En);
        assert_eq!(Lang::negotiate(None, Some("en"), Some("id")), Lang::En);
        assert_eq!(Lang::negotiate(None, Some("xx"), Some("en-GB,en;q=0.9")), Lang::En);
        assert_eq!(Lang::negotiate(None, None, None), Lang::Id);
        assert_eq!(Lang::negotiate(None, None, Some("fr, de;q=0.8, *;q=0.1")), Lang::Id);
    }

    #[test]
    fn weights_decide_and_the_first_wins_a_tie() {
        assert_eq!(Lang::negotiate(None, None, Some("en;q=0.5, id;q=0.9")), Lang::Id);
        assert_eq!(Lang::negotiate(None, None, Some("en, id")), Lang::En);
        assert_eq!(Lang::negotiate(None, None, Some("en;q=0, id;q=0.001")), Lang::Id);
        assert_eq!(Lang::negotiate(None, None, Some("in-ID, en;q=0.9")), Lang::Id);
        assert_eq!(Lang::negotiate(None, None, Some("en;q=7, ;;, q=")), Lang::Id);
        assert_eq!(Lang::negotiate(None, None, Some("en;q=0.99999")), Lang::Id);
    }
}
