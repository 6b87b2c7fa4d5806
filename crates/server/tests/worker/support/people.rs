//! A practice, and clients with charges.

use domain::charge::{Charge, ChargeKind, ChargeState, Due, Scheduled, TriesMade};
use domain::contact::Email;
use domain::payer::Program;
use domain::payment_method::PaymentMethod;
use domain::policy::Policy;
use domain::testing::{self, practice_id, staff_id};
pub use domain::testing::{client, client_id, day};
use domain::zone::PracticeZone;
use domain::{ChargeId, Money, PaymentMethodId, PracticeId, StaffId};
use processor_simulator::{Behaviour, MethodSeed, Seed};
use store::charges::NewCharge;
use store::{Store, Unit, charges, clients, coverages, payers, payment_methods, practices, staff};
use uuid::Uuid;

use super::Bench;

pub const PRACTICE: PracticeId = practice_id(1);
pub const PROVIDER: StaffId = staff_id(2);

pub const fn charge_id(n: u128) -> ChargeId {
    ChargeId::new(Uuid::from_u128(n))
}

pub fn email(n: u128) -> Email {
    client(n).email.expect("an address")
}

/// Practice and provider.
pub async fn practice(store: &Store) {
    let unit = store.begin().await.expect("a unit");
    practices::upsert(&unit, &[testing::practice(1)]).await.expect("the practice");
    staff::upsert(&unit, &[testing::provider(2)]).await.expect("the provider");
    unit.commit().await.expect("a commit");
}

/// The card of client `n`; what it is called says how it behaves.
pub fn card(n: u128, family: &str) -> PaymentMethod {
    PaymentMethod { processor_method: format!("{family}_{n}"), ..testing::payment_method(n, n) }
}

fn due() -> Due {
    let answer = testing::answer([18_000, 12_000, 9_500, 0, 2_500, 0, 0]);
    Due { amount: Money::usd(2_500), answer: Some(answer) }
}

/// An insurance charge of $25.00 of client `n`, wished for on `first_day`; the client's only one.
pub fn charge(n: u128, first_day: &str) -> NewCharge {
    let state = ChargeState::Scheduled(Scheduled {
        due: due(),
        first_day: day(first_day),
        tries: TriesMade::default(),
        wished: None,
    });
    let due_at = state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD, testing::at("2025-11-24T13:00:00Z"));
    let charge = Charge {
        id: charge_id(n),
        client: client_id(n),
        provider: PROVIDER,
        practice: PRACTICE,
        session: testing::session("2025-11-12"),
        kind: ChargeKind::Insurance,
        version: 1,
        state,
    };
    NewCharge { charge, due_at, external_key: format!("charge-{n}"), second_of: None, digest: String::new() }
}

impl Bench {
    /// Writes in one unit of work.
    pub async fn write(&self, write: impl AsyncFnOnce(&Unit)) {
        let unit = self.desk.store.begin().await.expect("a unit");
        write(&unit).await;
        unit.commit().await.expect("a commit");
    }

    /// Client `n` with this card and a charge wished for on Dec 2, which is as soon as can be.
    pub async fn client_with(&self, n: u128, family: Option<&str>) -> ChargeId {
        self.write(async |unit| {
            clients::upsert(unit, &[client(n)]).await.expect("the client");
            if let Some(family) = family {
                payment_methods::upsert(unit, &[card(n, family)]).await.expect("the card");
            }
            charges::insert_many(unit, &[charge(n, "2025-12-02")]).await.expect("the charge");
        })
        .await;
        charge_id(n)
    }

    /// Clients from 1 to `count` with working cards, a charge each.
    pub async fn many(&self, count: u128) -> Vec<ChargeId> {
        let all = 1..=count;
        let people: Vec<_> = all.clone().map(client).collect();
        let cards: Vec<_> = all.clone().map(|n| card(n, "pm_card_visa")).collect();
        let new: Vec<_> = all.clone().map(|n| charge(n, "2025-12-02")).collect();
        self.write(async |unit| {
            clients::upsert(unit, &people).await.expect("the clients");
            payment_methods::upsert(unit, &cards).await.expect("the cards");
            charges::insert_many(unit, &new).await.expect("the charges");
        })
        .await;
        all.map(charge_id).collect()
    }

    /// Puts a charge into this state, as support does.
    pub async fn put_into(&self, id: ChargeId, state: ChargeState) {
        let due_at = state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD, self.desk.business.now());
        let charge = Charge { state, ..self.charge(id).await };
        self.write(async |unit| charges::save(unit, &charge, due_at).await.map(|_| ()).expect("saved")).await;
    }

    /// Gives client `n` a card, in place of the one they have.
    pub async fn give_card(&self, n: u128, family: &str) {
        self.write(async |unit| {
            payment_methods::upsert(unit, &[card(n, family)]).await.expect("the card");
        })
        .await;
    }

    /// Gives client `n`, who has a card of the family `first`, a second one, which is charged from now on.
    pub async fn give_another_card(&self, n: u128, first: &str, family: &str) {
        self.write(async |unit| {
            let first = PaymentMethod { is_default: false, ..card(n, first) };
            let id = PaymentMethodId::new(Uuid::from_u128(1_000_000 + n));
            let second =
                PaymentMethod { id, processor_method: format!("{family}_second_{n}"), ..card(n, family) };
            payment_methods::upsert(unit, &[first, second]).await.expect("the cards");
        })
        .await;
    }

    /// Has client `n` charged with the first card again, of this family.
    pub async fn go_back_to_first_card(&self, n: u128, first: &str, family: &str) {
        self.write(async |unit| {
            let id = PaymentMethodId::new(Uuid::from_u128(1_000_000 + n));
            let processor_method = format!("{family}_second_{n}");
            let second = PaymentMethod { id, processor_method, is_default: false, ..card(n, family) };
            payment_methods::upsert(unit, &[second, card(n, first)]).await.expect("the cards");
        })
        .await;
    }

    /// Gives client `n` a card whose payments stay under way until they are settled by hand.
    pub async fn give_lingering_card(&self, n: u128) {
        let card = PaymentMethod { processor_method: format!("pm_lingers_{n}"), ..card(n, "") };
        self.simulator.seed(Seed {
            customers: vec![card.processor_customer.clone()],
            payment_methods: vec![MethodSeed {
                id: card.processor_method.clone(),
                customer: Some(card.processor_customer.clone()),
                behaviour: Behaviour::Lingers,
                brand: "visa".to_owned(),
                last4: "4242".to_owned(),
            }],
        });
        self.write(async |unit| payment_methods::upsert(unit, &[card]).await.map(|_| ()).expect("the card"))
            .await;
    }

    /// Covers client `n` by a payer that asks for no card.
    pub async fn cover_without_card(&self, n: u128) {
        let payer = testing::payer(3, "Medicaid", Program::Medicaid);
        let coverage = testing::coverage(n, n, 3);
        self.write(async |unit| {
            payers::upsert(unit, &[payer]).await.expect("the payer");
            coverages::upsert(unit, &[coverage]).await.expect("the coverage");
        })
        .await;
    }
}
