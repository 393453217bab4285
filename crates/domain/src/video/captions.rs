//! Captions as `WebVTT` (W3C, *The Web Video Text Tracks Format*).
//!
//! What was sent is read strictly, with the line of each fault, and written anew: times and plain words, no styles, no
//! positions, no mark-up. Reading takes time in proportion to the length of the text.

use std::fmt::Write as _;
use std::time::Duration;

/// Most bytes of a file of captions.
pub const BYTES_MAX: u64 = 512 * 1024;
/// Most cues.
const CUES_MAX: usize = 3000;
/// Most characters of the words of one cue.
const WORDS_MAX: usize = 400;
/// Faults that are told at once.
const TOLD: usize = 20;
/// A cue may end so much after the film: programs round up.
const ROUNDING: Duration = Duration::from_secs(1);

/// Words and when they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// From when.
    pub from: Duration,
    /// Until when.
    pub until: Duration,
    /// The words, one or more lines.
    pub words: String,
}

/// The captions of a film, in the order in which they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Captions(Vec<Cue>);

/// A fault in a file of captions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CueFault {
    /// In which line, from 1.
    pub line: usize,
    /// What it is.
    pub kind: CueFaultKind,
}

/// What can be wrong with captions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueFaultKind {
    /// The file does not begin with `WEBVTT`.
    NoHeader,
    /// The bytes are no UTF-8.
    NotUtf8,
    /// A character that cannot be shown.
    BadCharacter,
    /// A line of times cannot be read.
    BadTime,
    /// A time has a comma, as in `SubRip`.
    Comma,
    /// A cue ends before it begins.
    EndsEarly,
    /// A cue begins before the one above it.
    OutOfOrder,
    /// A cue ends after the film.
    AfterFilm,
    /// A cue without words.
    NoWords,
    /// A cue with too many words.
    TooManyWords,
    /// Words that belong to no cue.
    NoTime,
    /// No cue at all.
    Empty,
    /// Too many cues.
    TooMany,
}

impl Captions {
    /// Reads a file; `film` is how long the film is, where that is known.
    ///
    /// # Errors
    /// The first faults, at least one, in the order of their lines.
    pub fn read(bytes: &[u8], film: Option<Duration>) -> Result<Self, Vec<CueFault>> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            vec![CueFault { line, kind: CueFaultKind::NotUtf8 }]
        })?;
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.split('\n').collect();
        let mut reading = Reading { film, faults: Vec::new(), cues: Vec::new() };
        if !is_header(lines[0]) {
            return Err(vec![CueFault { line: 1, kind: CueFaultKind::NoHeader }]);
        }
        let mut at = 1;
        // What stands below the first line belongs to the header.
        while at < lines.len() && !lines[at].is_empty() {
            if lines[at].contains("-->") {
                break;
            }
            at += 1;
        }
        while at < lines.len() && reading.faults.len() < TOLD {
            if lines[at].trim().is_empty() {
                at += 1;
                continue;
            }
            let end =
                lines[at..].iter().position(|line| line.trim().is_empty()).map_or(lines.len(), |n| at + n);
            reading.block(at, &lines[at..end]);
            at = end;
        }
        if reading.faults.is_empty() && reading.cues.is_empty() {
            reading.fault(lines.len(), CueFaultKind::Empty);
        }
        if reading.faults.is_empty() { Ok(Self(reading.cues)) } else { Err(reading.faults) }
    }

    /// The cues.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.0
    }

    /// The file that is given out.
    #[must_use]
    pub fn write(&self) -> String {
        let mut text = String::from("WEBVTT\n");
        for cue in &self.0 {
            let words = cue.words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            // Writing to a text cannot fail.
            let _ = write!(text, "\n{} --> {}\n{words}\n", stamp(cue.from), stamp(cue.until));
        }
        text
    }

    /// What is said, as text: the words of all cues, a paragraph for each stretch without a pause of three seconds. A line
    /// that is shown again, as rolling captions do, counts once.
    #[must_use]
    pub fn transcript(&self) -> String {
        const PAUSE: Duration = Duration::from_secs(3);
        let mut text = String::new();
        let (mut until, mut last) = (None::<Duration>, "");
        for cue in &self.0 {
            for line in cue.words.lines() {
                if line == last {
                    continue;
                }
                let is_pause = until.is_some_and(|until| cue.from.saturating_sub(until) >= PAUSE);
                if !text.is_empty() {
                    text.push_str(if is_pause && until.is_some() { "\n\n" } else { " " });
                }
                text.push_str(line);
                until = None;
                last = line;
            }
            until = Some(cue.until);
        }
        text
    }
}

fn is_header(line: &str) -> bool {
    line.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

struct Reading {
    film: Option<Duration>,
    faults: Vec<CueFault>,
    cues: Vec<Cue>,
}

impl Reading {
    fn fault(&mut self, line: usize, kind: CueFaultKind) {
        self.faults.push(CueFault { line, kind });
    }

    /// Reads the lines between two empty ones; `at` is the index of the first.
    fn block(&mut self, at: usize, lines: &[&str]) {
        let is_named = |name: &str| {
            lines[0].strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
        };
        // Notes say nothing to people; looks are the page's own.
        if is_named("NOTE") || is_named("STYLE") || is_named("REGION") {
            return;
        }
        let Some(times) = lines.iter().take(2).position(|line| line.contains("-->")) else {
            return self.fault(at + 1, CueFaultKind::NoTime);
        };
        let line = at + times + 1;
        let (from, until) = match times_of(lines[times]) {
            Ok(times) => times,
            Err(kind) => return self.fault(line, kind),
        };
        if until <= from {
            return self.fault(line, CueFaultKind::EndsEarly);
        }
        if self.cues.last().is_some_and(|before| from < before.from) {
            return self.fault(line, CueFaultKind::OutOfOrder);
        }
        if self.film.is_some_and(|film| until > film + ROUNDING) {
            return self.fault(line, CueFaultKind::AfterFilm);
        }
        self.words(line, &lines[times + 1..], (from, until));
    }

    fn words(&mut self, line: usize, lines: &[&str], (from, until): (Duration, Duration)) {
        let mut words = Vec::new();
        for (at, one) in lines.iter().enumerate() {
            let plain = plain(one);
            if plain.chars().any(|c| c.is_control() || crate::assessment::is_forbidden(c)) {
                return self.fault(line + 1 + at, CueFaultKind::BadCharacter);
            }
            let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
            if !plain.is_empty() {
                words.push(plain);
            }
        }
        let words = words.join("\n");
        if words.is_empty() {
            return self.fault(line, CueFaultKind::NoWords);
        }
        if words.chars().count() > WORDS_MAX {
            return self.fault(line + 1, CueFaultKind::TooManyWords);
        }
        if self.cues.len() >= CUES_MAX {
            return self.fault(line, CueFaultKind::TooMany);
        }
        self.cues.push(Cue { from, until, words });
    }
}

/// Both times of a line, its settings left out.
fn times_of(line: &str) -> Result<(Duration, Duration), CueFaultKind> {
    let (from, rest) = line.split_once("-->").ok_or(CueFaultKind::BadTime)?;
    let until = rest.split_whitespace().next().unwrap_or_default();
    if from.contains(',') || until.contains(',') {
        return Err(CueFaultKind::Comma);
    }
    let time = |text: &str| time(text.trim()).ok_or(CueFaultKind::BadTime);
    Ok((time(from)?, time(until)?))
}

/// `hh:mm:ss.ttt`, the hours left out or of two digits and more.
fn time(text: &str) -> Option<Duration> {
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| -> Option<u64> {
        let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { text.parse().ok() } else { None }
    };
    let (clock, thousandths) = text.split_once('.')?;
    let mut parts = clock.rsplit(':');
    let seconds = number(parts.next()?, 2..=2).filter(|seconds| *seconds < 60)?;
    let minutes = number(parts.next()?, 2..=2).filter(|minutes| *minutes < 60)?;
    let hours = match parts.next() {
        Some(hours) => number(hours, 2..=4)?,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    let thousandths = number(thousandths, 3..=3)?;
    Some(Duration::from_millis(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths))
}

fn stamp(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{hours:02}:{minutes:02}:{:02}.{:03}", seconds % 60, time.subsec_millis())
}

/// The words of a line without tags, its references resolved.
fn plain(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            // A tag that is not closed goes to the end of its line.
            rest = rest.find('>').map_or("", |end| &rest[end + 1..]);
            continue;
        }
        let known = REFERENCES.iter().find(|(name, _)| rest.starts_with(name));
        let (name, stands_for) = known.copied().unwrap_or(("&", "&"));
        text.push_str(stands_for);
        rest = &rest[name.len()..];
    }
    text.push_str(rest);
    text
}

/// The references that the format knows; marks of direction are left out.
const REFERENCES: [(&str, &str); 6] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", "")];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Captions, CueFaultKind as K};
    use std::time::Duration;

    const FILM: Option<Duration> = Some(Duration::from_mins(1));

    fn faults(text: &str) -> Vec<(usize, K)> {
        match Captions::read(text.as_bytes(), FILM) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|fault| (fault.line, fault.kind)).collect(),
        }
    }

    #[test]
    fn what_is_sent_is_written_anew_without_marks() {
        let sent = "\u{FEFF}WEBVTT - Komitmen\r\nKind: captions\r\n\r\nNOTE dibuat sendiri\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n\
            satu\r\n00:01.000 --> 00:04.500 align:start line:0\r\n<v Ketua>Kami <b>terbuka</b> &amp; jujur.</v>\r\n\r\n\
            00:00:05.000 --> 00:00:08.000\r\n1 < 2<script>alert(1)</script>\r\nbaris dua\r\n";
        let captions = Captions::read(sent.as_bytes(), FILM).unwrap();
        let written = captions.write();
        assert_eq!(
            written,
            "WEBVTT\n\n00:00:01.000 --> 00:00:04.500\nKami terbuka &amp; jujur.\n\n\
             00:00:05.000 --> 00:00:08.000\n1 alert(1)\nbaris dua\n"
        );
        assert_eq!(Captions::read(written.as_bytes(), FILM).unwrap(), captions);
        assert_eq!(captions.transcript(), "Kami terbuka & jujur. 1 alert(1) baris dua");
    }

    #[test]
    fn each_fault_is_told_with_its_line() {
        let cue = |times: &str| format!("WEBVTT\n\n{times}\nkata\n");
        for (text, expected) in [
            (String::new(), vec![(1, K::NoHeader)]),
            ("1\n00:00:01,000 --> 00:00:02,000\nkata".into(), vec![(1, K::NoHeader)]),
            ("WEBVTTX\n".into(), vec![(1, K::NoHeader)]),
            ("WEBVTT\n".into(), vec![(2, K::Empty)]),
            (cue("00:00:01,000 --> 00:00:02,000"), vec![(3, K::Comma)]),
            (cue("00:01 --> 00:02"), vec![(3, K::BadTime)]),
            (cue("00:61.000 --> 00:62.000"), vec![(3, K::BadTime)]),
            (cue("1:00:01.000 --> 1:00:02.000"), vec![(3, K::BadTime)]),
            (cue("00:02.000 --> 00:02.000"), vec![(3, K::EndsEarly)]),
            (cue("00:59.000 --> 01:01.001"), vec![(3, K::AfterFilm)]),
            (cue("00:59.000 --> 01:01.000"), vec![]),
            ("WEBVTT\n\nkata tanpa waktu\n".into(), vec![(3, K::NoTime)]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n".into(), vec![(3, K::NoWords)]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>\n".into(), vec![(3, K::NoWords)]),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\nsatu\u{7}\n".into(), vec![(4, K::BadCharacter)]),
            (
                format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}\n", "a".repeat(401)),
                vec![(4, K::TooManyWords)],
            ),
            (
                "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n\n00:07.000 --> 00:06.000\nc".into(),
                vec![(6, K::OutOfOrder), (9, K::EndsEarly)],
            ),
        ] {
            assert_eq!(faults(&text), expected, "{text:?}");
        }
        let latin = Captions::read(b"WEBVTT\n\n00:01.000 --> 00:02.000\nna\xefve", None).unwrap_err();
        assert_eq!((latin[0].line, latin[0].kind), (4, K::NotUtf8));
    }

    #[test]
    fn a_transcript_has_a_paragraph_after_a_pause_and_no_line_twice() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nSatu\n\n00:02.000 --> 00:03.000\nSatu\ndua\n\n00:10.000 --> 00:11.000\nTiga\n";
        assert_eq!(Captions::read(text.as_bytes(), FILM).unwrap().transcript(), "Satu dua\n\nTiga");
    }

    #[test]
    fn a_file_of_faults_is_told_in_part() {
        let text = format!("WEBVTT\n{}", "\nkata\n".repeat(5000));
        assert_eq!(faults(&text).len(), super::TOLD);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Captions::read(&bytes, FILM);
        }

        #[test]
        fn what_was_read_is_read_again(words in "[a-z<>&;/ ]{1,40}") {
            let text = format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{words}\n");
            if let Ok(captions) = Captions::read(text.as_bytes(), FILM) {
                let again = Captions::read(captions.write().as_bytes(), FILM);
                prop_assert_eq!(again.as_ref(), Ok(&captions));
                prop_assert!(!captions.write().contains('<'));
            }
        }
    }
}
