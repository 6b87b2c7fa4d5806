//! Cards that clients set up on the processor's own page, choose among, and take away.

use chrono::Duration;
use domain::audit::Action;
use domain::card_setup::CONSENT_OF;
use domain::charge::StateName;
use domain::language::Language;
use domain::payment_method::{CardDeed, Funding, NotRemoved, PaymentMethod};
use domain::subject::Subject;
use domain::testing::client_id;
use processor_simulator::{Fault, FaultRule};
use server::service::card_setups::{BeginError, CameBack, NewSetup, begin, come_back};
use server::service::payment_methods::{ChangeError, make_default, of_client, remove};
use server::service::sessions::ClientAccess;
use store::{audit, card_setups, clients, payment_methods};
use test_support::{Bench, clients::card};
use texts::Texts;

pub fn texts() -> Texts {
    Texts::of(Language::default())
}

pub const ASKED: NewSetup = NewSetup { consent_of: CONSENT_OF, make_default: false };

/// The page that a client is led to: its address, and what it is called.
pub async fn led(bench: &Bench, access: &ClientAccess, new: NewSetup) -> (String, String) {
    let url = begin(&bench.desk, access, texts(), new).await.expect("a page");
    let name = url.rsplit('/').next().expect("a name").to_owned();
    (url, name)
}

/// Somebody enters a card there; where they are led on to.
pub async fn enter(url: &str, number: &str) -> Option<String> {
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let entry = [("number", number), ("expires", "12/34"), ("cvc", "123")];
    let answer = client.build().expect("a client").post(url).form(&entry).send().await.expect("an answer");
    answer.headers().get("location").map(|to| to.to_str().expect("text").to_owned())
}

pub async fn cards(bench: &Bench, n: u128) -> Vec<PaymentMethod> {
    payment_methods::of_client(&bench.desk.store.reader(), client_id(n)).await.expect("readable")
}

/// The processor's ids of the cards that hang on the client's customer there.
async fn attached(bench: &Bench, n: u128) -> Vec<String> {
    let client = clients::find(&bench.desk.store.reader(), client_id(n)).await.expect("readable");
    let customer = client.expect("there").processor_customer.expect("a customer");
    let customer = customer.parse().expect("an id");
    let all = bench.desk.processor.payment_methods_of(&customer).all().await.expect("readable");
    all.into_iter().map(|it| it.id.to_string()).collect()
}

/// Books and processor have the same cards, and nothing differs.
pub async fn methods_agree(bench: &Bench, n: u128) {
    let ours: Vec<String> = cards(bench, n).await.into_iter().map(|it| it.processor_method).collect();
    let (mut ours, mut theirs) = (ours, attached(bench, n).await);
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs);
    bench.agrees().await;
}

async fn record(bench: &Bench, card: &PaymentMethod) -> Vec<Option<CardDeed>> {
    let about = Subject::PaymentMethod(card.id);
    let entries = audit::about(&bench.desk.store.reader(), card.client, about).await.expect("readable");
    let deed = |action: &Action| match action {
        Action::Card { deed, .. } => Some(*deed),
        _ => None,
    };
    entries.iter().map(|entry| deed(&entry.action)).collect()
}

#[tokio::test]
async fn a_card_that_a_client_sets_up_is_theirs_and_pays_what_waited_for_one() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    bench.work().await;
    bench.work_at("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Failed);
    let access = bench.signed_in(1).await;
    let (url, page) = led(&bench, &access, ASKED).await;
    let back = enter(&url, "4000056655665556").await.expect("it leads back");
    let expected = format!("https://desk.example.com/c/{}/account/billing?card-setup={page}", client_id(1));
    assert_eq!(back, expected);
    assert_eq!(cards(&bench, 1).await, [], "the address alone says nothing");
    let CameBack::Card(id) = come_back(&bench.desk, &access, &page).await.expect("told") else {
        panic!("a card was set up")
    };
    let card = cards(&bench, 1).await.remove(0);
    assert_eq!((card.id, card.is_default, card.funding), (id, true, Some(Funding::Debit)));
    assert_eq!((card.card.brand.as_str(), card.card.last4.as_str()), ("Visa", "5556"));
    assert_eq!((card.exp_month, card.exp_year, card.exported.clone()), (12, 2034, None));
    assert_eq!(record(&bench, &card).await, [Some(CardDeed::Added)]);
    assert_eq!(come_back(&bench.desk, &access, &page).await.expect("told"), CameBack::Card(id), "twice");
    bench.work_at("2025-12-03T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    let subjects = bench.subjects();
    assert_eq!(subjects.iter().filter(|it| *it == "A card was added").count(), 1, "{subjects:?}");
    methods_agree(&bench, 1).await;
    let setup = card_setups::of_client(&bench.desk.store.reader(), client_id(1), &page).await;
    let setup = setup.expect("readable").expect("kept");
    assert_eq!((setup.consent.of, setup.login), (CONSENT_OF, access.login()));
    assert!(setup.consent.words.contains("charge it"), "{}", setup.consent.words);
}

#[tokio::test]
async fn a_return_with_somebody_elses_page_an_unknown_one_or_before_anything_was_entered_changes_nothing() {
    let bench = Bench::new().await;
    bench.clients(1..=2, None, "2025-12-02").await;
    let (ana, ben) = (bench.signed_in(1).await, bench.signed_in(2).await);
    let (url, page) = led(&bench, &ana, ASKED).await;
    assert_eq!(come_back(&bench.desk, &ana, &page).await.expect("told"), CameBack::Nothing);
    assert_eq!(enter(&url, "4000000000000002").await, None, "declined");
    assert_eq!(come_back(&bench.desk, &ana, &page).await.expect("told"), CameBack::Nothing);
    enter(&url, "4242424242424242").await.expect("it leads back");
    for unknown in [page.as_str(), "cs_test_unknown", "", "cs_test_1 OR 1=1"] {
        let came = come_back(&bench.desk, &ben, unknown).await.expect("told");
        assert_eq!(came, CameBack::Unknown, "{unknown}");
    }
    assert_eq!((cards(&bench, 1).await, cards(&bench, 2).await), (vec![], vec![]));
}

#[tokio::test]
async fn who_never_comes_back_has_their_card_all_the_same() {
    for told in [true, false] {
        let bench = Bench::new().await;
        bench.client_with(1, None).await;
        let access = bench.signed_in(1).await;
        let (url, page) = led(&bench, &access, ASKED).await;
        enter(&url, "4242424242424242").await.expect("it leads back");
        if told {
            // What the processor's list of events says, which is read every few minutes.
            bench.work_at("2025-12-01T16:00:00Z").await;
        } else {
            bench.desk.real.set(bench.desk.real.now() + Duration::minutes(3));
            bench.worker.cards().await.expect("the store works");
        }
        assert_eq!(cards(&bench, 1).await.len(), 1, "told: {told}");
        let came = come_back(&bench.desk, &access, &page).await.expect("told");
        assert!(matches!(came, CameBack::Card(_)), "later, and by hand: {came:?}");
        methods_agree(&bench, 1).await;
    }
}

#[tokio::test]
async fn a_page_on_which_nothing_was_entered_is_over_after_a_day() {
    let bench = Bench::new().await;
    bench.client_with(1, None).await;
    let access = bench.signed_in(1).await;
    let (_, page) = led(&bench, &access, ASKED).await;
    bench.desk.business.set(bench.desk.business.now() + Duration::hours(26));
    bench.desk.real.set(bench.desk.real.now() + Duration::hours(26));
    bench.worker.cards().await.expect("the store works");
    assert_eq!(come_back(&bench.desk, &access, &page).await.expect("told"), CameBack::Over);
    assert_eq!(bench.worker.cards().await.expect("the store works"), 0, "nothing is asked any more");
    assert_eq!(cards(&bench, 1).await, []);
}

#[tokio::test]
async fn whatever_is_lost_on_the_way_a_client_has_one_customer_and_one_page() {
    for path in ["/customers", "/sessions"] {
        for fault in [Fault::ResetAfter, Fault::ResetBefore, Fault::Garbage, Fault::TooManyRequests] {
            let bench = Bench::new().await;
            bench.client_with(1, None).await;
            let access = bench.signed_in(1).await;
            bench.simulator.add_fault(FaultRule::next_posts(path, fault.clone(), 1));
            let lost = begin(&bench.desk, &access, texts(), ASKED).await;
            assert!(matches!(lost, Err(BeginError::Failed(_))), "{path} {fault:?}: {lost:?}");
            let (url, page) = led(&bench, &access, ASKED).await;
            enter(&url, "4242424242424242").await.expect("it leads back");
            come_back(&bench.desk, &access, &page).await.expect("told");
            let made = bench.desk.processor.events(processor::Span::ALL).all().await.expect("readable");
            let customers = made
                .iter()
                .filter(|it| it.kind == processor::EventKind::Other("customer.created".to_owned()));
            assert_eq!(customers.count(), 1, "{path} {fault:?}");
            methods_agree(&bench, 1).await;
        }
    }
}

#[tokio::test]
async fn a_failure_that_the_processor_keeps_under_a_key_is_not_met_again() {
    for path in ["/customers", "/sessions"] {
        let bench = Bench::new().await;
        bench.client_with(1, None).await;
        let access = bench.signed_in(1).await;
        bench.simulator.add_fault(FaultRule::next_posts(path, Fault::Error500After, 1));
        assert!(begin(&bench.desk, &access, texts(), ASKED).await.is_err());
        let (url, page) = led(&bench, &access, ASKED).await;
        enter(&url, "4242424242424242").await.expect("it leads back");
        come_back(&bench.desk, &access, &page).await.expect("told");
        methods_agree(&bench, 1).await;
    }
}

#[tokio::test]
async fn nobody_is_led_anywhere_who_agreed_to_other_words_or_begins_too_often() {
    let bench = Bench::new().await;
    bench.client_with(1, None).await;
    let access = bench.signed_in(1).await;
    let other = NewSetup { consent_of: CONSENT_OF - chrono::Days::new(1), ..ASKED };
    let refused = begin(&bench.desk, &access, texts(), other).await;
    assert!(matches!(refused, Err(BeginError::OtherWords)), "{refused:?}");
    for _ in 0..10 {
        led(&bench, &access, ASKED).await;
    }
    let refused = begin(&bench.desk, &access, texts(), ASKED).await;
    assert!(matches!(refused, Err(BeginError::TooMany(_))), "{refused:?}");
}

#[tokio::test]
async fn another_card_is_charged_where_that_was_asked_for() {
    let bench = Bench::new().await;
    bench.client_with(1, None).await;
    let access = bench.signed_in(1).await;
    let mut ids = Vec::new();
    for (number, make_default) in
        [("4242424242424242", false), ("5555555555554444", false), ("378282246310005", true)]
    {
        let (url, page) = led(&bench, &access, NewSetup { make_default, ..ASKED }).await;
        enter(&url, number).await.expect("it leads back");
        let CameBack::Card(id) = come_back(&bench.desk, &access, &page).await.expect("told") else {
            panic!("a card was set up")
        };
        ids.push(id);
    }
    let default = async || cards(&bench, 1).await.into_iter().find(|it| it.is_default).map(|it| it.id);
    assert_eq!(default().await, Some(ids[2]));
    let stale = make_default(&bench.desk, &access, texts(), (ids[1], Some(ids[0]))).await;
    assert!(matches!(stale, Err(ChangeError::Stale(_))), "{stale:?}");
    make_default(&bench.desk, &access, texts(), (ids[1], Some(ids[2]))).await.expect("chosen");
    assert_eq!(default().await, Some(ids[1]));
    let again = make_default(&bench.desk, &access, texts(), (ids[1], Some(ids[2]))).await;
    assert!(again.is_ok(), "sent again, it is so already: {again:?}");
    methods_agree(&bench, 1).await;
}

#[tokio::test]
async fn a_card_is_removed_here_and_at_the_processor_also_where_that_cannot_be_reached() {
    let bench = Bench::new().await;
    let charge = bench.client_with(1, None).await;
    let access = bench.signed_in(1).await;
    let (url, page) = led(&bench, &access, ASKED).await;
    enter(&url, "4242424242424242").await.expect("it leads back");
    come_back(&bench.desk, &access, &page).await.expect("told");
    let card = cards(&bench, 1).await.remove(0);
    let stays = remove(&bench.desk, &access, texts(), card.id).await;
    assert!(matches!(stays, Err(ChangeError::Stays(NotRemoved::ChargesWait))), "{stays:?}");
    let seen = of_client(&bench.desk, &access.view(), texts()).await.expect("readable");
    assert_eq!(seen.cards[0].stays, Some(NotRemoved::ChargesWait));
    bench.play_until("2025-12-02T15:00:00Z").await;
    assert_eq!(bench.state_name(charge).await, StateName::Paid);
    bench.simulator.add_fault(FaultRule::next_posts("/detach", Fault::Error500Before, 1));
    let left = remove(&bench.desk, &access, texts(), card.id).await.expect("removed");
    assert!(left.cards.is_empty() && cards(&bench, 1).await.is_empty());
    assert_eq!(attached(&bench, 1).await.len(), 1, "the processor could not hear of it");
    bench.desk.real.set(bench.desk.real.now() + Duration::minutes(11));
    assert_eq!(bench.worker.cards().await.expect("the store works"), 1);
    remove(&bench.desk, &access, texts(), card.id).await.expect("it is removed");
    assert_eq!(record(&bench, &card).await, [CardDeed::Added, CardDeed::Removed].map(Some));
    methods_agree(&bench, 1).await;
}

#[tokio::test]
async fn a_card_with_which_a_payment_is_under_way_stays_and_so_does_the_default_among_several() {
    let bench = Bench::new().await;
    bench.client_with(1, None).await;
    bench.give_lingering_card(1).await;
    bench.play_until("2025-12-02T15:00:00Z").await;
    let access = bench.signed_in(1).await;
    let lingering = card(1, "pm_lingers").id;
    let stays = remove(&bench.desk, &access, texts(), lingering).await;
    assert!(matches!(stays, Err(ChangeError::Stays(NotRemoved::UnderWay))), "{stays:?}");
    let (url, page) = led(&bench, &access, NewSetup { make_default: true, ..ASKED }).await;
    enter(&url, "4242424242424242").await.expect("it leads back");
    let CameBack::Card(default) = come_back(&bench.desk, &access, &page).await.expect("told") else {
        panic!("a card was set up")
    };
    let stays = remove(&bench.desk, &access, texts(), default).await;
    assert!(matches!(stays, Err(ChangeError::Stays(NotRemoved::IsDefault))), "{stays:?}");
    let other = remove(&bench.desk, &bench.signed_in(1).await, texts(), domain::testing::method_id(77)).await;
    assert!(matches!(other, Err(ChangeError::NotFound)), "{other:?}");
}
