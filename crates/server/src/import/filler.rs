//! What systems and people write into a cell that has nothing to say.

const USUAL: [&str; 11] = ["null", "(null)", "<null>", "n/a", r"\n", "nil", "nan", "-", "--", "–", "—"];

/// Police and passport offices write these for a name that somebody does not have. Words such as `None` or `Null` are names.
const OF_NAMES: [&str; 10] = [".", "-", "--", "–", "—", "n/a", "fnu", "lnu", "nfn", "nln"];

/// What a cell of a column may hold instead of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fillers {
    /// What anybody would read as nothing.
    Usual,
    /// Of those, what is nobody's name.
    OfNames,
}

impl Fillers {
    pub(super) fn include(self, text: &str) -> bool {
        let words: &[&str] = match self {
            Self::Usual => &USUAL,
            Self::OfNames => &OF_NAMES,
        };
        words.iter().any(|it| it.eq_ignore_ascii_case(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_told_from_names_and_values() {
        for text in ["NULL", "Null", "N/A", "n/a", r"\N", "-", "—", "NaN"] {
            assert!(Fillers::Usual.include(text), "{text}");
        }
        for text in ["", "0", "no", "#N/A", "none", "NA", "n", "x-", "1-2"] {
            assert!(!Fillers::Usual.include(text), "{text}");
        }
        for text in [".", "-", "FNU", "fnu", "LNU", "NFN", "N/A"] {
            assert!(Fillers::OfNames.include(text), "{text}");
        }
        for text in ["Null", "NULL", "None", "NA", "Nan", "Nil", "O", "Fnue"] {
            assert!(!Fillers::OfNames.include(text), "{text}");
        }
    }
}
