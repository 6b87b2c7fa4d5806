//! A picture that somebody sent, read under limits and written anew.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, Rgb, RgbImage};

use crate::complete;

/// Bytes of a picture that somebody sends. What a telephone's camera makes has up to eight million.
pub const BYTES_MAX: usize = 10_000_000;

/// Pixels of a side.
pub const SIDE_MAX: u32 = 12_000;

/// Pixels in all. The largest cameras of telephones have 50 million.
pub const PIXELS_MAX: u64 = 50_000_000;

/// Bytes that a decoder may take: 50 million pixels of four bytes, and as much again as it needs to put them together.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;

/// Pixels of the longer side of what is kept: the small print of a card can be read.
const KEPT_MAX: u32 = 2_000;

/// How much of what cannot be seen is left out of what is kept.
const QUALITY: u8 = 85;

/// A picture as it is kept: a JPEG that has nothing but what can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub jpeg: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing.
    #[error("there is no picture")]
    Empty,
    /// More than [`BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// What iPhones make unless told.
    #[error("the picture is in Apple's form")]
    Heic,
    /// No JPEG, PNG or WebP, whatever it is called.
    #[error("the file is not a picture in a form that is read")]
    NotAPicture,
    /// More than [`SIDE_MAX`] or [`PIXELS_MAX`].
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// It ends too early, or is not put together as it should be.
    #[error("the picture is damaged or not whole")]
    Damaged,
}

#[derive(Clone, Copy)]
enum Form {
    Jpeg,
    Png,
    WebP,
}

impl Picture {
    /// Reads what was sent. Takes up to a second, and much memory, but never more than the limits say.
    ///
    /// # Errors
    /// When it is no picture that can be taken.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.is_empty() {
            return Err(Refused::Empty);
        }
        if bytes.len() > BYTES_MAX {
            return Err(Refused::TooLarge);
        }
        let source = Cursor::new(bytes);
        let image = match form(bytes)? {
            Form::Jpeg => whole(complete::jpeg(bytes), JpegDecoder::new(source)),
            Form::Png => whole(complete::png(bytes), PngDecoder::with_limits(source, limits())),
            Form::WebP => whole(complete::webp(bytes), WebPDecoder::new(source)),
        }?;
        written(&image)
    }
}

/// By how it begins; names and types that were sent along say nothing.
fn form(bytes: &[u8]) -> Result<Form, Refused> {
    let brand =
        |it: &[u8]| it.starts_with(b"ftyphei") || it.starts_with(b"ftyphev") || it.starts_with(b"ftypmif");
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Ok(Form::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Form::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Form::WebP),
        [_, _, _, _, rest @ ..] if brand(rest) => Err(Refused::Heic),
        _ => Err(Refused::NotAPicture),
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_MAX);
    limits.max_image_height = Some(SIDE_MAX);
    limits.max_alloc = Some(MEMORY_MAX);
    limits
}

fn whole<D: ImageDecoder>(is_whole: bool, decoder: Result<D, ImageError>) -> Result<DynamicImage, Refused> {
    let decoder = decoder.map_err(|it| refused(&it))?;
    let (width, height) = decoder.dimensions();
    if width > SIDE_MAX || height > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Refused::TooManyPixels);
    }
    if !is_whole || width == 0 || height == 0 {
        return Err(Refused::Damaged);
    }
    decoded(decoder).map_err(|it| refused(&it))
}

/// The picture as it is looked at. It is made smaller before it is turned, so that there are never two of its size.
fn decoded(mut decoder: impl ImageDecoder) -> Result<DynamicImage, ImageError> {
    decoder.set_limits(limits())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let image = DynamicImage::from_decoder(decoder)?;
    let is_large = image.width().max(image.height()) > KEPT_MAX;
    let mut image = if is_large { image.thumbnail(KEPT_MAX, KEPT_MAX) } else { image };
    image.apply_orientation(orientation);
    Ok(image)
}

fn refused(error: &ImageError) -> Refused {
    match error {
        ImageError::Limits(_) => Refused::TooManyPixels,
        _ => Refused::Damaged,
    }
}

/// On white, where one could see through it.
fn written(image: &DynamicImage) -> Result<Picture, Refused> {
    let pixels = if image.color().has_alpha() { on_white(image) } else { image.to_rgb8() };
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&pixels).map_err(|_| Refused::Damaged)?;
    Ok(Picture { jpeg, width: pixels.width(), height: pixels.height() })
}

fn on_white(image: &DynamicImage) -> RgbImage {
    let seen = image.to_rgba8();
    let mut pixels = RgbImage::new(seen.width(), seen.height());
    for (x, y, pixel) in seen.enumerate_pixels() {
        let [red, green, blue, alpha] = pixel.0.map(u16::from);
        let over = |it: u16| u8::try_from((it * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        pixels.put_pixel(x, y, Rgb([over(red), over(green), over(blue)]));
    }
    pixels
}
