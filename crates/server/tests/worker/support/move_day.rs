//! Charges that support moves.

use super::*;

#[tokio::test]
async fn support_moves_a_charge_of_any_kind_beyond_the_window_and_its_client_is_told_and_reminded() {
    let (bench, id) = announced(VISA).await;
    assert_eq!(now(moved(&bench, id, "2025-12-30").await), StateName::Upcoming);
    bench.work().await;
    assert!(last_mail(&bench).contains("was moved from Tue, Dec 2 to Tue, Dec 30"));
    bench.play_until("2025-12-29T15:00:00Z").await;
    assert_eq!(bench.subjects().last().map(String::as_str), Some("Reminder: your payment on Tue, Dec 30"));
    bench.play_until("2025-12-30T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Paid);
    let (from, to) = (day("2025-12-02"), day("2025-12-30"));
    assert!(bench.entries(id).await.contains(&Action::Rescheduled { from, to, reason: said() }));
    bench.agrees().await;
}

#[tokio::test]
async fn a_move_to_a_day_without_enough_notice_or_to_the_present_day_changes_nothing() {
    let (bench, id) = announced(VISA).await;
    let before = bench.charge(id).await;
    assert!(matches!(moved(&bench, id, "2025-12-02").await, Ok(Done::Unchanged)));
    bench.desk.business.set(at("2025-12-01T15:00:01Z"));
    let refused = moved(&bench, id, "2025-12-01").await;
    assert!(
        matches!(refused, Err(ActError::TooEarly { first }) if first == day("2025-12-03")),
        "{refused:?}"
    );
    assert_eq!(bench.charge(id).await, before);
    bench.work().await;
    assert_eq!(bench.mails().len(), 1);
}

#[tokio::test]
async fn of_a_charge_that_was_not_announced_the_wish_moves_and_the_notice_says_the_day() {
    let bench = Bench::new().await;
    let id = bench.clients(1..=1, Some(VISA), "2025-12-20").await[0];
    assert_eq!(now(moved(&bench, id, "2025-12-10").await), StateName::Scheduled);
    bench.play_until("2025-12-08T14:59:59Z").await;
    assert_eq!(bench.subjects(), Vec::<String>::new());
    bench.play_until("2025-12-08T15:00:00Z").await;
    assert_eq!(bench.subjects(), ["Your payment on Wed, Dec 10"]);
    let (from, to, reason) = (day("2025-12-20"), day("2025-12-10"), "She called".to_owned());
    assert_eq!(bench.entries(id).await[0], Action::FirstDayMoved { from, to, reason });
}
