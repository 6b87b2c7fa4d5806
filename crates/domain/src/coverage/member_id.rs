//! The number by which a payer knows somebody.

/// How the id of a member ends, as far as it may stand on a screen that others may look at: enough for its owner to tell two cards
/// apart. None where so much would be most of it.
#[must_use]
pub fn ending(member_id: &str) -> Option<String> {
    let signs: Vec<char> = member_id.chars().collect();
    let at = signs.len().checked_sub(ENDING).filter(|hidden| *hidden >= ENDING)?;
    Some(signs.into_iter().skip(at).collect())
}

/// As many signs as are shown of a card's number.
const ENDING: usize = 4;

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn the_last_four_signs_are_shown_where_as_many_stay_hidden() {
        assert_eq!(ending("W231455678").as_deref(), Some("5678"));
        assert_eq!(ending("12345678").as_deref(), Some("5678"));
        assert_eq!(ending("1234567"), None);
        assert_eq!(ending(""), None);
        assert_eq!(ending("ñññññññé-é").as_deref(), Some("ñé-é"));
    }
}
