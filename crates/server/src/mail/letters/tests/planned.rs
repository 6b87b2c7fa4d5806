//! What mails say of a payment that is planned, and how they say which one it is.

use super::*;

/// The mails that say when something is taken.
const OF_A_PLAN: [fn(&About<'_>) -> Letter; 3] = [
    |about| upcoming_payment(about, &sample::scheduled(), &sample::promise(ChargeKind::Insurance), false),
    |about| reminder(about, &sample::upcoming()),
    |about| released(about, &ChargeState::Upcoming(sample::upcoming())).expect("it is to be taken"),
];

#[test]
fn without_a_card_that_is_good_then_no_mail_says_that_something_will_be_charged() {
    let none = Desk { card: None, card_good_until: None, ..upcoming_desk() };
    let not_needed = Desk { card: None, card_good_until: None, card_required: false, ..upcoming_desk() };
    let ending = Desk { card_good_until: Some(day("2025-11-30")), ..upcoming_desk() };
    for mail in OF_A_PLAN {
        for desk in [&none, &not_needed, &ending] {
            let said = desk.rendered(mail).text.replace('\n', " ");
            assert!(!said.contains("will be charged") && said.contains("planned for Tue, Dec 2"), "{said}");
        }
        assert!(upcoming_desk().rendered(mail).text.contains("will be charged on Tue, Dec 2"));
    }
}

#[test]
fn who_calls_or_writes_about_a_charge_finds_its_reference_in_each_mail_about_it() {
    let desk = upcoming_desk();
    for mail in OF_A_PLAN {
        let rendered = desk.rendered(mail);
        assert!(rendered.text.contains("Reference: ch-417"), "{}", rendered.text);
        let subject = "mailto:help@larkspur.example?subject=Charge%20ch%2D417%2C%20session%20on%20Nov%2024%2C%202%3A00%20PM";
        assert!(rendered.html.contains(subject), "{}", rendered.html);
    }
    let of_none = desk.rendered(|about| address_changed(&of_no_charge(about)));
    assert!(!of_none.text.contains("Reference") && of_none.html.contains("mailto:help@larkspur.example\""));
}
