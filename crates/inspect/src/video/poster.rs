//! One picture of a film, by ffmpeg where it is installed.

use std::process::Command;
use std::time::Duration;

use files::Media;

use crate::fault::Fault;
use crate::look::Look;
use crate::picture::{decode_png, jpeg};
use crate::program;

/// Longest side of the picture.
const SIDE: u32 = 1280;

/// Makes it. The container is named to ffmpeg, which then guesses nothing and follows no list to other files; of its
/// protocols it may use files alone.
pub(super) fn make(look: &mut Look<'_>, media: Media, milliseconds: u64) -> Result<(), Fault> {
    let ffmpeg = program::find("ffmpeg").ok_or(Fault::NoPreview)?;
    let target = look.path("ffmpeg.png");
    let demuxer = if media == Media::Mp4 { "mov" } else { "matroska" };
    let mut source = std::ffi::OsString::from("file:");
    source.push(look.file());
    // The first picture of many films is black.
    let start = Duration::from_millis((milliseconds / 10).min(1000));
    let scale = format!("scale='min({SIDE},iw)':'min({SIDE},ih)':force_original_aspect_ratio=decrease");
    let mut command = Command::new(ffmpeg);
    command
        .args(["-nostdin", "-hide_banner", "-loglevel", "error", "-protocol_whitelist", "file,pipe"])
        .args(["-threads", "1", "-f", demuxer, "-ss", &format!("{:.3}", start.as_secs_f64()), "-i"])
        .arg(source)
        .args([
            "-map",
            "0:v:0",
            "-frames:v",
            "1",
            "-an",
            "-sn",
            "-dn",
            "-map_metadata",
            "-1",
            "-threads",
            "1",
        ])
        .args(["-vf", &scale, "-f", "image2", "-c:v", "png", "-update", "1", "-y"])
        .arg(&target);
    program::run(&mut command, look.time_left())?;
    // A film that ends before its picture leaves none.
    let bytes = std::fs::read(&target)?;
    std::fs::remove_file(&target)?;
    let picture = decode_png(&bytes)?;
    look.make("poster", 1, &jpeg(&picture, 80)?)
}
