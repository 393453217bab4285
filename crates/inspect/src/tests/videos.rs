use std::process::Command;

use domain::facts::{Oddity, VideoFacts};
use files::Media;
use files::examine::Task;

use super::corpus::{mp4, mp4_box};
use super::{Seen, look, with_task};
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

/// A film by ffmpeg. It may be missing on the machine of whoever tries something, and not where all is tried.
fn film(suffix: &str, size: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    film_of(3, suffix, size, arguments)
}

fn film_of(seconds: u8, suffix: &str, size: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    let Some(ffmpeg) = program::find("ffmpeg") else {
        assert!(std::env::var_os("CI").is_none(), "ffmpeg is missing");
        eprintln!("no ffmpeg: not tried");
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("a.{suffix}"));
    let pictures = format!("testsrc=duration={seconds}:size={size}:rate=10");
    let sound = format!("sine=frequency=440:duration={seconds}");
    let done = Command::new(ffmpeg)
        .args(["-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", &pictures])
        .args(["-f", "lavfi", "-i", &sound])
        .args(arguments)
        .arg(&path)
        .status()
        .unwrap();
    assert!(done.success(), "ffmpeg makes no {suffix}");
    Some(std::fs::read(path).unwrap())
}

#[test]
fn a_poster_is_made_where_ffmpeg_is() {
    let films = [
        ("mp4", Media::Mp4, &["-an", "-c:v", "libx264", "-pix_fmt", "yuv420p"][..], "avc1"),
        ("webm", Media::Webm, &["-an", "-c:v", "libvpx-vp9", "-deadline", "realtime"][..], "V_VP9"),
    ];
    for (suffix, media, arguments, codec) in films {
        let Some(bytes) = film(suffix, "320x240", arguments) else { return };
        let seen = look(&bytes, media, "a");
        assert_eq!(seen.facts.oddities, [], "{suffix}");
        let facts = seen.facts.video.as_ref().unwrap();
        assert_eq!((facts.width, facts.height, facts.codec.as_str(), facts.plays), (320, 240, codec, true));
        assert!((2900..=3100).contains(&facts.milliseconds), "{suffix}: {}", facts.milliseconds);
        let poster = image::load_from_memory(&seen.made("poster", 1).unwrap()).unwrap();
        assert_eq!((poster.width(), poster.height()), (320, 240));
    }
}

#[test]
fn a_profile_that_browsers_do_not_play_is_told() {
    for (format, plays) in [("yuv420p", true), ("yuv422p", false), ("yuv444p", false)] {
        let Some(bytes) = film("mp4", "64x64", &["-an", "-c:v", "libx264", "-pix_fmt", format]) else {
            return;
        };
        let found = facts(&bytes, Media::Mp4);
        assert_eq!((found.codec.as_str(), found.plays), ("avc1", plays), "{format}");
    }
}

fn converted(bytes: &[u8], media: Media, longest: u64) -> Seen {
    with_task(bytes, media, "a", Task::Convert { seconds: 60, longest })
}

#[test]
fn any_container_becomes_a_film_that_plays() {
    let mpeg4 = ["-c:v", "mpeg4", "-c:a", "mp2"];
    let wmv = ["-c:v", "wmv2", "-c:a", "wmav2"];
    for (suffix, media, size, arguments, expected) in [
        ("avi", Media::Avi, "320x240", &mpeg4[..], (320, 240)),
        ("wmv", Media::Wmv, "320x240", &wmv, (320, 240)),
        ("mpg", Media::Mpg, "320x240", &["-r", "25", "-c:v", "mpeg2video", "-c:a", "mp2"], (320, 240)),
        ("mkv", Media::Mkv, "1920x1080", &["-c:v", "libx264", "-pix_fmt", "yuv422p"], (1280, 720)),
        // Upright, odd, wide, and with pixels that are not square.
        ("mov", Media::Mov, "1080x1920", &["-c:v", "mpeg4", "-c:a", "pcm_s16le"], (720, 1280)),
        ("avi", Media::Avi, "333x245", &mpeg4, (332, 244)),
        ("avi", Media::Avi, "2000x400", &mpeg4, (1280, 256)),
        (
            "mkv",
            Media::Mkv,
            "720x576",
            &["-vf", "setsar=16/15", "-c:v", "mpeg2video", "-c:a", "ac3"],
            (768, 576),
        ),
    ] {
        let Some(bytes) = film(suffix, size, arguments) else { return };
        let source = facts(&bytes, media);
        assert!(!source.plays, "{suffix} {size}");
        let seen = converted(&bytes, media, 600);
        assert_eq!(seen.facts.oddities, [], "{suffix} {size}");
        let made = facts(&seen.document.unwrap(), Media::Mp4);
        // Even, and as they were but for a hair.
        let is_near = |side: u32, expected: u32| side.is_multiple_of(2) && side.abs_diff(expected) <= 2;
        let (width, height) = expected;
        assert!(is_near(made.width, width) && is_near(made.height, height), "{suffix} {size}: {made:?}");
        assert!(made.plays && made.starts_early && made.codec == "avc1", "{suffix} {size}");
        assert!((2800..=3300).contains(&made.milliseconds), "{suffix} {size}: {}", made.milliseconds);
    }
}

#[test]
fn u19_what_a_film_says_of_its_maker_is_left_behind() {
    let arguments = [
        "-c:v",
        "mpeg4",
        "-c:a",
        "aac",
        "-movflags",
        "use_metadata_tags",
        "-metadata",
        "title=Rahasia",
        "-metadata",
        "location=-01.8861+113.4002/",
        "-metadata",
        "com.apple.quicktime.location.ISO6709=-01.8861",
    ];
    let Some(bytes) = film("mov", "64x64", &arguments) else { return };
    let has = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(has(&bytes, b"Rahasia") && has(&bytes, b"01.8861"));
    let made = converted(&bytes, Media::Mov, 600).document.unwrap();
    assert!(!has(&made, b"Rahasia") && !has(&made, b"01.8861"));
}

#[test]
fn a_film_that_was_taken_upright_stands() {
    let Some(mut film) = film("mp4", "320x240", &["-an", "-c:v", "mpeg4"]) else { return };
    // The matrix of the track (ISO/IEC 14496-12, 8.3.2): a quarter turn.
    let at = film.windows(4).position(|name| name == b"tkhd").unwrap() + 4 + 40;
    let turned = [0, 0x1_0000, 0, -0x1_0000, 0, 0, 0, 0, 0x4000_0000_i32];
    for (number, place) in turned.into_iter().zip(film[at..].chunks_exact_mut(4)) {
        place.copy_from_slice(&number.to_be_bytes());
    }
    let made = facts(&converted(&film, Media::Mp4, 600).document.unwrap(), Media::Mp4);
    assert_eq!((made.width, made.height), (240, 320));
}

#[test]
fn a_film_that_is_too_long_is_not_converted_to_its_end_and_still_tells() {
    let Some(bytes) = film_of(8, "avi", "64x64", &["-c:v", "mpeg4"]) else { return };
    let made = facts(&converted(&bytes, Media::Avi, 1).document.unwrap(), Media::Mp4);
    assert!((1001..=3300).contains(&made.milliseconds), "{}", made.milliseconds);
}

#[test]
fn u17_lists_of_other_files_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.mp4");
    std::fs::write(&secret, film("mp4", "64x64", &["-c:v", "mpeg4"]).unwrap_or_default()).unwrap();
    let lists = [
        format!("#EXTM3U\n#EXTINF:3,\nfile://{}\n#EXT-X-ENDLIST\n", secret.display()),
        format!("ffconcat version 1.0\nfile {}\n", secret.display()),
        "#EXTM3U\n#EXTINF:1,\nhttp://169.254.169.254/latest\n".to_owned(),
        format!("<?xml version=\"1.0\"?><MPD><BaseURL>{}</BaseURL></MPD>", secret.display()),
    ];
    for list in &lists {
        for media in
            [Media::Mp4, Media::Mov, Media::Mkv, Media::Webm, Media::Avi, Media::Wmv, Media::Mpg, Media::Mts]
        {
            let seen = converted(list.as_bytes(), media, 600);
            assert!(seen.document.is_none() && !seen.facts.oddities.is_empty(), "{media:?} {list}");
        }
    }
}

#[test]
fn a_film_is_put_in_order() {
    let late = mp4(b"avc1", 90, false);
    let seen = with_task(&late, Media::Mp4, "a", Task::Reorder);
    let made = seen.document.unwrap();
    assert_eq!((made.len(), facts(&made, Media::Mp4).starts_early), (late.len(), true));
    // What is in order has nothing made of it, and what is broken neither.
    for (bytes, oddities) in [(made.as_slice(), 0), (&late[..50], 1)] {
        let seen = with_task(bytes, Media::Mp4, "a", Task::Reorder);
        assert_eq!((seen.document, seen.facts.oddities.len()), (None, oddities));
    }
}

#[test]
fn what_a_film_shows_is_the_same_in_order() {
    let Some(late) = film("mp4", "320x240", &["-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"])
    else {
        return;
    };
    assert!(!facts(&late, Media::Mp4).starts_early);
    let made = with_task(&late, Media::Mp4, "a", Task::Reorder).document.unwrap();
    assert!(facts(&made, Media::Mp4).starts_early);
    let sum = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.mp4");
        std::fs::write(&path, bytes).unwrap();
        let told = Command::new(program::find("ffmpeg").unwrap())
            .args(["-nostdin", "-loglevel", "error", "-i"])
            .arg(&path)
            .args(["-map", "0", "-f", "streamhash", "-"])
            .output()
            .unwrap();
        assert!(told.status.success() && !told.stdout.is_empty());
        told.stdout
    };
    assert_eq!(sum(&late), sum(&made));
}
