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

/// Those that people go by, as people write them: pandas writes the one in small letters or as `NaN`, and the other as `NaT`.
const SHORT_NAMES: [&str; 2] = ["Nan", "Nat"];

/// What a cell of a column may hold instead of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fillers {
    /// Signs alone.
    Signs,
    /// Words too: a row does as well without the cell.
    Words,
    /// Those of them that are nobody's own words.
    OwnWords,
    /// What is no part of anybody's name. Words are.
    OfNames,
    /// What nobody goes by. Who is called `Null` on legal papers chose that name there, and not here.
    OfChosenNames,
    /// What is nobody's whole name.
    OfWholeNames,
}

impl Fillers {
    pub(super) fn include(self, text: &str) -> bool {
        let among = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(text));
        match self {
            Self::Signs => among(&SIGNS),
            Self::Words => among(&SIGNS) || among(&WORDS),
            Self::OwnWords => among(&SIGNS) || among(&WORDS) && !among(&[OWN_WORD]),
            Self::OfNames => among(&OF_NAMES) || among(&SIGNS) && !among(&NAMES),
            Self::OfChosenNames => Self::OfWholeNames.include(text) || among(&WORDS),
            Self::OfWholeNames => among(&OF_NAMES) || among(&SIGNS) && !SHORT_NAMES.contains(&text),
        }
    }
}

/// A name without the fillers at the edges of what stands before its comma and of what stands behind it: `FNU Meena`, `Meena, LNU`. None
/// where it has none.
pub(super) fn without_fillers(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.splitn(2, ',').collect();
    let named: Vec<Vec<&str>> = parts.iter().map(|part| words_of_name(part)).collect();
    let count = |part: &&str| part.split_whitespace().count();
    if named.iter().map(Vec::len).eq(parts.iter().map(count)) {
        return None;
    }
    let named = named.into_iter().filter(|words| !words.is_empty()).map(|words| words.join(" "));
    Some(named.collect::<Vec<String>>().join(", "))
}

/// The words of a part of a name, without the fillers at its edges.
fn words_of_name(part: &str) -> Vec<&str> {
    let is_filler = |word: &str| Fillers::OfNames.include(word);
    let words: Vec<&str> = part.split_whitespace().collect();
    let from = words.iter().take_while(|it| is_filler(it)).count();
    let behind = words[from..].iter().rev().take_while(|it| is_filler(it)).count();
    words[from..words.len() - behind].to_vec()
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

    #[test]
    fn nobody_goes_by_a_word_for_nothing() {
        for text in
            ["NULL", "Null", "null", "na", "NA", "None", "nil", "nan", "NaN", "NaT", "N/A", ".", "FNU"]
        {
            assert!(Fillers::OfChosenNames.include(text), "{text}");
        }
        for text in ["Nan", "Nat", "Nell", "Nico", "O"] {
            assert!(!Fillers::OfChosenNames.include(text), "{text}");
        }
        for text in ["NULL", "null", "N/A", "-", "LNU", "NaN"] {
            assert!(Fillers::OfWholeNames.include(text), "{text}");
        }
        for text in ["None", "NA", "Nil", "Nan", "Nat", "Dana Null"] {
            assert!(!Fillers::OfWholeNames.include(text), "{text}");
        }
    }

    #[test]
    fn what_says_nothing_is_left_out_of_a_whole_name() {
        for (text, name) in [
            ("FNU Meena", "Meena"),
            ("Meena LNU", "Meena"),
            ("Meena .", "Meena"),
            ("N/A Rivera", "Rivera"),
            ("- Rivera", "Rivera"),
            ("LNU, Meena", "Meena"),
            ("Rivera, FNU", "Rivera"),
            ("FNU LNU", ""),
            ("LNU, FNU", ""),
        ] {
            assert_eq!(without_fillers(text).as_deref(), Some(name), "{text}");
        }
        for text in ["Dana Null", "Ana - Maria Rivera", "Rivera, Ana", "Robert Ray, Jr.", "Null, None", "Li"]
        {
            assert_eq!(without_fillers(text), None, "{text}");
        }
    }
}
