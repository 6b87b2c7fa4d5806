//! `almoner reconcile`: our books against the processor's.

use std::sync::Arc;
use std::time::Duration;

use domain::charge::{Charge, StateName};
use domain::{ChargeId, Money};
use processor::{Confirm, IdempotencyKey, IntentClaim, NewIntent, NewRefund, PaymentIntent, Processor};
use processor_simulator::{Clock, Config, Simulator};
use server::service::reconcile::{Comparison, Difference, compare};
use test_support::almoner::run;
use test_support::desk::processor;
use test_support::{Server, Which, sample};

/// A server's database and a processor with books of its own.
struct Books {
    server: Server,
    processor: Processor,
    _simulator: Simulator,
}

impl Books {
    async fn new() -> Self {
        let server = Server::start().await;
        let clock: Clock = Arc::new(|| sample::at(sample::NOW));
        let simulator = Simulator::start(Config::new(clock.clone(), clock)).await.expect("a free port");
        let processor = processor(simulator.base_url(), Duration::from_secs(20));
        Self { server, processor, _simulator: simulator }
    }

    /// An intent for the charge, named by ours, of this amount.
    async fn intent(&self, which: Which, amount: Money) -> PaymentIntent {
        let intent = self.stray(which, amount).await;
        let unit = self.server.desk.store.begin().await.expect("a unit");
        store::charges::set_intent(&unit, which.id(), intent.id.as_str()).await.expect("set");
        unit.commit().await.expect("committed");
        intent
    }

    /// An intent for the charge that ours does not name.
    async fn stray(&self, which: Which, amount: Money) -> PaymentIntent {
        let customer = "cus_ana".parse().expect("a customer");
        let claim = IntentClaim { charge: which.id(), amount };
        let new = NewIntent { claim, customer: &customer, description: "Charge" };
        let key = IdempotencyKey::new(format!("intent-{which:?}-{}", amount.cents())).expect("a key");
        self.processor.create_payment_intent(&new, &key).await.expect("made")
    }

    async fn take(&self, intent: &PaymentIntent) {
        let claim = IntentClaim { charge: intent.charge.expect("a charge"), amount: intent.amount };
        let method = "pm_card_visa_ana".parse().expect("a method");
        let confirm = Confirm { intent: &intent.id, claim, method: &method };
        let key = IdempotencyKey::new(format!("take-{}", intent.id)).expect("a key");
        self.processor.confirm_payment_intent(&confirm, &key).await.expect("taken");
    }

    async fn give_back(&self, intent: &PaymentIntent, amount: Money) {
        let claim = IntentClaim { charge: intent.charge.expect("a charge"), amount };
        let request = domain::RefundRequestId::new(uuid::Uuid::from_u128(1));
        let new = NewRefund { intent: &intent.id, claim, request };
        let key = IdempotencyKey::new(format!("give-back-{}", intent.id)).expect("a key");
        self.processor.refund(&new, &key).await.expect("given back");
    }

    /// Without the sample's own charges of one session: all of the owner's are for the same one.
    async fn compare(&self) -> Comparison {
        let mut found = compare(&self.server.desk.store, &self.processor).await.expect("both books");
        let of_owner = |it: &Difference| matches!(it, Difference::SameSession { charges } if charges.contains(&Which::Upcoming.id()));
        found.differences.retain(|it| !of_owner(it));
        found
    }
}

const AMOUNT: Money = Money::usd(739_113);

#[tokio::test]
async fn books_that_agree_have_no_difference() {
    let books = Books::new().await;
    let paid = books.intent(Which::Paid, AMOUNT).await;
    books.take(&paid).await;
    let part = books.intent(Which::PartiallyRefunded, AMOUNT).await;
    books.take(&part).await;
    books.give_back(&part, Money::usd(11_113)).await;
    // Announced and not tried yet, and an intent whose maker crashed before storing it: neither took anything.
    books.intent(Which::Upcoming, AMOUNT).await;
    books.stray(Which::Failed, AMOUNT).await;
    let found = books.compare().await;
    assert_eq!(found.differences, []);
    assert_eq!((found.charges, found.intents), (3, 4));
    assert_eq!(found.taken_cents, 739_113 + 739_113 - 11_113);
}

#[tokio::test]
async fn each_way_to_differ_is_named() {
    let books = Books::new().await;
    let untaken = books.intent(Which::Paid, AMOUNT).await;
    let unbooked = books.intent(Which::Upcoming, AMOUNT).await;
    books.take(&unbooked).await;
    let kept = books.intent(Which::Refunded, AMOUNT).await;
    books.take(&kept).await;
    let less = books.intent(Which::PartiallyRefunded, Money::usd(700_000)).await;
    books.take(&less).await;
    books.give_back(&less, Money::usd(11_113)).await;
    let double = books.stray(Which::Upcoming, Money::usd(739_114)).await;
    books.take(&double).await;

    let mut found = books.compare().await.differences;
    let mut expected = vec![
        Difference::NotTaken { charge: Which::Paid.id(), intent: untaken.id.to_string(), amount: AMOUNT },
        Difference::NotBooked {
            charge: Which::Upcoming.id(),
            intent: unbooked.id.to_string(),
            state: StateName::Upcoming,
            amount: AMOUNT,
        },
        Difference::GivenBack {
            charge: Which::Refunded.id(),
            intent: kept.id.to_string(),
            ours: AMOUNT,
            theirs: Money::usd(0),
        },
        Difference::Amount {
            charge: Which::PartiallyRefunded.id(),
            intent: less.id.to_string(),
            ours: AMOUNT,
            theirs: Money::usd(700_000),
        },
        Difference::Stray {
            intent: double.id.to_string(),
            charge: Some(Which::Upcoming.id()),
            amount: Money::usd(739_114),
        },
        Difference::TakenTwice {
            charge: Which::Upcoming.id(),
            intents: vec![double.id.to_string(), unbooked.id.to_string()],
            amount: Money::usd(739_113 + 739_114),
        },
    ];
    found.sort_by_key(ToString::to_string);
    expected.sort_by_key(ToString::to_string);
    assert_eq!(found, expected);
}

#[tokio::test]
async fn an_intent_that_the_processor_does_not_know_is_missing() {
    let books = Books::new().await;
    let unit = books.server.desk.store.begin().await.expect("a unit");
    store::charges::set_intent(&unit, Which::Paid.id(), "pi_lost").await.expect("set");
    unit.commit().await.expect("committed");
    let missing = Difference::IntentMissing { charge: Which::Paid.id(), intent: "pi_lost".to_owned() };
    assert_eq!(books.compare().await.differences, [missing]);
}

#[tokio::test]
async fn a_second_capture_that_was_given_back_is_put_right() {
    let books = Books::new().await;
    let paid = books.intent(Which::Paid, AMOUNT).await;
    books.take(&paid).await;
    let double = books.stray(Which::Paid, Money::usd(700_000)).await;
    books.take(&double).await;
    let twice =
        |it: &Difference| matches!(it, Difference::TakenTwice { charge, .. } if *charge == Which::Paid.id());
    assert_eq!(books.compare().await.differences.iter().filter(|it| twice(it)).count(), 1);
    books.give_back(&double, Money::usd(700_000)).await;
    assert_eq!(books.compare().await.differences.iter().filter(|it| twice(it)).count(), 0);
}

#[tokio::test]
async fn two_charges_of_one_session_are_named_unless_one_is_never_taken() {
    let books = Books::new().await;
    let store = &books.server.desk.store;
    let read = async |which: Which| {
        store::charges::find(&store.reader(), which.id()).await.expect("a read").expect("it is there")
    };
    let first = read(Which::Anothers).await;
    let copy = Charge { id: ChargeId::new(uuid::Uuid::from_u128(u128::MAX)), ..first.clone() };
    let new = |charge: Charge, second_of: Option<&str>| store::charges::NewCharge {
        external_key: charge.id.to_string(),
        second_of: second_of.map(str::to_owned),
        digest: String::new(),
        exported: domain::charge::Exported { state: charge.state.name(), first_day: None, payment: None },
        due_at: None,
        charge,
    };
    // What the practice calls a second charge of the session is none of the copies.
    let second = Charge { id: ChargeId::new(uuid::Uuid::from_u128(u128::MAX - 1)), ..copy.clone() };
    let (second, copied) = (new(second, Some("the first")), new(copy.clone(), None));
    let unit = store.begin().await.expect("a unit");
    store::charges::insert_many(&unit, &[second, copied]).await.expect("inserted");
    unit.commit().await.expect("committed");
    let same = Difference::SameSession { charges: vec![first.id, copy.id] };
    assert_eq!(books.compare().await.differences, [same]);
    let waived = Charge { state: read(Which::Waived).await.state, ..copy };
    let unit = store.begin().await.expect("a unit");
    store::charges::save(&unit, &waived, None).await.expect("saved");
    unit.commit().await.expect("committed");
    assert_eq!(books.compare().await.differences, []);
}

#[tokio::test]
async fn only_what_was_put_right_counts_and_of_the_rest_it_is_said_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("--database=sqlite://{}/desk.db", folder.path().display());
    assert!(run(&["migrate", &database], folder.path(), "").await.success);
    let clock: Clock = Arc::new(|| sample::at(sample::NOW));
    let simulator = Simulator::start(Config::new(clock.clone(), clock)).await.expect("a free port");
    simulator.take_by_hand("cus_of_nobody", 700);
    let at = format!("--processor-url={}", simulator.base_url());
    let repair = ["reconcile", "--repair", &database, &at, "--processor-secret=sk_test"];
    for _ in 0..2 {
        let ended = run(&repair, folder.path(), "").await;
        assert!(!ended.success, "it is for a person: {ended:?}");
        let lines: Vec<&str> = ended.out.lines().collect();
        let [counted, named, to_do, summed] = lines[..] else { panic!("{ended:?}") };
        assert_eq!(counted, "0 of 1 difference put right by what the processor says.");
        assert!(named.ends_with(": took $7.00 for no charge of ours"), "{named}");
        assert!(summed.starts_with("0 charges and 1 payment intent compared, "), "{summed}");
        assert!(summed.ends_with("; 1 difference."), "{summed}");
        assert!(to_do.starts_with("    ") && to_do.contains("processor_customer_id"), "{to_do}");
    }
}
