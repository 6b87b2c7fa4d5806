//! What becomes of an entry, where somebody changes what was shown to them: asked by the browser before sending and by the server before
//! writing.

/// What becomes of an entry that breaks no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<T> {
    /// It is what is kept already, whoever brought it: nothing changes.
    Unchanged,
    /// From now on it is this.
    Change(T),
}

/// It was changed since it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale;

impl<T: PartialEq> Choice<T> {
    /// What becomes of `entered`, where `seen` was shown and `kept` is what holds. What is entered is asked first: a person whose answer
    /// was lost may send the same again, and is not in anybody's way.
    ///
    /// # Errors
    /// [`Stale`] where something else holds by now, which neither was seen nor is entered.
    pub fn of(entered: T, seen: &T, kept: &T) -> Result<Self, Stale> {
        if entered == *kept {
            Ok(Self::Unchanged)
        } else if seen == kept {
            Ok(Self::Change(entered))
        } else {
            Err(Stale)
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{Choice, Stale};

    #[test]
    fn what_was_seen_and_still_holds_is_changed() {
        assert_eq!(Choice::of("new", &"old", &"old"), Ok(Choice::Change("new")));
    }

    #[test]
    fn what_holds_already_changes_nothing_whatever_was_seen() {
        for seen in ["old", "new", "other"] {
            assert_eq!(Choice::of("new", &seen, &"new"), Ok(Choice::Unchanged));
        }
    }

    #[test]
    fn what_was_changed_since_it_was_seen_stays() {
        assert_eq!(Choice::of("new", &"old", &"other"), Err(Stale));
    }
}
