//! An office's public site as a visitor without an account finds it: pages that must be there, links that live, documents that
//! open. What a walk finds amiss is advice. It costs something only where the round names a component for it, and then only
//! after a second walk at another time has found the same and a person has confirmed it.

mod rules;

use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use rules::{SiteRules, WantedPage};

/// Two walks are two only when so much time lies between them.
pub const ANOTHER_TIME: SignedDuration = SignedDuration::from_hours(6);
/// A first page that takes longer is slow, in milliseconds.
pub const SLOW: u64 = 5_000;
/// A first page of more bytes is heavy.
pub const HEAVY: u64 = 3 * 1024 * 1024;

/// One answer of the site, kept as proof.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The address that was asked for.
    pub url: String,
    /// When.
    pub at: Option<Timestamp>,
    /// Whether a visitor got something.
    pub reachable: bool,
    /// What was there: `page`, `file`, `not_found`, `unreachable`, …
    pub kind: String,
    /// HTTP status.
    pub status: Option<u16>,
    /// Media type, by the bytes or else by what the server said.
    pub media: String,
    /// Bytes.
    pub size: Option<u64>,
    /// How long it took.
    pub milliseconds: u64,
    /// SHA-256 of the bytes, hexadecimal, where all of them were read.
    pub sha256: Option<String>,
}

/// What can be said of the accessibility of a page without a browser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statics {
    /// Its language is told.
    pub lang: bool,
    /// It has a title.
    pub title: bool,
    /// Pictures without a text.
    pub images_without_alt: u32,
    /// Fields of forms without a label.
    pub fields_without_label: u32,
}

/// A document, and whether it opens.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLook {
    /// The answer.
    #[serde(flatten)]
    pub look: Look,
    /// Whether it is whole and of a known kind; absent where that could not be tried.
    pub opens: Option<bool>,
}

/// A page that must be there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedLook {
    /// Which.
    pub code: String,
    /// What was found; absent where the site has no link to such a page.
    pub look: Option<Look>,
}

/// What robots.txt says of the walk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Welcome {
    /// The first page may be visited.
    #[default]
    Open,
    /// It may not; nothing was visited.
    Closed,
}

/// One walk through a site.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// What robots.txt says.
    pub welcome: Welcome,
    /// The first page.
    pub home: Look,
    /// Whether the first page came over a connection that can be trusted.
    pub secure: bool,
    /// What can be seen of its accessibility.
    pub statics: Statics,
    /// The pages that must be there, in the order of the rules.
    pub pages: Vec<WantedLook>,
    /// Links of those pages.
    pub links: Vec<Look>,
    /// Documents of those pages.
    pub documents: Vec<DocumentLook>,
    /// Links that were left out: too many, or not to be visited by robots.txt.
    pub left_out: u32,
}

/// Something amiss.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// `unreachable`, `insecure`, `slow`, `heavy`, `lang`, `title`, `alt`, `label`, `link`, `document`, or `page.<code>`.
    pub code: String,
    /// Where.
    pub url: String,
}

impl Report {
    /// What is amiss. A site whose robots.txt closes it has been visited by nobody, so nothing is.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        if self.welcome == Welcome::Closed {
            return Vec::new();
        }
        let home = |code: &str| Fault { code: code.to_owned(), url: self.home.url.clone() };
        if !self.home.reachable {
            return vec![home("unreachable")];
        }
        let mut found = Vec::new();
        let statics = self.statics;
        for (is_amiss, code) in [
            (!self.secure, "insecure"),
            (self.home.milliseconds > SLOW, "slow"),
            (self.home.size.is_some_and(|size| size > HEAVY), "heavy"),
            (!statics.lang, "lang"),
            (!statics.title, "title"),
            (statics.images_without_alt > 0, "alt"),
            (statics.fields_without_label > 0, "label"),
        ] {
            if is_amiss {
                found.push(home(code));
            }
        }
        for page in &self.pages {
            if page.look.as_ref().is_none_or(|look| !look.reachable) {
                // Under one address, so that a page that moves is one fault and not two.
                found.push(home(&format!("page.{}", page.code)));
            }
        }
        let dead = |code: &str, look: &Look| Fault { code: code.to_owned(), url: look.url.clone() };
        found.extend(self.links.iter().filter(|look| !look.reachable).map(|look| dead("link", look)));
        let shut = self.documents.iter().filter(|found| !found.look.reachable || found.opens == Some(false));
        found.extend(shut.map(|found| dead("document", &found.look)));
        found.sort();
        found.dedup();
        found
    }
}

/// Where something amiss is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// Found by one walk.
    Seen,
    /// Found again at another time.
    Repeated,
    /// A later walk did not find it any more.
    Gone,
    /// A person has confirmed it.
    Confirmed,
    /// A person has decided that it is none.
    Dismissed,
}

/// What can happen to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingAction {
    /// A walk finds it; `true` where enough time has passed since the first one.
    Find(bool),
    /// A walk does not find it.
    Miss,
    /// A person confirms it.
    Confirm,
    /// A person decides that it is none.
    Dismiss,
}

impl FindingState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Seen, Self::Repeated, Self::Gone, Self::Confirmed, Self::Dismissed];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Repeated => "repeated",
            Self::Gone => "gone",
            Self::Confirmed => "confirmed",
            Self::Dismissed => "dismissed",
        }
    }

    /// The state after an action, or `None` where the action is out of order. What a person decided stays.
    #[must_use]
    pub const fn transition(self, action: FindingAction) -> Option<Self> {
        use FindingAction::{Confirm, Dismiss, Find, Miss};
        match (self, action) {
            (Self::Seen, Find(true)) | (Self::Repeated, Find(_)) => Some(Self::Repeated),
            (Self::Seen, Find(false)) | (Self::Gone, Find(_)) => Some(Self::Seen),
            (Self::Seen | Self::Repeated | Self::Gone, Miss) => Some(Self::Gone),
            (Self::Repeated | Self::Dismissed, Confirm) | (Self::Confirmed, Find(_) | Miss) => {
                Some(Self::Confirmed)
            }
            (Self::Seen | Self::Repeated | Self::Confirmed, Dismiss) | (Self::Dismissed, Find(_) | Miss) => {
                Some(Self::Dismissed)
            }
            _ => None,
        }
    }
}

/// Not the code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a finding")]
pub struct UnknownState;

impl FromStr for FindingState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn z05_every_finding_state_and_action() {
        use FindingState::{Confirmed, Dismissed, Gone, Repeated, Seen};
        let actions = [
            FindingAction::Find(false),
            FindingAction::Find(true),
            FindingAction::Miss,
            FindingAction::Confirm,
            FindingAction::Dismiss,
        ];
        let table = [
            (Seen, [Some(Seen), Some(Repeated), Some(Gone), None, Some(Dismissed)]),
            (Repeated, [Some(Repeated), Some(Repeated), Some(Gone), Some(Confirmed), Some(Dismissed)]),
            (Gone, [Some(Seen), Some(Seen), Some(Gone), None, None]),
            (Confirmed, [Some(Confirmed), Some(Confirmed), Some(Confirmed), None, Some(Dismissed)]),
            (Dismissed, [Some(Dismissed), Some(Dismissed), Some(Dismissed), Some(Confirmed), None]),
        ];
        for (state, expected) in table {
            assert_eq!(actions.map(|action| state.transition(action)), expected, "{state:?}");
            assert_eq!(state.code().parse(), Ok(state));
        }
    }

    fn look(url: &str, reachable: bool) -> Look {
        Look { url: url.to_owned(), reachable, ..Look::default() }
    }

    #[test]
    fn what_is_amiss_is_named_once_and_a_closed_site_has_nothing_amiss() {
        let home = look("https://a.id/", true);
        let whole = Statics { lang: true, title: true, ..Statics::default() };
        let right = Report { home, secure: true, statics: whole, ..Report::default() };
        assert_eq!(right.faults(), []);
        let wanted = |code: &str, look| WantedLook { code: code.to_owned(), look };
        let amiss = Report {
            statics: Statics { images_without_alt: 2, ..whole },
            pages: vec![
                wanted("dip", None),
                wanted("profil", Some(look("https://a.id/profil", true))),
                wanted("laporan", Some(look("https://a.id/laporan", false))),
            ],
            links: vec![look("https://a.id/x", false), look("https://a.id/x", false)],
            documents: vec![
                DocumentLook { look: look("https://a.id/a.pdf", true), opens: Some(false) },
                DocumentLook { look: look("https://a.id/b.pdf", true), opens: None },
            ],
            ..right.clone()
        };
        let codes: Vec<String> = amiss.faults().into_iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["alt", "document", "link", "page.dip", "page.laporan"]);
        let closed = Report { welcome: Welcome::Closed, home: look("https://a.id/", false), ..amiss };
        assert_eq!(closed.faults(), []);
        let down = Report { home: look("https://a.id/", false), ..right };
        assert_eq!(down.faults().len(), 1, "what is behind a dead first page is not blamed");
    }
}
