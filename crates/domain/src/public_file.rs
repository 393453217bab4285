//! What the public is shown of a file, and what it is given.
//!
//! A picture is given as a copy that was painted anew, without what its camera noted: the place, the device, a first version
//! within; where no copy can be made, nothing is given of it. A document whose parts act when it is opened (scripts, programs, files inside) is shown as pictures of its pages,
//! and its original is given with a warning. Nothing that strangers sent is ever shown by the browser itself; originals are
//! saved only.

use crate::facts::{Facts, Oddity, Progress};

/// What stands on the page of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Its name and facts alone.
    Nothing,
    /// The picture.
    Preview,
    /// Pictures of so many of its first pages.
    Pages(u32),
    /// A film that browsers play.
    Film,
}

/// What whoever asks for the file gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// Nothing, and never.
    Nothing,
    /// Nothing yet: a copy without what its camera noted is still to be made.
    Later,
    /// The copy that was painted anew.
    Copy,
    /// The original, to be saved.
    Original,
    /// The original, to be saved, with a warning: it acts when it is opened, or is of two types at once.
    Warned,
}

/// What is known of a file.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// How far the look inside has come; `None` where nobody has asked for one.
    pub progress: Option<Progress>,
    /// What it found.
    pub facts: &'a Facts,
    /// Whether it may not be given out.
    pub is_shut_in: bool,
    /// Whether it is a picture by its type.
    pub is_picture: bool,
    /// Whether a copy was painted of it.
    pub has_copy: bool,
}

/// What the public sees of a file, and gets.
#[must_use]
pub fn of(known: Known<'_>) -> (Shown, Given) {
    if known.is_shut_in || known.facts.oddities.contains(&Oddity::Bomb) {
        return (Shown::Nothing, Given::Nothing);
    }
    let given = given(known);
    if known.progress != Some(Progress::Done) {
        return (Shown::Nothing, given);
    }
    let facts = known.facts;
    let shown = match (&facts.pdf, &facts.video) {
        _ if known.is_picture => {
            if known.has_copy {
                Shown::Preview
            } else {
                Shown::Nothing
            }
        }
        (Some(pdf), _) if pdf.shown > 0 => Shown::Pages(pdf.shown),
        (_, Some(video)) if video.plays && given == Given::Original => Shown::Film,
        _ => Shown::Nothing,
    };
    (shown, given)
}

fn given(known: Known<'_>) -> Given {
    if known.is_picture {
        // An original tells the device, its owner and often the place, also where the look could not read them.
        return match known.progress {
            _ if known.has_copy => Given::Copy,
            Some(Progress::Waiting) => Given::Later,
            _ => Given::Nothing,
        };
    }
    let is_risky = |oddity: &Oddity| matches!(oddity, Oddity::Active { .. } | Oddity::Polyglot { .. });
    if known.facts.oddities.iter().any(is_risky) { Given::Warned } else { Given::Original }
}

#[cfg(test)]
mod tests {
    use super::{Given, Known, Shown, of};
    use crate::facts::{Facts, Oddity, PdfFacts, PictureFacts, Position, Progress, VideoFacts};

    fn active() -> Oddity {
        Oddity::Active { part: "javascript".into() }
    }

    fn pdf(oddities: &[Oddity], shown: u32) -> Facts {
        Facts {
            oddities: oddities.to_vec(),
            pdf: Some(PdfFacts { pages: 12, shown, ..PdfFacts::default() }),
            ..Facts::default()
        }
    }

    fn picture(oddities: &[Oddity], place: bool) -> Facts {
        let place = place.then_some(Position { latitude: -1_886_100, longitude: 113_400_200 });
        let picture = PictureFacts { place, ..PictureFacts::default() };
        Facts { oddities: oddities.to_vec(), picture: Some(picture), ..Facts::default() }
    }

    #[test]
    fn u05_u07_u14_what_is_shown_and_given_of_each_file() {
        let polyglot = Oddity::Polyglot { second: "text/html".into() };
        let film =
            |plays| Facts { video: Some(VideoFacts { plays, ..VideoFacts::default() }), ..Facts::default() };
        let macros = Facts { oddities: vec![Oddity::Active { part: "macro".into() }], ..Facts::default() };
        let (done, waiting) = (Some(Progress::Done), Some(Progress::Waiting));
        let none = Facts::default();
        // What it is, the look, facts, shut in, a picture, a copy; what is shown and given.
        let table = [
            ("a plain PDF", done, pdf(&[], 10), false, false, false, Shown::Pages(10), Given::Original),
            (
                "a PDF that acts",
                done,
                pdf(&[active()], 10),
                false,
                false,
                false,
                Shown::Pages(10),
                Given::Warned,
            ),
            (
                "a locked PDF",
                done,
                pdf(&[Oddity::Locked], 0),
                false,
                false,
                false,
                Shown::Nothing,
                Given::Original,
            ),
            ("a PDF that waits", waiting, none.clone(), false, false, false, Shown::Nothing, Given::Original),
            (
                "PDF and HTML",
                done,
                pdf(std::slice::from_ref(&polyglot), 2),
                false,
                false,
                false,
                Shown::Pages(2),
                Given::Warned,
            ),
            ("a workbook with macros", done, macros, false, false, false, Shown::Nothing, Given::Warned),
            ("a bomb", done, pdf(&[Oddity::Bomb], 1), false, false, false, Shown::Nothing, Given::Nothing),
            ("a virus", done, pdf(&[], 10), true, false, false, Shown::Nothing, Given::Nothing),
            ("a photo", done, picture(&[], true), false, true, true, Shown::Preview, Given::Copy),
            ("a photo that waits", waiting, none.clone(), false, true, false, Shown::Nothing, Given::Later),
            ("a photo again", waiting, none.clone(), false, true, true, Shown::Nothing, Given::Copy),
            (
                "no preview, no place",
                done,
                picture(&[Oddity::NoPreview], false),
                false,
                true,
                false,
                Shown::Nothing,
                Given::Nothing,
            ),
            (
                "no preview, a place",
                done,
                picture(&[Oddity::NoPreview], true),
                false,
                true,
                false,
                Shown::Nothing,
                Given::Nothing,
            ),
            (
                "GIF and script",
                done,
                picture(std::slice::from_ref(&polyglot), false),
                false,
                true,
                true,
                Shown::Preview,
                Given::Copy,
            ),
            (
                "broken and two types",
                done,
                picture(&[polyglot], false),
                false,
                true,
                false,
                Shown::Nothing,
                Given::Nothing,
            ),
            ("a film", done, film(true), false, false, false, Shown::Film, Given::Original),
            ("a film nobody plays", done, film(false), false, false, false, Shown::Nothing, Given::Original),
            ("nobody asked", None, none, false, false, false, Shown::Nothing, Given::Original),
        ];
        for (name, progress, facts, is_shut_in, is_picture, has_copy, shown, given) in table {
            let known = Known { progress, facts: &facts, is_shut_in, is_picture, has_copy };
            assert_eq!(of(known), (shown, given), "{name}");
        }
    }

    #[test]
    fn u08_of_a_picture_without_a_copy_nothing_is_given_whatever_the_look_said_of_it() {
        let looks = [
            (Some(Progress::Failed), Facts::default(), Given::Nothing),
            (None, Facts::default(), Given::Nothing),
            (Some(Progress::Waiting), Facts::default(), Given::Later),
            (Some(Progress::Done), picture(&[Oddity::TooCostly], false), Given::Nothing),
            (Some(Progress::Done), picture(&[Oddity::Broken, active()], false), Given::Nothing),
        ];
        for (progress, facts, given) in looks {
            let known =
                Known { progress, facts: &facts, is_shut_in: false, is_picture: true, has_copy: false };
            assert_eq!(of(known), (Shown::Nothing, given), "{progress:?} {facts:?}");
        }
    }
}
