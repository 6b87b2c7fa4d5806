//! What is a client's money is nobody else's. The owner's amounts, days and ids are odd ones, and turn up in the owner's
//! answers and in no provider's.

use wire::paths;

use crate::sample::{CANARIES, Which};
use crate::{Server, Who};

/// Everything that can be asked with GET, about the owner.
fn everything() -> Vec<String> {
    let charge = Which::Upcoming.id();
    let mut all: Vec<String> =
        [paths::SESSION, paths::BILLING, paths::CHARGES, paths::CLIENTS, paths::SUPPORT_CONTACT]
            .map(ToOwned::to_owned)
            .into();
    all.extend(Which::ALL.map(|which| paths::charge(which.id())));
    all.extend([
        paths::charge(charge),
        paths::client(Who::Owner.client()),
        paths::client(Who::Another.client()),
    ]);
    all
}

async fn heard(server: &Server, who: Who) -> String {
    let mut heard = String::new();
    for path in everything() {
        heard.push_str(&server.get(who, &path).await.text);
    }
    heard
}

#[tokio::test]
async fn the_owner_is_told_of_every_canary_but_the_member_id() {
    let server = Server::start().await;
    let heard = heard(&server, Who::Owner).await;
    for canary in CANARIES.into_iter().filter(|it| !["7,391.13", "ZX93-71-CANARY"].contains(it)) {
        assert!(heard.contains(canary), "{canary}");
    }
}

#[tokio::test]
async fn no_provider_support_agent_or_administrator_is_told_of_any() {
    let server = Server::start().await;
    for who in [Who::Provider, Who::AnotherProvider, Who::Support, Who::BillingSupport, Who::Admin] {
        let heard = heard(&server, who).await;
        for canary in CANARIES {
            assert!(!heard.contains(canary), "{canary} by {who:?}");
        }
    }
}

#[tokio::test]
async fn another_client_is_told_of_no_charge_of_the_owner() {
    let server = Server::start().await;
    let heard = heard(&server, Who::Another).await;
    for which in Which::ALL.into_iter().filter(|it| *it != Which::Anothers) {
        assert!(!heard.contains(&which.id().to_string()), "{which:?}");
    }
    assert!(heard.contains(&Which::Anothers.id().to_string()));
}
