//! A simulator, a client for it, and short ways to say what is wanted.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ChargeId, Money};
use processor::{
    Config, Confirm, CustomerRef, IdempotencyKey, IntentClaim, IntentId, IntentOutcome, NewIntent,
    PaymentIntent, Processor, ProcessorError,
};
use processor_simulator::{Clock, Fault, FaultRule, IntentLine, Simulator};

/// 2025-12-01 15:00 UTC.
pub const START: i64 = 1_764_601_200;

/// A simulator and two clients for it.
pub struct Bench {
    pub simulator: Simulator,
    /// Waits longer than any test takes.
    pub processor: Processor,
    /// Gives up soon.
    pub hasty: Processor,
    seconds: Arc<AtomicI64>,
}

impl Bench {
    pub async fn new() -> Self {
        let seconds = Arc::new(AtomicI64::new(START));
        let clock: Clock = Arc::new({
            let seconds = seconds.clone();
            move || instant(seconds.load(Ordering::SeqCst))
        });
        let config = processor_simulator::Config::new(clock.clone(), clock);
        let simulator = Simulator::start(config).await.expect("a free port");
        let processor = client(&simulator.base_url(), Duration::from_secs(60));
        let hasty = client(&simulator.base_url(), Duration::from_millis(500));
        Self { simulator, processor, hasty, seconds }
    }

    pub fn pass(&self, time: TimeDelta) {
        self.seconds.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }

    pub fn now(&self) -> DateTime<Utc> {
        instant(self.seconds.load(Ordering::SeqCst))
    }

    /// Makes the intent of a claim for the customer `cus_ana`.
    pub async fn intent(&self, claim: IntentClaim) -> PaymentIntent {
        let new = NewIntent { claim, customer: &customer(), description: "Charge" };
        let made = self.processor.create_payment_intent(&new, &IdempotencyKey::intent_of(claim.charge)).await;
        made.expect("the intent is made")
    }

    pub async fn confirm(
        &self,
        intent: &IntentId,
        claim: IntentClaim,
        method: &str,
        key: &str,
    ) -> Result<PaymentIntent, ProcessorError> {
        let method = method.parse().expect("a method's id");
        let confirm = Confirm { intent, claim, method: &method };
        self.processor.confirm_payment_intent(&confirm, &self::key(key)).await
    }

    /// Confirms with a good card and gives up soon.
    pub async fn confirm_hastily(
        &self,
        intent: &IntentId,
        claim: IntentClaim,
        key: &str,
    ) -> Result<PaymentIntent, ProcessorError> {
        let method = "pm_card_visa".parse().expect("a method's id");
        let confirm = Confirm { intent, claim, method: &method };
        self.hasty.confirm_payment_intent(&confirm, &self::key(key)).await
    }

    /// Looks the intent up and says how it stands.
    pub async fn outcome(&self, intent: &IntentId, claim: IntentClaim) -> IntentOutcome {
        self.processor.payment_intent(intent, &claim).await.expect("the intent is looked up").outcome()
    }

    /// The next confirmation meets the fault.
    pub fn spoil_confirm(&self, fault: Fault) {
        self.simulator.add_fault(FaultRule::next_posts("/confirm", fault, 1));
    }

    /// The simulator's line about the only intent of a charge.
    pub fn line(&self, claim: IntentClaim) -> IntentLine {
        let books = self.simulator.books();
        let charge = claim.charge.to_string();
        let mut lines = books.of_charge(&charge);
        let line = lines.next().expect("an intent of the charge").clone();
        assert!(lines.next().is_none(), "one intent per charge");
        line
    }
}

pub fn client(base_url: &str, timeout: Duration) -> Processor {
    let config = Config { base_url: base_url.to_owned(), secret: "sk_test_bench".into(), timeout };
    Processor::new(&config).expect("a client")
}

pub fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("an instant")
}

/// The claim of the `n`th charge, of $25.00.
pub fn claim(n: u32) -> IntentClaim {
    IntentClaim { charge: charge(n), amount: Money::usd(2500) }
}

pub fn charge(n: u32) -> ChargeId {
    format!("chg_{n:032x}").parse().expect("a charge's id")
}

pub fn customer() -> CustomerRef {
    "cus_ana".parse().expect("a customer's id")
}

pub fn key(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text).expect("a key")
}
