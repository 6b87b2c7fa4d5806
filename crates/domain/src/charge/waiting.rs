//! Failed charges that wait for a client to give a card.

use chrono::{DateTime, Utc};

use super::{FailReason, Failed, NotDue, Processing};
use crate::ids::{AttemptId, PaymentMethodId};

impl Failed {
    /// Whether no try follows but with a card that the client has yet to give, and `method` may be that card.
    #[must_use]
    pub fn waited_for(&self, method: PaymentMethodId) -> bool {
        let is_over = self.announced.tries.with(method).is_some_and(|tries| tries.ended);
        self.next_try.is_none() && self.reason == FailReason::NoMethod && !is_over
    }

    /// A try with the card that was waited for begins at `now`. The client was told that it is charged at the next charge
    /// time, so a charge time that no worker saw is not made up for.
    ///
    /// # Errors
    /// [`NotDue::Early`] at any other hour.
    pub fn taken_with_new_method(self, attempt: AttemptId, now: DateTime<Utc>) -> Result<Processing, NotDue> {
        if !self.announced.promise.is_charge_time(now) {
            return Err(NotDue::Early);
        }
        Ok(Processing { announced: self.announced, attempt, since: now, asked: false, waited: true })
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{ATTEMPT, CARD, OTHER_CARD, local, processing};

    fn without_method() -> Failed {
        processing().without_method(local("2025-12-02 10:00:02"))
    }

    #[test]
    fn a_new_card_is_charged_at_a_charge_time_and_at_no_other_hour() {
        for (now, is_taken) in [
            ("2025-12-03 09:59:59", false),
            ("2025-12-03 10:00:00", true),
            ("2025-12-03 10:14:59", true),
            ("2025-12-03 10:15:00", false),
            ("2025-12-03 23:59:59", false),
            ("2025-12-04 00:00:00", false),
            ("2026-03-08 10:00:00", true),
        ] {
            let taken = without_method().taken_with_new_method(ATTEMPT, local(now));
            assert_eq!(taken.is_ok(), is_taken, "{now}");
        }
    }

    #[test]
    fn which_card_was_waited_for() {
        assert!(without_method().waited_for(CARD) && without_method().waited_for(OTHER_CARD));
        let lost = processing().declined(CARD, FailReason::DeclinedForGood, local("2025-12-02 10:00:02"));
        assert!(!lost.waited_for(CARD) && !lost.waited_for(OTHER_CARD));
    }
}
