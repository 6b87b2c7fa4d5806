//! Charges that were paid by another way, and those that were not after all.

use super::*;

#[tokio::test]
async fn who_paid_in_the_room_is_not_charged_and_is_told_so() {
    let (bench, id) = announced(VISA).await;
    let in_cash = PaidSo { how: PaidHow::Cash, on: Some(day("2025-12-01")) };
    assert_eq!(now(settled(&bench, id, in_cash).await), StateName::SettledElsewhere);
    bench.work().await;
    let mail = last_mail(&bench);
    for words in
        ["Your planned payment is called off (", "You paid $25.00 in cash on Mon, Dec 1", "on Tue, Dec 2"]
    {
        assert!(mail.contains(words), "{words} in {mail}");
    }
    bench.play_until("2025-12-20T15:00:00Z").await;
    assert_eq!((bench.books().totals.confirms, bench.mails().len()), (0, 2));
    let (amount, on) = (Money::usd(2_500), day("2025-12-01"));
    let settled = Action::SettledElsewhere { amount, how: PaidHow::Cash, on, reason: said() };
    assert_eq!(bench.entries(id).await.last(), Some(&settled));
    bench.agrees().await;
}

#[tokio::test]
async fn a_payment_cannot_be_said_to_be_tomorrow() {
    let (bench, id) = announced(VISA).await;
    let tomorrow = PaidSo { how: PaidHow::Check, on: Some(day("2025-12-02")) };
    assert!(matches!(settled(&bench, id, tomorrow).await, Err(ActError::NotYet(_))));
    let today = PaidSo { how: PaidHow::Check, on: None };
    assert_eq!(now(settled(&bench, id, today).await), StateName::SettledElsewhere);
}

#[tokio::test]
async fn a_check_that_came_back_is_announced_anew_before_anything_is_taken() {
    let (bench, id) = tried(DECLINED).await;
    assert_eq!(now(settled(&bench, id, BY_CHECK).await), StateName::SettledElsewhere);
    assert!(bench.simulator.set_behaviour(&format!("{DECLINED}_1"), Behaviour::Succeeds));
    bench.work_at("2025-12-10T12:00:00Z").await;
    assert_eq!(now(owed(&bench, id).await), StateName::Scheduled);
    bench.work().await;
    assert_eq!(bench.subjects().last().map(String::as_str), Some("Your payment on Thu, Dec 11"));
    assert!(last_mail(&bench).contains("This email replaces any earlier one"));
    bench.play_until("2025-12-11T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    assert_eq!(statuses(&bench), ["canceled", "succeeded"]);
    assert!(bench.entries(id).await.contains(&Action::OwedAfterAll { reason: said() }));
    bench.agrees().await;
}

#[tokio::test]
async fn who_was_not_told_yet_of_a_payment_that_was_a_mistake_is_not_told_of_it_any_more() {
    let (bench, id) = announced(VISA).await;
    let mails = bench.mails().len();
    assert_eq!(now(settled(&bench, id, BY_CHECK).await), StateName::SettledElsewhere);
    assert_eq!(now(owed(&bench, id).await), StateName::Scheduled);
    bench.work().await;
    assert_eq!(
        bench.subjects()[mails..],
        ["Your payment on Tue, Dec 2"],
        "that nothing is charged then is not true"
    );
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
}

#[tokio::test]
async fn a_move_is_not_confirmed_of_a_charge_that_is_called_off_before_its_mail_leaves() {
    let (bench, id) = announced(VISA).await;
    let mails = bench.mails().len();
    bench.move_to(1, id, "2025-12-09").await.expect("it may be moved");
    assert_eq!(now(settled(&bench, id, BY_CHECK).await), StateName::SettledElsewhere);
    bench.work().await;
    assert_eq!(bench.subjects()[mails..], ["Your planned payment is called off"]);
}
