//! Many requests that follow from a seed: every route of the interface's own document, the app's files, the pages for trying
//! out and what whoever runs the desk asks, by everybody, half of them well and half of them badly. Whatever is sent, nothing
//! fails for a reason of ours.
//!
//! `TEST_FUZZ_SEED` and `TEST_FUZZ_REQUESTS` choose another run. What is found is printed with what finds it again.

mod asking;
mod body;
mod clock;
mod odd;
mod request;
mod route;
mod sending;
mod site;
mod tally;
mod well;

use std::num::NonZeroU32;

use server::config::Limits;

use asking::Asking;
use tally::Tally;
use test_support::{Kind, Server, Setup, Who, asked_for, generous};

/// Everybody who asks.
const ASKING: [Who; 8] = [
    Who::Nobody,
    Who::Owner,
    Who::Another,
    Who::Provider,
    Who::AnotherProvider,
    Who::Support,
    Who::BillingSupport,
    Who::Admin,
];

/// Requests that one server is sent before a fresh one takes its place: most charges can be moved or paid only so often.
const ROUND: u64 = 1_000;

/// A server with its limits lifted and its pages for trying out.
async fn server(kind: Kind) -> Server {
    let sign_in_attempts = NonZeroU32::new(1_000_000).expect("not zero");
    let limits = Limits { sign_in_attempts, ..generous() };
    Server::of(Setup { kind, limits, dev: true, processor: true, ..Setup::default() }).await
}

#[tokio::test]
async fn whatever_is_asked_by_whomever_nothing_fails_for_a_reason_of_ours() {
    let (seed, requests) = (asked_for("TEST_FUZZ_SEED", 1), asked_for("TEST_FUZZ_REQUESTS", 2_000));
    let mut tally = Tally::new(seed, requests);
    for round in 0..requests.div_ceil(ROUND) {
        // What one database takes the other may not.
        let kind = if round % 2 == 0 { Kind::Sqlite } else { Kind::Postgres };
        let server = server(kind).await;
        let mut asking = Asking::of(&server, seed.wrapping_add(round << 32)).await;
        for number in round * ROUND..requests.min((round + 1) * ROUND) {
            let (route, who, request) = asking.next(&tally).await;
            let answer = sending::send(route.address(&server), &request).await;
            tally.count(number, &route, who, &request, answer.status);
            asking.learn(who, &request, &answer).await;
        }
    }
    tally.judge();
}
