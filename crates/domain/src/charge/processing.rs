//! A try at taking a charge, and how it ends.

use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};

use super::{Announced, CardShown, ChargeState, FailReason, Failed, HeldState, Overdue, Paid, Upcoming};
use crate::ids::{AttemptId, PaymentMethodId};

/// A try is under way. Its attempt was stored before anything left for the processor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Processing {
    /// What the client was told.
    pub announced: Announced,
    /// The stored attempt.
    pub attempt: AttemptId,
    /// When the try began.
    pub since: DateTime<Utc>,
    /// Whether the client asked for this try.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
}

/// Why a charge is not taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDue {
    /// Its instant has not come.
    #[error("the charge is not due yet")]
    Early,
    /// Its day is over; the client has to be told anew.
    #[error("the day announced for the charge is over")]
    Overdue(Overdue),
    /// No further try is planned.
    #[error("no further try is planned")]
    NoneLeft,
}

impl Processing {
    /// The processor took the money at `paid_at`.
    #[must_use]
    pub fn paid(self, paid_at: DateTime<Utc>, card: CardShown, receipt: String) -> Paid {
        let Announced { due, day, promise, .. } = self.announced;
        Paid { due, day, paid_at, paid_on: promise.zone.day(paid_at), card: Some(card), receipt }
    }

    /// The processor declined, or the cardholder has to confirm: one more try counts against the method, unless the client
    /// asked for this one on top of those planned for the same method.
    #[must_use]
    pub fn declined(self, method: PaymentMethodId, reason: FailReason, now: DateTime<Utc>) -> Failed {
        let mut announced = self.announced;
        let on_top = announced.tries.with(method).filter(|_| self.asked);
        announced.tries = match on_top {
            Some(tries) => announced.tries.and_latest(tries),
            None => announced.tries.and_one(method, announced.promise.zone.day(self.since)),
        };
        if reason == FailReason::DeclinedForGood {
            announced.tries = announced.tries.ended();
        }
        let left = announced.tries.latest().filter(|_| reason.may_be_tried_again());
        let next_try = left.and_then(|tries| tries.next(&announced.promise, now));
        Failed { announced, reason, failed_at: now, next_try, asked: false }
    }

    /// There was no method to charge: no try counts, and the next comes with a new method.
    #[must_use]
    pub fn without_method(self, now: DateTime<Utc>) -> Failed {
        let reason = FailReason::NoMethod;
        Failed { announced: self.announced, reason, failed_at: now, next_try: None, asked: false }
    }

    /// Whether a try that surely was not carried out may still be at `now` without a new announcement: until its day is over,
    /// or the day after if the client asked for it.
    #[must_use]
    pub fn may_still_be_sent(&self, now: DateTime<Utc>) -> bool {
        let zone = self.announced.promise.zone;
        zone.day(now) <= zone.day(self.since) + Days::new(u64::from(self.asked))
    }

    /// The try surely was not carried out and its day is over: back to before it, as for any day that was missed.
    #[must_use]
    pub fn missed(self, now: DateTime<Utc>) -> ChargeState {
        HeldState::Upcoming(Upcoming { announced: self.announced }).resumed(now)
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::charge::Tries;
    use crate::testing::{ATTEMPT, CARD, OTHER_CARD, day, due, local, processing, tries, upcoming};

    fn again(failed: Failed, now: &str) -> Processing {
        failed.taken(ATTEMPT, local(now)).expect("the next try is due")
    }

    fn declined(processing: Processing, method: PaymentMethodId, now: &str) -> Failed {
        processing.declined(method, FailReason::Declined, local(now))
    }

    #[test]
    fn a_paid_charge_says_what_was_paid_when_and_with_what() {
        let card = CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
        let paid = processing().paid(local("2025-12-02 10:00:03"), card.clone(), "R-1001".to_owned());
        assert_eq!(paid.due, due());
        assert_eq!((paid.day, paid.paid_on), (day("2025-12-02"), day("2025-12-02")));
        assert_eq!(paid.paid_at, local("2025-12-02 10:00:03"));
        assert_eq!((paid.card, paid.receipt.as_str()), (Some(card), "R-1001"));
    }

    #[test]
    fn a_try_that_is_settled_after_midnight_is_paid_on_the_day_the_money_was_taken() {
        let card = CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
        let paid_on = |at| processing().paid(local(at), card.clone(), String::new()).paid_on;
        assert_eq!(paid_on("2025-12-02 23:59:59"), day("2025-12-02"));
        assert_eq!(paid_on("2025-12-03 00:00:00"), day("2025-12-03"));
    }

    #[test]
    fn a_declined_charge_is_tried_on_four_days_and_then_no_more() {
        let mut failed = declined(processing(), CARD, "2025-12-02 10:00:02");
        for (count, on) in
            [(1, "2025-12-05 10:00:00"), (2, "2025-12-10 10:00:00"), (3, "2025-12-17 10:00:00")]
        {
            assert_eq!((&failed.announced.tries, failed.next_try), (&tries(CARD, count), Some(local(on))));
            failed = declined(again(failed, on), CARD, on);
        }
        assert_eq!((failed.announced.tries, failed.next_try), (tries(CARD, 4), None));
    }

    #[test]
    fn a_failed_charge_keeps_what_the_client_was_told() {
        let failed = declined(processing(), CARD, "2025-12-02 10:00:02");
        assert_eq!((failed.reason, failed.failed_at), (FailReason::Declined, local("2025-12-02 10:00:02")));
        let told = Announced { tries: tries(CARD, 1), ..upcoming().announced };
        assert_eq!(failed.announced, told);
    }

    #[test]
    fn a_new_card_is_counted_afresh_from_the_day_of_its_first_try() {
        let failed = declined(processing(), CARD, "2025-12-02 10:00:02");
        let second = declined(again(failed, "2025-12-05 10:00:00"), CARD, "2025-12-05 10:00:01");
        let now = "2025-12-06 16:00:00";
        let failed = declined(
            again(second.pay_now(OTHER_CARD, local(now)).expect("another card"), now),
            OTHER_CARD,
            now,
        );
        let afresh = Tries { method: OTHER_CARD, first_day: day("2025-12-06"), count: 1, ended: false };
        assert_eq!(failed.announced.tries.latest(), Some(afresh));
        assert_eq!(failed.next_try, Some(local("2025-12-09 10:00:00")));
    }

    #[test]
    fn a_try_belongs_to_the_day_it_began() {
        let began = Processing { since: local("2025-12-02 23:59:59"), ..processing() };
        let failed = declined(began, CARD, "2025-12-03 00:05:00");
        assert_eq!(failed.announced.tries, tries(CARD, 1));
        assert_eq!(failed.next_try, Some(local("2025-12-05 10:00:00")));
    }

    #[test]
    fn only_a_decline_for_now_is_tried_again_by_itself() {
        let url = "https://pay.example/confirm".to_owned();
        for reason in [FailReason::DeclinedForGood, FailReason::NeedsConfirmation { url }] {
            let failed = processing().declined(CARD, reason.clone(), local("2025-12-02 10:00:02"));
            let latest = failed.announced.tries.latest().expect("a try");
            assert_eq!((latest.count, failed.next_try), (1, None), "{reason:?}");
            assert_eq!(latest.ended, reason == FailReason::DeclinedForGood);
            assert_eq!(failed.reason, reason);
        }
    }

    #[test]
    fn without_a_method_no_try_counts_and_none_is_planned() {
        let failed = processing().without_method(local("2025-12-02 10:00:02"));
        assert_eq!((failed.reason, failed.next_try), (FailReason::NoMethod, None));
        assert_eq!(failed.announced, upcoming().announced);
    }

    #[test]
    fn asking_to_pay_uses_up_no_planned_try() {
        let first = declined(processing(), CARD, "2025-12-02 10:00:05");
        let asked = first.clone().pay_now(CARD, local("2025-12-03 09:00:00")).expect("may be tried again");
        let second = declined(again(asked, "2025-12-03 09:00:01"), CARD, "2025-12-03 09:00:05");
        assert_eq!(second.next_try, first.next_try);
        assert_eq!(second.announced.tries, first.announced.tries);
    }

    #[test]
    fn a_try_that_never_left_is_not_sent_after_its_day() {
        let begun = Processing { since: local("2025-12-02 10:00:01"), ..processing() };
        assert!(begun.may_still_be_sent(local("2025-12-02 23:59:59")));
        assert!(!begun.may_still_be_sent(local("2025-12-03 00:00:00")));
        assert!(Processing { asked: true, ..begun.clone() }.may_still_be_sent(local("2025-12-03 00:00:00")));
        let missed = begun.missed(local("2025-12-03 00:00:00"));
        assert!(matches!(missed, ChargeState::Scheduled(_)));
    }
}
