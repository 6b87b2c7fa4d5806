//! The known word that somebody most likely meant.

/// The word that takes the fewest keystrokes to get to from `typed`; none if even that is nearly a new word.
pub(super) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase().replace([' ', '-'], "_");
    let far = typed.chars().count().div_ceil(2);
    let keystrokes = known.into_iter().map(|word| (distance(&typed, word), word));
    keystrokes.min_by_key(|(keystrokes, _)| *keystrokes).filter(|(it, _)| *it <= far).map(|(_, word)| word)
}

/// Characters to put in, take out or replace to get from one word to the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (taken, letter) in from.chars().enumerate() {
        let mut diagonal = taken;
        row[0] = taken + 1;
        for (at, other) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keystrokes_are_counted() {
        for (from, to, keystrokes) in
            [("paid_on", "paid_on", 0), ("pais_on", "paid_on", 1), ("paidon", "paid_on", 1), ("", "abc", 3)]
        {
            assert_eq!(distance(from, to), keystrokes, "{from} {to}");
        }
    }

    #[test]
    fn a_slip_leads_to_the_word_meant_and_another_word_to_none() {
        let known = ["client_id", "charge_id", "cpt_code"];
        assert_eq!(nearest("Client ID", known), Some("client_id"));
        assert_eq!(nearest("chargeid", known), Some("charge_id"));
        assert_eq!(nearest("CPT-Code", known), Some("cpt_code"));
        assert_eq!(nearest("remarks", known), None);
    }
}
