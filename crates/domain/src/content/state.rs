//! The life of an article.

use std::str::FromStr;

use crate::catalogue::UnknownCode;

/// Where an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ArticleState {
    /// Being written; nobody outside the office sees it.
    Draft,
    /// Public as it stands, or from its minute on.
    Published,
    /// Public in its last edition, while the next one is being written.
    Revised,
    /// No longer public.
    Withdrawn,
}

/// What can happen to an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ArticleAction {
    /// It is written on.
    Edit,
    /// It becomes public, or its next edition does.
    Publish,
    /// The next edition is given up; the public one stays.
    Discard,
    /// It is taken from the public, with a reason.
    Withdraw,
    /// What was withdrawn is written on, as a next edition.
    Resume,
}

impl ArticleAction {
    /// Every action.
    pub const ALL: [Self; 5] = [Self::Edit, Self::Publish, Self::Discard, Self::Withdraw, Self::Resume];
}

impl ArticleState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Published, Self::Revised, Self::Withdrawn];

    /// The code in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Revised => "revised",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether there is an edition that the public sees, once its minute has come.
    #[must_use]
    pub const fn has_public_edition(self) -> bool {
        matches!(self, Self::Published | Self::Revised)
    }

    /// Where an article stands after something happened to it; `None` where that cannot happen.
    #[must_use]
    pub const fn transition(self, action: ArticleAction) -> Option<Self> {
        use ArticleAction as A;
        Some(match (self, action) {
            (Self::Draft, A::Edit) | (Self::Withdrawn, A::Resume) => Self::Draft,
            (Self::Draft | Self::Revised, A::Publish) | (Self::Revised, A::Discard) => Self::Published,
            (Self::Published | Self::Revised, A::Edit) => Self::Revised,
            (Self::Published | Self::Revised, A::Withdraw) => Self::Withdrawn,
            _ => return None,
        })
    }
}

impl FromStr for ArticleState {
    type Err = UnknownCode;

    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|state| state.code() == text).ok_or(UnknownCode)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_every_action() {
        let expected = [
            // edit, publish, discard, withdraw, resume
            ("draft", ["draft", "published", "", "", ""]),
            ("published", ["revised", "", "", "withdrawn", ""]),
            ("revised", ["revised", "published", "published", "withdrawn", ""]),
            ("withdrawn", ["", "", "", "", "draft"]),
        ];
        for (state, (code, after)) in ArticleState::ALL.into_iter().zip(expected) {
            assert_eq!(state.code(), code);
            assert_eq!(code.parse(), Ok(state));
            for (action, after) in ArticleAction::ALL.into_iter().zip(after) {
                assert_eq!(
                    state.transition(action).map_or("", ArticleState::code),
                    after,
                    "{code}: {action:?}"
                );
            }
        }
        assert_eq!("open".parse::<ArticleState>(), Err(UnknownCode));
    }
}
