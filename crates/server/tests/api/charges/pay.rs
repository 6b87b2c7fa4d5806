use domain::audit::Action;
use serde_json::json;
use wire::charges::{Charge, Happened, State};
use wire::paths;

use crate::sample::{self, Which, at, day};
use crate::{Answer, Server, Who};

async fn pay(server: &Server, which: Which, version: i64) -> Answer {
    server.post(Who::Owner, &paths::charge_pay(which.id()), &json!({ "version": version })).await
}

#[tokio::test]
async fn a_declined_charge_is_tried_at_once_when_its_client_asks() {
    let server = Server::start().await;
    let charge: Charge = pay(&server, Which::Failed, 1).await.body();
    let State::Failed { next_try, .. } = charge.row.state else { panic!("{:?}", charge.row.state) };
    assert_eq!(next_try, Some(day("2025-12-01")));
    assert_eq!(charge.events[0].happened, Happened::PayNowAsked);
    let reader = server.desk.store.reader();
    let due = store::charges::due(&reader, at(sample::NOW), 10).await.expect("read");
    assert_eq!(due, [Which::Failed.id()]);
    let record =
        store::audit::of_charge(&reader, Who::Owner.client(), Which::Failed.id()).await.expect("read");
    assert_eq!(record[0].action, Action::PayNowAsked);
}

#[tokio::test]
async fn asking_twice_asks_once() {
    let server = Server::start().await;
    assert_eq!(pay(&server, Which::Failed, 1).await.status, 200);
    let again = pay(&server, Which::Failed, 1).await;
    assert_eq!((again.status.as_u16(), again.slug().as_str()), (409, "conflict"));
    assert_eq!(again.problem().charge.expect("the charge").rules.version, 2);
}

#[tokio::test]
async fn the_card_that_was_declined_for_good_is_not_tried_again() {
    let server = Server::start().await;
    let answer = pay(&server, Which::FailedForGood, 1).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (422, "refused"));
    assert!(answer.problem().detail.contains("The card on file cannot bring this payment"));
}

#[tokio::test]
async fn only_a_failed_charge_can_be_paid_now() {
    let server = Server::start().await;
    for which in [Which::Upcoming, Which::Paid, Which::Processing, Which::Awaiting, Which::OnHold] {
        assert_eq!(pay(&server, which, 1).await.status, 422, "{which:?}");
    }
    assert_eq!(pay(&server, Which::Anothers, 1).await.status, 404);
}
