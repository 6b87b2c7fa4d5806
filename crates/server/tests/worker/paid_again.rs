//! Money that arrives although a charge is paid, or asks for none any more, and payments that were made by hand.

use domain::actor::Actor;
use domain::charge::StateName;
use domain::payment_method::PaymentMethod;
use domain::task::TaskReason;
use domain::testing::{at, client_id, day};
use domain::{ChargeId, Money};
use processor::DisputeStatus;
use processor::RefundStatus::{Failed, Succeeded};
use processor_simulator::{Behaviour, Dispute, Fault, FaultRule, Matching};
use server::service::reconcile::Difference;
use server::work::Work;
use store::charges::{HistoryFilter, totals_of_client};
use store::{payment_methods, tasks};
use test_support::Bench;
use test_support::clients::{card, second_card};

/// What the sessions of the client's only year came to, in cents.
async fn year_cents(bench: &Bench) -> i64 {
    let all = HistoryFilter::all(day("2025-01-01"), 10);
    let years = totals_of_client(&bench.desk.store.reader(), client_id(1), &all).await.expect("readable");
    years[0].taken.cents()
}

/// What was paid by hand and is kept in the client's only year, and how much of it in its total.
async fn by_hand_cents(bench: &Bench) -> (i64, i64) {
    let all = HistoryFilter::all(day("2025-01-01"), 10);
    let years = totals_of_client(&bench.desk.store.reader(), client_id(1), &all).await.expect("readable");
    (years[0].by_hand.cents(), years[0].taken.cents())
}

async fn open(bench: &Bench) -> Vec<TaskReason> {
    let open = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    open.into_iter().map(|task| task.reason).collect()
}

async fn paid() -> (Bench, ChargeId) {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    (bench, charge)
}

#[tokio::test]
async fn a_second_payment_of_a_charge_is_shown_counted_and_given_back() {
    let (bench, charge) = paid().await;
    let second = bench.taken_elsewhere(1, charge).await.to_string();
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    assert_eq!(bench.record(charge).await[3..], ["paid_again"]);
    assert_eq!((year_cents(&bench).await, bench.tasks(client_id(1)).await), (5_000, vec!["extra_payment"]));
    let refund = bench.simulator.refund(&second, None, Succeeded).expect("it is left");
    bench.work_at("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.record(charge).await[4..], ["extra_refunded"]);
    assert_eq!((year_cents(&bench).await, bench.tasks(client_id(1)).await), (2_500, vec![]));
    assert_eq!(bench.subjects().pop().as_deref(), Some("Your refund on Tue, Dec 2"));
    assert_eq!(bench.compared().await.differences, []);
    // The bank does not take it.
    assert!(bench.simulator.set_refund(&refund, Failed));
    bench.work_at("2025-12-05T16:00:00Z").await;
    assert_eq!((year_cents(&bench).await, bench.tasks(client_id(1)).await), (5_000, vec!["refund"]));
}

#[tokio::test]
async fn a_refund_that_is_thrown_back_has_its_task_beside_that_of_a_second_payment() {
    let (bench, charge) = paid().await;
    let first = bench.intent_of(charge).await;
    bench.taken_elsewhere(1, charge).await;
    let refund = bench.simulator.refund(&first, Some(900), Succeeded).expect("it is left");
    bench.work_at("2025-12-02T15:30:00Z").await;
    assert!(bench.simulator.set_refund(&refund, Failed));
    bench.work_at("2025-12-05T15:30:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["extra_payment", "refund"]);
}

#[tokio::test]
async fn of_two_payments_too_many_the_second_is_asked_about_until_it_is_given_back_as_well() {
    let (bench, charge) = paid().await;
    let mut others = Vec::new();
    for (word, at) in [("second", "2025-12-02T15:30:00Z"), ("third", "2025-12-02T15:45:00Z")] {
        others.push(bench.taken_once_more(1, charge, word).await.to_string());
        bench.work_at(at).await;
    }
    let asked = async || {
        let asked = open(&bench).await;
        let [TaskReason::PaidAgain { payments }] = &asked[..] else { return Vec::new() };
        payments.iter().map(|it| it.intent.clone()).collect()
    };
    assert_eq!(asked().await, others);
    let of = bench.charge(charge).await;
    let work = Work::begin(&bench.desk, Actor::System).await.expect("a unit of work");
    work.ask_support(&of, TaskReason::PaymentFailed).await.expect("asked");
    work.commit().await.expect("committed");
    bench.simulator.refund(&others[0], None, Succeeded).expect("it is left");
    bench.work_at("2025-12-02T16:00:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["extra_payment", "payment"]);
    bench.simulator.refund(&others[1], None, Succeeded).expect("it is left");
    bench.work_at("2025-12-02T16:15:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["payment"], "which is about something else");
}

#[tokio::test]
async fn a_dispute_of_a_second_payment_is_none_of_our_refunds_and_has_a_task_with_its_day() {
    let (bench, charge) = paid().await;
    let second = bench.taken_elsewhere(1, charge).await.to_string();
    bench.work_at("2025-12-02T15:30:00Z").await;
    let mails = bench.mails().len();
    let due_by = Some(at("2025-12-20T23:59:59Z"));
    let status = DisputeStatus::NeedsResponse;
    let id =
        bench.simulator.dispute(&second, Dispute { amount: None, status, due_by }).expect("it was taken");
    bench.work_at("2025-12-03T15:30:00Z").await;
    let [TaskReason::PaidAgain { .. }, TaskReason::Disputed { disputes }] = &open(&bench).await[..] else {
        panic!("two tasks")
    };
    assert_eq!(
        (disputes[0].beside.as_deref(), disputes[0].answer_by),
        (Some(&*second), Some(day("2025-12-20")))
    );
    assert_eq!((year_cents(&bench).await, bench.mails().len()), (5_000, mails), "nothing was given back");
    assert_eq!(bench.compared().await.differences.len(), 1, "it was taken twice");
    assert!(bench.simulator.set_dispute(&id, DisputeStatus::Won));
    bench.work_at("2025-12-04T15:30:00Z").await;
    assert_eq!((bench.tasks(client_id(1)).await, bench.mails().len()), (vec!["extra_payment"], mails));
    assert_eq!(bench.record(charge).await[4..], ["extra_disputed", "extra_dispute_closed"]);
    let lost = Dispute { amount: None, status: DisputeStatus::Lost, due_by };
    bench.simulator.dispute(&second, lost).expect("it was taken");
    bench.work_at("2025-12-05T15:30:00Z").await;
    assert_eq!((bench.tasks(client_id(1)).await, year_cents(&bench).await), (vec![], 2_500));
}

#[tokio::test]
async fn payments_by_hand_are_told_before_the_next_charge_is_taken_each_once() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, Some("pm_card_visa")).await;
    bench.work().await;
    let first = bench.simulator.take_by_hand("cus_1", 2_500);
    bench.work_at("2025-12-01T16:00:00Z").await;
    let second = bench.simulator.take_by_hand("cus_1", 700);
    bench.simulator.take_by_hand("cus_of_nobody", 700);
    bench.work_at("2025-12-01T16:30:00Z").await;
    let [task] = &open(&bench).await[..] else { panic!("one task") };
    let TaskReason::PaidByHand { payments } = task else { panic!("{task:?}") };
    let told: Vec<_> = payments.iter().map(|it| (it.intent.clone(), it.amount, it.on)).collect();
    let on = day("2025-12-01");
    assert_eq!(told, [(first.clone(), Money::usd(2_500), on), (second.clone(), Money::usd(700), on)]);
    assert_eq!(bench.state_name(charge).await, StateName::Upcoming, "the charge itself is as it was");
    assert_eq!(by_hand_cents(&bench).await, (3_200, 3_200));
    // It is given back in part and then all of it: the client is told, and the task says so.
    bench.simulator.refund(&first, Some(500), Succeeded).expect("it is left");
    bench.work_at("2025-12-01T16:40:00Z").await;
    let [task] = &open(&bench).await[..] else { panic!("one task") };
    let TaskReason::PaidByHand { payments } = task else { panic!("{task:?}") };
    assert_eq!((payments.len(), payments[0].back), (2, Some(Money::usd(500))));
    let mail = bench.mails().pop().expect("a mail");
    assert_eq!(mail.subject, "Your refund on Mon, Dec 1");
    assert!(mail.text.contains("$5.00 of the $25.00"), "{}", mail.text);
    bench.simulator.refund(&first, None, Succeeded).expect("it is left");
    bench.work_at("2025-12-01T17:00:00Z").await;
    let [TaskReason::PaidByHand { payments }] = &open(&bench).await[..] else { panic!("one task") };
    assert_eq!(payments.iter().map(|it| &it.intent).collect::<Vec<_>>(), [&second]);
    assert_eq!(by_hand_cents(&bench).await, (700, 700));
    // A dispute of it has its task, with the day.
    let due_by = Some(at("2025-12-20T23:59:59Z"));
    let status = DisputeStatus::NeedsResponse;
    let dispute = bench.simulator.dispute(&second, Dispute { amount: None, status, due_by });
    bench.work_at("2025-12-01T17:20:00Z").await;
    assert_eq!(bench.tasks(client_id(1)).await, ["extra_payment", "dispute"]);
    assert!(bench.simulator.set_dispute(&dispute.expect("it was taken"), DisputeStatus::Lost));
    bench.work_at("2025-12-01T17:40:00Z").await;
    assert_eq!((by_hand_cents(&bench).await, bench.tasks(client_id(1)).await), ((0, 0), vec![]));
    // What is nobody's whom we know is for the practice to look at.
    let found = bench.compared().await.differences;
    assert!(matches!(&found[..], [Difference::Stray { amount, .. }] if amount.cents() == 700), "{found:?}");
}

#[tokio::test]
async fn what_was_heard_of_by_nobody_is_caught_up_with_at_the_start_and_by_repair() {
    let (mut bench, charge) = paid().await;
    let intent = bench.intent_of(charge).await;
    bench.simulator.refund(&intent, Some(900), Succeeded).expect("it is left");
    let found = bench.compared().await;
    assert_eq!(found.differences.len(), 1, "{:?}", found.differences);
    server::service::reconcile::repair(&bench.desk, &found.differences).await.expect("repaired");
    let put_right = bench.compared().await.put_right(&found.differences);
    assert_eq!((put_right, bench.state_name(charge).await), (1, StateName::PartiallyRefunded));
    bench.simulator.refund(&intent, Some(600), Succeeded).expect("it is left");
    // Later than the processor keeps events: only its lists tell.
    bench.restart();
    bench.work_at("2026-01-10T15:00:00Z").await;
    assert_eq!(bench.state(charge).await.kept(), Some(Money::usd(1_000)));
    bench.agrees().await;
}

#[tokio::test]
async fn what_happened_while_no_worker_ran_for_longer_than_events_are_kept_is_caught_up_with() {
    let (mut bench, charge) = paid().await;
    bench.client_with(2, None).await;
    let (replaced, taken_off, unknown) =
        (card(2, "pm_card_visa"), second_card(2, "pm_card_visa"), card(3, "pm_nobody_knows"));
    let taken_off = PaymentMethod { is_default: false, ..taken_off };
    let unknown = PaymentMethod { client: client_id(2), is_default: false, ..unknown };
    for known in [&replaced, &taken_off] {
        bench.attach(known, Behaviour::Succeeds);
    }
    bench.give(&[replaced.clone(), taken_off.clone(), unknown.clone()]).await;
    bench.work_at("2025-12-03T15:00:00Z").await;
    // The worker is gone. A payment is made by hand and given back in part, one card replaced and another one taken off.
    bench.desk.business.set(at("2025-12-05T15:00:00Z"));
    let by_hand = bench.simulator.take_by_hand("cus_1", 2_500);
    bench.simulator.refund(&by_hand, Some(600), Succeeded).expect("it is left");
    assert!(bench.simulator.renew_card(&replaced.processor_method, 3, 2031, Some("1881")));
    assert!(bench.simulator.detach_card(&taken_off.processor_method));
    bench.restart();
    bench.work_at("2026-01-20T15:00:00Z").await;
    let [TaskReason::PaidByHand { payments }] = &open(&bench).await[..] else { panic!("one task") };
    assert_eq!((&payments[0].intent, payments[0].back), (&by_hand, Some(Money::usd(600))));
    assert_eq!(payments[0].on, day("2025-12-05"));
    let cards = payment_methods::of_client(&bench.desk.store.reader(), client_id(2)).await.expect("readable");
    let shown: Vec<_> = cards.iter().map(|it| (it.card.last4.as_str(), it.exp_year)).collect();
    assert_eq!(shown, [("1881", 2031), (unknown.card.last4.as_str(), unknown.exp_year)]);
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let mails = bench.mails().len();
    bench.restart();
    bench.work().await;
    assert_eq!(bench.mails().len(), mails, "all of it was heard");
    bench.agrees().await;
}

#[tokio::test]
async fn cards_that_were_not_all_asked_about_are_asked_about_at_the_next_start_and_hold_nothing_up() {
    let (mut bench, _) = paid().await;
    let theirs = card(1, "pm_card_visa");
    bench.desk.business.set(at("2025-12-05T15:00:00Z"));
    assert!(bench.simulator.renew_card(&theirs.processor_method, 3, 2031, Some("1881")));
    let matching = Matching { path_suffix: Some("/payment_methods".to_owned()), ..Matching::default() };
    let fault = Fault::Error500Before;
    bench.simulator.add_fault(FaultRule { matching, fault, skip: 0, times: None, per_mille: None });
    let next = bench.clients(2..=2, Some("pm_card_visa"), "2026-01-20").await[0];
    bench.restart();
    bench.work_at("2026-01-18T15:00:00Z").await;
    bench.work_at("2026-01-20T15:00:00Z").await;
    assert_eq!(bench.state_name(next).await, StateName::Paid, "a charge does not wait for cards");
    bench.simulator.clear_faults();
    bench.restart();
    bench.work().await;
    let cards = payment_methods::of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
    assert_eq!(cards[0].card.last4, "1881");
    bench.agrees().await;
}

#[tokio::test]
async fn a_list_that_breaks_off_in_the_middle_is_gone_on_with_and_nothing_of_it_is_lost() {
    let bench = Bench::new().await;
    let charges = bench.many(150).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    for charge in &charges {
        let intent = bench.intent_of(*charge).await;
        bench.simulator.refund(&intent, Some(100), Succeeded).expect("it is left");
    }
    // Later than the processor keeps events, and the second page of refunds fails at first.
    let matching = Matching { path_suffix: Some("/refunds".to_owned()), ..Matching::default() };
    let fault = Fault::Error500Before;
    bench.simulator.add_fault(FaultRule { matching, fault, skip: 1, times: Some(1), per_mille: None });
    bench.work_at("2026-01-10T15:00:00Z").await;
    bench.desk.real.set(bench.desk.real.now() + chrono::Duration::seconds(10));
    bench.work().await;
    bench.all_are(&charges, StateName::PartiallyRefunded).await;
    bench.agrees().await;
}

#[tokio::test]
async fn a_payment_by_hand_of_a_family_with_one_customer_is_that_ones_whose_card_it_was_or_nobodys() {
    for (brand_of_2, names, in_history) in [("Mastercard", 0, 2_500), ("Visa", 2, 0)] {
        let bench = Bench::new().await;
        bench.client_with(1, Some("pm_card_visa")).await;
        bench.client_with(2, None).await;
        let mut shared = card(2, "pm_card_mastercard");
        shared.processor_customer = card(1, "pm_card_visa").processor_customer;
        shared.card.brand = brand_of_2.to_owned();
        bench.give(&[shared]).await;
        bench.work().await;
        bench.simulator.take_by_hand("cus_1", 2_500);
        bench.work_at("2025-12-01T16:00:00Z").await;
        let [TaskReason::PaidByHand { payments }] = &open(&bench).await[..] else { panic!("one task") };
        assert_eq!((payments.len(), payments[0].may_be_for.len()), (1, names), "{payments:?}");
        // On the page of somebody it stands only where it can be nobody else's.
        assert_eq!(by_hand_cents(&bench).await, (in_history, in_history));
        assert_eq!(bench.tasks(client_id(2)).await, Vec::<&str>::new(), "the one task names both");
    }
}
