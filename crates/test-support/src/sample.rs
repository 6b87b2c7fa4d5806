//! The one practice of the tests. Amounts, days and numbers of its first client are odd, so that they can be told wherever they
//! turn up.

mod charges;
mod people;
mod rows;

use domain::ChargeId;
use domain::charge::CardShown;
use domain::client::{Client, Details};
use domain::coverage::Coverage;
use domain::payer::Program;
use domain::payment_method::PaymentMethod;
use domain::session_codes::{SessionCodes, diagnoses, modifiers};
pub use domain::testing::{address, at, day};
use domain::testing::{
    client, client_id, coverage, on_file, payer, payment_method, practice, practice_id, provider, staff_id,
};
use store::session_codes::{self, CodesOfCharge};
use store::{Unit, client_providers, clients, coverages, logins, payers, payment_methods, practices, staff};

pub use charges::{Which, charge};
pub use people::Who;
pub use rows::{due, message, new_charge, scheduled};

/// Where the business clock stands: 09:30 in New York on Mon, Dec 1.
pub const NOW: &str = "2025-12-01T14:30:00Z";

/// The owner's telephone number.
pub const PHONE: &str = "(212) 555-8849";

/// The street in the owner's address.
pub const STREET: &str = "8849 Canary Way";

/// What the owner's sessions were for.
pub const DIAGNOSIS: &str = "F44.81";

/// Texts by which what is the owner's alone is known wherever it turns up.
pub const CANARIES: [&str; 13] = [
    "739113",
    "7,391.13",
    "2025-11-13",
    "2025-12-02",
    "2025-12-18",
    "8843",
    "R-5519-CANARY",
    "ZX93-71-CANARY",
    "chg_",
    "555-8849",
    STREET,
    DIAGNOSIS,
    "F4481",
];

/// The practice, its two providers and its two clients.
pub async fn people(unit: &Unit) {
    practices::upsert(unit, &[practice(1)]).await.expect("the practice");
    staff::upsert(unit, &[provider(1), provider(2)]).await.expect("the providers");
    clients::upsert(unit, &[client(1), client(2)]).await.expect("the clients");
}

/// They, everybody else, what the first client has, a charge in every state, and everybody's sign-in.
pub async fn whole(unit: &Unit, password_hash: &str) {
    people(unit).await;
    let owner = Client {
        phone: Some(on_file(PHONE)),
        address: Some(address(STREET)),
        exported: Details {
            phone: Some(on_file(PHONE)),
            address: Some(address(STREET)),
            pronouns: client(1).pronouns,
            chosen_first: None,
            email: client(1).email,
            processor_customer: None,
        },
        ..client(1)
    };
    clients::upsert(unit, &[owner]).await.expect("the first client");
    let others = [Who::Support, Who::BillingSupport, Who::Admin].map(Who::member);
    staff::upsert(unit, &others).await.expect("the staff");
    payers::upsert(unit, &[payer(1, "Aetna", Program::Commercial)]).await.expect("a payer");
    let covered = Coverage { member_id: "ZX93-71-CANARY".to_owned(), ..coverage(1, 1, 1) };
    coverages::upsert(unit, &[covered]).await.expect("a coverage");
    payment_methods::upsert(unit, &[method()]).await.expect("a card");
    let links = [(client_id(1), staff_id(1)), (client_id(2), staff_id(2))];
    client_providers::upsert(unit, practice_id(1), &links).await.expect("links");
    let charges = Which::ALL.map(charges::row);
    store::charges::insert_many(unit, &charges).await.expect("charges");
    let codes = charges.iter().filter(|it| it.charge.client == client_id(1)).map(|it| codes(it.charge.id));
    session_codes::put(unit, &codes.collect::<Vec<_>>()).await.expect("what they were for");
    for who in Who::ALL {
        logins::insert(unit, &who.login(Some(password_hash))).await.expect("a sign-in");
    }
}

/// What is said of a session of the first client for insurers.
pub fn codes(charge: ChargeId) -> CodesOfCharge {
    let codes = SessionCodes {
        diagnoses: diagnoses(DIAGNOSIS).expect("a code"),
        place: "10".parse().ok(),
        modifiers: modifiers("95").expect("a code"),
        units: None,
    };
    CodesOfCharge { client: client_id(1), charge, codes }
}

/// The card of the first client.
pub fn method() -> PaymentMethod {
    let card = CardShown { last4: "8843".to_owned(), ..domain::testing::card_shown() };
    PaymentMethod { processor_method: "pm_card_visa_1".to_owned(), card, ..payment_method(1, 1) }
}
