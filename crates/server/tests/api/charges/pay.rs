use domain::PaymentMethodId;
use domain::audit::Action;
use domain::charge::StateName;
use domain::payment_method::PaymentMethod;
use domain::subject::Subject;
use domain::testing::at;
use serde_json::json;
use test_support::{Answer, Server, Which, Who, sample};
use uuid::Uuid;
use wire::charges::{ChargeEventKind, ChargeStateView, ChargeView};
use wire::paths;
use wire::problem::Conflict;

async fn pay(server: &Server, which: Which, version: i64) -> Answer {
    server
        .post(Who::Owner, &paths::charge_pay(Who::Owner.client(), which.id()), &json!({ "version": version }))
        .await
}

#[tokio::test]
async fn a_declined_charge_is_tried_at_once_when_its_client_asks() {
    let server = Server::start().await;
    let charge: ChargeView = pay(&server, Which::Failed, 1).await.body();
    assert_eq!(charge.row.state, ChargeStateView::Processing, "nobody can say by now that it failed");
    assert_eq!(charge.rules.state, StateName::Processing);
    assert_eq!(charge.events[0].kind, ChargeEventKind::PayNowAsked);
    assert!(charge.is_being_tried && !charge.can_pay_now, "it is asked for already");
    let reader = server.desk.store.reader();
    let due = store::charges::due(&reader, at(sample::NOW), 10).await.expect("read");
    assert_eq!(due, [Which::Failed.id()]);
    let record = store::audit::about(&reader, Who::Owner.client(), Subject::Charge(Which::Failed.id()))
        .await
        .expect("read");
    assert_eq!(record[0].action, Action::PayNowAsked);
}

#[tokio::test]
async fn asking_twice_asks_once() {
    let server = Server::start().await;
    assert_eq!(pay(&server, Which::Failed, 1).await.status, 200);
    let again = pay(&server, Which::Failed, 1).await;
    assert_eq!((again.status.as_u16(), again.slug().as_str()), (409, "conflict"));
    assert_eq!(again.extension::<Conflict<ChargeView>>().now.rules.version, 2);
    assert!(again.problem().detail.ends_with("The payment is being charged right now."));
}

#[tokio::test]
async fn the_card_that_was_declined_for_good_is_not_tried_again() {
    let server = Server::start().await;
    let answer = pay(&server, Which::FailedForGood, 1).await;
    assert_eq!((answer.status.as_u16(), answer.slug().as_str()), (422, "refused"));
    assert!(answer.problem().detail.contains("The card on file can't be charged"));
}

#[tokio::test]
async fn a_charge_says_whether_it_can_be_paid_now_and_whether_it_is_being_tried() {
    let server = Server::start().await;
    for which in Which::ALL.into_iter().filter(|it| *it != Which::Anothers) {
        let charge: ChargeView =
            server.get(Who::Owner, &paths::charge(Who::Owner.client(), which.id())).await.body();
        assert_eq!(charge.can_pay_now, which == Which::Failed, "{which:?}");
        assert!(!charge.has_other_card, "{which:?}");
        assert_eq!(charge.is_being_tried, which == Which::Processing, "{which:?}");
        assert_eq!(pay(&server, which, 1).await.status == 200, charge.can_pay_now, "{which:?}");
    }
}

#[tokio::test]
async fn after_a_decline_for_good_another_card_can_pay_at_once() {
    let server = Server::start().await;
    let unit = server.desk.store.begin().await.expect("a unit");
    let another = PaymentMethod {
        id: PaymentMethodId::new(Uuid::from_u128(44)),
        processor_method: "pm_card_visa_other".to_owned(),
        ..sample::method()
    };
    let before = PaymentMethod { is_default: false, ..sample::method() };
    store::payment_methods::upsert(&unit, &[before, another]).await.expect("a card");
    unit.commit().await.expect("committed");
    let charge: ChargeView =
        server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::FailedForGood.id())).await.body();
    assert!(charge.can_pay_now && charge.has_other_card);
    assert_eq!(pay(&server, Which::FailedForGood, 1).await.status, 200);
}

#[tokio::test]
async fn only_a_failed_charge_can_be_paid_now() {
    let server = Server::start().await;
    for which in [Which::Upcoming, Which::Paid, Which::Processing, Which::Awaiting, Which::OnHold] {
        assert_eq!(pay(&server, which, 1).await.status, 422, "{which:?}");
    }
    assert_eq!(pay(&server, Which::Anothers, 1).await.status, 404);
}
