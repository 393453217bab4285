//! Whether a film can be shown to everybody as it is.

use std::time::Duration;

use crate::facts::{Facts, Oddity, Progress};

/// What is known of a film.
#[derive(Debug, Clone, Copy)]
pub struct Film<'a> {
    /// How far the look inside has come; `None` where nobody has asked for one.
    pub progress: Option<Progress>,
    /// What it found.
    pub facts: &'a Facts,
    /// Whether it may not be given out.
    pub is_shut_in: bool,
}

/// Why a film cannot be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilmFault {
    /// It is still being looked at.
    Waiting,
    /// It may hold something harmful.
    ShutIn,
    /// Its container cannot be read.
    Unreadable,
    /// Browsers do not play what is in it.
    DoesNotPlay {
        /// Short name of how the picture is packed, as the container has it.
        codec: String,
    },
    /// It does not say how long it is.
    NoLength,
    /// It is longer than allowed.
    TooLong {
        /// How long it is.
        length: Duration,
    },
}

/// What keeps a film from being published; nothing where browsers play it and it is at most `longest`.
#[must_use]
pub fn judge(film: Film<'_>, longest: Duration) -> Option<FilmFault> {
    if film.is_shut_in || film.facts.oddities.contains(&Oddity::Bomb) {
        return Some(FilmFault::ShutIn);
    }
    match film.progress {
        Some(Progress::Done) => {}
        Some(Progress::Failed) => return Some(FilmFault::Unreadable),
        _ => return Some(FilmFault::Waiting),
    }
    let Some(video) = &film.facts.video else { return Some(FilmFault::Unreadable) };
    // Two types at once: what a browser plays may be a page to another program.
    if film.facts.oddities.iter().any(|oddity| matches!(oddity, Oddity::Polyglot { .. })) {
        return Some(FilmFault::Unreadable);
    }
    // Said before "cut off": what plays nowhere may be what no picture could be taken of.
    if !video.plays {
        return Some(FilmFault::DoesNotPlay { codec: video.codec.clone() });
    }
    if film.facts.oddities.contains(&Oddity::Broken) {
        return Some(FilmFault::Unreadable);
    }
    let length = Duration::from_millis(video.milliseconds);
    if length.is_zero() {
        return Some(FilmFault::NoLength);
    }
    (length > longest).then_some(FilmFault::TooLong { length })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::VideoFacts;

    #[test]
    fn what_can_be_shown_to_everybody() {
        let film = |plays, seconds: u64| Facts {
            video: Some(VideoFacts {
                plays,
                milliseconds: seconds * 1000,
                codec: "avc1".into(),
                ..VideoFacts::default()
            }),
            ..Facts::default()
        };
        let odd = |oddity| Facts { oddities: vec![oddity], ..film(true, 60) };
        let (done, waiting, failed) = (Some(Progress::Done), Some(Progress::Waiting), Some(Progress::Failed));
        let longest = Duration::from_mins(10);
        for (name, progress, facts, is_shut_in, expected) in [
            ("a film of ten minutes", done, film(true, 600), false, None),
            ("nobody asked", None, film(true, 60), false, Some(FilmFault::Waiting)),
            ("it waits", waiting, Facts::default(), false, Some(FilmFault::Waiting)),
            ("the look was given up", failed, Facts::default(), false, Some(FilmFault::Unreadable)),
            ("no container", done, Facts::default(), false, Some(FilmFault::Unreadable)),
            ("a virus", done, film(true, 60), true, Some(FilmFault::ShutIn)),
            ("a bomb", done, odd(Oddity::Bomb), false, Some(FilmFault::ShutIn)),
            ("cut off", done, odd(Oddity::Broken), false, Some(FilmFault::Unreadable)),
            (
                "two types",
                done,
                odd(Oddity::Polyglot { second: "text/html".into() }),
                false,
                Some(FilmFault::Unreadable),
            ),
            ("no poster", done, odd(Oddity::NoPreview), false, None),
            (
                "another codec",
                done,
                film(false, 60),
                false,
                Some(FilmFault::DoesNotPlay { codec: "avc1".into() }),
            ),
            ("no length", done, film(true, 0), false, Some(FilmFault::NoLength)),
            (
                "too long",
                done,
                film(true, 601),
                false,
                Some(FilmFault::TooLong { length: Duration::from_secs(601) }),
            ),
        ] {
            assert_eq!(judge(Film { progress, facts: &facts, is_shut_in }, longest), expected, "{name}");
        }
    }
}
