//! Public bodies: a tree of offices of any depth.

pub mod import;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::codes::BodyCode;
use crate::facts::Position;

/// Where in the tree a body stands. Bawaslu has three levels; other programmes bring their own words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The national office (RI).
    National,
    /// A province.
    Province,
    /// A regency or a city.
    Regency,
    /// Any other level, by its code (`village`, `agency`, …).
    Other(String),
}

impl Level {
    /// The code as it stands in files and in the database.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::National => "national",
            Self::Province => "province",
            Self::Regency => "regency",
            Self::Other(code) => code,
        }
    }
}

impl FromStr for Level {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        match text {
            "national" => Ok(Self::National),
            "province" => Ok(Self::Province),
            "regency" => Ok(Self::Regency),
            other if is_code(other) => Ok(Self::Other(other.to_owned())),
            _ => Err(BadCode),
        }
    }
}

fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_'))
}

/// A code that is empty, too long, or has characters other than `a-z 0-9 - _`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 to 40 of a-z, 0-9, '-' and '_'")]
pub struct BadCode;

/// The three time zones of Indonesia; none has summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Zone {
    /// *Waktu Indonesia Barat*, UTC+7.
    Wib,
    /// *Waktu Indonesia Tengah*, UTC+8.
    Wita,
    /// *Waktu Indonesia Timur*, UTC+9.
    Wit,
}

impl Zone {
    /// All zones, from west to east.
    pub const ALL: [Self; 3] = [Self::Wib, Self::Wita, Self::Wit];

    /// `WIB`, `WITA` or `WIT`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// Hours ahead of UTC.
    #[must_use]
    pub const fn hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The zone for calendar arithmetic.
    #[must_use]
    pub fn time_zone(self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::fixed(jiff::tz::offset(self.hours()))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Zone {
    type Err = BadZone;

    fn from_str(text: &str) -> Result<Self, BadZone> {
        Self::ALL.into_iter().find(|zone| zone.code().eq_ignore_ascii_case(text)).ok_or(BadZone)
    }
}

/// Not one of the three zones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected WIB, WITA or WIT")]
pub struct BadZone;

/// A telephone number of Indonesia in international form without the plus sign (`6281234567890`), as `wa.me` links
/// want it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Phone(String);

impl Phone {
    /// The digits, country code first.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Phone {
    /// `+62 812-3456-7890`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let national = &self.0[2..];
        write!(f, "+62 {}", &national[..3])?;
        let mut rest = &national[3..];
        while !rest.is_empty() {
            let (group, tail) = rest.split_at(rest.len().min(4));
            write!(f, "-{group}")?;
            rest = tail;
        }
        Ok(())
    }
}

impl FromStr for Phone {
    type Err = BadPhone;

    /// Reads `0812-3456-7890`, `+62 812 3456 7890` or `62812…`; 9 to 13 digits after the country code.
    fn from_str(text: &str) -> Result<Self, BadPhone> {
        let mut digits = String::with_capacity(15);
        for (at, c) in text.trim().chars().enumerate() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if at == 0 => {}
                ' ' | '-' | '.' | '(' | ')' => {}
                _ => return Err(BadPhone),
            }
        }
        let national = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0')).ok_or(BadPhone)?;
        if !(8..=13).contains(&national.len()) || national.starts_with('0') {
            return Err(BadPhone);
        }
        Ok(Self(format!("62{national}")))
    }
}

/// Not a telephone number of Indonesia.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a number such as 0812-3456-7890")]
pub struct BadPhone;

/// The name of a body in addresses: `kabupaten-katingan`. Lower-case ASCII letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Slugs that the program's own pages use; no body can have them.
const RESERVED: &[&str] = &[
    "akun",
    "aksesibilitas",
    "api",
    "assets",
    "baca",
    "badan",
    "bagikan",
    "berkas",
    "bukti",
    "bantuan",
    "csp-report",
    "healthz",
    "hasil",
    "informasi",
    "keluar",
    "kontak",
    "lupa",
    "masuk",
    "meja",
    "metrics",
    "nasional",
    "pemberitahuan",
    "penilaian",
    "pengguna",
    "privasi",
    "readyz",
    "robots",
    "sandi",
    "saq",
    "siklus",
    "sitemap",
    "uji-akses",
    "undangan",
    "verifikasi",
];

impl Slug {
    /// A slug made from a name, or `None` when nothing usable is left of it.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut slug = String::with_capacity(name.len());
        for c in name.chars() {
            if c.is_ascii_alphanumeric() {
                slug.push(c.to_ascii_lowercase());
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        let mut slug: String = slug.chars().take(80).collect();
        while slug.ends_with('-') {
            slug.pop();
        }
        slug.parse().ok()
    }

    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Slug {
    type Err = BadSlug;

    fn from_str(text: &str) -> Result<Self, BadSlug> {
        let right = (1..=80).contains(&text.len())
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
            });
        if right && !RESERVED.contains(&text) { Ok(Self(text.to_owned())) } else { Err(BadSlug) }
    }
}

/// Not usable as a part of an address, or used by the program itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a-z, 0-9 and single hyphens, and none of the program's own addresses")]
pub struct BadSlug;

/// Days and hours in which the desk is open: entries such as *senin–kamis 08.00–16.00*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceHours(pub Vec<OpenHours>);

/// One entry of [`ServiceHours`]: the same hours on one or more days that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenHours {
    /// First day, 1 = Monday … 7 = Sunday.
    pub first: u8,
    /// Last day, not before `first`.
    pub last: u8,
    /// Opening time in minutes after midnight, local time of the body.
    pub from: u16,
    /// Closing time in minutes after midnight, later than `from`.
    pub to: u16,
}

const DAYS: [&str; 7] = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"];

impl FromStr for ServiceHours {
    type Err = BadHours;

    /// Reads `senin-kamis 08.00-16.00; jumat 08.00-16.30`. Empty text means that no hours are known.
    fn from_str(text: &str) -> Result<Self, BadHours> {
        let entries = text.split(';').map(str::trim).filter(|entry| !entry.is_empty());
        let hours = entries.map(parse_entry).collect::<Option<Vec<_>>>().ok_or(BadHours)?;
        let mut days: Vec<u8> = hours.iter().flat_map(|entry| entry.first..=entry.last).collect();
        let before = days.len();
        days.sort_unstable();
        days.dedup();
        if days.len() == before { Ok(Self(hours)) } else { Err(BadHours) }
    }
}

fn parse_entry(entry: &str) -> Option<OpenHours> {
    let normal = entry.to_lowercase().replace(['–', '—'], "-").replace(" - ", "-");
    let (days, times) = normal.split_once(' ')?;
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let (from, to) = times.trim().split_once('-')?;
    let hours = OpenHours { first: day(first)?, last: day(last)?, from: minute(from)?, to: minute(to)? };
    (hours.first <= hours.last && hours.from < hours.to).then_some(hours)
}

fn day(name: &str) -> Option<u8> {
    let at = DAYS.iter().position(|day| *day == name.trim())?;
    u8::try_from(at + 1).ok()
}

fn minute(time: &str) -> Option<u16> {
    let (hour, minute) = time.trim().split_once(['.', ':'])?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60 || hour == 24 && minute == 0).then_some(hour * 60 + minute)
}

impl fmt::Display for ServiceHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, entry) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            let name = |day: u8| DAYS.get(usize::from(day).wrapping_sub(1)).copied().unwrap_or_default();
            f.write_str(name(entry.first))?;
            if entry.last > entry.first {
                write!(f, "-{}", name(entry.last))?;
            }
            let (from, to) = (entry.from, entry.to);
            write!(f, " {:02}.{:02}-{:02}.{:02}", from / 60, from % 60, to / 60, to % 60)?;
        }
        Ok(())
    }
}

/// Not in the form of [`ServiceHours`], or a day twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected entries such as \"senin-kamis 08.00-16.00; jumat 08.00-16.30\", each day once")]
pub struct BadHours;

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// The key: the Kemendagri code for regions, any text for other trees.
    pub code: BodyCode,
    /// Name of the region or of the body, as in the source.
    pub name: String,
    /// Full name of the office as people see it (*Bawaslu Kabupaten Katingan*).
    pub office_name: String,
    /// Where in the tree.
    pub level: Level,
    /// The body above; the root has none.
    pub parent: Option<BodyCode>,
    /// Group for programmes that compare like with like (*kementerian*, *BUMN*, …); empty where there is none.
    pub category: String,
    /// Local time.
    pub zone: Zone,
    /// In addresses.
    pub slug: Slug,
    /// Postal address; empty where not known.
    pub address: String,
    /// Hours of the desk; empty where not known.
    pub hours: ServiceHours,
    /// The PPID's WhatsApp number, which belongs to the office and not to a person.
    pub whatsapp: Option<Phone>,
    /// The PPID's e-mail address; empty where not known.
    pub email: String,
    /// Where the office stands; `None` where not known.
    pub position: Option<Position>,
    /// The office's public site; empty where not known.
    pub site: String,
    /// Where the office takes requests by form (e-PPID or its own); empty where not known.
    pub request_form: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_are_brought_into_one_form() {
        for typed in ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "(0812) 3456.7890"] {
            assert_eq!(typed.parse::<Phone>().unwrap().digits(), "6281234567890", "{typed}");
        }
        assert_eq!("081234567890".parse::<Phone>().unwrap().to_string(), "+62 812-3456-7890");
        for bad in ["", "12", "0812x", "+1 202 555 0100", "00812345678", "0812345678901234567"] {
            assert!(bad.parse::<Phone>().is_err(), "{bad}");
        }
    }

    #[test]
    fn slugs_come_from_names_and_never_hide_a_page() {
        assert_eq!(Slug::from_name("Kabupaten Katingan").unwrap().as_str(), "kabupaten-katingan");
        assert_eq!(Slug::from_name("  Kota  (Adm.) Jakarta ").unwrap().as_str(), "kota-adm-jakarta");
        assert_eq!(Slug::from_name("Masuk"), None);
        for bad in ["", "-a", "a--b", "A", "a/b", "%2e", "masuk"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad}");
        }
    }

    #[test]
    fn hours_read_and_print_the_same() {
        let text = "senin-kamis 08.00-16.00; jumat 08.00-16.30";
        assert_eq!(text.parse::<ServiceHours>().unwrap().to_string(), text);
        assert_eq!("".parse::<ServiceHours>().unwrap(), ServiceHours::default());
        for bad in [
            "senin",
            "senin 16.00-08.00",
            "senin 8-9",
            "senin 08.00-09.00; senin 10.00-11.00",
            "rabu-senin 08.00-09.00",
        ] {
            assert!(bad.parse::<ServiceHours>().is_err(), "{bad}");
        }
    }
}
