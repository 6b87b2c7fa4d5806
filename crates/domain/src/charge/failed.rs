//! A charge whose latest attempt took nothing: why, when it is tried again, and what its client can do.

use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};

use super::{Announced, NotDue, Overdue, Processing, StateName};
use crate::ids::{AttemptId, PaymentMethodId};

/// The last attempt did not bring the money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    /// What the client was told, with the attempts so far.
    pub announced: Announced,
    /// Why.
    pub reason: FailReason,
    /// When.
    pub failed_at: DateTime<Utc>,
    /// When it is tried again by itself; none when the client or support has to act first.
    pub next_attempt: Option<DateTime<Utc>>,
    /// Whether the client asked for the next attempt. Such an attempt needs no day announced, may be made until the day after, and
    /// uses up none of those planned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
}

/// The same method cannot bring the money; the client has to replace it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the payment method that failed cannot be tried again as it is")]
pub struct NeedsAnotherMethod;

/// Why an attempt failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum FailReason {
    /// Declined for now, such as for lack of funds.
    Declined,
    /// Declined for good, such as a card reported lost. Ends the attempts with this method.
    DeclinedForGood,
    /// The cardholder has to confirm on the processor's page.
    NeedsConfirmation {
        /// The processor's page.
        url: String,
    },
    /// The cardholder did not confirm, and the page leads nowhere any more.
    NotConfirmed,
    /// The client has no payment method.
    NoMethod,
}

impl FailReason {
    /// Whether the same method is tried again by itself on the days of [`ATTEMPT_DAYS`](super::ATTEMPT_DAYS). For who has to confirm
    /// that means another page.
    #[must_use]
    pub const fn may_be_tried_again(&self) -> bool {
        match self {
            Self::Declined | Self::NeedsConfirmation { .. } | Self::NotConfirmed => true,
            Self::DeclinedForGood | Self::NoMethod => false,
        }
    }
}

impl Failed {
    /// Whether the client asked for an attempt that has not begun: it does as soon as a worker is free, so that by now nobody can say
    /// that the payment failed.
    #[must_use]
    pub const fn is_being_tried(&self) -> bool {
        self.asked && self.next_attempt.is_some()
    }

    /// The planned next attempt begins at `now`.
    ///
    /// # Errors
    /// [`NotDue`] before it is due, after its day, or when none is planned.
    pub fn taken(self, attempt: AttemptId, now: DateTime<Utc>) -> Result<Processing, NotDue> {
        let due_at = self.next_attempt.ok_or(NotDue::NoneLeft)?;
        if now < due_at {
            return Err(NotDue::Early);
        }
        let zone = self.announced.promise.zone;
        if zone.day(now) > zone.day(due_at) + Days::new(u64::from(self.asked)) {
            return Err(NotDue::Overdue(Overdue { was: StateName::Failed }));
        }
        let Self { announced, asked, .. } = self;
        Ok(Processing { announced, attempt, since: now, asked, waited: false })
    }

    /// Whether the planned next attempt would be made with a method that was declined for good.
    #[must_use]
    pub fn is_over_with(&self, method: PaymentMethodId) -> bool {
        !self.asked && self.announced.attempts.with(method).is_some_and(|attempts| attempts.ended)
    }

    /// No attempt follows by itself: the only method there is was declined for good.
    #[must_use]
    pub fn given_up(self) -> Self {
        Self { reason: FailReason::DeclinedForGood, next_attempt: None, ..self }
    }

    /// The client asks to pay now with `method`: the next attempt is at once. Their asking is the announcement. Who has to confirm
    /// gets another page by that.
    ///
    /// # Errors
    /// When that method was declined for good.
    pub fn pay_now(self, method: PaymentMethodId, now: DateTime<Utc>) -> Result<Self, NeedsAnotherMethod> {
        let attempts = &self.announced.attempts;
        let same = attempts.latest().is_some_and(|attempts| attempts.method == method);
        let ended = attempts.with(method).is_some_and(|attempts| attempts.ended);
        if ended || (same && self.reason == FailReason::DeclinedForGood) {
            return Err(NeedsAnotherMethod);
        }
        Ok(Self { next_attempt: Some(now), asked: true, ..self })
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{ATTEMPT, CARD, OTHER_CARD, declined, local, processing};

    #[test]
    fn the_next_attempt_is_from_its_instant_until_its_day_is_over() {
        let overdue = Err(NotDue::Overdue(Overdue { was: StateName::Failed }));
        for (now, outcome) in [
            ("2025-12-05 09:59:59", Err(NotDue::Early)),
            ("2025-12-05 10:00:00", Ok(())),
            ("2025-12-05 23:59:59", Ok(())),
            ("2025-12-06 00:00:00", overdue),
        ] {
            assert_eq!(declined().taken(ATTEMPT, local(now)).map(drop), outcome, "{now}");
        }
    }

    #[test]
    fn nothing_is_tried_that_is_not_planned() {
        let ended = Failed { next_attempt: None, ..declined() };
        assert_eq!(ended.taken(ATTEMPT, local("2025-12-05 10:00:00")), Err(NotDue::NoneLeft));
    }

    #[test]
    fn who_asks_to_pay_now_is_charged_now() {
        let now = local("2025-12-03 16:20:00");
        for failed in [declined(), Failed { next_attempt: None, ..declined() }] {
            let asked = failed.clone().pay_now(CARD, now).expect("may be tried again");
            assert_eq!(asked, Failed { next_attempt: Some(now), asked: true, ..failed });
            let processing = asked.taken(ATTEMPT, now).expect("asked for");
            assert_eq!((processing.attempt, processing.since), (ATTEMPT, now));
        }
    }

    #[test]
    fn asking_holds_over_midnight() {
        let asked = declined().pay_now(CARD, local("2025-12-03 23:59:59")).expect("may be tried again");
        assert!(asked.taken(ATTEMPT, local("2025-12-04 00:00:01")).is_ok());
    }

    #[test]
    fn a_card_that_is_gone_for_good_cannot_pay_now_but_another_can() {
        let now = local("2025-12-03 16:20:00");
        let failed = Failed { reason: FailReason::DeclinedForGood, next_attempt: None, ..declined() };
        assert_eq!(failed.clone().pay_now(CARD, now), Err(NeedsAnotherMethod));
        assert!(failed.pay_now(OTHER_CARD, now).is_ok());
    }

    #[test]
    fn a_card_that_needs_its_holder_and_one_that_came_back_can_pay_now() {
        let now = local("2025-12-03 16:20:00");
        for reason in [needs_confirmation(), FailReason::NotConfirmed, FailReason::NoMethod] {
            for next_attempt in [None, Some(local("2025-12-05 10:00:00"))] {
                let failed = Failed { reason: reason.clone(), next_attempt, ..declined() };
                assert!(failed.clone().pay_now(CARD, now).is_ok(), "{reason:?}");
                assert!(failed.pay_now(OTHER_CARD, now).is_ok(), "{reason:?}");
            }
        }
    }

    fn needs_confirmation() -> FailReason {
        FailReason::NeedsConfirmation { url: "https://pay.example/confirm".to_owned() }
    }

    #[test]
    fn only_with_the_same_card_may_an_attempt_succeed_later() {
        for reason in [FailReason::Declined, needs_confirmation(), FailReason::NotConfirmed] {
            assert!(reason.may_be_tried_again(), "{reason:?}");
        }
        for reason in [FailReason::DeclinedForGood, FailReason::NoMethod] {
            assert!(!reason.may_be_tried_again(), "{reason:?}");
        }
    }

    #[test]
    fn a_method_that_was_declined_for_good_is_not_tried_again_whatever_came_between() {
        let now = local("2025-12-05 10:00:00");
        let lost = processing().declined(CARD, FailReason::DeclinedForGood, now);
        let other = lost.pay_now(OTHER_CARD, now).expect("another card may");
        let other = other.taken(ATTEMPT, now).expect("it is due");
        let other = other.declined(OTHER_CARD, FailReason::Declined, now);
        assert!(other.is_over_with(CARD) && !other.is_over_with(OTHER_CARD));
        assert_eq!(other.clone().pay_now(CARD, now), Err(NeedsAnotherMethod));
        assert!(other.clone().pay_now(OTHER_CARD, now).is_ok());
        let given_up = other.given_up();
        assert_eq!((given_up.reason, given_up.next_attempt), (FailReason::DeclinedForGood, None));
    }
}
