use std::process::Command;

use domain::facts::{Oddity, VideoFacts};
use files::Media;

use super::corpus::{mp4, mp4_box};
use super::look;
use crate::program;

fn facts(bytes: &[u8], media: Media) -> VideoFacts {
    look(bytes, media, "a.mp4").facts.video.unwrap()
}

#[test]
fn u18_what_a_container_says() {
    let found = facts(&mp4(b"avc1", 90, true), Media::Mp4);
    assert_eq!((found.milliseconds, found.width, found.height), (90_000, 1920, 1080));
    assert_eq!((found.codec.as_str(), found.plays, found.starts_early), ("avc1", true, true));
    // Three hours of HEVC with its table at the end.
    let found = facts(&mp4(b"hvc1", 3 * 3600, false), Media::Mp4);
    assert_eq!((found.milliseconds, found.plays, found.starts_early), (10_800_000, false, false));
}

/// The film with one more box in its table of contents.
fn with_box(film: &[u8], inner: &[u8]) -> Vec<u8> {
    let at = film.windows(4).position(|four| four == b"moov").unwrap() - 4;
    let length = u32::from_be_bytes(film[at..at + 4].try_into().unwrap());
    let end = at + usize::try_from(length).unwrap();
    let longer = (length + u32::try_from(inner.len()).unwrap()).to_be_bytes();
    [&film[..at], &longer, &film[at + 4..end], inner, &film[end..]].concat()
}

#[test]
fn u08_where_a_telephone_filmed_is_told() {
    let film = mp4(b"avc1", 90, true);
    let place = b"\0\x12\x15\xC7-01.8861+113.4002/";
    let user_data = |name: &[u8; 4]| mp4_box(b"udta", &mp4_box(name, place));
    let key = mp4_box(b"keys", b"\0\0\0\0\0\0\0\x01\0\0\0\x2Cmdtacom.apple.quicktime.location.ISO6709");
    let meta = mp4_box(b"meta", &key);
    for (inner, tells) in [
        (user_data(b"\xA9xyz"), true),
        (user_data(b"loci"), true),
        (meta.clone(), true),
        (mp4_box(b"udta", &meta), true),
        (mp4_box(b"trak", &user_data(b"\xA9xyz")), true),
        (user_data(b"\xA9too"), false),
        (mp4_box(b"free", place), false),
    ] {
        let found = facts(&with_box(&film, &inner), Media::Mp4);
        assert_eq!((found.tells_place, found.milliseconds), (tells, 90_000), "{:?}", &inner[..16]);
    }
    assert!(!facts(&film, Media::Mp4).tells_place);
}

#[test]
fn broken_containers_are_told() {
    let whole = mp4(b"avc1", 1, false);
    for cut in [12, 60, whole.len() - 1] {
        let seen = look(&whole[..cut], Media::Mp4, "a.mp4");
        assert!(seen.has(&Oddity::Broken), "cut at {cut}");
    }
    // A box that says it is longer than the file, and one of no length within itself.
    let long = [&mp4_box(b"ftyp", b"isom\0\0\0\0")[..], &[0x7F, 0, 0, 0], b"moov"].concat();
    assert!(look(&long, Media::Mp4, "a.mp4").has(&Oddity::Broken));
    assert!(look(&[&[0, 0, 0, 1][..], b"moov", &[0; 8]].concat(), Media::Mp4, "a.mp4").has(&Oddity::Broken));
    assert!(look(b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x7F", Media::Webm, "a.webm").has(&Oddity::Broken));
}

#[test]
fn u17_a_playlist_never_reaches_the_program() {
    for list in ["#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "#EXTM3U\nhttp://169.254.169.254/\n"] {
        let seen = look(list.as_bytes(), Media::Mp4, "a.mp4");
        assert!(seen.has(&Oddity::Broken) && seen.answer.made.is_empty());
    }
}

/// Films by ffmpeg, where it is installed.
fn film(suffix: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let ffmpeg = program::find("ffmpeg")?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("a.{suffix}"));
    let done = Command::new(ffmpeg)
        .args([
            "-nostdin",
            "-loglevel",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc=duration=3:size=320x240:rate=10",
        ])
        .args(arguments)
        .arg(&path)
        .status()
        .unwrap();
    done.success().then(|| std::fs::read(path).unwrap())
}

#[test]
fn a_poster_is_made_where_ffmpeg_is() {
    let films = [
        ("mp4", Media::Mp4, &["-c:v", "libx264", "-pix_fmt", "yuv420p"][..], "avc1"),
        ("webm", Media::Webm, &["-c:v", "libvpx-vp9", "-deadline", "realtime"][..], "V_VP9"),
    ];
    for (suffix, media, arguments, codec) in films {
        let Some(bytes) = film(suffix, arguments) else {
            eprintln!("no ffmpeg that makes {suffix}: not tried");
            continue;
        };
        let seen = look(&bytes, media, "a");
        assert_eq!(seen.facts.oddities, [], "{suffix}");
        let facts = seen.facts.video.as_ref().unwrap();
        assert_eq!((facts.width, facts.height, facts.codec.as_str(), facts.plays), (320, 240, codec, true));
        assert!((2900..=3100).contains(&facts.milliseconds), "{suffix}: {}", facts.milliseconds);
        let poster = image::load_from_memory(&seen.made("poster", 1).unwrap()).unwrap();
        assert_eq!((poster.width(), poster.height()), (320, 240));
    }
}
