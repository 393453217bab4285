//! How the site of an office looks: its colours, what stands at its foot, where else it can be found.

mod contrast;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

pub use contrast::{Contrast, darker_that_passes};

use crate::problem::{FieldProblem, Problem};

/// Most characters of the text at the foot.
pub const FOOTER_MAX: usize = 300;
/// Most addresses of an office elsewhere.
pub const LINKS_MAX: usize = 6;
/// Most characters of such an address.
const LINK_MAX: usize = 200;
/// Most bytes of a logo as it is sent.
pub const LOGO_MAX: u64 = 1024 * 1024;
/// Types of pictures that a logo may have. SVG is none of them: it can act.
pub const LOGO_TYPES: [&str; 3] = ["png", "jpg", "webp"];

/// A colour of the screen: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// The colour with `share` 255ths of each channel.
    #[must_use]
    pub fn dimmed(self, share: u16) -> Self {
        let dim = |channel: u8| u8::try_from(u16::from(channel) * share.min(255) / 255).unwrap_or(channel);
        Self(self.0.map(dim))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl FromStr for Colour {
    type Err = BadColour;

    /// Reads `#0b5a5e`, `0B5A5E` and `#0be`.
    fn from_str(text: &str) -> Result<Self, BadColour> {
        let digits = text.trim().trim_start_matches('#');
        let digits: Vec<u8> = digits
            .chars()
            .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()
            .ok_or(BadColour)?;
        match digits[..] {
            [r, g, b] => Ok(Self([r * 17, g * 17, b * 17])),
            [r1, r2, g1, g2, b1, b2] => Ok(Self([r1 * 16 + r2, g1 * 16 + g2, b1 * 16 + b2])),
            _ => Err(BadColour),
        }
    }
}

impl TryFrom<String> for Colour {
    type Error = BadColour;

    fn try_from(text: String) -> Result<Self, BadColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

/// Not a colour of three or six hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a colour such as #0b5a5e")]
pub struct BadColour;

/// Colours that are offered, by the code of their name. White can be read on each of them, and each on white.
pub const PALETTE: [(&str, Colour); 8] = [
    ("teal", Colour([0x0b, 0x5a, 0x5e])),
    ("blue", Colour([0x1d, 0x4e, 0x89])),
    ("navy", Colour([0x1b, 0x26, 0x4f])),
    ("green", Colour([0x1e, 0x5e, 0x3a])),
    ("maroon", Colour([0x7a, 0x1f, 0x2b])),
    ("brown", Colour([0x6b, 0x3e, 0x1d])),
    ("purple", Colour([0x4b, 0x2e, 0x83])),
    ("grey", Colour([0x37, 0x41, 0x51])),
];

/// The look of an office's site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Ground of the header, under white text.
    pub header: Colour,
    /// Colour of links and lines, on white.
    pub accent: Colour,
    /// What stands at the foot of each page; may be empty.
    pub footer: String,
    /// Addresses of the office elsewhere, `https` alone.
    pub links: Vec<String>,
}

impl Default for Look {
    fn default() -> Self {
        let usual = PALETTE[0].1;
        Self { header: usual, accent: usual, footer: String::new(), links: Vec::new() }
    }
}

/// A look as a person typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Ground of the header, in hexadecimal digits.
    pub header: String,
    /// Colour of links.
    pub accent: String,
    /// Text at the foot.
    pub footer: String,
    /// Addresses, one a line.
    pub links: String,
}

impl Typed {
    /// A look as its form shows it.
    #[must_use]
    pub fn from_look(look: &Look) -> Self {
        Self {
            header: look.header.to_string(),
            accent: look.accent.to_string(),
            footer: look.footer.clone(),
            links: look.links.join("\n"),
        }
    }

    /// The look, or all that is wrong with it. Fields: `header`, `accent`, `footer`, `links`.
    ///
    /// # Errors
    /// Every problem with its field.
    pub fn read(&self) -> Result<Look, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut colour = |field: &str, typed: &str| match colour(typed) {
            Ok(colour) => colour,
            Err(problem) => {
                problems.push(FieldProblem::new(field, problem));
                Colour::BLACK
            }
        };
        let (header, accent) = (colour("header", &self.header), colour("accent", &self.accent));
        let footer = self.footer.replace("\r\n", "\n").trim().to_owned();
        if footer.chars().count() > FOOTER_MAX {
            problems.push(FieldProblem::new("footer", Problem::TooLong { max: FOOTER_MAX }));
        }
        if footer.chars().any(|c| crate::assessment::is_forbidden(c) && c != '\n') {
            problems.push(FieldProblem::new("footer", Problem::BadCharacters));
        }
        let links = links(&self.links).unwrap_or_else(|problem| {
            problems.push(FieldProblem::new("links", problem));
            Vec::new()
        });
        if problems.is_empty() { Ok(Look { header, accent, footer, links }) } else { Err(problems) }
    }
}

/// A colour that stands against white.
fn colour(typed: &str) -> Result<Colour, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::Required);
    }
    let colour: Colour = typed.parse().map_err(|_| Problem::NotAColour)?;
    let contrast = Contrast::of(colour, Colour::WHITE);
    if contrast.is_enough() {
        return Ok(colour);
    }
    let nearest = darker_that_passes(colour).to_string();
    Err(Problem::LowContrast { ratio: contrast.ratio(), nearest })
}

fn links(typed: &str) -> Result<Vec<String>, Problem> {
    let lines: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > LINKS_MAX {
        return Err(Problem::TooManyLines { max: LINKS_MAX });
    }
    lines.into_iter().map(link).collect()
}

fn link(line: &str) -> Result<String, Problem> {
    if line.chars().count() > LINK_MAX {
        return Err(Problem::TooLong { max: LINK_MAX });
    }
    let url = Url::parse(line).map_err(|_| Problem::NotASecureLink)?;
    let is_right = url.scheme() == "https"
        && url.domain().is_some_and(|domain| domain.contains('.'))
        && url.username().is_empty()
        && url.password().is_none()
        && url.port().is_none();
    if is_right { Ok(url.into()) } else { Err(Problem::NotASecureLink) }
}

/// What an address elsewhere is called: the name of a well-known service, else its host.
#[must_use]
pub fn link_name(address: &str) -> String {
    const KNOWN: [(&str, &str); 7] = [
        ("instagram.com", "Instagram"),
        ("facebook.com", "Facebook"),
        ("youtube.com", "YouTube"),
        ("tiktok.com", "TikTok"),
        ("x.com", "X"),
        ("twitter.com", "X"),
        ("linkedin.com", "LinkedIn"),
    ];
    let host = Url::parse(address).ok().and_then(|url| url.domain().map(str::to_owned)).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let known = KNOWN.iter().find(|(domain, _)| host == *domain);
    known.map_or_else(|| host.to_owned(), |(_, name)| (*name).to_owned())
}

impl Look {
    /// The style sheet of the office: its colours as custom properties, nothing else.
    #[must_use]
    pub fn style_sheet(&self) -> String {
        let (header, accent) = (self.header, self.accent);
        let deep = header.dimmed(160);
        let hover = accent.dimmed(160);
        format!(
            ":root{{--tb-header:{header};--tb-brand:{accent};--tb-brand-deep:{deep};--govuk-brand-colour:{accent};\
             --govuk-link-colour:{accent};--govuk-link-hover-colour:{hover}}}\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> Typed {
        Typed { header: "#1D4E89".to_owned(), accent: "7a1f2b".to_owned(), ..Typed::default() }
    }

    #[test]
    fn everything_offered_can_be_read() {
        for (name, colour) in PALETTE {
            assert!(Contrast::of(colour, Colour::WHITE).is_enough(), "{name}");
        }
    }

    #[test]
    fn a_look_is_read_and_typed_back() {
        let look = Typed {
            footer: " Jalan Cristopel Mihing\r\nKasongan ".to_owned(),
            links: "https://www.instagram.com/bawaslu_katingan\n\n https://youtube.com/@katingan ".to_owned(),
            ..typed()
        };
        let look = look.read().unwrap();
        assert_eq!(look.header.to_string(), "#1d4e89");
        assert_eq!(look.footer, "Jalan Cristopel Mihing\nKasongan");
        assert_eq!(Typed::from_look(&look).read().unwrap(), look);
        assert_eq!(link_name(&look.links[0]), "Instagram");
        assert_eq!(link_name("https://katingankab.go.id/ppid"), "katingankab.go.id");
        let text = serde_json::to_string(&look).unwrap();
        assert_eq!(serde_json::from_str::<Look>(&text).unwrap(), look);
    }

    #[test]
    fn a_colour_that_is_too_light_is_refused_with_the_next_that_is_not() {
        let problems = Typed { header: "#ff8800".to_owned(), ..typed() }.read().unwrap_err();
        let Problem::LowContrast { ratio, nearest } = &problems[0].problem else { panic!("{problems:?}") };
        assert_eq!((problems[0].field.as_str(), ratio.as_str()), ("header", "2.39"));
        assert!(Typed { header: nearest.clone(), ..typed() }.read().is_ok(), "{nearest}");
    }

    #[test]
    fn z08_nothing_but_colours_and_https_gets_in() {
        for bad in ["", "red", "#12345", "#1234567", "url(x)", "#0b5a5e;}", "expression(1)", "#ggg", "٣٣٣"]
        {
            assert!(Typed { header: bad.to_owned(), ..typed() }.read().is_err(), "{bad}");
        }
        for bad in [
            "http://instagram.com/a",
            "javascript:alert(1)",
            "https://user:pass@instagram.com",
            "https://10.0.0.1/",
            "https://localhost/",
            "https://instagram.com:8443/",
            "//instagram.com/a",
            "data:text/html,x",
        ] {
            let problems = Typed { links: bad.to_owned(), ..typed() }.read().unwrap_err();
            assert_eq!(problems[0].problem, Problem::NotASecureLink, "{bad}");
        }
        let many = "https://x.com/a\n".repeat(LINKS_MAX + 1);
        assert!(Typed { links: many, ..typed() }.read().is_err());
        let footer = "x".repeat(FOOTER_MAX + 1);
        assert!(Typed { footer, ..typed() }.read().is_err());
        assert!(Typed { footer: "a\u{202e}b".to_owned(), ..typed() }.read().is_err());
    }

    #[test]
    fn the_style_sheet_holds_colours_alone() {
        let sheet = typed().read().unwrap().style_sheet();
        assert!(sheet.starts_with(":root{--tb-header:#1d4e89;--tb-brand:#7a1f2b;"), "{sheet}");
        assert!(!sheet.contains("url(") && sheet.matches('{').count() == 1);
    }
}
