//! What comes along with a picture.

/// A JPEG with a segment of metadata behind its first two bytes.
pub fn with_segment(jpeg: &[u8], marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("fits").to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, data, &jpeg[2..]].concat()
}

/// Exif that says how a camera was held, where it was and whose it is.
pub fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let artist = b"Zoe Nguyen 40.7128N\0";
    [
        &b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x02"[..],
        &entry(0x0112, 3, 1, [0, orientation, 0, 0]),
        &entry(0x013B, 2, 20, [0, 0, 0, 38]),
        &[0; 4],
        artist,
    ]
    .concat()
}
