//! `almoner serve --demo`, as a newcomer uses it.

use reqwest::{Client, Response};
use serde_json::json;
use server::demo::PEOPLE;
use test_support::almoner::Process;
use test_support::browser;
use wire::billing::BillingView;
use wire::charges::{ChargeStateView, ChargeView, RescheduleAnswer};
use wire::clients::ProviderClientsView;
use wire::paths;
use wire::session::SessionView;

/// A browser without pages.
struct Visitor {
    client: Client,
    base_url: String,
    cookie: String,
}

impl Visitor {
    async fn get(&self, path: &str) -> Response {
        let request = self.client.get(format!("{}{path}", self.base_url)).header("cookie", &self.cookie);
        request.send().await.expect("an answer").error_for_status().expect("a good one")
    }

    async fn sign_in(&mut self, at: usize) -> SessionView {
        let person = PEOPLE[at];
        let body = json!({ "email": person.address, "password": person.password });
        let session = format!("{}{}", self.base_url, paths::SESSION);
        let answer = self.client.post(session).json(&body).send().await.expect("an answer");
        let cookie = answer.headers()["set-cookie"].to_str().expect("text");
        self.cookie = cookie.split(';').next().expect("a cookie").to_owned();
        answer.json().await.expect("a session")
    }
}

#[tokio::test]
async fn a_newcomer_moves_a_charge_sees_it_paid_on_its_day_and_finds_the_mails() {
    let folder = tempfile::tempdir().expect("a folder");
    let serving = Process::serve(&["serve", "--demo", "--port=0"], folder.path(), "Ctrl+C ends it").await;
    let mut visitor = Visitor { client: browser(), base_url: serving.base_url(), cookie: String::new() };
    for person in PEOPLE {
        assert!(serving.said.contains(person.address) && serving.said.contains(person.password));
    }

    let (_, after) = serving.said.split_once("Health is at ").expect("it says where");
    let health = after.split_whitespace().next().expect("an address");
    assert!(health.ends_with("/healthz"), "{health}");
    assert_eq!(browser().get(health).send().await.expect("an answer").status(), 204);

    let session = visitor.sign_in(0).await;
    assert_eq!(session.first_name, "Ana");
    let [client] = session.clients[..] else { panic!("{session:?}") };
    let billing: BillingView = visitor.get(&paths::billing(client)).await.json().await.expect("an overview");
    assert_eq!(billing.today.to_string(), "2025-12-01");
    let movable = billing.open.iter().find(|row| row.can_reschedule).expect("a charge to move");
    let charge: ChargeView =
        visitor.get(&paths::charge(client, movable.id)).await.json().await.expect("a charge");
    let (_, last) = charge.rules.range().expect("days to choose from");

    let wish = json!({ "version": charge.rules.version, "day": last.to_string() });
    let reschedule = format!("{}{}", visitor.base_url, paths::charge_reschedule(client, movable.id));
    let moved = visitor.client.post(reschedule).header("cookie", &visitor.cookie).json(&wish).send().await;
    let moved: RescheduleAnswer = moved.expect("an answer").json().await.expect("a move");
    assert!(moved.moved);

    // To the afternoon of the new day. The page comes back once everything on the way has happened.
    let clock = format!("{}/dev/clock", visitor.base_url);
    let at = format!("{last}T15:00");
    let set = visitor.client.post(clock).form(&[("to", at)]).send().await.expect("an answer");
    assert_eq!(set.status(), 303);
    let paid: ChargeView =
        visitor.get(&paths::charge(client, movable.id)).await.json().await.expect("a charge");
    assert_eq!(paid.row.state, ChargeStateView::Paid { on: last });

    let mailbox = visitor.get("/dev/mailbox").await.text().await.expect("a page");
    for subject in ["Your payment on", "Receipt for your payment on"] {
        assert!(mailbox.contains(subject), "{subject}");
    }

    let session = visitor.sign_in(2).await;
    assert_eq!(session.full_name, "Dr. Maya Okafor");
    let clients: ProviderClientsView = visitor.get(paths::CLIENTS).await.json().await.expect("clients");
    assert!(clients.clients.iter().any(|client| client.name == "Ana Rivera"));
    serving.stop().await;
}
