//! The life of an item.

use std::str::FromStr;

use super::content::UnknownCode;

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemState {
    /// Being written for the first time; nobody outside the office sees it.
    Draft,
    /// Looked over, and ready to be published.
    Checked,
    /// Public as it stands.
    Published,
    /// Public in its last edition, while the next one is being written.
    Revised,
    /// Public in its last edition, while the next one is looked over and ready.
    Rechecked,
    /// No longer public; its page says since when and why.
    Withdrawn,
}

/// What can happen to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemAction {
    /// Its content or its files change.
    Edit,
    /// Somebody looked it over: it is complete, and the warnings on personal data were answered.
    Check,
    /// It goes back to be written.
    Return,
    /// It becomes public, or its next edition does.
    Publish,
    /// It becomes public in one step, as the law asks of *serta-merta* information.
    PublishAtOnce,
    /// The next edition is given up; the public one stays.
    Discard,
    /// It is taken from the public, with a reason.
    Withdraw,
    /// What was withdrawn is written on, as a next edition.
    Resume,
}

impl ItemState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Checked, Self::Published, Self::Revised, Self::Rechecked, Self::Withdrawn];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Checked => "checked",
            Self::Published => "published",
            Self::Revised => "revised",
            Self::Rechecked => "rechecked",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether there is an edition that the public sees, once its embargo is over.
    #[must_use]
    pub const fn has_public_edition(self) -> bool {
        matches!(self, Self::Published | Self::Revised | Self::Rechecked)
    }

    /// Where an item stands after something happened to it; `None` where that cannot happen.
    #[must_use]
    pub const fn after(self, action: ItemAction) -> Option<Self> {
        use ItemAction as A;
        Some(match (self, action) {
            (Self::Draft | Self::Checked, A::Edit)
            | (Self::Checked, A::Return)
            | (Self::Withdrawn, A::Resume) => Self::Draft,
            (Self::Draft, A::Check) => Self::Checked,
            (Self::Checked | Self::Rechecked, A::Publish)
            | (Self::Draft | Self::Checked | Self::Revised | Self::Rechecked, A::PublishAtOnce)
            | (Self::Revised | Self::Rechecked, A::Discard) => Self::Published,
            (Self::Published | Self::Revised | Self::Rechecked, A::Edit) | (Self::Rechecked, A::Return) => {
                Self::Revised
            }
            (Self::Revised, A::Check) => Self::Rechecked,
            (Self::Published | Self::Revised | Self::Rechecked, A::Withdraw) => Self::Withdrawn,
            _ => return None,
        })
    }
}

impl FromStr for ItemState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: [(ItemAction, &str); 8] = [
        (ItemAction::Edit, "edit"),
        (ItemAction::Check, "check"),
        (ItemAction::Return, "return"),
        (ItemAction::Publish, "publish"),
        (ItemAction::PublishAtOnce, "at once"),
        (ItemAction::Discard, "discard"),
        (ItemAction::Withdraw, "withdraw"),
        (ItemAction::Resume, "resume"),
    ];

    #[test]
    fn every_state_and_every_action() {
        let expected = [
            // edit, check, return, publish, at once, discard, withdraw, resume
            ("draft", ["draft", "checked", "", "", "published", "", "", ""]),
            ("checked", ["draft", "", "draft", "published", "published", "", "", ""]),
            ("published", ["revised", "", "", "", "", "", "withdrawn", ""]),
            ("revised", ["revised", "rechecked", "", "", "published", "published", "withdrawn", ""]),
            ("rechecked", ["revised", "", "revised", "published", "published", "published", "withdrawn", ""]),
            ("withdrawn", ["", "", "", "", "", "", "", "draft"]),
        ];
        for (state, (code, after)) in ItemState::ALL.into_iter().zip(expected) {
            assert_eq!(state.code(), code);
            assert_eq!(code.parse(), Ok(state));
            for ((action, name), after) in ACTIONS.into_iter().zip(after) {
                assert_eq!(state.after(action).map_or("", ItemState::code), after, "{code}: {name}");
            }
        }
    }
}
