mod called_off;
mod desk;
mod planned;

use domain::Money;
use domain::actor::Actor;
use domain::charge::{
    CardShown, ChargeKind, ChargeState, FailReason, Failed, HeldState, HoldReason, Paid, Payment, Refund,
    Refunded, StateName,
};
use domain::testing::{day, every_state, refund, settled_elsewhere};

use self::desk::{Desk, of_no_charge};
use super::*;
use crate::mail::letter::Rendered;
use crate::mail::{CardChange, sample};

fn upcoming_desk() -> Desk {
    Desk::with(ChargeState::Upcoming(sample::upcoming()))
}

fn shown(rendered: &Rendered) -> String {
    let Rendered { subject, text, html } = rendered;
    format!("Subject: {subject}\n\n{text}\n\n=====\n\n{html}")
}

fn notice(desk: &Desk, kind: ChargeKind, replaces: bool) -> Rendered {
    desk.rendered(|about| upcoming_payment(about, &sample::scheduled(), &sample::promise(kind), replaces))
}

fn failure(failed: Failed) -> Rendered {
    let desk = Desk::with(ChargeState::Failed(failed.clone()));
    Desk { now: "2025-12-02T15:00:03Z", ..desk }.rendered(|about| payment_failed(about, &failed))
}

#[test]
fn the_notice_of_an_insurance_charge() {
    insta::assert_snapshot!(shown(&notice(&upcoming_desk(), ChargeKind::Insurance, false)));
}

#[test]
fn the_notice_of_a_charge_that_cannot_be_moved() {
    let mut desk = upcoming_desk();
    desk.charge.kind = ChargeKind::NoShowFee;
    insta::assert_snapshot!(notice(&desk, ChargeKind::NoShowFee, false).text);
}

#[test]
fn a_notice_that_replaces_another_for_a_client_without_a_card() {
    let desk = Desk { card: None, ..upcoming_desk() };
    insta::assert_snapshot!(notice(&desk, ChargeKind::Insurance, true).text);
}

#[test]
fn the_notice_for_a_client_whose_plan_asks_for_no_card() {
    let desk = Desk { card: None, card_required: false, ..upcoming_desk() };
    insta::assert_snapshot!(notice(&desk, ChargeKind::SelfPay, false).text);
}

#[test]
fn the_confirmation_of_a_move() {
    let (from, to) = (day("2025-12-02"), day("2025-12-12"));
    let moved = sample::moved();
    let desk = Desk::with(ChargeState::Upcoming(moved.clone()));
    let amount = moved.announced.due.amount;
    insta::assert_snapshot!(shown(&desk.rendered(|about| date_changed(
        about,
        amount,
        from,
        to,
        Some(&moved)
    ))));
}

#[test]
fn the_confirmation_of_a_move_beyond_the_window() {
    let (from, to) = (day("2025-12-02"), day("2025-12-30"));
    let mut moved = sample::moved();
    moved.announced.day = to;
    let desk = Desk::with(ChargeState::Upcoming(moved.clone()));
    let amount = moved.announced.due.amount;
    insta::assert_snapshot!(desk.rendered(|about| date_changed(about, amount, from, to, Some(&moved))).text);
}

#[test]
fn a_confirmation_that_was_overtaken_by_another_move() {
    let (from, to) = (day("2025-12-02"), day("2025-12-09"));
    let moved = sample::moved();
    let desk = Desk { now: "2025-12-18T14:30:00Z", ..Desk::with(ChargeState::Upcoming(moved.clone())) };
    let amount = moved.announced.due.amount;
    insta::assert_snapshot!(desk.rendered(|about| date_changed(about, amount, from, to, Some(&moved))).text);
    insta::assert_snapshot!(desk.rendered(|about| date_changed(about, amount, from, to, None)).text);
}

#[test]
fn the_reminder_of_a_moved_charge() {
    let moved = sample::moved();
    let desk = Desk { now: "2025-12-11T15:00:00Z", ..Desk::with(ChargeState::Upcoming(moved.clone())) };
    insta::assert_snapshot!(shown(&desk.rendered(|about| reminder(about, &moved))));
}

#[test]
fn the_receipt() {
    let paid = sample::processing().paid(
        sample::at("2025-12-02T15:00:02Z"),
        sample::card(),
        "R-7F3A-91C2-0B5D".to_owned(),
    );
    let desk = Desk { now: "2025-12-02T15:00:03Z", ..Desk::with(ChargeState::Paid(paid.clone())) };
    insta::assert_snapshot!(shown(&desk.rendered(|about| receipt(about, &paid))));
}

#[test]
fn a_declined_card_that_is_tried_again() {
    insta::assert_snapshot!(shown(&failure(sample::failed(FailReason::Declined))));
}

#[test]
fn the_last_decline() {
    insta::assert_snapshot!(
        failure(Failed { next_attempt: None, ..sample::failed(FailReason::Declined) }).text
    );
}

#[test]
fn a_card_that_is_no_longer_accepted() {
    insta::assert_snapshot!(failure(sample::failed(FailReason::DeclinedForGood)).text);
}

#[test]
fn a_payment_that_its_cardholder_has_to_confirm() {
    let url = "https://pay.example/confirm".to_owned();
    insta::assert_snapshot!(failure(sample::failed(FailReason::NeedsConfirmation { url })).text);
}

#[test]
fn the_last_page_on_which_its_cardholder_can_confirm() {
    let url = "https://pay.example/confirm".to_owned();
    let last = Failed { next_attempt: None, ..sample::failed(FailReason::NeedsConfirmation { url }) };
    insta::assert_snapshot!(failure(last).text);
}

#[test]
fn a_payment_that_its_cardholder_did_not_confirm() {
    let failed = sample::failed(FailReason::NotConfirmed);
    insta::assert_snapshot!(failure(failed.clone()).text);
    insta::assert_snapshot!(failure(Failed { next_attempt: None, ..failed }).text);
}

fn on_hold(before: HeldState, since: &str) -> Rendered {
    let on_hold = before.hold(HoldReason::NoMethodNeeded, Actor::System, sample::at(since));
    let amount = sample::scheduled().due.amount;
    let desk = Desk { now: "2025-12-02T15:00:03Z", ..Desk::with(ChargeState::OnHold(on_hold.clone())) };
    desk.rendered(|about| held(about, &on_hold, amount))
}

#[test]
fn a_payment_that_is_on_hold() {
    insta::assert_snapshot!(shown(&on_hold(HeldState::Upcoming(sample::upcoming()), "2025-12-02T15:00:02Z")));
}

#[test]
fn a_payment_that_is_on_hold_when_its_day_is_over() {
    let late = on_hold(HeldState::Upcoming(sample::upcoming()), "2025-12-04T15:00:02Z");
    assert!(!late.text.contains("Dec 2"), "{}", late.text);
    insta::assert_snapshot!(late.text);
}

fn no_longer_on_hold(state: ChargeState) -> Rendered {
    let desk = Desk { now: "2025-12-02T15:00:03Z", ..Desk::with(state.clone()) };
    desk.rendered(|about| released(about, &state).expect("it is to be taken again"))
}

#[test]
fn a_payment_that_is_no_longer_on_hold() {
    insta::assert_snapshot!(shown(&no_longer_on_hold(ChargeState::Upcoming(sample::moved()))));
}

#[test]
fn a_payment_that_is_no_longer_on_hold_and_has_no_day_yet() {
    insta::assert_snapshot!(no_longer_on_hold(ChargeState::Scheduled(sample::scheduled())).text);
}

#[test]
fn a_payment_that_did_not_go_through_before_it_was_on_hold() {
    let failed = sample::failed(FailReason::Declined);
    insta::assert_snapshot!(no_longer_on_hold(ChargeState::Failed(failed.clone())).text);
    let ended = Failed { next_attempt: None, ..failed };
    insta::assert_snapshot!(no_longer_on_hold(ChargeState::Failed(ended)).text);
}

#[test]
fn nobody_is_told_of_a_release_of_what_is_not_to_be_taken() {
    for state in every_state() {
        let is_told = matches!(state.name(), StateName::Scheduled | StateName::Upcoming | StateName::Failed);
        let desk = Desk::with(state.clone());
        assert_eq!(desk.about(|about| released(about, &state).is_some()), is_told, "{:?}", state.name());
    }
}

#[test]
fn a_card_that_is_missing() {
    let failed = sample::processing().without_method(sample::at("2025-12-02T15:00:02Z"));
    let desk = Desk::with(ChargeState::Failed(failed.clone()));
    let desk = Desk { now: "2025-12-02T15:00:03Z", card: None, ..desk };
    insta::assert_snapshot!(shown(&desk.rendered(|about| card_needed(about, &failed))));
}

#[test]
fn an_address_that_was_changed() {
    let desk = upcoming_desk();
    let rendered = desk.rendered(|about| address_changed(&of_no_charge(about)));
    insta::assert_snapshot!(shown(&rendered));
}

#[test]
fn a_card_that_was_added_chosen_or_removed() {
    let desk = upcoming_desk();
    let card = CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() };
    let all = [CardChange::Added, CardChange::AddedAsDefault, CardChange::MadeDefault, CardChange::Removed];
    let letters =
        all.map(|change| desk.rendered(|about| card_changed(&of_no_charge(about), change, &card)).text);
    insta::assert_snapshot!(letters.join("\n---\n"));
}

#[test]
fn an_address_that_is_to_be_confirmed_is_told_nobodys_name() {
    let desk = upcoming_desk();
    let link = "https://desk.example.com/confirm-email#5ec2e7".to_owned();
    let rendered = desk.rendered(|about| confirm_email(&of_no_charge(about), link.clone()));
    assert!(!rendered.text.contains(desk.first_name) && !rendered.html.contains(desk.first_name));
    insta::assert_snapshot!(shown(&rendered));
}

#[test]
fn both_addresses_hear_of_a_change() {
    let desk = upcoming_desk();
    let before = desk.rendered(|about| email_changed(&of_no_charge(about)));
    let now = desk.rendered(|about| email_confirmed(&of_no_charge(about)));
    insta::assert_snapshot!([before.text, now.text].join("\n---\n"));
}

#[test]
fn a_name_written_from_right_to_left_leaves_the_greeting_as_it_is() {
    let desk = Desk { first_name: "محمد", ..upcoming_desk() };
    let rendered = notice(&desk, ChargeKind::Insurance, false);
    assert!(rendered.html.contains("<p>Hi <bdi>محمد</bdi>,</p>"));
    assert!(rendered.text.starts_with("Hi \u{2068}محمد\u{2069},\n"));
}

#[test]
fn a_card_that_ends_before_the_day_is_said_and_in_its_last_month_it_is_good() {
    let desk = |until| Desk { card_good_until: Some(day(until)), ..upcoming_desk() };
    let ends = "Your Visa ending in 4242 is good only until Sun, Nov 30.";
    let mails: [fn(&About<'_>) -> Letter; 3] = [
        |about| upcoming_payment(about, &sample::scheduled(), &sample::promise(ChargeKind::Insurance), false),
        |about| reminder(about, &sample::upcoming()),
        |about| {
            let upcoming = sample::upcoming();
            let to = upcoming.announced.day;
            date_changed(about, upcoming.announced.due.amount, day("2025-12-02"), to, Some(&upcoming))
        },
    ];
    for mail in mails {
        assert!(desk("2025-11-30").rendered(mail).text.contains(ends));
        assert!(!desk("2025-12-31").rendered(mail).text.contains("is good only until"));
    }
}

#[test]
fn mails_about_two_sessions_of_a_day_do_not_look_alike() {
    let mut desk = upcoming_desk();
    let first = notice(&desk, ChargeKind::Insurance, false);
    desk.charge.session.start = domain::testing::time("17:30");
    let second = notice(&desk, ChargeKind::Insurance, false);
    assert_ne!(first.subject, second.subject);
    assert!(second.subject.ends_with("5:30 PM)") && second.text.contains("5:30 PM"), "{second:?}");
}

#[test]
fn the_days_of_the_notice_are_those_of_its_promise_and_so_is_the_way_to_change_them() {
    let desk = upcoming_desk();
    let rendered = notice(&desk, ChargeKind::Insurance, false);
    for form in [&rendered.text, &rendered.html] {
        for words in [
            "$40.00",
            "Tue, Dec 2",
            "before 10:00 AM on Tue, Dec 2.",
            "any day up to Thu, Dec 18.",
            "again until Wed, Dec 17,",
            "Visa ending in 4242",
        ] {
            assert!(form.contains(words), "{words} in {form}");
        }
        let page = format!(
            "https://desk.example.com/sign-in?next=/account/billing/charges/{}/change-date",
            desk.charge.id
        );
        assert!(form.contains(&page), "{page} in {form}");
    }
}

#[test]
fn no_mail_says_what_the_session_was() {
    let rendered = notice(&upcoming_desk(), ChargeKind::Insurance, false);
    for form in [&rendered.subject, &rendered.text, &rendered.html] {
        assert!(!form.contains("90837") && !form.contains("60 minutes"), "{form}");
    }
    assert!(!rendered.subject.contains('$'));
}

/// The first two sentences of a mail about a charge in each state, after its greeting: why it is called off, and which day is off.
#[test]
fn the_mail_about_money_given_back() {
    let back = |cents, what: fn(&About<'_>, &Paid, &Refund) -> Letter| {
        let state = domain::testing::refunded(&[cents]).state();
        let desk = Desk { now: "2025-12-04T17:00:00Z", ..Desk::with(state.clone()) };
        let paid = state.paid().expect("it was paid").clone();
        desk.rendered(|about| what(about, &paid, &state.refunds()[0]))
    };
    insta::assert_snapshot!(shown(&back(1_500, given_back)));
    insta::assert_snapshot!(back(4_000, given_back).text);
    insta::assert_snapshot!(
        back(4_000, |about, paid, refund| refund_returned(about, Some(paid), refund.amount, false)).text
    );
    insta::assert_snapshot!(
        back(4_000, |about, _, refund| extra_given_back(about, refund.amount, refund.at)).text
    );
}

#[test]
fn the_mail_about_a_refund_that_has_not_arrived_says_so() {
    for (cents, of_it) in [(1_500, "$15.00 of your payment"), (4_000, "your payment of $40.00")] {
        let mut back = domain::testing::refunded(&[cents]);
        back.refunds[0].on_its_way = true;
        let state = back.state();
        let desk = Desk { now: "2025-12-04T17:00:00Z", ..Desk::with(state.clone()) };
        let paid = state.paid().expect("it was paid").clone();
        let text =
            desk.rendered(|about| given_back(about, &paid, &state.refunds()[0])).text.replace('\n', " ");
        assert!(text.contains(&format!("we sent you {of_it}.")), "{text}");
        assert!(text.contains("It is on its way") && !text.contains("we returned"), "{text}");
    }
}

#[test]
fn a_mail_about_a_payment_for_no_charge_and_one_about_a_refund_that_was_called_off() {
    let desk = Desk { now: "2025-12-04T17:00:00Z", ..upcoming_desk() };
    let of_none = |what: fn(&About<'_>) -> Letter| desk.rendered(|about| what(&of_no_charge(about))).text;
    let at = sample::at("2025-12-04T17:00:00Z");
    let paid = (Money::usd(4_400), day("2025-12-01"));
    let given = desk.rendered(|about| hand_given_back(&of_no_charge(about), Money::usd(700), at, paid));
    for words in ["$7.00 of the $44.00", "on Mon, Dec 1", "sign-in?next=/account/billing "] {
        let text = given.text.replace('\n', " ");
        assert!(text.contains(words), "{words} in {text}");
    }
    let called_off = of_none(|about| refund_returned(about, None, Money::usd(700), true)).replace('\n', " ");
    assert!(called_off.contains("$7.00") && called_off.contains("was canceled"), "{called_off}");
    assert!(!called_off.contains("sent back"), "{called_off}");
}
