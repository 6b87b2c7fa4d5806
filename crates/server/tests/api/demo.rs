//! `almoner serve --demo`, as a newcomer uses it.

use reqwest::header::HeaderValue;
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

#[tokio::test]
async fn the_demo_begins_when_it_is_asked_to_and_its_bar_names_what_happens_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let begins = ["serve", "--demo", "--port=0", "--clock-start=2025-12-17T09:00:00-05:00", "--clock-stands"];
    let serving = Process::serve(&begins, folder.path(), "Ctrl+C ends it").await;
    let mut visitor = Visitor { client: browser(), base_url: serving.base_url(), cookie: String::new() };
    let stranger = visitor.get("/dev/bar").await.text().await.expect("a bar");
    assert!(stranger.contains(">Wed, Dec 17, 2025, 9:00 AM</time>"), "{stranger}");
    for person in PEOPLE {
        assert!(stranger.contains(person.name) && stranger.contains(person.who), "{}", person.name);
    }

    let sign_in = async |address: &str| {
        let form =
            visitor.client.post(format!("{}/dev/sign-in", visitor.base_url)).form(&[("address", address)]);
        form.send().await.expect("an answer")
    };
    assert_eq!(sign_in("nobody@example.com").await.status(), 404);
    let signed_in = sign_in(PEOPLE[0].address).await;
    assert_eq!(
        (signed_in.status().as_u16(), &signed_in.headers()["location"]),
        (303, &HeaderValue::from_static("/"))
    );
    let cookie = signed_in.headers()["set-cookie"].to_str().expect("text").to_owned();
    cookie.split(';').next().expect("a cookie").clone_into(&mut visitor.cookie);
    let session: SessionView = visitor.get(paths::SESSION).await.json().await.expect("a session");
    assert_eq!(session.full_name, "Ana Rivera");

    let bar = visitor.get("/dev/bar").await.text().await.expect("a bar");
    assert!(bar.contains("Next: notice about $25.00 to Ana Rivera"), "{bar}");
    assert!(bar.contains(">Wed, Dec 17, 10:00 AM</time>"), "{bar}");
    let clock = visitor.get("/dev/clock").await.text().await.expect("a page");
    assert!(clock.contains("Next: notice about $25.00 to Ana Rivera"), "{clock}");
    let set = visitor.client.post(format!("{}/dev/clock", visitor.base_url)).form(&[("go", "next")]);
    assert_eq!(set.send().await.expect("an answer").status(), 303);

    // The notice is there, among hers, before those to others; and what it announces can be moved into the next year.
    let mailbox = visitor.get("/dev/mailbox").await.text().await.expect("a page");
    let (_, after) = mailbox.split_once("<h2>To Ana Rivera</h2>").expect("hers");
    let (hers, others) = after.split_once("<h2>To others</h2>").expect("others");
    assert!(hers.contains("Your payment on Fri, Dec 19") && !hers.contains("mariajose"), "{hers}");
    assert!(others.contains("mariajose") && !others.contains("to ana.rivera"), "{others}");
    let [client] = session.clients[..] else { panic!("{session:?}") };
    let billing: BillingView = visitor.get(&paths::billing(client)).await.json().await.expect("an overview");
    let movable = billing.open.iter().find(|row| row.can_reschedule).expect("a charge to move");
    let charge: ChargeView =
        visitor.get(&paths::charge(client, movable.id)).await.json().await.expect("a charge");
    let (first, last) = charge.rules.range().expect("days to choose from");
    assert_eq!((first.to_string().as_str(), last.to_string().as_str()), ("2025-12-18", "2026-01-04"));
    serving.stop().await;
}
