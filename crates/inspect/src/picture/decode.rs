//! From bytes to pixels, within bounds, and back to JPEG.

use std::io::Cursor;

use files::Media;
use image::codecs::jpeg::JpegEncoder;
use image::error::{ImageError, LimitErrorKind};
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader, Limits, RgbImage};

use crate::fault::Fault;
use crate::look::Jpeg;

/// Most bytes of pixels: 100 million of three bytes, and some for the decoder.
const MEMORY: u64 = 400 << 20;
/// Most pixels, as at upload.
const PIXELS: u64 = files::inspect::MAX_PIXELS;
/// Longest side that any of the formats can have.
const SIDE: u32 = 65_535;

/// Decodes a JPEG, PNG or WebP; of an animation the first picture.
pub(super) fn decode(bytes: &[u8], media: Media) -> Result<DynamicImage, Fault> {
    let format = match media {
        Media::Jpeg => ImageFormat::Jpeg,
        Media::Png => ImageFormat::Png,
        Media::Webp => ImageFormat::WebP,
        _ => return Err(Fault::Broken),
    };
    let reader = || ImageReader::with_format(Cursor::new(bytes), format);
    let (width, height) = reader().into_dimensions().map_err(fault)?;
    if u64::from(width) * u64::from(height) > PIXELS {
        return Err(Fault::TooCostly);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    let mut reader = reader();
    reader.limits(limits);
    reader.decode().map_err(fault)
}

fn fault(error: ImageError) -> Fault {
    match error {
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory => Fault::TooCostly,
            _ => Fault::Broken,
        },
        ImageError::Unsupported(_) => Fault::NoPreview,
        _ => Fault::Broken,
    }
}

/// Width and height after turning.
pub(super) fn upright(width: u32, height: u32, turn: Orientation) -> (u32, u32) {
    match turn {
        Orientation::Rotate90
        | Orientation::Rotate270
        | Orientation::Rotate90FlipH
        | Orientation::Rotate270FlipH => (height, width),
        _ => (width, height),
    }
}

/// A copy whose sides are at most `side` pixels; one that is small enough keeps its size.
pub(super) fn fit(picture: &DynamicImage, side: u32) -> DynamicImage {
    let longest = picture.width().max(picture.height());
    if longest <= side {
        return picture.clone();
    }
    // Much larger pictures are first averaged in whole boxes, which costs little, and then brought to size with care.
    if longest / 2 > side {
        return picture.thumbnail(side * 2, side * 2).resize(side, side, FilterType::Triangle);
    }
    picture.resize(side, side, FilterType::Triangle)
}

/// The picture on a white ground, where it has transparent parts.
pub(super) fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let source = picture.to_rgba8();
    RgbImage::from_fn(source.width(), source.height(), |x, y| {
        let [red, green, blue, alpha] = source.get_pixel(x, y).0;
        let mix = |part: u8| {
            let mixed = (u32::from(part) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

/// A JPEG of this quality (1 to 100), without any metadata.
pub(crate) fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Jpeg, Fault> {
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    let rgb = picture.to_rgb8();
    rgb.write_with_encoder(encoder).map_err(|_| Fault::Broken)?;
    Ok(Jpeg { bytes, width: picture.width(), height: picture.height() })
}

/// A JPEG of at most so many bytes, if any quality gives that; else the smallest.
pub(crate) fn jpeg_within(picture: &DynamicImage, most: usize) -> Result<Jpeg, Fault> {
    let mut made = jpeg(picture, 75)?;
    for quality in [60, 45, 30, 15] {
        if made.bytes.len() <= most {
            break;
        }
        made = jpeg(picture, quality)?;
    }
    Ok(made)
}
