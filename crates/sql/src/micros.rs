use std::fmt;

use crate::{Cell, FromColumn, Kind, Mismatch, ToValue, Value};

/// A moment as it is stored: microseconds since 1970-01-01T00:00:00Z, in the range of [`jiff::Timestamp`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Micros(i64);

/// A number of microseconds outside the years -9999 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time between the years -9999 and 9999")]
pub struct OutOfRange;

/// Not by `Timestamp::from_microsecond`, whose range ends a second before that of the type.
fn timestamp(micros: i64) -> Result<jiff::Timestamp, OutOfRange> {
    let nanos = i32::try_from(micros.rem_euclid(1_000_000) * 1000).map_err(|_| OutOfRange)?;
    jiff::Timestamp::new(micros.div_euclid(1_000_000), nanos).map_err(|_| OutOfRange)
}

impl Micros {
    /// The number that is stored.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Micros {
    type Error = OutOfRange;
    fn try_from(micros: i64) -> Result<Self, OutOfRange> {
        timestamp(micros).map(|_| Self(micros))
    }
}

impl From<jiff::Timestamp> for Micros {
    /// Cuts what is finer than a microsecond.
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
}

impl From<Micros> for jiff::Timestamp {
    fn from(micros: Micros) -> Self {
        // Cannot fail: both ways into the type go through a timestamp.
        timestamp(micros.0).unwrap_or(Self::UNIX_EPOCH)
    }
}

impl fmt::Display for Micros {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        jiff::Timestamp::from(*self).fmt(f)
    }
}

impl ToValue for Micros {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Value::Int(Some(self.0))
    }
}

impl ToValue for jiff::Timestamp {
    const KIND: Kind = Kind::Int;
    fn to_value(&self) -> Value {
        Micros::from(*self).to_value()
    }
}

impl FromColumn for Micros {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        Self::try_from(cell.int()?).map_err(|_| Mismatch::new("time out of range"))
    }
}

impl FromColumn for jiff::Timestamp {
    fn from_column(cell: &Cell<'_>) -> Result<Self, Mismatch> {
        Micros::from_column(cell).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_microseconds_and_refuses_what_no_calendar_holds() {
        let time: jiff::Timestamp = "2026-11-23T07:15:00.123456789Z".parse().unwrap();
        let micros = Micros::from(time);
        assert_eq!(micros.get(), 1_795_418_100_123_456);
        assert_eq!(jiff::Timestamp::from(micros).to_string(), "2026-11-23T07:15:00.123456Z");
        assert_eq!(Micros::try_from(i64::MAX), Err(OutOfRange));
        assert_eq!(
            Micros::from(jiff::Timestamp::MIN),
            Micros::try_from(jiff::Timestamp::MIN.as_microsecond()).unwrap()
        );
        assert_eq!(
            jiff::Timestamp::from(Micros::from(jiff::Timestamp::MAX)).as_microsecond(),
            jiff::Timestamp::MAX.as_microsecond()
        );
    }
}
