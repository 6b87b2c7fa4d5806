//! What was made at the processor without the books of the bench.

use domain::{ChargeId, Money};
use processor::{Confirm, CustomerRef, IdempotencyKey, IntentClaim, IntentId, NewIntent};
use server::service::reconcile::{Comparison, compare};
use store::charges;

use super::Bench;

/// What a charge of the bench comes to.
const AMOUNT: Money = Money::usd(2_500);

impl Bench {
    /// Makes an intent for a charge of client `n` as books did that are lost: nothing of it is in ours.
    pub async fn made_elsewhere(&self, n: u128, charge: ChargeId, key: &str) -> IntentId {
        let claim = IntentClaim { charge, amount: AMOUNT };
        let customer: CustomerRef = format!("cus_{n}").parse().expect("a customer");
        let new = NewIntent { claim, customer: &customer, description: "Charge" };
        let key = IdempotencyKey::new(format!("{key}-{charge}")).expect("a key");
        self.desk.processor.create_payment_intent(&new, &key).await.expect("an intent").id
    }

    /// The same, and takes its money.
    pub async fn taken_elsewhere(&self, n: u128, charge: ChargeId) -> IntentId {
        self.taken_once_more(n, charge, "elsewhere").await
    }

    /// The same, once for each word.
    pub async fn taken_once_more(&self, n: u128, charge: ChargeId, word: &str) -> IntentId {
        let made = self.made_elsewhere(n, charge, word).await;
        let method = format!("pm_card_visa_{n}").parse().expect("a method");
        let claim = IntentClaim { charge, amount: AMOUNT };
        let confirm = Confirm { intent: &made, claim, method: &method };
        let key = IdempotencyKey::new(format!("take-{word}-{charge}")).expect("a key");
        self.desk.processor.confirm_payment_intent(&confirm, &key).await.expect("taken");
        made
    }

    /// The intent that a charge names.
    pub async fn intent_of(&self, charge: ChargeId) -> String {
        let kept = charges::intent_of(&self.desk.store.reader(), charge).await.expect("readable");
        kept.expect("it was tried")
    }

    /// Our books held against the processor's.
    pub async fn compared(&self) -> Comparison {
        compare(&self.desk.store, &self.desk.processor).await.expect("both readable")
    }
}
