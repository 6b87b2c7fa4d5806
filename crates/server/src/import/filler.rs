//! What systems and people write into a cell that has nothing to say.

/// Signs for nothing that no system uses for anything else.
const SIGNS: [&str; 14] = [
    "null", "(null)", "<null>", "[null]", "n/a", "<na>", r"\n", "nan", "nat", "(blank)", "-", "--", "–", "—",
];

/// Words for nothing. One of them may also be an id, a payer or the number of a receipt.
const WORDS: [&str; 3] = ["none", "na", "nil"];

/// Of those, what somebody may say of their own pronouns.
const OWN_WORD: &str = "none";

/// Police and passport offices write these for a name that somebody does not have.
const OF_NAMES: [&str; 5] = [".", "fnu", "lnu", "nfn", "nln"];

/// Signs and words for nothing that are names of people as well.
const NAMES: [&str; 3] = ["null", "nan", "nat"];

/// What a cell of a column may hold instead of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fillers {
    /// Signs alone.
    Signs,
    /// Words too: a row does as well without the cell.
    Words,
    /// Those of them that are nobody's own words.
    OwnWords,
    /// What is nobody's name.
    OfNames,
}

impl Fillers {
    pub(super) fn include(self, text: &str) -> bool {
        let among = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(text));
        match self {
            Self::Signs => among(&SIGNS),
            Self::Words => among(&SIGNS) || among(&WORDS),
            Self::OwnWords => among(&SIGNS) || among(&WORDS) && !among(&[OWN_WORD]),
            Self::OfNames => among(&OF_NAMES) || among(&SIGNS) && !among(&NAMES),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_told_from_ids_and_values() {
        for text in ["NULL", "Null", "N/A", "n/a", r"\N", "-", "—", "NaN", "NaT", "<NA>", "[NULL]", "(blank)"]
        {
            assert!(Fillers::Signs.include(text), "{text}");
            assert!(Fillers::Words.include(text), "{text}");
        }
        for text in ["", "0", "no", "#N/A", "none", "NA", "n", "x-", "1-2"] {
            assert!(!Fillers::Signs.include(text), "{text}");
        }
        for text in ["none", "None", "NA", "nil"] {
            assert!(Fillers::Words.include(text), "{text}");
        }
        assert!(Fillers::OwnWords.include("NA") && !Fillers::OwnWords.include("None"));
    }

    #[test]
    fn what_says_nothing_is_told_from_names() {
        for text in [".", "-", "FNU", "fnu", "LNU", "NFN", "N/A", "<NA>", "(null)", "[NULL]"] {
            assert!(Fillers::OfNames.include(text), "{text}");
        }
        for text in ["Null", "NULL", "None", "NA", "Nan", "Nat", "Nil", "O", "Fnue"] {
            assert!(!Fillers::OfNames.include(text), "{text}");
        }
    }
}
