//! What mails in these tests are written from, and how.

use chrono::NaiveDate;
use domain::charge::{CardShown, Charge, ChargeState};
use domain::practice::Practice;
use domain::testing::day;

use super::super::{About, Letter};
use crate::mail::letter::Rendered;
use crate::mail::sample;

/// What mails in these tests are written from.
pub(super) struct Desk {
    pub(super) charge: Charge,
    pub(super) practice: Practice,
    pub(super) card: Option<CardShown>,
    pub(super) card_good_until: Option<NaiveDate>,
    pub(super) card_required: bool,
    pub(super) first_name: &'static str,
    pub(super) now: &'static str,
}

impl Desk {
    pub(super) fn with(state: ChargeState) -> Self {
        Self {
            charge: Charge { state, ..sample::charge() },
            practice: sample::practice(),
            card: Some(sample::card()),
            card_good_until: Some(day("2027-08-31")),
            card_required: true,
            first_name: "Zoë",
            now: "2025-12-01T14:30:00Z",
        }
    }

    pub(super) fn rendered(&self, letter: impl FnOnce(&About<'_>) -> Letter) -> Rendered {
        self.about(|about| letter(about).render(about.texts).expect("it renders"))
    }

    pub(super) fn about<T>(&self, act: impl FnOnce(&About<'_>) -> T) -> T {
        let about = About {
            charge: Some(&self.charge),
            reference: Some("ch-417"),
            shares_session: false,
            first_name: self.first_name,
            practice: &self.practice,
            card: self.card.as_ref(),
            card_good_until: self.card_good_until,
            card_required: self.card_required,
            now: sample::at(self.now),
            public_url: "https://desk.example.com",
            texts: texts::english(),
        };
        act(&about)
    }
}

/// The same for a mail that is about none.
pub(super) const fn of_no_charge<'a>(about: &About<'a>) -> About<'a> {
    About { charge: None, reference: None, ..*about }
}
