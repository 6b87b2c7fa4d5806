//! What the help guide has articles about.

use std::str::FromStr;

/// What an article of the help guide is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HelpTopic {
    /// Updating what is on file about oneself.
    Details,
    /// Updating insurance.
    Insurance,
    /// Updating the card.
    Card,
    /// Moving a charge to another day.
    Reschedule,
    /// Reading the charge history.
    History,
    /// Taking receipts, statements and superbills along.
    Papers,
    /// Who helps with what.
    WhoToAsk,
}

impl HelpTopic {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Details,
        Self::Insurance,
        Self::Card,
        Self::Reschedule,
        Self::History,
        Self::Papers,
        Self::WhoToAsk,
    ];

    /// The word in addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Details => "update-your-details",
            Self::Insurance => "update-insurance",
            Self::Card => "update-your-card",
            Self::Reschedule => "reschedule-a-charge",
            Self::History => "see-your-history",
            Self::Papers => "receipts-and-superbills",
            Self::WhoToAsk => "who-to-ask",
        }
    }
}

impl FromStr for HelpTopic {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn words_in_addresses_are_read_back() {
        assert!(HelpTopic::ALL.iter().all(|it| it.as_str().parse() == Ok(*it)));
        assert_eq!("other".parse::<HelpTopic>(), Err(()));
    }
}
