//! Money that support gives back.

use domain::refund_request::RefundRefusal;
use server::payments::ToGiveBack;
use server::service::changes::{self, ChangedBy, ChangesQuery, Told as ToldChange};
use server::service::charges::{preview_refund, refund};

use super::*;

async fn refunded(bench: &Bench, id: ChargeId, amount: Option<Money>) -> Result<Done, ActError> {
    let seen = bench.charge(id).await.version;
    refund(&bench.desk, &Agent::operator(), id, seen, ToGiveBack::own(amount), &why()).await
}

#[tokio::test]
async fn what_is_given_back_is_shown_first_and_told_once_it_is_done() {
    let (bench, id) = tried(VISA).await;
    let part = Some(Money::usd(1_000));
    let shown = preview_refund(&bench.desk, &Agent::operator(), id, ToGiveBack::own(part), &why())
        .await
        .expect("it may");
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
    refund(&bench.desk, &agent, id, seen, ToGiveBack::own(Some(Money::usd(1_000))), &why())
        .await
        .expect("given back");
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
    let stale = refund(&bench.desk, &Agent::operator(), id, 1, ToGiveBack::own(None), &why()).await;
    assert!(matches!(stale, Err(ActError::Stale(StateName::Paid))));
    assert_eq!(bench.books().totals.refunds, 0);
}

/// A charge that was taken twice, and the second payment.
async fn taken_twice() -> (Bench, ChargeId, String) {
    let (bench, id) = tried("pm_card_visa").await;
    let second = bench.taken_elsewhere(1, id).await.to_string();
    bench.work_at("2025-12-02T15:30:00Z").await;
    (bench, id, second)
}

#[tokio::test]
async fn money_taken_beside_a_charge_is_shown_first_and_given_back_like_its_own() {
    let (bench, id, second) = taken_twice().await;
    let part = ToGiveBack { beside: Some(&second), amount: Some(Money::usd(1_000)) };
    let shown = preview_refund(&bench.desk, &Agent::operator(), id, part, &why()).await.expect("it may");
    assert!(
        matches!(&shown.after, After::Beside(it, amount) if it.intent == second && amount.cents() == 1_000)
    );
    assert!(matches!(&shown.told, Told::Mail(_)));
    let seen = bench.charge(id).await.version;
    let by = Agent::operator();
    assert_eq!(now(refund(&bench.desk, &by, id, seen, part, &why()).await), StateName::Paid);
    bench.work().await;
    assert!(last_mail(&bench).contains("$10.00"), "{}", last_mail(&bench));
    let all = ToGiveBack { amount: None, ..part };
    assert_eq!(
        now(refund(&bench.desk, &by, id, seen, all, &why()).await),
        StateName::Paid,
        "all that is left"
    );
    let nothing = refund(&bench.desk, &by, id, seen, all, &why()).await;
    let left = Money::usd(0);
    assert!(matches!(nothing, Err(ActError::Refund(it)) if it == RefundRefusal::Amount { left }));
    let record = bench.record(id).await;
    assert_eq!(record[4..], ["refund_asked", "extra_refunded", "refund_asked", "extra_refunded"]);
    assert!(bench.tasks(client_id(1)).await.is_empty(), "nothing is left to do");
    assert_eq!(bench.state(id).await.kept(), Some(Money::usd(2_500)), "its own payment is as it was");
    assert_eq!(bench.compared().await.differences, []);
}

#[tokio::test]
async fn what_is_no_payment_beside_the_charge_is_refused_by_what_it_is() {
    let (bench, id, second) = taken_twice().await;
    let other = bench.client_with(2, Some("pm_card_visa")).await;
    bench.simulator.take_by_hand("cus_1", 700);
    bench.work_at("2025-12-02T15:45:00Z").await;
    let open = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    let by_hand = open.iter().find_map(|it| match &it.reason {
        TaskReason::PaidByHand { payments } => Some(payments[0].intent.clone()),
        _ => None,
    });
    let (own, by_hand) = (bench.intent_of(id).await, by_hand.expect("a task"));
    for (of, payment, expected) in [
        (id, own, RefundRefusal::Own),
        (id, by_hand, RefundRefusal::ByHand),
        (id, "pi_nobodys".to_owned(), RefundRefusal::UnknownPayment),
        (other, second, RefundRefusal::OfAnother(id)),
    ] {
        let what = ToGiveBack { beside: Some(&payment), amount: None };
        let refused = preview_refund(&bench.desk, &Agent::operator(), of, what, &why()).await;
        assert!(matches!(refused, Err(ActError::Refund(it)) if it == expected), "{payment}: {refused:?}");
    }
    assert_eq!(bench.books().totals.refunds, 0);
}
