//! The known word that somebody most likely meant.

/// The word that takes the fewest keystrokes to get to from `typed`; none if even that is nearly a new word.
pub(super) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase().replace([' ', '-'], "_");
    let far = typed.chars().count().div_ceil(2);
    let keystrokes = known.into_iter().map(|word| (strsim::levenshtein(&typed, word), word));
    keystrokes.min_by_key(|(keystrokes, _)| *keystrokes).filter(|(it, _)| *it <= far).map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_word_meant_and_another_word_to_none() {
        let known = ["client_id", "charge_id", "cpt_code"];
        assert_eq!(nearest("Client ID", known), Some("client_id"));
        assert_eq!(nearest("chargeid", known), Some("charge_id"));
        assert_eq!(nearest("CPT-Code", known), Some("cpt_code"));
        assert_eq!(nearest("remarks", known), None);
    }
}
