//! `/api/c/{client}/payment-methods` and `/api/c/{client}/card-setups`

use domain::audit::Action;
use domain::card_setup::CONSENT_OF;
use domain::payment_method::{CardDeed, CardStanding, NotRemoved};
use domain::subject::Subject;
use domain::testing::method_id;
use reqwest::Method;
use serde_json::{Value, json};
use store::{audit, outbox};
use test_support::{Answer, Fresh, Kind, Server, Setup, Who, browser, on_both};
use wire::paths;
use wire::payment_methods::{
    CardPageView, CardReturn, CardReturnView, CardStaysView, PaymentMethodsView, SavedCardView,
};
use wire::problem::Conflict;

/// A server whose processor answers.
struct WithProcessor(Server);

impl Fresh for WithProcessor {
    async fn fresh(kind: Kind) -> Self {
        Self(Server::of(Setup { kind, processor: true, ..Setup::default() }).await)
    }
}

on_both! {
    a_card_is_added_chosen_and_removed_and_all_of_it_is_on_the_record_and_told,
}

async fn asked(server: &Server, who: Who) -> PaymentMethodsView {
    server.get(who, &paths::payment_methods(Who::Owner.client())).await.body()
}

async fn put(server: &Server, path: &str, body: Value) -> Answer {
    server.send(Who::Owner, Method::PUT, path, Some(&body)).await
}

async fn remove(server: &Server, card: domain::PaymentMethodId) -> Answer {
    let path = paths::payment_method(Who::Owner.client(), card);
    server.send(Who::Owner, Method::DELETE, &path, None::<&()>).await
}

/// Somebody is led to the processor's page, enters a card there, and comes back.
async fn added(server: &Server, number: &str, make_default: bool) -> CardReturnView {
    let body = json!({ "consent_of": CONSENT_OF, "make_default": make_default });
    let led: CardPageView =
        server.post(Who::Owner, &paths::card_setups(Who::Owner.client()), &body).await.body();
    let entry = [("number", number), ("expires", "12/34"), ("cvc", "123")];
    let entered = browser().post(&led.url).form(&entry).send().await.expect("an answer");
    let back = entered.headers()["location"].to_str().expect("text").to_owned();
    let (address, page) = back.split_once("?card-setup=").expect("the page");
    assert_eq!(address, format!("{}/c/{}/account/billing", server.base_url, Who::Owner.client()));
    let returned = json!({ "page": page });
    server.post(Who::Owner, &paths::card_return(Who::Owner.client()), &returned).await.body()
}

fn one(cards: &PaymentMethodsView, last4: &str) -> SavedCardView {
    cards.cards.iter().find(|it| it.card.last4 == last4).expect("the card").clone()
}

async fn a_card_is_added_chosen_and_removed_and_all_of_it_is_on_the_record_and_told(
    WithProcessor(server): WithProcessor,
) {
    let CardReturnView { came, methods } = added(&server, "4000056655665556", false).await;
    let card = one(&methods, "5556");
    assert_eq!(came, CardReturn::Card(card.id));
    assert_eq!((card.is_default, card.standing, card.stays), (false, CardStanding::Good, None));
    let before = one(&methods, "8843");
    assert_eq!((before.is_default, before.stays), (true, Some(NotRemoved::IsDefault)));
    let owner = Who::Owner.client();
    let choose = async |seen| {
        let path = paths::payment_method_default(owner, card.id);
        put(&server, &path, json!({ "seen_default": seen })).await
    };
    let stale = choose(Some(card.id)).await;
    assert_eq!(stale.status, 409);
    assert!(one(&stale.extension::<Conflict<PaymentMethodsView>>().now, "8843").is_default);
    let now: PaymentMethodsView = choose(Some(before.id)).await.body();
    assert!(one(&now, "5556").is_default && !one(&now, "8843").is_default);
    let path = paths::payment_method_hsa_fsa(owner, card.id);
    let now: PaymentMethodsView = put(&server, &path, json!({ "is_hsa_fsa": true })).await.body();
    assert!(one(&now, "5556").is_hsa_fsa);
    let now: PaymentMethodsView = remove(&server, before.id).await.body();
    assert_eq!(now.cards.iter().map(|it| it.id).collect::<Vec<_>>(), [card.id]);
    let stays = remove(&server, card.id).await;
    assert_eq!((stays.status.as_u16(), stays.slug().as_str()), (422, "refused"));
    assert_eq!(stays.extension::<CardStaysView>().stays, NotRemoved::ChargesWait);
    assert!(stays.problem().detail.starts_with("This is your only card"), "{}", stays.text);

    let reader = server.desk.store.reader();
    let record = audit::about(&reader, owner, Subject::PaymentMethod(card.id)).await.expect("a record");
    let names: Vec<_> = record.iter().map(|entry| entry.action.as_str()).collect();
    assert_eq!(names, ["card", "card", "card_marked"]);
    assert!(matches!(record[1].action, Action::Card { deed: CardDeed::MadeDefault, .. }));
    let consented = audit::about(&reader, owner, Subject::Client(owner)).await.expect("a record");
    assert_eq!(consented[0].action, Action::CardConsented { of: CONSENT_OF });
    let due = outbox::next_due(&reader).await.expect("a read");
    assert!(due.is_some(), "they are told");
}

#[tokio::test]
async fn whoever_agreed_to_other_words_is_shown_those_that_hold() {
    let server = Server::start().await;
    let view = asked(&server, Who::Owner).await;
    assert_eq!(view.consent.of, CONSENT_OF);
    assert!(view.consent.words.starts_with("I allow "), "{}", view.consent.words);
    let body = json!({ "consent_of": "2020-01-01", "make_default": false });
    let answer = server.post(Who::Owner, &paths::card_setups(Who::Owner.client()), &body).await;
    assert_eq!(answer.status, 409);
    assert_eq!(answer.extension::<Conflict<PaymentMethodsView>>().now.consent, view.consent);
}

#[tokio::test]
async fn where_the_processor_is_not_reached_nothing_is_begun_and_it_can_be_tried_again() {
    let server = Server::start().await;
    let body = json!({ "consent_of": CONSENT_OF, "make_default": false });
    for _ in 0..12 {
        let answer = server.post(Who::Owner, &paths::card_setups(Who::Owner.client()), &body).await;
        assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (503, "unavailable"));
    }
}

#[tokio::test]
async fn nobody_changes_a_card_of_somebody_elses_and_nobody_one_that_is_not_there() {
    let server = Server::start().await;
    let another = Who::Another.client();
    for path in [
        paths::payment_method_default(another, method_id(1)),
        paths::payment_method_hsa_fsa(another, method_id(1)),
        paths::payment_method(another, method_id(1)),
    ] {
        let method =
            if path.ends_with("default") || path.ends_with("fsa") { Method::PUT } else { Method::DELETE };
        let body = if path.ends_with("fsa") {
            json!({ "is_hsa_fsa": true })
        } else {
            json!({ "seen_default": null })
        };
        let body = (method == Method::PUT).then_some(body);
        let answer = server.send(Who::Another, method, &path, body.as_ref()).await;
        assert_eq!(answer.status, 404, "{path}");
    }
    assert!(!one(&asked(&server, Who::Owner).await, "8843").is_hsa_fsa);
    assert_eq!(remove(&server, method_id(77)).await.status, 404);
}
