//! *Pindahan*: taking over what an office has published on a site that it leaves behind. What is found there waits for a person,
//! becomes a draft of the list or is put aside, and is never found twice.

use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::assessment::is_forbidden;
use crate::catalogue::{Content, Form, InformationClass, SUMMARY_MAX, TITLE_MAX, UnknownCode, coded};

/// Most sources of one office.
pub const SOURCES_MAX: usize = 20;
/// Most things that one source may bring.
pub const FINDS_MAX: usize = 5_000;
/// Most site maps that an index may lead to.
pub const MAPS_MAX: usize = 20;
/// Most bytes of an export of `WordPress`.
pub const EXPORT_MAX: u64 = 64 * 1024 * 1024;

coded! {
    /// What tells of the things on a site.
    SourceKind {
        /// *Umpan*: RSS or Atom, its newest entries.
        Feed = "umpan",
        /// *Peta situs*: the addresses of all pages.
        Sitemap = "peta-situs",
        /// *Ekspor* of `WordPress` (WXR): a file with everything.
        WordPress = "wordpress",
    }
}

coded! {
    /// Where a harvest stands.
    HarvestState {
        /// It is to begin, or goes on.
        Running = "running",
        /// The source was read to its end.
        Done = "done",
        /// The source could not be read.
        Failed = "failed",
    }
}

coded! {
    /// Why a source could not be read.
    HarvestFailure {
        /// Nothing is visited here: the operator has not opened the way out.
        NotConnected = "not_connected",
        /// The site asks programs to stay away.
        Closed = "closed",
        /// There is nothing at the address, or the site does not answer.
        Unreachable = "unreachable",
        /// What is there is no XML.
        NotXml = "not_xml",
        /// It is XML of another kind.
        OtherKind = "other_kind",
        /// It is larger than anything of its kind.
        TooLarge = "too_large",
    }
}

coded! {
    /// What became of something that was found.
    FindState {
        /// It waits for a person.
        New = "baru",
        /// It became a draft of the list.
        Drafted = "draf",
        /// Somebody put it aside.
        Ignored = "abai",
    }
}

/// What a person does with something that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindAction {
    /// It becomes a draft.
    Take,
    /// It is put aside.
    Ignore,
    /// What was put aside waits again.
    Restore,
}

impl FindAction {
    /// Every action.
    pub const ALL: [Self; 3] = [Self::Take, Self::Ignore, Self::Restore];
}

impl FindState {
    /// Where it stands after something was done with it; `None` where that cannot be done.
    #[must_use]
    pub const fn after(self, action: FindAction) -> Option<Self> {
        match (self, action) {
            (Self::New, FindAction::Take) => Some(Self::Drafted),
            (Self::New, FindAction::Ignore) => Some(Self::Ignored),
            (Self::Ignored, FindAction::Restore) => Some(Self::New),
            _ => None,
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Found {
    /// Where it stands.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// What it is about, plain text.
    pub summary: String,
    /// The day on which it was published.
    pub day: Option<Date>,
    /// The day of its last change, where a site map tells it.
    pub changed_on: Option<Date>,
    /// Addresses of its documents.
    pub files: Vec<String>,
}

impl Found {
    /// What it would be in the list, as far as the site tells; the rest is for people to write.
    #[must_use]
    pub fn content(&self, class: InformationClass) -> Content {
        Content {
            title: shown(&self.title, TITLE_MAX),
            summary: shown(&self.summary, SUMMARY_MAX),
            class,
            made_on: self.day,
            forms: vec![Form::Online],
            link: self.url.clone(),
            ..Content::default()
        }
    }
}

fn shown(text: &str, max: usize) -> String {
    text.chars().filter(|c| !is_forbidden(*c)).take(max).collect::<String>().trim().to_owned()
}

/// By what something is known again, whichever source tells of it: its address without what does not matter (scheme, `www.`, a
/// slash at the end, fragment, marks of campaigns).
#[must_use]
pub fn key(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut kept: Vec<&str> =
        query.split('&').filter(|part| !part.is_empty() && !part.starts_with("utm_")).collect();
    kept.sort_unstable();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    format!("{host}/{}{query}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_action() {
        let table = [
            (FindState::New, [Some(FindState::Drafted), Some(FindState::Ignored), None]),
            (FindState::Drafted, [None, None, None]),
            (FindState::Ignored, [None, None, Some(FindState::New)]),
        ];
        for (state, expected) in table {
            let found = FindAction::ALL.map(|action| state.after(action));
            assert_eq!(found, expected, "{state:?}");
        }
        assert_eq!(table.len(), FindState::ALL.len());
    }

    #[test]
    fn one_thing_has_one_key() {
        for url in [
            "https://ppid.example/sk/?utm_source=x&p=1#isi",
            "http://www.PPID.example/sk?p=1",
            "https://ppid.example/sk/?p=1&utm_medium=y",
        ] {
            assert_eq!(key(url), "ppid.example/sk?p=1", "{url}");
        }
        assert_ne!(
            key("https://ppid.example/SK"),
            key("https://ppid.example/sk"),
            "paths tell letters apart"
        );
        assert_eq!(key("https://ppid.example"), "ppid.example/");
        assert_eq!(key("https://a.example/?b=2&a=1"), key("https://a.example/?a=1&b=2"));
    }

    #[test]
    fn what_was_found_becomes_content_that_can_be_saved() {
        let found = Found {
            url: "https://a.example/x".into(),
            title: format!("\u{202e}{}", "a".repeat(TITLE_MAX + 9)),
            summary: "s\u{0}".repeat(SUMMARY_MAX),
            ..Found::default()
        };
        let content = found.content(InformationClass::Periodic);
        assert_eq!(content.problems(), []);
        assert_eq!((content.title.len(), content.summary.len()), (TITLE_MAX, SUMMARY_MAX));
        assert_eq!(content.link, found.url);
    }
}
