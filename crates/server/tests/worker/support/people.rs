//! A practice, and clients with charges.

use chrono::NaiveDate;
use domain::breakdown::{Breakdown, Parts};
use domain::charge::{
    CardShown, Charge, ChargeKind, ChargeState, Due, InsurerAnswer, Scheduled, Session, TriesMade,
};
use domain::client::Client;
use domain::contact::{Email, Phone};
use domain::coverage::{Coverage, Position, Relationship};
use domain::name::{NamePart, PersonName};
use domain::payer::Program;
use domain::payer::{Payer, PayerFlags};
use domain::payment_method::PaymentMethod;
use domain::policy::Policy;
use domain::practice::{Practice, SupportContact};
use domain::role::Role;
use domain::staff::StaffMember;
use domain::zone::PracticeZone;
use domain::{ChargeId, ClientId, CoverageId, Money, PayerId, PaymentMethodId, PracticeId, StaffId};
use processor_simulator::{Behaviour, MethodSeed, Seed};
use store::charges::NewCharge;
use store::{Store, Unit, charges, clients, coverages, payers, payment_methods, practices, staff};
use uuid::Uuid;

use super::Bench;

pub const PRACTICE: PracticeId = PracticeId::new(Uuid::from_u128(1));
pub const PROVIDER: StaffId = StaffId::new(Uuid::from_u128(2));

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day such as 2025-12-01")
}

pub const fn client_id(n: u128) -> ClientId {
    ClientId::new(Uuid::from_u128(n))
}

pub const fn charge_id(n: u128) -> ChargeId {
    ChargeId::new(Uuid::from_u128(n))
}

pub fn email(n: u128) -> Email {
    Email::parse(&format!("client{n}@mail.example")).expect("an address")
}

/// Practice and provider.
pub async fn practice(store: &Store) {
    let unit = store.begin().await.expect("a unit");
    let practice = Practice {
        id: PRACTICE,
        external_key: "larkspur".to_owned(),
        name: "Larkspur Therapy".to_owned(),
        zone: PracticeZone::NEW_YORK,
        support: SupportContact {
            phone: Phone::parse("(212) 555-0100").expect("a number"),
            email: Email::parse("help@larkspur.example").expect("an address"),
            hours: "Weekdays 9 to 5".to_owned(),
        },
        history_from: day("2025-01-01"),
    };
    let provider = StaffMember {
        id: PROVIDER,
        practice: PRACTICE,
        external_key: "maya".to_owned(),
        name: "Dr. Maya Okafor".to_owned(),
        role: Role::Provider,
        email: Email::parse("maya@larkspur.example").expect("an address"),
    };
    practices::put(&unit, &[practice]).await.expect("the practice");
    staff::put(&unit, &[provider]).await.expect("the provider");
    unit.commit().await.expect("a commit");
}

pub fn client(n: u128) -> Client {
    let part = |text: &str| NamePart::parse(text).expect("a name");
    Client {
        id: client_id(n),
        practice: PRACTICE,
        external_key: format!("client-{n}"),
        name: PersonName { legal_first: part("Zoë"), legal_last: part("Nguyễn"), chosen_first: None },
        pronouns: None,
        date_of_birth: day("1990-02-28"),
        email: Some(email(n)),
        refused_email: None,
        phone: None,
        processor_customer: None,
    }
}

/// The card of client `n`; what it is called says how it behaves.
pub fn card(n: u128, family: &str) -> PaymentMethod {
    PaymentMethod {
        id: PaymentMethodId::new(Uuid::from_u128(n)),
        practice: PRACTICE,
        client: client_id(n),
        processor_method: format!("{family}_{n}"),
        processor_customer: format!("cus_{n}"),
        card: CardShown { brand: "Visa".to_owned(), last4: "4242".to_owned() },
        exp_month: 12,
        exp_year: 2030,
        is_default: true,
    }
}

fn due() -> Due {
    let [billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered] =
        [18_000, 12_000, 9_500, 0, 2_500, 0, 0].map(Money::usd);
    let parts = Parts { billed, allowed, insurer_paid, deductible, copay, coinsurance, not_covered };
    let answer =
        InsurerAnswer { breakdown: Breakdown::of(parts).expect("adds up"), answered_on: day("2025-11-20") };
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
    let due_at = state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD);
    let charge = Charge {
        id: charge_id(n),
        client: client_id(n),
        provider: PROVIDER,
        practice: PRACTICE,
        session: Session {
            day: day("2025-11-12"),
            start: "14:30:00".parse().expect("a time"),
            cpt_code: "90837".to_owned(),
            description: String::new(),
        },
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
            clients::put(unit, &[client(n)]).await.expect("the client");
            if let Some(family) = family {
                payment_methods::put(unit, &[card(n, family)]).await.expect("the card");
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
            clients::put(unit, &people).await.expect("the clients");
            payment_methods::put(unit, &cards).await.expect("the cards");
            charges::insert_many(unit, &new).await.expect("the charges");
        })
        .await;
        all.map(charge_id).collect()
    }

    /// Puts a charge into this state, as support does.
    pub async fn put_into(&self, id: ChargeId, state: ChargeState) {
        let due_at = state.due_at(PracticeZone::NEW_YORK, &Policy::STANDARD);
        let charge = Charge { state, ..self.charge(id).await };
        self.write(async |unit| charges::save(unit, &charge, due_at).await.map(|_| ()).expect("saved")).await;
    }

    /// Gives client `n` a card, in place of the one they have.
    pub async fn give_card(&self, n: u128, family: &str) {
        self.write(async |unit| {
            payment_methods::put(unit, &[card(n, family)]).await.expect("the card");
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
            payment_methods::put(unit, &[first, second]).await.expect("the cards");
        })
        .await;
    }

    /// Has client `n` charged with the first card again, of this family.
    pub async fn go_back_to_first_card(&self, n: u128, first: &str, family: &str) {
        self.write(async |unit| {
            let id = PaymentMethodId::new(Uuid::from_u128(1_000_000 + n));
            let processor_method = format!("{family}_second_{n}");
            let second = PaymentMethod { id, processor_method, is_default: false, ..card(n, family) };
            payment_methods::put(unit, &[second, card(n, first)]).await.expect("the cards");
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
        self.write(async |unit| payment_methods::put(unit, &[card]).await.map(|_| ()).expect("the card"))
            .await;
    }

    /// Covers client `n` by a payer that asks for no card.
    pub async fn cover_without_card(&self, n: u128) {
        let payer = Payer {
            id: PayerId::new(Uuid::from_u128(3)),
            practice: PRACTICE,
            external_key: "medicaid".to_owned(),
            name: "Medicaid".to_owned(),
            program: Program::Medicaid,
            flags: PayerFlags { card_required: false, attendance_fees_allowed: false },
        };
        let coverage = Coverage {
            id: CoverageId::new(Uuid::from_u128(n)),
            practice: PRACTICE,
            client: client_id(n),
            payer: payer.id,
            external_key: format!("coverage-{n}"),
            plan: "Plan".to_owned(),
            member_id: "M1".to_owned(),
            group_number: None,
            subscriber: "Zoë Nguyễn".to_owned(),
            relationship: Relationship::Myself,
            position: Position::Primary,
            from: day("2025-01-01"),
            to: None,
        };
        self.write(async |unit| {
            payers::put(unit, &[payer]).await.expect("the payer");
            coverages::put(unit, &[coverage]).await.expect("the coverage");
        })
        .await;
    }
}
