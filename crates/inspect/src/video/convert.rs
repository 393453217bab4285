//! A film that all browsers play, made by ffmpeg: H.264 and AAC in MP4, at most 1,280 by 720 pixels, or 720 by 1,280 of a film
//! that was taken upright.
//!
//! What is converted comes from strangers. The container is named to ffmpeg, which then guesses nothing: what is a list of other
//! files (HLS, DASH, concat) is no container of this kind and is not followed. Of its protocols ffmpeg may open files alone, of its
//! decoders those that cameras and editors write. It runs within the bounds of this process.

use std::ffi::OsString;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use files::Media;

use crate::fault::Fault;
use crate::look::Look;
use crate::program;

/// What is made, in the folder.
const MADE: &str = "converted.mp4";
/// Threads that decode, and as many that pack.
const THREADS: &str = "2";
/// A film that is longer than it may be is cut behind this, so that the result still tells that it is.
const TO_TELL: Duration = Duration::from_secs(2);
/// Decoders that may run.
const DECODERS: &str = "h264,hevc,mpeg4,msmpeg4,msmpeg4v1,msmpeg4v2,h263,flv,mjpeg,prores,dvvideo,mpeg1video,mpeg2video,\
    wmv1,wmv2,wmv3,vc1,vp8,vp9,libdav1d,av1,\
    aac,aac_latm,mp1,mp1float,mp2,mp2float,mp3,mp3float,ac3,eac3,opus,vorbis,flac,alac,wmav1,wmav2,wmapro,amrnb,amrwb,\
    pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,pcm_bluray,pcm_dvd";
/// Pictures with square pixels and even sides, within a box that lies or stands as they do, never larger than they were;
/// what was interlaced is not any more.
const PICTURES: &str = "yadif=deint=interlaced,\
    scale='max(2,trunc(iw*sar/2)*2)':ih,setsar=1,\
    scale='min(iw,if(gte(iw,ih),1280,720))':'min(ih,if(gte(iw,ih),720,1280))':\
    force_original_aspect_ratio=decrease:force_divisible_by=2";

/// Makes it. `length` is how long the film says it is, zero where it does not.
pub(super) fn make(
    look: &mut Look<'_>,
    media: Media,
    length: Duration,
    time: Duration,
    longest: Duration,
) -> Result<(), Fault> {
    let ffmpeg = program::find("ffmpeg").ok_or(Fault::NoPreview)?;
    let (target, progress) = (look.path(MADE), look.path("progress.txt"));
    let mut command = Command::new(ffmpeg);
    read_from(&mut command, media, look.file(), &progress);
    write_to(&mut command, &target, longest + TO_TELL);
    let length = length.min(longest);
    let ran = program::run_watched(&mut command, time, &mut || {
        if let Some(percent) = done(&progress, length) {
            look.tell_percent(percent);
        }
    });
    // Where it never began there is none.
    let _ = std::fs::remove_file(&progress);
    let made = ran.and_then(|()| Ok(std::fs::metadata(&target)?.len()));
    if made.is_ok_and(|bytes| bytes > 0) {
        look.made_document(MADE);
        return Ok(());
    }
    // As above.
    let _ = std::fs::remove_file(&target);
    Err(made.err().unwrap_or(Fault::Broken))
}

fn read_from(command: &mut Command, media: Media, source: &Path, progress: &Path) {
    let demuxer = match media {
        Media::Webm | Media::Mkv => "matroska",
        Media::Avi => "avi",
        Media::Wmv => "asf",
        Media::Mpg => "mpeg",
        Media::Mts => "mpegts",
        _ => "mov",
    };
    command
        .args(["-nostdin", "-hide_banner", "-loglevel", "error", "-nostats", "-progress"])
        .arg(file_url(progress))
        .args(["-protocol_whitelist", "file", "-codec_whitelist", DECODERS])
        .args(["-threads", THREADS, "-f", demuxer, "-i"])
        .arg(file_url(source));
}

fn write_to(command: &mut Command, target: &Path, longest: Duration) {
    command
        // The first picture that moves, and the first sound where there is one. Nothing else comes along: no place, no camera,
        // no names.
        .args(["-map", "0:V:0", "-map", "0:a:0?", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1"])
        .args([
            "-t",
            &longest.as_secs().to_string(),
            "-vf",
            PICTURES,
            "-filter_threads",
            "1",
            "-fpsmax",
            "30",
        ])
        .args(["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high", "-pix_fmt", "yuv420p"])
        .args(["-crf", "23", "-maxrate", "2500k", "-bufsize", "5000k", "-threads", THREADS])
        .args(["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"])
        .args(["-max_muxing_queue_size", "1024", "-movflags", "+faststart", "-f", "mp4", "-y"])
        .arg(file_url(target));
}

/// A path as ffmpeg takes it, whatever characters it has.
fn file_url(path: &Path) -> OsString {
    let mut url = OsString::from("file:");
    url.push(path);
    url
}

/// How much is done by the last report of ffmpeg, in hundredths; nothing where the length is not known.
fn done(progress: &Path, length: Duration) -> Option<u8> {
    /// Longer than one report.
    const TAIL: u64 = 2048;
    let mut file = std::fs::File::open(progress).ok()?;
    let size = file.metadata().ok()?.len();
    file.seek(SeekFrom::Start(size.saturating_sub(TAIL))).ok()?;
    let mut text = String::new();
    file.take(TAIL).read_to_string(&mut text).ok()?;
    percent_of(&text, length)
}

fn percent_of(reports: &str, length: Duration) -> Option<u8> {
    let done = reports.lines().rev().find_map(|line| line.strip_prefix("out_time_us="))?;
    let done: u128 = done.trim().parse().ok()?;
    let hundredths = (done * 100).checked_div(length.as_micros())?;
    Some(u8::try_from(hundredths.min(99)).unwrap_or(99))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::percent_of;

    #[test]
    fn the_last_report_counts() {
        let reports =
            "out_time_us=1000000\nprogress=continue\nframe=9\nout_time_us=4500000\nprogress=continue\n";
        for (reports, seconds, expected) in [
            (reports, 9, Some(50)),
            (reports, 4, Some(99)),
            (reports, 0, None),
            ("out_time_us=N/A\n", 9, None),
            ("", 9, None),
        ] {
            assert_eq!(percent_of(reports, Duration::from_secs(seconds)), expected, "{reports}");
        }
    }
}
