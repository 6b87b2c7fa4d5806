//! Clients of the bench, each with one charge.

use std::ops::RangeInclusive;

use domain::ChargeId;
use domain::charge::{Charge, ChargeState};
use domain::contact::Email;
use domain::payment_method::PaymentMethod;
use domain::policy::Policy;
use domain::testing::{at, charge_id, client, client_id, method_id, payment_method};
use domain::zone::PracticeZone;
use processor_simulator::{Behaviour, MethodSeed, Seed};
use store::charges::NewCharge;
use store::{Unit, charges, clients, payment_methods};

use super::Bench;
use crate::sample::{new_charge, scheduled};
use crate::store::write;

pub fn email(n: u128) -> Email {
    client(n).email.expect("an address")
}

/// The card of client `n`; what it is called says how it behaves.
pub fn card(n: u128, family: &str) -> PaymentMethod {
    PaymentMethod { processor_method: format!("{family}_{n}"), ..payment_method(n, n) }
}

/// Another card of client `n`.
pub fn second_card(n: u128, family: &str) -> PaymentMethod {
    let processor_method = format!("{family}_second_{n}");
    PaymentMethod { id: method_id(1_000_000 + n), processor_method, ..card(n, family) }
}

/// An insurance charge of $25.00 of client `n`, wished for on `first_day`.
pub fn charge(n: u128, first_day: &str) -> NewCharge {
    let state = ChargeState::Scheduled(scheduled(first_day));
    let due_at = state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD, at("2025-11-24T13:00:00Z"));
    let new = new_charge(n);
    NewCharge { charge: Charge { client: client_id(n), state, ..new.charge }, due_at, ..new }
}

impl Bench {
    /// Writes in one unit of work.
    pub async fn write<T>(&self, work: impl AsyncFnOnce(&Unit) -> T) -> T {
        write(&self.desk.store, work).await
    }

    /// Clients of these numbers, with a card of this family if any, and a charge each that is wished for on `first_day`.
    pub async fn clients(
        &self,
        numbers: RangeInclusive<u128>,
        family: Option<&str>,
        first_day: &str,
    ) -> Vec<ChargeId> {
        let people: Vec<_> = numbers.clone().map(client).collect();
        let cards: Vec<_> = family.into_iter().flat_map(|it| numbers.clone().map(|n| card(n, it))).collect();
        let new: Vec<_> = numbers.clone().map(|n| charge(n, first_day)).collect();
        self.write(async |unit| {
            clients::upsert(unit, &people).await.expect("the clients");
            payment_methods::upsert(unit, &cards).await.expect("the cards");
            charges::insert_many(unit, &new).await.expect("the charges");
        })
        .await;
        numbers.map(charge_id).collect()
    }

    /// Client `n` with this card and a charge wished for on Dec 2, which is as soon as can be.
    pub async fn client_with(&self, n: u128, family: Option<&str>) -> ChargeId {
        self.clients(n..=n, family, "2025-12-02").await[0]
    }

    /// Clients from 1 to `count` with working cards, a charge each.
    pub async fn many(&self, count: u128) -> Vec<ChargeId> {
        self.clients(1..=count, Some("pm_card_visa"), "2025-12-02").await
    }

    /// Puts a charge into this state, as support does.
    pub async fn put_into(&self, id: ChargeId, state: ChargeState) {
        let due_at = state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD, self.desk.business.now());
        let charge = Charge { state, ..self.charge(id).await };
        self.write(async |unit| charges::save(unit, &charge, due_at).await.expect("saved")).await;
    }

    /// Writes cards, in place of those of the same ids.
    pub async fn give(&self, cards: &[PaymentMethod]) {
        self.write(async |unit| payment_methods::upsert(unit, cards).await.expect("the cards")).await;
    }

    /// Gives client `n`, who has a card of the family `first`, a second one, which is charged from now on.
    pub async fn give_another_card(&self, n: u128, first: &str, family: &str) {
        let first = PaymentMethod { is_default: false, ..card(n, first) };
        self.give(&[first, second_card(n, family)]).await;
    }

    /// Gives client `n` a card whose payments stay under way until they are settled by hand.
    pub async fn give_lingering_card(&self, n: u128) {
        let card = card(n, "pm_lingers");
        self.attach(&card, Behaviour::Lingers);
        self.give(&[card]).await;
    }

    /// Has the processor know a card to be its client's.
    pub fn attach(&self, card: &PaymentMethod, behaviour: Behaviour) {
        self.simulator.seed(Seed {
            customers: vec![card.processor_customer.clone()],
            payment_methods: vec![MethodSeed {
                id: card.processor_method.clone(),
                customer: Some(card.processor_customer.clone()),
                behaviour,
                brand: "visa".to_owned(),
                last4: "4242".to_owned(),
            }],
        });
    }

    /// Whether the address of client `n` is written to no more.
    pub async fn spoilt(&self, n: u128) -> bool {
        let found = clients::find(&self.desk.store.reader(), client_id(n)).await.expect("readable");
        found.expect("the client").refused_email == Some(email(n))
    }
}
