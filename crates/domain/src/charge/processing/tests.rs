#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::*;
use crate::charge::MethodAttempts;
use crate::testing::{ATTEMPT, CARD, OTHER_CARD, attempts, day, due, local, processing, upcoming};

fn again(failed: Failed, now: &str) -> Processing {
    failed.taken(ATTEMPT, local(now)).expect("the next attempt is due")
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
fn an_attempt_that_is_settled_after_midnight_is_paid_on_the_day_the_money_was_taken() {
    let card = CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
    let paid_on = |at| processing().paid(local(at), card.clone(), String::new()).paid_on;
    assert_eq!(paid_on("2025-12-02 23:59:59"), day("2025-12-02"));
    assert_eq!(paid_on("2025-12-03 00:00:00"), day("2025-12-03"));
}

#[test]
fn a_declined_charge_is_tried_on_four_days_and_then_no_more() {
    let mut failed = declined(processing(), CARD, "2025-12-02 10:00:02");
    for (count, on) in [(1, "2025-12-05 10:00:00"), (2, "2025-12-10 10:00:00"), (3, "2025-12-17 10:00:00")] {
        assert_eq!(
            (&failed.announced.attempts, failed.next_attempt),
            (&attempts(CARD, count), Some(local(on)))
        );
        failed = declined(again(failed, on), CARD, on);
    }
    assert_eq!((failed.announced.attempts, failed.next_attempt), (attempts(CARD, 4), None));
}

#[test]
fn a_failed_charge_keeps_what_the_client_was_told() {
    let failed = declined(processing(), CARD, "2025-12-02 10:00:02");
    assert_eq!((failed.reason, failed.failed_at), (FailReason::Declined, local("2025-12-02 10:00:02")));
    let told = Announced { attempts: attempts(CARD, 1), ..upcoming().announced };
    assert_eq!(failed.announced, told);
}

#[test]
fn a_new_card_is_counted_afresh_from_the_day_of_its_first_attempt() {
    let failed = declined(processing(), CARD, "2025-12-02 10:00:02");
    let second = declined(again(failed, "2025-12-05 10:00:00"), CARD, "2025-12-05 10:00:01");
    let now = "2025-12-06 16:00:00";
    let failed =
        declined(again(second.pay_now(OTHER_CARD, local(now)).expect("another card"), now), OTHER_CARD, now);
    let afresh = MethodAttempts { method: OTHER_CARD, first_day: day("2025-12-06"), count: 1, ended: false };
    assert_eq!(failed.announced.attempts.latest(), Some(afresh));
    assert_eq!(failed.next_attempt, Some(local("2025-12-09 10:00:00")));
}

#[test]
fn an_attempt_belongs_to_the_day_it_began() {
    let began = Processing { since: local("2025-12-02 23:59:59"), ..processing() };
    let failed = declined(began, CARD, "2025-12-03 00:05:00");
    assert_eq!(failed.announced.attempts, attempts(CARD, 1));
    assert_eq!(failed.next_attempt, Some(local("2025-12-05 10:00:00")));
}

#[test]
fn a_card_declined_for_good_is_not_tried_again_by_itself() {
    let reason = FailReason::DeclinedForGood;
    let failed = processing().declined(CARD, reason.clone(), local("2025-12-02 10:00:02"));
    let latest = failed.announced.attempts.latest().expect("an attempt");
    assert_eq!((latest.count, failed.next_attempt), (1, None));
    assert_eq!((latest.ended, failed.reason), (true, reason));
}

fn needs_confirmation(processing: Processing, now: &str) -> Failed {
    let url = "https://pay.example/confirm".to_owned();
    processing.declined(CARD, FailReason::NeedsConfirmation { url }, local(now))
}

fn pay_now(failed: Failed, now: &str) -> Failed {
    let asked = failed.pay_now(CARD, local(now)).expect("it may be asked again");
    needs_confirmation(again(asked, now), now)
}

#[test]
fn who_has_to_confirm_is_asked_on_four_days() {
    let mut failed = needs_confirmation(processing(), "2025-12-02 10:00:02");
    for (count, on) in [(1, "2025-12-05 10:00:00"), (2, "2025-12-10 10:00:00"), (3, "2025-12-17 10:00:00")] {
        assert_eq!(
            (&failed.announced.attempts, failed.next_attempt),
            (&attempts(CARD, count), Some(local(on)))
        );
        failed = needs_confirmation(again(failed, on), on);
    }
    assert_eq!((&failed.announced.attempts, failed.next_attempt), (&attempts(CARD, 4), None));
    assert_eq!(failed.confirm_until(), Some(local("2025-12-18 00:00:00")));
}

#[test]
fn a_page_asked_for_uses_up_no_day_and_after_the_last_day_starts_afresh() {
    let first = needs_confirmation(processing(), "2025-12-02 10:00:02");
    let asked = pay_now(first.clone(), "2025-12-03 16:20:00");
    assert_eq!(
        (&asked.announced.attempts, asked.next_attempt),
        (&first.announced.attempts, first.next_attempt)
    );
    let last = Failed { next_attempt: None, ..first };
    let last = Failed { announced: Announced { attempts: attempts(CARD, 4), ..last.announced }, ..last };
    for (now, next) in
        [("2025-12-17 16:20:00", "2025-12-20 10:00:00"), ("2026-02-01 09:00:00", "2026-02-04 10:00:00")]
    {
        let ended = last.clone().not_confirmed(local(now));
        let afresh = pay_now(ended, now);
        assert_eq!(afresh.announced.attempts.latest().map(|it| it.count), Some(1), "{now}");
        assert_eq!(afresh.next_attempt, Some(local(next)), "{now}");
    }
}

#[test]
fn an_attempt_at_a_card_that_was_waited_for_is_made_at_charge_time_or_waits_for_the_next() {
    let failed = processing().without_method(local("2025-12-02 10:00:02"));
    let begun = local("2025-12-03 10:00:01");
    let waited = failed.clone().taken_with_new_method(ATTEMPT, begun).expect("it is charge time");
    assert!(waited.may_still_be_sent(local("2025-12-03 10:14:59")));
    assert!(!waited.may_still_be_sent(local("2025-12-03 10:15:00")));
    assert!(!waited.may_still_be_sent(local("2025-12-04 10:00:00")), "that is another attempt");
    let missed = waited.missed(local("2025-12-03 15:00:00"));
    assert_eq!(missed, ChargeState::Failed(Failed { failed_at: begun, ..failed }));
}

#[test]
fn without_a_method_no_attempt_counts_and_none_is_planned() {
    let failed = processing().without_method(local("2025-12-02 10:00:02"));
    assert_eq!((failed.reason, failed.next_attempt), (FailReason::NoMethod, None));
    assert_eq!(failed.announced, upcoming().announced);
}

#[test]
fn asking_to_pay_uses_up_no_planned_attempt() {
    let first = declined(processing(), CARD, "2025-12-02 10:00:05");
    let asked = first.clone().pay_now(CARD, local("2025-12-03 09:00:00")).expect("may be tried again");
    let second = declined(again(asked, "2025-12-03 09:00:01"), CARD, "2025-12-03 09:00:05");
    assert_eq!(second.next_attempt, first.next_attempt);
    assert_eq!(second.announced.attempts, first.announced.attempts);
}

#[test]
fn an_attempt_that_never_left_is_not_sent_after_its_day() {
    let begun = Processing { since: local("2025-12-02 10:00:01"), ..processing() };
    assert!(begun.may_still_be_sent(local("2025-12-02 23:59:59")));
    assert!(!begun.may_still_be_sent(local("2025-12-03 00:00:00")));
    assert!(Processing { asked: true, ..begun.clone() }.may_still_be_sent(local("2025-12-03 00:00:00")));
    let missed = begun.missed(local("2025-12-03 00:00:00"));
    assert!(matches!(missed, ChargeState::Scheduled(_)));
}
