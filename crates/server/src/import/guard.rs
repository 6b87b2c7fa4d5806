//! What exporters put around a value so that a spreadsheet takes it for text, and does not calculate with it.

use super::invisible::trimmed;

/// Signs with which a formula begins.
const CALCULATES: [char; 4] = ['=', '+', '-', '@'];

/// The text without its guard: `="00417"` is `00417`, and `'-5` is `-5`. Where no apostrophe is a part of anything, one goes whatever
/// stands behind it, as in `'0285617`.
pub(super) fn unguarded(text: &str, keeps_apostrophe: bool) -> &str {
    if let Some(inner) = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return if inner.contains('"') { text } else { trimmed(inner) };
    }
    match text.strip_prefix('\'') {
        Some(rest) if !keeps_apostrophe || rest.starts_with(CALCULATES) => trimmed(rest),
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_is_no_part_of_a_value() {
        for (written, value) in [
            ("=\"00417\"", "00417"),
            ("=\" 00417 \"", "00417"),
            ("=\"\"", ""),
            ("'0285617", "0285617"),
            ("'+44 20 7946 0018", "+44 20 7946 0018"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("=A1", "=A1"),
            ("00417", "00417"),
        ] {
            assert_eq!(unguarded(written, false), value, "{written}");
        }
    }

    #[test]
    fn an_apostrophe_that_begins_a_name_stays() {
        assert_eq!(unguarded("'Akamu", true), "'Akamu");
        assert_eq!(unguarded("'=Intake", true), "=Intake");
        assert_eq!(unguarded("'- paid twice", true), "- paid twice");
    }
}
