//! What is a client's money is nobody else's. The owner's amounts, days and ids are odd ones, and turn up in the owner's
//! answers and in no provider's.

use domain::language::Language;
use domain::testing::coverage_id;
use serde_json::Value;
use test_support::sample::{CANARIES, DIAGNOSIS};
use test_support::{Server, Which, Who};
use wire::paths;

use crate::superbills;

/// What no answer to the owner has: an amount as it is printed, what is asked for by a press, and what stands on paper alone.
const UNSAID: [&str; 4] = ["7,391.13", "ZX93-71-CANARY", DIAGNOSIS, "F4481"];

/// Everything that can be asked with GET, of every charge and client there is.
async fn everything(server: &Server) -> Vec<String> {
    let document: Value = server.get(Who::Nobody, paths::OPENAPI).await.body();
    let operations = document["paths"].as_object().expect("paths").iter();
    operations.filter(|(_, item)| item.get("get").is_some()).flat_map(|(path, _)| asked(path)).collect()
}

fn asked(path: &str) -> Vec<String> {
    let path = path.replace("{language}", Language::Pseudo.tag()).replace("{side}", "front");
    let path = path.replace("{year}", "2025").replace("{month}", "2025-11");
    let path = path.replace("{coverage}", &coverage_id(1).to_string());
    let clients = [Who::Owner, Who::Another].map(|who| path.replace("{client}", &who.client().to_string()));
    let of_client = if path.contains("{client}") { clients.to_vec() } else { vec![path.clone()] };
    let all: Vec<String> = if path.contains("{charge}") {
        let of_charge =
            |path: &String| Which::ALL.map(|which| path.replace("{charge}", &which.id().to_string()));
        of_client.iter().flat_map(of_charge).collect()
    } else {
        of_client
    };
    assert!(all.iter().all(|path| !path.contains('{')), "say here what {path} is asked about");
    all
}

async fn heard(server: &Server, who: Who) -> String {
    let mut heard = String::new();
    for path in everything(server).await {
        heard.push_str(&server.get(who, &path).await.text_without_chance());
    }
    heard
}

#[tokio::test]
async fn the_owner_is_told_of_every_canary_but_the_member_id() {
    let server = Server::start().await;
    let heard = heard(&server, Who::Owner).await;
    for canary in CANARIES.into_iter().filter(|it| !UNSAID.contains(it)) {
        assert!(heard.contains(canary), "{canary}");
    }
}

#[tokio::test]
async fn what_a_session_was_for_is_told_to_nobody_but_on_paper() {
    let server = Server::start().await;
    superbills::prepare(&server).await;
    for who in [Who::Owner, Who::Another, Who::Provider, Who::Support, Who::BillingSupport, Who::Admin] {
        let heard = heard(&server, who).await;
        for canary in [DIAGNOSIS, "F4481"] {
            assert!(!heard.contains(canary), "{canary} by {who:?}");
        }
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
