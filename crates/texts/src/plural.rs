//! Which plural form a language has for a count: the cardinal rules of CLDR for whole numbers.

use domain::language::Language;

/// `zero`, `one`, `two`, `few`, `many` or `other`.
pub const fn form(language: Language, count: u64) -> &'static str {
    match language {
        Language::English | Language::Pseudo => match count {
            1 => "one",
            _ => "other",
        },
    }
}
