//! What is said of a charge that the processor may be taking at that moment.

use processor::RefundStatus;
use store::charges::{HistoryFilter, totals_of_client};

use super::*;

#[tokio::test]
async fn what_was_paid_on_the_page_just_before_is_paid_and_cannot_be_held_waived_or_settled() {
    for act in ["hold", "waive", "settle"] {
        let (bench, id) = tried(ASKS).await;
        let intent = bench.books().intents[0].id.clone();
        assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
        let done = match act {
            "hold" => held(&bench, id).await,
            "waive" => waived(&bench, id).await,
            _ => settled(&bench, id, BY_CHECK).await,
        };
        assert!(matches!(done, Err(ActError::Taken)), "{act}: {done:?}");
        assert_eq!(bench.state_name(id).await, StateName::Paid);
        bench.work().await;
        assert_eq!(
            bench.subjects().last().map(String::as_str),
            Some("Receipt for your payment on Tue, Dec 2")
        );
        assert_eq!(bench.tasks(client_id(1)).await, Vec::<&str>::new(), "whoever asked was told");
        let kept = withdrawals::of_charge(&bench.desk.store.reader(), id).await.expect("readable");
        assert_eq!(kept, None);
        bench.agrees().await;
    }
}

#[tokio::test]
async fn what_is_said_while_an_attempt_is_under_way_holds_once_that_took_nothing() {
    let (bench, id, intent) = under_way().await;
    assert!(matches!(held(&bench, id).await, Ok(Done::Kept(Kept::UnderWay))));
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::Processing);
    declined(&bench, &intent);
    bench.work_at("2025-12-02T16:30:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::OnHold);
    assert_eq!(statuses(&bench), ["canceled"]);
    assert_eq!(bench.subjects()[1..], ["Your payment is on hold"], "and not that they may pay");
    bench.play_until("2025-12-20T15:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::OnHold);
    bench.agrees().await;
}

#[tokio::test]
async fn what_is_said_while_an_attempt_is_under_way_and_takes_the_money_is_a_task() {
    let on = day("2025-12-02");
    for (act, wish) in
        [("hold", Wish::Held), ("waive", Wish::Waived), ("settle", Wish::Settled { how: PaidHow::Check, on })]
    {
        let (bench, id, intent) = under_way().await;
        let done = match act {
            "hold" => held(&bench, id).await,
            "waive" => waived(&bench, id).await,
            _ => settled(&bench, id, BY_CHECK).await,
        };
        assert!(matches!(done, Ok(Done::Kept(Kept::UnderWay))), "{done:?}");
        assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
        bench.work_at("2025-12-02T16:30:00Z").await;
        assert_eq!(bench.state_name(id).await, StateName::Paid);
        let asked = tasks::open_of_client(&bench.desk.store.reader(), client_id(1)).await.expect("readable");
        let reasons: Vec<_> = asked.into_iter().map(|task| task.reason).collect();
        let (by, name, reason) = (Actor::Operator, None, said());
        let difference = PaymentDifference::TakenDespite { wish, by, name, said_on: on, reason };
        assert_eq!(reasons, [TaskReason::PaymentDiffers { difference }]);
        assert!(
            bench.entries(id).await.contains(&Action::Wished { wish, reason: said(), taken_back: false }),
            "{act}"
        );
        bench.agrees().await;
    }
}

#[tokio::test]
async fn a_check_counts_once_what_was_charged_at_that_moment_went_back() {
    let (bench, id, intent) = under_way().await;
    assert!(matches!(settled(&bench, id, BY_CHECK).await, Ok(Done::Kept(Kept::UnderWay))));
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.work_at("2025-12-02T16:30:00Z").await;
    let amount = bench.state(id).await.amount().expect("it was due").cents();
    let year = async || {
        let all = HistoryFilter::all(day("2025-01-01"), 10);
        let years = totals_of_client(&bench.desk.store.reader(), client_id(1), &all).await.expect("readable");
        years.iter().map(|it| (it.taken.cents(), it.elsewhere.cents())).collect::<Vec<_>>()
    };
    assert_eq!(year().await, [(2 * amount, amount)], "it was paid twice");
    bench.simulator.refund(&intent, None, RefundStatus::Succeeded).expect("it was taken");
    bench.work_at("2025-12-02T17:00:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Refunded);
    assert_eq!(year().await, [(amount, amount)], "by check");
    assert!(bench.tasks(client_id(1)).await.is_empty(), "nothing is left to do");
    bench.agrees().await;
}

#[tokio::test]
async fn a_processor_that_does_not_answer_is_asked_again_by_the_worker() {
    let (bench, id) = tried(DECLINED).await;
    bench.simulator.add_fault(FaultRule::next_posts("/cancel", Fault::ResetBefore, 1_000));
    let done = waived(&bench, id).await;
    assert!(matches!(done, Ok(Done::Kept(Kept::NotAnswering))), "{done:?}");
    assert_eq!(bench.state_name(id).await, StateName::Failed);
    bench.work_at("2025-12-05T15:00:00Z").await;
    assert_eq!(bench.books().totals.confirms, 1, "nothing is begun meanwhile");
    bench.simulator.clear_faults();
    bench.work_at("2025-12-05T15:11:00Z").await;
    assert_eq!(bench.state_name(id).await, StateName::Waived);
    bench.agrees().await;
}

#[tokio::test]
async fn a_payment_that_the_processor_does_not_let_go_of_is_for_a_person_to_look_at() {
    let (bench, id) = tried(ASKS).await;
    let intent = bench.books().intents[0].id.clone();
    assert!(bench.simulator.settle(&intent, Behaviour::Lingers));
    let done = held(&bench, id).await;
    assert!(matches!(done, Ok(Done::Kept(Kept::NotLetGo))), "{done:?}");
    assert_eq!(bench.tasks(client_id(1)).await, ["difference"]);
    assert_eq!(bench.record(id).await.last(), Some(&"wished"));
    declined(&bench, &intent);
    bench.work_at("2025-12-02T15:10:01Z").await;
    assert_eq!(bench.state_name(id).await, StateName::OnHold);
    assert!(bench.tasks(client_id(1)).await.is_empty(), "it was let go of");
    bench.agrees().await;
}

#[tokio::test]
async fn a_worker_carries_out_what_whoever_said_it_did_not_come_to() {
    let (bench, id) = tried(DECLINED).await;
    let to = domain::withdrawal::Withdrawn::Held { reason: "She called".to_owned() };
    let (said_at, by) = (bench.desk.business.now(), Actor::Operator);
    let said = domain::withdrawal::Withdrawal { charge: id, client: client_id(1), at: said_at, by, to };
    bench.write(async |unit| withdrawals::put(unit, &said).await.expect("written")).await;
    bench.work().await;
    assert_eq!(bench.state_name(id).await, StateName::OnHold);
    assert_eq!(bench.record(id).await.last(), Some(&"held"));
}

#[tokio::test]
async fn who_says_something_else_of_it_meanwhile_leaves_both_on_the_record() {
    let (bench, id, intent) = under_way().await;
    assert!(matches!(settled(&bench, id, BY_CHECK).await, Ok(Done::Kept(Kept::UnderWay))));
    assert!(matches!(waived(&bench, id).await, Ok(Done::Kept(Kept::UnderWay))));
    assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
    bench.work_at("2025-12-02T16:30:00Z").await;
    let wishes = bench.entries(id).await.into_iter().filter_map(|it| match it {
        Action::Wished { wish, .. } => Some(wish),
        _ => None,
    });
    let check = Wish::Settled { how: PaidHow::Check, on: day("2025-12-02") };
    assert_eq!(wishes.collect::<Vec<_>>(), [check, Wish::Waived]);
}

#[tokio::test]
async fn what_was_said_while_an_attempt_is_under_way_can_be_taken_back_until_it_has_an_outcome() {
    for act in ["hold", "waive", "settle"] {
        let (bench, id, intent) = under_way().await;
        let nothing = released(&bench, id).await;
        assert!(matches!(nothing, Err(ActError::State(StateName::Processing))), "{nothing:?}");
        let done = match act {
            "hold" => held(&bench, id).await,
            "waive" => waived(&bench, id).await,
            _ => settled(&bench, id, BY_CHECK).await,
        };
        assert!(matches!(done, Ok(Done::Kept(Kept::UnderWay))), "{done:?}");
        let preview = preview_release(&bench.desk, &Agent::operator(), id).await.expect("it may");
        assert_eq!((preview.after, preview.told), (After::WishTakenBack, Told::Nothing));
        assert!(matches!(released(&bench, id).await, Ok(Done::WishTakenBack)));
        assert_eq!(bench.record(id).await[1..], ["attempt_begun", "wished", "wished"][..], "{act}");
        assert!(bench.simulator.settle(&intent, Behaviour::Succeeds));
        bench.work_at("2025-12-02T16:30:00Z").await;
        assert_eq!(bench.state_name(id).await, StateName::Paid, "{act}");
        assert!(
            bench.tasks(client_id(1)).await.is_empty(),
            "nobody says any more that it was not to be taken"
        );
        bench.agrees().await;
    }
}
