//! Whether a picture came as a whole, told from its form alone, without decoding anything.
//!
//! What decodes JPEGs fills up what is missing with gray, and goes through each part that a file claims to have: a few kilobytes
//! can have thousands of them, each about all of the picture.

/// Parts in which a JPEG may bring its picture. Cameras make one, what is made to appear little by little has about ten.
const SCANS_MAX: usize = 64;

/// Whether a JPEG comes to its end, in a number of parts that somebody would make.
pub(crate) fn jpeg(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(&[0xFF, 0xD8]) else { return false };
    let mut scans = 0;
    while let [0xFF, marker, after @ ..] = rest {
        match marker {
            // Fill bytes before a marker.
            0xFF => rest = &rest[1..],
            0xD9 => return scans > 0,
            // Markers without a length.
            0x01 | 0xD0..=0xD8 => rest = after,
            _ => {
                let Some(length) = after.first_chunk().map(|it| usize::from(u16::from_be_bytes(*it))) else {
                    return false;
                };
                let Some(next) = after.get(length..).filter(|_| length >= 2) else { return false };
                rest = next;
                if *marker == 0xDA {
                    scans += 1;
                    if scans > SCANS_MAX {
                        return false;
                    }
                    rest = after_scan(rest);
                }
            }
        }
    }
    false
}

/// What follows the pixels of a scan. In them 0xFF stands before a zero or a mark to begin anew.
fn after_scan(bytes: &[u8]) -> &[u8] {
    let ends = |pair: &[u8]| pair[0] == 0xFF && !matches!(pair[1], 0 | 0xD0..=0xD7);
    bytes.windows(2).position(ends).map_or(&[], |at| &bytes[at..])
}

/// Whether a PNG comes to its end.
pub(crate) fn png(bytes: &[u8]) -> bool {
    let Some(mut rest) = bytes.strip_prefix(b"\x89PNG\r\n\x1A\n") else { return false };
    while let Some((length, after)) = rest.split_first_chunk() {
        let Ok(length) = usize::try_from(u32::from_be_bytes(*length)) else { return false };
        // The kind of a chunk before it, its sum behind it.
        let whole = length.checked_add(8);
        let Some(next) = whole.and_then(|whole| after.get(whole..)) else { return false };
        if after.starts_with(b"IEND") {
            return true;
        }
        rest = next;
    }
    false
}

/// Whether a WebP is as long as it says.
pub(crate) fn webp(bytes: &[u8]) -> bool {
    let size = bytes.get(4..8).and_then(|it| it.first_chunk()).map(|it| u32::from_le_bytes(*it));
    let size = size.and_then(|it| usize::try_from(it).ok());
    size.is_some_and(|size| bytes.len() >= 8 && bytes.len() - 8 >= size)
}
