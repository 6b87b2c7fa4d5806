//! Names within sentences, whichever way they are written.

use std::borrow::Cow;

/// Before a piece whose direction follows from its own first letter.
pub const ISOLATE: char = '\u{2068}';
/// After such a piece.
pub const END: char = '\u{2069}';

/// A name, which has no such marks within, as it stands in a sentence that runs from left to right. One with letters from right to left
/// is set apart: otherwise the figures and signs next to it would go on in its direction. Any other stands as it is, since not every
/// program hides the marks.
#[must_use]
pub fn set_apart(name: &str) -> Cow<'_, str> {
    if name.starts_with(ISOLATE) || !name.chars().any(runs_from_the_right) {
        return name.into();
    }
    ["\u{2068}", name, "\u{2069}"].concat().into()
}

/// Whether it only sets something apart.
#[must_use]
pub const fn is_mark(c: char) -> bool {
    matches!(c, ISOLATE | END)
}

/// The blocks of Hebrew, Arabic and the other scripts that are written from right to left.
#[must_use]
pub const fn runs_from_the_right(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn names_from_right_to_left_are_set_apart_once_and_others_stand_as_they_are() {
        for name in ["Aetna", "Zoë 🌻", "李", "", "Plan 3 (HMO)"] {
            assert_eq!(set_apart(name), name);
        }
        for name in ["مركز الشفاء", "Health שרה 3", "\u{1E900}"] {
            let apart = format!("\u{2068}{name}\u{2069}");
            assert_eq!(set_apart(name), apart);
            assert_eq!(set_apart(&apart), apart, "once");
        }
    }
}
