//! What the worker and the programs that it calls may use.

use std::time::Duration;

use files::examine::Bounds;

use super::reader::{ConfigError, Reader};
use super::values;

/// What one look inside a file may use.
pub(super) fn inspection(from: &mut Reader) -> Result<Bounds, ConfigError> {
    let usual = Bounds::default();
    Ok(Bounds {
        time: from.read(
            "inspection.time",
            "a duration from 1s to 10m, such as 20s",
            |text| values::seconds(text, 1..=600),
            usual.time,
        )?,
        memory: from.read(
            "inspection.memory",
            "a size from 256 MiB to 16 GiB, such as 512 MiB",
            |text| values::bytes(text).filter(|bytes| (256 << 20..=16 << 30).contains(bytes)),
            usual.memory,
        )?,
        ..usual
    })
}

/// What the conversion of a film may use where nothing else is said: ten minutes of a telephone's film take two or three of two
/// processors.
pub(super) const CONVERSION: Bounds =
    Bounds { time: Duration::from_mins(30), memory: 1 << 30, output: 300 << 20, processors: 2 };

/// Films are converted when the operator says so.
pub(super) fn conversion(from: &mut Reader) -> Result<Option<Bounds>, ConfigError> {
    let is_wanted = from.read("video.convert", "true or false", |text| text.parse().ok(), false)?;
    let bounds = Bounds {
        time: from.read(
            "video.time",
            "a duration from 1m to 6h, such as 30m",
            |text| values::seconds(text, 60..=21_600),
            CONVERSION.time,
        )?,
        memory: from.read(
            "video.memory",
            "a size from 512 MiB to 16 GiB, such as 1024 MiB",
            |text| values::bytes(text).filter(|bytes| (512 << 20..=16 << 30).contains(bytes)),
            CONVERSION.memory,
        )?,
        ..CONVERSION
    };
    Ok(is_wanted.then_some(bounds))
}

/// Whether the program that converts films is on the search path.
pub(super) fn has_ffmpeg() -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.is_absolute() && folder.join("ffmpeg").is_file())
}
