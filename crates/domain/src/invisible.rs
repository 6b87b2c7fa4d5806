//! Characters that nobody sees, and that make two texts differ which look alike.

/// Format, control and filler characters: the general categories Cc and Cf, and what Unicode calls default ignorable.
#[must_use]
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || is_selector(c)
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
}

/// Says how the character before it is drawn, as at the end of an emoji, and so belongs to it in a name.
#[must_use]
pub const fn is_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

/// An id without blanks and invisible characters at its edges: in an id no invisible character belongs to anything.
#[must_use]
pub fn id_trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// The first character of a text that nobody sees, and which of all it is, counted from one.
#[must_use]
pub fn first_within(text: &str) -> Option<(usize, char)> {
    (1..).zip(text.chars()).find(|(_, c)| is_invisible(*c))
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn what_is_not_seen_is_taken_off_an_id_and_found_within_one() {
        assert_eq!(id_trimmed("\u{FEFF}\u{A0} ch-1\u{AD}\u{200B}\t\u{FE0F}"), "ch-1");
        assert_eq!(first_within("ch-1"), None);
        assert_eq!(first_within("ch\u{AD}-1"), Some((3, '\u{AD}')));
        assert_eq!(first_within("a\u{E0041}b"), Some((2, '\u{E0041}')));
    }
}
