//! Videos: what their containers say, one picture of them, and films that are made of them.

mod convert;
mod mp4;
mod order;
mod poster;
mod webm;

use std::fs::File;
use std::io::BufWriter;
use std::time::Duration;

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

/// What a container says that browsers do not open. Nothing of it is decoded before it is converted, so there is no picture.
pub(crate) fn look_at_footage(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    let facts = container(look, media)?.unwrap_or_default();
    let codec = if facts.codec.is_empty() { media.code().to_owned() } else { facts.codec };
    look.facts.video = Some(VideoFacts { codec, plays: false, ..facts });
    Ok(())
}

/// What a container says, where it can be read; whoever converts it may be able to when this is not.
fn container(look: &Look<'_>, media: Media) -> Result<Option<VideoFacts>, Fault> {
    let mut file = look.open()?;
    Ok(match media {
        Media::Mp4 | Media::Mov => mp4::read(&mut file).ok(),
        Media::Webm | Media::Mkv => webm::read(&mut file).ok(),
        _ => None,
    })
}

/// Brings the table of contents of an MP4 before its film.
pub(crate) fn reorder(look: &mut Look<'_>) -> Result<(), Fault> {
    const MADE: &str = "ordered.mp4";
    let mut file = look.open()?;
    let mut out = BufWriter::new(File::create(look.path(MADE))?);
    match order::put_in_order(&mut file, &mut out) {
        Ok(true) => {
            look.made_document(MADE);
            Ok(())
        }
        outcome => {
            drop(out);
            std::fs::remove_file(look.path(MADE))?;
            outcome.map(|_| ())
        }
    }
}

/// Makes an MP4 that all browsers play.
pub(crate) fn convert(
    look: &mut Look<'_>,
    media: Media,
    time: Duration,
    longest: Duration,
) -> Result<(), Fault> {
    let length = container(look, media)?.map_or(0, |facts| facts.milliseconds);
    convert::make(look, media, Duration::from_millis(length), time, longest)
}
