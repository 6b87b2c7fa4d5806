//! Money that support gives back.

use domain::refund_request::RefundRefusal;
use server::service::changes::{self, ChangedBy, ChangesQuery, Told as ToldChange};
use server::service::charges::{preview_refund, refund};

use super::*;

async fn refunded(bench: &Bench, id: ChargeId, amount: Option<Money>) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    refund(&bench.desk, &Agent::operator(), id, seen, amount, &why()).await
}

#[tokio::test]
async fn what_is_given_back_is_shown_first_and_told_once_it_is_done() {
    let (bench, id) = tried(VISA).await;
    let part = Some(Money::usd(1_000));
    let shown = preview_refund(&bench.desk, &Agent::operator(), id, part, &why()).await.expect("it may");
    let After::State(state) = &shown.after else { panic!("it comes to a state") };
    assert_eq!((state.name(), state.kept()), (StateName::PartiallyRefunded, Some(Money::usd(1_500))));
    assert!(matches!(&shown.told, Told::Mail(_)));
    assert_eq!(bench.state_name(id).await, StateName::Paid, "nothing was done");
    assert_eq!(now(refunded(&bench, id, part).await), StateName::PartiallyRefunded);
    bench.work().await;
    assert!(last_mail(&bench).contains("we returned $10.00 of your payment"), "{}", last_mail(&bench));
    let too_much = refunded(&bench, id, Some(Money::usd(1_501))).await;
    let left = Money::usd(1_500);
    assert!(matches!(too_much, Err(ActError::Refund(it)) if it == RefundRefusal::Amount { left }));
    assert_eq!(now(refunded(&bench, id, None).await), StateName::Refunded, "all that is left");
    assert_eq!(bench.books().totals.refunded_cents, 2_500);
    bench.agrees().await;
}

#[tokio::test]
async fn the_practice_hears_who_on_its_staff_gave_money_back() {
    let (bench, id) = tried(VISA).await;
    let member = [Who::BillingSupport.member()];
    bench.write(async |unit| staff::upsert(unit, &member).await.expect("the staff")).await;
    let email = Who::BillingSupport.email();
    let agent = Agent::named(&bench.desk.store.reader(), practice_id(1), &email).await.expect("of the team");
    let seen = bench.charge(id).await.version;
    refund(&bench.desk, &agent, id, seen, Some(Money::usd(1_000)), &why()).await.expect("given back");
    let intent = bench.intent_of(id).await;
    bench.simulator.refund(&intent, Some(500), processor::RefundStatus::Succeeded).expect("it is left");
    bench.play_until("2025-12-02T16:00:00Z").await;
    let asked = ChangesQuery { since: day("2025-12-02"), practice: None };
    let changes = changes::list(&bench.desk.store, &asked).await.expect("the changes");
    let refunds = changes.into_iter().filter(|it| it.column == "refund_amount");
    let told: Vec<(ToldChange, ChangedBy)> = refunds.map(|it| (it.is, it.by)).collect();
    let exact = |it: &str| ToldChange::Exact(it.to_owned());
    let by_staff = ChangedBy::Staff(Who::BillingSupport.member().external_key);
    // The second one was made at the processor.
    assert_eq!(told, [(exact("10.00"), by_staff), (exact("15.00"), ChangedBy::Desk)]);
}

#[tokio::test]
async fn what_was_not_taken_or_seen_is_not_given_back() {
    let (bench, id) = announced(VISA).await;
    let untaken = refunded(&bench, id, None).await;
    let upcoming = RefundRefusal::NotTaken(StateName::Upcoming);
    assert!(matches!(untaken, Err(ActError::Refund(it)) if it == upcoming));
    bench.work_at("2025-12-02T15:00:00Z").await;
    let stale = refund(&bench.desk, &Agent::operator(), id, 1, None, &why()).await;
    assert!(matches!(stale, Err(ActError::Stale(StateName::Paid))));
    assert_eq!(bench.books().totals.refunds, 0);
}
