//! Characters that nobody sees, and that make two ids differ which look alike.

use std::str;

use domain::fault::Fault;
use domain::invisible::{first_within, is_selector};
pub(super) use domain::invisible::{id_trimmed, is_invisible};

/// A cell without the blanks and the invisible characters at its edges.
pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c) && !is_selector(c))
}

/// A name without what is not seen and belongs to nothing. Joiners and selectors are how some letters and emoji are written; what
/// breaks a line stands for a blank.
pub(super) fn name(text: &str) -> String {
    let seen = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_left_out(*c));
    seen.collect::<String>().trim().to_owned()
}

/// The first character that is left out of a name, if there is one.
pub(super) fn left_out(text: &str) -> Option<char> {
    text.chars().find(|c| is_left_out(*c))
}

fn is_left_out(c: char) -> bool {
    is_invisible(c) && !c.is_whitespace() && !is_selector(c) && !matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether nothing is to be seen in a cell.
pub(super) fn is_blank(cell: &[u8]) -> bool {
    str::from_utf8(cell).is_ok_and(|text| id_trimmed(text).is_empty())
}

/// Refuses what looks like something else than it is.
pub(super) fn none_within(text: &str) -> Result<&str, Fault> {
    match first_within(text) {
        None => Ok(text),
        Some((at, c)) => Err(Fault::Invisible { at, code_point: code_point(c) }),
    }
}

/// `U+00AD`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_lose_what_is_not_seen_and_emoji_keep_their_look() {
        assert_eq!(trimmed("\u{FEFF}\u{A0} ch-1\u{AD}\u{200B}\t"), "ch-1");
        assert_eq!(trimmed("Zoë ❤\u{FE0F}"), "Zoë ❤\u{FE0F}");
        assert_eq!(id_trimmed("ch-1\u{FE0F}"), "ch-1");
    }

    #[test]
    fn names_keep_their_joiners_and_lose_what_is_not_seen() {
        for (written, seen) in [
            ("Ana", "Ana"),
            ("Ana\u{AD}Mar\u{200B}ia", "AnaMaria"),
            ("می\u{200C}نا", "می\u{200C}نا"),
            ("👩\u{200D}🚀 ❤\u{FE0F}", "👩\u{200D}🚀 ❤\u{FE0F}"),
            ("Ana\nMaria\u{202E}", "Ana Maria"),
            ("\u{202A}Quill\u{202C}", "Quill"),
            ("van\u{A0}Dyk", "van Dyk"),
        ] {
            assert_eq!(name(written), seen, "{written:?}");
        }
        assert_eq!((left_out("Ri\u{AD}vera"), left_out("van\u{A0}Dyk")), (Some('\u{AD}'), None));
    }

    #[test]
    fn what_is_within_is_named_by_its_code_point() {
        assert_eq!(none_within("ch-1"), Ok("ch-1"));
        for (text, at, code_point) in
            [("ch\u{AD}-1", 3, "U+00AD"), ("a\u{E0041}b", 2, "U+E0041"), ("a\tb", 2, "U+0009")]
        {
            let code_point = code_point.to_owned();
            assert_eq!(none_within(text), Err(Fault::Invisible { at, code_point }));
        }
    }
}
