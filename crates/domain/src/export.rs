//! Who has the last word on what the practice's system exports and the desk can change too.

/// What holds once an export has said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterExport<T> {
    /// This.
    Holds(T),
    /// What the desk has, although the export says something else than it said last: both were changed, and a person has to find out which
    /// is right.
    Disputed {
        /// What the desk has.
        desk: T,
        /// What the export says.
        export: T,
    },
}

impl<T: PartialEq> AfterExport<T> {
    /// What holds of something that the desk has as `desk`, once an export that said `last` before says `now`.
    ///
    /// The same every night says nothing: what was changed in the desk since stays. Something else counts, unless the desk was told
    /// something else as well.
    #[must_use]
    pub fn of(desk: T, last: &T, now: T) -> Self {
        if now == *last || now == desk {
            Self::Holds(desk)
        } else if desk == *last {
            Self::Holds(now)
        } else {
            Self::Disputed { desk, export: now }
        }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::AfterExport::{self, Disputed, Holds};

    #[test]
    fn what_says_the_same_every_night_leaves_what_was_changed_in_the_desk() {
        assert_eq!(AfterExport::of("desk", &"export", "export"), Holds("desk"));
    }

    #[test]
    fn something_else_counts_where_the_desk_was_not_told_otherwise() {
        assert_eq!(AfterExport::of("old", &"old", "new"), Holds("new"));
        assert_eq!(AfterExport::of("new", &"old", "new"), Holds("new"), "both were told the same");
    }

    #[test]
    fn where_both_were_changed_the_desk_keeps_what_it_has_and_somebody_has_to_ask() {
        assert_eq!(AfterExport::of("desk", &"old", "new"), Disputed { desk: "desk", export: "new" });
    }
}
