//! Files that are sent.

use std::io::{Cursor, Write};

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A picture whose left half is red and whose right half is blue.
pub fn halves(width: u32, height: u32) -> DynamicImage {
    let color = |x| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) };
    RgbImage::from_fn(width, height, |x, _| color(x)).into()
}

/// The same as a file.
pub fn file(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("a file");
    bytes.into_inner()
}

/// A PNG of so many white points, one bit each: a few kilobytes, whatever its size.
pub fn png_of_points(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let mut row = vec![0xFF; usize::try_from(width.div_ceil(8)).expect("fits") + 1];
    row[0] = 0;
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..height {
        rows.write_all(&row).expect("a row");
    }
    let rows = rows.finish().expect("rows");
    [b"\x89PNG\r\n\x1A\n".to_vec(), chunk(b"IHDR", &head), chunk(b"IDAT", &rows), chunk(b"IEND", &[])]
        .concat()
}

/// A chunk of a PNG.
pub fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(data);
    let length = u32::try_from(data.len()).expect("fits").to_be_bytes();
    [&length[..], kind, data, &sum.sum().to_be_bytes()].concat()
}
