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

#[cfg(test)]
mod tests {
    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules};

    use super::*;

    #[test]
    fn every_language_counts_as_cldr_says() {
        for language in Language::ALL {
            let locale: Locale = language.tag().parse().expect("it is a tag");
            let rules = PluralRules::try_new_cardinal((&locale).into()).expect("it has rules");
            // Rules look at the last digits, and a few at whether it is a whole number of millions.
            for count in (0..=1_100).chain([10_000, 100_001, 1_000_000, 1_000_001, 3_000_000]) {
                let expected = match rules.category_for(count) {
                    PluralCategory::Zero => "zero",
                    PluralCategory::One => "one",
                    PluralCategory::Two => "two",
                    PluralCategory::Few => "few",
                    PluralCategory::Many => "many",
                    PluralCategory::Other => "other",
                };
                assert_eq!(form(language, count), expected, "{count} in {}", language.tag());
            }
        }
    }
}
