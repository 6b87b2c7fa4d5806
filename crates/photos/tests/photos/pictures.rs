//! What is taken, and what is left of it.

use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use photos::{Picture, Refused};

use super::made::{file, halves};
use super::metadata::{exif, with_segment};

const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

fn seen(picture: &Picture) -> image::RgbImage {
    let image = image::load_from_memory_with_format(&picture.jpeg, ImageFormat::Jpeg).expect("a JPEG");
    image.to_rgb8()
}

/// Whether a point is more red than blue.
fn is_red(picture: &Picture, x: u32, y: u32) -> bool {
    let [red, _, blue] = seen(picture).get_pixel(x, y).0;
    assert!(red.abs_diff(blue) > 80, "{red} {blue}");
    red > blue
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

#[test]
fn each_form_is_read_and_comes_out_as_the_same_picture() {
    for format in FORMATS {
        let picture = Picture::read(&file(&halves(60, 40), format)).expect("a picture");
        assert_eq!((picture.width, picture.height), (60, 40), "{format:?}");
        assert!(is_red(&picture, 5, 20) && !is_red(&picture, 55, 20), "{format:?}");
    }
}

#[test]
fn a_large_picture_comes_out_smaller_in_the_same_proportions() {
    for (from, to) in [((4_000, 3_000), (2_000, 1_500)), ((900, 3_600), (500, 2_000)), ((1, 1), (1, 1))] {
        let picture = Picture::read(&file(&halves(from.0, from.1), ImageFormat::Jpeg)).expect("a picture");
        assert_eq!((picture.width, picture.height), to, "{from:?}");
    }
}

#[test]
fn a_picture_is_turned_as_the_camera_was_held() {
    let upright = file(&halves(60, 40), ImageFormat::Jpeg);
    let picture = Picture::read(&with_segment(&upright, 0xE1, &exif(6))).expect("a picture");
    assert_eq!((picture.width, picture.height), (40, 60));
    assert!(is_red(&picture, 20, 5) && !is_red(&picture, 20, 55), "left became top");
}

#[test]
fn nothing_of_where_and_whose_it_was_is_left() {
    let plain = file(&halves(60, 40), ImageFormat::Jpeg);
    let mut sent = with_segment(&plain, 0xE1, &exif(1));
    sent = with_segment(&sent, 0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Zoe Nguyen</x:xmpmeta>");
    sent = with_segment(&sent, 0xE2, b"ICC_PROFILE\0\x01\x01Zoe Nguyen");
    sent = with_segment(&sent, 0xFE, b"Zoe Nguyen");
    let picture = Picture::read(&sent).expect("a picture");
    assert!(holds(&sent, b"Zoe Nguyen") && holds(&sent, b"Exif"));
    for part in [&b"Zoe"[..], b"Exif", b"xmp", b"ICC_PROFILE", b"40.7"] {
        assert!(!holds(&picture.jpeg, part), "{part:?}");
    }
}

#[test]
fn what_else_a_file_is_does_not_come_along() {
    let page = b"<html><script>alert(1)</script>";
    let archive = b"PK\x03\x04\x14\0\0\0evil.exe";
    for format in FORMATS {
        let whole = file(&halves(60, 40), format);
        for also in [&page[..], archive] {
            let sent = [&whole, also].concat();
            let picture = Picture::read(&sent).expect("a picture with something behind it");
            assert!(!holds(&picture.jpeg, &also[..4]) && picture.jpeg.starts_with(&[0xFF, 0xD8, 0xFF]));
            assert!(picture.jpeg.ends_with(&[0xFF, 0xD9]), "nothing comes after its end");
        }
    }
    let within = with_segment(&file(&halves(60, 40), ImageFormat::Jpeg), 0xFE, page);
    assert!(!holds(&Picture::read(&within).expect("a picture").jpeg, b"<html>"));
    assert_eq!(Picture::read(&[&page[..], &within].concat()), Err(Refused::NotAPicture));
}

#[test]
fn what_one_can_see_through_is_white_and_hides_nothing() {
    let secret = Rgba([0, 0, 0, 0]);
    let image: DynamicImage = RgbaImage::from_pixel(40, 40, secret).into();
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let picture = Picture::read(&file(&image, format)).expect("a picture");
        assert!(seen(&picture).pixels().all(|it| it.0.iter().all(|it| *it > 250)), "{format:?}");
    }
}
