use domain::actor::Actor;
use domain::audit::{Action, Entry};
use domain::charge::{ChargeState, FailReason, Failed, PostingKind};
use domain::extra_payment::ExtraPayment;
use domain::testing::{at, day, refund};
use domain::{AuditId, Money};
use test_support::{Server, Which, Who, sample};
use uuid::Uuid;
use wire::billing::BillingView;
use wire::charges::{ChargeEventKind, ChargeStateView, ChargeView, FailReasonView, HistoryView};
use wire::paths;

async fn find(server: &Server, which: Which) -> ChargeView {
    server.get(Who::Owner, &paths::charge(Who::Owner.client(), which.id())).await.body()
}

#[tokio::test]
async fn an_insurance_charge_comes_with_its_arithmetic_its_payer_and_its_card() {
    let server = Server::start().await;
    let charge = find(&server, Which::Upcoming).await;
    let breakdown = charge.breakdown.expect("the insurer answered");
    assert_eq!(breakdown.client_responsibility(), Money::usd(739_113));
    assert_eq!(charge.row.amount, Some(Money::usd(739_113)));
    assert_eq!((charge.answered_on, charge.payer.as_deref()), (Some(day("2025-11-24")), Some("Aetna")));
    assert_eq!(charge.card.expect("a card").last4, "8843");
    assert_eq!(charge.row.provider, "Dr. Maya Okafor");
    assert_eq!((charge.receipt, charge.events.len()), (None, 0));
}

#[tokio::test]
async fn a_charge_is_called_what_its_practice_calls_it_on_its_page_and_in_lists() {
    let server = Server::start().await;
    assert_eq!(find(&server, Which::Failed).await.row.reference, "Failed");
    let client = Who::Owner.client();
    let billing: BillingView = server.get(Who::Owner, &paths::billing(client)).await.body();
    assert_eq!(billing.open[0].reference, "Upcoming");
    let history: HistoryView = server.get(Who::Owner, &paths::charges(client)).await.body();
    assert!(history.charges.iter().any(|row| row.id == Which::Paid.id() && row.reference == "Paid"));
}

#[tokio::test]
async fn that_a_card_is_missing_is_said_where_one_is_asked_for_and_none_is_there() {
    let server = Server::start().await;
    assert!(!find(&server, Which::Upcoming).await.card_missing);
    let path = paths::charge(Who::Another.client(), Which::Anothers.id());
    let without: ChargeView = server.get(Who::Another, &path).await.body();
    assert_eq!((without.card_missing, without.card), (true, None));
}

#[tokio::test]
async fn the_rules_come_with_the_charge_and_with_how_long_they_hold() {
    let server = Server::start().await;
    let charge = find(&server, Which::Upcoming).await;
    assert_eq!(charge.rules.range(), Some((day("2025-12-02"), day("2025-12-18"))));
    // From 09:30 to midnight.
    assert_eq!(charge.holds_for_seconds, (14 * 60 + 30) * 60 + 1);
}

#[tokio::test]
async fn every_state_is_shown_with_its_own_days() {
    let server = Server::start().await;
    let mut states = Vec::new();
    for which in Which::ALL.into_iter().filter(|it| *it != Which::Anothers) {
        let charge = find(&server, which).await;
        let state: ChargeStateView = charge.row.state;
        states.push((
            format!("{which:?}"),
            serde_json::to_value(state).expect("a state"),
            charge.row.can_reschedule,
        ));
    }
    insta::assert_json_snapshot!(states);
}

#[tokio::test]
async fn what_staff_noted_about_a_charge_is_not_shown_to_its_client() {
    let server = Server::start().await;
    for (which, note) in
        [(Which::OnHold, "asked the insurer"), (Which::Waived, "hardship"), (Which::Refunded, "billed twice")]
    {
        let answer = server.get(Who::Owner, &paths::charge(Who::Owner.client(), which.id())).await;
        assert_eq!(answer.status, 200);
        assert!(!answer.text.contains(note), "{which:?}");
    }
}

#[tokio::test]
async fn a_paid_charge_names_its_receipt() {
    let server = Server::start().await;
    assert_eq!(find(&server, Which::Paid).await.receipt.as_deref(), Some("R-5519-CANARY"));
}

#[tokio::test]
async fn a_waived_charge_is_nothing_in_the_list_as_on_its_page() {
    let server = Server::start().await;
    let charge = find(&server, Which::Waived).await;
    let [waived] = &charge.balance.postings[..] else { panic!("{:?}", charge.balance) };
    assert_eq!(waived.what, PostingKind::Waived);
    assert_eq!((waived.amount, waived.on), (Money::usd(739_113), Some(day("2025-11-26"))));
    assert_eq!((charge.balance.part(), charge.row.amount), (Some(Money::usd(0)), Some(Money::usd(0))));
    assert_eq!(charge.row.paid, None);
}

#[tokio::test]
async fn what_was_taken_beside_a_charge_and_given_back_of_it_is_on_its_page() {
    let server = Server::start().await;
    let charge = sample::charge(Which::PartiallyRefunded);
    let second = ExtraPayment {
        intent: "pi_second".to_owned(),
        practice: charge.practice,
        client: charge.client,
        charge: Some(charge.id),
        amount: Money::usd(5_000),
        may_be_anothers: false,
        taken_at: at("2025-11-30T15:00:00Z"),
        taken_on: day("2025-11-30"),
        refunds: vec![refund(2_000)],
        disputes: Vec::new(),
    };
    let another =
        ExtraPayment { intent: "pi_another".to_owned(), charge: Some(Which::Paid.id()), ..second.clone() };
    let unit = server.desk.store.begin().await.expect("a unit");
    for payment in [second, another] {
        assert!(store::extra_payments::insert(&unit, &payment).await.expect("written"));
    }
    unit.commit().await.expect("committed");
    let found = find(&server, Which::PartiallyRefunded).await;
    let cents: Vec<_> = found.balance.postings.iter().map(|it| (it.what, it.amount.cents())).collect();
    let (again, returned) = (PostingKind::PaidAgain, PostingKind::PaidAgainReturned);
    let expected =
        [(PostingKind::Paid, 739_113), (PostingKind::Refunded, 11_113), (again, 5_000), (returned, 2_000)];
    assert_eq!(cents, expected);
    assert_eq!(found.row.paid, Some(Money::usd(739_113 - 11_113 + 5_000 - 2_000)));
}

#[tokio::test]
async fn somebody_elses_charge_and_one_that_is_none_are_not_found_alike() {
    let server = Server::start().await;
    let theirs = server.get(Who::Owner, &paths::charge(Who::Owner.client(), Which::Anothers.id())).await;
    let nobodys = server
        .get(Who::Owner, &format!("{}/chg_{}", paths::charges(Who::Owner.client()), "0".repeat(32)))
        .await;
    let nonsense = server.get(Who::Owner, &format!("{}/1", paths::charges(Who::Owner.client()))).await;
    assert_eq!(theirs.status, 404);
    assert_eq!(theirs.problem_snapshot(), nobodys.problem_snapshot());
    assert_eq!(theirs.problem_snapshot(), nonsense.problem_snapshot());
}

/// The owner's failed charge, whose cardholder has to confirm it.
async fn to_confirm(server: &Server, change: impl FnOnce(Failed) -> Failed) -> ChargeStateView {
    let charge = sample::charge(Which::Failed);
    let ChargeState::Failed(failed) = charge.state else { panic!("it failed") };
    let url = "https://pay.example/confirm".to_owned();
    let failed = change(Failed { reason: FailReason::NeedsConfirmation { url }, ..failed });
    let unit = server.desk.store.begin().await.expect("a unit");
    let charge = domain::charge::Charge { state: ChargeState::Failed(failed), ..charge };
    store::charges::save(&unit, &charge, None).await.expect("saved");
    unit.commit().await.expect("committed");
    let found = find(server, Which::Failed).await;
    assert!(found.can_pay_now, "that makes another page");
    found.row.state
}

#[tokio::test]
async fn a_page_to_confirm_on_says_when_another_follows() {
    let server = Server::start().await;
    let state = to_confirm(&server, |failed| failed).await;
    let reason = FailReasonView::NeedsConfirmation { url: "https://pay.example/confirm".to_owned() };
    let (announced_for, next_attempt) = (day("2025-12-02"), Some(day("2025-12-04")));
    let said = ChargeStateView::Failed { announced_for, reason, next_attempt, confirm_until: None };
    assert_eq!(state, said);
}

#[tokio::test]
async fn the_last_page_to_confirm_on_says_until_when_it_works() {
    let server = Server::start().await;
    let state = to_confirm(&server, |failed| Failed { next_attempt: None, ..failed }).await;
    let ChargeStateView::Failed { next_attempt, confirm_until, .. } = state else { panic!("{state:?}") };
    assert_eq!((next_attempt, confirm_until), (None, Some(day("2025-12-01"))));
}

#[tokio::test]
async fn a_payment_that_was_booked_late_stands_where_it_happened() {
    let server = Server::start().await;
    let charge = sample::charge(Which::Paid);
    let (amount, card) = (Money::usd(739_113), sample::method().card);
    let paid = Action::Paid { amount, card: Some(card), taken_at: Some(at("2025-11-20T04:59:59Z")) };
    let failed = Action::AttemptFailed { reason: FailReason::Declined, next_attempt: None };
    let written = [
        ("2025-11-18T15:00:00Z", failed),
        ("2025-11-21T14:00:00Z", Action::PayNowAsked),
        ("2025-11-21T15:00:00Z", paid),
    ];
    let entries: Vec<_> = (1..)
        .zip(written)
        .map(|(n, (when, action))| {
            Entry::about_charge(AuditId::new(Uuid::from_u128(n)), at(when), Actor::System, &charge, action)
        })
        .collect();
    let unit = server.desk.store.begin().await.expect("a unit");
    store::audit::append(&unit, &entries).await.expect("written");
    unit.commit().await.expect("committed");
    let events = find(&server, Which::Paid).await.events;
    // Its instant is a second before midnight in New York.
    let days: Vec<_> = events.iter().map(|event| event.at.date()).collect();
    assert_eq!(days, [day("2025-11-18"), day("2025-11-19"), day("2025-11-21")]);
    assert!(matches!(events[1].kind, ChargeEventKind::Paid { .. }), "{:?}", events[1]);
}
