//! What is said of each side.

use domain::card_photo::CardSide;

use crate::text::t;

/// The words of one side.
#[derive(Clone, Copy)]
pub struct Words(pub CardSide);

impl Words {
    fn of(self, front: &'static str, back: &'static str) -> &'static str {
        match self.0 {
            CardSide::Front => front,
            CardSide::Back => back,
        }
    }

    pub fn name(self) -> &'static str {
        self.of(t().card_photo_front(), t().card_photo_back())
    }

    pub fn take(self) -> &'static str {
        self.of(t().card_photo_take_front(), t().card_photo_take_back())
    }

    /// The label of the field that takes a file.
    pub fn choose(self, is_there: bool) -> &'static str {
        if is_there {
            self.of(t().card_photo_replace_front(), t().card_photo_replace_back())
        } else {
            self.of(t().card_photo_choose_front(), t().card_photo_choose_back())
        }
    }

    pub fn show(self, is_shown: bool) -> &'static str {
        if is_shown {
            self.of(t().card_photo_hide_front(), t().card_photo_hide_back())
        } else {
            self.of(t().card_photo_show_front(), t().card_photo_show_back())
        }
    }

    pub fn remove(self) -> &'static str {
        self.of(t().card_photo_remove_front(), t().card_photo_remove_back())
    }

    pub fn question(self) -> &'static str {
        self.of(t().card_photo_remove_question_front(), t().card_photo_remove_question_back())
    }

    pub fn alt(self, payer: &str) -> String {
        match self.0 {
            CardSide::Front => t().card_photo_alt_front(payer),
            CardSide::Back => t().card_photo_alt_back(payer),
        }
    }

    pub fn saved(self) -> &'static str {
        self.of(t().card_photo_saved_front(), t().card_photo_saved_back())
    }

    pub fn removed(self) -> &'static str {
        self.of(t().card_photo_removed_front(), t().card_photo_removed_back())
    }
}
