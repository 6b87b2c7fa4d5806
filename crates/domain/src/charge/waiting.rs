//! Failed charges that wait for somebody: for a client to give a card, for a cardholder to confirm.

use chrono::{DateTime, Days, Duration, NaiveTime, Utc};

use super::{FailReason, Failed, NotDue, Processing};
use crate::ids::{AttemptId, PaymentMethodId};

/// How long the last page on which a cardholder can confirm works at least, should it have been made late in the day.
const PAGE_HOURS_MIN: i64 = 6;

impl Failed {
    /// Whether no attempt follows but with a card that the client has yet to give, and `method` is such a card: any where there
    /// was none, another one where the cardholder did not confirm to the last.
    #[must_use]
    pub fn waited_for(&self, method: PaymentMethodId) -> bool {
        let attempts = self.announced.attempts.with(method);
        self.next_attempt.is_none()
            && match self.reason {
                FailReason::NoMethod => attempts.is_none_or(|attempts| !attempts.ended),
                FailReason::NotConfirmed => attempts.is_none(),
                FailReason::Declined | FailReason::DeclinedForGood | FailReason::NeedsConfirmation { .. } => {
                    false
                }
            }
    }

    /// When, on whatever day, a card that is yet to be given is charged by itself; none where no attempt waits for one.
    #[must_use]
    pub fn new_card_at(&self) -> Option<NaiveTime> {
        let waits = self.next_attempt.is_none()
            && matches!(self.reason, FailReason::NoMethod | FailReason::NotConfirmed);
        waits.then_some(self.announced.promise.charge_time)
    }

    /// An attempt with the card that was waited for begins at `now`. The client was told that it is charged at the next charge
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

    /// Whether the processor's page is all that is waited for at `now`: no attempt is due that makes another.
    #[must_use]
    pub fn waits_for_cardholder(&self, now: DateTime<Utc>) -> bool {
        matches!(self.reason, FailReason::NeedsConfirmation { .. })
            && self.next_attempt.is_none_or(|at| now < at)
    }

    /// When the last page is given up: once the practice's day of the last attempt is over. None while another one follows.
    #[must_use]
    pub fn confirm_until(&self) -> Option<DateTime<Utc>> {
        let is_last =
            matches!(self.reason, FailReason::NeedsConfirmation { .. }) && self.next_attempt.is_none();
        is_last.then(|| {
            let zone = self.announced.promise.zone;
            let day_over = zone.instant(zone.day(self.failed_at) + Days::new(1), NaiveTime::MIN);
            day_over.max(self.failed_at + Duration::hours(PAGE_HOURS_MIN))
        })
    }

    /// The cardholder did not confirm, as was known at `now`. The days of further attempts stay as they were.
    #[must_use]
    pub fn not_confirmed(self, now: DateTime<Utc>) -> Self {
        Self { reason: FailReason::NotConfirmed, failed_at: now, ..self }
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;
    use crate::testing::{ATTEMPT, CARD, OTHER_CARD, declined, local, processing};

    fn needs_confirmation() -> FailReason {
        FailReason::NeedsConfirmation { url: "https://pay.example/confirm".to_owned() }
    }

    fn last_page(failed_at: &str) -> Failed {
        let failed_at = local(failed_at);
        Failed { reason: needs_confirmation(), failed_at, next_attempt: None, ..declined() }
    }

    #[test]
    fn the_last_page_works_until_its_day_is_over_and_some_hours_at_least() {
        for (failed_at, until) in [
            ("2025-12-17 10:00:02", "2025-12-18 00:00:00"),
            ("2025-12-17 18:00:00", "2025-12-18 00:00:00"),
            ("2025-12-17 23:58:00", "2025-12-18 05:58:00"),
            ("2026-03-08 10:00:00", "2026-03-09 00:00:00"),
        ] {
            assert_eq!(last_page(failed_at).confirm_until(), Some(local(until)), "{failed_at}");
        }
        let page = Failed { next_attempt: declined().next_attempt, ..last_page("2025-12-02 10:00:02") };
        assert_eq!(page.confirm_until(), None, "another one follows");
        assert_eq!(page.not_confirmed(local("2025-12-03 00:00:00")).confirm_until(), None);
    }

    #[test]
    fn a_page_is_waited_for_until_the_next_attempt() {
        let page = Failed { reason: needs_confirmation(), ..declined() };
        assert!(page.waits_for_cardholder(local("2025-12-05 09:59:59")));
        assert!(!page.waits_for_cardholder(local("2025-12-05 10:00:00")));
        assert!(last_page("2025-12-17 10:00:02").waits_for_cardholder(local("2026-01-01 00:00:00")));
        assert!(!declined().waits_for_cardholder(local("2025-12-03 10:00:00")));
    }

    fn without_method() -> Failed {
        processing().without_method(local("2025-12-02 10:00:02"))
    }

    #[test]
    fn who_waits_for_a_card_says_when_one_is_charged_and_nobody_else_does() {
        let ten = NaiveTime::from_hms_opt(10, 0, 0);
        assert_eq!(without_method().new_card_at(), ten);
        let unconfirmed = last_page("2025-12-17 10:00:02").not_confirmed(local("2025-12-18 00:00:00"));
        assert_eq!(unconfirmed.new_card_at(), ten);
        let tried_again = Failed { next_attempt: declined().next_attempt, ..unconfirmed };
        assert_eq!(tried_again.new_card_at(), None, "the day of the next try is said");
        for reason in [FailReason::Declined, FailReason::DeclinedForGood, needs_confirmation()] {
            let over = Failed { reason, next_attempt: None, ..declined() };
            assert_eq!(over.new_card_at(), None, "{over:?}");
        }
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
        let ended = last_page("2025-12-17 10:00:02").not_confirmed(local("2025-12-18 00:00:00"));
        assert!(!ended.waited_for(CARD), "it would ask its holder again");
        assert!(ended.waited_for(OTHER_CARD));
        let not_over = Failed { next_attempt: declined().next_attempt, ..ended };
        assert!(!not_over.waited_for(OTHER_CARD), "it is tried on the next day of the plan");
        let lost = processing().declined(CARD, FailReason::DeclinedForGood, local("2025-12-02 10:00:02"));
        assert!(!lost.waited_for(CARD) && !lost.waited_for(OTHER_CARD));
    }
}
