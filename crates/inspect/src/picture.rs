//! Pictures: what the camera noted, whether they were edited or are of a screen, and copies without metadata.

mod decode;
mod edits;
mod exif;
mod heic;
pub(crate) mod id_card;
mod likeness;
mod segments;

use domain::facts::PictureFacts;
use files::Media;
use image::DynamicImage;
use image::metadata::Orientation;

use crate::fault::Fault;
use crate::look::Look;

pub(crate) use decode::{jpeg, jpeg_within};
#[cfg(test)]
pub(crate) use likeness::{hashes, is_paper};

/// Longest picture file that is looked at, in bytes.
const MOST_BYTES: u64 = 96 << 20;
/// Longest side of the copy that people look at.
const PREVIEW: u32 = 1600;
/// Longest side of the small copy in lists.
const THUMBNAIL: u32 = 320;
/// Longest side of the picture that stands for a video.
const POSTER: u32 = 640;
/// Most bytes of it: the first view of its page has at most 50 KB.
const POSTER_BYTES: usize = 16 << 10;
/// Most bytes of the small copy.
const THUMBNAIL_BYTES: usize = 30 << 10;

/// A picture that a program of others made.
pub(crate) fn decode_png(bytes: &[u8]) -> Result<DynamicImage, Fault> {
    decode::decode(bytes, Media::Png)
}

/// Makes the small picture that stands for a video.
pub(crate) fn poster(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    let bytes = look.bytes(MOST_BYTES)?;
    let is_heic = match media {
        Media::Jpeg | Media::Png | Media::Webp => false,
        Media::Heic => true,
        _ => return Err(Fault::Broken),
    };
    if segments::read(media, &bytes).scans > segments::MOST_SCANS {
        return Err(Fault::TooCostly);
    }
    let picture = if is_heic { heic::decode(look)? } else { decode::decode(&bytes, media)? };
    let turn = if is_heic { Orientation::NoTransforms } else { exif::read(&bytes).orientation };
    let mut reduced = decode::fit(&picture, POSTER);
    reduced.apply_orientation(turn);
    let reduced = DynamicImage::from(decode::on_white(&reduced));
    look.make("poster", 1, &jpeg_within(&reduced, POSTER_BYTES)?)
}

pub(crate) fn look(look: &mut Look<'_>, media: Media) -> Result<(), Fault> {
    let bytes = look.bytes(MOST_BYTES)?;
    let parts = segments::read(media, &bytes);
    let noted = exif::read(&bytes);
    let mut facts = PictureFacts {
        width: noted.width,
        height: noted.height,
        taken: noted.taken,
        taken_offset: noted.taken_offset,
        place: noted.place,
        camera: noted.camera.clone(),
        edited: edits::edited(noted.software.as_deref(), &parts),
        software: noted.software.clone(),
        has_exif: noted.is_there,
        ..PictureFacts::default()
    };
    facts.screenshot = edits::screenshot_by_words(look.name(), &noted, &parts);
    look.facts.picture = Some(facts);
    look.tell();
    if parts.scans > segments::MOST_SCANS {
        return Err(Fault::TooCostly);
    }
    let picture = match media {
        Media::Heic => heic::decode(look)?,
        _ => decode::decode(&bytes, media)?,
    };
    drop(bytes);
    // `heif-convert` turns a picture upright itself.
    let turn = if media == Media::Heic { Orientation::NoTransforms } else { noted.orientation };
    settle(look, picture, turn, media)
}

/// What can be told from the pixels, and the copies.
fn settle(look: &mut Look<'_>, picture: DynamicImage, turn: Orientation, media: Media) -> Result<(), Fault> {
    let (width, height) = decode::upright(picture.width(), picture.height(), turn);
    let mut reduced = decode::fit(&picture, PREVIEW);
    drop(picture);
    reduced.apply_orientation(turn);
    let reduced = DynamicImage::from(decode::on_white(&reduced));
    let blank = likeness::is_blank(&reduced);
    if let Some(facts) = look.facts.picture.as_mut() {
        (facts.width, facts.height, facts.blank) = (width, height, blank);
        if facts.screenshot.is_none() && facts.camera.is_none() && edits::is_screen_size(media, width, height)
        {
            facts.screenshot = Some("screen_size".to_owned());
        }
    }
    if id_card::is_like_one(&reduced) {
        look.saw_id_card(1);
    }
    if !blank && !likeness::is_paper(&reduced) {
        look.likeness = likeness::hashes(&reduced);
    }
    look.make("preview", 1, &jpeg(&reduced, 80)?)?;
    let small = jpeg_within(&decode::fit(&reduced, THUMBNAIL), THUMBNAIL_BYTES)?;
    look.make("thumbnail", 1, &small)
}
