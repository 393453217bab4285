//! HEIC: its decoder is patented and large, so it is left to `heif-convert` (newer: `heif-dec`) of libheif, where that is installed.

use std::process::Command;

use files::Media;
use image::DynamicImage;

use super::{MOST_BYTES, decode};
use crate::fault::Fault;
use crate::look::Look;
use crate::program;

pub(super) fn decode(look: &Look<'_>) -> Result<DynamicImage, Fault> {
    let converter =
        program::find("heif-convert").or_else(|| program::find("heif-dec")).ok_or(Fault::NoPreview)?;
    let target = look.path("heic.jpg");
    program::run(Command::new(converter).args(["-q", "92"]).arg(look.file()).arg(&target), look.time_left())?;
    if std::fs::metadata(&target)?.len() > MOST_BYTES {
        return Err(Fault::TooCostly);
    }
    let bytes = std::fs::read(&target)?;
    std::fs::remove_file(&target)?;
    decode::decode(&bytes, Media::Jpeg)
}
