//! Whatever order of requests comes, and whatever befalls them: money is taken at most once per intent, and the totals
//! are the sum of the lines.

use proptest::prelude::*;

use processor_simulator::{Dispute, DisputeStatus, RefundStatus};

use crate::support::Bench;

const METHODS: [&str; 4] = [
    "pm_card_visa",
    "pm_card_chargeDeclined",
    "pm_card_authenticationRequired",
    "pm_card_chargeDeclinedLostCard",
];

#[derive(Clone, Debug)]
enum Step {
    Make,
    Confirm { intent: usize, method: usize, key: Option<u8> },
    Cancel { intent: usize },
    Refund { intent: usize, cents: u16 },
    ThrowBack { refund: usize },
    Dispute { intent: usize, status: DisputeStatus },
    Decide { dispute: usize, status: DisputeStatus },
}

const STATUSES: [DisputeStatus; 7] = [
    DisputeStatus::WarningNeedsResponse,
    DisputeStatus::WarningUnderReview,
    DisputeStatus::WarningClosed,
    DisputeStatus::NeedsResponse,
    DisputeStatus::UnderReview,
    DisputeStatus::Won,
    DisputeStatus::Lost,
];

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Make),
        6 => (0..4_usize, 0..METHODS.len(), proptest::option::of(0..4_u8))
            .prop_map(|(intent, method, key)| Step::Confirm { intent, method, key }),
        1 => (0..4_usize).prop_map(|intent| Step::Cancel { intent }),
        2 => (0..4_usize, 1..3000_u16).prop_map(|(intent, cents)| Step::Refund { intent, cents }),
        1 => (0..4_usize).prop_map(|refund| Step::ThrowBack { refund }),
        1 => (0..4_usize, 0..STATUSES.len())
            .prop_map(|(intent, status)| Step::Dispute { intent, status: STATUSES[status] }),
        2 => (0..4_usize, 0..STATUSES.len())
            .prop_map(|(dispute, status)| Step::Decide { dispute, status: STATUSES[status] }),
    ]
}

async fn run(steps: Vec<Step>) -> Result<(), TestCaseError> {
    let bench = Bench::new().await;
    let mut intents = vec![bench.intent().await];
    let (mut refunds, mut disputes) = (Vec::<String>::new(), Vec::<String>::new());
    for step in steps {
        let some = |n: usize| intents[n % intents.len()].as_str();
        let status = match step {
            Step::Make => {
                let intent = bench.intent().await;
                intents.push(intent);
                200
            }
            Step::Confirm { intent, method, key } => {
                let key = key.map(|key| format!("k{key}"));
                bench.confirm(some(intent), METHODS[method], key.as_deref()).await.0
            }
            Step::Cancel { intent } => {
                bench.post(&format!("/v1/payment_intents/{}/cancel", some(intent)), &[], None).await.0
            }
            Step::Refund { intent, cents } => {
                let form = [("payment_intent", some(intent)), ("amount", &cents.to_string())];
                let (status, refund) = bench.post("/v1/refunds", &form, None).await;
                refunds.extend(refund["id"].as_str().map(Into::into));
                status
            }
            Step::ThrowBack { refund } => {
                if let Some(refund) = refunds.get(refund) {
                    bench.simulator.set_refund(refund, RefundStatus::Failed);
                }
                200
            }
            Step::Dispute { intent, status } => {
                let dispute = Dispute { status, ..Dispute::default() };
                disputes.extend(bench.simulator.dispute(some(intent), dispute));
                200
            }
            Step::Decide { dispute, status } => {
                if let Some(dispute) = disputes.get(dispute) {
                    bench.simulator.set_dispute(dispute, status);
                }
                200
            }
        };
        prop_assert!([200, 400, 402].contains(&status), "{}", status);
    }
    let books = bench.simulator.books();
    for line in &books.intents {
        prop_assert!(line.captures <= 1);
        prop_assert_eq!(line.received, i64::from(line.captures) * line.amount);
        prop_assert_eq!(line.captures == 1, line.status == "succeeded");
        prop_assert!((0..=line.received).contains(&line.refunded));
        prop_assert!(line.charged_back % line.amount == 0 && line.charged_back >= 0);
    }
    let sum = |of: fn(&processor_simulator::IntentLine) -> i64| books.intents.iter().map(of).sum::<i64>();
    prop_assert_eq!(books.totals.captured_cents, sum(|line| line.received));
    prop_assert_eq!(books.totals.refunded_cents, sum(|line| line.refunded));
    prop_assert_eq!(books.totals.charged_back_cents, sum(|line| line.charged_back));
    prop_assert_eq!(books.totals.captures + books.totals.declines, books.totals.confirms);
    Ok(())
}

#[test]
fn no_order_of_requests_takes_money_twice_or_loses_a_cent() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(steps in proptest::collection::vec(step(), 1..30))| {
        runtime.block_on(run(steps))?;
    });
}
