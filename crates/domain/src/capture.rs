//! What the camera of our page recorded beside a photo: when, and where. The device says so; it proves nothing alone.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::facts::Position;

/// Most bytes of the JSON that a sender gives.
pub const CAPTURE_MAX: usize = 512;
/// Metres; what is less exact than this says nothing about a place.
const ACCURACY_MOST: u32 = 1_000_000;

/// When and where a photo was taken with the camera of our page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Capture {
    /// By the clock of the device.
    pub at: Timestamp,
    /// Where the device was, if it said so.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub spot: Option<Spot>,
}

/// A place as a device tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Millionths of a degree north of the equator.
    pub latitude: i32,
    /// Millionths of a degree east of Greenwich.
    pub longitude: i32,
    /// Metres around it, where the device says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<u32>,
}

/// As it comes in.
#[derive(Debug, Deserialize)]
struct Given {
    at: Timestamp,
    latitude: Option<i32>,
    longitude: Option<i32>,
    accuracy: Option<serde_json::Number>,
}

impl Capture {
    /// Reads what a sender gives: JSON with `at` (RFC 3339) and, all optional, `latitude` and `longitude` (millionths of
    /// a degree, both or none) and `accuracy` (metres). `None` for what is larger than [`CAPTURE_MAX`], no such JSON, or
    /// lies outside the earth or the years 2000 to 2199.
    #[must_use]
    pub fn read(json: &str) -> Option<Self> {
        if json.len() > CAPTURE_MAX {
            return None;
        }
        let given: Given = serde_json::from_str(json).ok()?;
        let year = jiff::tz::TimeZone::UTC.to_datetime(given.at).year();
        if !(2000..=2199).contains(&year) {
            return None;
        }
        let spot = match (given.latitude, given.longitude) {
            (None, None) => None,
            (Some(latitude), Some(longitude)) => {
                // Only a point on the earth.
                Position::new(latitude.into(), longitude.into())?;
                let accuracy = given.accuracy.map(|metres| whole(&metres)).transpose().ok()?;
                Some(Spot { latitude, longitude, accuracy })
            }
            _ => return None,
        };
        Some(Self { at: given.at, spot })
    }
}

/// Whole metres of a number that devices give with decimals.
fn whole(metres: &serde_json::Number) -> Result<u32, NoAccuracy> {
    let metres = metres.as_f64().filter(|metres| *metres >= 0.0).ok_or(NoAccuracy)?;
    let whole: u32 = format!("{metres:.0}").parse().map_err(|_| NoAccuracy)?;
    if whole <= ACCURACY_MOST { Ok(whole) } else { Err(NoAccuracy) }
}

/// Not a distance in metres.
struct NoAccuracy;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capture_is_read_and_written_alike() {
        let json =
            r#"{"at":"2024-06-10T14:32:05+08:00","latitude":-3322000,"longitude":114592000,"accuracy":12.4}"#;
        let capture = Capture::read(json).expect("a capture");
        let spot = Spot { latitude: -3_322_000, longitude: 114_592_000, accuracy: Some(12) };
        assert_eq!(capture.at.to_string(), "2024-06-10T06:32:05Z");
        assert_eq!(capture.spot, Some(spot));
        let written = serde_json::to_string(&capture).expect("JSON");
        assert_eq!(serde_json::from_str::<Capture>(&written).expect("a capture"), capture);
        let bare = Capture::read(r#"{"at":"2024-06-10T06:32:05Z"}"#).expect("a capture");
        assert_eq!(bare.spot, None);
        let written = serde_json::to_string(&bare).expect("JSON");
        assert_eq!(serde_json::from_str::<Capture>(&written).expect("a capture"), bare);
    }

    #[test]
    fn what_is_no_capture_is_none() {
        let long = format!(r#"{{"at":"2024-06-10T06:32:05Z","x":"{}"}}"#, "x".repeat(CAPTURE_MAX));
        for wrong in [
            "",
            "null",
            "{}",
            r#"{"at":"kemarin"}"#,
            r#"{"at":"1970-01-01T00:00:00Z"}"#,
            r#"{"at":"2024-06-10T06:32:05Z","latitude":90000001,"longitude":0}"#,
            r#"{"at":"2024-06-10T06:32:05Z","latitude":0,"longitude":-180000001}"#,
            r#"{"at":"2024-06-10T06:32:05Z","latitude":1}"#,
            r#"{"at":"2024-06-10T06:32:05Z","latitude":1.5,"longitude":2}"#,
            r#"{"at":"2024-06-10T06:32:05Z","latitude":1,"longitude":2,"accuracy":-1}"#,
            r#"{"at":"2024-06-10T06:32:05Z","latitude":1,"longitude":2,"accuracy":1e300}"#,
            &long,
        ] {
            assert_eq!(Capture::read(wrong), None, "{wrong}");
        }
    }
}
