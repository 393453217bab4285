//! Videos: what their containers say, and one picture of them.

mod mp4;
mod poster;
mod webm;

use domain::facts::VideoFacts;
use files::Media;

use crate::fault::Fault;
use crate::look::Look;

pub(crate) fn look(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    let mut file = look.open()?;
    let facts: VideoFacts = match media {
        Media::Mp4 => mp4::read(&mut file)?,
        _ => webm::read(&mut file)?,
    };
    let milliseconds = facts.milliseconds;
    look.facts.video = Some(facts);
    look.tell();
    poster::make(look, media, milliseconds)
}
