//! Clients' cards, as the payment processor knows them. No card number is ever here.

mod funding;
mod one_default;
mod removal;
mod standing;

use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use self::funding::Funding;
pub use self::one_default::leave_one_default;
pub use self::removal::NotRemoved;
pub use self::standing::CardStanding;
use crate::charge::CardShown;
use crate::export::AfterExport;
use crate::{ClientId, PaymentMethodId, PracticeId};

/// A client's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    /// Its id.
    pub id: PaymentMethodId,
    /// The practice.
    pub practice: PracticeId,
    /// Whose card.
    pub client: ClientId,
    /// The processor's id of it; unique with the client.
    pub processor_method: String,
    /// The processor's id of the customer it hangs on.
    pub processor_customer: String,
    /// What of it may be shown.
    pub card: CardShown,
    /// The month it ends, 1 to 12.
    pub exp_month: u8,
    /// The year it ends, in full.
    pub exp_year: u16,
    /// Whether charges are taken with it. At most one of a client's is.
    pub is_default: bool,
    /// What the practice's export said of it last; none before it said anything.
    pub exported: Option<CardFacts>,
    /// When it was detached at the processor. Nothing is taken with it any more, and no export brings it back.
    pub detached_at: Option<DateTime<Utc>>,
    /// When a worker is to have the processor detach it, which the client took away here; none once it has.
    pub detach_due_at: Option<DateTime<Utc>>,
    /// Where its money comes from; none while the processor did not say.
    pub funding: Option<Funding>,
    /// Whether the client says that it is of a health savings or flexible spending account.
    pub is_hsa_fsa: bool,
    /// When its bank renewed or replaced it last, as the processor heard.
    pub renewed_at: Option<DateTime<Utc>>,
}

/// What a client did with a card of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardDeed {
    /// They set it up.
    Added,
    /// They said that charges are taken with it.
    MadeDefault,
    /// They took it away.
    Removed,
}

/// What an export or the processor says of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardFacts {
    /// What of it may be shown.
    pub card: CardShown,
    /// The month it ends, 1 to 12.
    pub exp_month: u8,
    /// The year it ends, in full.
    pub exp_year: u16,
    /// Whether charges are taken with it.
    pub is_default: bool,
}

impl PaymentMethod {
    /// What is true of it now.
    #[must_use]
    pub fn facts(&self) -> CardFacts {
        let Self { card, exp_month, exp_year, is_default, .. } = self.clone();
        CardFacts { card, exp_month, exp_year, is_default }
    }

    /// The last day on which it is good: that of the month it ends.
    #[must_use]
    pub fn good_until(&self) -> NaiveDate {
        last_day(self.exp_year.into(), self.exp_month.into())
    }

    /// The card once an export has said `said`. A fact counts where it is something else than the export said last, and the processor has
    /// not said otherwise since: what a card is, and when it ends, the processor hears from the bank, and nobody has to ask who is right.
    /// When it ends is one fact.
    #[must_use]
    pub fn after_export(mut self, said: &CardFacts) -> Self {
        // One that was set up here is as the processor says, and the client has said whether it is charged.
        let Some(last) = self.exported.replace(said.clone()) else { return self };
        self.card = held(self.card, &last.card, said.card.clone());
        let end = |of: &CardFacts| (of.exp_month, of.exp_year);
        (self.exp_month, self.exp_year) = held((self.exp_month, self.exp_year), &end(&last), end(said));
        let is_default = held(self.is_default, &last.is_default, said.is_default);
        self.is_default = is_default && self.detached_at.is_none();
        self
    }

    /// The card once its client has taken it away: nothing is begun with it from `at` on, and a worker has the processor hear of it.
    #[must_use]
    pub fn removed(self, at: DateTime<Utc>, detach_due_at: DateTime<Utc>) -> Self {
        Self { detach_due_at: Some(detach_due_at), ..self.detached(at) }
    }

    /// The card once the processor has said that it is detached.
    #[must_use]
    pub fn detached(self, at: DateTime<Utc>) -> Self {
        Self { is_default: false, detached_at: Some(at), ..self }
    }
}

/// The last day on which a card is good that ends in this month.
#[must_use]
pub fn last_day(year: i32, month: u32) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    first.map_or(NaiveDate::MAX, |first| first + Months::new(1) - Days::new(1))
}

/// What holds of a fact that is `now` so, of which an export that said `last` before says `said`.
fn held<T: PartialEq>(now: T, last: &T, said: T) -> T {
    match AfterExport::of(now, last, said) {
        AfterExport::Holds(it) | AfterExport::Disputed { desk: it, .. } => it,
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{at, day, payment_method};

    fn exported(said: &CardFacts) -> PaymentMethod {
        let CardFacts { card, exp_month, exp_year, is_default } = said.clone();
        let exported = Some(said.clone());
        PaymentMethod { card, exp_month, exp_year, is_default, exported, ..payment_method(1, 1) }
    }

    #[test]
    fn a_card_is_good_through_the_last_day_of_its_last_month() {
        for (exp_month, exp_year, last) in
            [(11, 2025, "2025-11-30"), (12, 2025, "2025-12-31"), (2, 2028, "2028-02-29")]
        {
            let card = PaymentMethod { exp_month, exp_year, ..payment_method(1, 1) };
            assert_eq!(card.good_until(), day(last));
        }
    }

    #[test]
    fn what_an_export_says_again_does_not_undo_what_the_processor_said_since() {
        let said = payment_method(1, 1).facts();
        let renewed = PaymentMethod { exp_year: 2034, ..exported(&said) };
        assert_eq!(renewed.clone().after_export(&said), renewed);
        let last4 =
            CardFacts { card: CardShown { last4: "1117".to_owned(), ..said.card.clone() }, ..said.clone() };
        let now = renewed.after_export(&last4);
        assert_eq!((now.card.last4.as_str(), now.exp_year), ("1117", 2034));
    }

    #[test]
    fn what_the_processor_said_since_stays_whatever_an_export_says_of_it() {
        let said = CardFacts { exp_month: 2, exp_year: 2028, ..payment_method(1, 1).facts() };
        let renewed = PaymentMethod { exp_month: 9, exp_year: 2031, ..exported(&said) };
        let end = |of: &PaymentMethod| (of.exp_month, of.exp_year);
        // One cell of the two changes: what the export has is still not the end of this card.
        let now = renewed.after_export(&CardFacts { exp_year: 2029, ..said.clone() });
        assert_eq!(end(&now), (9, 2031));
        let now = now.after_export(&CardFacts { exp_month: 9, exp_year: 2030, ..said.clone() });
        assert_eq!(end(&now), (9, 2031));
        // It has heard of it, and what it says after that counts.
        let now = now.after_export(&CardFacts { exp_month: 9, exp_year: 2031, ..said.clone() });
        let now = now.after_export(&CardFacts { exp_month: 9, exp_year: 2035, ..said.clone() });
        assert_eq!(end(&now), (9, 2035));
        let other = CardFacts { exp_month: 4, exp_year: 2030, ..said.clone() };
        assert_eq!(end(&exported(&said).after_export(&other)), (4, 2030), "nobody else spoke of it");
    }

    #[test]
    fn a_card_that_was_detached_is_never_the_default_again() {
        let said = payment_method(1, 1).facts();
        let gone = exported(&said).detached(at("2025-12-01T15:00:00Z"));
        assert!(!gone.is_default);
        let other = CardFacts { is_default: false, ..said.clone() };
        for said in [&said, &other, &said] {
            assert!(!gone.clone().after_export(&other).after_export(said).is_default);
        }
    }

    #[test]
    fn what_an_export_says_first_of_a_card_that_was_set_up_here_changes_nothing_of_it() {
        let own = payment_method(1, 1);
        let said = CardFacts { exp_month: 3, exp_year: 2031, is_default: false, ..own.facts() };
        let now = own.clone().after_export(&said);
        assert_eq!(now, PaymentMethod { exported: Some(said.clone()), ..own });
        let renewed = CardFacts { exp_year: 2035, ..said };
        assert_eq!(now.clone().after_export(&renewed).facts(), now.facts(), "the processor knows");
    }
}
