//! What support is asked about money that an export says was given back.

use domain::subject::Subject;
use domain::task::{PaymentDifference, Task, TaskReason, Team};
use domain::testing::at;
use domain::{Money, TaskId};
use store::tasks;
use store::tasks::TaskFilter;
use test_support::on_both;

use crate::corrected::{GIVEN_BACK, PAID, saying};
use crate::world::World;

on_both!(what_the_export_says_was_given_back_is_asked_about_as_it_says_it_last);

impl World {
    /// What open tasks say differs between payments and the processor's record.
    async fn differences(&self) -> Vec<PaymentDifference> {
        let open = tasks::list(&self.store.reader(), &TaskFilter::default()).await.expect("tasks");
        let all = open.into_iter().flat_map(|task| match task.reason {
            TaskReason::PaymentDiffers { difference } => difference.each().to_vec(),
            other => panic!("a difference, not {other:?}"),
        });
        all.collect()
    }
}

async fn what_the_export_says_was_given_back_is_asked_about_as_it_says_it_last(world: World) {
    world.soon_is_taken().await;
    let unknown = |cents| PaymentDifference::RefundUnknown { amount: Money::usd(cents) };
    let refunded = |amount| {
        let part = &[("state", "partially_refunded"), ("refund_amount", amount)];
        saying(&[PAID, GIVEN_BACK, part].concat())
    };
    for (amount, cents) in [("10", 1_000), ("15", 1_500)] {
        world.import(&refunded(amount)).await;
        assert_eq!(world.differences().await, [unknown(cents)]);
    }
    world.import(&saying(PAID)).await;
    assert_eq!(world.differences().await, [], "the export takes it back");
    // What else does not fit goes on being asked, beside it.
    let other = PaymentDifference::TakenToo { intent: "pi_2".to_owned() };
    let soon = world.charge("soon").await;
    let task = Task {
        id: TaskId::new(world.ids.uuid()),
        practice: soon.practice,
        client: Some(soon.client),
        subject: Subject::Charge(soon.id),
        team: Team::ClientBillingSupport,
        reason: TaskReason::PaymentDiffers { difference: other.clone() },
        created_at: at("2025-12-02T15:00:00Z"),
        resolved: None,
    };
    world.store.write(async |unit| tasks::open(unit, &task).await).await;
    world.import(&refunded("10")).await;
    assert_eq!(world.differences().await, [other.clone(), unknown(1_000)]);
    world.import(&refunded("12")).await;
    assert_eq!(world.differences().await, [other.clone(), unknown(1_200)]);
    world.import(&saying(PAID)).await;
    assert_eq!(world.differences().await, [other]);
}
