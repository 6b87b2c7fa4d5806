//! What the practice says of a charge at which an attempt was made: it waits until the processor has let go of it.

use domain::actor::Actor;
use domain::charge::{ChargeState, PaidElsewhere, PaidHow, StateName, Waived};
use domain::testing::{at, client_id, day};
use domain::withdrawal::{Withdrawal, Withdrawn};
use domain::{ChargeId, Money};
use processor_simulator::{Behaviour, Fault, FaultRule};
use server::payments::{Settled, settle_from_processor};
use store::withdrawals;
use test_support::sample::due;
use test_support::{Bench, Kind};

const DECLINED: &str = "pm_card_chargeDeclinedInsufficientFunds";
const ASKS: &str = "pm_card_authenticationRequired";

fn by_check() -> Withdrawn {
    let (on, said_at) = (day("2025-12-02"), at("2025-12-04T09:00:00Z"));
    let payment = PaidElsewhere { on, how: PaidHow::Check, said_at, by: Actor::Practice };
    Withdrawn::Settled { payment, due: due(), refunds: Vec::new(), reason: None }
}

/// Client 1 with this card, of whose charge an attempt was made on Dec 2; and what the practice says of it.
async fn tried(kind: Kind, card: &str, to: Withdrawn) -> (Bench, ChargeId) {
    let bench = Bench::on(kind).await;
    let charge = bench.client_with(1, Some(card)).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    let said =
        Withdrawal { charge, client: client_id(1), at: bench.desk.business.now(), by: Actor::Practice, to };
    bench.write(async |unit| withdrawals::put(unit, &said).await.expect("written")).await;
    (bench, charge)
}

fn statuses(bench: &Bench) -> Vec<String> {
    bench.books().intents.iter().map(|intent| intent.status.clone()).collect()
}

#[tokio::test]
async fn who_was_declined_and_pays_by_check_is_not_tried_again() {
    for kind in [Kind::Sqlite, Kind::Postgres] {
        let (bench, charge) = tried(kind, DECLINED, by_check()).await;
        bench.work().await;
        assert_eq!(bench.state_name(charge).await, StateName::SettledElsewhere);
        assert_eq!(statuses(&bench), ["canceled"]);
        assert_eq!(bench.subjects().last().map(String::as_str), Some("Your planned payment is called off"));
        let mail = bench.mails().pop().expect("a mail");
        for words in ["You paid $25.00 by check on Tue, Dec 2.", "on Fri, Dec 5"] {
            assert!(mail.text.contains(words), "{words} in {}", mail.text);
        }
        bench.play_until("2026-02-17T15:00:00Z").await;
        assert_eq!((bench.books().totals.confirms, bench.mails().len()), (1, 3));
        assert!(bench.tasks(client_id(1)).await.is_empty());
        bench.agrees().await;
    }
}

#[tokio::test]
async fn nothing_is_taken_on_the_day_on_which_it_is_withdrawn() {
    let waived = Waived {
        due: due(),
        at: at("2025-12-05T15:00:00Z"),
        by: Actor::Practice,
        reason: "Hardship".to_owned(),
        planned: None,
    };
    let (bench, charge) = tried(Kind::Sqlite, DECLINED, Withdrawn::Waived(waived)).await;
    assert!(bench.simulator.set_behaviour(&format!("{DECLINED}_1"), Behaviour::Succeeds));
    bench.work_at("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Waived);
    assert_eq!((bench.books().totals.confirms, statuses(&bench)), (1, vec!["canceled".to_owned()]));
    bench.agrees().await;
}

#[tokio::test]
async fn what_was_taken_all_the_same_is_paid_and_support_hears_that_it_was_paid_twice() {
    let (bench, charge) = tried(Kind::Sqlite, ASKS, by_check()).await;
    let intent = bench.books().intents[0].id.clone();
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.work().await;
    let ChargeState::Paid(paid) = bench.state(charge).await else { panic!("it was taken") };
    assert_eq!(paid.due.amount, Money::usd(2_500));
    assert_eq!(bench.tasks(client_id(1)).await, ["difference"]);
    assert_eq!(bench.subjects().last().map(String::as_str), Some("Receipt for your payment on Tue, Dec 2"));
    bench.agrees().await;
}

#[tokio::test]
async fn a_page_that_is_not_confirmed_is_called_off() {
    let (bench, charge) = tried(Kind::Sqlite, ASKS, by_check()).await;
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::SettledElsewhere);
    assert_eq!(statuses(&bench), ["canceled"]);
    bench.agrees().await;
}

#[tokio::test]
async fn another_amount_is_announced_anew_before_it_is_tried() {
    let less = domain::charge::Due { amount: Money::usd(2_000), answer: None };
    let to = Withdrawn::Changed { due: less, first_day: None };
    let (bench, charge) = tried(Kind::Sqlite, DECLINED, to).await;
    bench.work().await;
    let ChargeState::Upcoming(upcoming) = bench.state(charge).await else { panic!("announced") };
    assert_eq!(upcoming.announced.due.amount, Money::usd(2_000));
    assert!(bench.mails().last().expect("a mail").text.contains("$20.00"));
    assert!(
        !bench.subjects().contains(&"Your planned payment is called off".to_owned()),
        "the notice says so"
    );
    bench.play_until("2025-12-31T15:00:00Z").await;
    assert_eq!(statuses(&bench)[0], "canceled");
    bench.agrees().await;
}

#[tokio::test]
async fn what_is_heard_of_a_payment_called_off_for_another_amount_is_heard_once() {
    let less = domain::charge::Due { amount: Money::usd(2_000), answer: None };
    let to = Withdrawn::Changed { due: less, first_day: None };
    let (bench, charge) = tried(Kind::Sqlite, ASKS, to).await;
    bench.work().await;
    let intent = bench.intent_of(charge).await.parse().expect("an intent");
    let heard = settle_from_processor(&bench.desk, &intent).await;
    // Without an answer to it the processor would go on telling it.
    assert_eq!(heard.expect("heard"), Settled::Nothing);
    bench.agrees().await;
}

#[tokio::test]
async fn another_amount_on_a_later_day_does_not_let_the_day_that_was_told_pass_in_silence() {
    let less = domain::charge::Due { amount: Money::usd(2_000), answer: None };
    let to = Withdrawn::Changed { due: less, first_day: Some(day("2025-12-20")) };
    let (bench, charge) = tried(Kind::Sqlite, DECLINED, to).await;
    bench.work().await;
    assert_eq!(bench.state_name(charge).await, StateName::Scheduled);
    let mail = bench.mails().pop().expect("a mail");
    assert_eq!(mail.subject, "Your planned payment has changed (session of Nov 5, 2:00 PM)");
    let text = mail.text.replace('\n', " ");
    for words in ["your part of it is now $20.00", "Until then nothing will be charged"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    bench.agrees().await;
}

#[tokio::test]
async fn a_processor_that_does_not_answer_is_asked_again_and_nothing_is_begun_meanwhile() {
    let (bench, charge) = tried(Kind::Sqlite, DECLINED, by_check()).await;
    bench.simulator.add_fault(FaultRule::next_posts("/cancel", Fault::ResetBefore, 1_000));
    bench.work_at("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    bench.simulator.clear_faults();
    bench.work_at("2025-12-05T15:11:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::SettledElsewhere);
    assert_eq!(bench.books().totals.confirms, 1);
    bench.agrees().await;
}
