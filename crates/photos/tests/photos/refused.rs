//! What is not taken, and how soon that is known.

use std::time::Duration;

use image::ImageFormat;
use photos::{BYTES_MAX, Picture, ReadProblem, Reading, Refused};
use tokio::time::timeout;

use super::made::{chunk, file, halves, png_of_points};
use super::metadata::with_segment;

/// Reads as the server does, in less than a second.
async fn read(sent: Vec<u8>) -> Result<Picture, ReadProblem> {
    timeout(Duration::from_secs(1), Reading::default().read(sent)).await.expect("within a second")
}

async fn refused(sent: Vec<u8>) -> Refused {
    match read(sent).await {
        Err(ReadProblem::Refused(refused)) => refused,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_picture_of_30_000_by_30_000_pixels_is_refused_though_it_is_small() {
    let bomb = png_of_points(30_000, 30_000);
    assert!(bomb.len() < BYTES_MAX / 10, "{} bytes", bomb.len());
    assert_eq!(refused(bomb).await, Refused::TooManyPixels);
}

#[tokio::test]
async fn a_header_that_claims_too_much_is_refused_in_each_form() {
    let mut jpeg = file(&halves(60, 40), ImageFormat::Jpeg);
    let at = jpeg.windows(2).position(|it| it == [0xFF, 0xC0]).expect("a frame") + 5;
    jpeg[at..at + 4].copy_from_slice(&[0x75, 0x30, 0x75, 0x30]);
    let mut webp = file(&halves(60, 40), ImageFormat::WebP);
    // Fourteen bits each behind the byte that begins a lossless picture.
    let at = webp.windows(4).position(|it| it == b"VP8L").expect("a picture") + 9;
    let sides = 15_999_u32 << 14 | 15_999;
    webp[at..at + 4].copy_from_slice(&sides.to_le_bytes());
    for (which, sent) in [
        ("a JPEG", jpeg),
        ("a WebP", webp),
        ("too wide", png_of_points(12_001, 1)),
        ("too high", png_of_points(1, 12_001)),
        ("too much in all", png_of_points(8_000, 6_251)),
    ] {
        assert_eq!(refused(sent).await, Refused::TooManyPixels, "{which}");
    }
}

#[tokio::test]
async fn the_largest_that_is_taken_is_taken() {
    let sent = png_of_points(8_000, 6_250);
    let picture = Reading::default().read(sent).await.expect("a picture of 50 million pixels");
    assert_eq!((picture.width, picture.height), (2_000, 1_563));
}

#[tokio::test]
async fn a_picture_that_ends_too_early_is_refused_wherever_it_ends() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let whole = file(&halves(600, 400), format);
        assert!(read(whole.clone()).await.is_ok());
        for end in [20, whole.len() / 4, whole.len() / 2, whole.len() - 3, whole.len() - 1] {
            let refused = refused(whole[..end].to_vec()).await;
            assert_eq!(refused, Refused::Damaged, "{format:?} cut at {end} of {}", whole.len());
        }
    }
}

#[tokio::test]
async fn the_thumbnail_of_a_camera_is_not_taken_for_the_end_of_the_picture() {
    let thumbnail = file(&halves(20, 10), ImageFormat::Jpeg);
    let sent = with_segment(&file(&halves(600, 400), ImageFormat::Jpeg), 0xE1, &thumbnail);
    assert!(read(sent.clone()).await.is_ok());
    assert_eq!(refused(sent[..sent.len() - 200].to_vec()).await, Refused::Damaged);
}

#[tokio::test]
async fn what_is_no_picture_is_refused_whatever_it_is_called() {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
    let tiff = b"II*\0\x08\0\0\0".to_vec();
    let pdf = b"%PDF-1.7".to_vec();
    for sent in [svg, gif, tiff, pdf, b"RIFF\x04\0\0\0WAVE".to_vec(), vec![0], vec![0xFF, 0xD8]] {
        assert_eq!(refused(sent).await, Refused::NotAPicture);
    }
    assert_eq!(refused(Vec::new()).await, Refused::Empty);
    for brand in ["heic", "heix", "mif1", "hevc"] {
        let sent = [b"\0\0\0\x18ftyp", brand.as_bytes(), b"\0\0\0\0mif1heic"].concat();
        assert_eq!(refused(sent).await, Refused::Heic, "{brand}");
    }
}

#[tokio::test]
async fn twenty_megabytes_are_refused_unread() {
    let whole = file(&halves(60, 40), ImageFormat::Jpeg);
    assert_eq!(refused([whole, vec![0; 20_000_000]].concat()).await, Refused::TooLarge);
}

#[tokio::test]
async fn a_picture_in_thousands_of_parts_is_refused() {
    let whole = file(&halves(60, 40), ImageFormat::Jpeg);
    let at = whole.windows(2).position(|it| it == [0xFF, 0xDA]).expect("a scan");
    let (head, scan) = (&whole[..at], &whole[at..whole.len() - 2]);
    let parts = |count: usize| [head, &scan.repeat(count), &[0xFF, 0xD9]].concat();
    assert_eq!(refused(parts(5_000)).await, Refused::Damaged);
}

#[tokio::test]
async fn a_text_in_a_png_that_unpacks_to_a_gigabyte_is_not_unpacked() {
    let packed = png_of_points(80_000, 100_000);
    let rows = &packed[41..packed.len() - 16];
    let text = [b"Comment\0\0", rows].concat();
    let whole = file(&halves(60, 40), ImageFormat::Png);
    let sent = [&whole[..33], &chunk(b"zTXt", &text), &whole[33..]].concat();
    assert!(sent.len() < BYTES_MAX);
    assert!(read(sent).await.is_ok(), "what it says is not looked at");
}
