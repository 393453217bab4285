//! The three time zones of Indonesia.

/// A time zone of Indonesia (Presidential Decree 41 of 1987); none has summer time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Zone {
    /// West, UTC+7, the zone of Jakarta.
    #[default]
    Wib,
    /// Central, UTC+8.
    Wita,
    /// East, UTC+9.
    Wit,
}

impl Zone {
    /// Hours ahead of UTC: 7, 8 or 9.
    pub fn hours(self) -> i8 {
        match self {
            Self::Wib => 7,
            Self::Wita => 8,
            Self::Wit => 9,
        }
    }

    /// The abbreviation that follows a time in both languages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Wib => "WIB",
            Self::Wita => "WITA",
            Self::Wit => "WIT",
        }
    }

    /// The date and the wall clock in this zone at an instant.
    pub fn local(self, at: jiff::Timestamp) -> jiff::civil::DateTime {
        jiff::tz::offset(self.hours()).to_datetime(at)
    }
}
