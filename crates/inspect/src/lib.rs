//! A look inside files of evidence: what they are made of, pictures of them, and how to find them again in a near copy.
//!
//! Everything that decodes bytes of strangers is here, and is meant to run in a process of its own: [`run`] is the whole
//! life of that worker. [`answer`] does the same work where it is called, for tests. The words of question and answer are
//! those of [`files::examine`], the facts those of [`domain::facts`].

mod archive;
mod bounds;
mod clean;
mod document;
mod fault;
mod look;
mod pdf;
mod picture;
mod polyglot;
mod program;
mod properties;
mod sheet;
mod text;
mod video;
mod worker;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use domain::facts::Oddity;
use files::Media;
use files::examine::{Answer, Question, Task};

pub use worker::run;

use fault::Fault;
use look::Look;

/// Looks at a file and says all that was found. What goes wrong inside, a panic of a decoder too, is a fact about the file.
#[must_use]
pub fn answer(question: &Question) -> Answer {
    examine(question, &mut |_| ())
}

/// As [`answer`]; tells on the way what is known so far, so that a look that is cut short leaves something.
fn examine(question: &Question, tell: &mut dyn FnMut(&Answer)) -> Answer {
    let mut look = Look::new(question, tell);
    let outcome = catch_unwind(AssertUnwindSafe(|| inside(&mut look)));
    match outcome {
        Ok(Ok(())) => {}
        Ok(Err(fault)) => look.odd(fault.into()),
        Err(_panic) => look.odd(Oddity::Broken),
    }
    look.into_answer()
}

fn inside(look: &mut Look<'_>) -> Result<(), Fault> {
    let media = Media::from_code(look.media()).ok_or(Fault::Broken)?;
    match look.task() {
        Task::Look => {}
        Task::Page { number } => return pdf::page(look, *number),
        Task::Redact { areas } => return pdf::redact(look, areas),
        Task::Poster => return picture::poster(look, media),
        Task::Table => return sheet::table(look, media),
        Task::Reorder => return video::reorder(look),
        Task::Convert { seconds, longest } => {
            let (time, longest) = (Duration::from_secs(*seconds), Duration::from_secs(*longest));
            return video::convert(look, media, time, longest);
        }
    }
    if let Some(second) = polyglot::second_type(media, look.file())? {
        look.odd(Oddity::Polyglot { second: second.to_owned() });
    }
    match media {
        Media::Jpeg | Media::Png | Media::Webp | Media::Heic => picture::look(look, media),
        Media::Pdf => pdf::look(look),
        Media::Xlsx | Media::Ods | Media::Csv => sheet::look(look, media),
        Media::Docx | Media::Odt => document::look(look, media),
        Media::Mp4 | Media::Webm => video::look(look, media),
        Media::Mov | Media::Mkv | Media::Avi | Media::Wmv | Media::Mpg | Media::Mts => {
            video::look_at_footage(look, media)
        }
    }
}

#[cfg(test)]
mod tests;
